"""Fictional cases written in TOML: read, checked and made into what a topic needs.

A topic says with dataclasses what a case is made of; a mistake in the file is named in one sentence, with its place.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import MISSING, Field, fields
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar, get_type_hints

from helpers import schema, tables
from helpers.markup import listing
from helpers.schema import DataError
from helpers.tables import Record

FLAGS = ("yes", "partial", "no")
"""What ``checked`` may say."""

KINDS: dict[Any, tuple[tuple[type, ...], str]] = {
    str: ((str,), "text"),
    int: ((int,), "a whole number"),
    float: ((float, int), "a number"),
    bool: ((bool,), "true or false"),
    date: ((date,), "a date such as 2026-01-31"),
    tuple[str, ...]: ((list,), "a list of words"),
}
"""Type of a field to its types in TOML and the words for it. Text and lists may not be empty."""


class Written(Protocol):
    """A dataclass, whatever its fields."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


class Named(Protocol):
    """What has an id."""

    @property
    def id(self) -> str:
        """Its key among its kind."""


Made = TypeVar("Made", bound=Written)
One = TypeVar("One", bound=Named)


def parsed(data: Path, file: str) -> Record:
    """The tables of a TOML file of the folder ``data``. Raises :class:`~helpers.schema.DataError`."""
    try:
        return tomllib.loads(schema.text_of(data, file))
    except tomllib.TOMLDecodeError as error:
        hint = "Look there for a missing quote, a curly quote where a straight one belongs, or True for true"
        raise DataError(file, None, "", "", f"the file cannot be read: {error}. {hint}") from None


def listed(item: Record, name: str, place: str) -> list[Record]:
    """The tables of a list such as ``[[patient]]``; ``place`` is named when it is something else."""
    found = item.get(name, [])
    if not (isinstance(found, list) and all(isinstance(one, dict) for one in found)):
        raise DataError(place, None, "", "", f"each {name} must be written as a table of its own")
    return found


def made(kind: type[Made], item: Record, place: str, **more: Any) -> Made:
    """One TOML table as a ``kind``, with every key known, none missing, and each of the right type.

    ``more`` are fields that are not read from the table. A list under ``source_id`` is joined with ``;`` and checked
    against the references. What the class itself refuses (``ValueError``) becomes a
    :class:`~helpers.schema.DataError` with the ``place``.
    """
    wanted = {field.name: field for field in fields(kind) if field.name not in more}
    if not isinstance(item, dict):
        raise DataError(place, None, "", "", "it must be a table")
    item = dict(item)
    sources = item.get("source_id")
    if isinstance(sources, list):
        item["source_id"] = ";".join(map(str, sources))
    for name in item:
        if name not in wanted:
            raise DataError(place, None, "", name, f"there is no such key{schema.nearest(name, wanted)}")
    types = get_type_hints(kind)
    for name, field in wanted.items():
        if name not in item:
            if field.default is MISSING:
                raise DataError(place, None, "", "", f"{name} is missing")
            continue
        typed, words = KINDS[types[name]]
        if type(item[name]) not in typed or item[name] in ("", []):
            empty = item[name] in ("", [])
            raise DataError(place, None, name, str(item[name]), "it is empty" if empty else f"it must be {words}")
        if typed == (list,):
            item[name] = tuple(map(str, item[name]))
    if "source_id" in wanted:
        known(place, "source_id", schema.split(item["source_id"]), "references")
    try:
        return kind(**item, **more)
    except ValueError as error:
        raise DataError(place, None, "", "", str(error)) from None


def by_id(items: Sequence[One], place: str) -> dict[str, One]:
    """Each item under its id, in the order given. Raises :class:`~helpers.schema.DataError` where an id is repeated."""
    ids = [one.id for one in items]
    if twice := next((id_ for id_ in ids if ids.count(id_) > 1), None):
        raise DataError(place, None, "id", twice, "it stands there twice")
    return dict(zip(ids, items, strict=True))


def one_of(name: str, value: str, valid: Collection[str]) -> None:
    """Raise a ``ValueError`` in words unless ``value`` is one of ``valid``."""
    if value not in valid:
        raise ValueError(f"{name} is “{value}” and must be {listing(valid, 'or')}")


def known(place: str, column: str, values: Collection[str], table: str) -> None:
    """Raise a :class:`~helpers.schema.DataError` unless every value is a key of ``table``."""
    key = schema.key_of(schema.resource(tables.folder(), table)["schema"])[0]
    valid = tables.named(table, key)
    for value in values:
        if value not in valid:
            raise DataError(place, None, column, value, schema.wanted_key(key, table, value, valid))
