"""What a learner does in notebook 05: hears a red flag, mends a talk, keeps a journal, makes a list for the visit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import LIVING, frame, words


@pytest.fixture
def page(revealed: Callable[[str], Page]) -> Page:
    """Notebook 05 in the class view, every picture shown."""
    return revealed(LIVING)


def test_an_answer_that_cannot_wait_ends_the_questions(page: Page) -> None:
    pain = frame(page, "Pain: ask")
    pain.get_by_role("button", name="Walter Boone").first.press("Enter")
    expect(words(pain)).not_to_contain_text("Ines Duarte")
    group = pain.locator(".mbc-trail")
    for _ in range(8):
        if "mergency" in words(pain).inner_text() or not group.locator(".mbc-option").count():
            break
        before = words(pain).inner_text()
        group.locator(".mbc-option").first.press("Enter")
        expect(words(pain)).not_to_have_text(before)
    expect(words(pain)).to_contain_text("emergency", ignore_case=True)


def test_a_talk_goes_wrong_and_is_mended_with_the_keyboard_alone(page: Page) -> None:
    talk = frame(page, "Talking: what your words do")
    talk.get_by_role("button", name="“The scan shows it has grown”").first.press("Enter")
    expect(talk.get_by_role("button", name="Start again")).to_be_attached()
    replies = talk.locator(".mbc-trail .mbc-option")
    expect(replies).to_have_count(3)
    for _ in range(3):
        before = words(talk).inner_text()
        replies.first.press("Enter")
        expect(words(talk)).not_to_have_text(before)
    back = talk.get_by_role("button", name="Back one step")
    before = words(talk).inner_text()
    back.press("Enter")
    expect(words(talk)).not_to_have_text(before)
    expect(back).to_be_focused()
    talk.get_by_role("button", name="Start again").press("Enter")
    expect(words(talk)).to_contain_text("Choose one")


def test_a_red_flag_in_the_journal_is_told_at_once_and_the_days_go_along(page: Page, tmp_path: Path) -> None:
    journal = frame(page, "Symptom journal")
    journal.get_by_role("radio", name="My own journal").check()
    sign = journal.get_by_role("checkbox", name="eak").first
    sign.press("Space")
    expect(words(journal)).to_contain_text("911")
    with page.expect_download() as download:
        journal.get_by_role("link", name="Download").first.click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    text = path.read_text(encoding="utf-8-sig")
    assert text.count("\n") >= 2
    broken = tmp_path / "broken.csv"
    broken.write_text("day;hurts\n1;much\n", encoding="utf-8")
    journal.locator('input[type="file"]').set_input_files(broken)
    expect(journal.locator(".mbc-problem").first).to_be_visible()
    expect(words(journal)).to_contain_text("911")
    journal.get_by_role("radio", name="Example month").check()
    expect(words(journal)).to_contain_text("fictional")


def test_a_list_for_the_visit_is_made_and_put_in_order(page: Page) -> None:
    visit = frame(page, "Questions for the visit")
    for topic in ("Money and insurance", "Sex and closeness"):
        box = visit.get_by_role("checkbox", name=topic)
        box.press("Space")
        expect(box).to_be_checked()
    expect(words(visit)).to_contain_text("Money and insurance", ignore_case=True)
    visit.get_by_role("button", name="Up").last.press("Enter")
    expect(words(visit)).to_contain_text("Sex and closeness", ignore_case=True)


def test_the_keyboard_stays_with_the_file_of_the_journal(page: Page) -> None:
    journal = frame(page, "Symptom journal")
    journal.get_by_role("radio", name="My own journal").check()
    mine = journal.get_by_role("group", name="My file")
    keep = mine.get_by_role("button", name="Keep my journal")
    keep.press("Enter")
    expect(mine).to_be_focused()
    mine.get_by_role("button", name="Stop keeping").press("Enter")
    expect(mine.get_by_role("status")).to_contain_text("Delete the file?")
    expect(mine).to_be_focused()
    mine.get_by_role("button", name="Delete it").press("Enter")
    expect(mine).to_contain_text("Your journal file was deleted.")
    expect(mine).to_be_focused()
