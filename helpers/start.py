"""The explorers of notebook ``00_start_here``: the map of the series and the glossary."""

from __future__ import annotations

from typing import Any

from helpers import tables
from helpers.cards import capitalized
from helpers.controls import Choice, Search
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.markup import Safe, el, listing
from helpers.schema import split
from helpers.series import notebook_name, section_link
from helpers.tables import Record, grouped


class SeriesMap(Explorer):
    """The series as a map whose stations are links."""

    title = "Map of the series"
    question = "What do you want to be able to do at the bedside?"
    takeaway = "Each section answers one nurse's question and stands alone: start where your patient is."
    has_picture = False
    language = None

    def _notebooks(self) -> dict[str, list[Record]]:
        return grouped(tables.records("series"), "notebook")

    def picture(self) -> Safe:
        return el("div", [self._notebook(*item) for item in self._notebooks().items()], class_="mbc-map mbc-wide")

    def _notebook(self, notebook: str, sections: list[Record]) -> Safe:
        name = notebook_name(notebook)
        stations = [
            el("li", section_link(row["section_id"]), f" {row['question']} ", el("small", f"{row['minutes']} min"))
            for row in sections
        ]
        minutes = sum(row["minutes"] for row in sections)
        heading = el("h4", el("a", name, href=f"{notebook}.ipynb"), " ", el("small", f"{minutes} minutes in all"))
        return el("section", heading, el("ol", stations), aria_label=name)

    def words(self) -> str:
        notebooks = self._notebooks()
        minutes = [row["minutes"] for sections in notebooks.values() for row in sections]
        return (
            f"{len(notebooks)} notebooks are in this release: {listing(notebook_name(name) for name in notebooks)}. "
            f"Together they hold {len(minutes)} sections of {min(minutes)} to {max(minutes)} minutes."
        )

    def rows(self) -> list[Rows]:
        headings = {"title": "Section", "notebook": "Notebook", "question": "Question", "minutes": "Minutes"}
        return [Rows("Sections of the series", headings, tables.records("series"))]


SPELLINGS = {"tumour": "tumor", "haem": "hem", "oedema": "edema", "anaem": "anem", "oestr": "estr", "oesoph": "esoph"}


def spelled(words: str) -> str:
    """Words as the glossary spells them: lower case, US English."""
    folded = words.casefold()
    for british, american in SPELLINGS.items():
        folded = folded.replace(british, american)
    return folded


def _categories() -> dict[str, str]:
    return {"all": "All"} | {row["category"]: capitalized(row["category"]) for row in tables.records("glossary")}


class Glossary(Explorer):
    """Every term, searchable, in plain and in clinical words."""

    title = "Glossary"
    question = "Which word would you use with a patient, and which on the chart?"
    takeaway = "Use the plain words with patients, then ask them to tell you back what they heard."
    has_picture = False

    find = Search("Search for a word", samples=("", "lymph", "MBC", "<b>", "zzzz"))
    category = Choice(_categories, "Topic", look="select")

    def _found(self) -> list[Record]:
        """Terms of the topic that hold every word sought; those named by it first."""
        words = spelled(self.find).split()
        found = [
            row
            for row in tables.records("glossary")
            if self.category in ("all", row["category"]) and all(word in self._text(row) for word in words)
        ]
        return sorted(found, key=lambda row: not self._names(row, " ".join(words)))

    def _text(self, row: Record) -> str:
        return spelled(" ".join(row[name] for name in ("term", "also_called", "plain", "clinical")))

    def _names(self, row: Record, sought: str) -> bool:
        """Is what was sought the beginning of the term, or one of its other names?"""
        others = [spelled(name) for name in split(row["also_called"])]
        return spelled(row["term"]).startswith(sought) or sought in others

    def picture(self) -> Safe:
        found = self._found()
        if not found:
            return el("p", "No term matches. Try fewer letters, or choose all topics.", class_="mbc-wide")
        terms = el("dl", [self._term(row) for row in found])
        return el("div", terms, class_="mbc-glossary mbc-wide", tabindex=0, role="group", aria_label="Terms found")

    def _term(self, row: dict[str, Any]) -> Safe:
        also = f" also: {row['also_called'].replace(';', ', ')}" if row["also_called"] else ""
        spoken = f" say: {row['pronunciation']}" if row["pronunciation"] else ""
        plain, clinical = el("dd", row["plain"]), el("dd", el("em", "On the chart: "), row["clinical"])
        return el(
            "div",
            el("dt", row["term"], el("small", spoken, also)),
            plain,
            clinical if self.language == "clinical" else "",
            data_key=row["term_id"],
        )

    def words(self) -> str:
        count = len(self._found())
        sought = f" that match “{self.find.strip()}”" if self.find.strip() else ""
        topic = "" if self.category == "all" else f" in the topic {self.label('category').lower()}"
        return f"{count} {'term' if count == 1 else 'terms'}{sought}{topic}."

    def rows(self) -> list[Rows]:
        headings = {
            "term": "Term",
            "also_called": "Also called",
            "plain": "Plain words",
            "clinical": "Clinical words",
        }
        return [Rows("Terms found", headings, self._found())]


ALL: tuple[type[Explorer], ...] = (SeriesMap, Glossary)
"""The explorers of this notebook, in its order."""
