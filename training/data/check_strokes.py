"""How well the structure of drawings is read from pixels (`mlmamba/strokes`): precision and recall against pictures whose connections are
known (`edges` and `groups` of `screens.jsonl`, written by the figures' generators).

    python -m training.data.check_strokes FOLDER… [--most 100] [--kinds flowchart,sequence] [--jitter] [--faults 10]

A row a set and kind: pictures; arrows, lines without a direction, labels (with the right node at the right end) and members of frames, each
as recall / precision in per cent with the number of true ones; milliseconds a picture. Pairs of lines count only where both are named in the
truth, so that a class's fields say nothing; a line that is wrapped counts once. `--jitter` makes boxes as an OCR engine reads them: tighter,
a little off, a text split in two now and then.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mlmamba.strokes import stroke_features  # noqa: E402

Screen = dict[str, Any]
Pair = tuple[str, str]


@dataclass
class Tally:
    true: int = 0
    found: int = 0
    said: int = 0
    right: int = 0

    def add(self, truth: set[Pair], said: set[Pair]) -> None:
        self.true += len(truth)
        self.found += len(truth & said)
        self.said += len(said)
        self.right += len(truth & said)

    def __str__(self) -> str:
        recall = f"{100 * self.found / self.true:5.1f}" if self.true else "    –"
        precision = f"{100 * self.right / self.said:5.1f}" if self.said else "    –"
        return f"{recall} /{precision} ({self.true:4d})"


@dataclass
class Row:
    pictures: int = 0
    seconds: float = 0.0
    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in ("arrows", "lines", "labels", "frames")})


def jittered(boxes: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    """Boxes as an OCR engine reads them: about the height of the letters and a fifth, a little off."""
    random = np.random.default_rng(seed)
    moved = boxes.copy()
    shrink = random.uniform(0.0, 0.2, len(boxes)) * boxes[:, 3]
    moved[:, 1] += shrink / 2 + random.uniform(-1.5, 1.5, len(boxes))
    moved[:, 3] -= shrink
    wider = random.uniform(-1.0, 4.0, (2, len(boxes)))
    moved[:, 0] -= wider[0]
    moved[:, 2] += wider.sum(0)
    return np.round(moved)


def truths(screen: Screen) -> dict[str, set[Pair]]:
    """Pairs by the names of their nodes; texts that read the same are one (a participant that is repeated at the bottom)."""
    name = {n: text["text"] for n, text in enumerate(screen["texts"])}

    def key(numbers: list[int]) -> str:
        return " ".join(name[n] for n in numbers)

    result: dict[str, set[Pair]] = {"arrows": set(), "lines": set(), "labels": set(), "frames": set()}
    for start, stop, label, kind in screen.get("edges", []):
        a, b = key(start), key(stop)
        if kind == "arrow":
            if a != b:
                result["arrows"].add((a, b))
            if label:
                result["labels"] |= {(f"{a} sends", key(label)), (f"{b} gets", key(label))}
        else:
            result["lines"].add((min(a, b), max(a, b)))
            if label:
                result["labels"] |= {(f"{n} {verb}", key(label)) for n in (a, b) for verb in ("sends", "gets")}
    for title, members in screen.get("groups", []):
        result["frames"] |= {(key(title), key(member)) for member in members}
    return result


def said(screen: Screen, pairs: NDArray[np.uint8]) -> dict[str, set[Pair]]:
    texts = [text["text"] for text in screen["texts"]]
    names: dict[int, str] = {}
    nodes: set[int] = set()
    for start, stop, label, _ in screen.get("edges", []):
        for numbers in (start, stop, label):
            names.update(dict.fromkeys(numbers, " ".join(texts[n] for n in numbers)))
        nodes |= {*start, *stop}
    for title, members in screen.get("groups", []):
        for numbers in (title, *members):
            names.update(dict.fromkeys(numbers, " ".join(texts[n] for n in numbers)))
        nodes |= {n for member in members for n in member}
    by_text = {texts[n]: name for n, name in names.items()}
    node_texts = {texts[n] for n in nodes}
    of = [names.get(n, by_text.get(text, f"#{text}")) for n, text in enumerate(texts)]
    is_node = [n in nodes or text in node_texts for n, text in enumerate(texts)]
    result: dict[str, set[Pair]] = {"arrows": set(), "lines": set(), "labels": set(), "frames": set()}
    for i, j, k in zip(*(axis.tolist() for axis in np.nonzero(pairs)), strict=True):
        a, b = of[i], of[j]
        if k == 0 and is_node[i] and is_node[j] and a != b:
            result["arrows"].add((a, b))
        elif k == 2 and is_node[i] and is_node[j] and a != b:
            result["lines"].add((min(a, b), max(a, b)))
        elif k in (3, 4) and is_node[i]:
            result["labels"].add((f"{a} {'sends' if k == 3 else 'gets'}", b))
        elif k == 8 and is_node[j] and a != b:
            result["frames"].add((a, b))
    return result


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=100, help="pictures a set and kind")
    parser.add_argument("--kinds", default="")
    parser.add_argument("--jitter", action="store_true")
    parser.add_argument("--faults", type=int, default=0, help="pictures whose faults are printed")
    options = parser.parse_args()
    wanted = set(filter(None, options.kinds.split(",")))
    rows: dict[tuple[str, str], Row] = defaultdict(Row)
    faulty = 0
    for folder in options.folders:
        for line in (folder / "screens.jsonl").read_text().splitlines():
            screen = json.loads(line)
            row = rows[folder.name.rstrip("0123456789"), screen["kind"]]
            if row.pictures >= options.most or (wanted and screen["kind"] not in wanted):
                continue
            rgb = np.asarray(Image.open(folder / screen["image"]).convert("RGB"))
            boxes = np.array([text["box"] for text in screen["texts"]], np.float64)
            if options.jitter:
                boxes = jittered(boxes, row.pictures)
            start = time.process_time()
            pairs, _ = stroke_features(rgb, boxes)
            row.seconds += time.process_time() - start
            row.pictures += 1
            true, told = truths(screen), said(screen, pairs)
            for name, tally in row.tallies.items():
                tally.add(true[name], told[name])
            faults = [(name, sorted(true[name] - told[name]), sorted(told[name] - true[name])) for name in true]
            if any(missing or wrong for _, missing, wrong in faults) and faulty < options.faults:
                faulty += 1
                print(folder, screen["id"], screen["kind"])
                for name, missing, wrong in faults:
                    if missing or wrong:
                        print(f"  {name}: missing {missing}, wrong {wrong}")
    print(f"{'set':10} {'kind':22} {'n':>4}  {'arrows':22} {'lines':22} {'labels':22} {'frames':22} {'ms':>5}")
    for (name, kind), row in sorted(rows.items()):
        if row.pictures:
            print(f"{name:10} {kind:22} {row.pictures:4d}  " + " ".join(f"{tally!s:22}" for tally in row.tallies.values()) + f" {1000 * row.seconds / row.pictures:5.0f}")


if __name__ == "__main__":
    main()
