"""States that the picture shows: check boxes, radio buttons, switches with their On or Off."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from .grammar import mention
from .layout import Screen
from .line import Line
from .marks import Radio, Tick, find_radio, find_tick
from .pixels import SAME, distance
from .turn import Turn, ask

CHECKED = (
    "Is {label} [checked|ticked|selected|enabled|on|turned on]?",
    "Is the [check box|checkbox|box] [of|for|next to] {label} [checked|ticked|set]?",
    "Has {label} been [checked|ticked|selected|enabled|switched on]?",
    "{label}: [checked or not|on or off|ticked]?",
    "[Tell me|Check] [whether|if] {label} is [checked|ticked|enabled].",
    "is {label} checked",
    "Did [the user|they] [tick|check|enable] {label}?",
    "State of the {label} check box?",
    "What is the state of {label}?",
)
CHOSEN = (
    "[Which|What] option is [selected|chosen|picked|set]?",
    "Which radio button is [selected|on|chosen|set]?",
    "[selected|chosen] option?",
    "What has been [selected|chosen]?",
    "Which of the options did [the user|they] [choose|select|pick]?",
    "[Tell me|Name] the [selected|chosen] option.",
    "What is the current choice?",
    "Which [choice|alternative|option] is [active|set]?",
    "which radio button has the dot",
    "What is selected[ here| in this dialog|]?",
)
CHOSEN_FOR = (
    "[Which|What] option is [selected|chosen|set] for {label}?",
    "What is {label} set to?",
    "What is chosen [under|for|at] {label}?",
    "{label}?",
    "Which {label} is [selected|chosen]?",
    "What [did they|did the user] [choose|select] for {label}?",
    "Selected {label}?",
    "[Tell me|Name] the choice for {label}.",
    "which one is selected under {label}",
    "What value does {label} have?",
    "{label} is set to what?",
)
SWITCH = (
    "Is {label} [on|enabled|turned on|switched on|active]?",
    "[Is|Has] {label} [on or off|been turned on or off]?",
    "What is the state of {label}?",
    "{label}: on or off?",
    "Is the {label} [switch|toggle|option] on?",
    "[Tell me|Check] [whether|if] {label} is [on|enabled].",
    "state of {label}",
    "Did they [enable|switch on|turn on] {label}?",
    "Has {label} been [enabled|activated]?",
    "is {label} turned on",
)
SWITCH_VALUE = (
    "What is {label} set to?",
    "What does the [switch|toggle] [for|of|next to] {label} say?",
    "{label}?",
    "Which [state|value] does {label} [have|show]?",
    "What is the setting of {label}?",
    "To what is {label} set?",
    "setting of {label}?",
    "How is {label} set?",
)
ON = re.compile(r"^(on|enabled?|yes|true|active|allowed)$", re.I)
SWITCHED = re.compile(r"^(on|off|enabled|disabled)$", re.I)
"""States that a switch has; true and yes may as well be the text of a value."""
OFF = re.compile(r"^(off|disabled?|no|false|inactive|not allowed)$", re.I)


def state_turns(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    """All questions about check boxes, radio buttons and switches whose state is beyond doubt."""
    yield from _check_turns(screen, rng)
    yield from _radio_turns(screen, rng)
    yield from _switch_turns(screen, rng)


def ticks(screen: Screen) -> list[tuple[Line, Tick]]:
    """Check boxes that are beyond doubt: a strong fill with one mark on it, or a size and line-up shared with an empty one."""
    found: list[tuple[Line, Tick]] = []
    for line in screen.lines:
        if not line.wordy or not screen.said_once(line) or line.h > 40:
            continue
        within = not line.text[0].isalnum() or line.text[1:2] == " "
        tick = find_tick(screen.pixels, line.x, line.y, line.h, within)
        if tick is not None and distance(line.look.paper, line.look.ink) > 3 * SAME:
            found.append((line, tick))
    empty = [tick for _, tick in found if not tick.checked]

    def certain(tick: Tick) -> bool:
        return (
            not tick.checked
            or tick.coloured
            or any(abs(tick.side - other.side) <= 1 and abs(tick.x - other.x) <= 3 for other in empty)
        )

    return [(line, tick) for line, tick in found if certain(tick)]


def _check_turns(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    for line, tick in ticks(screen):
        answer = f"{line.ref}: yes, it is checked." if tick.checked else f"{line.ref}: no, it is not checked."
        question = ask(CHECKED, rng, label=mention(line.text, rng, screen.texts_except(line)))
        yield Turn("checked", "checked-yes" if tick.checked else "checked-no", question, answer, ("yes" if tick.checked else "no",))


def radio_groups(screen: Screen) -> list[list[tuple[Line, Radio]]]:
    """Two or more equal rings in one column or one row, exactly one of them dotted."""
    found: list[tuple[Line, Radio]] = []
    for line in screen.lines:
        if not line.legible or line.h > 44:
            continue
        radio = find_radio(screen.pixels, line.x, line.y, line.h, not line.text[0].isalnum() or line.text[:2] in ("O ", "C ", "0 "))
        if radio is not None:
            found.append((line, radio))
    groups: list[list[tuple[Line, Radio]]] = []
    for line, radio in found:
        for group in groups:
            last_line, last = group[-1]
            column = abs(radio.cx - last.cx) <= 2 and radio.cy - last.cy <= 5 * line.h
            row = abs(radio.cy - last.cy) <= 2 and radio.cx - last_line.right <= 6 * line.h
            if abs(radio.side - last.side) <= 1 and (column or row):
                group.append((line, radio))
                break
        else:
            groups.append([(line, radio)])
    return [group for group in groups if len(group) >= 2 and sum(radio.chosen for _, radio in group) == 1]


def _radio_turns(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    groups = radio_groups(screen)
    for group in groups:
        chosen = next(line for line, radio in group if radio.chosen)
        label = _group_label(screen, [line for line, _ in group])
        if label is not None:
            question = ask(CHOSEN_FOR, rng, label=mention(label.text, rng, screen.texts_except(label)))
            yield Turn("radio", "radio", question, f"{label.ref} is {chosen.ref}.", (chosen.text,))
        elif len(groups) == 1:
            yield Turn("radio", "radio", ask(CHOSEN, rng), f"{chosen.ref} is selected.", (chosen.text,))
        line, radio = rng.choice(group)
        if line.wordy and screen.said_once(line):
            answer = f"{line.ref}: yes, it is selected." if radio.chosen else f"{line.ref}: no, it is not selected."
            question = (
                ask(CHECKED[:1], rng, label=mention(line.text, rng)).replace("checked", "selected").replace("ticked", "chosen")
            )
            yield Turn("checked", "radio-yes" if radio.chosen else "radio-no", question, answer, ("yes" if radio.chosen else "no",))


def _group_label(screen: Screen, lines: list[Line]) -> Line | None:
    """What stands left of the first option in its row, or right above it, and is no option itself."""
    first = min(lines, key=lambda line: (line.cy, line.x))
    left = screen.left_of(first, 14)
    candidate = left if left is not None and left not in lines else screen.above(first, 1.6)
    if (
        candidate is None
        or candidate in lines
        or not candidate.wordy
        or len(candidate.bare) > 40
        or not screen.said_once(candidate)
    ):
        return None
    return candidate if candidate.index not in screen.wrapped and candidate.x <= first.x + 0.3 * first.h else None


def switches(screen: Screen) -> Iterator[tuple[Line, Line]]:
    """A setting's name and the On or Off that stands beside or under it."""
    for value in screen.lines:
        if value.score < 0.9 or not (ON.match(value.text) or OFF.match(value.text)) or value.index in screen.in_tables:
            continue
        left = screen.left_of(value, 14)
        if (
            left is not None
            and not ON.match(left.text)
            and not OFF.match(left.text)
            and left.wordy
            and len(screen.row_of(value)) <= 3
        ):
            if screen.said_once(left) and left.index not in screen.wrapped:
                yield left, value
            continue
        above = [
            line
            for line in screen.lines
            if line.wordy
            and -0.3 * line.h <= value.y - line.bottom <= 1.5 * line.h
            and -1 * line.h <= value.x - line.x <= 4.5 * line.h
        ]
        if left is None and len(above) == 1 and screen.said_once(above[0]) and above[0].index not in screen.wrapped:
            yield above[0], value


def _switch_turns(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    for label, value in switches(screen):
        if screen.image.kind != "screenshot" or not label.text[0].isupper() or ON.match(label.text) or OFF.match(label.text):
            continue
        on = bool(ON.match(value.text))
        switched = bool(SWITCHED.match(value.text))
        name = mention(label.text, rng, screen.texts_except(label))
        if switched and rng.random() < 0.65:
            answer = f"{label.ref}: {'yes' if on else 'no'}, it is {value.ref}."
            yield Turn(
                "switch",
                "switch-on" if on else "switch-off",
                ask(SWITCH, rng, label=name),
                answer,
                ("yes" if on else "no", value.text),
            )
        else:
            yield Turn("switch", "switch-value", ask(SWITCH_VALUE, rng, label=name), f"{label.ref} is {value.ref}.", (value.text,))
