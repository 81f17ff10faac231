"""Questions from the authors' alternative texts: what stands in the image is replaced by references."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from .grammar import content_words
from .layout import Screen
from .line import Line
from .turn import Turn, ask
from .vocabulary import NOUNS, UI_WORDS

DESCRIBE = (
    "[Describe|Explain] [this|the] [image|picture|screenshot|screen].",
    "What [does this|does the] [image|picture|screenshot] show?",
    "What is [this|shown here|in this picture|in the image]?",
    "What am I looking at?",
    "[What is|what's] [going on|happening] [here|in this screenshot]?",
    "[Summarise|Summarize] [this|the] [picture|screenshot|image] in [one|a] sentence.",
    "What [do you|can you] see?",
    "[Tell me|Say] what this [image|picture|screenshot] is about.",
    "description?",
    "[Give me|Write] a [short|brief] description.",
    "What is the [purpose|point|subject] of this [picture|screenshot|image]?",
    "what is this a screenshot of",
    "In one sentence, what is shown?",
)
ALT_TEXT = (
    "[Write|Suggest|Propose|Give me|Generate] [an |]alt[ernative|] text[ for this image| for it|].",
    "[What would be|What is] a good alt text[ for this picture| here|]?",
    "alt text?",
    "alt text for this image",
    "[Write|Suggest] the alt attribute[ for this screenshot|].",
    "How would you describe this for [a screen reader|someone who cannot see it]?",
    "[I need|Please write] alt text.",
    "Which alternative text fits?",
    "accessible description?",
    "![ ]( ) what goes into the brackets?",
)
PAGE = (
    "[Which|What] [page|screen|dialog|window|view|part of the program] is [this|shown|open|displayed]?",
    "[Which|What] {noun} is [this|shown|open|displayed]?",
    "What is this {noun} called?",
    "Name of the {noun}?",
    "[Tell me|Name] the {noun} [shown|in the picture].",
    "Where in the [program|product|application] is this?",
    "which {noun} am I looking at",
    "What {noun} does the [picture|screenshot] show?",
    "The {noun} in the [picture|screenshot]: what is its name?",
)
HIGHLIGHT = (
    "[Which|What] [option|item|element|control|entry|one] is {state}?",
    "What is {state}[ here| in the picture| in this screenshot|]?",
    "{state} [item|option|element]?",
    "[Which|What] [has been|is being] {state}?",
    "[Tell me|Name] what is {state}.",
    "which one is {state}",
    "What [is|was] {state} [by the author|in the screenshot|on this screen]?",
    "What does the [picture|screenshot] [draw attention to|point out|emphasise]?",
    "Which [option|thing|part] [should I look at|is pointed out]?",
)
ROLE = (
    "What kind of [control|element|thing] is {label}?",
    "[What|Which] [sort|type] of [control|element|thing] is {label}?",
    "What is {label}?",
    "what is the role of {label}",
    "{label} is what [kind|type] of [element|thing]?",
    "In this interface, what is {label}?",
)
PREFIX = re.compile(
    r"^(an? |the )?(partial )?(screen ?shots?|screen ?captures?|images?|pictures?|animated gif|gif|photo|illustration|screen ?grab|screenshot image)"
    r"( is)?( that| which)?( is)?( illustrating| displaying| showing| shows?| displays| depicting| highlighting| of| with| from| for|[:,-])+( how)?\s+",
    re.I,
)
STATES = r"selected|highlighted|emphasized|emphasised|outlined|checked|enabled|chosen|circled|called out|expanded|clicked"
_NOUN = "|".join(NOUNS)
PAGES = ("dialog box", "dialog", "page", "pane", "panel", "window", "screen", "wizard", "form", "blade", "view", "editor")
ROLES = {
    "button": "button",
    "tab": "tab",
    "menu": "menu",
    "link": "link",
    "field": "field",
    "check box": "check box",
    "checkbox": "check box",
    "column": "table column",
}


def alt_turns(screen: Screen, rng: random.Random) -> Iterator[Turn]:
    """Descriptions, alternative texts, names of pages, highlighted things: as the author put it."""
    alt = re.sub(r"\s+", " ", screen.image.alt).strip()
    if len(alt.split()) < 4 or len(alt.split()) > 40 or screen.image.quality < 8:
        return
    body = PREFIX.sub("", alt).strip()
    referenced, used = substitute(screen, body, 3)
    if not used and not _visible_enough(screen, body):
        return
    if _visible_enough(screen, body) and not _names_unseen(screen, body):
        sentence = referenced[0].upper() + referenced[1:] if not referenced.startswith("<|") else referenced
        sentence = sentence.rstrip(".") + "."
        templates = DESCRIBE if rng.random() < 0.55 else ALT_TEXT
        kind = "describe" if templates is DESCRIBE else "alt-text"
        if len(sentence.split()) <= 40 and quotes_enough(sentence) and not re.search(r"https?:|\]\(|[{}]", sentence):
            yield Turn("describe", kind, ask(templates, rng), sentence, ())
    yield from _state_turns(screen, body, rng)
    yield from _noun_turns(screen, body, rng)


def quotes_enough(sentence: str) -> bool:
    """Whether what is particular is quoted, not spelled: a model that spells product names says them of other pictures, too."""
    spelled = re.sub(r"<\|t\d+\|>", " ", sentence)
    named = re.search(r"(?<=[\w,;:)>-] )[A-Z]", spelled)
    return "<|t" in sentence and not named and sum(word not in UI_WORDS for word in content_words(spelled)) <= 2


def described_by_title(turns: list[Turn], rng: random.Random) -> Iterator[Turn]:
    """Where no author's words will do: what stands over the picture, as far as a question about it knows."""
    title = next((turn.answer for turn in turns if turn.family == "title" and re.search(r"<\|t\d+\|>", turn.answer)), None)
    if title is not None:
        heading = re.search(r"<\|t\d+\|>", title)
        assert heading is not None
        yield Turn("describe", "describe", ask(DESCRIBE, rng), f"A screen with the heading {heading.group()}.", ())
        yield Turn("describe", "alt-text", ask(ALT_TEXT, rng), f"Screen with the heading {heading.group()}.", ())


def _names_unseen(screen: Screen, body: str) -> bool:
    """Whether a name (a capital inside the sentence) is to be seen nowhere in the image: of a product that only the author knows of."""
    seen = " ".join(line.text for line in screen.lines).lower()
    names = re.findall(r"(?<=[\w,;:)'’-] )[A-Z][\w.+#-]*", body)
    return any(name.rstrip(".").lower() not in seen and name.lower() not in UI_WORDS for name in names)


def _visible_enough(screen: Screen, body: str) -> bool:
    """Every meaningful word is to be seen in the image, but for one in ten: else the model learns to say what nobody can see."""
    seen = {word for line in screen.lines for word in content_words(line.text)}
    stems = {word[:6] for word in seen}
    meaningful = [word for word in content_words(body) if word not in UI_WORDS]
    hidden = [word for word in meaningful if word not in seen and word[:6] not in stems]
    return len(meaningful) >= 2 and len(hidden) <= 0.1 * len(meaningful)


def substitute(screen: Screen, text: str, most: int) -> tuple[str, list[Line]]:
    """Replaces phrases that are exactly one line's text by its reference, the longest first, at most `most` of them."""
    candidates = [
        line for line in screen.lines if line.legible and len(line.bare) >= 3 and (screen.said_once(line) or _tallest(screen, line))
    ]
    candidates.sort(key=lambda line: -len(line.bare))
    used: list[Line] = []
    for line in candidates:
        if len(used) == most:
            break
        span = find_phrase(text, line)
        if span:
            text = text[: span[0]] + line.ref + text[span[1] :]
            used.append(line)
    return text, used


def _tallest(screen: Screen, line: Line) -> bool:
    """Whether this is clearly the largest of the lines that say the same: the heading among its repetitions."""
    return all(line.h >= 1.2 * other.h for other in screen.lines if other is not line and other.key == line.key)


def find_phrase(text: str, line: Line) -> tuple[int, int] | None:
    """Where a text says what the line says: same words (0.9 alike), written as a name: a capital, a digit or quotes."""
    label = line.bare
    count = len(label.split())
    tokens = list(re.finditer(r"\S+", text))
    for i in range(len(tokens) - count + 1):
        start, end = tokens[i].start(), tokens[i + count - 1].end()
        phrase = text[start:end]
        core = phrase.strip("\"'“”‘’`*_,.;:()")
        if "<|" in phrase or not core:
            continue
        named = core[0].isupper() or core[0].isdigit() or core != phrase and phrase[0] in "\"'“‘`*"
        following = text[end:].lstrip().split(" ")[0].strip(".,;")
        named = named or following.lower() in NOUNS
        if not named or (count == 1 and core.lower() in UI_WORDS and core[0] != label[0]):
            continue
        same = core.lower() == label.lower()
        if same or (
            len(core) >= 8
            and SequenceMatcher(None, core.lower(), label.lower()).ratio() >= 0.93
            and re.findall(r"\d", core) == re.findall(r"\d", label)
        ):
            offset = phrase.index(core)
            left, right = start + offset, start + offset + len(core)
            while left > start and text[left - 1] in "\"'“‘`*" and right < end and text[right] in "\"'”’`*":
                left, right = left - 1, right + 1
            return left, right
    return None


def _state_turns(screen: Screen, body: str, rng: random.Random) -> Iterator[Turn]:
    marked, _ = substitute(screen, body, 6)
    pattern = re.compile(rf"<\|t(\d+)\|>(?: (?:{_NOUN}))?(?: is| are| was|,)? ({STATES})\b", re.I)
    hits = list(pattern.finditer(marked))
    if len(hits) != 1 or re.search(r"<\|t\d+\|>(,| and| or)[^.]{0,40}$", marked[: hits[0].start()]):
        return
    index, state = int(hits[0].group(1)), hits[0].group(2).lower()
    line = next(each for each in screen.lines if each.index == index)
    said = {"emphasised": "emphasized", "clicked": "clicked"}.get(state, state)
    asked = rng.choice((said, said, "highlighted")) if state in ("emphasized", "outlined", "called out", "circled") else said
    yield Turn(
        "selected", "alt-" + said.replace(" ", "-"), ask(HIGHLIGHT, rng, state=asked), f"{line.ref} is {asked}.", (line.text,)
    )


def _noun_turns(screen: Screen, body: str, rng: random.Random) -> Iterator[Turn]:
    marked, _ = substitute(screen, body, 6)
    first = re.match(rf"^(?:the |an? )?<\|t(\d+)\|> ({'|'.join(PAGES)})\b", marked, re.I)
    if first:
        line = next(each for each in screen.lines if each.index == int(first.group(1)))
        if line.cy < 0.45 * screen.image.height:
            yield Turn("title", "page", ask(PAGE, rng, noun=first.group(2).lower()), line.ref, (line.text,))
    for match in re.finditer(rf"<\|t(\d+)\|> ({'|'.join(sorted(ROLES, key=len, reverse=True))})\b", marked):
        line = next(each for each in screen.lines if each.index == int(match.group(1)))
        role = ROLES[match.group(2)]
        article = "an" if role[0] in "aeiou" else "a"
        yield Turn("role", "role", ask(ROLE, rng, label=line.bare), f"{line.ref} is {article} {role}.", (role,))
        break
