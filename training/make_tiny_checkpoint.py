"""Makes the checkpoints of tiny random models, for tests of everything around a model: `test/fixtures/tiny/`, and `test/fixtures/tiny-hints/`
with hints to the pointer head (docs/nano.md 1.8).

    python training/make_tiny_checkpoint.py

Beside the first checkpoint stands `tokens.json`: texts and the ids that the Python `tokenizers` give them, which the worker's tokenizer
must give too. The models know nothing; their greedy answers wander between words and references to lines, without an end.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from fixture_models import lively, scramble
from mlmamba.config import LineConfig, LmConfig, MscConfig, NanoConfig
from mlmamba.model import MlMamba
from mlmamba.train_tokenizer import untrained
from mlmamba.words import WordVectors
from mlmamba.vision import MEAN, STD, BlockConfig, Encoder, EncoderConfig, same_pads
from safetensors.torch import save_file
from tokenizers import Tokenizer

FIXTURES = Path(__file__).resolve().parent.parent / "test" / "fixtures"
VOCAB = 384
SIZE = 64
SEED = 7
"""By which the random models say enough: the tests need long answers, quotes, and others about another image."""

TEXTS = [
    " which theme is selected?",
    " Größe: 12,5 pt — naïve façade",
    " 日本語のテキスト 한국어 кириллица",
    " 😀👩‍💻 done",
    " microsoft.storage/storageaccounts 192.168.0.1 C:\\Users",
    "  two  spaces\tand a tab\nand a line",
    " It's 1234567 o'clock!!!",
    "<|user|> which one?<|assistant|>",
    "\u00a0no-break\u2009thin\u3000wide",
    " a\u0301 e\u0308 (decomposed)",
    "",
]


def train_tokenizer() -> Tokenizer:
    tokenizer, trainer = untrained(VOCAB)
    tokenizer.train_from_iterator([(text + " the is selected button shown in ") * 4 for text in TEXTS[:7]], trainer)
    assert tokenizer.get_vocab_size() == VOCAB
    return tokenizer


def encoder_config() -> EncoderConfig:
    strides = (2, 2, 2, 2)
    blocks = tuple(BlockConfig(3, stride, 8, 8, 2, False, same_pads(3, stride)) for stride in strides)
    return EncoderConfig(8, same_pads(3, 2), blocks)


def pack_section(name: str) -> dict:
    return {
        "id": name,
        "version": "0.0.1",
        "name": "Tiny random model",
        "license": "Apache-2.0",
        "capabilities": ["screens"],
        "measured": {},
        "encoder": "random",
        "preprocess": {
            "size": [SIZE, SIZE],
            "resize": "letterbox",
            "fill": [114, 114, 114],
            "mean": [MEAN] * 3,
            "std": [STD] * 3,
        },
        "tokens": {"end": 0, "pad": 1, "user": 2, "assistant": 3, "image": 4, "regionBase": VOCAB},
        "prompt": {
            "caseFold": True,
            "questionStart": "<|user|>",
            "answerStart": "<|assistant|>",
            "turnEnd": "<|endoftext|>",
            "lineTokens": 32,
            "lexTokens": 24,
        },
        "ocr": {"policy": "lines", "maxLines": 40, "maxContextTokens": 1000},
    }


def make(name: str, tokenizer: Tokenizer, hints: bool) -> None:
    torch.manual_seed(SEED)
    folder = FIXTURES / name
    folder.mkdir(parents=True, exist_ok=True)
    msc = MscConfig(layers=1, d_model=32, d_state=16, headdim=16)
    config = NanoConfig(
        lm=LmConfig(layers=2, d_model=32, d_state=16, headdim=16, vocab_size=VOCAB, key_width=16, hints=hints, scorer_width=8 if hints else 0),
        msc=msc,
        line_msc=msc,
        line=LineConfig(cnn=(4, 8, 8), lex_width=16),
        vision_width=8,
        vision_grid=SIZE // 32,
        visual_pool=1,
    )
    model = MlMamba(config)
    scramble(model, 7)
    with torch.no_grad():  # starts at zeros
        style = model.line_encoder.line.style.weight
        style.copy_(torch.randn_like(style) * 0.5)
    torch.manual_seed(SEED)
    lively(model.lm, 7)
    encoder = scramble(Encoder(encoder_config()), 8)
    weights = model.flat_state_dict() | {f"encoder.{name}": value for name, value in encoder.state_dict().items()}
    save_file({name: value.detach().clone().contiguous() for name, value in weights.items()}, folder / "model.safetensors")
    body = config.to_json() | {"encoder": encoder.config.to_json(), "pack": pack_section(name)}
    (folder / "config.json").write_text(json.dumps(body, indent=1) + "\n")
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    if hints:
        random = np.random.default_rng(SEED)
        codes, scales = random.integers(-127, 128, (VOCAB, 8)).astype(np.int8), random.random(VOCAB).astype(np.float32)
        WordVectors(codes, scales).write(folder / "words.bin")
    (folder / "card.md").write_text("A tiny model with random weights, for tests.\n")
    (folder / "LICENSE").write_text("Apache-2.0\n")


def main() -> None:
    tokenizer = train_tokenizer()
    make("tiny", tokenizer, hints=False)
    make("tiny-hints", tokenizer, hints=True)
    cases = [{"text": text, "ids": tokenizer.encode(text, add_special_tokens=False).ids} for text in TEXTS]
    (FIXTURES / "tiny" / "tokens.json").write_text(json.dumps(cases, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
