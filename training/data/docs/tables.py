"""Tables: a header row and the cells that stand under it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .line import Line, contrast, is_icon
from .pixels import distance


@dataclass
class Table:
    """A header row and the cells under it: `cells[row][column]`, `None` where a cell is empty or was not read."""

    header: list[Line]
    cells: list[list[Line | None]]


def find_tables(all_rows: list[list[Line]]) -> list[Table]:
    """Header rows with further rows whose cells stand under the headers: two rows under three headers, or three under two."""
    found: list[Table] = []
    used: set[int] = set()
    rows = [[line for line in row if not is_icon(line)] for row in all_rows]
    for place, header in enumerate(rows):
        if len(header) < 2 or any(line.index in used for line in header) or not all(_heads(line) for line in header):
            continue
        starts = [line.x for line in header]
        cells: list[list[Line | None]] = []
        last, misfits = header[0].bottom, 0
        for row in rows[place + 1 :]:
            if not row:
                continue
            if row[0].y - last > 3.5 * header[0].h:
                break
            assigned = _assign(row, header, starts)
            misfits += assigned is None
            if misfits > 0.3 * (len(cells) + 1):
                break
            cells.append(assigned or [None] * len(header))
            last = row[0].bottom
        full = [row for row in cells if sum(cell is not None for cell in row) >= max(2, 0.6 * len(header))]
        if (
            len(full) >= (2 if len(header) > 2 else 3)
            and len(full) >= 0.7 * len(cells)
            and _stands_out(header, cells, rows[place - 1] if place else [])
        ):
            found.append(Table(header, cells))
            used.update(line.index for line in header)
            used.update(cell.index for row in cells for cell in row if cell)
    return found


def _heads(line: Line) -> bool:
    """Fit for a column's name: begins like a name, has letters, is short."""
    return line.score >= 0.75 and 2 <= len(line.bare) <= 32 and not line.text.startswith(("_", "(", "<", "/"))


def _named(line: Line) -> bool:
    """Mostly letters: a word over numbers, not the first number."""
    return sum(c.isdigit() for c in line.bare) <= 0.3 * len(line.bare)


NUMBER = re.compile(r"^[\s$€£+-]*\d[\d\s.,:/%-]*([AP]M|[KMG]i?B|ms|s|%)?$", re.I)


def _stands_out(header: list[Line], cells: list[list[Line | None]], above: list[Line]) -> bool:
    """Whether the first row is a header and not just the first entry: another paper, another ink, or words over numbers."""
    first = [(head, cell) for head, cell in zip(header, cells[0], strict=True) if cell is not None]
    second = [(a, b) for a, b in zip(cells[0], cells[1], strict=True) if a is not None and b is not None] if len(cells) > 1 else []
    inner = [cell.text for row in cells for cell in row if cell]
    labelled = sum(text.endswith((":", "*")) or bool(re.search(r"\w: |[①ⓘ]", text)) for text in inner)
    if not first or not second or labelled > 0.25 * len(inner):
        return False
    if min(contrast(head) for head in header) < 0.75 * max(contrast(cell) for _, cell in first):
        return False
    paper = min(distance(head.look.paper, cell.look.paper) for head, cell in first)
    paper_below = max(distance(a.look.paper, b.look.paper) for a, b in second)
    ink = min(distance(head.look.ink, cell.look.ink) for head, cell in first)
    ink_below = max(distance(a.look.ink, b.look.ink) for a, b in second)
    numeric = any(
        sum(bool(NUMBER.match(row[c].text)) for row in cells if row[c]) >= 0.7 * max(1, sum(row[c] is not None for row in cells))
        and any(row[c] is not None for row in cells)
        for c in range(len(header))
    )
    left = [row[0].text for row in cells if row[0] is not None]
    if left and all(text.isdigit() for text in left):
        return False
    fits = (
        _assign(above, header, [head.x for head in header]) if above and header[0].y - above[0].bottom < 2.4 * header[0].h else None
    )
    continues = fits is not None and sum(cell is not None for cell in fits) >= 2
    if paper <= 5 and (continues or any(len(head.bare) < 3 for head in header)):
        return False
    return (
        (paper > 5 and paper >= 2 * paper_below)
        or (ink > 45 and ink >= 2 * ink_below)
        or (numeric and all(_named(head) for head in header))
    )


def _assign(row: list[Line], header: list[Line], starts: list[float]) -> list[Line | None] | None:
    """Which column each line of a row stands in; `None` if one stands in none or two share one."""
    cells: list[Line | None] = [None] * len(header)
    for line in row:
        if line.right < starts[0] - 0.5 * line.h or (line.cx < starts[0] and line.text.strip().isdigit()):
            continue
        column = next((c for c in range(len(header)) if _under(line, header, starts, c)), None)
        if column is None or cells[column] is not None:
            return None
        cells[column] = line
    return cells


def _under(line: Line, header: list[Line], starts: list[float], c: int) -> bool:
    """Whether a line stands in the column of header `c`: between its beginning and that of the next one, or flush right with it."""
    head = header[c]
    end = starts[c + 1] if c + 1 < len(starts) else head.right + 8 * head.h
    if head.x - 1.2 * head.h <= line.x and line.right <= end + 0.2 * head.h:
        return True
    right_aligned = abs(line.right - head.right) <= 0.7 * head.h
    return right_aligned and (c == 0 or line.x >= header[c - 1].right - 0.2 * head.h)
