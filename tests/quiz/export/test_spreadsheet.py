"""The tables for a spreadsheet: everything is in them, they can be scored by hand, and no cell is a formula."""

import csv
import io
import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.quiz.export import spreadsheet
from helpers.quiz.export.contract import Bundle
from helpers.quiz.export.spreadsheet import cell, letter, risky
from helpers.quiz.frameworks import INDEPENDENT
from helpers.quiz.items import Given, Item
from helpers.quiz.scoring import most
from tests.quiz.examples import points
from tests.quiz.export.reading import BUNDLES, answers, nasty, random_answers, repeated, tea, whole, words

Row = dict[str, str]


def rows(bundle: Bundle, name: str) -> list[Row]:
    content = spreadsheet.write(bundle).files[name]
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def said(text: str) -> str:
    """A cell as it was before its apostrophe."""
    return words(text.removeprefix("'"))


@cache
def options_of(name: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows(BUNDLES[name](), "options.csv"):
        found.setdefault(row["item_id"], []).append(row)
    return found


@pytest.mark.parametrize("bundle", BUNDLES)
def test_there_is_one_row_for_each_question(bundle: str) -> None:
    items = BUNDLES[bundle]().items
    for number, (item, row) in enumerate(zip(items, rows(BUNDLES[bundle](), "items.csv"), strict=True), 1):
        assert None not in row and None not in row.values()
        assert (int(row["number"]), row["item_id"]) == (number, item.id)
        assert int(row["points"]) == most(item)
        assert said(row["stem"]) == words(item.stem)
        assert said(row["why"]) == words(item.why)
        assert row["sources"] == item.source_id
        assert row["reviewed"] == item.reviewed.isoformat()
        keys = [option.text for part in item.parts for option in part.options if option.correct]
        assert all(words(text) in words(row["answer"]) for text in keys)


@pytest.mark.parametrize("bundle", BUNDLES)
def test_there_is_one_row_for_each_answer_with_its_reason(bundle: str) -> None:
    found = options_of(bundle)
    for item in BUNDLES[bundle]().items:
        mine = found[item.id]
        if item.number:
            assert [float(row["option"]) for row in mine] == [
                item.number.answer,
                *(value for value, _ in item.number.mistakes),
            ]
            continue
        wanted = [(str(place), option) for place, part in enumerate(item.parts, 1) for option in part.options]
        for (place, option), row in zip(wanted, mine, strict=True):
            assert (row["part"], row["option_id"], row["right"] == "yes") == (place, option.id, option.correct)
            assert said(row["option"]) == words(option.text)
            assert said(row["reason"]) == words(option.reason)


def test_a_case_brings_its_client_and_chart_to_each_question() -> None:
    for item, row in zip(whole().items, rows(whole(), "items.csv"), strict=True):
        if case := whole().cases.get(item.case):
            number = case.items.index(item) + 1
            assert (row["case"], row["case_question"]) == (case.title, str(number))
            assert case.client in row["client_and_chart"]
            assert all(entry.text in row["client_and_chart"] for entry in case.chart(number))


# ---- scoring by hand, from the two tables alone ----


def earned(item: Row, options: list[Row], answer: Given) -> int:
    """Points by what ``type`` and ``rule`` say; options are told apart by part and id."""
    parts: dict[str, list[Row]] = {}
    for row in options:
        parts.setdefault(row["part"], []).append(row)
    picks = list(answer.values())
    if item["type"] == "Calculation":
        typed = picks[0][0] if picks else ""
        within = re.search(r"accept ([\d.]+) more", item["answer"])
        near = float(within[1]) if within else 0.0
        return int(bool(typed) and abs(float(typed) - float(options[0]["option"])) <= near + 1e-9)
    if item["type"] == "Ordered response":
        order = [row["option_id"] for row in sorted(options, key=lambda row: int(row["position"]))]
        return int(bool(picks) and list(picks[0]) == order)
    rights = {place: {row["option_id"] for row in part if row["right"] == "yes"} for place, part in parts.items()}
    chosen = {str(place): set(found) for place, found in enumerate(picks, 1)}
    if item["rule"].startswith("The parts belong together"):
        cause, *effects = rights
        shared = len({frozenset(rights[place]) for place in effects}) == 1
        hits = {("" if shared else p, pick) for p in effects if p in chosen for pick in chosen[p] & rights[p]}
        return len(hits) if cause in chosen and chosen[cause] & rights[cause] else 0
    if item["rule"].startswith("Each right pick"):
        return sum(max(0, len(chosen[p] & rights[p]) - len(chosen[p] - rights[p])) for p in rights if p in chosen)
    return sum(len(chosen[p] & rights[p]) for p in rights if p in chosen)


def in_parts(item: Item, answer: Given) -> Given:
    """The answer with every part named, in the order of the parts."""
    return {part.id: tuple(answer.get(part.id, ())) for part in item.parts} if any(answer.values()) else {}


def agrees(bundle: str, row: Row, item: Item, answer: Given) -> None:
    assert earned(row, options_of(bundle)[item.id], in_parts(item, answer)) == points(item, answer), item.id


@pytest.mark.parametrize("bundle", BUNDLES)
def test_the_tables_are_enough_to_score_by_hand(bundle: str) -> None:
    items = {row["item_id"]: row for row in rows(BUNDLES[bundle](), "items.csv")}
    for item, answer in answers(BUNDLES[bundle]()):
        agrees(bundle, items[item.id], item, answer)


TEA = {row["item_id"]: row for row in rows(tea(), "items.csv")}


@given(random_answers(tea()))
def test_they_are_enough_whatever_is_answered(answered: tuple[Item, Given]) -> None:
    item, answer = answered
    agrees("tea", TEA[item.id], item, answer)


# ---- cells ----


def test_nothing_is_a_formula_but_a_negative_number_stays_one() -> None:
    for name in ("items.csv", "options.csv"):
        for row in rows(nasty(), name):
            assert not [one for one in row.values() if re.match(r"[\t\r\n]|\s*[=+\-@]", one) and one != "-5"]
    assert (cell(-5), cell("-5"), cell("-0.5"), cell("-5 mm"), cell("=1")) == ("-5", "-5", "-0.5", "'-5 mm", "'=1")


@given(st.text())
def test_a_cell_is_text_or_a_number_and_loses_nothing_that_can_be_seen(text: str) -> None:
    written = cell(text)
    assert not risky(written)
    assert words(written) in (words(text), words(f"'{text}"))


def test_letters_go_on_after_z() -> None:
    assert [letter(index) for index in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_the_read_me_says_whose_it_is_not() -> None:
    assert spreadsheet.write(tea()).files["read_me.txt"].decode().count(INDEPENDENT) == 1


def test_every_question_is_there_in_full() -> None:
    report = spreadsheet.write(whole()).report
    assert [fit.item_id for fit in report] == [item.id for item in whole().items]
    assert {fit.fidelity for fit in report} == {"exact"}


def test_the_same_bundle_gives_the_same_bytes() -> None:
    assert spreadsheet.write(whole()).files == spreadsheet.write(whole()).files


def test_a_thousand_questions_come_out() -> None:
    assert len(rows(repeated(tea(), 55), "items.csv")) > 1000
