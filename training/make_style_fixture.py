"""Writes `test/fixtures/line-style.json`, which holds `mlmamba/style.py` and its TypeScript twin to the same numbers.

    python training/make_style_fixture.py

`{"pictures": [{"name", "width", "height", "fills", "boxes", "styles"}]}`: `fills` are `[x, y, w, h, r, g, b, step]`, painted in turn on
white: the pixels of a rectangle where `(3·x + 5·y) mod step = 0`; r, g, b of −1 give the pixels of `layout_fixture.fixture_image`
instead of one colour. `styles` are flat in row-major order, rounded to 7 digits behind the point.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from mlmamba.layout_fixture import fixture_image
from mlmamba.style import style_features
from numpy.typing import NDArray

OUT = Path(__file__).resolve().parent.parent / "test" / "fixtures" / "line-style.json"

INK, GREY, WHITE = (30, 30, 30), (150, 150, 150), (255, 255, 255)
BLUE, DARK, PALE, KNOB = (20, 90, 220), (40, 42, 54), (232, 236, 244), (215, 220, 230)
PATTERN = (-1, -1, -1)

Fill = list[int]
Box = list[float]


def text(x: int, y: int, w: int, h: int = 12, colour: tuple[int, ...] = INK, step: int = 4) -> Fill:
    """Something with the look of text; the smaller its step, the bolder it is."""
    return [x, y, w, h, *colour, step]


def block(x: int, y: int, w: int, h: int, colour: tuple[int, ...]) -> Fill:
    return [x, y, w, h, *colour, 1]


def settings() -> tuple[int, int, list[Fill], list[Box]]:
    """A side bar whose third item is selected, and a form: boxes and a radio button to tick, switches on and off, a disabled row, a
    value and an icon behind it; tabs of which the first is underlined, and a button."""
    fills = [block(0, 0, 90, 220, PALE), block(0, 54, 90, 22, BLUE), block(2, 56, 3, 18, DARK)]
    boxes: list[Box] = []
    for n in range(6):
        colour, step = (WHITE, 2) if n == 2 else (INK, 4)
        fills.append(text(16, 16 + 22 * n, 50 + 3 * n, 12, colour, step))
        boxes.append([16, 16 + 22 * n, 50 + 3 * n, 12])
    for n in range(3):
        fills.append(text(110 + 60 * n, 8, 40, 12, BLUE if n == 0 else INK))
        boxes.append([110 + 60 * n, 8, 40, 12])
    fills.append(block(110, 23, 40, 2, BLUE))
    for n, y in enumerate(range(40, 200, 22)):
        fills.append(text(130, y, 60, 12, GREY if n == 4 else INK))
        boxes.append([130, y, 60, 12.5])
    # A box without and one with a tick in it, a radio button, a full box, a dash.
    fills += [block(112, 40, 12, 12, GREY), block(113, 41, 10, 10, WHITE), block(112, 62, 12, 12, BLUE), block(115, 66, 6, 3, WHITE)]
    fills += [block(112, 84, 12, 12, GREY), block(113, 85, 10, 10, WHITE), block(116, 88, 4, 4, INK), block(112, 106, 12, 12, DARK)]
    fills.append(block(114, 132, 8, 4, INK))
    # Switches: on (its knob at the right), off; a value behind the fifth row, a chevron behind the sixth, a bar to the edge behind the seventh.
    fills += [block(230, 40, 22, 12, BLUE), block(242, 42, 8, 8, KNOB), block(230, 62, 22, 12, GREY), block(232, 64, 8, 8, KNOB)]
    fills += [text(230, 128, 30), block(250, 152, 5, 3, INK), block(210, 172, 110, 12, (200, 120, 40))]
    fills += [block(205, 106, 4, 12, INK), block(212, 106, 4, 12, INK)]
    boxes.append([230, 128, 30, 12])
    # A bar that runs into the text behind it says nothing.
    fills += [block(196, 84, 40, 12, DARK), text(236, 84, 30, 12, (250, 250, 250))]
    boxes.append([236, 84, 30, 12])
    # A button, and a heading of another height.
    fills += [block(110, 200, 70, 20, (200, 30, 60)), text(120, 204, 50, 12, (255, 240, 240)), text(200, 196, 90, 20, INK, 3)]
    boxes += [[120, 204, 50, 12], [200, 196, 90, 20]]
    return 320, 220, fills, boxes


def dark() -> tuple[int, int, list[Fill], list[Box]]:
    """Code on a dark ground: indented lines of several colours, a line that is marked, a sign in the margin, one line twice."""
    fills = [block(0, 0, 240, 130, DARK), block(0, 47, 240, 15, (70, 72, 90)), block(8, 50, 9, 9, (230, 60, 60)), block(11, 53, 3, 3, DARK)]
    boxes: list[Box] = []
    for n in range(8):
        x, y, w = 22 + 14 * (n % 3), 4 + 15 * n, 30 + 17 * (n % 5)
        fills.append(text(x, y, w, 10, [(240, 240, 240), (120, 200, 255), (180, 140, 250), (120, 220, 140)][n % 4], 3))
        boxes.append([x - 0.5, y - 1.25, w + 1, 12.5])
    fills.append(text(180, 49, 40, 10, (250, 200, 80), 3))
    return 240, 130, fills, [*boxes, [180, 48, 40, 12], [180, 48, 40, 12]]


def anywhere() -> tuple[int, int, list[Fill], list[Box]]:
    """A pattern of slopes and edges, and boxes anywhere: over each other, partly or wholly outside the image, without any extent."""
    random = np.random.default_rng(5)
    limits = ((-30, 170), (-15, 90), (0, 70), (0, 20))
    boxes = np.stack([random.integers(*limit, 16) for limit in limits], 1).tolist()
    outside = [[-6, -3, 30, 12], [140, 70, 40, 30], [-80, -40, 20, 10], [300, 200, 30, 9], [0, 0, 157, 83]]
    small = [[40, 30, 0, 0], [60, 30, 0, 12], [40.25, 50.5, 33.3, 0], [150.75, 10.1, 0.5, 0.25]]
    return 157, 83, [block(0, 0, 157, 83, PATTERN)], [*boxes, *outside, *small]


def column() -> tuple[int, int, list[Fill], list[Box]]:
    """Ten equal rows, and a line right of the first that is as far away as the ninth row: only one of both is among the eight nearest."""
    rows = [[4, 4 + 15 * n, 30, 12] for n in range(10)]
    return 190, 160, [block(0, 0, 190, 160, PATTERN), block(60, 0, 60, 160, PALE)], [[154, 4, 30, 12], *rows]


PICTURES = {
    "settings": settings(),
    "dark": dark(),
    "column": column(),
    "anywhere": anywhere(),
    "one line": (80, 30, [block(0, 0, 80, 30, (250, 250, 230)), text(20, 8, 40, 12, (120, 0, 0)), block(4, 10, 8, 8, BLUE)], [[20, 8, 40, 12]]),
    "two pixels": (2, 1, [block(0, 0, 1, 1, BLUE)], [[0, 0, 2, 1], [0.5, -0.5, 8, 3], [0, 0, 0, 0]]),
    "no lines": (20, 10, [block(0, 0, 20, 10, BLUE)], []),
}  # fmt: skip


def painted(width: int, height: int, fills: list[Fill]) -> NDArray[np.uint8]:
    image, pattern = np.full((height, width, 3), 255, np.uint8), fixture_image(width, height)
    y, x = np.meshgrid(np.arange(height), np.arange(width), indexing="ij")
    for left, top, w, h, *colour, step in fills:
        drawn = (x >= left) & (x < left + w) & (y >= top) & (y < top + h) & ((3 * x + 5 * y) % step == 0)
        image[drawn] = pattern[drawn] if min(colour) < 0 else colour
    return image


def main() -> None:
    pictures = []
    for name, (width, height, fills, boxes) in PICTURES.items():
        styles = style_features(painted(width, height, fills), boxes)
        flat = np.round(styles.ravel().astype(np.float64), 7).tolist()
        pictures.append({"name": name, "width": width, "height": height, "fills": fills, "boxes": boxes, "styles": flat})
    OUT.write_text(json.dumps({"pictures": pictures}, separators=(",", ":")).replace(".0,", ",").replace(".0]", "]") + "\n")


if __name__ == "__main__":
    main()
