"""Receptor change: figures as published, each with its own denominator, and words that say what is drawn."""

import json

import pytest

from helpers import tables
from helpers.diagnosis.discordance import DESIGNS, Discordance, counted, one_in
from helpers.drawing.people import whole
from tests.seen import seen

CHANGES = tables.records("receptor_change")


class TestData:
    @pytest.mark.parametrize("row", CHANGES, ids=lambda row: row["change_id"])
    def test_a_percent_lies_in_its_interval(self, row: tables.Record) -> None:
        if row["ci_low"] is not None:
            assert row["ci_low"] < row["percent"] < row["ci_high"]
        assert (row["ci_low"] is None) == (row["ci_high"] is None)

    def test_counted_figures_agree_with_their_counts(self) -> None:
        given = [row for row in CHANGES if row["count"] is not None]
        assert [counted(row) for row in given] == ["4 of 56", "1 of 16"]
        for row in given:
            assert 100 * row["count"] / row["n"] == pytest.approx(row["percent"], abs=0.5)

    def test_lost_is_counted_among_the_positive_and_gained_among_the_negative(self) -> None:
        for row in CHANGES:
            for event, before in (("lost", "positive"), ("gained", "negative")):
                if f" {event} (" in row["label"]:
                    assert row["among"] == f"people whose first tumor was {row['receptor']} {before}"

    def test_every_study_has_figures_and_a_known_design(self) -> None:
        studies = tables.records("receptor_change_studies")
        assert {row["study_id"] for row in CHANGES} == {row["study_id"] for row in studies}
        assert {row["design"] for row in studies} == set(DESIGNS)

    def test_a_figure_has_the_source_of_its_study(self) -> None:
        for row in CHANGES:
            assert row["source_id"] == tables.row("receptor_change_studies", row["study_id"])["source_id"]

    def test_labels_fit_on_a_phone(self) -> None:
        assert max(len(row["label"]) for row in CHANGES) <= 34


def test_halves_are_rounded_up() -> None:
    assert (whole(22.5), whole(49.4), whole(0), whole(100)) == (23, 49, 0, 100)
    assert (one_in(14), one_in(7), one_in(50)) == ("1 in 7", "1 in 14", "1 in 2")


class TestDiscordance:
    def test_one_study_at_a_time(self) -> None:
        for one in seen(Discordance):
            study = tables.row("receptor_change", one.state["finding"])["study_id"]
            assert {row["study_id"] for row in one.rows} == {study}, one.state

    def test_the_words_give_the_figure_with_its_denominator(self) -> None:
        for one in seen(Discordance):
            row = tables.row("receptor_change", one.state["finding"])
            assert f"{row['label']}: {row['percent']:g}% of {row['among']}" in one.words, one.state

    def test_the_words_give_the_interval_or_say_that_there_is_none(self) -> None:
        for one in seen(Discordance):
            row = tables.row("receptor_change", one.state["finding"])
            ends = f"{row['ci_low']}% to {row['ci_high']}%".replace(".0%", "%")
            assert (ends in one.words) != ("No interval is given" in one.words), one.state

    def test_the_chart_holds_every_figure_of_the_study_and_marks_the_chosen_one(self) -> None:
        for one in seen(Discordance):
            if one.state["show"] != "intervals":
                continue
            drawn = json.loads(one.figure)["data"]
            assert [trace["x"][0] for trace in drawn] == [row["percent"] for row in one.rows], one.state
            marked = [trace["name"] for trace in drawn if trace["marker"]["color"] == "var(--mbc-accent)"]
            assert marked == [tables.row("receptor_change", one.state["finding"])["label"]]

    def test_as_many_signs_are_filled_as_the_words_say(self) -> None:
        for one in seen(Discordance):
            if one.state["show"] == "people":
                row = tables.row("receptor_change", one.state["finding"])
                assert f"{whole(row['percent'])} are filled ({row['event']})" in one.words, one.state
                assert f"{whole(row['percent'])} {row['event']}" in one.picture, one.state

    def test_a_small_poster_is_called_small(self) -> None:
        assert "small interim poster" in Discordance(finding="RCH21", predict=False).detail()

    def test_every_state_says_why_tests_can_differ_without_biology(self) -> None:
        for one in seen(Discordance):
            assert "acid" in one.detail and "Tell the patient" in one.detail
