"""Makes the parity fixtures of the published family: small random models with inputs and the outputs of code that nobody here wrote.

    pip install timm==1.0.31
    python training/make_family_fixtures.py            # writes test/fixtures/family/

Encoders are timm's, features as the published code takes them (`get_intermediate_layers`, the last block but one, no final norm, prefix
tokens dropped), weights loaded the way timm loads pretrained ones (position grids resampled). transformers' Dinov2WithRegistersModel and
SiglipVisionModel must agree with timm, or nothing is written. Connectors are the paper's equations in PyTorch; pictures are timm's own
transforms on Pillow. Weights are stored in float16, and the models compute with the rounded ones.
"""

from __future__ import annotations

import base64
import gzip
import json
import math
from pathlib import Path
from unittest.mock import patch

import numpy as np
import PIL
import torch
import torch.nn.functional as F
from family_reference import across_first, bidirectional, ldpnet, published_transform
from PIL import Image
from safetensors.torch import save_file
from timm.layers import get_act_layer
from timm.models.vision_transformer import VisionTransformer, checkpoint_filter_fn
from torch import Tensor, nn

FOLDER = Path(__file__).resolve().parent.parent / "test" / "fixtures" / "family"
WIDTH, HEADS, DEPTH, HIDDEN = 32, 2, 4, 64

VISION = {
    "dinov2": dict(reg_tokens=4, no_embed_class=True, init_values=1.0, pretrained=70, size=60),
    "siglip": dict(class_token=False, global_pool="map", pretrained=42, size=42),
    "clip": dict(pre_norm=True, act_layer=get_act_layer("quick_gelu"), norm_layer=nn.LayerNorm, pretrained=56, size=56),
    "in1k": dict(pretrained=42, size=56),
}
"""timm's arguments as its model functions give them, and the edges in pixels of the pretrained and of the wanted picture."""


def tensor(value: Tensor) -> dict:
    array = np.ascontiguousarray(value.detach().numpy())
    kind = {"float32": "float32", "int64": "int64"}[str(array.dtype)]
    return {"type": kind, "shape": list(array.shape), "data": base64.b64encode(array.tobytes()).decode()}


def save(name: str, weights: dict[str, Tensor], config: dict, cases: list[tuple[dict, dict]]) -> None:
    save_file({k: v.detach().half().contiguous() for k, v in weights.items()}, FOLDER / f"{name}.safetensors")
    as_json = lambda values: {key: tensor(value) for key, value in values.items()}  # noqa: E731
    body = {"config": config, "cases": [{"inputs": as_json(i), "expected": as_json(e)} for i, e in cases]}
    (FOLDER / f"{name}.json.gz").write_bytes(gzip.compress((json.dumps(body) + "\n").encode(), 9, mtime=0))


def random_weights(module: nn.Module, seed: int) -> nn.Module:
    """Values that float16 holds, with no parameter where an error would not be seen (a gamma of 1, a bias of 0)."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            noise = torch.randn(parameter.shape, generator=generator)
            spread = 1 / math.sqrt(parameter[0].numel()) if parameter.dim() > 1 and "token" not in name else 0.3
            offset = 1 if name.endswith(("norm1.weight", "norm2.weight", "norm.weight", "gamma", "norm_pre.weight")) else 0
            parameter.copy_((offset + noise * spread).half().float())
    return module.eval()


def vision(name: str, seed: int) -> None:
    arguments = dict(VISION[name])
    pretrained, size = arguments.pop("pretrained"), arguments.pop("size")
    shape = dict(patch_size=14, embed_dim=WIDTH, depth=DEPTH, num_heads=HEADS, mlp_ratio=HIDDEN // WIDTH, num_classes=0, **arguments)
    stored = random_weights(VisionTransformer(img_size=pretrained, **shape), seed)
    model = VisionTransformer(img_size=size, **shape).eval()
    model.load_state_dict(checkpoint_filter_fn(dict(stored.state_dict()), model))
    torch.manual_seed(seed)
    pixels = torch.randn(1, 3, size, size)
    features = model.get_intermediate_layers(pixels, n={DEPTH - 2})[0]
    SECOND_REFERENCES.get(name, lambda *_: None)(model, pixels, features)
    config = {
        "patch": 14, "width": WIDTH, "depth": DEPTH, "heads": HEADS, "hidden": HIDDEN, "classToken": arguments.get("class_token", True),
        "registers": arguments.get("reg_tokens", 0), "positionGrid": pretrained // 14, "preNorm": arguments.get("pre_norm", False),
        "positions": "patches" if arguments.get("no_embed_class") or not arguments.get("class_token", True) else "all",
        "layerScale": "init_values" in arguments, "activation": "quick-gelu" if "act_layer" in arguments else "gelu",
        "epsilon": model.blocks[0].norm1.eps, "size": size,
    }  # fmt: skip
    used = {k: v for k, v in stored.state_dict().items() if not k.startswith((f"blocks.{DEPTH - 1}.", "attn_pool.", "norm."))}
    save(f"vision-{name}", used, config, [({"pixels": pixels}, {"features": features})])


def agree_with_dinov2(model: VisionTransformer, pixels: Tensor, features: Tensor) -> None:
    from family_reference import dinov2_of_transformers

    second = dinov2_of_transformers(model, pixels, DEPTH - 2)
    difference = (second - features).abs().max().item()
    print(f"timm and transformers' DINOv2 with registers: largest difference {difference:.1e}")
    assert difference < 1e-4


def agree_with_siglip(model: VisionTransformer, pixels: Tensor, features: Tensor) -> None:
    from family_reference import siglip_of_transformers

    second = siglip_of_transformers(model, pixels, DEPTH - 2)
    difference = (second - features).abs().max().item()
    print(f"timm and transformers' SigLIP: largest difference {difference:.1e}")
    assert difference < 1e-4


SECOND_REFERENCES = {"dinov2": agree_with_dinov2, "siglip": agree_with_siglip}


def connector(projector: str, grid: int, seed: int) -> None:
    """Two encoders' features, mlp, two layers of the bidirectional scan, projector: the published key names."""
    torch.manual_seed(seed)
    widths, d, state, head = (24, 40), 32, 16, 16
    inner, heads, fused = 2 * d, 2 * d // head, projector.startswith("fused")
    hidden = 4 * d if fused else d
    weights: dict[str, Tensor] = {}

    def linear(name: str, n: int, k: int, bias: bool = True) -> None:
        weights[f"{name}.weight"] = torch.randn(n, k) / math.sqrt(k)
        if bias:
            weights[f"{name}.bias"] = torch.randn(n) * 0.3

    def norm(name: str, n: int, bias: bool = True) -> None:
        weights[f"{name}.weight"] = 1 + torch.randn(n) * 0.3
        if bias:
            weights[f"{name}.bias"] = torch.randn(n) * 0.3

    linear("mlp.0", d, sum(widths))
    for layer in range(2):
        name = f"bidirectional_mamba.layers.{layer}"
        linear(f"{name}.mixer.in_proj", 2 * inner + 2 * state + heads, d, bias=False)
        linear(f"{name}.mixer.out_proj", d, inner, bias=False)
        norm(f"{name}.mixer.norm", inner, bias=False)
        for suffix in ("", "_b"):
            weights[f"{name}.mixer.conv1d{suffix}.weight"] = torch.randn(inner + 2 * state, 1, 4) * 0.4
            weights[f"{name}.mixer.conv1d{suffix}.bias"] = torch.randn(inner + 2 * state) * 0.3
            weights[f"{name}.mixer.dt_bias{suffix}"] = torch.randn(heads)
            weights[f"{name}.mixer.A_log{suffix}"] = torch.rand(heads) * 2
            weights[f"{name}.mixer.D{suffix}"] = 1 + torch.randn(heads) * 0.3
        norm(f"{name}.norm", d)
        for part in ("w1", "w2", "w3"):
            linear(f"{name}.mlp.{part}", d, d)
    norm("bidirectional_mamba.norm_f", d)
    if projector == "linear":
        linear("projector.projector", d, d)
    else:
        linear("projector.projector.0", hidden, d)
        linear("projector.projector.2", d, hidden)
    if projector == "fused-gelu-mlp":
        linear("projector.projector.4", d, d)
    if projector == "fused-ldpnet":
        weights["projector.projector.4.peg.0.weight"] = torch.randn(d, 1, 3, 3) * 0.3
        weights["projector.projector.4.peg.0.bias"] = torch.randn(d) * 0.3
    weights = {name: value.half().float() for name, value in weights.items()}

    features = [torch.randn(1, grid * grid, width) for width in widths]
    x = F.gelu(F.linear(torch.cat(features, 2), weights["mlp.0.weight"], weights["mlp.0.bias"]))
    x = bidirectional(x, weights, "bidirectional_mamba", 2, state, head)
    of = lambda index: (weights[f"projector.projector.{index}.weight"], weights[f"projector.projector.{index}.bias"])  # noqa: E731
    if projector == "linear":
        x = F.linear(x, weights["projector.projector.weight"], weights["projector.projector.bias"])
    else:
        x = F.linear(F.gelu(F.linear(x, *of(0))), *of(2))
    if projector == "fused-gelu-mlp":
        x = F.linear(F.gelu(x), *of(4))
    if projector == "fused-ldpnet":
        x = ldpnet(x, weights["projector.projector.4.peg.0.weight"], weights["projector.projector.4.peg.0.bias"])
    config = {"widths": list(widths), "grid": grid, "dModel": d, "dState": state, "headDim": head, "projector": projector}
    save(f"connector-{projector}", weights, config, [({"features": features[0], "features2": features[1]}, {"visual": x})])


def picture(width: int, height: int) -> Image.Image:
    """`fixtureImage` of test/unit/model/preprocess.test.ts."""
    y, x, c = np.mgrid[0:height, 0:width, 0:3]
    value = (x * (3 + c) + y * (5 - c) + (x // 8) * (y // 8) * 16) % 256
    return Image.fromarray(value.astype(np.uint8))


def pictures() -> None:
    """Every way of resizing, on pictures larger and smaller than the canvas, with odd differences, and thin ones."""
    cases, newer = [], 0
    for edge, crop in ((56, 1.0), (40, 0.9)):
        mean, std = ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
        for strategy in ("resize-naive", "resize-crop", "letterbox"):
            transform = published_transform(strategy, edge, mean, std, crop)
            for width, height in ((97, 61), (61, 98), (30, 21), (56, 56), (200, 9), (5, 120)):
                output = transform(picture(width, height))
                with patch.object(Image.Image, "resize", across_first(Image.Image.resize)):
                    newer, output = max(newer, (output - (older := transform(picture(width, height)))).abs().max().item()), older
                levels = ((output * torch.tensor(std)[:, None, None] + torch.tensor(mean)[:, None, None]) * 255).round()
                kept = levels.to(torch.uint8).permute(1, 2, 0).contiguous().numpy()
                cases.append({
                    "width": width, "height": height, "edge": edge, "crop": crop, "strategy": strategy, "mean": mean, "std": std,
                    "levels": base64.b64encode(kept.tobytes()).decode(),
                    "some": [float(v) for v in output.flatten()[::997]],
                })  # fmt: skip
    # Half of its size; the time is left out, so that the same content is the same file.
    (FOLDER / "pictures.json.gz").write_bytes(gzip.compress((json.dumps(cases) + "\n").encode(), 9, mtime=0))
    print(f"pictures: Pillow {PIL.__version__} in its own order of passes differs by up to {newer * 0.225 * 255:.0f} levels")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        for seed, name in enumerate(VISION):
            vision(name, seed)
        for seed, (projector, grid) in enumerate(
            (("linear", 5), ("gelu-mlp", 5), ("fused-gelu-mlp", 5), ("fused-ldpnet", 16))
        ):
            connector(projector, grid, seed)
    pictures()
    size = sum(f.stat().st_size for f in FOLDER.iterdir())
    print(f"{len(list(FOLDER.iterdir()))} files, {size / 1e6:.2f} MB in {FOLDER.name}/")
    assert size < 2e6


if __name__ == "__main__":
    main()
