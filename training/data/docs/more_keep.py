"""What is kept of the turns that pixels justified (`base.jsonl`), brought into the answer forms of the rendered sets and asked once more."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

from .grammar import mention
from .layout import Screen
from .line import Line
from .more_words import WISHES, meant
from .rules_alt import ALT_TEXT, DESCRIBE, quotes_enough
from .rules_form import HINT, LABEL_OF, VALUE, VERB
from .rules_look import BUTTONS, OUTLINED, SELECTED, SELECTED_TAB
from .rules_place import CELL, COLUMNS, TITLE
from .rules_state import CHECKED, CHOSEN, SWITCH
from .turn import Turn, ask

LOOSE_HINT = re.compile(r"^(search|filter|find|example\w)", re.I)
"""Hints that stand beside the label of something else as often as under their own."""
KEPT = {
    "value": "value", "label-of": "label", "placeholder": "placeholder", "cell": "cell", "cell-at": "cell", "columns": "columns",
    "column-count": "columns", "outlined": "outlined", "selected": "selected", "tab": "selected", "radio": "radio", "checked-yes": "checked",
    "checked-no": "checked", "radio-yes": "checked", "radio-no": "checked", "switch-on": "switch", "switch-off": "switch",
    "switch-value": "switch", "primary-button": "button", "what-if": "effect", "role": "role", "buttons": "buttons",
    "title": "title", "page": "title", "describe": "describe", "alt-text": "describe", "file": "kind", "path": "kind",
}  # fmt: skip
"""Kinds of `base.jsonl` and their families here. What is not named (and not `alt-…`) is made anew or was wrong too often."""
DOTTED = ("cell", "placeholder", "primary-button")
"""Kinds whose answers end in a full stop in the rendered sets."""
TITLES = tuple(template for template in TITLE if "Where am I" not in template and "largest" not in template)
IS_OUTLINED = (
    "Is {label} [outlined|framed|boxed|marked] in {colour}?", "Is there a {colour} [frame|box|outline] around {label}?",
    "Does the {colour} [box|frame] [surround|mark] {label}?", "Did the author [mark|frame] {label} in {colour}?", "{label}: framed in {colour} or not?",
)  # fmt: skip
IS_SELECTED = (
    "Is {label} [selected|highlighted|the selected one|active]?", "Has {label} been [selected|chosen]?", "{label}: selected or not?",
    "[Tell me|Check] [whether|if] {label} is [selected|highlighted].", "is it {label} that is selected",
)  # fmt: skip
VALUE_LIKE = re.compile(r"^(yes|no|on|off|true|false|none|auto\w*|enabled|disabled|default|public|private)$|[\d@/\\_]", re.I)
"""What is a value by its looks, whatever its label."""
REFERENCE = re.compile(r"<\|t(\d+)\|>")
Row = dict[str, Any]


def quoted_lines(screen: Screen, answer: str) -> list[Line]:
    return [screen.lines[int(number)] for number in REFERENCE.findall(answer)]


def keep(screen: Screen, turns: list[Row], rng: random.Random) -> Iterator[Turn]:
    """The good ones of the screen's base turns, most of them in two phrasings."""
    for turn in turns:
        kind, answer = turn["kind"], turn["answer"]
        family = "selected" if kind.startswith("alt-") and kind != "alt-text" else KEPT.get(kind)
        lines = quoted_lines(screen, answer)
        if family is None or not _sound(screen, kind, lines, turn):
            continue
        if kind in DOTTED and not answer.endswith("."):
            answer += "."
        if kind == "outlined" and re.search(r"is outlined|are outlined", answer):
            yield from _outlined(screen, lines, answer, rng)
        if kind in ("selected", "tab", "alt-selected", "radio") and lines:
            yield from _selected(screen, lines[-1], rng)
        yield Turn(family, kind, turn["question"], answer, tuple(turn["answers"]))
        for question in again(screen, kind, lines, answer, rng):
            yield Turn(family, kind, question, answer, tuple(turn["answers"]))


def _sound(screen: Screen, kind: str, lines: list[Line], turn: Row) -> bool:
    """Whether a base turn is not of a sort that was found wrong by eye."""
    if kind in ("value", "label-of"):
        if len(lines) != 2:
            return False
        label, value = lines
        if not label.text[:1].isupper() or label.bare[-1:].isdigit() or len(label.bare) < 3 or value.score < 0.9:
            return False
        if label.text.rstrip().endswith((":", "*")):
            return not label.text.rstrip().endswith(".")
        first = label.bare.split()[0].lower()
        commands = ("delete", "create", "remove", "keep", "read", "write", "modify", "all", "add", "open", "show", "run")
        if first in commands or VERB.match(label.bare) or value.text.lower().startswith(first):
            return False
        indented = label.cy < value.y and 0.2 * label.h <= value.x - label.x <= 1.5 * label.h
        near = value.x - label.right <= 14 * label.h
        return indented or (near and (bool(meant(label.bare)) or bool(VALUE_LIKE.search(value.text))))
    if kind == "outlined":
        return 1 <= len(lines) <= 3 and all(len(line.bare) >= 3 for line in lines) and "purple" not in turn["answer"]
    if kind in ("describe", "alt-text"):
        return "{" not in turn["answer"] and len(turn["answer"].split()) >= 5 and quotes_enough(turn["answer"])
    if kind == "placeholder":
        return all(HINT.match(line.text) and not LOOSE_HINT.match(line.text) for line in lines[-1:])
    if kind in ("title", "page"):
        return len(screen.lines) >= 6 and all(len(line.bare) >= 3 and line.text[:1].isupper() and line.bare.lower() not in WISHES and "..." not in line.text for line in lines)
    if kind in ("tab", "selected", "radio"):
        return all(len(line.bare) >= 2 for line in lines)
    return True


def again(screen: Screen, kind: str, lines: list[Line], answer: str, rng: random.Random) -> list[str]:
    """The same asked in other words; for a well-known label also without naming it."""
    first = lines[0] if lines else None
    label = "" if first is None else mention(first.text, rng, screen.texts_except(first))
    if kind == "value" and first is not None:
        known = meant(first.bare)
        alone = known and sum(meant(line.bare) == known for line in screen.lines) == 1
        return [ask(VALUE, rng, label=label), *([ask(known, rng)] if alone else [])]
    if kind == "label-of":
        return [ask(LABEL_OF, rng, value=mention(lines[1].text, rng))] if rng.random() < 0.5 else []
    colour = re.search(r"outlined in (\w+)", answer)
    templates: dict[str, tuple[str, ...]] = {
        "columns": COLUMNS, "selected": SELECTED, "tab": SELECTED_TAB, "buttons": BUTTONS, "title": TITLES,
        "checked-yes": CHECKED, "switch-on": SWITCH, "switch-off": SWITCH,
    }  # fmt: skip
    if kind == "outlined" and colour:
        return [ask(OUTLINED, rng, colour=colour.group(1)) for _ in range(2)]
    if kind == "radio":
        return [ask(CHOSEN, rng)] if len(lines) == 1 else []
    if kind in ("describe", "alt-text"):
        return [ask(DESCRIBE, rng), ask(ALT_TEXT, rng)]
    if kind in templates:
        return [ask(templates[kind], rng, label=label) for _ in range(2 if kind == "checked-yes" else 1)]
    return []


def _outlined(screen: Screen, lines: list[Line], answer: str, rng: random.Random) -> Iterator[Turn]:
    """Is it outlined? A yes for what is, a no for a line that stands far from all that is; as many of each."""
    colour = re.search(r"outlined in (\w+)", answer)
    if colour is None:
        return
    others = [
        line
        for line in screen.lines
        if line.wordy
        and screen.said_once(line)
        and line not in lines
        and line.index not in screen.wrapped
        and all(abs(line.cy - framed.cy) > 4 * framed.h for framed in lines)
    ]
    for line, framed in ((rng.choice(lines), True), (rng.choice(others) if others else None, False)):
        if line is None or not line.wordy or not screen.said_once(line) or not others:
            continue
        question = ask(IS_OUTLINED, rng, label=mention(line.text, rng, screen.texts_except(line)), colour=colour.group(1))
        said = f"{line.ref}: yes, it is outlined in {colour.group(1)}." if framed else f"{line.ref}: no, it is not outlined."
        yield Turn("yes-no", "is-outlined", question, said, ("yes" if framed else "no",))


def _selected(screen: Screen, line: Line, rng: random.Random) -> Iterator[Turn]:
    """Is it selected? A yes for what is, a no for one of its neighbours in the same list or bar."""
    group = next((group for group in [*screen.columns, *screen.bars] if line in group), None)
    if group is None or not screen.said_once(line):
        return
    others = [other for other in group if other is not line and other.wordy and screen.said_once(other)]
    if not others:
        return
    for each in (line, rng.choice(others)):
        question = ask(IS_SELECTED, rng, label=mention(each.text, rng, screen.texts_except(each)))
        said = f"{each.ref}: yes, it is selected." if each is line else f"{each.ref}: no, it is not selected."
        yield Turn("yes-no", "is-selected", question, said, ("yes" if each is line else "no",))


def cells_again(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    """Table cells that numbers make certain (`Screen.tables` without colours), asked by row and column."""
    for table in screen.tables:
        if len({head.key for head in table.header}) != len(table.header):
            continue
        named = [row for row in table.cells if row[0] is not None and row[0].wordy and screen.said_once(row[0])]
        if len(named) < 0.8 * len(table.cells):
            continue
        for row in rng.sample(named, min(3, len(named))):
            filled = [i for i, cell in enumerate(row) if i and cell is not None and cell.score >= 0.93 and len(table.header[i].bare) >= 3 and table.header[i].bare.replace(" ", "").isalpha()]
            if not filled or row[0] is None:
                continue
            column = rng.choice(filled)
            cell = row[column]
            assert cell is not None
            question = ask(CELL, rng, column=mention(table.header[column].text, rng), row=mention(row[0].text, rng))
            yield Turn("cell", "cell", question, f"{row[0].ref}: {cell.ref}.", (cell.text,))
