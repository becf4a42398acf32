"""What happens when tests are proposed in some order: which count, which come too early, and how the days add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from helpers.diagnosis.case_file import OfferedTest, Patient

FINISH = "finish"
"""Stands for a test where the learner has enough and goes to the team."""


CAME_BACK = "No result: the request comes back."


class Verdict(NamedTuple):
    """How a proposal turned out: its words, a sign that does not depend on color, and its color role."""

    words: str
    sign: str
    role: str


VERDICTS = {
    "needed": Verdict("Needed", "✓", "right"),
    "helpful": Verdict("Helpful", "○", "accent"),
    "too_early": Verdict("Too early", "◆", "today"),
    "not_needed": Verdict("Not needed", "✗", "ink-soft"),
    "harmful_delay": Verdict("Harmful delay", "▲", "now"),
}


@dataclass(frozen=True)
class Taken:
    """One proposal: the test, how it turned out, and the days of its proposal and result.

    ``late`` marks the test of an emergency that came after its last day in time.
    """

    test: OfferedTest
    verdict: str
    start: int
    end: int
    found: str
    result: str
    why: str
    late: bool = False

    @property
    def came_back(self) -> bool:
        """Was the request returned without a result? Then it takes no day and no visit."""
        return self.verdict == "too_early"


@dataclass(frozen=True)
class Walk:
    """A patient, what was proposed so far, and whether the learner went to the team."""

    patient: Patient
    taken: Sequence[Taken]
    finished: bool

    @property
    def done(self) -> list[Taken]:
        """Proposals that brought a result."""
        return [one for one in self.taken if not one.came_back]

    @property
    def days(self) -> int:
        """Days so far: one test after the other, so their days add up."""
        return self.taken[-1].end if self.taken else 0

    @property
    def visits(self) -> int:
        """Extra trips so far."""
        return sum(one.test.visits for one in self.done)

    @property
    def missed(self) -> list[OfferedTest]:
        """Needed tests without a result, in the order of the shortest safe way."""
        done = {one.test.id for one in self.done}
        return [test for test in self.patient.way if test.id not in done]

    @property
    def spare(self) -> list[Taken]:
        """Proposals that could have been spared: not needed by their own worth, or too early."""
        return [one for one in self.taken if one.came_back or one.test.verdict == "not_needed"]

    @property
    def delays(self) -> list[Taken]:
        """Proposals that held up the urgent test."""
        return [one for one in self.taken if one.verdict == "harmful_delay"]

    @property
    def overdue(self) -> bool:
        """Is the urgent test still open after its last day in time?"""
        urgent = self.patient.emergency
        return urgent is not None and self.days > urgent.by_day and urgent.test in {test.id for test in self.missed}

    def next(self) -> list[OfferedTest]:
        """Tests that may be proposed, by name, so that the order gives nothing away.

        A request that came back may be made again once what it needs is there, and not before.
        """
        done = {one.test.id for one in self.done}
        returned = {one.test.id for one in self.taken if one.came_back}
        open_ = [
            test
            for test in self.patient.tests.values()
            if test.id not in done and not (test.id in returned and set(test.needs) - done)
        ]
        return [] if self.finished else sorted(open_, key=lambda test: test.name.casefold())


def walk(patient: Patient, ids: Iterable[str]) -> Walk:
    """What happens when the tests ``ids`` are proposed in this order; ``finish`` ends it.

    The rules: a test whose ``needs`` have no result yet comes back. While the urgent test is open, any other test that
    takes a day is a harmful delay. Everything else is worth what the case file says.
    """
    taken: list[Taken] = []
    done: set[str] = set()
    day = 0
    ids = list(ids)
    for id_ in ids:
        if id_ == FINISH:
            break
        one = _propose(patient, patient.tests[id_], done, day)
        taken.append(one)
        if not one.came_back:
            done.add(id_)
        day = one.end
    return Walk(patient, tuple(taken), FINISH in ids)


def _propose(patient: Patient, test: OfferedTest, done: set[str], day: int) -> Taken:
    if set(test.needs) - done:
        return Taken(test, "too_early", day, day, CAME_BACK, CAME_BACK, test.too_early)
    end, urgent = day + test.days, patient.emergency
    if urgent and urgent.test == test.id and end > urgent.by_day:
        return Taken(test, test.verdict, day, end, urgent.late_found, urgent.late_result, test.why, late=True)
    if urgent and urgent.test not in done | {test.id} and test.days:
        return Taken(test, "harmful_delay", day, end, test.found, test.result, urgent.delay)
    return Taken(test, test.verdict, day, end, test.found, test.result, test.why)
