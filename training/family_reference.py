"""The references of the published family (arXiv 2407.19832): its transforms on timm's, the equations of its connector in PyTorch, and timm's
weights in transformers' models. Facts of the published code, written anew."""

from __future__ import annotations

import math

import timm.data
import torch
import torch.nn.functional as F
import torchvision.transforms.functional as TVF
from PIL.Image import Image
from timm.models.vision_transformer import VisionTransformer
from torch import Tensor
from torchvision.transforms import Compose, Resize


def across_first(resize):
    """Pillow's `Image.resize` in two calls, across first. Pillow 13 takes the pass down first where a picture shrinks much in height; the
    published models were trained with versions that never do."""

    def two_passes(self, size, *arguments, **keywords):
        between = resize(self, (size[0], self.height), *arguments, **keywords)
        return resize(between, tuple(size), *arguments, **keywords)

    return two_passes


class LetterboxPad:
    """The same border on both sides of the shorter edge, before anything is scaled."""

    def __init__(self, fill: tuple[int, int, int]):
        self.fill = fill

    def __call__(self, image: Image) -> Image:
        width, height = image.size
        edge = max(width, height)
        across, down = int((edge - width) / 2), int((edge - height) / 2)
        return TVF.pad(image, (across, down, across, down), fill=self.fill, padding_mode="constant")


def published_transform(strategy: str, edge: int, mean: tuple, std: tuple, crop: float = 1.0) -> Compose:
    """timm's transform for evaluation, changed as the published code changes it for each of its strategies."""
    plain = timm.data.create_transform(
        input_size=(3, edge, edge), interpolation="bicubic", mean=mean, std=std, crop_pct=crop, crop_mode="center", is_training=False
    )
    if strategy == "resize-naive":
        return Compose([Resize((edge, edge), interpolation=plain.transforms[0].interpolation), *plain.transforms[1:]])
    if strategy == "resize-crop":
        return plain
    return Compose([LetterboxPad(tuple(int(value * 255) for value in mean)), *plain.transforms])


def rms_norm(x: Tensor, weight: Tensor) -> Tensor:
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * weight


def scan(zxbcdt: Tensor, weights: dict[str, Tensor], prefix: str, suffix: str, state: int, head: int) -> Tensor:
    """One direction of the mixer, one token after the other (arXiv 2405.21060): (1, T, in_proj) → (1, T, inner), gated and normed."""
    heads = weights[f"{prefix}.A_log{suffix}"].shape[0]
    inner = heads * head
    z, xbc, dt = torch.split(zxbcdt, [inner, inner + 2 * state, heads], dim=-1)
    filters, bias = weights[f"{prefix}.conv1d{suffix}.weight"], weights[f"{prefix}.conv1d{suffix}.bias"]
    kernel = filters.shape[-1]
    xbc = F.silu(F.conv1d(F.pad(xbc.mT, (kernel - 1, 0)), filters, bias, groups=filters.shape[0]).mT)
    x, b, c = torch.split(xbc, [inner, state, state], dim=-1)
    dt = F.softplus(dt + weights[f"{prefix}.dt_bias{suffix}"])
    decay = torch.exp(-torch.exp(weights[f"{prefix}.A_log{suffix}"]) * dt)
    memory, rows = torch.zeros(heads, head, state), []
    for t in range(x.shape[1]):
        value = x[0, t].view(heads, head)
        memory = decay[0, t][:, None, None] * memory + (dt[0, t][:, None] * value)[:, :, None] * b[0, t]
        rows.append((memory @ c[0, t] + weights[f"{prefix}.D{suffix}"][:, None] * value).reshape(inner))
    return rms_norm(torch.stack(rows)[None] * F.silu(z), weights[f"{prefix}.norm.weight"])


def bidirectional(x: Tensor, weights: dict[str, Tensor], prefix: str, layers: int, state: int, head: int) -> Tensor:
    """The connector's scan (arXiv 2407.19832 section 3.3): both directions normed, averaged, then projected; SwiGLU behind a LayerNorm."""
    width = x.shape[-1]
    for layer in range(layers):
        name = f"{prefix}.layers.{layer}"
        projected = F.linear(x, weights[f"{name}.mixer.in_proj.weight"])
        forwards = scan(projected, weights, f"{name}.mixer", "", state, head)
        backwards = scan(projected.flip(1), weights, f"{name}.mixer", "_b", state, head).flip(1)
        x = x + F.linear((forwards + backwards) / 2, weights[f"{name}.mixer.out_proj.weight"])
        normed = F.layer_norm(x, (width,), weights[f"{name}.norm.weight"], weights[f"{name}.norm.bias"])
        w1, w2, w3 = ((weights[f"{name}.mlp.{part}.weight"], weights[f"{name}.mlp.{part}.bias"]) for part in ("w1", "w2", "w3"))
        x = x + F.linear(F.silu(F.linear(normed, *w1)) * F.linear(normed, *w2), *w3)
    return F.layer_norm(x, (width,), weights[f"{prefix}.norm_f.weight"], weights[f"{prefix}.norm_f.bias"])


def ldpnet(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    """Average pool to 14 × 14, then a depthwise convolution with a residual (MobileVLM v2, arXiv 2402.03766)."""
    grid = math.isqrt(x.shape[1])
    pooled = F.adaptive_avg_pool2d(x.mT.reshape(1, -1, grid, grid), (14, 14))
    return (F.conv2d(pooled, weight, bias, padding=1, groups=weight.shape[0]) + pooled).flatten(2).mT


def linear_of(state: dict[str, Tensor], name: str) -> dict[str, Tensor]:
    return {"weight": state[f"{name}.weight"], "bias": state[f"{name}.bias"]}


def dinov2_of_transformers(model: VisionTransformer, pixels: Tensor, block: int) -> Tensor:
    """The same features from transformers' Dinov2WithRegistersModel: patches behind `block` (from 0), without prefix tokens."""
    from transformers import Dinov2WithRegistersConfig, Dinov2WithRegistersModel

    first = model.blocks[0]
    size = model.patch_embed.img_size[0]
    edge = size // 14 * 14
    hidden = first.mlp.fc1.out_features
    config = Dinov2WithRegistersConfig(
        hidden_size=model.embed_dim, num_hidden_layers=len(model.blocks), num_attention_heads=first.attn.num_heads,
        mlp_ratio=hidden // model.embed_dim, image_size=edge, patch_size=14, num_register_tokens=model.num_prefix_tokens - 1, layer_norm_eps=1e-6,
    )  # fmt: skip
    twin = Dinov2WithRegistersModel(config).eval()
    source, target = model.state_dict(), {}
    none = torch.zeros(1, 1, model.embed_dim)
    target["embeddings.cls_token"] = source["cls_token"]
    target["embeddings.register_tokens"] = source["reg_token"]
    target["embeddings.position_embeddings"] = torch.cat([none, source["pos_embed"]], 1)
    target["embeddings.mask_token"] = torch.zeros(1, model.embed_dim)
    for part in ("weight", "bias"):
        target[f"embeddings.patch_embeddings.projection.{part}"] = source[f"patch_embed.proj.{part}"]
        target[f"layernorm.{part}"] = source[f"norm.{part}"]
        for index in range(len(model.blocks)):
            here, there = f"blocks.{index}", f"encoder.layer.{index}"
            for kind, value in zip(("query", "key", "value"), source[f"{here}.attn.qkv.{part}"].chunk(3)):
                target[f"{there}.attention.attention.{kind}.{part}"] = value
            for a, b in (("attn.proj", "attention.output.dense"), ("norm1", "norm1"), ("norm2", "norm2"), ("mlp.fc1", "mlp.fc1"), ("mlp.fc2", "mlp.fc2")):
                target[f"{there}.{b}.{part}"] = source[f"{here}.{a}.{part}"]
            target[f"{there}.layer_scale1.lambda1"] = source[f"{here}.ls1.gamma"]
            target[f"{there}.layer_scale2.lambda1"] = source[f"{here}.ls2.gamma"]
    twin.load_state_dict(target)
    hidden_states = twin(pixels[:, :, :edge, :edge], output_hidden_states=True).hidden_states
    return hidden_states[block + 1][:, model.num_prefix_tokens :]


def siglip_of_transformers(model: VisionTransformer, pixels: Tensor, block: int) -> Tensor:
    """The same features from transformers' SiglipVisionModel."""
    from transformers import SiglipVisionConfig, SiglipVisionModel

    first = model.blocks[0]
    size, patch = model.patch_embed.img_size[0], model.patch_embed.patch_size[0]
    config = SiglipVisionConfig(
        hidden_size=model.embed_dim, intermediate_size=first.mlp.fc1.out_features, num_hidden_layers=len(model.blocks),
        num_attention_heads=first.attn.num_heads, image_size=size, patch_size=patch, hidden_act="gelu", layer_norm_eps=1e-6, vision_use_head=False,
    )  # fmt: skip
    twin = SiglipVisionModel(config).eval()
    source, target = model.state_dict(), {}
    names = twin.state_dict().keys()
    base = "vision_model." if any(name.startswith("vision_model.") for name in names) else ""
    target[f"{base}embeddings.position_embedding.weight"] = source["pos_embed"][0]
    for part in ("weight", "bias"):
        target[f"{base}embeddings.patch_embedding.{part}"] = source[f"patch_embed.proj.{part}"]
        target[f"{base}post_layernorm.{part}"] = torch.ones(model.embed_dim) if part == "weight" else torch.zeros(model.embed_dim)
        for index in range(len(model.blocks)):
            here, there = f"blocks.{index}", f"{base}encoder.layers.{index}"
            for kind, value in zip(("q_proj", "k_proj", "v_proj"), source[f"{here}.attn.qkv.{part}"].chunk(3)):
                target[f"{there}.self_attn.{kind}.{part}"] = value
            for a, b in (("attn.proj", "self_attn.out_proj"), ("norm1", "layer_norm1"), ("norm2", "layer_norm2"), ("mlp.fc1", "mlp.fc1"), ("mlp.fc2", "mlp.fc2")):
                target[f"{there}.{b}.{part}"] = source[f"{here}.{a}.{part}"]
    twin.load_state_dict(target)
    return twin(pixels, output_hidden_states=True).hidden_states[block + 1]
