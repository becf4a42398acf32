"""The fictional patients of ``data/cases/diagnosis.toml``: read and checked; a mistake is named in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, get_args

from helpers import casebook, schema, tables
from helpers.cards import capitalized
from helpers.casebook import FLAGS, one_of
from helpers.schema import DataError
from helpers.tables import Record

FILE = "cases/diagnosis.toml"

Worth = Literal["needed", "helpful", "not_needed"]
"""What a test is worth to this patient when it comes at the right time."""

NEEDLES = {"vein": "needle", "tissue": "biopsy needle"}
"""What the column ``needle`` of ``diagnostic_tests`` asks of a patient."""


@dataclass(frozen=True)
class OfferedTest:
    """One test, or a set asked for together, that may be proposed for a patient.

    ``tests`` are ids of ``diagnostic_tests``; ``needs`` are ids of tests of the same patient that must be done before.
    ``days`` is the wait for the result (0: the same day) and ``visits`` counts extra trips; both are for teaching only.
    ``found`` is the result in a few words. ``too_early`` says why it cannot be used before what it ``needs``;
    ``missed`` says what happens without a needed test. ``source_id`` joins reference ids with ``;``.
    """

    id: str
    tests: tuple[str, ...]
    verdict: str
    days: int
    visits: int
    found: str
    result: str
    why: str
    nurse: str
    source_id: str
    checked: str
    named: str = ""
    needs: tuple[str, ...] = ()
    burden: tuple[str, ...] = ()
    too_early: str = ""
    missed: str = ""

    def __post_init__(self) -> None:
        one_of("verdict", self.verdict, get_args(Worth))
        one_of("checked", self.checked, FLAGS)
        if self.days < 0 or self.visits < 0:
            raise ValueError("days and visits must be 0 or more")
        if not self.tests:
            raise ValueError("tests must name at least one test")
        if len(self.tests) > 1 and not self.named:
            raise ValueError("a set of tests needs a name")
        if bool(self.needs) != bool(self.too_early):
            raise ValueError("needs and too_early must stand together: what must come first, and why")
        if (self.verdict == "needed") != bool(self.missed):
            raise ValueError("missed says what happens without a needed test; give it for needed tests and no others")

    @property
    def name(self) -> str:
        """The name shown: its own, or that of the one test."""
        return self.named or capitalized(str(self.records[0]["name"]))

    @cached_property
    def records(self) -> list[Record]:
        """Its rows of ``diagnostic_tests``."""
        return [tables.row("diagnostic_tests", test) for test in self.tests]

    @property
    def marks(self) -> list[str]:
        """What it asks of the patient, each in one or two words."""
        rows = self.records
        asked = [NEEDLES.get(row["needle"], "") for row in rows]
        asked += ["contrast" for row in rows if row["contrast"] in ("iodine", "gadolinium")]
        asked += ["radiation" for row in rows if row["radiation"] == "yes"]
        return list(dict.fromkeys(filter(None, [*asked, *self.burden])))


@dataclass(frozen=True)
class Emergency:
    """The test that comes before anything that takes a day.

    ``test`` is its id and ``by_day`` the last day that is in time, with ``words`` for the picture. ``delay`` says why,
    ``late`` what has happened when the day has passed, ``late_found`` and ``late_result`` what the test then shows.
    """

    test: str
    by_day: int
    words: str
    delay: str
    late: str
    late_found: str
    late_result: str


@dataclass(frozen=True)
class Patient:
    """A fictional patient and the tests that may be proposed.

    The needed tests stand first, in the order of the shortest safe way. ``plan`` is what the team knows at the end of
    it; ``tell`` is for the patient's ears. ``source_id`` joins reference ids with ``;``.
    """

    id: str
    name: str
    label: str
    setting: str
    opening: str
    plan: str
    tell: str
    source_id: str
    checked: str
    tests: Mapping[str, OfferedTest]
    emergency: Emergency | None = None

    def __post_init__(self) -> None:
        if "fictional" not in self.name:
            raise ValueError("the name must say that the patient is fictional")
        one_of("checked", self.checked, FLAGS)
        if not self.way:
            raise ValueError("at least one test must have the verdict needed")
        urgent = self.emergency.test if self.emergency else ""
        if urgent:
            one_of("the test of the emergency", urgent, [test.id for test in self.way])
        done: set[str] = set()
        for test in self.way:
            for need in test.needs:
                if need not in done:
                    raise ValueError(f"the needed test {test.id} stands before {need}, which it needs")
            if urgent and test.days and urgent not in done | {test.id}:
                raise ValueError(f"the needed test {test.id} takes days and stands before the urgent {urgent}")
            done.add(test.id)

    @property
    def way(self) -> list[OfferedTest]:
        """The shortest safe way: the needed tests in order."""
        return [test for test in self.tests.values() if test.verdict == "needed"]


def load() -> dict[str, Patient]:
    """All patients by id, in file order. Raises :class:`~helpers.schema.DataError` naming file, patient and test."""
    return dict(_read(tables.folder()))


@cache
def _read(data: Path) -> dict[str, Patient]:
    patients = [_patient(item) for item in casebook.listed(casebook.parsed(data, FILE), "patient", FILE)]
    if not patients:
        raise DataError(FILE, None, "", "", "there must be at least one [[patient]]")
    return casebook.by_id(patients, FILE)


def _patient(item: Record) -> Patient:
    place = f"{FILE}, patient {item.get('id', 'without an id')}"
    tests = [_test(test, place) for test in casebook.listed(item, "test", place)]
    by_id = casebook.by_id(tests, place)
    for test in tests:
        for need in test.needs:
            if need not in by_id or need == test.id:
                expected = f"it must be another test of this patient{schema.nearest(need, by_id.keys() - {test.id})}"
                raise DataError(f"{place}, test {test.id}", None, "needs", need, expected)
    urgent = item.get("emergency")
    emergency = None if urgent is None else casebook.made(Emergency, urgent, f"{place}, emergency")
    made = {name: value for name, value in item.items() if name not in ("test", "emergency")}
    return casebook.made(Patient, made, place, tests=by_id, emergency=emergency)


def _test(item: Record, place: str) -> OfferedTest:
    place = f"{place}, test {item.get('id', 'without an id')}"
    made = {"named" if name == "name" else name: value for name, value in item.items()}
    test = casebook.made(OfferedTest, made, place)
    casebook.known(place, "tests", test.tests, "diagnostic_tests")
    return test
