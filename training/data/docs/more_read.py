"""Reading real pictures: what a pattern or a corner picks out beyond doubt, `Key: value` lines, steps, errors, texts under headings."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from .grammar import content_words, mention
from .layout import Screen
from .line import Line
from .more_words import meant
from .rules_form import INLINE
from .rules_read import STARTS
from .turn import Turn, ask

_SIGNS = r"[={}\[\]<>;|\\]"
KINDS: dict[str, tuple[re.Pattern[str], tuple[str, ...]]] = {
    "url": (re.compile(r"(https?://|www\.)\S{4,}", re.I), ("URL", "web address", "address", "link", "address of the site")),
    "email": (re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}\b"), ("e-mail address", "email", "mail address", "e-mail")),
    "ip": (re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"), ("IP address", "IP")),
    "guid": (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-", re.I), ("GUID", "unique identifier", "UUID", "long ID")),
    "version": (
        re.compile(r"\b(version:? ?\d+(\.\d+)*|v\d+\.\d+(\.\d+)*)\b", re.I),
        ("version", "version number", "release number"),
    ),
    "percent": (re.compile(r"(?<![\w.%])\d{1,3}(\.\d+)? ?%(?!\w)"), ("percentage", "percent value", "share in percent")),
    "price": (re.compile(r"(?<!\w)[$€£] ?\d[\d,.]*(?![\w$])"), ("price", "amount of money", "cost")),
    "command": (
        re.compile(
            r"^[\w@:~/.\\ -]{0,30}[$>#%]? ?(sudo |npm (i|install|run|start|test)\b|npx |pip3? install |git (clone|commit|push|pull|add|status) ?|"
            r"docker (run|build|pull|compose|ps)\b|kubectl (get|apply|create|describe|delete|logs) |dotnet (new|run|build|add) |curl -|"
            r"helm (install|repo|upgrade) |python3? \S+\.py\b|mvn \w)"
        ),
        ("command", "shell command", "command line", "command that is run"),
    ),
}
BY_KIND = (
    "What is the {kind}?", "Which {kind} is [shown|displayed|given|visible]?", "Read the {kind}.", "{kind}?", "[Give|Tell] me the {kind}.",
    "What {kind} [do you see|can be seen|appears][ here| in the picture|]?", "[Copy|Quote] the {kind}.", "what does the {kind} say",
    "the {kind} please", "I need the {kind}.", "Which {kind} does [it|the picture|the screenshot] show?", "Can you read the {kind}?",
    "Extract the {kind}.", "what's the {kind}", "Is there a {kind}? Which?",
)  # fmt: skip
ERROR = re.compile(
    r"^\W{0,3}(error\b\s?[:(]|error [A-Z]{2,}\d+|\w+(Error|Exception)\b\s?:|(cannot|could not|couldn't|unable to|failed to|can't) \w+|"
    r".{0,60}\b(is invalid|is not valid|was not found|not found[.!]?$|is required\.|already exists|access denied|went wrong\b))",
    re.I,
)
ASK_ERROR = (
    "What does the error [message |]say?", "Read the error[ message|].", "What is the error?", "What went wrong?", "error?",
    "Which error is [shown|displayed]?", "What is the problem[ here|]?", "Quote the error[ message|].", "Why did it fail?", "what's wrong here",
    "Which problem is reported?", "What error do you see?", "Tell me what the error says.", "Why doesn't it work?", "error text",
)  # fmt: skip
CORNERS = {
    "top left": (0, 0), "top right": (1, 0), "bottom left": (0, 1), "bottom right": (1, 1),
}  # fmt: skip
CORNER = (
    "What [is|stands|is written] in the {corner} corner?", "[Which|What] text is [at|in] the {corner}?", "{corner} corner?",
    "Read [the text|what is] in the {corner} corner.", "What does it say [at|in] the {corner}?", "what is at the {corner}",
    "What can [I|you] read [at|in] the {corner}[ corner|]?", "The text in the {corner}?",
)  # fmt: skip
LARGEST = (
    "[What|Which] text is [the largest|the biggest|set in the largest type]?", "What does the largest text say?", "biggest text?",
    "Read the largest [text|line|words].", "Which [line|words] [stand|are] in the biggest letters?", "what is written largest",
    "What is written in big letters?",
)  # fmt: skip
STEP = (
    "What is step {n}?", "What does step {n} say?", "Read step {n}.", "step {n}?", "What [do|should] I do in step {n}?",
    "Which step is number {n}?", "What stands at number {n}?", "Read [item|point|number] {n}.",
)  # fmt: skip
UNDER = (
    "What does [the text|it say] [under|below] {label}[ say|]?", "Read the text [under|below] {label}.", "What is written [under|below] {label}?",
    "Which text [stands|is] [under|below] {label}?", "How is {label} [described|explained]?", "What does it say about {label}?",
    "Explain {label}.", "{label}: what does the text say?", "description of {label}?", "What is said under {label}?",
)  # fmt: skip
FIND = (
    "Which [line|text|entry] [mentions|contains|talks about|refers to] {words}?", "Where does it [say|mention] {words}?",
    "What does it say about {words}?", "Find [the text about |the line with |]{words}.", "[Quote|Read] the [line|text] [with|that mentions] {words}.",
    "Where is {words}?", "Where [can I|do I] find {words}[ here|]?", "what is said about {words}", "Read me the [part|line] with {words}.",
    "I'm looking for {words}.", "Is {words} mentioned? Where?", "Which [item|entry|line] has to do with {words}?",
)  # fmt: skip
BEGINS = tuple(template for template in STARTS if "What comes after" not in template)
PAIR = re.compile(r"^([A-Z][A-Za-z]+(?: [A-Za-z]+){0,3}) ?[:：] (\S.{0,50})$")
CODE = (
    ("class", re.compile(r"^\W{0,3}(public |internal |export |abstract |sealed |static )*class [A-Z]\w+"),
     ("[Which|What] class is [declared|defined|shown]?", "What is the class called?", "class?", "Read the line with the class.")),
    ("import", re.compile(r"^(import [\w.{ ]+|from [\w.]+ import .+|using [A-Z][\w.]+;|#include .+)"),
     ("What is imported?", "[Which|What] [module|library|package] is imported?", "Read the import[ line|].", "import?")),
    ("definition", re.compile(r"^(async )?(def|function|func|fun) \w+ ?\("),
     ("[Which|What] function is defined?", "What is the function called?", "Read the line that defines the function.", "function?")),
)  # fmt: skip


def whole(screen: Screen, line: Line) -> list[Line] | None:
    """The line, or the wrapped text that it begins if that has at most four lines; None inside of a text, and where the rows of a list
    look like one: a row that goes on begins in lower case."""
    for run in screen.paragraphs:
        if line in run:
            sure = all(after.text[:1].islower() for after in run[1:])
            return run if run[0] is line and len(run) <= 4 and sure else None
    return [line]


def refs(lines: list[Line]) -> str:
    return " ".join(line.ref for line in lines)


def quoted(text: str, rng: random.Random) -> str:
    return rng.choice((text, text, f'"{text}"', f"'{text}'", f"“{text}”"))


def read_more(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    """All questions about what is written."""
    for kind, (pattern, names) in KINDS.items():
        hits = [line for line in screen.lines if pattern.search(line.text)]
        run = whole(screen, hits[0]) if len(hits) == 1 and hits[0].score >= 0.9 else None
        if run is not None and len(run) == 1:
            for _ in range(2):
                yield Turn("kind", kind, ask(BY_KIND, rng, kind=rng.choice(names)), hits[0].ref, (hits[0].text,))
    errors = [line for line in screen.lines if ERROR.search(line.text)]
    if len(errors) == 1 and errors[0].legible and len(errors[0].text.split()) >= 3 and screen.image.kind == "screenshot":
        run = whole(screen, errors[0])
        if run is not None and not re.search(_SIGNS, errors[0].text):
            for _ in range(2):
                yield Turn("kind", "error", ask(ASK_ERROR, rng), refs(run), (errors[0].text,))
    for name, code, templates in CODE:
        hits = [line for line in screen.lines if code.search(line.text)]
        if len(hits) == 1 and hits[0].score >= 0.9:
            yield Turn("kind", name, ask(templates, rng), hits[0].ref, (hits[0].text,))
    yield from _inline(screen, rng)
    yield from _placed(screen, rng)
    yield from _steps(screen, rng)
    yield from _under(screen, rng)
    yield from _find(screen, rng)


def _inline(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    for line in screen.lines:
        match = PAIR.match(line.text.strip())
        if not match or line.score < 0.93 or line.index in screen.wrapped or re.search(r"[={}\[\]<>;|\\\"']", line.text):
            continue
        key, value = match.group(1), match.group(2)
        if key.lower() in ("note", "tip", "warning", "important", "error", "example", "step", "new", "info", "caution"):
            continue
        prose = len(value.split()) > 6 or value.endswith((":", ",")) or value.startswith("//")
        neighbours = screen.right_of(line, 3) is not None and value.endswith("...")
        if prose or neighbours or sum(key.lower() in other.text.lower() for other in screen.lines) > 1:
            continue
        name = rng.choice((key, key.lower(), f'"{key}"'))
        for _ in range(2):
            yield Turn("inline", "value-in-line", ask(INLINE, rng, label=name), line.ref, (value,))
        if asked := meant(key):
            yield Turn("inline", "value-meant", ask(asked, rng), line.ref, (value,))


def _placed(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    """The text nearest to a corner, and the largest."""
    width, height = screen.image.width, screen.image.height
    for name, (right, low) in CORNERS.items():

        def away(line: Line, right: int = right, low: int = low) -> float:
            across = width - line.right if right else line.x
            down = height - line.bottom if low else line.y
            return max(across, 0) / width + max(down, 0) / height

        ranked = sorted((line for line in screen.lines if line.h >= 0.5 * screen.height), key=away)
        if len(ranked) < 2 or not ranked[0].legible or ranked[0].index in screen.wrapped or len(ranked[0].text) > 50:
            continue
        near = away(ranked[0])
        if near <= 0.12 and away(ranked[1]) - near >= 0.06 and ranked[0].w < 0.45 * width:
            yield Turn("corner", "corner", ask(CORNER, rng, corner=name), ranked[0].ref, (ranked[0].text,))
    tall = sorted(screen.lines, key=lambda line: -line.h)
    if tall[0].wordy and tall[0].h >= 1.35 * tall[1].h and tall[0].index not in screen.wrapped:
        yield Turn("title", "largest", ask(LARGEST, rng), tall[0].ref, (tall[0].text,))


def _steps(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    """Lines that begin with 1., 2., 3. …, each number once."""
    steps = [(int(match.group(1)), line) for line in screen.lines if (match := re.match(r"^(\d)[.)] ?[A-Z]\w+ \w", line.text))]
    numbers = [number for number, _ in steps]
    if len(steps) >= 2 and len(set(numbers)) == len(numbers) and 1 in numbers:
        for number, line in rng.sample(steps, min(2, len(steps))):
            if run := whole(screen, line):
                yield Turn("step", "step", ask(STEP, rng, n=str(number)), refs(run), (line.text,))


def _under(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    """A heading, and the wrapped text directly under it."""
    for run in screen.paragraphs:
        first = run[0]
        if whole(screen, first) is None or not all(line.legible for line in run) or len(first.text.split()) < 4:
            continue
        head = screen.above(first, 1.2)
        if (
            head is None
            or not head.wordy
            or head.index in screen.wrapped
            or abs(head.x - first.x) > 0.4 * head.h
            or len(head.text) > 40
            or head.text.endswith((".", ",", ":"))
            or head.h < 0.95 * first.h
            or not head.text[0].isupper()
            or not first.text[0].isupper()
            or not screen.said_once(head)
            or len(screen.row_of(head)) > 1
            or head.w > 0.7 * max(line.w for line in run)
        ):
            continue
        name = mention(head.text, rng, screen.texts_except(head))
        yield Turn("under", "text-under", ask(UNDER, rng, label=name), refs(run), (first.text,))


def _find(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    everything = " ".join(line.text.lower() for line in screen.lines)
    for line in screen.lines:
        tokens = line.text.split()
        if not line.legible or len(tokens) < 3 or not screen.said_once(line) or line.score < 0.95:
            continue
        run = whole(screen, line)
        if run is None:
            continue
        rare = [word for word in content_words(" ".join(member.text for member in run)) if len(word) >= 5 and everything.count(word) == 1]
        if rare and rng.random() < 0.6:
            yield Turn("find", "find", ask(FIND, rng, words=quoted(rng.choice(rare), rng)), refs(run), (line.text,))
        if len(tokens) >= 5 and rng.random() < 0.4:
            start = " ".join(tokens[: rng.randint(2, 3)])
            if everything.count(start.lower()) == 1 and start[0].isalpha():
                yield Turn("find", "starts-with", ask(BEGINS, rng, words=quoted(start, rng)), refs(run), (line.text,))
