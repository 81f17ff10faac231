"""Lifelines of sequence diagrams: a participant reaches down as far as its line does, and messages touch it there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .ends import End
from .frames import Run, long_runs
from .ground import Boxes
from .joins import Join
from .regions import Outline, Regions
from .shapes import Layout, Shape

Box = tuple[int, int, int, int]


@dataclass
class Lifeline:
    """Of node `node`: a line down from y0 to y1 over the columns x0…x1 (exclusive), and the bars on it (x0, y0, x1, y1)."""

    node: int
    x0: int
    x1: int
    y0: int
    y1: int
    bars: list[Box]

    @property
    def middle(self) -> int:
        return (self.x0 + self.x1) // 2


def _line_below(box: Box, down: list[Run], unit: int) -> tuple[int, int, int, int] | None:
    """The line that starts in the middle under a box: its columns x0…x1 and rows y0…y1; None where there is none."""
    middle, bottom = (box[0] + box[2]) // 2, box[3]
    reach = max(4, (box[2] - box[0]) // 6)
    best = None
    for x0, x1, y0, y1 in down:
        if x1 - x0 > unit // 2 or abs((x0 + x1) // 2 - middle) > reach or not bottom - 2 <= y0 <= bottom + unit:
            continue
        covered, end = y1 - y0, y1
        for ox0, ox1, oy0, oy1 in sorted(down, key=lambda run: run[2]):
            aside = abs((ox0 + ox1) - (x0 + x1))
            # Notes hide it; the sides of a bar take its place.
            on = aside <= 4 and oy0 - end <= 8 * unit or aside <= unit and abs(oy0 - end) <= unit // 2
            if oy1 > end and on and ox1 - ox0 <= unit // 2:
                covered, end = covered + oy1 - max(oy0, end), oy1
        if covered >= 4 * unit and covered * 3 >= end - y0 and (best is None or end > best[3]):
            best = (x0, x1, y0, end)
    if best is None:
        return None
    # Blurred lines have columns of several lengths.
    x0, x1, y0, end = best
    beside = [run for run in down if abs(run[0] + run[1] - x0 - x1) <= 6 and run[1] - run[0] <= unit // 2 and y0 <= run[2] < end]
    return min(run[0] for run in beside), max(run[1] for run in beside), y0, end


def find_lifelines(layout: Layout, regions: Regions, ink: NDArray[np.bool_], boxes: Boxes, unit: int) -> list[Lifeline]:
    """Lines of one length below things in a row, with strokes across between them. Texts that stand alone over one become nodes, and nodes
    that are only places between lines and messages are none any more. `layout` changes in place."""
    down = long_runs(ink.T, unit)
    if not 2 <= len(down) <= 600:
        return []
    things: list[tuple[Box, int]] = [(shape.box, n) for n, shape in enumerate(layout.nodes)]
    things += [((x, y, x + w, y + h), -1 - n) for n in layout.free for x, y, w, h in [boxes[n].tolist()]]
    found: list[tuple[tuple[int, int, int, int], Box, int]] = []
    for box, thing in things:
        line = _line_below(box, down, unit)
        if line is not None:
            found.append((line, box, thing))
    group: list[tuple[tuple[int, int, int, int], Box, int]] = []
    for line, box, _ in found:
        alike = [item for item in found if abs(item[1][3] - box[3]) <= 2 * unit and abs(item[0][3] - line[3]) <= 5 * unit]
        if len(alike) > len(group):
            group = alike
    middles = sorted({(line[0] + line[1]) // 2 for line, _, _ in group})
    if len(middles) < 2:
        return []
    top, bottom = min(line[2] for line, _, _ in group), max(line[3] for line, _, _ in group)
    messages = 0
    for y0, y1, x0, x1 in long_runs(ink, 3 * unit // 2):
        ends = [min(middles, key=lambda m: (abs(m - x), m)) for x in (x0, x1)]
        messages += y1 - y0 <= unit and top + unit // 2 < y0 < bottom - unit // 2 and ends[0] != ends[1] and all(abs(m - x) <= unit for m, x in zip(ends, (x0, x1), strict=True))
    feet = sum(any(abs(shape.box[1] - line[3]) <= unit and abs(shape.box[2] - shape.box[0] - box[2] + box[0]) <= 4 for shape in layout.nodes) for line, box, _ in group)
    if messages < 2 and (feet < 2 or bottom - top < 8 * unit):
        return []
    lines = []
    for (x0, x1, y0, y1), box, thing in group:
        node = thing
        if thing < 0:
            node = len(layout.nodes)
            bx0, by0, bx1, by1 = box
            outline = Outline(by0, np.full(by1 - by0, bx0, np.int64), np.full(by1 - by0, bx1, np.int64))
            layout.nodes.append(Shape([], outline, [-1 - thing]))
            layout.free.remove(-1 - thing)
        lines.append(Lifeline(node, x0, x1, y0, y1, []))
    _find_bars(lines, layout, regions, unit)
    _drop_places(lines, layout, regions, ink, unit)
    return lines


def _find_bars(lines: list[Lifeline], layout: Layout, regions: Regions, unit: int) -> None:
    held = set(layout.inside.tolist())
    w, h = regions.x1 - regions.x0, regions.y1 - regions.y0
    for region in np.flatnonzero((w * 5 <= 8 * unit) & (h * 2 >= unit) & (w >= 3) & (regions.area * 10 >= w * h * np.where(h > unit, 7, 9))).tolist():
        if region in held:
            continue
        box = (int(regions.x0[region]), int(regions.y0[region]), int(regions.x1[region]), int(regions.y1[region]))
        for line in lines:
            if 2 * box[0] - unit <= 2 * line.middle < 2 * box[2] + unit and box[1] >= line.y0 - 2 and box[3] <= line.y1 + unit:
                line.bars.append(box)


def _drop_places(lines: list[Lifeline], layout: Layout, regions: Regions, ink: NDArray[np.bool_], unit: int) -> None:
    """Places of the ground's colour beside a lifeline, and around one that shows, are no nodes."""
    participants = {line.node for line in lines}
    keep = []
    for n, shape in enumerate(layout.nodes):
        x0, y0, x1, y1 = shape.box
        beside = any(line.y0 - unit < y0 < line.y1 and (abs(x0 - line.middle) <= unit or abs(line.middle - x1) <= unit) for line in lines)
        over = [line for line in lines if x0 < line.middle - unit and line.middle + unit < x1]
        shows = any(2 * int(ink[max(0, y0) : max(0, y1), line.x0 : line.x1].any(1).sum()) > y1 - y0 for line in over)
        ground = all(int(regions.tone[layout.inside[text]]) in layout.tones for text in shape.texts if layout.inside[text] >= 0)
        keep.append(n in participants or not ground or not (shows or (beside and not over)))
    number = np.cumsum(keep) - 1
    layout.free = sorted(layout.free + [n for shape, kept in zip(layout.nodes, keep, strict=True) if not kept for n in shape.texts])
    layout.nodes = [shape for shape, kept in zip(layout.nodes, keep, strict=True) if kept]
    for line in lines:
        line.node = int(number[line.node])


def join_feet(lines: list[Lifeline], layout: Layout, unit: int) -> dict[int, int]:
    """Participants that are repeated at the feet of their lines: node → the node at the head, whose texts it shares."""
    participants = {line.node for line in lines}
    same: dict[int, int] = {}
    for line in lines:
        for n, shape in enumerate(layout.nodes):
            x0, y0, x1, _ = shape.box
            if n not in participants and abs(y0 - line.y1) <= unit and abs((x0 + x1) // 2 - line.middle) <= max(4, (x1 - x0) // 6):
                same[n] = line.node
                layout.nodes[line.node].texts = sorted(layout.nodes[line.node].texts + shape.texts)
    return same


def paint_lifelines(owner: NDArray[np.int32], lines: list[Lifeline]) -> None:
    height, width = owner.shape
    for line in lines:
        for x0, y0, x1, y1 in [(line.x0 + 2, line.y0, line.x1 - 2, line.y1), *line.bars]:
            part = owner[max(0, y0 - 3) : min(height, y1 + 3), max(0, x0 - 3) : min(width, x1 + 3)]
            part[part == 0] = line.node + 1


def join_across(ends: list[End], lines: list[Lifeline], joins: dict[int, Join], unit: int) -> None:
    """A message that crosses a lifeline on its way: both sides stop at it, at one height, without a head. In place."""
    for line in lines:
        touching = [n for n, end in enumerate(ends) if end.thing == line.node + 1 and end.head <= 0 and line.y0 < end.y < line.y1 + 2 and abs(end.x - line.middle) <= unit]
        left = [n for n in touching if ends[n].x <= line.middle and ends[n].ux < 0]
        right = [n for n in touching if ends[n].x > line.middle and ends[n].ux > 0]
        for a in left:
            for b in right:
                if abs(ends[a].y - ends[b].y) <= 2 and a not in joins and b not in joins:
                    ends[a].thing = ends[b].thing = 0
                    joins[a], joins[b] = Join(b, -1), Join(a, -1)
