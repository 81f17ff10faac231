"""The lines of one image in space: rows, columns, neighbours, groups of siblings, tables, fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median

from ..source import DocsImage, OcrLine
from .grammar import bare, content_words
from .pixels import Look, Outline, Pixels, Rect, distance, look_at, luminance, outlines


@dataclass(frozen=True)
class Line:
    """An OCR line with its index in the screen's texts and what its pixels look like."""

    index: int
    text: str
    x: float
    y: float
    w: float
    h: float
    score: float
    look: Look

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def cx(self) -> float:
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        return self.y + self.h / 2

    @property
    def ref(self) -> str:
        return f"<|t{self.index}|>"

    @cached_property
    def bare(self) -> str:
        return bare(self.text)

    @cached_property
    def key(self) -> str:
        return normalised(self.text)

    @cached_property
    def legible(self) -> bool:
        """Read with confidence and more than an icon misread as a letter."""
        letters = sum(c.isalnum() and c.isascii() for c in self.text)
        return self.score >= 0.9 and letters >= 2 and letters >= 0.5 * len(self.text.replace(" ", ""))

    @cached_property
    def wordy(self) -> bool:
        """Legible, with at least one real word: fit to be named in a question."""
        return self.legible and bool(content_words(self.bare)) and len(self.bare) <= 60


def normalised(text: str) -> str:
    """Lower case, letters and digits only, for comparisons that ignore spacing and punctuation."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())


ICON = re.compile(r"^(\W{1,3}|[A-Za-z]|[^\x00-\x7f]+|ABC|AC|A[Bb8]|1\.2|ABC ?123|[↑↓v]\W?)$")
"""What icons are read as; in a table they are no cells."""


def contrast(line: Line) -> float:
    """Luminance difference of ink and paper, 0…255."""
    return abs(luminance(line.look.paper) - luminance(line.look.ink))


def is_icon(line: Line) -> bool:
    return bool(ICON.match(line.text.strip())) and line.w <= 3 * line.h


def _heads(line: Line) -> bool:
    """Fit for a column's name: begins like a name, has letters, is short."""
    return line.score >= 0.75 and 2 <= len(line.bare) <= 32 and not line.text.startswith(("_", "(", "<", "/"))


def _named(line: Line) -> bool:
    """Mostly letters: a word over numbers, not the first number."""
    return sum(c.isdigit() for c in line.bare) <= 0.3 * len(line.bare)


NUMBER = re.compile(r"^[\s$€£+-]*\d[\d\s.,:/%-]*([AP]M|[KMG]i?B|ms|s|%)?$", re.I)


def _stands_out(header: list[Line], cells: list[list[Line | None]]) -> bool:
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
    return (paper > 5 and paper >= 2 * paper_below) or (ink > 45 and ink >= 2 * ink_below) or (numeric and all(_named(head) for head in header))


@dataclass
class Table:
    """A header row and the cells under it: `cells[row][column]`, `None` where a cell is empty or was not read."""

    header: list[Line]
    cells: list[list[Line | None]]


@dataclass
class Screen:
    """All that the rules look at."""

    image: DocsImage
    lines: list[Line]
    outlines: list[Outline]
    pixels: Pixels = field(repr=False)

    @cached_property
    def keys(self) -> list[str]:
        return [line.key for line in self.lines]

    @cached_property
    def height(self) -> float:
        """The usual line height."""
        return median([line.h for line in self.lines]) if self.lines else 16.0

    def unique(self, line: Line) -> bool:
        """Whether no other line says the same or contains it as a whole: naming it points at one place only."""
        return bool(line.key) and sum(line.key in key for key in self.keys) == 1

    def said_once(self, line: Line) -> bool:
        """Whether no other line says exactly the same."""
        return self.keys.count(line.key) == 1

    def texts_except(self, line: Line) -> list[str]:
        return [other.text for other in self.lines if other is not line]

    @cached_property
    def rows(self) -> list[list[Line]]:
        """Lines grouped by vertical centre, each row from left to right, rows from top to bottom."""
        rows: list[list[Line]] = []
        for line in sorted(self.lines, key=lambda candidate: candidate.cy):
            row = next((r for r in rows[-4:] if all(abs(m.cy - line.cy) <= 0.4 * min(m.h, line.h) for m in r)), None)
            if row is None:
                rows.append([line])
            else:
                row.append(line)
        for row in rows:
            row.sort(key=lambda member: member.x)
        return rows

    @cached_property
    def _row_of(self) -> dict[int, list[Line]]:
        return {line.index: row for row in self.rows for line in row}

    def row_of(self, line: Line) -> list[Line]:
        return self._row_of[line.index]

    def right_of(self, line: Line, reach: float = 12) -> Line | None:
        """The next line in the row, at most `reach` line heights away."""
        row = self.row_of(line)
        place = row.index(line)
        if place + 1 == len(row):
            return None
        following = row[place + 1]
        return following if 0 <= following.x - line.right <= reach * line.h else None

    def left_of(self, line: Line, reach: float = 12) -> Line | None:
        row = self.row_of(line)
        place = row.index(line)
        if place == 0:
            return None
        before = row[place - 1]
        return before if 0 <= line.x - before.right <= reach * line.h else None

    def below(self, line: Line, reach: float = 3) -> Line | None:
        """The only nearest line underneath that overlaps horizontally by half of the narrower one."""
        return self._stacked(line, reach, 1)

    def above(self, line: Line, reach: float = 3) -> Line | None:
        return self._stacked(line, reach, -1)

    def _stacked(self, line: Line, reach: float, direction: int) -> Line | None:
        found: list[tuple[float, Line]] = []
        for other in self.lines:
            gap = other.y - line.bottom if direction > 0 else line.y - other.bottom
            overlap = min(line.right, other.right) - max(line.x, other.x)
            if other is line or overlap < 0.5 * min(line.w, other.w) or not -0.45 * line.h <= gap <= reach * line.h:
                continue
            if (other.cy - line.cy) * direction > 0:
                found.append((gap, other))
        found.sort(key=lambda pair: pair[0])
        if not found or (len(found) > 1 and found[1][0] - found[0][0] < 0.5 * line.h):
            return None
        return found[0][1]

    @cached_property
    def columns(self) -> list[list[Line]]:
        """Runs of at least three left-aligned lines at an even pitch: menus, navigation, lists, one column of a form."""
        ordered = sorted((line for line in self.lines if line.legible), key=lambda line: line.cy)
        taken: set[int] = set()
        groups: list[list[Line]] = []
        for first in ordered:
            if first.index in taken:
                continue
            run = [first]
            for line in ordered:
                last = run[-1]
                pitch = line.cy - last.cy
                if line.index in taken or pitch < 0.8 * last.h or abs(line.x - first.x) > 0.35 * first.h:
                    continue
                if pitch > 4 * first.h or abs(line.h - first.h) > 0.3 * first.h:
                    break
                if len(run) >= 2 and abs(pitch - (run[1].cy - run[0].cy)) > 0.22 * (run[1].cy - run[0].cy):
                    break
                run.append(line)
            if len(run) >= 3 and not self._interrupted(run):
                groups.append(run)
                taken.update(line.index for line in run)
        return groups

    def _interrupted(self, run: list[Line]) -> bool:
        """Whether other lines stand between the members of a column (then it is no list)."""
        members = {line.index for line in run}
        left = min(line.x for line in run)
        right = max(line.right for line in run)
        return any(
            line.index not in members
            and run[0].y < line.cy < run[-1].bottom
            and min(right, line.right) - max(left, line.x) > 0.3 * min(line.w, right - left)
            for line in self.lines
        )

    @cached_property
    def bars(self) -> list[list[Line]]:
        """Whole rows of at least three short labels of one height: tabs, menu bars, tool bars, table headers."""
        return [
            row
            for row in self.rows
            if len(row) >= 3
            and all(line.legible and len(line.text) <= 26 for line in row)
            and max(line.h for line in row) <= 1.35 * min(line.h for line in row)
            and all(b.x - a.right >= 0.35 * a.h for a, b in zip(row, row[1:], strict=False))
        ]

    @cached_property
    def paragraphs(self) -> list[list[Line]]:
        """Wrapped text: consecutive left-aligned lines at text pitch, all but the last nearly as wide as the widest."""
        found: list[list[Line]] = []
        used: set[int] = set()
        for line in sorted(self.lines, key=lambda candidate: candidate.y):
            if line.index in used:
                continue
            run = [line]
            while True:
                last = run[-1]
                following = next(
                    (
                        other
                        for other in self.lines
                        if other.index not in used
                        and other is not last
                        and abs(other.x - line.x) <= 0.5 * line.h
                        and 0 < other.cy - last.cy <= 1.55 * line.h
                        and abs(other.h - line.h) <= 0.3 * line.h
                        and _same_text(last, other)
                    ),
                    None,
                )
                if following is None or last.w < 9 * last.h or last.w < 0.72 * max(member.w for member in run):
                    break
                widest = max(member.w for member in (*run, following))
                if last.w < (0.6 if following.text[:1].islower() else 0.86) * widest:
                    break
                if following.text[:1].isupper() and last.text.rstrip().endswith((".", ":", "!", "?")):
                    break
                run.append(following)
            if len(run) >= 2:
                found.append(run)
                used.update(member.index for member in run)
        return found

    @cached_property
    def wrapped(self) -> frozenset[int]:
        """Indices of lines that are part of a wrapped text: alone they are half a sentence."""
        return frozenset(line.index for run in self.paragraphs for line in run)

    @cached_property
    def tables(self) -> list[Table]:
        """Header rows with further rows whose cells stand under the headers: two rows under three headers, or three under two."""
        found: list[Table] = []
        used: set[int] = set()
        rows = [[line for line in row if not is_icon(line)] for row in self.rows]
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
            if len(full) >= (2 if len(header) > 2 else 3) and len(full) >= 0.7 * len(cells) and _stands_out(header, cells):
                found.append(Table(header, cells))
                used.update(line.index for line in header)
                used.update(cell.index for row in cells for cell in row if cell)
        return found


def _same_text(a: Line, b: Line) -> bool:
    """Whether two lines can belong to one wrapped text: same paper, and no box around only one of them."""
    boxes = [line.look.box for line in (a, b)]
    apart = any(box is not None and not (inside(box, a) and inside(box, b)) for box in boxes)
    return not apart and distance(a.look.paper, b.look.paper) <= 8 and distance(a.look.ink, b.look.ink) <= 90


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
    """Whether a line stands in the column of header `c`: between its beginning and that of the next one."""
    head = header[c]
    end = starts[c + 1] if c + 1 < len(starts) else head.right + 8 * head.h
    return head.x - 1.2 * head.h <= line.x and line.right <= end + 0.2 * head.h


def make_screen(image: DocsImage, pixels: Pixels, lines: tuple[OcrLine, ...]) -> Screen:
    """Measures every line. The order of `lines` is the order of the screen's texts."""
    measured = [
        Line(i, line.text, line.x, line.y, line.w, line.h, line.score, look_at(pixels, line.x, line.y, line.w, line.h))
        for i, line in enumerate(lines)
    ]
    return Screen(image, measured, outlines(pixels), pixels)


def is_own_box(line: Line, rect: Rect) -> bool:
    """Whether the rectangle is the box found around the line itself."""
    box = line.look.box
    return box is not None and max(abs(box.left - rect.left), abs(box.top - rect.top), abs(box.bottom - rect.bottom)) < 11


def inside(rect: Rect, line: Line) -> bool:
    return rect.contains(line.cx, line.cy)
