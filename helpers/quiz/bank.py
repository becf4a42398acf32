"""The question bank: every item and case in ``data/questions``, read once, by section, notebook, objective or case."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from helpers import schema, tables
from helpers.casebook import by_id, known, listed, parsed
from helpers.quiz import written
from helpers.quiz.items import Case, Item
from helpers.quiz.scoring import most
from helpers.schema import DataError

ITEMS = "questions/bank"
CASES = "questions/cases"
FORMS = ("pre", "post")
"""The two parallel forms of the test, before and after learning."""


def items() -> dict[str, Item]:
    """Every item of the bank and of the cases by id, in the order of the files. Raises :class:`DataError`."""
    return dict(_items(tables.folder()))


def cases() -> dict[str, Case]:
    """Every case by id. Raises :class:`DataError`."""
    return dict(_cases(tables.folder()))


def item(item_id: str) -> Item:
    """One item. Raises :class:`DataError` with the nearest id."""
    found = _items(tables.folder())
    if item_id not in found:
        raise DataError(ITEMS, None, "id", item_id, f"no item has it{schema.nearest(item_id, found)}")
    return found[item_id]


def case(case_id: str) -> Case:
    """One case. Raises :class:`DataError` with the nearest id."""
    found = _cases(tables.folder())
    if case_id not in found:
        raise DataError(CASES, None, "id", case_id, f"no case has it{schema.nearest(case_id, found)}")
    return found[case_id]


def of_section(section: str) -> list[Item]:
    """The stand-alone items after a section of the series, without the test forms."""
    return [one for one in items().values() if one.section == section and not (one.case or one.form)]


def form(name: str) -> list[Item]:
    """The items of one of :data:`FORMS`, in the order of their pairs."""
    return sorted((one for one in items().values() if one.form == name), key=lambda one: one.pair)


def sections() -> dict[str, str]:
    """Section id to its title, for each section that has stand-alone items."""
    titles = tables.named("series", "title")
    return {one.section: titles[one.section] for one in items().values() if not (one.case or one.form)}


def notebook_of(one: Item) -> str:
    """The notebook an item belongs to."""
    notebook: str = tables.row("series", one.section)["notebook"]
    return notebook


@cache
def _items(data: Path) -> dict[str, Item]:
    alone = [written.item(raw, file) for file in files(data, ITEMS) for raw in listed(parsed(data, file), "item", file)]
    every = [*alone, *(one for told in _cases(data).values() for one in told.items)]
    for one in every:
        placed(one)
    paired(every)
    return by_id(every, "questions")


@cache
def _cases(data: Path) -> dict[str, Case]:
    told = [written.case(parsed(data, file), file) for file in files(data, CASES)]
    if told:  # in the order of the series; a section that is not there is reported with its item
        places = [row["section_id"] for row in tables.records("series")]
        told.sort(key=lambda one: places.index(one.section) if one.section in places else len(places))
    return by_id(told, CASES)


def files(data: Path, folder: str) -> Iterator[str]:
    """The TOML files of a folder of ``data``, by name."""
    return (f"{folder}/{path.name}" for path in sorted((data / folder).glob("*.toml")))


def placed(one: Item) -> None:
    """Raise a :class:`DataError` unless an item's section and objective exist and are of the same notebook."""
    place = f"questions, item {one.id}"
    known(place, "section", [one.section, *filter(None, [one.read])], "series")
    known(place, "objective", [one.objective], "objectives")
    notebook, goal = notebook_of(one), tables.row("objectives", one.objective)["notebook"]
    if notebook != goal:
        raise DataError(place, None, "objective", one.objective, f"it is an objective of {goal}, not of {notebook}")


def paired(every: list[Item]) -> None:
    """Raise a :class:`DataError` unless each pair has one item in each form, of the same type and points."""
    for one in every:
        if one.form and one.form not in FORMS:
            raise DataError(f"questions, item {one.id}", None, "form", one.form, "it must be pre or post")
    shapes = [{one.pair: (one.kind, most(one)) for one in every if one.form == name} for name in FORMS]
    if shapes[0] != shapes[1]:
        different = {pair for shape in shapes for pair in shape if shapes[0].get(pair) != shapes[1].get(pair)}
        raise DataError(
            ITEMS, None, "pair", ", ".join(sorted(different)), "its two items must be of one type with equal points"
        )
