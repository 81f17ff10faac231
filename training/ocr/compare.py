"""Holds the converted text recogniser against its originals on 50 documentation images.

    pip install rapidocr==3.10.0 onnxruntime==1.32.0 onnx==1.23.2
    python training/ocr/compare.py --images ../shared/data/docs-images

Three readings of every image:
- `original`: RapidOCR with the fp32 files of its package;
- `fp16`: the same code with the weights rounded as `to_fp16.py` stores them, so that nothing but the rounding differs;
- `ours`: the worker's TypeScript (`bench/read-text.ts`) with the files of `models/ocr/`.
A line counts as equal where the other reading has a line on the same spot (intersection over union ≥ 0.5) with exactly the same
text, apart from white space at its ends; as equal in its words where the runs of letters and digits are the same, which leaves
out icons and punctuation that were read as characters. Wall times say little on a busy machine; processor time stands beside them.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import resource
import subprocess
import tarfile
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import numpy as np
import onnx
from PIL import Image
from rapidocr import RapidOCR

from to_fp16 import DETECTOR, PACKAGE, RECOGNISER, store_as_fp16

ROOT = Path(__file__).resolve().parents[2]
REPOSITORIES = ("streamlit/docs", "ansible/awx", "plausible/docs", "keycloak/keycloak-documentation")
COUNT = 50
SAME_SPOT = 0.5


@dataclass(frozen=True)
class Line:
    box: tuple[float, float, float, float]  # x, y, w, h in pixels
    text: str


@dataclass
class Reading:
    lines: dict[str, list[Line]]  # by image
    seconds: float = 0.0
    processor_seconds: float = 0.0


def chosen_images(folder: Path, count: int) -> dict[str, bytes]:
    """The first images of the held-out repositories in the order of their ids, taken from each in turn."""
    by_repository: dict[str, list[dict]] = defaultdict(list)
    with (folder / "train.jsonl").open(encoding="utf-8") as file:
        for entry in map(json.loads, file):
            if entry["repo"] in REPOSITORIES:
                by_repository[entry["repo"]].append(entry)
    queues = [sorted(entries, key=lambda entry: entry["id"]) for _, entries in sorted(by_repository.items())]
    longest = max(map(len, queues))
    chosen = [queue[i] for i in range(longest) for queue in queues if i < len(queue)][:count]
    images = {}
    for entry in chosen:
        with tarfile.open(folder / entry["shard"]) as shard:
            images[entry["file"]] = shard.extractfile(entry["file"]).read()
    return images


def over_white(data: bytes) -> np.ndarray:
    """BGR over white, as the worker decodes it (RapidOCR itself takes black or white, whichever contrasts more)."""
    image = Image.open(io.BytesIO(data)).convert("RGBA")
    canvas = Image.new("RGBA", image.size, "white")
    canvas.alpha_composite(image)
    return np.asarray(canvas.convert("RGB"))[:, :, ::-1].copy()


def read_with_rapidocr(images: dict[str, bytes], files: dict[str, Path]) -> Reading:
    engine = RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "error",
            "Det.model_path": str(files[DETECTOR]),
            "Rec.model_path": str(files[RECOGNISER]),
            "EngineConfig.onnxruntime.intra_op_num_threads": 2,
        }
    )
    engine(np.full((64, 256, 3), 255, np.uint8))
    reading = Reading({})
    for name, data in images.items():
        pixels = over_white(data)
        start, processor_start = time.perf_counter(), time.process_time()
        result = engine(pixels)
        reading.seconds += time.perf_counter() - start
        reading.processor_seconds += time.process_time() - processor_start
        lines = []
        for quad, text in zip([] if result.boxes is None else result.boxes, result.txts or ()):
            (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
            lines.append(Line(tuple(map(float, (left, top, right - left, bottom - top))), text))
        reading.lines[name] = lines
    return reading


def read_with_worker(images: dict[str, bytes], folder: Path) -> Reading:
    command = ["node", "--import", "tsx", "bench/read-text.ts", *(str(folder / name) for name in images)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    reading = Reading({}, processor_seconds=resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
    for entry in map(json.loads, output.splitlines()):
        reading.lines[Path(entry["image"]).name] = [Line(tuple(line["box"]), line["text"]) for line in entry["lines"]]
        reading.seconds += entry["ocrMs"] / 1000
    return reading


def overlap(a: Line, b: Line) -> float:
    ax, ay, aw, ah = a.box
    bx, by, bw, bh = b.box
    width = min(ax + aw, bx + bw) - max(ax, bx)
    height = min(ay + ah, by + bh) - max(ay, by)
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    return shared / (aw * ah + bw * bh - shared)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def report(name: str, expected: Reading, found: Reading, show: bool) -> None:
    equal = equal_words = same_spot = total = 0
    for image, lines in expected.lines.items():
        for line in lines:
            total += 1
            other = max(found.lines[image], key=lambda candidate: overlap(line, candidate), default=None)
            if other is None or overlap(line, other) < SAME_SPOT:
                if show:
                    print(f"  {image}: nothing at {line.box} for {line.text!r}")
                continue
            same_spot += 1
            equal_words += words(other.text) == words(line.text)
            if other.text.strip() == line.text.strip():
                equal += 1
            elif show:
                print(f"  {image}: {line.text!r} became {other.text!r}")
    count = sum(map(len, found.lines.values()))
    print(
        f"{name}: of {total} lines {same_spot / total:.2%} found, {equal / total:.2%} equal, {equal_words / total:.2%} equal in "
        f"their words; {count} lines of its own"
    )
    for who, reading in (("reference", expected), (name, found)):
        images = len(reading.lines)
        print(f"  {who}: {reading.seconds / images:.2f} s an image, {reading.processor_seconds / images:.2f} s of processor time")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=Path, required=True, help="folder with train.jsonl and its tar shards")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--show", action="store_true", help="list every difference")
    arguments = parser.parse_args()

    images = chosen_images(arguments.images, arguments.count)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        originals, rounded = {}, {}
        for name in (DETECTOR, RECOGNISER):
            originals[name] = Path(str(distribution(PACKAGE).locate_file(f"{PACKAGE}/models/{name}")))
            model = onnx.load(originals[name])
            store_as_fp16(model.graph)
            rounded[name] = folder / name
            onnx.save(model, rounded[name])
        for name, data in images.items():
            (folder / name).write_bytes(data)

        original = read_with_rapidocr(images, originals)
        report("fp16 against fp32", original, read_with_rapidocr(images, rounded), arguments.show)
        report("ours against RapidOCR", original, read_with_worker(images, folder), arguments.show)


if __name__ == "__main__":
    main()
