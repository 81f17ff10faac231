"""The lines of one image in space: rows, columns, neighbours, groups of siblings, wrapped texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from statistics import median

from ..source import DocsImage, OcrLine
from .line import Line, inside
from .marks import Outline, outlines
from .pixels import Pixels, distance, look_at
from .tables import Table, find_tables


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
                if not following.text[:1].islower() and (
                    not _goes_on(last) or len(following.text.split()) < 2 or following.text[0].isdigit()
                ):
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
        return find_tables(self.rows)

    @cached_property
    def in_tables(self) -> frozenset[int]:
        """Indices of all headers and cells."""
        cells = [cell for table in self.tables for row in table.cells for cell in row if cell]
        return frozenset(line.index for line in [*cells, *(head for table in self.tables for head in table.header)])


def _goes_on(line: Line) -> bool:
    """Whether a line is long and stops inside a sentence, so that even a capital letter may follow it."""
    return line.w >= 18 * line.h and not line.text.rstrip().endswith((".", ":", "!", "?", ")"))


def _same_text(a: Line, b: Line) -> bool:
    """Whether two lines can belong to one wrapped text: same paper, and no box around only one of them."""
    boxes = [line.look.box for line in (a, b)]
    apart = any(box is not None and not (inside(box, a) and inside(box, b)) for box in boxes)
    return not apart and distance(a.look.paper, b.look.paper) <= 8 and distance(a.look.ink, b.look.ink) <= 90


def make_screen(image: DocsImage, pixels: Pixels, lines: tuple[OcrLine, ...]) -> Screen:
    """Measures every line. The order of `lines` is the order of the screen's texts."""
    measured = [
        Line(i, line.text, line.x, line.y, line.w, line.h, line.score, look_at(pixels, line.x, line.y, line.w, line.h))
        for i, line in enumerate(lines)
    ]
    return Screen(image, measured, outlines(pixels), pixels)
