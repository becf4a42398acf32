"""What a learner does in notebook 03: walk the pathway, move the slider of a result, propose tests for a patient."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Pages
from tests.browser.pages import FOUND, frame, open_notebook, part, reveal, rows, tab_to, words
from tests.browser.servers import Door


@pytest.fixture(scope="module")
def page(door: Door, pages: Pages) -> Iterator[Page]:
    """Notebook 03, run through one door."""
    page = pages.new(door)
    open_notebook(page, door, FOUND)
    yield page
    page.context.close()


def from_the_start(page: Page, title: str) -> Locator:
    """A frame with its picture shown and its trail at the start."""
    shown = reveal(frame(page, title))
    again = shown.get_by_role("button", name="Start again")
    if again.count():
        again.click()
        expect(again).to_have_count(0)
    return shown


@pytest.fixture
def pathway(page: Page) -> Locator:
    shown = from_the_start(page, "The pathway")
    shown.get_by_role("radio", name="Walk it").check()
    return shown


def step(shown: Locator, name: str) -> Locator:
    """A button of what may come next."""
    return shown.locator("[data-region=controls]").get_by_role("button", name=re.compile(name))


def take(shown: Locator, name: str) -> None:
    """Take a step with the mouse and wait until it is behind."""
    step(shown, name).click()
    expect(step(shown, name)).to_have_count(0)


class TestPathway:
    def test_the_walk_leads_from_a_symptom_to_a_plan_with_the_keyboard_alone(
        self, page: Page, pathway: Locator
    ) -> None:
        for choice, told in (
            ("Symptom after past cancer", "Step 1: Symptom after past cancer"),
            ("", "Step 2: Emergency sign"),
            ("No emergency sign", "Step 3: Blood tests"),
        ):
            button = step(pathway, choice).first
            tab_to(page, button)
            page.keyboard.press("Enter")
            expect(words(pathway)).to_contain_text(told)
            expect(pathway.get_by_role("group", name=f"{told}. What next?")).to_be_focused()
        expect(pathway.locator("[data-region=picture]")).to_contain_text("Emergency sign?")

    def test_a_wrong_turn_explains_itself_and_leads_back(self, pathway: Locator) -> None:
        take(pathway, "Symptom after past cancer")
        step(pathway, "").first.click()
        expect(words(pathway)).to_contain_text("Step 2")
        take(pathway, "book a spine scan for next week")
        expect(words(pathway)).to_contain_text("wrong turn", ignore_case=True)
        expect(rows(pathway)).to_contain_text("Wrong turns of this walk")
        pathway.get_by_role("button", name="Back one step").click()
        expect(words(pathway)).to_contain_text("Step 2: Emergency sign?")

    def test_an_exit_is_picked_in_the_picture(self, pathway: Locator) -> None:
        take(pathway, "New breast lump")
        picture = pathway.locator("[data-region=picture]")
        picture.get_by_role("button", name="Ask about emergency signs").click()
        expect(words(pathway)).to_contain_text("Step 2: Emergency sign?")

    def test_the_whole_graph_keeps_the_walk_and_can_be_picked(self, pathway: Locator) -> None:
        take(pathway, "Chance finding")
        pathway.get_by_role("radio", name="Whole graph").check()
        stops = pathway.locator("[data-region=picture] .mbc-flow-stop")
        expect(pathway.locator("[data-region=picture] [aria-pressed=true]")).to_contain_text("Chance")
        pathway.locator("[data-region=picture]").get_by_role("button", name=re.compile("^Biopsy of metastasis")).click()
        expect(words(pathway)).to_contain_text("Biopsy of")
        expect(stops.first).to_be_attached()


@pytest.fixture
def result(page: Page) -> Locator:
    shown = reveal(frame(page, "Reading a result"))
    shown.get_by_role("combobox", name="Test", exact=True).select_option("marker_30")
    slider(shown).press("Home")
    expect(words(shown)).to_contain_text("of 1,000 people, 1 have")
    return shown


def slider(shown: Locator) -> Locator:
    return shown.get_by_role("slider", name="How many have it before the test")


class TestReadingAResult:
    def test_arrows_move_the_slider_and_everything_follows(self, result: Locator) -> None:
        slider(result).focus()
        for prior in ("2", "5", "10"):
            slider(result).press("ArrowRight")
            expect(words(result)).to_contain_text(f"of 1,000 people, {prior} have")
            expect(result.locator("output")).to_have_text(f"{prior} in 1,000")
            expect(slider(result)).to_have_attribute("aria-valuetext", f"{prior} in 1,000")
            expect(slider(result)).to_be_focused()
        expect(words(result)).to_contain_text("positive in 143, and 7 of these")
        expect(result.get_by_role("img", name=re.compile("7 with metastasis"))).to_be_visible()

    def test_the_ends_of_the_slider_are_reached_and_the_answer_turns_around(self, result: Locator) -> None:
        expect(words(result)).to_contain_text("fewer than 1 of 100 positive results are right")
        slider(result).press("End")
        expect(words(result)).to_contain_text("of 1,000 people, 950 have")
        expect(words(result)).to_contain_text("about 99 of 100 positive results are right")

    def test_the_slider_is_dragged_with_the_mouse(self, page: Page, result: Locator) -> None:
        slider(result).scroll_into_view_if_needed()
        box = slider(result).bounding_box()
        assert box
        page.mouse.move(box["x"] + 8, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=5)
        expect(result.locator("output")).not_to_have_text("1 in 1,000")
        expect(words(result)).to_contain_text("people, 1 have")  # nothing is asked of the kernel while it moves
        page.mouse.up()
        expect(words(result)).not_to_contain_text("people, 1 have")

    def test_an_example_moves_the_slider(self, result: Locator) -> None:
        result.get_by_role("button", name=re.compile("A screening mammogram")).click()
        expect(words(result)).to_contain_text("of 1,000 people, 5 have")
        expect(slider(result)).to_have_attribute("aria-valuetext", "5 in 1,000")
        expect(slider(result)).to_have_value("2")


class TestOrderTheTests:
    def test_a_patient_is_followed_to_the_team_and_what_was_missed_is_told(self, page: Page) -> None:
        case = from_the_start(page, "Put it together")
        take(case, "Ms. A.")
        expect(case.locator("[data-region=picture]")).to_contain_text("Fictional patient")
        take(case, "spine")
        expect(words(case)).to_contain_text("Needed")
        take(case, "to the team")
        expect(case.locator("[data-region=detail]")).to_contain_text("What was missed")

    def test_the_verdict_is_the_first_thing_heard_also_after_a_pick_in_the_picture(self, page: Page) -> None:
        case = from_the_start(page, "Put it together")
        patient = case.locator("[data-region=picture]").get_by_role("button", name=re.compile("Ms. A."))
        patient.focus()
        page.keyboard.press("Enter")
        expect(case.get_by_role("group", name=re.compile("^What would you propose for Ms. A."))).to_be_focused()
        step(case, "spine").press("Enter")
        expect(case.get_by_role("group", name=re.compile("^✓ Needed: .*spine"))).to_be_focused()

    def test_the_way_back_leads_to_the_choice_of_patients(self, page: Page) -> None:
        case = from_the_start(page, "Put it together")
        take(case, "Ms. D.")
        case.get_by_role("button", name="Back one step").press("Enter")
        expect(step(case, "Ms. A.")).to_be_visible()


class TestReceptors:
    def test_the_report_is_set_with_sliders_and_in_the_picture(self, page: Page) -> None:
        shown = reveal(frame(page, "Receptors and subtype"))
        for name in ("ER", "PR"):
            shown.get_by_role("slider", name=re.compile(f"^{name}")).press("Home")
        expect(words(shown)).to_contain_text("PR negative")
        part(shown, "3+ strong").or_(
            shown.locator("[data-region=picture]").get_by_role("button", name=re.compile(r"3\+"))
        ).first.click()
        expect(words(shown)).to_contain_text("HER2 positive")
        expect(shown.get_by_role("group", name="HER2 stain (IHC)").get_by_role("radio", name="3+")).to_be_checked()
