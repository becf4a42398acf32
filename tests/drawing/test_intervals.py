"""Intervals: the figure and its still form show the same rows, on one axis."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.drawing.intervals import Intervals, Row

ROWS = (
    Row("Lost", 22.5, 16.4, 30.0, strong=True),
    Row("Gained", 9.5, 7.4, 12.1),
    Row("A single figure & <more>", 16.0, note="no interval"),
)
CHART = Intervals(ROWS, (0, 100), unit="%", meaning="Percent")


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


@pytest.mark.parametrize("row", [Row("too high", 120), Row("outside its interval", 5, 6, 7)])
def test_what_cannot_be_shown_is_refused(row: Row) -> None:
    with pytest.raises(ValueError, match="axis"):
        Intervals((row,), (0, 100))


@given(st.floats(-1e3, 1e3), st.floats(0.01, 1e4))
def test_ticks_are_few_round_and_on_the_axis(low: float, length: float) -> None:
    ticks = Intervals((), (low, low + length)).ticks()
    assert 1 <= len(ticks) <= 7
    assert all(low - 1e-6 <= tick <= low + length + 1e-6 for tick in ticks)
