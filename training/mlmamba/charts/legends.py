"""Legends (docs/nano.md 1.12): lines with a swatch of colour at their left, and how much of the picture has that colour. Whole numbers; the twins
are `src/model/charts/{legends,swatches}.ts`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .axes import Box

DRAWN = 60
ALIKE = 36
STEP = 2
"""Of rows and columns of the picture every second one is looked at."""
MOST_ENTRIES = 24

Colour = list[int]


@dataclass(frozen=True)
class Swatch:
    """What stands at the left of line `line`, `gap` pixels before its box (less than 0 where the box has taken it in)."""

    line: int
    box: Box
    colour: Colour
    ground: Colour
    gap: int


def difference(a: Colour, b: Colour) -> int:
    return abs(a[0] - b[0]) + abs(a[1] - b[1]) + abs(a[2] - b[2])


def legends(rgb: NDArray[np.uint8], boxes: list[Box], unit: int) -> list[list[tuple[int, int]]]:
    """Legends of two entries and more: of each entry its line, and the pixels that its colour has elsewhere."""
    groups: list[list[Swatch]] = []
    for line, box in enumerate(boxes):
        swatch = swatch_of(rgb, line, box, unit)
        if swatch is None:
            continue
        for group in groups:
            if _of_a_kind(group[0], swatch, unit):
                group.append(swatch)
                break
        else:
            groups.append([swatch])
    found = [_entries(rgb, group, unit) for group in groups if len(group) > 1]
    return [entries for entries in found if entries]


def swatch_of(rgb: NDArray[np.uint8], line: int, box: Box, unit: int) -> Swatch | None:
    """The thing of one colour left of a line, or at its beginning, for boxes may have taken it in."""
    height, width = rgb.shape[:2]
    left, top, right, bottom = box
    middle = (top + bottom) // 2
    x0, x1 = max(left - 6 * unit, 0), min(left + unit, right, width)
    if x1 - x0 < 4 or not 0 <= middle < height or bottom - top > 3 * unit:
        return None
    ground = _ground(rgb, box, unit)
    for y in (middle, middle - unit // 6, middle + unit // 6, middle - unit // 3, middle + unit // 3):
        if not 0 <= y < height:
            continue
        drawn = (np.abs(rgb[y, x0:x1].astype(int) - ground).sum(1) > DRAWN).tolist()
        end = len(drawn)
        while end > 0:
            start = end - 1
            while drawn[end - 1] and start > 0 and drawn[start - 1]:
                start -= 1
            if drawn[end - 1] and start > 1:
                found = _swatch(rgb, line, (x0 + start, x0 + end), y, ground, left, unit)
                if found is not None:
                    return found
            end = start
    return None


def _ground(rgb: NDArray[np.uint8], box: Box, unit: int) -> Colour:
    """The lower median, channel by channel, of pixels above, below and right of a line."""
    left, top, right, bottom = box
    height, width = rgb.shape[:2]
    gap = unit // 6
    columns = [min(max(left + (2 * k + 1) * (right - left) // 16, 0), width - 1) for k in range(8)]
    rows = [min(max(top + (2 * k + 1) * (bottom - top) // 16, 0), height - 1) for k in range(8)]
    above, below, beside = min(max(top - gap, 0), height - 1), min(bottom + gap, height - 1), min(right + gap, width - 1)
    samples = np.concatenate([rgb[above, columns], rgb[below, columns], rgb[rows, beside]])
    return np.sort(samples, axis=0)[(len(samples) - 1) // 2].tolist()


def _swatch(rgb: NDArray[np.uint8], line: int, span: tuple[int, int], y: int, ground: Colour, left: int, unit: int) -> Swatch | None:
    """What is drawn at row y in a span of columns, if it can be the swatch of a line that begins at `left`: of one colour, not far higher than the
    line; no letter, where it is within the line's box."""
    x0, x1 = span
    wide = x1 - x0
    if wide < max(unit / 3, 3) or wide > 5 * unit or 10 * (x1 - left) > 9 * unit:
        return None
    column = (x0 + x1) // 2
    top, bottom = y, y + 1
    while top > 0 and y - top <= 2 * unit and difference(rgb[top - 1, column].tolist(), ground) > DRAWN:
        top -= 1
    while bottom < rgb.shape[0] and bottom - y <= 2 * unit and difference(rgb[bottom, column].tolist(), ground) > DRAWN:
        bottom += 1
    high = bottom - top
    thin = 4 * high < unit and (5 * wide < 4 * unit or x1 > left)
    if 2 * high > 3 * unit or thin or (x1 > left and 5 * min(high, wide) < 2 * unit):
        return None
    middle = (top + bottom) // 2
    colour = rgb[middle, column].tolist()
    if any(difference(pixel, colour) > 2 * ALIKE for pixel in rgb[middle, x0 + wide // 4 : x1 - wide // 4].tolist()):
        return None
    return Swatch(line, (x0, top, x1, bottom), colour, ground, left - x1)


def _of_a_kind(a: Swatch, b: Swatch, unit: int) -> bool:
    near = max(unit // 3, 3)
    wide, high = abs((a.box[2] - a.box[0]) - (b.box[2] - b.box[0])), abs((a.box[3] - a.box[1]) - (b.box[3] - b.box[1]))
    return wide <= near and high <= near and abs(a.gap - b.gap) <= unit and difference(a.ground, b.ground) <= 2 * ALIKE


def _in_line(a: Swatch, b: Swatch, unit: int) -> bool:
    """Whether two swatches share a column or a row or stand in neighbouring rows."""
    across, down = abs(a.box[0] - b.box[0]), abs(a.box[1] - b.box[1])
    return (down <= 3 * unit and across <= 50 * unit) or (2 * across <= unit and down <= 12 * unit)


def _entries(rgb: NDArray[np.uint8], group: list[Swatch], unit: int) -> list[tuple[int, int]]:
    """Lines and pixels of the entries of a legend; none, if the picture has hardly anything of their colours, or if they are its ground."""
    distinct: list[Swatch] = []
    for swatch in group:
        beside = any(other is not swatch and _in_line(other, swatch, unit) for other in group)
        if beside and all(difference(swatch.colour, other.colour) > ALIKE for other in distinct):
            distinct.append(swatch)
    if not 2 <= len(distinct) <= MOST_ENTRIES:
        return []
    # Without any pixels: a letter that was taken for a swatch.
    found = [(s, area) for s, area in zip(distinct, _areas(rgb, distinct, unit), strict=True) if area > 0 or s.gap >= 0]
    shown = sum(area >= 2 * unit * unit for _, area in found)
    most = max((area for _, area in found), default=0)
    if shown < 2 or 5 * shown < 3 * len(found) or 2 * most >= rgb.shape[0] * rgb.shape[1] or most < 8 * unit * unit:
        return []
    return [(s.line, area) for s, area in found]


def _areas(rgb: NDArray[np.uint8], swatches: list[Swatch], unit: int) -> list[int]:
    """Pixels of each swatch's colour that stand among pixels of that colour, so that strokes do not count, nor the swatches themselves."""
    table = _classes(swatches)
    pixels = rgb[::STEP, ::STEP].astype(np.int32) >> 3
    classes = table[(pixels[..., 0] << 10) | (pixels[..., 1] << 5) | pixels[..., 2]]
    for s in swatches:
        x0, y0, x1, y1 = (edge // STEP for edge in s.box)
        classes[max(y0 - 1, 0) : y1 + 2, max(x0 - 1, 0) : x1 + 2] = 0
    d = max(unit // 8, 1)
    core, across, down = classes[d:-d, d:-d], slice(d, -d), slice(d, -d)
    solid = (core > 0) & (core == classes[2 * d :, across]) & (core == classes[: -2 * d, across])
    solid &= (core == classes[down, 2 * d :]) & (core == classes[down, : -2 * d])
    counts = np.bincount(core[solid], minlength=len(swatches) + 1)[1:]
    return (counts * STEP * STEP).tolist()


def _classes(swatches: list[Swatch]) -> NDArray[np.int64]:
    """Of colours of 5 bits a channel, which swatch's they are, counted from 1: the nearest one's, 0 if none is near."""
    shades = np.arange(32768)
    colours = np.stack([shades >> 10, (shades >> 5) & 31, shades & 31], 1) * 8 + 4
    away = np.stack([np.abs(colours - s.colour).sum(1) for s in swatches], 1)
    nearest = away.argmin(1)
    return np.where(away[shades, nearest] <= 48, nearest + 1, 0)
