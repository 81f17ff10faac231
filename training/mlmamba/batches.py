"""Prepared sets → batches. One sequence is a picture's context and several turns (docs/nano.md 1.6)."""

from __future__ import annotations

import dataclasses
import math
import os
import pickle
import random
import zlib
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .hints import relation_features
from .known import ASKED_WIDTH, LOOK_WIDTH, RELATION_WIDTH
from .layout import column_order, geometry
from .prompt import END, IMAGE

DEV_SHARE = 0.02
DEV_REPOS = frozenset({"qupath/qupath-docs", "milvus-io/milvus-docs", "goharbor/website", "wagtail/wagtail", "PrefectHQ/prefect"})
"""Documentation whose pictures only measure: what a model says of software that it never saw is what counts."""
LOST = 0.04
"""Share of the lines that are left out of every second picture in training, as a reader misses lines; none that is quoted."""


class Rows:
    """Rows of an array on disk, read when they are asked for and not kept in the system's cache: sets are larger than memory, and what is mapped pushes
    everything else out."""

    def __init__(self, path: Path, dtype: type, shape: tuple[int, ...]):
        self.file = path.open("rb") if shape[0] else None
        self.dtype, self.row = np.dtype(dtype), shape[1:]
        self.bytes = self.dtype.itemsize * math.prod(self.row)

    def __getitem__(self, index: int | np.ndarray) -> np.ndarray:
        """One row, or those of an ascending `index`, which lie near each other."""
        if isinstance(index, np.ndarray) and not len(index):
            return np.zeros((0, *self.row), self.dtype)
        assert self.file is not None
        first, last = (index, index) if isinstance(index, int) else (int(index[0]), int(index[-1]))
        place, length = first * self.bytes, (last - first + 1) * self.bytes
        read = np.frombuffer(os.pread(self.file.fileno(), length, place), self.dtype).reshape(-1, *self.row)
        os.posix_fadvise(self.file.fileno(), place, length, os.POSIX_FADV_DONTNEED)
        return read[index - first]


@dataclasses.dataclass
class PreparedSet:
    name: str
    examples: list[dict]
    crops: Rows
    features: Rows


def load_set(folder: Path, dev: bool) -> PreparedSet:
    """The pictures of a set that train, or (dev) those that only measure: of documentation those of some repositories, else two per cent. Which
    is which hangs on the repository or the id alone."""
    state = pickle.loads((folder / "meta.pkl").read_bytes())

    def is_dev(example: dict) -> bool:
        if example["repo"] is not None:
            return example["repo"] in DEV_REPOS
        return zlib.crc32(b"dev" + example["id"].encode()) / 2**32 < DEV_SHARE

    examples = [e for e in state["examples"] if is_dev(e) == dev]
    crops = Rows(folder / "crops.u8", np.uint8, (state["crops"], 3, 32, 96))
    features = Rows(folder / "features.f16", np.float16, (state["features"], 256, 320))
    return PreparedSet(folder.name, examples, crops, features)


@dataclasses.dataclass
class Sequence:
    """One picture with the turns chosen for it. `weight` is 1 at answer ids, the auxiliary weight at others."""

    source: PreparedSet
    example: dict
    lines: np.ndarray
    """Those of the example's lines that are shown, ascending."""
    geometry: np.ndarray
    ids: np.ndarray
    weight: np.ndarray
    line_ends: np.ndarray
    has_visual: bool
    turn_kinds: list[str]
    turn_of: np.ndarray
    matches: list[np.ndarray]
    last: np.ndarray
    """For every id of an answer: the line quoted last before the next id, −1 for none (a number of `lines`)."""


@dataclasses.dataclass(frozen=True)
class SequenceOptions:
    vocab: int
    visual_tokens: int
    max_turns: int
    visual_share: float
    augment: bool = True


def chosen_turns(turns: list[tuple], most: int, rng: random.Random) -> list[tuple]:
    """Turns in a drawn order; one whose answer stands in an earlier one's place is mostly left out, or the model would learn to repeat
    what it said instead of to look."""
    chosen: list[tuple] = []
    said: set[bytes] = set()
    for turn in rng.sample(turns, len(turns)):
        answer = turn[2].tobytes()
        if answer in said and rng.random() < 0.8:
            continue
        said.add(answer)
        chosen.append(turn)
        if len(chosen) == most:
            break
    return chosen


def shown_lines(count: int, turns: list[tuple], vocab: int, rng: random.Random) -> np.ndarray:
    """Which of the lines a reader finds: mostly all, else without a few that no answer quotes."""
    shown = np.ones(count, bool)
    if rng.random() < 0.5:
        shown[[n for n in range(count) if rng.random() < LOST]] = False
        for turn in turns:
            shown[turn[2][turn[2] >= vocab] - vocab] = True
    return shown.nonzero()[0]


def placed(boxes: np.ndarray, size: tuple[int, int], rng: random.Random, augment: bool) -> np.ndarray:
    """Geometry (N, 6) of boxes in a picture of `size` (width, height); in training now and then as a part of a somewhat larger picture."""
    width, height = size
    if augment and rng.random() < 0.5:
        wider, higher = 1 + 0.25 * rng.random(), 1 + 0.25 * rng.random()
        boxes = boxes + np.array([rng.random() * (wider - 1) * width, rng.random() * (higher - 1) * height, 0, 0], np.float32)
        width, height = width * wider, height * higher
    return geometry(boxes, width, height)


def build_sequence(source: PreparedSet, example: dict, rng: random.Random, options: SequenceOptions) -> Sequence:
    vocab = options.vocab
    has_visual = example["feature"] is not None and (not example["lines"] or rng.random() < options.visual_share)
    turns = chosen_turns(example["turns"], options.max_turns, rng)
    count = len(example["lines"])
    lines = shown_lines(count, turns, vocab, rng) if options.augment else np.arange(count)
    place = np.full(count + 1, -1, np.int32)
    place[lines] = np.arange(len(lines))
    parts: list[np.ndarray] = [np.full(options.visual_tokens, IMAGE, np.int32)] if has_visual else []
    length = options.visual_tokens if has_visual else 0
    ends = []
    for n, line in enumerate(lines):
        text = example["lines"][line]
        parts += [np.array([vocab + n], np.int32), text]
        length += 1 + len(text)
        ends.append(length - 1)
    weights = [np.zeros(length, np.int8)]
    turn_of = [np.full(length, -1, np.int32)]
    last = [np.full(length, -1, np.int32)]
    for i, (_, question, answer, _) in enumerate(turns):
        answer = np.where(answer >= vocab, place[np.maximum(answer - vocab, -1)] + vocab, answer)
        quoted = np.where(answer >= vocab, np.arange(len(answer)), -1)
        quoted = np.maximum.accumulate(quoted)
        last += [np.full(len(question), -1, np.int32), np.where(quoted >= 0, answer[quoted] - vocab, -1).astype(np.int32)]
        parts += [question, answer]
        weights += [np.zeros(len(question), np.int8), np.ones(len(answer), np.int8)]
        turn_of += [np.full(len(question), -1, np.int32), np.full(len(answer), i, np.int32)]
    return Sequence(
        source, example, lines, placed(example["boxes"][lines], example["size"], rng, options.augment),
        np.concatenate(parts) if parts else np.zeros(0, np.int32), np.concatenate(weights), np.array(ends, np.int64), has_visual,
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
    """(batch, lines, LOOK_WIDTH)"""
    text_ids: Tensor
    text_mask: Tensor
    column_order: Tensor
    line_mask: Tensor
    line_ends: Tensor
    matches: Tensor
    """(turns, lines, ASKED_WIDTH), turns of all pictures in turn"""
    turn_index: Tensor
    """(batch, length): the row of `matches` of an answer id's turn, or -1"""
    relations: Tensor
    """(batch, lines + 1, lines, RELATION_WIDTH): row 0 is for no anchor, row n + 1 for line n"""
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
    lex = max([1, *(len(s.example["lex"][n]) for s in sequences for n in s.lines)])
    ids = np.full((batch, length), END, np.int64)
    targets = np.zeros((batch, length), bool)
    turn_of = np.full((batch, length), -1, np.int64)
    places, style = np.zeros((batch, lines, 6), np.float32), np.zeros((batch, lines, LOOK_WIDTH), np.float32)
    text_ids, text_mask = np.zeros((batch, lines, lex), np.int64), np.zeros((batch, lines, lex), np.float32)
    columns = np.tile(np.arange(lines), (batch, 1))
    line_mask, line_ends = np.zeros((batch, lines), np.float32), np.zeros((batch, lines), np.int64)
    crops, features, with_visual = [], [], []
    matches = np.zeros((sum(len(s.matches) for s in sequences), lines, ASKED_WIDTH), np.float32)
    turn_index, last = np.full((batch, length), -1, np.int64), np.full((batch, length), -1, np.int64)
    relations = np.zeros((batch, lines + 1, lines, RELATION_WIDTH), np.float32)
    first_turn = 0
    for b, s in enumerate(sequences):
        n, shown = len(s.lines), s.lines
        ids[b, : len(s.ids)], targets[b, : len(s.ids)], turn_of[b, : len(s.ids)] = s.ids, s.weight > 0, s.turn_of
        columns[b, :n] = column_order(s.example["boxes"][shown])
        places[b, :n], line_mask[b, :n], line_ends[b, :n] = s.geometry, 1, s.line_ends
        style[b, :n] = s.example["looks"][shown]
        for i, line in enumerate(shown):
            t = s.example["lex"][line]
            text_ids[b, i, : len(t)], text_mask[b, i, : len(t)] = t, 1
        for i, match in enumerate(s.matches):
            matches[first_turn + i, :n] = match[shown]
        turn_index[b, : len(s.ids)] = np.where(s.turn_of >= 0, s.turn_of + first_turn, -1)
        first_turn += len(s.matches)
        last[b, : len(s.ids)] = s.last
        relations[b, 1 : n + 1, :n] = relation_features(s.example["boxes"][shown])
        crops.append(np.asarray(s.source.crops[s.example["crops"] + shown]))
        if s.has_visual:
            features.append(np.asarray(s.source.features[s.example["feature"]]))
            with_visual.append(b)
    pixels = torch.from_numpy(np.concatenate(crops)).float() / 127.5 - 1
    return Batch(
        torch.from_numpy(ids), torch.from_numpy(targets), torch.from_numpy(turn_of),
        torch.from_numpy(np.stack(features)).float() if features else torch.zeros(0, 256, 320),
        torch.tensor(with_visual, dtype=torch.int64), pixels, torch.from_numpy(places), torch.from_numpy(style), torch.from_numpy(text_ids),
        torch.from_numpy(text_mask), torch.from_numpy(columns), torch.from_numpy(line_mask), torch.from_numpy(line_ends),
        torch.from_numpy(matches), torch.from_numpy(turn_index), torch.from_numpy(relations), torch.from_numpy(last),
        [s.turn_kinds for s in sequences], [s.source.name for s in sequences],
    )


def training_batches(sets: list[PreparedSet], weights: list[float], rng: random.Random, budget: int, options: SequenceOptions):
    """Endless batches of at most `budget` padded ids; sets are drawn by weight × size, lengths alike go together."""
    mass = [w * len(s.examples) for s, w in zip(sets, weights)]
    while True:
        pool = []
        for source in rng.choices(sets, mass, k=128):
            pool.append(build_sequence(source, rng.choice(source.examples), rng, options))
        pool.sort(key=lambda s: len(s.ids))
        groups: list[list[Sequence]] = [[]]
        for s in pool:
            if groups[-1] and (len(groups[-1]) + 1) * len(s.ids) > budget:
                groups.append([])
            groups[-1].append(s)
        rng.shuffle(groups)
        for group in groups:
            yield collate(group)
