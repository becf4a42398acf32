"""Radiation and surgery: grid, words and rows agree, results are drawn as they are written, claims are put right."""

import re

import pytest

from helpers import tables
from helpers.treatment.local import ALL, MARKS, LocalTreatment
from tests.seen import seen, spoken

PROBLEMS = {row["problem_id"]: row for row in tables.records("local_problems")}
TRIALS = {row["trial_id"]: row for row in tables.records("local_trials")}
ANSWERS = tables.records("local_answers")
RATIOS = [row for row in TRIALS.values() if row["ratio"] is not None]


def marks_drawn(picture: str) -> dict[str, list[str]]:
    """Row of the grid to the marks in it."""
    parts = re.split(r'data-name="pick" data-value="', picture)[1:]
    shapes = {sign.path: mark for mark, sign in MARKS.items()}
    return {part.split('"')[0]: [shapes[d] for d in re.findall(r' d="([^"]*)"', part) if d in shapes] for part in parts}


def test_every_problem_has_an_answer_and_each_pair_stands_once() -> None:
    pairs = [(row["problem_id"], row["class_id"]) for row in ANSWERS]
    assert len(pairs) == len(set(pairs)) and {problem for problem, _ in pairs} == set(PROBLEMS)


def test_only_local_treatments_stand_in_the_grid() -> None:
    for row in [*ANSWERS, *TRIALS.values()]:
        category = tables.row("treatment_classes", row["class_id"])["category_id"]
        assert tables.row("treatment_categories", category)["route"] == "local"


def test_a_mark_against_is_backed_by_a_trial_of_that_treatment_or_problem() -> None:
    for row in ANSWERS:
        if row["mark"] == "against":
            assert any(trial["problem_id"] == row["problem_id"] for trial in TRIALS.values()), row


def test_the_grid_draws_the_marks_of_the_table() -> None:
    for one in seen(LocalTreatment):
        if one.state["pick"] in TRIALS:
            continue
        found = marks_drawn(one.picture)
        assert set(found) == set(PROBLEMS)
        for problem, marks in found.items():
            assert sorted(marks) == sorted(row["mark"] for row in ANSWERS if row["problem_id"] == problem)


def test_the_words_name_every_treatment_that_serves_the_problem() -> None:
    for one in seen(LocalTreatment):
        column = "plain_name" if one.state["language"] == "plain" else "name"
        if one.state["pick"] in PROBLEMS:
            for row in ANSWERS:
                if row["problem_id"] == one.state["pick"]:
                    assert tables.row("treatment_classes", row["class_id"])[column].lower() in one.words.lower()
        if one.state["pick"] == ALL:
            for mark in MARKS:
                assert str(sum(row["mark"] == mark for row in ANSWERS)) in one.words


def test_a_result_is_a_pair_of_percentages_or_a_ratio_inside_its_interval() -> None:
    for row in TRIALS.values():
        percents = [row["percent_treated"], row["percent_compared"]]
        ratio = [row["ratio"], row["ratio_low"], row["ratio_high"], row["ci_level"]]
        assert (None in percents) != (None in ratio), row["trial_id"]
        assert bool(row["good"]) == bool(row["others"]) == (row["ratio"] is None)
        if row["ratio"] is not None:
            assert 0 < row["ratio_low"] < row["ratio"] < row["ratio_high"]


def test_the_signs_of_a_study_add_up_to_two_hundred_people() -> None:
    for one in seen(LocalTreatment):
        trial = TRIALS.get(one.state["pick"])
        if trial and trial["ratio"] is None:
            for arm in ("treated", "compared"):
                assert f"{trial[f'percent_{arm}']:g}%" in spoken(one.picture)
                assert str(round(trial[f"percent_{arm}"])) in one.words


@pytest.mark.parametrize("row", RATIOS, ids=lambda row: row["trial_id"])
def test_the_level_of_an_interval_is_told_in_words_picture_and_rows(row: dict[str, object]) -> None:
    explorer = LocalTreatment(predict=False, pick=str(row["trial_id"]))
    level = f"{row['ci_level']}%"
    assert level in explorer.words() and level in explorer.still() and level in explorer.table_html


def test_the_ratio_of_a_study_is_strong_in_its_chart() -> None:
    for row in RATIOS:
        chart = LocalTreatment(predict=False, pick=row["trial_id"]).picture()
        assert [one.label for one in chart.rows if one.strong] == [row["name"]]  # type: ignore[union-attr]


def test_the_trials_of_removing_the_first_tumor_are_all_there() -> None:
    known = {row["name"] for row in RATIOS if row["problem_id"] == "primary_quiet"}
    assert {"EA2108", "JCOG1017", "MF07-01"} < known


def test_radiation_no_longer_works_and_surgery_for_those_at_higher_risk_are_put_right() -> None:
    words = spoken(LocalTreatment(predict=False).detail())
    assert "“Radiation no longer works in stage 4.”" in words and "works well against pain" in words
    assert "most likely to die" in words and "the other way round" in words


def test_figures_agree_with_the_table_of_trials() -> None:
    shared = {row["trial_id"]: row for row in tables.records("trials")}
    for row in RATIOS:
        if other := shared.get(row["trial_id"]):
            column = "os" if row["outcome"] == "death" else "pfs"
            told = [other[f"{column}_{name}"] for name in ("ratio", "low", "high")]
            assert told == [row["ratio"], row["ratio_low"], row["ratio_high"]], row["trial_id"]
            assert other["level_percent"] == row["ci_level"]


def test_act_now_is_said_for_the_spinal_cord() -> None:
    assert "Act now" in spoken(LocalTreatment(predict=False, pick="cord").detail())
