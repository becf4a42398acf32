"""What goes wrong: how many claims of each topic and article are sound or flawed, and the fifteen that teach most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from helpers import tables
from helpers.cards import headed
from helpers.claims import verdicts
from helpers.claims.verdicts import LOOKS, TOPICS
from helpers.controls import Choice, ChoiceError
from helpers.drawing.count_grid import Column, Line, count_grid
from helpers.drawing.statements import Statement, statements
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import Safe, el, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record

ALL = "all"
"""Stands for every topic, every article or every verdict."""

ARTICLES = "ABCDE"
"""The letters of the articles."""


def _topics() -> dict[str, str]:
    return {ALL: "All topics", **TOPICS}


def _articles() -> dict[str, str]:
    return {ALL: "All five articles", **{letter: f"Article {letter}" for letter in ARTICLES}}


def _verdicts() -> dict[str, str]:
    return {ALL: "All verdicts", **tables.named("claim_verdicts", "name")}


class WhatGoesWrong(Explorer):
    """The claims counted by topic or article and by verdict, and the fifteen most instructive as a walk."""

    title = "What goes wrong in articles for patients"
    question = "A patient brings an article on stage 4 breast cancer. Which kind of flaw do you look for first?"
    takeaway = (
        "Look first for what is missing: it is far more common than what is plainly wrong. Tell the patient what in "
        "the article is sound, add what is missing, and correct the few sentences that could do harm."
    )
    prediction_id = "what_goes_wrong"
    language = None

    show = Choice(
        {"topic": "By topic", "article": "By article", "fifteen": "The fifteen, one by one"}, "Show the claims"
    )
    topic = Choice(_topics, "Topic", look="select")
    article = Choice(_articles, "Article", look="select")
    verdict = Choice(_verdicts, "Editor’s verdict", look="select", start="wrong")
    lesson = Choice(lambda: tables.named("claim_lessons", "title"), "Lesson", look="steps")

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """Every count of both tables, and every lesson."""
        first = {name: control.first() for name, control in cls.controls().items()}
        for show, named in (("topic", _topics()), ("article", _articles())):
            yield from (first | {"show": show, show: one, "verdict": two} for one in named for two in _verdicts())
        yield from (first | {"show": "fifteen", "lesson": one} for one in tables.named("claim_lessons", "title"))

    def act(self, name: str, value: str) -> None:
        if name != "cell":
            super().act(name, value)
        elif self.show == "fifteen":
            raise ChoiceError("There is no table of counts here; show the claims by topic or by article.")
        else:
            row, _, verdict = value.partition(":")
            super().act(self.show, row)
            super().act("verdict", verdict)

    # ---- what the state selects ----

    @property
    def _place(self) -> str:
        """The row of the table that is looked at."""
        return self.topic if self.show == "topic" else self.article

    def _places(self) -> dict[str, str]:
        return _topics() if self.show == "topic" else _articles()

    def _stands_in(self, row: Record) -> list[str]:
        """The rows of the table in which a claim counts."""
        return [ALL, row["topic"]] if self.show == "topic" else [ALL, *split(row["article"])]

    def _counted(self) -> Counter[tuple[str, str]]:
        """How many claims stand in each row and column of the table."""
        return Counter(
            (place, verdict)
            for row in verdicts.claims()
            for place in self._stands_in(row)
            for verdict in (ALL, row["verdict"])
        )

    def _lesson(self) -> Record:
        return tables.row("claim_lessons", self.lesson)

    def _shown_claims(self) -> list[Record]:
        """The claims that are looked at."""
        if self.show == "fifteen":
            return [verdicts.claim(one) for one in split(self._lesson()["claim_id"])]
        return [
            row
            for row in verdicts.claims()
            if self._place in self._stands_in(row) and self.verdict in (ALL, row["verdict"])
        ]

    def shown_controls(self) -> Iterable[str]:
        return ("show", "lesson") if self.show == "fifteen" else ("show", self.show, "verdict")

    # ---- picture ----

    def picture(self) -> Safe:
        return self._walk() if self.show == "fifteen" else self._counts()

    def _counts(self) -> Safe:
        names, counted = tables.named("claim_verdicts", "name"), self._counted()
        columns = [Column(verdict, names[verdict], look.sign, look.role) for verdict, look in LOOKS.items()]
        columns.append(Column(ALL, "All", "Σ", "ink"))
        lines = [
            Line(place, name, [counted[place, column.value] for column in columns], strong=place == ALL)
            for place, name in self._places().items()
        ]
        by = "topic" if self.show == "topic" else "article"
        return count_grid(
            columns,
            lines,
            control="cell",
            selected=(self._place, self.verdict),
            title=f"Claims by {by} and verdict. {HOW_TO_MOVE}",
            narrow=self.narrow,
        )

    def _walk(self) -> Safe:
        lesson = self._lesson()
        row = self._shown_claims()[0]
        name = tables.row("claim_verdicts", row["verdict"])["name"]
        cards = [
            Statement(LOOKS[row["verdict"]].sign, f"{name}, {verdicts.said_by(row)}", f"“{row['claim']}”"),
            Statement("?", "What went wrong", lesson["went_wrong"]),
            Statement(str(lesson["order"]), lesson["title"], lesson["takeaway"]),
        ]
        return statements(cards, title=f"Lesson {lesson['order']}, {lesson['title']}.")

    # ---- words ----

    def words(self) -> str:
        return self._told_lesson() if self.show == "fifteen" else self._told_counts()

    def _told_lesson(self) -> str:
        lesson, count = self._lesson(), len(tables.records("claim_lessons"))
        skill = tables.row("claim_skills", lesson["skill"])
        return (
            f"Lesson {lesson['order']} of {count}: {sentence(lesson['title'])} {lesson['went_wrong']} "
            f"The question that unmasks it: {skill['asks']}"
        )

    def _told_counts(self) -> str:
        found, place, counted = len(self._shown_claims()), self._places()[self._place], self._counted()
        whole = counted[self._place, ALL]
        counts = [f"{counted[self._place, verdict]} {verdicts.verdict_name(verdict)}" for verdict in LOOKS]
        told = f"{place}: of {whole} {_claims(whole)}, {listing(counts)}."
        if self.verdict == ALL:
            told += f" All {found} are listed with their corrections." if found > 1 else ""
        elif found:
            told += f" The {found} {self.label('verdict').lower()} {_claims(found)} {_is(found)} listed."
        else:
            told += f" No claim here is judged {self.label('verdict').lower()}."
        twice = "A claim that two articles make counts in both, so the rows add up to more than all claims."
        return f"{told} {twice if self.show == 'article' else 'Pick a count to read its claims.'}"

    def detail(self) -> Safe:
        rows = self._shown_claims()
        if self.show == "fifteen":
            return join(headed("The claim, and what is so", verdicts.cards(rows, opened=True)), verdicts.note())
        name = f"{self._places()[self._place]}, {self.label('verdict').lower()}: {len(rows)} {_claims(len(rows))}"
        nothing = el("p", "No claim stands here.")
        return join(headed(name, verdicts.cards(rows) or nothing), verdicts.note())

    # ---- rows ----

    def rows(self) -> list[Rows]:
        claims = Rows("Claims looked at", verdicts.HEADINGS, [verdicts.written(row) for row in self._shown_claims()])
        if self.show != "fifteen":
            return [claims]
        lesson = self._lesson()
        told = {"title": "Lesson", "trains": "Skill", "went_wrong": "What went wrong", "takeaway": "To take away"}
        record = lesson | {"trains": verdicts.skill_name(lesson["skill"])}
        return [Rows("The lesson", told, [record]), claims]


def _claims(count: int) -> str:
    return "claim" if count == 1 else "claims"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
