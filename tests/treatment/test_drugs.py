"""The drug explorer: every name leads to its drug, and everything in the table is read."""

from itertools import combinations

import pytest

from helpers import tables
from helpers.frame import cell_words
from helpers.schema import split
from helpers.treatment import drug_pages
from helpers.treatment.drug_rows import brands, cautions, find, names, needs, watched
from helpers.treatment.drugs import CLASS, DrugExplorer
from tests.seen import seen, spoken

DRUGS = tables.records("drugs")
ARTICLES = {
    "Herceptin": "trastuzumab",
    "trastuzumab": "trastuzumab",
    "tamoxifen": "tamoxifen",
    "anastrozole": "anastrozole",
    "Arimidex": "anastrozole",
    "letrozole": "letrozole",
    "Femara": "letrozole",
    "exemestane": "exemestane",
    "Aromasin": "exemestane",
}
"""The drugs that articles for patients name, by the names they use."""


@pytest.mark.parametrize("row", DRUGS, ids=lambda row: row["drug_id"])
def test_every_name_finds_its_drug_first(row: dict[str, str]) -> None:
    for name in names(row):
        assert find(f" {name.upper()} ").rows[0]["drug_id"] == row["drug_id"], name
    assert brands(row)


@pytest.mark.parametrize("name", ARTICLES)
def test_drugs_of_the_articles_are_found(name: str) -> None:
    found = find(name)
    assert found.rows[0]["drug_id"] == ARTICLES[name] and not found.near


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tamoxifin", "tamoxifen"),
        ("anastrazole", "anastrozole"),
        ("leuprorelin", "leuprolide"),
        ("zoledronate", "zoledronic_acid"),
        ("pamidronic acid", "pamidronate"),
        ("cyclophosphamid", "cyclophosphamide"),
        ("enhertoo", "t_dxd"),
    ],
)
def test_british_and_misspelled_names_lead_to_the_nearest(written: str, meant: str) -> None:
    assert find(written).rows[0]["drug_id"] == meant


def test_a_class_finds_its_drugs_and_nonsense_finds_none() -> None:
    assert {row["drug_id"] for row in find("aromatase inhibitors").rows} == {"anastrozole", "letrozole", "exemestane"}
    assert not find("qqqqqqq").rows
    assert "Check the spelling" in DrugExplorer(predict=False, sought="qqqqqqq").words_html


def test_what_is_sought_is_shown_as_buttons_and_a_pick_ends_the_search() -> None:
    explorer = DrugExplorer(predict=False, sought="herceptin")
    assert 'data-name="drug" data-value="trastuzumab"' in explorer.picture_html
    explorer.received("drug", "trastuzumab")
    assert explorer.sought == "" and explorer.drug == "trastuzumab"
    assert "<b>" not in spoken(DrugExplorer(predict=False, sought="<b>").picture_html)


@pytest.mark.parametrize("row", DRUGS, ids=lambda row: row["drug_id"])
def test_every_cell_reaches_a_learner(row: dict[str, str]) -> None:
    shown = [DrugExplorer(predict=False, drug=row["drug_id"], language=one) for one in ("plain", "clinical")]
    read = " ".join(spoken(one.words_html + one.detail_html + one.table_html) for one in shown).casefold()
    for column in tables.load("drugs"):
        if column in {"drug_id", "class_id", "category_id", "route", "required_biomarker", "historical"}:
            continue  # keys and marks that are read in words, below
        value = cell_words(row[column]) if row[column] is not None else ""
        parts = [value.replace("_", " ")] if column in {"source_id", "checked", "us_status"} else split(value)
        for part in parts if column not in {"source_id", "checked"} else []:
            assert part.casefold().rstrip(".") in read, (column, part)
    for column in ("name", "plain_name"):
        assert all(need.casefold() in read for need in needs(row, column))
    assert ("not a choice today" in read) == bool(row["historical"])


@pytest.mark.parametrize("row", DRUGS, ids=lambda row: row["drug_id"])
def test_the_picture_shows_what_the_words_say(row: dict[str, str]) -> None:
    explorer = DrugExplorer(predict=False, drug=row["drug_id"])
    tested = [key for key, how in watched(row).items() if how == "test"]
    figure = explorer.picture_html.partition("<svg")[2]
    assert figure.count("<rect") == 1 + 2 * len(tested) + 1  # the page, a sign at name and figure, the key
    assert explorer.words_html.rstrip("</p>").endswith(".")


def test_a_comparison_says_the_same_both_ways_round() -> None:
    for one, other in combinations(DRUGS, 2):
        assert sorted(drug_pages.common([one, other])) == sorted(drug_pages.common([other, one]))
        assert drug_pages.own(one, [one, other]) == drug_pages.own(one, [other, one])
        assert cautions([one, other]) == cautions([other, one])
        assert not set(drug_pages.own(one, [one, other])) & set(drug_pages.traits(other))


def test_a_class_shows_all_its_drugs() -> None:
    for one in seen(DrugExplorer):
        if one.state["beside"] == CLASS and not one.state["sought"]:
            group = tables.row("drugs", one.state["drug"])["class_id"]
            for row in DRUGS:
                assert (f'data-value="{row["drug_id"]}"' in one.picture) == (row["class_id"] == group)


@pytest.mark.parametrize("drug", ["trastuzumab", "t_dm1", "t_dxd"])
def test_look_alike_names_are_never_interchangeable(drug: str) -> None:
    explorer = DrugExplorer(predict=False, drug=drug)
    assert "Never mix up: trastuzumab, trastuzumab emtansine and trastuzumab deruxtecan" in explorer.words_html
    assert "Never give one for another" in explorer.detail_html


def test_boxed_warnings_are_listed_where_there_is_one_and_only_there() -> None:
    for row in DRUGS:
        assert (row["boxed"] == "yes") == bool(row["boxed_warnings"]), row["drug_id"]


def test_markers_of_drugs_are_known() -> None:
    known = set(tables.named("drug_markers", "name"))
    for row in DRUGS:
        assert known >= {token for group in split(row["required_biomarker"]) for token in group.split("|")}


def test_a_drug_that_does_not_exist_is_said_in_a_sentence() -> None:
    assert "Did you mean" in DrugExplorer(predict=False, drug="tamoxifin").head_html
