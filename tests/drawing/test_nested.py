"""Boxes within boxes: every level is a button, nothing overlaps, words fit, what is picked is pressed."""

import re
from xml.etree import ElementTree

import pytest

from helpers.drawing.nested import SIGNS, WIDTH, Box, Group, Item, nested

ITEMS = [Item("red", "Red apples of an old and rather rare kind", "Red apples", 12), Item("green", "Green", "Green")]
BOXES = [
    Box("apples", "Apples", "Apples: 2 sorts", "blood", "drop", items=ITEMS),
    Box("pears", "Pears", "Pears", "lymph", note="They ripen late, and they keep until the winter in a cool cellar."),
    Box("plums", "Plums and all other stone fruit", "Plums", "direct", "bone"),
]
FRUIT = Group("fruit", "Fruit", "grows on trees", "Fruit: 3 kinds", BOXES, columns=2)
ROOTS = Group(
    "roots", "Roots", "grow below", "Roots: 1 kind", [Box("beets", "Beets", "Beets", "accent")], 1, "accent", "rays"
)


def drawn(selected: str = "", *, narrow: bool = False, crumbs: dict[str, str] | None = None) -> ElementTree.Element:
    rows = [[FRUIT], [ROOTS]] if narrow else [[FRUIT, ROOTS]]
    return ElementTree.fromstring(
        nested(rows, control="part", selected=selected, title="A garden", crumbs=crumbs, key="Pick one", narrow=narrow)
    )


def buttons(drawing: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {node.get("data-value", ""): node for node in drawing.iter("g") if node.get("data-name") == "part"}


@pytest.mark.parametrize("narrow", [False, True])
def test_every_level_is_a_button_with_a_name(narrow: bool) -> None:
    found = buttons(drawn(narrow=narrow))
    assert set(found) == {"fruit", "apples", "red", "green", "pears", "plums", "roots", "beets"}
    assert found["apples"].get("aria-label") == "Apples: 2 sorts"
    assert not [
        button for button in found.values() for inner in button.iter("g") if inner is not button and inner.get("role")
    ]


@pytest.mark.parametrize("value", ["fruit", "apples", "red"])
def test_only_what_is_picked_is_pressed_and_has_a_pointer(value: str) -> None:
    found = buttons(drawn(value))
    assert [key for key, node in found.items() if node.get("aria-pressed") == "true"] == [value]
    assert [key for key, node in found.items() if "▶" in "".join(node.itertext())] == [value]


def test_crumbs_lead_out_and_stand_first() -> None:
    found = list(buttons(drawn(crumbs={"all": "Whole garden", "beds": "Beds"})).values())
    assert [node.get("data-value") for node in found[:2]] == ["all", "beds"]
    assert "◂ Whole garden" in "".join(found[0].itertext())


@pytest.mark.parametrize("narrow", [False, True])
def test_everything_stays_inside_and_boxes_do_not_overlap(narrow: bool) -> None:
    drawing = drawn(narrow=narrow)
    _, _, width, height = map(float, drawing.get("viewBox", "").split())
    boxes = [node for node in drawing.iter("rect") if node.get("fill") == "none" and node.get("rx") == "9"]
    places = [tuple(float(node.get(name, 0)) for name in ("x", "y", "width", "height")) for node in boxes]
    assert len(places) == 4
    for x, y, wide, tall in places:
        assert x >= 0 and y >= 0 and x + wide <= width and y + tall <= height
    for index, (x, y, wide, tall) in enumerate(places):
        for left, top, across, down in places[index + 1 :]:
            assert x + wide <= left or left + across <= x or y + tall <= top or top + down <= y


def test_a_count_is_shown_only_where_there_is_one() -> None:
    found = buttons(drawn())
    assert "".join(found["red"].itertext()).endswith("12")
    assert "".join(found["green"].itertext()) == "Green"


def test_a_wide_drawing_takes_the_full_width() -> None:
    assert "mbc-wide" in drawn().get("class", "") and "mbc-wide" not in drawn(narrow=True).get("class", "")
    assert drawn().get("viewBox", "").split()[2] == f"{WIDTH:g}"


def test_signs_stay_within_their_square() -> None:
    for name, path in SIGNS.items():
        start = re.findall(r"M(-?[\d.]+)[ ,]?(-?[\d.]+)", path)
        assert start and all(abs(float(number)) <= 12 for pair in start for number in pair), name
