"""What can be measured of charts (docs/nano.md 1.12): how high the bar or the curve over a label is, how long the bar beside it, how much of
the picture has the colour of a legend's entry, how large a slice is. The TypeScript twin is `src/model/line-measures.ts`;
`test/fixtures/line-measures.json` holds both. Images are RGB `uint8` (H, W, 3), boxes `[x, y, w, h]` in pixels.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .charts.axes import Axis, Box, axes, text_unit
from .charts.legends import legends
from .charts.levels import Levels, levels_above
from .charts.pies import pies
from .charts.plot import Budget

MEASURES = 12
MOST_PIXELS = 8_000_000
MOST_LINES = 300
FURTHEST = 100_000
"""Edges of boxes are not looked for further away from the image's corner, in pixels."""


def measure_features(rgb: NDArray[np.uint8], boxes: ArrayLike) -> NDArray[np.float32]:
    """boxes (N, 4) → (N, 12), zeros for lines that label nothing in a chart. Of the label of an axis: 0 how high what it labels is, from 0 for the
    least of the chart to 1 for the most; 1 its rank, from −1 for the least to 1 for the most in even steps; 2 it is the highest, 3 the lowest;
    4 it labels a bar, 5 a place under a curve; 6 how far the chart rises from the first label to the last, 7 how far it falls, 1 being all of
    its range. Of an entry of a legend, and of a line in or at a slice of a pie: 8 its share of the whole; 9–11 as 1–3. Zeros
    throughout for an image without pixels or with more than MOST_PIXELS, for more than MOST_LINES boxes, and where a box is not finite."""
    given = np.asarray(boxes, np.float64).reshape(-1, 4)
    features = np.zeros((len(given), MEASURES))
    if 0 < len(given) <= MOST_LINES and 0 < rgb.size <= 3 * MOST_PIXELS and np.isfinite(given).all():
        edges = np.floor(np.concatenate([given[:, :2], given[:, :2] + given[:, 2:]], 1) + 0.5)
        corners = edges.clip(-FURTHEST, FURTHEST).astype(int).tolist()
        rects = [(x0, y0, max(x1, x0 + 1), max(y1, y0 + 1)) for x0, y0, x1, y1 in corners]
        unit = text_unit(rects)
        for axis, found in _charts(rgb, rects, unit):
            _add_levels(features, axis, found)
        entries = legends(rgb, rects, unit)
        for legend in entries:
            _add_shares(features, legend)
        taken = {line for legend in entries for line, _ in legend}
        for pie in pies(rgb, [rect for n, rect in enumerate(rects) if n not in taken], unit):
            others = [n for n in range(len(rects)) if n not in taken]
            _add_shares(features, [(others[line], share) for line, share in pie])
    return features.astype(np.float32)


def _charts(rgb: NDArray[np.uint8], boxes: list[Box], unit: int) -> list[tuple[Axis, Levels]]:
    """Those with most labels first; a label is not within another chart, and none has two."""
    budget = Budget()
    found = [chart for ways in axes(boxes, unit) if (chart := _best(rgb, ways, boxes, unit, budget)) is not None]
    found.sort(key=lambda chart: -len(chart[0].labels))
    kept: list[tuple[Axis, Levels]] = []
    for axis, levels in found:
        lines = [line for label in axis.labels for line in label]
        if not any(_inside(boxes[line], other, reach.reach) or line in sum(other.labels, []) for other, reach in kept for line in lines):
            kept.append((axis, levels))
    return kept


def _best(rgb: NDArray[np.uint8], ways: list[Axis], boxes: list[Box], unit: int, budget: Budget) -> tuple[Axis, Levels] | None:
    """Of the ways to see an axis the first that cuts the fewest bars."""
    found = [(axis, levels) for axis in ways if (levels := levels_above(rgb, axis, boxes, unit, budget)) is not None]
    return min(found, key=lambda chart: chart[1].cut, default=None)


def _inside(box: Box, axis: Axis, reach: int) -> bool:
    """Whether the middle of a box is where the chart of an axis is."""
    across, along = (box[1] + box[3]) // 2, (box[0] + box[2]) // 2
    if not axis.lying:
        across, along = along, across
    away = along - axis.base if axis.lying else axis.base - along
    return 0 <= away <= reach and axis.centres[0] - axis.pitch <= across <= axis.centres[-1] + axis.pitch


def _add_levels(features: NDArray[np.float64], axis: Axis, found: Levels) -> None:
    known = [(label, level) for label, level in zip(axis.labels, found.levels, strict=True) if level is not None]
    levels = [level for _, level in known]
    least, span = min(levels), max(levels) - min(levels)
    rise = (levels[-1] - levels[0]) / span if found.single and not axis.lying else 0.0
    for (label, level), rank in zip(known, ranks(levels), strict=True):
        row = [(level - least) / span, *_extremes(rank), float(found.bars), float(not found.bars), max(rise, 0.0), max(-rise, 0.0)]
        for line in label:
            features[line, :8] = row


def _add_shares(features: NDArray[np.float64], parts: list[tuple[int, int]] | list[tuple[int, float]]) -> None:
    total = sum(share for _, share in parts)
    for (line, share), rank in zip(parts, ranks([share for _, share in parts]), strict=True):
        features[line, 8:12] = share / total, *_extremes(rank)


def ranks(values: Sequence[float]) -> list[float]:
    """Of each value: −1 for the least, 1 for the most, even steps between the different ones."""
    different = sorted(set(values))
    last = len(different) - 1
    return [2 * different.index(value) / last - 1 if last > 0 else 0.0 for value in values]


def _extremes(rank: float) -> tuple[float, float, float]:
    return rank, float(rank == 1), float(rank == -1)
