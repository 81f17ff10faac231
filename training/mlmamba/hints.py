"""What can be known of lines without a model, as hints to the pointer head (docs/nano.md 1.8): how a question's words match each
line, and how lines stand to each other. The TypeScript twin is `src/model/line-hints.ts`; `test/fixtures/line-hints.json` holds both.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

MATCHES = 10
RELATIONS = 12

WORD = re.compile(r"[^\W_]+")
SUFFIX = re.compile(r"(?<=...)(?:ing|ed|es|s)$")
STOP_WEIGHT = 0.15
STOP_WORDS = frozenset(
    "a an the this that these those it its of in on at to for from by with and or is are was were be been do does did has have had can could "
    "will would should i you we me my your there here what which who where when how why whats name tell show give read find say says get "
    "image picture screenshot screen page value text".split()
)


def words(text: str) -> list[str]:
    """Folded words of letters and digits, without the endings -s, -es, -ed, -ing (three letters stay)."""
    return [SUFFIX.sub("", word) for word in WORD.findall(text.lower())]


def _weight(word: str) -> float:
    return STOP_WEIGHT if word in STOP_WORDS else 1.0


def _trigrams(ws: list[str]) -> set[str]:
    padded = f" {' '.join(ws)} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def _overlap(a0: NDArray, a1: NDArray, b0: NDArray, b1: NDArray) -> NDArray:
    return np.minimum(a1, b1) - np.maximum(a0, b0)


def standing(boxes: NDArray) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """For anchor i (rows) and candidate j (columns), all (N, N): whether j is in i's row to its right and the gap between them; whether
    j is below i in its column (ranges of x overlap) and the distance of their centres. Lengths in heights of the anchor."""
    x0, y0, w, h = np.asarray(boxes, np.float64).reshape(-1, 4).T
    x1, y1 = x0 + w, y0 + h
    centre = y0 + h / 2
    height = np.maximum(h, 1.0)[:, None]
    low = np.minimum(height, np.maximum(h, 1.0)[None])
    row = _overlap(y0[:, None], y1[:, None], y0[None], y1[None]) >= 0.5 * low
    gap = (x0[None] - x1[:, None]) / height
    right = row & (gap > -0.3)
    down = (centre[None] - centre[:, None]) / height
    column = (_overlap(x0[:, None], x1[:, None], x0[None], x1[None]) > 0) | (np.abs(x0[None] - x0[:, None]) < height)
    below = column & (down > 0.5) & ~row
    return right, np.maximum(gap, 0), below, down


def _nearest(allowed: NDArray, distance: NDArray) -> NDArray:
    """(N, N) bool: of each row's allowed columns the nearest one (the first of equals)."""
    count = len(allowed)
    result = np.zeros((count, count), bool)
    if count:
        masked = np.where(allowed, distance, np.inf)
        best = masked.argmin(1)
        found = allowed.any(1)
        result[np.arange(count)[found], best[found]] = True
    return result


def relation_features(boxes: NDArray) -> NDArray[np.float32]:
    """boxes (N, 4) in reading order → (N, N, 12): how candidate j stands to anchor i. Next, previous in reading order; nearest right, left,
    below, above (each 0 or 1); in the row to the right, `1 / (1 + gap / 5)`; in the column below, `1 / (1 + distance / 3)`; the same two
    to the left and above; in the row to the right, and to the left, at any distance."""
    boxes = np.asarray(boxes, np.float64).reshape(-1, 4)
    right, gap, below, down = standing(boxes)
    index = np.arange(len(boxes))
    step = index[None] - index[:, None]
    parts = [
        step == 1,
        step == -1,
        _nearest(right, gap),
        _nearest(right.T, gap.T),
        _nearest(below, down),
        _nearest(below.T, down.T),
        np.where(right, 1 / (1 + gap / 5), 0),
        np.where(below, 1 / (1 + np.maximum(down, 0) / 3), 0),
        np.where(right.T, 1 / (1 + gap.T / 5), 0),
        np.where(below.T, 1 / (1 + np.maximum(down.T, 0) / 3), 0),
        right,
        right.T,
    ]
    return np.stack(parts, -1).astype(np.float32)


def match_features(question: str, texts: list[str], boxes: NDArray) -> NDArray[np.float32]:
    """How a question's words match each line, (N, 10): share of the line's words that the question has, share of the question's words that
    the line has (both by weight), share of the line's letter trigrams, whether the question has the whole line as a phrase; then the best
    such score (the mean of the first two) among lines to the left in its row, above in its column, and of the line before it; the best
    among lines to the right in its row, and below in its column; and, for the cells of a table, the best in its row on either side times
    the best above in its column, at any distance."""
    asked = words(question)
    asked_set = set(asked)
    asked_weight = sum(_weight(word) for word in asked_set) or 1.0
    asked_trigrams = _trigrams(asked)
    phrase = f" {' '.join(asked)} "
    out = np.zeros((len(texts), MATCHES), np.float64)
    for n, text in enumerate(texts):
        line = words(text)
        if not line:
            continue
        line_set = set(line)
        common = sum(_weight(word) for word in line_set & asked_set)
        trigrams = _trigrams(line)
        out[n, 0] = common / sum(_weight(word) for word in line_set)
        out[n, 1] = common / asked_weight
        out[n, 2] = len(trigrams & asked_trigrams) / len(trigrams)
        out[n, 3] = float(f" {' '.join(line)} " in phrase)
    if len(texts):
        score = (out[:, 0] + out[:, 1]) / 2
        right, gap, below, down = standing(boxes)
        out[:, 4] = np.where(right, score[:, None] / (1 + gap / 20), 0).max(0)
        out[:, 5] = np.where(below, score[:, None] / (1 + np.maximum(down, 0) / 20), 0).max(0)
        out[1:, 6] = score[:-1]
        out[:, 7] = np.where(right.T, score[:, None] / (1 + gap.T / 20), 0).max(0)
        out[:, 8] = np.where(below.T, score[:, None] / (1 + np.maximum(down.T, 0) / 20), 0).max(0)
        out[:, 9] = np.where(right | right.T, score[:, None], 0).max(0) * np.where(below, score[:, None], 0).max(0)
    return out.astype(np.float32)
