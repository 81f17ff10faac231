"""The structure of a drawing, read from pixels (docs/nano.md 1.11)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .drawing import read_drawing
from .relations import LINES, PAIRS
from .relations import stroke_features as _features


def stroke_features(rgb: NDArray[np.uint8], boxes: ArrayLike) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    rects = np.floor(np.asarray(boxes, np.float64).reshape(-1, 4) + 0.5).astype(np.int64)
    rects[:, 2:] = np.maximum(rects[:, 2:], 1)
    if len(rects) < 2:
        return np.zeros((len(rects), len(rects), PAIRS), np.uint8), np.zeros((len(rects), LINES), np.uint8)
    return _features(read_drawing(rgb, rects), rects)
