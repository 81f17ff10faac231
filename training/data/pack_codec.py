"""The bytes of a few pictures in a pack (`pack.py`): everything that `mlmamba/batches.py load_set` reads, small.

A chunk is a length (u32), so many bytes of `lzma`, then one WebP a picture that has lines, then one `lzma` stream a picture that has features. What can be
computed from the lines is not kept: texts come from the ids, and what is known of the lines for a question from texts, boxes and the words'
vectors. The encoder computes it, compares, and keeps what differs in a bit. So everything comes back bit for bit but the crops (WebP loses) and
the features (rounded to `levels` steps between each channel's ends); on a machine that sums in another order a number may be the float16 beside it.
What training does not read (`LEFT_OUT`) stays behind.

Pillow with WebP, numpy and tokenizers are needed. Nothing is unpickled from a pack.
"""

from __future__ import annotations

import dataclasses
import io
import json
import lzma
import struct
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.mlmamba.known import ASKED_WIDTH, KnownLines
from training.mlmamba.layout import CROP_COLUMNS, CROP_ROWS
from training.mlmamba.prompt import LEX_TOKENS, LINE_TOKENS, PromptEncoder
from training.mlmamba.words import WordVectors

CHANNELS = 320
"""Of the features: (256, 320)."""
KNOWN = {"id", "kind", "repo", "lines", "lex", "boxes", "size", "turns", "crops", "feature"}
"""Keys of an example with a place of their own; every other one must be an array of float16 (lines, any width), such as `looks`."""
LEFT_OUT = {"read", "line_of_text", "connections"}
"""The read text and its places, and what some sets have of an earlier version. Training reads none of them."""
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 6}]


@dataclasses.dataclass
class Picture:
    """An example of a prepared set with its arrays: crops (lines, 3, 32, 96) uint8, features (256, 320) float16 or None."""

    set: str
    example: dict
    crops: NDArray[np.uint8]
    features: NDArray[np.float16] | None


class PackError(Exception):
    """A pack or a prepared set that this program does not understand."""


class Pieces:
    """The text of each id, from a byte-level BPE's vocabulary; without the library that made it."""

    def __init__(self, texts: dict[int, bytes]):
        self.texts = texts

    @staticmethod
    def of_tokenizer(state: dict) -> Pieces:
        """`state` is a `tokenizer.json`. Its printable characters stand for bytes, as in GPT-2's tables."""
        plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
        others = [byte for byte in range(256) if byte not in plain]
        byte_of = {chr(byte): byte for byte in plain} | {chr(256 + n): byte for n, byte in enumerate(others)}
        special = {token["id"] for token in state["added_tokens"]}
        vocabulary = state["model"]["vocab"].items()
        return Pieces({id: bytes(byte_of[c] for c in piece) for piece, id in vocabulary if id not in special and all(c in byte_of for c in piece)})

    def text(self, ids: Iterable[int]) -> str:
        """Special ids (the turn's borders) say nothing."""
        return b"".join(self.texts.get(int(id), b"") for id in ids).decode("utf8", "replace").strip()


def _squeeze(data: bytes) -> bytes:
    return lzma.compress(data, format=lzma.FORMAT_RAW, filters=FILTERS)


def _loosen(data: bytes) -> bytes:
    return lzma.decompress(data, format=lzma.FORMAT_RAW, filters=FILTERS)


def _planes(array: NDArray) -> bytes:
    """The columns of (rows, columns) one after the other, low bytes before high ones: alike stands beside alike."""
    columns = np.ascontiguousarray(array.T)
    return np.ascontiguousarray(columns.view(np.uint8).reshape(-1, array.dtype.itemsize).T).tobytes()


def _rows(data: bytes, dtype: type, rows: int, columns: int) -> NDArray:
    """The opposite of `_planes`."""
    size = np.dtype(dtype).itemsize
    values = np.ascontiguousarray(np.frombuffer(data, np.uint8).reshape(size, -1).T).view(dtype)
    return np.ascontiguousarray(values.reshape(columns, rows).T)


class _Writer:
    """Arrays in a row, each behind its length."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def put(self, data: bytes) -> None:
        self.parts.append(struct.pack("<I", len(data)) + data)

    def put_lists(self, lists: list[NDArray]) -> None:
        """Lists of ids below 65,536, each shorter than that."""
        everything = np.concatenate([np.zeros(0, np.int64), *lists])
        if len(everything) and not 0 <= everything.min() <= everything.max() < 65536:
            raise PackError("an id is below 0 or above 65,535")
        self.put(_planes(np.array([len(one) for one in lists], np.uint16)[:, None]))
        self.put(_planes(everything.astype(np.uint16)[:, None]))


class _Reader:
    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def take(self) -> bytes:
        (size,) = struct.unpack_from("<I", self.data, self.at)
        self.at += 4 + size
        return self.data[self.at - size : self.at]

    def take_lists(self) -> list[NDArray[np.int32]]:
        lengths = _rows(data := self.take(), np.uint16, len(data) // 2, 1)[:, 0]
        ids = _rows(data := self.take(), np.uint16, len(data) // 2, 1)[:, 0].astype(np.int32)
        return [one.copy() for one in np.split(ids, np.cumsum(lengths.astype(np.int64)))[:-1]]


def _asked(
    boxes: NDArray[np.float32], lines: list, questions: list[NDArray[np.int32]], pieces: Pieces, words: WordVectors
) -> list[NDArray[np.float16]]:
    """What is known of the lines (ids of their texts, uncut) for each question, as `prepare.py` computes it."""
    known = KnownLines([pieces.text(ids) for ids in lines], lines, boxes.astype(np.float64), words)
    return [known.asked(pieces.text(question), question[1:-1].tolist()).astype(np.float16) for question in questions]


def _uncut(example: dict, encoder: PromptEncoder) -> list[list[int]]:
    """The ids of the lines' texts, of which `lines` and `lex` are the beginnings. Raises PackError where they are not."""
    uncut = [encoder.line(line["text"]) for line in example["read"]]
    for key, most in (("lines", LINE_TOKENS), ("lex", LEX_TOKENS)):
        if [ids[:most] for ids in uncut] != [ids.tolist() for ids in example[key]]:
            raise PackError(f"{example['id']}: {key} is not what the tokenizer makes of the lines' texts; name the one that the set was prepared with")
    return uncut


def quantise(features: NDArray[np.float16], levels: int) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """(256, 320) → steps of each channel, and its lower and upper end (2, 320). `levels` ≤ 256."""
    ends = np.stack([features.min(0), features.max(0)])
    low, high = ends.astype(np.float32)
    steps = np.rint((features.astype(np.float32) - low) / np.maximum(high - low, 1e-6) * (levels - 1))
    return np.clip(steps, 0, levels - 1).astype(np.uint8), ends


def restore_features(steps: NDArray[np.uint8], ends: NDArray[np.float16], levels: int) -> NDArray[np.float16]:
    low, high = ends.astype(np.float32)
    return (low + steps.astype(np.float32) / (levels - 1) * (high - low)).astype(np.float16)


def _webp(crops: NDArray[np.uint8], quality: int) -> bytes:
    stream = io.BytesIO()
    pixels = np.ascontiguousarray(crops.transpose(0, 2, 3, 1)).reshape(-1, CROP_COLUMNS, 3)
    Image.fromarray(pixels).save(stream, "WEBP", quality=quality, method=3)
    return stream.getvalue()


def _pixels(image: bytes, lines: int) -> NDArray[np.uint8]:
    """The opposite of `_webp`, but for the loss."""
    if not lines:
        return np.zeros((0, 3, CROP_ROWS, CROP_COLUMNS), np.uint8)
    pixels = np.asarray(Image.open(io.BytesIO(image)).convert("RGB")).reshape(lines, CROP_ROWS, CROP_COLUMNS, 3)
    return np.ascontiguousarray(pixels.transpose(0, 3, 1, 2))


def _features(data: bytes, levels: int) -> NDArray[np.float16]:
    """From the ends of the channels and then their steps, channel after channel."""
    values = np.frombuffer(data, np.uint8)
    border = 2 * CHANNELS * np.dtype(np.float16).itemsize
    return restore_features(values[border:].reshape(CHANNELS, -1).T, values[:border].view(np.float16).reshape(2, CHANNELS), levels)


def encode(
    pictures: list[Picture], encoder: PromptEncoder, pieces: Pieces, words: WordVectors, quality: int, levels: int
) -> bytes:
    """A chunk. Raises PackError where an example has something that would be lost."""
    heads, lines, kept, crops, features, extras = [], [], [], [], [], []
    for picture in pictures:
        example, boxes, turns = picture.example, picture.example["boxes"], picture.example["turns"]
        extra = sorted(example.keys() - KNOWN - LEFT_OUT)
        for name in extra:
            if not isinstance(example[name], np.ndarray) or example[name].dtype != np.float16 or example[name].shape[:1] != (len(boxes),):
                raise PackError(f"{example['id']}: {name} is no float16 array of its lines; give it a place in pack_codec.py")
        if any(turn[3].shape != (len(boxes), ASKED_WIDTH) for turn in turns):
            raise PackError(f"{example['id']}: a turn does not know {ASKED_WIDTH} numbers of each line; prepare the set anew")
        uncut = _uncut(example, encoder)
        made = _asked(boxes, uncut, [turn[1] for turn in turns], pieces, words)
        differs = [n for n, turn in enumerate(turns) if not np.array_equal(made[n], turn[3])]
        kept += [turns[n][3].tobytes() for n in differs]
        lines += [np.array(ids, np.int64) for ids in uncut]
        extras += [example[name] for name in extra]
        image = _webp(picture.crops, quality) if len(boxes) else b""
        crops.append(image)
        packed = b""
        if picture.features is not None:
            steps, ends = quantise(picture.features, levels)
            packed = _squeeze(ends.tobytes() + np.ascontiguousarray(steps.T).tobytes())
            features.append(packed)
        heads.append([picture.set, example["id"], example["kind"], example["repo"], len(boxes), example["size"], differs,
                      [[name, example[name].shape[1]] for name in extra], [turn[0] for turn in turns], len(image), len(packed)])  # fmt: skip
    writer = _Writer()
    writer.put(json.dumps({"levels": levels, "pictures": heads}, ensure_ascii=False, separators=(",", ":")).encode())
    writer.put(_planes(np.concatenate([p.example["boxes"] for p in pictures])))
    writer.put_lists(lines)
    writer.put_lists([turn[1] for p in pictures for turn in p.example["turns"]])
    writer.put_lists([turn[2] for p in pictures for turn in p.example["turns"]])
    for width in sorted({extra.shape[1] for extra in extras}):
        writer.put(_planes(np.concatenate([extra for extra in extras if extra.shape[1] == width])))
    for part in kept:
        writer.put(part)
    meta = _squeeze(b"".join(writer.parts))
    return b"".join([struct.pack("<I", len(meta)), meta, *crops, *features])


def decode(chunk: bytes, pieces: Pieces, words: WordVectors) -> list[Picture]:
    """The pictures that `encode` was given; crops and features are as near as the loss lets them be."""
    (size,) = struct.unpack_from("<I", chunk)
    reader = _Reader(_loosen(chunk[4 : 4 + size]))
    state = json.loads(reader.take())
    heads = state["pictures"]
    all_boxes = _rows(reader.take(), np.float32, sum(head[4] for head in heads), 4)
    lines, questions, answers = (iter(reader.take_lists()) for _ in range(3))
    rows: dict[int, int] = {}
    for head in heads:
        for _, width in head[7]:
            rows[width] = rows.get(width, 0) + head[4]
    extras = {width: _rows(reader.take(), np.float16, rows[width], width) for width in sorted(rows)}
    used = dict.fromkeys(extras, 0)
    image_at = 4 + size
    features_at = image_at + sum(head[9] for head in heads)
    result, first = [], 0
    for name, id, kind, repo, n, picture_size, differs, extra, kinds, image, packed in heads:
        boxes = all_boxes[first : first + n].copy()
        first += n
        uncut, asked = [next(lines) for _ in range(n)], [next(questions) for _ in kinds]
        known = _asked(boxes, uncut, asked, pieces, words)
        for turn in differs:
            known[turn] = np.frombuffer(reader.take(), np.float16).reshape(n, ASKED_WIDTH).copy()
        example = {
            "id": id, "kind": kind, "repo": repo, "lines": [ids[:LINE_TOKENS] for ids in uncut], "lex": [ids[:LEX_TOKENS] for ids in uncut],
            "boxes": boxes, "size": tuple(picture_size), "turns": [(turn, question, next(answers), row) for turn, question, row in zip(kinds, asked, known)],
        }  # fmt: skip
        for key, width in extra:
            example[key] = extras[width][used[width] : used[width] + n].copy()
            used[width] += n
        features = None
        if packed:
            features = _features(_loosen(chunk[features_at : features_at + packed]), state["levels"])
        result.append(Picture(name, example, _pixels(chunk[image_at : image_at + image], n), features))
        image_at, features_at = image_at + image, features_at + packed
    return result
