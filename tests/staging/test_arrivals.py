"""How people get to stage 4: shares that add up, one study at a time, words that name all that is drawn."""

import re
import xml.etree.ElementTree as ET

import pytest

from helpers import tables
from helpers.drawing.parts import text_width
from helpers.drawing.streams import NARROW
from helpers.schema import split
from helpers.staging.arrivals import LOOKS, Arrivals
from tests.seen import seen

COUNTS = tables.named("arrival_studies", "title")
by_count = pytest.mark.parametrize("count", COUNTS)


@by_count
def test_the_parts_of_every_group_add_up_to_100(count: str) -> None:
    shares = [row for row in tables.records("arrivals") if row["study_id"] == count]
    assert shares
    for part in tables.grouped(shares, "group").values():
        assert sum(row["percent"] for row in part) == pytest.approx(100)
        assert len(part) > 1


def test_people_counted_agree_with_their_share() -> None:
    for row in tables.records("arrivals"):
        if row["n"]:
            total = tables.row("arrival_studies", row["study_id"])["n_total"]
            assert 100 * row["n"] / total == pytest.approx(row["percent"], abs=0.05), row


def test_what_was_worked_out_says_how() -> None:
    for row in tables.records("arrivals"):
        assert row["derived"] == row["note"].startswith("Worked out"), row


def test_words_name_every_number_drawn_and_the_population() -> None:
    for one in seen(Arrivals):
        study = tables.row("arrival_studies", one.state["count"])
        drawn = re.findall(r"<title>[^<]*: ([^<:]+)</title>", one.picture)
        assert len(drawn) == sum(row["study_id"] == study["study_id"] for row in tables.records("arrivals"))
        for number in drawn:
            assert f"{number} " in one.words, one.state
        for column in ("denominator", "region", "period", "reading"):
            assert study[column] in one.words, one.state


def test_rows_hold_every_number_drawn_and_every_note_told() -> None:
    for one in seen(Arrivals):
        study = tables.row("arrival_studies", one.state["count"])
        shares = [row for row in one.rows if "percent" in row]
        drawn = re.findall(r"<title>[^<]*: ([^<:]+)</title>", one.picture)
        assert [row["told"] for row in shares] == drawn
        assert {row["study_id"] for row in shares} == {study["study_id"]}  # never two studies in one picture
        assert [row["note_id"] for row in one.rows if "note_id" in row] == split(study["notes"])


def test_every_part_has_a_look_and_the_two_ways_differ_without_color() -> None:
    assert {row["fate"] for row in tables.records("arrivals")} == set(LOOKS)
    assert LOOKS["de_novo"][1] != LOOKS["recurrent"][1]


def test_nobody_is_blamed() -> None:
    told = " ".join(one.detail for one in seen(Arrivals))
    assert "nobody" in told.lower() and "Coming back is not failing" in told
    for one in seen(Arrivals):
        assert "Stage 4 at first diagnosis is nobody" in one.detail or "Coming back is not failing" in one.detail


def test_counts_of_living_with_and_newly_found_say_that_they_are_no_trend() -> None:
    for count in ("living_2018", "living_2017", "new_sweden"):
        words = str(Arrivals(count=count, predict=False).words())
        assert "not a trend" in words or "not a change" in words
        assert "Why two counts disagree" in Arrivals(count=count, predict=False).detail()


def test_a_figure_that_the_source_rounds_is_told_as_about() -> None:
    words = str(Arrivals(count="found_us", predict=False).words())
    assert "about 67%" in words and "about 25%" in words and ", 6% " in words


@by_count
def test_a_phone_gets_the_same_bands_in_a_narrow_drawing(count: str) -> None:
    explorer = Arrivals(count=count, predict=False)
    wide = explorer.picture_html
    explorer.narrow = True
    picture = ET.fromstring(explorer.picture_html)
    assert picture.get("viewBox", "").split()[2] == f"{NARROW.width:g}"
    assert explorer.picture_html.count("<title>") == wide.count("<title>")


@by_count
def test_the_headings_of_the_two_sides_do_not_meet_on_a_phone(count: str) -> None:
    study = tables.row("arrival_studies", count)
    assert text_width(study["trunk_heading"], 0.85 * NARROW.text) < NARROW.end
    assert text_width(study["branch_heading"], 0.85 * NARROW.text) < NARROW.width - NARROW.end
