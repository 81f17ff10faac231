"""Turns a run of `train.py` into the checkpoint folder that `ml-mamba pack build` reads.

    python export.py --run out/run1 --tokenizer out/tokenizer.json --words out/words.npz --card CARD.md --out out/nano [--measured measured.json]   (in training/)

Writes `model.safetensors` (float32, the names of docs/nano.md), `config.json` (dimensions, and under `pack` what the manifest says
beyond them), `tokenizer.json`, `words.bin`, `card.md` and `LICENSE`. The weights are the run's moving average.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from mlmamba.config import NanoConfig
from mlmamba.model import MlMamba
from mlmamba.prompt import ASSISTANT, END, IMAGE, LEX_TOKENS, LINE_TOKENS, LOOK, LOOKED, PAD, USER
from mlmamba.words import WordVectors
from mlmamba.vision import MEAN, STD, Encoder, load_lite0
from prepare import MAX_CONTEXT, MAX_LINES
from safetensors.torch import save_file

ROOT = Path(__file__).resolve().parent.parent


def pack_section(config: NanoConfig, version: str, measured: dict[str, float]) -> dict:
    """The manifest's fields that no tensor tells (`src/shared/manifest.ts`)."""
    size = config.vision_grid * 32
    return {
        "id": "nano",
        "version": version,
        "name": "ML-Mamba Nano",
        "license": "Apache-2.0",
        "capabilities": ["screens", "diagrams"],
        "measured": measured,
        "encoder": "efficientnet-lite0",
        "preprocess": {"size": [size, size], "resize": "letterbox", "fill": [114] * 3, "mean": [MEAN] * 3, "std": [STD] * 3},
        "tokens": {"end": END, "pad": PAD, "user": USER, "assistant": ASSISTANT, "image": IMAGE, "look": LOOK, "looked": LOOKED, "regionBase": config.lm.vocab_size},
        "prompt": {
            "caseFold": True,
            "questionStart": "<|user|>",
            "answerStart": "<|assistant|>",
            "turnEnd": "<|endoftext|>",
            "lineTokens": LINE_TOKENS,
            "lexTokens": LEX_TOKENS,
        },
        "ocr": {"policy": "lines", "maxLines": MAX_LINES, "maxContextTokens": MAX_CONTEXT + config.visual_tokens},
    }


def write_checkpoint(model: MlMamba, encoder: Encoder, pack: dict, tokenizer: Path, card: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    weights = model.flat_state_dict() | {f"encoder.{name}": value for name, value in encoder.state_dict().items()}
    save_file({name: value.detach().float().cpu().clone().contiguous() for name, value in weights.items()}, out / "model.safetensors")
    body = model.config.to_json() | {"encoder": encoder.config.to_json(), "pack": pack}
    (out / "config.json").write_text(json.dumps(body, indent=2) + "\n")
    for source, name in ((tokenizer, "tokenizer.json"), (card, "card.md"), (ROOT / "LICENSE", "LICENSE")):
        shutil.copyfile(source, out / name)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True, help="what distill_words.py wrote")
    parser.add_argument("--unsure-below", type=float, help="answers with a less likely token are marked as unsure")
    parser.add_argument("--card", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--measured", type=Path, help="JSON of figures by name, for the manifest")
    args = parser.parse_args()
    model = MlMamba(NanoConfig.from_json(json.loads((args.run / "config.json").read_text())))
    model.load_state_dict(torch.load(args.run / "checkpoint.pt", map_location="cpu", weights_only=True)["average"])
    measured = json.loads(args.measured.read_text()) if args.measured else {}
    pack = pack_section(model.config, args.version, measured) | ({} if args.unsure_below is None else {"unsureBelow": args.unsure_below})
    write_checkpoint(model, load_lite0(), pack, args.tokenizer, args.card, args.out)
    WordVectors.load(args.words).write(args.out / "words.bin")
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters beside the encoder, in {args.out}")


if __name__ == "__main__":
    main()
