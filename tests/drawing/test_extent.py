"""The body in three zones: each lies in the next, and labels stand clear of each other and of what they point to."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from helpers import tables
from helpers.drawing.extent import BREAST, FOOT, LEFT, RADIUS, RIGHT, TOP, ZONES, Spot, extent, spread

PARTS = tables.load("body_parts")
NAMES = {"local": "Local: the breast", "regional": "Regional: close by", "distant": "Distant: stage 4"}
LIVER = Spot("far", "liver", ["liver"], "Liver", "Liver: proven", chosen=True)


def drawn(*spots: Spot, zone: str = "") -> ElementTree.Element:
    picture = extent(PARTS, spots, figure="woman", zone=zone, names=NAMES, title="Zones")
    return ElementTree.fromstring(picture)


def labels(drawing: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    """Boxes of all labels: left, top, right, bottom."""
    last = drawing.findall("g")[-1]
    boxes = [[float(rect.get(name, 0)) for name in ("x", "y", "width", "height")] for rect in last.iter("rect")]
    return [(x, y, x + width, y + height) for x, y, width, height in boxes]


@pytest.mark.parametrize("zone", ["", *ZONES])
def test_only_the_zone_asked_for_is_brought_out(zone: str) -> None:
    inverse = [
        node.get("data-key")
        for node in drawn(zone=zone).iter("g")
        if node.find("text[@class='mbc-inverse']") is not None
    ]
    assert inverse == ([zone] if zone else [])


def test_zones_have_lines_of_their_own() -> None:
    assert len({zone.dash for zone in ZONES.values()}) == len(ZONES)


def test_the_tumor_lies_in_the_breast_even_when_large() -> None:
    left = float(ZONES["local"].d.split("M")[1].split()[0])
    assert left < BREAST[0] - max(RADIUS.values()) and BREAST[0] + max(RADIUS.values()) < left + 96


def test_a_chosen_spot_is_pressed_and_labeled() -> None:
    drawing = drawn(LIVER)
    (button,) = [node for node in drawing.iter("g") if node.get("data-name") == "far"]
    assert button.get("aria-pressed") == "true" and button.get("aria-label") == "Liver"
    assert "Liver:" in "".join(drawing.itertext())


def test_a_spot_that_is_not_chosen_has_no_label() -> None:
    assert "Liver:" not in "".join(drawn(Spot("far", "liver", ["liver"], "Liver", "Liver: proven")).itertext())


def test_a_sign_stands_in_a_dashed_circle() -> None:
    drawing = drawn(Spot("far", "spot", ["adrenals"], "Spot", "Unclear spot", chosen=True, sign="?"))
    assert any(node.text == "?" for node in drawing.iter("text"))
    assert any(node.get("stroke-dasharray") for node in drawing.iter("circle"))


def test_each_tumor_sign_looks_different() -> None:
    looks = set()
    for mark in ("", *RADIUS):
        (circle, *_) = drawn(Spot("breast", mark, ["tumor"], "Tumor", chosen=bool(mark), label=mark, tumor=mark)).iter(
            "circle"
        )
        looks.add((circle.get("r"), circle.get("fill"), circle.get("stroke-width")))
    assert len(looks) == 4


@pytest.mark.parametrize(
    "place", ["liver", "brain", "contralateral_axilla", "axilla_level1", "marrow", "distant_neck", "pleura"]
)
def test_labels_stand_clear_of_each_other_and_in_the_frame(place: str) -> None:
    spots = [
        Spot("breast", "skin", ["tumor"], "Skin", "Into skin or chest wall", chosen=True, tumor="mass"),
        Spot("nodes", "n", ["supraclavicular"], "Nodes", "Above the collarbone", chosen=True),
        Spot("far", place, [place], "Far", "Cells in lung fluid", chosen=True),
    ]
    boxes = labels(drawn(*spots, zone="distant"))
    assert len(boxes) == 6
    for left, top, right, bottom in boxes:
        assert left >= LEFT and right <= RIGHT and top >= TOP and bottom <= FOOT
    for index, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[index + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


@pytest.mark.parametrize(
    "wanted",
    [[], [(100.0, 30.0)], [(100.0, 30.0), (110.0, 50.0), (112.0, 30.0)], [(300.0, 30.0), (100.0, 30.0), (90.0, 60.0)]],
)
def test_labels_are_spread_without_overlap_and_in_order(wanted: list[tuple[float, float]]) -> None:
    middles = spread(wanted)
    order = sorted(range(len(wanted)), key=lambda index: wanted[index][0])
    for above, below in pairwise(order):
        assert middles[above] + wanted[above][1] / 2 <= middles[below] - wanted[below][1] / 2
    if len(wanted) == 1:
        assert middles == [100.0]


def test_an_unknown_part_is_an_error() -> None:
    with pytest.raises(KeyError):
        drawn(Spot("far", "toe", ["toe"], "Toe"))


def test_a_script_in_a_label_is_text() -> None:
    picture = extent(PARTS, [LIVER], figure="woman", zone="", names=dict.fromkeys(NAMES, "<script>"), title="<b>")
    assert "<script>" not in picture and "<b>" not in picture
