"""More, and truer, questions about the documentation images: `base.jsonl` (pixels) + texts and places → `screens.jsonl`.

    python -m training.data.docs_more [--source DIR] [--out DIR] [--seed 1] [--limit N]

`docs_images` measures pixels, which takes half an hour, and writes `base.jsonl`; this takes minutes and keeps every screen's id,
so `prepare.py --refresh-turns` need not prepare the pictures again. `screens.jsonl` is replaced in one step.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
from pathlib import Path
from typing import Any

from .docs.layout import Screen
from .docs.line import Line
from .docs.more_form import form_more
from .docs.more_keep import cells_again, keep, quoted_lines
from .docs.more_place import place_more
from .docs.more_read import read_more
from .docs.pixels import Look
from .docs.rules_alt import alt_turns, described_by_title, quotes_enough
from .docs.turn import Turn
from .docs_images import labels_elsewhere, screen_id
from .source import DATA_OUT, DocsImage, default_source, heldout_repositories, load_images, load_ocr

UNSEEN = Look((255, 255, 255), (0, 0, 0), None, None)
"""Stands for colours that nobody looked at here."""
MOST = {
    "value": 8, "cell": 4, "checked": 4, "switch": 3, "outlined": 3, "selected": 4, "yes-no": 4, "kind": 5, "inline": 4, "wish": 3, "button": 1,
    "effect": 1, "role": 1, "buttons": 2, "title": 3, "describe": 3, "label": 3, "placeholder": 2, "columns": 2, "radio": 3, "next": 5, "ends": 2,
    "entries": 1, "near": 3, "present": 1, "absent": 1, "absent-value": 1, "absent-kind": 1, "find": 5, "corner": 1, "step": 2, "under": 2,
}  # fmt: skip
"""Most turns of a family in one screen."""
FILLERS = ("find", "near", "next", "present", "corner")
"""Taken only until a screen has `ENOUGH` turns: they can be asked of any picture and say little about what it means."""
ENOUGH = 14
CEILING = 24
AGAINST = {"present": 0.8, "absent": 0.75, "absent-value": 0.4, "absent-kind": 0.3}
"""Chance of the families that ask whether something is there, so that what is not shown stays near one in eight."""


def stub(image: DocsImage) -> Screen:
    """A screen without its pixels: everything that places and texts tell."""
    lines = [Line(i, line.text, line.x, line.y, line.w, line.h, line.score, UNSEEN) for i, line in enumerate(image.lines or ())]
    return Screen(image, lines, [], None)  # type: ignore[arg-type]


def select(candidates: list[Turn], rng: random.Random) -> list[Turn]:
    """Families capped, no question and no answer of a kind twice in the same words, fillers only where there is room."""
    pool = list(candidates)
    rng.shuffle(pool)
    pool.sort(key=lambda turn: turn.family in FILLERS)
    taken: collections.Counter[str] = collections.Counter()
    asked: set[str] = set()
    chosen: list[Turn] = []
    for turn in pool:
        question = turn.question.lower().rstrip("?.")
        if question in asked or taken[turn.family] >= MOST[turn.family] or len(chosen) >= CEILING:
            continue
        if turn.family in FILLERS and turn.family != "present" and len(chosen) >= ENOUGH:
            continue
        if turn.family in AGAINST and rng.random() > AGAINST[turn.family]:
            taken[turn.family] += 1
            continue
        asked.add(question)
        taken[turn.family] += 1
        chosen.append(turn)
    rng.shuffle(chosen)
    return chosen


def turns_of(image: DocsImage, base: list[dict[str, Any]], rng: random.Random, elsewhere: list[str]) -> list[Turn]:
    screen = stub(image)
    described = any(turn["kind"] in ("describe", "alt-text") and quotes_enough(turn["answer"]) for turn in base)
    known = {line.index for turn in base if turn["kind"] == "value" for line in quoted_lines(screen, turn["answer"])}
    candidates = [*keep(screen, base, rng), *form_more(screen, rng, known), *read_more(screen, rng), *place_more(screen, rng, elsewhere)]
    candidates += [turn for turn in alt_turns(screen, rng) if turn.family != "describe" or not described]
    if not any(turn.family == "describe" for turn in candidates):
        candidates += described_by_title(candidates, rng)
    if not any(turn.kind in ("cell", "cell-at") for turn in candidates):
        candidates += cells_again(screen, rng)
    return select(candidates, rng)


def build(source: Path, out: Path, seed: int, limit: int | None) -> tuple[int, collections.Counter[str]]:
    heldout = heldout_repositories()
    ocr = load_ocr(source / "ocr.jsonl", out / "ocr-extra.jsonl")
    images = {screen_id(image): image for image in load_images(source, ocr) if image.repo not in heldout and image.lines}
    elsewhere = labels_elsewhere(list(images.values()))
    rows = [json.loads(row) for row in (out / "base.jsonl").read_text(encoding="utf-8").splitlines()][:limit]
    counts: collections.Counter[str] = collections.Counter()
    temporary = out / "screens.jsonl.new"
    with temporary.open("w", encoding="utf-8") as stream:
        for row in rows:
            image = images[row["id"]]
            assert [line.text for line in image.lines or ()] == [text["text"] for text in row["texts"]], f"{row['id']}: other lines"
            rng = random.Random(f"more:{seed}:{image.id}")
            turns = turns_of(image, row["turns"], rng, rng.sample(elsewhere, 60)) or None
            if turns is not None:
                row["turns"] = [{"kind": t.kind, "question": t.question, "answer": t.answer, "answers": list(t.answers)} for t in turns]
            counts.update(turn["kind"] for turn in row["turns"])
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    temporary.rename(out / "screens.jsonl" if limit is None else out / "sample.jsonl")
    return len(rows), counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, default=None, help="folder with train.jsonl, ocr.jsonl and the tar shards")
    parser.add_argument("--out", type=Path, default=DATA_OUT / "docs-real")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=None, help="only so many screens, into sample.jsonl")
    options = parser.parse_args()
    screens, counts = build(options.source or default_source(), options.out, options.seed, options.limit)
    total = sum(counts.values())
    print(f"{screens} screens, {total} turns, {total / max(screens, 1):.1f} a screen")
    for kind, count in counts.most_common():
        print(f"{kind:18} {count:6} {100 * count / max(total, 1):5.1f} %")


if __name__ == "__main__":
    main()
