"""The lanes of a decision: what is on the route is numbered, what is not steps back, nothing runs out of its box."""

import re
import xml.etree.ElementTree as ET

import pytest

from helpers.drawing.lanes import Box, End, Lane, lanes, wrapped
from helpers.drawing.parts import text_width
from helpers.markup import Safe

WAY = [Box("Biopsy", "start", number="1"), Box("Crisis?", "decision", "No", "2", uncertain=True), Box("Other", "test")]
FIRST = Lane(
    "First line",
    Box("How did it go?", "decision", number="3", value="first", spoken="How did it go?, step 3"),
    (
        Box("One", "action", "Good", "4a", value="one", spoken="One"),
        Box("Two", "action", "Bad", value="two", spoken="Two"),
        Box("Three", "action", "Frail", "4b", uncertain=True, value="three", spoken="Three, uncertain"),
    ),
    (End("A + B", "● Guideline 2024", "4a"), End("C", "? Small", "4b", uncertain=True)),
    after="Growing again",
)
SECOND = Lane(
    "Second line",
    Box("What is left?", "decision", value="second", spoken="What is left?"),
    (Box("Four", "action", "Any", value="four", spoken="Four"),),
)


def draw(*parts: Lane, narrow: bool = False) -> Safe:
    return lanes(
        WAY, parts, title="A graph", control="place", heading="Options", key={"decision": "Question"}, narrow=narrow
    )


def words(svg: Safe) -> str:
    return " ".join(" ".join(part.itertext()) for part in ET.fromstring(svg).iter("text"))


@pytest.mark.parametrize("narrow", [False, True])
def test_it_is_named_and_holds_every_word_of_the_route(narrow: bool) -> None:
    svg = draw(FIRST, SECOND, narrow=narrow)
    assert ET.fromstring(svg).get("aria-label") == "A graph"
    for said in (
        "Biopsy",
        "Crisis?",
        "No",
        "First line",
        "How did it go?",
        "Good",
        "One",
        "A + B",
        "● Guideline 2024",
        "C",
    ):
        assert said in words(svg)
    assert "Growing again" in words(svg) and "Options" in words(svg) and "Question" in words(svg)


def test_only_what_is_on_the_route_is_numbered() -> None:
    boxes = re.findall(r'mbc-lanes-number"><circle[^>]*></circle><text[^>]*>(\w+)<', draw(FIRST, SECOND))
    assert boxes == ["1", "2", "3", "4a", "4b", "4a", "4b"]


def test_boxes_with_a_value_can_be_picked_and_the_strip_cannot() -> None:
    svg = draw(FIRST, SECOND)
    assert re.findall(r'data-value="(\w+)"', svg) == ["first", "one", "two", "three", "second", "four"]
    assert svg.count('aria-pressed="true"') == 3


def test_uncertain_boxes_are_dashed_and_signed() -> None:
    svg = draw(FIRST)
    assert svg.count('stroke-dasharray="7 5"') == 3 and svg.count("mbc-lanes-open") == 2


def test_lines_on_the_route_are_drawn_apart_and_later() -> None:
    svg = draw(FIRST)
    plain = svg.index('class="mbc-lanes-lines"><path', svg.index("First line"))
    assert plain < svg.index('class="mbc-lanes-lines mbc-lanes-route"><path', plain)


def test_a_route_that_goes_on_into_the_next_lane_marks_the_way() -> None:
    onward = Lane("First", FIRST.asks, FIRST.answers, (), "Short benefit", goes_on=True)
    marked = draw(onward, SECOND).rpartition("Short benefit")[0]
    assert "mbc-lanes-route" in marked[marked.rindex("<path") - 200 :]
    assert "mbc-lanes-route" not in draw(FIRST, SECOND).rpartition("Growing again")[0][-260:]


def test_a_phone_closes_lanes_off_the_route_and_stays_narrow() -> None:
    svg = draw(FIRST, SECOND, narrow=True)
    assert "Four" not in words(svg) and "What is left?" in words(svg)
    assert ET.fromstring(svg).get("viewBox", "").split()[2] == "374"


def test_words_are_broken_where_they_do_not_fit() -> None:
    lines = wrapped("Fulvestrant and a CDK4/6 inhibitor", 150, 17)
    assert " ".join(lines) == "Fulvestrant and a CDK4/6 inhibitor" and len(lines) > 1
    assert all(text_width(line, 17) <= 150 for line in lines)
    assert wrapped("Pembrolizumab", 20, 17) == ["Pembrolizumab"]
