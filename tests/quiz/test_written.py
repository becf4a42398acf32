"""Items and cases as a teacher writes them: what is sound loads, and what is not is named with its place."""

import tomllib
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from helpers.quiz import written
from helpers.quiz.frameworks import STEPS
from helpers.quiz.items import KINDS
from helpers.schema import DataError
from tests.quiz.examples import COMMON, example, examples

RAW = tomllib.loads(Path(__file__).with_name("examples.toml").read_text(encoding="utf-8"))["item"]


def raw(item_id: str) -> dict[str, Any]:
    return deepcopy({**COMMON, **next(one for one in RAW if one["id"] == item_id)})


def refused(item: dict[str, Any]) -> str:
    with pytest.raises(DataError) as reason:
        written.item(item, "bank.toml")
    words = str(reason.value)
    assert words.startswith(f"bank.toml, item {item.get('id', 'without an id')}") and words[-1] in ".”"
    return words


def test_there_is_an_example_of_every_type() -> None:
    assert {item.kind for item in examples()} == set(KINDS)
    assert any(item.trend for item in examples())


@pytest.mark.parametrize("name", sorted(set(COMMON) - {"section"}))
def test_what_every_item_must_have_is_asked_for(name: str) -> None:
    item = raw("choice")
    del item[name]
    assert f"{name} is missing" in refused(item)


def test_an_unknown_type_is_answered_with_the_nearest() -> None:
    assert "“multiple_choice”" in refused({**raw("choice"), "type": "multiple_chioce"}) or "multiple_choice" in refused(
        {**raw("choice"), "type": "multiple_chioce"}
    )


@pytest.mark.parametrize(("name", "value"), [("step", "look"), ("needs", "XX"), ("bloom", "guess")])
def test_a_tag_must_be_one_of_the_framework(name: str, value: str) -> None:
    assert value in refused({**raw("choice"), name: value})


def test_a_source_must_be_in_the_references() -> None:
    assert "NASH2020" in refused({**raw("choice"), "source_id": ["NASH2020"]})


def test_a_date_must_be_a_date() -> None:
    assert "2026-01-31" in refused({**raw("choice"), "reviewed": "yesterday"})


def without_reason(item: dict[str, Any]) -> None:
    item["option"][0].pop("reason")


def with_empty_reason(item: dict[str, Any]) -> None:
    item["option"][0]["reason"] = ""


def with_two_keys(item: dict[str, Any]) -> None:
    item["option"][0]["correct"] = True


def without_key(item: dict[str, Any]) -> None:
    for option in item["option"]:
        option["correct"] = False


def with_one_option(item: dict[str, Any]) -> None:
    item["option"] = item["option"][:1]


def with_twins(item: dict[str, Any]) -> None:
    item["option"][1]["id"] = item["option"][0]["id"]


def with_a_slip(item: dict[str, Any]) -> None:
    item["option"][0]["corect"] = True


def with_text_for_a_list(item: dict[str, Any]) -> None:
    item["option"] = "a"


def with_a_word_for_true(item: dict[str, Any]) -> None:
    item["option"][0]["correct"] = "yes"


CHOICE: dict[Callable[[dict[str, Any]], None], str] = {
    without_reason: "option a: reason is missing",
    with_empty_reason: "column reason: it is empty",
    with_two_keys: "exactly one answer must be marked correct = true",
    without_key: "no answer is marked correct = true",
    with_one_option: "at least two",
    with_twins: "it stands there twice",
    with_a_slip: "correct",
    with_text_for_a_list: "each option must be written as a table of its own",
    with_a_word_for_true: "true or false",
}


@pytest.mark.parametrize("spoil", CHOICE, ids=lambda spoil: spoil.__name__)
def test_a_spoiled_choice_is_named(spoil: Callable[[dict[str, Any]], None]) -> None:
    item = raw("choice")
    spoil(item)
    assert CHOICE[spoil] in refused(item)


def changed(item_id: str, **more: Any) -> dict[str, Any]:
    return {**raw(item_id), **more}


OTHERS = {
    "so many": (changed("select_n", choose=3), "2 options are correct"),
    "a gap without its mark": (changed("cloze", text="First {first}."), "marks must be each once: first, then"),
    "a mark without its gap": (changed("cloze", text="{first} {then} {last}"), "marks must be each once"),
    "a mark twice": (changed("cloze", text="{first} {then} {then}"), "marks must be each once"),
    "a stray brace": (changed("cloze", text="{first} {then} {"), "braces may stand only around marks"),
    "no text": (changed("cloze", text=""), "either a text or a table"),
    "a short row": (changed("cells", cells=[["Full", "{full}"], ["{empty}"]]), "must have 2 cells"),
    "headings alone": (changed("cells", cells=[]), "needs headings and cells"),
    "a column that is not there": (
        changed("rows", row=[{"id": "r1", "text": "Rain", "column": "damp", "reason": "It falls."}]),
        "damp",
    ),
    "gaps of a rationale": (changed("dyad", gap=raw("cloze")["gap"], text="{first} {then}"), "cause, effect"),
    "a token that is not there": (
        changed("placing", gap=[{"id": "lid", "label": "On top", "token": "t9"}], text="{lid}"),
        "t9",
    ),
    "a bow-tie with one action": (changed("bow", action=raw("bow")["action"][1:]), "exactly 2"),
    "no way to the number": (changed("sum", worked=[]), "the steps of the calculation"),
    "a slip that is right": (changed("sum", mistake=[{"value": 4.52, "reason": "Close."}]), "within the tolerance"),
    "a time without a value": (
        changed("over_time", trend={**raw("over_time")["trend"], "times": ["08:00", "09:00"]}),
        "must have 2 values",
    ),
    "no exhibit": (changed("over_time", trend={}), "needs a caption"),
    "an entry with nothing": (changed("choice", chart=[{"tab": "Notes"}]), "either a text or a table"),
    "no section": ({name: value for name, value in raw("choice").items() if name != "section"}, "section is missing"),
}


@pytest.mark.parametrize("what", OTHERS)
def test_what_does_not_fit_its_type_is_named(what: str) -> None:
    item, words = OTHERS[what]
    assert words in refused(item)


def test_two_reasons_that_share_a_list_are_both_right_in_both_gaps() -> None:
    first, second = example("triad").effects
    assert first.keys == second.keys == ("y1", "y2")


def case(**more: Any) -> dict[str, Any]:
    items = [
        {name: value for name, value in changed("choice", id=f"c{step}", step=step).items() if name != "section"}
        for step in STEPS
    ]
    return {
        "id": "tea",
        "title": "Tea",
        "section": "spread_body",
        "client": "A fictional pot.",
        "setting": "A kitchen",
        "reviewed": COMMON["reviewed"],
        "source_id": ["NASH2021"],
        "debrief": ["How was it?"],
        "entry": [
            {"tab": "Notes", "time": "1", "text": "Full."},
            {"tab": "Notes", "time": "2", "text": "Empty.", "since": 3},
        ],
        "item": items,
    } | more


def test_a_case_has_six_items_and_a_chart_that_grows() -> None:
    told = written.case(case(), "tea.toml")
    assert [item.step for item in told.items] == list(STEPS)
    assert [len(told.chart(number)) for number in range(1, 7)] == [1, 1, 2, 2, 2, 2]
    assert all(item.case == "tea" and item.section == "spread_body" for item in told.items)


CASES = {
    "five items": (case(item=case()["item"][:5]), "six items"),
    "steps out of order": (case(item=case()["item"][::-1]), "in this order"),
    "an entry of item 7": (case(entry=[{"tab": "Notes", "text": "x", "since": 7}]), "from 1 to 6"),
    "nothing to begin with": (case(entry=[{"tab": "Notes", "text": "x", "since": 2}]), "empty at the first item"),
    "a person who may be real": (case(client="A pot."), "must say that the client is fictional"),
    "no debrief": (case(debrief=[]), "it is empty"),
}


@pytest.mark.parametrize("what", CASES)
def test_a_case_that_is_none_is_named(what: str) -> None:
    raw_case, words = CASES[what]
    with pytest.raises(DataError, match=words) as reason:
        written.case(raw_case, "tea.toml")
    assert "case tea" in str(reason.value)
