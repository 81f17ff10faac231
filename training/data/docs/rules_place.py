"""Titles, menus and tab bars, neighbours, tables: questions that the layout answers."""

from __future__ import annotations

import random
from collections.abc import Iterator

from .grammar import mention
from .layout import Screen
from .line import Line
from .tables import Table
from .turn import Turn, ask, listed

TITLE = (
    "What is the [title|heading|headline] of [this|the] [page|screen|window|dialog|picture|image|screenshot]?",
    "[Which|What] [page|screen|window|dialog|view] is this?",
    "title?",
    "What is this [page|window|dialog|screen] called?",
    "Read the [title|heading|caption at the top].",
    "What does the [title|heading|header|headline] say?",
    "What [heading|title] [stands|is shown|is written] at the top?",
    "[Give me|Tell me] the [page|window|dialog|] title.",
    "How is the [page|window|dialog] titled?",
    "what's the name of this [page|screen|window|dialog]",
    "Which [title|heading] does [it|the window|the page|the dialog] have?",
    "Where am I in the [application|product|program]?",
    "What is the largest text at the top?",
)
BELOW = (
    "What is [directly |right |immediately |]below {label}?",
    "What [stands|is written|comes] [under|below|underneath] {label}?",
    "Which [entry|item|text|line] is [under|below|beneath] {label}?",
    "[Read|Tell me] what is [just |]below {label}.",
    "What comes [right |]under {label}?",
    "Below {label}: what?",
    "text under {label}?",
    "What is the next [line|thing] [down|below] from {label}?",
    "what does it say beneath {label}",
    "Underneath {label} there is what?",
)
ABOVE = (
    "What is [directly |right |immediately |]above {label}?",
    "What [stands|is written|comes] [over|above] {label}?",
    "Which [entry|item|text|line] is above {label}?",
    "[Read|Tell me] what is [just |]above {label}.",
    "Above {label}: what?",
    "text above {label}?",
    "What does it say over {label}?",
    "what precedes {label} in the [column|list]",
)
RIGHT = (
    "What is [directly |]to the right of {label}?",
    "What [stands|is|is written] right of {label}?",
    "Which [entry|item|text] is [right of|to the right of] {label}?",
    "What [follows|comes after] {label} in [this|the] row?",
    "[Read|Tell me] what is to the right of {label}.",
    "text [right of|on the right of] {label}?",
    "What is beside {label}, on its right[ side|]?",
    "what is next to {label} on the right",
)
LEFT = (
    "What is [directly |]to the left of {label}?",
    "What [stands|is|is written] left of {label}?",
    "Which [entry|item|text] is [left of|to the left of] {label}?",
    "What [precedes|comes before] {label} in [this|the] row?",
    "[Read|Tell me] what is to the left of {label}.",
    "text [left of|on the left of] {label}?",
    "what is next to {label} on the left",
    "What is beside {label}, on its left[ side|]?",
)
AFTER = (
    "What comes [right |directly |]after {label}?",
    "Which [item|entry|option] [follows|comes after|is after] {label}?",
    "What is the next [item|entry|option] after {label}?",
    "next after {label}?",
    "What follows {label} [in the list|in the menu|]?",
    "After {label}, what is next?",
    "[Name|Tell me|Read] the [item|entry] after {label}.",
    "which one comes after {label}",
)
BEFORE = (
    "What comes [right |directly |]before {label}?",
    "Which [item|entry|option] [precedes|comes before|is before] {label}?",
    "What is the [item|entry|option] before {label}?",
    "What precedes {label}?",
    "Before {label}, what is there?",
    "[Name|Tell me|Read] the [item|entry] before {label}.",
    "which one comes before {label}",
    "previous one to {label}?",
)
FIRST_LAST = (
    "[What|Which] is the {end} [item|entry|option|label] [in|of] the {group}?",
    "What [stands|is] {end} in the {group}?",
    "{end} [item|entry] of the {group}?",
    "Which [item|entry|option] comes {end} in the {group}?",
    "[Read|Name|Tell me] the {end} [item|entry] of the {group}.",
    "In the {group}, what is {end}?",
    "The {group}: which one is {end}?",
    "which [entry|option] is {end} in the {group}",
)
CELL = (
    "What is the {column} of {row}?",
    "What [is|stands] in the {column} column for {row}?",
    "Which {column} does {row} have?",
    "What {column} is [listed|shown|given] for {row}?",
    "{column} of {row}?",
    "In the row {row}, what is the {column}?",
    "[Read|Look up|Tell me] the {column} of {row}.",
    "What does the table say for {row} under {column}?",
    "For {row}, what is {column}?",
    "what's {row}'s {column}",
    "[Find|Give me] the {column} value of {row}.",
    "Which value stands in row {row}, column {column}?",
)
CELL_AT = (
    "What is the {column} in the {place} row?",
    "Which {column} [stands|is listed|is shown] in the {place} row?",
    "What does the {place} row [show|say|have] [for|under] {column}?",
    "{column} of the {place} row?",
    "[Read|Tell me] the {column} in row {number}.",
    "Row {number}: what is the {column}?",
    "What is the {place} {column}[ in the table| in the list|]?",
    "In the {place} row, what stands under {column}?",
)
COLUMNS = (
    "[What|Which] columns [are there|does the table have|are shown]?",
    "What are the column [names|headers|headings|titles]?",
    "[Name|List] the columns [of the table|].",
    "columns of the table?",
    "Which [headers|headings] does the table have?",
    "What is the table's header?",
)
COLUMN_COUNT = (
    "How many columns [are there|does the table have|are shown]?",
    "number of columns?",
    "Count the columns.",
    "The table has how many columns?",
    "How many columns can you see?",
)
PLACES = ("first", "second", "third", "fourth", "fifth")


def place_turns(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    """All questions that positions answer."""
    title = title_line(screen)
    if title:
        yield Turn("title", "title", ask(TITLE, rng), title.ref, (title.text,))
    yield from _sibling_turns(screen, rng)
    yield from _neighbour_turns(screen, rng)
    for table in screen.tables:
        yield from _table_turns(screen, table, rng)


def title_line(screen: Screen) -> Line | None:
    """The largest line near the top, clearly larger than the rest, or a dialog's first line with its closing cross."""
    lines = [line for line in screen.lines if line.wordy]
    if len(lines) < 4:
        return None
    usual = screen.height
    tallest = max(lines, key=lambda line: line.h)
    rival = max((line.h for line in lines if line is not tallest), default=0)
    if (
        tallest.h >= 1.3 * usual
        and tallest.h >= 1.12 * rival
        and tallest.y < 0.3 * screen.image.height
        and screen.image.kind == "screenshot"
    ):
        return tallest
    top = min(screen.lines, key=lambda line: line.cy)
    row = screen.row_of(top)
    crossed = len(row) == 2 and row[1].text.strip() in ("X", "x", "×", "✕") and row[1].x > 0.8 * screen.image.width
    alone = len(row) == 1 and screen.image.height < 1.3 * screen.image.width
    centred = abs(row[0].cx - screen.image.width / 2) < 0.04 * screen.image.width
    first = row[0]
    if first.wordy and first.y < 1.2 * first.h and len(first.text) <= 50 and (crossed or (alone and centred)):
        return first
    return None


def _sibling_turns(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    """Order inside evenly spaced lists and inside bars of tabs or menus."""
    if screen.image.kind != "screenshot":
        return
    columns = [
        run
        for run in screen.columns
        if not any(line.index in screen.in_tables for line in run) and all(len(line.text) <= 34 for line in run)
    ]
    bars = [bar for bar in screen.bars if not any(line.index in screen.in_tables for line in bar)]
    for group, vertical in [(run, True) for run in columns] + [(bar, False) for bar in bars]:
        if vertical and any(line.index in screen.wrapped for line in group):
            continue
        places = [i for i, line in enumerate(group) if line.wordy and screen.said_once(line)]
        for i in rng.sample(places, min(3, len(places))):
            name = mention(group[i].text, rng, screen.texts_except(group[i]))
            if i + 1 < len(group) and rng.random() < 0.6:
                answer = f"After {group[i].ref} comes {group[i + 1].ref}."
                yield Turn("next", "after", ask(AFTER, rng, label=name), answer, (group[i + 1].text,))
            elif i > 0:
                answer = f"Before {group[i].ref} comes {group[i - 1].ref}."
                yield Turn("next", "before", ask(BEFORE, rng, label=name), answer, (group[i - 1].text,))
    if len(columns) == 1 and len(columns[0]) >= 4:
        yield _end(columns[0], rng, ("list", "column of entries", "vertical list", "column"))
    top = [bar for bar in bars if len(bar) >= 3]
    if len(top) == 1 and top[0][0].cy < 0.35 * screen.image.height and not screen.tables:
        yield _end(top[0], rng, ("row of labels at the top", "bar at the top", "top bar", "menu bar or tab bar at the top"))


def _end(group: list[Line], rng: random.Random, names: tuple[str, ...]) -> Turn:
    end = rng.choice(("first", "last"))
    line = group[0] if end == "first" else group[-1]
    return Turn("ends", end, ask(FIRST_LAST, rng, end=end, group=rng.choice(names)), line.ref, (line.text,))


def _neighbour_turns(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    """The one nearest line in a direction, where there is no doubt which it is."""
    anchors = [line for line in screen.lines if line.wordy and len(line.text) <= 40 and screen.said_once(line)]
    rng.shuffle(anchors)
    directions = (("below", BELOW, "Below"), ("above", ABOVE, "Above"), ("right", RIGHT, "Right of"), ("left", LEFT, "Left of"))
    for anchor in anchors[:6]:
        direction, templates, word = rng.choice(directions)
        found: Line | None
        if direction == "below":
            found = screen.below(anchor, 2.5)
        elif direction == "above":
            found = screen.above(anchor, 2.5)
        elif direction == "right":
            found = screen.right_of(anchor, 8)
        else:
            found = screen.left_of(anchor, 8)
        if found is None or not found.legible:
            continue
        name = mention(anchor.text, rng, screen.texts_except(anchor))
        yield Turn("near", direction, ask(templates, rng, label=name), f"{word} {anchor.ref} is {found.ref}.", (found.text,))


def _table_turns(screen: Screen, table: Table, rng: random.Random) -> Iterator[Turn]:
    names = [line.key for line in table.header]
    if len(set(names)) != len(names):
        return
    keys = next((c for c in range(len(table.header)) if _is_key(screen, table, c)), None)
    wordy = [c for c, head in enumerate(table.header) if len(head.bare) >= 2 and screen.said_once(head)]
    if keys is not None and wordy:
        rows = [row for row in table.cells if row[keys] is not None]
        for row in rng.sample(rows, min(4, len(rows))):
            filled = [c for c in wordy if c != keys and _readable(row[c])]
            if not filled:
                continue
            column = rng.choice(filled)
            key, cell = row[keys], row[column]
            assert key is not None and cell is not None
            said = mention(key.text, rng)
            question = ask(CELL, rng, column=mention(table.header[column].text, rng), row=said)
            yield Turn("cell", "cell", question, f"{key.ref}: {cell.ref}", (cell.text,))
    dense = all(sum(cell is not None for cell in row) >= 2 for row in table.cells)
    if dense and wordy:
        place = rng.randrange(min(len(table.cells), 5))
        filled = [c for c in wordy if _readable(table.cells[place][c])]
        if filled:
            column = rng.choice(filled)
            cell = table.cells[place][column]
            assert cell is not None
            question = ask(CELL_AT, rng, column=mention(table.header[column].text, rng), place=PLACES[place], number=str(place + 1))
            yield Turn("cell", "cell-at", question, cell.ref, (cell.text,))
    if len(screen.tables) == 1 and all(head.wordy for head in table.header):
        if len(table.header) == 3:
            yield Turn(
                "columns", "columns", ask(COLUMNS, rng), listed(table.header) + ".", tuple(head.text for head in table.header)
            )
        elif len(table.header) <= 6 and all(
            b.x - a.right <= 12 * a.h for a, b in zip(table.header, table.header[1:], strict=False)
        ):
            count = len(table.header)
            yield Turn("columns", "column-count", ask(COLUMN_COUNT, rng), f"{count} columns.", (str(count),))


def _readable(cell: Line | None) -> bool:
    return cell is not None and cell.score >= 0.9 and any(c.isalnum() and c.isascii() for c in cell.text)


def _is_key(screen: Screen, table: Table, column: int) -> bool:
    """A column whose texts name the rows: words, each said once in the whole image."""
    cells = [row[column] for row in table.cells]
    named = [cell for cell in cells if cell is not None]
    return len(named) >= 2 and len(named) >= 0.8 * len(cells) and all(cell.wordy and screen.said_once(cell) for cell in named)
