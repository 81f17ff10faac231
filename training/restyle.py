"""Measures the looks of lines anew (docs/nano.md 1.9) for pictures that are prepared, without reading them again.

    python restyle.py --data data-out --prepared out/prepared [--sets …]   (in training/)
"""

from __future__ import annotations

import argparse
import json
import pickle
from pathlib import Path

import numpy as np

from mlmamba.style import STYLES, style_features
from prepare import open_rgb


def restyle(folder: Path, out: Path) -> None:
    state = pickle.loads((out / "meta.pkl").read_bytes())
    images = {s["id"]: s["image"] for s in map(json.loads, (folder / "screens.jsonl").read_text().splitlines())}
    for example in state["examples"]:
        if example["looks"].shape[1:] != (STYLES,):
            example["looks"] = style_features(open_rgb(folder / images[example["id"]]), example["boxes"]).astype(np.float16)
    (out / "meta.tmp").write_bytes(pickle.dumps(state))
    (out / "meta.tmp").rename(out / "meta.pkl")
    print(f"{folder.name}: {len(state['examples'])} pictures", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--prepared", type=Path, required=True)
    parser.add_argument("--sets", nargs="*")
    args = parser.parse_args()
    for out in sorted(path.parent for path in args.prepared.glob("*/meta.pkl")):
        if not args.sets or out.name in args.sets:
            restyle(args.data / out.name, out)


if __name__ == "__main__":
    main()
