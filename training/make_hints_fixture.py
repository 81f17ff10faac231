"""Writes `test/fixtures/line-hints.json`, which holds `mlmamba/hints.py` and its TypeScript twin to the same numbers.

    python training/make_hints_fixture.py

`{"layouts": [{"texts", "boxes", "relations", "questions": [{"question", "matches"}]}]}`: `relations` and `matches` flat in row-major order,
rounded to 7 digits behind the point.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from mlmamba.hints import match_features, relation_features

OUT = Path(__file__).resolve().parent.parent / "test" / "fixtures" / "line-hints.json"

FORM = [
    ("Editor: Font Size", [20, 50, 130, 14]), ("14", [200, 51, 16, 14]), ("px", [220, 54, 14, 9]),
    ("Editor: Word Wrap", [20, 80, 140, 14]), ("off", [200, 81, 20, 13]),
    ("Controls how lines should wrap.", [20, 100, 260, 12]), ("", [300, 100, 8, 12]), ("---", [20, 118, 30, 4]),
    ("Restoring windows", [20, 140.5, 150, 14.25]), ("Restores the windows' boxes", [24, 158, 170, 12]),
]  # fmt: skip
# Three equal columns over rows with equal gaps: every choice of a nearest line is a tie somewhere. The last two boxes are equal.
TABLE = [
    *((f"{name} {column}", [10 + 60 * i, 10 + 30 * j, 40, 10]) for j, name in enumerate(("Name", "Size", "Status")) for i, column in enumerate("abc")),
    ("Sizes", [70, 100, 40, 10]), ("sized", [70, 100, 40, 10]),
]  # fmt: skip
# Marks are no letters, so they part words; digits of any script, letters beyond the first plane, capitals without a single lower one.
UNICODE = [
    ("Größe: 12,5 pt — naïve façade", [-4, 5, 90, 12]), ("日本語のテキスト、設定", [0, 25, 120, 16]), ("ΣΊΣΥΦΟΣ ΟΔΟΣ", [100, 6, 80, 11]),
    ("İstanbul IŞIK", [100, 26, 80, 15]), ("हिन्दी १२३", [0, 50, 60, 0]), ("𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝐀𝐁 𐐀𐐁", [0, 50.4, 60, 0.5]), ("a\u0301cc e\u0308", [70, 50, 2, 20]),
    ("snake_case foo__bar ²³ Ⅻ ½", [200, 0, 1, 90]), ("😀👩‍💻 done", [202, 40, 30, 10]), ("한국어 кириллица\u00a0слова", [60, 45, 300, 30]),
]  # fmt: skip
QUESTIONS = {
    "form": (FORM, ["What is the font size?", "Is word wrap on or off", "which WINDOWS are restored?", "Editor: Font Size", "the of a is", "", "?!"]),
    "table": (TABLE, ["What is the status of b?", "size a size A sizes", "Name c"]),
    "unicode": (UNICODE, ["Wie groß ist die GRÖSSE in pt?", "日本語のテキスト", "οδος Σίσυφος", "istanbul ışık", "हिन्दी १२३ 𝔘𝔫𝔦 𐐨𐐩", "foo bar snake case ½ done слова"]),
    "one line": ([("Save as", [10, 10, 50, 12])], ["Where is Save as?", "saved"]),
    "no lines": ([], ["Anything?"]),
}  # fmt: skip


def random_layout() -> tuple[list[tuple[str, list[int]]], list[str]]:
    """Boxes anywhere, overlapping each other, with texts of few words, so that many of them match."""
    random = np.random.default_rng(3)
    vocabulary = "open opening opened file files close the Theme themes theme's settings 12 12s bus buses".split()
    boxes = np.concatenate([random.integers(0, 160, (18, 2)), random.integers(1, 60, (18, 1)), random.integers(1, 24, (18, 1))], 1)
    lines = [(" ".join(random.choice(vocabulary, random.integers(1, 5))), box) for box in boxes.tolist()]
    return lines, [" ".join(random.choice(vocabulary, 5)) for _ in range(3)]


def flat(features: np.ndarray) -> list[float]:
    return np.round(features.ravel().astype(np.float64), 7).tolist()


def main() -> None:
    layouts = []
    for lines, questions in [*QUESTIONS.values(), random_layout()]:
        texts, boxes = [text for text, _ in lines], np.array([box for _, box in lines], np.float64).reshape(-1, 4)
        matches = [{"question": q, "matches": flat(match_features(q, texts, boxes))} for q in questions]
        layouts.append({"texts": texts, "boxes": [box for _, box in lines], "relations": flat(relation_features(boxes)), "questions": matches})
    OUT.write_text(json.dumps({"layouts": layouts}, ensure_ascii=False, separators=(",", ":")).replace(".0,", ",").replace(".0]", "]") + "\n")


if __name__ == "__main__":
    main()
