"""Labels and values that places alone make nearly sure: `Label:` with its row, and forms whose fields stand indented under their labels."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from .grammar import mention
from .layout import Screen
from .line import Line
from .more_words import meant
from .rules_form import HINT, LABEL_OF, PLACEHOLDER, VALUE, VERB, _colon_pairs, _is_label, _is_value
from .turn import Turn, ask


def form_more(screen: Screen, rng: random.Random, known: set[int]) -> Iterator[Turn]:
    """Questions about pairs whose label is not among the `known` ones, which pixels found."""
    taken = set(known)
    if screen.image.kind != "screenshot":
        return
    for label, value in [*_colon_pairs(screen), *indented_pairs(screen)]:
        if label.index in taken or value.index in taken or not _is_label(screen, label) or not _is_value(value):
            continue
        if not label.text[:1].isupper() or label.score < 0.93 or value.score < 0.93 or len(label.bare) < 3 or len(label.bare.split()) > 5:
            continue
        taken |= {label.index, value.index}
        name = mention(label.text, rng, screen.texts_except(label))
        if re.match(r"(search|filter|find)", value.text, re.I):
            continue
        if HINT.match(value.text):
            yield Turn("placeholder", "placeholder", ask(PLACEHOLDER, rng, label=name), f"{value.ref}.", (value.text,))
            continue
        answer = f"{label.ref} is {value.ref}."
        for _ in range(2):
            said = mention(label.text, rng, screen.texts_except(label))
            yield Turn("value", "value", ask(VALUE, rng, label=said), answer, (value.text,))
        asked = meant(label.bare)
        if asked and sum(meant(line.bare) == asked for line in screen.lines) == 1:
            yield Turn("value", "value-meant", ask(asked, rng), answer, (value.text,))
        if screen.unique(value) and len(value.text) <= 50:
            yield Turn("label", "label-of", ask(LABEL_OF, rng, value=mention(value.text, rng)), answer, (label.bare,))


def indented_pairs(screen: Screen) -> list[tuple[Line, Line]]:
    """A value stands a little to the right under its label, as inside a field's border; at least two pairs of one build, and what
    follows the value is further away than the label, which it is in no tree and no list."""
    found: list[tuple[Line, Line]] = []
    for label in screen.lines:
        value = screen.below(label, 2.2)
        if value is None or not 0.2 * label.h <= value.x - label.x <= 1.2 * label.h or value.cy - label.cy < 1.4 * label.h:
            continue
        if not 0.75 * label.h <= value.h <= 1.35 * label.h or label.index in screen.wrapped or value.index in screen.wrapped:
            continue
        pitch = value.cy - label.cy
        crowded = any(
            other not in (label, value)
            and min(other.right, max(label.right, value.right)) - max(other.x, label.x) > 0
            and (0 < other.cy - value.cy < 1.12 * pitch or 0 < label.cy - other.cy < 1.12 * pitch)
            for other in screen.lines
        )
        if not crowded and not VERB.match(label.bare):
            found.append((label, value))

    def alike(a: tuple[Line, Line], b: tuple[Line, Line]) -> bool:
        return abs((a[1].x - a[0].x) - (b[1].x - b[0].x)) <= 4 and abs((a[1].cy - a[0].cy) - (b[1].cy - b[0].cy)) <= 4

    return [pair for pair in found if any(alike(pair, other) for other in found if other is not pair)]
