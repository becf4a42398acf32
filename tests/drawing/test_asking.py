"""A talk: open questions are buttons, answers are heard, and an emergency ends it."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from helpers.drawing.asking import HEARD, LATEST, WAITS, Line, asking

LINES = [
    Line("A", "First", "“It hurts, and it hurts more than I can say in a few short words.”", HEARD),
    Line("B", "Second", "“Now.”", LATEST, "▲ Act now", "now"),
    Line("C", "Third", "Where?", value="x;c", spoken="Ask: where?"),
    Line("D", "Fourth", "never shown", WAITS),
]


def drawn(**choices: object) -> ElementTree.Element:
    given = {"places": ["hip", "ribs"], "control": "walk", "title": "A talk"} | choices
    return ElementTree.fromstring(asking("“Good morning.”", LINES, **given))  # type: ignore[arg-type]


def words(drawing: ElementTree.Element) -> str:
    return " ".join(drawing.itertext())


def test_only_open_questions_are_buttons() -> None:
    found = [node for node in drawn().iter("g") if node.get("data-name")]
    assert [(node.get("data-value"), node.get("aria-label")) for node in found] == [("x;c", "Ask: where?")]


def test_a_question_that_waits_says_no_more_than_its_name() -> None:
    assert "Fourth" in words(drawn()) and "never shown" not in words(drawn())


def test_places_show_once_they_are_known() -> None:
    assert "Not asked" in words(drawn()) and "2 places" in words(drawn(known=True))
    assert "1 place" in words(drawn(known=True, places=["hip"]))


def test_without_places_there_is_no_figure() -> None:
    drawing = drawn(places=None)
    assert "asked" not in words(drawing) and not list(drawing.iter("path"))


def test_the_band_ends_the_talk() -> None:
    drawing = drawn(band="Stop.", role="now")
    assert words(drawing).rstrip().endswith("Stop.")
    assert "var(--mbc-now-soft)" in [box.get("fill") for box in drawing.iter("rect")]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("places", [None, ["hip"]])
def test_boxes_stand_one_below_the_other_and_within_the_drawing(narrow: bool, places: list[str] | None) -> None:
    drawing = drawn(narrow=narrow, places=places, band="Stop.")
    _, _, width, height = map(float, drawing.get("viewBox", "").split())
    boxes = [(float(b.get("y", 0)), float(b.get("height", 0)), b) for b in drawing.iter("rect")]
    for (y, high, _), (below, _, _) in pairwise(boxes):
        assert y + high < below
    assert boxes[-1][0] + boxes[-1][1] <= height
    assert all(float(b.get("x", 0)) + float(b.get("width", 0)) <= width for _, _, b in boxes)


def test_a_tag_in_an_answer_is_text() -> None:
    assert "<b>" not in asking("<b>", [Line("A", "<b>", "<b>", HEARD)], control="w", title="<b>")
