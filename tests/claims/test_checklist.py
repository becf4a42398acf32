"""The checklist: marks, notes and a title are kept, summed up in words and printed; nothing is added up."""

import re
import xml.etree.ElementTree as ET

import pytest

from helpers import tables
from helpers.claims.checklist import (
    MARKS,
    MOST_PRAISE,
    MOST_TOLD,
    OPEN,
    OWN,
    ArticleChecklist,
    answers,
    checks,
    example,
    for_patient,
    summed_up,
    written,
)
from helpers.controls import ChoiceError
from tests.seen import seen, spoken

EXAMPLES = list(tables.named("article_examples", "name"))


def own(**marks: str) -> ArticleChecklist:
    """The learner's own sheet with marks given one by one."""
    sheet = ArticleChecklist(predict=False, sheet=OWN)
    for check, mark in marks.items():
        sheet.received(f"check.{check}", mark)
    assert sheet.problem == ""
    return sheet


def test_the_checks_cover_every_skill_and_each_group_has_some() -> None:
    rows = list(checks().values())
    assert 10 <= len(rows) <= 14
    assert {row["skill"] for row in rows} == set(tables.named("claim_skills", "name")) - {"none"}
    assert {row["group"] for row in rows} == {"words", "who", "numbers", "people"}
    assert all(row["question"].endswith("?") for row in rows)


def test_a_mark_shows_in_picture_words_rows_and_paper() -> None:
    for one in seen(ArticleChecklist):
        given = answers(one.state["marks"])
        if one.state["sheet"] != OWN:
            given = {check: row["mark"] for check, row in example(one.state["sheet"]).items()}
        tile = {
            check: f"{row['name']}: {MARKS[given[check]].word if check in given else OPEN.word}"
            for check, row in checks().items()
        }
        label = ET.fromstring(f"<p>{one.picture}</p>").find(".//svg")
        assert label is not None and all(told in label.get("aria-label", "") for told in tile.values()), one.state
        shown = {row["check_id"]: row["mark"] for row in one.rows}
        assert shown == {check: MARKS[given[check]].word if check in given else OPEN.word for check in checks()}
        assert one.picture.count("☒") == len(given) and one.picture.count("☐") == 4 * len(checks()) - len(given)
        assert summed_up(given) in one.words if given else "is empty" in one.words


def test_words_say_what_is_good_and_why_to_take_care() -> None:
    marks = {"meaning": "yes", "agrees": "yes", "wording": "yes"}
    told = spoken(own(**marks, date="yes", size="no", author="partly", money="unsure").words_html)
    assert "does well on" in told and "its date" in told
    assert "Use with care because it falls short on giving both numbers" in told
    assert "only part of what is needed on its author" in told and "could not tell about who pays" in told
    assert f"{len(checks()) - 7} of {len(checks())} checks are open" in told


def test_there_is_no_verdict_while_fewer_than_half_are_marked() -> None:
    half = (len(checks()) + 1) // 2
    for mark in MARKS:
        for count in range(1, half + 1):
            given = dict.fromkeys(list(checks())[:count], mark)
            told = summed_up(given)
            early = count < half
            assert told.startswith(f"{len(checks()) - count} of {len(checks())} checks are open: too early") == early
            assert ("Use with care" in told or "speaks against" in told) != early
            assert bool(for_patient(given)) != early and "nothing." not in told
    sheet = own(date="no")
    assert "tell the patientNothing yet: 13 of 14" in spoken(sheet.detail_html)
    assert "To the patient:" not in sheet.picture_html


def test_a_date_marked_no_does_not_say_that_it_is_old() -> None:
    assert checks()["date"]["tell"] == "It does not say how old it is, or it is old."


def test_there_is_no_score() -> None:
    for one in seen(ArticleChecklist):
        assert not re.search(r"\d+ (points|of \d+ points|%)|score of|\d+ ?%", one.words + spoken(one.detail)), one.state


def test_all_yes_is_not_yet_right_for_this_patient() -> None:
    told = summed_up(dict.fromkeys(checks(), "yes"))
    assert "Nothing speaks against it. That does not yet make it right" in told and "open" not in told


def test_long_lists_are_cut_in_sentences() -> None:
    told = summed_up(dict.fromkeys(checks(), "no"))
    assert f"and {len(checks()) - 4} more" in told and told.startswith("No check is marked “Yes”.")


def test_the_patient_is_told_little_and_kindly() -> None:
    for mark in MARKS:
        text = for_patient(dict.fromkeys(checks(), mark))
        praise = [row["praise"] for row in checks().values() if row["praise"] in text]
        weak = [row["tell"] for row in checks().values() if row["tell"] in text]
        assert text.startswith("Thank you for showing me this.") and "do not stop or start a treatment" in text
        assert len(praise) == (MOST_PRAISE if mark == "yes" else 0) and len(weak) == (0 if mark == "yes" else MOST_TOLD)
    assert for_patient({}) == ""


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_mark_every_check_and_cannot_be_changed(name: str) -> None:
    assert list(example(name)) == list(checks())
    sheet = ArticleChecklist(predict=False, sheet=name)
    assert "<input" not in sheet.detail_html and "ictional" in sheet.words_html
    before = sheet.picture_html
    sheet.received("check.date", "no")
    assert sheet.picture_html == before


def test_the_two_examples_differ_in_what_they_teach() -> None:
    good, bad = (
        {mark: sum(row["mark"] == mark for row in example(name).values()) for mark in MARKS}
        for name in ("charity", "news")
    )
    assert good["yes"] > 8 and good["partly"] and bad["yes"] < 3 and bad["no"] >= 5 and bad["unsure"]


def test_marks_notes_and_title_survive_a_look_at_an_example() -> None:
    sheet = own(date="no")
    sheet.received("article", "My article")
    sheet.received("note.date", "from 2011")
    sheet.received("sheet", EXAMPLES[0])
    assert "from 2011" not in sheet.detail_html
    sheet.received("sheet", OWN)
    assert "My article" in sheet.words_html and "from 2011" in sheet.detail_html
    assert re.search(r'<input[^>]*name="check.date"[^>]*value="no"[^>]*checked', sheet.detail_html)


def test_a_mark_can_be_changed_and_the_order_is_that_of_the_list() -> None:
    sheet = own(kind="no", date="no", meaning="yes")
    sheet.received("check.kind", "yes")
    assert sheet.marks == "meaning:yes;date:no;kind:yes" == written(answers(sheet.marks))


def test_what_is_typed_is_text_and_never_a_link() -> None:
    sheet = own(date="yes")
    sheet.received("article", "  javascript:alert(1) <script>alert(1)</script>\n https://example.org ")
    page = sheet.words_html + sheet.picture_html + sheet.detail_html
    assert "<script" not in page and "&lt;script&gt;" in page and "<a " not in page
    sheet.received("note.date", "x" * 5000)
    assert len(sheet.note("date")) == 200


def test_clear_can_be_taken_back_until_something_new_is_written() -> None:
    sheet = own(date="yes", size="no")
    sheet.received("article", "An article")
    sheet.received("clear", "yes")
    assert sheet.marks == "" and sheet.name == "" and "is empty" in sheet.words_html
    sheet.received("clear", "")
    assert sheet.marks == "date:yes;size:no" and sheet.name == "An article"
    sheet.received("clear", "yes")
    sheet.received("check.kind", "yes")
    assert "Bring back" not in sheet.detail_html and "Clear the sheet" in sheet.detail_html


@pytest.mark.parametrize("marks", ["date", "date:maybe", "dates:yes", ":"])
def test_marks_that_do_not_exist_are_named(marks: str) -> None:
    with pytest.raises(ChoiceError, match="is not a check and its mark"):
        answers(marks)
    assert "is not a check" in ArticleChecklist(predict=False, sheet=OWN, marks=marks).problem


@pytest.mark.parametrize(("name", "value"), [("check.date", "maybe"), ("check.nothing", "yes"), ("note.nothing", "x")])
def test_a_message_that_fits_nothing_gets_a_sentence(name: str, value: str) -> None:
    sheet = ArticleChecklist(predict=False, sheet=OWN)
    sheet.received(name, value)
    assert sheet.problem.endswith(".") and "Traceback" not in sheet.problem and sheet.marks == ""


def test_every_check_has_a_group_of_native_radios_with_a_legend() -> None:
    page = ArticleChecklist(predict=False, sheet=OWN).detail_html
    assert page.count("<fieldset>") == page.count("<legend>") == len(checks())
    for check, row in checks().items():
        assert page.count(f'type="radio" name="check.{check}"') == len(MARKS)
        assert spoken(page).count(row["find"]) == spoken(page).count(row["why"]) == 1


def test_the_form_keeps_its_place_when_a_mark_is_given_so_that_the_keyboard_does() -> None:
    before = re.compile(r"<(h4|p|form|div)\b")
    blank, filled = (sheet.detail_html.partition("<form")[0] for sheet in (own(), own(date="no")))
    assert before.findall(blank) == before.findall(filled)


def test_paper_is_empty_or_filled() -> None:
    blank = ArticleChecklist(predict=False, sheet=OWN).picture_html
    filled = own(**dict.fromkeys(checks(), "no")).picture_html
    assert "Use with care because" in blank and "☒" not in blank and "mbc-fill" in blank
    assert "In short:" in filled and "To the patient:" in filled and "mbc-fill" not in filled
