"""Prepared sets → a pack that fits on a lent GPU machine, and back.

    python -m training.data.pack --prepared training/out/prepared --out training/packed --max-mib 55 [--weight SET=FACTOR ...]
    python -m training.data.pack --unpack training/packed --out training/out/prepared-gpu                  (in the project's folder)

Pictures are drawn by weight × size of their set, as `train.py` draws them, until no further one fits; every set gives at least `--least` (or all that
it has). The pack holds those shares, so training on it takes `--weight default=1`. The same sets, arguments and seed give the same bytes.

A pack is a folder of `words.npz`, the words' vectors that the sets were prepared with, and `part-NN.pack`, each at most `--part-mib` and readable
without the others: machines that take little at a time get them one by one. A part is the magic word, a length (u64) and so many bytes of `lzma` (as
JSON: the texts of ids, and the SHA-256 of `words.npz`), then chunks (`pack_codec.py`), each behind its length (u64).
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import lzma
import pickle
import random
import struct
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from training.data.pack_codec import PackError, Picture, Pieces, decode, encode
from training.mlmamba.prompt import PromptEncoder
from training.mlmamba.words import WordVectors

MAGIC = b"MLMPACK2"
WORDS = "words.npz"
CHUNK = 64
"""Pictures in a chunk."""
MIB = 1 << 20
SMALLEST = 6000
"""Bytes: no more pictures are looked at than would fill the pack if each took so little (11,000 is usual)."""
FEW_LINES = 4
"""A picture with fewer lines keeps its features whatever the share: it has little else."""


def drawn(sizes: dict[str, int], weights: dict[str, float], least: int, seed: int) -> list[tuple[str, int]]:
    """Every picture (set, index) in the order in which they go into a pack: first `least` of each set, then so that each beginning of the rest holds the
    sets by weight × size. A set that runs out leaves its place to the others."""
    places = []
    for name, size in sorted(sizes.items()):
        order = list(range(size))
        random.Random(f"{seed} {name}").shuffle(order)
        mass = size * weights.get(name, weights.get("default", 1.0))
        if mass > 0:
            places += [(0.0 if n < least else (n + 0.5) / mass, n if n < least else 0, name, index) for n, index in enumerate(order)]
    return [(name, index) for _, _, name, index in sorted(places)]


def pictures_of(folder: Path, indices: list[int], features_share: float) -> dict[int, Picture]:
    """Those examples of a prepared set; their arrays stay on disk until they are looked at."""
    state = pickle.loads((folder / "meta.pkl").read_bytes())
    crops = np.memmap(folder / "crops.u8", np.uint8, "r", shape=(state["crops"], 3, 32, 96)) if state["crops"] else np.zeros((0, 3, 32, 96), np.uint8)
    features = np.memmap(folder / "features.f16", np.float16, "r", shape=(state["features"], 256, 320)) if state["features"] else None
    result = {}
    for index in indices:
        example = state["examples"][index]
        lines, first, at = len(example["lines"]), example["crops"], example["feature"]
        keeps = at is not None and (lines < FEW_LINES or zlib.crc32(b"pack" + example["id"].encode()) / 2**32 < features_share)
        seen = features[at] if keeps and features is not None else None
        result[index] = Picture(folder.name, example, crops[first : first + lines], seen)
    return result


class Parts:
    """Writes chunks into parts of at most `part` bytes, at most `limit` bytes in all with `words` (the bytes of `words.npz`), and no byte more."""

    def __init__(self, out: Path, pieces: Pieces, words: bytes, limit: int, part: int):
        texts = {str(id): text.hex() for id, text in sorted(pieces.texts.items())}
        table = lzma.compress(json.dumps({"words": hashlib.sha256(words).hexdigest(), "texts": texts}, separators=(",", ":")).encode())
        self.head = MAGIC + struct.pack("<Q", len(table)) + table
        self.out, self.words, self.limit, self.part = out, words, limit, part
        self.parts: list[bytearray] = []

    @property
    def size(self) -> int:
        return len(self.words) + sum(map(len, self.parts))

    def put(self, chunk: bytes) -> bool:
        """Whether it fitted."""
        needed = 8 + len(chunk)
        fresh = not self.parts or len(self.parts[-1]) + needed > self.part
        size = needed + (len(self.head) if fresh else 0)
        if self.size + size > self.limit or (fresh and size > self.part):
            return False
        if fresh:
            self.parts.append(bytearray(self.head))
        self.parts[-1] += struct.pack("<Q", len(chunk)) + chunk
        return True

    def write(self) -> None:
        self.out.mkdir(parents=True, exist_ok=True)
        for old in self.out.glob("part-*.pack"):
            old.unlink()
        (self.out / WORDS).write_bytes(self.words)
        for n, part in enumerate(self.parts):
            (self.out / f"part-{n:02}.pack").write_bytes(part)


def pack(args: argparse.Namespace) -> Parts:
    """Writes `--out` and gives what it wrote."""
    folders = {p.parent.name: p.parent for p in sorted(args.prepared.glob("*/meta.pkl"))}
    sizes = {name: len(pickle.loads((folder / "meta.pkl").read_bytes())["examples"]) for name, folder in folders.items()}
    weights = {name: float(factor) for name, factor in (w.split("=") for w in args.weight)}
    limit = int(args.max_mib * MIB)
    order = drawn(sizes, weights, args.least, args.seed)[: max(limit // SMALLEST, args.least * len(sizes))]
    encoder, words = PromptEncoder(args.tokenizer), WordVectors.load(args.words)
    pieces = Pieces.of_tokenizer(json.loads(args.tokenizer.read_text("utf8")))
    parts = Parts(args.out, pieces, args.words.read_bytes(), limit, int(args.part_mib * MIB))
    if parts.size > limit:
        raise PackError(f"{args.words} alone is larger than --max-mib")
    pictures: dict[tuple[str, int], Picture] = {}
    for name, folder in folders.items():
        found = pictures_of(folder, [index for set_name, index in order if set_name == name], args.features_share)
        pictures |= {(name, index): picture for index, picture in found.items()}
    count: collections.Counter[str] = collections.Counter()
    turns = lines = with_features = first = 0
    size = CHUNK
    while first < len(order) and size:
        chosen = [pictures[key] for key in order[first : first + size]]
        if not parts.put(encode(chosen, encoder, pieces, words, args.quality, args.levels)):
            size = len(chosen) // 2  # the last chunks are smaller, to fill the pack
            continue
        first += len(chosen)
        count.update(p.set for p in chosen)
        turns += sum(len(p.example["turns"]) for p in chosen)
        lines += sum(len(p.example["lines"]) for p in chosen)
        with_features += sum(p.features is not None for p in chosen)
    parts.write()
    for name in sorted(sizes):
        print(f"{name}: {count[name]} of {sizes[name]}")
    print(f"{first} of {sum(sizes.values())} pictures, {turns} turns, {lines} lines, {with_features} with features; {len(parts.parts)} parts, {parts.size} of {limit} bytes")
    return parts


def chunks_of(path: Path) -> Iterator[list[Picture]]:
    """The pictures of one part, chunk after chunk."""
    data = path.read_bytes()
    if data[: len(MAGIC)] != MAGIC:
        raise PackError(f"{path.name} is no part of a pack of this version")
    blocks, at = [], len(MAGIC)
    while at < len(data):
        (size,) = struct.unpack_from("<Q", data, at) if at + 8 <= len(data) else (len(data),)
        at += 8 + size
        if at > len(data):
            raise PackError(f"{path.name} is cut short: bring it over again")
        blocks.append(data[at - size : at])
    head, stored = json.loads(lzma.decompress(blocks[0])), path.with_name(WORDS)
    if not stored.exists() or hashlib.sha256(stored.read_bytes()).hexdigest() != head["words"]:
        raise PackError(f"{stored} is not the one that {path.name} was packed with: bring it over with the parts")
    pieces, words = Pieces({int(id): bytes.fromhex(text) for id, text in head["texts"].items()}), WordVectors.load(stored)
    for block in blocks[1:]:
        yield decode(block, pieces, words)


def unpack(source: Path, out: Path) -> None:
    """Folders under `out` that `train.py --prepared` reads. Takes the parts that are there; `out` must not hold a prepared set yet."""
    paths = sorted(source.glob("part-*.pack"))
    if not paths:
        raise PackError(f"there is no part-*.pack in {source}")
    if any(out.glob("*/meta.pkl")):
        raise PackError(f"{out} holds prepared sets already: name an empty folder")
    states: dict[str, dict] = {}
    for picture in (picture for path in paths for chunk in chunks_of(path) for picture in chunk):
        folder = out / picture.set
        folder.mkdir(parents=True, exist_ok=True)
        state = states.setdefault(picture.set, {"seen": set(), "examples": [], "crops": 0, "features": 0})
        picture.example |= {"crops": state["crops"], "feature": None if picture.features is None else state["features"]}
        with (folder / "crops.u8").open("ab" if state["crops"] else "wb") as stream:
            stream.write(picture.crops.tobytes())
        with (folder / "features.f16").open("ab" if state["features"] else "wb") as stream:
            stream.write(b"" if picture.features is None else picture.features.tobytes())
        state["seen"].add(picture.example["id"])
        state["examples"].append(picture.example)
        state["crops"] += len(picture.crops)
        state["features"] += picture.features is not None
    for name, state in states.items():
        (out / name / "meta.pkl").write_bytes(pickle.dumps(state))
    every = [example for state in states.values() for example in state["examples"]]
    print(f"{len(paths)} parts, {len(states)} sets, {len(every)} pictures, {sum(len(e['turns']) for e in every)} turns")


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.data.pack")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--prepared", type=Path, help="prepared sets to pack")
    what.add_argument("--unpack", type=Path, help="pack to restore")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--max-mib", type=float, default=55, help="size of all parts and words.npz together")
    parser.add_argument("--part-mib", type=float, default=16, help="size of a part")
    parser.add_argument("--weight", action="append", default=[], help="SET=FACTOR as train.py takes it; default=FACTOR for all others; 0 leaves a set out")
    parser.add_argument("--least", type=int, default=16, help="pictures of each set")
    parser.add_argument("--features-share", type=float, default=0.15, help="of the pictures with features, how many keep them (about 42 kB each)")
    parser.add_argument("--quality", type=int, default=60, help="of the crops (WebP)")
    parser.add_argument("--levels", type=int, default=32, help="steps of a feature between its channel's ends, up to 256")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tokenizer", type=Path, default=Path("training/out/tokenizer.json"), help="that the sets were prepared with")
    parser.add_argument("--words", type=Path, default=Path("training/out/words.npz"), help="that the sets were prepared with")
    args = parser.parse_args(given)
    if not 2 <= args.levels <= 256 or args.max_mib <= 0 or args.part_mib <= 0:
        parser.error("--levels is 2 to 256, --max-mib and --part-mib are above 0")
    return args


def main(given: list[str] | None = None) -> None:
    args = arguments(given)
    start = time.monotonic()
    try:
        if args.unpack:
            unpack(args.unpack, args.out)
        else:
            pack(args)
    except PackError as error:
        sys.exit(str(error))
    print(f"{time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
