"""Reads the documentation images (`train.jsonl`, `ocr.jsonl`, `train-*.tar`) and knows which repositories are kept out."""

from __future__ import annotations

import io
import json
import os
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
DATA_OUT = CHECKOUT / "training" / "data-out"
SOURCE_VARIABLE = "ML_MAMBA_DOCS_IMAGES"


def default_source() -> Path:
    """The folder of the documentation images: the environment's, else `shared/` beside or inside the checkout."""
    configured = os.environ.get(SOURCE_VARIABLE)
    if configured:
        return Path(configured)
    for root in (CHECKOUT, CHECKOUT.parent):
        candidate = root / "shared" / "data" / "docs-images"
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"No documentation images found: pass --source or set {SOURCE_VARIABLE}.")


def heldout_repositories() -> frozenset[str]:
    """The repositories of `heldout_repos.txt`."""
    lines = (HERE / "heldout_repos.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@dataclass(frozen=True)
class OcrLine:
    """One line as PP-OCRv6 read it. `x, y, w, h` are image pixels, `score` is the recogniser's mean probability."""

    x: float
    y: float
    w: float
    h: float
    text: str
    score: float


@dataclass(frozen=True)
class DocsImage:
    """One image with what its author wrote around it, and its OCR lines (`None` where nobody has read it)."""

    id: str
    repo: str
    shard: str
    file: str
    width: int
    height: int
    scale: float
    kind: str
    quality: float
    heading: str
    before: str
    alt: str
    after: str
    caption: str
    other_alts: tuple[str, ...] = ()
    lines: tuple[OcrLine, ...] | None = field(default=None, repr=False)


def _strings(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def load_ocr(*paths: Path) -> dict[str, tuple[OcrLine, ...]]:
    """OCR lines by image id, from one or more `ocr.jsonl` files (a later file wins, a missing one is skipped)."""
    found: dict[str, tuple[OcrLine, ...]] = {}
    for path in paths:
        if not path.exists():
            continue
        with path.open(encoding="utf-8") as stream:
            for row in stream:
                record = json.loads(row)
                found[record["id"]] = tuple(OcrLine(*line) for line in record["lines"])
    return found


def load_images(source: Path, ocr: dict[str, tuple[OcrLine, ...]]) -> list[DocsImage]:
    """All images of `train.jsonl`, in the file's order."""
    images: list[DocsImage] = []
    with (source / "train.jsonl").open(encoding="utf-8") as stream:
        for row in stream:
            r = json.loads(row)
            images.append(
                DocsImage(
                    id=r["id"],
                    repo=r["repo"],
                    shard=r["shard"],
                    file=r["file"],
                    width=r["ew"],
                    height=r["eh"],
                    scale=float(r.get("scale") or 1.0),
                    kind=r.get("guess_kind") or "screenshot",
                    quality=float(r.get("quality") or 0),
                    heading=r.get("heading") or "",
                    before=r.get("before") or "",
                    alt=r.get("alt") or "",
                    after=r.get("after") or "",
                    caption=r.get("caption") or "",
                    other_alts=_strings(r.get("other_alts")),
                    lines=ocr.get(r["id"]),
                )
            )
    return images


def iterate_pixels(source: Path, wanted: list[DocsImage]) -> Iterator[tuple[DocsImage, bytes]]:
    """The WebP bytes of the wanted images, shard by shard, each tar read once from its beginning."""
    by_shard: dict[str, dict[str, DocsImage]] = {}
    for image in wanted:
        by_shard.setdefault(image.shard, {})[image.file] = image
    for shard in sorted(by_shard):
        names = by_shard[shard]
        with tarfile.open(source / shard) as archive:
            for member in archive:
                image = names.get(Path(member.name).name)
                stream = archive.extractfile(member) if image else None
                if image and stream:
                    yield image, stream.read()


def decode(data: bytes) -> Image.Image:
    """RGB over white, as the product sees it."""
    picture = Image.open(io.BytesIO(data))
    if picture.mode in ("RGBA", "LA", "P"):
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, (255, 255, 255, 255))
        return Image.alpha_composite(white, picture).convert("RGB")
    return picture.convert("RGB")
