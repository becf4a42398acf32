"""Moodle XML: read as Moodle reads it, the same content, and the same points where the report says so."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.quiz import bank
from helpers.quiz.export import moodle
from helpers.quiz.export.contract import FIDELITY, Bundle
from helpers.quiz.export.package import figure
from helpers.quiz.frameworks import INDEPENDENT, NEEDS, STEPS
from helpers.quiz.items import KINDS
from helpers.quiz.scoring import most
from tests.quiz.examples import example, points, ways
from tests.quiz.export.answering import many, said
from tests.quiz.export.moodle_reader import (
    GAP,
    NAMES,
    asked,
    choices,
    earned,
    gaps,
    marks,
    matches,
    places,
    quizzes,
    read,
    scored,
    shown,
    words_to_drop,
)
from tests.quiz.export.reading import complete, html, random_answers, words

ALLOWED = [100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5]
ALLOWED += [11.11111, 10, 5]
"""The fractions that Moodle takes, in percent, besides 0 and the same below it (question/engine/bank.php)."""


# ---- points ----


def test_answers_earn_the_same_points_as_here() -> None:
    for quiz, item in asked():
        for name, answer in ways(item).items():
            if item.rule == "rationale" and name in ("half", "empty"):
                continue  # a sentence has all its gaps filled
            if item.kind == "ordered_response" and name in ("half", "empty"):
                continue  # Moodle always shows all steps in some order
            found = scored(quiz, item, answer)
            assert found is None or found == pytest.approx(points(item, answer), abs=1e-4), (item.id, name)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_any_answer_earns_the_same_points_as_here(data: st.DataObject) -> None:
    quiz = quizzes()[data.draw(st.sampled_from(NAMES))]
    item, answer = data.draw(random_answers(quiz.bundle))
    assume(item.rule != "rationale" or complete(item, answer))
    found = scored(quiz, item, answer)
    assume(found is not None)  # a sentence that is not offered
    assert found == pytest.approx(points(item, answer), abs=1e-4)


def test_the_perfect_answer_is_always_offered_and_earns_everything() -> None:
    for quiz, item in asked():
        assert scored(quiz, item, item.key) == pytest.approx(most(item), abs=1e-4), item.id


def test_leaving_everything_out_earns_nothing() -> None:
    for quiz, item in asked():
        for one in quiz.of(item):
            if one.kind in ("multichoice", "numerical"):
                assert earned(one, {}) == 0


def test_whoever_ticks_all_of_a_number_to_choose_earns_all_and_the_report_says_so() -> None:
    quiz, item = quizzes()["tea"], example("select_n")
    (one,) = quiz.of(item)
    assert earned(one, {"pick": list(choices(one))}) == pytest.approx(most(item), abs=1e-4)
    assert "ticks all of them earns all points" in quiz.report[item.id].note
    everything = list(choices(quiz.of(example("select_all"))[0]))
    assert earned(quiz.of(example("select_all"))[0], {"pick": everything}) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("name", NAMES)
def test_fractions_are_those_that_moodle_takes(name: str) -> None:
    allowed = {0.0, *ALLOWED, *(-one for one in ALLOWED)}
    for one in quizzes()[name].by_id.values():
        if one.kind != "multichoice":
            continue
        fractions = [float(answer.get("fraction", "")) for answer in one.element.findall("answer")]
        assert set(fractions) <= allowed
        assert len(fractions) > 1
        if one.element.findtext("single") == "true":
            assert max(fractions) == 100
        else:
            assert sum(fraction for fraction in fractions if fraction > 0) == pytest.approx(100, abs=0.001)


@pytest.mark.parametrize(("keys", "fits"), [(1, True), (7, True), (10, True), (11, False), (19, False), (20, True)])
def test_points_that_moodle_cannot_divide_are_left_out_and_told(keys: int, fits: bool) -> None:
    quiz = read(Bundle("Many", (many("several", keys), example("choice")), {}))
    fit = quiz.report["several"]
    assert (fit.fidelity != "omitted", bool(quiz.of(quiz.bundle.items[0]))) == (fits, fits)
    assert fits or fit.note == f"Moodle cannot divide the points among {keys} right answers."
    assert quiz.of(example("choice"))


# ---- the report ----


def test_the_report_names_the_types_that_stand_in_the_file() -> None:
    for quiz, item in asked():
        kinds = [one.kind for one in quiz.of(item)]
        assert quiz.report[item.id].target == (f"{len(kinds)} {kinds[0]}" if len(kinds) > 1 else kinds[0])


EXPECTED = {
    "choice": "multichoice, exact",
    "select_all": "multichoice, exact",
    "select_n": "multichoice, points_only",
    "grouping": "2 multichoice, points_only",
    "rows": "matching, points_only",
    "columns": "2 multichoice, points_only",
    "cloze": "cloze, exact",
    "cells": "cloze, exact",
    "dyad": "multichoice, points_only",
    "triad": "multichoice, points_only",
    "placing": "ddwtos, exact",
    "placing_dyad": "multichoice, points_only",
    "placing_triad": "multichoice, points_only",
    "highlight": "multichoice, points_only",
    "highlight_cells": "multichoice, points_only",
    "bow": "3 multichoice, points_only",
    "ordered": "ordering, exact",
    "sum": "numerical, exact",
    "over_time": "multichoice, exact",
}


def test_each_type_becomes_what_fits_it_best() -> None:
    report = quizzes()["tea"].report
    assert {name: f"{fit.target}, {fit.fidelity}" for name, fit in report.items()} == EXPECTED
    assert {example(name).kind for name in EXPECTED} == set(KINDS)


def test_what_is_not_exact_has_a_note() -> None:
    for quiz in quizzes().values():
        for fit in quiz.report.values():
            assert fit.fidelity in FIDELITY
            assert fit.note or fit.fidelity == "exact"
            assert not fit.note or fit.note.endswith(".")


# ---- content ----


def test_stem_and_labels_stand_in_the_question() -> None:
    for quiz, item in asked():
        questions = quiz.of(item)
        for one in questions:
            assert words(item.stem) in shown(one.asked)
        if len(questions) > 1:
            for one, part in zip(questions, item.parts, strict=True):
                assert words(part.label) in shown(one.asked)


def test_points_add_up_to_ours() -> None:
    for quiz, item in asked():
        assert sum(one.points for one in quiz.of(item)) == most(item)


def test_every_option_stands_in_the_file_with_its_words() -> None:
    for quiz, item in asked():
        questions = quiz.of(item)
        first = questions[0]
        if item.number or item.rule == "rationale":
            continue
        if first.kind == "matching":
            rows = matches(first)
            assert [row for row in rows if row] == [words(part.label) for part in item.parts]
            assert set(rows.values()) == {words(option.text) for option in item.parts[0].options}
        elif first.kind == "cloze":
            names = marks(item) or [part.id for part in item.parts]
            for gap, name in zip(gaps(first.asked), names, strict=True):
                told = {words(one.text): (float(one.correct), words(one.reason)) for one in item.part[name].options}
                assert gap.answers == told
        elif first.kind == "ddwtos":
            assert words_to_drop(first) == [words(option.text) for option in item.parts[0].options]
            keys = [item.part[name].by_id[item.part[name].keys[0]].text for name in marks(item)]
            assert places(first) == [words(key) for key in keys]
        else:
            for one, part in zip(questions, item.parts, strict=True):
                assert list(choices(one)) == said(item, {part.id: tuple(part.by_id)})[part.id]
                right = [text for text, (share, _) in choices(one).items() if share > 0]
                if item.kind != "ordered_response":
                    assert right == said(item, {part.id: part.keys})[part.id]


def test_every_reason_reaches_the_learner() -> None:
    for quiz, item in asked():
        if item.rule == "rationale" or item.number:
            continue
        for one in quiz.of(item):
            mine = [part for part in item.parts if one.id in (item.id, f"{item.id}_{part.id}")]
            told = f"{shown(one.told)} {' '.join(reason for _, reason in choices(one).values())}"
            lists = gaps(one.asked) if one.kind == "cloze" else []
            told += " ".join(reason for gap in lists for _, reason in gap.answers.values())
            for part in mine:
                row = one.kind == "matching"  # it has one reason, whatever is chosen
                for option in part.options if not row else [part.by_id[part.keys[0]]]:
                    reasons = [other.by_id[option.id].reason for other in mine] if one.kind == "ddwtos" else []
                    assert any(words(reason) in told for reason in [option.reason, *reasons]), item.id


def test_point_to_carry_away_and_sources_are_told_after_each_question() -> None:
    for quiz, item in asked():
        for one in quiz.of(item):
            assert words(item.why) in shown(one.told)
            assert all(source in shown(one.told) for source in item.source_id.split(";"))


def test_a_sentence_of_a_rationale_carries_the_reasons_of_its_parts() -> None:
    (one,) = quizzes()["tea"].of(example("dyad"))
    share, reason = choices(one)["The pot is empty as shown by its color."]
    assert (share, reason) == (0, "Nothing comes out. It has not changed.")
    assert choices(one)["The pot is empty as shown by its weight."][0] == 1
    (three,) = quizzes()["tea"].of(example("triad"))
    assert Counter(share for share, _ in choices(three).values()) == {1: 1, 0.5: 2, 0: 6}
    assert "The pot is ______ as shown by ______." in shown(one.asked)


def test_words_to_highlight_are_bold_in_the_text_and_listed_under_their_numbers() -> None:
    (one,) = quizzes()["tea"].of(example("highlight"))
    assert "<p>Steam <strong>(1) rises</strong> and the cup <strong>(2) stands</strong>.</p>" in one.asked
    assert list(choices(one)) == ["(1) rises", "(2) stands", "(3) burns", "(4) ticks"]
    assert one.element.findtext("shuffleanswers") == "false"
    (cells,) = quizzes()["tea"].of(example("highlight_cells"))
    assert len(html(cells.asked).every("td")) == 3


def test_gaps_stand_in_the_cells_of_a_table() -> None:
    (one,) = quizzes()["tea"].of(example("cells"))
    assert len(re.findall(r"<td>\{1:MULTICHOICE:[^{}]*\}</td>", one.asked)) == 2


def test_a_word_that_is_right_twice_can_be_placed_twice() -> None:
    one = quizzes()["unusual"].by_id["twice"]
    boxes = one.element.findall("dragbox")
    assert [box.find("infinite") is not None for box in boxes] == [True, False, False, False]
    (other,) = quizzes()["tea"].of(example("placing"))
    assert not list(other.element.iter("infinite"))


def test_a_column_too_long_to_be_stored_becomes_a_list_in_each_row() -> None:
    quiz = quizzes()["unusual"]
    assert quiz.by_id["long"].kind == "cloze"
    assert len(gaps(quiz.by_id["long"].asked)) == 4
    for each in quizzes().values():
        for one in each.by_id.values():
            assert all(len(answer.text or "") <= 255 for answer in one.element.findall("subquestion/answer/text"))


def test_a_column_that_is_the_key_of_no_row_can_still_be_chosen() -> None:
    assert matches(quizzes()["unusual"].by_id["one_column"])[""] == "Dry"


def test_a_number_may_have_its_unit_and_known_slips_are_explained() -> None:
    (one,) = quizzes()["tea"].of(example("sum"))
    assert one.element.findtext("units/unit/unit_name") == "dL"
    assert (one.element.findtext("showunits"), one.element.findtext("unitgradingtype")) == ("0", "0")
    slips = {answer.findtext("text"): answer.findtext("feedback/text") for answer in one.element.findall("answer")}
    assert slips == {
        "4.5": "",
        "3": "<p>That is the number of cups.</p>",
        "0.45": "<p>The decimal point slipped.</p>",
    }
    assert "Round to one decimal place." in shown(one.asked) and "3 x 1.5 = 4.5" in shown(one.told)
    quiz = quizzes()["unusual"]
    assert [quiz.by_id[name].element.find("units") for name in ("exactly", "tiny")] == [None, None]
    assert [quiz.by_id[name].element.findtext("answer/text") for name in ("tiny", "huge")] == ["0.002", "123456.25"]


@pytest.mark.parametrize(
    ("value", "written"),
    [(4.5, "4.5"), (0.00002, "0.00002"), (1e7, "10000000"), (-0.1, "-0.1"), (100, "100"), (0, "0")],
)
def test_numbers_have_no_exponent(value: float, written: str) -> None:
    assert figure(value) == written


def test_an_exhibit_over_time_is_a_table() -> None:
    (one,) = quizzes()["tea"].of(example("over_time"))
    assert len(html(one.asked).every("table")) == 1
    assert "Temperature (°C) 90 60 40" in shown(one.asked) and "The pot over an hour" in shown(one.asked)


# ---- cases ----


def test_a_case_stands_under_its_title_in_its_order_with_the_chart_of_the_moment() -> None:
    for quiz in (quizzes()["whole"], quizzes()["nasty"]):
        elements = list(quiz.root)
        for case in quiz.bundle.cases.values():
            (start,) = [
                at
                for at, one in enumerate(elements)
                if one.get("type") == "description"
                and words(case.client) in shown(one.findtext("questiontext/text") or "")
            ]
            assert "The client is fictional." in (elements[start].findtext("questiontext/text") or "")
            names = [one.id for item in case.items for one in quiz.of(item)]
            after = elements[start + 1 : start + 1 + len(names)]
            assert [one.findtext("idnumber") for one in after] == names
            for number, item in enumerate(case.items, 1):
                for one in quiz.of(item):
                    text = shown(one.asked)
                    assert f"Question {number} of 6." in text
                    for entry in case.entries:
                        said = entry.text or entry.cells[0][0]
                        assert (words(said.splitlines()[0]) in text) or entry.since > number
                    assert ("Looking back on the case" in shown(one.told)) == (number == 6)
                    assert number < 6 or all(words(point) in shown(one.told) for point in case.debrief)


def test_what_comes_later_in_a_case_is_not_told_before() -> None:
    quiz = quizzes()["whole"]
    for case in quiz.bundle.cases.values():
        for number, item in enumerate(case.items, 1):
            for entry in case.entries:
                if entry.since > number and entry.text:
                    assert all(words(entry.text) not in shown(one.asked) for one in quiz.of(item))


# ---- the file ----


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_what_moodle_wants(name: str) -> None:
    for element in quizzes()[name].root:
        if element.get("type") == "category":
            assert (element.findtext("category/text") or "").startswith("$course$/top/")
            continue
        assert element.findtext("penalty") == "0" and element.findtext("hidden") == "0"
        assert 0 < len(element.findtext("name/text") or "") <= 255 or name == "unusual"
        assert (element.find("defaultgrade") is None) == (element.get("type") == "cloze")
        assert len(element.findtext("idnumber") or "") <= 100
        for part in element.iter():
            assert part.get("format") in (None, "html", "moodle_auto_format")


def test_tags_tell_step_needs_bloom_objective_and_section_within_fifty_characters() -> None:
    for quiz, item in asked():
        for one in quiz.of(item):
            tags = [tag.text or "" for tag in one.element.findall("tags/tag/text")]
            assert f"step: {STEPS[item.step].name}" in tags and f"needs: {NEEDS[item.needs]}" in tags
            assert f"bloom: {item.bloom}" in tags and f"section: {item.section}" in tags
            assert f"objective: {item.objective}"[:50] in tags
            assert all(len(tag) <= 50 and "," not in tag for tag in tags if not tag.startswith("type"))
    assert all(len(f"needs: {name}") <= 50 for name in NEEDS.values())


def test_there_is_a_category_for_each_notebook_and_each_case() -> None:
    found = [one.text or "" for one in quizzes()["whole"].root.iterfind("question/category/text")]
    top = "$course$/top/The whole bank"
    assert found[0] == top
    assert all(one.startswith(f"{top}/") and one.count("/") == 3 for one in found[1:])
    assert f"{top}/2 How it spreads" in found
    assert {f"{top}/{case.title}" for case in bank.cases().values()} <= set(found)


@pytest.mark.parametrize(
    "title", ["HR+/HER2-", "a//b", "/start", "end/", "<b>bold</b> & <5", "  ", "t" * 400, "a\n\tb"]
)
def test_a_title_is_one_step_of_the_path(title: str) -> None:
    quiz = read(Bundle(title, (example("choice"),), {}))
    path = quiz.root.findtext("question/category/text") or ""
    steps = [one.replace("//", "/") for one in re.split("(?<!/)/(?!/)", path)]
    assert steps[:2] == ["$course$", "top"] and len(steps) == 3
    assert 0 < len(steps[2]) <= 255 and not set("<>\n\t") & set(steps[2])


@pytest.mark.parametrize("name", NAMES)
def test_independence_is_said_once_to_learners(name: str) -> None:
    root = quizzes()[name].root
    (said,) = [one for one in root.iter("text") if words(INDEPENDENT) in (one.text or "")]
    assert said in list(next(one for one in root if one.get("type") == "description").iter("text"))


@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_a_teacher_becomes_markup_or_a_gap(name: str) -> None:
    safe = {"p", "strong", "em", "table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li", "h4", "div"}
    quiz = quizzes()[name]
    for element in quiz.root.iter():
        if element.get("format") == "html":
            assert {one.tag for one in html(element.findtext("text") or "").every()} <= safe
    for item in quiz.bundle.items:
        for one in quiz.of(item):
            if one.kind == "cloze":
                assert len(gaps(one.asked)) == len(item.parts)
                assert "{" not in GAP.sub("", one.asked)
            if one.kind == "ddwtos":
                assert len(places(one)) == len(item.parts)


def test_the_same_bundle_gives_the_same_bytes() -> None:
    for quiz in quizzes().values():
        assert moodle.write(quiz.bundle) == moodle.write(quiz.bundle)


def test_ids_do_not_change_when_other_questions_come_along() -> None:
    alone, among = read(Bundle("Tea", (example("bow"),), {})), quizzes()["tea"]
    assert all(
        ElementTree.tostring(one.element).strip() == ElementTree.tostring(among.by_id[one.id].element).strip()
        for one in alone.by_id.values()
    )


def test_the_whole_bank_goes_out() -> None:
    quiz = quizzes()["whole"]
    assert len(quiz.report) == len(bank.items())
    assert "omitted" not in {fit.fidelity for fit in quiz.report.values()}


def test_an_empty_bundle_is_a_file_too() -> None:
    quiz = read(Bundle("Nothing", (), {}))
    assert [one.get("type") for one in quiz.root] == ["category", "description"]


def test_an_item_without_its_case_stands_among_those_of_its_notebook() -> None:
    item = replace(example("choice"), case="nowhere")
    quiz = read(Bundle("Tea", (item,), {}))
    assert quiz.of(item)
