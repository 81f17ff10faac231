"""Frames: rectangles of lines around nodes, found by their sides, so that what crosses them does not hide them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .ground import Boxes
from .regions import Outline
from .shapes import Layout, Shape, sides

Rect = tuple[int, int, int, int]
"""x0, y0, x1, y1 of the inside."""
MOST_SIDES = 300
Run = tuple[int, int, int, int]
"""A straight stroke along the rows: first row, last one (exclusive), first column, last one (exclusive); rows and columns swapped for those down."""


def long_runs(ink: NDArray[np.bool_], least: int) -> list[Run]:
    """Straight strokes along the rows: first and last row (exclusive) and the columns from start to end, at least `least` long."""
    height, width = ink.shape
    padded = np.zeros((height, width + 2), np.int8)
    padded[:, 1:-1] = ink
    change = np.diff(padded, axis=1)
    row, start = np.nonzero(change == 1)
    end = np.nonzero(change == -1)[1]
    long = end - start >= least
    strokes: list[Run] = []
    open_at: list[int] = []
    for y, x0, x1 in zip(row[long].tolist(), start[long].tolist(), end[long].tolist(), strict=True):
        open_at = [n for n in open_at if strokes[n][1] >= y]
        for n in open_at:
            top, bottom, left, right = strokes[n]
            if bottom == y and abs(left - x0) <= 3 and abs(right - x1) <= 3:
                strokes[n] = (top, y + 1, min(left, x0), max(right, x1))
                break
        else:
            open_at.append(len(strokes))
            strokes.append((y, y + 1, x0, x1))
    return strokes


def rectangles(ink: NDArray[np.bool_], unit: int) -> list[Rect]:
    """Of strokes, dashes closed. A corner may be round. The smallest for each upper side."""
    across = long_runs(ink, 3 * unit)
    if not 2 <= len(across) <= MOST_SIDES:
        return []
    down = long_runs(ink.T, 2 * unit)
    if not 2 <= len(down) <= MOST_SIDES:
        return []
    thick = max(4, unit // 2)
    found: list[Rect] = []
    for top in across:
        if top[1] - top[0] > thick:
            continue
        for bottom in across:
            if bottom[0] - top[1] < 2 * unit or bottom[1] - bottom[0] > thick:
                continue
            if abs(bottom[2] - top[2]) > unit or abs(bottom[3] - top[3]) > unit:
                continue
            x0, x1 = min(top[2], bottom[2]), max(top[3], bottom[3])
            left = _side(down, x0, -unit, unit // 3, top[1], bottom[0], unit)
            right = _side(down, x1, -(unit // 3), unit, top[1], bottom[0], unit)
            if left and right:
                found.append((left[1], top[1], right[0], bottom[0]))
                break
    return found


def _side(down: list[Run], x: int, before: int, after: int, top: int, bottom: int, unit: int) -> tuple[int, int] | None:
    """A stroke down from top to bottom at x: its first and last column (exclusive)."""
    thick = max(4, unit // 2)
    for x0, x1, y0, y1 in down:
        if x1 - x0 <= thick and x + before <= x0 and x1 <= x + after + 1 and y0 <= top + unit and y1 >= bottom - unit:
            return x0, x1
    return None


def add_rectangles(layout: Layout, found: list[Rect], ground: NDArray[np.uint8], boxes: Boxes, unit: int) -> None:
    """Makes frames of the rectangles that hold nodes. In place."""
    near = max(4, unit // 2)
    nodes = [shape.box for shape in layout.nodes]
    taken: list[Rect] = []
    for rect in found:
        x0, y0, x1, y1 = rect
        if any(_alike(rect, other, near) for other in nodes + taken):
            continue
        if not any(x0 < a and y0 < b and c < x1 and d < y1 for a, b, c, d in nodes):
            continue
        layout.frames = [frame for frame in layout.frames if not _part_of(frame.box, rect, near)]
        taken.append(rect)
        outline = Outline(y0, np.full(y1 - y0, x0, np.int64), np.full(y1 - y0, x1, np.int64))
        layout.frames.append(Shape([], outline, [], sides(ground, outline, unit)))
    # A text belongs to the smallest frame that it stands in.
    order = sorted(range(len(layout.frames)), key=lambda n: (layout.frames[n].outline.area(), n))
    for frame in layout.frames:
        frame.texts = []
    for n in layout.free:
        x, y, w, h = boxes[n].tolist()
        for k in order:
            if layout.frames[k].outline.holds(x + w // 2, y + h // 2):
                layout.frames[k].texts.append(n)
                break


def _part_of(a: Rect, b: Rect, near: int) -> bool:
    """Whether a is b, or what a stroke has cut off of it."""
    inside = a[0] >= b[0] - near and a[1] >= b[1] - near and a[2] <= b[2] + near and a[3] <= b[3] + near
    return inside and sum(abs(p - q) <= near for p, q in zip(a, b, strict=True)) >= 2


def _alike(a: Rect, b: Rect, near: int) -> bool:
    return all(abs(p - q) <= near for p, q in zip(a, b, strict=True))
