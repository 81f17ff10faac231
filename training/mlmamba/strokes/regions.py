"""Connected regions of one colour, as runs along the rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from .ground import INK

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Outline:
    """What a region fills when its holes are closed row by row: of each row from `top` on the first column and the one after the last."""

    top: int
    left: Ints
    right: Ints

    @property
    def bottom(self) -> int:
        return self.top + len(self.left)

    def holds(self, x: int, y: int) -> bool:
        return self.top <= y < self.bottom and bool(self.left[y - self.top] <= x < self.right[y - self.top])

    def trimmed(self, thick: int) -> Outline:
        """Without what sticks out and is at most `thick` pixels thin: strokes of the same colour."""
        wide = np.flatnonzero(self.right - self.left > thick)
        if len(wide) == 0:
            return self
        rows = slice(int(wide[0]), int(wide[-1]) + 1)
        reach = (thick + 1) // 2
        return Outline(self.top + rows.start, -_opened(-self.left[rows], reach), _opened(self.right[rows], reach))

    def area(self) -> int:
        return int((self.right - self.left).sum())

    def hull(self) -> int:
        """Twice the area of the convex hull."""
        return _hull(self.left, self.right)


def _windows(values: Ints, reach: int) -> Ints:
    """(n, 2·reach + 1): of each value those around it; the first and the last are repeated."""
    return np.lib.stride_tricks.sliding_window_view(np.pad(values, reach, mode="edge"), 2 * reach + 1)


def _opened(values: Ints, reach: int) -> Ints:
    """Without peaks of at most 2·reach values."""
    return _windows(_windows(values, reach).min(1), reach).max(1)


def _chain(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The part of the hull on which the points (x, y), by rising y, turn to the left."""
    chain: list[tuple[int, int]] = []
    for x, y in points:
        while len(chain) > 1:
            (ax, ay), (bx, by) = chain[-2], chain[-1]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            chain.pop()
        chain.append((x, y))
    return chain


def _hull(left: Ints, right: Ints) -> int:
    rows = len(left)
    # Both corners of each row's ends count, so that a rectangle is its own hull.
    sides = []
    for values, sign in ((right, 1), (left, -1)):
        points = [(sign * int(value), y + step) for y, value in enumerate(values.tolist()) for step in (0, 1)]
        chain = _chain(points)
        sides.append(sum((ax + bx) * (by - ay) for (ax, ay), (bx, by) in zip(chain, chain[1:], strict=False)))
    return sides[0] + sides[1] if rows else 0


MOST_RUNS = 1 << 19
"""A picture with more runs of one colour than this is no drawing."""


def count_runs(ground: NDArray[np.uint8]) -> int:
    return len(ground) + int((ground[:, 1:] != ground[:, :-1]).sum())


class Regions:
    """Regions of equal colour (4-connected, INK left out), numbered by their first pixel; `of_run` is −1 for runs of ink."""

    def __init__(self, ground: NDArray[np.uint8]) -> None:
        height, width = ground.shape
        begins = np.ones((height, width), bool)
        np.not_equal(ground[:, 1:], ground[:, :-1], out=begins[:, 1:])
        at = np.flatnonzero(begins)
        self.height, self.width = height, width
        self.row, self.start = at // width, at % width
        self.end = np.append(at[1:], height * width) - self.row * width
        self.colour = ground.ravel()[at]
        self.run_map = (np.cumsum(begins.ravel()) - 1).reshape(height, width).astype(np.int32)
        same = (ground[1:] == ground[:-1]) & (ground[1:] != INK)
        # One pair of touching runs is enough: where the pair begins.
        same[:, 1:] &= begins[1:, 1:] | begins[:-1, 1:] | ~same[:, :-1]
        above, below = self.run_map[:-1][same], self.run_map[1:][same]
        runs = len(at)
        _, label = connected_components(coo_array((np.ones(len(above), bool), (above, below)), (runs, runs)), directed=False)
        coloured = self.colour != INK
        first = np.full(int(label.max()) + 1, runs, np.int64)
        np.minimum.at(first, label[coloured], np.flatnonzero(coloured))
        order = np.argsort(first, kind="stable")
        number = np.empty(len(first), np.int64)
        number[order] = np.arange(len(first))
        self.of_run = np.where(coloured, number[label], -1)
        self.count = int((first < runs).sum())
        own = self.of_run[coloured]
        self.tone = self.colour[first[order[: self.count]]] if self.count else np.zeros(0, np.uint8)
        self.area = np.bincount(own, (self.end - self.start)[coloured], self.count).astype(np.int64)
        self.x0 = np.full(self.count, width, np.int64)
        self.x1 = np.zeros(self.count, np.int64)
        self.y0 = np.full(self.count, height, np.int64)
        self.y1 = np.zeros(self.count, np.int64)
        np.minimum.at(self.x0, own, self.start[coloured])
        np.maximum.at(self.x1, own, self.end[coloured])
        np.minimum.at(self.y0, own, self.row[coloured])
        np.maximum.at(self.y1, own, self.row[coloured] + 1)
        self._by_region = np.argsort(np.where(coloured, self.of_run, self.count), kind="stable")
        counts = np.bincount(own, minlength=self.count)
        self._offset = np.concatenate([[0], np.cumsum(counts)])
        self._outlines: dict[int, Outline] = {}

    def runs(self, region: int) -> Ints:
        return self._by_region[self._offset[region] : self._offset[region + 1]]

    def outline(self, region: int) -> Outline:
        if region not in self._outlines:
            top, bottom = int(self.y0[region]), int(self.y1[region])
            left, right = np.full(bottom - top, self.width, np.int64), np.zeros(bottom - top, np.int64)
            runs = self.runs(region)
            np.minimum.at(left, self.row[runs] - top, self.start[runs])
            np.maximum.at(right, self.row[runs] - top, self.end[runs])
            self._outlines[region] = Outline(top, left, right)
        return self._outlines[region]

    def at(self, x: int, y: int) -> int:
        """The region at a pixel, −1 for ink."""
        return int(self.of_run[self.run_map[y, x]])
