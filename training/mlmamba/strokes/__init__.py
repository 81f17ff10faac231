"""The structure of a drawing, read from pixels (docs/nano.md 1.11)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .drawing import read_drawing
from .relations import LINES, PAIRS
from .relations import stroke_features as _features

MOST_PIXELS = 8_000_000
MOST_LINES = 300
FURTHEST = 1 << 20
"""Boxes further out than this are moved in, so that sums of places stay small."""


def stroke_features(rgb: NDArray[np.uint8], boxes: ArrayLike) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """rgb (H, W, 3); boxes (N, 4): x, y, width, height, which may be fractional and stick out. Gives pairs (N, N, 10) and lines (N, 3), zeros
    for a picture that is too large, has no pixels or is plainly no drawing, and for fewer than 2 and more than 300 boxes."""
    rects = np.floor(np.clip(np.asarray(boxes, np.float64).reshape(-1, 4), -FURTHEST, FURTHEST) + 0.5).astype(np.int64)
    rects[:, 2:] = np.maximum(rects[:, 2:], 1)
    drawing = None
    if 2 <= len(rects) <= MOST_LINES and 0 < rgb.shape[0] * rgb.shape[1] <= MOST_PIXELS:
        drawing = read_drawing(rgb, rects)
    if drawing is None:
        return np.zeros((len(rects), len(rects), PAIRS), np.uint8), np.zeros((len(rects), LINES), np.uint8)
    return _features(drawing, rects)
