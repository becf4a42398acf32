"""A sum as bars: the caution stays, parts lie end to end, and what has no figure is not drawn as zero."""

import re
import xml.etree.ElementTree as ET

import pytest

from helpers.drawing.parts import text_width
from helpers.drawing.sums import NARROW, Caution, Line, Part, sums

PARTS = [Part("One", "30 × 2", 60, "60"), Part("Two", "10 × 2", 20, "20")]
CAUTION = Caution("Never for a dose", "It adds up risk.")


def drawn(parts: list[Part] = PARTS, **choices: object) -> ET.Element:
    usual: dict[str, object] = {"bars": True, "total": None, "wrong": None, "lines": [], "narrow": False}
    picture = sums(parts, most=120, unit="MME", caution=CAUTION, title="Sum", **(usual | choices))  # type: ignore[arg-type]
    return ET.fromstring(picture)


def bars(drawing: ET.Element, role: str) -> list[tuple[float, float]]:
    found = [box for box in drawing.iter("rect") if box.get("fill") == f"var(--mbc-{role})"]
    return [(float(box.get("x", 0)), float(box.get("width", 0))) for box in found]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("with_bars", [False, True])
def test_the_caution_stands_in_every_form(narrow: bool, with_bars: bool) -> None:
    drawing = drawn(narrow=narrow, bars=with_bars)
    assert "Never for a dose" in "".join(drawing.itertext()) and "Never for a dose" in drawing.get("aria-label", "")


def test_parts_begin_at_zero_until_they_are_added_up() -> None:
    assert len({x for x, _ in bars(drawn(), "accent")}) == 1
    (first, width), (second, _) = bars(drawn(total=Part("Sum", "60 + 20", 80, "80 MME")), "accent")
    assert second == pytest.approx(first + width, abs=0.2)


def test_the_total_is_as_long_as_its_parts() -> None:
    drawing = drawn(total=Part("Sum", "60 + 20", 80, "80 MME"))
    assert bars(drawing, "ink")[0][1] == pytest.approx(sum(width for _, width in bars(drawing, "accent")), abs=0.3)


def test_without_a_yardstick_there_are_boxes_with_own_units_and_no_bar() -> None:
    drawing = drawn([Part("Patch", "one", None, "25 mcg/h"), Part("Two", "two", 5, "6 mg")], bars=False)
    assert not bars(drawing, "accent") and "MME" not in "".join(drawing.itertext())
    assert {"25 mcg/h", "6 mg"} <= {"".join(text.itertext()) for text in drawing.iter("text")}


def test_no_figure_is_a_dashed_box_and_not_a_bar_of_zero() -> None:
    drawing = drawn([Part("Patch", "no factor", None, "no figure")])
    assert not bars(drawing, "accent") and "no figure" in "".join(drawing.itertext())


def test_a_wrong_sum_is_hollow_and_crossed() -> None:
    drawing = drawn(wrong=Part("Not so", "left out", 60, "60"))
    hollow = [box for box in drawing.iter("rect") if box.get("stroke") == "var(--mbc-wrong)"]
    assert len(hollow) == 1 and hollow[0].get("stroke-dasharray") and "✗ Not so" in "".join(drawing.itertext())


@pytest.mark.parametrize("narrow", [False, True])
def test_lines_have_words_and_the_text_alternative_tells_all(narrow: bool) -> None:
    drawing = drawn(lines=[Line(50, "50: look again"), Line(90, "90: older")], narrow=narrow)
    assert "50: look again" in "".join(drawing.itertext())
    for words in ("One: 30 × 2", "Two: 10 × 2", "90: older"):
        assert words in drawing.get("aria-label", "")


@pytest.mark.parametrize("narrow", [False, True])
def test_lines_keep_clear_of_the_figures(narrow: bool) -> None:
    at = 86
    drawing = drawn([PARTS[0]], total=Part("Sum", "60 + 20", 80, "80 MME"), lines=[Line(at, "86")], narrow=narrow)
    [line] = [path.get("d", "") for path in drawing.iter("path") if path.get("stroke") == "var(--mbc-today)"]
    x = float(line[1:].split()[0])
    [figure] = [one for text in drawing.iter("text") for one in text.iter("tspan") if one.text == "80 MME"]
    left, base = float(figure.get("x", 0)), float(figure.get("y", 0))
    assert left < x < left + text_width("80 MME", 15), "the line would cross the figure"
    pieces = re.findall(r"M[\d.]+ (-?[\d.]+)V(-?[\d.]+)", line)
    assert pieces and all(float(foot) <= base - 12 or float(top) >= base for top, foot in pieces)


def test_a_bar_longer_than_the_yardstick_is_refused() -> None:
    with pytest.raises(ValueError, match="longer"):
        drawn([Part("Big", "", 500, "500")])


def test_words_are_large_enough_on_a_phone() -> None:
    sizes = [float(text.get("font-size", 0)) for text in drawn(narrow=True).iter("text")]
    assert min(sizes) * 340 / NARROW.width >= 13
