"""Relations between lines of text that follow from a drawing's connectors."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .drawing import Drawing
from .ends import FOOT
from .shapes import Layout
from .ground import Boxes
from .trace import Path

PAIRS = 10
LINES = 3


@dataclass
class Edge:
    """A connector between two nodes (indices): from a to b where only the far end has a head, both ways, or without a direction."""

    a: int
    b: int
    kind: str
    paths: list[Path]
    labels: list[int] = field(default_factory=list)


def edges_of(drawing: Drawing) -> list[Edge]:
    ends = drawing.ends
    best: dict[tuple[int, int], Path] = {}
    for path in drawing.paths:
        key = (min(path.a, path.b), max(path.a, path.b))
        if key not in best or len(path.pixels) < len(best[key].pixels):
            best[key] = path
    directed: set[int] = set()
    feet = sum(end.head == FOOT for end in ends)
    undirected = feet > 0 and feet * 2 >= sum(end.head == 2 for end in ends)

    def is_line(a: int, b: int) -> bool:
        return undirected or ends[a].head == ends[b].head or FOOT in (ends[a].head, ends[b].head)

    for a, b in best:
        if not is_line(a, b):
            directed |= {a, b}
    edges: dict[tuple[int, int, str], Edge] = {}
    for (a, b), path in sorted(best.items()):
        first, second = ends[a], ends[b]
        both = drawing.on_lifeline.issuperset({first.thing, second.thing})
        if (first.thing == second.thing or both) and is_line(a, b):
            continue
        if first.thing == second.thing and (len(path.pixels) < 2 * drawing.unit or max(first.head, second.head) < 2):
            continue
        if not is_line(a, b):
            kind = "arrow"
            if first.head > second.head:
                first, second = second, first
        else:
            # What takes part in an arrow says nothing of the other ends at the same fork.
            if a in directed or b in directed:
                continue
            kind = "both" if first.head == second.head == 2 and not undirected else "line"
        key = (first.thing - 1, second.thing - 1, kind)
        if key not in edges:
            edges[key] = Edge(*key, [])
        edges[key].paths.append(path)
    return list(edges.values())


def _away(box: tuple[int, int, int, int], pixels: NDArray[np.int64], stride: int) -> int:
    """Squared distance of a text's box x0, y0, x1, y1 from the nearest of a path's pixels."""
    x, y = pixels % stride - 1, pixels // stride - 1
    dx = np.maximum(np.maximum(box[0] - x, x - (box[2] - 1)), 0)
    dy = np.maximum(np.maximum(box[1] - y, y - (box[3] - 1)), 0)
    return int((dx * dx + dy * dy).min())


def label_edges(drawing: Drawing, edges: list[Edge], boxes: Boxes, titles: set[int]) -> None:
    """Each free text near a connector becomes its label."""
    unit = drawing.unit
    free = [n for n in drawing.layout.free if n not in titles]
    pixels = [[np.array(path.pixels, np.int64) for path in edge.paths] for edge in edges]
    for n in free:
        x, y, w, h = boxes[n].tolist()
        box = (x, y, x + w, y + h)
        through = [edge for edge in edges if any(n in path.texts for path in edge.paths)]
        if through:
            for edge in through:
                edge.labels.append(n)
            continue
        away = [min(_away(box, p, drawing.stride) for p in paths) for paths in pixels]
        least = min(away, default=1 << 30)
        if least <= unit * unit:
            for edge, distance in zip(edges, away, strict=True):
                if distance == least:
                    edge.labels.append(n)


def frame_members(layout: Layout, boxes: Boxes, unit: int) -> tuple[list[list[int]], list[int]]:
    """For each frame the texts inside of it, and its title: the text just under its upper side or over its lower one, −1 for none."""
    members, titles = [], []
    for frame in layout.frames:
        x0, y0, x1, y1 = frame.box
        held = []
        for n, (x, y, w, h) in enumerate(boxes.tolist()):
            if frame.outline.holds(x + w // 2, y + h // 2):
                held.append(n)
        best, least = -1, 2 * unit
        for n in frame.texts:
            x, y, w, h = boxes[n].tolist()
            for away in (y - y0, y1 - (y + h)):
                if away < least:
                    best, least = n, away
        members.append([n for n in held if n != best])
        titles.append(best)
    return members, titles


def stroke_features(drawing: Drawing, boxes: Boxes) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    count = len(boxes)
    pairs = np.zeros((count, count, PAIRS), np.uint8)
    lines = np.zeros((count, LINES), np.uint8)
    edges = edges_of(drawing)
    if not edges:
        return pairs, lines
    layout = drawing.layout
    members, titles = frame_members(layout, boxes, drawing.unit)
    nodes = layout.nodes
    things = [shape.texts for shape in nodes] + [[title] if title >= 0 else [] for title in titles] + [[n] for n in range(count)]
    taken = set(titles) | {n for edge in edges for thing in (edge.a, edge.b) if thing >= len(nodes) for n in things[thing]}
    label_edges(drawing, edges, boxes, taken)
    for title, held in zip(titles, members, strict=True):
        for n in held if title >= 0 else []:
            pairs[title, n, 8] = pairs[n, title, 9] = 1
    for edge in edges:
        a, b = things[edge.a], things[edge.b]
        for i in a if edge.a != edge.b else ():
            for j in b:
                if edge.kind in ("arrow", "both"):
                    pairs[i, j, 0] = pairs[j, i, 1] = 1
                if edge.kind == "both":
                    pairs[j, i, 0] = pairs[i, j, 1] = 1
                if edge.kind == "line":
                    pairs[i, j, 2] = pairs[j, i, 2] = 1
        starts, stops = (a, b) if edge.kind == "arrow" else (a + b, a + b)
        for label in edge.labels:
            for i in starts:
                pairs[i, label, 3] = pairs[label, i, 5] = 1
            for i in stops:
                pairs[i, label, 4] = pairs[label, i, 6] = 1
    for shape in nodes:
        for i in shape.texts:
            for j in shape.texts:
                if i != j:
                    pairs[i, j, 7] = 1
    lines[:, 0] = pairs[:, :, 0].any(1)
    lines[:, 1] = pairs[:, :, 1].any(1)
    lines[:, 2] = pairs[:, :, 5:7].any((1, 2))
    return pairs, lines
