"""Counts of side effects: one side effect in one trial, beside the comparator of the same trial."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from helpers import tables
from helpers.markup import sentence
from helpers.schema import split
from helpers.tables import Record

USUAL = ("grade 3-4", "grade 3 or higher", "grade 3-5")
"""What “severe” counts in most sources; the other ways are marked where they are shown."""

NO_DEATHS = "Grade 3-4 leaves out deaths."


class Share(NamedTuple):
    """A share of people, in percent. ``under``: the source says only that it is under this number."""

    percent: float
    under: bool

    @property
    def figure(self) -> str:
        """The number as a cell shows it."""
        return f"{'<' * self.under}{self.percent:g}"

    @property
    def people(self) -> int:
        """Whole people of 100; halves count up, as most readers expect."""
        return int(self.percent + 0.5)

    @property
    def of_hundred(self) -> str:
        """The share as people of 100, in words that fit the number of people drawn."""
        if self.under:
            return f"at most {self.people} of 100"
        if self.percent > 0 and not self.people:
            return f"fewer than 1 of 100 ({self.percent:g}%)"
        about = "" if self.percent == self.people else "about "
        return f"{about}{self.people} of 100"


@dataclass(frozen=True)
class Count:
    """One side effect in one trial: rows of ``side_effect_rates``, ``side_effect_studies`` and ``side_effects``."""

    rate: Record
    study: Record
    effect: Record

    @cached_property
    def drug_class(self) -> str:
        """Class of the drug in question."""
        return class_of(self.study)

    def share(self, severity: str) -> Share | None:
        """Share of the treatment; ``severity`` is ``any_grade`` or ``severe``. ``None``: no figure."""
        percent = self.rate[severity]
        under = severity == "severe" and self.rate["severe_under"]
        return None if percent is None else Share(float(percent), under)

    def compared(self, severity: str) -> Share | None:
        """Share of the comparator. ``None``: no figure."""
        percent = self.rate["comparator_any" if severity == "any_grade" else "comparator_severe"]
        under = severity == "severe" and self.rate["comparator_severe_under"]
        return None if percent is None else Share(float(percent), under)

    def caveats(self, severity: str) -> list[str]:
        """Why this figure stands apart from most: another way of counting, or only partly seen at its source."""
        means = self.rate["severe_means"]
        counted = f"counts {means}" if severity == "severe" and means not in USUAL else ""
        partly = "was only partly seen at its source" if self.rate["checked"] == "partial" else ""
        return [words for words in (counted, partly) if words]

    def deaths(self, severity: str) -> str:
        """Said where a severe figure leaves out the worst."""
        return NO_DEATHS if severity == "severe" and self.rate["severe_means"].startswith("grade 3-4") else ""

    def told(self, severity: str) -> str:
        """How the figure was counted, in whom, and what to keep in mind."""
        counted = (
            f"Severe: {self.rate['severe_means']}. {self.deaths(severity)}" if severity == "severe" else "Any grade."
        )
        notes = [self.rate["note"], self.study["note"], *self.caveats("any_grade")]
        return " ".join(
            [counted, f"People: {people_counted(self.study)}.", *(sentence(note) for note in notes if note)]
        )

    def difference(self, severity: str) -> str:
        """Treatment less comparator, in people of 100: a sentence, or nothing where that cannot be said."""
        share, other = self.share(severity), self.compared(severity)
        if share is None or other is None or share.under or other.under:
            return ""
        gap = share.percent - other.percent
        count = int(abs(gap) + 0.5)
        if not count:
            return "That is less than 1 person of 100 apart."
        return f"That is about {count} {'more' if gap > 0 else 'fewer'} of every 100 people."


@cache
def _counts(data: object) -> tuple[Count, ...]:
    studies = {row["study_id"]: row for row in tables.records("side_effect_studies")}
    effects = {row["effect_id"]: row for row in tables.records("side_effects")}
    rates = tables.records("side_effect_rates")
    return tuple(Count(rate, studies[rate["study_id"]], effects[rate["effect_id"]]) for rate in rates)


def counts() -> tuple[Count, ...]:
    """Every count, trial by trial."""
    return _counts(tables.folder())


def count_of(study_id: str, effect_id: str) -> Count | None:
    """The count of one side effect in one trial, if that trial reports it."""
    found = (one for one in counts() if one.rate["study_id"] == study_id and one.rate["effect_id"] == effect_id)
    return next(found, None)


def people_counted(study: Record) -> str:
    """Who was counted, with the numbers of people where they were read."""
    numbers = [f"{study[name]:,}" for name in ("n", "comparator_n") if study[name] is not None]
    return f"{study['population']}, n = {' and '.join(numbers)}" if numbers else str(study["population"])


def class_of(study: Record) -> str:
    """Class of the drug in question, which stands first among the drugs of a row of ``side_effect_studies``."""
    return str(tables.row("drugs", split(study["drug_ids"])[0])["class_id"])
