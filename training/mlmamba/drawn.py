"""What is drawn between and beside lines, as hints to the pointer head (docs/nano.md 1.8): what is joined to what (1.11, `strokes/`) with what a question
makes of it, and what is measured of charts (1.12, `measures.py`). The TypeScript twin is `src/model/line-drawn.ts`; `test/fixtures/line-drawn.json`
holds both.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .measures import MEASURES, measure_features
from .strokes import stroke_features
from .strokes.relations import PAIRS

JOINED = 3
ASKED = PAIRS + 2
DRAWN = JOINED + ASKED + MEASURES

ARROW, BACK, LINE, LABEL_OUT, LABEL_IN, LABELS_START, LABELS_STOP, SAME, MEMBER, TITLE = range(PAIRS)


def read_drawn(rgb: NDArray[np.uint8], boxes: ArrayLike) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """What is kept of a picture: pairs (E, 3) of anchor, candidate and column, sorted, and measures (N, 12)."""
    pairs, _ = stroke_features(rgb, boxes)
    return np.argwhere(pairs).astype(np.uint8), measure_features(rgb, boxes)


def drawn_features(scores: ArrayLike, pairs: NDArray, measures: NDArray) -> NDArray[np.float32]:
    """scores (N,): how the question matches each line, the mean of the first two of `hints.match_features`; pairs (E, 3); measures (N, 12) → (N, 27).
    0 an arrow leaves the line, 1 one arrives, 2 it is written on a connector; 3–12 for each way in which lines are joined the best score of a
    line to which this one stands so; 13, 14 as 3 and 5 (arrow from, joined without a direction), but no more than the line's own score, so
    that both ends are named; 15–26 measures."""
    score = np.asarray(scores, np.float64).reshape(-1)
    result = np.zeros((len(score), DRAWN))
    if len(pairs):
        anchor, candidate, column = pairs.T.astype(np.int64)
        result[anchor[column == ARROW], 0] = 1
        result[anchor[column == BACK], 1] = 1
        result[anchor[(column == LABELS_START) | (column == LABELS_STOP)], 2] = 1
        np.maximum.at(result, (candidate, JOINED + column), score[anchor])
        result[:, JOINED + PAIRS] = np.minimum(score, result[:, JOINED + ARROW])
        result[:, JOINED + PAIRS + 1] = np.minimum(score, result[:, JOINED + LINE])
    result[:, JOINED + ASKED :] = measures
    return result.astype(np.float32)


def shown_pairs(pairs: NDArray, shown: NDArray) -> NDArray:
    """Those between lines that are shown (ascending), by their places among them."""
    if not len(pairs):
        return pairs
    place = np.full(int(pairs[:, :2].max()) + 1, -1, np.int64)
    within = shown[shown < len(place)]
    place[within] = np.arange(len(within))
    moved = np.column_stack([place[pairs[:, 0]], place[pairs[:, 1]], pairs[:, 2]])
    return moved[(moved[:, :2] >= 0).all(1)]


def joined_relations(count: int, pairs: NDArray) -> NDArray[np.float32]:
    """(N, N, 10): how candidate is joined to anchor."""
    result = np.zeros((count, count, PAIRS), np.float32)
    if len(pairs):
        result[tuple(pairs.T.astype(np.int64))] = 1
    return result
