"""Opioid exposure: sums agree with the CDC's own examples, the caution never leaves, and nobody can type a dose."""

import re

import pytest

from helpers import tables
from helpers.controls import Choice
from helpers.living.exposure import CAUTION, MOST, STEPS, OpioidExposure, doses_of, mme_of, total_of
from tests.seen import seen, spoken

OPIOIDS = {row["opioid_id"]: row for row in tables.records("opioids")}
EXAMPLES = {row["example_id"]: row for row in tables.records("opioid_examples")}

CDC_2022 = {
    "codeine": 0.15,
    "fentanyl_patch": 2.4,
    "hydrocodone": 1,
    "hydromorphone": 5,
    "methadone": 4.7,
    "morphine": 1,
    "oxycodone": 1.5,
    "oxymorphone": 3,
    "tapentadol": 0.4,
    "tramadol": 0.2,
}


def test_the_factors_are_those_of_the_cdc_and_buprenorphine_has_none() -> None:
    assert {key: row["factor"] for key, row in OPIOIDS.items() if row["factor"] is not None} == CDC_2022
    assert OPIOIDS["buprenorphine"]["factor"] is None


@pytest.mark.parametrize(
    ("example", "total"),
    [("hydrocodone_combined", 20), ("oxycodone_er", 30), ("patch", 60), ("morphine_rescue", 80), ("methadone", 94)],
)
def test_totals_agree_with_the_examples_of_the_cdc_and_our_own_sums(example: str, total: float) -> None:
    assert total_of(doses_of(example)) == total


def test_a_patch_is_a_rate_and_is_never_multiplied_by_hours_or_days() -> None:
    for row in doses_of("patch"):
        assert row["unit"] == "mcg/h" and row["times"] == 1 and mme_of(row) == 25 * 2.4


def test_one_part_without_a_factor_leaves_the_total_open() -> None:
    assert total_of(doses_of("buprenorphine")) is None
    assert total_of(doses_of("patch") + doses_of("buprenorphine")) is None
    for one in seen(OpioidExposure):
        if one.state["example"] == "buprenorphine" and one.state["step"] == "sum":
            assert "open" in one.words and "no figure, not zero" in spoken(one.picture)


def test_nothing_can_be_typed_in() -> None:
    assert all(isinstance(control, Choice) for control in OpioidExposure.controls().values())
    assert len(list(OpioidExposure.states())) == len(EXAMPLES) * len(STEPS)
    assert "<input" not in OpioidExposure(predict=False).controls_html


@pytest.mark.parametrize("narrow", [False, True])
def test_the_caution_stands_in_the_picture_of_every_state_and_on_paper(narrow: bool) -> None:
    for state in OpioidExposure.states():
        explorer = OpioidExposure(predict=False, **state)
        explorer.narrow = narrow
        drawn = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", explorer.still()))
        assert "".join(CAUTION.heading.split()) in "".join(drawn.split()), state
        assert "Never to change opioids" in explorer.detail_html


def test_lines_of_the_cdc_are_shown_only_with_what_they_leave_out() -> None:
    for one in seen(OpioidExposure):
        flags = [row["words"] for row in tables.records("opioid_flags")]
        assert all((words in spoken(one.picture)) == (one.state["step"] == "meaning") for words in flags)
        if one.state["step"] == "meaning":
            assert "leaves out pain from cancer" in one.words and "must not be used to find the dose" in one.words


def test_words_and_picture_tell_the_same_total() -> None:
    for one in seen(OpioidExposure):
        total = total_of(doses_of(one.state["example"]))
        if total is not None and one.state["step"] in ("sum", "trap", "meaning"):
            assert f"{total:g} MME" in spoken(one.picture)
            if one.state["step"] != "trap" or EXAMPLES[one.state["example"]]["wrong_total"] is not None:
                assert f"{total:g} MME" in one.words


def test_two_examples_with_one_total_are_never_exchangeable() -> None:
    alike = [
        one.words
        for one in seen(OpioidExposure)
        if one.state["step"] == "sum" and "comes to the same total" in one.words
    ]
    assert alike and all("may not be swapped" in words for words in alike)


def test_a_wrong_total_is_not_the_right_one_and_fits_the_yardstick() -> None:
    for key, row in EXAMPLES.items():
        assert row["wrong_total"] is None or row["wrong_total"] != total_of(doses_of(key))
        assert (row["wrong_total"] or 0) <= MOST and (total_of(doses_of(key)) or 0) <= MOST
        assert bool(row["wrong_how"]) == (row["wrong_total"] is not None)


def test_a_wrong_total_is_drawn_only_in_its_own_step() -> None:
    for one in seen(OpioidExposure):
        wrong = EXAMPLES[one.state["example"]]["wrong_total"] is not None
        assert ("✗ Not so" in spoken(one.picture)) == (wrong and one.state["step"] == "trap")


def test_the_example_chosen_first_stands_first() -> None:
    assert OpioidExposure(predict=False).example == next(iter(EXAMPLES)) == "morphine_rescue"


def test_examples_name_where_they_are_from() -> None:
    for row in tables.records("opioid_example_doses"):
        made_up = EXAMPLES[row["example_id"]]["source_of_list"] == "made up for teaching"
        assert (row["source_id"] == "GENERAL") == made_up


def test_every_opioid_and_every_limit_reaches_a_reader() -> None:
    rows = [row for one in seen(OpioidExposure) for row in one.rows]
    assert set(OPIOIDS) <= {row.get("opioid_id") for row in rows}
    assert {row["limit_id"] for row in tables.records("opioid_limits")} <= {row.get("limit_id") for row in rows}


def test_an_example_that_does_not_exist_is_answered_in_a_sentence() -> None:
    assert "Did you mean “patch”" in OpioidExposure(predict=False, example="pach").problem
