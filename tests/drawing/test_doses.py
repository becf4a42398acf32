"""The calendar of doses: squares are proportional to the dose, and what has no square has words."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.drawing.doses import CALENDAR, CELL, MONTHS, SLIVER, SQUARE, WIDTH, Exposure, Group, calendar, squares

BOX = re.compile(r"M([\d.]+) ([\d.]+)h([\d.]+)v")
GROUPS = (
    Group(
        "Tests",
        (
            Exposure("Bone scan", "4 to 6.3 mSv", "about 1.3 to 2 years", 15.5, 24.4),
            Exposure("MRI", "", "○ No radiation", 0, 0),
            Exposure("New scan", "", "? Dose not known", None, None),
        ),
        "accent",
    ),
    Group("To compare", (Exposure("Dental X-ray", "0.005 mSv", "about 14 hours", 0.02, 0.02),), "edge"),
)


def boxes(d: str) -> list[tuple[float, float, float]]:
    """Left edge, top and width of every square of a path."""
    return [(float(x), float(y), float(width)) for x, y, width in BOX.findall(d)]


def drawn(**options: bool) -> ElementTree.Element:
    return ElementTree.fromstring(calendar(GROUPS, title="Doses", **options))


@given(st.floats(0, 200), st.floats(0, 200))
def test_the_squares_add_up_to_the_dose(one: float, other: float) -> None:
    low, high = sorted((one, other))
    width = sum(width for _, _, width in boxes(squares(low, high, 0, 0)))
    pieces = 2  # the first and the last may be drawn wider than they are, to be seen
    assert (high - low) * SQUARE - 1 <= width <= (high - low) * SQUARE + pieces * SLIVER + 10


@given(st.floats(0.001, 200))
def test_a_row_is_a_year_and_nothing_leaves_the_calendar(months: float) -> None:
    made = boxes(squares(0, months, CALENDAR, 0))
    assert len(made) == -(-months // 1)
    assert all(x >= CALENDAR and x + width <= WIDTH for x, _, width in made)
    assert all(y == pytest.approx(CELL * (index // MONTHS)) for index, (_, y, _) in enumerate(made))
    assert min(width for _, _, width in made) >= SLIVER


def test_ten_times_the_dose_has_ten_times_the_squares() -> None:
    assert len(boxes(squares(0, 90, 0, 0))) == 10 * len(boxes(squares(0, 9, 0, 0)))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 2)])
def test_a_dose_that_cannot_be_is_an_error(start: float, end: float) -> None:
    with pytest.raises(ValueError, match="no dose goes from"):
        squares(start, end, 0, 0)


@pytest.mark.parametrize("abreast", [False, True])
def test_every_exposure_is_named_and_none_is_only_a_color(abreast: bool) -> None:
    said = " ".join("".join(text.itertext()) for text in drawn(abreast=abreast).iter("text"))
    for group in GROUPS:
        assert group.heading in said
        for one in group.exposures:
            assert one.name in said and one.figure in said and one.words in said


def test_a_range_is_drawn_as_a_range_and_explained() -> None:
    dashed = [path for path in drawn().iter("path") if path.get("stroke-dasharray")]
    assert len(dashed) == 2  # the one exposure with a range, and the key
    single = (Group("Tests", GROUPS[1].exposures, "accent"),)
    assert "stroke-dasharray" not in calendar(single, title="Doses") and "up to here" not in calendar(single, title="")


def test_without_radiation_or_a_known_dose_no_square_is_drawn() -> None:
    none = calendar((Group("Tests", GROUPS[0].exposures[1:], "accent"),), title="Doses")
    assert len(boxes(none)) == 1  # the key


@pytest.mark.parametrize("abreast", [False, True])
def test_nothing_is_drawn_outside(abreast: bool) -> None:
    svg = drawn(abreast=abreast)
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    groups = [float((g.get("transform") or "(0 ").split("(")[1].split()[0]) for g in svg.findall("./g")]
    assert max(groups) + WIDTH == width
    tops = [float(y) for element in svg.iter() if (y := element.get("y"))]
    assert min(tops) > 0 and max(tops) < height
