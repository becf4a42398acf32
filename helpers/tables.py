"""Ask for the rows of ``data/``: typed, checked, each file read once.

Missing text is an empty string; a missing number or truth value is ``pandas.NA`` in a DataFrame and ``None`` in a row.
A table is checked when it is first asked for, together with the tables it points to and no others.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.schema import (
    KINDS,
    DataError,
    header_problems,
    key_of,
    nearest,
    pointers,
    resource,
    rows_of,
    split,
    text_of,
    value_of,
    wanted,
    wanted_key,
    wanted_shape,
)

Record = dict[str, Any]
"""One row of a table, column to value."""


def folder() -> Path:
    """Where the tables are: ``$MBC_DATA``, or inside the installed package, or beside it in the repository."""
    return _folder(os.environ.get("MBC_DATA", ""), Path(__file__).parent)


@cache
def _folder(chosen: str, package: Path) -> Path:
    if chosen:
        return Path(chosen).expanduser().resolve()
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


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
                values.append(value_of(cells[position], field))
            except ValueError as error:
                raise DataError(file, line, field["name"], cells[position], wanted(field, cells[position])) from error
        columns[field["name"]] = pd.Series(values, dtype=KINDS[field["type"]].dtype)
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
