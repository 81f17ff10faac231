"""From one end of a stroke to the others: over gaps, straight on at crossings, into all branches of a fork."""

from __future__ import annotations

from dataclasses import dataclass

from .ends import End
from .graph import Graph, direction, turn
from .joins import Join

MOST_PATHS = 24
"""From one end."""
MOST_STEPS = 4000


@dataclass
class Path:
    """From end `a` to end `b` (indices), the pixels on the way, and the texts that stand in its gaps."""

    a: int
    b: int
    pixels: list[int]
    texts: list[int]


class Tracer:
    def __init__(self, ends: list[End], graph: Graph, joins: dict[int, Join], unit: int) -> None:
        self.ends, self.graph, self.joins = ends, graph, joins
        self.reach = max(4, unit * 2 // 3)
        self.steps = 0
        self.at: dict[tuple[int, int], int] = {}
        self.dots: dict[int, list[int]] = {}
        for n, end in enumerate(ends):
            self.at.setdefault((end.node, end.branch), n)
            if end.branch < 0:
                self.dots.setdefault(end.node, []).append(n)

    def over_gaps(self, end: int) -> tuple[int, list[int], list[int]]:
        """From an end on to the next one that has a branch or touches something: its number (−1 for none), pixels and texts between."""
        pixels: list[int] = []
        texts: list[int] = []
        for _ in range(1000):
            if end not in self.joins:
                return -1, pixels, texts
            join = self.joins[end]
            if join.text >= 0:
                texts.append(join.text)
            end = join.other
            if self.ends[end].branch >= 0:
                return end, pixels, texts
            pixels.append(self.graph.nodes[self.ends[end].node].pixel)
            a, b = self.dots[self.ends[end].node]
            end = b if end == a else a
        return -1, pixels, texts

    def paths_from(self, start: int) -> list[Path]:
        """All ways from an end that touches a thing to other such ends."""
        first = self.ends[start]
        result: list[Path] = []
        stack: list[tuple[int, int, list[int], list[int], frozenset[int]]] = [(first.node, first.branch, [], [], frozenset())]
        for _ in range(MOST_STEPS):
            if not stack or len(result) == MOST_PATHS:
                break
            node, branch, pixels, texts, used = stack.pop()
            self.steps += 1
            if branch in used:
                continue
            used = used | {branch}
            pixels = pixels + self.graph.pixels_from(branch, node)
            other = self.graph.other(branch, node)
            end = self.at.get((other, branch), -1)
            if end < 0:
                for candidate in self._following(branch, other):
                    stack.append((other, candidate, pixels, texts, used))
            elif end != start and self.ends[end].thing:
                result.append(Path(start, end, pixels, texts))
            elif end != start:
                end, dots, between = self.over_gaps(end)
                if end >= 0:
                    stack.append((self.ends[end].node, self.ends[end].branch, pixels + dots, texts + between, used))
        return result

    def _following(self, branch: int, node: int) -> list[int]:
        """Where a stroke goes on from a meeting place: at a crossing straight on, at a fork everywhere but back."""
        dx, dy = direction(self.graph, branch, node, self.reach)
        found = []
        for other in self.graph.nodes[node].branches:
            if other != branch:
                found.append((turn(-dx, -dy, *direction(self.graph, other, node, self.reach)), other))
        if len(found) >= 3:
            return [min(found, key=lambda item: (-item[0], item[1]))[1]]
        return [other for cosine, other in found if cosine > -0.5]
