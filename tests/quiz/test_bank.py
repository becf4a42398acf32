"""The question bank itself: every item is sound, sourced, tagged and placed, and the whole is balanced."""

import re
from collections import Counter

import pytest

from helpers import tables
from helpers.quiz import bank, limits
from helpers.quiz.frameworks import BLOOM, NEEDS, STEPS
from helpers.quiz.items import KINDS, Item
from helpers.quiz.scoring import most
from helpers.schema import DataError

ITEMS = list(bank.items().values())
CASES = list(bank.cases().values())
ALONE = [item for item in ITEMS if not (item.case or item.form)]
TAUGHT = [row for row in tables.records("series") if row["notebook"][:2] in {"01", "02", "03", "04", "05", "07"}]
every_item = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)


def words_of(item: Item) -> str:
    """Everything a learner reads before answering."""
    options = [option.text for part in item.parts for option in part.options]
    return " ".join([item.stem, item.text, *(cell for row in item.cells for cell in row), *options])


@every_item
def test_every_answer_has_its_reason_and_every_item_its_sources(item: Item) -> None:
    assert all(option.reason.strip() for part in item.parts for option in part.options)
    assert tables.cited([item.source_id]) and item.why.strip()


@every_item
def test_nothing_asks_an_author_for_a_change(item: Item) -> None:
    assert list(limits.warnings(item)) == []


@every_item
def test_options_of_a_part_differ(item: Item) -> None:
    for part in item.parts:
        texts = [option.text.casefold().rstrip(".") for option in part.options]
        assert len(set(texts)) == len(texts), part.label


@every_item
def test_reasons_teach_instead_of_judging(item: Item) -> None:
    reasons = [option.reason for part in item.parts for option in part.options]
    assert not [one for one in reasons if re.match(r"(In)?correct\b|Wrong\b|Right\b\.", one)]


@every_item
def test_drugs_have_their_generic_names(item: Item) -> None:
    brands = {name for row in tables.records("drugs") for name in re.split(r"[;,]", row["brand"]) if len(name) > 3}
    found = [name for name in brands if re.search(rf"\b{re.escape(name.strip())}\b", words_of(item))]
    assert not found


@pytest.mark.parametrize("section", [row["section_id"] for row in TAUGHT])
def test_every_section_has_questions(section: str) -> None:
    assert len(bank.of_section(section)) >= 4


def test_there_are_enough_in_each_notebook_and_of_every_type() -> None:
    count = Counter(bank.notebook_of(item) for item in ALONE)
    assert len(ALONE) >= 120 and min(count.values()) >= 12
    assert {item.kind for item in ALONE} == set(KINDS)
    assert sum(item.trend is not None for item in ALONE) >= 4
    assert Counter(item.kind for item in ALONE)["multiple_choice"] <= 0.4 * len(ALONE)


@pytest.mark.parametrize("row", tables.records("objectives"), ids=lambda row: row["objective_id"])
def test_every_objective_is_met_by_two_questions_or_more(row: dict[str, str]) -> None:
    assert sum(item.objective == row["objective_id"] for item in ITEMS) >= 2


def test_all_steps_needs_and_higher_levels_are_asked_for() -> None:
    assert {item.step for item in ALONE} == set(STEPS)
    assert {item.needs for item in ITEMS} == set(NEEDS)
    higher = [item for item in ITEMS if BLOOM.index(item.bloom) >= BLOOM.index("apply")]
    assert len(higher) >= 0.7 * len(ITEMS)


def test_the_right_answer_cannot_be_guessed_by_its_place_or_length() -> None:
    choices = [item.parts[0] for item in ITEMS if item.kind == "multiple_choice"]
    places = Counter(next(at for at, one in enumerate(part.options) if one.correct) for part in choices)
    assert max(places.values()) <= 0.35 * len(choices)
    longest = [max(part.options, key=lambda option: len(option.text)).correct for part in choices]
    assert sum(longest) <= 0.4 * len(choices)


def test_the_two_forms_are_parallel() -> None:
    before, after = bank.form("pre"), bank.form("post")
    assert len(before) == len(after) == 10
    assert [(one.pair, one.kind, most(one), one.read) for one in before] == [
        (one.pair, one.kind, most(one), one.read) for one in after
    ]
    assert not {one.stem for one in before} & {one.stem for one in after}


def test_there_are_six_cases_and_their_series_titles_are_theirs() -> None:
    assert len(CASES) >= 6
    titles = tables.named("series", "title")
    assert all(titles[case.section] == case.title for case in CASES)


@every_case
def test_a_case_asks_in_six_ways_and_its_chart_has_something_new_each_time(case: bank.Case) -> None:
    assert len({item.kind for item in case.items}) == 6
    assert len({entry.tab for entry in case.entries}) >= 3
    assert {entry.since for entry in case.entries} == set(range(1, 7))
    assert len(case.debrief) >= 3


@every_case
def test_what_a_case_highlights_stands_in_its_chart(case: bank.Case) -> None:
    for number, item in enumerate(case.items, 1):
        if item.kind.startswith("highlight"):
            chart = " ".join(entry.text + str(entry.cells) for entry in case.chart(number))
            options = item.parts[0].options
            there = sum(option.text.rstrip(".,").casefold() in chart.casefold() for option in options)
            assert there >= len(options) / 2, item.id


def test_an_unknown_item_or_case_is_answered_with_the_nearest() -> None:
    with pytest.raises(DataError, match="hypercalcemia"):
        bank.case("hypercalcaemia")
    with pytest.raises(DataError, match=ITEMS[0].id):
        bank.item(ITEMS[0].id + "x")


def test_an_item_changed_in_its_words_keeps_its_mark_and_one_changed_in_its_key_does_not() -> None:
    from dataclasses import replace

    from tests.quiz.examples import example

    item = example("choice")
    part = item.parts[0]
    other = replace(part, options=tuple(replace(one, correct=one.id == "a") for one in part.options))
    assert replace(item, stem="Which one?").mark == item.mark
    assert replace(item, parts=(other,)).mark != item.mark
