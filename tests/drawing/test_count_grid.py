"""A grid of counts: every count above 0 is a part, the picked one is marked by sign, frame and state."""

import pytest

from helpers.drawing.count_grid import Column, Line, count_grid

COLUMNS = [Column("good", "Good", "✓", "right"), Column("bad", "Bad", "✗", "wrong")]
LINES = [Line("all", "All", [15, 1], strong=True), Line("a", "A", [15, 0])]


def drawn(narrow: bool = False) -> str:
    return count_grid(COLUMNS, LINES, control="cell", selected=("all", "bad"), title="Counts.", narrow=narrow)


@pytest.mark.parametrize("narrow", [False, True])
def test_counts_are_parts_and_zero_is_not(narrow: bool) -> None:
    svg = drawn(narrow)
    assert svg.count('data-name="cell"') == 3
    assert 'data-value="a:good"' in svg and 'data-value="a:bad"' not in svg
    assert 'aria-label="All, Bad: 1"' in svg


def test_the_picked_count_is_marked_in_three_ways() -> None:
    svg = drawn()
    assert svg.count('aria-pressed="true"') == 1
    assert "▸ 1" in svg and 'stroke="var(--mbc-accent)"' in svg


def test_a_narrow_grid_names_its_columns_in_a_key() -> None:
    assert drawn(narrow=True).count("✓") == 2 and drawn().count("✓") == 1


def test_a_row_needs_one_count_a_column() -> None:
    with pytest.raises(ValueError, match="one count for each of 2 columns"):
        count_grid(COLUMNS, [Line("a", "A", [1])], control="cell", selected=("", ""), title="Counts.")
