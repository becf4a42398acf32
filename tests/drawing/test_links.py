"""Two columns and the lines between them."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from helpers.drawing.links import End, Link, links

LEFT = [End("a", "First goal", "goal"), End("b", "A second goal with many more words in it", "goal")]
RIGHT = [End("x", "One"), End("y", "Two"), End("z", "Three")]
TIES = [Link("a", "x"), Link("a", "y", loose=True), Link("b", "z")]


def drawn(selected: str = "", *, narrow: bool = False) -> ET.Element:
    return ET.fromstring(
        links(
            LEFT,
            RIGHT,
            TIES,
            headings=("Left", "Right"),
            title="Picture",
            control="pick",
            selected=selected,
            narrow=narrow,
            key=("measures", "hints"),
        )
    )


@pytest.mark.parametrize("narrow", [False, True])
def test_every_box_can_be_picked_and_is_inside_the_picture(narrow: bool) -> None:
    picture = drawn(narrow=narrow)
    _, _, width, height = map(float, picture.get("viewBox", "").split())
    assert [part.get("data-value") for part in picture.iter("g") if part.get("data-name")] == ["a", "b", "x", "y", "z"]
    for box in picture.iter("rect"):
        assert float(box.get("x", 0)) + float(box.get("width", 0)) <= width
        assert float(box.get("y", 0)) + float(box.get("height", 0)) <= height


def test_boxes_of_a_column_do_not_overlap() -> None:
    columns: dict[str, list[tuple[float, float]]] = {}
    for box in drawn().iter("rect"):
        columns.setdefault(box.get("x", ""), []).append((float(box.get("y", 0)), float(box.get("height", 0))))
    for boxes in columns.values():
        for (top, height), (below, _) in pairwise(boxes):
            assert top + height <= below


def test_what_is_picked_stands_out_with_what_it_leads_to() -> None:
    picture = drawn("a")
    bold = ["".join(text.itertext()) for text in picture.iter("text") if text.get("font-weight") == "600"]
    assert bold == ["First goal", "One", "Two"]
    assert [part.get("aria-pressed") for part in picture.iter("g") if part.get("data-name")].count("true") == 1
    assert sum(line.get("stroke") == "var(--mbc-accent)" for line in picture.iter("path")) == 2


def test_a_loose_tie_is_dashed_and_the_key_says_so() -> None:
    picture = drawn()
    dashed = [line for line in picture.iter("path") if line.get("stroke-dasharray")]
    assert len(dashed) == 1 + 1  # the tie, and its sample in the key
    assert "hints" in " ".join(picture.itertext())


def test_a_tie_to_nowhere_is_an_error_in_words() -> None:
    with pytest.raises(ValueError, match="no box is called nowhere"):
        links(LEFT, RIGHT, [Link("a", "nowhere")], headings=("", ""), title="", control="pick")
