"""Stairs: every step is drawn whole, the first at the bottom, and the one chosen is set apart by more than color."""

import xml.etree.ElementTree as ET

import pytest

from helpers.drawing.parts import text_width
from helpers.drawing.stairs import MOST, NARROW_WIDTH, WIDTH, Stair, stairs

STEPS = (
    Stair("one", "First", "Which dose can people bear, and what does it do to the body?", "about 20 people", 3),
    Stair("two", "Second", "Does it help?", "several hundred people", MOST),
    Stair("three", "Third", "A last question that is so long that it needs more than a single line?", "no one"),
)


def drawn(narrow: bool = False) -> ET.Element:
    return ET.fromstring(stairs(STEPS, title="Steps", control="step", selected="two", narrow=narrow))


@pytest.mark.parametrize("narrow", [False, True])
def test_each_step_can_be_picked_and_says_all_of_itself(narrow: bool) -> None:
    parts = [part for part in drawn(narrow).iter("g") if part.get("data-value")]
    assert [part.get("data-value") for part in parts] == ["one", "two", "three"]
    for part, step in zip(parts, STEPS, strict=True):
        words = " ".join("".join(part.itertext()).split())
        assert step.name in words and step.people in words
        assert step.words in part.get("aria-label", "") and step.people in part.get("aria-label", "")
        assert part.get("aria-pressed") == ("true" if step.value == "two" else "false")


def test_the_first_step_stands_lowest_and_farthest_left() -> None:
    boxes = [(float(box.get("x", 0)), float(box.get("y", 0))) for box in drawn().iter("rect")]
    assert boxes == sorted(boxes) and [y for _, y in boxes] == sorted((y for _, y in boxes), reverse=True)


def test_the_chosen_step_has_a_sign_and_a_thicker_edge() -> None:
    on, off = (next(part for part in drawn().iter("g") if part.get("data-value") == value) for value in ("two", "one"))
    assert "▶" in "".join(on.itertext()) and "▶" not in "".join(off.itertext())
    widths = [float(next(part.iter("rect")).get("stroke-width", 0)) for part in (on, off)]
    assert widths[0] > widths[1]


@pytest.mark.parametrize("narrow", [False, True])
def test_no_words_leave_their_step(narrow: bool) -> None:
    width = NARROW_WIDTH if narrow else WIDTH
    for line in drawn(narrow).iter("tspan"):
        assert float(line.get("x", 0)) + 0.9 * text_width(line.text or "", 15) <= width, line.text


def test_more_signs_than_there_is_room_for_are_refused() -> None:
    with pytest.raises(ValueError, match="signs"):
        stairs([Stair("a", "A", "?", "many", MOST + 1)], title="", control="step", selected="a")
