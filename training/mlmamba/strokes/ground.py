"""Which colour each pixel has of the few that texts and pages stand on, and what is drawn on them: `colours[index]`, or INK."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

INK = 255
MOST_COLOURS = 24
SAME = 15
"""Colours (summed over the channels) this near are one."""
NEAR = 32
"""A pixel this near to a colour has it."""
COLUMNS, ROWS = 64, 48
SHARE = 32
"""Of the 64 × 48 samples of a picture this many make a colour, where they stand in flat places."""

Boxes = NDArray[np.int64]


def _bins(samples: NDArray[np.int64]) -> NDArray[np.int64]:
    """(…, 3) → 5 bits a channel."""
    return (samples[..., 0] >> 3) << 10 | (samples[..., 1] >> 3) << 5 | samples[..., 2] >> 3


def _usual(samples: NDArray[np.int64]) -> NDArray[np.int64]:
    """The colour of most samples (n, 3): of the fullest bin (the first of equals) the first sample, and the mean of all that are near it."""
    bins = _bins(samples)
    counts = np.bincount(bins, minlength=1 << 15)
    first = samples[int((bins == int(counts.argmax())).argmax())]
    near = samples[np.abs(samples - first).sum(-1) <= 24]
    return near.sum(0) // len(near)


def _flat_samples(rgb: NDArray[np.uint8], reach: int) -> NDArray[np.int64]:
    """(n, 3): samples of the picture whose neighbours, `reach` pixels away on all four sides, have the same colour."""
    height, width = rgb.shape[:2]
    rows = (np.arange(ROWS) * 2 + 1) * height // (2 * ROWS)
    columns = (np.arange(COLUMNS) * 2 + 1) * width // (2 * COLUMNS)
    at = rgb[rows[:, None], columns].astype(np.int64)
    flat = np.ones((ROWS, COLUMNS), bool)
    for dy, dx in ((0, reach), (0, -reach), (reach, 0), (-reach, 0)):
        beside = rgb[np.clip(rows + dy, 0, height - 1)[:, None], np.clip(columns + dx, 0, width - 1)].astype(np.int64)
        flat &= np.abs(beside - at).sum(-1) <= 24
    return at[flat]


def palette(rgb: NDArray[np.uint8], boxes: Boxes, unit: int) -> tuple[NDArray[np.int64], list[int]]:
    """The colours (P, 3), the page's first, and for each text the index of the one it stands on."""
    height, width = rgb.shape[:2]
    found: list[NDArray[np.int64]] = []

    def index_of(colour: NDArray[np.int64]) -> int:
        away = [int(np.abs(colour - other).sum()) for other in found]
        best = min(range(len(found)), key=lambda n: (away[n], n), default=-1)
        if best >= 0 and (away[best] <= SAME or len(found) == MOST_COLOURS):
            return best
        found.append(colour)
        return len(found) - 1

    border = np.concatenate([rgb[[1 % height, -2 % height]].reshape(-1, 3)[::4], rgb[:, [1 % width, -2 % width]].reshape(-1, 3)[::4]])
    index_of(_usual(border.astype(np.int64)))
    samples = _flat_samples(rgb, max(3, unit // 3))
    while len(samples) >= SHARE and len(found) < MOST_COLOURS // 2:
        colour = _usual(samples)
        kept = samples[np.abs(samples - colour).sum(-1) > NEAR // 2]
        if len(samples) - len(kept) < SHARE:
            break
        index_of(colour)
        samples = kept
    grounds = []
    for x, y, w, h in boxes.tolist():
        rows = np.clip(y + (np.arange(8) * 2 + 1) * h // 16, 0, height - 1)
        columns = np.clip(x + (np.arange(24) * 2 + 1) * w // 48, 0, width - 1)
        grounds.append(index_of(_usual(rgb[rows[:, None], columns].astype(np.int64).reshape(-1, 3))))
    return np.array(found).reshape(-1, 3), grounds


def colour_map(rgb: NDArray[np.uint8], colours: NDArray[np.int64]) -> NDArray[np.uint8]:
    """(H, W): index of the nearest colour, INK where none is near. Colours are compared with 6 bits a channel."""
    table = np.full(1 << 18, INK, np.uint8)
    best = np.full(1 << 18, NEAR + 1, np.int64)
    for index, colour in enumerate(colours):
        # Cells (0…63) of each channel that can be near, and how far their centres (4·cell + 2) are.
        cells = [np.arange(max(0, int(c) - NEAR - 2) >> 2, (min(255, int(c) + NEAR + 2) >> 2) + 1) for c in colour]
        far = [np.abs(4 * cell + 2 - int(c)) for cell, c in zip(cells, colour, strict=True)]
        away = far[0][:, None, None] + far[1][None, :, None] + far[2]
        at = cells[0][:, None, None] << 12 | cells[1][None, :, None] << 6 | cells[2]
        nearer = away < best[at]
        table[at[nearer]] = index
        best[at[nearer]] = away[nearer]
    r, g, b = (rgb[..., c] >> 2 for c in range(3))
    return table[r.astype(np.int32) << 12 | g.astype(np.int32) << 6 | b]


def erase_text(ground: NDArray[np.uint8], boxes: Boxes, grounds: list[int]) -> None:
    """Paints what stands wholly in a text's box (a little widened) with the colour it stands on; what leaves it is no letter, but a line
    that letters touch is painted over in the middle of the box. In place."""
    height, width = ground.shape
    for (x, y, w, h), index in zip(boxes.tolist(), grounds, strict=True):
        short = min(w, h)
        dx, dy = max(2, short // 4), max(2, short // 6)
        x0, y0, x1, y1 = max(x - dx, 0), max(y - dy, 0), min(x + w + dx, width), min(y + h + dy, height)
        if x1 - x0 < 3 or y1 - y0 < 3:
            continue
        window = ground[y0:y1, x0:x1]
        labels, _ = ndimage.label(window != index, np.ones((3, 3)))
        edge = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
        leaves = np.zeros(int(labels.max()) + 1, bool)
        leaves[edge] = True
        window[~leaves[labels]] = index
        if h <= w:
            ground[max(y + h // 5, 0) : max(y + h - h // 5, 0), max(x, 0) : max(x + w, 0)] = index
        else:
            ground[max(y, 0) : max(y + h, 0), max(x + w // 5, 0) : max(x + w - w // 5, 0)] = index


def fill_dashes(ink: NDArray[np.bool_], unit: int) -> None:
    """Closes the gaps of dashed lines along the rows: four runs or more of one length and three gaps or more of one length. In place."""
    height, width = ink.shape
    padded = np.zeros((height, width + 2), np.int8)
    padded[:, 1:-1] = ink
    change = np.diff(padded, axis=1)
    row, start = np.nonzero(change == 1)
    end = np.nonzero(change == -1)[1]
    if len(row) < 4:
        return
    length = end - start
    gap = np.where(row[1:] == row[:-1], start[1:] - end[:-1], width)
    link = (gap <= max(4, unit)) & (length[1:] <= 2 * unit) & (length[:-1] <= 2 * unit)
    # Two links in a row are alike; then three, whose two runs in between are alike too.
    two = link[1:] & link[:-1] & (np.abs(gap[1:] - gap[:-1]) <= 2)
    three = two[1:] & two[:-1] & (np.abs(length[2:-1] - length[1:-2]) <= 2)
    fill = np.zeros(len(gap), bool)
    for n in range(3):
        fill[n : len(gap) - 2 + n] |= three
    for n in np.nonzero(fill)[0].tolist():
        ink[row[n], end[n] : start[n + 1]] = True


def bridge_texts(ink: NDArray[np.bool_], boxes: Boxes, unit: int) -> None:
    """Closes straight strokes along the rows that stop at a text's box on one side and go on at the other. In place."""
    height, width = ink.shape
    far, near = max(4, unit // 2), max(3, unit // 3)
    for x, y, w, h in boxes.tolist():
        x0, x1, y0, y1 = x - near, x + w + near, max(y, 1), min(y + h, height - 1)
        if x0 < far or x1 + far > width or y1 <= y0:
            continue
        before = ink[y0 - 1 : y1 + 1, x0 - far : x0].all(1)
        after = ink[y0 - 1 : y1 + 1, x1 : x1 + far].all(1)
        rows = np.flatnonzero(before[1:-1] & (after[:-2] | after[1:-1] | after[2:]))
        ink[y0 + rows, x0:x1] = True
