"""Every pair of colors that meets on the page can be read, in light and in dark."""

import re
from pathlib import Path

import pytest

from helpers import theme
from helpers.theme import ROLES, contrast

TEXT, GRAPHIC = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11

LEVELS = ["now", "today", "soon", "routine", "right", "wrong"]
WORDS_ON_PAGE = ["ink", "ink-soft", "accent", "blood", "lymph", "direct", "cavity", *LEVELS]
BODY = ["skin", "bone", "organ", "node"]

PAIRS = [
    *[(word, page, TEXT) for word in WORDS_ON_PAGE for page in ("surface", "panel")],
    *[(level, f"{level}-soft", TEXT) for level in LEVELS],
    *[("ink", f"{level}-soft", TEXT) for level in [*LEVELS, "accent"]],
    *[("surface", level, TEXT) for level in LEVELS],
    ("on-accent", "accent", TEXT),
    ("accent", "accent-soft", TEXT),
    *[("ink", part, TEXT) for part in BODY],
    *[("edge", page, GRAPHIC) for page in ("surface", "panel")],
    *[(f"{part}-line", part, GRAPHIC) for part in BODY],
    *[(f"{part}-line", "surface", GRAPHIC) for part in BODY],
    *[(route, part, GRAPHIC) for route in ("blood", "lymph", "direct", "cavity", "tumor") for part in BODY],
]


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_pair_has_enough_contrast(front: str, back: str, least: float, mode: int) -> None:
    assert contrast(ROLES[front][mode], ROLES[back][mode]) >= least


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_the_scale_runs_one_way(mode: int) -> None:
    steps = [theme.luminance(ROLES[f"scale-{step}"][mode]) for step in range(1, 6)]
    assert steps == sorted(steps, reverse=mode == 0)


def test_contrast_of_black_on_white_is_21_and_of_equals_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_contrast_agrees_with_a_published_example() -> None:
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)  # the classic lightest gray that passes


def test_every_role_that_is_named_exists() -> None:
    used = {
        role
        for folder, pattern in (("helpers", "*.py"), ("helpers", "*.css"), ("data", "*.csv"))
        for path in Path(folder).rglob(pattern)
        for role in re.findall(r"var\(--mbc-([a-z0-9-]+)\)", path.read_text(encoding="utf-8"))
    }
    assert used - set(ROLES) == set()


def test_the_stylesheet_carries_every_role_once() -> None:
    sheet = theme.stylesheet()
    assert all(sheet.count(f"--mbc-{role}:light-dark(") == 1 for role in ROLES)
