"""What a table must look like, and the one sentence that says where it does not.

The rules stand in ``datapackage.json`` (a Frictionless Data Package), so a new rule is written there, not here.
:mod:`helpers.tables` stops at the first problem; ``mbc check`` lists them all, in the same sentences.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers.markup import listing

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
    return listing([f"it must be {KINDS[field['type']].words}", *limits])


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
            _ = [KINDS[field["type"]] for field in table["schema"]["fields"]]
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


KINDS = {
    "string": _Kind("text", "str", str),
    "integer": _Kind("a whole number", "Int64", int),
    "number": _Kind("a number", "Float64", _finite),
    "boolean": _Kind('"true" or "false"', "boolean", lambda text: bool(("false", "true").index(text.lower()))),
}


def value_of(text: str, field: Field) -> Any:
    """What a cell means. Raises :class:`ValueError` when it breaks a rule of ``field``."""
    rules, kind = field.get("constraints", {}), KINDS[field["type"]]
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
