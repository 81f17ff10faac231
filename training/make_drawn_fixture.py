"""Writes `test/fixtures/line-drawn.json`, which holds `mlmamba/drawn.py` and its TypeScript twin to the same numbers.

    python training/make_drawn_fixture.py

`{"cases": [{"name", "scores", "pairs", "measures", "shown", "features"}]}`: pairs are [anchor, candidate, column]; `measures` (lines, 12) and
`features` are flat in row-major order; `features` are those of the lines in `shown` alone, whose `scores` are given in their order.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from mlmamba.drawn import drawn_features, shown_pairs
from mlmamba.measures import MEASURES
from mlmamba.strokes.relations import PAIRS

OUT = Path(__file__).resolve().parent.parent / "test" / "fixtures" / "line-drawn.json"


def case(name: str, count: int, joined: int, shown: list[int], seed: int) -> dict:
    random = np.random.default_rng(seed)
    pairs = np.unique(random.integers(0, (max(count, 1), max(count, 1), PAIRS), (joined, 3)), axis=0).astype(np.uint8).reshape(-1, 3)
    measures = np.round(random.uniform(-1, 1, (count, MEASURES)) * (random.random((count, 1)) < 0.5), 3)
    scores = np.round(random.random(len(shown)) * (random.random(len(shown)) < 0.7), 3)
    features = drawn_features(scores, shown_pairs(pairs, np.array(shown, np.int64)), measures[shown])
    return {
        "name": name,
        "scores": scores.tolist(),
        "pairs": pairs.tolist(),
        "measures": measures.ravel().tolist(),
        "shown": shown,
        "features": np.round(features.astype(np.float64), 7).ravel().tolist(),
    }


def main() -> None:
    cases = [
        case("nothing", 0, 0, [], 0),
        case("lines and nothing drawn", 3, 0, [0, 1, 2], 1),
        case("all lines", 6, 90, [0, 1, 2, 3, 4, 5], 2),
        case("some of the lines", 9, 120, [1, 2, 4, 7, 8], 3),
        case("one line", 4, 30, [2], 4),
    ]
    OUT.write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")
    print(f"{len(cases)} cases, {OUT.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
