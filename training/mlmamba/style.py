"""How lines look (docs/nano.md 1.9): colours, weight, marks and controls beside a line, measured on the image at its own size and held
against the lines that stand in the same column or row. What is selected, primary, disabled or switched on shows in these numbers long
after a screen was shrunk to the encoder's canvas. The TypeScript twin is `src/model/line-style.ts`; `test/fixtures/line-style.json` holds both.

Images are RGB `uint8` (H, W, 3), boxes `[x, y, w, h]` in pixels. Everything is nearest-pixel sampling, integer colours and float64.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

STYLES = 23
MARKED = 80
"""Sum over the channels by which a pixel differs from the line's background to count as drawn on."""
TRACK = 160
"""Columns looked at on the right of a line, a quarter of its height apart."""
SIBLINGS = 8
EVEN = (0.01, 0.04, 0.04, 0.03, 0.03)
"""Differences of background, text colour, ink, left and below this large are nothing among lines that look alike."""


def _sample(rgb: NDArray[np.uint8], u: NDArray[np.float64], v: NDArray[np.float64]) -> NDArray[np.int64]:
    """Nearest pixels at columns u and rows v (…), clamped to the image: (…, 3)."""
    height, width = rgb.shape[:2]
    columns = np.clip(np.floor(u), 0, width - 1).astype(np.int64)
    rows = np.clip(np.floor(v), 0, height - 1).astype(np.int64)
    return rgb[rows, columns].astype(np.int64)


def _grid(start: NDArray, size: NDArray, count: int) -> NDArray[np.float64]:
    """Centres of `count` equal parts of [start, start + size): (N, count)."""
    return start[:, None] + (np.arange(count) + 0.5) / count * size[:, None]


def _zone(rgb: NDArray, x: NDArray, y: NDArray, w: NDArray, h: NDArray, rows: int, columns: int) -> tuple[NDArray, NDArray, NDArray]:
    """Samples (N, rows, columns, 3) of a rectangle a line, and their coordinates u (N, columns), v (N, rows)."""
    u, v = _grid(x, w, columns), _grid(y, h, rows)
    return _sample(rgb, u[:, None, :], v[:, :, None]), u, v


def _lower_median(values: NDArray) -> NDArray:
    """The lower median over axis 1."""
    return np.sort(values, axis=1)[:, (values.shape[1] - 1) // 2]


def _saturation(colour: NDArray) -> NDArray[np.float64]:
    return (colour.max(-1) - colour.min(-1)) / 255.0


def _inside_others(u: NDArray, v: NDArray, rects: NDArray) -> NDArray[np.bool_]:
    """For each line n and sample (row r, column c): whether it stands in another line's box, a sixth of whose height is left out at the
    top and at the bottom, since boxes are read too large. u (N, C), v (N, R) → (N, R, C)."""
    x0, x1 = rects[:, 0], rects[:, 0] + rects[:, 2]
    y0, y1 = rects[:, 1] + rects[:, 3] / 6, rects[:, 1] + rects[:, 3] * 5 / 6
    across = (u[:, :, None] >= x0) & (u[:, :, None] < x1)  # (N, C, M)
    down = (v[:, :, None] >= y0) & (v[:, :, None] < y1)  # (N, R, M)
    itself = np.eye(len(rects), dtype=bool)[:, None, :]
    return np.einsum("nrm,ncm->nrc", (down & ~itself).astype(np.uint8), across.astype(np.uint8)) > 0


def _drawn(
    rgb: NDArray, x: NDArray, y: NDArray, w: NDArray, h: NDArray, rows: int, columns: int, rects: NDArray, background: NDArray
) -> NDArray[np.int64]:
    """How much the samples of a rectangle a line differ from the line's background, (N, rows, columns) in 0…765; 0 in another line's box."""
    pixels, u, v = _zone(rgb, x, y, w, h, rows, columns)
    return np.abs(pixels - background[:, None, None]).sum(-1) * ~_inside_others(u, v, rects)


def _masked_mean(values: NDArray, mask: NDArray) -> NDArray[np.float64]:
    """Mean of values (N, …) where mask, 0 where there is none."""
    axes = tuple(range(1, values.ndim))
    count = mask.sum(axes)
    return np.where(count > 0, (values * mask).sum(axes) / np.maximum(count, 1), 0.0)


def _left_control(rgb: NDArray, rects: NDArray, background: NDArray) -> NDArray[np.float64]:
    """(N, 3): how full the square left of the line is, how colourful, and how full the inside of what is drawn there (a tick, a dot)."""
    x, y, _, h = rects.T
    pixels, u, v = _zone(rgb, x - 2.2 * h, y - 0.1 * h, 2.0 * h, 1.2 * h, 14, 20)
    marked = (np.abs(pixels - background[:, None, None]).sum(-1) > MARKED) & ~_inside_others(u, v, rects)
    result = np.zeros((len(rects), 3))
    result[:, 0] = marked.mean((1, 2))
    result[:, 1] = _masked_mean(_saturation(pixels), marked)
    for n, drawn in enumerate(marked):
        rows, columns = drawn.any(1).nonzero()[0], drawn.any(0).nonzero()[0]
        if len(rows) >= 3 and len(columns) >= 3:
            r0, r1, c0, c1 = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
            dr, dc = (r1 - r0) // 4, (c1 - c0) // 4
            result[n, 2] = drawn[r0 + dr : r1 - dr, c0 + dc : c1 - dc].mean()
    return result


def _right_control(rgb: NDArray, rects: NDArray, background: NDArray) -> NDArray[np.float64]:
    """(N, 3): of the first thing without text on the right in the line's row: its width in quarters of four line heights (0…1), its
    colourfulness, and how much lighter its right half is than its left one (the knob of a switch)."""
    x, y, w, h = rects.T
    u = (x + w + 0.4 * h)[:, None] + np.arange(TRACK) * 0.25 * h[:, None]
    v = _grid(y + 0.15 * h, 0.7 * h, 5)
    pixels = _sample(rgb, u[:, None, :], v[:, :, None])
    marked = np.abs(pixels - background[:, None, None]).sum(-1) > MARKED
    text = _inside_others(u, v, rects).any(1)
    stop = text | (u >= rgb.shape[1])
    result = np.zeros((len(rects), 3))
    for n in range(len(rects)):
        limit = int(stop[n].argmax()) if stop[n].any() else TRACK
        active = marked[n].any(0)[:limit]
        if not active.any():
            continue
        first = int(active.argmax())
        last = first
        while last + 1 < limit and (active[last + 1] or (last + 2 < limit and active[last + 2])):
            last += 1
        if last + 1 >= limit and limit < TRACK and text[n, limit]:
            continue
        blob = pixels[n, :, first : last + 1]
        light = blob.mean((0, 2)) / 255.0
        half = (len(light) + 1) // 2
        result[n] = [min((last - first + 1) / 16, 1.0), _saturation(blob).mean(), light[-half:].mean() - light[:half].mean()]
    return result


def _siblings(rects: NDArray) -> list[NDArray[np.int64]]:
    """For each line the nearest lines (at most 8) of about its height that start where it starts or share its row, itself left out."""
    x, y, w, h = rects.T
    middle = y + h / 2
    alike = (np.minimum(h[:, None], h) >= 0.65 * np.maximum(h[:, None], h)) & ~np.eye(len(rects), dtype=bool)
    away = np.abs(middle[:, None] - middle)
    column = alike & (np.abs(x[:, None] - x) < 0.8 * h[:, None]) & (away < 12 * h[:, None])
    gap = np.maximum(np.maximum(x - (x + w)[:, None], x[:, None] - (x + w)), 0)
    row = alike & (away < 0.5 * h[:, None]) & (gap < 12 * h[:, None])
    distance = np.where(column, away, np.where(row, gap, np.inf))
    order = np.argsort(distance, axis=1, kind="stable")[:, :SIBLINGS]
    return [line[np.isfinite(distance[n, line])] for n, line in enumerate(order)]


def style_features(rgb: NDArray[np.uint8], boxes: ArrayLike) -> NDArray[np.float32]:
    """boxes (N, 4) → (N, 23). Against the siblings' median, as signed roots, so that a faint difference is seen: 0 background, 1 text colour,
    2 ink, 3 mark on the left, 4 mark below; 5 height; then its own 6 contrast of the text, 7 saturation of the background, 8 of the text, 9 background against the page's, 10 lightness of
    the background, 11 height against the median of all lines; 12–14 what stands on the left, 15–17 on the right; 18–22 how much the
    line alone departs from its siblings in 0–4, however faint: d / (d + the second most that a sibling departs). All within [−1, 1]."""
    rects = np.asarray(boxes, np.float64).reshape(-1, 4).copy()
    count = len(rects)
    if count == 0:
        return np.zeros((0, STYLES), np.float32)
    rects[:, 2:] = np.maximum(rects[:, 2:], 1.0)
    x, y, w, h = rects.T
    ring = np.concatenate(
        [
            _zone(rgb, x, y - 0.25 * h, w, 0.1 * h, 1, 24)[0].reshape(count, -1, 3),
            _zone(rgb, x, y + 1.15 * h, w, 0.1 * h, 1, 24)[0].reshape(count, -1, 3),
            _zone(rgb, x - 0.3 * h, y, 0.1 * h, h, 6, 1)[0].reshape(count, -1, 3),
            _zone(rgb, x + w + 0.2 * h, y, 0.1 * h, h, 6, 1)[0].reshape(count, -1, 3),
        ],
        1,
    )
    background = _lower_median(ring)
    inner = _zone(rgb, x, y, w, h, 12, 48)[0].reshape(count, -1, 3)
    difference = np.abs(inner - background[:, None]).sum(-1)
    furthest = np.argsort(-difference, axis=1, kind="stable")[:, :64]
    text = np.take_along_axis(inner, furthest[..., None], 1).mean(1)
    contrast = np.take_along_axis(difference, furthest, 1).mean(1) / 765
    ink = (difference > 0.4 * difference.max(1, keepdims=True)).mean(1)
    left = _drawn(rgb, x - 1.7 * h, y, 1.3 * h, h, 6, 10, rects, background).mean(1).max(1) / 765
    below = _drawn(rgb, x, y + 1.1 * h, w, 1.0 * h, 10, 16, rects, background).mean(2).max(1) / 765
    page = _lower_median(
        _zone(rgb, np.zeros(1), np.zeros(1), np.full(1, float(rgb.shape[1])), np.full(1, float(rgb.shape[0])), 48, 48)[0].reshape(1, -1, 3)
    )[0]
    own = np.concatenate([background, text, 255 * np.stack([ink, left, below], 1)], 1)
    looks = np.concatenate([own / 255, np.log(h)[:, None]], 1)
    against, apart = np.zeros((count, 6)), np.zeros((count, 5))
    for n, others in enumerate(_siblings(rects)):
        if len(others) < 2:
            continue
        departs = looks[[n, *others]] - _lower_median(looks[others][None])[0]
        strength = np.stack([np.abs(departs[:, :3]).mean(1), np.abs(departs[:, 3:6]).mean(1), *departs[:, 6:9].T], 1)
        against[n, :5] = np.sign(strength[0]) * np.sqrt(np.abs(strength[0]))
        against[n, 5] = departs[0, 9]
        strength = np.abs(strength)
        # The second largest: one line that has strayed in, a logo over a menu, does not hide the one that is marked.
        rest = np.sort(strength[1:], axis=0)[-2 if len(others) >= 3 else -1]
        apart[n] = strength[0] / (strength[0] + rest + EVEN)
    alone = np.stack(
        [
            contrast,
            _saturation(background),
            _saturation(text),
            np.abs(background - page).mean(1) / 255,
            background.mean(1) / 255,
            np.log(h / _lower_median(h[None])[0]) / 2,
        ],
        1,
    )
    features = np.concatenate([against, alone, _left_control(rgb, rects, background), _right_control(rgb, rects, background), apart], 1)
    return np.clip(features, -1, 1).astype(np.float32)
