"""Palliative care: the lanes are drawn as the table has them, and trials are told with both kinds of difference."""

import re
from xml.etree import ElementTree

import pytest

from helpers import tables
from helpers.living import palliative_trials as trials
from helpers.living.palliative import HEADINGS, LINE, ROLES, TRIALS, PalliativeTimeline
from helpers.schema import split
from tests.seen import seen, spoken

PHASES = list(tables.named("palliative_phases", "name"))
LANES = list(tables.named("palliative_lanes", "name"))
AMOUNTS = tables.records("palliative_amounts")
WORDS = tables.records("palliative_words")
TRIAL_ROWS = {row["trial_id"]: row for row in tables.records("palliative_trials")}
RESULTS = tables.records("palliative_results")


def amount(lane: str, phase: str, telling: str = "happens") -> int:
    found = [row[telling] for row in AMOUNTS if (row["lane_id"], row["phase_id"]) == (lane, phase)]
    assert len(found) == 1
    return int(found[0])


def test_every_kind_of_care_has_an_amount_at_every_time() -> None:
    assert len(AMOUNTS) == len(PHASES) * len(LANES) and set(ROLES) == set(LANES)
    assert all(row["does"] for row in AMOUNTS if row["happens"])


def test_palliative_care_runs_beside_treatment_and_hospice_does_not_begin_with_it() -> None:
    for phase in PHASES[:4]:
        assert amount("palliative", phase) and amount("treatment", phase)
    assert not any(amount("hospice", phase) for phase in PHASES[:3]) and amount("hospice", "last")
    assert amount("hospice", "after") and amount("family", "after")


def test_in_the_myth_palliative_care_is_hospice() -> None:
    assert [amount("palliative", phase, "myth") for phase in PHASES] == [
        amount("hospice", phase, "myth") for phase in PHASES
    ]
    assert not any(amount("palliative", phase, "myth") for phase in PHASES[:3])


def test_ids_that_can_be_picked_are_different() -> None:
    names = ("phases", "lanes", "words", "trials")
    ids = [key for name in names for key in tables.named(f"palliative_{name}", "source_id")]
    ids += [*trials.counted(), LINE, TRIALS]
    assert len(ids) == len(set(ids)) == len(PalliativeTimeline.controls()["pick"].options)  # type: ignore[attr-defined]


@pytest.mark.parametrize("telling", ["both", "happens", "myth"])
def test_the_picture_shows_the_telling_and_the_words_name_it(telling: str) -> None:
    explorer = PalliativeTimeline(predict=False, telling=telling)
    drawn = spoken(explorer.picture())
    shown = {key: heading in drawn for key, heading in HEADINGS.items()}
    assert shown == {key: telling in ("both", key) for key in HEADINGS}
    assert ("the myth" in explorer.words()) == (telling != "happens")


def test_a_saying_sets_its_kind_of_care_and_its_time_apart() -> None:
    for row in WORDS:
        root = ElementTree.fromstring(PalliativeTimeline(predict=False, pick=row["word_id"]).picture())
        pressed = {node.get("data-value") for node in root.iter("g") if node.get("aria-pressed") == "true"}
        assert pressed == {row["lane_id"], row["phase_id"]}


def test_every_saying_has_an_answer_and_every_lane_lists_its_sayings() -> None:
    for row in WORDS:
        lane = PalliativeTimeline(predict=False, pick=row["lane_id"])
        assert row["says"] in spoken(lane.detail())
        said = PalliativeTimeline(predict=False, pick=row["word_id"])
        assert row["answer"] in said.words() and row["why"] in spoken(said.detail())


def test_the_rule_of_hospice_is_told_as_a_rule_of_the_united_states() -> None:
    rule = tables.row("palliative_lanes", "hospice")["rule"]
    assert all(words in rule for words in ("Medicare (United States)", "six months or less", "can leave", "come back"))


def test_figures_belong_to_their_kind_of_result() -> None:
    for row in RESULTS:
        pair, apart = (row["treated"], row["compared"]), (row["low"], row["high"])
        assert (pair[0] is None) == (pair[1] is None) and (apart[0] is None) == (apart[1] is None)
        assert pair[0] is None or row["difference"] is None
        assert bool(row["good"]) == bool(row["others"]) == (row["unit"] == "%")
        if apart[0] is not None:
            assert apart[0] < row["difference"] < apart[1]


def test_a_better_result_lies_on_the_better_side() -> None:
    for row in trials.counted().values():
        if row["verdict"] == "better":
            assert (row["treated"] > row["compared"]) == (row["good"] == "true"), row["result_id"]


def test_an_interval_that_holds_no_difference_is_not_called_better() -> None:
    for row in RESULTS:
        if row["low"] is not None:
            assert (row["low"] < 0 < row["high"]) == (row["verdict"] == "same"), row["result_id"]


def test_absolute_and_relative_stand_together() -> None:
    for one in seen(PalliativeTimeline):
        if row := trials.counted().get(one.state["pick"]):
            difference = row["treated"] - row["compared"]
            if one.state["language"] == "plain":
                share = round(abs(difference) / row["compared"] * 100)
                assert f"{abs(difference):.3g} " in one.words and "(absolute)" in one.words
                assert f"{share}% " in one.words and "(relative)" in one.words
            else:
                assert f"{difference:+.3g} percentage points" in one.words
                assert f"relative risk {row['treated'] / row['compared']:.2f}" in one.words
            assert f"{row['treated']:g}%" in spoken(one.picture) and f"{row['compared']:g}%" in spoken(one.picture)


def test_the_grid_of_trials_draws_the_verdicts_of_the_table() -> None:
    shapes = {sign.path: verdict for verdict, sign in trials.VERDICTS.items()}
    root = ElementTree.fromstring(PalliativeTimeline(predict=False, pick=TRIALS).picture())
    for node in root.iter("g"):
        if key := node.get("data-value"):
            drawn = [shapes[path.get("d", "")] for path in node.iter("path") if path.get("d") in shapes]
            assert sorted(drawn) == sorted(trials.verdicts(key).values()), key


def test_one_trial_has_one_verdict_for_one_outcome() -> None:
    for trial in TRIAL_ROWS:
        found = {(row["outcome"], row["verdict"]) for row in trials.results_of(trial)}
        assert len(found) == len(trials.verdicts(trial)) > 0


def test_survival_is_told_as_it_is_and_breast_cancer_is_never_implied() -> None:
    words = PalliativeTimeline(predict=False, pick=TRIALS).words()
    life = [trials.verdicts(trial).get("life") for trial in TRIAL_ROWS]
    told = [f"{sign.words} in {life.count(key)}" for key, sign in trials.VERDICTS.items() if key in life]
    assert all(part in words for part in told) and life.count("better") == 1
    for one in seen(PalliativeTimeline):
        if row := TRIAL_ROWS.get(one.state["pick"]):
            assert row["limit"] in one.words and trials.BREAST[row["breast"]] in spoken(one.detail)


def test_patients_are_promised_no_longer_life() -> None:
    for row in [*WORDS, *tables.records("palliative_phases")]:
        said = row.get("answer", "") + row.get("say", "")
        assert not re.search(r"live longer|longer life|more time", said), said


def test_tellings_are_offered_only_with_the_line() -> None:
    for pick in (TRIALS, "greer", "greer_wishes"):
        assert "telling" not in PalliativeTimeline(predict=False, pick=pick).shown_controls()
    assert "telling" in PalliativeTimeline(predict=False, pick="change").shown_controls()


def test_a_time_says_what_each_kind_of_care_does_then() -> None:
    for phase in PHASES:
        detail = spoken(PalliativeTimeline(predict=False, pick=phase).detail())
        for row in AMOUNTS:
            if row["phase_id"] == phase and row["does"]:
                assert row["does"] in detail
        assert all(item.lower() in detail.lower() for item in split(tables.row("palliative_phases", phase)["ask"]))
