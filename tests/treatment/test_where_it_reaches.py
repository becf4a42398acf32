"""Where treatment acts: picture, words and rows say the same of every treatment at every place."""

import re
from xml.etree import ElementTree

import pytest

from helpers import tables
from helpers.drawing.reach import LOCAL, SHARE
from helpers.schema import split
from helpers.treatment.reach import BEHIND_WALL, KEY, ROUTES, WALL_WORDS, WhereItReaches, at_place
from tests.seen import Seen, seen

KINDS = tables.records("treatment_reach")
PLACES = tables.records("reach_places")
PAIRS = tables.records("reach_at_place")
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind["reach_id"])


def marks(one: Seen) -> dict[str, str]:
    """What a screen reader says of each marked place: place id to level in words."""
    buttons = ElementTree.fromstring(one.picture).iter("g")
    return {
        str(node.get("data-value")): str(node.get("aria-label")).rpartition(": ")[2]
        for node in buttons
        if node.get("data-name") == "place"
    }


# --- tables -----------------------------------------------------------------------------------------------------


def test_every_local_and_systemic_class_belongs_to_a_kind() -> None:
    routes = {row["category_id"]: row["route"] for row in tables.records("treatment_categories")}
    wanted = {
        row["class_id"]
        for row in tables.records("treatment_classes")
        if routes[row["category_id"]] in ("local", "systemic")
    }
    assert wanted <= {one for kind in KINDS for one in split(kind["class_ids"])}


@every_kind
def test_every_kind_has_a_route_and_says_what_it_does_in_the_brain(kind: dict[str, str]) -> None:
    assert kind["drawn"] in ROUTES
    told = {row["place_id"] for row in PAIRS if row["reach_id"] == kind["reach_id"]}
    if kind["drawn"] in ("stream", "glands"):
        assert told == set(BEHIND_WALL)
    elif kind["drawn"] in LOCAL:
        assert told == {place["place_id"] for place in PLACES}


def test_words_stand_for_every_level_and_way() -> None:
    assert set(KEY) == set(SHARE) == {"acts", "some", "little", "unknown", "none"}
    assert set(SHARE) - {"acts"} <= set(WALL_WORDS)


def test_what_is_said_of_the_brain_without_a_source_is_marked_so() -> None:
    for row in PAIRS:
        assert row["source_id"] != "GENERAL" or row["checked"] == "no", row
    brain = [row for row in PAIRS if row["place_id"] == "brain" and row["level"] == "some"]
    assert brain and all(row["checked"] == "yes" for row in brain)


# --- the rule ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place["place_id"])
def test_systemic_treatment_acts_outside_the_wall(place: dict[str, str]) -> None:
    for kind in KINDS:
        level = at_place(kind, place)["level"]
        if kind["drawn"] in ("stream", "glands"):
            assert (level == "acts") == (place["place_id"] not in BEHIND_WALL)
        if kind["drawn"] == "bones":
            assert (level == "acts") == (place["place_id"] == "bone")


def test_the_brain_is_never_fully_open_to_what_travels_in_the_blood() -> None:
    for kind in KINDS:
        if ROUTES[kind["drawn"]] == "systemic":
            assert at_place(kind, tables.row("reach_places", "brain"))["level"] != "acts"


# --- every state ------------------------------------------------------------------------------------------------


def test_a_local_treatment_marks_no_place_but_the_chosen_one() -> None:
    for one in seen(WhereItReaches):
        if tables.row("treatment_reach", one.state["treatment"])["drawn"] in LOCAL:
            others = {level for place, level in marks(one).items() if place != one.state["place"]}
            assert others == {"not treated"}
            none = marks(one)[one.state["place"]] == "not treated"
            told = "So it treats no marked place here." if none else "The other marked places are not treated by it."
            assert told in one.words, one.state


def test_the_words_say_what_the_chosen_mark_says() -> None:
    for one in seen(WhereItReaches):
        kind, place = (
            tables.row(*key)
            for key in (("treatment_reach", one.state["treatment"]), ("reach_places", one.state["place"]))
        )
        row = at_place(kind, place)
        none = "not treated" if kind["drawn"] in LOCAL else KEY["none"]
        assert marks(one)[one.state["place"]] == (KEY | {"none": none})[row["level"]], one.state
        own = row["plain" if one.state["language"] == "plain" else "clinical"]
        told = own or ("it acts" if row["level"] == "acts" else "it has no effect")
        assert told.rstrip(".") in one.words, one.state


def test_every_other_place_is_named_in_the_words_of_what_travels() -> None:
    for one in seen(WhereItReaches):
        if tables.row("treatment_reach", one.state["treatment"])["drawn"] not in LOCAL:
            column = "name" if one.state["language"] == "plain" else "clinical_name"
            elsewhere = one.words.split("Elsewhere: ")[1]
            for place in PLACES:
                assert place["place_id"] == one.state["place"] or place[column] in elsewhere, one.state


def test_the_figure_is_named_and_men_are_told_what_differs() -> None:
    for one in seen(WhereItReaches):
        assert one.words.endswith(f"Shown on the figure of a {one.state['figure_of']}.")
        if one.state["treatment"] == "ovarian":
            assert ("testicles" in one.words) == (one.state["figure_of"] == "man")


def test_brain_symptoms_are_same_day_whatever_the_treatment() -> None:
    for one in seen(WhereItReaches):
        if one.state["place"] == "brain":
            assert "same day" in one.detail


def test_there_are_not_too_many_states_and_no_loose_ends() -> None:
    told = seen(WhereItReaches)
    assert len(told) == len(KINDS) * len(PLACES) * 4
    assert not any(re.search(r" ,|\(\)|: \.|; \.", one.words) for one in told)


def test_a_treatment_that_does_not_exist_is_said_with_the_nearest() -> None:
    assert "chemotherapy" in WhereItReaches(treatment="chemotherapie").problem
