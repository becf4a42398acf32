"""Load the tables of ``data/`` as typed DataFrames.

Types and rules come from ``datapackage.json`` (a Frictionless Data Package), so a new rule is written there, not here.
Missing text is an empty string; a missing number or truth value is ``pandas.NA``. A table is checked when it is first
asked for, together with the tables it points to and no others. ``mbc check`` lists every problem; this module stops at
the first.
"""

from __future__ import annotations

import csv
import io
import json
import math
import os
import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers.markup import listing

Record = dict[str, Any]
"""One row of a table, column to value."""

Field = dict[str, Any]
"""One column of a Table Schema."""

PACKAGE = "datapackage.json"
REFERENCES = "mbc:references"
"""Property of a field whose cells hold ids joined by ``;``, each one a value of ``<table>.<column>``."""


class Problem(NamedTuple):
    """One thing wrong with a table; as text, one sentence. ``row`` counts as a spreadsheet does: 1 is the header."""

    file: str
    row: int | None
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        place = [self.file, f"row {self.row}" if self.row else "", f"column {self.column}" if self.column else ""]
        value = self.value if len(self.value) <= 60 else f"{self.value[:59]}…"
        found = f"{json.dumps(value, ensure_ascii=False)} is not valid: " if value else ""
        return f"{', '.join(part for part in place if part)}: {found}{self.expected}."


class DataError(ValueError):
    """Data that cannot be used. Its one argument is the :class:`Problem`."""

    def __init__(self, file: str, row: int | None, column: str, value: str, expected: str) -> None:
        super().__init__(Problem(file, row, column, value, expected))


def folder() -> Path:
    """Where the tables are: ``$MBC_DATA``, or inside the installed package, or beside it in the repository."""
    if chosen := os.environ.get("MBC_DATA"):
        return Path(chosen).expanduser().resolve()
    installed = Path(__file__).parent / "data"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "data"


def load(name: str) -> pd.DataFrame:
    """The table ``name`` (such as ``"sites"``); a copy, yours to change. Raises :class:`DataError`."""
    return _table(folder(), name).copy()


def records(name: str) -> list[Record]:
    """The rows of the table ``name``, column to value; missing numbers are ``None``. Raises :class:`DataError`."""
    return [dict(record) for record in _records(folder(), name)]


def row(name: str, key: str) -> Record:
    """The row of ``name`` whose key is ``key``; missing numbers are ``None``. Raises :class:`DataError`."""
    column = key_of(resource(folder(), name)["schema"])[0]
    found = _by_key(folder(), name)
    if key not in found:
        raise DataError(f"{name}.csv", None, column, key, f"no row has it{nearest(key, found)}")
    return dict(found[key])


def named(name: str, column: str) -> dict[str, str]:
    """Key to the text in ``column``, for every row of the table ``name``."""
    return {key: str(record[column]) for key, record in _by_key(folder(), name).items()}


def grouped(rows: Iterable[Record], column: str) -> dict[Any, list[Record]]:
    """Rows by the value of ``column``, groups and rows in the order met."""
    groups: dict[Any, list[Record]] = {}
    for record in rows:
        groups.setdefault(record[column], []).append(record)
    return groups


def cited(ids: Iterable[str]) -> list[Record]:
    """References named by cells such as ``"WU2017;GONG2018"``: each once, in the order first named."""
    return [row("references", source) for source in dict.fromkeys(source for cell in ids for source in split(cell))]


def split(cell: str) -> list[str]:
    """The items of a cell that holds several, joined by ``;``."""
    return [item.strip() for item in cell.split(";") if item.strip()]


def nearest(value: str, valid: Iterable[str]) -> str:
    """``; the nearest is "..."``, or nothing when no valid value is close."""
    close = get_close_matches(value, list(valid), n=1, cutoff=0.4)
    return f'; the nearest is "{close[0]}"' if close else ""


def wanted(field: Field, text: str) -> str:
    """What the rules of ``field`` ask of a cell that now holds ``text``."""
    rules = field.get("constraints", {})
    if not text:
        return "this cell must not be empty"
    if options := rules.get("enum"):
        return f"it must be {listing([json.dumps(option) for option in options], 'or')}{nearest(text, options)}"
    if field["type"] == "string":
        return f'it must be written like "{field["example"]}"'
    limits = [f"{word} {rules[key]}" for key, word in (("minimum", "at least"), ("maximum", "at most")) if key in rules]
    return listing([f"it must be {_KINDS[field['type']].words}", *limits])


def wanted_key(column: str, table: str, text: str, valid: Iterable[str]) -> str:
    """What the rules ask of a cell that points to ``column`` of another table and now holds ``text``."""
    return f"it must be a {column} of {table}.csv{nearest(text, valid)}"


def wanted_shape(cells: list[str], width: int) -> str:
    """What is asked of a row that is empty or has too many or too few cells."""
    if not any(cells):
        return "the row is empty and must be deleted"
    return f"the row has {len(cells)} cells and must have {width}"


def key_of(schema: dict[str, Any]) -> list[str]:
    """The columns that together name a row."""
    key: str | list[str] = schema["primaryKey"]
    return [key] if isinstance(key, str) else key


class Pointer(NamedTuple):
    """A column whose cells name a row of another table, or ``several`` rows."""

    column: str
    table: str
    target: str
    several: bool


def pointers(schema: dict[str, Any]) -> list[Pointer]:
    """The foreign keys and the :data:`REFERENCES` of a table."""
    one = [
        Pointer(key["fields"], key["reference"]["resource"], key["reference"]["fields"], False)
        for key in schema.get("foreignKeys", [])
    ]
    listed = [(field["name"], field[REFERENCES].split(".")) for field in schema["fields"] if REFERENCES in field]
    return one + [Pointer(column, table, target, True) for column, (table, target) in listed]


@cache
def package(data: Path) -> dict[str, dict[str, Any]]:
    """What ``datapackage.json`` says of each table of the folder ``data``. Raises :class:`DataError`."""
    text = text_of(data, PACKAGE)
    try:
        tables = {table["name"]: table for table in json.loads(text)["resources"]}
        for table in tables.values():
            # reading now what the loader needs later tells of damage here, not halfway through a table
            _ = table["path"], key_of(table["schema"]), pointers(table["schema"])
            _ = [_KINDS[field["type"]] for field in table["schema"]["fields"]]
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise DataError(PACKAGE, None, "", "", f"the file is damaged and cannot be used ({error})") from error
    return tables


def resource(data: Path, name: str) -> dict[str, Any]:
    """What ``datapackage.json`` says of the table ``name``. Raises :class:`DataError`."""
    tables = package(data)
    if name not in tables:
        raise DataError(PACKAGE, None, "", name, f"there is no such table{nearest(name, tables)}")
    return tables[name]


def text_of(data: Path, file: str) -> str:
    """The text of a file of the folder ``data``. Raises :class:`DataError` if it is missing or not UTF-8."""
    try:
        return (data / file).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(file, None, "", "", f"the file is missing from the folder {data}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataError(file, line, "", "", "the text is not UTF-8; save the file as CSV UTF-8") from error


class _Kind(NamedTuple):
    """One type of cell: the words for it, its pandas dtype, and how its text is read."""

    words: str
    dtype: str
    read: Callable[[str], Any]


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


_KINDS = {
    "string": _Kind("text", "str", str),
    "integer": _Kind("a whole number", "Int64", int),
    "number": _Kind("a number", "Float64", _finite),
    "boolean": _Kind('"true" or "false"', "boolean", lambda text: bool(("false", "true").index(text.lower()))),
}


def _value(text: str, field: Field) -> Any:
    """What a cell means. Raises :class:`ValueError` when it breaks a rule of ``field``."""
    rules, kind = field.get("constraints", {}), _KINDS[field["type"]]
    if not text:
        if rules.get("required"):
            raise ValueError(text)
        return "" if kind.dtype == "str" else pd.NA
    value = kind.read(text)
    if not (
        value in rules.get("enum", [value])
        and re.fullmatch(rules.get("pattern", ".*"), text, re.DOTALL)
        and rules.get("minimum", value) <= value <= rules.get("maximum", value)
    ):
        raise ValueError(text)
    return value


def header_problems(file: str, header: list[str], expected: list[str]) -> list[Problem]:
    """What is wrong with the first row of a table."""
    unknown = [column for column in header if column not in expected]
    missing = [column for column in expected if column not in header]
    if not unknown and not missing and header != expected:
        return [Problem(file, 1, "", "", f"the columns must stand once each in the order {', '.join(expected)}")]
    return [
        *(Problem(file, 1, "", column, f"there is no such column{nearest(column, expected)}") for column in unknown),
        *(Problem(file, 1, "", "", f"the column {column} is missing") for column in missing),
    ]


def rows_of(text: str) -> list[list[str]]:
    """The cells of a table, its header first."""
    return list(csv.reader(io.StringIO(text, newline=""))) or [[]]


@cache
def _table(data: Path, name: str) -> pd.DataFrame:
    described = resource(data, name)
    file, schema = described["path"], described["schema"]
    columns: dict[str, pd.Series[Any]] = {}
    header, *rows = rows_of(text_of(data, file))
    for problem in header_problems(file, header, [field["name"] for field in schema["fields"]])[:1]:
        raise DataError(*problem)
    for line, cells in enumerate(rows, start=2):
        if len(cells) != len(header) or not any(cells):
            raise DataError(file, line, "", "", wanted_shape(cells, len(header)))
    for position, field in enumerate(schema["fields"]):
        values = []
        for line, cells in enumerate(rows, start=2):
            try:
                values.append(_value(cells[position], field))
            except ValueError as error:
                raise DataError(file, line, field["name"], cells[position], wanted(field, cells[position])) from error
        columns[field["name"]] = pd.Series(values, dtype=_KINDS[field["type"]].dtype)
    table = pd.DataFrame(columns)
    key, seen = key_of(schema), dict[tuple[str, ...], int]()
    for line, names in enumerate(zip(*(table[column] for column in key), strict=True), start=2):
        if (earlier := seen.setdefault(names, line)) != line:
            raise DataError(file, line, " and ".join(key), " and ".join(names), f"row {earlier} has it already")
    for column, other, target, several in pointers(schema):
        valid = set(_table(data, other)[target])
        for line, cell in enumerate(table[column], start=2):
            for item in split(cell) if several else filter(None, [cell]):
                if item not in valid:
                    raise DataError(file, line, column, item, wanted_key(target, other, item, valid))
    return table


@cache
def _records(data: Path, name: str) -> list[Record]:
    table = _table(data, name).astype(object)
    rows = table.where(table.notna(), None).itertuples(index=False, name=None)
    return [dict(zip(table.columns, cells, strict=True)) for cells in rows]


@cache
def _by_key(data: Path, name: str) -> dict[str, Record]:
    column = key_of(resource(data, name)["schema"])[0]
    return {record[column]: record for record in _records(data, name)}
