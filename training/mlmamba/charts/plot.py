"""The picture above the labels of an axis, or right of them, as columns of pixels that rise from it, and what of it is background: a panel, a
grid, axes, texts (docs/nano.md 1.12). Whole numbers throughout; the twins are `src/model/charts/{plot,background}.ts`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .axes import Axis, Box

DRAWN = 40
"""Sum over the channels by which a pixel differs from the background to count as drawn on."""
ALIKE = 36
"""Colours that differ by no more than this are one."""
LONGEST = 1600
MOST_SAMPLES = 3_000_000
"""Pixels of all plots of a picture that are looked at closely, so that noise beside many lines has an end."""

Pixels = NDArray[np.int32]
Marks = NDArray[np.bool_]


@dataclass(frozen=True)
class Plot:
    """`shares` columns for each of `labels` labels, A in all, each of B pixels from the axis on: `pixels` (A, B, 3); where it is `on` (A, B), drawn
    on; `text` and `around` (A, B), in a line's box and near one; `where` (A) the columns stand; the colour of the `ground`."""

    pixels: Pixels
    on: Marks
    text: Marks
    around: Marks
    where: NDArray[np.int64]
    ground: Pixels
    labels: int
    shares: int

    def upto(self, end: int) -> Plot:
        return replace(self, pixels=self.pixels[:, :end], on=self.on[:, :end], text=self.text[:, :end], around=self.around[:, :end])

    def counts(self, marks: Marks) -> NDArray[np.int64]:
        """Of marks (A, B), how many there are in each label's share: (labels, B)."""
        return marks.reshape(self.labels, self.shares, -1).sum(1)


@dataclass
class Budget:
    """How many pixels may still be looked at closely."""

    left: int = MOST_SAMPLES

    def take(self, pixels: int) -> bool:
        self.left -= pixels
        return self.left >= 0


def distance(pixels: NDArray, colour: NDArray) -> Pixels:
    """Differences of colours (…, 3), summed over the channels."""
    return np.abs(pixels - colour).sum(-1)


def median_colour(pixels: NDArray) -> Pixels:
    """The lower median of colours (N, 3), channel by channel."""
    return np.sort(pixels, axis=0)[(len(pixels) - 1) // 2].astype(np.int32)


def shares_of(labels: int) -> int:
    """How many columns are looked at for each of so many labels: an odd number."""
    return 25 if labels <= 12 else 13 if labels <= 24 else 7


def plot_of(rgb: NDArray[np.uint8], axis: Axis, boxes: list[Box], unit: int, budget: Budget) -> Plot | None:
    """The picture above the axis; nothing where there is no room, or nothing to see at a first glance."""
    view = rgb.transpose(1, 0, 2) if axis.lying else rgb
    height, width = view.shape[:2]
    if axis.lying:
        rows = np.arange(axis.base, min(height, axis.base + LONGEST))
    else:
        reach = min(2 * (axis.centres[-1] - axis.centres[0] + axis.pitch) + 8 * unit, LONGEST)
        rows = np.arange(axis.base, max(axis.base - reach, -1), -1)
    if len(rows) < 4 * unit or not 0 <= axis.base < height:
        return None
    ground = _ground(rgb, axis, boxes, unit)
    glance = _plot(view, axis, boxes, rows, ground, unit, 3)
    shares = shares_of(len(axis.labels))
    if not _promising(glance, unit) or not budget.take(len(axis.labels) * shares * len(rows)):
        return None
    return _plot(view, axis, boxes, rows, ground, unit, shares)


def _plot(view: NDArray[np.uint8], axis: Axis, boxes: list[Box], rows: NDArray, ground: Pixels, unit: int, shares: int) -> Plot:
    width = view.shape[1]
    steps = np.array([(2 * k - shares + 1) * axis.pitch // (2 * shares) for k in range(shares)])
    where = (np.array(axis.centres)[:, None] + steps).ravel()
    inside = (where >= 0) & (where < width)
    pixels = view[rows[None, :], np.clip(where, 0, width - 1)[:, None]].astype(np.int32)
    on = (distance(pixels, ground) > DRAWN) & inside[:, None]
    text, around = np.zeros(on.shape, bool), np.zeros(on.shape, bool)
    up = not axis.lying
    for left, top, right, bottom in boxes:
        # Boxes are read a little too large.
        trim = min(bottom - top, 2 * unit) // 8
        across = _range(where, left, right) if up else _range(where, top + trim, bottom - trim)
        if not across.any():
            continue
        along, more = ((top + trim, bottom - trim), (top - trim - 2, bottom + trim + 2)) if up else ((left, right), (left - 2, right + 2))
        text |= across[:, None] & _range(rows, *along)
        around |= across[:, None] & _range(rows, *more)
    return Plot(pixels, on, text, around, where, ground, len(axis.labels), shares)


def _range(values: NDArray, start: int, end: int) -> Marks:
    return (values >= start) & (values < end)


def _ground(rgb: NDArray[np.uint8], axis: Axis, boxes: list[Box], unit: int) -> Pixels:
    """The median of pixels below the labels and beside them."""
    height, width = rgb.shape[:2]
    gap = max(unit // 5, 1)
    points = []
    for n in (line for label in axis.labels for line in label):
        left, top, right, bottom = boxes[n]
        points += [(left + (2 * k + 1) * (right - left) // 16, bottom + gap) for k in range(8)]
        points += [(x, top + (2 * k + 1) * (bottom - top) // 6) for x in (left - gap, right + gap) for k in range(3)]
    x, y = np.clip(np.array(points), 0, [width - 1, height - 1]).T
    return median_colour(rgb[y, x])


def _promising(plot: Plot, unit: int) -> bool:
    """Whether something is drawn over most of the labels, and hardly any text stands there: it is no table."""
    drawn = plot.counts(plot.on & ~plot.text).sum(1)
    texts = int(plot.text[:, : 12 * unit].sum())
    return 5 * int((drawn > 2).sum()) >= 3 * plot.labels and 4 * texts <= plot.text[:, : 12 * unit].size


def within(plot: Plot, unit: int) -> Plot:
    """The plot up to its end, where a border, a heading or another card begins: rows that are drawn on throughout, above open ones."""
    cover = (plot.on | plot.text).sum(0).tolist()
    total = len(plot.on)
    opened = full = 0
    for b, count in enumerate(cover):
        opened += 10 * count <= 6 * total
        full = full + 1 if 20 * count >= 19 * total else 0
        if opened >= unit and full >= max(unit // 2, 4):
            return plot.upto(b + 1 - full)
    return plot


def without_panel(plot: Plot) -> Plot:
    """Where the plot stands on a panel of its own colour, or each bar on a track, that is background too, and the plot ends with it. The three
    most frequent colours are tried."""
    drawn = plot.on & ~plot.text
    if 4 * int(drawn.sum()) < drawn.size:
        return plot
    pixels = plot.pixels[drawn]
    keys = ((pixels[:, 0] >> 3) << 10) | ((pixels[:, 1] >> 3) << 5) | (pixels[:, 2] >> 3)
    counts = np.bincount(keys, minlength=32768)
    for _ in range(3):
        key = int(counts.argmax())
        if 12 * int(counts[key]) < drawn.size:
            break
        colour = median_colour(pixels[keys == key])
        end = _panel_end(drawn & (distance(plot.pixels, colour) <= ALIKE))
        on = plot.on & (distance(plot.pixels, colour) > DRAWN)
        if end > 0 and 100 * int((on & ~plot.text)[:, :end].sum()) >= drawn.size:
            return replace(plot, on=on, ground=colour).upto(end)
        counts[key] = 0
    return plot


def _panel_end(panel: Marks) -> int:
    """Where what has a colour ends, if it does so at one row in nearly all columns that have it; 0 if not."""
    have = panel.any(1)
    ends = (panel.shape[1] - panel[:, ::-1].argmax(1))[have]
    usual = int(np.bincount(ends).argmax())
    level = int((np.abs(ends - usual) <= 2).sum())
    return usual if 10 * level >= 9 * len(ends) and 3 * len(ends) >= len(have) else 0


def without_lines(plot: Plot, unit: int) -> Plot:
    """Grids and axes left out: thin lines of one colour through nearly all of the plot."""
    on = plot.on & ~plot.text
    k = max(unit // 4, 3)
    before, after = _shifted(on, k), _shifted(on, -k)
    alone = on & ~before & ~after
    rows = _line_rows(plot, on, before, after, k)
    gone = np.zeros(on.shape, bool)
    length = on.shape[1]
    for b in rows.nonzero()[0].tolist():
        if alone[:, b].any():
            colour = median_colour(plot.pixels[alone[:, b], b])
            for at in range(max(b - 2, 0), min(b + 3, length)):
                gone[:, at] |= _of_line(plot.pixels[:, at], colour, plot.ground) & ~_goes_on(plot, at, k)
    left, right = np.zeros_like(on), np.zeros_like(on)
    left[2:], right[:-2] = on[:-2], on[2:]
    single = on & ~left & ~right & ~rows
    foot = on[:, : 2 * unit].sum(1)
    for a in ((single.sum(1) >= max(5 * unit, length // 4)) & (foot >= unit // 2)).nonzero()[0].tolist():
        gone[a] |= _of_line(plot.pixels[a], median_colour(plot.pixels[a, single[a]]), plot.ground)
    return replace(plot, on=plot.on & ~gone)


def _goes_on(plot: Plot, b: int, k: int) -> Marks:
    """Whether the columns (A) have the colour that they have at row b also k rows below and above, on a bar."""
    if b < k or b + k >= plot.on.shape[1]:
        return np.zeros(len(plot.on), bool)
    here, below, above = plot.pixels[:, b], plot.pixels[:, b - k], plot.pixels[:, b + k]
    return plot.on[:, b - k] & plot.on[:, b + k] & (distance(here, below) <= ALIKE) & (distance(here, above) <= ALIKE)


def _line_rows(plot: Plot, on: Marks, before: Marks, after: Marks, k: int) -> NDArray[np.bool_]:
    """Rows (B) that are drawn on where the rows k below and above are not: in half of what is open there, or in most labels' shares."""
    share = plot.shares
    counts, texts = plot.counts(on), plot.counts(plot.text)
    low, high = _shifted(counts, k), _shifted(counts, -k)
    seen = 4 * (counts - np.maximum(low, high)) >= share
    hidden = (10 * np.minimum(low, high) >= 9 * share) | (2 * texts >= share)
    free = ~before & ~after & ~plot.text
    half = 2 * (on & free).sum(0) >= free.sum(0)
    visible = (seen & ~hidden).sum(0)
    return (half | (10 * visible >= 7 * (~hidden).sum(0))) & (visible >= 2)


def _shifted(values: NDArray, by: int) -> NDArray:
    """Values (…, B) moved along the last axis, 0 where nothing comes from."""
    result = np.zeros_like(values)
    if by > 0:
        result[..., by:] = values[..., :-by]
    else:
        result[..., :by] = values[..., -by:]
    return result


def _of_line(pixels: Pixels, colour: Pixels, ground: Pixels) -> Marks:
    """Whether pixels (…, 3) have a line's colour, or one between it and the background."""
    away = distance(pixels, colour)
    return (away <= ALIKE) | (away + distance(pixels, ground) <= int(distance(ground, colour)) + ALIKE)
