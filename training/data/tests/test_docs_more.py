"""Questions that texts and places justify: what must be asked, and what must be left alone."""

from __future__ import annotations

import collections
import random
import unittest

from training.data.docs.layout import Screen
from training.data.docs.more_form import form_more, indented_pairs
from training.data.docs.more_keep import keep
from training.data.docs.more_place import place_more
from training.data.docs.more_read import read_more
from training.data.docs.more_words import WISHES, meant
from training.data.docs.turn import Turn
from training.data.docs_more import MOST, select, stub
from training.data.source import DocsImage, OcrLine

H = 16
Placed = list[tuple[str, int, int]]


def screen_of(texts: Placed, kind: str = "screenshot") -> Screen:
    lines = tuple(OcrLine(x, y, 8 * len(text), H, text, 0.99) for text, x, y in texts)
    return stub(DocsImage("x", "o/r", "s", "f", 640, 400, 1.0, kind, 20, "", "", "", "", "", (), lines))


def answers(turns: list[Turn], kind: str) -> set[str]:
    return {turn.answer for turn in turns if turn.kind == kind}


class Forms(unittest.TestCase):
    FORM: Placed = [("Region", 20, 20), ("East US", 28, 48), ("Server name", 20, 100), ("db.local", 28, 128)]

    def test_values_stand_indented_under_their_labels(self) -> None:
        pairs = [(a.text, b.text) for a, b in indented_pairs(screen_of(self.FORM))]
        self.assertEqual(pairs, [("Region", "East US"), ("Server name", "db.local")])

    def test_one_such_pair_alone_and_a_tree_are_no_form(self) -> None:
        self.assertEqual(indented_pairs(screen_of(self.FORM[:2])), [])
        tree: Placed = [("src", 20, 20), ("main", 28, 48), ("docs", 20, 76), ("readme", 28, 104)]
        self.assertEqual(indented_pairs(screen_of(tree)), [])

    def test_a_well_known_label_is_also_asked_by_its_meaning(self) -> None:
        turns = list(form_more(screen_of(self.FORM), random.Random(1), set()))
        self.assertEqual(answers(turns, "value-meant"), {"<|t0|> is <|t1|>.", "<|t2|> is <|t3|>."})
        self.assertFalse(answers(list(form_more(screen_of(self.FORM), random.Random(1), {0, 1})), "value") & {"<|t0|> is <|t1|>."})


class Reading(unittest.TestCase):
    def test_the_only_address_is_read_and_two_are_not(self) -> None:
        one: Placed = [("https://example.org/a", 20, 20), ("Second", 20, 60), ("Third", 20, 100), ("Fourth", 20, 140)]
        self.assertEqual(answers(list(read_more(screen_of(one), random.Random(1))), "url"), {"<|t0|>"})
        two: Placed = [*one, ("https://example.org/b", 20, 180)]
        self.assertEqual(answers(list(read_more(screen_of(two), random.Random(1))), "url"), set())

    def test_an_error_and_a_line_that_only_names_errors(self) -> None:
        said: Placed = [("Cannot connect to the server.", 20, 20), ("Second", 20, 60), ("Third", 20, 100)]
        self.assertEqual(answers(list(read_more(screen_of(said), random.Random(1))), "error"), {"<|t0|>"})
        named: Placed = [("From 'WARN' to 'ERROR'", 20, 20), ("Second", 20, 60), ("Third", 20, 100)]
        self.assertEqual(answers(list(read_more(screen_of(named), random.Random(1))), "error"), set())


class Places(unittest.TestCase):
    MENU: Placed = [("Overview", 20, 20), ("Access keys", 20, 50), ("Networking", 20, 80), ("Locks", 20, 110)]

    def test_entries_of_a_menu_have_an_order_and_wrapped_text_has_none(self) -> None:
        turns = list(place_more(screen_of(self.MENU), random.Random(1), []))
        self.assertEqual(answers(turns, "last"), {"<|t3|> comes last."})
        close: Placed = [(text, x, 20 + 18 * i) for i, (text, x, _) in enumerate(self.MENU)]
        self.assertEqual(answers(list(place_more(screen_of(close), random.Random(1), [])), "last"), set())

    def test_wishes_lead_to_well_known_labels_only(self) -> None:
        turns = list(place_more(screen_of(self.MENU), random.Random(1), []))
        self.assertEqual(answers(turns, "button"), {"<|t0|>.", "<|t2|>.", "<|t3|>."})
        self.assertNotIn("access keys", WISHES)

    def test_what_is_absent_shares_no_word_or_is_quoted_whole(self) -> None:
        turns = list(place_more(screen_of(self.MENU), random.Random(1), ["Networking", "Access key", "Billing account"]))
        asked = [turn.question for turn in turns if turn.kind in ("absent", "absent-value")]
        self.assertTrue(asked)
        self.assertTrue(all("illing" in question or "account" in question for question in asked), asked)


class Kept(unittest.TestCase):
    def test_doubtful_values_are_dropped_and_cells_get_their_full_stop(self) -> None:
        screen = screen_of([("API permissions", 20, 20), ("restrictions", 200, 20), ("Region", 20, 60), ("West Europe", 200, 60)])
        row = {"kind": "value", "question": "?", "answers": [""]}
        base = [{**row, "answer": "<|t0|> is <|t1|>."}, {**row, "answer": "<|t2|> is <|t3|>."}, {**row, "kind": "cell", "answer": "<|t2|>: <|t3|>"}]
        turns = list(keep(screen, base, random.Random(1)))
        self.assertEqual(answers(turns, "value"), {"<|t2|> is <|t3|>."})
        self.assertEqual(answers(turns, "cell"), {"<|t2|>: <|t3|>."})

    def test_meaning_needs_the_whole_label(self) -> None:
        self.assertTrue(meant("Resource group"))
        self.assertFalse(meant("Resource group quota"))


class Choice(unittest.TestCase):
    def test_families_stay_within_their_caps(self) -> None:
        pool = [Turn("find", "find", f"Find word {i}", "<|t0|>", ()) for i in range(40)]
        counts = collections.Counter(turn.family for turn in select(pool, random.Random(1)))
        self.assertEqual(counts["find"], MOST["find"])


if __name__ == "__main__":
    unittest.main()
