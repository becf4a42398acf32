"""The map of pain: every kind is a button with a sign and a line to its place, and its name stays in its box."""

from xml.etree import ElementTree

import pytest

from helpers.drawing.pain_places import BROAD, PARTS, PLACES, TALL, Kind, pain_map

LEFT = [
    Kind("foot", "A pain in the foot with a long name", "feet", "nerve", True, "Foot: nerve"),
    Kind("top", "Headache", "head", "organ", False, "Head: organ"),
]
RIGHT = [Kind("all", "All of it", "whole", "whole", False, "All"), Kind("arm", "<b>", "arm", "body", False, "Arm")]


def drawn(selected: str = "top", *, narrow: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(
        pain_map(LEFT, RIGHT, control="kind", selected=selected, title="Pains", narrow=narrow)
    )


def buttons(drawing: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {node.get("data-value", ""): node for node in drawing.iter("g") if node.get("data-name") == "kind"}


def test_every_kind_is_a_button_and_one_is_pressed() -> None:
    found = buttons(drawn())
    assert {key: node.get("aria-pressed") for key, node in found.items()} == {
        "foot": "false",
        "top": "true",
        "all": "false",
        "arm": "false",
    }
    assert found["foot"].get("aria-label") == "Foot: nerve"


def test_each_side_runs_from_top_to_bottom_of_the_figure() -> None:
    assert list(buttons(drawn())) == ["top", "foot", "arm", "all"]


def test_what_hurts_is_told_by_shape_and_the_key_explains_it() -> None:
    assert len({sign.path for sign in PARTS.values()}) == len(PARTS)
    words = " ".join(drawn().itertext())
    assert all(sign.words in words for sign in PARTS.values()) and "can be an emergency" in words


def test_an_alarm_stands_beside_the_name() -> None:
    found = {key: "".join(node.itertext()) for key, node in buttons(drawn()).items()}
    assert found["foot"].startswith("▲") and not found["top"].startswith("▲")


def test_the_whole_person_is_a_ring_only_when_picked() -> None:
    assert not list(drawn("top").iter("ellipse")) and len(list(drawn("all").iter("ellipse"))) == 1


@pytest.mark.parametrize("narrow", [False, True])
def test_everything_stays_in_the_drawing(narrow: bool) -> None:
    drawing = drawn(narrow=narrow)
    _, _, width, height = map(float, drawing.get("viewBox", "").split())
    for box in drawing.iter("rect"):
        assert float(box.get("x", 0)) >= 0 and float(box.get("x", 0)) + float(box.get("width", 0)) <= width
        assert float(box.get("y", 0)) >= 0 and float(box.get("y", 0)) + float(box.get("height", 0)) <= height
    assert float(drawing.get("font-size", 0)) * 340 / width >= 13 or not narrow


def test_places_lie_on_the_figure() -> None:
    assert all(0 <= place.x <= BROAD and 0 <= place.y <= TALL for place in PLACES.values())


def test_a_tag_in_a_name_is_text() -> None:
    assert "<b>" not in pain_map(LEFT, RIGHT, control="kind", selected="", title="<i>")
