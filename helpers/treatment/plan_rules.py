"""What becomes of a plan's parts beside each other: what fits, what waits, what clashes, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from helpers.treatment.plan_file import Clash, Part, Patient

FINISH = "finish"
"""Stands for a part where the learner takes the plan to the team."""

ROUTES = {
    "local": "Local: at one place",
    "systemic": "Systemic: in the whole body",
    "supportive": "Supportive: beside both",
}
"""The three columns of a plan, with their headings."""


class Verdict(NamedTuple):
    """How a part stands in a plan: its words, a sign that does not depend on color, and its color role."""

    words: str
    sign: str
    role: str


VERDICTS = {
    "fits": Verdict("Fits", "✓", "right"),
    "fits_if": Verdict("Fits if", "◆", "today"),
    "clashes": Verdict("Clashes", "▲", "now"),
    "not_now": Verdict("Not now", "○", "ink-soft"),
    "no_target": Verdict("No target", "✗", "ink-soft"),
    "against_wish": Verdict("Against the wish", "■", "accent"),
}


@dataclass(frozen=True)
class Placed:
    """A part in a plan and how it stands there: verdict, a few words for it, and the whole reason.

    ``others`` are the parts it clashes with, or those it waits for.
    """

    part: Part
    verdict: str
    why: str
    others: Sequence[Part] = ()

    @property
    def note(self) -> str:
        """The reason in a few words."""
        lead = {"clashes": "With", "fits_if": "First"}.get(self.verdict, "")
        return f"{lead}: {named(self.others)}" if self.others else self.part.note


@dataclass(frozen=True)
class Plan:
    """A patient, the parts put together so far in the order added, and whether the plan went to the team."""

    patient: Patient
    parts: Sequence[Part]
    finished: bool

    @cached_property
    def clashes(self) -> list[Clash]:
        """Pairs of parts in the plan that do not go together."""
        ids = {part.id for part in self.parts}
        return [clash for clash in self.patient.clashes if set(clash.between) <= ids]

    @cached_property
    def placed(self) -> list[Placed]:
        """Every part with its verdict, in the order added."""
        return [self._place(part) for part in self.parts]

    @property
    def missing(self) -> list[Part]:
        """Parts that fit and are not in the plan."""
        return [part for part in self.patient.fitting if part not in self.parts]

    @property
    def sound(self) -> bool:
        """Does every part fit, and is none missing?"""
        return not self.missing and {one.verdict for one in self.placed} == {"fits"}

    def pair(self, clash: Clash) -> tuple[Part, Part]:
        """The two parts of a clash."""
        one, other = clash.between
        return self.patient.parts[one], self.patient.parts[other]

    def next(self) -> list[Part]:
        """Parts that may be added: by column and name, so that the order gives nothing away."""
        left = [part for part in self.patient.parts.values() if part not in self.parts]
        order = list(ROUTES)
        return [] if self.finished else sorted(left, key=lambda part: (order.index(part.route), part.name.casefold()))

    def waits_for(self, part: Part) -> list[Part]:
        """What must come before ``part`` and is not in the plan."""
        return [first for first in map(self.patient.parts.__getitem__, part.first) if first not in self.parts]

    def _place(self, part: Part) -> Placed:
        if clashes := [clash for clash in self.clashes if part.id in clash.between]:
            others = [other for clash in clashes for other in self.pair(clash) if other != part]
            own = [part.why] if part.worth != "fits" else []
            return Placed(part, "clashes", " ".join([*(clash.why for clash in clashes), *own]), others)
        if waits := self.waits_for(part):
            return Placed(part, "fits_if", part.first_why, waits)
        return Placed(part, part.worth, part.why)


def named(parts: Iterable[Part]) -> str:
    """Names of parts one after the other; semicolons, because a name may hold a comma."""
    return "; ".join(part.name for part in parts)


def plan(patient: Patient, ids: Iterable[str]) -> Plan:
    """The plan made of the parts ``ids``; ``finish`` takes it to the team.

    The rules: two parts of a clash both clash while both are there. A part that fits waits for what must come first.
    Everything else is worth what the case file says.
    """
    ids = list(ids)
    return Plan(patient, tuple(patient.parts[id_] for id_ in ids if id_ != FINISH), FINISH in ids)
