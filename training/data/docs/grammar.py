"""A small question grammar: templates with alternatives, ways to mention a line, and how people type."""

from __future__ import annotations

import random
import re

from .vocabulary import STOP_WORDS, SYNONYMS

_GROUP = re.compile(r"\[([^\[\]]*)\]")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*|\d[\d.,]*")


def expand(template: str, rng: random.Random) -> str:
    """Resolves `[a|b|]` groups, innermost first, and collapses white space."""
    while True:
        match = _GROUP.search(template)
        if not match:
            return _SPACE.sub(" ", template).strip()
        choice = rng.choice(match.group(1).split("|"))
        template = template[: match.start()] + choice + template[match.end() :]


def words(text: str) -> list[str]:
    """Words and numbers of a text, as written."""
    return _WORD.findall(text)


def content_words(text: str) -> list[str]:
    """Lower-case words of three letters or more that carry meaning."""
    return [w.lower() for w in words(text) if len(w) >= 3 and w.lower() not in STOP_WORDS]


def bare(text: str) -> str:
    """A label without its decoration: required stars, colons, list bullets, trailing dots."""
    text = re.sub(r"^[\s*•·>\-–—+×©®°〉<□☐☑√✓]+", "", text)
    text = re.sub(r"^(ABC ?123|ABC|A[BbCc8°]{1,2}|A°C|1²3|123|1\.2)\s?(?=[A-Z][a-z])", "", text)
    text = re.sub(r"[\s*:：;,>〉✓√]+$", "", text)
    text = re.sub(r"\s+[VvOoXx①ⓘ]$", "", text)
    return _SPACE.sub(" ", text).strip()


def mention(text: str, rng: random.Random, others: list[str] | None = None) -> str:
    """A way to name a line: as written, in quotes, in lower case, shortened or with a synonym.

    `others` are the other lines of the image; a shortened mention must not fit any of them.
    """
    label = bare(text)
    lowered = label.lower()
    draw = rng.random()
    if draw < 0.16:
        for word, other in SYNONYMS:
            if re.search(rf"\b{word}\b", lowered):
                return re.sub(rf"\b{word}\b", other, lowered)
    if draw < 0.34 and others is not None:
        shorter = _shortened(label, rng, others)
        if shorter:
            return shorter
    if draw < 0.58:
        quote = rng.choice(('"{}"', '"{}"', "'{}'", "“{}”", "`{}`", "**{}**"))
        return quote.format(label)
    if draw < 0.78:
        return lowered
    return label


def _shortened(label: str, rng: random.Random, others: list[str]) -> str | None:
    parts = label.split()
    if len(parts) < 3:
        return None
    keep = rng.randint(2, max(2, len(parts) - 1))
    start = rng.choice((0, len(parts) - keep))
    piece = " ".join(parts[start : start + keep]).strip(" ,.;:()")
    if not content_words(piece) or any(piece.lower() in other.lower() for other in others):
        return None
    return piece.lower() if rng.random() < 0.6 else piece


def typed(question: str, rng: random.Random) -> str:
    """How it arrives: capital first or not, with or without its question mark, seldom with a slip of the fingers."""
    question = _SPACE.sub(" ", question).strip()
    draw = rng.random()
    if draw < 0.2:
        question = question[0].lower() + question[1:]
    else:
        question = question[0].upper() + question[1:]
    if rng.random() < 0.16 and question.endswith(("?", ".")):
        question = question[:-1]
    if rng.random() < 0.02:
        question = _slip(question, rng)
    return question


def _slip(question: str, rng: random.Random) -> str:
    """Swaps, drops or doubles one letter inside a longer word."""
    spots = [i for i in range(2, len(question) - 2) if question[i - 1 : i + 2].isalpha()]
    if not spots:
        return question
    i = rng.choice(spots)
    return rng.choice(
        (
            question[:i] + question[i + 1] + question[i] + question[i + 2 :],
            question[:i] + question[i + 1 :],
            question[:i] + question[i] + question[i:],
        )
    )
