"""What a learner does in notebook 07: judges before the verdict shows, fills in a checklist, says it again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import CLAIMS, frame, words


@pytest.fixture
def page(revealed: Callable[[str], Page]) -> Page:
    """Notebook 07 in the class view, every picture shown."""
    return revealed(CLAIMS)


def test_a_claim_is_judged_before_the_verdict_shows(page: Page) -> None:
    judge = frame(page, "Judge it")
    expect(words(judge)).to_contain_text("Decide before you look")
    judge.get_by_role("button", name="Wrong").first.press("Enter")
    judge.get_by_role("button", name="Definition").first.press("Enter")
    show = judge.get_by_role("button", name="Show the verdict")
    if show.count():
        show.press("Enter")
    expect(words(judge)).to_contain_text("point")
    expect(judge.locator("[data-region=detail]")).to_contain_text("ource")


def test_a_count_leads_to_its_claims(page: Page) -> None:
    overview = frame(page, "What goes wrong")
    overview.get_by_role("combobox", name="Topic").select_option(label="Pain")
    expect(words(overview)).to_contain_text("Pain")


def test_a_checklist_is_filled_in_with_the_keyboard(page: Page) -> None:
    sheet = frame(page, "A checklist for any article")
    sheet.get_by_role("radio", name="My article").check()
    yes = sheet.get_by_role("radio", name="Yes").first
    yes.press("Space")
    expect(yes).to_be_checked()
    expect(words(sheet)).to_contain_text("1 ")


def test_an_own_version_is_read_as_it_is_written(page: Page) -> None:
    rewrite = frame(page, "Rewrite it")
    rewrite.locator("[data-name=version]").first.press("Enter")
    own = rewrite.locator("textarea")
    own.fill("Radiation can still help you. It eases pain in the bones.")
    own.press("Tab")
    expect(rewrite).to_contain_text("grade")
