"""Predictive values agree with a hand calculation and with Bayes' rule in other hands; the words with the signs."""

import re
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import tables
from helpers.diagnosis.accuracy import (
    EVERYONE,
    PRIORS,
    ReadingAResult,
    in_hundred,
    nearest_stop,
    of_thousand,
    predictive_values,
)
from tests.seen import seen

shares = st.integers(0, 1000).map(lambda count: count / 1000)


class TestPredictiveValues:
    def test_a_hand_calculation(self) -> None:
        """1,000 people, 10 with metastasis: 7.06 found, 2.94 missed, 135.63 alarmed, 854.37 cleared."""
        values = predictive_values(0.706, 0.863, 0.01)
        assert values.positive == pytest.approx(7.06 / (7.06 + 135.63))
        assert values.negative == pytest.approx(854.37 / (854.37 + 2.94))

    @given(shares, shares, shares)
    def test_odds_after_a_test_are_odds_before_it_times_the_likelihood_ratio(
        self, sensitivity: float, specificity: float, prior: float
    ) -> None:
        positive = predictive_values(sensitivity, specificity, prior).positive
        sens, spec, before = (Fraction(share).limit_denominator(1000) for share in (sensitivity, specificity, prior))
        if positive is None:
            assert before * sens + (1 - before) * (1 - spec) == 0
        elif spec < 1 and before < 1 and sens > 0 and before > 0:
            after = before / (1 - before) * sens / (1 - spec)
            assert positive == pytest.approx(float(after / (1 + after)))

    @given(shares, shares, shares)
    def test_a_predictive_value_is_a_share(self, sensitivity: float, specificity: float, prior: float) -> None:
        for value in predictive_values(sensitivity, specificity, prior):
            assert value is None or 0 <= value <= 1

    @given(shares, shares, shares)
    def test_a_negative_value_is_the_positive_value_of_the_mirror_image(
        self, sensitivity: float, specificity: float, prior: float
    ) -> None:
        here = predictive_values(sensitivity, specificity, prior).negative
        there = predictive_values(specificity, sensitivity, 1 - prior).positive
        assert here == (there if there is None else pytest.approx(there))

    @pytest.mark.parametrize("wrong", [(1.2, 0.5, 0.5), (0.5, -0.1, 0.5), (0.5, 0.5, 7.0)])
    def test_a_percent_given_for_a_share_is_refused(self, wrong: tuple[float, float, float]) -> None:
        with pytest.raises(ValueError, match="not a share"):
            predictive_values(*wrong)

    @pytest.mark.parametrize("row", tables.records("test_accuracy"), ids=lambda row: row["accuracy_id"])
    def test_the_more_likely_before_the_more_to_be_believed_after(self, row: dict[str, float]) -> None:
        values = [
            predictive_values(row["sensitivity"] / 100, row["specificity"] / 100, prior / EVERYONE).positive or 0
            for prior in PRIORS
        ]
        assert all(one <= other for one, other in pairwise(values))


class TestOneThousand:
    @given(shares, shares, st.integers(0, EVERYONE))
    def test_everyone_is_counted_once(self, sensitivity: float, specificity: float, prior: int) -> None:
        result = of_thousand(sensitivity, specificity, prior)
        assert sum(result) == EVERYONE and min(result) >= 0
        assert result.found + result.missed == prior

    def test_counts_follow_the_figures(self) -> None:
        assert of_thousand(0.9, 0.8, 100) == (90, 10, 180, 720)


class TestInWords:
    @pytest.mark.parametrize(
        ("share", "told"),
        [
            (None, "none of 100"),
            (0.0, "about 0 of 100"),
            (0.004, "fewer than 1 of 100"),
            (0.05, "about 5 of 100"),
            (0.995, "more than 99 of 100"),
            (1.0, "about 100 of 100"),
        ],
    )
    def test_a_small_chance_is_never_told_as_none_and_a_large_one_never_as_all(
        self, share: float | None, told: str
    ) -> None:
        assert in_hundred(share) == told


class TestReadingAResult:
    def test_the_words_tell_the_signs_of_the_picture(self) -> None:
        for one in seen(ReadingAResult):
            found, missed, alarmed, cleared = (
                int(count.replace(",", "")) for count in re.findall(r"([\d,]+) with(?:out)? ", one.picture)[:4]
            )
            assert found + missed + alarmed + cleared == EVERYONE, one.state
            assert f"positive in {found + alarmed}, and {found} of these" in one.words, one.state
            assert f"misses {missed}:" in one.words and f"{one.state['prior']} have" in one.words, one.state

    def test_every_row_of_both_tables_reaches_a_learner(self) -> None:
        told = {row.get("accuracy_id") or row["prior_id"] for one in seen(ReadingAResult) for row in one.rows}
        assert told == {*tables.named("test_accuracy", "test"), *tables.named("prior_chances", "situation")}

    def test_a_marker_says_why_it_is_not_a_screening_test_and_others_do_not(self) -> None:
        for one in seen(ReadingAResult):
            marker = tables.row("test_accuracy", one.state["test"])["target_group"] == "marker"
            assert ("not a screening test" in one.detail) == marker, one.state

    def test_a_figure_without_an_interval_says_so(self) -> None:
        for one in seen(ReadingAResult):
            row = tables.row("test_accuracy", one.state["test"])
            assert ("No interval was reported" in one.detail) == (None in (row["sens_low"], row["spec_low"])), one.state

    @pytest.mark.parametrize("row", tables.records("prior_chances"), ids=lambda row: row["prior_id"])
    def test_every_example_moves_the_slider(self, row: dict[str, float]) -> None:
        explorer = ReadingAResult(predict=False)
        explorer.received("prior", nearest_stop(row["per_1000"]))
        assert explorer.problem == "" and abs(int(explorer.prior) - row["per_1000"]) <= 50

    def test_the_prediction_is_the_start_of_the_picture(self) -> None:
        words = ReadingAResult().asked
        assert words and "7 of 143" in words.answer.reason
        assert "positive in 143, and 7 of these" in ReadingAResult(predict=False).words()


def test_a_percent_lies_in_its_interval_and_an_interval_has_two_ends() -> None:
    for row in tables.records("test_accuracy"):
        for value, low, high in (("sensitivity", "sens_low", "sens_high"), ("specificity", "spec_low", "spec_high")):
            assert (row[low] is None) == (row[high] is None), row
            assert row[low] is None or row[low] <= row[value] <= row[high], row


def test_a_chance_seen_in_a_study_agrees_with_its_counts() -> None:
    for row in tables.records("prior_chances"):
        if counted := re.match(r"(\d+) of (\d+)\b", row["note"]):
            assert row["per_1000"] == pytest.approx(1000 * int(counted[1]) / int(counted[2]), abs=0.06), row
