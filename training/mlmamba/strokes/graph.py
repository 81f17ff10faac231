"""Thin strokes as a graph: branches of pixels between free ends, contacts with shapes, and places where branches meet."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .thin import COUNTS, PARTS, codes, offsets


@dataclass
class Node:
    """An end or a meeting place. `owner` is the number of the shape that is touched, 0 for none; `pixel` is its first pixel."""

    pixel: int
    owner: int
    branches: list[int] = field(default_factory=list)


@dataclass
class Branch:
    """From node a to node b; pixels in this order, both ends included."""

    a: int
    b: int
    pixels: list[int]


@dataclass
class Graph:
    nodes: list[Node]
    branches: list[Branch | None]
    stride: int

    def add(self, a: int, b: int, pixels: list[int]) -> None:
        self.branches.append(Branch(a, b, pixels))
        self.nodes[a].branches.append(len(self.branches) - 1)
        self.nodes[b].branches.append(len(self.branches) - 1)

    def remove(self, number: int) -> None:
        branch = self.branches[number]
        assert branch is not None
        for end in {branch.a, branch.b}:
            self.nodes[end].branches = [n for n in self.nodes[end].branches if n != number]
        self.branches[number] = None

    def pixels_from(self, number: int, node: int) -> list[int]:
        branch = self.branches[number]
        assert branch is not None
        return branch.pixels if branch.a == node else branch.pixels[::-1]

    def other(self, number: int, node: int) -> int:
        branch = self.branches[number]
        assert branch is not None
        return branch.b if branch.a == node else branch.a

    def smooth(self, node: int) -> None:
        """Makes one branch of two that meet at a node that nothing else does."""
        found = self.nodes[node]
        if found.owner or len(found.branches) != 2 or found.branches[0] == found.branches[1]:
            return
        first, second = found.branches
        a, b = self.other(first, node), self.other(second, node)
        pixels = self.pixels_from(first, a) + self.pixels_from(second, node)[1:]
        self.remove(first)
        self.remove(second)
        self.add(a, b, pixels)


def turn(ax: int, ay: int, bx: int, by: int) -> float:
    """Cosine of the angle between two directions; 1 where one of them is unknown."""
    size = math.sqrt((ax * ax + ay * ay) * (bx * bx + by * by))
    return (ax * bx + ay * by) / size if size > 0 else 1.0


def direction(graph: Graph, branch: int, node: int, reach: int) -> tuple[int, int]:
    """From a node along a branch, `reach` pixels on or to the branch's end."""
    pixels = graph.pixels_from(branch, node)
    last = pixels[min(reach, len(pixels) - 1)]
    return last % graph.stride - pixels[0] % graph.stride, last // graph.stride - pixels[0] // graph.stride


def _clusters(pixels: list[int], around: tuple[int, ...]) -> dict[int, int]:
    """For each pixel the number of its connected set, in the order of their first pixels."""
    left = set(pixels)
    number: dict[int, int] = {}
    count = 0
    for pixel in pixels:
        if pixel in number:
            continue
        stack = [pixel]
        number[pixel] = count
        while stack:
            at = stack.pop()
            for offset in around:
                beside = at + offset
                if beside in left and beside not in number:
                    number[beside] = count
                    stack.append(beside)
        count += 1
    return number


def graph_of(mask: NDArray[np.uint8], at: NDArray[np.int64], stride: int, owners: dict[int, int]) -> Graph:
    """mask and at: thin strokes; owners: the pinned pixels and the shapes that they touch."""
    around = offsets(stride)
    straight_first = (around[0], around[2], around[4], around[6], around[1], around[3], around[5], around[7])
    code = codes(mask, at, stride)
    parts, beside = PARTS[code], COUNTS[code]
    meeting = [p for p in at[beside >= 3].tolist() if p not in owners]
    cluster = _clusters(meeting, around)
    graph = Graph([], [], stride)
    node_of: dict[int, int] = {}
    of_cluster: dict[int, int] = {}
    ends = parts <= 1
    for pixel, is_end in zip(at.tolist(), ends.tolist(), strict=True):
        if pixel in cluster:
            if cluster[pixel] not in of_cluster:
                of_cluster[cluster[pixel]] = len(graph.nodes)
                graph.nodes.append(Node(pixel, 0))
            node_of[pixel] = of_cluster[cluster[pixel]]
        elif is_end or pixel in owners:
            node_of[pixel] = len(graph.nodes)
            graph.nodes.append(Node(pixel, owners.get(pixel, 0)))
    seen: set[int] = set()
    joined: set[tuple[int, int]] = set()
    for pixel, node in node_of.items():
        for offset in straight_first:
            start = pixel + offset
            if not mask[start] or start in seen:
                continue
            if start in node_of:
                other = node_of[start]
                pair = (min(node, other), max(node, other))
                if node != other and pair not in joined:
                    joined.add(pair)
                    graph.add(node, other, [pixel, start])
                continue
            pixels = [pixel, start]
            seen.add(start)
            last = -1
            while last < 0:
                following = -1
                for step in straight_first:
                    pixel_there = pixels[-1] + step
                    if not mask[pixel_there] or pixel_there == pixels[-2]:
                        continue
                    if pixel_there in node_of:
                        if node_of[pixel_there] != node or len(pixels) > 3:
                            last = node_of[pixel_there]
                            pixels.append(pixel_there)
                            break
                    elif following < 0 and pixel_there not in seen:
                        following = pixel_there
                if last >= 0:
                    break
                if following < 0:
                    last = len(graph.nodes)
                    graph.nodes.append(Node(pixels[-1], 0))
                    break
                seen.add(following)
                pixels.append(following)
            graph.add(node, last, pixels)
    return graph


def prune(graph: Graph, spur: int) -> None:
    """Takes away short branches that end nowhere beside longer ones, the barbs of arrow heads among them, and joins what is left."""
    for number, node in enumerate(graph.nodes):
        if len(node.branches) < 3:
            continue
        short = []
        for at in node.branches:
            other = graph.other(at, number)
            if other != number and len(graph.pixels_from(at, number)) <= spur and not graph.nodes[other].owner and len(graph.nodes[other].branches) == 1:
                short.append(at)
        kept = [at for at in node.branches if at not in short]
        if len(kept) == 1:
            # The shaft behind a head whose tip is all that is left.
            dx, dy = direction(graph, kept[0], number, spur)
            straight = [(turn(-dx, -dy, *direction(graph, at, number, spur)), at) for at in short if len(graph.pixels_from(at, number)) > 4]
            cosine, shaft = max(straight, key=lambda item: (item[0], -item[1]), default=(0.0, -1))
            if cosine > 0.85:
                short.remove(shaft)
        if kept:
            for at in short:
                graph.remove(at)
    for number in range(len(graph.nodes)):
        graph.smooth(number)


def contract(graph: Graph, link: int) -> None:
    """Makes one meeting place of two that a short branch joins: lines that cross at a small angle share some pixels."""
    for number, branch in enumerate(list(graph.branches)):
        if branch is None or graph.branches[number] is None or len(branch.pixels) > link or branch.a == branch.b:
            continue
        a, b = branch.a, branch.b
        if graph.nodes[a].owner or graph.nodes[b].owner or min(len(graph.nodes[a].branches), len(graph.nodes[b].branches)) < 3:
            continue
        graph.remove(number)
        for other in list(graph.nodes[b].branches):
            moved = graph.branches[other]
            assert moved is not None
            if moved.a == b:
                moved.a = a
            if moved.b == b:
                moved.b = a
            graph.nodes[a].branches.append(other)
        graph.nodes[b].branches = []
