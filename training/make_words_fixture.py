"""Writes `test/fixtures/line-words.json`, which holds `mlmamba/words.py` and its TypeScript twin to the same numbers.

    python training/make_words_fixture.py

`{"width", "scales", "codes", "cases": [{"question", "lines", "boxes", "meanings", "features"}]}`: `question` and `lines` are token ids, `meanings` the
question's vector, `features` flat in row-major order; rounded to 7 digits behind the point.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from mlmamba.words import WordVectors, meaning_features

OUT = Path(__file__).resolve().parent.parent / "test" / "fixtures" / "line-words.json"
VOCABULARY, WIDTH = 40, 8


def main() -> None:
    random = np.random.default_rng(11)
    codes = random.integers(-127, 128, (VOCABULARY, WIDTH)).astype(np.int8)
    codes[3] = -codes[2]  # a text of both means nothing
    scales = (random.random(VOCABULARY) * 0.02 + 0.001).astype(np.float32)
    scales[3] = scales[2]
    words = WordVectors(codes, scales)
    rows = [[10, 10 + 20 * n, 60, 12] for n in range(6)]
    values = [[140, 10 + 20 * n, 40, 12.5] for n in range(6)]
    form = [box for pair in zip(rows, values, strict=True) for box in pair]
    anywhere = np.stack([random.integers(*limit, 9) for limit in ((0, 300), (0, 200), (0, 90), (0, 20))], 1).tolist()
    cases = []
    for question, boxes in (([5, 9, 12], form), ([7], anywhere), ([], rows), ([2, 3], rows[:1]), ([20, 21, 21, 30], [])):
        lines = [random.integers(0, VOCABULARY, random.integers(1, 6)).tolist() for _ in boxes]
        if lines:
            lines[0] = []
            lines[-1] = [2, 3]
        meaning = words.meaning(question)
        features = meaning_features(meaning, words.meanings(lines), np.array(boxes, np.float64).reshape(-1, 4))
        cases.append({"question": question, "lines": lines, "boxes": boxes, "meanings": np.round(meaning, 7).tolist(), "features": np.round(features.astype(np.float64).ravel(), 7).tolist()})
    body = {"width": WIDTH, "scales": scales.astype(np.float64).tolist(), "codes": codes.ravel().tolist(), "cases": cases}
    OUT.write_text(json.dumps(body, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
