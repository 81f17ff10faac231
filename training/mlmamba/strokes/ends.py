"""Ends of strokes: which way they point, which of them are arrow heads, what they touch across a gap, which of them belong together."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .graph import Graph, direction, turn


FOOT = -1
"""Instead of an arrow head: a crow's foot of an entity relationship diagram."""


@dataclass
class End:
    """An end of a branch at a graph's node, at (x, y); (ux, uy) leads from there into the stroke, (0, 0) for a dot. `thing` is the number of
    what it touches, 0 for nothing."""

    node: int
    branch: int
    x: int
    y: int
    ux: int
    uy: int
    head: int
    thing: int


def straightest(graph: Graph, branch: int, node: int, reach: int) -> tuple[int, float]:
    """Of the other branches at the node the one that goes on most straight when one comes along `branch`, and the cosine; −1 for none."""
    dx, dy = direction(graph, branch, node, reach)
    best, most = -1, -2.0
    for other in graph.nodes[node].branches:
        if other == branch:
            continue
        cosine = turn(-dx, -dy, *direction(graph, other, node, reach))
        if cosine > most:
            best, most = other, cosine
    return best, most


def inward(graph: Graph, node: int, branch: int, reach: int) -> tuple[int, int]:
    """From an end into its stroke, over meeting places where the branch is short."""
    start = graph.nodes[node].pixel
    at, number, left = node, branch, reach
    pixel = start
    for _ in range(4):
        pixels = graph.pixels_from(number, at)
        pixel = pixels[min(left, len(pixels) - 1)]
        left -= len(pixels) - 1
        at = graph.other(number, at)
        if left <= 0 or graph.nodes[at].owner or len(graph.nodes[at].branches) < 2:
            break
        following, cosine = straightest(graph, number, at, reach)
        if following < 0 or cosine < 0.7:
            break
        number = following
    return pixel % graph.stride - start % graph.stride, pixel // graph.stride - start // graph.stride


def head_of(strokes: NDArray[np.bool_], solid: NDArray[np.bool_], x: int, y: int, ux: int, uy: int, unit: int) -> int:
    """Whether a stroke that ends at (x, y) and comes from direction (ux, uy) has an arrow head there. FOOT: none. 2: it widens on both sides, steadily, and
    is suddenly thin again. 1: it is thick and filled there, whichever way it points. strokes: all pixels that may be part of it; solid: those
    that have only such beside them."""
    size = math.sqrt(ux * ux + uy * uy)
    if size == 0:
        return 0
    reach = max(12, 2 * unit)
    wide = max(6, unit * 3 // 4)
    height, width = strokes.shape
    x0, x1, y0, y1 = max(0, x - reach), min(width, x + reach + 1), max(0, y - reach), min(height, y + reach + 1)
    rows, columns = np.nonzero(strokes[y0:y1, x0:x1])
    thick = solid[y0:y1, x0:x1][rows, columns]
    dx, dy = columns + (x0 - x), rows + (y0 - y)
    along = np.floor((dx * ux + dy * uy) / size + 0.5).astype(np.int64)
    across = np.floor((dy * ux - dx * uy) / size * 2 + 0.5).astype(np.int64)
    kept = (along >= 0) & (along < reach) & (np.abs(across) <= 2 * wide)
    along, across, thick = along[kept], across[kept], thick[kept]
    left, right = np.zeros(reach, np.int64), np.zeros(reach, np.int64)
    np.maximum.at(right, along, across)
    np.maximum.at(left, along, -across)
    # Half the width, on the side where it is smaller, in half pixels.
    half = np.minimum(left, right).tolist()
    far = sorted(half[reach // 2 :])
    thin = max(2, far[(len(far) - 1) // 2])
    search = max(7, unit * 5 // 4)
    if _spreads(half, thin, search):
        return FOOT
    if _tapers(half, (left + right).tolist(), thin, search):
        return 2
    filled = np.bincount(along[thick], minlength=reach)
    near, beyond_it = int(filled[: search // 2 + 3].sum()), int(filled[search // 2 + 3 : search + 6].sum())
    return 1 if near - beyond_it >= max(6, unit // 2) else 0


def _spreads(half: list[int], thin: int, search: int) -> bool:
    """A crow's foot: widest where it touches, and thin further on."""
    most = max(half[:3])
    if most < thin + 6 or max(half[3:search]) > most:
        return False
    first = next((a for a in range(search) if half[a] <= thin + 2), -1)
    return first >= 5 and half[first // 2] * 4 >= most and half[first // 2] * 6 <= most * 5


def _tapers(half: list[int], whole: list[int], thin: int, search: int) -> bool:
    """half: by the distance from an end half the width on the smaller side; whole: the width; thin: half of it further on."""
    most = max(half[:search])
    if most < thin + 4:
        return False
    last = max(a for a in range(search) if half[a] * 10 >= most * 9)
    drop = half[last + 1 : last + 1 + max(3, last // 3)]
    if last < 3 or not drop or min(drop) * 2 > most + thin:
        return False
    # A triangle widens all the way: its first half holds less than its second, but a bar across the stroke has nothing before it.
    first, second = half[: (last + 1) // 2], half[(last + 1) // 2 : last + 1]
    return sum(first) * 4 <= sum(second) * 3 and half[last * 3 // 4] * 5 >= most * 2 and whole[last // 2] * 10 >= most * 7


def beyond(owner: NDArray[np.int32], x: int, y: int, ux: int, uy: int, reach: int) -> int:
    """The first shape that lies ahead of an end, within `reach` pixels; 0 for none."""
    height, width = owner.shape
    size = max(abs(ux), abs(uy))
    if size == 0:
        return 0
    for step in range(1, reach + 1):
        px, py = x - (2 * ux * step + size) // (2 * size), y - (2 * uy * step + size) // (2 * size)
        if not (0 <= px < width and 0 <= py < height):
            return 0
        if owner[py, px]:
            return int(owner[py, px])
    return 0
