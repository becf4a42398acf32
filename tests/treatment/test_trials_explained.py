"""Clinical trials explained: nothing is promised, expanded access is told exactly, and picture and words agree."""

import re

import pytest

from helpers import tables
from helpers.treatment.trials_explained import TrialsExplained
from tests.seen import seen

STEPS = tables.records("trial_steps")
QUESTIONS = tables.records("trial_questions")
FALSE_HOPE = re.compile(r"\b(guarantee|miracle|cure[sd]?|last hope|will work|risk-free)\b", re.IGNORECASE)


def test_the_steps_are_in_order_and_ever_more_people_take_part() -> None:
    assert [row["order"] for row in STEPS] == list(range(1, len(STEPS) + 1))
    phases = [row for row in STEPS if row["people_low"]]
    assert [row["step_id"] for row in phases] == ["phase_1", "phase_2", "phase_3", "phase_4"]
    lows = [row["people_low"] for row in phases]
    assert lows == sorted(lows)
    assert all(row["people_high"] is None or row["people_low"] < row["people_high"] for row in phases)


def test_the_signs_of_people_grow_from_phase_to_phase() -> None:
    picture = TrialsExplained(predict=False).picture()
    parts = re.findall(r"<g>?(?:(?!</g>).)*", picture)
    counts = [part.count("h0") for part in parts]
    assert [count for count in counts if count] == sorted(count for count in counts if count)
    assert sum(1 for count in counts if count) == 4


def test_the_words_name_the_step_and_the_question_that_are_chosen() -> None:
    for one in seen(TrialsExplained):
        step, asked = (
            tables.row("trial_steps", one.state["step"]),
            tables.row("trial_questions", one.state["asked_about"]),
        )
        assert step["name"] in one.words and step["people"] in one.words and asked["asks"] in one.words
        assert step["nurse"] in one.detail and asked["do"] in one.detail and asked["never"] in one.detail
        assert one.picture.count('aria-pressed="true"') == 1


def test_each_answer_is_whole_and_no_answer_promises() -> None:
    for row in QUESTIONS:
        assert row["asks"].startswith("“") and row["asks"].endswith("”")
        assert row["say"].startswith("“") and row["say"].rstrip()[-1] in "”."
        for told in (row["say"], row["clinical"], row["do"]):
            assert not FALSE_HOPE.search(told), row["question_id"]


@pytest.mark.parametrize(
    "topic",
    ["why_me", "eligible", "consent", "placebo", "random", "leave", "costs", "missing", "find", "expanded", "approved"],
)
def test_every_topic_a_nurse_must_explain_is_there(topic: str) -> None:
    assert tables.row("trial_questions", topic)["say"]


def test_expanded_access_is_told_with_all_five_conditions_and_as_an_exception() -> None:
    row = tables.row("trial_questions", "expanded")
    assert "exception" in row["say"] and all(f"({number})" in row["clinical"] for number in range(1, 6))
    assert "usually qualify" in row["never"]


def test_a_poor_outlook_is_never_given_as_a_reason_to_qualify() -> None:
    row = tables.row("trial_questions", "eligible")
    assert "7.1%" in row["clinical"] and "not a criterion" in row["clinical"] and "outlook is poor" in row["never"]


def test_permission_is_not_called_approval() -> None:
    assert "does not mean" in tables.row("trial_steps", "permission")["nurse"]
    assert "not the same as approved" in tables.row("trial_questions", "approved")["say"]


def test_those_who_are_missing_are_named() -> None:
    say = tables.row("trial_questions", "missing")["say"]
    assert all(people in say for people in ("Older people", "Black people", "men"))
