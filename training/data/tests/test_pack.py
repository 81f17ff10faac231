"""Packs: what comes back, what fits, and what is drawn."""

from __future__ import annotations

import collections
import json
import pickle
import random
import tempfile
import unittest
from pathlib import Path

import numpy as np

from training.data.pack import Parts, arguments, chunks_of, drawn, pack, pictures_of, unpack
from training.data.pack_codec import PackError, Pieces, decode, encode, quantise, restore_features
from training.mlmamba.batches import SequenceOptions, build_sequence, collate, load_set
from training.mlmamba.known import ASKED_WIDTH, LOOK_WIDTH, KnownLines
from training.mlmamba.prompt import LEX_TOKENS, LINE_TOKENS, PromptEncoder
from training.mlmamba.words import WordVectors

WORDS = ["Save", "Cancel", "Name", "Größe", "of", "all", "files", "error"]
VOCABULARY = {"Ġ" + "".join(chr(b) if 33 <= b < 127 or 161 <= b < 173 or b >= 174 else chr(256 + b) if b <= 32 else chr(162 + b) for b in word.lower().encode()): 100 + n
              for n, word in enumerate(WORDS)}  # fmt: skip
SPECIAL = {"<|unknown|>": 1, "<|user|>": 2, "<|assistant|>": 3}
TOKENIZER = {
    "added_tokens": [{"id": id, "content": text, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True} for text, id in SPECIAL.items()],
    "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True},
    "model": {"type": "WordLevel", "vocab": SPECIAL | VOCABULARY, "unk_token": "<|unknown|>"},
}  # fmt: skip


def write_words(path: Path, seed: int) -> None:
    rng = np.random.default_rng(seed)
    np.savez(path, codes=rng.integers(-127, 128, (108, 16)).astype(np.int8), scales=rng.uniform(0.1, 1, 108).astype(np.float32))


def example_of(number: int, lines: int, rng: np.random.Generator, encoder: PromptEncoder, words: WordVectors) -> dict:
    """A picture as `prepare.py` writes it, with a line longer than a prompt takes and a turn that knows what no code would compute."""
    boxes = np.stack([rng.integers(0, 500, lines), rng.integers(0, 300, lines), rng.integers(20, 140, lines), rng.integers(8, 30, lines)], 1).astype(np.float32)
    texts = [" ".join(rng.choice(WORDS, 40 if n == 1 else 3)) for n in range(lines)]
    ids = [encoder.line(text) for text in texts]
    known = KnownLines(texts, ids, boxes.astype(np.float64), words)
    turns = []
    for n in range(3):
        text = " ".join(rng.choice(WORDS, 4))
        question, answer = encoder.question(text), [101, *([8192 + n] if lines else []), 0]
        asked = known.asked(text, question[1:-1]).astype(np.float16)
        turns.append((f"kind-{n}", np.array(question, np.int32), np.array(answer, np.int32), asked + (n == 2)))
    example = {
        "id": f"picture-{number}", "kind": "form", "repo": [None, "wagtail/wagtail", "some/docs"][number % 3], "lines": [np.array(i[:LINE_TOKENS], np.int32) for i in ids],
        "lex": [np.array(i[:LEX_TOKENS], np.int32) for i in ids], "boxes": boxes, "size": (640, 401 + number), "turns": turns,
        "read": [{"text": text, "box": box.tolist()} for text, box in zip(texts, boxes)], "line_of_text": {n: n for n in range(lines)},
        "looks": rng.normal(size=(lines, LOOK_WIDTH)).astype(np.float16),
    }  # fmt: skip
    return example | ({"controls": rng.normal(size=(lines, 18)).astype(np.float16)} if number % 3 == 0 else {})


def write_set(folder: Path, count: int, seed: int, encoder: PromptEncoder, words: WordVectors) -> None:
    """`count` pictures, the first without lines, every sixth with features; crops are flat colours with a dark box in them."""
    rng = np.random.default_rng(seed)
    folder.mkdir(parents=True)
    state: dict = {"seen": set(), "examples": [], "crops": 0, "features": 0}
    with (folder / "crops.u8").open("wb") as crops_file, (folder / "features.f16").open("wb") as features_file:
        for number in range(count):
            lines = 0 if number == 0 else 3 + number % 4
            example = example_of(number, lines, rng, encoder, words)
            example["id"] = f"{folder.name}-{number}"
            crops = np.repeat(rng.integers(120, 255, (lines, 3, 1)), 32 * 96, 2).astype(np.uint8).reshape(lines, 3, 32, 96)
            crops[:, :, 9:23, 10:24] = 30
            crops_file.write(crops.tobytes())
            example |= {"crops": state["crops"], "feature": state["features"] if number % 6 == 0 else None}
            state["crops"] += lines
            if number % 6 == 0:
                features_file.write((rng.normal(size=(256, 320)) * rng.uniform(0.1, 3, 320)).astype(np.float16).tobytes())
                state["features"] += 1
            state["examples"].append(example)
    (folder / "meta.pkl").write_bytes(pickle.dumps(state))


class RoundTrip(unittest.TestCase):
    def setUp(self) -> None:
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.root = Path(holder.name)
        (self.root / "tokenizer.json").write_text(json.dumps(TOKENIZER), "utf8")
        write_words(self.root / "words.npz", 1)
        self.encoder, self.words = PromptEncoder(self.root / "tokenizer.json"), WordVectors.load(self.root / "words.npz")
        write_set(self.root / "prepared/plain", 70, 1, self.encoder, self.words)
        write_set(self.root / "prepared/graph", 12, 2, self.encoder, self.words)

    def packed(self, *more: str) -> tuple[Parts, int]:
        """The pack, and the bytes of its files."""
        made_with = ["--tokenizer", self.root / "tokenizer.json", "--words", self.root / "words.npz"]
        common = ["--prepared", self.root / "prepared", "--out", self.root / "packed", *made_with, "--features-share", "1"]
        parts = pack(arguments([*map(str, common), *more]))
        return parts, sum(p.stat().st_size for p in (self.root / "packed").iterdir())

    def test_everything_comes_back_but_for_the_loss(self) -> None:
        self.packed()
        unpack(self.root / "packed", self.root / "back")
        for name, count in (("plain", 70), ("graph", 12)):
            for dev in (False, True):
                old, new = load_set(self.root / "prepared" / name, dev), load_set(self.root / "back" / name, dev)
                restored = {e["id"]: e for e in new.examples}
                self.assertEqual(restored.keys(), {e["id"] for e in old.examples})
                for before in old.examples:
                    self.same(before, restored[before["id"]])
                    self.near(old, before, new, restored[before["id"]])
                if not dev:
                    self.trains_the_same(old, new)
            self.assertEqual(len(pickle.loads((self.root / "back" / name / "meta.pkl").read_bytes())["examples"]), count)

    def same(self, before: dict, after: dict) -> None:
        """Bit for bit: all that is neither picture nor features."""
        exact = lambda a, b: self.assertTrue(a.dtype == b.dtype and np.array_equal(a, b), before["id"])  # noqa: E731
        self.assertEqual(after.keys(), before.keys() - {"read", "line_of_text"})
        for key in ("boxes", "looks", *(["controls"] if "controls" in before else [])):
            exact(before[key], after[key])
        for key in ("lines", "lex"):
            self.assertEqual(len(before[key]), len(after[key]))
            for a, b in zip(before[key], after[key]):
                exact(a, b)
        self.assertEqual(*([e["kind"], e["repo"], e["size"], *(t[0] for t in e["turns"])] for e in (before, after)))
        for one, other in zip(before["turns"], after["turns"]):
            for a, b in zip(one[1:], other[1:]):
                exact(a, b)

    def trains_the_same(self, old, new) -> None:  # type: ignore[no-untyped-def]
        """What the model gets of the pictures is the same, drawn and placed as in training, but for pixels."""
        options = SequenceOptions(8192, 4, 2, 0.5)
        drawn = [
            collate([build_sequence(source, e, random.Random(e["id"]), options) for e in sorted(source.examples, key=lambda e: e["id"])])
            for source in (old, new)
        ]
        one, other = ({key: np.asarray(value) for key, value in vars(batch).items() if key != "kinds"} for batch in drawn)
        for key in one.keys() - {"crops", "features"}:
            self.assertTrue(np.array_equal(one[key], other[key]), key)
        self.assertEqual(drawn[0].kinds, drawn[1].kinds)
        self.assertGreater(len(one["with_visual"]), 0)

    def near(self, old, before: dict, new, after: dict) -> None:  # type: ignore[no-untyped-def]
        count = len(before["lines"])
        a = old.crops[before["crops"] + np.arange(count)].astype(int)
        b = new.crops[after["crops"] + np.arange(count)].astype(int)
        self.assertLess(np.abs(a - b).mean() if count else 0, 4)
        self.assertEqual(before["feature"] is None, after["feature"] is None)
        if before["feature"] is not None:
            a, b = (np.asarray(s.features[e["feature"]], np.float32) for s, e in ((old, before), (new, after)))
            self.assertLess(np.abs(a - b).max(), (a.max(0) - a.min(0)).max() / 31 / 2 + 0.01)

    def test_what_is_known_for_a_question_is_computed_and_only_what_differs_kept(self) -> None:
        pictures = [*pictures_of(self.root / "prepared/plain", [5], 0).values()]
        pieces = Pieces.of_tokenizer(TOKENIZER)
        chunk = encode(pictures, self.encoder, pieces, self.words, 60, 32)
        write_words(self.root / "others.npz", 2)
        (after,) = decode(chunk, pieces, WordVectors.load(self.root / "others.npz"))
        pairs = [(one[3], other[3]) for one, other in zip(pictures[0].example["turns"], after.example["turns"])]
        for before, computed in pairs[:2]:
            np.testing.assert_array_equal(before[:, :10], computed[:, :10])
            self.assertFalse((before[:, 10] == computed[:, 10]).any())
        np.testing.assert_array_equal(*pairs[2])

    def test_the_limit_is_kept_to_the_byte_and_the_pack_is_full(self) -> None:
        whole, on_disk = self.packed("--part-mib", "0.2")
        self.assertEqual(whole.size, on_disk)
        exactly = on_disk / 2**20
        self.assertEqual(self.packed("--part-mib", "0.2", "--max-mib", repr(exactly))[1], on_disk)
        less = self.packed("--part-mib", "0.2", "--max-mib", repr((on_disk - 1) / 2**20))[1]
        self.assertLess(less, on_disk)
        small, size = self.packed("--max-mib", "0.25", "--part-mib", "0.125")
        self.assertLessEqual(size, 2**18)
        self.assertGreater(size, 2**18 * 0.6)
        self.assertTrue(all(len(part) <= 2**17 for part in small.parts))

    def test_the_same_seed_gives_the_same_bytes_and_each_part_stands_alone(self) -> None:
        one, _ = self.packed("--part-mib", "0.2")
        two, _ = self.packed("--part-mib", "0.2")
        other, _ = self.packed("--part-mib", "0.2", "--seed", "2")
        self.assertEqual(one.parts, two.parts)
        self.assertNotEqual(one.parts, other.parts)
        paths = sorted((self.root / "packed").glob("*.pack"))
        self.assertGreater(len(paths), 2)
        ids = [p.example["id"] for chunk in chunks_of(paths[1]) for p in chunk]
        paths[0].unlink()
        unpack(self.root / "packed", self.root / "rest")
        states = [pickle.loads(p.read_bytes()) for p in (self.root / "rest").glob("*/meta.pkl")]
        self.assertTrue(set(ids) <= {e["id"] for state in states for e in state["examples"]})

    def test_what_would_be_lost_or_broken_is_refused(self) -> None:
        path = self.root / "prepared/graph/meta.pkl"
        whole = path.read_bytes()
        kind, question, answer, asked = pickle.loads(whole)["examples"][3]["turns"][0]
        for wrong, said in (
            ({"places": ["a list"]}, "graph-3: places"),
            ({"turns": [(kind, question, answer, asked[:, 1:])]}, f"graph-3: .* {ASKED_WIDTH} numbers"),
            ({"lex": []}, "graph-3: lex .* tokenizer"),
        ):  # fmt: skip
            state = pickle.loads(whole)
            state["examples"][3] |= wrong
            path.write_bytes(pickle.dumps(state))
            with self.assertRaisesRegex(PackError, said):
                self.packed()
        path.write_bytes(whole)
        with self.assertRaisesRegex(PackError, "words.npz alone is larger"):
            self.packed("--max-mib", "0.001")
        self.packed()
        for change in (lambda words: write_words(words, 2), Path.unlink):
            change(self.root / "packed/words.npz")
            with self.assertRaisesRegex(PackError, "words.npz is not the one that part-00.pack"):
                unpack(self.root / "packed", self.root / "broken")
        self.packed()
        part = self.root / "packed/part-00.pack"
        part.write_bytes(part.read_bytes()[:-5])
        with self.assertRaisesRegex(PackError, "cut short"):
            unpack(self.root / "packed", self.root / "broken")
        part.write_bytes(b"MLMPACK9" + part.read_bytes()[8:])
        with self.assertRaisesRegex(PackError, "no part"):
            unpack(self.root / "packed", self.root / "broken")


class Limits(unittest.TestCase):
    def test_a_chunk_that_fits_to_the_byte_is_taken_and_one_byte_more_is_not(self) -> None:
        pieces = Pieces({1: b"one"})
        chunk, words = bytes(1000), bytes(77)
        head = len(Parts(Path(), pieces, words, 0, 0).head)
        for limit, part, taken in (
            (head + 1008, 9999, 1), (head + 1007, 9999, 0), (9999, head + 1008, 9999 // (head + 1008)), (9999, head + 1007, 0),
            (head + 2016, 9999, 2), (head + 2015, 9999, 1), (2 * head + 2016, head + 1008, 2), (2 * head + 2015, head + 1008, 1),
        ):  # fmt: skip
            parts = Parts(Path(), pieces, words, limit + len(words), part)
            while parts.put(chunk):
                pass
            self.assertEqual(sum((len(p) - head) // 1008 for p in parts.parts), taken)
            self.assertLessEqual(parts.size, limit + len(words))
            self.assertTrue(all(len(p) <= part for p in parts.parts))


class Drawing(unittest.TestCase):
    def test_a_beginning_holds_the_sets_by_weight_and_size(self) -> None:
        order = drawn({"large": 1000, "small": 100, "none": 50}, {"small": 3, "none": 0}, 10, 1)
        self.assertEqual(collections.Counter(name for name, _ in order), {"large": 1000, "small": 100})
        self.assertEqual(collections.Counter(name for name, _ in order[:20]), {"large": 10, "small": 10})
        share = collections.Counter(name for name, _ in order[:260])
        self.assertAlmostEqual(share["small"] / 260, 3 * 100 / (1000 + 3 * 100), delta=0.02)
        self.assertNotEqual(order, sorted(order))
        self.assertEqual(len(order), len(set(order)))


class Numbers(unittest.TestCase):
    def test_steps_reach_the_ends_of_each_channel(self) -> None:
        features = np.random.default_rng(1).normal(size=(256, 320)).astype(np.float16)
        features[:, 7] = 2
        steps, ends = quantise(features, 32)
        back = restore_features(steps, ends, 32)
        self.assertEqual((int(steps.max()), back.dtype), (31, np.dtype(np.float16)))
        np.testing.assert_array_equal(back.max(0), features.max(0))
        np.testing.assert_array_equal(back.min(0), features.min(0))

    def test_ids_become_the_texts_that_they_stand_for(self) -> None:
        pieces = Pieces.of_tokenizer(TOKENIZER)
        self.assertEqual(pieces.text([2, *range(100, 108), 3]), " ".join(WORDS).lower())


if __name__ == "__main__":
    unittest.main()
