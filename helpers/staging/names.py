"""Names people use for breast cancer that has spread, or has not: which contain which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from helpers import tables
from helpers.cards import capitalized, headed
from helpers.controls import Choice
from helpers.drawing.spans import ALWAYS, LOOSE, PART, Span, spans
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import Safe, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record

Relation = Literal["same", "contains", "within", "overlap", "apart"]

RELATION_WORDS: Mapping[Relation, str] = {
    "same": "“{a}” and “{b}” cover the same",
    "contains": "everything called “{b}” is also “{a}”, and “{a}” covers more",
    "within": "everything called “{a}” is also “{b}”, and “{b}” covers more",
    "overlap": "“{a}” and “{b}” overlap: one cancer can be both, or only one of the two",
    "apart": "“{a}” and “{b}” name different things",
}
"""How two names relate, in the middle of a sentence."""


class Coverage(NamedTuple):
    """The kinds of disease that a name covers: always, only some people with it, and as some people use the name."""

    always: frozenset[str]
    part: frozenset[str] = frozenset()
    sometimes: frozenset[str] = frozenset()

    def whole(self, loose: bool) -> frozenset[str]:
        """Kinds that it covers as a whole, strictly or also in loose use."""
        return self.always | self.sometimes if loose else self.always

    def touched(self, loose: bool) -> frozenset[str]:
        """Kinds of which it covers anything."""
        return self.whole(loose) | self.part


def coverage(row: Record) -> Coverage:
    """What a row of ``stage_names`` covers."""
    return Coverage(*(frozenset(split(row[column])) for column in ("always", "part", "sometimes")))


def relation(one: Coverage, other: Coverage, *, loose: bool = False) -> Relation:
    """How two names relate, as everyone uses them, or ``loose``: also as only some people do.

    A part of a kind is never taken to be the same as a part that another name covers: they may hold different people.
    """
    if not one.touched(loose) & other.touched(loose):
        return "apart"
    inside, outside = other.touched(loose) <= one.whole(loose), one.touched(loose) <= other.whole(loose)
    if inside and outside:
        return "same"
    return "contains" if inside else "within" if outside else "overlap"


def _names() -> dict[str, str]:
    return {key: capitalized(name) for key, name in tables.named("stage_names", "name").items()}


class StageNames(Explorer):
    """Names people use: which of them contain which, and what to say to a patient who uses one."""

    title = "Names people use"
    question = "A patient says “advanced”, the report says “invasive”, the web says “terminal”. Do they mean the same?"
    takeaway = (
        "When a patient brings a word, ask who used it and what they took it to mean. Then say where the cancer is: in "
        "the breast, close by, or far away. Where it is matters more than what it is called."
    )
    prediction_id = "names"

    name = Choice(_names, "Name", look="select", start="metastatic")
    other = Choice(lambda: {"none": "Nothing"} | _names(), "Compare with", look="select")

    # ---- what the state selects ----

    def _row(self) -> Record:
        return tables.row("stage_names", self.name)

    def _other(self) -> Record | None:
        """The name to compare with, unless it is none, or the same one."""
        return None if self.other in ("none", self.name) else tables.row("stage_names", self.other)

    def _kinds(self, kinds: frozenset[str]) -> list[str]:
        """Kinds of disease in the words chosen, in the order of the table."""
        column = self.say("plain", "clinical")
        return [row[column] for row in tables.records("disease_kinds") if row["kind_id"] in kinds]

    # ---- picture ----

    def picture(self) -> Safe:
        return spans(
            list(tables.named("disease_kinds", "name").values()),
            [self._span(row) for row in tables.records("stage_names")],
            control="name",
            chosen=self.name,
            other=self.other if self._other() else "",
            narrow=self.narrow,
            title=f"Names as bars over the kinds of disease that they cover. {HOW_TO_MOVE}",
        )

    def _span(self, row: Record) -> Span:
        covered = coverage(row)
        looks = {ALWAYS: covered.always, PART: covered.part, LOOSE: covered.sometimes}
        kinds = [kind["kind_id"] for kind in tables.records("disease_kinds")]
        return Span(
            value=row["name_id"],
            name=capitalized(row["name"]),
            covers=[frozenset(look for look, which in looks.items() if kind in which) for kind in kinds],
            spoken=f"{row['name']}: {self._covers(row)}",
        )

    # ---- words ----

    def words(self) -> str:
        row, other = self._row(), self._other()
        told = [row[self.say("plain", "clinical")], sentence(f"On the chart, “{row['name']}” {self._covers(row)}")]
        if other:
            told.append(_compared(row, other))
        elif self.other == self.name:
            told.append("A name is always the same as itself: pick another one to compare.")
        return " ".join(told)

    def _covers(self, row: Record) -> str:
        """What a name covers, in the middle of a sentence."""
        covered = coverage(row)
        told = {
            "always covers": covered.always,
            "covers only some people with": covered.part,
            "some people also use it for": covered.sometimes - covered.part,
        }
        said = [f"{how} {listing(self._kinds(kinds))}" for how, kinds in told.items() if kinds]
        return "; ".join([*said, "some people use it for all of them"] if covered.sometimes & covered.part else said)

    def detail(self) -> Safe:
        row, other = self._row(), self._other()
        return join(
            *(
                join(
                    headed(f"If a patient says “{one['name']}”", f"“{one['say']}”"),
                    headed("Often mistaken for", one["mistaken"]),
                )
                for one in (row, other)
                if one
            )
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        own = self.say("plain", "clinical")
        shown = [row | {"covers": self._covers(row)} for row in (self._row(), self._other()) if row]
        kinds = tables.records("disease_kinds")
        return [
            Rows("The names picked", {"name": "Name", own: "What it means", "covers": "What it covers"}, shown),
            Rows("The kinds of disease", {"name": "Kind", own: "In other words"}, kinds),
        ]


def _compared(row: Record, other: Record) -> str:
    """How two names relate: as everyone uses them, and as some people do where that differs."""
    strict, loose = (relation(coverage(row), coverage(other), loose=loose) for loose in (False, True))
    told = _told(strict, row, other)
    if loose == strict:
        return sentence(capitalized(told))
    return sentence(f"Used with care, {told}; as some people use them, {_told(loose, row, other)}")


def _told(how: Relation, row: Record, other: Record) -> str:
    return RELATION_WORDS[how].format(a=row["name"], b=other["name"])
