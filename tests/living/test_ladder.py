"""The pain ladder: an answer on every rung for every situation, picture and words agree, no dose is named."""

import re

from helpers import tables
from helpers.living.ladder import ALL, MARKS, STEPS, PainLadder
from helpers.schema import split
from tests.seen import seen, spoken

RUNGS = {row["rung_id"]: row for row in tables.records("analgesic_rungs")}
SITUATIONS = {row["situation_id"]: row for row in tables.records("analgesic_situations")}
CHOICES = {(row["situation_id"], row["rung_id"]): row for row in tables.records("analgesic_choices")}


def test_every_situation_says_something_of_every_rung_once() -> None:
    assert set(CHOICES) == {(situation, rung) for situation in SITUATIONS for rung in RUNGS}
    assert len(tables.records("analgesic_choices")) == len(CHOICES)
    assert all(
        key == f"{row['situation_id']}__{row['rung_id']}" for row in CHOICES.values() for key in [row["choice_id"]]
    )


def test_every_situation_has_a_usual_place_and_a_sign_that_cannot_wait() -> None:
    for situation, row in SITUATIONS.items():
        assert any(choice["mark"] == "main" for (of, _), choice in CHOICES.items() if of == situation)
        assert split(row["now"]) and split(row["today"])


def test_the_picture_draws_the_marks_of_the_table() -> None:
    for one in seen(PainLadder):
        for key in RUNGS:
            card = re.search(rf'data-value="{key}"[^>]*aria-label="([^"]*)"', one.picture)
            assert card
            situation = one.state["situation"]
            if situation == ALL:
                place = key if RUNGS[key]["place"] == "rung" else "beside"
                assert STEPS[place].words in card[1]
            else:
                assert MARKS[CHOICES[situation, key]["mark"]].words in card[1]


def test_the_words_name_every_rung_with_its_mark() -> None:
    for one in seen(PainLadder):
        if one.state["situation"] != ALL and one.state["part"] == ALL:
            column = "plain_name" if one.state["language"] == "plain" else "name"
            assert all(row[column].lower() in one.words for row in RUNGS.values())


def test_what_cannot_wait_stands_in_picture_and_words_of_every_situation() -> None:
    for one in seen(PainLadder):
        if (row := SITUATIONS.get(one.state["situation"])) and one.state["part"] == ALL:
            drawn = re.sub(r"<[^>]+>", " ", one.picture)
            assert "Cannot wait" in drawn and all(item in one.words for item in split(row["now"]))


def test_what_to_check_and_what_to_expect_is_told_of_every_rung() -> None:
    for key, row in RUNGS.items():
        told = spoken(PainLadder(predict=False, part=key, situation="bone_severe").detail())
        for words in (*split(row["before"]), *split(row["after"]), row["expect"]):
            assert words[1:] in told


def test_the_middle_rung_is_the_usual_answer_nowhere_and_codeine_is_avoided_when_kidneys_fail() -> None:
    assert all(CHOICES[key, "weak_opioid"]["mark"] in ("skip", "avoid") for key in SITUATIONS)
    assert CHOICES["kidney", "weak_opioid"]["mark"] == "avoid"
    assert "NSAIDs are avoided" in CHOICES["kidney", "non_opioid"]["why"]


def test_a_bone_drug_needs_teeth_calcium_and_kidneys() -> None:
    checks = RUNGS["cause"]["before"]
    assert "dentist" in checks and "calcium" in checks and "kidney" in checks


def test_past_substance_use_does_not_lower_the_offer_and_no_one_is_labeled() -> None:
    assert CHOICES["substance", "strong_opioid"]["mark"] == "main"
    for one in seen(PainLadder):
        assert not re.search(r"\b(addict|abuser|drug seeker)s?\b", one.words + spoken(one.detail), re.IGNORECASE)


def test_no_dose_of_a_pain_medicine_is_named() -> None:
    for one in seen(PainLadder):
        assert not re.search(r"\d\s?(mg|mcg|grams?|tablets?)\b", one.words + spoken(one.detail) + spoken(one.picture))


def test_every_caution_names_rungs_that_exist_and_reaches_a_reader() -> None:
    for row in tables.records("analgesic_cautions"):
        part = split(row["rungs"])[0]
        assert row["act"] in spoken(PainLadder(predict=False, part=part).detail())


def test_a_situation_that_does_not_exist_is_answered_in_a_sentence() -> None:
    assert "Did you mean “bone_severe”" in PainLadder(predict=False, situation="bone_sever").problem
