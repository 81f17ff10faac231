"""What an OCR engine does to lines that a browser laid out: merged, split, missing, misread, with icons read as letters.

`apply_ocr_noise` turns the texts of a rendered screen (`{"text", "box": [x, y, w, h]}` in image pixels, one entry a visual
line) into lines as PP-OCRv6 small would have read them, and says which line each text became. The rates come from
`python -m training.data.noise_stats`, which compares rendered screens with what rapidocr reads in them; its table stands in
`training/data/README.md`.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypedDict

MERGE_RATES: tuple[tuple[float, float], ...] = ((0.2, 0.9), (0.45, 0.8), (0.7, 0.6), (1.0, 0.08), (1.6, 0.015))
"""Upper bound of the gap between two lines of one row, in line heights, and how often such neighbours are read as one."""
SPLIT_RATE = 0.012
"""How often a line of three words or more is read as two."""
DROP_RATE = 0.011
DROP_TINY_RATE = 0.12
DROP_SINGLE_RATE = 0.3
"""How often a line is not found: usual ones, those below `TINY` pixels of height, and single characters."""
TINY = 9.0
ICON_RATE = 0.024
"""How often an icon beside a line is read as a line of its own."""
ICON_JOINED_RATE = 0.016
"""How often such an icon becomes part of the line's text."""
ICONS = (
    "V",
    "v",
    "四",
    "+",
    "×",
    "X",
    "O",
    "Q",
    "目",
    "三",
    "<",
    ">",
    "→",
    "←",
    "···",
    "①",
    "□",
    "C",
    "A",
    "↑",
    "↓",
    "日",
    "√",
    "②",
    "8",
)
CONFUSIONS: tuple[tuple[str, str], ...] = (
    ("l", "I"), ("I", "l"), ("1", "l"), ("l", "1"), ("0", "O"), ("O", "0"), ("rn", "m"), ("m", "rn"), ("cl", "d"), ("5", "S"),
    ("S", "s"), ("C", "c"), ("W", "w"), (".", ""), (",", "."), ("'", ""), ("-", ""), (":", ""), ("…", "..."), ("—", "-"), ("_", ""),
    ("|", "I"), ("|", "l"), ("(", ""), ("…", "."), ("•", "·"), ("“", '"'), ("”", '"'), ("’", "'"),
)  # fmt: skip
REPLACED: tuple[tuple[str, str, float], ...] = (
    ("…", "...", 0.9),
    ("–", "-", 0.5),
    ("—", "-", 0.4),
    ("”", '"', 0.5),
    ("›", ">", 0.5),
)
"""What is drawn, what is read for it, and how often."""
UNREAD = "➜●✖⚠✔•◦▸▾»"
"""Signs that are mostly not read where a line begins with them."""
CONFUSION_RATE = 0.05
"""How often a line has one misread character, per twenty characters of its length."""
SPACE_LOST_RATE = 0.02
SPACE_GAINED_RATE = 0.004
GROWTH: dict[str, tuple[float, float]] = {"left": (0.2, 0.09), "top": (0.17, 0.12), "right": (0.24, 0.13), "bottom": (0.12, 0.11)}
"""Mean and standard deviation by which each side of a box grows, in heights of the text's own box."""
WIDER_RATE = 0.12
WIDER = (0.4, 1.3)
"""How often the box takes in a sign left of the text (a check box, an icon), and by how many heights it grows for that."""


class TextBox(TypedDict):
    """A line of text and its box `[x, y, w, h]`."""

    text: str
    box: list[float]


def apply_ocr_noise(texts: Sequence[TextBox], rng: random.Random) -> tuple[list[TextBox], list[int | None]]:
    """Noisy lines, and for every text the index of the line it became (`None` where no line shows it any more).

    Deterministic for a given generator state. Inputs are not changed.
    """
    kept = [i for i, text in enumerate(texts) if not _dropped(text, rng)]
    groups = _merged(texts, kept, rng)
    lines: list[TextBox] = []
    mapping: list[int | None] = [None] * len(texts)
    for group in groups:
        text, box = _joined([texts[i] for i in group], rng)
        pieces = _split(text, box, rng) if len(group) == 1 else [(text, box)]
        longest = max(range(len(pieces)), key=lambda p: len(pieces[p][0]))
        for i in group:
            mapping[i] = len(lines) + longest
        for piece, place in pieces:
            lines.append({"text": misread(piece, rng), "box": _loosened(place, rng)})
        icon = _icon_beside(box, rng)
        if icon:
            lines.append(icon)
    return lines, mapping


def _dropped(text: TextBox, rng: random.Random) -> bool:
    draw = rng.random()
    stripped = text["text"].strip()
    if not stripped:
        return True
    if len(stripped) == 1 and not stripped.isdigit():
        return draw < DROP_SINGLE_RATE
    return draw < (DROP_TINY_RATE if min(text["box"][2:]) < TINY else DROP_RATE)


def _merged(texts: Sequence[TextBox], kept: list[int], rng: random.Random) -> list[list[int]]:
    """Groups of indices that are read as one line: neighbours in a row, by the width of the gap between them."""
    order = sorted(kept, key=lambda i: (texts[i]["box"][1] + texts[i]["box"][3] / 2, texts[i]["box"][0]))
    following: dict[int, int] = {}
    for i in order:
        x, y, w, h = texts[i]["box"]
        nearest, gap = None, MERGE_RATES[-1][0]
        for j in order:
            ox, oy, _, oh = texts[j]["box"]
            same_row = abs((oy + oh / 2) - (y + h / 2)) < 0.3 * min(h, oh) and 0.7 < oh / max(h, 1) < 1.43
            between = (ox - x - w) / max(h, 1)
            if i != j and same_row and h < 4 * w and -0.1 <= between < gap:
                nearest, gap = j, between
        if nearest is not None and rng.random() < next((rate for bound, rate in MERGE_RATES if gap < bound), 0.0):
            following[i] = nearest
    followers = set(following.values())
    groups: list[list[int]] = []
    placed: set[int] = set()
    for i in [i for i in order if i not in followers] + order:
        group: list[int] = []
        current: int | None = i
        while current is not None and current not in placed:
            placed.add(current)
            group.append(current)
            current = following.get(current)
        if group:
            groups.append(group)
    return groups


def _joined(group: list[TextBox], rng: random.Random) -> tuple[str, list[float]]:
    """The text and the box around a group; the space between two parts is lost where the gap is narrow."""
    text, box = group[0]["text"], list(group[0]["box"])
    for part in group[1:]:
        x, y, w, h = part["box"]
        gap = (x - box[0] - box[2]) / max(h, 1)
        text += ("" if rng.random() < (0.5 if gap < 0.25 else 0.15) else " ") + part["text"]
        right, bottom = max(box[0] + box[2], x + w), max(box[1] + box[3], y + h)
        box = [min(box[0], x), min(box[1], y), 0.0, 0.0]
        box[2], box[3] = right - box[0], bottom - box[1]
    return text, box


def _split(text: str, box: list[float], rng: random.Random) -> list[tuple[str, list[float]]]:
    words = text.split(" ")
    if len(words) < 3 or rng.random() >= SPLIT_RATE:
        return [(text, box)]
    cut = rng.randint(1, len(words) - 1)
    first, second = " ".join(words[:cut]), " ".join(words[cut:])
    x, y, w, h = box
    end, start = w * len(first) / len(text), w * (len(first) + 1) / len(text)
    return [(first, [x, y, end, h]), (second, [x + start, y, w - start, h])]


def misread(text: str, rng: random.Random) -> str:
    """The text as it is read: usual replacements, seldom a confused character, a lost or invented space, a sign read into it.

    Signs come from what stands beside a text and is none of it for the page: icons, list numbers, bullets, the star of a
    required field.
    """
    for drawn, read, rate in REPLACED:
        if drawn in text and rng.random() < rate:
            text = text.replace(drawn, read)
    if len(text) > 2 and text[0] in UNREAD and rng.random() < 0.8:
        text = text[1:].lstrip()
    if rng.random() < CONFUSION_RATE * max(0.4, len(text) / 20):
        possible = [(a, b) for a, b in CONFUSIONS if a in text]
        if possible:
            wrong, right = rng.choice(possible)
            places = [i for i in range(len(text)) if text.startswith(wrong, i)]
            place = rng.choice(places)
            text = text[:place] + right + text[place + len(wrong) :]
    spaces = [i for i, character in enumerate(text) if character == " "]
    if spaces and rng.random() < SPACE_LOST_RATE * min(len(spaces), 5):
        place = rng.choice(spaces)
        text = text[:place] + text[place + 1 :]
    if len(text) > 3 and rng.random() < SPACE_GAINED_RATE:
        place = rng.randrange(1, len(text) - 1)
        text = text[:place] + " " + text[place:]
    if rng.random() < ICON_JOINED_RATE:
        icon = rng.choice(ICONS)
        mark = rng.choice(("•", f"{rng.randint(1, 9)}."))
        text = rng.choice(
            (f"{icon} {text}", f"{icon}{text}", f"{text} {icon}", f"{mark} {text}", f"{text} *", f"{text}:", f"{text} /")
        )
    return text.strip() or "-"


def _loosened(box: list[float], rng: random.Random) -> list[float]:
    """The box as the detector draws it: whole pixels, wider and higher than the page's own by the measured growth."""
    x, y, w, h = box
    side = min(w, h)  # upright text is turned by 90°: its height is the box's width

    def growth(name: str) -> float:
        mean, deviation = GROWTH[name]
        return side * max(-0.1, min(mean + 2.5 * deviation, rng.gauss(mean, deviation)))

    left = x - growth("left") - (side * rng.uniform(*WIDER) if rng.random() < WIDER_RATE else 0)
    top, right, bottom = y - growth("top"), x + w + growth("right"), y + h + growth("bottom")
    left, top = max(0.0, round(left)), max(0.0, round(top))
    return [left, top, max(2.0, round(right) - left), max(4.0, round(bottom) - top)]


def _icon_beside(box: list[float], rng: random.Random) -> TextBox | None:
    """An icon left or right of the line, read as a line of its own."""
    if rng.random() >= ICON_RATE:
        return None
    x, y, w, h = box
    side = h * rng.uniform(0.8, 1.2)
    left = x + w + h * rng.uniform(0.3, 2) if rng.random() < 0.6 else x - side - h * rng.uniform(0.2, 0.8)
    if left < 0:
        return None
    return {"text": rng.choice(ICONS), "box": [round(left), round(y + (h - side) / 2), round(side), round(side)]}
