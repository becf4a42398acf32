"""The data itself: sound, cited, and honest about what each figure is a percent of."""

import re
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from helpers import questions, schema, tables
from helpers.check import problems
from helpers.diagnosis import case_file
from helpers.living import talk_file
from helpers.quiz import bank
from helpers.treatment import plan_file

DATA = Path(__file__).parents[2] / "data"
PACKAGE = schema.package(DATA)
FIELDS = [(name, field) for name, table in PACKAGE.items() for field in table["schema"]["fields"]]


def test_the_package_has_no_problem() -> None:
    assert [str(problem) for problem in problems(DATA)] == []


def test_the_package_is_valid_to_any_frictionless_tool() -> None:
    report = frictionless.Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


def test_every_table_in_the_folder_is_described() -> None:
    assert {path.name for path in DATA.glob("*.csv")} == {table["path"] for table in PACKAGE.values()}


@pytest.mark.parametrize(
    ("name", "field"), FIELDS, ids=lambda value: value if isinstance(value, str) else value["name"]
)
def test_every_field_is_described_and_every_pattern_has_an_example(name: str, field: schema.Field) -> None:
    assert field["description"].endswith(".")
    if pattern := field.get("constraints", {}).get("pattern"):
        assert re.fullmatch(pattern, field["example"])


def cells() -> pd.Series:
    """Every source_id cell of every table, and the sources of every question and every case."""
    frames = [tables.load(name) for name in PACKAGE if name != "references"]
    asked = [question.source_id for path in DATA.glob("questions/*.toml") for question in questions.read(path).values()]
    cases = [told.source_id for patient in case_file.load().values() for told in (patient, *patient.tests.values())]
    for planned in plan_file.load().values():
        cases += [told.source_id for told in (planned, *planned.parts.values(), *planned.clashes)]
    items = [told.source_id for told in (*bank.items().values(), *bank.cases().values(), *talk_file.load().values())]
    return pd.concat(
        [*(frame["source_id"] for frame in frames if "source_id" in frame), pd.Series(asked + cases + items)]
    )


def test_every_reference_is_cited_and_no_placeholder_is_left() -> None:
    references = tables.load("references")
    assert set(references["source_id"]) == {source for cell in cells() for source in schema.split(cell)}
    assert not references.astype("str").apply(lambda column: column.str.contains("not captured")).any().any()


def test_a_row_backed_by_general_knowledge_alone_is_not_called_checked() -> None:
    for name in PACKAGE:
        table = tables.load(name)
        if {"source_id", "checked"} <= set(table) and name != "references":
            assert (table.loc[table["source_id"] == "GENERAL", "checked"] == "no").all(), name


def test_one_headline_figure_at_most_per_site() -> None:
    figures = tables.load("site_frequency")
    assert figures.loc[figures["headline"], "site_id"].is_unique


def test_every_figure_has_a_population_and_an_ordered_range() -> None:
    figures = tables.load("site_frequency")
    assert (figures["population"] != "").all()
    assert (figures["percent_low"] <= figures["percent_high"]).all()
    assert not figures.duplicated(["site_id", "source_id", "measure", "population"]).any()


def test_figures_that_were_counted_agree_with_their_counts() -> None:
    for table, percent in (("site_frequency", "percent_low"), ("site_by_subtype", "percent")):
        for row in tables.load(table).to_dict("records"):
            if counted := re.search(r"\b([\d,]+) of ([\d,]+)\.", row["note"]):
                part, whole = (int(number.replace(",", "")) for number in counted.groups())
                assert 100 * part / whole == pytest.approx(row[percent], abs=0.06), row


def test_a_percent_lies_in_its_confidence_interval() -> None:
    shares = tables.load("site_by_subtype")
    given = shares.dropna(subset=["ci_low", "ci_high"])
    assert given["percent"].between(given["ci_low"], given["ci_high"]).all()


def test_each_share_names_a_site_or_another_place_not_both() -> None:
    shares = tables.load("site_by_subtype")
    assert ((shares["site_id"] == "") != (shares["place"] == "")).all()
    assert not shares.duplicated(["cohort_id", "group", "site_id", "place"]).any()


def test_every_cohort_has_rows_and_its_groups_are_of_one_kind() -> None:
    cohorts, shares = tables.load("cohorts"), tables.load("site_by_subtype")
    kinds = {"histology": {"Lobular", "Ductal"}, "none": {"All"}}
    for cohort in cohorts.to_dict("records"):
        groups = set(shares.loc[shares["cohort_id"] == cohort["cohort_id"], "group_standard"])
        assert groups
        if cohort["grouped_by"] in kinds:
            assert groups <= kinds[cohort["grouped_by"]]
        else:
            assert not groups & kinds["histology"]


def test_shares_that_do_not_overlap_add_up_to_100() -> None:
    cohorts, shares = tables.load("cohorts"), tables.load("site_by_subtype")
    for cohort in cohorts.loc[~cohorts["overlap"], "cohort_id"]:
        for group, rows in shares[shares["cohort_id"] == cohort].groupby("group"):
            if len(rows) > 1:  # of triple-negative disease only the bone share could be read
                assert rows["percent"].sum() == pytest.approx(100, abs=0.1), (cohort, group)


def test_every_place_can_be_reached_from_the_breast() -> None:
    nodes, edges = tables.load("route_nodes"), tables.load("routes")
    reached, before = {"breast_primary"}, set[str]()
    while reached != before:
        before = set(reached)
        reached |= set(edges.loc[edges["from_node"].isin(reached), "to_node"])
    assert set(nodes["node_id"]) == reached


def test_every_site_is_a_place_on_the_routes() -> None:
    assert set(tables.load("sites")["site_id"]) == set(tables.load("route_nodes")["site_id"]) - {""}


def test_a_hypothesis_is_marked_as_debated() -> None:
    edges = tables.load("routes")
    assert edges.loc[edges["strength"] == "hypothesis", "debated"].all()
    assert (edges.loc[edges["debated"], "evidence_note"] != "").all()


def syllables(word: str) -> int:
    """Vowel groups, less a silent final e: close enough to rank definitions."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    silent = letters.endswith("e") and not letters.endswith("le")
    return max(1, len(re.findall(r"[aeiouy]+", letters)) - silent)


@pytest.mark.parametrize("term", tables.load("glossary").to_dict("records"), ids=lambda term: term["term_id"])
def test_plain_definitions_are_short_and_plain(term: dict[str, str]) -> None:
    words = term["plain"].split()
    sentences = len(re.findall(r"[.?!](?:\s|$)", term["plain"]))
    grade = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    assert len(words) <= 30
    assert grade <= 8.5
    assert term["plain"][-1] == term["clinical"][-1] == "."


def test_no_text_is_british_or_cut_off() -> None:
    british = re.compile(r"tumour|aemi[ac]|oedema|haemat|centre\b|oestrogen|colour|ischaem", re.IGNORECASE)
    for name in PACKAGE:
        if name != "references":  # titles stay as printed
            table = tables.load(name).select_dtypes("str").drop(columns="also_called", errors="ignore")
            for column in table:
                assert not table[column].str.contains(british).any(), (name, column)
                assert (table[column] == table[column].str.strip()).all(), (name, column)
