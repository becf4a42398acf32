"""Everyone is one sign: none is lost, none is counted twice, and groups differ in shape."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.drawing.people import CELL, SHAPES, Group, people

MARKS = list(SHAPES)


def drawn(groups: list[Group], per_row: int = 10, key: bool = True) -> ET.Element:
    return ET.fromstring(people(groups, title="People", per_row=per_row, key=key))


def places(group: ET.Element) -> list[tuple[float, float]]:
    found = re.findall(r"M([\d.]+) ([\d.]+)", group.get("d", ""))
    return [(float(x), float(y)) for x, y in found]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=5), st.sampled_from([10, 20, 40]))
def test_every_person_has_a_place_of_their_own(counts: list[int], per_row: int) -> None:
    groups = [Group("people", count, "edge", MARKS[index]) for index, count in enumerate(counts)]
    signs = [places(path) for path in drawn(groups, per_row, key=False).findall("path")]
    assert [len(group) for group in signs] == counts
    everyone = [place for group in signs for place in group]
    assert len(set(everyone)) == sum(counts)
    assert all(0 < x < CELL * per_row for x, _ in everyone)


def test_the_key_tells_every_group_with_its_count() -> None:
    told = "".join(drawn([Group("found", 9, "right", "full"), Group("cleared", 991, "edge", "dot")]).itertext())
    assert "9 found" in told and "991 cleared" in told


def test_a_long_key_stays_inside_the_picture() -> None:
    groups = [Group("women who lived longer than three years and a half after that", 50, "right")]
    lines = drawn(groups).findall(".//tspan")
    assert len(lines) > 1
    height = float(drawn(groups).get("viewBox", "").split()[3])
    assert all(float(line.get("y", "")) < height for line in lines)


def test_fewer_than_no_one_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer than no one"):
        people([Group("nobody", -1, "edge")], title="People")
