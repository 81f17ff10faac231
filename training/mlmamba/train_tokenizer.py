"""Trains the byte-level BPE tokenizer of the Nano on `training/data-out/corpus.txt`.

    python -m mlmamba.train_tokenizer --corpus data-out/corpus.txt --out out/tokenizer.json   (in training/)
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

VOCAB_SIZE = 8192
SPECIAL = ["<|endoftext|>", "<|pad|>", "<|user|>", "<|assistant|>", "<|image|>", *(f"<|reserved{i}|>" for i in range(5, 16))]

WORDS = r" ?\p{L}+| ?\p{N}{1,3}| ?[^\s\p{L}\p{N}]+|\s+"
"""Words, numbers of up to three digits, runs of signs; each may take the space before it along."""


def untrained(vocab_size: int) -> tuple[Tokenizer, trainers.BpeTrainer]:
    """A byte-level BPE tokenizer without merges, and what trains it to `vocab_size` tokens."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORDS), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size,
        special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    return tokenizer, trainer


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()

    tokenizer, trainer = untrained(VOCAB_SIZE)
    tokenizer.train([str(args.corpus)], trainer)
    assert tokenizer.get_vocab_size() == VOCAB_SIZE
    args.out.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(args.out))
    sample = " which theme is selected? microsoft.storage/storageaccounts 192.168.0.1"
    print(tokenizer.encode(sample, add_special_tokens=False).tokens)


if __name__ == "__main__":
    main()
