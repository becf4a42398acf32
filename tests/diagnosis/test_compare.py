"""Tests side by side: all that the table holds reaches a learner, and words, picture and columns agree."""

import re
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from helpers import tables
from helpers.cards import capitalized
from helpers.diagnosis import burden, compare
from helpers.drawing.doses import MONTHS
from helpers.schema import split
from helpers.tables import Record
from tests.seen import Seen, seen, spoken

ROWS = tables.records("diagnostic_tests")
CHECKS = ("pregnancy_check", "kidney_check", "metal_check", "bleeding_check")
every_test = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["test_id"])


@cache
def alone(test_id: str) -> list[Seen]:
    """The states that show one test by itself."""
    return [one for one in seen(compare.TestsSideBySide) if shown(one) == [test_id] and "twice" not in one.words]


def shown(one: Seen) -> list[str]:
    """The tests of a state, each once."""
    asked = (one.state[name] for name in ("first", "second", "third"))
    return [key for key in dict.fromkeys(asked) if key != "none"]


def parsed(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<div>{html.replace('&nbsp;', ' ')}</div>")


# ---- the data ----


@every_test
def test_there_is_no_radiation_exactly_where_the_dose_is_zero(row: Record) -> None:
    low, high = row["dose_low_msv"], row["dose_high_msv"]
    assert (row["radiation"] == "no") == (low == high == 0)
    assert row["radiation"] == "yes" or not low
    assert (low is None) == (high is None)


@every_test
def test_ranges_are_ordered_and_an_unknown_dose_is_explained(row: Record) -> None:
    for low, high in (
        ("dose_low_msv", "dose_high_msv"),
        ("fasting_low_hours", "fasting_high_hours"),
        ("duration_low_min", "duration_high_min"),
    ):
        assert row[low] is None or row[low] <= row[high]
    assert row["dose_low_msv"] == 0 or row["dose_note"]
    assert row["duration_high_min"] or row["duration_note"]


@every_test
def test_what_makes_a_check_necessary_is_there(row: Record) -> None:
    if row["radiation"] != "no" or row["contrast"] != "none":
        assert row["pregnancy_check"] != "no"
    if row["contrast"] in ("iodine", "gadolinium"):
        assert row["kidney_check"] != "no" and row["needle"] == "vein"
    if row["contrast"] == "tracer":
        assert row["radiation"] == "yes" and "breastfeeding" in row["safety"].lower()
    if row["needle"] == "tissue":
        assert row["bleeding_check"] != "no"
    assert ("MRI" in row["name"]) == (row["metal_check"] == "yes")


@every_test
def test_teaching_is_written_for_patients(row: Record) -> None:
    sentences = re.split(r"(?<=[.!?]) ", row["teach"])
    assert all(len(one.split()) <= 24 for one in sentences), row["teach"]
    assert row["teach"][-1] in ".!?"


@every_test
def test_text_is_whole_sentences_and_lists_are_items(row: Record) -> None:
    for column in ("when_used", "how_it_works", "feels", "limits", "result_wait", "question", "clinical_question"):
        assert row[column][-1] in ".?)", (column, row[column])
    for column in ("preparation", "safety", "nursing_before", "nursing_during", "nursing_after"):
        assert all(item[-1] not in ".;," for item in split(row[column])), (column, row[column])


def test_no_two_tests_are_called_the_same() -> None:
    for column in ("name", "plain_name", "question", "clinical_question"):
        assert len({row[column] for row in ROWS}) == len(ROWS)


def test_everyday_exposures_say_where_and_when() -> None:
    rows = tables.records("everyday_exposures")
    assert all(0 < row["dose_low_msv"] <= row["dose_high_msv"] and row["region"] and row["year"] for row in rows)


# ---- what a learner gets ----


def test_the_states_cover_what_their_description_says() -> None:
    states = list(compare.TestsSideBySide.states())
    ids = [row["test_id"] for row in ROWS]
    pairs = [(one["first"], one["second"]) for one in states if one["third"] == "none"]
    assert len(states) < 3000
    assert {(a, b) for a in ids for b in ids if a != b} <= set(pairs)
    assert {(test, about) for test in ids for about in compare.ASPECTS} <= {
        (one["first"], one["about"]) for one in states if one["second"] == "none"
    }
    assert set(ids) <= {one["third"] for one in states}


@every_test
def test_every_cell_reaches_a_learner(row: Record) -> None:
    read = " ".join(spoken(one.detail + one.picture + one.table) for one in alone(row["test_id"]))
    for column in row:
        if column in ("test_id", "category", "source_id", "checked") or not isinstance(row[column], str):
            continue
        for item in split(row[column]):
            words = compare.CHIPS[item].words if column in CHECKS else item
            words = {"radiation": compare.RADIATION, "contrast": {}, "needle": {}}.get(column, {}).get(item, words)
            words = words if isinstance(words, str) else words.words
            words = {"contrast": burden.CONTRAST, "needle": burden.NEEDLES}.get(column, {}).get(item, words)
            assert words.casefold() in read.casefold(), (column, words)
    for words in (burden.dose_words(row), capitalized(burden.fasting_words(row)), burden.time_words(row)):
        assert words in read
    assert compare.CATEGORIES[row["category"]] in compare.TestsSideBySide(predict=False).controls_html


def test_the_table_has_one_column_a_test_and_names_its_rows() -> None:
    for one in seen(compare.TestsSideBySide):
        table = parsed(one.detail).find(".//table")
        assert table is not None
        columns = table.findall("./thead/tr/th[@scope='col']")
        called = "plain_name" if one.state["language"] == "plain" else "name"
        assert [column.text for column in columns] == [
            capitalized(tables.row("diagnostic_tests", key)[called]) for key in shown(one)
        ]
        for row in table.findall("./tbody/tr"):
            assert row[0].tag == "th" and row[0].get("scope") in ("row", "rowgroup")
            spans = len(row) - 1 if row[0].get("scope") == "row" else int(row[0].get("colspan", 0)) - 1
            assert spans == len(columns)


def test_each_aspect_shows_its_lines_and_everything_shows_all() -> None:
    for one in alone("ct_body"):
        about = one.state["about"]
        headings = {line.heading for line in compare.LINES if about in (line.aspect, "everything")}
        rows = parsed(one.detail).findall(".//tbody/tr/th[@scope='row']")
        assert {row.text for row in rows} == headings | {compare.CHECKED_LINE.heading}


def test_what_the_words_say_of_the_tests_agrees_with_the_columns() -> None:
    for one in seen(compare.TestsSideBySide):
        called = "plain_name" if one.state["language"] == "plain" else "name"
        rows = [tables.row("diagnostic_tests", key) for key in shown(one)]
        brought = [set(burden.features(row, perhaps=len(rows) < 3)) for row in rows]
        every = {1: "", 2: " with both", 3: " with all three"}[len(rows)]
        shared = re.search(rf"Expect ([^.;]*){every}\.", one.words)
        assert bool(shared) == bool(set.intersection(*brought) or not any(brought)), one.words
        if shared and any(brought):
            assert all(words in shared[1] for words in set.intersection(*brought)), one.words
            assert ("radiation" in shared[1].split(" and ")[0].split(", ")) == (
                {row["radiation"] for row in rows} == {"yes"}
            ), one.words
        for row, own in zip(rows, brought, strict=True):
            alone_in_it = own - set().union(*(others for others in brought if others is not own))
            only = re.search(rf"(?:Expect |; )([^.;]*) with {re.escape(row[called])} only", one.words)
            assert bool(only) == bool(len(rows) > 1 and alone_in_it), one.words
            assert not only or all(words in only[1] for words in alone_in_it), one.words


def test_a_test_chosen_twice_is_shown_once_and_said_so() -> None:
    explorer = compare.TestsSideBySide(predict=False, first="echo", second="echo", third="muga")
    assert explorer.words_html.endswith("A test chosen twice is shown once.</p>")
    assert explorer.detail_html.count('scope="col"') == 2


def test_an_unknown_test_is_answered_with_the_nearest() -> None:
    explorer = compare.TestsSideBySide(predict=False, first="bone scn")
    assert "Did you mean “bone_scan”?" in explorer.problem


def test_the_dose_picture_names_every_dose_and_orders_what_it_compares_with() -> None:
    for one in seen(compare.TestsSideBySide):
        for row in one.rows:
            assert row["dose"] in one.picture, (one.state, row["dose"])
        compared = [row for row in one.rows[len(shown(one)) :]]
        assert not {row.get("test_id") for row in compared} & set(shown(one))
    explorer = compare.TestsSideBySide(predict=False)
    doses = [row["dose_high_msv"] for row in explorer._compared_with()]
    assert all(one <= other for one, other in pairwise(doses))


def test_squares_are_months_of_natural_radiation() -> None:
    year = tables.row("everyday_exposures", "natural_year")["dose_high_msv"]
    made = compare._exposure(tables.row("diagnostic_tests", "pet_ct") | {"called": "PET/CT"})
    assert made.low == pytest.approx(14 / year * MONTHS) and made.high == pytest.approx(25 / year * MONTHS)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.001, 0.001, "about 3 hours"),
        (0.02, 0.1, "about 2 to 12 days"),
        (0.001, 1.5, "about 3 hours to 6 months"),
        (3.1, 3.1, "about 1 year"),
        (3.1, 6.2, "about 1 to 2 years"),
        (6.2 / 12, 3.0, "about 2 to 12 months"),
    ],
)
def test_a_dose_becomes_a_time_of_natural_radiation(low: float, high: float, words: str) -> None:
    assert burden.background_span(low, high, 3.1) == words


def test_a_count_of_one_is_singular() -> None:
    assert burden.background_time(3.1, 3.1) == "1 year"
    assert burden.background_time(3.1 / 365, 3.1) == "1 day"
