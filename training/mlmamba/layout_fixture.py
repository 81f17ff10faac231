"""Writes `test/fixtures/layout.json`, which holds `layout.py` and its TypeScript twins to the same numbers.

    cd training && python -m mlmamba.layout_fixture ../test/fixtures/layout.json

The image is a formula (`fixture_image`), so that the file needs no pixels; long arrays are kept at every `stride`-th entry.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mlmamba.layout import column_order, geometry, letterbox, line_crops, reading_order

WIDTH, HEIGHT, STRIDE, SIZE = 157, 83, 41, 96


def fixture_image(width: int, height: int) -> NDArray[np.uint8]:
    """Channel c at (x, y) is `(x · (3 + c) + y · (5 − c) + ⌊x/8⌋ · ⌊y/8⌋ · 16) mod 256`: slopes, edges and jumps."""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    return ((x * (3 + c) + y * (5 - c) + (x // 8) * (y // 8) * 16) % 256).astype(np.uint8)


def main(path: Path) -> None:
    # A row whose members differ in height, a column, equal boxes, boxes at and over the edges of the image.
    boxes = [
        [100, 12, 40, 9], [10, 10, 30, 12], [50, 14, 20, 7], [10, 30, 60.5, 10], [10, 30, 60.5, 10], [80, 33.25, 70, 10],
        [0, 0, 12, 6], [130, 70, 27, 13], [-4, 60, 20, 9], [10, 45, 3, 20], [60, 52, 44, 8], [60, 44, 44, 8],
    ]  # fmt: skip
    random = np.random.default_rng(7)
    pages = [boxes, [], boxes[:1]]
    for count in (40, 120):
        corners = random.integers(0, 400, (count, 2))
        sizes = np.stack([random.integers(5, 90, count), random.integers(6, 28, count)], axis=1)
        pages.append(np.concatenate([corners, sizes], axis=1).tolist())

    image = fixture_image(WIDTH, HEIGHT)
    fixture = {
        "orders": [{"boxes": page, "reading": reading_order(page), "column": column_order(page).tolist()} for page in pages],
        "image": {"width": WIDTH, "height": HEIGHT},
        "boxes": boxes,
        "stride": STRIDE,
        "geometry": geometry(boxes, WIDTH, HEIGHT).ravel().tolist(),
        "crops": np.round(line_crops(image, boxes).ravel()[::STRIDE].astype(np.float64), 6).tolist(),
        "letterboxes": [
            {"width": w, "height": h, "size": SIZE, "pixels": letterbox(fixture_image(w, h), SIZE).ravel()[::STRIDE].tolist()}
            for w, h in ((157, 83), (60, 90), (300, 300), (400, 3))
        ],
    }
    path.write_text(json.dumps(fixture, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
