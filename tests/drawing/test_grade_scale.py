"""Dots on a scale of school grades: named, in their place, and never outside the drawing."""

import xml.etree.ElementTree as ET

import pytest

from helpers.drawing.grade_scale import END, Text, grade_scale

TEXTS = [Text("A", 2.4), Text("B", 8, here=True), Text("C", 27.1)]


def test_every_text_is_named_with_its_grade_and_the_aim() -> None:
    label = ET.fromstring(grade_scale(TEXTS, aim=8, title="Level.")).get("aria-label")
    assert label == "Level. A: about grade 2; B: about grade 8; C: about grade 20+. Aim: grade 8 or lower."


@pytest.mark.parametrize("narrow", [False, True])
def test_dots_stand_by_grade_and_inside_the_drawing(narrow: bool) -> None:
    drawn = ET.fromstring(grade_scale(TEXTS, aim=8, title="Level.", narrow=narrow))
    width = float(drawn.get("viewBox", "").split()[2])
    at = [float(dot.get("cx", 0)) for dot in drawn.iter("circle")]
    assert at == sorted(at) and at[0] > 0 and at[-1] + 17 + 3 * 11 < width
    aim = drawn.find("rect")
    assert aim is not None and float(aim.get("x", 0)) + float(aim.get("width", 0)) == at[1]


def test_what_is_harder_than_the_scale_stands_at_its_end() -> None:
    far, end = (ET.fromstring(grade_scale([Text("A", grade)], aim=8, title="L.")) for grade in (99, END))
    assert [dot.get("cx") for dot in far.iter("circle")] == [dot.get("cx") for dot in end.iter("circle")]
    assert "20+" in "".join(far.itertext()) and "20+" not in "".join(end.itertext())


def test_without_texts_the_scale_says_so() -> None:
    assert "No text is shown yet" in grade_scale([], aim=8, title="Level.")


def test_the_text_spoken_of_differs_by_more_than_color() -> None:
    drawn = ET.fromstring(grade_scale(TEXTS, aim=8, title="Level."))
    assert [dot.get("r") for dot in drawn.iter("circle")] == ["7", "10", "7"]
