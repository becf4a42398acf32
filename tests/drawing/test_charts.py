"""A chart of bars shows every number, on the screen and on paper, wide and narrow."""

import xml.etree.ElementTree as ET

import pytest

from helpers.drawing.charts import Bar, BarPanels, Panel

PANELS = (
    Panel("Fruit", (Bar("Apple", 3), Bar("Pear <b>", 7.5))),
    Panel("A title that is much too long for the width of a phone", (Bar("Fig", 4),)),
)
both = pytest.mark.parametrize("narrow", [False, True])


def chart(narrow: bool = False, unit: str = "%") -> BarPanels:
    return BarPanels(PANELS, unit, narrow)


@both
def test_every_number_and_every_label_is_drawn(narrow: bool) -> None:
    figure = chart(narrow).figure()
    assert [tuple(trace.x) for trace in figure.data] == [(3, 7.5), (4,)]
    assert [tuple(trace.text) for trace in figure.data] == [("3%", "7.5%"), ("4%",)]
    told = [note.text for note in figure.layout.annotations]
    told += [label for axis in figure.select_yaxes() if axis.showticklabels for label in axis.ticktext]
    assert {"<b>Fruit</b>", "Apple", "Pear &lt;b>", "Fig"} <= set(told)


@both
def test_the_highest_of_several_is_marked_and_a_single_bar_is_not(narrow: bool) -> None:
    first, second = (trace.marker.color for trace in chart(narrow).figure().data)
    assert first[1] == "var(--mbc-accent)" and first[0] == second[0] == "var(--mbc-scale-3)"


@both
def test_panels_do_not_overlap(narrow: bool) -> None:
    first, second = (axis.domain for axis in chart(narrow).figure().select_yaxes())
    assert 1 > first[1] > first[0] > second[1] > second[0] >= 0


def test_where_there_is_room_labels_stand_beside_and_else_above() -> None:
    assert chart().figure().layout.margin.l > 50 > chart(narrow=True).figure().layout.margin.l
    assert chart(narrow=True).figure().layout.height > chart().figure().layout.height


def test_a_long_unit_has_room() -> None:
    assert chart(unit=" months").figure().layout.margin.r > chart().figure().layout.margin.r


def test_thousands_are_told_in_full() -> None:
    assert BarPanels((Panel("Cases", (Bar("World", 2_300_000),)),), "").figure().data[0].text == ("2,300,000",)


def test_the_still_form_shows_the_same_and_stays_inside() -> None:
    drawn = ET.fromstring(chart().still())
    told = "".join(drawn.itertext())
    assert all(word in told for word in ("Fruit", "Apple", "Pear <b>", "Fig", "3%", "7.5%", "4%"))
    left, top, width, height = map(float, drawn.get("viewBox", "").split())
    for rect in drawn.iter("rect"):
        assert float(rect.get("x", "")) + float(rect.get("width", "")) <= left + width
        assert top <= float(rect.get("y", "")) <= height
