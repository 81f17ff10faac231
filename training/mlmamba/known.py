"""All that is known of lines without the model, put together (docs/nano.md 1.8): what hangs on the question, what does not, and how
lines stand to each other. Widths and order are the contract; `config.json` repeats the widths.

`line_match` row: 0–9 words (`hints.py`), 10–16 meanings (`words.py`), then the looks: 23 of style (`style.py`). `line_relations` row: 12 of places (`hints.py`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .hints import MATCHES, RELATIONS, match_features
from .style import STYLES
from .words import MEANINGS, WordVectors, meaning_features

ASKED_WIDTH = MATCHES + MEANINGS
LOOK_WIDTH = STYLES
KNOWN_WIDTH = ASKED_WIDTH + LOOK_WIDTH
RELATION_WIDTH = RELATIONS


class KnownLines:
    """What is known of a picture's lines, kept for every question about it. `ids` are the tokens of the lines' texts, uncut."""

    def __init__(self, texts: list[str], ids: list[list[int]], boxes: NDArray, words: WordVectors):
        self.texts, self.boxes, self.words = texts, boxes, words
        self.meanings = words.meanings(ids)

    def asked(self, question: str, question_ids: list[int]) -> NDArray[np.float32]:
        """What hangs on the question, (N, 17). `question_ids` are the tokens of its text alone."""
        matches = match_features(question, self.texts, self.boxes)
        meanings = meaning_features(self.words.meaning(question_ids), self.meanings, self.boxes)
        return np.concatenate([matches, meanings], 1)
