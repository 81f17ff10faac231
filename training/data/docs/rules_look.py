"""What colour and drawn boxes tell: outlined things, the one highlighted item, buttons, check boxes."""

from __future__ import annotations

import random
from collections.abc import Iterator

from .grammar import mention
from .layout import Screen
from .line import Line, inside, is_own_box
from .marks import underline
from .pixels import Colour, distance, luminance, modal_colour, saturation
from .purposes import purpose_of
from .rules_form import pairs
from .turn import Turn, ask, listed

OUTLINED = (
    "[What|Which part] is [outlined|framed|boxed|marked|circled] in {colour}?",
    "[Which|What] [option|item|element|control|entry|text] is [outlined|framed|highlighted|marked|boxed] in {colour}?",
    "What [is|stands] [inside|in] the {colour} [box|frame|rectangle|outline]?",
    "[What|Which thing] does the {colour} [box|frame|rectangle|outline] [mark|surround|show|point out|highlight]?",
    "What did the author [mark|highlight|frame|box] in {colour}?",
    "{colour} box around what?",
    "[Read|Tell me] the text in the {colour} [box|frame|rectangle].",
    "What is [emphasised|emphasized|called out|highlighted] [in|with] {colour}?",
    "Which [item|entry|button|option] [has|is in] a {colour} [frame|outline|box|border]?",
    "what's in the {colour} rectangle",
    "Where [do I|should I] [click|look], [following|according to] the {colour} [box|frame]?",
)
SELECTED = (
    "[Which|What] [item|entry|option|one] is [selected|highlighted|chosen|active]?",
    "What is [currently |]selected?",
    "Which [line|row|entry] [is highlighted|has a different background|is marked]?",
    "[selected|highlighted] [item|entry|option]?",
    "What [item|entry] [has been|did the user] [selected|chosen|picked]?",
    "[Tell me|Name] the [selected|highlighted|active] [item|entry].",
    "Which [item|entry] in the [list|menu|navigation|column] is [active|current|selected|highlighted]?",
    "Where [am I|is the user] in the [menu|list|navigation]?",
    "Which [of the|] [items|entries|options] is [emphasised|highlighted|the current one]?",
    "what is picked in the list",
)
SELECTED_TAB = (
    "[Which|What] tab is [active|selected|open|current|shown|highlighted]?",
    "What is the [active|current|selected|open] tab?",
    "active tab?",
    "On which tab [am I|are we|is the user]?",
    "Which of the [tabs|labels at the top] is [underlined|selected|active]?",
    "[Name|Tell me] the [selected|active|open] tab.",
    "which tab is chosen",
    "Which [tab|view|section] is [being shown|open|selected]?",
)
PRIMARY = (
    "[Which|What] is the [primary|main|default|highlighted|coloured|filled] button?",
    "Which button is [highlighted|emphasised|filled|coloured|primary|the main one]?",
    "What does the {colour} button say?",
    "[Which|What] button is {colour}?",
    "[text|label] of the {colour} button?",
    "Which button should [I|the user] [click|press] to [go on|continue|proceed]?",
    "What is [written|shown] on the {colour} button?",
    "[Read|Tell me|Name] the [primary|{colour}|main|highlighted] button.",
    "Which [action|button] is [suggested|the default]?",
    "what's on the coloured button",
)
BUTTONS = (
    "[Which|What] buttons [are there|are shown|does it have|can I press]?",
    "What buttons are at the bottom?",
    "Which buttons does the [dialog|window|form] [have|offer|show]?",
    "[List|Name] the buttons.",
    "buttons?",
    "What can [I|the user] [click|press] at the bottom?",
    "Which [choices|actions|buttons] do I have [here|at the bottom]?",
    "What [actions|buttons] [does the dialog|does this] offer?",
)
KIND_OF = (
    "What kind of [control|element|thing] is {label}?",
    "What is {label}: a button, a link or a field?",
    "Is {label} a button [or a text field|or a label|]?",
    "What [sort|type] of [control|element|widget] is {label}?",
    "{label} is what kind of control?",
    "what is the role of {label}",
    "Which [control|element] type is {label}?",
    "Can I [click|press] {label}?",
)
WHICH_BUTTON = (
    "Which button {purpose}?",
    "[What|Which button] [must I|do I|should I] [click|press] [for what {purpose}|: which one {purpose}]?",
    "Which [button|control] here {purpose}?",
    "[Show|Name|Tell me] the button that {purpose}.",
    "Where do I click [on something that|for the button that] {purpose}?",
    "button that {purpose}?",
    "[What|Which one] {purpose}?",
    "Is there a button that {purpose}? Which?",
)
WHAT_IF = (
    "What happens [if|when] I [click|press|choose] {label}?",
    "What does [the |]{label}[ button|] do?",
    "What is {label} for?",
    "[Purpose|Effect] of the {label} button?",
    "What will [clicking|pressing] {label} do?",
    "Why would I [click|press] {label}?",
    "what does pressing {label} do",
    "When should [I|one] [click|press|use] {label}?",
)


def look_turns(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    """All questions that colour, outlines and boxes answer."""
    yield from _outline_turns(screen, rng)
    yield from _selected_turns(screen, rng)
    yield from _button_turns(screen, rng)


def _outline_turns(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    by_colour: dict[str, list[Line]] = {}
    unclear: set[str] = set()
    for outline in screen.outlines:
        if outline.colour == "blue" and (outline.thickness < 2.5 or any(is_own_box(line, outline.rect) for line in screen.lines)):
            continue
        within = [line for line in screen.lines if inside(outline.rect, line)]
        area = outline.rect.width * outline.rect.height
        if (
            not 1 <= len(within) <= 3
            or area > 0.35 * screen.image.width * screen.image.height
            or not all(line.legible for line in within)
        ):
            unclear.add(outline.colour)
            continue
        lines = by_colour.setdefault(outline.colour, [])
        lines.extend(line for line in sorted(within, key=lambda each: (each.cy, each.x)) if line not in lines)
    for colour, lines in by_colour.items():
        if colour in unclear or len(lines) > 3:
            continue
        answer = f"{lines[0].ref} is outlined in {colour}." if len(lines) == 1 else f"{listed(lines)} are outlined in {colour}."
        yield Turn("outlined", "outlined", ask(OUTLINED, rng, colour=colour), answer, (lines[0].text,))


def odd_one(lines: list[Line]) -> Line | None:
    """The only line whose paper differs clearly from that of all its siblings, which agree among themselves."""
    papers = [line.look.paper for line in lines]
    for i, line in enumerate(lines):
        rest: list[Colour] = papers[:i] + papers[i + 1 :]
        spread = max(distance(rest[0], other) for other in rest)
        gap = min(distance(papers[i], other) for other in rest)
        if spread <= 5 and gap >= max(9, 2 * spread):
            return line
    return None


def _selected_turns(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    if screen.image.kind != "screenshot":
        return
    found: list[Line] = []
    values = {value.index for _, value, _ in pairs(screen)}
    for run in screen.columns:
        if len(run) < (4 if run[1].cy - run[0].cy <= 2.6 * run[0].h else 5):
            continue
        odd = odd_one(run)
        if odd is None or min(odd.look.paper) > 240 or odd.index in values:
            continue
        if odd is run[0] and len(screen.row_of(odd)) > 1:
            continue
        if (
            odd.wordy
            and _row_like(odd)
            and _colour_right_of(screen, odd)
            and _colour_right_of(screen, run[0 if odd is not run[0] else 1])
        ):
            found.append(odd)
    if len(found) == 1:
        yield Turn("selected", "selected", ask(SELECTED, rng), f"{found[0].ref} is selected.", (found[0].text,))
    tabs: list[Line] = []
    for bar in screen.bars:
        if any(line.index in screen.in_tables for line in bar) or bar[0].cy > 0.6 * screen.image.height:
            continue
        marked = [
            line
            for line in bar
            if saturation(line.look.paper) < 60 and underline(screen.pixels, line.look.paper, line.x, line.y, line.w, line.h)
        ]
        if len(marked) == 1 and marked[0].wordy:
            tabs.append(marked[0])
    if len(tabs) == 1:
        yield Turn("selected", "tab", ask(SELECTED_TAB, rng), f"{tabs[0].ref} is the active tab.", (tabs[0].text,))


def _row_like(line: Line) -> bool:
    """A highlight spans a row: it is wider than a button hugging its text."""
    box = line.look.box
    return box is None or box.width >= 1.35 * line.w or box.left < line.x - 1.5 * line.h


def _colour_right_of(screen: Screen, line: Line) -> bool:
    """Whether the paper goes on to the right of the text, so that it is a row's colour and no effect of the letters."""
    left, right = int(line.right + 0.3 * line.h), int(line.right + 1.0 * line.h)
    strip = screen.pixels[int(line.y) : int(line.bottom), left:right]
    return strip.shape[1] >= 3 and distance(modal_colour(strip), line.look.paper) <= 4


def is_button(screen: Screen, line: Line) -> bool:
    """Short text centred in its own closed box of a button's height."""
    box = line.look.box
    if box is None or not line.legible or len(line.text) > 28 or not line.text[0].isalpha() and line.text[0] not in "<+":
        return False
    left, right = line.x - box.left, box.right - line.right
    top, bottom = line.y - box.top, box.bottom - line.bottom
    if (
        max(left, right) > 4.5 * line.h
        or abs(left - right) > max(5, 0.5 * line.h)
        or box.height > 3.2 * line.h
        or abs(top - bottom) > 0.6 * line.h
    ):
        return False
    return all(other is line or not inside(box, other) for other in screen.lines)


def _padded(line: Line) -> bool:
    """Whether there is room around the text, as on a button and not on selected text."""
    box = line.look.box
    return box is not None and line.x - box.left >= 0.35 * line.h and box.height >= 1.3 * line.h


def colour_name(colour: Colour) -> str | None:
    """A plain name for a strongly coloured surface."""
    r, g, b = colour
    if saturation(colour) < 70:
        return None
    if b >= r + 50 and b >= g + 25:
        return "purple" if r > g + 30 else "blue"
    if g >= r + 40 and g >= b + 25:
        return "green"
    if r >= g + 90 and r >= b + 70:
        return "red"
    if r > 200 and 90 < g < 175 and b < 90:
        return "orange"
    if r > 220 and g > 185 and b < 110:
        return "yellow"
    return None


def _button_turns(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    boxed = [line for line in screen.lines if line.index not in screen.in_tables and is_button(screen, line)]
    known = [line for line in boxed if purpose_of(line)]
    filled = [line for line in boxed if line.look.box_filled and colour_name(line.look.paper) and luminance(line.look.paper) < 215]
    filled = [line for line in filled if _padded(line) and (line in known or any(other in known for other in screen.row_of(line)))]
    primary = filled[0] if len(filled) == 1 and screen.image.kind == "screenshot" else None
    if primary is not None:
        colour = colour_name(primary.look.paper) or "coloured"
        yield Turn("button", "primary-button", ask(PRIMARY, rng, colour=colour), primary.ref, (primary.text,))
    for line in known:
        purpose = purpose_of(line)
        if purpose is None or not screen.said_once(line):
            continue
        if rng.random() < 0.5:
            yield Turn("button", "which-button", ask(WHICH_BUTTON, rng, purpose=rng.choice(purpose[0])), line.ref, (line.text,))
        else:
            yield Turn(
                "effect", "what-if", ask(WHAT_IF, rng, label=mention(line.text, rng)), f"{line.ref} {purpose[1]}.", (purpose[1],)
            )
        if rng.random() < 0.35:
            yield Turn("role", "role", ask(KIND_OF, rng, label=mention(line.text, rng)), f"{line.ref} is a button.", ("button",))
    rows = [row for row in screen.rows if sum(line in known for line in row) >= 2]
    if len(rows) == 1 and rows[0][0].cy > 0.55 * screen.image.height:
        buttons = [line for line in rows[0] if line in boxed]
        if 2 <= len(buttons) <= 3 and len(buttons) == len(rows[0]):
            yield Turn("buttons", "buttons", ask(BUTTONS, rng), listed(buttons) + ".", tuple(line.text for line in buttons))
