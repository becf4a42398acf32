"""Pain: the walk stops where it must, urgency agrees with the symptom tables, scales and kinds are told as drawn."""

import re
from xml.etree import ElementTree

import pytest

from helpers import tables
from helpers.controls import further, steps
from helpers.drawing.pain_places import PARTS, PLACES
from helpers.living.pain import FIRST_SIDE, MARKS, PainAssessment, emergencies_of, walk_of
from helpers.schema import split
from tests.seen import seen, spoken

ANSWERS = tables.records("pain_answers")
PEOPLE = tables.named("pain_people", "name")
QUESTIONS = tables.named("pain_questions", "plain_name")
SITUATIONS = {row["situation_id"]: row for row in tables.records("pain_listening")}
KINDS = {row["kind_id"]: row for row in tables.records("pain_kinds")}


def onward(walk: str) -> dict[str, str]:
    """What can be picked next after ``walk``."""
    trail = PainAssessment.controls()["walk"]
    return dict(trail.follows(steps(walk)))  # type: ignore[attr-defined]


def buttons(picture: str, control: str) -> dict[str, str]:
    """Values that can be picked in a drawing, with what a screen reader says."""
    nodes = [node for node in ElementTree.fromstring(picture).iter() if node.get("data-name") == control]
    return {node.get("data-value", ""): node.get("aria-label", "") for node in nodes}


def test_every_person_answers_every_question_once() -> None:
    assert [(row["person_id"], row["question_id"]) for row in ANSWERS] == [
        (person, question) for person in PEOPLE for question in QUESTIONS
    ]


def test_urgency_is_what_the_symptom_table_says() -> None:
    for row in ANSWERS:
        assert bool(row["urgency"]) == bool(row["symptom_id"]), row["answer_id"]
        if row["urgency"]:
            symptom = tables.row("symptoms", row["symptom_id"])
            words = {"now": "emergency (now)", "today": "same day"}[row["urgency"]]
            assert row["urgency"] == symptom["urgency"] or words in symptom["urgency_note"] + symptom["teach"].lower()


def test_an_answer_that_stops_the_walk_is_an_emergency_of_its_symptom() -> None:
    pairs = {(row["symptom_id"], row["emergency_id"]) for row in tables.records("symptom_emergencies")}
    for row in ANSWERS:
        assert (row["urgency"] == "now") == bool(row["emergency_id"])
        if row["emergency_id"]:
            assert (row["symptom_id"], row["emergency_id"]) in pairs
            assert tables.row("emergencies", row["emergency_id"])["severity"] == "now"


@pytest.mark.parametrize("row", [row for row in ANSWERS if row["urgency"] == "now"], ids=lambda row: row["answer_id"])
def test_an_emergency_stops_the_walk_and_says_what_to_do(row: dict[str, str]) -> None:
    explorer = PainAssessment(predict=False, walk=further((row["person_id"], row["question_id"])))
    emergency = tables.row("emergencies", row["emergency_id"])
    assert not onward(explorer.walk) and not buttons(explorer.picture(), "walk")
    assert f"Stop asking and act now: {emergency['plain_name']}" in spoken(explorer.picture())
    assert "Stop asking and act" in explorer.words() and "other questions wait" in explorer.words()
    detail = spoken(explorer.detail())
    assert emergency["call"] in detail and emergency["tell_patient"] in detail
    assert set(split(emergency["source_id"])) <= {one for cell in explorer.extra_sources() for one in split(cell)}


def test_a_walk_cannot_go_on_after_an_emergency() -> None:
    explorer = PainAssessment(predict=False, walk="walter;region;onset")
    assert "Nothing can follow here" in explorer.problem


def test_a_question_is_asked_once_and_can_be_picked_in_the_picture() -> None:
    for one in seen(PainAssessment):
        if one.state["topic"] != "ask":
            continue
        picked = steps(one.state["walk"])
        offered = {value: further(picked, value) for value in onward(one.state["walk"])}
        assert set(buttons(one.picture, "walk")) == set(offered.values())
        assert not set(offered) & set(picked)


def test_the_answers_are_heard_and_the_others_are_not() -> None:
    for one in seen(PainAssessment):
        if one.state["topic"] == "ask" and one.state["walk"]:
            person, *asked = steps(one.state["walk"])
            drawn = re.sub(r"\s+", " ", " ".join(ElementTree.fromstring(one.picture).itertext()))
            for row in ANSWERS:
                if row["person_id"] == person:
                    assert (row["says"] in drawn) == (row["question_id"] in asked), row["answer_id"]


def test_places_are_drawn_once_they_were_asked_for() -> None:
    before, after = (PainAssessment(predict=False, walk=f"ines;{key}").picture() for key in ("onset", "region"))
    assert "Where? Not asked" in before and "2 places" in after


def test_two_pains_are_told_apart() -> None:
    ines = tables.row("pain_people", "ines")
    assert len(split(ines["places"])) == 2
    assert "Two" in ines["report"] and "8 on weight bearing" in ines["report"] and "rib pain, 3" in ines["report"]


def test_the_report_waits_until_the_walk_is_complete_or_stopped() -> None:
    for one in seen(PainAssessment):
        walk = walk_of(steps(one.state["walk"])) if one.state["topic"] == "ask" else None
        if walk:
            ended = bool(walk.stopped) or walk.complete
            assert ("Pass it on" in one.detail) == ended and (walk.person["report"] in spoken(one.detail)) == ended


def test_an_ended_walk_says_so_and_takes_the_color_of_its_urgency() -> None:
    for one in seen(PainAssessment):
        walk = walk_of(steps(one.state["walk"])) if one.state["topic"] == "ask" else None
        if walk:
            explorer = PainAssessment(predict=False, **one.state)
            ended = bool(walk.stopped) or walk.complete
            assert ("Start again leads to the next person" in explorer.controls_html) == ended
            assert ("What do you ask next?" in explorer.controls_html) != ended
            if ended:
                assert f"var(--mbc-{walk.urgency}-soft)" in one.picture and "mbc-right" not in one.picture


def test_who_cannot_say_is_still_asked_and_watched() -> None:
    severe = SITUATIONS["severe"]
    assert (
        split(severe["first"]) == ["behavior"] and "words" in split(severe["also"]) and "trial" in split(severe["also"])
    )
    assert all(
        "behavior" not in split(row["first"]) for key, row in SITUATIONS.items() if key not in ("severe", "dying")
    )


def test_family_never_stands_in_for_a_person_who_can_answer_or_for_an_interpreter() -> None:
    for key in ("able", "language"):
        assert "family" in split(SITUATIONS[key]["never"])
    assert "interpreter" in SITUATIONS["language"]["act"]


def test_a_way_has_one_mark_for_a_person_and_the_grid_draws_it() -> None:
    paths = {sign.path: mark for mark, sign in MARKS.items()}
    for row in SITUATIONS.values():
        ways = [way for mark in MARKS for way in split(row[mark])]
        assert len(ways) == len(set(ways)) and row["first"]
    for one in seen(PainAssessment):
        if one.state["topic"] == "scale":
            root = ElementTree.fromstring(one.picture)
            for node in root.iter("g"):
                if key := node.get("data-value"):
                    drawn = [paths[path.get("d", "")] for path in node.iter("path") if path.get("d") in paths]
                    marks = [mark for mark in MARKS for _ in split(SITUATIONS[key][mark])]
                    assert sorted(drawn) == sorted(marks), key


def test_the_words_name_every_way_that_serves() -> None:
    for one in seen(PainAssessment):
        if one.state["topic"] == "scale":
            column = "plain_name" if one.state["language"] == "plain" else "name"
            for mark in MARKS:
                for way in split(SITUATIONS[one.state["situation"]][mark]):
                    assert tables.row("pain_ways", way)[column] in one.words


def test_kinds_and_people_have_places_that_exist() -> None:
    places = [row["place"] for row in KINDS.values()]
    places += [place for row in tables.records("pain_people") for place in split(row["places"])]
    assert set(places) <= set(PLACES) and {row["part"] for row in KINDS.values()} == set(PARTS)
    assert set(FIRST_SIDE) < set(KINDS)


def test_every_kind_is_a_button_and_its_emergencies_are_named() -> None:
    for one in seen(PainAssessment):
        if one.state["topic"] == "kinds":
            assert set(buttons(one.picture, "kind")) == set(KINDS)
            column = "plain_name" if one.state["language"] == "plain" else "name"
            for emergency in emergencies_of(KINDS[one.state["kind"]]):
                assert emergency[column] in one.words


def test_an_alarm_on_the_map_is_an_emergency_in_the_table() -> None:
    said = buttons(PainAssessment(predict=False, topic="kinds").picture(), "kind")
    for key, row in KINDS.items():
        assert ("can be an emergency" in said[key]) == bool(emergencies_of(row))


def test_how_soon_is_taken_from_the_tables_of_symptoms_and_side_effects() -> None:
    for one in seen(PainAssessment):
        if one.state["topic"] == "kinds":
            detail, row = spoken(one.detail), KINDS[one.state["kind"]]
            for key in split(row["symptom_ids"]):
                assert tables.row("symptoms", key)["urgency_note"] in detail
            if row["care_id"]:
                care = tables.row("side_effect_care", row["care_id"])
                assert care["now"].lower() in detail.lower() and care["source_id"] in one.sources


def test_no_dose_is_named() -> None:
    for row in [*KINDS.values(), *tables.records("pain_ways"), *ANSWERS]:
        assert not re.search(r"\d\s*(mg|mcg|mL|Gy)\b", " ".join(map(str, row.values()))), row


def test_only_the_choices_that_matter_are_shown() -> None:
    for topic, name in (("ask", "walk"), ("scale", "situation"), ("kinds", "kind")):
        assert PainAssessment(predict=False, topic=topic).shown_controls() == ("topic", name, "language")
