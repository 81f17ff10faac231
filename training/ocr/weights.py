"""How the weights of the text recogniser are stored: 16 bits a weight, with a sixth of the error of fp16.

A matrix or kernel `W` becomes codes `q` (int16, the shape of W) and a scale for each slice of its first axis, `s` (fp16, at least the
largest |w| of the slice):

    t = q / 2¹⁵,   W ≈ s · t · |t|

The square makes steps finer where weights are dense: near zero. Root mean square of the error over both networks, in 2⁻¹⁶ of the
weights': 13.6 as fp16, 2.7 as int16 with equal steps, 2.1 like this. (The least error has a code whose steps follow the cube root of
the density, Panter and Dite 1951; the power 1.5 gives 2.0, but its square root makes loading a third longer.)

The widening is a function of the ONNX model (`DOMAIN.Widen`). ONNX Runtime inlines it, folds it when it loads the file, and computes
in fp32 as it does with the originals. Every step of it is an IEEE 754 operation with one rounding, hence the same on every machine.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

DOMAIN, FUNCTION = "ml-mamba", "Widen"
UNIT = 2.0**-15
LARGEST_CODE = 2**15 - 1
SMALLEST = 2000
"""Tensors with fewer elements stay fp32, and so do all vectors: few bytes, but first layers and depthwise kernels among them."""


def encode(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The codes and scales of `weights` (C, …): int16 of the same shape and fp16 (C, 1, …)."""
    largest = np.abs(weights).max(axis=tuple(range(1, weights.ndim)), keepdims=True).astype(np.float64)
    wanted = largest / (LARGEST_CODE * UNIT) ** 2
    scales = wanted.astype(np.float16)  # rounded up: no weight may go beyond the largest code
    scales = np.where(scales.astype(np.float64) < wanted, np.nextafter(scales, np.float16(np.inf)), scales)
    scales = np.maximum(scales, np.finfo(np.float16).smallest_subnormal)
    if not np.isfinite(scales).all():
        raise ValueError("weights beyond the range of fp16")
    squares = weights / scales.astype(np.float64)
    codes = np.rint(np.sign(squares) * np.sqrt(np.abs(squares)) / UNIT)
    return codes.astype(np.int16), scales


def decode(codes: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """What the function `Widen` gives: fp32, the same roundings in the same order."""
    q = codes.astype(np.float32)
    return (q * np.abs(q)) * (scales.astype(np.float32) * np.float32(UNIT**2))


def store_in_16_bits(model: onnx.ModelProto, exact: frozenset[str]) -> None:
    """Replaces the large matrices and kernels, except `exact`, by codes and scales, each followed by a call of `Widen` under the old name."""
    graph = model.graph
    unknown = exact - {tensor.name for tensor in graph.initializer}
    if unknown:
        raise ValueError(f"no such tensors: {sorted(unknown)}")
    kept, calls = [], []
    for tensor in graph.initializer:
        if tensor.name in exact or not is_coded(tensor):
            kept.append(tensor)
            continue
        codes, scales = encode(numpy_helper.to_array(tensor))
        parts = [f"{tensor.name}.codes", f"{tensor.name}.scales"]
        kept += [numpy_helper.from_array(codes, parts[0]), numpy_helper.from_array(scales, parts[1])]
        calls.append(helper.make_node(FUNCTION, parts, [tensor.name], domain=DOMAIN))
    nodes = [*calls, *graph.node]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)

    (standard,) = (entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx"))
    model.functions.append(widen(standard))
    model.opset_import.append(helper.make_opsetid(DOMAIN, 1))


def is_coded(tensor: onnx.TensorProto) -> bool:
    """Whether a tensor is a large matrix or kernel; one with a single axis longer than 1 is a vector."""
    size = int(np.prod(tensor.dims))
    return tensor.data_type == TensorProto.FLOAT and size >= SMALLEST and max(tensor.dims) < size


def widen(opset: int) -> onnx.FunctionProto:
    """`Widen(codes, scales) → weights`, in operators of the model's own opset. The power of two goes to the scales, which are few."""
    unit = helper.make_tensor("unit", TensorProto.FLOAT, [], [UNIT**2])
    nodes = [
        helper.make_node("Cast", ["codes"], ["q"], to=TensorProto.FLOAT),
        helper.make_node("Abs", ["q"], ["size"]),
        helper.make_node("Mul", ["q", "size"], ["square"]),
        helper.make_node("Constant", [], ["unit"], value=unit),
        helper.make_node("Cast", ["scales"], ["wide"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["wide", "unit"], ["factors"]),
        helper.make_node("Mul", ["square", "factors"], ["weights"]),
    ]
    return helper.make_function(DOMAIN, FUNCTION, ["codes", "scales"], ["weights"], nodes, [helper.make_opsetid("", opset)])
