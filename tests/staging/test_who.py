"""Who is affected: one measure a view, words and rows that hold every number drawn, men in pictures and words."""

import json
import re

import pytest

from helpers import tables
from helpers.frame import cell_words
from helpers.schema import split
from helpers.staging.who import CROWD, WhoIsAffected
from tests.seen import Seen, seen

VIEWS = tables.named("who_views", "title")


def figures(view: str) -> list[tables.Record]:
    return [row for row in tables.records("who_figures") if row["view_id"] == view]


def bars(one: Seen) -> list[float]:
    return [value for trace in json.loads(one.figure)["data"] for value in trace["x"]]


def view_of(one: Seen) -> tables.Record:
    return tables.row("who_views", one.state["show"])


def test_every_view_has_figures_to_compare() -> None:
    for view in VIEWS:
        assert len(figures(view)) > 1, view


def test_the_chart_draws_the_figures_of_one_view() -> None:
    for one in seen(WhoIsAffected):
        if view_of(one)["picture"] == "bars":
            assert bars(one) == [row["value"] for row in figures(one.state["show"])], one.state


def test_a_thousand_people_are_drawn() -> None:
    for one in seen(WhoIsAffected):
        if view_of(one)["picture"] == "people":
            counts = [row["of_1000"] for row in one.rows if "of_1000" in row]
            values = [row["value"] for row in figures(one.state["show"])]
            assert sum(counts) == CROWD
            for count, value in zip(counts, values, strict=True):
                assert count == pytest.approx(CROWD * value / sum(values), abs=0.5)
                assert (
                    f">{count} " in one.picture and f"about {counts[0]} are women and {counts[1]} are men" in one.words
                )


def test_words_name_every_number_drawn_and_the_population() -> None:
    for one in seen(WhoIsAffected):
        view = view_of(one)
        for row in figures(one.state["show"]):
            number = f"{row['value']:,.0f}" if view["picture"] == "people" else cell_words(row["value"])
            assert re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d.]\d)", one.words), (one.state, number)
        for column in ("denominator", "region", "period", "meaning"):
            assert view[column] in one.words, one.state


def test_rows_hold_every_number_drawn_and_every_note_told() -> None:
    for one in seen(WhoIsAffected):
        shown = [row for row in one.rows if "value" in row]
        assert [row["row_id"] for row in shown] == [row["row_id"] for row in figures(one.state["show"])]
        assert [row["note_id"] for row in one.rows if "note_id" in row] == split(view_of(one)["notes"])


def test_every_view_tells_how_to_read_it_and_what_a_nurse_does() -> None:
    for view in tables.records("who_views"):
        parts = {tables.row("people_notes", note)["part"] for note in split(view["notes"])}
        assert "nurse" in parts and view["caveat"], view["view_id"]


def test_a_percent_lies_between_0_and_100_and_an_interval_holds_its_value() -> None:
    for row in tables.records("who_figures"):
        if tables.row("who_views", row["view_id"])["unit"] == "%":
            assert 0 <= row["value"] <= 100
        if row["ci_low"] is not None:
            assert row["ci_low"] <= row["value"] <= row["ci_high"]


def test_men_stand_in_pictures_and_words() -> None:
    with_men = [one for one in seen(WhoIsAffected) if re.search(r"\bmen\b", one.words)]
    assert len(with_men) >= 3
    assert all(re.search(r"\bmen\b", one.picture + one.words) for one in with_men)


def test_a_mean_is_called_a_mean() -> None:
    words = str(WhoIsAffected(show="mean_race", predict=False).words())
    assert words.startswith("Mean overall survival (the average, not the median)")


def test_a_gap_between_races_comes_with_its_reasons_and_what_race_stands_for() -> None:
    for view in ("stage_race", "change_race", "mean_race", "death_race"):
        detail = WhoIsAffected(show=view, predict=False).detail()
        for heading in ("Insurance and money", "Biology", "Unequal care", "What “race” stands for", "What you do"):
            assert f"<h4>{heading}</h4>" in detail, view


def test_the_gap_in_deaths_is_drawn_in_absolute_figures_that_make_the_ratio_told() -> None:
    black, white = (row["value"] for row in figures("death_race"))
    assert black / white == pytest.approx(1.40, abs=0.005)
    assert "38% higher" in tables.row("who_views", "death_race")["caveat"]


def test_every_note_is_told_somewhere() -> None:
    told = {
        note
        for name in ("who_views", "arrival_studies")
        for row in tables.records(name)
        for note in split(row["notes"])
    }
    assert told == set(tables.named("people_notes", "heading"))


@pytest.mark.parametrize("narrow", [False, True])
def test_titles_over_the_bars_fit_a_phone(narrow: bool) -> None:
    explorer = WhoIsAffected(predict=False)
    explorer.narrow = narrow
    for view in VIEWS:
        explorer.show = view
        assert explorer.problem == ""
        if explorer.figure:
            for trace in json.loads(explorer.figure)["data"]:
                assert len(trace["name"]) <= 28, trace["name"]
