"""What the reference says to the validation questions, for the parity test of the shipped pack (`test/parity/shipped.test.ts`).

    npx tsx bench/read-text.ts test/validation/screens/*.webp > training/out/validation-lines.jsonl        (in the project's folder)
    python make_shipped_fixture.py --checkpoint out/nano --words out/words.npz --lines out/validation-lines.jsonl   (in training/)

`--checkpoint` is the folder that the pack was built from. Writes `test/fixtures/shipped.json`: `{"pack": {"id", "version"}, "screens":
[{"image", "lines": [{"text", "box"}], "contextIds", "questions": [{"question", "answerIds"}]}]}`. `answerIds` is the greedy answer
of PyTorch in float32, its end token included; read back token by token it is the reference's choice at every teacher-forced step.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from mlmamba.config import NanoConfig
from mlmamba.hints import relation_features
from mlmamba.known import KNOWN_WIDTH, RELATION_WIDTH, KnownLines
from mlmamba.layout import column_order, geometry, letterbox, line_crops
from mlmamba.model import MlMamba
from mlmamba.prompt import END, IMAGE, LEX_TOKENS, LINE_TOKENS, PromptEncoder
from mlmamba.style import style_features
from mlmamba.vision import load_lite0, normalise
from mlmamba.words import WordVectors
from prepare import open_rgb
from safetensors.torch import load_file

ROOT = Path(__file__).resolve().parent.parent
VALIDATION = ROOT / "test" / "validation" / "screens.jsonl"
LONGEST = 40


def padded(lines: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Token ids of lines → text_ids and text_mask (lines, longest)."""
    width = max([1, *map(len, lines)])
    ids = torch.tensor([line + [0] * (width - len(line)) for line in lines])
    mask = torch.tensor([[1.0] * len(line) + [0.0] * (width - len(line)) for line in lines])
    return ids, mask


class Reference:
    """The whole model in float32 over one screen: context once, then questions from its state."""

    def __init__(self, checkpoint: Path, words: WordVectors):
        self.words = words
        config = json.loads((checkpoint / "config.json").read_text())
        self.config = NanoConfig.from_json(config)
        self.model = MlMamba(self.config).eval()
        self.model.load_flat_state_dict(load_file(checkpoint / "model.safetensors"))
        self.encoder = load_lite0()
        self.prompt = PromptEncoder(checkpoint / "tokenizer.json")

    def read(self, image: Path, lines: list[dict]) -> list[int]:
        """Takes in a screen; returns the ids of its context."""
        rgb, boxes = open_rgb(image), [line["box"] for line in lines]
        self.lines, self.relations = lines, torch.from_numpy(relation_features(np.array(boxes, np.float64)))
        self.style = torch.from_numpy(style_features(rgb, boxes))
        height, width = rgb.shape[:2]
        canvas = torch.from_numpy(letterbox(rgb, self.config.vision_grid * 32).copy())[None]
        visual = self.model.connector(self.encoder(normalise(canvas)))
        tokens = [self.prompt.line(line["text"]) for line in lines]
        self.known = KnownLines([line["text"] for line in lines], tokens, np.array(boxes, np.float64), self.words)
        text_ids, text_mask = padded([ids[:LEX_TOKENS] for ids in tokens])
        self.line_embeds = self.model.line_encoder(
            torch.from_numpy(line_crops(rgb, boxes)),
            torch.from_numpy(geometry(boxes, width, height))[None],
            self.style[None],
            text_ids[None],
            text_mask[None],
            torch.from_numpy(column_order(boxes))[None],
            torch.ones(1, len(lines)),
        )[0]
        context, ends = [IMAGE] * self.config.visual_tokens, []
        for n, ids in enumerate(tokens):
            context += [self.config.lm.vocab_size + n, *ids[:LINE_TOKENS]]
            ends.append(len(context) - 1)
        added = torch.zeros(1, len(context), self.config.lm.d_model)
        added[:, : visual.shape[1]] = visual
        lm = self.model.lm
        no_keys = torch.zeros(0, self.config.lm.key_width)
        ids, no_match = torch.tensor([context]), torch.zeros(len(lines), KNOWN_WIDTH)
        hints = {"line_match": no_match, "line_relations": self.related(-1)}
        _, self.state, self.keys = lm.step(ids, lm.initial_state(), added, self.line_embeds, torch.tensor(ends), no_keys, **hints)
        return context

    def related(self, last: int) -> torch.Tensor:
        """How all lines stand to the line quoted last (lines, 12); zeros before the first quote."""
        return self.relations[last] if last >= 0 else torch.zeros(len(self.lines), RELATION_WIDTH)

    def answer(self, question: str) -> list[int]:
        none, vocab = torch.zeros(0, dtype=torch.long), self.config.lm.vocab_size
        piece, state, answer, last = self.prompt.question(question), self.state, [], -1
        known = torch.cat([torch.from_numpy(self.known.asked(question, piece[1:-1])), self.style], -1)
        while len(answer) < LONGEST and answer[-1:] != [END]:
            hints = {"line_match": known, "line_relations": self.related(last), "last_region": last}
            logits, state, _ = self.model.lm.step(torch.tensor([piece]), state, None, self.line_embeds, none, self.keys, **hints)
            answer.append(int(logits[0, -1].argmax()))
            piece = answer[-1:]
            if piece[0] >= vocab:
                last = piece[0] - vocab
        return answer


@torch.no_grad()
def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True, help="what distill_words.py wrote")
    parser.add_argument("--lines", type=Path, required=True)
    parser.add_argument("--screens", type=int, default=24)
    parser.add_argument("--out", type=Path, default=ROOT / "test" / "fixtures" / "shipped.json")
    args = parser.parse_args()
    read = {Path(row["image"]).name: row["lines"] for row in map(json.loads, args.lines.read_text().splitlines())}
    questions: dict[str, list[str]] = {}
    for row in map(json.loads, VALIDATION.read_text().splitlines()):
        questions.setdefault(row["image"], []).append(row["question"])
    reference = Reference(args.checkpoint, WordVectors.load(args.words))
    screens = []
    for image in list(questions)[: args.screens]:
        lines = [{"text": line["text"], "box": line["box"]} for line in read[Path(image).name]]
        context = reference.read(VALIDATION.parent / image, lines)
        answers = [{"question": q, "answerIds": reference.answer(q)} for q in questions[image]]
        screens.append({"image": image, "lines": lines, "contextIds": context, "questions": answers})
    pack = json.loads((args.checkpoint / "config.json").read_text())["pack"]
    body = {"pack": {"id": pack["id"], "version": pack["version"]}, "screens": screens}
    args.out.write_text(json.dumps(body, ensure_ascii=False, separators=(",", ":")) + "\n")
    steps = sum(len(a["answerIds"]) for s in screens for a in s["questions"])
    print(f"{len(screens)} screens, {steps} steps, {args.out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
