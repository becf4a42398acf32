"""Items and cases as a teacher writes them in TOML, made into records; a mistake is named with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite
from typing import Any

from helpers import schema
from helpers.casebook import by_id, listed, made, one_of
from helpers.quiz.frameworks import BLOOM, NEEDS, STEPS
from helpers.quiz.items import KINDS, MARK, TREND, Case, Entry, Exhibit, Item, Measure, Number, Option, Part
from helpers.schema import DataError
from helpers.tables import Record


@dataclass(frozen=True)
class _Common:
    """What every item has, whatever its type."""

    id: str
    objective: str
    step: str
    needs: str
    bloom: str
    reviewed: date
    source_id: str
    stem: str
    why: str
    section: str = ""
    form: str = ""
    pair: str = ""
    read: str = ""

    def __post_init__(self) -> None:
        one_of("step", self.step, STEPS)
        one_of("needs", self.needs, NEEDS)
        one_of("bloom", self.bloom, BLOOM)


@dataclass(frozen=True)
class _Option:
    id: str
    text: str
    reason: str
    correct: bool = False


@dataclass(frozen=True)
class _Gap:
    id: str
    label: str
    token: str = ""


@dataclass(frozen=True)
class _Row:
    id: str
    text: str
    reason: str
    column: str = ""


@dataclass(frozen=True)
class _Column:
    id: str
    label: str


@dataclass(frozen=True)
class _Number:
    answer: float
    tolerance: float
    unit: str
    rounding: str

    def __post_init__(self) -> None:
        if not (isfinite(self.answer) and isfinite(self.tolerance) and self.tolerance >= 0):
            raise ValueError("answer and tolerance must be plain numbers, the tolerance not below 0")


@dataclass(frozen=True)
class _Mistake:
    value: float
    reason: str


@dataclass(frozen=True)
class _Entry:
    tab: str
    time: str = ""
    text: str = ""
    since: int = 1


@dataclass(frozen=True)
class _Measure:
    measure: str
    values: tuple[str, ...]
    unit: str = ""
    normal: str = ""


@dataclass(frozen=True)
class _Case:
    id: str
    title: str
    section: str
    client: str
    setting: str
    reviewed: date
    source_id: str
    debrief: tuple[str, ...]


Body = dict[str, Any]
"""The fields of an item that depend on its type."""


def item(raw: Record, file: str, **more: Any) -> Item:
    """One item. ``file`` names where it stands; ``more`` are fields that stand elsewhere (its case, its section).

    Raises :class:`~helpers.schema.DataError`.
    """
    raw = dict(raw)
    place = f"{file}, item {raw.get('id', 'without an id')}"
    if not re.fullmatch(r"[a-z][a-z0-9_]*", str(raw.get("id", ""))):
        raise DataError(
            place, None, "id", str(raw.get("id", "")), "it must be small letters, digits and _, as in stage_node"
        )
    kind = raw.pop("type", "")
    trend = _exhibit(raw.pop("trend", None), place) if kind == TREND else None
    kind = raw.pop("response", "") if kind == TREND else kind
    if not isinstance(kind, str) or kind not in KINDS:
        raise DataError(place, None, "type", str(kind), f"there is no such type{schema.nearest(str(kind), KINDS)}")
    chart = tuple(_entry(one, f"{place}, chart") for one in _popped(raw, "chart", place))
    try:
        body = _BODIES[kind](raw, place)
        _marks(body, place)
    except TypeError:
        raise DataError(
            place, None, "", "", "a list stands where words belong, or words where a list belongs"
        ) from None
    common = made(_Common, raw, place)
    if not common.section and "section" not in more:
        raise DataError(place, None, "", "", "section is missing")
    return Item(kind=kind, trend=trend, chart=chart, **{**vars(common), **body, **more})


def case(raw: Record, file: str) -> Case:
    """One case with its six items. Raises :class:`~helpers.schema.DataError`."""
    raw = dict(raw)
    place = f"{file}, case {raw.get('id', 'without an id')}"
    entries = tuple(_entry(one, f"{place}, entry") for one in _popped(raw, "entry", place))
    written = _popped(raw, "item", place)
    head = made(_Case, raw, place)
    items = tuple(item(one, file, case=head.id, section=head.section) for one in written)
    if tuple(one.step for one in items) != tuple(STEPS):
        wanted = ", ".join(STEPS)
        raise DataError(place, None, "", "", f"it must have six items, one for each step in this order: {wanted}")
    if wrong := next((entry for entry in entries if not 1 <= entry.since <= len(items)), None):
        raise DataError(place, None, "since", str(wrong.since), "it must be the number of an item, from 1 to 6")
    if not any(entry.since == 1 for entry in entries):
        raise DataError(place, None, "since", "", "the chart is empty at the first item")
    if "fictional" not in head.client.lower():
        raise DataError(place, None, "client", head.client, "it must say that the client is fictional")
    return Case(**vars(head), entries=entries, items=items)


# ---- the parts of each type ----


def _choice(raw: Record, place: str) -> Body:
    return {"parts": (_keyed("pick", "Answers", _options(raw, "option", place), 1, place),)}


def _select_all(raw: Record, place: str) -> Body:
    return {"parts": (_keyed("pick", "Answers", _options(raw, "option", place), 0, place),)}


def _select_n(raw: Record, place: str) -> Body:
    choose = raw.pop("choose", 0)
    part = _keyed("pick", "Answers", _options(raw, "option", place), len, place)
    if choose != part.most:
        raise DataError(place, None, "choose", str(choose), f"{part.most} options are correct; both must be the same")
    return {"parts": (part,)}


def _grouping(raw: Record, place: str) -> Body:
    parts = []
    for group in _popped(raw, "group", place):
        group = dict(group)
        options = _options(group, "option", place)
        head = made(_Column, group, f"{place}, group")
        parts.append(_keyed(head.id, head.label, options, 0, place))
    return {"parts": _several(parts, "group", place)}


def _one_per_row(raw: Record, place: str) -> Body:
    columns = [made(_Column, one, f"{place}, columns") for one in _popped(raw, "columns", place)]
    by_id(columns, f"{place}, columns")
    rows = [made(_Row, one, f"{place}, row") for one in _popped(raw, "row", place)]
    by_id(rows, f"{place}, row")
    parts = []
    for row in rows:
        _known(row.column, [column.id for column in columns], f"{place}, row {row.id}", "column")
        options = tuple(Option(c.id, c.label, c.id == row.column, row.reason) for c in columns)
        parts.append(Part(row.id, row.text, options))
    return {"parts": _several(parts, "row", place)}


def _any_per_column(raw: Record, place: str) -> Body:
    columns = [made(_Column, one, f"{place}, columns") for one in _popped(raw, "columns", place)]
    rows, picked = [], {}
    for one in _popped(raw, "row", place):
        one = dict(one)
        ticked = one.pop("columns", [])
        row = made(_Row, one, f"{place}, row")
        for name in ticked:
            _known(str(name), [column.id for column in columns], f"{place}, row {row.id}", "columns")
        rows.append(row)
        picked[row.id] = ticked
    by_id(rows, f"{place}, row")
    parts = [
        _keyed(c.id, c.label, tuple(Option(r.id, r.text, c.id in picked[r.id], r.reason) for r in rows), 0, place)
        for c in columns
    ]
    return {"parts": _several(parts, "columns", place)}


def _drop_downs(raw: Record, place: str) -> Body:
    parts = []
    for gap in _popped(raw, "gap", place):
        gap = dict(gap)
        options = _options(gap, "option", place)
        head = made(_Gap, gap, f"{place}, gap")
        parts.append(_keyed(head.id, head.label, options, 1, place))
    return {"parts": _several(parts, "gap", place, at_least=1), **_wording(raw, place)}


def _placing(raw: Record, place: str) -> Body:
    tokens = _options(raw, "token", place)
    gaps = [made(_Gap, gap, f"{place}, gap") for gap in _popped(raw, "gap", place)]
    parts = []
    for gap in gaps:
        _known(gap.token, [token.id for token in tokens], f"{place}, gap {gap.id}", "token")
        parts.append(Part(gap.id, gap.label, tuple(replace(token, correct=token.id == gap.token) for token in tokens)))
    return {"parts": _several(parts, "gap", place, at_least=1), **_wording(raw, place)}


def _rationale(parts_of: Callable[[Record, str], Body], *wanted: str) -> Callable[[Record, str], Body]:
    """The parts in the order of the rule; reasons that share one list are right either way round."""

    def body(raw: Record, place: str) -> Body:
        found = parts_of(raw, place)
        parts = {part.id: part for part in found["parts"]}
        if sorted(parts) != sorted(wanted):
            raise DataError(place, None, "gap", ", ".join(parts), f"the gaps must be {', '.join(wanted)}")
        cause, *effects = (parts[name] for name in wanted)
        if len({tuple(part.by_id) for part in effects}) == 1 and len(effects) > 1:
            keys = {key for part in effects for key in part.keys}
            if len(keys) < len(effects):
                raise DataError(place, None, "gap", "", "the two reasons have the same right answer")
            either = tuple(replace(option, correct=option.id in keys) for option in effects[0].options)
            effects = [replace(part, options=_reasons(either, part, parts)) for part in effects]
        return found | {"parts": (cause, *effects)}

    return body


def _reasons(either: tuple[Option, ...], part: Part, parts: Mapping[str, Part]) -> tuple[Option, ...]:
    """The options with the reason written where each is the key."""
    written = {key: other.by_id[key].reason for other in parts.values() for key in other.keys if key in part.by_id}
    return tuple(replace(option, reason=written.get(option.id, option.reason)) for option in either)


def _highlight(raw: Record, place: str) -> Body:
    return {"parts": (_keyed("pick", "Parts", _options(raw, "token", place), 0, place),), **_wording(raw, place)}


def _bowtie(raw: Record, place: str) -> Body:
    labels = {"action": "Actions to take", "condition": "Most likely condition", "parameter": "Parameters to monitor"}
    counts = {"action": 2, "condition": 1, "parameter": 2}
    parts = []
    for name, label in labels.items():
        part = _keyed(name, label, _options(raw, name, place), len, place)
        if part.most != counts[name]:
            raise DataError(place, None, name, str(part.most), f"exactly {counts[name]} must be marked correct = true")
        parts.append(part)
    return {"parts": tuple(parts)}


def _ordered(raw: Record, place: str) -> Body:
    options = tuple(replace(option, correct=True) for option in _options(raw, "option", place))
    return {"parts": (Part("order", "Order", options, len(options)),)}


def _calculation(raw: Record, place: str) -> Body:
    worked = raw.pop("worked", [])
    if not (isinstance(worked, list) and worked and all(isinstance(one, str) and one for one in worked)):
        raise DataError(place, None, "worked", str(worked), "it must be a list of the steps of the calculation")
    mistakes = [made(_Mistake, one, f"{place}, mistake") for one in _popped(raw, "mistake", place)]
    fields: Record = {name: raw.pop(name) for name in ("answer", "tolerance", "unit", "rounding") if name in raw}
    head = made(_Number, fields, place)
    number = Number(**vars(head), worked=tuple(worked), mistakes=tuple((one.value, one.reason) for one in mistakes))
    for one in mistakes:
        if number.right(f"{one.value:g}"):
            raise DataError(place, None, "mistake", f"{one.value:g}", "it is within the tolerance of the right answer")
    label = f"Your answer in {number.unit}" if number.unit else "Your answer"
    return {"parts": (Part("number", label, ()),), "number": number}


_BODIES: dict[str, Callable[[Record, str], Body]] = {
    "multiple_choice": _choice,
    "multiple_response_select_all": _select_all,
    "multiple_response_select_n": _select_n,
    "multiple_response_grouping": _grouping,
    "matrix_multiple_choice": _one_per_row,
    "matrix_multiple_response": _any_per_column,
    "dropdown_cloze": _drop_downs,
    "dropdown_table": _drop_downs,
    "dropdown_rationale_dyad": _rationale(_drop_downs, "cause", "effect"),
    "dropdown_rationale_triad": _rationale(_drop_downs, "cause", "effect_1", "effect_2"),
    "dragdrop_cloze": _placing,
    "dragdrop_rationale_dyad": _rationale(_placing, "cause", "effect"),
    "dragdrop_rationale_triad": _rationale(_placing, "cause", "effect_1", "effect_2"),
    "highlight_text": _highlight,
    "highlight_table": _highlight,
    "bowtie": _bowtie,
    "ordered_response": _ordered,
    "calculation": _calculation,
}


# ---- pieces ----


def _popped(raw: Record, name: str, place: str) -> list[Record]:
    found = listed(raw, name, place)
    raw.pop(name, None)
    return found


def _options(raw: Record, name: str, place: str) -> tuple[Option, ...]:
    written = [made(_Option, one, f"{place}, {name} {one.get('id', '')}".strip()) for one in _popped(raw, name, place)]
    by_id(written, f"{place}, {name}")
    if len(written) < 2:
        raise DataError(place, None, "", "", f"it needs at least two [[item.{name}]]")
    return tuple(Option(one.id, one.text, one.correct, one.reason) for one in written)


def _keyed(
    id_: str, label: str, options: tuple[Option, ...], most: int | Callable[[tuple[str, ...]], int], place: str
) -> Part:
    """A part with at least one key, exactly one where one is picked, and at least one option that is wrong."""
    part = Part(id_, label, options, most if isinstance(most, int) else 0)
    if not part.keys:
        raise DataError(place, None, "", "", f"under “{label}” no answer is marked correct = true")
    if part.most == 1 and len(part.keys) != 1:
        raise DataError(place, None, "", "", f"under “{label}” exactly one answer must be marked correct = true")
    return part if isinstance(most, int) else replace(part, most=most(part.keys))


def _several(parts: list[Part], name: str, place: str, at_least: int = 2) -> tuple[Part, ...]:
    by_id(parts, f"{place}, {name}")
    if len(parts) < at_least:
        raise DataError(place, None, "", "", f"it needs at least {at_least} of {name}")
    return tuple(parts)


def _known(value: str, valid: list[str], place: str, column: str) -> None:
    if value not in valid:
        raise DataError(place, None, column, value, f"there is no such id{schema.nearest(value, valid)}")


def _grid(raw: Record, place: str) -> dict[str, Any]:
    """``headings`` and ``cells``, or neither."""
    headings, cells = raw.pop("headings", []), raw.pop("cells", [])
    if not isinstance(headings, list) or not isinstance(cells, list) or bool(headings) != bool(cells):
        raise DataError(place, None, "cells", "", "a table needs headings and cells, both as lists")
    for row in cells:
        if not isinstance(row, list) or len(row) != len(headings):
            raise DataError(place, None, "cells", str(row), f"each row of the table must have {len(headings)} cells")
    return {"headings": tuple(map(str, headings)), "cells": tuple(tuple(map(str, row)) for row in cells)}


def _wording(raw: Record, place: str) -> dict[str, Any]:
    """The text or the table that holds the marks."""
    text, grid = raw.pop("text", ""), _grid(raw, place)
    if bool(text) == bool(grid["cells"]):
        raise DataError(place, None, "text", "", "it needs either a text or a table (headings and cells) with marks")
    return {"text": text, **grid}


def _marks(body: Body, place: str) -> None:
    """Every gap and every word to highlight has its mark once, and every mark its gap."""
    if "text" not in body:
        return
    words = [body["text"], *(cell for row in body["cells"] for cell in row)]
    found = [mark for text in words for mark in MARK.findall(text)]
    parts: tuple[Part, ...] = body["parts"]
    wanted = [option.id for option in parts[0].options] if parts[0].id == "pick" else [part.id for part in parts]
    if sorted(found) != sorted(wanted):
        raise DataError(place, None, "text", ", ".join(found), f"its marks must be each once: {', '.join(wanted)}")
    if any(brace in MARK.sub("", text) for text in words for brace in "{}"):
        raise DataError(place, None, "text", "", "braces may stand only around marks such as {gap}")


def _entry(raw: Record, place: str) -> Entry:
    raw = dict(raw)
    grid = _grid(raw, place)
    head = made(_Entry, raw, place)
    if bool(head.text) == bool(grid["cells"]):
        raise DataError(place, None, "text", "", "an entry has either a text or a table (headings and cells)")
    return Entry(**vars(head), **grid)


def _exhibit(raw: Any, place: str) -> Exhibit:
    if not isinstance(raw, dict):
        raise DataError(place, None, "trend", "", "[item.trend] is missing")
    times = tuple(map(str, raw["times"])) if isinstance(raw.get("times"), list) else ()
    filled = [{name: cell for name, cell in row.items() if cell != ""} for row in listed(raw, "rows", place)]
    rows = [made(_Measure, row, f"{place}, trend row") for row in filled]
    if not (raw.get("caption") and len(times) > 1 and rows):
        raise DataError(place, None, "trend", "", "it needs a caption, at least two times, and rows")
    for row in rows:
        if len(row.values) != len(times):
            raise DataError(place, None, "values", row.measure, f"it must have {len(times)} values, one for each time")
    measures = tuple(Measure(row.measure, row.unit, row.normal, row.values) for row in rows)
    return Exhibit(str(raw["caption"]), times, measures)
