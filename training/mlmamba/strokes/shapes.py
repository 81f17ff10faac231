"""Shapes that texts stand in (boxes, ellipses, diamonds; rows of one box joined), frames around shapes, and what is no shape."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .ground import INK, Boxes
from .regions import Outline, Regions

MOST_CELLS = 240
"""With more rectangles than this a picture is a table, and its cells are not joined."""
SOLID = 84
"""Per cent of its convex hull that a shape fills."""


@dataclass
class Shape:
    """One node of a drawing, or a frame. Sides are the thicknesses of what is drawn around it: left, top, right, bottom."""

    regions: list[int]
    outline: Outline
    texts: list[int]
    sides: tuple[int, int, int, int] = (0, 0, 0, 0)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """x0, y0, x1, y1 of the inside."""
        return int(self.outline.left.min()), self.outline.top, int(self.outline.right.max()), self.outline.bottom


@dataclass
class Layout:
    nodes: list[Shape]
    frames: list[Shape]
    free: list[int]
    """Texts in no node."""
    inside: NDArray[np.int64]
    """For each text its region, −1 for none."""
    tones: set[int] = field(default_factory=set)
    """Colours that drawings are drawn on."""


def text_regions(regions: Regions, boxes: Boxes, grounds: list[int]) -> NDArray[np.int64]:
    """For each text the region that most of its samples of its own background are in, −1 for none."""
    result = np.full(len(boxes), -1, np.int64)
    for n, (x, y, w, h) in enumerate(boxes.tolist()):
        rows = np.clip(y + (np.arange(4) * 2 + 1) * h // 8, 0, regions.height - 1)
        columns = np.clip(x + (np.arange(16) * 2 + 1) * w // 32, 0, regions.width - 1)
        found = regions.of_run[regions.run_map[rows[:, None], columns].ravel()]
        found = found[found >= 0]
        found = found[regions.tone[found] == grounds[n]]
        if len(found):
            values, counts = np.unique(found, return_counts=True)
            result[n] = values[counts.argmax()]
    return result


def _blocks(boxes: Boxes, texts: list[int], unit: int) -> int:
    """How many blocks of lines that follow each other closely the texts make."""
    count, bottom = 0, -10 * unit
    for n in sorted(texts, key=lambda n: (int(boxes[n, 1]), n)):
        y, h = int(boxes[n, 1]), int(boxes[n, 3])
        if y > bottom + unit:
            count += 1
        bottom = max(bottom, y + h)
    return count


def _is_ground(regions: Regions, region: int, holders: NDArray[np.int64], texts: list[int], boxes: Boxes, unit: int) -> bool:
    x0, y0, x1, y1 = (int(values[region]) for values in (regions.x0, regions.y0, regions.x1, regions.y1))
    if (x0 <= 1) + (y0 <= 1) + (x1 >= regions.width - 1) + (y1 >= regions.height - 1) >= 3:
        return True
    outline = regions.outline(region)
    core = outline.trimmed(max(3, unit // 5))
    inner = holders[(regions.x0[holders] > x0) & (regions.x1[holders] < x1) & (regions.y0[holders] > y0) & (regions.y1[holders] < y1)]
    for other in inner.tolist():
        run = regions.runs(other)[0]
        if regions.area[other] * 2 >= unit * unit and outline.holds(int(regions.start[run]), int(regions.row[run])):
            return True
    area = outline.area()
    if core.area() * 200 < SOLID * core.hull():
        return True
    if area - int(regions.area[region]) > 6 * unit and _blocks(boxes, texts, unit) > 1:
        return True
    # A single line in a large place of the page's colour, not in its middle: a label that connectors go around.
    if len(texts) != 1 or regions.tone[region] or min(x1 - x0, y1 - y0) < 6 * unit:
        return False
    x, y, w, h = boxes[texts[0]].tolist()
    return 6 * abs(2 * x + w - x0 - x1) > 2 * (x1 - x0) or 5 * abs(2 * y + h - y0 - y1) > 2 * (y1 - y0)


def _side(ground: NDArray[np.uint8], points: list[tuple[int, int]], dx: int, dy: int, most: int) -> int:
    """The lower median of how many pixels of ink follow the points in a direction."""
    height, width = ground.shape
    counts = []
    for x, y in points:
        count = 0
        while count < most:
            px, py = x + dx * count, y + dy * count
            if not (0 <= px < width and 0 <= py < height) or ground[py, px] != INK:
                break
            count += 1
        counts.append(count)
    return sorted(counts)[(len(counts) - 1) // 2]


Points = list[tuple[int, int]]


def around(outline: Outline) -> tuple[Points, Points, Points, Points]:
    """Nine places just outside of an outline on each side: left, top, right, bottom."""
    rows = [(k * len(outline.left)) // 10 for k in range(1, 10)]
    left = [(int(outline.left[r]) - 1, outline.top + r) for r in rows]
    right = [(int(outline.right[r]), outline.top + r) for r in rows]
    x0, x1 = int(outline.left.min()), int(outline.right.max())
    above, below = [], []
    for k in range(1, 10):
        x = x0 + k * (x1 - x0) // 10
        holding = np.flatnonzero((outline.left <= x) & (x < outline.right))
        if len(holding):
            above.append((x, outline.top + int(holding[0]) - 1))
            below.append((x, outline.top + int(holding[-1]) + 1))
    return left, above, right, below


def sides(ground: NDArray[np.uint8], outline: Outline, unit: int) -> tuple[int, int, int, int]:
    """Thickness of what is drawn around an outline: left, top, right, bottom."""
    most = max(4, unit // 2)
    left, above, right, below = around(outline)
    x0, x1 = int(outline.left.min()), int(outline.right.max())
    found = (
        _side(ground, left, -1, 0, most),
        _side(ground, above, 0, -1, most),
        _side(ground, right, 1, 0, most),
        _side(ground, below, 0, 1, most),
    )
    # Along rows and columns a slanting side is thicker than it is.
    if outline.area() * 10 < (x1 - x0) * len(outline.left) * 7:
        return ((found[0] + 1) // 2, (found[1] + 1) // 2, (found[2] + 1) // 2, (found[3] + 1) // 2)
    return found


def _between_nodes(regions: Regions, region: int, nodes: set[int], unit: int) -> bool:
    """Whether much of what is behind the lines around a region is nodes: then it lies between them, and connectors go around it."""
    count = 0
    for points, (dx, dy) in zip(around(regions.outline(region).trimmed(max(3, unit // 5))), ((-1, 0), (0, -1), (1, 0), (0, 1)), strict=True):
        for x, y in points:
            for step in range(max(4, unit // 2)):
                px, py = x + dx * step, y + dy * step
                if not (0 <= px < regions.width and 0 <= py < regions.height):
                    break
                beyond = regions.at(px, py)
                if beyond >= 0:
                    count += beyond != region and beyond in nodes
                    break
    return count >= 6


def _joined(boxes: list[tuple[int, int, int, int]], unit: int) -> list[int]:
    """Rectangles (x0, y0, x1, y1) that make up a larger one, as the cells of a table do: for each the first of its set."""
    parent = list(range(len(boxes)))
    extent = list(boxes)
    gap = max(4, unit // 4)

    def find(n: int) -> int:
        while parent[n] != n:
            n = parent[n]
        return n

    changed = True
    while changed:
        changed = False
        roots = [n for n in range(len(boxes)) if parent[n] == n]
        # First cells of a row, then rows; a change of one lets others fit.
        for across in (True, False):
            for a in roots:
                for b in roots:
                    if a >= b or parent[a] != a or parent[b] != b:
                        continue
                    ax0, ay0, ax1, ay1 = extent[a]
                    bx0, by0, bx1, by1 = extent[b]
                    if across:
                        fits = abs(ay0 - by0) <= 3 and abs(ay1 - by1) <= 3 and (0 < bx0 - ax1 <= gap or 0 < ax0 - bx1 <= gap)
                    else:
                        fits = abs(ax0 - bx0) <= 3 and abs(ax1 - bx1) <= 3 and (0 < by0 - ay1 <= gap or 0 < ay0 - by1 <= gap)
                    if fits:
                        parent[b] = a
                        extent[a] = (min(ax0, bx0), min(ay0, by0), max(ax1, bx1), max(ay1, by1))
                        changed = True
    return [find(n) for n in range(len(boxes))]


def _merged(outlines: list[Outline]) -> Outline:
    if len(outlines) == 1:
        return outlines[0]
    top, bottom = min(o.top for o in outlines), max(o.bottom for o in outlines)
    left, right = np.full(bottom - top, 1 << 20, np.int64), np.full(bottom - top, -1, np.int64)
    for o in outlines:
        rows = slice(o.top - top, o.bottom - top)
        left[rows] = np.minimum(left[rows], o.left)
        right[rows] = np.maximum(right[rows], o.right)
    # Rows of ink between two cells are as wide as the row above them.
    for r in range(1, bottom - top):
        if right[r] < 0:
            left[r], right[r] = left[r - 1], right[r - 1]
    return Outline(top, left, right)


def _parts(regions: Regions, cells: list[int], loose: list[int], tones: set[int], unit: int) -> list[int]:
    """Regions without a text that belong to the node of some cells: the lid of a cylinder, the strips beside a subroutine."""
    x0, y0 = min(int(regions.x0[c]) for c in cells), min(int(regions.y0[c]) for c in cells)
    x1, y1 = max(int(regions.x1[c]) for c in cells), max(int(regions.y1[c]) for c in cells)
    cell_tones = {int(regions.tone[c]) for c in cells}
    gap = max(5, unit // 3)
    result = []
    for r in loose:
        rx0, ry0, rx1, ry1 = int(regions.x0[r]), int(regions.y0[r]), int(regions.x1[r]), int(regions.y1[r])
        if rx0 >= x1 + gap or rx1 <= x0 - gap or ry0 >= y1 + gap or ry1 <= y0 - gap:
            continue
        across, along = rx0 >= x0 - 4 and rx1 <= x1 + 4, ry0 >= y0 - 4 and ry1 <= y1 + 4
        tone = int(regions.tone[r])
        lid = across and (rx1 - rx0) * 5 >= (x1 - x0) * 4 and 2 * (ry1 - ry0) <= 3 * unit
        strip = along and (ry1 - ry0) * 5 >= (y1 - y0) * 4 and 2 * (rx1 - rx0) <= 3 * unit
        if (tone in cell_tones and tone not in tones and (across or along)) or (tone in cell_tones and (lid or strip)):
            result.append(r)
    return result


def _is_chip(shape: Shape, boxes: Boxes, unit: int) -> bool:
    """A patch of colour just around a text, without an outline: it keeps a label readable."""
    x0, y0, x1, y1 = shape.box
    x, y = int(boxes[shape.texts, 0].min()), int(boxes[shape.texts, 1].min())
    right, bottom = int((boxes[shape.texts, 0] + boxes[shape.texts, 2]).max()), int((boxes[shape.texts, 1] + boxes[shape.texts, 3]).max())
    near = max(x - x0, x1 - right) * 2 <= unit and max(y - y0, y1 - bottom) * 3 <= unit
    return near and max(shape.sides) <= 1


def thin_regions(regions: Regions, unit: int) -> NDArray[np.bool_]:
    """Which regions are but lines."""
    return regions.area <= max(4, unit // 4) * np.maximum(regions.x1 - regions.x0, regions.y1 - regions.y0)


def find_layout(regions: Regions, ground: NDArray[np.uint8], boxes: Boxes, grounds: list[int], unit: int) -> Layout:
    inside = text_regions(regions, boxes, grounds)
    texts: dict[int, list[int]] = {}
    for n, region in enumerate(inside.tolist()):
        if region >= 0:
            texts.setdefault(region, []).append(n)
    holders = np.array(sorted(texts), np.int64)
    tones = {0}
    grounded = []
    cells: list[int] = []
    for region in holders.tolist():
        if _is_ground(regions, region, holders, texts[region], boxes, unit):
            grounded.append(region)
            tones.add(int(regions.tone[region]))
        else:
            cells.append(region)
    # Frames without a title.
    large = np.flatnonzero(regions.area > 4 * unit * unit)
    for region in large[~np.isin(large, holders)].tolist():
        if _is_ground(regions, region, holders, [], boxes, unit):
            grounded.append(region)
            tones.add(int(regions.tone[region]))
    # Empty cells of a box: rectangles without a text.
    w, h = regions.x1 - regions.x0, regions.y1 - regions.y0
    empty = (2 * regions.area >= unit * unit) & (regions.area * 10 >= w * h * 9) & (h * 2 >= unit) & (w * 2 >= unit)
    empty &= (regions.x0 > 1) & (regions.y0 > 1) & (regions.x1 < regions.width - 1) & (regions.y1 < regions.height - 1)
    empty[holders] = False
    empty[grounded] = False
    cells += np.flatnonzero(empty).tolist()
    if len(cells) <= MOST_CELLS:
        extent = [(int(regions.x0[c]), int(regions.y0[c]), int(regions.x1[c]), int(regions.y1[c])) for c in cells]
        roots = _joined(extent, unit)
    else:
        roots = list(range(len(cells)))
    sets: dict[int, list[int]] = {}
    for cell, root in zip(cells, roots, strict=True):
        sets.setdefault(root, []).append(cell)
    lone = {cells_[0] for cells_ in sets.values() if len(cells_) == 1}
    nodes = {cell for cells_ in sets.values() for cell in cells_ if any(other in texts for other in cells_)}
    for cell in sorted(lone & nodes, key=lambda cell: (-int(regions.area[cell]), cell)):
        if int(regions.tone[cell]) in tones and _between_nodes(regions, cell, nodes, unit):
            nodes.remove(cell)
    sets = {root: cells_ for root, cells_ in sets.items() if any(cell in nodes for cell in cells_)}
    layout = Layout([], [], [], inside, tones)
    used = {cell for root in sets for cell in sets[root] if any(cell in texts for cell in sets[root])}
    whole = (4 * regions.area >= unit * unit) & ~thin_regions(regions, unit)
    loose = [r for r in np.flatnonzero(whole).tolist() if r not in texts and r not in used]
    for root in sorted(sets):
        held = sorted(n for cell in sets[root] for n in texts.get(cell, []))
        if not held:
            continue
        parts = _parts(regions, sets[root], loose, tones, unit)
        sets[root] = sets[root] + parts
        outline = _merged([regions.outline(cell).trimmed(max(3, unit // 5)) for cell in sets[root]])
        shape = Shape(sets[root], outline, held, sides(ground, outline, unit))
        if len(sets[root]) > 1 or not _is_chip(shape, boxes, unit):
            layout.nodes.append(shape)
    in_node = {n for shape in layout.nodes for n in shape.texts}
    layout.free = [n for n in range(len(boxes)) if n not in in_node]
    for region in grounded:
        outline = regions.outline(region)
        x0, y0, x1, y1 = (int(values[region]) for values in (regions.x0, regions.y0, regions.x1, regions.y1))
        closed = x0 > 1 and y0 > 1 and x1 < regions.width - 1 and y1 < regions.height - 1
        if closed and regions.tone[region] and outline.area() * 200 >= SOLID * outline.hull():
            layout.frames.append(Shape([region], outline, texts.get(region, []), sides(ground, outline, unit)))
    return layout


def paint(owner: NDArray[np.int32], shape: Shape, number: int, wider: int = 1) -> None:
    """Gives a shape with what is drawn around it, and `wider` pixels more, to `number`, where nobody has it. In place."""
    height, width = owner.shape
    dl, dt, dr, db = (side + wider for side in shape.sides)
    outline = shape.outline
    rows = len(outline.left)
    for y in range(max(0, outline.top - dt), min(height, outline.bottom + db)):
        first, last = max(0, y - db - outline.top), min(rows, y + dt + 1 - outline.top)
        x0 = max(0, int(outline.left[first:last].min()) - dl)
        x1 = min(width, int(outline.right[first:last].max()) + dr)
        part = owner[y, x0:x1]
        part[part == 0] = number
