"""Reads the documentation images that nobody has read yet with this project's own text recogniser: `docs-real/ocr-extra.jsonl`.

    python -m training.data.read_docs [--source DIR] [--out DIR] [--threads 1]

One object a line as in `ocr.jsonl` of the source: `{"id", "lines": [[x, y, w, h, text, score], …]}`. Stopped, it goes on where it was. Needs
the project's `npm ci`: `bench/read-text.ts` reads.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from pathlib import Path

from .source import CHECKOUT, DATA_OUT, DocsImage, default_source, heldout_repositories, iterate_pixels, load_images, load_ocr


def unread(source: Path, target: Path) -> list[DocsImage]:
    """The images that neither the source's `ocr.jsonl` nor the target has, those of kept-out repositories left out."""
    heldout = heldout_repositories()
    return [i for i in load_images(source, load_ocr(source / "ocr.jsonl", target)) if i.lines is None and i.repo not in heldout]


def record(image: DocsImage, read: dict) -> dict[str, object]:
    lines = [[*(round(v) for v in line["box"]), line["text"], round(line["score"], 2)] for line in read["lines"]]
    return {"id": image.id, "lines": lines}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, default=None)
    parser.add_argument("--out", type=Path, default=DATA_OUT / "docs-real")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    source = options.source or default_source()
    target = options.out / "ocr-extra.jsonl"
    (options.out / "images").mkdir(parents=True, exist_ok=True)
    if target.exists():  # a last line that is not whole (a stopped run) is cut off
        whole = target.read_bytes()
        target.write_bytes(whole[: whole.rfind(b"\n") + 1])
    wanted = unread(source, target)
    paths: dict[str, DocsImage] = {}
    for image, data in iterate_pixels(source, wanted):
        path = options.out / "images" / image.file
        path.write_bytes(data)
        paths[str(path)] = image
    print(f"{len(paths)} images to read", flush=True)
    reader = ["node", "--import", "tsx", "bench/read-text.ts", "--threads", str(options.threads), "--list", "-"]
    with subprocess.Popen(reader, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process, target.open("a") as out:
        assert process.stdin and process.stdout
        process.stdin.write("".join(f"{path}\n" for path in paths))
        process.stdin.close()
        for row in process.stdout:
            read = json.loads(row)
            out.write(json.dumps(record(paths[read["image"]], read), ensure_ascii=False) + "\n")
            out.flush()
    if process.returncode != 0:
        raise SystemExit(process.returncode)
    print(f"{len(unread(source, target))} images left")


if __name__ == "__main__":
    main()
