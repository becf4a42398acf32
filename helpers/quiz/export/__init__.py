"""Taking questions out: into learning systems, into a spreadsheet and onto paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import NamedTuple

from helpers.quiz import bank
from helpers.quiz.export.contract import FIDELITY, Bundle, Export
from helpers.quiz.export.package import archive
from helpers.quiz.export.spreadsheet import table
from helpers.quiz.items import Item
from helpers.schema import DataError, nearest
from helpers.series import notebook_name

Writer = Callable[[Bundle], Export]


class Format(NamedTuple):
    """A form that questions can be taken out in: its name, where it is used, and the module that writes it."""

    name: str
    use: str
    module: str


FORMATS = {
    "moodle": Format("Moodle XML", "question bank of Moodle", "moodle"),
    "canvas": Format("Canvas QTI 1.2", "Canvas, Classic Quizzes", "canvas"),
    "qti": Format("QTI 2.1", "TAO, OpenOlat and others, and for keeping", "qti21"),
    "blackboard": Format("Blackboard text", "Blackboard, question upload", "blackboard"),
    "brightspace": Format("Brightspace CSV", "Brightspace (D2L), question library", "brightspace"),
    "csv": Format("Spreadsheet", "any spreadsheet: one table of questions, one of options", "spreadsheet"),
    "paper": Format("Paper and key", "print it, on Letter or A4", "paper"),
}
"""Forms by id."""


def chosen(*, notebook: str = "", objective: str = "", case: str = "") -> Bundle:
    """The questions of a notebook, of an objective, of a case, of all that are named at once, or all there are.

    Raises :class:`~helpers.schema.DataError` with the nearest name.
    """
    every = bank.items()
    notebooks = {name: bank.notebook_of(one) for name, one in every.items()}
    _known("notebook", notebook, notebooks.values())
    _known("objective", objective, (one.objective for one in every.values()))
    _known("case", case, bank.cases())

    def wanted(one: Item) -> bool:
        return (
            (not notebook or notebooks[one.id] == notebook)
            and (not objective or one.objective == objective)
            and (not case or one.case == case)
        )

    items = tuple(sorted(filter(wanted, every.values()), key=lambda one: notebooks[one.id]))
    names = [bank.case(case).title if case else "", notebook and notebook_name(notebook), objective.replace("_", " ")]
    title = ": ".join(["Stage 4 breast cancer", *filter(None, names)])
    return Bundle(title, items, {one.case: bank.case(one.case) for one in items if one.case})


def _known(what: str, value: str, valid: Iterable[str]) -> None:
    names = sorted(set(valid))
    if value and value not in names:
        raise DataError("questions", None, what, value, f"there is no such {what}{nearest(value, names)}")


def exported(bundle: Bundle, form: str) -> Export:
    """The bundle in one of :data:`FORMATS`. Raises :class:`~helpers.schema.DataError` for another."""
    if form not in FORMATS:
        raise DataError("export", None, "form", form, f"there is no such form{nearest(form, FORMATS)}")
    if not bundle.items:
        raise DataError("export", None, "", "", "there is nothing to take out")
    if lost := {one.case for one in bundle.items if one.case} - set(bundle.cases):
        raise DataError("export", None, "case", ", ".join(sorted(lost)), "the bundle does not hold it")
    write: Writer = import_module(f"helpers.quiz.export.{FORMATS[form].module}").write
    return write(bundle)


def report(export: Export) -> bytes:
    """The report as a spreadsheet: what each question became, and how true to ours."""
    rows = [(fit.item_id, fit.target, FIDELITY[fit.fidelity], fit.note) for fit in export.report]
    return table(("question", "becomes", "fits", "what to know"), rows)


def packed(export: Export, called: str) -> tuple[str, bytes]:
    """One file for a download, with its name: the files and the report, in an archive that is always the same."""
    return f"mbc-questions-{called}.zip", archive({**export.files, "report.csv": report(export)})


def slug(title: str) -> str:
    """A title as a file name: ``stage-4-breast-cancer``."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower())[:80].strip("-") or "questions"


__all__ = ["FIDELITY", "FORMATS", "Format", "chosen", "exported", "packed", "report", "slug"]
