"""A grid of signs: a row is a button, a cell says its meaning by shape, an empty cell is a dash."""

from xml.etree import ElementTree

import pytest

from helpers.drawing.grid import Line, Sign, grid

COLUMNS = ["Water", "Sun from the south"]
SIGNS = {"yes": Sign("likes it", "M0 0h5", "right", filled=True), "no": Sign("does not", "M0 0v5", "wrong")}
LINES = [
    Line("fern", "Fern", "Fern: likes water", ["yes", "no"]),
    Line("moss", "Moss", "Moss: likes water", ["yes", ""]),
]


def drawn(selected: str = "", *, narrow: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(
        grid(COLUMNS, LINES, SIGNS, control="plant", selected=selected, title="Plants", narrow=narrow)
    )


def rows(drawing: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {node.get("data-value", ""): node for node in drawing.iter("g") if node.get("data-name") == "plant"}


def paths(node: ElementTree.Element) -> list[str]:
    return [path.get("d", "") for path in node.iter("path")]


@pytest.mark.parametrize("narrow", [False, True])
def test_every_row_is_a_button_with_the_signs_of_its_cells(narrow: bool) -> None:
    found = rows(drawn("moss", narrow=narrow))
    assert {key: node.get("aria-pressed") for key, node in found.items()} == {"fern": "false", "moss": "true"}
    assert found["fern"].get("aria-label") == "Fern: likes water"
    assert [SIGNS[name].path in paths(found["fern"]) for name in ("yes", "no")] == [True, True]
    assert SIGNS["no"].path not in paths(found["moss"])


def test_signs_differ_in_shape_and_the_key_explains_each() -> None:
    words = "".join(drawn().itertext())
    assert all(sign.words in words for sign in SIGNS.values())
    assert len({sign.path for sign in SIGNS.values()}) == len(SIGNS)


def test_a_narrow_grid_numbers_its_columns() -> None:
    words = [node.text for node in drawn(narrow=True).iter("text")]
    assert "1  Water" in words and "2  Sun from the south" in words and words.count("1") == 1
    assert float(drawn(narrow=True).get("viewBox", "").split()[2]) < 400


@pytest.mark.parametrize("narrow", [False, True])
def test_rows_end_inside_the_drawing(narrow: bool) -> None:
    drawing = drawn("moss", narrow=narrow)
    height = float(drawing.get("viewBox", "").split()[3])
    for rect in drawing.iter("rect"):
        assert float(rect.get("y", 0)) + float(rect.get("height", 0)) <= height
