"""The whole bank as two plain CSV files that any spreadsheet opens, to sort, filter, review and key in by hand.

``items.csv`` has a row for each question, ``options.csv`` one for each answer to pick; ``item_id`` joins them.
Two files, because one row for each option with the question repeated would count a question five times as soon as
someone filters or makes a pivot table, and one row for each question with options side by side cannot hold a matrix.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from helpers.markup import listing
from helpers.quiz.export.contract import Bundle, Export, Fit
from helpers.quiz.export.package import figure
from helpers.quiz.export.wording import printable
from helpers.quiz.frameworks import INDEPENDENT, NEEDS, STEPS
from helpers.quiz.items import Case, Entry, Exhibit, Item, Option, Part, pieces
from helpers.quiz.scoring import RULES, most

ITEMS = (
    "number",
    "item_id",
    "case",
    "case_question",
    "type",
    "points",
    "rule",
    "client_and_chart",
    "stem",
    "text",
    "what_to_do",
    "answer",
    "why",
    "step_of_clinical_judgment",
    "client_needs",
    "bloom",
    "objective",
    "section",
    "form",
    "pair",
    "reviewed",
    "sources",
)
"""Columns of ``items.csv``."""

OPTIONS = ("number", "item_id", "part", "part_label", "letter", "option_id", "option", "right", "position", "reason")
"""Columns of ``options.csv``. ``position`` is the place in the right order, for ordered response."""

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def write(bundle: Bundle) -> Export:
    """The two tables and a read-me."""
    numbered = list(enumerate(bundle.items, 1))
    files = {
        "items.csv": table(ITEMS, (_item(number, item, bundle) for number, item in numbered)),
        "options.csv": table(OPTIONS, (row for number, item in numbered for row in _options(number, item))),
        "read_me.txt": printable(_read_me(bundle)).encode(),
    }
    return Export(
        files, tuple(Fit(item.id, "rows", "exact", "A table is not scored by itself.") for item in bundle.items)
    )


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file as Excel, LibreOffice and Google Sheets all open it: UTF-8 with its mark, CRLF, no formulas."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([cell(value) for value in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def cell(value: object) -> str:
    """A cell that stays text: what a spreadsheet would take for a formula gets an apostrophe, a number does not."""
    text = printable(str(value))
    return f"'{text}" if risky(text) else text


def risky(text: str) -> bool:
    """Would a spreadsheet take it for a formula?"""
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


def letter(index: int) -> str:
    """The letter of an option: A to Z, then AA."""
    return chr(65 + index) if index < 26 else letter(index // 26 - 1) + letter(index % 26)


# ---- items ----


def _item(number: int, item: Item, bundle: Bundle) -> list[object]:
    case = bundle.cases.get(item.case)
    return [
        number,
        item.id,
        case.title if case else "",
        case.items.index(item) + 1 if case else "",
        item.type_name,
        most(item),
        RULES[item.rule].says,
        "\n\n".join(_background(item, case)),
        item.stem,
        _text(item),
        " ".join(filter(None, [item.told, item.number.rounding if item.number else ""])),
        answer(item),
        item.why,
        STEPS[item.step].name,
        NEEDS[item.needs],
        item.bloom,
        item.objective,
        item.section,
        item.form,
        item.pair,
        item.reviewed.isoformat(),
        item.source_id,
    ]


def _background(item: Item, case: Case | None) -> Iterator[str]:
    chart = item.chart
    if case:
        yield f"{case.client} {case.setting}."
        chart = (*case.chart(case.items.index(item) + 1), *chart)
    yield from (_entry(one) for one in chart)
    if item.trend:
        yield _exhibit(item.trend)


def _entry(entry: Entry) -> str:
    if not entry.cells:
        return f"{entry.title}: {entry.text}"
    return "\n".join([entry.title, *_lines(entry.headings, entry.cells)])


def _exhibit(trend: Exhibit) -> str:
    head = ("Measured", *trend.times, "Reference range")
    rows = [(f"{one.name} ({one.unit})" if one.unit else one.name, *one.values, one.normal) for one in trend.measures]
    return "\n".join([trend.caption, *_lines(head, rows)])


def _lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [" | ".join(row) for row in (head, *rows)]


def _text(item: Item) -> str:
    """The text or table of an item in plain words: gaps numbered, parts to highlight in brackets with their letters."""
    if item.kind.startswith("highlight"):
        options = item.parts[0].options
        fill = {one.id: f"[{letter(index)}: {one.text}]" for index, one in enumerate(options)}
    else:
        fill = {part.id: f"({number}) ____" for number, part in enumerate(item.parts, 1)}

    def words(text: str) -> str:
        return "".join(said + fill.get(mark, "") for said, mark in pieces(text))

    if item.cells:
        return "\n".join(_lines(item.headings, [[words(one) for one in row] for row in item.cells]))
    return words(item.text)


def answer(item: Item) -> str:
    """The right answer in words."""
    if item.number:
        within = f" (accept {figure(item.number.tolerance)} more or less)" if item.number.tolerance else ""
        return f"{figure(item.number.answer)} {item.number.unit}".strip() + within
    if item.kind == "ordered_response":
        return "; ".join(f"{place}. {one.text}" for place, one in enumerate(item.parts[0].options, 1))
    if len(item.parts) == 1:
        return "; ".join(_keys(item.parts[0]))
    return "; ".join(
        f"{part.label}: {listing(_keys(part), 'or' if part in item.effects else 'and')}" for part in item.parts
    )


def _keys(part: Part) -> list[str]:
    return [one.text for one in part.options if one.correct]


# ---- options ----


def _options(number: int, item: Item) -> Iterator[list[object]]:
    if item.number:
        part = item.parts[0]
        worked = " ".join(item.number.worked)
        yield [number, item.id, 1, part.label, "", "", figure(item.number.answer), "yes", "", worked]
        for value, reason in item.number.mistakes:
            yield [number, item.id, 1, part.label, "", "", figure(value), "no", "", reason]
        return
    for place, part in enumerate(item.parts, 1):
        for index, option in enumerate(part.options):
            yield [number, item.id, place, part.label, letter(index), *_option(item, index, option)]


def _option(item: Item, index: int, option: Option) -> list[object]:
    position = index + 1 if item.kind == "ordered_response" else ""
    return [option.id, option.text, "yes" if option.correct else "no", position, option.reason]


def _read_me(bundle: Bundle) -> str:
    return "\n".join(
        [
            " ".join(bundle.title.split()),
            INDEPENDENT,
            "",
            "items.csv: one row for each question. Sort and filter here.",
            "options.csv: one row for each answer that can be picked, with its reason. item_id is the same in both.",
            "",
            "Both are CSV in UTF-8. Rows are in the order of the questions; number keeps that order when you sort.",
            "An apostrophe before =, +, - or @ keeps a spreadsheet from taking a text for a formula.",
            "Clients are fictional.",
            "",
        ]
    )
