"""Order in menus and lists, near neighbours, what lists hold, whether something is there, where to click for a wish."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from .grammar import content_words, mention
from .layout import Screen
from .line import Line, normalised
from .more_read import BY_KIND, KINDS
from .more_words import WISH, WISHES
from .rules_form import VALUE
from .rules_place import ABOVE, AFTER, BEFORE, BELOW, FIRST_LAST, LEFT, RIGHT
from .rules_read import PRESENT
from .rules_state import CHECKED
from .turn import ABSENT, Turn, ask, listed

ENTRIES = (
    "[What|Which] [entries|items|options] are [there|shown] in the {group}?", "[List|Name|Read] the [entries|items] of the {group}.",
    "What does the {group} contain?", "What can I [choose|pick] from in the {group}?", "[entries|items] of the {group}?",
    "What is in the {group}?", "Which [choices|entries] does the {group} offer?",
)  # fmt: skip
CODE = re.compile(r"[={}\[\]<>();\"]|\w\.\w")
"""Signs of code, which nobody asks for by name."""
BETWEEN = (
    "What [is|stands] between {a} and {b}?", "[Which|What] [item|entry] is between {a} and {b}?", "between {a} and {b}?",
    "[Read|Name] what stands between {a} and {b}.",
)  # fmt: skip


def place_more(screen: Screen, rng: random.Random, elsewhere: list[str]) -> Iterator[Turn]:
    """All questions that positions answer; `elsewhere` are labels of other pictures."""
    if screen.image.kind == "screenshot":
        yield from _groups(screen, rng)
    yield from _near(screen, rng)
    yield from _presence(screen, rng, elsewhere)
    for line in screen.lines:
        wishes = WISHES.get(line.text.strip().lower())
        if wishes and line.h < 1.3 * screen.height and line.score >= 0.95 and screen.unique(line) and screen.image.kind == "screenshot":
            for wish in rng.sample(wishes, min(rng.randint(1, 2), len(wishes))):
                yield Turn("wish", "button", ask(WISH, rng, wish=wish), f"{line.ref}.", (line.text,))


def _groups(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    columns = [run for run in screen.columns if len(run) >= 4 and _listlike(screen, run)]
    bars = [bar for bar in screen.bars if not any(line.index in screen.in_tables for line in bar) and _barlike(screen, bar)]
    for group in [*columns, *bars]:
        places = [i for i, line in enumerate(group) if screen.said_once(line)]
        for i in rng.sample(places, min(3, len(places))):
            name = mention(group[i].text, rng, screen.texts_except(group[i]))
            if i + 1 < len(group):
                yield Turn("next", "after", ask(AFTER, rng, label=name), f"After {group[i].ref} comes {group[i + 1].ref}.", (group[i + 1].text,))
            if i > 0:
                yield Turn("next", "before", ask(BEFORE, rng, label=name), f"Before {group[i].ref} comes {group[i - 1].ref}.", (group[i - 1].text,))
        inner = [i for i in range(1, len(group) - 1) if screen.said_once(group[i - 1]) and screen.said_once(group[i + 1])]
        if inner:
            i = rng.choice(inner)
            a, b = group[i - 1], group[i + 1]
            question = ask(BETWEEN, rng, a=mention(a.text, rng), b=mention(b.text, rng))
            yield Turn("next", "between", question, f"{group[i].ref}.", (group[i].text,))
    named = [(columns, ("list", "vertical list", "column of entries", "list of entries")), (bars, ("bar", "top bar", "row of labels"))]
    for groups, names in named:
        if len(groups) != 1 or (groups is bars and groups[0][0].cy > 0.3 * screen.image.height):
            continue
        group, name = groups[0], rng.choice(names)
        for end, line in (("first", group[0]), ("last", group[-1])):
            yield Turn("ends", end, ask(FIRST_LAST, rng, end=end, group=name), f"{line.ref} comes {end}.", (line.text,))
        if len(group) == 3:
            yield Turn("entries", "entries", ask(ENTRIES, rng, group=name), listed(group) + ".", tuple(line.text for line in group))


def _listlike(screen: Screen, run: list[Line]) -> bool:
    """Entries of a menu or a list: short names, one pitch, none wrapped, nothing beside them in most rows."""
    pitches = [b.cy - a.cy for a, b in zip(run, run[1:], strict=False)]
    alone = sum(screen.right_of(line, 6) is None for line in run)
    return (
        all(line.wordy and len(line.text) <= 30 and not re.search(r"[:;={}()\[\]<>.]", line.text) for line in run)
        and max(pitches) <= 1.15 * min(pitches)
        and min(pitches) >= 1.3 * screen.height
        and len({line.text[:1].islower() for line in run}) == 1
        and sum(line.w for line in run) / len(run) < 0.6 * screen.image.width
        and not any(line.index in screen.wrapped or line.index in screen.in_tables for line in run)
        and alone >= 0.9 * len(run)
        and not _alternates(run)
    )


def _alternates(run: list[Line]) -> bool:
    """Whether every other line is set smaller: names with a line of detail each, not one list."""
    odd, even = sorted(line.h for line in run[1::2]), sorted(line.h for line in run[::2])
    return abs(odd[len(odd) // 2] - even[len(even) // 2]) > 0.07 * even[len(even) // 2]


def _barlike(screen: Screen, bar: list[Line]) -> bool:
    gaps = [b.x - a.right for a, b in zip(bar, bar[1:], strict=False)]
    return (
        all(line.wordy and len(line.text) <= 20 and line.index not in screen.wrapped for line in bar)
        and max(gaps) <= 5 * bar[0].h
        and all(screen.below(line, 0.8) is None for line in bar)
        and all(screen.row_of(line) == bar for line in bar[:1])
    )


def _near(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    """Neighbours that are truly next to each other: hardly any space between them, of one height, not halves of one text."""
    anchors = [line for line in screen.lines if line.wordy and len(line.text) <= 40 and screen.unique(line) and line.index not in screen.wrapped]
    rng.shuffle(anchors)
    for anchor in anchors[:14]:
        word, templates = rng.choice((("Below", BELOW), ("Above", ABOVE), ("Right of", RIGHT), ("Left of", LEFT)))
        found = {
            "Below": screen.below(anchor, 1.2), "Above": screen.above(anchor, 1.2),
            "Right of": screen.right_of(anchor, 5), "Left of": screen.left_of(anchor, 5),
        }[word]  # fmt: skip
        if found is None or not found.legible or found.score < 0.93 or found.index in screen.wrapped or len(found.text) > 45:
            continue
        upright = word in ("Below", "Above")
        if upright and (abs(found.x - anchor.x) > 0.5 * anchor.h and abs(found.cx - anchor.cx) > 0.5 * anchor.h):
            continue
        if upright and (found.text[:1].islower() or anchor.text[:1].islower()):
            continue
        name = mention(anchor.text, rng, screen.texts_except(anchor))
        templates = tuple(t for t in templates if "list" not in t and "column" not in t)
        yield Turn("near", word.split()[0].lower(), ask(templates, rng, label=name), f"{word} {anchor.ref} is {found.ref}.", (found.text,))


def _presence(screen: Screen, rng: random.Random, elsewhere: list[str]) -> Iterator[Turn]:
    """As many things that are there as things that are not, asked in the same words."""
    shown = [line for line in screen.lines if line.wordy and screen.said_once(line) and len(line.text) <= 34 and line.index not in screen.wrapped and line.score >= 0.95 and not CODE.search(line.text)]
    for line in rng.sample(shown, min(2, len(shown))):
        yield Turn("present", "present", ask(PRESENT, rng, label=mention(line.text, rng, screen.texts_except(line))), f"Yes, {line.ref} is there.", ("yes",))
    words = {word for line in screen.lines for word in content_words(line.text)}
    joined = "".join(screen.keys)
    strange, alike = [], []
    for label in elsewhere:
        own = content_words(label)
        if not own or normalised(label) in joined:
            continue
        if not any(word in words or word[:5] in joined for word in own):
            strange.append(label)
        elif len(own) >= 2 and not all(word in words or word[:4] in joined for word in own):
            closest = max(SequenceMatcher(None, normalised(label), key).ratio() for key in screen.keys)
            if closest < 0.72:
                alike.append(label)
    for label in strange[:2]:
        yield Turn("absent", "absent", ask(PRESENT, rng, label=mention(label, rng)), ABSENT, ("not shown",))
    for label in alike[:1]:
        yield Turn("absent", "absent", ask(PRESENT, rng, label=f'"{label}"'), ABSENT, ("not shown",))
    for label in strange[2:4]:
        templates = VALUE if rng.random() < 0.7 else CHECKED
        yield Turn("absent-value", "absent-value", ask(templates, rng, label=mention(label, rng)), ABSENT, ("not shown",))
    text = " ".join(line.text for line in screen.lines).lower()
    hints = {
        "url": r"http|www|\.com|\.io|\.net|\.org|url|localhost", "email": "@|mail", "ip": r"\bip\b|\d\.\d+\.\d", "guid": r"\bid\b|guid|uuid|[0-9a-f]{6}",
        "percent": "%|percent", "price": r"[$€£¥]|price|cost|usd|amount", "version": r"version|v\d|\d\.\d",
        "command": r"command|[$>#] |sudo|npm|git|docker|dotnet|curl|python|run|install",
    }  # fmt: skip
    missing = [kind for kind, hint in hints.items() if not re.search(hint, text)]
    for kind in rng.sample(missing, min(1, len(missing))):
        yield Turn("absent-kind", "absent-kind", ask(BY_KIND, rng, kind=rng.choice(KINDS[kind][1])), ABSENT, ("not shown",))
