"""When metastasis appears: the stored curves are what they claim to be, and words, picture and rows agree."""

import json
import math
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from helpers import tables
from helpers.staging.onset import LAST, SHOW, YEAR, WhenItAppears
from helpers.tables import Record
from tests.seen import seen

GROUPS = tables.records("onset_groups")
STEPS = tables.grouped(tables.records("onset_curves"), "group_id")
BANDS = tables.grouped(tables.records("onset_hazard"), "group_id")
ROUNDING = (-0.02, 0.02)  # rates are stored with two decimals, years lived with one
SCRIPT = Path(__file__).parents[2] / "data" / "scripts" / "onset_curves.py"

every_group = pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["group_id"])


# ---- the tables, against the definitions ----


@every_group
def test_the_curve_is_the_product_of_what_was_survived(group: Record) -> None:
    free, variance = 1.0, 0.0
    for step in STEPS[group["group_id"]]:
        free *= 1 - step["events"] / step["at_risk"]
        assert step["free_percent"] == pytest.approx(100 * free, abs=0.006), step
        if step["events"]:
            variance += step["events"] / (step["at_risk"] * (step["at_risk"] - step["events"]))
        if free < 1:  # Greenwood's variance on the log(-log) scale
            half = 1.959964 * math.sqrt(variance) / abs(math.log(free))
            assert step["ci_low"] == pytest.approx(100 * free ** math.exp(half), abs=0.02), step
            assert step["ci_high"] == pytest.approx(100 * free ** math.exp(-half), abs=0.02), step


@every_group
def test_everyone_who_leaves_is_counted_once(group: Record) -> None:
    steps = STEPS[group["group_id"]]
    assert steps[0]["at_risk"] == group["n"]
    for one, after in pairwise(steps):
        assert one["day"] < after["day"]
        assert after["at_risk"] == one["at_risk"] - one["events"] - one["censored"]
        assert after["free_percent"] <= one["free_percent"]
    assert sum(step["events"] + step["censored"] for step in steps) == group["n"]
    assert sum(step["events"] for step in steps) == group["events"]


def test_the_groups_of_one_kind_are_parts_of_everyone() -> None:
    everyone = GROUPS[0]
    assert (everyone["n"], everyone["events"]) == (198, 51)
    kinds = tables.grouped(GROUPS, "kind")
    for kind, unknown in (("er", 0), ("grade", 2)):
        assert sum(group["n"] for group in kinds[kind]) == everyone["n"] - unknown
        assert sum(group["events"] for group in kinds[kind]) == everyone["events"]


@every_group
def test_a_rate_is_events_per_year_lived_at_risk(group: Record) -> None:
    for band in BANDS[group["group_id"]]:
        start, end = band["from_year"], band["to_year"]
        lived = found = 0.0
        for step in STEPS[group["group_id"]]:
            years = step["day"] / YEAR
            lived += (min(max(years, start), end) - start) * (step["events"] + step["censored"])
            found += step["events"] * (start < years <= end)
        assert found == band["events"] and lived == pytest.approx(band["person_years"], abs=0.06)
        assert band["rate"] == pytest.approx(100 * found / lived, abs=0.006)


def at_most(count: int, expected: float) -> float:
    """Chance of at most ``count`` events where ``expected`` are expected (Poisson)."""
    return sum(math.exp(-expected) * expected**k / math.factorial(k) for k in range(count + 1))


@every_group
def test_the_interval_of_a_rate_leaves_out_two_and_a_half_percent_on_each_side(group: Record) -> None:
    for band in BANDS[group["group_id"]]:
        per_rate, count = band["person_years"] / 100, band["events"]
        below, above = ((band["ci_high"] + slack) * per_rate for slack in ROUNDING)
        assert at_most(count, above) <= 0.025 <= at_most(count, below)
        if count:
            below, above = ((band["ci_low"] + slack) * per_rate for slack in ROUNDING)
            assert 1 - at_most(count - 1, below) <= 0.025 <= 1 - at_most(count - 1, above)


def test_the_script_writes_the_tables_that_are_stored(tmp_path: Path) -> None:
    pytest.importorskip("sksurv", reason="the curves are made with scikit-survival and lifelines, see the script")
    pytest.importorskip("lifelines", reason="the curves are made with scikit-survival and lifelines, see the script")
    subprocess.run([sys.executable, SCRIPT, tmp_path], check=True)
    for made in tmp_path.glob("*.csv"):
        assert made.read_text() == (SCRIPT.parents[1] / made.name).read_text(), made.name


# ---- every state ----


def test_the_words_name_the_year_and_every_group_compared() -> None:
    for one in seen(WhenItAppears):
        assert f"ear {one.state['year']} " in one.words or f"ear {one.state['year']}:" in one.words.replace(",", ":")
        for group in GROUPS:
            assert (group["name"] in one.words) == (group["kind"] == one.state["compare"]), one.state


def test_the_words_say_what_the_line_shows_at_that_year() -> None:
    for one in seen(WhenItAppears):
        if one.state["show"] == "risk":
            continue
        lines = [trace for trace in json.loads(one.figure)["data"] if trace["mode"] == "lines"]
        for line in lines:
            value = [y for x, y in zip(line["x"], line["y"], strict=True) if x <= int(one.state["year"])][-1]
            assert (f"{value:.0f}%" if one.state["show"] == "free" else f"{value} of ") in one.words, one.state


def test_the_words_say_the_rate_that_is_marked() -> None:
    for one in seen(WhenItAppears):
        if one.state["show"] == "risk":
            rates = [row for row in one.rows if "person_years" in row]
            year = int(one.state["year"])
            marked = [row for row in rates if row["from_year"] < year <= row["to_year"]]
            assert len(marked) * 4 == len(rates)
            assert all(f"{row['rate']:.1f}" in one.words for row in marked), one.state


def test_what_became_of_the_women_adds_up_in_every_row() -> None:
    for one in seen(WhenItAppears):
        for row in one.rows:
            if "watched" in row:
                assert row["watched"] + row["found"] + row["left"] == row["n"], one.state


def test_few_women_are_warned_of() -> None:
    assert "trust the shaded band" in WhenItAppears(predict=False, year=str(LAST), language="clinical").words()
    assert "trust the shaded band" not in WhenItAppears(predict=False, year="1").words()


def test_it_is_said_who_the_women_were_in_every_state() -> None:
    for one in seen(WhenItAppears):
        assert "no hormone therapy, chemotherapy" in one.detail and "Men were not included" in one.detail


def test_rates_of_the_larger_study_keep_apart_from_ours() -> None:
    shown = WhenItAppears(predict=False, show="risk").rows()
    assert [rows.caption.split(":")[0] for rows in shown][-1] == "For comparison, any recurrence in a larger series"
    early, late = (5, 11.5, 9.9), (10, 3.3, 5.4)
    rates = {(row["to_year"], row["group_id"]): row["rate"] for row in tables.records("recurrence_rates")}
    for year, negative, positive in (early, late):
        assert (rates[year, "er_negative"], rates[year, "er_positive"]) == (negative, positive)


def test_a_year_that_is_not_drawn_is_named_in_a_sentence() -> None:
    wrong = WhenItAppears(predict=False, year="30")
    assert wrong.problem.startswith("Look at:") and wrong.year == "8"
    assert set(SHOW) == set(WhenItAppears.show.options)
