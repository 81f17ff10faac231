"""Noise and matching: `python -m unittest discover -s training/data/tests -t .`"""

from __future__ import annotations

import random
import unittest

from training.data.noise import apply_ocr_noise, misread
from training.data.real_ocr import match

PAGE = [{"text": f"Setting number {i}", "box": [20.0, 20.0 + 30 * i, 130.0, 16.0]} for i in range(40)]


class Noise(unittest.TestCase):
    def test_every_text_maps_to_a_line_that_resembles_it(self) -> None:
        for seed in range(30):
            lines, mapping = apply_ocr_noise(PAGE, random.Random(seed))
            self.assertEqual(len(mapping), len(PAGE))
            for text, line in zip(PAGE, mapping, strict=True):
                if line is None:
                    continue
                overlap = min(text["box"][1] + 16, lines[line]["box"][1] + lines[line]["box"][3]) - max(
                    text["box"][1], lines[line]["box"][1]
                )
                self.assertGreater(overlap, 8, "the line stands where the text stands")
                self.assertLessEqual(abs(lines[line]["box"][1] - text["box"][1]), 8)

    def test_the_same_seed_gives_the_same_lines(self) -> None:
        self.assertEqual(apply_ocr_noise(PAGE, random.Random(7)), apply_ocr_noise(PAGE, random.Random(7)))
        self.assertNotEqual(apply_ocr_noise(PAGE, random.Random(7)), apply_ocr_noise(PAGE, random.Random(8)))

    def test_most_lines_stay_as_they_are_and_some_do_not(self) -> None:
        lost = wrong = total = 0
        for seed in range(50):
            lines, mapping = apply_ocr_noise(PAGE, random.Random(seed))
            for text, line in zip(PAGE, mapping, strict=True):
                total += 1
                lost += line is None
                wrong += line is not None and lines[line]["text"] != text["text"]
        self.assertTrue(0.003 < lost / total < 0.05, f"lost {lost} of {total}")
        self.assertTrue(0.01 < wrong / total < 0.15, f"misread {wrong} of {total}")

    def test_close_neighbours_merge_and_share_one_line(self) -> None:
        row = [{"text": "Name", "box": [10.0, 10.0, 40.0, 16.0]}, {"text": "Value", "box": [52.0, 10.0, 40.0, 16.0]}]
        far = [row[0], {"text": "Value", "box": [152.0, 10.0, 40.0, 16.0]}]

        def together(texts: list[dict]) -> int:
            mappings = [apply_ocr_noise(texts, random.Random(seed))[1] for seed in range(200)]
            return sum(a == b and a is not None for a, b in mappings)

        self.assertGreater(together(row), 40)
        self.assertEqual(together(far), 0)

    def test_no_line_becomes_empty(self) -> None:
        rng = random.Random(3)
        self.assertTrue(all(misread(text, rng).strip() for text in (".", "l", ":", "a b", "rn") for _ in range(500)))


class Match(unittest.TestCase):
    def test_merged_texts_share_a_line_and_a_misread_one_is_found(self) -> None:
        texts = [
            {"text": "Name", "box": [10, 10, 40, 16]},
            {"text": "Value", "box": [60, 10, 40, 16]},
            {"text": "Illness", "box": [10, 40, 60, 16]},
        ]
        lines = [[8, 8, 95, 19, "Name Value", 0.9], [8, 38, 64, 19, "lllness", 0.9]]
        self.assertEqual(match(texts, lines), [0, 0, 1])

    def test_a_line_elsewhere_or_of_other_words_is_no_match(self) -> None:
        texts = [{"text": "Name", "box": [10, 10, 40, 16]}]
        self.assertEqual(match(texts, [[10, 100, 40, 16, "Name", 1.0]]), [None])
        self.assertEqual(match(texts, [[10, 10, 40, 16, "Quit", 1.0]]), [None])


if __name__ == "__main__":
    unittest.main()
