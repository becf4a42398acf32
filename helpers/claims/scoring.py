"""Points for judging claims, by the skill that each claim trains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from helpers import tables
from helpers.claims import verdicts
from helpers.drawing.score_bars import Score
from helpers.schema import split
from helpers.tables import Record

EXACT, NEAR, SKILL = 2, 1, 1
"""Points for the editor's verdict, for one next to it, and for a skill that unmasks the flaw."""

FEW = 3
"""Fewer claims than this say little about a skill."""


class Judgement(NamedTuple):
    """What a learner made of a claim. ``asked``: was the skill asked for, or given by the row of claims?"""

    verdict: str
    skill: str
    asked: bool = True


class Points(NamedTuple):
    """Points for a judgement: for the verdict, for the skill, and how many there were in all."""

    verdict: int
    skill: int
    possible: int

    @property
    def earned(self) -> int:
        """Points for both."""
        return self.verdict + self.skill


def points(row: Record, judgement: Judgement) -> Points:
    """The points for a judgement.

    A verdict next to the editor's earns half: these are judgement calls. That holds among flaws only, for whether a
    claim may be repeated as it is decides what a nurse does with it.
    """
    near = split(tables.row("claim_verdicts", row["verdict"])["near"])
    for_verdict = EXACT if judgement.verdict == row["verdict"] else NEAR if judgement.verdict in near else 0
    asked = judgement.asked and verdicts.flawed(row)
    for_skill = SKILL if asked and judgement.skill in verdicts.skills(row) else 0
    return Points(for_verdict, for_skill, EXACT + SKILL * asked)


def scores(judgements: Mapping[str, Judgement]) -> list[Score]:
    """Points by the skill that each claim trains, for the skills met so far, in the order of the table of skills."""
    won: dict[str, list[Points]] = {skill: [] for skill in tables.named("claim_skills", "name")}
    for claim_id, judgement in judgements.items():
        row = verdicts.claim(claim_id)
        won[row["skill"]].append(points(row, judgement))
    return [
        Score(verdicts.skill_name(skill), sum(one.earned for one in all_), sum(one.possible for one in all_), len(all_))
        for skill, all_ in won.items()
        if all_
    ]


def summary(all_: Sequence[Score]) -> str:
    """How the judging goes, in words: what is strong, what needs practice, and how accurate claims fared."""
    count = sum(score.tries for score in all_)
    if not count:
        return "No points yet; a bar for each skill grows as you judge."
    earned, possible = sum(score.earned for score in all_), sum(score.possible for score in all_)
    told = f"So far {count} {'claim' if count == 1 else 'claims'}: {earned} of {possible} points."
    enough = [score for score in all_ if score.tries >= FEW]
    strong = [score for score in enough if score.earned >= 0.75 * score.possible]
    weak = [score for score in enough if score.earned < 0.5 * score.possible]
    if not enough:
        return f"{told} Fewer than {FEW} claims of a kind say little about a skill."
    parts = [_named("Strong", strong), _named("To practice", weak)]
    return " ".join([told, *filter(None, parts)]) if any(parts) else f"{told} No skill stands out yet."


def _named(what: str, found: Sequence[Score]) -> str:
    listed = ", ".join(f"{score.label} ({score.words})" for score in found)
    return f"{what}: {listed}." if found else ""


def unmet(all_: Sequence[Score]) -> str:
    """The skills that no claim has trained yet."""
    met = {score.label for score in all_}
    unmet = [name for name in tables.named("claim_skills", "name").values() if name not in met]
    return f"Not met yet: {', '.join(unmet)}." if unmet else "You have met every skill."
