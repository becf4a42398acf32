"""Groups of 100 people: the numbers are drawn and named, and nothing leaves the drawing."""

import xml.etree.ElementTree as ET

import pytest

from helpers.drawing.hundreds import WIDTH, Hundred, hundreds
from helpers.drawing.people import Group


def crowd(name: str, full: int) -> Hundred:
    groups = (Group("alive", full, "accent"), Group("not alive", 100 - full, "edge", "ring"))
    return Hundred(name, f"{full} of 100", groups)


def test_each_group_draws_its_people_and_its_number() -> None:
    picture = ET.fromstring(hundreds([crowd("One", 31), crowd("Other", 100)], title="Two groups."))
    counts = [[path.get("d", "").count("M") for path in svg.iter("path")] for svg in picture.findall("svg")]
    assert counts == [[31, 69], [100, 0], [1], [1]]
    assert picture.get("aria-label") == "Two groups. One: 31 of 100; Other: 100 of 100."


def test_the_key_names_each_sign_once() -> None:
    words = [text.text for text in ET.fromstring(hundreds([crowd("One", 31)], title="A group.")).iter("text")]
    assert words == ["One", "31 of 100", "alive", "not alive"]


def test_a_number_without_room_stands_below_its_name() -> None:
    short, long = (
        [text.get("y") for text in ET.fromstring(hundreds([crowd(name, 5)], title="A group.")).iter("text")][:2]
        for name in ("Short", "A name that is very nearly as wide as it can be")
    )
    assert short[0] == short[1] and float(long[0] or 0) < float(long[1] or 0)


def test_who_was_counted_stands_at_the_foot_and_nothing_below_it() -> None:
    foot = "Counted: women in a registry whose name is long enough to be broken into two lines"
    picture = ET.fromstring(hundreds([crowd("One", 31)] * 6, title="Six groups.", foot=foot))
    assert " ".join(text.text or "" for text in picture.iter("text")).endswith(foot)
    width, height = map(float, picture.get("viewBox", "").split()[2:])
    assert width == WIDTH
    assert max(float(text.get("y", 0)) for text in picture.iter("text")) < height


def test_a_group_that_does_not_hold_100_is_refused() -> None:
    with pytest.raises(ValueError, match="“Few” does not hold 100 people"):
        Hundred("Few", "3 of 100", (Group("alive", 3, "accent"),))
