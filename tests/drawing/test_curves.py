"""Step curves: what is on the screen is what is on paper, and no name hides another."""

import json
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.drawing.curves import STYLES, Curve, Curves, Step, spread, two_lines

ONE = Curve(
    "First group", [Step(0, 100, 100, 100), Step(2, 80, 60, 90), Step(6, 50, 20, 70)], ticks=[3, 7], people=[9, 4]
)
TWO = Curve("Two", [Step(0, 100, 100, 100), Step(4, 55, 40, 70)], people=[8, 3])


def chart(*curves: Curve, here: float | None = 3) -> Curves:
    return Curves(
        curves,
        name="Curves",
        up="Free",
        across="Years",
        end=10,
        high=100,
        marks=(0, 10),
        unit="%",
        table="left:",
        here=here,
    )


def test_a_curve_keeps_its_value_until_the_next_step() -> None:
    assert [ONE.at(x).value for x in (0, 1.9, 2, 5.9, 6, 99)] == [100, 100, 80, 80, 50, 50]
    with pytest.raises(ValueError, match="First group has no value at -1; it starts at 0"):
        ONE.at(-1)


def test_a_curve_is_cut_at_the_end_of_the_axis_and_reaches_it() -> None:
    assert [step.x for step in ONE.until(4)] == [0, 2, 4]
    assert ONE.until(4)[-1] == Step(4, 80, 60, 90)


def test_the_figure_has_each_step_tick_band_name_and_count() -> None:
    figure = chart(ONE, TWO).figure()
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    assert [list(line.y) for line in lines] == [[100, 80, 50, 50], [100, 55, 55]]
    assert [list(trace.x) for trace in figure.data if trace.mode == "markers"] == [[3, 7], []]
    assert [shape.type for shape in figure.layout.shapes] == ["path", "path", "line"]
    said = [note.text for note in figure.layout.annotations]
    assert {"<b>First<br>group</b>", "<b>Two</b>", "Free", "Years", "First group, left:", "9", "4", "8", "3"} <= set(
        said
    )


def test_curves_differ_in_pattern_and_not_in_color_alone() -> None:
    lines = [trace.line for trace in chart(ONE, TWO).figure().data if trace.mode == "lines"]
    assert len({line.dash for line in lines}) == len({line.color for line in lines}) == 2
    assert len({style[1] for style in STYLES}) == len({style[2] for style in STYLES}) == len(STYLES)


def test_the_still_form_says_the_same() -> None:
    drawn = ET.fromstring(chart(ONE, TWO).still())
    said = " ".join(drawn.itertext())
    assert drawn.get("role") == "img" and drawn.get("aria-label") == "Curves"
    for words in ("First", "Two", "Free", "Years", "left:", "100%", "0%", "9", "4", "8", "3"):
        assert words in said
    assert len([path for path in drawn.iter("path") if path.get("fill-opacity")]) == 2


def test_nothing_is_pointed_at_unless_asked() -> None:
    assert len(chart(ONE, here=None).figure().layout.shapes) == 1
    assert chart(ONE, here=None).still().count("<path") == chart(ONE).still().count("<path") - 1


def test_a_page_can_read_the_figure() -> None:
    assert json.loads(chart(ONE).as_json())["layout"]["height"] == chart(ONE).height


@given(st.lists(st.floats(0, 100), min_size=1, max_size=3), st.floats(1, 20))
def test_names_keep_their_order_and_stay_apart(heights: list[float], gap: float) -> None:
    placed = spread(heights, gap)
    order = sorted(range(len(heights)), key=heights.__getitem__)
    assert all(placed[upper] - placed[lower] >= gap - 1e-9 for lower, upper in pairwise(order))
    assert all(after >= before for before, after in zip(heights, placed, strict=True))


def test_a_short_name_stays_on_one_line() -> None:
    assert two_lines("Grade 1") == "Grade 1" and two_lines("ER positive") == "ER\npositive"
