"""What a learner does in notebook 00."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Pages
from tests.browser.pages import FRAMES, SLOW, SPREAD, START, focused, frame, open_notebook, tab_to, words
from tests.browser.servers import Door


@pytest.fixture(scope="module")
def page(door: Door, pages: Pages) -> Iterator[Page]:
    """Notebook 00, run through one door."""
    page = pages.new(door)
    open_notebook(page, door, START)
    yield page
    page.context.close()


def test_the_pre_check_is_answered_with_the_keyboard_alone(page: Page) -> None:
    check = frame(page, "Pre-check")
    check.get_by_role("button", name="Next").focus()
    options = check.get_by_role("group").filter(has=page.locator(".mbc-option"))
    tab_to(page, options.locator(".mbc-options"))
    answer = focused(page).inner_text()
    page.keyboard.press("Enter")
    expect(words(check)).to_contain_text("1 of 10 answered")
    expect(words(check)).to_contain_text(re.compile("Right|Not this one"))
    expect(focused(page)).to_contain_text(answer)
    expect(focused(page)).to_have_attribute("aria-pressed", "true")


def test_the_glossary_is_searched_while_typing(page: Page) -> None:
    glossary = frame(page, "Glossary")
    field = glossary.get_by_label("Search for a word")
    field.focus()
    page.keyboard.type("lymph", delay=20)
    expect(words(glossary)).to_contain_text("match “lymph”")
    terms = glossary.locator("[data-region=picture] dt")
    expect(terms.first).to_contain_text("ymph")
    expect(field).to_be_focused()
    expect(field).to_have_value("lymph")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("zzzz")
    expect(glossary.locator("[data-region=picture]")).to_contain_text("No term matches")


def test_the_map_leads_to_sections_that_exist(page: Page, door: Door) -> None:
    links = frame(page, "Map of the series").locator("[data-region=picture] a")
    targets = [urldefrag(address) for address in links.evaluate_all("links => links.map(link => link.href)")]
    assert {target.url for target in targets} == {door.url(notebook) for notebook in FRAMES}
    with page.expect_navigation(wait_until="commit", timeout=SLOW):
        links.filter(has_text="The body map").click()
    assert page.url == f"{door.url(SPREAD)}#2-The-body-map"
    expect(page.locator("h2").filter(has_text="2 The body map")).to_be_attached(timeout=SLOW)
    if door.kind == "voila":
        for target in targets:
            if target.url == door.url(SPREAD) and target.fragment:
                expect(page.locator(f'[id="{target.fragment}"]')).to_be_attached()
