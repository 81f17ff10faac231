"""The rules of the documentation images, on pictures drawn here: what must be found, and what must be left alone."""

from __future__ import annotations

import random
import unittest

import numpy as np
from PIL import Image, ImageDraw

from training.data.docs.grammar import bare, expand, mention
from training.data.docs.layout import Screen, make_screen
from training.data.docs.rules_alt import PREFIX, substitute
from training.data.docs.rules_form import pairs
from training.data.docs.rules_look import look_turns
from training.data.docs.rules_read import read_turns
from training.data.docs.rules_state import radio_groups, ticks
from training.data.source import DocsImage, OcrLine, heldout_repositories

H = 16


def screen_of(
    texts: list[tuple[str, int, int]], draw: list[tuple] = (), alt: str = "", size: tuple[int, int] = (640, 400)
) -> Screen:
    """A white picture with black bars for texts (as wide as the text would be) and the given drawing commands."""
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    for command, *arguments in draw:
        getattr(pen, command)(*arguments[:1], **arguments[1])
    lines = []
    for text, x, y in texts:
        width = 8 * len(text)
        for i in range(0, width, 8):
            pen.rectangle([x + i, y + 3, x + i + 3, y + H - 4], fill="black")
        lines.append(OcrLine(x, y, width, H, text, 0.99))
    image = DocsImage("x", "o/r", "s", "f", *size, 1.0, "screenshot", 20, "", "", alt, "", "", (), tuple(lines))
    return make_screen(image, np.asarray(picture), image.lines)


def frame(x: int, y: int, w: int, h: int, colour: str = "gray", width: int = 1, fill: str | None = None) -> tuple:
    return ("rectangle", [x, y, x + w, y + h], {"outline": colour, "width": width, "fill": fill})


class Pairs(unittest.TestCase):
    def test_label_above_a_boxed_field(self) -> None:
        screen = screen_of([("Region", 20, 20), ("East US", 28, 46), ("Heading of it all", 20, 300)], [frame(20, 40, 300, 28)])
        self.assertEqual([(a.text, b.text) for a, b, _ in pairs(screen)], [("Region", "East US")])

    def test_colon_and_neighbour_in_the_row(self) -> None:
        screen = screen_of([("Status:", 20, 20), ("Running", 90, 20), ("Other text", 20, 200)])
        self.assertEqual([(a.text, b.text) for a, b, _ in pairs(screen)], [("Status:", "Running")])

    def test_an_entry_that_the_author_outlined_is_no_field(self) -> None:
        texts = [("Members", 16, 52), ("Properties", 24, 80)]
        self.assertEqual(list(pairs(screen_of(texts, [frame(14, 74, 300, 28, "red", 3)]))), [])
        self.assertEqual(len(list(pairs(screen_of(texts, [frame(14, 74, 300, 28, "gray", 1)])))), 1)


class Looks(unittest.TestCase):
    def test_the_outlined_line(self) -> None:
        screen = screen_of([("Rename", 20, 20), ("Properties", 20, 80)], [frame(10, 74, 120, 28, "#e81123", 3)])
        turns = [turn for turn in look_turns(screen, random.Random(1)) if turn.kind == "outlined"]
        self.assertEqual([turn.answer for turn in turns], ["<|t1|> is outlined in red."])

    def test_the_highlighted_row_of_a_list(self) -> None:
        names = ["Overview", "Activity log", "Networking", "Locks", "Properties"]
        rows = [(name, 30, 20 + 36 * i) for i, name in enumerate(names)]
        marked = screen_of(rows, [("rectangle", [0, 84, 300, 117], {"fill": "#e5e5e5"})])
        self.assertIn("<|t2|> is selected.", [turn.answer for turn in look_turns(marked, random.Random(1))])
        self.assertFalse([turn for turn in look_turns(screen_of(rows), random.Random(1)) if turn.family == "selected"])


class States(unittest.TestCase):
    def test_empty_and_ticked_boxes(self) -> None:
        texts = [("Hide the ribbon", 50, 20), ("Show the grid", 50, 50)]
        tick = ("line", [(26, 58), (29, 62), (36, 53)], {"fill": "black", "width": 2})
        screen = screen_of(texts, [frame(23, 20, 15, 15), frame(23, 50, 15, 15), tick])
        self.assertEqual(
            [(line.text, mark.checked) for line, mark in ticks(screen)], [("Hide the ribbon", False), ("Show the grid", True)]
        )

    def test_the_dotted_radio_button(self) -> None:
        def ring(y: int) -> tuple:
            return ("ellipse", [22, y, 38, y + 16], {"outline": "black", "width": 1})

        dot = ("ellipse", [26, 54, 34, 62], {"fill": "black"})
        screen = screen_of(
            [("All networks", 50, 20), ("Selected networks", 50, 50), ("Disabled", 50, 80)], [ring(20), ring(50), ring(80), dot]
        )
        groups = [[radio.chosen for _, radio in group] for group in radio_groups(screen)]
        self.assertEqual(groups, [[False, True, False]])


class Tables(unittest.TestCase):
    def test_header_over_numbers(self) -> None:
        texts = [("Country", 20, 20), ("Units", 200, 20), ("Total", 300, 20)]
        for i, (country, units) in enumerate((("Panama", "40"), ("Canada", "25"), ("Brazil", "77"))):
            texts += [(country, 20, 50 + 30 * i), (units, 200, 50 + 30 * i), (f"{i}00.5", 300, 50 + 30 * i)]
        tables = screen_of(texts).tables
        self.assertEqual([[head.text for head in table.header] for table in tables], [["Country", "Units", "Total"]])
        self.assertEqual([cell.text for cell in tables[0].cells[2] if cell], ["Brazil", "77", "200.5"])

    def test_three_lists_beside_each_other_are_no_table(self) -> None:
        texts = [(f"Module{c}{r}", 20 + 150 * c, 20 + 30 * r) for r in range(4) for c in range(3)]
        self.assertEqual(screen_of(texts).tables, [])


class Words(unittest.TestCase):
    def test_alternative_text_refers_to_lines(self) -> None:
        screen = screen_of([("Get Data", 20, 20), ("Azure SQL", 20, 60), ("OK", 20, 100)])
        body = PREFIX.sub("", "Screenshot of the Get Data dialog with Azure SQL selected.")
        self.assertEqual(substitute(screen, body, 3)[0], "the <|t0|> dialog with <|t1|> selected.")

    def test_a_kind_is_asked_for_only_where_one_line_has_it(self) -> None:
        one = screen_of([("https://example.org/a", 20, 20), ("Some words here", 20, 60)])
        two = screen_of([("https://example.org/a", 20, 20), ("https://example.org/b", 20, 60)])
        self.assertIn("<|t0|>", [turn.answer for turn in read_turns(one, random.Random(1)) if turn.kind == "url"])
        self.assertFalse([turn for turn in read_turns(two, random.Random(1)) if turn.kind == "url"])

    def test_a_shortened_mention_fits_one_line_only(self) -> None:
        others = ["Storage account key"]
        seen = {mention("Storage account name", random.Random(seed), others).lower() for seed in range(300)}
        self.assertNotIn("storage account", seen)

    def test_labels_are_freed_of_their_decoration(self) -> None:
        self.assertEqual(bare("* Resource group: *"), "Resource group")
        self.assertEqual(bare("ABC Country"), "Country")

    def test_grammar_resolves_every_alternative(self) -> None:
        made = {expand("[What|Which] [is|was[ not|]] it?", random.Random(seed)) for seed in range(200)}
        self.assertEqual(made, {f"{a} {b} it?" for a in ("What", "Which") for b in ("is", "was", "was not")})


class Heldout(unittest.TestCase):
    def test_five_repositories_are_kept_out(self) -> None:
        names = {
            "MicrosoftDocs/azure-video-indexer",
            "keycloak/keycloak-documentation",
            "streamlit/docs",
            "plausible/docs",
            "ansible/awx",
        }
        self.assertEqual(heldout_repositories(), names)


if __name__ == "__main__":
    unittest.main()
