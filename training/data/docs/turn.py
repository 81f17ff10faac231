"""One question with its answer, before a screen's turns are chosen."""

from __future__ import annotations

import random
from dataclasses import dataclass

from .grammar import expand, typed
from .line import Line


@dataclass(frozen=True)
class Turn:
    """`family` bounds how many of a sort one screen gets, `kind` is what is counted and evaluated."""

    family: str
    kind: str
    question: str
    answer: str
    answers: tuple[str, ...]


ABSENT = "That is not shown in the image."


def ask(templates: tuple[str, ...], rng: random.Random, **slots: str) -> str:
    """A question from one of the templates. Slots are filled after the alternatives are resolved, so they may hold any sign."""
    question = expand(rng.choice(templates), rng)
    for name, value in slots.items():
        question = question.replace("{" + name + "}", value)
    return typed(question, rng)


def listed(lines: list[Line]) -> str:
    """`A, B and C` of at most three references."""
    refs = [line.ref for line in lines]
    return refs[0] if len(refs) == 1 else ", ".join(refs[:-1]) + " and " + refs[-1]
