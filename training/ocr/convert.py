"""Turns the PP-OCRv6 small models of the PyPI package `rapidocr` into the files of `models/ocr/`.

    pip install rapidocr==3.10.0 onnx==1.23.2 && python training/ocr/convert.py models/ocr

What changes, and what does not:
- Large matrices and kernels are stored in 16 bits a weight (`weights.py`); ONNX Runtime widens them when it loads the file, and every
  kernel computes in fp32. `compare.py` shows that the lines read are those of the originals.
- The shapes of intermediate results (`value_info`), which the runtime infers itself, are left out.
- The recogniser ends in `ArgMax` and `ReduceMax` over the classes instead of the softmax itself: greedy CTC decoding needs no
  more, and (batch, steps, 18710) floats need not leave the runtime.
- The recogniser's characters, an entry of the ONNX metadata that onnxruntime-node cannot read, become `characters.txt`.
- `manifest.json` lists every file with its size and SHA-256, beside the SHA-256 of the original.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from importlib.metadata import distribution
from pathlib import Path

import onnx
from onnx import TensorProto, helper

from weights import store_in_16_bits

PACKAGE, VERSION = "rapidocr", "3.10.0"
DETECTOR, RECOGNISER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
EXACT = {DETECTOR: frozenset[str](), RECOGNISER: frozenset({"conv2d_72.w_0", "conv2d_95.w_0"})}
"""The matrices that stay fp32: the two whose rounding moved the logits of six lines most, tensors being rounded one at a time."""


def compact(name: str, model: onnx.ModelProto) -> onnx.ModelProto:
    """The model with its weights in 16 bits and without what the runtime finds out itself."""
    store_in_16_bits(model, EXACT[name])
    del model.graph.value_info[:]
    return model


def end_in_best_class(graph: onnx.GraphProto) -> None:
    """Outputs `classes` (batch, steps) int64 and `probabilities` (batch, steps) float in place of the softmax."""
    (softmax,) = (output.name for output in graph.output)
    graph.node.append(helper.make_node("ArgMax", [softmax], ["classes"], axis=2, keepdims=0))
    graph.node.append(helper.make_node("ReduceMax", [softmax], ["probabilities"], axes=[2], keepdims=0))
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info("classes", TensorProto.INT64, ["batch", "steps"]))
    graph.output.append(helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["batch", "steps"]))


def characters(model: onnx.ModelProto) -> list[str]:
    """The recogniser's characters: class 0 is the CTC blank, class i is `characters[i − 1]`, the last class is the space."""
    (text,) = (entry.value for entry in model.metadata_props if entry.key == "character")
    found = text.splitlines()
    if any("\n" in character for character in found):
        raise ValueError("a character of the recogniser holds a line feed")
    return [*found, " "]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def originals() -> dict[str, bytes]:
    """The package's files by name."""
    package = distribution(PACKAGE)
    if package.version != VERSION:
        raise SystemExit(f"{PACKAGE} {VERSION} is needed, {package.version} is installed")
    return {name: Path(str(package.locate_file(f"{PACKAGE}/models/{name}"))).read_bytes() for name in (DETECTOR, RECOGNISER)}


def write_models(out: Path, narrow: bool = True) -> None:
    """Writes the models as the worker takes them; without `narrow` their weights stay as they are, for comparisons."""
    sources = originals()
    loaded = {name: onnx.load_from_string(data) for name, data in sources.items()}
    detector, recogniser = (compact(name, model) if narrow else model for name, model in loaded.items())
    end_in_best_class(recogniser.graph)
    alphabet = characters(recogniser)
    del recogniser.metadata_props[:]
    for model in (detector, recogniser):
        onnx.checker.check_model(model, full_check=True)

    written = {
        "detector": ("detector.onnx", detector.SerializeToString(deterministic=True), DETECTOR),
        "recogniser": ("recogniser.onnx", recogniser.SerializeToString(deterministic=True), RECOGNISER),
        "characters": ("characters.txt", "\n".join(alphabet).encode(), RECOGNISER),
    }
    files = {}
    out.mkdir(parents=True, exist_ok=True)
    for role, (path, data, origin) in written.items():
        (out / path).write_bytes(data)
        files[role] = {"path": path, "bytes": len(data), "sha256": sha256(data), "origin": origin, "originSha256": sha256(sources[origin])}
        print(f"{role}: {path}, {len(data):,} bytes")
    manifest = {"schema": 1, "name": "PP-OCRv6 small", "license": "Apache-2.0", "origin": f"PyPI {PACKAGE} {VERSION}", "files": files}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="folder of the converted models, for instance models/ocr")
    write_models(parser.parse_args().out)


if __name__ == "__main__":
    main()
