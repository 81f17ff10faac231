"""Where strokes touch shapes, and the ends of a graph of strokes with what they touch."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .ends import FOOT, End, beyond, head_of, inward
from .graph import Graph, direction
from .thin import offsets


def pins(mask: NDArray[np.uint8], at: NDArray[np.int64], owner: NDArray[np.int32], stride: int) -> dict[int, int]:
    """Of each place where strokes touch a shape the middle pixel, and the shape. mask, owner: flat, with a margin; at: the strokes' pixels."""
    around = offsets(stride)
    touching = np.zeros(len(at), np.int32)
    for offset in around:
        beside = owner[at + offset]
        touching = np.where(touching == 0, beside, touching)
    shape_of = dict(zip(at[touching > 0].tolist(), touching[touching > 0].tolist(), strict=True))
    seen: set[int] = set()
    result: dict[int, int] = {}
    for pixel, shape in shape_of.items():
        if pixel in seen:
            continue
        patch, stack = [], [pixel]
        seen.add(pixel)
        while stack:
            found = stack.pop()
            patch.append(found)
            for offset in around:
                beside = found + offset
                if beside not in seen and shape_of.get(beside) == shape:
                    seen.add(beside)
                    stack.append(beside)
        count = len(patch)
        x = sum(p % stride for p in patch) // count
        y = sum(p // stride for p in patch) // count
        middle = min(patch, key=lambda p: ((p % stride - x) ** 2 + (p // stride - y) ** 2, p))
        result[middle] = shape
    return result


def _is_dot(graph: Graph, number: int, most: int) -> bool:
    """Whether a node is an end of a short stroke that touches nothing: a dash too short to have a direction."""
    node = graph.nodes[number]
    if node.owner or len(node.branches) != 1:
        return False
    branch = graph.branches[node.branches[0]]
    assert branch is not None
    other = graph.nodes[graph.other(node.branches[0], number)]
    return len(branch.pixels) <= most and not other.owner and len(other.branches) == 1


def ends_of(graph: Graph, mask: NDArray[np.uint8], strokes: NDArray[np.bool_], solid: NDArray[np.bool_], owner: NDArray[np.int32], unit: int) -> list[End]:
    """mask: the thin strokes; strokes: the whole ones; solid: their pixels that have only such beside them; owner: who has the pixels. All with the graph's margin."""
    result = []
    reach = max(6, unit)
    for number, node in enumerate(graph.nodes):
        if not node.branches:
            if node.owner or any(mask[node.pixel + offset] for offset in offsets(graph.stride)):
                continue
            x, y = node.pixel % graph.stride, node.pixel // graph.stride
            result += [End(number, -1, x, y, 0, 0, 0, 0)] * 2
            continue
        if not node.owner and len(node.branches) != 1:
            continue
        if _is_dot(graph, number, max(4, unit // 3)):
            branch = graph.branches[node.branches[0]]
            assert branch is not None
            if branch.a == number:
                pixel = branch.pixels[len(branch.pixels) // 2]
                result += [End(number, -1, pixel % graph.stride, pixel // graph.stride, 0, 0, 0, 0)] * 2
            continue
        for branch in node.branches:
            x, y = node.pixel % graph.stride, node.pixel // graph.stride
            grades = []
            for far in (reach, max(5, reach // 2)):
                ux, uy = inward(graph, number, branch, far)
                grades.append(head_of(strokes, solid, x, y, ux, uy, unit))
            head = FOOT if FOOT in grades else max(grades)
            ux, uy = inward(graph, number, branch, reach)
            thing = node.owner
            if not thing:
                near = direction(graph, branch, number, reach)
                thing = beyond(owner, x, y, *near, max(4, unit * 3 // 4 if head > 0 else unit // 2))
            result.append(End(number, branch, x, y, ux, uy, head, thing))
    return result
