"""From one end of a stroke to the others: over gaps, straight on at crossings, into all branches of a fork."""

from __future__ import annotations

from dataclasses import dataclass

from .ends import End, direction, turn
from .graph import Graph

Box = tuple[int, int, int, int]
MOST_PATHS = 24
"""From one end."""


@dataclass
class Path:
    """From end `a` to end `b` (indices), the pixels on the way, and the texts that stand in its gaps."""

    a: int
    b: int
    pixels: list[int]
    texts: list[int]


def gap_joins(ends: list[End], texts: list[tuple[int, Box]], unit: int) -> dict[int, tuple[int, int]]:
    """Ends that go on at another end across a gap: end → (other end, text in the gap or −1). Texts: number and x0, y0, x1, y1."""
    loose = [n for n, end in enumerate(ends) if not end.thing and not end.head]
    found: list[tuple[int, int, int, int]] = []
    near = max(6, unit)
    for i, a in enumerate(loose):
        for b in loose[i + 1 :]:
            p, q = ends[a], ends[b]
            if p.node == q.node or (p.branch == q.branch and p.branch >= 0):
                continue
            dx, dy = q.x - p.x, q.y - p.y
            away = dx * dx + dy * dy
            text = -1
            if away > near * near:
                text = _text_between(p, q, texts, unit)
                if text < 0:
                    continue
            least = 0.65 if text >= 0 else 0.75
            if turn(-p.ux, -p.uy, dx, dy) < least or turn(-q.ux, -q.uy, -dx, -dy) < least:
                continue
            found.append((away, a, b, text))
    joins: dict[int, tuple[int, int]] = {}
    partner: dict[int, list[int]] = {}
    for _, a, b, text in sorted(found):
        if a in joins or b in joins:
            continue
        p, q = ends[a], ends[b]
        # The other side of a dot must lead away from this one.
        clash = False
        for end, mine in ((p, q), (q, p)):
            for other in partner.get(end.node, []):
                if end.branch < 0 and turn(mine.x - end.x, mine.y - end.y, ends[other].x - end.x, ends[other].y - end.y) > -0.3:
                    clash = True
        if clash:
            continue
        joins[a], joins[b] = (b, text), (a, text)
        partner.setdefault(p.node, []).append(b)
        partner.setdefault(q.node, []).append(a)
    return joins


def _text_between(p: End, q: End, texts: list[tuple[int, Box]], unit: int) -> int:
    """The text whose box (a little widened) both ends stand at, on different sides; −1 for none."""
    for number, (x0, y0, x1, y1) in texts:
        margin = unit // 2 + 2
        ax0, ay0, ax1, ay1 = x0 - margin, y0 - margin, x1 + margin, y1 + margin
        if not (ax0 <= p.x < ax1 and ay0 <= p.y < ay1 and ax0 <= q.x < ax1 and ay0 <= q.y < ay1):
            continue
        mx, my = p.x + q.x, p.y + q.y
        if 2 * x0 <= mx < 2 * x1 and 2 * y0 <= my < 2 * y1:
            return number
    return -1


def paths_from(start: int, ends: list[End], graph: Graph, joins: dict[int, tuple[int, int]], unit: int) -> list[Path]:
    """All ways from an end that touches a thing to other such ends."""
    reach = max(4, unit * 2 // 3)
    by_place: dict[tuple[int, int], int] = {}
    for n, end in enumerate(ends):
        by_place.setdefault((end.node, end.branch), n)
    dots: dict[int, list[int]] = {}
    for n, end in enumerate(ends):
        if end.branch < 0:
            dots.setdefault(end.node, []).append(n)
    result: list[Path] = []
    first = ends[start]
    stack: list[tuple[int, int, list[int], list[int], frozenset[int]]] = [(first.node, first.branch, [], [], frozenset())]
    steps = 0
    while stack and len(result) < MOST_PATHS and steps < 4000:
        steps += 1
        node, branch, pixels, texts, used = stack.pop()
        if branch in used:
            continue
        used = used | {branch}
        pixels = pixels + graph.pixels_from(branch, node)
        other = graph.other(branch, node)
        end_number = by_place.get((other, branch), -1)
        if end_number >= 0:
            if end_number == start:
                continue
            # Over gaps, from dash to dash and dot to dot.
            while not ends[end_number].thing and end_number in joins:
                end_number, text = joins[end_number]
                if text >= 0:
                    texts = texts + [text]
                if ends[end_number].branch >= 0:
                    break
                pixels = pixels + [graph.nodes[ends[end_number].node].pixel]
                a, b = dots[ends[end_number].node]
                end_number = b if end_number == a else a
            else:
                if ends[end_number].thing:
                    result.append(Path(start, end_number, pixels, texts))
                continue
            stack.append((ends[end_number].node, ends[end_number].branch, pixels, texts, used))
            continue
        dx, dy = direction(graph, branch, other, reach)
        following = []
        for candidate in graph.nodes[other].branches:
            if candidate != branch and candidate not in used:
                following.append((turn(-dx, -dy, *direction(graph, candidate, other, reach)), candidate))
        if len(graph.nodes[other].branches) >= 4:
            following = sorted(following, key=lambda item: (-item[0], item[1]))[:1]
        for cosine, candidate in following:
            if cosine > -0.5:
                stack.append((other, candidate, pixels, texts, used))
    return result
