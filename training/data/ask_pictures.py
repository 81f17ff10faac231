"""Questions that people of ours wrote while looking at documentation images (`asked/*.tsv.gz`) → `training/data-out/docs-asked/screens.jsonl`.

    python -m training.data.ask_pictures [--source DIR] [--out DIR]

`asked/GUIDE.md` says how they were written. A picture begins with a line `#id<TAB>checksum of its lines`; then one question a line, `kind<TAB>question<TAB>answer`, where
`@12` is line 12 of the picture's OCR, in the order of `ocr.jsonl`, or of `docs-real/ocr-extra.jsonl` (`read_docs.py`). Pictures whose lines are not those
that the questions were written for are left out and counted.

    python -m training.data.ask_pictures --add FILE …      takes new files of questions into `asked/`, with checksums; `zcat` shows one
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .source import DATA_OUT, HERE, DocsImage, OcrLine, default_source, heldout_repositories, iterate_pixels, load_images, load_ocr

ASKED = HERE / "asked"
REFERENCE = re.compile(r"@(\d+)")
COUNT = re.compile(r"look((?: @\d+)+) : (.*)")
ABSENT = "That is not shown in the image."


@dataclass(frozen=True)
class Asked:
    id: str
    checksum: str
    turns: tuple[tuple[str, str, str], ...]


def checksum(lines: Iterable[OcrLine]) -> str:
    return f"{zlib.crc32('|'.join(line.text for line in lines).encode()):08x}"


def parsed(text: str) -> Iterator[Asked]:
    """The pictures of a file. Raises ValueError on a line that is none of both."""
    head: tuple[str, str] | None = None
    turns: list[tuple[str, str, str]] = []
    for number, row in enumerate(text.splitlines(), 1):
        if row.startswith("#"):
            if head and turns:
                yield Asked(*head, tuple(turns))
            name, _, digest = row[1:].partition("\t")
            head, turns = (name.strip(), digest.strip()), []
        elif row.strip():
            fields = row.split("\t")
            if head is None or len(fields) != 3:
                raise ValueError(f"line {number}: kind, question and answer are expected behind a picture's line")
            turns.append((fields[0], fields[1].strip(), fields[2].strip()))
    if head and turns:
        yield Asked(*head, tuple(turns))


def accepted(answer: str, lines: tuple[OcrLine, ...]) -> list[str]:
    """What a right reply holds at least: yes or no, the number, that it is not shown, or the line quoted last."""
    if said := re.search(r": (yes|no)\b", answer) or re.match(r"(Yes|No)\b", answer):
        return [said[1].lower()]
    if counted := COUNT.fullmatch(answer):
        return [counted[2].split()[0]]
    if answer == ABSENT:
        return ["not shown"]
    quoted = REFERENCE.findall(answer)
    return [lines[int(quoted[-1])].text] if quoted else [answer.rstrip(".")]


def marked(answer: str) -> str:
    """`@3` → `<|t3|>`; a count with the things looked at before it."""
    if counted := COUNT.fullmatch(answer):
        answer = f"<|look|>{counted[1].replace(' ', '')}<|looked|>{counted[2]}"
    return REFERENCE.sub(r"<|t\1|>", answer)


def record(image: DocsImage, asked: Asked) -> dict[str, object]:
    assert image.lines is not None
    lines = image.lines
    turns = [{"kind": f"asked-{kind}", "question": question, "answer": marked(answer), "answers": accepted(answer, lines)} for kind, question, answer in asked.turns]
    return {
        "id": f"docs-asked-{image.id}", "set": "docs-asked", "kind": image.kind, "repo": image.repo, "ocr": True, "image": f"images/{image.file}",
        "width": image.width, "height": image.height,
        "texts": [{"text": line.text, "box": [line.x, line.y, line.w, line.h]} for line in lines], "turns": turns,
    }  # fmt: skip


def add(paths: list[Path], images: dict[str, DocsImage]) -> None:
    ASKED.mkdir(exist_ok=True)
    for path in paths:
        pictures = list(parsed(path.read_text(encoding="utf-8")))
        rows: list[str] = []
        for asked in pictures:
            lines = images[asked.id].lines
            assert lines is not None
            for _, question, answer in asked.turns:
                if any(int(n) >= len(lines) for n in REFERENCE.findall(answer)):
                    raise ValueError(f"{asked.id}: {question}: a line that is not there")
            rows += [f"#{asked.id}\t{checksum(lines)}", *("\t".join(turn) for turn in asked.turns)]
        written = ("\n".join(rows) + "\n").encode()
        (ASKED / f"{path.name}.gz").write_bytes(gzip.compress(written, mtime=0))
        print(f"{path.name}: {len(pictures)} pictures, {sum(len(a.turns) for a in pictures)} questions")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, default=None)
    parser.add_argument("--out", type=Path, default=DATA_OUT / "docs-asked")
    parser.add_argument("--add", type=Path, nargs="+")
    options = parser.parse_args()
    source, heldout = options.source or default_source(), heldout_repositories()
    ocr = load_ocr(DATA_OUT / "docs-real" / "ocr-extra.jsonl", source / "ocr.jsonl")
    images = {image.id: image for image in load_images(source, ocr) if image.lines and image.repo not in heldout}
    if options.add:
        add(options.add, images)
        return
    found = {a.id: a for path in sorted(ASKED.glob("*.tsv.gz")) for a in parsed(gzip.decompress(path.read_bytes()).decode())}
    usable = {i: a for i, a in found.items() if i in images and checksum(images[i].lines or ()) == a.checksum}
    (options.out / "images").mkdir(parents=True, exist_ok=True)
    kinds: collections.Counter[str] = collections.Counter()
    partial = options.out / "screens.tmp"
    with partial.open("w", encoding="utf-8") as stream:
        for image, data in iterate_pixels(source, [images[i] for i in usable]):
            (options.out / "images" / image.file).write_bytes(data)
            stream.write(json.dumps(record(image, usable[image.id]), ensure_ascii=False) + "\n")
            kinds.update(turn[0] for turn in usable[image.id].turns)
    partial.rename(options.out / "screens.jsonl")
    print(f"{len(usable)} pictures, {sum(kinds.values())} questions; {len(found) - len(usable)} pictures left out, whose lines are others")
    print(", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))


if __name__ == "__main__":
    main()
