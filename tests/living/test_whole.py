"""The whole person: what weighs and what cannot wait is the same in picture, words, cards and rows."""

import pytest

from helpers import tables
from helpers.living.whole import DISTRESS, FAIR, WEIGHTS, WholePerson
from tests.seen import seen, spoken

PEOPLE, DOMAINS = tables.named("whole_people", "name"), tables.named("whole_domains", "plain_name")


def shown(**choices: str) -> WholePerson:
    explorer = WholePerson(predict=False, **choices)
    assert explorer.problem == ""
    return explorer


def test_every_person_is_seen_whole_and_has_one_thing_that_cannot_wait() -> None:
    notes = tables.grouped(tables.records("whole_notes"), "person_id")
    assert set(notes) == set(PEOPLE)
    for own in notes.values():
        assert {one["domain_id"] for one in own} == set(DOMAINS)
        assert [one["weight"] for one in own].count(len(WEIGHTS) - 1) == 1


def test_picture_words_and_rows_agree_in_every_state() -> None:
    for one in seen(WholePerson):
        person, domain = one.state["person"], one.state["domain"]
        note = tables.row("whole_notes", f"{person}__{domain}")
        words = WEIGHTS[note["weight"]]
        assert f"{words}: {note['words']}" in one.words
        name = tables.row("whole_domains", domain)["plain_name" if one.state["language"] == "plain" else "name"]
        assert f'aria-label="{name}: {words}"' in one.picture and 'aria-pressed="true"' in one.picture
        assert PEOPLE[person] in one.words and "(fictional)" in one.words
        weighed = [row for row in one.rows if "weighs" in row]
        assert len(weighed) == len(DOMAINS)
        assert any(row["domain_id"] == domain and row["weighs"] == words for row in weighed)


def test_what_cannot_wait_is_said_as_the_sign_and_not_as_a_part_of_life() -> None:
    for one in seen(WholePerson):
        person = one.state["person"]
        [sign] = [row for row in tables.records("whole_notes") if row["person_id"] == person and row["weight"] == 3]
        assert one.words.count(sign["words"]) == 1
        first = f"What cannot wait with {PEOPLE[person]} (fictional): {sign['words']}"
        assert (first in one.words) == (sign["domain_id"] != one.state["domain"])


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_part_of_life_says_notice_ask_help_evidence_call_and_red_flag(domain: str) -> None:
    told = spoken(shown(person="tran", domain=domain).detail_html)
    for heading in ("Notice", "Ask", "Red flag", "What helps", "What studies found", "Call in"):
        assert heading in told
    one = tables.row("whole_domains", domain)
    assert one["ask"] in told and "?" in one["ask"] and one["evidence"] in told


def test_the_scale_tells_the_range_of_every_score() -> None:
    for one in seen(WholePerson):
        if one.state["domain"] != DISTRESS:
            assert "Distress in the past week" not in one.picture
            continue
        told = tables.row("whole_people", one.state["person"])["distress"]
        score = told if one.state["score"] == "told" else int(one.state["score"])
        assert f"score {score}." in one.picture
        if one.state["score"] != "told":
            level = "at or above the usual" if score >= 4 else "at the lower" if score == 3 else "below both"
            assert f"{score} of 10: {level}" in one.words


def test_ranges_of_the_scale_meet_and_cover_it() -> None:
    levels = tables.records("distress_levels")
    assert [score for one in levels for score in range(one["low"], one["high"] + 1)] == list(range(11))


def test_a_thought_of_suicide_is_met_with_steps_in_order() -> None:
    explorer = shown(person="brooks", domain="distress")
    assert "Act now: any thought of suicide." in explorer.words()
    told = spoken(explorer.detail_html)
    places = [told.index(step) for step in ("Ask directly", "Stay and listen", "Keep safe", "Connect now", "Write")]
    assert places == sorted(places) and "988" in told
    assert "When someone thinks of suicide" not in shown(domain="sleep").detail_html


def test_gaps_in_care_carry_their_population_and_their_limits() -> None:
    explorer = shown(person="tran", domain=FAIR)
    gaps = tables.records("whole_gaps")
    told = spoken(explorer.detail_html)
    assert len(gaps) >= 8 and len(explorer.rows()[2].records) == len(gaps)
    for gap in gaps:
        assert all(gap[part] in told for part in ("who", "found", "population", "limits", "nurse"))


def test_another_person_brings_their_own_score() -> None:
    explorer = shown(person="hart", domain="distress", score="0")
    assert "Suppose the score were 0." in explorer.words()
    explorer.received("person", "brooks")
    assert explorer.given == 8 and explorer.score == "told"


def test_a_red_flag_is_never_calmer_than_the_symptom_it_belongs_to() -> None:
    order = ("now", "today", "soon", "routine")
    for one in tables.records("whole_domains"):
        if one["symptom_id"]:
            urgency = tables.row("symptoms", one["symptom_id"])["urgency"]
            assert order.index(one["urgency"]) <= order.index(urgency), one["domain_id"]
