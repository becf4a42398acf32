"""What a question is made of: small immutable records, whatever the type of the question.

Every type comes down to the same shape: an item has parts, a part has options, and of each part one option, a number of
options or any number may be picked. A matrix has a part for each row or column, a sentence one for each gap, a bow-tie
three. Scoring, the player and every export read this one shape.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

Given = Mapping[str, tuple[str, ...]]
"""An answer: id of each part to what was picked there, in the order picked. A number is given as it was typed."""

MARK = re.compile(r"\{(\w+)\}")
"""Where a gap or a word to highlight stands in a text: ``{id}``."""


class Kind(NamedTuple):
    """A type of question: its name, the rule that scores it, how it is laid out, and what the learner is told to do."""

    name: str
    rule: str
    layout: str
    told: str


KINDS = {
    "multiple_choice": Kind("Multiple choice", "zero_one", "list", "Choose one."),
    "multiple_response_select_all": Kind(
        "Select all that apply", "plus_minus", "list", "Choose every answer that applies."
    ),
    "multiple_response_select_n": Kind("Select a number", "zero_one", "list", "Choose {n}."),
    "multiple_response_grouping": Kind("Grouping", "plus_minus", "list", "Choose at least one in each group."),
    "matrix_multiple_choice": Kind("Matrix, one per row", "zero_one", "rows", "Choose one in each row."),
    "matrix_multiple_response": Kind("Matrix, any number", "plus_minus", "columns", "Choose every box that applies."),
    "dropdown_cloze": Kind(
        "Drop-down sentence", "zero_one", "drop_downs", "Choose from each list to complete the text."
    ),
    "dropdown_table": Kind("Drop-down table", "zero_one", "drop_downs", "Choose from each list to complete the table."),
    "dropdown_rationale_dyad": Kind("Drop-down rationale", "rationale", "drop_downs", "Choose what goes together."),
    "dropdown_rationale_triad": Kind("Drop-down rationale", "rationale", "drop_downs", "Choose what goes together."),
    "dragdrop_cloze": Kind("Choose and place", "zero_one", "placing", "Choose a word, then the gap it belongs in."),
    "dragdrop_rationale_dyad": Kind(
        "Choose and place, rationale", "rationale", "placing", "Choose a word, then its gap."
    ),
    "dragdrop_rationale_triad": Kind(
        "Choose and place, rationale", "rationale", "placing", "Choose a word, then its gap."
    ),
    "highlight_text": Kind(
        "Highlight text", "plus_minus", "highlights", "Choose the parts of the text that answer the question."
    ),
    "highlight_table": Kind(
        "Highlight table", "plus_minus", "highlights", "Choose the parts of the table that answer the question."
    ),
    "bowtie": Kind("Bow-tie", "zero_one", "bowtie", "Choose one condition, two actions and two parameters to monitor."),
    "ordered_response": Kind("Ordered response", "all_in_order", "order", "Put all in order, the first on top."),
    "calculation": Kind("Calculation", "number", "number", "Type the number."),
}
"""Types by id. ``trend`` is not among them: it is an exhibit over time with any of these under it."""

TREND = "trend"


@dataclass(frozen=True)
class Option:
    """What can be picked: its key, its words, whether it is right here, and why."""

    id: str
    text: str
    correct: bool
    reason: str


@dataclass(frozen=True)
class Part:
    """Options that are picked from together. ``most`` may be picked; 0 means any number."""

    id: str
    label: str
    options: tuple[Option, ...]
    most: int = 1

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Ids of the right options, in their order."""
        return tuple(option.id for option in self.options if option.correct)

    @cached_property
    def by_id(self) -> Mapping[str, Option]:
        """Each option under its id."""
        return {option.id: option for option in self.options}


@dataclass(frozen=True)
class Number:
    """The answer to a calculation; ``mistakes`` are values typed by a known slip, with what went wrong."""

    answer: float
    tolerance: float
    unit: str
    rounding: str
    worked: tuple[str, ...]
    mistakes: tuple[tuple[float, str], ...]

    def read(self, typed: str) -> float | None:
        """What was typed as a number, or ``None``. A decimal comma, thousands commas and the unit are understood."""
        text = typed.strip().lower().removesuffix(self.unit.lower()).strip().replace("\u2212", "-").removeprefix("+")
        text = re.sub(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3})", "", text)
        if re.fullmatch(r"-?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?", text):
            text = text.replace(",", "")
        elif re.fullmatch(r"-?[0-9]*,[0-9]+", text):
            text = text.replace(",", ".")
        return float(text) if re.fullmatch(r"-?([0-9]{1,12}(\.[0-9]{0,12})?|\.[0-9]{1,12})", text) else None

    def right(self, typed: str) -> bool:
        """Is the number typed within the tolerance?"""
        value = self.read(typed)
        return value is not None and abs(value - self.answer) <= self.tolerance + 1e-9


@dataclass(frozen=True)
class Entry:
    """One entry of a client's chart: text, or a table. In a case it is there from item number ``since`` on."""

    tab: str
    time: str
    text: str = ""
    headings: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    since: int = 1

    @property
    def title(self) -> str:
        """Tab and time."""
        return ", ".join(filter(None, [self.tab, self.time]))


@dataclass(frozen=True)
class Measure:
    """One line of an exhibit over time: what is measured, its unit, the reference range, and a value for each time."""

    name: str
    unit: str
    normal: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Exhibit:
    """Measurements over time."""

    caption: str
    times: tuple[str, ...]
    measures: tuple[Measure, ...]

    def table(self, unknown: str = "") -> tuple[list[str], list[list[str]]]:
        """Headings and rows; the reference range only where one is given, ``unknown`` where it is missing."""
        ranges = any(one.normal for one in self.measures)
        head = ["Measured", *self.times, *(["Reference range"] if ranges else [])]
        names = [f"{one.name} ({one.unit})" if one.unit else one.name for one in self.measures]
        return head, [
            [name, *one.values, *([one.normal or unknown] if ranges else [])]
            for name, one in zip(names, self.measures, strict=True)
        ]


@dataclass(frozen=True)
class Item:
    """One question.

    ``kind`` is the type of response and one of :data:`KINDS`. ``text`` and ``cells`` hold ``{id}`` marks of gaps or of
    options to highlight. ``source_id`` joins reference ids with ``;``. ``case`` is the case an item belongs to,
    ``form`` and ``pair`` the parallel test form, ``read`` the section that answers it where that is not its own.
    """

    id: str
    kind: str
    section: str
    objective: str
    step: str
    needs: str
    bloom: str
    reviewed: date
    source_id: str
    stem: str
    why: str
    parts: tuple[Part, ...]
    text: str = ""
    headings: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    number: Number | None = None
    chart: tuple[Entry, ...] = ()
    trend: Exhibit | None = None
    case: str = ""
    form: str = ""
    pair: str = ""
    read: str = ""

    @property
    def rule(self) -> str:
        """Id of the rule that scores it, in :data:`helpers.quiz.scoring.RULES`."""
        return KINDS[self.kind].rule

    @property
    def layout(self) -> str:
        """How it is laid out, on screen and on paper."""
        return KINDS[self.kind].layout

    @property
    def type_name(self) -> str:
        """Type as a learner reads it."""
        name = KINDS[self.kind].name
        return f"Trend, {name[:1].lower()}{name[1:]}" if self.trend else name

    @property
    def told(self) -> str:
        """What to do, in one sentence."""
        return KINDS[self.kind].told.format(n=self.parts[0].most)

    @cached_property
    def part(self) -> Mapping[str, Part]:
        """Each part under its id."""
        return {part.id: part for part in self.parts}

    @cached_property
    def mark(self) -> str:
        """Fingerprint of what can be picked and what is right; an answer to an older key is told apart by it."""
        number = self.number and (float(self.number.answer), float(self.number.tolerance))
        in_order = list if self.kind == "ordered_response" else sorted
        parts = [(part.id, part.most, in_order((one.id, one.correct) for one in part.options)) for part in self.parts]
        return hashlib.sha256(repr((self.kind, number, parts)).encode()).hexdigest()[:12]

    @cached_property
    def key(self) -> Given:
        """The perfect answer."""
        if self.number:
            return {self.parts[0].id: (f"{self.number.answer:.12g}",)}
        if effects := self.effects:
            keys = effects[0].keys if len(effects) > 1 and effects[0].keys == effects[1].keys else None
            given = {part.id: part.keys[:1] for part in self.parts}
            return given | {part.id: (one,) for part, one in zip(effects, keys, strict=True)} if keys else given
        return {part.id: part.keys for part in self.parts}

    @property
    def effects(self) -> tuple[Part, ...]:
        """The parts of a rationale that count only when its first part is right."""
        return self.parts[1:] if self.rule == "rationale" else ()

    def picks(self, given: Given) -> Given:
        """The part of an answer that this item knows, cut to what may be picked: for answers from a file."""
        sound: dict[str, tuple[str, ...]] = {}
        for part in self.parts:
            found = tuple(dict.fromkeys(given.get(part.id, ())))
            if self.number:
                found = found[:1]
            else:
                found = tuple(one for one in found if one in part.by_id)
                found = found[: part.most] if part.most else found
            if found:
                sound[part.id] = found
        return sound


@dataclass(frozen=True)
class Case:
    """An unfolding case: one fictional client, a chart that grows, and six items in the order of clinical judgment."""

    id: str
    title: str
    section: str
    client: str
    setting: str
    reviewed: date
    source_id: str
    debrief: tuple[str, ...]
    entries: tuple[Entry, ...]
    items: tuple[Item, ...]

    def chart(self, number: int) -> tuple[Entry, ...]:
        """The chart as it stands at item ``number`` (from 1)."""
        return tuple(entry for entry in self.entries if entry.since <= number)


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """A text with marks in pieces: words and the id of the mark after them, empty at the end."""
    found = MARK.split(text)
    yield from zip(found[::2], [*found[1::2], ""], strict=True)
