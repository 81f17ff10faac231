"""Turns the sets under `data-out/` into arrays that training reads (docs/nano.md 3 → 1.5, 1.6).

    python prepare.py --tokenizer out/tokenizer.json --words out/words.npz --data data-out --out out/prepared [--features-share 0.5]   (in training/)

For each set `meta.pkl` (a list of examples), `crops.u8` (lines, 3, 32, 96) and `features.f16` (images, 256, 320). A set is appended to where it has grown; the
noise of a screen's lines is seeded by its id, so a second run makes the same arrays.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import pickle
import random
import zlib
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from PIL import Image

from data.noise import apply_ocr_noise
from mlmamba.known import KnownLines
from mlmamba.layout import letterbox, line_crops, reading_order
from mlmamba.prompt import LEX_TOKENS, LINE_TOKENS, PromptEncoder
from mlmamba.style import style_features
from mlmamba.vision import load_lite0, normalise
from mlmamba.words import WordVectors

MAX_LINES = 110
MAX_CONTEXT = 900


def encoder_session(folder: Path) -> ort.InferenceSession:
    """The trunk in ONNX Runtime, which runs it faster on a CPU than PyTorch (2.9e-5 apart at most on one random input)."""
    path = folder / "encoder-for-features.onnx"
    if not path.exists():
        partial = path.with_suffix(f".{os.getpid()}")
        torch.onnx.export(
            load_lite0(), (torch.zeros(1, 3, 512, 512),), str(partial), dynamo=False, opset_version=17, input_names=["x"]
        )
        partial.rename(path)
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    return ort.InferenceSession(str(path), options)


def open_rgb(path: Path) -> np.ndarray:
    image = Image.open(path).convert("RGBA")
    white = Image.new("RGBA", image.size, (255, 255, 255, 255))
    return np.asarray(Image.alpha_composite(white, image).convert("RGB"))


def lines_of(screen: dict, ocr: dict[str, dict]) -> tuple[list[dict], dict[int, int]]:
    """The lines a reader would see, and which of them each text became."""
    texts = screen["texts"]
    if screen.get("ocr"):
        return texts, {i: i for i in range(len(texts))}
    if screen["id"] in ocr:
        read = ocr[screen["id"]]
        lines = [{"text": line[4], "box": line[:4]} for line in read["lines"]]
        return lines, {i: j for i, j in enumerate(read["map"]) if j is not None}
    lines, mapping = apply_ocr_noise(texts, random.Random(zlib.crc32(screen["id"].encode())))
    return lines, {i: j for i, j in enumerate(mapping) if j is not None}


@dataclasses.dataclass(frozen=True)
class Maker:
    """What turns screens into examples."""

    encoder: PromptEncoder
    words: WordVectors
    session: ort.InferenceSession | None


def turns_of(screen: dict, lines: list[dict], line_of_text: dict[int, int], maker: Maker) -> list[tuple]:
    """(kind, question ids, answer ids, what is known of the lines for the question (lines, 17)) of every turn whose quotes were read."""
    encoder = maker.encoder
    texts, boxes = [line["text"] for line in lines], np.array([line["box"] for line in lines], np.float64).reshape(-1, 4)
    known = KnownLines(texts, [encoder.line(text) for text in texts], boxes, maker.words)
    turns = []
    for turn in screen["turns"]:
        answer = encoder.answer(turn["answer"], line_of_text)
        question = encoder.question(turn["question"])
        if answer is not None and len(answer) <= 60 and len(question) <= 60:
            asked = known.asked(turn["question"], question[1:-1]).astype(np.float16)
            turns.append((turn["kind"], np.array(question, np.int32), np.array(answer, np.int32), asked))
    return turns


def example_of(screen: dict, rgb: np.ndarray, ocr: dict[str, dict], maker: Maker) -> tuple[dict, np.ndarray] | None:
    """Everything of a screen but its features: (example, crops). None where too little or too much is to be read."""
    lines, line_of_text = lines_of(screen, ocr)
    if len(lines) > MAX_LINES:
        return None
    order = reading_order([line["box"] for line in lines])
    place = {old: new for new, old in enumerate(order)}
    lines = [lines[i] for i in order]
    line_of_text = {text: place[line] for text, line in line_of_text.items()}
    ids = [maker.encoder.line(line["text"]) for line in lines]
    if sum(1 + min(len(i), LINE_TOKENS) for i in ids) > MAX_CONTEXT:
        return None
    turns = turns_of(screen, lines, line_of_text, maker)
    if not turns:
        return None
    boxes = np.array([line["box"] for line in lines], np.float32).reshape(-1, 4)
    height, width = rgb.shape[:2]
    example = {
        "id": screen["id"],
        "kind": screen["kind"],
        "repo": screen.get("repo"),
        "lines": [np.array(i[:LINE_TOKENS], np.int32) for i in ids],
        "lex": [np.array(i[:LEX_TOKENS], np.int32) for i in ids],
        "boxes": boxes,
        "size": (width, height),
        "turns": turns,
        "read": lines,
        "line_of_text": line_of_text,
        "looks": style_features(rgb, boxes).astype(np.float16),
    }
    return example, line_crops(rgb, boxes, np.uint8)


def refresh_turns(folder: Path, out: Path, maker: Maker) -> None:
    """Questions and answers anew for the pictures that are prepared, where the set's turns were improved; lines stay."""
    state = pickle.loads((out / "meta.pkl").read_bytes())
    screens = {s["id"]: s for s in map(json.loads, (folder / "screens.jsonl").read_text().splitlines())}
    kept = []
    for example in state["examples"]:
        screen = screens.get(example["id"])
        if screen is None:
            continue
        if turns := turns_of(screen, example["read"], example["line_of_text"], maker):
            kept.append({**example, "turns": turns})
    print(f"{folder.name}: {len(kept)} of {len(state['examples'])} pictures kept, {sum(len(e['turns']) for e in kept)} turns")
    (out / "meta.tmp").write_bytes(pickle.dumps({**state, "examples": kept}))
    (out / "meta.tmp").rename(out / "meta.pkl")


def prepare_set(folder: Path, out: Path, maker: Maker, share: float) -> None:
    out.mkdir(parents=True, exist_ok=True)
    meta_path = out / "meta.pkl"
    state = pickle.loads(meta_path.read_bytes()) if meta_path.exists() else {"seen": set(), "examples": [], "crops": 0, "features": 0}
    ocr_path = folder / "ocr.jsonl"
    ocr = {}
    if ocr_path.exists():
        for row in ocr_path.read_text().splitlines():
            read = json.loads(row)
            if "map" in read:
                ocr[read["id"]] = read
    fresh = 0
    with (out / "crops.u8").open("ab") as crops_file, (out / "features.f16").open("ab") as features_file:
        crops_file.truncate(state["crops"] * 3 * 32 * 96)
        features_file.truncate(state["features"] * 256 * 320 * 2)
        for row in (folder / "screens.jsonl").read_text().splitlines():
            try:
                screen = json.loads(row)
            except json.JSONDecodeError:
                break  # the set is still being written
            if screen["id"] in state["seen"]:
                continue
            state["seen"].add(screen["id"])
            rgb = open_rgb(folder / screen["image"])
            made = example_of(screen, rgb, ocr, maker)
            if made is None:
                continue
            example, crops = made
            crops_file.write(crops.tobytes())
            example["crops"] = state["crops"]
            state["crops"] += len(crops)
            example["feature"] = None
            if zlib.crc32(b"feature" + screen["id"].encode()) / 2**32 < share:
                assert maker.session is not None
                pixels = normalise(torch.from_numpy(letterbox(rgb)[None])).numpy()
                features_file.write(maker.session.run(None, {"x": pixels})[0].astype(np.float16).tobytes())
                example["feature"] = state["features"]
                state["features"] += 1
            state["examples"].append(example)
            fresh += 1
            if fresh % 500 == 0:
                print(folder.name, fresh, flush=True)
    temporary = out / "meta.tmp"
    temporary.write_bytes(pickle.dumps(state))
    temporary.rename(meta_path)
    turns = sum(len(e["turns"]) for e in state["examples"])
    print(f"{folder.name}: {len(state['examples'])} pictures (+{fresh}), {turns} turns, {state['crops']} lines, {state['features']} with features", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True, help="what distill_words.py wrote")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--features-share", type=float, default=0.5)
    parser.add_argument("--sets", nargs="*")
    parser.add_argument("--refresh-turns", action="store_true")
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    session = None if args.refresh_turns else encoder_session(args.out)
    maker = Maker(PromptEncoder(args.tokenizer), WordVectors.load(args.words), session)
    for screens in sorted(args.data.glob("*/screens.jsonl")):
        if not args.sets or screens.parent.name in args.sets:
            if args.refresh_turns:
                refresh_turns(screens.parent, args.out / screens.parent.name, maker)
                continue
            prepare_set(screens.parent, args.out / screens.parent.name, maker, args.features_share)


if __name__ == "__main__":
    main()
