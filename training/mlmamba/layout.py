"""Geometry of text lines and of the image canvas, as the worker computes it (docs/nano.md 1.3, 1.5).

The TypeScript twins are `src/model/reading-order.ts`, `src/model/line-crops.ts` and `src/worker/image/letterbox.ts`;
`test/fixtures/layout.json` (written by `python -m mlmamba.layout_fixture`) holds both to the same numbers.

Boxes are `[x, y, w, h]` in image pixels, origin at the upper left corner. Images are RGB `uint8` of shape (H, W, 3).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image

CROP_ROWS = 32
CROP_COLUMNS = 96
HALF_COLUMNS = CROP_COLUMNS // 2


def _as_boxes(boxes: ArrayLike) -> NDArray[np.float64]:
    return np.asarray(boxes, dtype=np.float64).reshape(-1, 4)


def reading_order(boxes: ArrayLike) -> list[int]:
    """Indices of the boxes in reading order: rows from top to bottom, inside a row from left to right.

    Lines are visited by their centre y (ties: by x, then as given). One joins the current row while its centre is nearer to the
    row's mean centre than half of the smaller of its own height and the row's mean height.
    """
    rects = _as_boxes(boxes).tolist()
    visit = sorted(range(len(rects)), key=lambda i: (rects[i][1] + rects[i][3] / 2, rects[i][0]))
    order: list[int] = []
    row: list[int] = []
    sum_centre = sum_height = 0.0

    def close_row() -> None:
        order.extend(sorted(row, key=lambda i: rects[i][0]))

    for i in visit:
        _, y, _, h = rects[i]
        centre = y + h / 2
        count = len(row)
        if count and abs(centre - sum_centre / count) >= 0.5 * min(h, sum_height / count):
            close_row()
            row = []
            sum_centre = sum_height = 0.0
        row.append(i)
        sum_centre += centre
        sum_height += h
    close_row()
    return order


def column_order(boxes: ArrayLike) -> NDArray[np.int64]:
    """Indices of the boxes sorted by (x, y), ties as given: the input `column_order` of `lines.onnx`, shape (N,)."""
    rects = _as_boxes(boxes)
    return np.lexsort((rects[:, 1], rects[:, 0])).astype(np.int64)


def geometry(boxes: ArrayLike, width: int, height: int) -> NDArray[np.float32]:
    """`[x0/W, y0/H, x1/W, y1/H, w/W, h/H]` of every box, shape (N, 6)."""
    x, y, w, h = _as_boxes(boxes).T
    columns = [x / width, y / height, (x + w) / width, (y + h) / height, w / width, h / height]
    return np.stack(columns, axis=1).astype(np.float32)


def _taps(centres: NDArray[np.float64], limit: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Lower index, upper index and weight of the upper one for linear sampling at `centres`, clamped to [0, limit − 1]."""
    clamped = np.clip(centres, 0, limit - 1)
    low = np.floor(clamped).astype(np.int64)
    return low, np.minimum(low + 1, limit - 1), (clamped - low).astype(np.float32)


def line_crops(rgb: NDArray[np.uint8], boxes: ArrayLike, dtype: type = np.float32) -> NDArray:
    """Crops (N, 3, 32, 96) of the two ends of every line with their surroundings (docs/nano.md 1.5).

    `dtype=np.float32` gives `p / 127.5 − 1` in [−1, 1], as `lines.onnx` takes it; `dtype=np.uint8` gives `p` rounded, which
    costs a quarter of the memory in a training set.
    """
    height, width = rgb.shape[:2]
    x, y, w, h = (column[:, None] for column in _as_boxes(boxes).T)
    across = (np.arange(HALF_COLUMNS) + 0.5) / HALF_COLUMNS * 3.3 * h - 0.5
    u = np.concatenate([x - 2.2 * h + across, x + w - 1.1 * h + across], axis=1)
    v = y - 0.6 * h + (np.arange(CROP_ROWS) + 0.5) / CROP_ROWS * 2.2 * h - 0.5
    u0, u1, fu = _taps(u, width)
    v0, v1, fv = _taps(v, height)

    # One 32-bit gather per tap instead of three byte gathers: the pixels are packed as RGBX words.
    packed = np.zeros((height * width, 4), dtype=np.uint8)
    packed[:, :3] = rgb.reshape(-1, 3)
    words = packed.view(np.uint32).ravel()

    def tap(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.float32]:
        picked = words[rows[:, :, None] * width + columns[:, None, :]]
        return picked.view(np.uint8).reshape(*picked.shape, 4)[..., :3].astype(np.float32)

    across_weight, down_weight = fu[:, None, :, None], fv[:, :, None, None]

    def blended_row(rows: NDArray[np.int64]) -> NDArray[np.float32]:
        left = tap(rows, u0)
        return left + (tap(rows, u1) - left) * across_weight

    upper = blended_row(v0)
    pixels = (upper + (blended_row(v1) - upper) * down_weight).transpose(0, 3, 1, 2)
    if dtype is np.uint8:
        return np.ascontiguousarray(np.floor(pixels + 0.5).astype(np.uint8))
    return np.ascontiguousarray(pixels / np.float32(127.5) - np.float32(1))


def letterbox_placement(width: int, height: int, size: int) -> tuple[int, int, int, int]:
    """`(left, top, width, height)` of the scaled image on the square canvas: as large as fits, centred, at least one pixel."""
    scale = size / max(width, height)
    fitted_width = max(1, int(width * scale + 0.5))
    fitted_height = max(1, int(height * scale + 0.5))
    return (size - fitted_width) // 2, (size - fitted_height) // 2, fitted_width, fitted_height


def letterbox(rgb: NDArray[np.uint8], size: int = 512, fill: int = 114) -> NDArray[np.uint8]:
    """The image scaled (bicubic, antialiased) onto a square canvas of grey `fill`: (size, size, 3) `uint8`."""
    left, top, width, height = letterbox_placement(rgb.shape[1], rgb.shape[0], size)
    canvas = np.full((size, size, 3), fill, dtype=np.uint8)
    scaled = Image.fromarray(rgb).resize((width, height), Image.Resampling.BICUBIC)
    canvas[top : top + height, left : left + width] = np.asarray(scaled)
    return canvas


