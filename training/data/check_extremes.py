"""How often the highest and the lowest of a chart are what the measures say (docs/nano.md 1.16), on prepared sets, without a model:

    python -m training.data.check_extremes --prepared training/out/prepared charts

A question counts where one line alone is the extreme and little stands beside the chart, as `src/model/extreme-answer.ts` has it.
"""

from __future__ import annotations

import argparse
import collections
import pickle
import re
from pathlib import Path

import numpy as np

VOCABULARY = 8192
MOST_OTHER = 6
COLUMNS = {"highest": (2, 10), "lowest": (3, 11)}


def extreme_line(which: str, measures: np.ndarray, texts: list[str]) -> int | None:
    """The twin of `extremeLine`."""
    labels = (measures[:, 4] > 0) | (measures[:, 5] > 0) | (measures[:, 8] > 0)
    others = sum(not label and re.search(r"[^\W\d_]{3}", text) is not None for label, text in zip(labels, texts))
    if others > max(MOST_OTHER, int(labels.sum())):
        return None
    found = [line for column in COLUMNS[which] for line in np.flatnonzero(measures[:, column] == 1).tolist()]
    return found[0] if len(found) == 1 else None


VALUE = re.compile(r"[^\w]{0,2}\d[\d.,  ]*[^\w]{0,2}(?:[kKmMbB]|ms|s)?")


def value_beside(label: int, measures: np.ndarray, boxes: np.ndarray, texts: list[str]) -> int | None:
    """The twin of `valueBeside`."""
    if measures[label, 4] != 1:
        return None
    labels = (measures[:, [4, 5, 8]] > 0).any(1)
    x, y, w, h = boxes[label]
    found = []
    for line, (text, (left, top, width, height)) in enumerate(zip(texts, boxes)):
        if labels[line] or not VALUE.fullmatch(text.strip()):
            continue
        above = abs(left + width / 2 - x - w / 2) <= max(width, h) / 2 and top + height <= y
        right = abs(top + height / 2 - y - h / 2) <= max(height, h) / 2 and left >= x + w
        if above or right:
            found.append(line)
    return found[0] if len(found) == 1 else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prepared", type=Path, required=True)
    parser.add_argument("sets", nargs="+")
    args = parser.parse_args()
    values = collections.Counter()
    counts: dict[tuple[str, str], collections.Counter] = collections.defaultdict(collections.Counter)
    for name in args.sets:
        folder = args.prepared / name
        examples = pickle.loads((folder / "meta.pkl").read_bytes())["examples"]
        drawings = pickle.loads((folder / "drawings.pkl").read_bytes())
        for example in examples:
            measures = drawings.get(example["id"], (None, None))[1]
            if measures is None:
                continue
            texts = [line["text"] for line in example["read"]]
            for kind, _, answer, *_ in example["turns"]:
                quoted = [int(token) - VOCABULARY for token in answer if token >= VOCABULARY]
                if kind not in COLUMNS or not quoted:
                    continue
                measured = np.asarray(measures, np.float64)
                line = extreme_line(kind, measured, texts)
                if line is not None and line == quoted[0]:
                    shown = value_beside(line, measured, example["boxes"], texts)
                    values["printed"] += len(quoted) == 2
                    values["said"] += shown is not None
                    values["right"] += shown is not None and len(quoted) == 2 and texts[shown] == texts[quoted[1]]
                for group in ((kind, example["kind"]), ("all", "all")):
                    counts[group]["asked"] += 1
                    counts[group]["answered"] += line is not None
                    counts[group]["right"] += line == quoted[0]
    for (kind, chart), count in sorted(counts.items()):
        share = count["right"] / max(1, count["answered"])
        print(f"{kind:8s} {chart:20s} asked {count['asked']:5d}  answered {count['answered']:5d}  right {count['right']:5d}  {100 * share:5.1f} %")
    print(f"values of the right ones: printed {values['printed']}, said {values['said']}, right {values['right']}")


if __name__ == "__main__":
    main()
