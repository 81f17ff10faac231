"""Packs: what comes back, what fits, and what is drawn."""

from __future__ import annotations

import collections
import json
import pickle
import tempfile
import unittest
from pathlib import Path

import numpy as np

from training.data.pack import Parts, arguments, chunks_of, drawn, pack, unpack
from training.data.pack_codec import PackError, Pieces, quantise, restore_features
from training.mlmamba.batches import load_set
from training.mlmamba.hints import match_features, relation_features
from training.mlmamba.layout import column_order, geometry

WORDS = ["Save", "Cancel", "Name", "Größe", "of", "all", "files", "error"]
VOCABULARY = {"Ġ" + "".join(chr(b) if 33 <= b < 127 or 161 <= b < 173 or b >= 174 else chr(256 + b) if b <= 32 else chr(162 + b) for b in word.lower().encode()): 100 + n
              for n, word in enumerate(WORDS)}  # fmt: skip
TOKENIZER = {"added_tokens": [{"id": 2, "content": "<|user|>"}, {"id": 3, "content": "<|assistant|>"}], "model": {"vocab": VOCABULARY}}


def example_of(number: int, lines: int, rng: np.random.Generator, traced: bool) -> dict:
    """A picture as `prepare.py` writes it, with a line longer than a prompt takes and a matrix of matches that no code would compute."""
    boxes = np.stack([rng.integers(0, 500, lines), rng.integers(0, 300, lines), rng.integers(20, 140, lines), rng.integers(8, 30, lines)], 1).astype(np.float32)
    said = [list(rng.integers(0, len(WORDS), 40 if n == 1 else 3)) for n in range(lines)]
    texts = [" ".join(WORDS[w] for w in line) for line in said]
    asked = [list(rng.integers(0, len(WORDS), 4)) for _ in range(3)]
    turns = []
    for n, question in enumerate(asked):
        matches = match_features(" ".join(WORDS[w] for w in question), texts, boxes.astype(np.float64)).astype(np.float16)
        turns.append((f"kind-{n}", np.array([2, *(100 + w for w in question), 3], np.int32), np.array([101, 8192 + n, 0], np.int32), matches + (n == 2)))
    relations = relation_features(boxes)[..., :12].astype(np.float16)
    if traced:
        relations = np.concatenate([relations, (rng.random((lines, lines, 6)) < 0.1).astype(np.float16)], -1)
    example = {
        "id": f"picture-{number}", "kind": "form", "lines": [np.array([100 + w for w in line][:32], np.int32) for line in said],
        "lex": [np.array([100 + w for w in line][:24], np.int32) for line in said], "geometry": geometry(boxes, 640, 401 + number),
        "column_order": column_order(boxes), "turns": turns, "read": [{"text": text, "box": box.tolist()} for text, box in zip(texts, boxes)],
        "line_of_text": {}, "relations": relations, "style": rng.normal(size=(lines, 31)).astype(np.float16),
    }  # fmt: skip
    return example | ({"controls": rng.normal(size=(lines, 18)).astype(np.float16)} if number % 3 == 0 else {})


def write_set(folder: Path, count: int, seed: int, traced: bool) -> None:
    """`count` pictures, the first without lines, every sixth with features; crops are flat colours with a dark box in them."""
    rng = np.random.default_rng(seed)
    folder.mkdir(parents=True)
    state: dict = {"seen": set(), "examples": [], "crops": 0, "features": 0}
    with (folder / "crops.u8").open("wb") as crops_file, (folder / "features.f16").open("wb") as features_file:
        for number in range(count):
            lines = 0 if number == 0 else 3 + number % 4
            example = example_of(number, lines, rng, traced)
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
        write_set(self.root / "prepared/plain", 70, 1, traced=False)
        write_set(self.root / "prepared/graph", 12, 2, traced=True)
        (self.root / "tokenizer.json").write_text(json.dumps(TOKENIZER), "utf8")

    def packed(self, *more: str) -> tuple[Parts, int]:
        """The pack, and the bytes of its files."""
        common = ["--prepared", self.root / "prepared", "--out", self.root / "packed", "--tokenizer", self.root / "tokenizer.json", "--features-share", "1"]
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
            self.assertEqual(len(pickle.loads((self.root / "back" / name / "meta.pkl").read_bytes())["examples"]), count)

    def same(self, before: dict, after: dict) -> None:
        """Bit for bit: all that is neither picture nor features."""
        exact = lambda a, b: self.assertTrue(a.dtype == b.dtype and np.array_equal(a, b), before["id"])  # noqa: E731
        for key in before.keys() - {"read", "line_of_text", "crops", "feature", "id", "kind", "lines", "lex", "turns"}:
            exact(before[key], after[key])
        for key in ("lines", "lex"):
            self.assertEqual(len(before[key]), len(after[key]))
            for a, b in zip(before[key], after[key]):
                exact(a, b)
        self.assertEqual([before["kind"], *(t[0] for t in before["turns"])], [after["kind"], *(t[0] for t in after["turns"])])
        for one, other in zip(before["turns"], after["turns"]):
            for a, b in zip(one[1:], other[1:]):
                exact(a, b)

    def near(self, old, before: dict, new, after: dict) -> None:  # type: ignore[no-untyped-def]
        count = len(before["lines"])
        a = old.crops[before["crops"] : before["crops"] + count].astype(int)
        b = new.crops[after["crops"] : after["crops"] + count].astype(int)
        self.assertLess(np.abs(a - b).mean() if count else 0, 4)
        self.assertEqual(before["feature"] is None, after["feature"] is None)
        if before["feature"] is not None:
            a, b = (np.asarray(s.features[e["feature"]], np.float32) for s, e in ((old, before), (new, after)))
            self.assertLess(np.abs(a - b).max(), (a.max(0) - a.min(0)).max() / 31 / 2 + 0.01)

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
        state = pickle.loads(path.read_bytes())
        state["examples"][3]["places"] = ["a list"]
        path.write_bytes(pickle.dumps(state))
        with self.assertRaisesRegex(PackError, "graph-3: places"):
            self.packed()
        del state["examples"][3]["places"]
        path.write_bytes(pickle.dumps(state))
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
        head = len(Parts(Path(), pieces, 0, 0).head)
        chunk = bytes(1000)
        for limit, part, taken in (
            (head + 1008, 9999, 1), (head + 1007, 9999, 0), (9999, head + 1008, 9999 // (head + 1008)), (9999, head + 1007, 0),
            (head + 2016, 9999, 2), (head + 2015, 9999, 1), (2 * head + 2016, head + 1008, 2), (2 * head + 2015, head + 1008, 1),
        ):  # fmt: skip
            parts = Parts(Path(), pieces, limit, part)
            while parts.put(chunk):
                pass
            self.assertEqual(sum((len(p) - head) // 1008 for p in parts.parts), taken)
            self.assertLessEqual(parts.size, limit)
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
