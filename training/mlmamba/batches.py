"""Prepared sets → batches. One sequence is a picture's context and several turns (docs/nano.md 1.6)."""

from __future__ import annotations

import dataclasses
import pickle
import random
import zlib
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .hints import MATCHES, RELATIONS
from .prompt import END, IMAGE
from .style import STYLES

DEV_SHARE = 0.02


@dataclasses.dataclass
class PreparedSet:
    name: str
    examples: list[dict]
    crops: np.ndarray
    features: np.ndarray


def load_set(folder: Path, dev: bool) -> PreparedSet:
    """The pictures of a set that train, or (dev) the two per cent that only measure. Which is which hangs on the id alone."""
    state = pickle.loads((folder / "meta.pkl").read_bytes())
    is_dev = lambda e: zlib.crc32(b"dev" + e["id"].encode()) / 2**32 < DEV_SHARE  # noqa: E731
    examples = [e for e in state["examples"] if is_dev(e) == dev]
    crops = np.memmap(folder / "crops.u8", np.uint8, "r", shape=(state["crops"], 3, 32, 96)) if state["crops"] else np.zeros((0, 3, 32, 96), np.uint8)
    shape = (state["features"], 256, 320)
    features = np.memmap(folder / "features.f16", np.float16, "r", shape=shape) if state["features"] else np.zeros(shape, np.float16)
    return PreparedSet(folder.name, examples, crops, features)


@dataclasses.dataclass
class Sequence:
    """One picture with the turns chosen for it. `weight` is 1 at answer ids, the auxiliary weight at others."""

    source: PreparedSet
    example: dict
    ids: np.ndarray
    weight: np.ndarray
    line_ends: np.ndarray
    has_visual: bool
    turn_kinds: list[str]
    turn_of: np.ndarray
    matches: list[np.ndarray]
    last: np.ndarray
    """For every id of an answer: the line quoted last before the next id, −1 for none."""


def build_sequence(source: PreparedSet, example: dict, rng: random.Random, vocab: int, visual_tokens: int, max_turns: int, visual_share: float) -> Sequence:
    has_visual = example["feature"] is not None and (not example["lines"] or rng.random() < visual_share)
    parts: list[np.ndarray] = [np.full(visual_tokens, IMAGE, np.int32)] if has_visual else []
    length = visual_tokens if has_visual else 0
    ends = []
    for n, line in enumerate(example["lines"]):
        parts += [np.array([vocab + n], np.int32), line]
        length += 1 + len(line)
        ends.append(length - 1)
    turns = list(example["turns"])
    rng.shuffle(turns)
    turns = turns[:max_turns]
    weights = [np.zeros(length, np.int8)]
    turn_of = [np.full(length, -1, np.int32)]
    last = [np.full(length, -1, np.int32)]
    for i, (_, question, answer, _) in enumerate(turns):
        quoted = np.where(answer >= vocab, np.arange(len(answer)), -1)
        quoted = np.maximum.accumulate(quoted)
        last += [np.full(len(question), -1, np.int32), np.where(quoted >= 0, answer[quoted] - vocab, -1).astype(np.int32)]
        parts += [question, answer]
        weights += [np.zeros(len(question), np.int8), np.ones(len(answer), np.int8)]
        turn_of += [np.full(len(question), -1, np.int32), np.full(len(answer), i, np.int32)]
    return Sequence(
        source, example, np.concatenate(parts), np.concatenate(weights), np.array(ends, np.int64), has_visual,
        [t[0] for t in turns], np.concatenate(turn_of), [t[3] for t in turns], np.concatenate(last),
    )


@dataclasses.dataclass
class Batch:
    ids: Tensor
    """(batch, length) int64, END at the padding"""
    targets: Tensor
    """(batch, length) bool: answer ids"""
    turn_of: Tensor
    """(batch, length): which turn's answer, or -1"""
    features: Tensor
    """(pictures with visual tokens, 256, 320)"""
    with_visual: Tensor
    """(those,) int64 rows of the batch"""
    crops: Tensor
    geometry: Tensor
    style: Tensor
    """(batch, lines, 23)"""
    text_ids: Tensor
    text_mask: Tensor
    column_order: Tensor
    line_mask: Tensor
    line_ends: Tensor
    matches: Tensor
    """(turns, lines, 10), turns of all pictures in turn"""
    turn_index: Tensor
    """(batch, length): the row of `matches` of an answer id's turn, or -1"""
    relations: Tensor
    """(batch, lines + 1, lines, 12): row 0 is for no anchor, row n + 1 for line n"""
    last: Tensor
    """(batch, length): line quoted last in the answer so far, or -1"""
    kinds: list[list[str]]
    sets: list[str]

    def to(self, device: torch.device) -> "Batch":
        moved = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        return Batch(**{k: v.to(device, non_blocking=True) if isinstance(v, Tensor) else v for k, v in moved.items()})


def collate(sequences: list[Sequence]) -> Batch:
    batch = len(sequences)
    length = max(len(s.ids) for s in sequences)
    lines = max(1, max(len(s.line_ends) for s in sequences))
    lex = max([1, *(len(t) for s in sequences for t in s.example["lex"])])
    ids = np.full((batch, length), END, np.int64)
    targets = np.zeros((batch, length), bool)
    turn_of = np.full((batch, length), -1, np.int64)
    geometry, style = np.zeros((batch, lines, 6), np.float32), np.zeros((batch, lines, STYLES), np.float32)
    text_ids, text_mask = np.zeros((batch, lines, lex), np.int64), np.zeros((batch, lines, lex), np.float32)
    column_order = np.tile(np.arange(lines), (batch, 1))
    line_mask, line_ends = np.zeros((batch, lines), np.float32), np.zeros((batch, lines), np.int64)
    crops, features, with_visual = [], [], []
    matches = np.zeros((sum(len(s.matches) for s in sequences), lines, MATCHES), np.float32)
    turn_index, last = np.full((batch, length), -1, np.int64), np.full((batch, length), -1, np.int64)
    relations = np.zeros((batch, lines + 1, lines, RELATIONS), np.float32)
    first_turn = 0
    for b, s in enumerate(sequences):
        n = len(s.line_ends)
        ids[b, : len(s.ids)], targets[b, : len(s.ids)], turn_of[b, : len(s.ids)] = s.ids, s.weight > 0, s.turn_of
        geometry[b, :n], column_order[b, :n], line_mask[b, :n], line_ends[b, :n] = s.example["geometry"], s.example["column_order"], 1, s.line_ends
        style[b, :n] = s.example["style"]
        for i, t in enumerate(s.example["lex"]):
            text_ids[b, i, : len(t)], text_mask[b, i, : len(t)] = t, 1
        for i, match in enumerate(s.matches):
            matches[first_turn + i, :n] = match
        turn_index[b, : len(s.ids)] = np.where(s.turn_of >= 0, s.turn_of + first_turn, -1)
        first_turn += len(s.matches)
        last[b, : len(s.ids)] = s.last
        relations[b, 1 : n + 1, :n] = s.example["relations"]
        first = s.example["crops"]
        crops.append(np.asarray(s.source.crops[first : first + n]))
        if s.has_visual:
            features.append(np.asarray(s.source.features[s.example["feature"]]))
            with_visual.append(b)
    pixels = torch.from_numpy(np.concatenate(crops)).float() / 127.5 - 1
    return Batch(
        torch.from_numpy(ids), torch.from_numpy(targets), torch.from_numpy(turn_of),
        torch.from_numpy(np.stack(features)).float() if features else torch.zeros(0, 256, 320),
        torch.tensor(with_visual, dtype=torch.int64), pixels, torch.from_numpy(geometry), torch.from_numpy(style), torch.from_numpy(text_ids),
        torch.from_numpy(text_mask), torch.from_numpy(column_order), torch.from_numpy(line_mask), torch.from_numpy(line_ends),
        torch.from_numpy(matches), torch.from_numpy(turn_index), torch.from_numpy(relations), torch.from_numpy(last),
        [s.turn_kinds for s in sequences], [s.source.name for s in sequences],
    )


def training_batches(sets: list[PreparedSet], weights: list[float], rng: random.Random, budget: int, **options):
    """Endless batches of at most `budget` padded ids; sets are drawn by weight × size, lengths alike go together."""
    mass = [w * len(s.examples) for s, w in zip(sets, weights)]
    while True:
        pool = []
        for source in rng.choices(sets, mass, k=128):
            pool.append(build_sequence(source, rng.choice(source.examples), rng, **options))
        pool.sort(key=lambda s: len(s.ids))
        groups: list[list[Sequence]] = [[]]
        for s in pool:
            if groups[-1] and (len(groups[-1]) + 1) * len(s.ids) > budget:
                groups.append([])
            groups[-1].append(s)
        rng.shuffle(groups)
        for group in groups:
            yield collate(group)
