"""Marks in the picture: coloured outlines, underlines, check boxes, radio buttons.

All coordinates are image pixels. Everything here prefers silence to a guess.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .pixels import SAME, Colour, Pixels, Rect, distance, luminance, modal_colour, saturation

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
        if int(mask.sum()) < 50:
            continue
        _, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
        hollow = (stats[:, 2] >= 16) & (stats[:, 3] >= 11) & (stats[:, 4] <= 0.75 * stats[:, 2] * stats[:, 3])
        for index in np.flatnonzero(hollow)[:200]:
            if index == 0:
                continue
            x, y, w, h, _area = (int(value) for value in stats[index])
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
    sides = (
        shape[:t].any(axis=0).mean(),
        shape[-t:].any(axis=0).mean(),
        shape[:, :t].any(axis=1).mean(),
        shape[:, -t:].any(axis=1).mean(),
    )
    if shape.shape[0] <= 2 * t or shape.shape[1] <= 2 * t:
        return None
    inner = shape[t:-t, t:-t]
    if min(sides) < 0.88 or inner.mean() > 0.06:
        return None
    return Outline(Rect(x, y, x + w, y + h), colour, thickness)


def underline(image: Pixels, paper_of_line: Colour, x: float, y: float, w: float, h: float) -> bool:
    """Whether a straight bar in a strong colour runs under the line within 1.3 line heights (an active tab)."""
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
    if pieces < 2 or largest < 0.9 * int(marks.sum()) or not _is_check_mark(marks > 0):
        return None
    mark = modal_colour(inner[marks > 0][:, None, :])
    return True, coloured and min(mark) > 190


def _is_check_mark(marks: NDArray[np.bool_]) -> bool:
    """The shape of a check mark: from the middle of the left down to the lower third, then up to the upper right corner."""
    ys, xs = np.nonzero(marks)
    width, height = xs.max() - xs.min() + 1, ys.max() - ys.min() + 1
    if width < 5 or height < 4:
        return False
    x, y = (xs - xs.min() + 0.5) / width, (ys - ys.min() + 0.5) / height
    lowest = float(x[y > 1 - 1.5 / height].mean())
    rightmost, leftmost = float(y[x > 1 - 1.5 / width].mean()), float(y[x < 1.5 / width].mean())
    hollow = not ((x < 0.35) & (y < 0.25)).any() and not ((x > 0.75) & (y > 0.7)).any()
    return 0.2 <= lowest <= 0.62 and rightmost < 0.4 and leftmost > 0.35 and hollow


@dataclass(frozen=True)
class Radio:
    """A radio button left of a line: the centre and diameter of its ring, and whether it is the chosen one."""

    cx: float
    cy: float
    side: int
    chosen: bool


def find_radio(image: Pixels, x: float, y: float, h: float, within: bool) -> Radio | None:
    """The radio button just left of a text whose box begins at `x`, or `None` where no ring is certain.

    A ring is round: its bounding box is square, the corners of that box are empty, and the four middles of its sides are drawn.
    """
    height, width = image.shape[:2]
    top, bottom = max(int(y - 0.25 * h), 0), min(int(y + 1.25 * h), height)
    left, right = max(int(x - 2.2 * h), 0), min(int(x + 1.2 * h), width)
    patch = image[top:bottom, left:right]
    if patch.shape[0] < 10 or patch.shape[1] < 12:
        return None
    paper = modal_colour(patch)
    marks = (np.abs(patch.astype(np.int16) - np.array(paper, np.int16)).max(axis=2) > 32).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    for index in range(1, count):
        cx, cy, cw, ch, _area = (int(value) for value in stats[index])
        side = max(cw, ch)
        if not (0.5 * h <= side <= 1.3 * h and side >= 9 and abs(cw - ch) <= 1) or left + cx + cw / 2 > x + (
            0.8 * h if within else 0
        ):
            continue
        chosen = _dot(labels[cy : cy + ch, cx : cx + cw] == index, patch[cy : cy + ch, cx : cx + cw], paper)
        if chosen is not None:
            return Radio(left + cx + cw / 2, top + cy + ch / 2, side, chosen)
    return None


def _roundness(shape: NDArray[np.bool_]) -> float:
    """The share of 32 points of the inscribed circle that are drawn, give or take a pixel."""
    h, w = shape.shape
    angles = np.linspace(0, 2 * np.pi, 32, endpoint=False)
    xs = np.round((w - 1) / 2 + (w / 2 - 1) * np.cos(angles)).astype(int)
    ys = np.round((h - 1) / 2 + (h / 2 - 1) * np.sin(angles)).astype(int)
    return float(np.mean([shape[max(y - 1, 0) : y + 2, max(x - 1, 0) : x + 2].any() for x, y in zip(xs, ys, strict=True)]))


def _dot(shape: NDArray[np.bool_], patch: Pixels, paper: Colour) -> bool | None:
    """Whether a ring has a dot in its middle; `None` if it is no ring, or neither clearly empty nor clearly dotted."""
    h, w = shape.shape
    corner = max(1, round(0.12 * w))
    corners = (shape[:corner, :corner], shape[:corner, -corner:], shape[-corner:, :corner], shape[-corner:, -corner:])
    middle = slice(int(0.4 * w), int(0.6 * w) + 1)
    sides = (shape[:2, middle], shape[-2:, middle], shape[middle, :2], shape[middle, -2:])
    if any(part.any() for part in corners) or not all(part.any() for part in sides):
        return None
    if _roundness(shape) < 0.92:
        return None
    third = slice(int(round(0.38 * w)), int(round(0.62 * w)))
    centre = modal_colour(patch[third, third])
    ring_in = int(round(0.19 * w))
    between = [patch[h // 2, ring_in], patch[h // 2, w - 1 - ring_in], patch[ring_in, w // 2], patch[h - 1 - ring_in, w // 2]]
    gaps = [(int(p[0]), int(p[1]), int(p[2])) for p in between]
    if all(distance(colour, centre) <= 30 for colour in gaps):
        return False if distance(centre, paper) <= 24 else None
    return True if all(distance(colour, centre) >= 60 for colour in gaps) else None


def ruled(image: Pixels, paper: Colour, x: float, y: float, w: float, h: float) -> bool:
    """Whether a thin horizontal rule runs under a line and well beyond its end: an underlined text field."""
    height, width = image.shape[:2]
    top, bottom = int(y + h * 0.98), min(int(y + h * 2.0), height)
    left, right = max(int(x), 0), min(int(x + max(1.4 * w, w + 4 * h)), width)
    band = image[top:bottom, left:right]
    if band.shape[0] < 4 or right - left < w + 3 * h:
        return False
    away = np.abs(band.astype(np.int16) - np.array(paper, np.int16)).max(axis=2) > SAME
    full = away.mean(axis=1) > 0.97
    empty = away.mean(axis=1) < 0.05
    return 1 <= int(full.sum()) <= 3 and bool(empty[: int(np.argmax(full))].mean() > 0.6 if full.argmax() else True)
