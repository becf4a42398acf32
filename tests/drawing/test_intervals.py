"""Intervals: the figure and its still form show the same rows, on one axis, linear or logarithmic."""

import math
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.drawing.dot_rows import LINE_HEIGHT, written
from helpers.drawing.intervals import Intervals, Row

ROWS = (
    Row("Lost", 22.5, 16.4, 30.0, strong=True),
    Row("Gained", 9.5, 7.4, 12.1),
    Row("A single figure & <more>", 16.0, note="no interval"),
)
CHART = Intervals(ROWS, (0, 100), unit="%", meaning="Percent")
RATIO = Intervals((Row("Death", 0.73, 0.55, 0.95), Row("Any", 1.1, 0.8, 1.5)), (0.25, 4), reference=1, log=True)


def test_the_figure_has_every_row_with_its_interval() -> None:
    traces = CHART.figure().data
    assert [trace.x[0] for trace in traces] == [row.value for row in ROWS]
    assert [trace.error_x.visible for trace in traces] == [True, True, False]
    assert traces[0].x[0] - traces[0].error_x.arrayminus[0] == pytest.approx(16.4)
    assert traces[0].x[0] + traces[0].error_x.array[0] == pytest.approx(30.0)


def test_the_first_row_stands_on_top_in_both_forms() -> None:
    heights = [trace.y[0] for trace in CHART.figure().data]
    assert heights == sorted(heights, reverse=True)
    still = [float(circle.get("cy", 0)) for circle in ET.fromstring(CHART.still()).iter("circle")]
    assert still == sorted(still)


@pytest.mark.parametrize("narrow", [False, True])
def test_both_forms_carry_every_label_and_number(narrow: bool) -> None:
    chart = Intervals(ROWS, (0, 100), unit="%", meaning="Percent", narrow=narrow)
    written = re.sub(r"<[^>]+>", " ", " ".join(note.text for note in chart.figure().layout.annotations))
    drawn = " ".join(ET.fromstring(chart.still()).itertext())
    for words in ("Lost", "22.5%", "16.4 to 30", "Gained", "16%", "no interval", "Percent"):
        assert words in written and words in drawn, words


def test_words_are_never_read_as_markup() -> None:
    assert "&lt;more>" in " ".join(note.text for note in CHART.figure().layout.annotations)
    assert "<more>" in "".join(ET.fromstring(CHART.still()).itertext())


def test_the_still_form_says_its_numbers_to_a_screen_reader() -> None:
    spoken = ET.fromstring(CHART.still()).get("aria-label", "")
    assert "Lost: 22.5% 16.4 to 30" in spoken and "no interval" in spoken


def test_a_strong_row_is_set_apart_by_more_than_color() -> None:
    strong, other = CHART.figure().data[:2]
    assert strong.marker.size > other.marker.size and strong.error_x.thickness > other.error_x.thickness


def test_a_logarithmic_axis_gives_equal_factors_equal_room() -> None:
    assert RATIO.at(1) == pytest.approx(0.5)
    assert RATIO.at(2) - RATIO.at(1) == pytest.approx(RATIO.at(1) - RATIO.at(0.5))
    assert RATIO.figure().layout.xaxis.range == pytest.approx((math.log10(0.25), math.log10(4)))
    assert RATIO.ticks() == [0.5, 1.0, 2.0]


def test_the_reference_is_drawn_in_both_forms() -> None:
    assert RATIO.figure().layout.shapes[0].x0 == 1
    assert 'stroke-dasharray="6 5"' in RATIO.still() and 'stroke-dasharray="6 5"' not in CHART.still()


@pytest.mark.parametrize(
    ("row", "span", "log"),
    [
        (Row("too high", 120), (0, 100), False),
        (Row("outside its interval", 5, 6, 7), (0, 100), False),
        (Row("ratio", 1), (0, 4), True),
    ],
)
def test_what_cannot_be_shown_is_refused(row: Row, span: tuple[float, float], log: bool) -> None:
    with pytest.raises(ValueError, match="axis"):
        Intervals((row,), span, log=log)


@given(st.floats(-1e3, 1e3), st.floats(0.01, 1e4))
def test_ticks_are_few_round_and_on_the_axis(low: float, length: float) -> None:
    ticks = Intervals((), (low, low + length)).ticks()
    assert 1 <= len(ticks) <= 7
    assert all(low - 1e-6 <= tick <= low + length + 1e-6 for tick in ticks)


MARKED = Intervals(
    (
        Row("Trial", 0.3, 0.24, 0.38, under="drug", group="One kind", strong=True),
        Row("Small trial", 1.11, 0.82, 1.52, group="One kind", level=90),
        Row("Old trial", 0.75, note="interval not seen", group="Another kind", hollow=True),
    ),
    (0.2, 2),
    log=True,
    decimals=2,
    meaning="First line\nSecond line",
)


@pytest.mark.parametrize("narrow", [False, True])
def test_an_unusual_level_a_missing_interval_and_what_stands_below_are_written_out(narrow: bool) -> None:
    chart = replace(MARKED, narrow=narrow)
    shown = re.sub(r"<[^>]+>", " ", " ".join(note.text for note in chart.figure().layout.annotations))
    drawn = " ".join(ET.fromstring(chart.still()).itertext())
    for words in ("0.30", "90% interval", "interval not seen", "drug", "First line", "Second line"):
        assert words in shown and words in drawn, words
    assert "95% interval" not in shown + drawn


def test_a_heading_stands_once_above_its_rows() -> None:
    drawn = list(ET.fromstring(MARKED.still()).itertext())
    assert drawn.count("One kind") == drawn.count("Another kind") == 1
    assert drawn.index("One kind") < drawn.index("Trial") < drawn.index("Another kind") < drawn.index("Old trial")


def test_a_ring_is_drawn_as_a_ring_in_both_forms() -> None:
    surface = "var(--mbc-surface)"
    assert [trace.marker.color == surface for trace in MARKED.figure().data] == [False, False, True]
    circles = ET.fromstring(MARKED.still()).iter("circle")
    assert [circle.get("fill") == surface for circle in circles] == [False, False, True]


@pytest.mark.parametrize("narrow", [False, True])
def test_no_row_reaches_into_the_next(narrow: bool) -> None:
    chart = replace(MARKED, narrow=narrow)
    for place in chart.places:
        assert place.top < chart.dot_height(place) < place.top + chart.row_height
        assert chart.row_height >= LINE_HEIGHT * max(len(place.lines), len(place.row.numbers))


@pytest.mark.parametrize(
    ("value", "least", "words"), [(0.3, 2, "0.30"), (0.568, 2, "0.568"), (1, 2, "1.00"), (16, 0, "16")]
)
def test_a_number_keeps_its_decimals(value: float, least: int, words: str) -> None:
    assert written(value, least) == words
