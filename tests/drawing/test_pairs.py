"""Pairs: both figures of a pair are drawn and written, each with its own sign, and a missing one is said."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from helpers.drawing.pairs import MISSING, Pair, Pairs

PAIRS = (
    Pair("Long & <wide>", 18.7, 12.4, under="a drug", strong=True),
    Pair("Worse", 6.9, 7.8),
    Pair("One only", None, 38.0),
)
CHART = Pairs(PAIRS, (0, 40), meaning="Median months", names=("tested", "comparison"))
SURFACE = "var(--mbc-surface)"


def test_a_dot_is_the_tested_one_and_a_ring_the_comparison_in_both_forms() -> None:
    for trace, pair in zip(CHART.figure().data, PAIRS, strict=True):
        colors = [trace.marker.color] if len(trace.x) == 1 else trace.marker.color
        by_look = {color == SURFACE: value for value, color in zip(trace.x, colors, strict=True)}
        assert (by_look.get(False), by_look.get(True)) == (pair.tested, pair.compared)
    circles = [circle.get("fill") == SURFACE for circle in ET.fromstring(CHART.still()).iter("circle")]
    assert circles == [False, True, True, False, True, False, True]  # two of the key, then each pair


@pytest.mark.parametrize("narrow", [False, True])
def test_both_forms_carry_every_label_number_and_sign(narrow: bool) -> None:
    chart = replace(CHART, narrow=narrow)
    written = re.sub(r"<[^>]+>", " ", " ".join(note.text for note in chart.figure().layout.annotations))
    drawn = " ".join(ET.fromstring(chart.still()).itertext())
    for words in (
        "Worse",
        "a drug",
        "● 18.7",
        "○ 12.4",
        f"● {MISSING}",
        "○ 38",
        "Median months",
        "tested",
        "comparison",
    ):
        assert words in written and words in drawn, words


def test_the_line_joins_the_two_whichever_is_longer() -> None:
    for trace, pair in zip(CHART.figure().data, PAIRS, strict=True):
        if pair.tested is None or pair.compared is None:
            assert not trace.error_x.visible
            continue
        reach = (trace.x[0] - trace.error_x.arrayminus[0], trace.x[0] + trace.error_x.array[0])
        assert reach == pytest.approx((min(pair.tested, pair.compared), max(pair.tested, pair.compared)))


def test_what_lies_outside_the_axis_is_refused() -> None:
    with pytest.raises(ValueError, match="axis"):
        Pairs((Pair("too long", 50, 10),), (0, 40))


def test_words_are_never_read_as_markup() -> None:
    assert "&lt;wide>" in " ".join(note.text for note in CHART.figure().layout.annotations)
