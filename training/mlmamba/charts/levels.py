"""From what is drawn above an axis to one level a label: bars, areas, curves (docs/nano.md 1.12). Whole numbers throughout; the twins
are `src/model/charts/{levels,label-levels,runs,curves}.ts`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .axes import Axis, Box
from .plot import ALIKE, Budget, Plot, distance, plot_of, within, without_lines, without_panel

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Levels:
    """Of each label how high its bar or the curve is, in half pixels from the axis; nothing where a label is none of the chart's. `reach` is how
    far the chart reaches; `single`: one thing a label, of which it can be said whether it rises; `cut`: so many
    bars go on from one label's share to the next one's, which tells that the shares are not right."""

    levels: list[int | None]
    bars: bool
    single: bool
    reach: int
    cut: int = 0


@dataclass(frozen=True)
class Runs:
    """Of each column (A) of a plot the longest run of marks, `first` to `end` (both 0 for none), the end of the one furthest from the axis, `top`,
    and how many there are."""

    first: Numbers
    end: Numbers
    top: Numbers
    count: Numbers


def levels_above(rgb: NDArray[np.uint8], axis: Axis, boxes: list[Box], unit: int, budget: Budget) -> Levels | None:
    """What stands above the labels of an axis, if it is a chart."""
    plot = plot_of(rgb, axis, boxes, unit, budget)
    if plot is None:
        return None
    plot = without_lines(within(without_panel(plot), unit), unit)
    runs = runs_of(plot, unit)
    long = runs.end - runs.first > max(unit // 4, 3)
    if not long.any():
        return None
    zero = _zero(runs, long)
    # A tick or a grid line that hangs below the axis.
    ticked = long & (runs.first < zero) & (runs.first >= zero - unit) & (runs.end > zero + unit)
    runs = replace(runs, first=np.where(ticked, zero, runs.first))
    near = max(unit // 6, 2)
    filled = long & ((np.abs(runs.first - zero) <= near) | (np.abs(runs.end - zero) <= near))
    if 100 * int(filled.sum()) >= 85 * int(long.sum()):
        return _filled(runs, long, filled, zero, plot, unit, axis.lying)
    return None if axis.lying else _curve(_without_faint(plot), unit)


def runs_of(plot: Plot, unit: int) -> Runs:
    """Small gaps do not end a run, nor do texts in it, whose pixels count where they have the run's colour."""
    columns, length = plot.on.shape
    first, end, top, count = (np.zeros(columns, np.int64) for _ in range(4))
    start, gap = np.zeros(columns, np.int64), np.full(columns, 10_000)
    colour = np.full((columns, 3), -999, np.int32)
    most = max(unit // 6, 2)
    for b in range(length):
        on, text = plot.on[:, b], plot.text[:, b]
        running = gap <= most
        mark = on & (~text | (running & (distance(plot.pixels[:, b], colour) <= ALIKE)))
        fresh = mark & ~running
        start[fresh] = b
        count += fresh
        seen = mark & ~text
        colour[seen] = plot.pixels[seen, b]
        gap = np.where(mark, 0, gap + ~text)
        longer = mark & (b + 1 - start > end - first)
        first[longer], end[longer] = start[longer], b + 1
        top[mark] = b + 1
    return Runs(first, end, top, count)


def _zero(runs: Runs, long: NDArray[np.bool_]) -> int:
    """Where most of the long runs begin or end."""
    touches = np.bincount(np.concatenate([runs.first[long], runs.end[long]]))
    near = np.convolve(touches, [1, 1, 1])[1:-1]
    return int((2 * near + touches).argmax())


def _filled(runs: Runs, long: NDArray[np.bool_], filled: NDArray[np.bool_], zero: int, plot: Plot, unit: int, lying: bool) -> Levels | None:
    """Bars, where there are gaps between labels, or an area."""
    count, share = plot.labels, plot.shares
    first, end = runs.first, runs.end
    longest, reach = int((end - first)[filled].max()), int(end[filled].max())
    if longest < 3 * unit or reach >= plot.on.shape[1] - 1 or _is_no_chart(runs, filled, plot):
        return None
    below, above = bool((first[filled] < zero - unit).any()), bool((end[filled] > zero + unit).any())
    if (below and (lying or not above)) or (not below and zero > 3 * unit):
        return None
    half = share // 2
    gaps = sum(bool((~long[i * share + half : (i + 1) * share + half + 1]).any()) for i in range(count - 1))
    bars = 2 * gaps >= count - 1
    if not bars and (lying or count < 3):
        return None
    level = np.where(filled, first + end, 0)
    found = _highest_bars(level, filled, plot, unit) if bars else _at_labels(level, plot, unit)
    known = [value for value in found if value is not None]
    if 5 * len(known) < 3 * count or not _differ(known, found, longest // 12, 2 if count < 4 else 3):
        return None
    # A bar may be missing for its value is nothing. At the ends it is rather a label of the other axis that has strayed in.
    ends = [n for n in (0, count - 1) if found[n] is None]
    levels = [None if n in ends else 2 * zero if value is None else value for n, value in enumerate(found)]
    cut = sum(bool(filled[i * share - 1] and filled[i * share]) for i in range(1, count))
    return Levels(levels, bars, True, reach, cut)


def _differ(known: list[int], found: list[int | None], least: int, different: int) -> bool:
    return len(known) > 1 and max(known) - min(known) >= max(least, 2) and len(set(found)) >= different


def _is_no_chart(runs: Runs, filled: NDArray[np.bool_], plot: Plot) -> bool:
    """Columns that have far more marks than their longest run are bars seen from the side; what is hardly more than the ground of texts are
    badges, buttons and fields; what changes its colour all the time is a picture."""
    marks = (plot.on & ~plot.text)[filled].sum(1)
    lengths = (runs.end - runs.first)[filled]
    if 2 * int((4 * marks > 5 * lengths + 4).sum()) > len(lengths):
        return True
    rows = np.arange(plot.on.shape[1])
    inside = (rows >= runs.first[:, None]) & (rows < runs.end[:, None]) & filled[:, None]
    if 20 * int((inside & plot.text).sum()) > 7 * int(inside.sum()):
        return True
    inside &= plot.on & ~plot.text
    pairs = inside[:, 1:] & inside[:, :-1]
    changes = pairs & (distance(plot.pixels[:, 1:], plot.pixels[:, :-1]) > ALIKE)
    return 12 * int(changes.sum()) > int(pairs.sum())


def _highest_bars(level: Numbers, filled: NDArray[np.bool_], plot: Plot, unit: int) -> list[int | None]:
    """The highest bar of each label: of those whose middles are nearest to it."""
    where, share = plot.where.tolist(), plot.shares
    levels, have = level.tolist(), filled.tolist()
    bars: list[list[tuple[int, int]]] = [[] for _ in range(plot.labels)]
    start = 0
    for a in range(1, len(where) + 1):
        if a < len(where) and have[a] and have[a - 1]:
            if 0 <= where[a] - where[a - 1] <= 2 * unit and 3 * abs(levels[a] - levels[a - 1]) <= 2 * unit:
                continue
        if have[start]:
            middle = (where[start] + where[a - 1]) // 2
            label = min(range(plot.labels), key=lambda n: abs(where[n * share + share // 2] - middle))
            bars[label].append((a - start, _plateau(levels[start:a])))
        start = a
    result: list[int | None] = []
    for own in bars:
        wide = [bar for bar in own if bar[0] > 1] or own
        result.append(max((bar[1] for bar in wide), default=None))
    return result


def _plateau(levels: list[int]) -> int:
    """The highest level that several columns share."""
    support = max(2, len(levels) * 8 // 100)
    for level in sorted(set(levels), reverse=True):
        if sum(abs(other - level) <= 1 for other in levels) >= support:
            return level
    return max(levels)


def _at_labels(level: Numbers, plot: Plot, unit: int) -> list[int | None]:
    """The levels in the labels' middles. Where one is far from its neighbours, it is a tick or a grid line that the curve ends at or crosses:
    the neighbours' then, the inner one's at the ends."""
    count, share, levels = plot.labels, plot.shares, level.tolist()
    result: list[int | None] = []
    for i in range(count):
        at = i * share + share // 2
        sides = [side for side, inside in ((-1, i > 0), (1, i < count - 1)) if inside]
        near = [at + side * step for step in range(1, share // 4 + 1) for side in sides if levels[at + side * step] > 0]
        here, beside = levels[at], [levels[k] for k in near[: len(sides)]]
        if beside and (here == 0 or min(abs(here - other) for other in beside) > 2 * unit):
            here = sum(beside) // len(beside)
        result.append(here if here > 0 else None)
    return result


def _without_faint(plot: Plot) -> Plot:
    """What differs far less from the background than the curve does left out, remains of a grid; and what is near texts, remains of them."""
    away = np.where(plot.on & ~plot.text, distance(plot.pixels, plot.ground), 0)
    most = np.sort(away.max(1))
    usual = int(most[(len(most) - 1) // 2])
    return replace(plot, on=plot.on & (5 * away >= 2 * usual), text=plot.around)


def _curve(plot: Plot, unit: int) -> Levels | None:
    """The highest of the curves: a thin thing that goes on from the first label to the last without jumps, and is not level."""
    half = plot.shares // 2
    runs = runs_of(plot, unit)
    top = runs.top[half : len(runs.top) - half]
    marked = top > 0
    if plot.labels < 3 or 100 * int(marked.sum()) < 85 * len(top):
        return None
    reach = int(top.max())
    steps = np.abs(np.diff(top))
    smooth, sloped = int((steps <= max((reach - int(top[marked].min())) // 6, 3)).sum()), int((steps > 0).sum())
    if 100 * smooth < 95 * len(steps) or 5 * sloped < len(steps):
        return None
    thick = np.sort((runs.end - runs.first)[half : len(runs.top) - half][marked])
    if int(thick[(len(thick) - 1) // 2]) > unit or 5 * int(plot.text[:, :reach].sum()) > reach * len(runs.top):
        return None
    found = _at_labels(2 * runs.top, plot, unit)
    known = [value for value in found if value is not None]
    if len(known) < len(found) or not _differ(known, found, unit, 3):
        return None
    return Levels(found, False, 2 * int((runs.count > 1).sum()) < len(runs.count), reach)
