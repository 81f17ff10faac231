"""Documentation images → turns that their pixels justify: `training/data-out/docs-real/base.jsonl` and `images/*.webp` (docs/nano.md,
section 3); `docs_more` makes `screens.jsonl` of them.

    python -m training.data.docs_images [--source DIR] [--out DIR] [--seed 1] [--limit N]

Images of kept-out repositories (`heldout_repos.txt`) never come through here. The command can be stopped and started again;
it goes on where it was. Every image has its own random stream, seeded by its id, so a change of one rule changes only the
turns of that rule's images.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
from pathlib import Path

import numpy as np

from .docs.choose import choose
from .docs.layout import Screen, make_screen
from .docs.rules_alt import alt_turns
from .docs.rules_form import form_turns
from .docs.rules_look import look_turns
from .docs.rules_place import place_turns
from .docs.rules_read import absent_turns, read_turns
from .docs.rules_state import state_turns
from .docs.turn import Turn
from .source import DATA_OUT, DocsImage, decode, default_source, heldout_repositories, iterate_pixels, load_images, load_ocr

LEAST_LINES = 4
REVISION = 2
"""Part of every screen's id: raised with the rules, so that `prepare.py`, which skips ids it knows, takes the new questions."""


def all_turns(screen: Screen, rng: random.Random, elsewhere: list[str]) -> list[Turn]:
    """Every question the rules can justify for this screen."""
    turns: list[Turn] = []
    for rules in (form_turns, place_turns, look_turns, state_turns, read_turns, alt_turns):
        turns.extend(rules(screen, rng))
    turns.extend(absent_turns(screen, rng, elsewhere))
    return turns


def labels_elsewhere(images: list[DocsImage]) -> list[str]:
    """Short labels of all images, from which questions about absent things are drawn."""
    labels = {
        line.text.strip(" :*")
        for image in images
        for line in image.lines or ()
        if line.score >= 0.97 and 4 <= len(line.text) <= 28 and line.text.replace(" ", "").isalpha() and line.text[0].isupper()
    }
    return sorted(labels)


def screen_id(image: DocsImage) -> str:
    """Names the picture and the revision of the rules."""
    return f"docs-real-{REVISION}-{image.id}"


def record(screen: Screen, turns: list[Turn]) -> dict[str, object]:
    """One line of `base.jsonl`."""
    image = screen.image
    return {
        "id": screen_id(image),
        "set": "docs-real",
        "kind": image.kind,
        "repo": image.repo,
        "ocr": True,
        "image": f"images/{image.file}",
        "width": image.width,
        "height": image.height,
        "texts": [{"text": line.text, "box": [line.x, line.y, line.w, line.h]} for line in screen.lines],
        "turns": [{"kind": t.kind, "question": t.question, "answer": t.answer, "answers": list(t.answers)} for t in turns],
    }


def written(target: Path) -> tuple[set[str], collections.Counter[str]]:
    """Ids and kinds of what is already in `base.jsonl`; a last line that is not whole (a stopped run) is cut off."""
    ids: set[str] = set()
    counts: collections.Counter[str] = collections.Counter()
    if target.exists():
        whole = target.read_bytes()
        whole = whole[: whole.rfind(b"\n") + 1]
        target.write_bytes(whole)
        for row in whole.decode().splitlines():
            screen = json.loads(row)
            ids.add(screen["id"])
            counts.update(turn["kind"] for turn in screen["turns"])
    return ids, counts


def build(source: Path, out: Path, seed: int, limit: int | None) -> tuple[int, collections.Counter[str]]:
    """Writes the set, skipping screens that are there already, and returns its size and how many turns of each kind it has."""
    heldout = heldout_repositories()
    ocr = load_ocr(source / "ocr.jsonl", out / "ocr-extra.jsonl")
    usable = [image for image in load_images(source, ocr) if image.repo not in heldout and len(image.lines or ()) >= LEAST_LINES]
    elsewhere = labels_elsewhere(usable)
    wanted = usable if limit is None else random.Random(seed).sample(usable, min(limit, len(usable)))
    (out / "images").mkdir(parents=True, exist_ok=True)
    done, counts = written(out / "base.jsonl")
    wanted = [image for image in wanted if screen_id(image) not in done]
    screens = len(done)
    with (out / "base.jsonl").open("a", encoding="utf-8") as stream:
        for image, data in iterate_pixels(source, wanted):
            assert image.repo not in heldout, f"{image.id} is of a repository kept out"
            assert image.lines is not None
            rng = random.Random(f"{seed}:{image.id}")
            pixels = np.asarray(decode(data))
            screen = make_screen(image, pixels, image.lines)
            turns = choose(all_turns(screen, rng, rng.sample(elsewhere, 20)), rng)
            if not turns:
                continue
            target = out / "images" / image.file
            if not target.exists():
                target.write_bytes(data)
            stream.write(json.dumps(record(screen, turns), ensure_ascii=False) + "\n")
            stream.flush()
            counts.update(turn.kind for turn in turns)
            screens += 1
    return screens, counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, default=None, help="folder with train.jsonl, ocr.jsonl and the tar shards")
    parser.add_argument("--out", type=Path, default=DATA_OUT / "docs-real")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=None, help="only so many images, drawn by the seed")
    options = parser.parse_args()
    screens, counts = build(options.source or default_source(), options.out, options.seed, options.limit)
    total = sum(counts.values())
    print(f"{screens} screens, {total} turns")
    for kind, count in counts.most_common():
        print(f"{kind:18} {count:6} {100 * count / max(total, 1):5.1f} %")


if __name__ == "__main__":
    main()
