"""The connectors of a drawing: what is read from pixels, before it becomes features of lines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .contacts import ends_of, pins
from .ends import End
from .frames import add_rectangles, rectangles
from .graph import Graph, contract, graph_of, prune
from .ground import INK, Boxes, bridge_texts, colour_map, erase_text, fill_dashes, palette
from .lifelines import find_lifelines, join_across, join_feet, paint_lifelines
from .joins import joins_of, resolve
from .regions import MOST_RUNS, Regions, count_runs
from .shapes import Layout, find_layout, paint, thin_regions
from .thin import thinned
from .trace import Path, Tracer


# What goes beyond these is a photograph, noise or a pattern.
TALLEST_UNIT = 200
MOST_COVER = 2
"""Texts' boxes within the picture, together, in times of its pixels."""
MOST_STROKES = 1 << 20
MOST_NODES = 20_000
MOST_ENDS = 4000
MOST_STEPS_IN_ALL = 400_000
MOST_AROUND = 4_000_000
"""Ends times the usual height squared: what is looked at around ends."""


@dataclass
class Drawing:
    layout: Layout
    ends: list[End]
    paths: list[Path]
    on_lifeline: set[int]
    """Numbers of the participants of a sequence diagram."""
    stride: int
    unit: int
    strokes: NDArray[np.bool_]
    owner: NDArray[np.int32]


def unit_of(boxes: Boxes) -> int:
    """Usual height of a line."""
    short = np.sort(np.minimum(boxes[:, 2], boxes[:, 3]))
    return max(8, int(short[(len(short) - 1) // 2]))


def covered(width: int, height: int, boxes: Boxes) -> bool:
    """Whether texts cover more than they can."""
    across = np.minimum(boxes[:, 0] + boxes[:, 2], width) - np.maximum(boxes[:, 0], 0)
    down = np.minimum(boxes[:, 1] + boxes[:, 3], height) - np.maximum(boxes[:, 1], 0)
    return int((np.maximum(across, 0) * np.maximum(down, 0)).sum()) > MOST_COVER * width * height


def is_crowded(graph: Graph, unit: int) -> bool:
    """Whether a graph has too many nodes or ends."""
    if len(graph.nodes) > MOST_NODES:
        return True
    ends = sum(len(node.branches) == 1 or (node.owner > 0 and len(node.branches) > 0) for node in graph.nodes)
    return ends > MOST_ENDS or ends * unit * unit > MOST_AROUND


def read_drawing(rgb: NDArray[np.uint8], boxes: Boxes) -> Drawing | None:
    """None for what is no drawing."""
    unit = unit_of(boxes)
    height, width = rgb.shape[:2]
    if unit > TALLEST_UNIT or covered(width, height, boxes):
        return None
    colours, grounds = palette(rgb, boxes, unit)
    ground = colour_map(rgb, colours)
    erase_text(ground, boxes, grounds)
    ink = ground == INK
    fill_dashes(ink, unit)
    fill_dashes(ink.T, unit)
    ground[ink] = INK
    bridge_texts(ink, boxes, unit)
    bridge_texts(ink.T, boxes[:, [1, 0, 3, 2]], unit)
    if count_runs(ground) > MOST_RUNS:
        return None
    regions = Regions(ground)
    if regions.count == 0:
        return None
    layout = find_layout(regions, ground, boxes, grounds, unit)
    lifelines = find_lifelines(layout, regions, ink, boxes, unit)
    same = join_feet(lifelines, layout, unit)
    # Messages and lifelines make rectangles too.
    found = [r for r in rectangles(ink, unit) if all(abs(x - line.middle) > unit for line in lifelines for x in (r[0], r[2]))]
    add_rectangles(layout, found, ground, boxes, unit)
    # Specks of colour (the inside of an arrow head, blur) and what is no ground are drawn.
    held = np.zeros(regions.count, bool)
    held[layout.inside[layout.inside >= 0]] = True
    ground_tone = np.isin(regions.tone, sorted(layout.tones))
    drawn = ~held & ((2 * regions.area < unit * unit) | thin_regions(regions, unit) | ~ground_tone)
    # What sticks out of a node is a stroke of its colour; what is in the node is taken away below.
    drawn[[region for shape in layout.nodes for region in shape.regions]] = True
    is_ink = np.append(drawn, True)[regions.of_run]
    strokes = np.repeat(is_ink, regions.end - regions.start).reshape(height, width)
    strokes |= ink
    owner = np.zeros((height, width), np.int32)
    for number, shape in enumerate(layout.nodes):
        paint(owner, shape, same.get(number, number) + 1)
    paint_lifelines(owner, lifelines)
    band = np.zeros((height, width), np.int32)
    for number, shape in enumerate(layout.frames):
        frame_band(band, shape, number + 1)
    strokes &= (owner == 0) & (band == 0)
    near = np.zeros((height, width), np.int32)
    for number, shape in enumerate(layout.nodes):
        paint(near, shape, same.get(number, number) + 1, 1 + max(3, unit // 4))
    strokes[1:-1, 1:-1] |= strokes[:-2, 1:-1] & strokes[2:, 1:-1] & strokes[1:-1, :-2] & strokes[1:-1, 2:]
    labels, _ = ndimage.label(strokes, np.ones((3, 3)))
    kept = np.bincount(labels.ravel()) >= 3
    # What is left of letters in and around a text's box.
    found = ndimage.find_objects(labels)
    top = np.array([s[0].start for s in found], np.int64)
    bottom = np.array([s[0].stop for s in found], np.int64)
    left = np.array([s[1].start for s in found], np.int64)
    right = np.array([s[1].stop for s in found], np.int64)
    litter = [(x - m, y - m, x + w + m, y + h + m) for x, y, w, h in boxes.tolist() for m in [max(3, min(w, h) // 4)]]
    for shape in layout.frames:
        x0, y0, x1, y1 = shape.box
        litter += [(x, y, x + unit, y + unit) for x in (x0, x1 - unit) for y in (y0, y1 - unit)]
    for x0, y0, x1, y1 in litter:
        kept[1:][(top >= y0) & (bottom <= y1) & (left >= x0) & (right <= x1)] = False
    # Of an outline what is thicker or more crooked than most of it: nothing of that leaves the shape.
    parts = labels[strokes]
    least, most = np.full(len(kept), 1 << 30), np.full(len(kept), -1)
    np.minimum.at(least, parts, near[strokes])
    np.maximum.at(most, parts, near[strokes])
    kept &= (least == 0) | (least != most)
    strokes &= kept[labels]
    padded = np.zeros((height + 2, width + 2), bool)
    padded[1:-1, 1:-1] = strokes
    padded_owner = np.zeros((height + 2, width + 2), np.int32)
    padded_owner[1:-1, 1:-1] = owner
    stride = width + 2
    mask = padded.ravel().astype(np.uint8)
    at = np.flatnonzero(mask)
    if len(at) > MOST_STROKES:
        return None
    owners = pins(mask, at, padded_owner.ravel(), stride)
    left = thinned(mask, stride, np.array(sorted(owners), np.int64))
    graph = graph_of(mask, left, stride, owners)
    prune(graph, max(5, unit * 3 // 4))
    contract(graph, max(4, unit // 3))
    if is_crowded(graph, unit):
        return None
    solid = np.zeros((height + 2, width + 2), bool)
    full = strokes & ~(ground_tone[regions.of_run] & (regions.of_run >= 0))[regions.run_map]
    solid[2:-2, 2:-2] = full[1:-1, 1:-1] & full[:-2, 1:-1] & full[2:, 1:-1] & full[1:-1, :-2] & full[1:-1, 2:]
    ends = ends_of(graph, mask, padded, solid, padded_owner, unit)
    texts = [(n, (x + 1, y + 1, x + w + 1, y + h + 1)) for n in layout.free for x, y, w, h in [boxes[n].tolist()]]
    joins = joins_of(ends, texts, unit)
    join_across(ends, lifelines, joins, unit)
    padded_band = np.zeros((height + 2, width + 2), np.int32)
    padded_band[1:-1, 1:-1] = band
    frames, nodes = len(layout.frames), len(layout.nodes)
    resolve(ends, joins, texts, padded_owner, padded_band, unit, nodes, nodes + frames + 1)
    tracer = Tracer(ends, graph, joins, unit)
    paths = []
    for n, end in enumerate(ends):
        if end.thing and end.branch >= 0:
            paths += tracer.paths_from(n)
        if tracer.steps > MOST_STEPS_IN_ALL:
            return None
    return Drawing(layout, ends, paths, {line.node + 1 for line in lifelines}, stride, unit, padded, padded_owner)


def frame_band(band: NDArray[np.int32], shape, number: int) -> None:
    """Gives what is drawn around a frame to `number`, its inside left out."""
    height, width = band.shape
    dl, dt, dr, db = (side + 1 for side in shape.sides)
    outline = shape.outline
    rows = len(outline.left)
    for y in range(max(0, outline.top - dt), min(height, outline.bottom + db)):
        first, last = max(0, y - db - outline.top), min(rows, y + dt + 1 - outline.top)
        x0 = max(0, int(outline.left[first:last].min()) - dl)
        x1 = min(width, int(outline.right[first:last].max()) + dr)
        r = y - outline.top
        if 0 <= r < rows:
            band[y, x0 : int(outline.left[r])] = number
            band[y, int(outline.right[r]) : x1] = number
        else:
            band[y, x0:x1] = number
