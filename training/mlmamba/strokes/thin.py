"""Strokes one pixel thin. Pixels are indices into a picture with a margin of one pixel on all sides (stride = width + 2)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MOST_ROUNDS = 12
"""Half the thickness of the thickest stroke that becomes thin."""


def offsets(stride: int) -> tuple[int, ...]:
    """Of the 8 neighbours: N, NE, E, SE, S, SW, W, NW; bits 0…7 of a code."""
    return (-stride, -stride + 1, 1, stride + 1, stride, stride - 1, -1, -stride - 1)


def _tables() -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_], NDArray[np.uint8]]:
    """By the code of a pixel's neighbours: whether Zhang and Suen's first and second half round delete it; whether it is a corner that can go
    without parting anything; in how many parts its neighbours fall (8-connected among themselves)."""
    first, second, corner = (np.zeros(256, bool) for _ in range(3))
    parts = np.zeros(256, np.uint8)
    for code in range(256):
        p = [code >> k & 1 for k in range(8)]
        count = sum(p)
        turns = sum(1 for k in range(8) if not p[k] and p[(k + 1) % 8])
        n, e, s, w = p[0], p[2], p[4], p[6]
        if 2 <= count <= 6 and turns == 1:
            first[code] = not (n and e and s) and not (e and s and w)
            second[code] = not (n and e and w) and not (n and s and w)
        # Going round: a diagonal neighbour joins the straight ones beside it, and straight ones a corner apart touch each other.
        label = list(range(8))
        for k in range(8):
            for step in (1, 2):
                other = (k + step) % 8
                if p[k] and p[other] and (step == 1 or k % 2 == 0):
                    label = [label[k] if value == label[other] else value for value in label]
        parts[code] = len({label[k] for k in range(8) if p[k]})
        corner[code] = count >= 2 and parts[code] == 1 and not (n and e and s and w)
    return first, second, corner, parts


FIRST, SECOND, CORNER, PARTS = _tables()
COUNTS = np.array([code.bit_count() for code in range(256)], np.uint8)


def codes(mask: NDArray[np.uint8], at: NDArray[np.int64], stride: int) -> NDArray[np.uint8]:
    """Of each pixel which of its neighbours are set."""
    result = np.zeros(len(at), np.uint8)
    for bit, offset in enumerate(offsets(stride)):
        result |= mask[at + offset] << bit
    return result


def thinned(mask: NDArray[np.uint8], stride: int, pinned: NDArray[np.int64]) -> NDArray[np.int64]:
    """Makes the strokes of a flat mask (0 or 1) thin, in place; pinned pixels stay. Gives the pixels that are left, ascending."""
    at = np.flatnonzero(mask)
    fixed = np.zeros(len(mask), bool)
    fixed[pinned] = True
    for _ in range(MOST_ROUNDS):
        before = len(at)
        for table in (FIRST, SECOND):
            gone = table[codes(mask, at, stride)] & ~fixed[at]
            mask[at[gone]] = 0
            at = at[~gone]
        if len(at) == before:
            break
    around = offsets(stride)
    for pixel in at[~fixed[at]].tolist():
        code = 0
        for bit, offset in enumerate(around):
            code |= int(mask[pixel + offset]) << bit
        if CORNER[code]:
            mask[pixel] = 0
    return at[mask[at] == 1]
