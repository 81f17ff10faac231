"""Reads a share of the rendered screens with PP-OCRv6 small and says which line each text of the page became.

    OMP_NUM_THREADS=1 nice -n 15 python -m training.data.real_ocr --until 19:55 [--share 0.2] [SET …]

Appends to `training/data-out/<set>/ocr.jsonl`, one object a screen:
`{"id", "scale", "lines": [[x, y, w, h, text, score], …], "map": [line index or null, one a text of the screen]}`.
Boxes are pixels of the stored image; `scale` is the factor at which the engine saw it (its long side is limited).
Screens already in the file are skipped, so the command can be stopped and started at any time. The newest set comes first,
then the sets take turns.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import time
import zlib
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image

from .source import DATA_OUT, decode

LONG_SIDE = 1280


def make_reader() -> Any:
    """rapidocr with one thread and no angle classifier, as the lines of `docs-images/ocr.jsonl` were read."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def read_lines(reader: Any, picture: Image.Image) -> tuple[float, list[list[Any]]]:
    """The scale that was used and `[x, y, w, h, text, score]` of every line, in pixels of the given picture."""
    scale = min(1.0, LONG_SIDE / max(picture.size))
    seen = (
        picture
        if scale == 1
        else picture.resize((round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS)
    )
    result = reader(cv2.cvtColor(np.asarray(seen), cv2.COLOR_RGB2BGR))
    lines: list[list[Any]] = []
    if result.boxes is None:
        return scale, lines
    for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        (x0, y0), (x1, y1) = corners.min(axis=0) / scale, corners.max(axis=0) / scale
        lines.append(
            [round(float(x0)), round(float(y0)), round(float(x1 - x0)), round(float(y1 - y0)), text, round(float(score), 2)]
        )
    return scale, lines


def match(texts: list[dict[str, Any]], lines: list[list[Any]]) -> list[int | None]:
    """For every text the line that covers it best and says (nearly) the same; `None` where there is none.

    A line covers a text when half of the text's box, or of the line's box (a split), lies in the other. It says the same when
    one contains the other, or three in five characters agree, spaces and signs not counted.
    """
    found: list[int | None] = []
    for text in texts:
        x, y, w, h = text["box"]
        best: tuple[float, int] | None = None
        for index, (lx, ly, lw, lh, read, _score) in enumerate(lines):
            across = min(x + w, lx + lw) - max(x, lx)
            down = min(y + h, ly + lh) - max(y, ly)
            if across <= 0 or down <= 0 or across * down < 0.5 * min(w * h, lw * lh):
                continue
            likeness = _likeness(_plain(text["text"]), _plain(read))
            quality = likeness + 0.2 * across * down / max(w * h, 1)
            if likeness >= 0.6 and (best is None or quality > best[0]):
                best = (quality, index)
        found.append(best[1] if best else None)
    return found


def _plain(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum()) or text.strip().lower()


def _likeness(drawn: str, read: str) -> float:
    if not drawn or not read:
        return 0.0
    if drawn in read:
        return 1.0
    if read in drawn:
        return max(0.0, len(read) / len(drawn))
    return SequenceMatcher(None, drawn, read, autojunk=False).ratio()


def screens_to_read(folder: Path, share: float) -> list[dict[str, Any]]:
    """The chosen share of a set's screens (by a hash of the id) that has not been read yet."""
    target = folder / "ocr.jsonl"
    done = {json.loads(row)["id"] for row in target.read_text(encoding="utf-8").splitlines()} if target.exists() else set()
    chosen: list[dict[str, Any]] = []
    for row in (folder / "screens.jsonl").read_text(encoding="utf-8").splitlines():
        try:
            screen = json.loads(row)
        except json.JSONDecodeError:
            break  # the set is still being written: its last line is not whole yet
        if not screen.get("ocr") and screen["id"] not in done and zlib.crc32(screen["id"].encode()) % 1000 < 1000 * share:
            chosen.append(screen)
    return chosen


def work(root: Path, sets: list[str], share: float) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Screens of all sets in turn, the newest set first; the folders are looked at again after every round of ten."""
    while True:
        folders = [path.parent for path in root.glob("*/screens.jsonl") if not sets or path.parent.name in sets]
        folders.sort(key=lambda folder: -(folder / "screens.jsonl").stat().st_mtime)
        queues = [(folder, screens_to_read(folder, share)) for folder in folders]
        queues = [(folder, queue) for folder, queue in queues if queue]
        if not queues:
            return
        for folder, queue in queues:
            random.Random(len(queue)).shuffle(queue)
            for screen in queue[:10]:
                yield folder, screen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", help="names of sets; all of them when none is given")
    parser.add_argument("--root", type=Path, default=DATA_OUT)
    parser.add_argument("--share", type=float, default=0.25)
    parser.add_argument("--until", default=None, help="stop at this time of day, HH:MM")
    options = parser.parse_args()
    until = datetime.time.fromisoformat(options.until) if options.until else None
    reader = make_reader()
    began, count = time.monotonic(), 0
    for folder, screen in work(options.root, options.sets, options.share):
        if until and datetime.datetime.now().time() >= until:
            break
        image = folder / screen["image"]
        if not image.exists():
            continue
        scale, lines = read_lines(reader, decode(image.read_bytes()))
        record = {"id": screen["id"], "scale": round(scale, 4), "lines": lines, "map": match(screen["texts"], lines)}
        with (folder / "ocr.jsonl").open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
        count += 1
        if count % 25 == 0:
            print(f"{count} screens, {(time.monotonic() - began) / count:.2f} s each", flush=True)
    print(f"read {count} screens in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
