"""Shelves: every thing lies inside its shelf, and none on another."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from helpers.drawing.shelves import Shelf, Thing, shelves

ALL = [
    Shelf(
        "▲ First",
        "A note that is long enough to break.",
        "now",
        [Thing(f"a{n}", "word " * n, f"thing {n}") for n in range(1, 9)],
    ),
    Shelf("Second", "", "accent", [Thing("b", "x" * 30, "b", marked=True)]),
]


@pytest.mark.parametrize("narrow", [False, True])
def test_things_stay_on_their_shelf_and_apart(narrow: bool) -> None:
    drawing = ElementTree.fromstring(shelves(ALL, control="thing", chosen="a3", title="All", narrow=narrow))
    width, height = (float(number) for number in drawing.get("viewBox", "").split()[2:])
    assert height < 1200
    for shelf in drawing.findall("g"):
        frame = box(shelf.findall("rect")[0])
        boxes = [box(rect) for thing in shelf.findall("g") for rect in thing.findall("rect")]
        for x, y, right, bottom in boxes:
            assert x >= 0 and right <= width and frame[1] <= y and bottom <= frame[3]
        for one, other in pairwise(boxes):
            assert one[2] <= other[0] or one[3] <= other[1]


def test_the_chosen_thing_is_marked_by_sign_and_named_once() -> None:
    drawing = ElementTree.fromstring(shelves(ALL, control="thing", chosen="a3", title="All"))
    pressed = [node for node in drawing.iter("g") if node.get("aria-pressed") == "true"]
    assert [node.get("data-value") for node in pressed] == ["a3"]
    assert "".join(pressed[0].itertext()).startswith("▶ ")
    assert [node.get("aria-label") for node in drawing.iter("g") if node.get("data-name")] == [
        thing.spoken for shelf in ALL for thing in shelf.things
    ]


def box(rect: ElementTree.Element) -> tuple[float, float, float, float]:
    x, y, wide, tall = (float(rect.get(name, "0")) for name in ("x", "y", "width", "height"))
    return x, y, x + wide, y + tall
