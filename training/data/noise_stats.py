"""Measures what PP-OCRv6 small makes of rendered screens, and what `noise.py` makes of them, as one Markdown table.

    python -m training.data.noise_stats [SET …]

Reads `training/data-out/<set>/screens.jsonl` and the `ocr.jsonl` that `real_ocr` wrote beside it. The rates in `noise.py`
are set from the left column; the right one shows how near the simulation comes.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .noise import TINY, apply_ocr_noise
from .real_ocr import match
from .source import DATA_OUT

GAPS = (0.2, 0.45, 0.7, 1.0, 1.6)
SIDES = ("left", "top", "right", "bottom")


@dataclass
class Tally:
    """Counts over many screens; ratios are made in `rows`."""

    screens: int = 0
    texts: int = 0
    missing: int = 0
    tiny: int = 0
    tiny_missing: int = 0
    single: int = 0
    single_missing: int = 0
    shared: int = 0
    cut: int = 0
    alone: int = 0
    equal: int = 0
    equal_but_spaces: int = 0
    extra: int = 0
    sides: dict[str, list[float]] = field(default_factory=lambda: {side: [] for side in SIDES})
    neighbours: dict[float, int] = field(default_factory=lambda: dict.fromkeys(GAPS, 0))
    joined: dict[float, int] = field(default_factory=lambda: dict.fromkeys(GAPS, 0))


def tally(total: Tally, texts: list[dict[str, Any]], lines: list[tuple[list[float], str]], mapping: list[int | None]) -> None:
    """Adds one screen. `lines` are boxes and texts as read, `mapping` the line of every text."""
    total.screens += 1
    users: dict[int, list[int]] = {}
    for i, line in enumerate(mapping):
        if line is not None:
            users.setdefault(line, []).append(i)
    total.extra += len(lines) - len(users)
    for i, text in enumerate(texts):
        drawn, line = text["text"].strip(), mapping[i]
        tiny, single = min(text["box"][2:]) < TINY, len(drawn) == 1
        total.texts += 1
        total.tiny += tiny
        total.single += single
        if line is None:
            total.missing += 1
            total.tiny_missing += tiny
            total.single_missing += single
            continue
        if len(users[line]) > 1:
            total.shared += 1
            continue
        box, read = lines[line]
        if len(read) < 0.75 * len(drawn):
            total.cut += 1
            continue
        total.alone += 1
        total.equal += read == drawn
        total.equal_but_spaces += read.replace(" ", "") == drawn.replace(" ", "")
        x, y, w, h = text["box"]
        if read == drawn and w > h > 0:
            grown = (x - box[0], y - box[1], box[0] + box[2] - x - w, box[1] + box[3] - y - h)
            for side, value in zip(SIDES, grown, strict=True):
                total.sides[side].append(value / h)
    _neighbours(total, texts, mapping)


def _neighbours(total: Tally, texts: list[dict[str, Any]], mapping: list[int | None]) -> None:
    """How often the nearest text to the right, in the same row and of one height, is read into the same line, by gap."""
    for i, text in enumerate(texts):
        x, y, w, h = text["box"]
        nearest: tuple[float, int] | None = None
        for j, other in enumerate(texts):
            ox, oy, _, oh = other["box"]
            gap = (ox - x - w) / max(h, 1)
            level = abs((oy + oh / 2) - (y + h / 2)) < 0.3 * min(h, oh) and 0.7 < oh / max(h, 1) < 1.43
            if i != j and level and -0.1 <= gap < GAPS[-1] and (nearest is None or gap < nearest[0]):
                nearest = (gap, j)
        if nearest is None or mapping[i] is None or mapping[nearest[1]] is None:
            continue
        bound = next(bound for bound in GAPS if nearest[0] < bound)
        total.neighbours[bound] += 1
        total.joined[bound] += mapping[i] == mapping[nearest[1]]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} % of {whole}" if whole else "none"


def rows(total: Tally) -> list[tuple[str, str]]:
    """Names and values of the table."""
    found = [
        ("screens, texts", f"{total.screens}, {total.texts}"),
        ("text not found", _share(total.missing, total.texts)),
        (f"of these, below {TINY:.0f} px of height", _share(total.tiny_missing, total.tiny)),
        ("of these, single characters", _share(total.single_missing, total.single)),
        ("text in a line with another text", _share(total.shared, total.texts)),
        ("text cut short (split)", _share(total.cut, total.texts)),
        ("alone in its line and read exactly", _share(total.equal, total.alone)),
        ("the same but for spaces", _share(total.equal_but_spaces, total.alone)),
        ("lines that are no text of the page", _share(total.extra, total.texts)),
    ]
    low = 0.0
    for bound in GAPS:
        found.append(
            (f"neighbours joined, gap {low:.2f} to {bound:.2f} heights", _share(total.joined[bound], total.neighbours[bound]))
        )
        low = bound
    for side in SIDES:
        values = total.sides[side]
        if len(values) > 1:
            found.append(
                (f"box grows at the {side}, in heights", f"{statistics.mean(values):+.3f} ± {statistics.stdev(values):.3f}")
            )
    return found


def measure(folders: list[Path]) -> tuple[Tally, Tally]:
    """The engine's tally and the simulation's, over the same screens."""
    real, simulated = Tally(), Tally()
    for folder in folders:
        screens = {}
        for row in (folder / "screens.jsonl").read_text(encoding="utf-8").splitlines():
            screen = json.loads(row)
            screens[screen["id"]] = screen["texts"]
        for row in (folder / "ocr.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(row)
            texts = screens.get(record["id"])
            if texts is None:
                continue
            read = [([float(value) for value in line[:4]], str(line[4])) for line in record["lines"]]
            tally(real, texts, read, match(texts, record["lines"]))
            lines, mapping = apply_ocr_noise(texts, random.Random(zlib.crc32(record["id"].encode())))
            tally(simulated, texts, [(line["box"], line["text"]) for line in lines], mapping)
    return real, simulated


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--root", type=Path, default=DATA_OUT)
    options = parser.parse_args()
    folders = [path.parent for path in sorted(options.root.glob("*/ocr.jsonl")) if (path.parent / "screens.jsonl").exists()]
    folders = [folder for folder in folders if not options.sets or folder.name in options.sets]
    real, simulated = measure(folders)
    print("| | PP-OCRv6 small | `noise.py` |\n|---|---|---|")
    for (name, engine), (_, imitation) in zip(rows(real), rows(simulated), strict=True):
        print(f"| {name} | {engine} | {imitation} |")


if __name__ == "__main__":
    main()
