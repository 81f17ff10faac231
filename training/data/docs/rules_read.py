"""Reading by kind, finding by words, presence and absence."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from .grammar import content_words, expand, mention
from .layout import Screen
from .line import Line
from .turn import ABSENT, Turn, ask

COMMAND = (
    r"^\W{0,3}(sudo \w|npm (i|install|run)\b|npx \w|pip3? install|git (clone|commit|push|pull|checkout|add) |"
    r"docker (run|build|pull|compose|ps)|kubectl (get|apply|create|describe|delete|logs)|az \w+ \w|"
    r"dotnet (new|run|build|add|tool|workload) ?|curl (-|http)|helm (install|repo|upgrade)|cd \S|python3? \S+\.py|"
    r"conda (install|create|activate)|mvn \w|\./\w)"
)
KINDS: dict[str, tuple[re.Pattern[str], tuple[str, ...]]] = {
    "url": (
        re.compile(r"(https?://|www\.)\S{3,}", re.I),
        (
            "[URL|web address|link|address]",
            "[URL|web address] [shown|displayed|in the picture]",
            "address of the [page|site|server]",
        ),
    ),
    "email": (
        re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}"),
        ("[e-mail|email|mail] address", "[e-mail|email]", "address to [write|mail] to"),
    ),
    "ip": (re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"), ("IP address", "IP", "[IPv4|IP] address [shown|displayed]")),
    "guid": (
        re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{3,4}-", re.I),
        ("[GUID|identifier|ID]", "[unique identifier|UUID]", "long [ID|identifier]"),
    ),
    "version": (
        re.compile(r"(?<![/\w.])v(ersion)?\.? ?\d+(\.\d+)+", re.I),
        ("version", "version number", "[program|software|product] version"),
    ),
    "percent": (re.compile(r"(?<![%\w])\d{1,3}(\.\d+)? ?%(?![\w%])"), ("percentage", "percent [value|figure|number]")),
    "price": (re.compile(r"[$€£] ?\d[\d,]*(\.\d+)?(?![\w$*])"), ("price", "amount of money", "[cost|price|amount]")),
    "date": (
        re.compile(
            r"\b(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4}|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,2},? \d{4})"
        ),
        ("date", "date [shown|given|displayed]", "[day|date]"),
    ),
    "clock": (
        re.compile(r"(?<![\d:.])\d{1,2}:\d{2}(:\d{2})?(?! ?\d|[:\d])( ?[AP]M)?", re.I),
        ("time [of day|]", "[clock time|time shown]"),
    ),
    "file": (
        re.compile(
            r"(?<![/@])\b[\w-]+\.(json|ya?ml|xml|csv|txt|py|cs|js|ts|java|html|css|md|xlsx?|zip|pdf|png|svg|toml|cfg|conf|log|sql|jar|exe)\b",
            re.I,
        ),
        ("file name", "file", "name of the file", "[file|document] [shown|named|mentioned]"),
    ),
    "path": (
        re.compile(r"([A-Z]:\\\w+|(?<![\w:/.])/(home|usr|etc|var|opt|tmp|mnt|Users)/\w)"),
        ("path", "[file|folder|directory] path", "[directory|folder]"),
    ),
    "command": (
        re.compile(
            COMMAND,
            re.I,
        ),
        ("command", "[shell|terminal|console] command", "command [line|to run|that is run]"),
    ),
    "error": (
        re.compile(
            r"^(?!\d+\. |if |how ).*\b(error|failed|failure|exception|cannot (?!be undone)|could not|unable to|invalid|denied|not found|not allowed|forbidden)\b",
            re.I,
        ),
        ("error", "error message", "problem", "message about the [error|failure|problem]"),
    ),
    "warning": (
        re.compile(r"\b(warning|caution|deprecated|cannot be undone|are you sure)\b", re.I),
        ("warning", "warning [message|text]"),
    ),
    "success": (
        re.compile(
            r"^(?!if |when |your |#|and ).{0,50}\b(success(ful(ly)?)?\b(?! [=!])|succeeded\b|has been (created|saved|updated|deleted))",
            re.I,
        ),
        ("success message", "[message of success|confirmation]", "confirmation message"),
    ),
}
BY_KIND = (
    "What is the {kind}?",
    "[Which|What] {kind} is [shown|displayed|given|visible|mentioned]?",
    "Read the {kind}.",
    "{kind}?",
    "[Give me|Tell me] the {kind}.",
    "What {kind} [do you see|can be seen|appears] [here|in the picture|in the screenshot|]?",
    "[Find|Copy|Quote] the {kind}.",
    "Is there any {kind}, and what is it?",
    "what does the {kind} say",
    "Where is the {kind}?",
    "the {kind} [please|]",
    "[Show me|Point me to] the {kind}.",
)
FIND = (
    "Which [line|text|entry|part] [mentions|is about|contains|talks about|refers to] {words}?",
    "Where does it [say|mention] [something about |]{words}?",
    "What does it say about {words}?",
    "Find [the text about |the line with |the place that says |]{words}.",
    "[Quote|Read] the [line|text|part] [about|with|that mentions] {words}.",
    "Where is {words}?",
    "[Where can I|How do I] find {words}[ here| on this page|]?",
    "[Show|Point to] {words}.",
    "What [stands|is written] about {words}?",
    "Which [option|item|entry|line] [has to do with|concerns|is for] {words}?",
    "what is said about {words}",
    "Is {words} mentioned? Where?",
    "The part about {words}, what does it say exactly?",
)
STARTS = (
    "What is the full text [of the line |]that [starts|begins] with {words}?",
    "How does the [sentence|line|text] that [starts|begins] with {words} go on?",
    "Complete the line: {words}…",
    "Read the whole [line|text] beginning with {words}.",
    "Finish {words}...",
    "What comes after {words} in that line?",
    "{words} ... [what|and then|how does it continue]?",
    "Quote the [text|line|message] that [starts|begins] {words}.",
    "What does the line starting with {words} say?",
)
PRESENT = (
    "Is there [a|an] {label}[ here|]?",
    "Is there [anything|something|an option|an entry] called {label}?",
    "Does [the picture|the screen|this page|it|this screenshot] [show|contain|have|include] {label}?",
    "Do you see {label}[ anywhere|]?",
    "Can you [see|find] {label}?",
    "Is {label} [shown|visible|there|in the picture|on the screen|listed|present]?",
    "Does {label} [appear|occur|show up]?",
    "is {label} on this page",
    "[Check|Tell me] [whether|if] {label} is [there|shown|visible].",
    "Does it [mention|say] {label}?",
    "Has it got {label}?",
)


def read_turns(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    """Questions answered by the only line of a recognisable kind, or by a line that some words find."""
    for kind, (pattern, names) in KINDS.items():
        hits = [line for line in screen.lines if pattern.search(line.text)]
        if len(hits) != 1 or not hits[0].legible:
            continue
        run = _whole_text(screen, hits[0])
        if run is None or (kind in ("error", "warning", "success") and (len(hits[0].text.split()) < 3 or "<" in hits[0].text)):
            continue
        question = ask(BY_KIND, rng, kind=_named(names, rng))
        match = pattern.search(hits[0].text)
        accepted = hits[0].text if kind in ("error", "warning", "success", "command", "path") or not match else match.group(0)
        yield Turn("kind", kind, question, " ".join(line.ref for line in run), (accepted,))
    yield from _find_turns(screen, rng)
    for line in screen.lines:
        if (
            line.wordy
            and screen.said_once(line)
            and len(line.text) <= 36
            and line.index not in screen.wrapped
            and rng.random() < 0.1
        ):
            yield Turn(
                "present",
                "present",
                ask(PRESENT, rng, label=mention(line.text, rng, screen.texts_except(line))),
                f"Yes, {line.ref} is there.",
                ("yes",),
            )


def _named(names: tuple[str, ...], rng: random.Random) -> str:
    """One of a kind's names, its alternatives resolved."""
    return expand(rng.choice(names), rng)


def _whole_text(screen: Screen, line: Line) -> list[Line] | None:
    """The line, or all lines of the wrapped text it stands in if they are at most three."""
    for run in screen.paragraphs:
        if line in run:
            return run if len(run) <= 3 else None
    return [line]


def _find_turns(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    counts: dict[str, int] = {}
    for line in screen.lines:
        for word in set(content_words(line.text)):
            counts[word] = counts.get(word, 0) + 1
    everything = " ".join(line.text.lower() for line in screen.lines)
    for line in screen.lines:
        if not line.legible or not screen.said_once(line) or len(line.text) < 6:
            continue
        run = _whole_text(screen, line)
        if run is None or (len(run) > 1 and run[0] is not line):
            continue
        answer = " ".join(member.ref for member in run)
        text = " ".join(member.text for member in run)
        rare = [w for w in content_words(text) if counts.get(w) == 1 and len(w) >= 4 and everything.count(w) == 1]
        tokens = text.split()
        if len(tokens) >= 3 and rare:
            chosen = rng.choice(rare)
            if rng.random() < 0.4:
                chosen = _with_neighbour(tokens, chosen) or chosen
            yield Turn("find", "find", ask(FIND, rng, words=_quoted(chosen, rng)), answer, (line.text,))
        if len(tokens) >= 5 and rng.random() < 0.5:
            start = " ".join(tokens[: rng.randint(2, 3)])
            if everything.count(start.lower()) == 1:
                yield Turn("find", "starts-with", ask(STARTS, rng, words=_quoted(start, rng)), answer, (text,))


def _with_neighbour(tokens: list[str], word: str) -> str | None:
    """Two words of the text as they stand beside each other, one of them the rare word."""
    place = next((i for i, token in enumerate(tokens) if word in token.lower()), None)
    if place is None or place + 1 >= len(tokens):
        return None
    return f"{tokens[place]} {tokens[place + 1]}".strip(".,:;()[]").lower()


def _quoted(text: str, rng: random.Random) -> str:
    return rng.choice((text, text, f'"{text}"', f"'{text}'", f"“{text}”"))


ABSENT_KINDS = ("url", "email", "ip", "guid", "percent", "price", "command", "path")
ABSENT_VALUE = (
    "What is {label} set to?",
    "What is the value of {label}?",
    "What does {label} say?",
    "{label}?",
    "Which value does {label} have?",
    "Is {label} [enabled|selected|checked|on]?",
    "What is [shown|written|entered] [under|for|in] {label}?",
    "Where is [the |]{label}[ button| option| field|]?",
    "Which option is selected for {label}?",
    "What comes after {label}?",
    "What is [below|next to|above] {label}?",
    "Read the [text|line] about {label}.",
    "How many {label} are [there|shown]?",
)


def absent_turns(screen: Screen, rng: random.Random, elsewhere: Sequence[str]) -> Iterator[Turn]:
    """Questions about labels of other images (`elsewhere`) and about kinds of text that this image does not have."""
    present = {word for line in screen.lines for word in content_words(line.text)}
    joined = "".join(screen.keys)
    for label in elsewhere:
        own = content_words(label)
        if not own or any(word in present or word[:5] in joined for word in own):
            continue
        said = mention(label, rng)
        templates = PRESENT if rng.random() < 0.45 else ABSENT_VALUE
        yield Turn("absent", "absent", ask(templates, rng, label=said), ABSENT, ("not shown",))
        break
    kind = rng.choice(ABSENT_KINDS)
    text = " ".join(line.text for line in screen.lines).lower()
    hints = {
        "url": r"http|www|\.com|\.io|\.net|\burl|localhost",
        "email": "@|mail",
        "ip": r"\bip\b|\d\.\d+\.\d",
        "guid": r"\bid\b|guid|[0-9a-f]{6}",
    }
    hints |= {
        "percent": "%|percent",
        "price": r"[$€£]|price|cost|usd",
        "command": r"command|[$>#] |sudo|npm|git|docker|dotnet",
        "path": r"[\\/]",
    }
    if not re.search(hints[kind], text):
        yield Turn("absent", "absent-kind", ask(BY_KIND[:8], rng, kind=_named(KINDS[kind][1], rng)), ABSENT, ("not shown",))
