"""How good the measures of charts are (`mlmamba/measures.py`): a row a kind and look, how many of the highest and lowest that a picture's
numbers (or a rendered set's questions) name are right, wrong, or not seen, and the milliseconds a picture takes.

    python training/data/check_measures.py [--count N] [--every N] [FOLDER…]

N pictures of each kind of `chart_looks.py`, then every Nth screen of FOLDER… (rendered sets with their `screens.jsonl`).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mlmamba.measures import measure_features  # noqa: E402

Asked = tuple[int, int | None]
"""The column of the flag (2 the highest, 3 the lowest; 8 further for shares), and the line that has it."""
Case = tuple[str, NDArray[np.uint8], list[list[float]], list[Asked]]


def drawn(count: int) -> Iterator[Case]:
    from chart_looks import looks

    for picture in looks(count):
        asked = [(column, line) for column, line in ((2, picture.highest), (3, picture.lowest)) if line is not None and line >= 0]
        yield f"{picture.kind} ({picture.look})", picture.image, picture.boxes, asked


def rendered(folder: Path, every: int) -> Iterator[Case]:
    with (folder / "screens.jsonl").open() as screens:
        for number, row in enumerate(screens):
            if number % every > 0:
                continue
            screen = json.loads(row)
            asked = []
            for turn in screen["turns"]:
                named = re.search(r"<\|t(\d+)\|>", turn["answer"])
                if turn["kind"] in ("highest", "lowest") and named is not None:
                    asked.append((2 if turn["kind"] == "highest" else 3, int(named[1])))
            rgb = np.asarray(Image.open(folder / screen["image"]).convert("RGB"))
            yield f"{folder.name}: {screen['kind']}", rgb, [text["box"] for text in screen["texts"]], asked


def verdict(measures: NDArray[np.float32], asked: Asked) -> str:
    """By the axes' flags, or where none is set, by those of shares, which the name and the number of a slice both have."""
    column, line = asked
    levels, shares = (np.flatnonzero(measures[:, c] > 0).tolist() for c in (column, column + 8))
    if levels:
        return "right" if levels == [line] else "wrong"
    return "none" if not shares else "right" if line in shares else "wrong"


def report(cases: Iterator[Case]) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, rgb, boxes, asked in cases:
        start = time.process_time()
        measures = measure_features(rgb, boxes)
        count = counts[name]
        count["seconds"] += time.process_time() - start  # type: ignore[assignment]
        count["pictures"] += 1
        count.update(verdict(measures, one) for one in asked)
    for name, count in sorted(counts.items()):
        total = count["right"] + count["wrong"] + count["none"]
        print(f"{name:34} {count['right']:4} of {total:4} right {count['wrong']:4} wrong {count['none']:4} none {1000 * count['seconds'] / count['pictures']:6.0f} ms")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("folders", nargs="*", type=Path)
    arguments.add_argument("--count", type=int, default=18, help="pictures of each kind")
    arguments.add_argument("--every", type=int, default=12, help="which screens of the folders")
    given = arguments.parse_args()
    report(drawn(given.count))
    for folder in given.folders:
        report(rendered(folder, given.every))


if __name__ == "__main__":
    main()
