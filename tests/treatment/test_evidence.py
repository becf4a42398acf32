"""The evidence: figures are sound, what is missing stays missing, and words, picture and rows agree in every state."""

import json
import re

import pytest

from helpers import tables
from helpers.schema import split
from helpers.tables import Record
from helpers.treatment.evidence import ALL, CAUTION, DECIMALS, FILTERS, LINES, RATIO_AXIS, SUBTYPES, Evidence
from tests.seen import Seen, seen

TRIALS = tables.records("trials")
BY_ID = {row["trial_id"]: row for row in TRIALS}
every_trial = pytest.mark.parametrize("row", TRIALS, ids=lambda row: row["trial_id"])


# ---- the table ----


@every_trial
def test_a_hazard_ratio_lies_in_its_interval(row: Record) -> None:
    for outcome in ("pfs", "os"):
        ratio, low, high = (row[f"{outcome}_{end}"] for end in ("ratio", "low", "high"))
        assert (low is None) == (high is None) and (ratio is not None or low is None)
        if low is not None:
            assert RATIO_AXIS[0] <= low < ratio < high <= RATIO_AXIS[1]


@every_trial
def test_figures_are_positive_and_nothing_is_zero_for_want_of_a_figure(row: Record) -> None:
    names = [
        name for name in row if name.startswith(("n_", "pfs_", "os_", "other_e", "other_c", "grade3_e", "grade3_c"))
    ]
    assert all(row[name] is None or isinstance(row[name], str) or row[name] > 0 for name in names)


@every_trial
def test_what_stood_in_for_pfs_is_named(row: Record) -> None:
    held = any(row[f"pfs_{end}"] is not None for end in ("experimental", "control", "ratio"))
    assert (row["progression"] != "") == held


def test_the_trials_that_measured_time_to_progression_and_those_with_an_unusual_level() -> None:
    assert {row["label"] for row in TRIALS if row["progression"] == "ttp"} == {"H0648g", "EGF100151", "P025", "CA012"}
    levels = {row["trial_id"]: row["level_percent"] for row in TRIALS if row["level_percent"] != 95}
    assert levels == {"ea2108": 90, "nrg_br002": 70}


@every_trial
def test_a_result_goes_with_what_it_is(row: Record) -> None:
    assert bool(row["other_endpoint"]) == bool(row["other_unit"]) == (row["other_experimental"] is not None)
    assert bool(row["grade3_meaning"]) == (row["grade3_experimental"] is not None)
    assert bool(row["part"]) == bool(row["part_of"])


@every_trial
def test_a_tested_drug_belongs_to_a_class_that_was_tested(row: Record) -> None:
    classes = {drug["drug_id"]: drug["class_id"] for drug in tables.records("drugs")}
    tested = {classes[drug] for drug in split(row["drug_ids"])}
    assert not tested or tested & set(split(row["class_ids"]))


def test_every_trial_says_how_it_was_done_and_what_it_changed() -> None:
    told = {(note["trial_id"], note["part"]) for note in tables.records("trial_notes")}
    assert told == {(trial, part) for trial in BY_ID for part in ("design", "change")}


def test_a_placebo_in_the_comparison_arm_goes_with_a_blinded_design() -> None:
    designs = {note["trial_id"]: note["words"] for note in tables.records("trial_notes") if note["part"] == "design"}
    for row in TRIALS:
        if "Placebo" in row["control"]:
            assert "placebo" in designs[row["trial_id"]], row["trial_id"]
        assert ("double-blind" in designs[row["trial_id"]]) != ("and open" in designs[row["trial_id"]])


# ---- every state ----


def expected(one: Seen) -> list[Record]:
    """The trials a state must draw, found anew from the table."""
    columns = {"subtype": "subtype", "line": "lines", "kind": "class_ids"}
    rows = [row for row in TRIALS if all(one.state[name] in (ALL, *split(row[columns[name]])) for name in FILTERS)]
    ends = ("ratio",) if one.state["show"] == "ratios" else ("experimental", "control")
    drawn = [row for row in rows if any(row[f"{one.state['outcome']}_{end}"] is not None for end in ends)]
    return sorted(drawn, key=lambda row: (list(SUBTYPES).index(row["subtype"]), row["year"]))


def test_the_chart_draws_the_trials_that_fit_oldest_first_within_each_kind_of_cancer() -> None:
    for one in seen(Evidence):
        wanted = [f"{row['label']} {row['year']}" for row in expected(one)]
        drawn = [trace["name"] for trace in json.loads(one.figure)["data"]] if one.figure else []
        assert drawn == wanted, one.state


def test_the_rows_are_what_is_drawn() -> None:
    for one in seen(Evidence):
        wanted = [row["trial_id"] for row in expected(one)]
        assert [row["trial_id"] for row in one.rows[: len(wanted)]] == wanted, one.state
        assert ("Drawn:" in one.table) == bool(wanted), one.state


def test_the_chart_shows_the_figures_of_the_table() -> None:
    for one in seen(Evidence):
        if not one.figure:
            continue
        for trace, row in zip(json.loads(one.figure)["data"], expected(one), strict=True):
            tested, control, ratio = (
                row[f"{one.state['outcome']}_{end}"] for end in ("experimental", "control", "ratio")
            )
            medians = [value for value in (control, tested) if value is not None]
            assert trace["x"] == ([ratio] if one.state["show"] == "ratios" else medians), one.state


def test_the_words_tell_how_many_are_drawn_and_the_figures_of_the_marked_trial() -> None:
    for one in seen(Evidence):
        wanted, row = expected(one), BY_ID[one.state["trial"]]
        if not wanted:
            continue
        assert one.words.startswith("1 result is" if len(wanted) == 1 else f"{len(wanted)} results are"), one.state
        assert CAUTION in one.words and CAUTION in one.figure.replace("<br>", " "), one.state
        assert ("is not among them" in one.words) == (row not in wanted), one.state
        if row in wanted:
            ends = ("ratio", "low", "high") if one.state["show"] == "ratios" else ("experimental", "control")
            values = [row[f"{one.state['outcome']}_{end}"] for end in ends]
            assert all(f"{value:g}" in one.words for value in values if value is not None), one.state


def test_the_counts_in_the_words_add_up() -> None:
    for one in seen(Evidence):
        if one.state["show"] == "ratios" and (told := re.search(r"In (\d+) the whole interval[^.]*\.", one.words)):
            counts = [int(told[1]), *map(int, re.findall(r"; in (\d+)", told[0]))]
            assert sum(counts) == len(expected(one)), one.words


def test_only_an_interval_of_95_percent_can_count_as_lying_on_one_side() -> None:
    for row in TRIALS:
        if row["level_percent"] < 95:  # a shorter interval would claim too much
            for outcome in ("pfs", "os"):
                low, high = row[f"{outcome}_low"], row[f"{outcome}_high"]
                assert low is None or low <= 1 <= high


def test_what_is_missing_unusual_or_only_a_part_is_marked_in_the_picture() -> None:
    for one in seen(Evidence):
        if not one.figure or one.state["show"] != "ratios":
            continue
        outcome, wanted = one.state["outcome"], expected(one)
        assert one.figure.count("interval not seen") == sum(row[f"{outcome}_low"] is None for row in wanted)
        assert one.figure.count("part only") == sum(outcome in split(row["part_of"]) for row in wanted)
        assert one.figure.count("90% interval") == sum(row["trial_id"] == "ea2108" for row in wanted)
        assert one.figure.count("70% interval") == sum(row["trial_id"] == "nrg_br002" for row in wanted)
        late = sum(row["progression"] == "ttp" for row in wanted) if outcome == "pfs" else 0
        assert re.sub(r"<[^>]+>", " ", one.figure).count("progression") >= late


def test_filters_that_leave_nothing_say_so_and_offer_the_way_back() -> None:
    empty = [one for one in seen(Evidence) if not one.figure]
    assert empty
    for one in empty:
        assert "No trial in this collection fits" in one.words or "was found" in one.words
        ways = re.findall(r'data-name="(\w+)" data-value="(\w+)"', one.picture)
        assert ways and all(one.state[name] != value for name, value in ways), one.state


def test_a_way_back_is_taken_by_picking_it() -> None:
    explorer = Evidence(predict=False, subtype="brca", line="apart")
    assert not explorer.figure
    explorer.received("line", ALL)
    assert explorer.figure and explorer.problem == ""


def test_time_to_progression_is_never_called_pfs() -> None:
    for row in TRIALS:
        if row["progression"] == "ttp":
            for language in ("plain", "clinical"):
                detail = Evidence(predict=False, trial=row["trial_id"], language=language).detail()
                assert "ime to progression" in detail and "not PFS" in detail


@every_trial
def test_the_card_gives_the_gain_in_months_where_both_medians_are_known(row: Record) -> None:
    detail = Evidence(predict=False, trial=row["trial_id"], subtype=row["subtype"]).detail()
    for outcome in ("pfs", "os"):
        tested, control = row[f"{outcome}_experimental"], row[f"{outcome}_control"]
        if tested is not None and control is not None and tested != control:
            assert f"{abs(round(tested - control, 2)):g} months {'more' if tested > control else 'less'}" in detail
    assert row["as_of"] in detail and row["experimental"] in detail and row["control"] in detail
    assert "Not found in what we read" in detail


def test_what_is_not_known_is_said() -> None:
    detail = Evidence(predict=False, trial="th3resa").detail()
    assert detail.count("the ratio was not found") == 2 and "Hazard ratio for overall survival" in detail
    assert (
        "Interval of the hazard ratio for overall survival" in Evidence(predict=False, trial="slamon_h0648g").detail()
    )


def test_the_words_on_a_hazard_ratio_say_what_it_does_not_say() -> None:
    detail = Evidence(predict=False).detail()
    assert "What a hazard ratio says" in detail and "What a hazard ratio does not say" in detail
    assert "17.7, 10.3 and 10.1" in detail


def test_ratios_are_written_with_two_decimals() -> None:
    assert DECIMALS == 2 and "0.30" in Evidence(predict=False, trial="destiny_breast03").words()


def test_a_trial_that_does_not_exist_is_named_in_a_sentence() -> None:
    wrong = Evidence(predict=False, trial="CLEOPATTRA")
    assert wrong.problem.startswith("Read one trial:") and "cleopatra" in wrong.problem
    assert set(LINES) == set(Evidence.line.options)
