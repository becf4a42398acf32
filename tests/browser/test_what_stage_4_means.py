"""What a learner does in notebook 01: find the stage, compare names, turn a percent into people, read a curve."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import MEANING, SLOW, frame, words


@pytest.fixture
def page(revealed: Callable[[str], Page]) -> Page:
    """Notebook 01 in the class view, every picture shown."""
    return revealed(MEANING)


def test_one_distant_finding_makes_stage_4_and_an_unclear_spot_does_not(page: Page) -> None:
    finder = frame(page, "What makes it stage 4")
    elsewhere = finder.get_by_role("combobox", name="Elsewhere in the body")
    for name, told in (("liver", "stage 4"), ("unclear", "not settled")):
        option = elsewhere.locator("option").filter(has_text=re.compile(name, re.IGNORECASE)).first
        elsewhere.select_option(option.get_attribute("value"))
        expect(words(finder)).to_contain_text(re.compile(told, re.IGNORECASE))


def test_two_names_are_compared_by_picking_one_in_the_picture(page: Page) -> None:
    names = frame(page, "Names people use")
    names.locator("[data-region=picture]").get_by_role("button", name=re.compile("^invasive:", re.IGNORECASE)).click()
    expect(names.get_by_role("combobox", name="Name", exact=True)).to_have_value("invasive")
    names.get_by_label("Compare with").select_option(label="Metastatic")
    expect(words(names)).to_contain_text(re.compile("invasive.*metastatic", re.IGNORECASE | re.DOTALL))


def test_a_percent_becomes_people_and_sentences(page: Page) -> None:
    outlook = frame(page, "Outlook")
    outlook.get_by_role("radio", name="100 people").check()
    expect(outlook.locator("[data-region=picture] svg").first).to_be_visible()
    expect(outlook.locator("[data-chart]")).to_have_count(0)
    outlook.get_by_role("radio", name="Sentences").check()
    expect(outlook.locator("[data-region=picture]")).to_contain_text("Of 100")
    outlook.get_by_role("radio", name="Bars").check()
    expect(outlook.locator("[data-chart][data-drawn]")).to_be_attached(timeout=SLOW)


def test_a_year_is_read_off_the_curve_with_the_slider(page: Page) -> None:
    onset = frame(page, "When metastasis appears")
    slider = onset.get_by_role("slider", name="Look at")
    slider.press("Home")
    expect(words(onset)).to_contain_text("end of year 1,")
    slider.press("ArrowRight")
    expect(words(onset)).to_contain_text("end of year 2,")
    expect(slider).to_be_focused()
