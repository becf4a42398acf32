"""What a learner does in notebook 04: zoom the map, set findings, read the forest plot, find a drug, make a plan."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import SLOW, TREATED, focused, frame, rows, tab_to, words


@pytest.fixture
def page(revealed: Callable[[str], Page]) -> Page:
    """Notebook 04 in the class view, every picture shown."""
    return revealed(TREATED)


def test_the_map_is_zoomed_with_the_keyboard_alone(page: Page) -> None:
    treatments = frame(page, "The map of treatments")
    picture = treatments.locator("[data-region=picture] svg")
    treatments.get_by_role("combobox", name="Pick a part").focus()
    tab_to(page, picture)
    for _ in range(40):
        if (focused(page).get_attribute("aria-label") or "").startswith("Immunotherapy"):
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(words(treatments)).to_contain_text("Immunotherapy")
    expect(rows(treatments)).to_contain_text("Pembrolizumab", ignore_case=True)


def test_findings_choose_the_route_and_only_those_that_matter_are_asked(page: Page) -> None:
    choosing = frame(page, "Choosing by biology")
    choosing.get_by_role("radio", name="Triple-negative").check()
    expect(words(choosing)).to_contain_text("Triple-negative")
    expect(choosing.get_by_role("combobox", name="ESR1")).to_have_count(0)
    score = choosing.get_by_role("combobox", name="PD-L1")
    score.select_option(score.locator("option").filter(has_text="10 or more").get_attribute("value"))
    expect(words(choosing)).to_contain_text("embrolizumab")
    choosing.get_by_role("radio", name="HR+ / HER2−").check()
    expect(words(choosing)).not_to_contain_text("embrolizumab")


def test_the_forest_plot_follows_its_filters_and_a_trial_is_read(page: Page) -> None:
    evidence = frame(page, "The evidence")
    chart = evidence.locator("[data-chart][data-drawn]")
    expect(chart).to_be_attached(timeout=SLOW)
    evidence.get_by_role("radio", name="Length of life").check()
    expect(words(evidence)).to_contain_text("overall survival")
    evidence.get_by_role("combobox", name="Read one trial").select_option(label="CLEOPATRA")
    expect(words(evidence)).to_contain_text("CLEOPATRA")
    evidence.get_by_role("radio", name="Medians in months").check()
    expect(words(evidence)).to_contain_text("months")
    expect(chart).to_be_attached(timeout=SLOW)


def test_a_drug_is_found_by_its_brand_while_typing(page: Page) -> None:
    explorer = frame(page, "Drug explorer")
    explorer.get_by_role("searchbox").fill("kisqali")
    expect(words(explorer)).to_contain_text("ibociclib")
    expect(explorer.get_by_role("searchbox")).to_have_value("kisqali")


def test_the_newest_verdict_is_the_first_thing_heard(page: Page) -> None:
    plan = frame(page, "Put a plan together")
    controls = plan.locator("[data-region=controls]")
    controls.get_by_role("button", name=re.compile("Ms. E.")).press("Enter")
    expect(plan.get_by_role("group", name=re.compile("^What belongs in the plan for Ms. E."))).to_be_focused()
    part = controls.locator(".mbc-option").first
    part.press("Enter")
    expect(plan.get_by_role("group", name=re.compile("What belongs in the plan for Ms. E."))).to_be_focused()
    expect(words(plan).locator("strong").first).not_to_be_empty()
