"""Weeks of days: each in its place, told in words, and only those that can be opened can be picked."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta

from helpers.drawing.weeks import CELL, NAMES, WIDTH, WRITTEN, Square, weeks

START = date(2026, 10, 25)  # a Sunday
DAYS = [START + timedelta(days=day) for day in range(14)]
SQUARES = [
    Square(when, f"day {index}", index == 2, "▲" if index == 3 else "", "now" if index == 3 else "", index < 10)
    for index, when in enumerate(DAYS)
]


def drawn(picked: date | None = None) -> ET.Element:
    return ET.fromstring(weeks(SQUARES, control="entry", picked=picked, title="Two weeks"))


def test_seven_days_a_row_in_order() -> None:
    boxes = [(float(box.attrib["x"]), float(box.attrib["y"])) for box in drawn().iter("rect")]
    assert len(boxes) == 14 and boxes == sorted(boxes, key=lambda box: (box[1], box[0]))
    assert len({y for _, y in boxes}) == 2 and len({x for x, _ in boxes}) == 7
    assert max(x for x, _ in boxes) + CELL <= WIDTH + 3
    assert [node.text for node in drawn().iter("text")][:7] == list(NAMES)


def test_the_month_is_named_where_it_begins() -> None:
    said = [node.text for node in drawn().iter("text")]
    assert "Oct 25" in said and "Nov 1" in said and "26" in said and "Oct 26" not in said


def test_what_can_be_opened_can_be_picked_and_is_told() -> None:
    parts = [node for node in drawn(DAYS[2]).iter("g") if node.get("data-name")]
    assert [part.get("data-value") for part in parts] == [when.isoformat() for when in DAYS[:10]]
    assert [part.get("aria-pressed") for part in parts].count("true") == 1
    assert parts[2].get("aria-label") == "day 2" and parts[2].get("aria-pressed") == "true"


def test_a_written_day_has_a_dot_and_a_warning_its_sign() -> None:
    said = [node.text for node in drawn().iter("text")]
    assert said.count(WRITTEN) == 1 and said.count("▲") == 1
    assert "var(--mbc-now-soft)" in weeks(SQUARES, control="entry", picked=None, title="x")


def test_words_are_large_enough_for_a_phone() -> None:
    sizes = {float(node.attrib["font-size"]) for node in drawn().iter("text") if (node.text or "")[:1].isalnum()}
    assert min(sizes) >= 14
