"""Find every problem in the tables, questions and cases, for the command ``mbc check``.

The Frictionless library checks types, rules and keys against ``datapackage.json``; what a cell points to is checked
here, because a Table Schema cannot describe a cell that holds several ids. Never imported by a notebook.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from frictionless import Package, errors

from helpers import questions
from helpers.casebook import listed, parsed
from helpers.diagnosis import case_file
from helpers.living import talk_file
from helpers.quiz import bank, limits, written
from helpers.quiz.items import Item
from helpers.schema import (
    DataError,
    Problem,
    header_problems,
    key_of,
    package,
    pointers,
    rows_of,
    split,
    text_of,
    wanted,
    wanted_key,
    wanted_shape,
)
from helpers.tables import Record
from helpers.treatment import plan_file

Tables = dict[str, list[list[str]]]
"""Name of each table that has a sound header, to its cells."""


def problems(data: Path) -> list[Problem]:
    """Every problem in the tables, questions and cases of the folder ``data``, in the order of file and row."""
    found: list[Problem] = []
    sound: Tables = {}
    try:
        described = package(data)
    except DataError as error:
        return [error.args[0]]
    for name, table in described.items():
        try:
            rows = rows_of(text_of(data, table["path"]))
        except DataError as error:
            found.append(error.args[0])
            continue
        if faults := header_problems(table["path"], rows[0], [field["name"] for field in table["schema"]["fields"]]):
            found += faults
        else:
            sound[name] = rows
    for name in sound:
        found += _in_table(data, described[name])
        found += _in_pointers(described[name], sound)
    for path in (data / "questions").glob("*.toml"):
        found += _in_questions(path, sound)
    if not found:  # what a case points to must be sound first
        found += [*_in_cases(data), *_in_bank(data)]
    return sorted(found, key=lambda problem: (problem.file, problem.row or 0, problem.column))


def _in_table(data: Path, table: dict[str, Any]) -> Iterator[Problem]:
    """What Frictionless finds in one table, taken by itself."""
    file, schema = table["path"], table["schema"]
    alone = table | {"schema": schema | {"foreignKeys": []}}
    report = Package.from_descriptor({"name": "one", "resources": [alone]}, basepath=str(data)).validate()
    fields = {field["name"]: field for field in schema["fields"]}
    misshapen: set[int] = set()
    for fault in sorted(report.tasks[0].errors, key=lambda fault: not isinstance(fault, _SHAPE)):
        match fault:
            case errors.RowError() if fault.row_number in misshapen:
                pass  # cells that slipped into the wrong column are no news
            case errors.BlankRowError() | errors.ExtraCellError() | errors.MissingCellError():
                misshapen.add(fault.row_number)
                yield Problem(file, fault.row_number, "", "", wanted_shape(fault.cells, len(fields)))
            case errors.PrimaryKeyError():
                names = [fault.cells[list(fields).index(column)] for column in key_of(schema)]
                if all(names):  # an empty cell of a key is reported by itself
                    earlier = re.sub(r"\D", "", fault.note)
                    value = " and ".join(names)
                    yield Problem(
                        file, fault.row_number, " and ".join(key_of(schema)), value, f"row {earlier} has it already"
                    )
            case errors.CellError():
                text = "" if fault.cell is None else str(fault.cell)
                yield Problem(file, fault.row_number, fault.field_name, text, wanted(fields[fault.field_name], text))
            case _:
                yield Problem(file, None, "", "", str(fault.note))


_SHAPE = (errors.BlankRowError, errors.ExtraCellError, errors.MissingCellError)


def _in_questions(path: Path, sound: Tables) -> Iterator[Problem]:
    """What is wrong with a file of questions, then every source and section in it that no table has."""
    try:
        asked = questions.read(path)
    except DataError as error:
        yield error.args[0]
        return
    known = [cells[0] for cells in sound["references"][1:]] if "references" in sound else None
    for question in asked.values():
        for source in split(question.source_id):
            if known is not None and source not in known:
                file = f"questions/{path.name}, question {question.id}"
                yield Problem(file, None, "", source, wanted_key("source_id", "references", source, known))


def _in_bank(data: Path) -> Iterator[Problem]:
    """What is wrong with each item and each case of the question bank, and then with the bank as a whole."""
    found: list[Problem] = []
    with _asked_for(data):
        for folder, made in ((bank.ITEMS, _items), (bank.CASES, _case)):
            for file in bank.files(data, folder):
                for read in made(data, file):
                    try:
                        for item in read():
                            bank.placed(item)
                    except DataError as error:
                        found.append(error.args[0])
        if not found:
            try:
                bank.items()
            except DataError as error:
                found.append(error.args[0])
    yield from found


Read = Callable[[], Iterable[Item]]


def _items(data: Path, file: str) -> Iterator[Read]:
    """How to read each item of a file by itself."""
    try:
        written_down = listed(parsed(data, file), "item", file)
    except DataError as error:
        yield partial(_raise, error)
        return
    for raw in written_down:
        yield partial(_one, raw, file)


def _case(data: Path, file: str) -> Iterator[Read]:
    """How to read the items of a case."""
    yield lambda: written.case(parsed(data, file), file).items


def _one(raw: Record, file: str) -> list[Item]:
    return [written.item(raw, file)]


def _raise(error: DataError) -> list[Item]:
    raise error


def advice(data: Path) -> list[Problem]:
    """What an author may want to change in the question bank; it loads as it is."""
    with _asked_for(data):
        found = bank.items() if any(bank.files(data, bank.ITEMS)) else {}
        return [
            Problem(f"questions, item {item.id}", None, "", "", words)
            for item in found.values()
            for words in limits.warnings(item)
        ]


def _in_cases(data: Path) -> Iterator[Problem]:
    """What is first found wrong in each file of fictional patients."""
    with _asked_for(data):
        for cases in (case_file, plan_file, talk_file):
            try:
                if (data / cases.FILE).exists():
                    cases.load()
            except DataError as error:
                yield error.args[0]


@contextmanager
def _asked_for(data: Path) -> Iterator[None]:
    """Inside, every table is asked for in the folder ``data``."""
    before = os.environ.get("MBC_DATA")
    os.environ["MBC_DATA"] = str(data)
    try:
        yield
    finally:
        os.environ.pop("MBC_DATA")
        if before is not None:
            os.environ["MBC_DATA"] = before


def _in_pointers(table: dict[str, Any], sound: Tables) -> Iterator[Problem]:
    """Cells of one table that name a row no other table has; tables that cannot be read are passed over."""
    header, *rows = sound[table["name"]]
    for column, other, target, several in pointers(table["schema"]):
        if other in sound:
            place = sound[other][0].index(target)
            valid = {cells[place] for cells in sound[other][1:] if len(cells) > place}
            for line, cells in enumerate(rows, start=2):
                cell = cells[header.index(column)] if len(cells) == len(header) else ""
                for item in split(cell) if several else filter(None, [cell]):
                    if item not in valid:
                        yield Problem(table["path"], line, column, item, wanted_key(target, other, item, valid))
