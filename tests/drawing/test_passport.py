"""The passport: every watched place is signed and tied to the figure, and nothing leaves the page."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from helpers.drawing.passport import ASK, ICONS, KEY, PLACES, TEST, Page, passport

PAGE = Page("A drug", ["oral"], ["Brand", "Needs: a marker"], "▲ Boxed warning", {"heart": TEST, "lungs": ASK})
LONG = Page("A drug with a name of many words + another", ["iv", "sc"], ["word " * 40], "No boxed warning", {})


def drawn(*pages: Page, narrow: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(passport(pages, title="Passport", narrow=narrow))


def texts(drawing: ElementTree.Element) -> str:
    return " ".join("".join(node.itertext()) for node in drawing.iter("text"))


@pytest.mark.parametrize("narrow", [False, True])
def test_every_place_is_named_and_the_key_explains_all_signs(narrow: bool) -> None:
    said = texts(drawn(PAGE, narrow=narrow))
    words = {word for place in PLACES.values() for word in place.name.split()}
    assert all(word in said for word in words)
    assert all(meaning in said for meaning in KEY.values())


def test_signs_differ_in_shape() -> None:
    drawing = drawn(PAGE)
    assert len(list(drawing.iter("rect"))) == 1 + 2 + 1  # the page, two for the heart, one in the key
    assert sum(node.get("stroke-width") == "2.5" for node in drawing.iter("path")) == 2 + 1


def test_two_pages_stand_side_by_side_or_below_each_other() -> None:
    wide, narrow = drawn(PAGE, LONG), drawn(PAGE, LONG, narrow=True)
    assert wide.get("class") == "mbc-wide" and narrow.get("class") is None
    moves = [[node.get("transform") for node in one if node.get("transform")] for one in (wide, narrow)]
    assert moves[0][1].endswith(" 0)") and moves[1][1].startswith("translate(0 ")


@pytest.mark.parametrize("narrow", [False, True])
def test_names_at_one_side_do_not_touch(narrow: bool) -> None:
    drawing = drawn(PAGE, narrow=narrow)
    for anchor in ("start", "end"):
        nodes = [node for node in drawing.iter("text") if node.get("text-anchor") == anchor]
        lines = [[float(part.get("y", "")) for part in node.iter("tspan")] for node in nodes]
        for above, below in pairwise(lines):
            assert below[0] - above[-1] >= 15


def test_every_route_has_a_sign() -> None:
    assert set(ICONS) == {"oral", "iv", "sc", "im", "implant"}
