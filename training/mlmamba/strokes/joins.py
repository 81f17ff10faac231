"""Loose ends: which go on at another across a gap or behind a text, and what the others point at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .ends import End
from .graph import turn

Rect = tuple[int, int, int, int]
"""x0, y0, x1, y1, with the margin of the picture of strokes."""


@dataclass(frozen=True)
class Join:
    """Goes on at end `other`; `text` stands in the gap, −1 for none."""

    other: int
    text: int


def ahead(end: End, step: int) -> tuple[int, int]:
    """The place that many pixels before an end."""
    size = max(abs(end.ux), abs(end.uy))
    return end.x - (2 * end.ux * step + size) // (2 * size), end.y - (2 * end.uy * step + size) // (2 * size)


def text_ahead(end: End, texts: list[tuple[int, Rect]], reach: int) -> int:
    """The first text that an end stands in or points at, at most `reach` pixels away; −1 for none."""
    if end.ux == 0 and end.uy == 0:
        return -1
    near = [(n, r) for n, r in texts if r[0] - reach <= end.x < r[2] + reach and r[1] - reach <= end.y < r[3] + reach]
    for step in range(reach + 1) if near else ():
        x, y = ahead(end, step)
        for number, (x0, y0, x1, y1) in near:
            if x0 <= x < x1 and y0 <= y < y1:
                return number
    return -1


def joins_of(ends: list[End], texts: list[tuple[int, Rect]], unit: int) -> dict[int, Join]:
    loose = [n for n, end in enumerate(ends) if not end.thing and end.head < 2]
    joins: dict[int, Join] = {}
    _join_behind_texts(ends, loose, texts, unit, joins)
    _join_over_gaps(ends, [n for n in loose if n not in joins], unit, joins)
    return joins


def _join_behind_texts(ends: list[End], loose: list[int], texts: list[tuple[int, Rect]], unit: int, joins: dict[int, Join]) -> None:
    entering: dict[int, list[int]] = {}
    for n in loose:
        text = text_ahead(ends[n], texts, unit)
        if text >= 0:
            entering.setdefault(text, []).append(n)
    for text in sorted(entering):
        found: list[tuple[float, int, int]] = []
        for i, a in enumerate(entering[text]):
            for b in entering[text][i + 1 :]:
                p, q = ends[a], ends[b]
                if p.branch == q.branch:
                    continue
                dx, dy = q.x - p.x, q.y - p.y
                first, second = turn(-p.ux, -p.uy, dx, dy), turn(-q.ux, -q.uy, -dx, -dy)
                if min(first, second) >= 0.3:
                    found.append((-first - second, a, b))
        for _, a, b in sorted(found):
            if a not in joins and b not in joins:
                joins[a], joins[b] = Join(b, text), Join(a, text)


def _join_over_gaps(ends: list[End], loose: list[int], unit: int, joins: dict[int, Join]) -> None:
    near = max(6, unit)
    if len(loose) < 2:
        return
    x, y = (np.array([getattr(ends[n], axis) for n in loose], np.int64) for axis in ("x", "y"))
    away = (x[:, None] - x) ** 2 + (y[:, None] - y) ** 2
    first, second = np.nonzero(np.triu(away <= near * near, 1))
    found: list[tuple[int, int, int]] = []
    for i, k in zip(first.tolist(), second.tolist(), strict=True):
        a, b = loose[i], loose[k]
        p, q = ends[a], ends[b]
        if p.node == q.node or (p.branch == q.branch and p.branch >= 0):
            continue
        dx, dy = q.x - p.x, q.y - p.y
        # Near ones may bend.
        least = 0.4 if 4 * int(away[i, k]) <= near * near else 0.75
        if turn(-p.ux, -p.uy, dx, dy) >= least and turn(-q.ux, -q.uy, -dx, -dy) >= least:
            found.append((int(away[i, k]), a, b))
    partner: dict[int, int] = {}
    for _, a, b in sorted(found):
        if a in joins or b in joins:
            continue
        # The other side of a dot must lead away from this one.
        clash = False
        for dot, other in ((a, b), (b, a)):
            end = ends[dot]
            if end.branch < 0 and end.node in partner:
                before = ends[partner[end.node]]
                clash |= turn(ends[other].x - end.x, ends[other].y - end.y, before.x - end.x, before.y - end.y) > -0.3
        if clash:
            continue
        joins[a], joins[b] = Join(b, -1), Join(a, -1)
        partner.setdefault(ends[a].node, b)
        partner.setdefault(ends[b].node, a)


def resolve(
    ends: list[End],
    joins: dict[int, Join],
    texts: list[tuple[int, Rect]],
    owner: NDArray[np.int32],
    band: NDArray[np.int32],
    unit: int,
    first_frame: int,
    first_text: int,
) -> None:
    """Gives loose ends what they point at: a node behind a text (where an arrow's head is hidden), a frame, a text that stands alone. Nodes
    have the numbers in `owner`, frames those in `band` plus `first_frame`, texts theirs plus `first_text`. In place."""
    height, width = owner.shape
    heads = any(end.head == 2 for end in ends)
    rect_of = dict(texts)
    for n, end in enumerate(ends):
        if end.thing or n in joins or (end.ux == 0 and end.uy == 0):
            continue
        text = text_ahead(end, texts, unit if end.head > 0 else unit * 3 // 4)
        reach = max(4, unit // 3)
        if text >= 0:
            x0, y0, x1, y1 = rect_of[text]
            reach = min(x1 - x0, y1 - y0) + 2 * unit
        for step in range(reach + 1):
            x, y = ahead(end, step)
            if not (0 <= x < width and 0 <= y < height):
                break
            if owner[y, x]:
                if text < 0 or end.head <= 0:
                    end.thing = int(owner[y, x])
                    end.head = int(heads) if text >= 0 and not end.head else end.head
                break
            if band[y, x] and text < 0:
                end.thing = first_frame + int(band[y, x])
                break
        if not end.thing and text >= 0:
            end.thing = first_text + text
