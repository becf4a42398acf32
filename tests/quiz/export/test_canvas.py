"""The package for Canvas: read as Canvas reads it, the same content, and the same points where the report says so."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.quiz import bank
from helpers.quiz.export import canvas
from helpers.quiz.export.contract import FIDELITY, Bundle
from helpers.quiz.frameworks import INDEPENDENT
from helpers.quiz.items import KINDS, Item
from helpers.quiz.scoring import most
from tests.quiz.examples import example, points, ways
from tests.quiz.export.answering import many, said
from tests.quiz.export.canvas_reader import CP, META, NAMES, QTI, Quiz, asked, quizzes, read, scored, shown, written
from tests.quiz.export.reading import complete, html, random_answers, words

# ---- points ----


def same(quiz: Quiz, item: Item) -> bool:
    """Does the report promise equal points?"""
    return quiz.report[item.id].fidelity in ("exact", "points_only")


def test_answers_earn_the_same_points_where_the_report_says_so() -> None:
    for quiz, item in asked():
        for name, answer in ways(item).items():
            if not same(quiz, item) or (item.rule == "rationale" and name in ("half", "empty")):
                continue  # a sentence has all its gaps filled
            found = scored(quiz, item, answer)
            assert found is None or found == pytest.approx(points(item, answer), abs=1e-6), (item.id, name)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_any_answer_earns_the_same_points_where_the_report_says_so(data: st.DataObject) -> None:
    quiz = quizzes()[data.draw(st.sampled_from(NAMES))]
    item, answer = data.draw(random_answers(quiz.bundle))
    assume(same(quiz, item) and (item.rule != "rationale" or complete(item, answer)))
    found = scored(quiz, item, answer)
    assume(found is not None)  # a sentence that is not offered
    assert found == pytest.approx(points(item, answer), abs=1e-6)


def test_the_perfect_answer_always_earns_everything() -> None:
    for quiz, item in asked():
        assert scored(quiz, item, item.key) == pytest.approx(most(item), abs=1e-6), item.id


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_answer_earns_everything_but_those_that_do_here(data: st.DataObject) -> None:
    quiz = quizzes()[data.draw(st.sampled_from(NAMES))]
    item, answer = data.draw(random_answers(quiz.bundle))
    assume(item.rule != "rationale" or complete(item, answer))
    found = scored(quiz, item, answer)
    assume(found is not None)
    assert (found == pytest.approx(most(item), abs=1e-6)) == (points(item, answer) == most(item))


def test_what_the_report_calls_approximate_does_differ() -> None:
    quiz = quizzes()["tea"]
    answers_ = {
        "select_n": {"pick": ("a", "b")},
        "bow": {"action": ("a1", "a3"), "condition": ("c1",), "parameter": ("p1", "p2")},
        "triad": {"cause": ("a",), "effect_1": ("y1",), "effect_2": ("y9",)},
        "placing_triad": {"cause": ("t1",), "effect_1": ("t2",), "effect_2": ("t4",)},
        "ordered": {"order": ("a", "b", "d", "c")},
    }
    differ = {name: (scored(quiz, example(name), one), points(example(name), one)) for name, one in answers_.items()}
    assert differ == {
        "select_n": (0, 1),
        "bow": (3, 4),
        "triad": (0, 1),
        "placing_triad": (0, 1),
        "ordered": (0.5, 0),
    }
    assert set(differ) == {name for name, fit in quiz.report.items() if fit.fidelity == "approximate"}


# ---- the report ----

EXPECTED = {
    "choice": "Multiple Choice, exact",
    "select_all": "Multiple Answers, exact",
    "select_n": "Multiple Answers, approximate",
    "grouping": "2 Multiple Answers, points_only",
    "rows": "Matching, points_only",
    "columns": "2 Multiple Answers, points_only",
    "cloze": "Multiple Dropdowns, exact",
    "cells": "Multiple Dropdowns, exact",
    "dyad": "Multiple Choice, points_only",
    "triad": "Multiple Choice, approximate",
    "placing": "Multiple Dropdowns, points_only",
    "placing_dyad": "Multiple Choice, points_only",
    "placing_triad": "Multiple Choice, approximate",
    "highlight": "Multiple Answers, points_only",
    "highlight_cells": "Multiple Answers, points_only",
    "bow": "2 Multiple Answers + Multiple Choice, approximate",
    "ordered": "Matching, approximate",
    "sum": "Numerical Answer, exact",
    "over_time": "Multiple Answers, exact",
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


def test_a_question_too_long_for_canvas_is_left_out_and_told() -> None:
    wordy = replace(many("long", 2), stem="Word " * 4000)
    quiz = read(Bundle("Long", (wordy, example("choice")), {}))
    assert quiz.report["long"].fidelity == "omitted" and "16384" in quiz.report["long"].note
    assert [one.kind for one in quiz.questions] == ["multiple_choice_question"]
    assert quiz.settings["points_possible"] == "1.0"


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
    for quiz in quizzes().values():
        assert float(quiz.settings["points_possible"]) == sum(map(most, quiz.bundle.items))


def test_every_option_stands_in_the_file_with_its_words_and_its_reason() -> None:
    for quiz, item in asked():
        questions = quiz.of(item)
        first = questions[0]
        if item.number or item.rule == "rationale":
            continue
        if item.kind == "ordered_response":
            steps = item.parts[0].options
            assert {row: (key[1], key[2]) for row, key in first.matches.items()} == {
                words(one.text): (number, words(one.reason)) for number, one in zip(first.columns, steps, strict=True)
            }
            assert next(iter(first.columns.values())) == "1 (first)"
        elif first.kind == "matching_question":
            assert list(first.columns.values()) == [words(option.text) for option in item.parts[0].options]
            for part, (row, key) in zip(item.parts, first.matches.items(), strict=True):
                right = part.by_id[part.keys[0]]
                assert (row, first.columns[key[1]]) == (words(part.label), words(right.text))
                assert key[2] == words(right.reason)
        else:
            several = {part.id: said(item, {part.id: tuple(part.by_id)})[part.id] for part in item.parts}
            expected = [
                (words_, 100 * option.correct, words(option.reason))
                for part in item.parts
                for words_, option in zip(several[part.id], part.options, strict=True)
            ]
            found = [(it.text, it.weight, it.comment) for one in questions for it in one.answers]
            assert found == expected


def test_gaps_stand_in_the_text_in_brackets_once_each() -> None:
    for quiz, item in asked():
        for one in quiz.of(item):
            if one.kind == "multiple_dropdowns_question":
                gaps = list(dict.fromkeys(it.field for it in one.answers))
                assert [one.asked.count(f"[{gap}]") for gap in gaps] == [1] * len(item.parts)
                assert all(re.fullmatch("[a-z0-9_]+", gap) for gap in gaps)


def test_a_text_with_words_in_brackets_is_not_taken_for_a_gap() -> None:
    quiz = quizzes()["unusual"]
    (one,) = quiz.of(next(item for item in quiz.bundle.items if item.id == "gap1"))
    assert [*dict.fromkeys(it.field for it in one.answers)] == ["gap_1", "gap_2"]
    assert "[gap1] [[1]] [gap_1] [[gap_2]] [gap2]" in one.asked


def test_gaps_stand_in_the_cells_of_a_table() -> None:
    (one,) = quizzes()["tea"].of(example("cells"))
    assert re.findall(r"<td>\[(\w+)]</td>", one.asked) == ["gap1", "gap2"]


def test_point_to_carry_away_and_sources_are_told_after_each_question() -> None:
    for quiz, item in asked():
        for one in quiz.of(item):
            assert words(item.why) in shown(one.told)
            assert all(source in shown(one.told) for source in item.source_id.split(";"))


def test_the_way_to_a_number_is_told_and_how_to_round_is_asked() -> None:
    (one,) = quizzes()["tea"].of(example("sum"))
    assert "3 x 1.5 = 4.5" in shown(one.told) and "That is the number of cups." in shown(one.told)
    assert "Your answer in dL. Round to one decimal place. Type the number only." in shown(one.asked)


def test_a_sentence_of_a_rationale_carries_the_reasons_of_its_parts() -> None:
    (one,) = quizzes()["tea"].of(example("dyad"))
    comments = {it.text: it.comment for it in one.answers}
    assert comments["The pot is empty as shown by its color."] == "Nothing comes out. It has not changed."
    assert "The pot is ______ as shown by ______." in shown(one.asked)
    assert [it.text for it in one.answers if it.weight] == ["The pot is empty as shown by its weight."]


def test_words_to_highlight_are_bold_in_the_text_and_listed_under_their_numbers() -> None:
    (one,) = quizzes()["tea"].of(example("highlight"))
    assert "<p>Steam <strong>(1) rises</strong> and the cup <strong>(2) stands</strong>.</p>" in one.asked
    assert [it.text for it in one.answers] == ["(1) rises", "(2) stands", "(3) burns", "(4) ticks"]


def test_steps_do_not_stand_in_the_right_order() -> None:
    for quiz, item in asked():
        if item.kind == "ordered_response":
            assert list(quiz.of(item)[0].matches) != [words(option.text) for option in item.parts[0].options]


def test_an_exhibit_over_time_is_a_table() -> None:
    (one,) = quizzes()["tea"].of(example("over_time"))
    assert len(html(one.asked).every("table")) == 1 and "Temperature (°C) 90 60 40" in shown(one.asked)


# ---- cases ----


def test_a_case_stands_under_its_title_in_its_order_with_the_chart_of_the_moment() -> None:
    for quiz in (quizzes()["whole"], quizzes()["nasty"]):
        for case in quiz.bundle.cases.values():
            (start,) = [
                at
                for at, one in enumerate(quiz.questions)
                if one.kind == "text_only_question" and words(case.client) in shown(one.asked)
            ]
            opening = quiz.questions[start]
            assert opening.points == 0 and words(f"Case: {case.title}") == words(opening.name)
            assert "The client is fictional." in opening.asked
            mine = [(number, one) for number, item in enumerate(case.items, 1) for one in quiz.of(item)]
            assert list(quiz.questions[start + 1 : start + 1 + len(mine)]) == [one for _, one in mine]
            for number, one in mine:
                text = shown(one.asked)
                assert f"Question {number} of 6." in text
                for entry in case.entries:
                    told = entry.text or entry.cells[0][0]
                    assert words(told.splitlines()[0]) in text or entry.since > number
                assert ("Looking back on the case" in shown(one.told)) == (one == mine[-1][1] or number == 6)


def test_what_comes_later_in_a_case_is_not_told_before() -> None:
    quiz = quizzes()["whole"]
    for case in quiz.bundle.cases.values():
        for number, item in enumerate(case.items, 1):
            for entry in case.entries:
                if entry.since > number and entry.text:
                    assert all(words(entry.text) not in shown(one.asked) for one in quiz.of(item))


def test_items_of_a_case_that_stand_apart_have_one_opening() -> None:
    case = next(iter(bank.cases().values()))
    items = (case.items[0], example("choice"), case.items[1])
    quiz = read(Bundle("Apart", items, {case.id: case}))
    assert [one.kind for one in quiz.questions].count("text_only_question") == 1


# ---- the package ----


@pytest.mark.parametrize("name", NAMES)
def test_identifiers_are_what_canvas_can_read(name: str) -> None:
    root = quizzes()[name].root
    items = list(root.iter(f"{QTI}item"))
    idents = [one.get("ident", "") for one in items]
    assert len(set(idents)) == len(idents)
    assert all(re.fullmatch("[A-Za-z_][A-Za-z0-9_-]*", one) for one in idents)
    for item in items:
        fields = [one.get("ident", "") for one in item.iter(f"{QTI}response_lid")]
        assert len(set(fields)) == len(fields)
        assert all(re.fullmatch(r"response1|response_[a-z0-9_]+", one) for one in fields)
        labels = [one.get("ident", "") for one in item.iter(f"{QTI}response_label")]
        assert all(re.fullmatch("[1-9][0-9]*", one) for one in labels) or labels == ["answer1"]
        told = [one.get("ident", "") for one in item.iter(f"{QTI}itemfeedback")]
        assert all(re.fullmatch(r"[1-9][0-9]*_fb|general_fb", one) for one in told)
        linked = {one.get("linkrefid") for one in item.iter(f"{QTI}displayfeedback")}
        assert linked == set(told)
        answered = {one.get("respident") for one in item.iter() if one.get("respident")}
        assert answered == set(fields) | ({"response1"} if labels == ["answer1"] else set())


def test_answers_are_listed_under_their_numbers_in_the_order_of_their_import() -> None:
    for quiz in quizzes().values():
        for item in quiz.root.iter(f"{QTI}item"):
            fields = [one.text or "" for one in item.iter(f"{QTI}fieldentry")]
            rows = [one.get("ident", "").removeprefix("response_") for one in item.iter(f"{QTI}response_lid")]
            labels = [one.get("ident", "") for one in item.iter(f"{QTI}response_label")]
            listed = rows if fields[0] == "matching_question" else [one for one in labels if one != "answer1"]
            assert fields[2] == ",".join(listed)


def test_every_choice_is_named_once_in_the_condition_of_several_answers() -> None:
    for quiz in quizzes().values():
        for item in quiz.root.iter(f"{QTI}item"):
            every = item.find(f".//{QTI}and")
            labels = [one.get("ident") for one in item.iter(f"{QTI}response_label")]
            if every is not None and labels != ["answer1"]:
                assert [one.text for one in every.iter(f"{QTI}varequal")] == labels


@pytest.mark.parametrize("name", NAMES)
def test_texts_stay_within_what_canvas_takes(name: str) -> None:
    for one in quizzes()[name].questions:
        assert len(one.asked) <= 16384
        assert re.fullmatch("<div>.*</div>", one.asked, re.DOTALL)


@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_a_teacher_becomes_markup(name: str) -> None:
    safe = {"p", "strong", "em", "table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li", "h4", "div"}
    for one in quizzes()[name].root.iter(f"{QTI}mattext"):
        if one.get("texttype") == "text/html":
            assert {it.tag for it in html(one.text or "").every()} <= safe


@pytest.mark.parametrize("name", NAMES)
def test_independence_is_said_once_to_learners(name: str) -> None:
    quiz = quizzes()[name]
    assert sum(content.decode().count(INDEPENDENT) for content in quiz.files.values()) == 1
    assert INDEPENDENT in quiz.settings["description"]
    assert (quiz.settings["quiz_type"], quiz.settings["available"]) == ("practice_quiz", "false")


def test_the_same_bundle_gives_the_same_bytes() -> None:
    for quiz in quizzes().values():
        export = canvas.write(quiz.bundle)
        assert export == canvas.write(quiz.bundle)
        (content,) = export.files.values()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.namelist() == sorted(archive.namelist())
            assert {(one.date_time, one.create_system) for one in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 3)}


def test_a_question_keeps_its_identifier_in_another_quiz() -> None:
    alone, among = read(Bundle("Other", (example("bow"),), {})), quizzes()["tea"]
    assert [one.ident for one in alone.questions] == [one.ident for one in among.of(example("bow"))]
    assert set(alone.files) != set(among.files)


def test_the_whole_bank_goes_out() -> None:
    quiz = quizzes()["whole"]
    assert len(quiz.report) == len(bank.items())
    assert "omitted" not in {fit.fidelity for fit in quiz.report.values()}


def test_an_empty_bundle_is_a_package_too() -> None:
    assert read(Bundle("Nothing", (), {})).questions == ()


# ---- other programs that write for Canvas ----


def shape(element: Element, names: Mapping[str, str], skip: frozenset[str] = frozenset()) -> Any:
    """An element without its words: tag, attributes with identifiers under common names, children."""
    tag = element.tag.rpartition("}")[2]
    attributes = {key: renamed(value, names) for key, value in element.attrib.items() if key not in skip}
    kept = renamed((element.text or "").strip(), names) if tag in ("varequal", "setvar", "fieldlabel") else ""
    kept = str(float(kept)) if re.fullmatch(r"\d+\.\d+", kept) else kept
    return tag, attributes, kept, [shape(one, names, skip) for one in element]


def renamed(value: str, names: Mapping[str, str]) -> str:
    return re.sub("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "$^", lambda m: names[m[0]], value)


def common(item: Element) -> dict[str, str]:
    """Identifiers of a question to names that are the same in all programs."""
    labels = dict.fromkeys(one.get("ident", "") for one in item.iter() if one.tag.endswith("response_label"))
    rows = [one.get("ident", "") for one in item.iter() if one.tag.endswith("response_lid")]
    found = {name: f"answer-{number}" for number, name in enumerate(labels) if name != "answer1"}
    found |= {name: f"row-{number}" for number, name in enumerate(rows) if name != "response1"}
    return found


TEXT = """Quiz title: Tea

1. {choice[0]}
... {choice[1]}
{choices}

2. {several[0]}
... {several[1]}
{answers}

3. {number[0]}
... {number[1]}
= 4.5 +- 0.05
"""


def notation(item: Item, signs: tuple[str, str]) -> str:
    """The options of a question in the notation of text2qti."""
    lines = []
    for number, option in enumerate(item.parts[0].options):
        right, other = signs
        sign = (right if option.correct else other).format("abcdefgh"[number])
        lines.append(f"{sign} {option.text}\n... {option.reason}")
    return "\n".join(lines)


def test_choices_and_numbers_have_the_structure_that_text2qti_writes() -> None:
    text2qti = pytest.importorskip("text2qti.quiz", reason="text2qti is not installed")
    from text2qti.config import Config
    from text2qti.qti import QTI as Other

    items = [example(name) for name in ("choice", "select_all", "sum")]
    texts = [(item.stem, item.why) for item in items]
    source = TEXT.format(
        choice=texts[0],
        choices=notation(items[0], ("*{})", "{})")),
        several=texts[1],
        answers=notation(items[1], ("[*]", "[ ]")),
        number=texts[2],
    )
    other = Other(text2qti.Quiz(source, config=Config()))
    theirs = ElementTree.fromstring(other.assessment)
    ours = read(Bundle("Tea", tuple(items), {})).root
    skip = frozenset({"texttype", "title", "ident"})
    for mine, its in zip(ours.iter(f"{QTI}item"), theirs.iter(f"{QTI}item"), strict=True):
        assert shape(mine, common(mine), skip) == shape(its, common(its), skip)
    assert shape(without_items(ours), {}, skip) == shape(without_items(theirs), {}, skip)
    meta = ElementTree.fromstring(other.assessment_meta)
    assert set(quizzes()["tea"].settings) <= {one.tag.removeprefix(META) for one in meta}
    manifests = [
        ElementTree.fromstring(one) for one in (quizzes()["tea"].files["imsmanifest.xml"], other.imsmanifest_xml)
    ]
    resources = [[one.get("type") for one in manifest.iter(f"{CP}resource")] for manifest in manifests]
    assert resources[0] == resources[1]


def without_items(root: Element) -> Element:
    """A quiz without its questions."""
    for item in list(root.iter(f"{QTI}item")):
        root.find(f".//{QTI}section").remove(item)
    return root


def test_rows_to_match_have_the_structure_that_qti_package_maker_writes() -> None:
    types = pytest.importorskip("qti_package_maker.assessment_items.item_types", reason="qti-package-maker is missing")
    from lxml import etree
    from qti_package_maker.engines.canvas_qti_v1_2 import write_item

    item = example("ordered")
    (mine,) = read(Bundle("Tea", (item,), {})).root.iter(f"{QTI}item")
    rows = [written(one.find(f"{QTI}material")) for one in mine.iter(f"{QTI}response_lid")]
    made = types.MATCH(item.stem, rows, ["1", "2", "3", "4"])
    made.item_number = 1
    its = ElementTree.fromstring(etree.tostring(write_item.MATCH(made)))
    skip = frozenset({"texttype", "title", "ident", "rcardinality"})  # ours says Single, which is what is meant without
    presentation = [shape(one.find("{*}presentation"), {}, skip) for one in (mine, its)]
    assert presentation[0] == presentation[1]
    rules = [[one for one in each.iter() if one.tag.endswith("setvar")] for each in (mine, its)]
    assert [shape(one, {}) for one in rules[0]] == [shape(one, {}) for one in rules[1]]
