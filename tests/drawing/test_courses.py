"""Courses over time: as high as their levels, joined over time and apart at events."""

import re
import xml.etree.ElementTree as ET

import pytest

from helpers.drawing.courses import NARROW, Course, Deed, Stage, courses

STAGES = [
    Stage("before", "Before", "Before it"),
    Stage("first", "First day", "First day"),
    Stage("rise", "Raised", "After"),
]
ROWS = [
    Course("stays", "Stays", "stays", "today", (0, 3, 3), "Stays: strong"),
    Course("fades", "Fades", "fades", "accent", (0, 2, 0), "Fades: moderate"),
]
DEEDS = [Deed("look", "Look", (True, False, True), "Look: before and after")]


def drawn(narrow: bool = False, rows: list[Course] = ROWS) -> ET.Element:
    return ET.fromstring(
        courses(
            STAGES,
            rows,
            DEEDS,
            through=2,
            controls=("topic", "moment"),
            selected=("fades", "rise"),
            headings=("Effects", "Care"),
            foot="A sketch, not a count.",
            title="Over time",
            narrow=narrow,
        )
    )


def parts(drawing: ET.Element, control: str) -> dict[str, ET.Element]:
    return {part.get("data-value", ""): part for part in drawing.iter("g") if part.get("data-name") == control}


def shape(part: ET.Element) -> str:
    return [path.get("d", "") for path in part.iter("path")][-1]


@pytest.mark.parametrize("narrow", [False, True])
def test_rows_and_columns_can_be_picked_and_the_picked_are_pressed(narrow: bool) -> None:
    drawing = drawn(narrow)
    rows, columns = parts(drawing, "topic"), parts(drawing, "moment")
    assert list(rows) == ["stays", "fades", "look"] and list(columns) == ["before", "first", "rise"]
    assert [key for key, part in (rows | columns).items() if part.get("aria-pressed") == "true"] == ["fades", "rise"]
    assert "▶ Fades" in "".join(rows["fades"].itertext())
    assert rows["look"].get("aria-label") == "Look: before and after"


def test_a_higher_level_is_drawn_higher() -> None:
    def top(part: ET.Element) -> float:
        d = shape(part).split("z")[0]
        pairs = [float(y) for _, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", d)]
        return max(pairs) - min(pairs)

    rows = parts(drawn(), "topic")
    assert top(rows["stays"]) > top(rows["fades"]) > 0


def test_an_event_without_a_level_has_no_hill() -> None:
    rows = parts(drawn(), "topic")
    assert shape(rows["stays"]).count("z") == 2 and shape(rows["fades"]).count("z") == 1


def test_a_deed_has_a_square_at_each_of_its_stages() -> None:
    assert shape(parts(drawn(), "topic")["look"]).count("z") == 2


def test_it_says_that_it_is_a_sketch() -> None:
    assert "A sketch, not a count." in "".join(drawn().itertext())


@pytest.mark.parametrize("levels", [(0, 1), (0, 4, 0)])
def test_levels_that_cannot_be_drawn_are_refused(levels: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="level"):
        drawn(rows=[Course("a", "A", "", "now", levels, "")])


def test_words_are_large_enough_on_a_phone() -> None:
    sizes = [float(text.get("font-size", 0)) for text in drawn(narrow=True).iter("text")]
    assert min(sizes) * 340 / NARROW.width >= 13
