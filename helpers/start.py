"""The explorers of notebook ``00_start_here``: the map of the series, the pre-check, and the glossary."""

from __future__ import annotations

from typing import Any

from traitlets import Dict

from helpers import frame, questions, tables
from helpers.cards import capitalized
from helpers.controls import Choice, ChoiceError, Search
from helpers.drawing.parts import label, pickable
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import NOTHING, Safe, el, join, listing
from helpers.questions import Question
from helpers.schema import split
from helpers.tables import Record, grouped


def notebook_name(notebook: str) -> str:
    """``02_how_it_spreads`` as ``2 How it spreads``."""
    number, _, words = notebook.partition("_")
    return f"{int(number)} {capitalized(words.replace('_', ' '))}"


def section_link(section_id: str, *, named: bool = False) -> Safe:
    """A link to a section of the series, in the notebook beside the present one; ``named`` adds the notebook's name."""
    row = tables.row("series", section_id)
    words = f"{notebook_name(row['notebook'])}: {row['title']}" if named else row["title"]
    return el("a", words, href=f"{row['notebook']}.ipynb#{row['anchor']}")


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


MARK = 56  # room for the mark of one question, in drawing units


def _numbers() -> dict[str, str]:
    return {str(n): str(n) for n in range(1, len(questions.load("precheck")) + 1)}


class PreCheck(Explorer):
    """Questions before learning. Nothing is stored: the answers live as long as the page."""

    title = "Pre-check"
    question = "What do you already know? Guess freely; it is the feedback that teaches."
    takeaway = "Note the questions you missed. The section named with each answer is where to look."

    has_picture = False

    number = Choice(_numbers, "Question", look="steps")
    language = None
    answers = Dict()
    """Index of the option chosen, by question id."""

    def act(self, name: str, value: str) -> None:
        options = self._current().options
        if name != "answer":
            super().act(name, value)
        elif value.isdigit() and int(value) < len(options):
            self.answers = {**self.answers, self._current().id: int(value)}
        else:
            raise ChoiceError(
                f"Question {self.number} has no answer “{value}”. Choose one of its {len(options)} answers."
            )

    def _all(self) -> list[Question]:
        return list(questions.load("precheck").values())

    def _current(self) -> Question:
        return self._all()[int(self.number) - 1]

    def _mark(self, question: Question) -> tuple[str, str, str]:
        """Sign, role and word for the state of a question."""
        chosen = self.answers.get(question.id)
        if chosen is None:
            return "", "edge", "not answered"
        return ("✓", "right", "right") if question.options[chosen].correct else ("✗", "wrong", "missed")

    def picture(self) -> Safe:
        stops = []
        for index, question in enumerate(self._all()):
            sign, role, word = self._mark(question)
            number, on = str(index + 1), str(index + 1) == self.number
            stops.append(
                el(
                    "g",
                    el(
                        "circle",
                        cx=MARK * (index + 0.5),
                        cy=MARK / 2,
                        r=24 if on else 20,
                        fill="var(--mbc-surface)",
                        stroke=f"var(--mbc-{role})",
                        stroke_width=5 if on else 2,
                    ),
                    label(
                        sign or number,
                        MARK * (index + 0.5),
                        28,
                        text_anchor="middle",
                        font_size=22 if on else 19,
                        font_weight=650 if on else 400,
                    ),
                    **pickable("number", number, f"Question {number}, {word}", on),
                )
            )
        marks = el(
            "svg",
            stops,
            viewbox=f"0 0 {MARK * len(stops)} {MARK}",
            role="group",
            aria_label=f"The questions. {HOW_TO_MOVE}",
            class_="mbc-marks",
        )
        return el("div", marks, self._asked(), class_="mbc-wide")

    def _asked(self) -> Safe:
        question = self._current()
        chosen = self.answers.get(question.id)
        options = [
            el(
                "button",
                f"{'✓ ' if chosen is not None and option.correct else ''}{chr(ord('A') + index)}. {option.text}",
                type="button",
                data_name="answer",
                data_value=str(index),
                aria_pressed="true" if chosen == index else "false",
                class_="mbc-option",
            )
            for index, option in enumerate(question.options)
        ]
        return el(
            "fieldset",
            el("legend", question.stem),
            el("div", options, class_="mbc-options"),
            data_key=question.id,
            class_="mbc-asked",
        )

    def words(self) -> Safe:
        question = self._current()
        chosen = self.answers.get(question.id)
        done = [self._mark(q)[2] for q in self._all() if q.id in self.answers]
        tally = f"{len(done)} of {len(self._all())} answered, {done.count('right')} right."
        told = el("p", el("strong", f"Question {self.number}. "), tally)
        if chosen is None:
            return told
        more = el("p", "Where to read more: ", section_link(question.section, named=True))
        return join(told, frame.verdict(question, chosen), more, self._summary())

    def _summary(self) -> Safe:
        """When all are answered: what to read for those missed."""
        missed = [question for question in self._all() if self._mark(question)[2] == "missed"]
        if len(self.answers) < len(self._all()) or not missed:
            return NOTHING
        links = [el("li", section_link(section, named=True)) for section in dict.fromkeys(q.section for q in missed)]
        return join(el("p", el("strong", "All answered. For the ones you missed, read:")), el("ul", links))

    def rows(self) -> list[Rows]:
        headings = {"n": "Question", "stem": "Asked", "yours": "Your answer", "best": "Best answer", "why": "Why"}
        answered = [
            {
                "n": number,
                "stem": question.stem,
                "yours": question.options[self.answers[question.id]].text,
                "best": question.answer.text,
                "why": question.answer.reason,
                "source_id": question.source_id,
            }
            for number, question in enumerate(self._all(), 1)
            if question.id in self.answers
        ]
        return [Rows("Your answers so far", headings, answered)]


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


ALL: tuple[type[Explorer], ...] = (SeriesMap, PreCheck, Glossary)
"""The explorers of this notebook, in its order."""
