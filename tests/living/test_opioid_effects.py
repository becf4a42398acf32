"""Opioids over time: what fades and what stays is drawn and told alike, and danger signs say how soon to act."""

import re

import pytest

from helpers import tables
from helpers.living.opioid_effects import ALL, KINDS, STAGES, OpioidCare
from helpers.schema import split
from tests.seen import seen, spoken

EFFECTS = {row["effect_id"]: row for row in tables.records("opioid_effects")}
CARE = {row["care_id"]: row for row in tables.records("opioid_care")}


def test_no_effect_shares_its_id_with_care() -> None:
    assert not set(EFFECTS) & set(CARE)


def test_what_fades_is_gone_after_weeks_and_what_stays_is_not() -> None:
    for row in EFFECTS.values():
        if row["course"] == "fades":
            assert row["start"] >= row["days"] > row["weeks"] == 0
        if row["course"] == "stays":
            assert row["weeks"] >= row["start"] > 0


def test_withdrawal_is_drawn_only_where_the_drug_ends() -> None:
    assert [stage for stage in STAGES if EFFECTS["dependence"].get(stage)] == ["stop"]
    assert "withdrawal" not in OpioidCare(predict=False, moment="rise").words().lower()
    assert "withdrawal" in OpioidCare(predict=False, moment="stop").words().lower()


def test_constipation_stays_and_nausea_and_sleepiness_fade() -> None:
    assert EFFECTS["constipation"]["course"] == "stays"
    assert EFFECTS["nausea"]["course"] == EFFECTS["drowsiness"]["course"] == "fades"


def test_the_bowel_plan_begins_before_the_first_dose_and_never_pauses() -> None:
    assert split(CARE["laxative"]["stages"]) == ["before", "start", "days", "weeks", "rise"]
    assert "bulk fiber" in EFFECTS["constipation"]["nurse"]


def test_a_blocked_bowel_is_looked_at_before_any_laxative() -> None:
    told = spoken(OpioidCare(predict=False, topic="constipation").detail())
    assert "3 days" in told and "no laxative before" in told and "swollen" in told


def test_stages_of_care_exist() -> None:
    assert all(set(split(row["stages"])) <= set(STAGES) for row in CARE.values())


def test_words_picture_and_rows_name_the_same_effects_at_a_moment() -> None:
    for one in seen(OpioidCare):
        moment, column = one.state["moment"], "plain_name" if one.state["language"] == "plain" else "name"
        if moment == ALL:
            continue
        due = [row for row in CARE.values() if moment in split(row["stages"])]
        there = [row for row in EFFECTS.values() if row.get(moment)]
        assert all(row[column].lower() in one.words for row in [*due, *there])
        if one.state["topic"] == ALL:
            shown = {row.get("effect_id") or row.get("care_id") for row in one.rows} - {None}
            assert shown == {*(row["effect_id"] for row in there), *(row["care_id"] for row in due)}


def test_the_course_is_told_with_the_picture_and_for_a_screen_reader() -> None:
    for one in seen(OpioidCare):
        for key, row in EFFECTS.items():
            label = re.search(rf'data-value="{key}"[^>]*aria-label="([^"]*)"', one.picture)
            assert label and KINDS[row["course"]].words in label[1]
        assert "a sketch, not a count" in re.sub(r"\s+", " ", spoken(one.picture))


@pytest.mark.parametrize("topic", ["drowsiness", "breathing", "sedation"])
def test_sleepiness_is_caught_before_breathing_slows(topic: str) -> None:
    told = spoken(OpioidCare(predict=False, topic=topic).detail())
    assert "middle of a sentence" in told and "call the prescriber now" in told and "rapid response" in told
    levels = {row["level_id"]: row["urgency"] for row in tables.records("opioid_sedation")}
    assert levels["drifting"] == levels["unarousable"] == "now"


def test_naloxone_is_taught_with_911() -> None:
    told = spoken(OpioidCare(predict=False, topic="naloxone").detail())
    assert "911" in told and "stay" in told and "cannot be woken" in told


@pytest.mark.parametrize("topic", ["tolerance", "dependence", "words"])
def test_three_words_are_told_apart_without_blame(topic: str) -> None:
    told = spoken(OpioidCare(predict=False, topic=topic).detail())
    assert all(row["plain"] in told for row in tables.records("opioid_words"))
    assert "Not addiction" in told


def test_every_teaching_line_is_short_and_plain() -> None:
    for row in [*EFFECTS.values(), *CARE.values(), *tables.records("analgesic_situations")]:
        sentences = [part for part in re.split(r"[.?!:;]\s*", row["teach"]) if part]
        assert max(len(part.split()) for part in sentences) <= 20, row["teach"]


def test_no_dose_is_named() -> None:
    for one in seen(OpioidCare):
        assert not re.search(r"\d\s?(mg|mcg)\b", one.words + spoken(one.detail))


def test_a_topic_that_does_not_exist_is_answered_in_a_sentence() -> None:
    assert "Did you mean “nausea”" in OpioidCare(predict=False, topic="nausia").problem
