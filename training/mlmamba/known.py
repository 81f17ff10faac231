"""All that is known of lines without the model, put together (docs/nano.md 1.8): what hangs on the question, what does not, and how
lines stand to each other. Widths and order are the contract; `config.json` repeats the widths.

`line_match` row: 0–9 words (`hints.py`), 10–16 meanings (`words.py`), 17–28 numbers (`numbers.py`); then the looks: 23 of style (`style.py`), 16 measures of charts
(`measures.py`), 3 of strokes (`strokes.py`). `line_relations` row: 12 of places (`hints.py`), 10 of strokes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .hints import MATCHES, RELATIONS, match_features
from .style import STYLES, style_features
from .words import MEANINGS, WordVectors, meaning_features

NUMBERS = 12
MEASURES = 16
DRAWN = 3
CONNECTIONS = 10

ASKED_WIDTH = MATCHES + MEANINGS + NUMBERS
LOOK_WIDTH = STYLES + MEASURES + DRAWN
KNOWN_WIDTH = ASKED_WIDTH + LOOK_WIDTH
RELATION_WIDTH = RELATIONS + CONNECTIONS


class KnownLines:
    """What is known of a picture's lines, kept for every question about it. `ids` are the tokens of the lines' texts, uncut."""

    def __init__(self, texts: list[str], ids: list[list[int]], boxes: NDArray, words: WordVectors):
        self.texts, self.boxes, self.words = texts, boxes, words
        self.meanings = words.meanings(ids)

    def asked(self, question: str, question_ids: list[int]) -> NDArray[np.float32]:
        """What hangs on the question, (N, 29). `question_ids` are the tokens of its text alone."""
        matches = match_features(question, self.texts, self.boxes)
        meanings = meaning_features(self.words.meaning(question_ids), self.meanings, self.boxes)
        numbers = np.zeros((len(self.texts), NUMBERS), np.float32)
        return np.concatenate([matches, meanings, numbers], 1)


def looks(rgb: NDArray[np.uint8], boxes: NDArray) -> NDArray[np.float32]:
    """What does not hang on the question, (N, 42)."""
    style = style_features(rgb, boxes)
    return np.concatenate([style, np.zeros((len(style), MEASURES + DRAWN), np.float32)], 1)


def connections(rgb: NDArray[np.uint8], boxes: NDArray) -> NDArray[np.int16]:
    """Which lines are connected how: rows (anchor, candidate, 0…9), as they are many zeros."""
    return np.zeros((0, 3), np.int16)
