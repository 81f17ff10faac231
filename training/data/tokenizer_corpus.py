"""Writes `training/data-out/corpus.txt`, the text the tokenizer is trained on.

    python -m training.data.tokenizer_corpus [--source DIR] [--max-mib 30]

What the model reads and writes, in the proportions in which it meets them: OCR lines and questions case-folded (as the
prompt has them), answers and prose as written. Kept-out repositories and validation sets give nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

from .source import CHECKOUT, DATA_OUT, default_source, heldout_repositories, load_images, load_ocr

MARKER = re.compile(r"<\|[a-z]+\d*\|>")
SPACE = re.compile(r"\s+")
PROSE_SHARE = 0.45
"""Prose of installed packages may fill at most this share of the file: the domain comes first."""


def clean(text: str) -> str:
    """One paragraph on one line, without region markers."""
    return SPACE.sub(" ", MARKER.sub(" ", text)).strip()


def docs_text(source: Path) -> Iterator[str]:
    """Lines of the OCR (both cases) and the authors' words around the images."""
    heldout = heldout_repositories()
    for image in load_images(source, load_ocr(source / "ocr.jsonl", DATA_OUT / "docs-real" / "ocr-extra.jsonl")):
        if image.repo in heldout:
            continue
        for line in image.lines or ():
            if line.score >= 0.7:
                yield line.text
                yield line.text.lower()
        yield from (image.heading, image.alt, image.alt.lower(), image.caption, image.before, image.after, *image.other_alts)


def rendered_text(root: Path) -> Iterator[str]:
    """Every set on disk: line texts folded and as drawn, questions folded, answers as written."""
    for path in sorted(root.glob("*/screens.jsonl")):
        with path.open(encoding="utf-8") as stream:
            for row in stream:
                screen = json.loads(row)
                for text in screen["texts"]:
                    yield text["text"].lower()
                    yield text["text"]
                for turn in screen["turns"]:
                    yield turn["question"].lower()
                    yield turn["answer"]


def prose_files() -> list[Path]:
    """README and documentation files of what is installed here, smallest names first so that the order is stable."""
    roots = [Path(sysconfig.get_paths()["purelib"]), Path("/usr/share/doc"), CHECKOUT / "node_modules"]
    roots.append(CHECKOUT / "training" / "render" / "node_modules")
    found: set[Path] = set()
    for root in roots:
        if root.is_dir():
            for pattern in ("*.md", "*.rst", "README*", "METADATA"):
                found.update(path for path in root.rglob(pattern) if path.is_file() and path.suffix not in (".gz", ".js", ".py"))
    return sorted(found)


def prose(paths: Iterable[Path]) -> Iterator[str]:
    """Paragraphs that read like English prose; code, tables of links and change-log hashes are left out."""
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")[:60_000]
        except (UnicodeDecodeError, OSError):
            continue
        text = re.sub(r"```.*?```", " ", text, flags=re.DOTALL)
        text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
        for paragraph in re.split(r"\n\s*\n", text):
            line = clean(re.sub(r"[#*`|>_=~-]{2,}|[`*]", "", paragraph))
            letters = sum(character.isalpha() or character == " " for character in line)
            if 30 <= len(line) <= 2_000 and letters >= 0.85 * len(line) and line.isascii():
                yield line


def write_corpus(target: Path, source: Path, max_bytes: int, seed: int) -> dict[str, int]:
    """Writes the file and returns bytes per part. The domain is written whole (cut only at the limit), prose fills up."""
    parts = {"docs": docs_text(source), "rendered": rendered_text(DATA_OUT), "prose": prose(prose_files())}
    sizes: dict[str, int] = {}
    lines: list[str] = []
    for name, texts in parts.items():
        budget = max_bytes - sum(sizes.values())
        if name == "prose":
            budget = min(budget, int(PROSE_SHARE / (1 - PROSE_SHARE) * sum(sizes.values())))
        chosen = [line for line in (clean(text) for text in texts) if line]
        if name == "prose":
            chosen = list(dict.fromkeys(chosen))
        random.Random(seed).shuffle(chosen)
        used = 0
        for line in chosen:
            size = len(line.encode()) + 1
            if used + size > budget:
                break
            lines.append(line)
            used += size
        sizes[name] = used
    random.Random(seed + 1).shuffle(lines)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_suffix(".part")
    temporary.write_text("\n".join(lines) + "\n", encoding="utf-8")
    temporary.replace(target)
    return sizes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, default=None)
    parser.add_argument("--out", type=Path, default=DATA_OUT / "corpus.txt")
    parser.add_argument("--max-mib", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sizes = write_corpus(options.out, options.source or default_source(), int(options.max_mib * 2**20), options.seed)
    print({name: f"{size / 2**20:.1f} MiB" for name, size in sizes.items()})


if __name__ == "__main__":
    main()
