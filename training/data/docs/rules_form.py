"""Label and value: rows with a colon, two-column blocks, boxed fields, `Key: value` inside one line, placeholders."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from .grammar import mention
from .layout import Screen
from .line import Line, inside, is_own_box
from .marks import ruled
from .pixels import saturation
from .turn import Turn, ask

VALUE = (
    "What is the [value|setting|content] [of|for|in] {label}?",
    "What is {label} set to?",
    "[What|Which value] [is|was] [entered|given|filled in|typed] [for|in|as|under] {label}?",
    "Which value does {label} [have|show|hold]?",
    "What does {label} [say|show]?",
    "{label}?",
    "value of {label}",
    "[Read|Give me|Tell me] the value [of|next to|beside] {label}.",
    "What [stands|is written|is shown] [next to|beside] {label}?",
    "What is the {label}?",
    "Which [option|value|entry] is [chosen|selected|set|used] for {label}?",
    "What [has been|is] [configured|specified|set] [for|as] {label}[ here| in this screen| in the picture|]?",
    "[Look up|Find] {label}[ for me|].",
    "What [did they|did the author|does the user] [enter|put] [for|in|into] {label}?",
    "{label} is set to what?",
    "current {label}?",
    "To what is {label} set[ in this example| in the screenshot|]?",
    "the {label} [field|setting|entry|box] [contains|holds|shows] what?",
    "What is in the {label} [field|box|input|row]?",
)
PLACEHOLDER = (
    "What is the placeholder [of|in|for] [the |]{label}[ field|]?",
    "What [hint|placeholder|prompt|grey text] is [shown|displayed] in [the |]{label}[ field| box|]?",
    "Which [hint|placeholder text] does the {label} field show?",
    "What does the empty {label} field say?",
    "placeholder of {label}?",
    "[Read|Tell me] the placeholder in {label}.",
    "What is written in the {label} [field|box] before [anything is typed|you type]?",
    "What [text|hint] [is|stands] inside the empty {label} [input|field|box]?",
)
LABEL_OF = (
    "What is the label of the [field|setting|entry|row] [with|showing|containing|that says] {value}?",
    "[Which|What] [field|setting|entry|property] [is set to|has the value|contains|shows|holds] {value}?",
    "{value} is the value of which [field|setting|entry]?",
    "What is {value} the value of?",
    "Which [setting|label|name] belongs to {value}?",
    "Where is {value} [entered|set|filled in]?",
    "Under which label do I find {value}?",
    "What does {value} [stand for|describe|belong to] here?",
    "which field has {value}",
)
INLINE = (
    "What is the {label}?",
    "What {label} is [shown|given|mentioned|displayed]?",
    "{label}?",
    "Which {label} does [it|the picture|the screen] [show|give|name]?",
    "[Tell me|Give me|Read] the {label}.",
    "What does it say [for|about|as] {label}?",
    "What is {label} set to?",
    "[Find|Look up] the {label}.",
    "what is written after {label}",
)
HINT = re.compile(
    r"^(enter|select|choose|type|search|filter|pick|add a|add an|e\.g\.|example|optional|no value|none selected|find|your )", re.I
)
VERB = re.compile(
    r"^(ok|cancel|save|apply|add|edit|browse|close|create|next|back|help|delete|remove|learn more|refresh|finish|install|update|"
    r"open|view|manage|change|reset|clear|copy|show|hide|upload|download|connect|enable|disable)\b\W*\w*$",
    re.I,
)
INLINE_PAIR = re.compile(r"^([A-Za-z][A-Za-z ()-]{2,28}?)\s?[:：]\s?([^\s:].{0,60})$")


def form_turns(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    """All questions about labels and values that this screen allows."""
    for label, value, certain in pairs(screen):
        name = mention(label.text, rng, screen.texts_except(label))
        if HINT.match(value.text) or (value.look.pale_ink and value.look.box is not None):
            if HINT.match(value.text):
                yield Turn("placeholder", "placeholder", ask(PLACEHOLDER, rng, label=name), value.ref, (value.text,))
            continue
        yield Turn("value", "value", ask(VALUE, rng, label=name), f"{label.ref} is {value.ref}.", (value.text,))
        if certain and screen.unique(value) and len(value.text) <= 50 and rng.random() < 0.5:
            said = mention(value.text, rng)
            answer = f"{label.ref} is {value.ref}."
            yield Turn("label", "label-of", ask(LABEL_OF, rng, value=said), answer, (label.bare,))
    for line in screen.lines:
        match = INLINE_PAIR.match(line.text)
        if not match or not line.legible or line.index in screen.wrapped or not _proper_label(match.group(1)):
            continue
        if match.group(2).startswith("//") or match.group(2).endswith((":", ",", "{", "(", ";")) or len(match.group(1).split()) > 4:
            continue
        if sum(match.group(1).lower() in other.text.lower() for other in screen.lines) > 1:
            continue
        name = rng.choice((match.group(1), match.group(1).lower(), match.group(1).lower()))
        yield Turn("inline", "value-in-line", ask(INLINE, rng, label=name), line.ref, (match.group(2),))


def _proper_label(text: str) -> bool:
    return text.lower() not in ("note", "tip", "example", "warning", "important", "http", "https", "error", "step", "self", "else")


def pairs(screen: Screen) -> Iterator[tuple[Line, Line, bool]]:
    """Label, value and whether the pair is certain enough to be asked backwards. Every label appears once."""
    seen: set[int] = set()
    values: set[int] = set()
    sources = (_colon_pairs(screen), _boxed_pairs(screen), _ruled_pairs(screen), _block_pairs(screen))
    for number, source in enumerate(sources):
        for label, value in source:
            if label.index in seen or value.index in values or label.index in values or value.index in seen:
                continue
            if not _is_label(screen, label) or not _is_value(value):
                continue
            seen.add(label.index)
            values.add(value.index)
            yield label, value, number < 3


def _is_label(screen: Screen, line: Line) -> bool:
    return line.wordy and len(line.bare) <= 42 and screen.said_once(line) and line.index not in screen.wrapped


def _is_value(line: Line) -> bool:
    text = line.text.strip()
    readable = line.score >= 0.9 and any(c.isalnum() and c.isascii() for c in text)
    return (
        readable
        and not text.endswith((":", "*"))
        and not text.startswith(("+", "□", "☐", "☑", "√"))
        and not VERB.match(text)
        and not (len(text) == 1 and text in "VvOoXxCQ")
    )


def _colon_pairs(screen: Screen) -> Iterator[tuple[Line, Line]]:
    """`Label:` and what follows it in the row, if that is near or stands in a field."""
    for line in screen.lines:
        if not re.search(r"[:：]\s*\*?$", line.text):
            continue
        value = screen.right_of(line, 10)
        if value is None or abs(value.cy - line.cy) > 0.35 * line.h or value.text.rstrip().endswith(":"):
            continue
        beyond = screen.right_of(value, 3)
        if (
            beyond is not None
            and value.look.box is None
            and not VERB.match(beyond.text)
            and ":" not in beyond.text
            and len(beyond.text) > 2
        ):
            continue
        yield line, value


def _field(value: Line, screen: Screen) -> bool:
    """Whether a line stands left in a box that is larger than it and holds nothing else."""
    box = value.look.box
    if box is None or saturation(value.look.paper) > 14 or box.height > 3.4 * value.h or box.width < 5 * value.h:
        return False
    if any(is_own_box(value, outline.rect) for outline in screen.outlines if outline.colour != "blue") or _in_list(screen, value):
        return False
    padding = value.x - box.left
    if padding > 1.5 * value.h or box.right - value.right < 1.5 * max(padding, 4):
        return False
    return all(other is value or not inside(box, other) or len(other.text) <= 2 for other in screen.lines)


def _in_list(screen: Screen, line: Line) -> bool:
    """Whether the line is one of a list whose other members stand in no such box: a highlighted entry, not a field."""
    run = next((run for run in screen.columns if line in run), None)
    return run is not None and len(run) >= 4 and sum(member.look.box is None for member in run) >= len(run) - 2


def _boxed_pairs(screen: Screen) -> Iterator[tuple[Line, Line]]:
    """A field's content and the label directly above the field or left of it."""
    for value in screen.lines:
        box = value.look.box
        if box is None or not _field(value, screen):
            continue
        above = [
            line
            for line in screen.lines
            if -0.4 * line.h <= box.top - line.bottom <= 1.2 * line.h
            and abs(line.x - box.left) <= 1.1 * line.h
            and line.look.box is None
        ]
        left = screen.left_of(value, 30)
        above = [
            line for line in above if value.x - line.x >= 0.25 * line.h and line.h <= 1.3 * value.h and not line.text[:1].islower()
        ]
        if len(above) == 1:
            yield above[0], value
        elif len(screen.row_of(value)) >= 4 and not (left and left.text.endswith(":")):
            continue
        elif (
            left is not None
            and not above
            and left.right <= box.left
            and box.left - left.right <= 9 * left.h
            and left.look.box is None
        ):
            yield left, value


def _ruled_pairs(screen: Screen) -> Iterator[tuple[Line, Line]]:
    """The contents of text fields that are only underlined, with their labels above: at least two of one build."""
    lists = {line.index for run in screen.columns if len(run) >= 4 for line in run}
    found: list[tuple[Line, Line]] = []
    for value in screen.lines:
        if (
            value.index in screen.in_tables
            or value.index in lists
            or value.look.box is not None
            or not value.legible
            or len(value.text) > 50
        ):
            continue
        label = screen.above(value, 1.8)
        if label is None or (len(screen.row_of(label)) >= 3 and len(screen.row_of(value)) >= 3):
            continue
        if label.text[:1].islower() or abs(label.x - value.x) > 2 * value.h or label.h > 1.2 * value.h:
            continue
        if saturation(value.look.ink) < 90 and _is_ruled(screen, value) and not _is_ruled(screen, label):
            found.append((label, value))

    def alike(a: tuple[Line, Line], b: tuple[Line, Line]) -> bool:
        across = abs((a[1].x - a[0].x) - (b[1].x - b[0].x))
        down = abs((a[1].cy - a[0].cy) - (b[1].cy - b[0].cy))
        return a[1] is not b[0] and a[0] is not b[1] and across <= 4 and down <= 4

    return iter([pair for pair in found if any(alike(pair, other) for other in found if other is not pair)])


def _is_ruled(screen: Screen, line: Line) -> bool:
    return ruled(screen.pixels, line.look.paper, line.x, line.y, line.w, line.h)


def _block_pairs(screen: Screen) -> Iterator[tuple[Line, Line]]:
    """Rows of exactly two lines, at least three under each other, both columns left-aligned: a property list."""
    rows = [row for row in screen.rows if len(row) == 2 and all(line.index not in screen.in_tables for line in row)]
    block: list[list[Line]] = []
    for row in [*rows, None]:
        if row is not None and (not block or _continues(block, row)):
            block.append(row)
            continue
        if len(block) >= 3 and all(row_[0].legible for row_ in block) and _label_like(block):
            yield from ((row_[0], row_[1]) for row_ in block)
        block = [row] if row is not None else []


def _continues(block: list[list[Line]], row: list[Line]) -> bool:
    first, last = block[0], block[-1]
    return (
        abs(row[0].x - first[0].x) <= 0.4 * first[0].h
        and abs(row[1].x - first[1].x) <= 0.4 * first[1].h
        and row[0].y - last[0].bottom <= 2.6 * last[0].h
        and row[1].x - row[0].right >= 0.5 * row[0].h
    )


def _label_like(block: list[list[Line]]) -> bool:
    """Labels begin with a capital letter, are short, and none is a bare number (line numbers, ranks)."""
    labels = [row[0].bare for row in block]
    return all(2 < len(label) <= 34 and label[0].isalpha() and label[0].isupper() for label in labels) and len(set(labels)) == len(
        labels
    )
