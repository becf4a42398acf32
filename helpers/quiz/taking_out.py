"""Taking questions out, from a notebook: choose which and in what form, see what fits, and download."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from traitlets import Unicode

from helpers import frame, tables
from helpers.cards import capitalized
from helpers.controls import Choice
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.markup import Safe, el, join
from helpers.quiz import bank
from helpers.quiz.export import FORMATS, chosen, exported, packed
from helpers.quiz.export.contract import FIDELITY, Export
from helpers.quiz.frameworks import INDEPENDENT
from helpers.series import notebook_name

EVERYTHING = "all"


def _notebooks() -> dict[str, str]:
    names = sorted({bank.notebook_of(one) for one in bank.items().values()})
    return {EVERYTHING: "All notebooks"} | {name: notebook_name(name) for name in names}


def _objectives() -> dict[str, str]:
    used = {one.objective for one in bank.items().values()}
    rows = [row for row in tables.records("objectives") if row["objective_id"] in used]
    return {EVERYTHING: "All objectives"} | {row["objective_id"]: capitalized(row["objective"]) for row in rows}


def _cases() -> dict[str, str]:
    return {EVERYTHING: "All questions"} | {one.id: one.title for one in bank.cases().values()}


def _formats() -> Mapping[str, str]:
    return {name: f"{one.name}: {one.use}" for name, one in FORMATS.items()}


@lru_cache(maxsize=1)
def _made(data: Path, form: str, notebook: str, objective: str, case: str) -> Export | None:
    """The export of a selection, or ``None`` when nothing is in it; kept while picture, words and rows are made."""
    wanted = {"notebook": notebook, "objective": objective, "case": case}
    bundle = chosen(**{name: value for name, value in wanted.items() if value != EVERYTHING})
    return exported(bundle, form) if bundle.items else None


class TakeOut(Explorer):
    """The button for educators: files for a learning system, a spreadsheet or paper."""

    title = "Take the questions out"
    question = "How do these questions get into my learning system, or onto paper?"
    takeaway = ""
    has_picture = False
    language = None

    form = Choice(_formats, "Form", look="select")
    notebook = Choice(_notebooks, "Notebook", look="select")
    objective = Choice(_objectives, "Objective", look="select")
    case = Choice(_cases, "Case", look="select")

    made = Unicode()
    """The selection that the file was asked for; another selection needs another file."""

    def act(self, name: str, value: str) -> None:
        if name == "make":
            self.made = repr(self.state)
        else:
            super().act(name, value)

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """Every form of everything, and every selection in one form: not every pair of selections."""
        plain = {"form": next(iter(FORMATS)), "notebook": EVERYTHING, "objective": EVERYTHING, "case": EVERYTHING}
        for name, control in cls.controls().items():
            for value in control.values():
                yield plain | {name: value}

    def _export(self) -> Export | None:
        return _made(tables.folder(), self.form, self.notebook, self.objective, self.case)

    def _named(self) -> str:
        """What the file is called after: the form, and what was chosen."""
        picks = (self.notebook, self.objective, self.case)
        return "-".join([self.form, *(pick.replace("_", "-") for pick in picks if pick != EVERYTHING)])

    def picture(self) -> Safe:
        export = self._export()
        if export is None:
            return el("p", "No question is in this notebook, objective and case at once.", class_="mbc-wide")
        if self.made != repr(self.state):
            make = el("button", "Make the file", type="button", data_name="make", data_value="yes", class_="mbc-go")
            return el("div", el("p", make), el("p", INDEPENDENT, class_="mbc-note"), class_="mbc-wide")
        name, content = packed(export, self._named())
        kind = "application/zip" if name.endswith(".zip") else "application/octet-stream"
        address = f"data:{kind};base64,{base64.b64encode(content).decode()}"
        size = max(1, round(len(content) / 1000))
        return el(
            "div",
            el("p", el("a", f"Download {name}", href=address, download=name, data_home="make"), f" {size} KB"),
            el("p", INDEPENDENT, class_="mbc-note"),
            class_="mbc-wide",
        )

    def words(self) -> Safe:
        export = self._export()
        if export is None:
            return el("p", "Nothing to take out: choose fewer limits.")
        count = len(export.report)
        told = [
            f"{sum(fit.fidelity == name for fit in export.report)} {words}"
            for name, words in FIDELITY.items()
            if any(fit.fidelity == name for fit in export.report)
        ]
        asked = f"{count} {'question' if count == 1 else 'questions'}"
        advice = (
            "Print both files, or open them and save them as PDF."
            if self.form == "paper"
            else "Import into an empty course first, answer three questions yourself, and compare the points."
        )
        return join(el("p", f"{asked} for {FORMATS[self.form].name}: {'; '.join(told)}."), el("p", advice))

    def _shown(self, picture: Any, rows: list[Rows]) -> dict[str, Safe]:
        return super()._shown(picture, rows) | {"table": frame.tables_of(rows, "What fits, question by question")}

    def rows(self) -> list[Rows]:
        export = self._export()
        headings = {"item_id": "Question", "target": "Becomes", "fidelity": "Fits", "note": "What to know"}
        records = [fit._asdict() for fit in export.report] if export else []
        return [Rows("What fits, question by question", headings, records)]
