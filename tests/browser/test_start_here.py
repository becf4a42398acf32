"""What a learner does in notebook 00."""

from __future__ import annotations

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


def test_the_pre_test_is_begun_with_the_keyboard_alone(page: Page) -> None:
    form = frame(page, "Pre-test")
    form.get_by_role("button", name="Question 2").focus()
    page.keyboard.press("Enter")
    expect(words(form)).to_contain_text("Question 2 of 10")
    tab_to(page, form.locator(".mbc-answers"))
    page.keyboard.press("Space")
    expect(focused(page)).to_be_checked()
    expect(words(form)).to_contain_text("1 of 10 answered")
    tab_to(page, form.locator(".mbc-sure"))
    page.keyboard.press("Space")
    expect(focused(page)).to_be_checked()


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
