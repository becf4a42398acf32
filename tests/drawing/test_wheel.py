"""The wheel: every part can be picked, its weight shows by sign and reach, and names stay on the sheet."""

from xml.etree import ElementTree

import pytest

from helpers.drawing.parts import text_width
from helpers.drawing.wheel import FONT, SIGNS, WIDTH, Spoke, wheel

SPOKES = [Spoke(f"s{n}", f"Part number {n}", n % 4, f"Part {n}") for n in range(11)]
KEY = ["nothing", "some", "much", "now"]


def drawn(narrow: bool) -> ElementTree.Element:
    return ElementTree.fromstring(
        wheel(SPOKES, "Ms. Long Name", KEY, control="part", chosen="s2", title="Wheel", narrow=narrow)
    )


@pytest.mark.parametrize("narrow", [False, True])
def test_every_part_is_a_button_with_its_sign(narrow: bool) -> None:
    parts = [node for node in drawn(narrow).iter("g") if node.get("role") == "button"]
    assert [node.get("data-value") for node in parts] == [one.value for one in SPOKES]
    for node, spoke in zip(parts, SPOKES, strict=True):
        words = [text.text for text in node.findall("text")]
        assert SIGNS[spoke.weight] in words
        assert ("▶" in "".join(node.itertext())) == (spoke.value == "s2")


@pytest.mark.parametrize("narrow", [False, True])
def test_the_key_explains_all_signs(narrow: bool) -> None:
    said = " ".join("".join(node.itertext()) for node in drawn(narrow).iter("text"))
    assert all(f"{sign}  {words}" in said for sign, words in zip(SIGNS, KEY, strict=True))


def test_names_stay_on_the_sheet() -> None:
    for text in drawn(narrow=False).iter("text"):
        anchor = text.get("text-anchor", "start")
        for line in text.findall("tspan"):
            x, wide = float(line.get("x", "")), text_width(line.text or "", FONT)
            left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
            assert left >= 0 and left + wide <= WIDTH, line.text
