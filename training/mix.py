"""Mixes the averages of two runs and measures the mixtures on turns that only measure in training:

    python mix.py --prepared out/prepared --first out/run1 --second out/run2 --shares 0 0.5 0.7 1 --sets docs-asked charts … [--withhold]
    python mix.py --first out/run1 --second out/run2 --shares 0.7 --out out/mixed

A run that goes on from another one forgets some of what that knew; the straight line between the two is often better than both ends (WiSE-FT, arXiv
2109.01903, section 3). A share of 0 is the first run. `--withhold` also measures each mixture without what is drawn (docs/nano.md 1.11, 1.12).
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
from pathlib import Path

import torch

from mlmamba.batches import Batch, PreparedSet, SequenceOptions, build_sequence, collate, load_set
from mlmamba.config import NanoConfig
from mlmamba.model import MlMamba
from train import measure, start_from


def average_of(run: Path, config: NanoConfig) -> dict[str, torch.Tensor]:
    """The averaged weights of a run, grown to `config`."""
    model = MlMamba(config)
    start_from(model, torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=True)["average"])
    return {name: value.clone() for name, value in model.state_dict().items()}


def mixed(first: dict[str, torch.Tensor], second: dict[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """`share` of the way from the first to the second; what is no number stays the first's."""
    return {
        name: torch.lerp(value.float(), second[name].float(), share).to(value.dtype) if value.is_floating_point() else value
        for name, value in first.items()
    }


def batches_of(source: PreparedSet, config: NanoConfig, max_turns: int, withhold: bool) -> list[Batch]:
    """The turns of a set that only measure, whole and without noise."""
    options = SequenceOptions(config.lm.vocab_size, config.visual_tokens, max_turns, 1.0, False)
    source = dataclasses.replace(source, drawings={}) if withhold else source
    rng = random.Random(0)
    sequences = [build_sequence(source, example, rng, options) for example in source.examples]
    return [collate(sequences[at : at + 8]) for at in range(0, len(sequences), 8)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=Path, required=True)
    parser.add_argument("--second", type=Path, required=True)
    parser.add_argument("--shares", type=float, nargs="+", required=True)
    parser.add_argument("--prepared", type=Path)
    parser.add_argument("--sets", nargs="*", default=[])
    parser.add_argument("--withhold", action="store_true")
    parser.add_argument("--max-turns", type=int, default=12)
    parser.add_argument("--out", type=Path, help="folder for the mixture; of one share")
    args = parser.parse_args()
    if args.out and len(args.shares) != 1:
        parser.error("--out takes one share")
    if args.sets and not args.prepared:
        parser.error("--sets needs --prepared")
    config = NanoConfig.from_json(json.loads((args.second / "config.json").read_text()))
    first, second = average_of(args.first, config), average_of(args.second, config)
    sets = {name: load_set(args.prepared / name, dev=True) for name in args.sets}
    model = MlMamba(config)
    for share in args.shares:
        weights = mixed(first, second, share)
        model.load_state_dict(weights)
        for withhold in (False, True) if args.withhold else (False,):
            batches = [batch for source in sets.values() for batch in batches_of(source, config, args.max_turns, withhold)]
            if not batches:
                continue
            found = measure(model, batches, torch.bfloat16)
            rows = {name: [right, turns, found["losses"][name]] for name, (right, turns) in found["sets"].items()}
            print(json.dumps({"share": share, "withheld": withhold, **{k: found[k] for k in ("exact", "turns", "loss")}, "sets": rows}), flush=True)
        if args.out:
            args.out.mkdir(parents=True, exist_ok=True)
            config.save(args.out / "config.json")
            torch.save({"average": weights}, args.out / "checkpoint.pt")


if __name__ == "__main__":
    main()
