"""Which of the possible turns a screen gets: six to ten, of many kinds, in a natural order."""

from __future__ import annotations

import random

from .turn import Turn

MOST = {
    "find": 3, "value": 4, "cell": 3, "near": 2, "next": 2, "kind": 2, "button": 2, "effect": 1, "role": 1, "checked": 3, "inline": 2,
    "present": 1, "absent": 1, "selected": 2, "outlined": 1, "title": 1, "describe": 1, "placeholder": 2, "label": 1, "columns": 1, "ends": 1,
    "buttons": 1, "radio": 2, "switch": 3,
}  # fmt: skip
WEIGHT = {
    "find": 0.55, "value": 3.0, "cell": 2.2, "near": 0.4, "next": 0.4, "kind": 2.2, "button": 2.5, "effect": 1.5, "role": 1.2, "checked": 3.0,
    "inline": 1.6, "present": 0.5, "absent": 1.5, "selected": 3.5, "outlined": 3.5, "title": 2.5, "describe": 2.5, "placeholder": 2.0, "label": 1.2,
    "columns": 1.5, "ends": 0.8, "buttons": 1.8, "radio": 4.0, "switch": 3.0,
}  # fmt: skip
FIND_SHARE = 0.34
"""At most this share of one screen's turns may be "find by words"."""


def choose(candidates: list[Turn], rng: random.Random, least: int = 3, most: int = 10) -> list[Turn]:
    """Draws without replacement by family weight, keeping the caps; an empty list where there is too little to ask."""
    target = rng.randint(6, most)
    pool = list(candidates)
    rng.shuffle(pool)
    taken: dict[str, int] = {}
    chosen: list[Turn] = []
    asked: set[str] = set()
    while pool and len(chosen) < target:
        weights = [WEIGHT[turn.family] / (1 + 2 * taken.get(turn.family, 0)) for turn in pool]
        turn = rng.choices(pool, weights)[0]
        pool.remove(turn)
        if taken.get(turn.family, 0) >= MOST[turn.family] or turn.question.lower() in asked:
            continue
        taken[turn.family] = taken.get(turn.family, 0) + 1
        asked.add(turn.question.lower())
        chosen.append(turn)
    findable = [turn for turn in chosen if turn.family == "find"]
    others = len(chosen) - len(findable)
    allowed = max(1, int(FIND_SHARE / (1 - FIND_SHARE) * others))
    for turn in findable[allowed:]:
        chosen.remove(turn)
    real = [turn for turn in chosen if turn.family != "absent"]
    if len(real) < least:
        return []
    absent = [turn for turn in chosen if turn.family == "absent"]
    if absent and rng.random() > 0.1 * len(real):
        chosen.remove(absent[0])
    chosen.sort(key=lambda turn: (turn.family not in ("title", "describe"), 0) if rng.random() < 0.5 else (True, rng.random()))
    return chosen
