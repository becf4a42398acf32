"""What a learner does in notebook 02, through every door: the class view, Notebook 7 and JupyterLab."""

from __future__ import annotations

import re
from collections.abc import Iterator

import psutil
import pytest
from playwright.sync_api import Locator, Page, expect

from helpers.theme import contrast
from tests.browser.conftest import Pages
from tests.browser.pages import (
    FRAMES,
    PICTURES,
    SLOW,
    SPREAD,
    choose,
    focused,
    frame,
    open_notebook,
    part,
    reveal,
    rows,
    tab_to,
    words,
)
from tests.browser.servers import Door

in_jupyter = pytest.mark.parametrize("door", ["notebook", "lab"], indirect=True, scope="module")


@pytest.fixture(scope="module")
def page(door: Door, pages: Pages) -> Iterator[Page]:
    """Notebook 02, run through one door."""
    page = pages.new(door)
    open_notebook(page, door, SPREAD)
    yield page
    page.context.close()


@pytest.fixture
def body_map(page: Page) -> Locator:
    """The body map, its picture shown and nothing chosen."""
    shown = reveal(frame(page, "The body map"))
    shown.get_by_label("Place in the body").select_option("none")
    shown.get_by_role("group", name="Route of spread").get_by_role("radio", name="Not shown").check()
    expect(words(shown)).to_contain_text("Pick a place")
    return shown


def cells(page: Page) -> Locator:
    return page.locator(".jp-Notebook .jp-Cell")


def active_cell(page: Page) -> int:
    where: int = page.evaluate(
        "[...document.querySelectorAll('.jp-Notebook .jp-Cell')].findIndex(c => c.matches('.jp-mod-active'))"
    )
    return where


def test_running_all_shows_every_frame(page: Page) -> None:
    expect(page.locator("section.mbc")).to_have_count(len(FRAMES[SPREAD]))
    for title in PICTURES[SPREAD]:
        expect(frame(page, title).get_by_role("heading", level=3)).to_contain_text(title)
    expect(page.get_by_text("Error displaying widget")).to_have_count(0)


def test_a_prediction_is_answered_and_the_keyboard_stays_in_the_frame(page: Page) -> None:
    asked = frame(page, "The body map")
    reveal(asked)
    asked.get_by_role("button", name="Ask again").press("Enter")
    option = asked.get_by_role("button", name="Temperature and blood count")
    expect(option).to_be_focused()
    option.press("Enter")
    expect(asked.locator("[data-region=predict]")).to_contain_text("Not this one.")
    expect(asked.locator("[data-region=predict]")).to_contain_text("Leg power, feeling, bladder and bowel")
    expect(asked.locator(".mbc-answered")).to_be_focused()


def test_an_organ_is_picked_with_the_mouse(body_map: Locator) -> None:
    part(body_map, "Liver").click()
    expect(part(body_map, "Liver")).to_have_attribute("aria-pressed", "true")
    expect(words(body_map)).to_contain_text("Liver: ")
    expect(rows(body_map)).to_contain_text("Liver")
    expect(body_map.get_by_label("Place in the body")).to_have_value("liver")


def test_an_organ_is_picked_with_the_keyboard_alone(page: Page, body_map: Locator) -> None:
    picture = body_map.locator("[data-region=picture] svg")
    body_map.get_by_label("Place in the body").focus()
    tab_to(page, picture)
    first = focused(page).get_attribute("aria-label")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    name = focused(page).get_attribute("aria-label")
    assert name and name != first
    page.keyboard.press("Enter")
    expect(words(body_map)).to_contain_text(f"{name}: ", ignore_case=True)
    expect(rows(body_map)).to_contain_text(name, ignore_case=True)
    expect(focused(page)).to_have_attribute("aria-label", name)
    expect(focused(page)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Shift+Tab")
    expect(picture.locator("*:focus")).to_have_count(0)


def test_arrows_change_the_route_and_stay_in_its_group(page: Page, door: Door, body_map: Locator) -> None:
    route = body_map.get_by_role("group", name="Route of spread")
    route.get_by_role("radio", name="Not shown").focus()
    cell = active_cell(page)
    for name in ("Direct growth", "Lymph", "Blood"):
        page.keyboard.press("ArrowRight")
        expect(route.get_by_role("radio", name=name)).to_be_checked()
        expect(route.get_by_role("radio", name=name)).to_be_focused()
        expect(words(body_map)).to_contain_text(f"{name}: ")
        expect(rows(body_map)).to_contain_text(name)
    assert active_cell(page) == cell


def test_focus_stays_on_a_list_and_on_a_button_after_a_redraw(page: Page, body_map: Locator) -> None:
    sites = body_map.get_by_label("Place in the body")
    sites.focus()
    page.keyboard.press("ArrowDown")
    expect(words(body_map)).not_to_contain_text("Pick a place")
    expect(sites).to_be_focused()
    cascade = reveal(frame(page, "The cascade"))
    following = cascade.get_by_role("button", name="Next")
    following.focus()
    for step in ("Step 2 of 7", "Step 3 of 7"):
        page.keyboard.press("Enter")
        expect(words(cascade)).to_contain_text(step)
        expect(following).to_be_focused()


@in_jupyter
def test_letters_typed_in_a_control_do_nothing_to_cells(page: Page, body_map: Locator) -> None:
    count = cells(page).count()
    part(body_map, "Liver").click()
    finder = reveal(frame(page, "Symptom finder"))
    for control in (
        body_map.get_by_role("radio", name="Lymph"),
        part(body_map, "Liver"),
        body_map.get_by_role("button", name="Print"),
        body_map.locator("summary").first,
        words(body_map),
        finder.get_by_label("The patient says"),
    ):
        control.focus()
        for key in "ddxab":
            page.keyboard.press(key)
        expect(control).to_be_focused()
        expect(cells(page)).to_have_count(count)


@in_jupyter
def test_the_same_letters_do_act_on_the_cell_itself(page: Page) -> None:
    """Else the test above would show nothing."""
    count = cells(page).count()
    page.locator(".jp-InputPrompt").last.click()
    page.keyboard.press("b")
    expect(cells(page)).to_have_count(count + 1)
    page.keyboard.press("d")
    page.keyboard.press("d")
    expect(cells(page)).to_have_count(count)


@in_jupyter
def test_text_is_readable_in_the_dark_theme(page: Page, body_map: Locator) -> None:
    part(body_map, "Liver").click()
    expect(words(body_map)).to_contain_text("Liver: ")
    choose(page, "Settings", "Theme", "JupyterLab Dark")
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
    try:
        for text, color, background in body_map.evaluate(TEXTS):
            assert contrast(_hex(color), _hex(background)) >= 4.5, (text, color, background)
    finally:
        choose(page, "Settings", "Theme", "JupyterLab Light")
        expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "true")


TEXTS = """frame => {
  const opaque = node => {
    const color = getComputedStyle(node).backgroundColor;
    return /, 0\\)$/.test(color) ? opaque(node.parentElement) : color;
  };
  return [...frame.querySelectorAll('h3, h4, p, li, span, legend, summary, button, select, td, th')]
    .filter(node => node.textContent.trim() && node.checkVisibility({ visibilityProperty: true }))
    .map(node => [node.textContent.slice(0, 60), getComputedStyle(node).color, opaque(node)]);
}"""
"""Every text of a frame with its color and the color behind it."""


def _hex(color: str) -> str:
    red, green, blue = map(int, re.findall(r"\d+", color)[:3])
    return f"#{red:02x}{green:02x}{blue:02x}"


def test_a_chart_has_colors_that_can_be_told_apart(page: Page) -> None:
    chart = reveal(frame(page, "Sites by subtype")).locator("[data-chart][data-drawn]")
    expect(chart).to_be_attached(timeout=SLOW)
    ground, bar, ink = chart.evaluate(
        """chart => [
            chart.querySelector('.main-svg').style.background,
            getComputedStyle(chart.querySelector('.bars path')).fill,
            getComputedStyle(chart.querySelector('.ytick text')).fill,
        ]"""
    )
    assert len({ground, bar, ink}) == 3, (ground, bar, ink)


def test_a_silent_kernel_is_told_in_words(page: Page, door: Door, body_map: Locator) -> None:
    waiting = body_map.locator("[data-waiting]")
    kernels = [
        child
        for child in psutil.Process(door.process).children(recursive=True)
        if "ipykernel_launcher" in child.cmdline()
    ]
    assert kernels
    expect(waiting).to_be_hidden()
    page.clock.install()
    for kernel in kernels:
        kernel.suspend()
    try:
        body_map.get_by_role("radio", name="Lymph").check()
        page.clock.fast_forward(6000)
        expect(waiting).to_contain_text("has not answered")
    finally:
        for kernel in kernels:
            kernel.resume()
    expect(waiting).to_be_hidden()
    expect(words(body_map)).to_contain_text("Lymph: ")


@in_jupyter
def test_a_kernel_that_was_shut_down_is_told_in_words(page: Page, body_map: Locator) -> None:
    choose(page, "Kernel", "Shut Down Kernel")
    expect(page.get_by_text("No Kernel").first).to_be_attached()
    page.clock.install()
    body_map.get_by_role("radio", name="Lymph").check()
    page.clock.fast_forward(6000)
    expect(body_map.locator("[data-waiting]")).to_contain_text("has not answered")
