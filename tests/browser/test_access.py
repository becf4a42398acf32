"""What holds on every screen: axe-core finds nothing, nothing scrolls sideways, motion stops, paper shows what it must.

axe finds only part of what can be wrong: the journeys use the keyboard, and ACCESSIBILITY.md says what was not tested.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.pages import FRAMES, SPREAD, START, frame, part, words

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}

both = pytest.mark.parametrize("notebook", FRAMES)
anywhere = pytest.mark.parametrize("width", [1280, 390, 320])


@pytest.fixture
def look(revealed: Callable[[str], Page]) -> Callable[..., Page]:
    """A notebook with every picture shown and every section open, on a screen as described."""

    def seen(notebook: str, width: int = 1280, **media: Any) -> Page:
        page = revealed(notebook)
        page.set_viewport_size({"width": width, "height": 800 if width > 320 else 256})
        page.emulate_media(**media)
        page.evaluate("document.querySelectorAll('.mbc details').forEach(details => { details.open = true; })")
        return page

    return seen


def violations(page: Page) -> list[str]:
    found = Axe().run(page, context=".mbc", options=WCAG).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@both
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(look: Callable[..., Page], notebook: str, width: int, scheme: str) -> None:
    assert not violations(look(notebook, width, color_scheme=scheme))


@both
def test_axe_finds_nothing_in_forced_colors(look: Callable[..., Page], notebook: str) -> None:
    page = look(notebook, forced_colors="active")
    for title in FRAMES[notebook]:
        expect(frame(page, title)).to_be_visible()
    assert not violations(page)


@both
@anywhere
def test_nothing_scrolls_sideways(look: Callable[..., Page], notebook: str, width: int) -> None:
    """320 pixels are what a page 1280 wide has left at 400% zoom."""
    page = look(notebook, width)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@both
@anywhere
def test_no_text_is_cut_off(look: Callable[..., Page], notebook: str, width: int) -> None:
    page = look(notebook, width)
    if notebook == SPREAD:
        body_map = frame(page, "The body map")
        part(body_map, "Liver").click()
        expect(words(body_map)).to_contain_text("Liver: ")
    assert page.evaluate(CUT_OFF) == []


CUT_OFF = """() => [...document.querySelectorAll('.mbc')].flatMap(frame => {
  const texts = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
  const cut = [];
  const range = document.createRange();
  while (texts.nextNode()) {
    const text = texts.currentNode, parent = text.parentElement;
    if (!text.data.trim() || parent.closest('.mbc-scroll, option, title, [data-chart]')) continue;
    const box = (parent.closest('svg, button, label') ?? frame).getBoundingClientRect();
    range.selectNodeContents(text);
    for (const at of range.getClientRects()) {
      if (at.left < box.left - 1 || at.right > box.right + 1) {
        cut.push([frame.ariaLabel, text.data.slice(0, 60), at.left, at.right, box.left, box.right]);
      }
    }
  }
  return cut;
})"""
"""Texts that reach over the sides of their frame, picture or button. A table scrolls in its own box."""


def test_the_cascade_moves_and_under_reduced_motion_it_does_not(look: Callable[..., Page]) -> None:
    assert look(SPREAD).evaluate(MOVING) > 0
    assert look(SPREAD, reduced_motion="reduce").evaluate(MOVING) == 0


MOVING = """[...document.querySelectorAll('.mbc *')].map(node => getComputedStyle(node)).filter(style =>
  (style.transitionProperty !== 'none' && parseFloat(style.transitionDuration) > 0) || style.animationName !== 'none'
).length"""
"""How many elements would move."""


@both
def test_paper_is_light_and_says_how_far_it_was_reviewed(look: Callable[..., Page], notebook: str) -> None:
    page = look(notebook, media="print", color_scheme="dark")
    for title in FRAMES[notebook]:
        sheet = frame(page, title)
        expect(sheet.get_by_text("no clinician has reviewed this material yet")).to_be_visible()
        expect(sheet).to_have_css("color-scheme", "light")
        expect(sheet).to_have_css("background-color", "rgb(255, 255, 255)")
        for hidden in (".mbc-form", ".mbc-tools", "[data-waiting]"):
            for control in sheet.locator(hidden).all():
                expect(control).to_be_hidden()


def test_printing_opens_what_is_folded_and_folds_it_again(look: Callable[..., Page]) -> None:
    page = look(START)
    page.evaluate("document.querySelectorAll('.mbc details').forEach(details => { details.open = false; })")
    closed = page.locator(".mbc details:not([open])")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(closed).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".mbc details[open]")).to_have_count(0)
