"""What lines mean, as hints to the pointer head (docs/nano.md 1.14): vectors of the tokenizer's tokens, distilled from a sentence encoder
(`distill_words.py`), summed over a text's tokens. The TypeScript twin is `src/model/line-words.ts`; `test/fixtures/line-words.json` holds both.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .hints import standing

MEANINGS = 7


class WordVectors:
    """`codes` (vocabulary, width) int8 and `scales` (vocabulary,): token t's vector is `scales[t] · codes[t]`."""

    def __init__(self, codes: NDArray[np.int8], scales: NDArray[np.float32]):
        self.codes, self.scales = codes, scales
        self.vectors = codes.astype(np.float64) * scales.astype(np.float64)[:, None]

    @staticmethod
    def load(path: Path) -> "WordVectors":
        stored = np.load(path)
        return WordVectors(stored["codes"], stored["scales"])

    def write(self, path: Path) -> None:
        """As packs hold them (`words.bin`, docs/nano.md 1.14): the scales (float32, little-endian), then the codes, row by row."""
        path.write_bytes(self.scales.astype("<f4").tobytes() + self.codes.astype(np.int8).tobytes())

    def meaning(self, ids: list[int] | NDArray) -> NDArray[np.float64]:
        """The sum of the tokens' vectors (width,), of length 1; zeros where it has none."""
        total = self.vectors[np.asarray(ids, np.int64)].sum(0)
        length = np.sqrt((total**2).sum())
        return total / length if length > 1e-9 else np.zeros_like(total)

    def meanings(self, texts: list[list[int]]) -> NDArray[np.float64]:
        return np.stack([self.meaning(ids) for ids in texts]) if texts else np.zeros((0, self.vectors.shape[1]))


def meaning_features(question: NDArray[np.float64], lines: NDArray[np.float64], boxes: NDArray) -> NDArray[np.float32]:
    """Meanings of the question (width,) and of the lines (N, width), boxes (N, 4) → (N, 7): the cosine s of both; s less the best line's; then
    the largest positive s among lines to the left in its row (by 1 + gap / 20), above in its column (by 1 + distance / 20), of the
    line before it, to the right in its row, below in its column. Gaps and distances as in `match_features`."""
    count = len(lines)
    out = np.zeros((count, MEANINGS), np.float64)
    if count == 0:
        return out.astype(np.float32)
    score = lines @ question
    positive = np.maximum(score, 0)
    right, gap, below, down = standing(boxes)
    out[:, 0] = score
    out[:, 1] = score - score.max()
    out[:, 2] = np.where(right, positive[:, None] / (1 + gap / 20), 0).max(0)
    out[:, 3] = np.where(below, positive[:, None] / (1 + np.maximum(down, 0) / 20), 0).max(0)
    out[1:, 4] = positive[:-1]
    out[:, 5] = np.where(right.T, positive[:, None] / (1 + gap.T / 20), 0).max(0)
    out[:, 6] = np.where(below.T, positive[:, None] / (1 + np.maximum(down.T, 0) / 20), 0).max(0)
    return np.clip(out, -1, 1).astype(np.float32)
