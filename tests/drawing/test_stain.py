"""The stain drawing: it counts what it is handed, marks what was found, and fits its frame."""

import xml.etree.ElementTree as ET
from typing import Any

import pytest

from helpers.drawing.stain import (
    CELLS,
    HEIGHT,
    NUCLEI,
    RIMS,
    WIDTH,
    Band,
    Nuclei,
    Outcome,
    Plane,
    RimName,
    Rims,
    Zone,
    stain,
)

SCALE = (Band("low", "few", False), Band("high", "many", True))
ZONES = (
    Zone("A", "below", 0, 2.0, 0, None, True, "a"),
    Zone("B", "above", 2.0, None, 0, None, False, "b"),
)


STAINED = {"stroke": "var(--mbc-tumor)", "stroke_linecap": "round"}
UNSTAINED = {"stroke": "var(--mbc-edge)", "stroke_linecap": "round"}


def drawn(
    stained: int = 40,
    rim: RimName = "strong",
    point: tuple[float, float] | None = (1.9, 3),
    known: bool = True,
    narrow: bool = False,
) -> ET.Element:
    scale = [Band("0", "none", rim == "none", "0"), Band("3+", "strong", rim == "strong", "3+")]
    return ET.fromstring(
        stain(
            [Nuclei("ER", f"{stained} of 100", stained, SCALE)],
            Rims("Score", rim, "What it looks like", scale, "ihc"),
            Plane(ZONES, point, (4, 8), "ratio", "copies", "A caption", "ish"),
            Outcome({"ER": "positive", "HER2": "open"}, "Subtype", "Something", known),
            title="A title",
            narrow=narrow,
        )
    )


def paths(svg: ET.Element, **wanted: Any) -> list[str]:
    """Path data of all paths with these attributes."""
    found = [
        path for path in svg.iter("path") if all(path.get(key.replace("_", "-")) == v for key, v in wanted.items())
    ]
    return [path.get("d", "") for path in found]


@pytest.mark.parametrize("count", [0, 1, 50, 99, 100])
def test_every_nucleus_is_either_stained_or_not(count: int) -> None:
    svg = drawn(stained=count)
    assert paths(svg, **STAINED)[0].count("M") == count
    assert paths(svg, **UNSTAINED)[0].count("M") == NUCLEI - count


def test_more_percent_only_adds_nuclei() -> None:
    few, many = (set(paths(drawn(stained=count), **STAINED)[0].split("M")[1:]) for count in (10, 11))
    assert few < many


@pytest.mark.parametrize("rim", RIMS)
def test_rims_differ_in_number_thickness_and_pattern_not_in_color(rim: RimName) -> None:
    stained = [path for path in drawn(rim=rim).iter("path") if path.get("stroke-linejoin") == "round"]
    assert sum(path.get("d", "").count("M") for path in stained) == RIMS[rim].cells
    for path in stained:
        assert path.get("stroke-dasharray") == RIMS[rim].dash and path.get("stroke") == "var(--mbc-tumor)"


def test_looks_of_rims_are_all_different_and_follow_the_limit_of_one_cell_in_ten() -> None:
    assert len(set(RIMS.values())) == len(RIMS)
    assert RIMS["trace"].cells <= CELLS / 10 < RIMS["faint"].cells


def test_what_was_found_is_pressed_and_everything_pickable_is_named() -> None:
    parts = [node for node in drawn().iter("g") if node.get("data-name")]
    assert [part.get("data-value") for part in parts if part.get("aria-pressed") == "true"] == ["3+", "a"]
    assert all(part.get("aria-label") for part in parts)


def test_a_point_just_below_a_limit_is_drawn_below_it() -> None:
    ring = next(node for node in drawn().iter("circle"))
    limit = next(node for node in drawn().iter("rect") if node.get("height") == "270" and float(node.get("x", 0)) > 100)
    assert float(ring.get("cx", 0)) < float(limit.get("x", 0))


def test_without_a_count_there_is_no_point() -> None:
    assert not list(drawn(point=None).iter("circle"))


def test_an_open_outcome_has_a_dashed_frame() -> None:
    def dashed(svg: ET.Element) -> int:
        return sum(node.get("stroke-dasharray") is not None for node in svg.iter("rect"))

    assert (dashed(drawn(known=True)), dashed(drawn(known=False))) == (0, 1)


def test_a_phone_gets_the_same_panels_below_each_other() -> None:
    wide, narrow = drawn(), drawn(narrow=True)
    assert [text.text for text in wide.iter("text")] == [text.text for text in narrow.iter("text")]
    width, height = map(float, narrow.get("viewBox", "").split()[2:])
    assert width == WIDTH and height > 3 * HEIGHT
