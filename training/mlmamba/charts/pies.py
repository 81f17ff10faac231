"""Pies and donuts (docs/nano.md 1.12): discs parted into slices of one colour each, and the lines that stand in the slices or around them. The
twins are `src/model/charts/{pies,discs}.ts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt, sqrt

import numpy as np
from numpy.typing import NDArray

from .axes import Box

DRAWN = 60
ALIKE = 36
QUARTER = 90
"""Points of the circle that are looked at in each quarter."""
MOST_SLICES = 24
ARC_UNIT = 2.0**-40
"""The arc that a point stands for is counted in parts of this size, so that sums do not depend on their order."""


@dataclass(frozen=True)
class Disc:
    """Middle and radius in pixels, twice their size."""

    x: int
    y: int
    radius: int


def pies(rgb: NDArray[np.uint8], boxes: list[Box], unit: int) -> list[list[tuple[int, float]]]:
    """Pies whose slices are labelled: of each labelled slice the lines in it and beside it, with its share of the circle."""
    ground = _ground(rgb)
    result = []
    for disc in _discs(rgb, boxes, ground, unit):
        directions, weights = _circle()
        slices = _slices(rgb, boxes, disc, directions, weights, ground)
        if 2 <= len(slices) <= MOST_SLICES:
            labelled = _labels(boxes, disc, slices, directions, unit)
            total = sum(weight for _, weight in slices)
            if labelled:
                result.append([(line, slices[number][1] / total) for line, number in labelled])
    return result


def _ground(rgb: NDArray[np.uint8]) -> NDArray[np.int32]:
    """The most frequent colour of 48 × 48 samples, 5 bits a channel."""
    height, width = rgb.shape[:2]
    rows, columns = [(2 * k + 1) * height // 96 for k in range(48)], [(2 * k + 1) * width // 96 for k in range(48)]
    shades = (rgb[rows][:, columns].reshape(-1, 3) >> 3).astype(np.int32)
    key = int(np.bincount((shades[:, 0] << 10) | (shades[:, 1] << 5) | shades[:, 2], minlength=32768).argmax())
    return np.array([key >> 10, (key >> 5) & 31, key & 31], np.int32) * 8 + 4


def _discs(rgb: NDArray[np.uint8], boxes: list[Box], ground: NDArray[np.int32], unit: int) -> list[Disc]:
    """Things about as high as they are wide, larger than six lines, with nothing in their corners."""
    height, width = rgb.shape[:2]
    step = max(unit // 3, isqrt(height * width // 40_000), 2)
    rows, columns = np.arange(step // 2, height, step), np.arange(step // 2, width, step)
    on = np.abs(rgb[rows][:, columns].astype(np.int32) - ground).sum(2) > DRAWN
    for left, top, right, bottom in boxes:
        on[((rows >= top) & (rows < bottom))[:, None] & ((columns >= left) & (columns < right))] = False
    result = []
    for x0, y0, x1, y1 in _things(on):
        wide, high = x1 - x0, y1 - y0
        if abs(wide - high) > max(wide // 12, 2) or wide * step < 6 * unit:
            continue
        inset = wide // 10
        corners = [on[y, x] for y in (y0 + inset, y1 - 1 - inset) for x in (x0 + inset, x1 - 1 - inset)]
        if not any(corners):
            disc = Disc((x0 + x1) * step, (y0 + y1) * step, (wide + high) * step // 2)
            result.append(disc)
    return result


def _things(on: NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """Boxes of what hangs together, across gaps of one cell or two: a picture of cells → left, top, right, bottom in cells."""
    fat = np.zeros((on.shape[0] + 2, on.shape[1] + 2), bool)
    for dy in range(3):
        for dx in range(3):
            fat[dy : dy + on.shape[0], dx : dx + on.shape[1]] |= on
    parents: list[int] = []
    extents: list[list[int]] = []

    def root(n: int) -> int:
        while parents[n] != n:
            n = parents[n]
        return n

    above: list[tuple[int, int, int]] = []
    for y, row in enumerate(fat):
        edges = np.flatnonzero(np.diff(np.concatenate([[False], row, [False]]).astype(np.int8))).tolist()
        here = []
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            touching = [root(n) for s, e, n in above if s <= end and e >= start]
            number = min(touching, default=len(parents))
            if not touching:
                parents.append(number)
                extents.append([start, y, end, y + 1])
            extent = extents[number]
            for other in touching:
                parents[other] = number
                extent[:] = [min(extent[0], extents[other][0]), min(extent[1], extents[other][1]), max(extent[2], extents[other][2]), extent[3]]
            extent[:] = [min(extent[0], start), extent[1], max(extent[2], end), y + 1]
            here.append((start, end, number))
        above = here
    # Each thing is one cell fatter on all sides, in a picture that is one cell larger.
    return [(x0, y0, x1 - 2, y1 - 2) for n, (x0, y0, x1, y1) in enumerate(extents) if parents[n] == n]


def _circle() -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Points of the unit circle (4 · QUARTER, 2), clockwise from the right, and the arc that each stands for. By t = tan(angle / 2), which takes no
    more than divisions."""
    t = (np.arange(QUARTER) + 0.5) / QUARTER
    cos, sin, arc = (1 - t * t) / (1 + t * t), 2 * t / (1 + t * t), 1 / (1 + t * t)
    quarters = [(cos, sin), (-sin, cos), (-cos, -sin), (sin, -cos)]
    return np.concatenate([np.stack(quarter, 1) for quarter in quarters]), np.tile(np.floor(arc / ARC_UNIT + 0.5).astype(np.int64), 4)


def _slices(
    rgb: NDArray[np.uint8], boxes: list[Box], disc: Disc, directions: NDArray, weights: NDArray, ground: NDArray
) -> list[tuple[list[int], int]]:
    """Points of the circle that are in each slice, and its arc. Texts and the borders of slices are left out."""
    height, width = rgb.shape[:2]
    x = np.clip(np.floor(disc.x / 2 + directions[:, 0] * (disc.radius * 0.4)), 0, width - 1).astype(int)
    y = np.clip(np.floor(disc.y / 2 + directions[:, 1] * (disc.radius * 0.4)), 0, height - 1).astype(int)
    pixels = rgb[y, x].astype(np.int32)
    seen = np.ones(len(x), bool)
    for left, top, right, bottom in boxes:
        seen &= ~((x >= left) & (x < right) & (y >= top) & (y < bottom))
    pieces: list[list[int]] = []
    for at in seen.nonzero()[0].tolist():
        if pieces and int(np.abs(pixels[at] - pixels[pieces[-1][-1]]).sum()) <= ALIKE:
            pieces[-1].append(at)
        else:
            pieces.append([at])
    kept: list[list[int]] = []
    for piece in pieces:
        if len(piece) < 4:
            continue
        if kept and int(np.abs(pixels[kept[-1][-1]] - pixels[piece[0]]).sum()) <= ALIKE:
            kept[-1] += piece
        else:
            kept.append(piece)
    if len(kept) > 1 and int(np.abs(pixels[kept[-1][-1]] - pixels[kept[0][0]]).sum()) <= ALIKE:
        kept[0] = kept.pop() + kept[0]
    coloured = [piece for piece in kept if int(np.abs(pixels[piece[len(piece) // 2]] - ground).sum()) > DRAWN]
    covered = sum(len(piece) for piece in coloured)
    if 10 * covered < 8 * int(seen.sum()):
        return []
    return [(piece, sum(weights[piece].tolist())) for piece in coloured]


def _labels(boxes: list[Box], disc: Disc, slices: list[tuple[list[int], int]], directions: NDArray, unit: int) -> list[tuple[int, int]]:
    """Lines and the slices that they stand in or beside: of each slice the line in it and the one outside that is nearest to the circle,
    where most slices have one."""
    owner = np.full(len(directions), -1)
    for number, (points, _) in enumerate(slices):
        owner[points] = number
    best: dict[tuple[int, bool], tuple[float, int]] = {}
    for line, (left, top, right, bottom) in enumerate(boxes):
        if bottom - top > 3 * unit:
            continue
        x = min(max(disc.x, 2 * left), 2 * right) - disc.x
        y = top + bottom - disc.y
        away = sqrt(x * x + y * y) / disc.radius
        if not 0.6 <= away * 2 <= 3.4:
            continue
        facing = np.where(owner >= 0, directions[:, 0] * x + directions[:, 1] * y, -np.inf)
        number = int(owner[int(facing.argmax())])
        place = (number, away * 2 < 2)
        distance = abs(away * 2 - 2)
        if place not in best or distance < best[place][0]:
            best[place] = (distance, line)
    result = []
    for inside in (True, False):
        found = [(line, number) for (number, within), (_, line) in best.items() if within == inside]
        if 5 * len(found) >= 3 * len(slices):
            result += found
    return sorted(result)
