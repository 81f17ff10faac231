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
    limits = (max(0, x0 - 45 * h), min(width, x1 + 45 * h), max(0, y0 - 2 * h), min(height, y1 + 2 * h))
    reference = np.array(paper, np.uint8)

    def differing(part: Pixels, axis: int) -> NDArray[np.float64]:
        away = cv2.absdiff(part, np.broadcast_to(reference, part.shape)) if part.size else part
        return (away > SAME).any(axis=2).mean(axis=axis)

    left = _edge(differing(image[rows, limits[0] : x0], 0)[::-1], 1.6 * h)
    right = _edge(differing(image[rows, x1 : limits[1]], 0), 1.6 * h)
    top = _edge(differing(image[limits[2] : y0, columns], 1)[::-1], 0)
    bottom = _edge(differing(image[y1 : limits[3], columns], 1), 0)
    if left is None or right is None or top is None or bottom is None:
        return None
    return Rect(x0 - left, y0 - top, x1 + right, y1 + bottom)


def _edge(cover: NDArray[np.float64], tolerance: float) -> int | None:
    """Steps to the first full edge; `None` if partial marks exceed the tolerance (in pixels) or no edge comes."""
    if not len(cover):
        return None
    padded = np.concatenate([cover, np.zeros(2)])
    full = np.maximum(np.maximum(padded[:-2], padded[1:-1]), padded[2:]) >= EDGE_COVER
    if not full.any():
        return None
    step = int(np.argmax(full))
    return step if int((cover[:step] > 0.12).sum()) <= tolerance else None


def colour_beyond(image: Pixels, box: Rect, paper: Colour) -> Colour | None:
    """The colour of the ring 5 to 8 px outside the box, past a border of usual width."""
    height, width = image.shape[:2]
    left, top = int(max(box.left - 8, 0)), int(max(box.top - 8, 0))
    right, bottom = int(min(box.right + 8, width)), int(min(box.bottom + 8, height))
    parts = [image[top : int(max(box.top - 5, 0)), left:right], image[int(min(box.bottom + 5, height)) : bottom, left:right]]
    ring = np.concatenate([part.reshape(-1, 3) for part in parts])
    return modal_colour(ring) if len(ring) >= 20 else None
