"""Heat map: every number is written, a blank stays blank, and both forms hold the same."""

import xml.etree.ElementTree as ET

import pytest

from helpers.drawing.heat import BLANK, PHONE, SHADES, WIDE, Cell, Columns, HeatMap, Line
from helpers.theme import ROLES, contrast


def cell(value: float) -> Cell:
    return Cell(value, f"{value:g}", f"{value:g}% of people")


GROUPS = [Columns("One trial", ["new", "old"]), Columns("Another trial", ["new"])]
LINES = [
    Line("Nausea", [cell(76), cell(30), cell(0)], strong=True),
    Line("Inflammation of the lining of the mouth & throat", [cell(9.5), None, None]),
]


def heat(narrow: bool = False) -> HeatMap:
    groups, lines = GROUPS, LINES
    if narrow:
        groups = GROUPS[:1]
        lines = [Line(line.label, line.cells[:2], line.strong) for line in LINES]
    return HeatMap(groups, lines, (10, 30, 50), foot="Percent of people.", narrow=narrow)


both = pytest.mark.parametrize("narrow", [False, True])


@both
def test_both_forms_write_the_same_words(narrow: bool) -> None:
    chart = heat(narrow)
    drawn = [text.text for text in ET.fromstring(chart.still()).iter("text")]
    words = [text.replace("<b>", "").replace("</b>", "").replace("&amp;", "&") for text in chart.figure().data[-1].text]
    assert words == drawn
    assert {"76", "30", "9.5", "Percent of people.", "no figure", "50% or more"} <= set(words)


def test_zero_is_written_and_a_blank_is_not() -> None:
    chart = heat()
    boxes = [rect.get("fill") for rect in ET.fromstring(chart.still()).iter("rect")]
    assert boxes[:6] == [SHADES[3], SHADES[2], SHADES[0], SHADES[0], BLANK, BLANK]
    written = [text.text for text in ET.fromstring(chart.still()).iter("text")]
    assert written.count("0") == 1


def test_the_bands_of_the_figure_leave_gaps_between_groups() -> None:
    grid = heat().figure().data[0]
    assert [list(row) for row in grid.z] == [[4, 3, None, 1], [1, 0, None, 0]]
    assert len(grid.x) == 5 and list(grid.x) == sorted(grid.x)


def test_what_the_mouse_tells_belongs_to_cells_with_a_number() -> None:
    assert list(heat().figure().data[1].hovertext) == [
        "76% of people",
        "30% of people",
        "0% of people",
        "9.5% of people",
    ]


@both
def test_nothing_leaves_the_drawing(narrow: bool) -> None:
    chart = heat(narrow)
    _, _, width, height = map(float, ET.fromstring(chart.still()).get("viewBox", "").split())
    for rect in ET.fromstring(chart.still()).iter("rect"):
        assert 0 <= float(rect.get("x", "")) <= float(rect.get("x", "")) + float(rect.get("width", "")) <= width
        assert float(rect.get("y", "")) + float(rect.get("height", "")) <= height
    assert width <= (PHONE if narrow else WIDE) and chart.figure().layout.height == pytest.approx(height, abs=1)


def test_a_label_stays_left_of_its_cells() -> None:
    still = ET.fromstring(heat(narrow=True).still())
    first = min(float(rect.get("x", "")) for rect in still.iter("rect") if float(rect.get("width", "")) > 40)
    for text in still.iter("text"):
        if text.get("font-weight") and text.get("text-anchor") is None:
            assert len(text.text or "") * 8 < first


def test_the_words_in_every_cell_can_be_read() -> None:
    for index, shade in enumerate(SHADES):
        back = ROLES[shade.removeprefix("var(--mbc-").removesuffix(")")]
        fore = ROLES["surface" if index == 3 else "ink"]
        assert contrast(fore.light, back.light) >= 4.5 and contrast(fore.dark, back.dark) >= 4.5


def test_a_wide_map_takes_the_whole_width_and_scrolls() -> None:
    many = HeatMap([Columns(f"Trial {n}", ["new", "old"]) for n in range(5)], [Line("A", [None] * 10)], (1, 2, 3))
    assert "mbc-wide" in many.place("words") and "mbc-scroll" in many.place("words")
    assert "mbc-wide" not in heat(narrow=True).place("words")


def test_what_cannot_be_drawn_is_said() -> None:
    with pytest.raises(ValueError, match="must rise"):
        HeatMap(GROUPS, LINES, (10, 10, 50))
    with pytest.raises(ValueError, match="one cell for each of 3 columns"):
        HeatMap(GROUPS, [Line("Short", [None])], (10, 30, 50))
