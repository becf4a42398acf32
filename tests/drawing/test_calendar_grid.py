"""The grid of marks: a button for each row, a mark where it belongs, words for every sign."""

from xml.etree import ElementTree

import pytest

from helpers.drawing.calendar_grid import Row, calendar_grid, listed_lines

COLUMNS = ["Before", "Each cycle", "Every 3 months"]
ROWS = [
    Row("blood", "Blood count", [frozenset({0}), frozenset({0, 1}), frozenset()], "Blood: before"),
    Row("long", "A check with a very long name that needs two lines", [frozenset()] * 3, "Long"),
]


def drawn(narrow: bool = False, chosen: str = "blood") -> ElementTree.Element:
    picture = calendar_grid(
        COLUMNS, ROWS, ["One", "Other"], control="check", chosen=chosen, title="Calendar", narrow=narrow
    )
    return ElementTree.fromstring(picture)


@pytest.mark.parametrize("narrow", [False, True])
def test_rows_are_buttons_and_marks_stand_in_their_columns(narrow: bool) -> None:
    rows = [node for node in drawn(narrow).iter("g") if node.get("data-name") == "check"]
    assert [node.get("aria-pressed") for node in rows] == ["true", "false"]
    squares = [node for node in rows[0].iter("rect") if node.get("rx") == "2"]
    diamonds = [node for node in rows[0].iter("path") if node.get("stroke-width") == "2.5"]
    assert (len(squares), len(diamonds)) == (2, 1)
    assert float(squares[0].get("x", "")) < float(squares[1].get("x", ""))


@pytest.mark.parametrize("narrow", [False, True])
def test_every_column_and_sign_is_named(narrow: bool) -> None:
    said = "".join(drawn(narrow).itertext())
    for words in (*COLUMNS, "One", "Other"):
        assert all(word in said for word in words.split())


@pytest.mark.parametrize("narrow", [False, True])
def test_words_stay_inside_and_are_large_enough(narrow: bool) -> None:
    drawing = drawn(narrow)
    width, height = map(float, drawing.get("viewBox", "").split()[2:])
    for node in drawing.iter("text"):
        assert float(node.get("font-size") or drawing.get("font-size", "")) >= 13
    assert width == (374 if narrow else 1040) and height > 0


def test_many_columns_are_listed_in_two_halves() -> None:
    assert (listed_lines(6), listed_lines(14), listed_lines(13)) == (6, 7, 7)
