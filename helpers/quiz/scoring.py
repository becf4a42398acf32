"""How many points an answer earns: the three rules of the National Council of State Boards of Nursing (NCSBN).

* 0/1: each blank, row or choice earns a point when it is right; nothing is taken away. For items that say how many to
  pick.
* +/-: a point for each right pick, a point off for each wrong one, never below 0 in a column, a group or the whole
  question. For items where any number may be picked.
* Rationale: what belongs together earns points together; without the right first part there are none.

Sources: NCSBN help center, "What are the current scoring models"; Muntean W (NCSBN), scoring of NGN items, slides
2021-2022; Betts J, Muntean W, Kim D, Kao S, 2021 (PMC8725057). Ordered response and calculation are older types: all or
nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from helpers.quiz.items import Given, Item, Part


class Rule(NamedTuple):
    """A rule's name, and what it does in one sentence."""

    name: str
    says: str


RULES = {
    "zero_one": Rule("0/1 scoring", "Each right answer earns a point; a wrong one takes nothing away."),
    "plus_minus": Rule(
        "+/- scoring", "Each right pick earns a point, each wrong pick takes one away, and never less than 0 remains."
    ),
    "rationale": Rule(
        "Rationale scoring", "The parts belong together: without the right conclusion its reasons earn no points."
    ),
    "all_in_order": Rule("0/1 scoring, all or nothing", "The point is earned when everything is in the right order."),
    "number": Rule("0/1 scoring", "The point is earned when the number is right."),
}
"""Rules by id."""


class TooMany(ValueError):
    """More was picked than may be picked."""


class PartScore(NamedTuple):
    """How one part did. ``right``: everything in it is right and nothing is missing."""

    id: str
    label: str
    points: int
    most: int
    answered: bool
    right: bool


class Score(NamedTuple):
    """Points of an answer, of how many, and by part."""

    points: int
    most: int
    parts: tuple[PartScore, ...]

    @property
    def perfect(self) -> bool:
        """Were all points earned?"""
        return self.points == self.most

    @property
    def answered(self) -> bool:
        """Was anything picked at all? An answer left out is told apart from a wrong one."""
        return any(part.answered for part in self.parts)


def zero_one(keys: Collection[str], picked: Collection[str]) -> int:
    """A point for each right pick. Raises :class:`TooMany` when more is picked than there are keys."""
    if len(set(picked)) > len(keys):
        raise TooMany(f"Choose {len(keys)}, not more.")
    return len(set(picked) & set(keys))


def plus_minus(keys: Collection[str], picked: Collection[str]) -> int:
    """A point for each right pick, one off for each wrong one, at least 0."""
    chosen, right = set(picked), set(keys)
    return max(0, len(chosen & right) - len(chosen - right))


def plus_minus_parts(keys: Mapping[str, Collection[str]], picked: Mapping[str, Collection[str]]) -> int:
    """:func:`plus_minus` in each column or group, with its floor, added up."""
    return sum(plus_minus(keys[part], picked.get(part, ())) for part in keys)


def rationale(cause: bool, effects: Sequence[bool]) -> int:
    """The number of right effects if the cause is right, else 0."""
    return sum(effects) if cause else 0


def in_order(key: Sequence[str], given: Sequence[str]) -> int:
    """1 when everything is in the order of the key."""
    return int(list(key) == list(given))


def matched(parts: Sequence[Part], given: Given) -> list[bool]:
    """Is each part's pick right? A pick that stands in two parts counts once (two reasons, either way round)."""
    used: set[str] = set()
    found = []
    for part in parts:
        pick = next(iter(given.get(part.id, ())), "")
        found.append(pick in part.keys and pick not in used)
        used.add(pick)
    return found


def score(item: Item, given: Given) -> Score:
    """The points of an answer to an item. Raises :class:`TooMany` when more is picked than the item allows."""
    match item.rule:
        case "zero_one":
            parts = [_part(part, zero_one(part.keys, given.get(part.id, ())), given) for part in item.parts]
        case "plus_minus":
            parts = [_part(part, plus_minus(part.keys, given.get(part.id, ())), given) for part in item.parts]
        case "rationale":
            parts = _rationale(item, given)
        case _:
            parts = [_single(item, given)]
    return Score(sum(part.points for part in parts), sum(part.most for part in parts), tuple(parts))


def most(item: Item) -> int:
    """The points a perfect answer earns; they never depend on an answer."""
    return score(item, {}).most


def _part(part: Part, points: int, given: Given) -> PartScore:
    picked = given.get(part.id, ())
    return PartScore(part.id, part.label, points, len(part.keys), bool(picked), set(picked) == set(part.keys))


def _rationale(item: Item, given: Given) -> list[PartScore]:
    cause, *effects = item.parts
    gate = matched([cause], given)[0]
    rights = matched(effects, given)
    first = PartScore(cause.id, cause.label, 0, 0, bool(given.get(cause.id)), gate)
    return [
        first,
        *(
            PartScore(part.id, part.label, rationale(gate, [right]), 1, bool(given.get(part.id)), right)
            for part, right in zip(effects, rights, strict=True)
        ),
    ]


def _single(item: Item, given: Given) -> PartScore:
    part = item.parts[0]
    picked = given.get(part.id, ())
    if item.number:
        right = bool(picked) and item.number.right(picked[0])
    else:
        right = bool(in_order([option.id for option in part.options], picked))
    return PartScore(part.id, part.label, int(right), 1, bool(picked), right)
