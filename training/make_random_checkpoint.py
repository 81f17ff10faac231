"""Writes a random checkpoint of the published family, as the hub holds it: names, shapes and file formats are those of ML-Mamba 3B, the values are
noise. For rehearsals of an import at full size where the real weights cannot be had.

    python training/make_random_checkpoint.py --out /tmp/hub                       # 3B: about 5.6 + 0.6 + 0.9 GB at bfloat16
    python training/make_random_checkpoint.py --out /tmp/hub --dtype float32
    python training/make_random_checkpoint.py --out /tmp/small --lm mamba2-130m --vision siglip-vit-b16-224px

OUT becomes a hub on disk: `huangwenjun1994/ML-Mamba/latest-checkpoint.pt` (PyTorch's zip format with Zip64), `timm/<encoder>/model.safetensors`,
`EleutherAI/gpt-neox-20b/tokenizer.json`; `npx tsx bench/serve-hub.ts OUT` serves it. Tensors are written one by one, so that a few hundred
megabytes of memory are enough; the same arguments give the same bytes.

Names and shapes of the encoders are timm's own (models on the meta device), those of the language model Mamba-2's (`state-spaces/mamba2-*`), those of
the connector the published code's.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import math
import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import torch

LANGUAGE_MODELS = {
    "mamba2-130m": (24, 768),
    "mamba2-370m": (48, 1024),
    "mamba2-780m": (48, 1536),
    "mamba2-1.3b": (48, 2048),
    "mamba2-2.7b": (64, 2560),
}
BACKBONES = {
    "dinosiglip-vit-so-384px": ["vit_large_patch14_reg4_dinov2.lvd142m", "vit_so400m_patch14_siglip_384.webli"],
    "dinoclip-vit-l-336px": ["vit_large_patch14_reg4_dinov2.lvd142m", "vit_large_patch14_clip_336.openai"],
    "dinov2-vit-l": ["vit_large_patch14_reg4_dinov2.lvd142m"],
    "siglip-vit-so400m": ["vit_so400m_patch14_siglip_224.webli"],
    "siglip-vit-so400m-384px": ["vit_so400m_patch14_siglip_384.webli"],
    "siglip-vit-b16-224px": ["vit_base_patch16_siglip_224.webli"],
    "siglip-vit-b16-256px": ["vit_base_patch16_siglip_256.webli"],
    "siglip-vit-b16-384px": ["vit_base_patch16_siglip_384.webli"],
    "clip-vit-b": ["vit_base_patch16_clip_224.openai"],
    "clip-vit-l": ["vit_large_patch14_clip_224.openai"],
    "clip-vit-l-336px": ["vit_large_patch14_clip_336.openai"],
    "in1k-vit-l": ["vit_large_patch16_224.augreg_in21k_ft_in1k"],
}
VOCABULARY, TOKENS = 50288, 50277
STATE, HEAD, KERNEL = 128, 64, 4
CHUNK = 1 << 22
"""Values that are made at a time."""

DTYPES = {"float32": ("F32", "FloatStorage", 4), "bfloat16": ("BF16", "BFloat16Storage", 2), "float16": ("F16", "HalfStorage", 2)}

Shapes = dict[str, tuple[int, ...]]


def mixer(prefix: str, width: int, backward: bool) -> Shapes:
    inner = 2 * width
    heads, channels = inner // HEAD, inner + 2 * STATE
    shapes: Shapes = {}
    for suffix in ["", "_b"] if backward else [""]:
        shapes |= {f"{prefix}.{name}{suffix}": (heads,) for name in ("dt_bias", "A_log", "D")}
        shapes[f"{prefix}.conv1d{suffix}.weight"] = (channels, 1, KERNEL)
        shapes[f"{prefix}.conv1d{suffix}.bias"] = (channels,)
    return shapes | {
        f"{prefix}.in_proj.weight": (inner + channels + heads, width),
        f"{prefix}.norm.weight": (inner,),
        f"{prefix}.out_proj.weight": (width, inner),
    }


def language_model(layers: int, width: int) -> Shapes:
    shapes: Shapes = {"backbone.embedding.weight": (VOCABULARY, width)}
    for n in range(layers):
        shapes |= mixer(f"backbone.layers.{n}.mixer", width, backward=False)
        shapes[f"backbone.layers.{n}.norm.weight"] = (width,)
    return shapes | {"backbone.norm_f.weight": (width,), "lm_head.weight": (VOCABULARY, width)}


def scan_connector(width: int) -> Shapes:
    shapes: Shapes = {}
    for n in range(2):
        prefix = f"layers.{n}"
        shapes |= mixer(f"{prefix}.mixer", width, backward=True)
        shapes |= {f"{prefix}.norm.{name}": (width,) for name in ("weight", "bias")}
        for name in ("w1", "w2", "w3"):
            shapes |= {f"{prefix}.mlp.{name}.weight": (width, width), f"{prefix}.mlp.{name}.bias": (width,)}
    return shapes | {"norm_f.weight": (width,), "norm_f.bias": (width,)}


def projector(width: int) -> Shapes:
    sizes = [(4 * width, width), (width, 4 * width), (width, width)]
    return {
        f"projector.{2 * n}.{name}": shape
        for n, (out, into) in enumerate(sizes)
        for name, shape in (("weight", (out, into)), ("bias", (out,)))
    }


def encoder(name: str) -> Shapes:
    import timm

    with torch.device("meta"):
        model = timm.create_model(name, pretrained=False)
    return {key: tuple(value.shape) for key, value in model.state_dict().items()}


def values(name: str, shape: tuple[int, ...]) -> Iterator[np.ndarray]:
    """float32 values of a tensor, a chunk at a time, of the size that training leaves: with these, activations neither vanish nor explode."""
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little")
    generator = np.random.Generator(np.random.SFC64(seed))
    last = name.rsplit(".", 1)[-1] if not name.endswith((".weight", ".bias")) else ".".join(name.split(".")[-2:])
    count = math.prod(shape)
    for start in range(0, count, CHUNK):
        size = min(CHUNK, count - start)
        noise = generator.standard_normal(size, dtype=np.float32)
        if last.startswith("A_log"):
            yield np.log(1 + 15 * generator.random(size, dtype=np.float32))
        elif last.startswith("dt_bias"):
            step = np.exp(np.log(1e-3) + generator.random(size, dtype=np.float32) * np.log(1e2))
            yield (step + np.log(-np.expm1(-step))).astype(np.float32)
        elif last in ("D", "D_b", "gamma") or (len(shape) == 1 and last.endswith("weight")):
            yield 1 + 0.05 * noise
        elif last.endswith("bias"):
            yield 0.02 * noise
        else:
            fan_in = math.prod(shape[1:]) if len(shape) > 1 else shape[0]
            yield noise / np.float32(math.sqrt(fan_in) if "embed" not in name else 50)


def encode(chunk: np.ndarray, dtype: str) -> bytes:
    if dtype == "float32":
        return chunk.astype("<f4").tobytes()
    if dtype == "float16":
        return chunk.astype("<f2").tobytes()
    bits = chunk.astype("<f4").view("<u4")
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype("<u2").tobytes()


class Storage:
    """A storage that is not there yet."""

    def __init__(self, key: int, kind: str, length: int) -> None:
        self.id = ("storage", getattr(torch, kind), str(key), "cpu", length)


class Lazy:
    """A tensor in a storage."""

    def __init__(self, storage: Storage, shape: tuple[int, ...]) -> None:
        self.storage, self.shape = storage, shape


class CheckpointPickler(pickle.Pickler):
    """Pickles as torch.save does (torch/serialization.py, `_save`), without any tensor being there."""

    def persistent_id(self, obj: object) -> object:
        return obj.id if isinstance(obj, Storage) else None

    def reducer_override(self, obj: object) -> object:
        if not isinstance(obj, Lazy):
            return NotImplemented
        strides = tuple(math.prod(obj.shape[axis + 1 :]) for axis in range(len(obj.shape)))
        arguments = (obj.storage, 0, obj.shape, strides, False, OrderedDict())
        return torch._utils._rebuild_tensor_v2, arguments


def write_checkpoint(path: Path, parts: dict[str, Shapes], dtype: str) -> None:
    """
    `{"model": {part: {name: tensor}}}`, or the tensors at the top where the only part has no name; the head and the embedding of the language model
    are one storage.
    """
    _, kind, width = DTYPES[dtype]
    contents: list[tuple[int, str, tuple[int, ...]]] = []
    state: dict[str, OrderedDict[str, Lazy]] = {}
    for part, shapes in parts.items():
        tensors: OrderedDict[str, Lazy] = OrderedDict()
        for name, shape in shapes.items():
            if name == "lm_head.weight":
                tensors[name] = tensors["backbone.embedding.weight"]
                continue
            tensors[name] = Lazy(Storage(len(contents), kind, math.prod(shape)), shape)
            contents.append((len(contents), f"{part}.{name}", shape))
        state[part] = tensors
    pickled = io.BytesIO()
    CheckpointPickler(pickled, protocol=2).dump(state.get("", {"model": state, "epoch": 2}))
    root = path.stem
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:

        def member(name: str, chunks: Iterable[bytes]) -> None:
            info = zipfile.ZipInfo(f"{root}/{name}", (1980, 1, 1, 0, 0, 0))
            with archive.open(info, "w", force_zip64=True) as target:
                for chunk in chunks:
                    target.write(chunk)

        member("data.pkl", [pickled.getvalue()])
        member("byteorder", [b"little"])
        for key, name, shape in contents:
            member(f"data/{key}", (encode(chunk, dtype) for chunk in values(name, shape)))
        member("version", [b"3\n"])
    total = sum(math.prod(shape) for _, _, shape in contents)
    print(f"{path}: {total / 1e9:.2f}e9 weights, {total * width / 1e9:.1f} GB")


def write_safetensors(path: Path, name: str, shapes: Shapes, dtype: str) -> None:
    label, _, width = DTYPES[dtype]
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    offset = 0
    for key, shape in shapes.items():
        size = math.prod(shape) * width
        header[key] = {"dtype": label, "shape": list(shape), "data_offsets": [offset, offset + size]}
        offset += size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for key, shape in shapes.items():
            for chunk in values(f"{name}.{key}", shape):
                file.write(encode(chunk, dtype))
    print(f"{path}: {offset / width / 1e6:.0f}e6 weights, {offset / 1e9:.1f} GB")


def write_tokenizer(path: Path) -> None:
    """A byte-level tokenizer with GPT-NeoX's number of tokens and its `<|endoftext|>` (id 0): every byte is a token, the others never come up."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {"<|endoftext|>": 0, "<|padding|>": 1} | {byte: n + 2 for n, byte in enumerate(alphabet)}
    vocabulary |= {f"<unused{n}>": n for n in range(len(vocabulary), TOKENS)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken("<|endoftext|>", special=True), AddedToken("<|padding|>", special=True)])
    path.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--lm", choices=LANGUAGE_MODELS, default="mamba2-2.7b")
    parser.add_argument("--vision", choices=BACKBONES, default="dinosiglip-vit-so-384px")
    parser.add_argument("--dtype", choices=DTYPES, default="bfloat16")
    parser.add_argument("--encoder-dtype", choices=DTYPES, help="default: that of --dtype; timm's own are float32")
    parser.add_argument("--text-only", action="store_true", help="the language model by itself, as state-spaces/<lm>")
    arguments = parser.parse_args()
    layers, width = LANGUAGE_MODELS[arguments.lm]
    out, dtype = arguments.out, arguments.dtype
    write_tokenizer(out / "EleutherAI/gpt-neox-20b/tokenizer.json")
    if arguments.text_only:
        path = out / f"state-spaces/{arguments.lm}/pytorch_model.bin"
        write_checkpoint(path, {"": language_model(layers, width)}, dtype)
        return
    encoders = {name: encoder(name) for name in BACKBONES[arguments.vision]}
    widths = [shapes["pos_embed"][-1] for shapes in encoders.values()]
    parts = {
        "llm_backbone": language_model(layers, width),
        "mlp": {"0.weight": (width, sum(widths)), "0.bias": (width,)},
        "bidirectional_mamba": scan_connector(width),
        "projector": projector(width),
    }
    write_checkpoint(out / "huangwenjun1994/ML-Mamba/latest-checkpoint.pt", parts, dtype)
    for name, shapes in encoders.items():
        path = out / f"timm/{name}/model.safetensors"
        write_safetensors(path, name, shapes, arguments.encoder_dtype or dtype)


if __name__ == "__main__":
    main()
