"""From text to ids, as `src/model/prompt.ts` does it (docs/nano.md 1.6)."""

from __future__ import annotations

import re
from pathlib import Path

from tokenizers import Tokenizer

END, PAD, USER, ASSISTANT, IMAGE, LOOK, LOOKED = range(7)
LINE_TOKENS = 32
"""A line's text is cut after so many tokens in the prompt (never in a quote)."""
LEX_TOKENS = 24
"""So many tokens of a line reach the line encoder."""

MARKER = re.compile(r"<\|t(\d+)\|>")
LOOKS = re.compile(r"<\|look\|>(.*?)<\|looked\|>")
SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """Lower case, white space collapsed: what line text and questions look like in a prompt."""
    return SPACE.sub(" ", text).strip().lower()


class PromptEncoder:
    def __init__(self, tokenizer: Path):
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.vocab_size = self.tokenizer.get_vocab_size()

    def text(self, text: str) -> list[int]:
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def line(self, text: str) -> list[int]:
        """Ids of a line's text, uncut."""
        return self.text(" " + fold(text))

    def question(self, text: str) -> list[int]:
        return [USER, *self.text(" " + fold(text)), ASSISTANT]

    def answer(self, answer: str, line_of_text: dict[int, int]) -> list[int] | None:
        """Ids of an answer whose `<|tN|>` name texts; `line_of_text` maps N to the line it became. None where a text it names
        was not read. The space before a reference is not spelled: the reader of the answer puts it there. What stands between `<|look|>` and
        `<|looked|>` is looked at, one line after the other in the order of lines, each behind its number."""
        ids: list[int] = []
        for i, part in enumerate(LOOKS.split(answer)):
            said = self._look(part, line_of_text) if i % 2 == 1 else self._words(part, line_of_text)
            if said is None:
                return None
            ids += said
        return [*ids, END]

    def _look(self, part: str, line_of_text: dict[int, int]) -> list[int] | None:
        lines = [line_of_text.get(int(text)) for text in MARKER.findall(part)]
        known = sorted({line for line in lines if line is not None})
        if len(known) < len(lines):
            return None
        counted = [id for n, line in enumerate(known) for id in (*self.text(f" {n + 1}"), self.vocab_size + line)]
        return [LOOK, *counted, LOOKED]

    def _words(self, words: str, line_of_text: dict[int, int]) -> list[int] | None:
        ids: list[int] = []
        parts = MARKER.split(words)
        for i, part in enumerate(parts):
            if i % 2 == 1:
                line = line_of_text.get(int(part))
                if line is None:
                    return None
                if self.vocab_size + line not in ids:
                    ids.append(self.vocab_size + line)
                elif ids[-1] != self.vocab_size + line:
                    return None  # two texts were read as one line: "a is a" says nothing
            elif part.strip():
                part = part.rstrip() if i + 1 < len(parts) else part
                ids += self.text(" " + part.lstrip() if not ids else part)
        return ids
