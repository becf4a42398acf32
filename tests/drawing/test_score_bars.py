"""Score bars: words and lengths agree."""

import re

import pytest

from helpers.drawing.score_bars import NONE, Score, score_bars


def widths(svg: str) -> list[float]:
    return [float(width) for width in re.findall(r'<rect[^>]* width="([\d.]+)"', svg)][2:]  # without the key


def test_bars_are_as_long_as_their_points() -> None:
    svg = score_bars([Score("Date", 3, 6, 2), Score("Definition", 3, 3, 1)], title="Points.")
    outline, filled, short, full = widths(svg)
    assert filled == pytest.approx(outline / 2, abs=0.1)
    assert short == full == pytest.approx(outline / 2, abs=0.1)
    assert 'aria-label="Points. Date: 3 of 6 points; Definition: 3 of 3 points."' in svg


def test_nothing_earned_is_an_empty_outline() -> None:
    assert len(widths(score_bars([Score("Date", 0, 3, 1)], title="Points."))) == 1


def test_no_score_is_said() -> None:
    assert f"{NONE}." in score_bars([], title="Points.")


@pytest.mark.parametrize(("earned", "possible"), [(4, 3), (-1, 3), (0, 0)])
def test_impossible_points_are_refused(earned: int, possible: int) -> None:
    with pytest.raises(ValueError, match="cannot have"):
        Score("Date", earned, possible, 1)


def test_a_narrow_drawing_keeps_its_type_large() -> None:
    assert 'viewBox="0 0 374' in score_bars([Score("Date", 1, 3, 1)], title="Points.", narrow=True)
