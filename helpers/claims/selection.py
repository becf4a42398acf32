"""Which claims are judged one after the other: by topic, by skill, the fifteen most instructive, or all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

from helpers import tables
from helpers.claims import verdicts
from helpers.claims.verdicts import SOUND, TOPICS
from helpers.schema import split
from helpers.tables import Record


def mixed(rows: Iterable[Record]) -> list[str]:
    """Claims in an order that is always the same and tells nothing of their verdicts."""
    return [row["claim_id"] for row in sorted(rows, key=lambda row: crc32(row["claim_id"].encode()))]


def with_sound(rows: Sequence[Record]) -> list[str]:
    """Flawed claims, and half as many accurate ones on the same topics: who doubts everything is not skilled."""
    topics = {row["topic"] for row in rows}
    sound = [row for row in verdicts.claims() if not verdicts.flawed(row) and row["topic"] in topics]
    few = mixed(sound)[: (len(rows) + 1) // 2]
    return mixed([*rows, *map(verdicts.claim, few)])


def in_series(series: str) -> list[str]:
    """The ids of the claims of a series, in the order they are judged."""
    kind, _, name = series.partition(".")
    rows = verdicts.claims()
    if kind == "fifteen":
        first = [split(lesson["claim_id"])[0] for lesson in tables.records("claim_lessons")]
        return with_sound([verdicts.claim(claim_id) for claim_id in first])
    if kind == "skill":
        return with_sound([row for row in rows if row["skill"] == name])
    return mixed(row for row in rows if kind == "all" or row["topic"] == name)


def names() -> dict[str, str]:
    """Every series of claims, key to name."""
    return {
        "fifteen": "The fifteen most instructive, among accurate ones",
        "all": "All claims, mixed",
        **{f"topic.{topic}": name for topic, name in TOPICS.items()},
        **{f"skill.{skill}": name for skill, name in flaw_skills().items()},
    }


def headings() -> dict[str, str]:
    """The heading that each series stands under."""
    kinds = {"topic": "By topic", "skill": "By skill, among accurate ones"}
    return {series: kinds.get(series.partition(".")[0], "Mixed") for series in names()}


def flaw_skills() -> dict[str, str]:
    """The skills that unmask a flaw, key to name."""
    return {skill: name for skill, name in tables.named("claim_skills", "name").items() if skill != SOUND}


def claims() -> dict[str, str]:
    """Every claim; the first is the one that a learner meets first."""
    named = tables.named("health_claims", "claim")
    return {claim_id: named[claim_id] for claim_id in dict.fromkeys([*in_series("fifteen"), *named])}
