"""What the published model says, computed in PyTorch from the published weights by code that this project did not write where there is some:
timm's encoders, transformers' Mamba-2, the paper's equations between them. `bench/verify-published.ts` runs it and holds a pack against it.

    python training/published_reference.py --checkpoint latest-checkpoint.pt --encoder dinov2.safetensors --encoder siglip.safetensors \
        --backbone dinosiglip-vit-so-384px --resize resize-naive --tokenizer tokenizer.json --text text.txt --picture a.png --question "…" --out DIR

DIR gets `reference.json` and, per picture, its visual embeddings as `visual-N.f32`. At float32 the 3B needs 13 GB of memory, at bfloat16 7 GB.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from unittest.mock import patch

import numpy as np
import timm
import torch
import torch.nn.functional as F
from family_reference import across_first, bidirectional, ldpnet, published_transform
from PIL import Image
from safetensors.torch import load_file
from timm.models.vision_transformer import checkpoint_filter_fn
from tokenizers import Tokenizer
from torch import Tensor
from transformers import Mamba2Config, Mamba2ForCausalLM

ENCODERS = {
    "dinosiglip-vit-so-384px": (384, ["vit_large_patch14_reg4_dinov2.lvd142m", "vit_so400m_patch14_siglip_384.webli"]),
    "dinoclip-vit-l-336px": (336, ["vit_large_patch14_reg4_dinov2.lvd142m", "vit_large_patch14_clip_336.openai"]),
    "dinov2-vit-l": (224, ["vit_large_patch14_reg4_dinov2.lvd142m"]),
    "siglip-vit-so400m": (224, ["vit_so400m_patch14_siglip_224.webli"]),
    "siglip-vit-so400m-384px": (384, ["vit_so400m_patch14_siglip_384.webli"]),
    "siglip-vit-b16-224px": (224, ["vit_base_patch16_siglip_224.webli"]),
    "siglip-vit-b16-256px": (256, ["vit_base_patch16_siglip_256.webli"]),
    "siglip-vit-b16-384px": (384, ["vit_base_patch16_siglip_384.webli"]),
    "clip-vit-b": (224, ["vit_base_patch16_clip_224.openai"]),
    "clip-vit-l": (224, ["vit_large_patch14_clip_224.openai"]),
    "clip-vit-l-336px": (336, ["vit_large_patch14_clip_336.openai"]),
    "in1k-vit-l": (224, ["vit_large_patch16_224.augreg_in21k_ft_in1k"]),
}
STATE, HEAD = 128, 64


def flattened(value: object, prefix: str = "") -> dict[str, Tensor]:
    """A dictionary in a dictionary as one name with dots in it."""
    if isinstance(value, Tensor):
        return {prefix[:-1]: value}
    if not isinstance(value, dict):
        return {}
    return {name: tensor for key, inner in value.items() for name, tensor in flattened(inner, f"{prefix}{key}.").items()}


def read_checkpoint(path: Path) -> dict[str, Tensor]:
    whole = load_file(path) if path.suffix == ".safetensors" else torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    return {name.removeprefix("model."): value for name, value in flattened(whole).items()}


def language_model(weights: dict[str, Tensor], dtype: torch.dtype) -> Mamba2ForCausalLM:
    names = {name.removeprefix("llm_backbone.").removeprefix("llm."): name for name in weights}
    state = {
        name.replace("backbone.embedding.", "backbone.embeddings."): weights[source]
        for name, source in names.items()
        if name.startswith(("backbone.", "lm_head."))
    }
    rows, width = state["backbone.embeddings.weight"].shape
    heads = state["backbone.layers.0.mixer.A_log"].shape[0]
    layers = sum(name.endswith("mixer.A_log") for name in state)
    tied = "lm_head.weight" not in state or torch.equal(state["lm_head.weight"], state["backbone.embeddings.weight"])
    config = Mamba2Config(
        num_heads=heads, head_dim=HEAD, vocab_size=rows, hidden_size=width, state_size=STATE, num_hidden_layers=layers, n_groups=1, expand=2,
        conv_kernel=4, layer_norm_epsilon=1e-5, tie_word_embeddings=tied, bos_token_id=0, eos_token_id=0, pad_token_id=0,
    )  # fmt: skip
    with torch.device("meta"):
        model = Mamba2ForCausalLM(config)
    state.setdefault("lm_head.weight", state["backbone.embeddings.weight"])
    model.load_state_dict({name: value.to(dtype) for name, value in state.items()}, assign=True)
    if tied:
        model.tie_weights()
    return model.eval()


def visual_embeddings(weights: dict[str, Tensor], arguments: argparse.Namespace, picture: Path) -> Tensor:
    edge, names = ENCODERS[arguments.backbone]
    features = []
    for name, file in zip(names, arguments.encoder, strict=True):
        quick = name.endswith(".openai") and arguments.backbone != "dinoclip-vit-l-336px"
        keywords = {"act_layer": "quick_gelu"} if quick else {}
        encoder = timm.create_model(name, pretrained=False, num_classes=0, img_size=edge, **keywords).eval()
        stored = {key: value.float() for key, value in load_file(file).items() if not key.startswith("head.")}
        encoder.load_state_dict(checkpoint_filter_fn(stored, encoder))
        data = timm.data.resolve_model_data_config(encoder)
        crop = data["crop_pct"] if name.endswith(".openai") else 1.0
        transform = published_transform(arguments.resize, edge, data["mean"], data["std"], crop)
        with patch.object(Image.Image, "resize", across_first(Image.Image.resize)):
            pixels = transform(Image.open(picture).convert("RGB"))[None]
        features.append(encoder.get_intermediate_layers(pixels, n={len(encoder.blocks) - 2})[0])
    x = torch.cat(features, 2)
    of = lambda name: (weights[f"{name}.weight"].float(), weights[f"{name}.bias"].float())  # noqa: E731
    x = F.gelu(F.linear(x, *of("mlp.0")))
    scan = {name: value.float() for name, value in weights.items() if name.startswith("bidirectional_mamba.")}
    x = bidirectional(x, scan, "bidirectional_mamba", 2, STATE, HEAD)
    prefix = "projector.projector"
    if f"{prefix}.weight" in weights:
        return F.linear(x, *of(prefix))
    x = F.linear(F.gelu(F.linear(x, *of(f"{prefix}.0"))), *of(f"{prefix}.2"))
    if f"{prefix}.4.peg.0.weight" in weights:
        return ldpnet(x, *of(f"{prefix}.4.peg.0"))
    return F.linear(F.gelu(x), *of(f"{prefix}.4")) if f"{prefix}.4.weight" in weights else x


@torch.no_grad()
def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, action="append", default=[])
    parser.add_argument("--backbone", choices=sorted(ENCODERS))
    parser.add_argument("--resize", default="resize-naive")
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--tokens", type=int, default=512, help="of the text")
    parser.add_argument("--picture", type=Path, action="append", default=[])
    parser.add_argument("--question", default="What is shown in this picture?")
    parser.add_argument("--answer-tokens", type=int, default=32)
    parser.add_argument("--dtype", choices=["float32", "bfloat16"], default="float32")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()

    weights = read_checkpoint(arguments.checkpoint)
    model = language_model(weights, getattr(torch, arguments.dtype))
    tokenizer = Tokenizer.from_file(arguments.tokenizer)
    encode = lambda text: tokenizer.encode(text, add_special_tokens=False).ids  # noqa: E731

    ids = encode(arguments.text.read_text(encoding="utf-8"))[: arguments.tokens]
    logits = model(torch.tensor([ids])).logits[0, :-1].float()
    losses = F.cross_entropy(logits, torch.tensor(ids[1:]), reduction="none")
    text = {"ids": ids, "perplexity": math.exp(losses.mean().item()), "argmax": logits.argmax(-1).tolist()}

    pictures = []
    prompt = torch.tensor([encode(f"<|user|>\n{arguments.question}<|endoftext|>\n<|assistant|>\n")])
    for number, picture in enumerate(arguments.picture):
        visual = visual_embeddings(weights, arguments, picture)
        (arguments.out / f"visual-{number}.f32").write_bytes(np.ascontiguousarray(visual.numpy(), np.float32).tobytes())
        embedded = torch.cat([visual.to(model.dtype), model.get_input_embeddings()(prompt)], 1)
        answer = model.generate(inputs_embeds=embedded, max_new_tokens=arguments.answer_tokens, do_sample=False, pad_token_id=0)[0].tolist()
        answer = answer[: answer.index(0) + 1] if 0 in answer else answer
        pictures.append({"path": str(picture), "tokens": answer, "answer": tokenizer.decode(answer, skip_special_tokens=True).strip()})
    (arguments.out / "reference.json").write_text(json.dumps({"text": text, "pictures": pictures}) + "\n")


if __name__ == "__main__":
    main()
