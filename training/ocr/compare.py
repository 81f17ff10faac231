"""Holds the text recogniser of `models/ocr/` against its fp32 originals.

    pip install rapidocr==3.10.0 onnxruntime==1.30.0 onnx==1.23.2
    python training/ocr/compare.py --images ../shared/data/docs-images                 # 50 documentation images
    python training/ocr/compare.py --files test/validation/screens/*.webp --rapidocr

- The worker's reader (`bench/read-text.ts`) reads every image twice: with the fp32 originals and with `models/ocr/`.
- With `--rapidocr`, so does RapidOCR, whose code nobody here wrote; and the worker is held against RapidOCR.

A line counts as equal where the other reading has a line on the same spot (intersection over union ≥ 0.5) with exactly the same
text, apart from white space at its ends; as equal in its words where the runs of letters and digits are the same, which leaves
out icons and punctuation that were read as characters. Ends with 1 where the two readings of one reader differ in a line. Wall times
say little on a busy machine; processor time stands beside them.
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
from pathlib import Path

import numpy as np
import onnx
from PIL import Image

from convert import DETECTOR, RECOGNISER, compact, originals, write_models

ROOT = Path(__file__).resolve().parents[2]
REPOSITORIES = ("streamlit/docs", "ansible/awx", "plausible/docs", "keycloak/keycloak-documentation")
COUNT = 50
SAME_SPOT = 0.5


@dataclass(frozen=True)
class Line:
    box: tuple[float, float, float, float]  # x, y, w, h in pixels
    text: str
    score: float


@dataclass
class Reading:
    lines: dict[Path, list[Line]]  # by image
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


def read_with_rapidocr(images: list[Path], models: Path, threads: int) -> Reading:
    from rapidocr import RapidOCR  # takes seconds, and only `--rapidocr` needs it

    engine = RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "error",
            "Det.model_path": str(models / DETECTOR),
            "Rec.model_path": str(models / RECOGNISER),
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
        }
    )
    engine(np.full((64, 256, 3), 255, np.uint8))
    reading = Reading({})
    for image in images:
        pixels = over_white(image.read_bytes())
        start, processor_start = time.perf_counter(), time.process_time()
        result = engine(pixels)
        reading.seconds += time.perf_counter() - start
        reading.processor_seconds += time.process_time() - processor_start
        lines = []
        for quad, text, score in zip([] if result.boxes is None else result.boxes, result.txts or (), result.scores or ()):
            (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
            lines.append(Line(tuple(map(float, (left, top, right - left, bottom - top))), text, float(score)))
        reading.lines[image] = lines
    return reading


def read_with_worker(images: list[Path], models: Path, threads: int) -> Reading:
    command = ["node", "--import", "tsx", "bench/read-text.ts", "--models", str(models), "--threads", str(threads), *map(str, images)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    output = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    reading = Reading({}, processor_seconds=resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
    for entry in map(json.loads, output.splitlines()):
        reading.lines[Path(entry["image"])] = [Line(tuple(line["box"]), line["text"], line["score"]) for line in entry["lines"]]
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


def report(name: str, expected: Reading, found: Reading, show: bool) -> bool:
    """Prints how much of `expected` stands in `found`, and tells whether all of it and nothing else does."""
    equal = equal_words = same_spot = same_box = total = 0
    farthest = score_change = 0.0
    for image, lines in expected.lines.items():
        for line in lines:
            total += 1
            other = max(found.lines[image], key=lambda candidate: overlap(line, candidate), default=None)
            if other is None or overlap(line, other) < SAME_SPOT:
                if show:
                    print(f"  {image.name}: nothing at {line.box} for {line.text!r}")
                continue
            same_spot += 1
            same_box += other.box == line.box
            farthest = max(farthest, *(abs(a - b) for a, b in zip(line.box, other.box)))
            score_change = max(score_change, abs(line.score - other.score))
            equal_words += words(other.text) == words(line.text)
            if other.text.strip() == line.text.strip():
                equal += 1
            elif show:
                print(f"  {image.name}: {line.text!r} became {other.text!r}")
    count = sum(map(len, found.lines.values()))
    print(
        f"{name}: {len(expected.lines)} images; of {total} lines {equal} ({equal / total:.2%}) equal, {equal_words / total:.2%} equal in their "
        f"words, {same_spot / total:.2%} found, {same_box / total:.2%} with the same box; boxes differ by {farthest:g} px at most, "
        f"scores by {score_change:.4f}; {count} lines of its own"
    )
    for who, reading in (("reference", expected), ("held against it", found)):
        images = len(reading.lines)
        print(f"  {who}: {reading.seconds / images:.2f} s an image, {reading.processor_seconds / images:.2f} s of processor time")
    return equal == total == count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=Path, help="folder with train.jsonl and its tar shards")
    parser.add_argument("--count", type=int, default=COUNT, help="how many of that folder's images (%(default)s)")
    parser.add_argument("--files", type=Path, nargs="+", default=[], help="images")
    parser.add_argument("--rapidocr", action="store_true", help="read with RapidOCR as well")
    parser.add_argument("--threads", type=int, default=2, help="threads of ONNX Runtime (%(default)s)")
    parser.add_argument("--keep", type=Path, help="file for the worker's reading of --files with the originals, a test fixture")
    parser.add_argument("--show", action="store_true", help="list every difference")
    arguments = parser.parse_args()
    if arguments.images is None and not arguments.files:
        parser.error("--images or --files is needed")

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        images = [file.resolve() for file in arguments.files]
        if arguments.images is not None:
            for name, data in chosen_images(arguments.images, arguments.count).items():
                images.append(folder / name)
                images[-1].write_bytes(data)

        write_models(folder / "worker-fp32", narrow=False)
        of_worker = read_with_worker(images, ROOT / "models" / "ocr", arguments.threads)
        of_originals = read_with_worker(images, folder / "worker-fp32", arguments.threads)
        same = report("worker", of_originals, of_worker, arguments.show)
        if arguments.keep is not None:
            kept = {str(image.relative_to(ROOT)): [{"text": line.text, "box": line.box} for line in of_originals.lines[image]] for image in images}
            arguments.keep.write_text(json.dumps(kept, ensure_ascii=False) + "\n")
        if arguments.rapidocr:
            for kind in ("fp32", "shipped"):
                (folder / kind).mkdir()
                for name, data in originals().items():
                    model = onnx.load_from_string(data)
                    onnx.save(model if kind == "fp32" else compact(name, model), folder / kind / name)
            reference = read_with_rapidocr(images, folder / "fp32", arguments.threads)
            shipped = read_with_rapidocr(images, folder / "shipped", arguments.threads)
            same = report("RapidOCR", reference, shipped, arguments.show) and same
            report("worker against RapidOCR with the originals", reference, of_worker, arguments.show)
    if not same:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
