"""Goals of care: every goal has a measure, every measure a goal, and words, picture and rows agree."""

import re

from helpers import tables
from helpers.staging.goals import ALL, GoalsOfCare
from tests.seen import seen

LINKS = tables.records("care_links")
GOALS = tables.named("care_goals", "plain_name")
MEASURES = tables.named("care_measures", "plain_name")


def test_every_goal_can_be_measured_and_every_measure_speaks_to_a_goal() -> None:
    assert {row["goal_id"] for row in LINKS if row["strength"] == "direct"} == set(GOALS)
    assert {row["measure_id"] for row in LINKS} == set(MEASURES)
    assert not set(GOALS) & set(MEASURES)


def test_an_example_is_whole_or_absent() -> None:
    for row in tables.records("care_measures"):
        told = [row[name] for name in ("year", "population", "treated", "compared", "value_treated", "unit")]
        assert all(told) if row["trial"] else not any(told), row["measure_id"]


def test_the_words_name_what_is_picked_and_everything_it_leads_to() -> None:
    for one in seen(GoalsOfCare):
        pick, column = one.state["pick"], "plain_name" if one.state["language"] == "plain" else "name"
        goals, measures = tables.named("care_goals", column), tables.named("care_measures", column)
        if pick == ALL:
            assert f"{len(goals)} goals" in one.words and f"{len(measures)} things" in one.words
            continue
        assert one.words.startswith((goals | measures)[pick])
        for row in LINKS:
            if pick == row["goal_id"]:
                assert f"“{measures[row['measure_id']]}" in one.words
            if pick == row["measure_id"]:
                assert f"“{goals[row['goal_id']]}”" in one.words


def test_the_picture_marks_as_many_lines_as_the_rows_hold() -> None:
    for one in seen(GoalsOfCare):
        marked = len(re.findall(r'<path[^>]*stroke="var\(--mbc-accent\)"', one.picture))
        tied = sum("why" in row for row in one.rows)
        assert tied == (len(LINKS) if one.state["pick"] == ALL else marked), one.state


def test_every_goal_comes_with_a_question_to_ask() -> None:
    for row in tables.records("care_goals"):
        assert f"“{row['ask']}”" in GoalsOfCare(predict=False, pick=row["goal_id"]).detail()


def test_every_example_names_its_trial_year_and_people() -> None:
    for row in tables.records("care_measures"):
        detail = GoalsOfCare(predict=False, pick=row["measure_id"]).detail()
        assert ("An example" in detail) == bool(row["trial"])
        assert not row["trial"] or f"{row['trial']} ({row['year']}): {row['population']}." in detail


def test_a_picked_box_is_the_one_that_is_pressed() -> None:
    for one in seen(GoalsOfCare):
        pressed = re.findall(r'data-value="(\w+)"[^>]*aria-pressed="true"', one.picture)
        assert pressed == ([] if one.state["pick"] == ALL else [one.state["pick"]])
