"""Writes `test/fixtures/line-strokes.json`, which holds `mlmamba/strokes` and its TypeScript twin to the same pairs.

    python training/make_strokes_fixture.py

`{"pictures": [{"name", "width", "height", "fills", "boxes", "pairs"}]}`: `fills` are `[x, y, w, h, r, g, b, step]`, painted in turn on
white: the pixels of a rectangle where `(3·x + 5·y) mod step = 0`; step 0 gives an ellipse, −1 a diamond, −2 … −5 a triangle that points
right, left, down, up, each the largest in the rectangle. A line at an angle is a row of fills. `pairs` are `[anchor, candidate, column]`.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from mlmamba.strokes import stroke_features
from numpy.typing import NDArray

OUT = Path(__file__).resolve().parent.parent / "test" / "fixtures" / "line-strokes.json"

INK, GREY, WHITE = (30, 30, 30), (150, 150, 150), (255, 255, 255)
BLUE, DARK, PALE, YELLOW = (20, 90, 220), (40, 42, 54), (232, 236, 244), (255, 249, 196)
ELLIPSE, DIAMOND, RIGHT, LEFT, DOWN, UP = 0, -1, -2, -3, -4, -5

Fill = list[int]
Box = list[float]
Colour = tuple[int, int, int]


class Canvas:
    """Fills and boxes of a picture."""

    def __init__(self, width: int, height: int, page: Colour = WHITE, ink: Colour = INK) -> None:
        self.width, self.height, self.page, self.ink = width, height, page, ink
        self.fills: list[Fill] = [] if page == WHITE else [[0, 0, width, height, *page, 1]]
        self.boxes: list[Box] = []

    def fill(self, x: int, y: int, w: int, h: int, colour: Colour | None = None, step: int = 1) -> None:
        self.fills.append([x, y, w, h, *(self.ink if colour is None else colour), step])

    def text(self, x: int, y: int, w: int, h: int = 14) -> None:
        self.fill(x, y + 1, w, h - 2, step=4)
        self.boxes.append([x, y, w, h])

    def outline(self, x: int, y: int, w: int, h: int, inside: Colour | None = None, form: int = 1, thick: int = 1) -> None:
        self.fill(x, y, w, h, step=form)
        self.fill(x + thick, y + thick, w - 2 * thick, h - 2 * thick, self.page if inside is None else inside, form)

    def node(self, x: int, y: int, w: int = 100, h: int = 40, inside: Colour | None = None, form: int = 1) -> None:
        """A shape with a text in its middle."""
        self.outline(x, y, w, h, inside, form, 1 if form == 1 else 2)
        self.text(x + w // 2 - 20, y + h // 2 - 7, 40)

    def across(self, x0: int, x1: int, y: int, dash: int = 0, thick: int = 1) -> None:
        for x in range(x0, x1, 2 * dash) if dash else [x0]:
            self.fill(x, y, min(dash or x1 - x0, x1 - x), thick)

    def down(self, x: int, y0: int, y1: int, dash: int = 0, thick: int = 1) -> None:
        for y in range(y0, y1, 2 * dash) if dash else [y0]:
            self.fill(x, y, thick, min(dash or y1 - y0, y1 - y))

    def slant(self, x0: int, y0: int, x1: int, y1: int) -> None:
        """A line two pixels thick, from left to right, at most as steep as it is long."""
        run = [y0 + round((y1 - y0) * k / (x1 - x0)) for k in range(x1 - x0 + 1)]
        start = 0
        for k in range(1, len(run) + 1):
            if k == len(run) or run[k] != run[start]:
                self.fill(x0 + start, run[start], k - start, 2)
                start = k

    def head(self, x: int, y: int, way: int) -> None:
        """A filled head whose tip is at (x, y)."""
        left = {RIGHT: x - 9, LEFT: x}.get(way, x - 4)
        top = {DOWN: y - 9, UP: y}.get(way, y - 4)
        self.fill(left, top, *((10, 9) if way in (RIGHT, LEFT) else (9, 10)), step=way)


def chain(page: Colour = WHITE, ink: Colour = INK) -> Canvas:
    """Boxes in a row: an arrow, an arrow with a label in its line, a line both ways, a dashed arrow with a label above."""
    c = Canvas(760, 130, page, ink)
    for k in range(5):
        c.node(10 + 160 * k, 40, inside=PALE if page == WHITE and k == 2 else None)
    for k in range(4):
        c.across(110 + 160 * k, 170 + 160 * k, 60, 4 if k == 3 else 0)
        if k != 1:
            c.head(169 + 160 * k, 60, RIGHT)
    c.head(430, 60, LEFT)
    c.fill(284, 52, 24, 16, c.page)
    c.text(285, 53, 22)
    c.text(505, 36, 40, 12)
    c.text(20, 105, 60)
    return c


def flow() -> Canvas:
    """Top down: an ellipse, a diamond with two labelled ways out, a bend, a way back, and a line at an angle."""
    c = Canvas(420, 460)
    c.node(120, 10, form=ELLIPSE)
    c.down(170, 50, 100)
    c.head(170, 99, DOWN)
    c.node(110, 100, 120, 80, form=DIAMOND)
    c.down(170, 178, 250)
    c.head(170, 249, DOWN)
    c.text(178, 205, 20)
    c.node(120, 250)
    c.across(228, 330, 140)
    c.text(260, 122, 16)
    c.down(330, 140, 250)
    c.head(330, 249, DOWN)
    c.node(280, 250, inside=YELLOW)
    c.slant(60, 350, 140, 291)
    c.node(10, 350)
    c.down(330, 290, 370)
    c.across(220, 331, 370)
    c.head(220, 370, LEFT)
    c.node(120, 350)
    c.node(120, 415)
    c.down(160, 390, 415)
    c.down(180, 390, 415)
    c.head(180, 414, DOWN)
    c.head(160, 390, UP)
    return c


def frames() -> Canvas:
    """Two frames with titles, one of them filled, and arrows across their sides; a box of three rows."""
    c = Canvas(620, 300)
    c.outline(10, 20, 220, 250)
    c.text(80, 26, 70)
    c.node(60, 70)
    c.node(60, 180)
    c.down(110, 110, 180)
    c.head(110, 179, DOWN)
    c.outline(330, 20, 270, 250, PALE)
    c.text(420, 26, 80)
    c.node(400, 70, inside=WHITE)
    c.across(160, 400, 90)
    c.head(399, 90, RIGHT)
    c.outline(390, 150, 140, 100, WHITE)
    for k in range(3):
        c.text(400, 158 + 33 * k, 60 + 20 * k)
    c.across(391, 529, 182)
    c.across(391, 529, 215)
    c.down(450, 110, 150)
    c.head(450, 149, DOWN)
    c.across(160, 390, 200, 5)
    c.text(240, 183, 50)
    return c


def sequence() -> Canvas:
    """Lifelines with feet, messages both ways, one across a lifeline, one to itself, a bar."""
    c = Canvas(640, 420)
    for k in range(3):
        c.node(20 + 220 * k, 10)
        c.node(20 + 220 * k, 370)
        c.down(70 + 220 * k, 50, 370, 0 if k else 5)
    messages = [(70, 290, RIGHT), (290, 510, RIGHT), (290, 510, LEFT), (70, 510, RIGHT), (70, 290, LEFT)]
    for k, (x0, x1, way) in enumerate(messages):
        y = 95 + 50 * k
        c.text((x0 + x1) // 2 - 60, y - 19, 60)
        c.across(x0 + 1, x1, y, 4 if way == LEFT else 0)
        c.head(x1 - 1 if way == RIGHT else x0 + 1, y, way)
    c.outline(505, 145, 11, 50, PALE)
    c.across(511, 560, 330)
    c.down(560, 330, 350)
    c.across(511, 560, 350)
    c.head(511, 350, LEFT)
    c.text(570, 332, 50)
    return c


def relations() -> Canvas:
    """Entities with crow's feet and a bar, a line of dots, two lines that cross, and a fork into three."""
    c = Canvas(640, 400)
    c.node(20, 30)
    c.node(320, 30)
    c.across(120, 320, 50)
    c.slant(306, 50, 319, 43)
    c.slant(306, 50, 319, 57)
    c.down(312, 44, 57)
    c.down(130, 44, 57)
    c.text(190, 32, 50)
    c.node(20, 110)
    c.node(320, 110)
    for x in range(122, 320, 5):
        c.fill(x, 130, 2, 2)
    c.slant(120, 210, 320, 290)
    c.slant(120, 290, 320, 210)
    for y in (190, 270):
        c.node(20, y)
        c.node(320, y)
    c.node(500, 110, 120)
    for k in range(3):
        c.node(500, 200 + 60 * k, 120)
        c.across(470, 500, 220 + 60 * k)
        c.head(499, 220 + 60 * k, RIGHT)
    c.across(470, 500, 130)
    c.down(470, 130, 341)
    return c


def bad() -> Canvas:
    """Boxes that stick out, are empty, fractional or the same; a gradient; stripes."""
    c = Canvas(300, 200)
    for x in range(0, 300, 4):
        c.fill(x, 120, 4, 80, (x * 255 // 300, 128, 255 - x * 255 // 300))
    for y in range(0, 60, 4):
        c.fill(220, y, 80, 2)
    c.node(20, 20)
    c.node(165, 20, 50)
    c.across(120, 165, 40)
    c.head(164, 40, RIGHT)
    c.boxes += [[-30, -10, 60.5, 25], [280, 190, 100, 40], [40.4, 33.6, 0, 0], [50, 33, 40.5, 14.5], [500, 500, 20, 20], [-400, 30, 20, 14]]
    return c


def painted(width: int, height: int, fills: list[Fill]) -> NDArray[np.uint8]:
    rgb = np.full((height, width, 3), 255, np.uint8)
    y, x = np.mgrid[:height, :width]
    for left, top, w, h, r, g, b, step in fills:
        inside = (x >= left) & (x < left + w) & (y >= top) & (y < top + h)
        # Places within the rectangle, doubled, from its middle: −w < u < w, −h < v < h.
        u, v = 2 * (x - left) + 1 - w, 2 * (y - top) + 1 - h
        if step > 0:
            inside &= (3 * x + 5 * y) % step == 0
        elif step == ELLIPSE:
            inside &= u * u * h * h + v * v * w * w <= w * w * h * h
        elif step == DIAMOND:
            inside &= abs(u) * h + abs(v) * w <= w * h
        elif step in (RIGHT, LEFT):
            inside &= 2 * w * abs(v) <= h * (w - u if step == RIGHT else w + u)
        else:
            inside &= 2 * h * abs(u) <= w * (h - v if step == DOWN else h + v)
        rgb[inside] = (r, g, b)
    return rgb


def main() -> None:
    made = {"chain": chain(), "chain, dark": chain(DARK, (220, 220, 220)), "flow": flow(), "frames": frames(), "sequence": sequence(), "relations": relations(), "bad input": bad()}
    pictures = []
    for name, c in made.items():
        pairs, _ = stroke_features(painted(c.width, c.height, c.fills), c.boxes)
        pictures.append({"name": name, "width": c.width, "height": c.height, "fills": c.fills, "boxes": c.boxes, "pairs": np.argwhere(pairs).tolist()})
        print(f"{name}: {len(c.boxes)} boxes, {int(pairs.sum())} pairs, by column {pairs.sum((0, 1)).tolist()}")
    OUT.write_text(json.dumps({"pictures": pictures}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
