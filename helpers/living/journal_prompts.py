"""What in a journal asks for a call, and how soon: the rules of ``data/journal_prompts.csv``.

How soon is never written beside a rule. It is that of the symptom or of the care card the rule points to, so that the
journal cannot disagree with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from helpers import tables
from helpers.cards import URGENCY
from helpers.living.journal_file import Journal
from helpers.tables import Record

ORDER = list(URGENCY)
"""Levels of urgency, most urgent first."""

WARNINGS = ("now", "today")
"""Levels that cannot wait for a visit."""


LOOKED_BACK = 2
"""Days on which a warning is still told on the newest day."""


@dataclass(frozen=True)
class Prompt:
    """One rule: when it is met, how soon to act (a key of :data:`~helpers.cards.URGENCY`) and what to do.

    ``kind``: a ``sign`` was ticked; a ``level`` was reached on ``times`` of the last ``days`` days; or a ``rise`` by
    ``value`` above the lowest number of these days. ``because`` names the row that says how soon.
    """

    id: str
    kind: str
    measure: str
    value: float
    days: int
    times: int
    wording: str
    urgency: str
    act: str
    because: str
    source_id: str
    checked: str

    def met(self, days: Journal, when: date) -> bool:
        """Does the entry of the day ``when`` meet it?"""
        if when not in days:
            return False
        entry = days[when]
        if self.kind == "sign":
            return self.id in entry.signs
        if self.measure not in entry.values:
            return False
        value = entry.values[self.measure]
        before = (when - timedelta(back) for back in range(self.days))
        window = [days[one].values[self.measure] for one in before if _has(days, one, self.measure)]
        if self.kind == "rise":
            return value - min(window) >= self.value
        return value >= self.value and sum(one >= self.value for one in window) >= self.times


def prompts() -> list[Prompt]:
    """Every rule, most urgent first. Raises :class:`~helpers.schema.DataError`."""
    return list(_prompts(tables.folder()))


def raised(days: Journal, when: date) -> list[Prompt]:
    """The rules that the entry of a day meets, most urgent first; of several about one measure, the most urgent."""
    found = [prompt for prompt in prompts() if prompt.met(days, when)]
    first: dict[str, Prompt] = {}
    for prompt in found:
        first.setdefault(prompt.measure or prompt.id, prompt)
    return list(first.values())


def warnings(days: Journal, only: Iterable[date] | None = None) -> dict[date, list[Prompt]]:
    """Days with something that could not wait for a visit, and what; of ``only`` these days when given."""
    found = {
        when: [one for one in raised(days, when) if one.urgency in WARNINGS]
        for when in (days if only is None else only)
    }
    return {when: told for when, told in found.items() if told}


def recent(days: Journal, when: date) -> dict[date, list[Prompt]]:
    """What could not wait on the :data:`LOOKED_BACK` days before ``when``, newest first.

    Nothing where a newer day is written, and nothing that ``when`` meets again.
    """
    if any(day > when for day in days):
        return {}
    again = raised(days, when)
    before = warnings(days, [when - timedelta(back) for back in range(1, LOOKED_BACK + 1)])
    left = {day: [one for one in met if one not in again] for day, met in before.items()}
    return {day: met for day, met in left.items() if met}


def emergency(measure: str) -> Prompt | None:
    """The rule that says from which number on a measure cannot wait an hour."""
    found = (one for one in prompts() if one.measure == measure and one.kind == "level" and one.urgency == "now")
    return next(found, None)


@cache
def _prompts(_: Path) -> tuple[Prompt, ...]:
    return tuple(sorted(map(_prompt, tables.records("journal_prompts")), key=lambda one: ORDER.index(one.urgency)))


def _prompt(row: Record) -> Prompt:
    urgency, because = _how_soon(row)
    return Prompt(
        id=row["prompt_id"],
        kind=row["kind"],
        measure=row["measure_id"],
        value=row["value"] or 0,
        days=row["days"] or 1,
        times=row["times"] or 1,
        wording=row["wording"],
        urgency=urgency,
        act=row["act"],
        because=because,
        source_id=row["source_id"],
        checked=row["checked"],
    )


def _how_soon(row: Record) -> tuple[str, str]:
    """Level of urgency, and the name of the row that says so."""
    if row["care_id"]:
        return row["care_level"], tables.row("side_effect_care", row["care_id"])["name"]
    symptom = tables.row("symptoms", row["symptom_id"])
    return row["raised_to"] or symptom["urgency"], symptom["symptom"]


def _has(days: Journal, when: date, measure: str) -> bool:
    return when in days and measure in days[when].values
