"""Extracts the images that `test/validation/docs.jsonl` asks about: they are not committed, their questions are.

    python -m training.data.extract_validation --out DIR [--source DIR]

Writes `DIR/docs/<file>.webp` and copies the questions to `DIR/docs.jsonl`, so that `ml-mamba eval DIR/docs.jsonl` finds both.
Every image must be of a repository that is kept out of training.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from .source import CHECKOUT, default_source, heldout_repositories, iterate_pixels, load_images

QUESTIONS = CHECKOUT / "test" / "validation" / "docs.jsonl"


def extract(source: Path, out: Path) -> int:
    """Writes the images and returns how many there are. Raises `ValueError` if one is missing or not kept out."""
    rows = [json.loads(row) for row in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    names = {Path(row["image"]).name for row in rows}
    wanted = [image for image in load_images(source, {}) if image.file in names]
    if len(wanted) != len(names):
        raise ValueError(f"{len(names) - len(wanted)} images of {QUESTIONS.name} are not in {source}.")
    heldout = heldout_repositories()
    trained_on = [image.id for image in wanted if image.repo not in heldout]
    if trained_on:
        raise ValueError(f"Not kept out of training: {', '.join(trained_on)}. Take them out of {QUESTIONS.name}.")
    (out / "docs").mkdir(parents=True, exist_ok=True)
    for image, data in iterate_pixels(source, wanted):
        (out / "docs" / image.file).write_bytes(data)
    shutil.copyfile(QUESTIONS, out / QUESTIONS.name)
    return len(wanted)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--source", type=Path, default=None)
    options = parser.parse_args()
    print(f"{extract(options.source or default_source(), options.out)} images in {options.out / 'docs'}")


if __name__ == "__main__":
    main()
