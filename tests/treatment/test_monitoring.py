"""The monitoring calendar: marks, words and rows agree; what is dangerous is said."""

import re

import pytest

from helpers import tables
from helpers.schema import split
from helpers.treatment.monitoring import ALL_CHECKS, TIMES, MonitoringCalendar
from tests.seen import seen, spoken

ROWS = tables.records("drug_monitoring")


def due(drug: str, check: str) -> dict[str, str]:
    return next(row for row in ROWS if row["drug_id"] == drug and row["check_id"] == check)


def marks(picture: str) -> int:
    """Signs in a grid: full squares and open diamonds, those of the key too."""
    return picture.count('rx="2"') + picture.count('stroke-width="2.5"')


def test_words_count_the_checks_and_the_marks_of_the_picture() -> None:
    for one in seen(MonitoringCalendar):
        if one.state["check"] != ALL_CHECKS:
            continue
        checks, total = map(int, re.findall(r"has (\d+) checks? and (\d+) marks?", one.words)[0])
        drugs = len(set(one.state.values()) & {row["drug_id"] for row in ROWS})
        assert checks == one.picture.count('data-name="check"'), one.state
        assert total == marks(one.picture) - drugs, one.state  # without the key
        parts = [int(number) for number in re.findall(r"(?:: |, |and )(\d+) (?:before|in|at|every|after)", one.words)]
        assert sum(parts) == total, one.words


def test_every_drug_has_checks_and_every_check_is_used() -> None:
    assert {row["drug_id"] for row in ROWS} == set(tables.named("drugs", "generic"))
    assert {row["check_id"] for row in ROWS} == set(tables.named("monitoring_checks", "name"))
    assert {time for row in ROWS for time in split(row["when"])} == set(TIMES)


def test_every_row_reaches_a_learner() -> None:
    told = {
        (one.state["drug"], one.state["language"]): spoken(one.detail + one.table)
        for one in seen(MonitoringCalendar)
        if one.state["check"] == ALL_CHECKS and one.state["partner"] == "none"
    }
    for row in ROWS:
        for language in ("plain", "clinical"):
            read = told[row["drug_id"], language]
            assert all(row[column] in read for column in ("timing", "what_for", "act_on")), row["monitoring_id"]


def test_two_drugs_give_the_same_marks_either_way_round() -> None:
    there = MonitoringCalendar(predict=False, drug="paclitaxel", partner="trastuzumab")
    back = MonitoringCalendar(predict=False, drug="trastuzumab", partner="paclitaxel")
    assert marks(there.picture_html) == marks(back.picture_html)
    assert "Both drugs need" in there.words_html


def test_what_is_not_given_together_is_said() -> None:
    for drug, partner in (("ribociclib", "tamoxifen"), ("tamoxifen", "letrozole")):
        explorer = MonitoringCalendar(predict=False, drug=drug, partner=partner)
        assert "Not together: Do not give both" in explorer.words_html


def test_a_check_without_a_row_is_not_called_needless() -> None:
    explorer = MonitoringCalendar(predict=False, drug="letrozole", check="dpyd")
    assert "does not prove that it is never needed" in explorer.words_html


@pytest.mark.parametrize(
    ("drug", "check", "said"),
    [
        ("ribociclib", "ecg", "450 ms"),
        ("t_dxd", "lung", "same-day review"),
        ("capecitabine", "dpyd", "do not start"),
        ("zoledronic_acid", "kidney", "under 30 mL/min: do not give"),
        ("denosumab", "calcium", "do not give, correct first"),
        ("paclitaxel", "blood_pressure", "do not try again after a severe reaction"),
        ("methotrexate", "medicines", "taken on another day"),
        ("methotrexate", "fluid", "stop and call"),
    ],
)
def test_what_is_dangerous_has_its_limit_and_a_source(drug: str, check: str, said: str) -> None:
    row = due(drug, check)
    assert said in row["act_on"] and row["checked"] != "no" and row["source_id"] != "GENERAL"
    assert said.casefold() in spoken(MonitoringCalendar(predict=False, drug=drug, check=check).words_html).casefold()


def test_the_october_2025_warning_is_dated() -> None:
    assert "October 2025" in due("capecitabine", "dpyd")["timing"]
