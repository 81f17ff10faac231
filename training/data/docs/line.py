"""One OCR line: where it stands, what it says, what it looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from .grammar import bare, content_words
from .pixels import Look, Rect, luminance


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
        return self.legible and any(word.isalpha() for word in content_words(self.bare)) and len(self.bare) <= 60


def normalised(text: str) -> str:
    """Lower case, letters and digits only, for comparisons that ignore spacing and punctuation."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def contrast(line: Line) -> float:
    """Luminance difference of ink and paper, 0…255."""
    return abs(luminance(line.look.paper) - luminance(line.look.ink))


ICON = re.compile(r"^(\W{1,3}|[A-Za-z]|[^\x00-\x7f]+|ABC|AC|A[Bb8]|1\.2|ABC ?123|[↑↓v]\W?)$")
"""What icons are read as; in a table they are no cells."""


def is_icon(line: Line) -> bool:
    return bool(ICON.match(line.text.strip())) and line.w <= 3 * line.h


def is_own_box(line: Line, rect: Rect) -> bool:
    """Whether the rectangle is the box found around the line itself."""
    box = line.look.box
    return box is not None and max(abs(box.left - rect.left), abs(box.top - rect.top), abs(box.bottom - rect.bottom)) < 11


def inside(rect: Rect, line: Line) -> bool:
    return rect.contains(line.cx, line.cy)
