"""The scale: the score is marked once, and cut-offs stand below with their words."""

from xml.etree import ElementTree

import pytest

from helpers.drawing.zero_to_ten import CutOff, zero_to_ten

CUTS = [CutOff(3, "3 or more: one study"), CutOff(4, "4 or more: the usual cut-off of many studies put together")]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("score", range(11))
def test_the_score_is_marked_on_its_box(score: int, narrow: bool) -> None:
    drawing = ElementTree.fromstring(zero_to_ten(score, CUTS, title="Scale", narrow=narrow))
    heavy = [index for index, rect in enumerate(drawing.iter("rect")) if rect.get("stroke-width") == "4"]
    assert heavy == [score]
    said = ["".join(text.itertext()) for text in drawing.iter("text")]
    assert f"Score {score}" in said and [str(n) for n in range(11)] == [one for one in said if one.isdigit()]


def test_cut_offs_do_not_write_over_each_other() -> None:
    drawing = ElementTree.fromstring(zero_to_ten(5, CUTS, title="Scale", narrow=True))
    lines = [[float(line.get("y", "")) for line in text.iter("tspan")] for text in drawing.iter("text")]
    usual, other = (line for line in lines if line)
    assert usual[-1] + 15 < other[0]
    assert drawing.get("role") == "img" and drawing.get("aria-label") == "Scale"
