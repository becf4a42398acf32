"""Nothing to draw: the reason stands in words, and every way back can be picked."""

import xml.etree.ElementTree as ET

import pytest

from helpers.drawing.nothing import Way, nothing

WORDS = "No trial fits all three filters, so that there is nothing to draw. Widen one of them & look again."


@pytest.mark.parametrize("narrow", [False, True])
def test_the_reason_is_whole_and_the_ways_back_can_be_picked(narrow: bool) -> None:
    ways = [Way("line", "all", "Any line"), Way("kind", "all", "Any class")]
    svg = ET.fromstring(nothing(WORDS, ways, narrow=narrow))
    assert svg.get("aria-label") == WORDS
    assert " ".join(line.text or "" for line in svg.iter("tspan")) == WORDS
    parts = [part for part in svg.iter("g") if part.get("data-name")]
    assert [(part.get("data-name"), part.get("data-value"), part.get("aria-label")) for part in parts] == ways
    bottom = max(float(box.get("y", 0)) + float(box.get("height", 0)) for box in svg.iter("rect"))
    assert bottom <= float(svg.get("viewBox", "").split()[3])
