"""Writes `test/fixtures/line-measures.json`, which holds `mlmamba/measures.py` and its TypeScript twin to the same numbers.

    python training/make_measures_fixture.py

`{"pictures": [{"name", "width", "height", "fills", "boxes", "measures"}]}`: `fills` are those of `make_style_fixture.py`. `measures` are
flat in row-major order, rounded to 7 digits behind the point.
"""

from __future__ import annotations

import json
from itertools import pairwise
from math import atan2, pi
from pathlib import Path

import numpy as np
from make_style_fixture import BLUE, DARK, GREY, INK, PALE, PATTERN, WHITE, Box, Fill, block, painted, text
from mlmamba.measures import measure_features

OUT = Path(__file__).resolve().parent.parent / "test" / "fixtures" / "line-measures.json"

RED, GREEN, SAND, GRID = (210, 60, 50), (40, 160, 90), (230, 190, 90), (222, 222, 222)

Picture = tuple[int, int, list[Fill], list[Box]]


class Sheet:
    """Fills and boxes of a picture; boxes of texts are a little too large, as they are read."""

    def __init__(self, width: int, height: int, ground: tuple[int, ...] = WHITE) -> None:
        self.width, self.height = width, height
        self.fills: list[Fill] = [] if ground == WHITE else [block(0, 0, width, height, ground)]
        self.boxes: list[Box] = []

    def write(self, x: float, y: float, w: int, h: int = 10, colour: tuple[int, ...] = INK) -> None:
        self.fills.append(text(int(x), int(y), w, h, colour, 3))
        self.boxes.append([x - 0.5, y - 1, w + 1, h + 2.25])

    def fill(self, x: int, y: int, w: int, h: int, colour: tuple[int, ...]) -> None:
        self.fills.append(block(x, y, w, h, colour))

    def picture(self) -> Picture:
        return self.width, self.height, self.fills, self.boxes


def scale(sheet: Sheet, x: int, top: int, bottom: int, colour: tuple[int, ...] = GRID) -> None:
    """Numbers at the left and grid lines right of them."""
    for n in range(5):
        y = bottom - n * (bottom - top) // 4
        sheet.write(x, y - 5, 16, 10, GREY)
        sheet.fill(x + 22, y, sheet.width - x - 30, 1, colour)


def upright() -> Picture:
    """Five bars, the fourth the highest, over labels of different widths; a scale, a grid, a title, a value on a bar."""
    sheet = Sheet(300, 200)
    sheet.write(90, 4, 120, 14)
    scale(sheet, 4, 30, 170)
    for n, high in enumerate((60, 95, 31, 128, 77)):
        sheet.fill(44 + 50 * n, 170 - high, 26, high, BLUE)
        sheet.write(57 + 50 * n - (12 + 3 * n) / 2, 178, 12 + 3 * n)
    sheet.write(50, 120, 14, 10, WHITE)
    return sheet.picture()


def lying() -> Picture:
    """Bars that lie, one without any length, one with a label of two lines."""
    sheet = Sheet(320, 190)
    for n, long in enumerate((120, 40, 0, 210, 75)):
        sheet.fill(84, 12 + 36 * n, long, 18, GREEN)
        if n == 1:
            sheet.write(20, 50, 56)
            sheet.write(34, 63, 42)
        else:
            sheet.write(30 + 4 * n, 16 + 36 * n, 46 - 4 * n)
    sheet.fill(83, 4, 1, 182, GREY)
    return sheet.picture()


def hanging() -> Picture:
    """Above and below nought; the labels at the foot, turned."""
    sheet = Sheet(300, 210)
    for n, high in enumerate((40, -35, 62, -18, 25, -52)):
        sheet.fill(40 + 42 * n, 90 - max(high, 0), 24, abs(high), RED if high < 0 else BLUE)
        sheet.write(34 + 42 * n, 160, 24, 24)
    sheet.write(40, 4, 60)
    sheet.write(120, 4, 80)
    return sheet.picture()


def grouped() -> Picture:
    """Three bars a label on a panel of its own colour, and the legend that names them."""
    sheet = Sheet(340, 200)
    sheet.fill(10, 36, 322, 134, PALE)
    for n, highs in enumerate(((60, 42, 20), (30, 85, 66), (110, 20, 51), (44, 61, 33))):
        for k, high in enumerate(highs):
            sheet.fill(20 + 80 * n + 18 * k, 170 - high, 17, high, (BLUE, RED, SAND)[k])
        sheet.write(34 + 80 * n, 177, 26)
    for k, colour in enumerate((BLUE, RED, SAND)):
        sheet.fill(40 + 90 * k, 12, 12, 10, colour)
        sheet.write(58 + 90 * k, 12, 40)
    return sheet.picture()


def curve(heights: tuple[int, ...], area: bool, ground: tuple[int, ...], ink: tuple[int, ...]) -> Picture:
    """Through a height a label, in steps of three pixels, with everything below it for an area."""
    sheet = Sheet(330, 190, ground)
    scale(sheet, 4, 24, 160, tuple((3 * g + i) // 4 for g, i in zip(ground, ink, strict=True)))
    before = heights[0]
    for n, (a, b) in enumerate(pairwise(heights)):
        for x in range(0, 54, 3):
            high = a + (b - a) * x // 54
            top, bottom = max(high, before), 0 if area else min(high, before) - 3
            sheet.fill(40 + 54 * n + x, 160 - top, 3, top - bottom, ink)
            before = high
    for n in range(len(heights)):
        sheet.write(32 + 54 * n, 168, 17, 10, ink)
    return sheet.picture()


def pie() -> Picture:
    """Four slices; their names stand around them, shares in them."""
    sheet = Sheet(300, 220)
    middle, radius, cuts = (150, 112), 70, (-2.2, -0.4, 0.5, 2.9)
    colours = (BLUE, RED, GREEN, SAND)
    for y in range(-radius, radius, 2):
        start, last = 0, -1
        for x in range(-radius, radius + 2, 2):
            inside = x * x + y * y <= radius * radius
            slice_ = sum(atan2(y, x) >= cut for cut in cuts) % 4 if inside else -1
            if slice_ != last:
                if last >= 0:
                    sheet.fill(middle[0] + start, middle[1] + y, x - start, 2, colours[last])
                start, last = x, slice_
    for n, cut in enumerate(cuts):
        angle = (cuts[n - 1] + cut + (2 * pi if n == 0 else 0)) / 2
        for far, wide in ((0.6, 20), (1.25, 34)):
            x, y = (round(middle[i] + far * radius * trig(angle)) for i, trig in enumerate((np.cos, np.sin)))
            sheet.write(x - wide // 2, y - 5, wide, 10, WHITE if far < 1 else INK)
    sheet.write(10, 4, 70)
    return sheet.picture()


def ring() -> Picture:
    """A donut on a dark ground; its legend tells the names."""
    _, _, fills, _ = pie()
    sheet = Sheet(420, 220, DARK)
    sheet.fills += [fill for fill in fills if fill[7] == 1]
    sheet.fills += [block(150 - 26 + abs(y) // 2, 112 + y, 52 - abs(y) // 2 * 2, 2, DARK) for y in range(-26, 26, 2)]
    for n, colour in enumerate((BLUE, RED, GREEN, SAND)):
        sheet.fill(270, 60 + 22 * n, 11, 11, colour)
        sheet.write(288, 60 + 22 * n, 50 + 6 * n, 10, WHITE)
    return sheet.picture()


def tracks() -> Picture:
    """Bars on tracks, numbers under them, more text beside them."""
    sheet = Sheet(300, 170)
    for n, high in enumerate((30, 64, 47, 20, 80)):
        sheet.fill(30 + 40 * n, 40, 18, 90, GRID)
        sheet.fill(30 + 40 * n, 130 - high, 18, high, GREEN)
        sheet.write(32 + 40 * n, 136, 13)
    sheet.write(20, 10, 90, 12)
    for n in range(4):
        sheet.write(236, 34 + 19 * n, 50)
    return sheet.picture()


def table() -> Picture:
    """Rows and columns of texts, a row of buttons, a line under the head: no chart."""
    sheet = Sheet(320, 180)
    for n in range(5):
        for k in range(4):
            sheet.write(14 + 76 * k, 10 + 26 * n, 44 + 5 * ((n + k) % 3))
    sheet.fill(8, 28, 300, 1, INK)
    for n in range(3):
        sheet.fill(14 + 90 * n, 142, 70, 22, BLUE)
        sheet.write(24 + 90 * n, 148, 50, 10, WHITE)
    return sheet.picture()


def anywhere() -> Picture:
    """A pattern, and boxes in rows and anywhere, partly or wholly outside the image, without any extent."""
    random = np.random.default_rng(7)
    limits = ((-30, 190), (-15, 120), (0, 70), (0, 20))
    boxes = np.stack([random.integers(*limit, 16) for limit in limits], 1).tolist()
    rows = [[12 + 30 * n, 104.5, 14, 9.25] for n in range(6)] + [[0, 8 + 22 * n, 30, 9] for n in range(5)]
    return 190, 120, [block(0, 0, 190, 120, PATTERN)], [*rows, *boxes, [-6, -3, 30, 12], [40.25, 50.5, 33.3, 0], [1e7, -1e7, 1e9, 3]]


PICTURES = {
    "bars": upright(),
    "lying bars": lying(),
    "hanging bars": hanging(),
    "groups on a panel, a legend": grouped(),
    "curve": curve((30, 62, 48, 101, 84, 120), False, WHITE, RED),
    "area that falls": curve((122, 96, 108, 61, 74, 20), True, DARK, (120, 200, 255)),
    "pie": pie(),
    "donut": ring(),
    "tracks": tracks(),
    "table": table(),
    "anywhere": anywhere(),
    "two pixels": (2, 1, [block(0, 0, 1, 1, BLUE)], [[0, 0, 2, 1], [0.5, -0.5, 8, 3], [0, 0, 0, 0]]),
    "no lines": (20, 10, [block(0, 0, 20, 10, BLUE)], []),
}  # fmt: skip


def main() -> None:
    pictures = []
    for name, (width, height, fills, boxes) in PICTURES.items():
        measures = measure_features(painted(width, height, fills), boxes)
        flat = np.round(measures.ravel().astype(np.float64), 7).tolist()
        pictures.append({"name": name, "width": width, "height": height, "fills": fills, "boxes": boxes, "measures": flat})
    OUT.write_text(json.dumps({"pictures": pictures}, separators=(",", ":")).replace(".0,", ",").replace(".0]", "]") + "\n")


if __name__ == "__main__":
    main()
