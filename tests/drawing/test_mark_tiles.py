"""Tiles of marks: each is named with sign and word, and text stays inside its tile."""

import xml.etree.ElementTree as ET

import pytest

from helpers.drawing.mark_tiles import HEIGHT, Group, Mark, mark_tiles

YES, OPEN = Mark("Yes", "✓", "right", filled=True), Mark("Open", "", "edge", "2 5")
GROUPS = [
    Group("The words", [("Date", YES), ("A name of many words that is long", OPEN)]),
    Group("Who says so", [("One", YES), ("Two", YES), ("Three", OPEN)]),
]


def test_every_check_is_named_with_its_mark() -> None:
    drawn = ET.fromstring(mark_tiles(GROUPS, title="Marks."))
    assert drawn.get("aria-label") == (
        "Marks. Date: Yes; A name of many words that is long: Open; One: Yes; Two: Yes; Three: Open."
    )
    assert len(list(drawn.iter("rect"))) == 5


@pytest.mark.parametrize("narrow", [False, True])
def test_tiles_stand_inside_the_drawing_and_do_not_overlap(narrow: bool) -> None:
    drawn = ET.fromstring(mark_tiles(GROUPS, title="Marks.", narrow=narrow))
    width, height = (float(number) for number in drawn.get("viewBox", "").split()[2:])
    boxes = [tuple(float(rect.get(side, 0)) for side in ("x", "y", "width", "height")) for rect in drawn.iter("rect")]
    for x, y, wide, tall in boxes:
        assert x >= 0 and x + wide <= width and y + tall <= height and tall == HEIGHT
    for at, (x, y, wide, tall) in enumerate(boxes):
        assert not [b for b in boxes[at + 1 :] if abs(b[0] - x) < wide and abs(b[1] - y) < tall]


def test_a_mark_differs_by_sign_word_and_line_not_by_color_alone() -> None:
    drawn = str(mark_tiles(GROUPS, title="Marks."))
    assert drawn.count("✓") == 3 and drawn.count("stroke-dasharray") == 2 and drawn.count(">Open<") == 2


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    assert ET.fromstring(mark_tiles([], title="Marks.")).get("role") == "img"
