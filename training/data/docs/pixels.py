"""What the pixels say about a text line: its paper and ink, the box drawn around it, coloured outlines, ticks.

All coordinates are image pixels, colours are RGB 0…255. Everything here prefers silence to a guess: a measurement that is
not clear is `None`, and the rules then ask nothing about it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Colour = tuple[int, int, int]

EDGE_COVER = 0.92
"""A side of a box is an edge where at least this share of the pixels along it differ from the paper."""
SAME = 14
"""Largest channel difference of pixels that count as the same colour (WebP and JPEG noise stay below it)."""


@dataclass(frozen=True)
class Rect:
    """A rectangle; `right` and `bottom` are exclusive."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def contains(self, x: float, y: float) -> bool:
        return self.left <= x < self.right and self.top <= y < self.bottom


@dataclass(frozen=True)
class Look:
    """`paper` is the line's background, `ink` its text colour; `box` is the closed box drawn around the line (a field, a
    button, a cell), `outside` the colour beyond that box, `box_filled` whether paper and outside differ."""

    paper: Colour
    ink: Colour
    box: Rect | None
    outside: Colour | None

    @property
    def box_filled(self) -> bool:
        return self.outside is not None and distance(self.paper, self.outside) > SAME

    @property
    def pale_ink(self) -> bool:
        """Weak contrast, as placeholders and disabled controls have it."""
        return abs(luminance(self.paper) - luminance(self.ink)) < 125


def distance(a: Colour, b: Colour) -> int:
    return max(abs(p - q) for p, q in zip(a, b, strict=True))


def luminance(colour: Colour) -> float:
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]


def saturation(colour: Colour) -> int:
    """Chroma, 0…255: the span between the strongest and the weakest channel."""
    return max(colour) - min(colour)


def modal_colour(pixels: Pixels) -> Colour:
    """The median of the fullest 16-level colour bin, over all pixels of the region (flattened to (n, 3))."""
    flat = pixels.reshape(-1, 3)
    bins = (flat >> 4).astype(np.int32)
    keys = (bins[:, 0] << 8) | (bins[:, 1] << 4) | bins[:, 2]
    fullest = np.bincount(keys).argmax()
    r, g, b = np.median(flat[keys == fullest], axis=0)
    return int(r), int(g), int(b)


def look_at(image: Pixels, x: float, y: float, w: float, h: float) -> Look:
    """Measures the line whose box is `x, y, w, h`."""
    height, width = image.shape[:2]
    x0, y0 = max(int(x), 0), max(int(y), 0)
    x1, y1 = min(int(x + w) + 1, width), min(int(y + h) + 1, height)
    region = image[y0:y1, x0:x1]
    if region.size == 0:
        return Look((255, 255, 255), (0, 0, 0), None, None)
    paper = modal_colour(region)
    flat = region.reshape(-1, 3)
    away = np.abs(flat.astype(np.int16) - np.array(paper, np.int16)).max(axis=1)
    inked = flat[away >= max(24, float(np.quantile(away, 0.97)) * 0.8)]
    r, g, b = np.median(inked, axis=0) if len(inked) else paper
    ink = (int(r), int(g), int(b))
    box = enclosing_box(image, paper, x0, y0, x1, y1)
    outside = colour_beyond(image, box, paper) if box else None
    return Look(paper, ink, box, outside)


def enclosing_box(image: Pixels, paper: Colour, x0: int, y0: int, x1: int, y1: int) -> Rect | None:
    """The nearest closed box around a line: straight edges on all four sides, paper in between.

    Sideways the walk may cross 1.6 line heights of other marks (the arrow of a drop-down), upwards and downwards none.
    """
    height, width = image.shape[:2]
    h = y1 - y0
    inset_y, inset_x = max(1, int(0.15 * h)), max(1, int(0.1 * (x1 - x0)))
    rows = slice(y0 + inset_y, max(y1 - inset_y, y0 + inset_y + 1))
    columns = slice(x0 + inset_x, max(x1 - inset_x, x0 + inset_x + 1))
    limits = (max(0, x0 - 60 * h), min(width, x1 + 60 * h), max(0, y0 - 2 * h), min(height, y1 + 2 * h))
    reference = np.array(paper, np.int16)

    def differing(part: Pixels, axis: int) -> NDArray[np.float64]:
        return (np.abs(part.astype(np.int16) - reference).max(axis=2) > SAME).mean(axis=axis)

    left = _edge(differing(image[rows, limits[0] : x0], 0)[::-1], 1.6 * h)
    right = _edge(differing(image[rows, x1 : limits[1]], 0), 1.6 * h)
    top = _edge(differing(image[limits[2] : y0, columns], 1)[::-1], 0)
    bottom = _edge(differing(image[y1 : limits[3], columns], 1), 0)
    if left is None or right is None or top is None or bottom is None:
        return None
    return Rect(x0 - left, y0 - top, x1 + right, y1 + bottom)


def _edge(cover: NDArray[np.float64], tolerance: float) -> int | None:
    """Steps to the first full edge; `None` if partial marks exceed the tolerance (in pixels) or no edge comes."""
    crossed = 0
    for step, share in enumerate(cover):
        ahead = cover[step : step + 3].max()
        if ahead >= EDGE_COVER:
            return step
        if share > 0.12:
            crossed += 1
            if crossed > tolerance:
                return None
    return None


def colour_beyond(image: Pixels, box: Rect, paper: Colour) -> Colour | None:
    """The colour of the ring 5 to 8 px outside the box, past a border of usual width."""
    height, width = image.shape[:2]
    left, top = int(max(box.left - 8, 0)), int(max(box.top - 8, 0))
    right, bottom = int(min(box.right + 8, width)), int(min(box.bottom + 8, height))
    parts = [image[top : int(max(box.top - 5, 0)), left:right], image[int(min(box.bottom + 5, height)) : bottom, left:right]]
    ring = np.concatenate([part.reshape(-1, 3) for part in parts])
    return modal_colour(ring) if len(ring) >= 20 else None


HUES: dict[str, tuple[tuple[int, int], ...]] = {
    "red": ((0, 7), (172, 180)),
    "orange": ((9, 17),),
    "yellow": ((23, 32),),
    "green": ((45, 80),),
    "purple": ((130, 165),),
    "blue": ((98, 125),),
}
"""Ranges of OpenCV's hue (0…180) that one would name without hesitation."""


@dataclass(frozen=True)
class Outline:
    """A rectangle that somebody drew around something. `colour` is a key of `HUES`, `thickness` is in pixels."""

    rect: Rect
    colour: str
    thickness: float


def outlines(image: Pixels) -> list[Outline]:
    """Hollow rectangles in a strong colour."""
    hsv = cv2.cvtColor(image, cv2.COLOR_RGB2HSV)
    strong = (hsv[..., 1] > 130) & (hsv[..., 2] > 110)
    found: list[Outline] = []
    for colour, ranges in HUES.items():
        mask = np.zeros(strong.shape, bool)
        for low, high in ranges:
            mask |= strong & (hsv[..., 0] >= low) & (hsv[..., 0] <= high)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
        for index in range(1, count):
            x, y, w, h, area = (int(value) for value in stats[index])
            if w < 16 or h < 11 or area > 0.75 * w * h:
                continue
            outline = _hollow(labels[y : y + h, x : x + w] == index, x, y, colour)
            if outline:
                found.append(outline)
    return found


def _hollow(shape: NDArray[np.bool_], x: int, y: int, colour: str) -> Outline | None:
    """The outline if the four sides are covered and the inside is empty of that colour."""
    h, w = shape.shape
    thickness = area_thickness = float(shape.sum()) / (2 * (h + w))
    if not 0.8 <= thickness <= 6:
        return None
    t = int(round(area_thickness)) + 2
    sides = (shape[:t].any(axis=0).mean(), shape[-t:].any(axis=0).mean(), shape[:, :t].any(axis=1).mean(), shape[:, -t:].any(axis=1).mean())
    if shape.shape[0] <= 2 * t or shape.shape[1] <= 2 * t:
        return None
    inner = shape[t:-t, t:-t]
    if min(sides) < 0.88 or inner.mean() > 0.06:
        return None
    return Outline(Rect(x, y, x + w, y + h), colour, thickness)


def underline(image: Pixels, paper_of_line: Colour, x: float, y: float, w: float, h: float) -> bool:
    """Whether a straight, strongly coloured bar runs under the line within 1.3 line heights (an active tab)."""
    height, width = image.shape[:2]
    top, bottom = int(y + h * 0.95), min(int(y + h * 2.3), height)
    left, right = max(int(x + 0.1 * w), 0), min(int(x + 0.9 * w), width)
    band = image[top:bottom, left:right]
    if band.shape[0] < 3 or band.shape[1] < 6:
        return False
    band_paper = modal_colour(band)
    if distance(band_paper, paper_of_line) > SAME:
        return False
    paper = np.array(band_paper, np.int16)
    chroma = band.max(axis=2).astype(np.int16) - band.min(axis=2)
    away = np.abs(band.astype(np.int16) - paper).max(axis=2)
    bar = ((away > 60) & (chroma > 70)).mean(axis=1) > 0.95
    return 1 <= int(bar.sum()) <= 6


@dataclass(frozen=True)
class Tick:
    """A check box left of a line: its square, whether it is ticked, and whether its fill is a strong colour with a white mark."""

    x: int
    y: int
    side: int
    checked: bool
    coloured: bool


def find_tick(image: Pixels, x: float, y: float, h: float, within: bool) -> Tick | None:
    """The check box just left of a text whose box begins at `x`, or `None` where no square is certain.

    Looks for one closed square of 0.55 to 1.25 line heights. Its centre lies left of the text, or, when `within` says that
    the detector took the box for a sign of the text, inside the text's first line height.
    """
    height, width = image.shape[:2]
    top, bottom = max(int(y - 0.25 * h), 0), min(int(y + 1.25 * h), height)
    left, right = max(int(x - 2.2 * h), 0), min(int(x + 1.2 * h), width)
    patch = image[top:bottom, left:right]
    if patch.shape[0] < 10 or patch.shape[1] < 12:
        return None
    paper = np.array(modal_colour(patch), np.int16)
    marks = (np.abs(patch.astype(np.int16) - paper).max(axis=2) > 28).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    for index in range(1, count):
        cx, cy, cw, ch, _area = (int(value) for value in stats[index])
        side = max(cw, ch)
        if not (0.55 * h <= side <= 1.25 * h and side >= 9 and abs(cw - ch) <= 1 + 0.06 * side):
            continue
        if left + cx + cw / 2 > x + (0.8 * h if within else 0):
            continue
        state = _tick(labels[cy : cy + ch, cx : cx + cw] == index, patch[cy : cy + ch, cx : cx + cw])
        if state is not None:
            return Tick(left + cx, top + cy, side, *state)
    return None


def _tick(shape: NDArray[np.bool_], patch: Pixels) -> tuple[bool, bool] | None:
    """Ticked, coloured: the four sides must be drawn; the inside tells empty (even and pale) from ticked (one mark)."""
    edge = slice(2, -2)
    sides = (shape[:2, edge].any(axis=0), shape[-2:, edge].any(axis=0), shape[edge, :2].any(axis=1), shape[edge, -2:].any(axis=1))
    if min(float(side.mean()) for side in sides) < 0.95:
        return None
    inner = patch[3:-3, 3:-3]
    if inner.size == 0:
        return None
    fill = modal_colour(inner)
    marks = (np.abs(inner.astype(np.int16) - np.array(fill, np.int16)).max(axis=2) > 50).astype(np.uint8)
    share = float(marks.mean())
    coloured = saturation(fill) > 80
    if share < 0.02:
        return (False, False) if luminance(fill) > 215 and saturation(fill) < 16 else None
    if not 0.08 <= share <= 0.45:
        return None
    pieces, _labels, stats, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    largest = int(stats[1:, cv2.CC_STAT_AREA].max())
    if pieces < 2 or largest < 0.9 * int(marks.sum()):
        return None
    mark = modal_colour(inner[marks > 0][:, None, :])
    return True, coloured and min(mark) > 190
