"""Outlook: every figure is told with its measure, its people and its limits, in every form."""

import json
import xml.etree.ElementTree as ET

import pytest

from helpers import tables
from helpers.drawing.people import CELL, whole
from helpers.frame import cell_words
from helpers.schema import split
from helpers.staging.outlook import Outlook, long
from helpers.tables import Record
from tests.seen import Seen, seen, spoken

VIEWS = tables.named("survival_views", "title")


def figures(one: Seen) -> list[Record]:
    """The rows of the state that are figures, not words."""
    return [row for row in one.rows if "view_ids" in row]


def measure_of(one: Seen) -> Record:
    return tables.row("survival_measures", tables.row("survival_views", one.state["view_id"])["measure_id"])


def shown_as(show: str) -> list[Seen]:
    states = [one for one in seen(Outlook) if one.state["show"] == show]
    assert len(states) == 2 * len(VIEWS)
    return states


def arrays(picture: str) -> list[list[int]]:
    """For each array of 100 in a picture: how many signs each of its paths draws."""
    drawn = []
    for svg in ET.fromstring(picture).findall("svg"):
        signs = [path.get("d", "").count("M") for path in svg.iter("path")]
        if float(svg.get("width", 0)) > CELL:
            drawn.append(signs)
    return drawn


class TestThePeople:
    def test_every_array_holds_100_people_of_whom_as_many_are_full_as_the_figure_says(self) -> None:
        for one in shown_as("people"):
            percent = measure_of(one)["kind"] == "percent"
            expected = [whole(row["value"]) if percent else 50 for row in figures(one)]
            assert [sum(signs) for signs in arrays(one.picture)] == [100] * len(expected), one.state
            assert [signs[0] for signs in arrays(one.picture)] == expected, one.state

    def test_the_number_stands_beside_its_array(self) -> None:
        for one in shown_as("people"):
            read = " ".join(ET.fromstring(one.picture).itertext())
            for row in figures(one):
                number = f"{whole(row['value'])} of 100" if measure_of(one)["kind"] == "percent" else str(row["value"])
                assert number.removesuffix(".0") in read, one.state

    @pytest.mark.parametrize(("percent", "people"), [(12.8, 13), (39.5, 40), (50.5, 51), (99.3, 99), (100.0, 100)])
    def test_a_half_is_rounded_up(self, percent: float, people: int) -> None:
        assert whole(percent) == people


class TestTheBars:
    def test_every_figure_stands_in_the_chart(self) -> None:
        for one in shown_as("bars"):
            drawn = [value for trace in json.loads(one.figure)["data"] for value in trace["x"]]
            assert sorted(drawn) == sorted(row["value"] for row in figures(one)), one.state

    def test_a_median_is_never_shown_as_a_percent(self) -> None:
        for one in seen(Outlook):
            if measure_of(one)["kind"] == "time":
                unit = tables.row("survival_views", one.state["view_id"])["unit"]
                assert unit in one.words and "% (" not in one.words, one.state
                assert "%" not in one.picture.replace("95%", "") or one.state["show"] == "bars", one.state
                assert not one.figure or ('%"' not in one.figure and f", {unit}" in one.figure), one.state

    def test_the_labels_fit_beside_the_bars(self) -> None:
        for row in tables.records("survival"):
            names = [row[name] for name in ("group", "clinical_group", "label", "clinical_label")]
            assert max(map(len, names)) <= 26, row["row_id"]


class TestTheSentences:
    def test_each_figure_has_one_sentence_about_100_people(self) -> None:
        for one in shown_as("sentences"):
            told = ET.fromstring(one.picture).get("aria-label", "")
            column = "people" if one.state["language"] == "plain" else "clinical_people"
            assert told.count("Of 100 ") == len(figures(one)), one.state
            for row in figures(one):
                assert (
                    f"Of 100 {row[column]}, " in told and row[column] in tables.row("survival", row["row_id"])[column]
                )

    def test_the_sentence_of_the_leaflet(self) -> None:
        outlook = Outlook(predict=False, view_id="stage_all", show="sentences")
        assert (
            "Of 100 US women whose breast cancer had already spread far away when it was first found in 2013-2019, "
            "about 31 would be alive after 5 years if breast cancer were the only cause of death."
        ) in outlook.picture()

    def test_a_median_is_told_as_half(self) -> None:
        told = Outlook(predict=False, view_id="recurrent", show="sentences").picture()
        assert "50 lived longer than about 3 years and 2 months after the cancer came back, and 50 did not." in told

    @pytest.mark.parametrize(
        ("months", "words"),
        [(43.3, "3 years and 7 months"), (12, "1 year"), (9.1, "9 months"), (13, "1 year and 1 month")],
    )
    def test_months_are_told_as_years_and_months(self, months: float, words: str) -> None:
        assert long(months) == words


class TestTheWords:
    def test_they_give_every_figure_as_it_is_drawn(self) -> None:
        for one in seen(Outlook):
            as_people = measure_of(one)["kind"] == "percent" and one.state["show"] != "bars"
            for row in figures(one):
                number = f"about {whole(row['value'])} of 100 (" if as_people else cell_words(row["value"])
                assert number in one.words, one.state
                assert row["low"] is None or f"{cell_words(row['low'])} to {cell_words(row['high'])}" in one.words

    def test_they_say_measure_people_place_years_and_caveat(self) -> None:
        for one in seen(Outlook):
            view, measure = tables.row("survival_views", one.state["view_id"]), measure_of(one)
            said = measure["plain_name" if one.state["language"] == "plain" else "name"]
            for part in (said, view["population"], view["region"], view["period"], view["caveat"]):
                assert part in one.words, (one.state, part)

    def test_what_is_left_out_and_a_long_life_are_always_beside_them(self) -> None:
        for one in seen(Outlook):
            assert tables.row("survival_views", one.state["view_id"])["left_out"] in spoken(one.detail)
            assert "one third of US women" in spoken(one.detail)


class TestOneViewAtATime:
    def test_a_view_has_one_measure_one_unit_and_one_population(self) -> None:
        for view in tables.records("survival_views"):
            kind = tables.row("survival_measures", view["measure_id"])["kind"]
            assert (view["unit"] == "percent") == (kind == "percent"), view["view_id"]
        for one in seen(Outlook):
            assert all(one.state["view_id"] in split(row["view_ids"]) for row in figures(one)), one.state
            assert len(figures(one)) > 1, one.state

    def test_every_figure_is_shown_somewhere_and_was_read_at_a_source(self) -> None:
        shown = {row["row_id"] for one in seen(Outlook) for row in figures(one)}
        assert shown == set(tables.named("survival", "value"))
        assert {row["checked"] for row in tables.records("survival")} == {"yes"}

    def test_a_view_is_one_study_but_for_the_one_that_says_otherwise(self) -> None:
        for view in VIEWS:
            rows = [row for row in tables.records("survival") if view in split(row["view_ids"])]
            studies = {row["source_id"] for row in rows}
            assert len(studies) == 1 or view == "published", view
        assert "Take the direction, not the steps" in tables.row("survival_views", "published")["caveat"]

    def test_a_figure_lies_within_its_interval_and_a_percent_within_100(self) -> None:
        for row in tables.records("survival"):
            view = tables.row("survival_views", split(row["view_ids"])[0])
            assert (row["low"] is None) == (row["high"] is None) == (view["interval"] == "none"), row["row_id"]
            assert row["low"] is None or row["low"] < row["value"] < row["high"], row["row_id"]
            assert view["unit"] != "percent" or row["value"] <= 100, row["row_id"]

    def test_groups_do_not_hold_more_people_than_their_study(self) -> None:
        for view in tables.records("survival_views"):
            rows = [row for row in tables.records("survival") if view["view_id"] in split(row["view_ids"]) and row["n"]]
            whole = [row["n"] for row in rows if row["clinical_label"].startswith("All")]
            parts = sum(row["n"] for row in rows if not row["clinical_label"].startswith("All"))
            assert not rows or (parts <= view["n_total"] and set(whole) <= {view["n_total"]}), view["view_id"]

    def test_the_doubtful_cancer_specific_figures_are_not_used(self) -> None:
        values = {row["value"] for row in tables.records("survival") if row["source_id"] == "WANGR2019"}
        assert len(values) == 6 and not values & {76.6, 50.6}


class TestTheTerms:
    def test_every_measure_and_view_explains_its_words(self) -> None:
        for one in seen(Outlook):
            view = tables.row("survival_views", one.state["view_id"])
            for term in {*split(view["term_ids"]), *split(measure_of(one)["term_ids"])}:
                row = tables.row("outlook_terms", term)
                assert row["plain" if one.state["language"] == "plain" else "clinical"] in spoken(one.detail), one.state

    def test_intervals_are_explained_where_they_are_shown(self) -> None:
        wanted = {"ci95": "interval", "models": "models"}
        for view in tables.records("survival_views"):
            shown = wanted.get(view["interval"])
            assert shown is None or shown in split(view["term_ids"]), view["view_id"]

    def test_the_talk_begins_with_asking_and_ends_with_the_team(self) -> None:
        steps = [row["term_id"] for row in tables.records("outlook_terms") if row["part"] == "talk"]
        assert steps.index("ask") < steps.index("scope") < steps.index("again")
