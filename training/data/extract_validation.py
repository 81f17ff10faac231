"""Extracts the images of `test/validation/docs.jsonl` and `alt.jsonl`: they are not committed, what is asked about them is.

    python -m training.data.extract_validation --out DIR [--source DIR]

Writes `DIR/docs/<file>.webp` and copies the questions to `DIR/docs.jsonl`, so that `ml-mamba eval DIR/docs.jsonl` finds both; and
`DIR/alt/<file>.webp` with `DIR/alt.jsonl`, which has the authors' own alt text besides, for `npm run alt-quality -- DIR`.
Every image must be of a repository that is kept out of training.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from .source import CHECKOUT, default_source, heldout_repositories, iterate_pixels, load_images

VALIDATION = CHECKOUT / "test" / "validation"


def extract(source: Path, out: Path, name: str) -> int:
    """Writes the images of `docs` or `alt` and returns how many there are. Raises `ValueError` if one is missing or not kept out."""
    questions = VALIDATION / f"{name}.jsonl"
    rows = [json.loads(row) for row in questions.read_text(encoding="utf-8").splitlines()]
    names = {Path(row["image"]).name for row in rows}
    wanted = [image for image in load_images(source, {}) if image.file in names]
    if len(wanted) != len(names):
        raise ValueError(f"{len(names) - len(wanted)} images of {questions.name} are not in {source}.")
    heldout = heldout_repositories()
    trained_on = [image.id for image in wanted if image.repo not in heldout]
    if trained_on:
        raise ValueError(f"Not kept out of training: {', '.join(trained_on)}. Take them out of {questions.name}.")
    (out / name).mkdir(parents=True, exist_ok=True)
    for image, data in iterate_pixels(source, wanted):
        (out / name / image.file).write_bytes(data)
    if name == "docs":
        shutil.copyfile(questions, out / questions.name)
        return len(wanted)
    written = {image.file: image.alt for image in wanted}
    lines = [json.dumps({**row, "alt": written[Path(row["image"]).name]}, ensure_ascii=False) for row in rows]
    (out / questions.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(wanted)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--source", type=Path, default=None)
    options = parser.parse_args()
    for name in ("docs", "alt"):
        print(f"{extract(options.source or default_source(), options.out, name)} images in {options.out / name}")


if __name__ == "__main__":
    main()
