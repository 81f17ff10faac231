"""Rows and columns of lines that may be the labels of a chart's axis (docs/nano.md 1.12): texts on a level, at equal distances. Whether there
is a chart beside them is for the pixels to say (`levels.py`). Lengths are whole pixels; the twin is `src/model/charts/axes.ts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

Box = tuple[int, int, int, int]
"""Left, top, right, bottom; the last two are outside."""

T = TypeVar("T")

MOST_LABELS = 60
EVEN = 20
"""Distances are equal where no label is further from its place than this, in hundredths of them."""
MOST_PLACES = 1000
"""An axis that leaves out more labels than this is none."""


@dataclass(frozen=True)
class Axis:
    """Labels along an axis: the `lines` of each (a wrapped label has several), and the middles of their shares of the axis, `pitch` apart.
    `base` is the first row of pixels above the labels, or, where the bars would be `lying`, the first column right of them."""

    labels: list[list[int]]
    centres: list[int]
    pitch: int
    base: int
    lying: bool


@dataclass(frozen=True)
class Fit:
    """Where labels stand if their distances are equal: the `worst` is moved so many hundredths of the distance."""

    centres: list[int]
    pitch: int
    worst: int


def text_unit(boxes: list[Box]) -> int:
    """The height of a line: the first quartile, for turned texts have larger boxes."""
    heights = sorted(bottom - top for _, top, _, bottom in boxes)
    return max(heights[(len(heights) - 1) // 4], 4)


def axes(boxes: list[Box], unit: int) -> list[list[Axis]]:
    """What may be axes, each in one way or several, those of upright bars and curves first. A line is in at most one row and one column."""
    rows = _claimed([_level(boxes, box, unit) for box in boxes], len(boxes))
    columns = _claimed([column for box in boxes for column in _flush(boxes, box, unit)], len(boxes))
    found = [_upright(boxes, part, unit) for row in rows for part in _parts(row, [_across(boxes[n]) for n in row])]
    found += [[axis] if (axis := _lying(boxes, part, unit)) is not None else [] for column in columns for part in _parts(column, [_down(boxes[n]) for n in column])]
    return [ways for ways in found if ways]


def _across(box: Box) -> int:
    """Twice the middle."""
    return box[0] + box[2]


def _down(box: Box) -> int:
    return box[1] + box[3]


def _level(boxes: list[Box], seed: Box, unit: int) -> list[int]:
    """Lines whose tops are level with a line's, as those of turned labels are, or whose middles are."""
    near = max(unit * 2 // 5, 2)
    return [n for n, box in enumerate(boxes) if abs(box[1] - seed[1]) <= near or abs(_down(box) - _down(seed)) <= near]


def _flush(boxes: list[Box], seed: Box, unit: int) -> list[list[int]]:
    """Lines that end where a line ends, and those that begin where it begins."""
    near = max(unit // 2, 2)
    return [[n for n, box in enumerate(boxes) if abs(box[side] - seed[side]) <= near] for side in (2, 0)]


def _claimed(candidates: list[list[int]], count: int) -> list[list[int]]:
    """The largest first; what a larger one has taken is missing in a smaller one."""
    taken = [False] * count
    kept = []
    for members in sorted(candidates, key=lambda members: -len(members)):
        free = [line for line in members if not taken[line]]
        for line in free:
            taken[line] = True
        if len(free) > 2:
            kept.append(free)
    return kept


def _parts(lines: list[int], places: list[int]) -> list[list[int]]:
    """Lines in order, parted where a gap is more than twice the usual distance: charts beside each other."""
    order = sorted(range(len(lines)), key=lambda at: places[at])
    usual = usual_step([places[at] for at in order])
    parts: list[list[int]] = []
    before = 0
    for at in order:
        if parts and 4 * (places[at] - before) <= 9 * usual:
            parts[-1].append(lines[at])
        else:
            parts.append([lines[at]])
        before = places[at]
    return [part for part in parts if 2 < len(part) <= MOST_LABELS]


def usual_step(places: list[int]) -> int:
    """The lower median of the distances."""
    steps = sorted(after - before for before, after in zip(places, places[1:], strict=False))
    return steps[(len(steps) - 1) // 2] if steps else 0


def _upright(boxes: list[Box], row: list[int], unit: int) -> list[Axis]:
    """One, or for turned labels, which hang from their ticks by the middle or an end, each that is even enough, the most even first."""
    result = []
    for places in _places(boxes, row, unit):
        part, fit = _fitting([(row[start:end], even_places(places[start:end])) for start, end in _cuts(len(row))])
        if _sound(fit, len(part), unit):
            axis = Axis([[n] for n in part], fit.centres, fit.pitch, min(boxes[n][1] for n in part) - 1, lying=False)
            result.append((fit.worst, axis))
    return [axis for _, axis in sorted(result, key=lambda found: found[0])]


def _places(boxes: list[Box], row: list[int], unit: int) -> list[list[int]]:
    """Twice the places of labels on their axis, in one way or several."""
    heights = sorted(boxes[n][3] - boxes[n][1] for n in row)
    middles = [_across(boxes[n]) for n in row]
    if 2 * heights[(len(row) - 1) // 2] <= 3 * unit:
        return [middles]
    return [middles, [2 * boxes[n][2] - unit for n in row], [2 * boxes[n][0] + unit for n in row]]


def _lying(boxes: list[Box], column: list[int], unit: int) -> Axis | None:
    labels = [[n] for n in column]
    part, fit = _best_column(boxes, labels)
    if not _sound(fit, len(part), unit):
        part, fit = _best_column(boxes, _wrapped(boxes, column, unit))
        if not _sound(fit, len(part), unit):
            return None
    return Axis(part, fit.centres, fit.pitch, max(boxes[n][2] for label in part for n in label), lying=True)


def _best_column(boxes: list[Box], labels: list[list[int]]) -> tuple[list[list[int]], Fit]:
    middles = [boxes[label[0]][1] + boxes[label[-1]][3] for label in labels]
    return _fitting([(labels[start:end], even_places(middles[start:end])) for start, end in _cuts(len(labels))])


def _wrapped(boxes: list[Box], column: list[int], unit: int) -> list[list[int]]:
    """Lines closer to each other than others are one label."""
    steps = [_down(boxes[after]) - _down(boxes[before]) for before, after in zip(column, column[1:], strict=False)]
    least = min(steps)
    if least > 4 * unit:
        return [[n] for n in column]
    labels = [[column[0]]]
    for n, step in zip(column[1:], steps, strict=True):
        if 2 * step <= 3 * least:
            labels[-1].append(n)
        else:
            labels.append([n])
    return labels


def _cuts(count: int) -> list[tuple[int, int]]:
    """All, and all but the first or the last: the end of the other axis strays in."""
    return [(0, count), (1, count), (0, count - 1)] if count > 3 else [(0, count)]


def _fitting(fits: list[tuple[list[T], Fit]]) -> tuple[list[T], Fit]:
    """The first, unless it is uneven and another is far less so."""
    worst = fits[0][1].worst
    best = min(fits, key=lambda found: found[1].worst)
    return best if worst > EVEN // 3 and 5 * best[1].worst < 2 * worst else fits[0]


def _sound(fit: Fit, count: int, unit: int) -> bool:
    return count > 2 and fit.pitch >= unit and fit.worst <= (EVEN if count > 3 else EVEN * 3 // 5)


def even_places(doubled: list[int]) -> Fit:
    """The equal distances that fit best, some labels left out in between perhaps. Places come twice their size; boxes are read a little too
    large, so the places that equal distances give are better than the boxes' own. Least squares in whole numbers, which stay below 2**52."""
    count = len(doubled)
    pitch = usual_step(doubled)
    uneven = Fit([place // 2 for place in doubled], pitch // 2, 10_000)
    if pitch <= 0:
        return uneven
    at = [0]
    for before, after in zip(doubled, doubled[1:], strict=False):
        at.append(at[-1] + (2 * (after - before) + pitch) // (2 * pitch))
    if max(abs(i) for i in at) > MOST_PLACES:
        return uneven
    sum_i, sum_p = sum(at), sum(doubled)
    sum_ii, sum_ip = sum(i * i for i in at), sum(i * p for i, p in zip(at, doubled, strict=True))
    spread = count * sum_ii - sum_i * sum_i
    if spread == 0:
        return uneven
    slope, start = count * sum_ip - sum_i * sum_p, sum_ii * sum_p - sum_i * sum_ip
    fitted = [(start + slope * i) // spread for i in at]
    worst = max(abs(place - fit) for place, fit in zip(doubled, fitted, strict=True))
    return Fit([fit // 2 for fit in fitted], pitch // 2, 100 * worst // pitch)
