"""Reads what is drawn (docs/nano.md 1.11, 1.12) in pictures that are prepared: `drawings.pkl` beside each set's `meta.pkl`, {id: (pairs, measures)}.

    python read_drawings.py --data data-out --prepared out/prepared --sets … [--share 0.2] [--workers 2]   (in training/)

A share below 1 reads those of the pictures that a hash of the id picks. What is read stays; a second call reads the rest. Without measures
(not a number in the picture is part of a chart) the second is None.
"""

from __future__ import annotations

import argparse
import json
import pickle
import zlib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from mlmamba.drawn import read_drawn
from prepare import open_rgb


def read(path: str, boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
    pairs, measures = read_drawn(open_rgb(Path(path)), boxes)
    return pairs, measures.astype(np.float16) if measures.any() else None


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--prepared", type=Path, required=True)
    parser.add_argument("--sets", nargs="+", required=True)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--workers", type=int, default=1)
    args = parser.parse_args()
    with ProcessPoolExecutor(args.workers) as pool:
        for name in args.sets:
            out = args.prepared / name
            target = out / "drawings.pkl"
            known = pickle.loads(target.read_bytes()) if target.exists() else {}
            images = {s["id"]: s["image"] for s in map(json.loads, (args.data / name / "screens.jsonl").read_text().splitlines())}
            examples = [
                e
                for e in pickle.loads((out / "meta.pkl").read_bytes())["examples"]
                if e["id"] not in known and len(e["boxes"]) > 1 and zlib.crc32(b"drawing" + e["id"].encode()) / 2**32 < args.share
            ]
            paths = [str(args.data / name / images[e["id"]]) for e in examples]
            for example, found in zip(examples, pool.map(read, paths, [e["boxes"] for e in examples], chunksize=8), strict=True):
                known[example["id"]] = found
            target.with_suffix(".tmp").write_bytes(pickle.dumps(known))
            target.with_suffix(".tmp").rename(target)
            joined = sum(len(pairs) > 0 for pairs, _ in known.values())
            measured = sum(measures is not None for _, measures in known.values())
            print(f"{name}: {len(known)} pictures (+{len(examples)}), {joined} with connectors, {measured} with measures", flush=True)


if __name__ == "__main__":
    main()
