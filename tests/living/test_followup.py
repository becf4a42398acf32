"""Follow-up: the calendar, the notes and the calls say the same in picture, words and rows."""

import re

import pytest

from helpers import tables
from helpers.cards import URGENCY
from helpers.living.followup import KINDS, FollowUp
from helpers.schema import split
from tests.seen import seen, spoken

CHECKS = tables.records("followup_checks")
SCHEDULE = tables.records("followup_schedule")


def shown(**choices: str) -> FollowUp:
    explorer = FollowUp(predict=False, **choices)
    assert explorer.problem == ""
    return explorer


def test_the_calendar_shows_every_check_of_a_situation_and_no_other() -> None:
    for one in seen(FollowUp):
        if one.state["show"] != "calendar":
            continue
        due = {row["check_id"] for row in SCHEDULE if row["situation_id"] == one.state["situation"]}
        drawn = set(re.findall(r'data-name="check" data-value="(\w+)"', one.picture))
        assert drawn == due and f"{len(due)} checks." in one.words
        assert ("is not on this calendar" in one.words) == (one.state["check"] not in due), one.state
        if one.state["check"] not in due:
            column = "plain_name" if one.state["language"] == "plain" else "name"
            have = {row["situation_id"] for row in SCHEDULE if row["check_id"] == one.state["check"]}
            for row in tables.records("followup_situations"):
                told = one.words.partition("It is on: ")[2]
                assert (row[column] in told) == (row["situation_id"] in have), one.state


def test_marks_are_counted_in_the_words_as_they_are_in_the_rows() -> None:
    for situation in tables.named("followup_situations", "name"):
        explorer = shown(situation=situation)
        planned = explorer.rows()[0].records
        sourced = sum(row["sourced"] != "–" for row in planned)
        assert f"A source gives a time for {sourced} of them." in explorer.words()
        marks = sum(len(split(row[kind])) for row in SCHEDULE if row["situation_id"] == situation for kind in KINDS)
        assert marks >= len(planned) >= 8


def test_a_time_stands_in_one_column_and_has_a_source_where_it_says_so() -> None:
    for row in SCHEDULE:
        sourced, practice = (set(split(row[kind])) for kind in KINDS)
        assert sourced | practice and not sourced & practice, row
        assert not sourced or (row["source_id"] != "GENERAL" and row["checked"] != "no"), row


def test_every_check_is_on_some_calendar_and_goals_and_comfort_are_on_all() -> None:
    situations = set(tables.named("followup_situations", "name"))
    where = tables.grouped(SCHEDULE, "check_id")
    assert set(where) == {one["check_id"] for one in CHECKS}
    for check in ("review", "suspicion", "distress", "pain", "bowel", "wishes", "palliative"):
        assert {row["situation_id"] for row in where[check]} == situations, check


def test_follow_up_is_for_life_and_no_scan_interval_is_made_up() -> None:
    assert "Follow-up is for life." in shown(situation="stable").words()
    assert "no source gives a figure" in shown(situation="stable", check="imaging").words()
    assert "not a visit interval" in shown(check="review").detail_html


@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one["check_id"])
def test_the_good_note_is_told_with_what_it_has(one: tables.Record) -> None:
    explorer = shown(show="chart", check=one["check_id"])
    told = spoken(explorer.picture_html)
    points = split(one["written"])
    assert len(points) == 4 and len(one["good"]) > 3 * len(one["poor"])
    assert re.sub(r"\W", "", one["good"]) in re.sub(r"\W", "", told)
    for point in points:
        assert point in explorer.words()
    for flag in split(one["flags"]):
        assert flag in explorer.words()


def test_a_symptom_lies_on_the_shelf_of_its_urgency() -> None:
    explorer = shown(show="call")
    for row in tables.records("followup_calls"):
        symptom = tables.row("symptoms", row["symptom_id"])
        assert f"{symptom['plain_symptom']}: {URGENCY[symptom['urgency']].words}" in explorer.picture_html
        told = shown(show="call", symptom=row["symptom_id"])
        assert row["told"] in told.words() and row["report"] in spoken(told.detail_html)
        assert URGENCY[symptom["urgency"]].words.lower() in told.words()
        if symptom["urgency"] == "now":
            assert "911" in row["told"]


def test_a_sign_that_raises_the_urgency_is_said() -> None:
    raised = {row["symptom_id"]: row["raised_to"] for row in tables.records("followup_calls") if row["raised_to"]}
    assert raised == {"SX01": "today", "SX09": "today", "SX39": "now"}
    for symptom, level in raised.items():
        explorer = shown(show="call", symptom=symptom)
        assert f"{URGENCY[level].words}, if there is this:" in explorer.words()
        assert f"can be {URGENCY[level].words}" in explorer.picture_html


def test_each_view_shows_only_its_own_choices() -> None:
    assert list(shown().shown_controls()) == ["show", "situation", "check", "language"]
    assert list(shown(show="chart").shown_controls()) == ["show", "check", "language"]
    assert list(shown(show="call").shown_controls()) == ["show", "symptom", "language"]


def test_a_row_of_the_calendar_can_be_picked_and_a_wrong_one_is_named() -> None:
    explorer = shown()
    explorer.received("check", "teeth")
    assert explorer.problem == "" and "Teeth and jaw is not on this calendar" in explorer.words()
    explorer.received("check", "tooth")
    assert "Did you mean “teeth”?" in explorer.problem
