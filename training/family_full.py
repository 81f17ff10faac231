"""References at full size for bench/encoders.ts and bench/published-lm.ts: a random model of code that nobody here wrote, its input and output.

    python training/family_full.py encoder dinov2 --out DIR [--outliers]
    python training/family_full.py encoder siglip --out DIR [--outliers]
    python training/family_full.py lm --out DIR          # transformers' Mamba2 at 130m dimensions

DIR gets `model.safetensors`, and every tensor of a run as little-endian values: `pixels.f32`, `features.f32`, `ids.i64`, `logits.f32`, …
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

ENCODERS = {"dinov2": "vit_large_patch14_reg4_dinov2.lvd142m", "siglip": "vit_so400m_patch14_siglip_384.webli"}
SIZE = 384
PROMPT, ANSWER = 300, 20


def write(folder: Path, name: str, value: Tensor) -> None:
    (folder / name).write_bytes(np.ascontiguousarray(value.detach().numpy()).tobytes())


def random_weights(model: nn.Module) -> None:
    """Every parameter off its initial value, with the spread that keeps activations of order 1."""
    generator = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.dim() == 1:
                ones = name.endswith(("norm1.weight", "norm2.weight", "norm.weight", "gamma"))
                parameter.copy_(torch.randn(parameter.shape, generator=generator) * 0.1 + (1 if ones else 0))
            else:
                spread = 0.5 if "token" in name or "embed" in name else 1 / math.sqrt(parameter[0].numel())
                parameter.copy_(torch.randn(parameter.shape, generator=generator) * spread)


def add_outliers(model: nn.Module) -> None:
    """What trained ViTs have and random ones lack: a few channels of the residual stream that are 50 times larger ("massive activations",
    arXiv 2402.17762), a few channels of each norm 10 times larger, single weights 8 times larger."""
    generator = torch.Generator().manual_seed(2)
    width = model.embed_dim
    with torch.no_grad():
        channels = torch.randperm(width, generator=generator)
        model.patch_embed.proj.bias[channels[:3]] += 50
        for block in model.blocks:
            for norm in (block.norm1, block.norm2):
                norm.weight[torch.randperm(width, generator=generator)[:6]] *= 10
            for linear in (block.attn.qkv, block.attn.proj, block.mlp.fc1, block.mlp.fc2):
                chosen = torch.rand(linear.weight.shape, generator=generator) < 1e-4
                linear.weight[chosen] *= 8


@torch.no_grad()
def encoder(name: str, folder: Path, outliers: bool) -> None:
    import timm
    from family_reference import dinov2_of_transformers, siglip_of_transformers
    from timm.models.vision_transformer import checkpoint_filter_fn

    stored = timm.create_model(ENCODERS[name], pretrained=False, num_classes=0)
    random_weights(stored)
    if outliers:
        add_outliers(stored)
    model = timm.create_model(ENCODERS[name], pretrained=False, num_classes=0, img_size=SIZE).eval()
    weights = dict(stored.state_dict())
    save_file({k: v.contiguous() for k, v in weights.items()}, folder / "model.safetensors")
    model.load_state_dict(checkpoint_filter_fn(weights, model))
    del stored, weights
    torch.manual_seed(3)
    pixels = torch.randn(1, 3, SIZE, SIZE)
    block = len(model.blocks) - 2
    features = model.get_intermediate_layers(pixels, n={block})[0]
    write(folder, "pixels.f32", pixels)
    write(folder, "features.f32", features)
    second = (dinov2_of_transformers if name == "dinov2" else siglip_of_transformers)(model, pixels, block)
    print(f"timm and transformers differ by {(second - features).abs().max().item():.1e}, features up to {features.abs().max().item():.1f}")


@torch.no_grad()
def language_model(folder: Path) -> None:
    """mamba2-130m: a prompt of 300 tokens, then 20 greedy ones."""
    from transformers import Mamba2Config, Mamba2ForCausalLM

    torch.manual_seed(4)
    config = Mamba2Config(
        num_heads=24, head_dim=64, vocab_size=50288, hidden_size=768, state_size=128, num_hidden_layers=24, n_groups=1, expand=2, conv_kernel=4,
        layer_norm_epsilon=1e-5, tie_word_embeddings=True, chunk_size=32, bos_token_id=0, eos_token_id=0, pad_token_id=0,
    )  # fmt: skip
    model = Mamba2ForCausalLM(config).eval()
    for name, parameter in model.named_parameters():
        if parameter.dim() == 1:
            if "norm" in name:
                parameter.copy_(1 + torch.randn(parameter.shape) * 0.1)
            elif "bias" in name:
                parameter.add_(torch.randn(parameter.shape) * 0.1)
        elif "embed" in name:
            parameter.copy_(torch.randn(parameter.shape) * 0.1)
    weights = {k: v.contiguous() for k, v in model.state_dict().items() if k != "lm_head.weight"}
    save_file(weights, folder / "model.safetensors")
    prompt = torch.randint(0, 50277, (1, PROMPT))
    ids = model.generate(prompt, attention_mask=torch.ones_like(prompt), max_new_tokens=ANSWER, do_sample=False, eos_token_id=None)
    logits = model(ids).logits
    write(folder, "ids.i64", ids)
    write(folder, "logits.f32", logits[0, PROMPT - 1 :])
    print(f"logits up to {logits.abs().max().item():.1f}; {len(set(ids[0, PROMPT:].tolist()))} different tokens of {ANSWER}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["encoder", "lm"])
    parser.add_argument("name", nargs="?", choices=sorted(ENCODERS))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--outliers", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    arguments.out.mkdir(parents=True, exist_ok=True)
    if arguments.what == "encoder":
        encoder(arguments.name, arguments.out, arguments.outliers)
    else:
        language_model(arguments.out)


if __name__ == "__main__":
    main()
