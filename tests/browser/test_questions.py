"""What a learner does with questions: plays every case by keyboard alone, loses nothing, and takes answers along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from helpers.quiz import bank
from helpers.quiz.items import Case, Item, Part
from helpers.quiz.scoring import most
from tests.browser.conftest import Pages
from tests.browser.pages import CASES, MEANING, SLOW, START, focused, frame, open_notebook, words
from tests.browser.servers import Door

QUESTION = next(item for item in bank.of_section("meaning_stage") if item.kind == "multiple_choice")
AT = bank.of_section("meaning_stage").index(QUESTION) + 1


@pytest.fixture(scope="module")
def cases(voila: Door, pages: Pages) -> Iterator[Page]:
    """Notebook 06 in the class view."""
    page = pages.new(voila)
    open_notebook(page, voila, CASES)
    yield page
    page.context.close()


@pytest.mark.parametrize("case", bank.cases().values(), ids=lambda case: case.id)
def test_a_case_is_played_with_the_keyboard_alone(cases: Page, case: Case) -> None:
    shown = frame(cases, f"Case: {case.title}")
    shown.get_by_role("radio", name="Practice").focus()
    for number, item in enumerate(case.items, 1):
        expect(words(shown)).to_contain_text(f"Question {number} of 6")
        give(cases, shown, item)
        press(cases, shown.get_by_role("button", name="Check my answer"))
        expect(words(shown)).to_contain_text(f"✓ Right. {most(item)} of {most(item)} point")
        expect(shown.locator("[data-home=check]")).to_be_focused()
        if number < 6:
            press(cases, shown.get_by_role("button", name="Next question"))
    total = sum(most(item) for item in case.items)
    expect(words(shown)).to_contain_text(f"The case is done: {total} of {total} points.")


def give(page: Page, shown: Locator, item: Item) -> None:
    """Give the perfect answer with Tab, arrows, Space and Enter."""
    for part in item.parts:
        for pick in item.key[part.id]:
            touch(page, shown, item, part, pick)


def touch(page: Page, shown: Locator, item: Item, part: Part, pick: str) -> None:
    """One pick of an answer."""
    if item.kind == "ordered_response":
        press(page, shown.locator(f'[data-name=order][data-value="add:{pick}"]'))
        expect(shown.locator(f'[data-name=order][data-value="out:{pick}"]')).to_be_attached()
    elif item.kind.startswith("dragdrop"):
        word = shown.locator(f'[data-name=hold][data-value="{pick}"]')
        press(page, word)
        expect(word).to_have_attribute("aria-pressed", "true")
        gap = shown.locator(f'[data-name=place][data-value="{part.id}"]')
        press(page, gap)
        expect(gap).to_have_text(part.by_id[pick].text)
    elif item.kind.startswith("dropdown"):
        menu = shown.locator(f'select[data-name="pick.{part.id}"]')
        reach(page, menu)
        for _ in range([option.id for option in part.options].index(pick) + 1):
            page.keyboard.press("ArrowDown")
        expect(menu).to_have_value(pick)
    elif part.most == 1:
        radios = shown.locator(f'input[data-name="pick.{part.id}"]')
        reach(page, radios.first)
        page.keyboard.press("Space")
        for _ in range([option.id for option in part.options].index(pick)):
            page.keyboard.press("ArrowDown")
        expect(shown.locator(f'input[data-name="pick.{part.id}"][value="{pick}"]')).to_be_checked()
    else:
        box = shown.locator(f'input[data-name="toggle.{part.id}"][value="{pick}"]')
        reach(page, box)
        page.keyboard.press("Space")
        expect(box).to_be_checked()


AHEAD = "node => !!(document.activeElement.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)"


def reach(page: Page, target: Locator) -> None:
    """Press Tab, forward or back, until the keyboard is on ``target``."""
    key = "Tab" if target.evaluate(AHEAD) else "Shift+Tab"
    for _ in range(80):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {target}")


def press(page: Page, target: Locator) -> None:
    """Press a button with the keyboard."""
    expect(target).to_be_attached()
    reach(page, target)
    page.keyboard.press("Enter")


@pytest.fixture
def section(voila: Door, pages: Pages) -> Callable[[], tuple[Page, Locator]]:
    """The questions to a section, on a page of their own each time: another kernel."""

    def opened() -> tuple[Page, Locator]:
        page = pages.new(voila)
        open_notebook(page, voila, MEANING)
        shown = frame(page, "Check yourself: What makes it stage 4")
        shown.get_by_role("button", name=f"Question {AT},").click()
        expect(words(shown)).to_contain_text(f"Question {AT} of")
        return page, shown

    return opened


def test_answers_outlive_the_kernel_and_go_along_to_another_machine(
    section: Callable[[], tuple[Page, Locator]], voila: Door, pages: Pages, tmp_path: Path
) -> None:
    page, shown = section()
    shown.locator(f'input[value="{QUESTION.parts[0].keys[0]}"]').check()
    shown.get_by_role("button", name="Keep them in a file of mine").click()
    expect(shown.locator("[data-region=detail]")).to_contain_text("are kept in mbc-progress.json")
    shown.get_by_role("button", name="Check my answer").click()
    expect(words(shown)).to_contain_text("✓ Right.")
    page.context.close()

    page, shown = section()
    expect(words(shown)).to_contain_text("✓ Right.")
    page.context.close()

    page = pages.new(voila)
    open_notebook(page, voila, START)
    mine = frame(page, "My progress")
    expect(words(mine)).to_contain_text("You have checked 1 of")
    with page.expect_download() as download:
        mine.get_by_role("link", name="Download my answers").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    mine.get_by_role("button", name="Stop keeping and delete the file").click()
    mine.get_by_role("button", name="Delete it").click()
    expect(mine.get_by_role("button", name="Keep my answers")).to_be_attached()
    page.context.close()

    page = pages.new(voila)
    open_notebook(page, voila, START)
    mine = frame(page, "My progress")
    expect(words(mine)).to_contain_text("You have checked 0 of")
    mine.get_by_label("Load a file from another machine").set_input_files(path)
    expect(words(mine)).to_contain_text("You have checked 1 of")
    broken = tmp_path / "broken.json"
    broken.write_text(path.read_text(encoding="utf-8")[:50], encoding="utf-8")
    mine.get_by_label("Load a file from another machine").set_input_files(broken)
    expect(mine.locator(".mbc-problem").first).to_be_visible()
    expect(words(mine)).to_contain_text("You have checked 1 of")
    page.context.close()


def test_a_class_sees_big_type_and_the_teacher_reveals(section: Callable[[], tuple[Page, Locator]]) -> None:
    page, shown = section()
    shown.get_by_role("radio", name="Class").check()
    stem = shown.locator(".mbc-stem")
    expect(shown.locator(".mbc-big")).to_be_attached()
    assert float(stem.evaluate("node => getComputedStyle(node).fontSize").removesuffix("px")) >= 24
    shown.get_by_role("button", name="Reveal the answer").focus()
    page.keyboard.press("Enter")
    expect(words(shown)).to_contain_text("The answer is shown.")
    shown.get_by_role("button", name="Hide the answer").click()
    expect(words(shown)).not_to_contain_text("The answer is shown.")
    page.context.close()


def test_answers_are_big_enough_for_a_finger(section: Callable[[], tuple[Page, Locator]]) -> None:
    page, shown = section()
    page.set_viewport_size({"width": 390, "height": 800})
    for answer in shown.locator(".mbc-answer, .mbc-actions button, .mbc-stops button").all():
        box = answer.bounding_box()
        assert box and box["height"] >= 44 and box["width"] >= 44
    page.context.close()


def test_questions_are_taken_out_as_a_file(cases: Page, tmp_path: Path) -> None:
    out = frame(cases, "Take the questions out")
    out.get_by_role("combobox", name="Case").select_option(value="hypercalcemia")
    expect(words(out)).to_contain_text("6 questions for Moodle XML", timeout=SLOW)
    out.get_by_role("button", name="Make the file").click()
    with cases.expect_download() as download:
        out.get_by_role("link", name="Download").click()
    download.value.save_as(tmp_path / "out.zip")
    assert (tmp_path / "out.zip").read_bytes()[:2] == b"PK"


def test_the_keyboard_stays_in_the_question_and_deletes_no_cell(doors: Callable[[str], Door], pages: Pages) -> None:
    door = doors("notebook")
    page = pages.new(door)
    open_notebook(page, door, MEANING)
    cells = page.locator(".jp-Cell")
    shown = frame(page, "Check yourself: What makes it stage 4")
    shown.get_by_role("button", name=f"Question {AT},").click()
    expect(words(shown)).to_contain_text(f"Question {AT} of")
    before = cells.count()
    radio = shown.locator(f'input[value="{QUESTION.parts[0].options[0].id}"]')
    radio.focus()
    page.keyboard.press("Space")
    page.keyboard.type("ddx")
    page.keyboard.press("ArrowDown")
    expect(shown.locator(f'input[value="{QUESTION.parts[0].options[1].id}"]')).to_be_checked()
    expect(focused(page)).to_have_attribute("value", QUESTION.parts[0].options[1].id)
    assert cells.count() == before
    page.context.close()
