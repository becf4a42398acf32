"""The walk: what is behind, where one is, and the ways on, in every width."""

from xml.etree import ElementTree

import pytest

from helpers.drawing.walk import NARROW, WIDE, Exit, Stop, walk_picture

BEHIND = [Stop(2, "A sign", "Start", "start", "a", "Back to step 2"), Stop(3, "A test", "Test", "test", "a;b", "Back")]
HERE = Stop(4, "What does it show, and is it enough to go on?", "Decision", "decision", "a;b;c", "")
EXITS = [Exit("Go on", "yes", "a;b;c;d", "It is enough"), Exit("Look again", "no", "a;b;c;e", "It is not")]


def drawn(*parts: object, **options: object) -> ElementTree.Element:
    return ElementTree.fromstring(walk_picture(*parts, title="Walk", control="walk", **options))  # type: ignore[arg-type]


def said(picture: ElementTree.Element) -> str:
    return " ".join(picture.itertext())


@pytest.mark.parametrize("narrow", [True, False])
@pytest.mark.parametrize("parts", [([], None, EXITS), ([], HERE, EXITS), (BEHIND, HERE, EXITS), (BEHIND, HERE, [])])
def test_every_part_of_a_walk_is_drawn_inside_the_picture(
    narrow: bool, parts: tuple[list[Stop], Stop, list[Exit]]
) -> None:
    picture = drawn(*parts, narrow=narrow)
    width, height = map(float, picture.get("viewBox", "").split()[2:])
    assert width == (NARROW if narrow else WIDE) and height > 40
    behind, here, exits = parts
    words = [stop.words for stop in [*behind, *([here] if here else [])]] + [way.words for way in exits]
    assert all(word in said(picture) for text in words for word in text.split())
    for group in picture.iter("g"):
        for box in group.iter("rect"):
            assert float(box.get("x", "0")) >= 0 and float(box.get("width", "0")) <= width


def test_only_steps_behind_and_ways_on_can_be_picked() -> None:
    buttons = [part.get("data-value") for part in drawn(BEHIND, HERE, EXITS).iter() if part.get("role") == "button"]
    assert buttons == ["a", "a;b", "a;b;c;d", "a;b;c;e"]


def test_steps_that_are_not_drawn_are_counted() -> None:
    assert "after 1 earlier step" in said(drawn(BEHIND, HERE, EXITS, earlier=1))
    assert "after 5 earlier steps" in said(drawn(BEHIND, HERE, EXITS, earlier=5))


def test_words_are_escaped() -> None:
    assert "<script>" not in walk_picture([], None, [Exit("<script>", "", "x", "x")], title="<script>", control="walk")
