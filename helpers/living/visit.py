"""Questions for the visit: choose topics with a patient, put what matters most first, print one page."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from typing import Any

from traitlets import Unicode

from helpers import tables
from helpers.cards import capitalized, headed
from helpers.controls import Choice, ChoiceError, Control, steps
from helpers.drawing.shelves import Shelf, Thing, shelves
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.living import visit_sheet
from helpers.living.visit_sheet import Chosen
from helpers.markup import NOTHING, Safe, el, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record, grouped

NOBODY = "nobody"
"""The list of nobody in particular."""

MOST = 5
"""Topics that fit one page with room to write, and more than one visit can hold."""

MANY = 9
"""Questions of about three topics: what a visit has room for."""

ROOM = (
    "A visit has room for about three topics: the first three are for this one, and the others can go along next time."
)

LONGEST = 160
"""Letters of a question of one’s own."""

FILE = "questions-for-the-visit.txt"


def _people() -> dict[str, str]:
    named = tables.named("whole_people", "name").items()
    return {NOBODY: "An empty list"} | {key: f"{name} (fictional)" for key, name in named}


def _topics() -> dict[str, str]:
    return tables.named("visit_topics", "name")


def _areas() -> dict[str, str]:
    return tables.named("visit_topics", "area")


def questions_of(topic: str) -> list[Record]:
    """The three questions of a topic."""
    return [one for one in tables.records("visit_questions") if one["topic_id"] == topic]


def started(person: str) -> str:
    """The list a fictional person begins with: every question of the topics that weigh on them."""
    topics = [] if person == NOBODY else split(tables.row("whole_people", person)["topics"])
    return ";".join(one["question_id"] for topic in topics for one in questions_of(topic))


class Questions(Control):
    """The questions picked: ids joined by ``;``, those of one topic together, in the order of what matters most."""

    def values(self) -> Iterable[str]:
        return [started(person) for person in _people()]

    def validate(self, obj: Any, value: Any) -> str:
        picked, known = steps(str(value)), tables.named("visit_questions", "topic_id")
        if unknown := next((one for one in picked if one not in known), ""):
            raise ChoiceError(f"{self.label}: there is no question called “{unknown}”.")
        if len({known[one] for one in picked}) > MOST:
            raise ChoiceError(
                f"Your list has {MOST} topics: that fills the page and the visit. Take one out before you add another."
            )
        order = dict.fromkeys(known[one] for one in picked)
        return ";".join(one for topic in order for one in known if known[one] == topic and one in picked)

    def render(self, value: str) -> Safe:
        return NOTHING


class VisitQuestions(Explorer):
    """A list of questions, built with and for a patient, and the page to take along."""

    title = "Questions for the visit"
    question = "Your patient has twenty minutes with the oncologist. Which questions come first?"
    takeaway = (
        "Build the list with the patient, not for them: what matters most goes first. Hand the page to the oncologist "
        "yourself, because many people keep it in the bag. A sign that cannot wait is a phone call now, not a question "
        "for the visit."
    )
    prediction_id = "visit"
    language = None

    person = Choice(_people, "Whose list", look="select")
    topic = Choice(_topics, "Topic to read", look="select", groups=_areas)
    picked = Questions("Questions")
    own_words = Unicode()

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """Every topic with the list of every person: the lists a learner can build have no bound."""
        for person in _people():
            yield from ({"person": person, "topic": topic, "picked": started(person)} for topic in _topics())

    def __init__(self, *, predict: bool = True, **choices: str) -> None:
        self._lists: dict[str, str] = {}  # of each person, while another one's is open
        super().__init__(predict=predict, **choices)

    # ---- one touch ----

    def act(self, name: str, value: str) -> None:
        match name:
            case "person":
                before = self.person
                super().act(name, value)
                if self.person != before:
                    self._lists[before] = self.picked
                    self.picked = self._lists.get(self.person, started(self.person))
            case "pick":
                self._pick(value)
            case "ask":
                self._ask(value)
            case "up" | "down":
                self._move(value, -1 if name == "up" else 1)
            case "own":
                self.own_words = " ".join(value.split())[:LONGEST]
            case _:
                super().act(name, value)

    def _order(self) -> list[str]:
        """Topics of the list, what matters most first."""
        known = tables.named("visit_questions", "topic_id")
        return list(dict.fromkeys(known[one] for one in steps(self.picked)))

    def _pick(self, topic: str) -> None:
        """Put all questions of a topic at the end of the list, or take those of it away."""
        if topic not in _topics():
            raise ChoiceError(f"There is no topic called “{topic}”.")
        own = [one["question_id"] for one in questions_of(topic)]
        rest = [one for one in steps(self.picked) if one not in own]
        self.picked = ";".join(rest if topic in self._order() else [*rest, *own])
        self.topic = topic

    def _ask(self, question: str) -> None:
        """Put one question on the list, or take it away."""
        if question not in tables.named("visit_questions", "topic_id"):
            raise ChoiceError(f"There is no question called “{question}”.")
        rest = [one for one in steps(self.picked) if one != question]
        self.picked = ";".join(rest if question in steps(self.picked) else [*rest, question])

    def _move(self, topic: str, by: int) -> None:
        order = self._order()
        if topic not in order:
            raise ChoiceError("Only a topic on the list can be moved.")
        at = order.index(topic)
        to = min(max(at + by, 0), len(order) - 1)
        order.insert(to, order.pop(at))
        known = tables.named("visit_questions", "topic_id")
        self.picked = ";".join(one for here in order for one in steps(self.picked) if known[one] == here)

    # ---- what is chosen ----

    def _chosen(self) -> list[Chosen]:
        on = steps(self.picked)
        return [
            Chosen(
                topic,
                _topics()[topic],
                [one["question"] for one in questions_of(topic) if one["question_id"] in on],
            )
            for topic in self._order()
        ]

    def _name(self) -> str:
        return "" if self.person == NOBODY else str(tables.row("whole_people", self.person)["name"])

    # ---- picture ----

    def picture(self) -> Safe:
        order = self._order()
        drawn = [
            Shelf(area, "", "accent", [self._thing(one, order) for one in topics])
            for area, topics in grouped(tables.records("visit_topics"), "area").items()
        ]
        title = f"Topics for the visit; those on the list have their place. {HOW_TO_MOVE}"
        return shelves(drawn, control="topic", chosen=self.topic, title=title, narrow=self.narrow)

    def _desk(self, order: list[str]) -> Safe:
        """Where the list is made: what to tick, what comes first, a question of one’s own, the file."""
        full = len(order) == MOST
        filled = bool(order or self.own_words)
        return visit_sheet.desk(
            visit_sheet.ticks(_topics(), order, full=full),
            visit_sheet.asks(
                _topics()[self.topic],
                questions_of(self.topic),
                steps(self.picked),
                full=full and self.topic not in order,
            ),
            visit_sheet.moves(self._chosen()),
            visit_sheet.own(self.own_words, LONGEST),
            visit_sheet.download(self._download(), FILE) if filled else NOTHING,
        )

    def _thing(self, one: Record, order: list[str]) -> Thing:
        if one["topic_id"] not in order:
            return Thing(one["topic_id"], one["name"], f"{one['name']}: not on the list")
        place = order.index(one["topic_id"]) + 1
        spoken = f"{one['name']}: number {place} on the list"
        return Thing(one["topic_id"], f"✓ {place}  {one['name']}", spoken, marked=True)

    # ---- words ----

    def words(self) -> str:
        chosen, topic = self._chosen(), tables.row("visit_topics", self.topic)
        whose = f"The list of {self._name()} (fictional)" if self._name() else "The list"
        read = f"You read about “{topic['name']}”. {topic['silence']}"
        if not chosen:
            return f"{whose} is empty. Tick what matters; what matters most goes first. {read}"
        count = sum(len(one.questions) for one in chosen)
        topics = listing(f"{at} {one.name}" for at, one in enumerate(chosen, 1))
        left = "It is full." if len(chosen) == MOST else f"There is room for {MOST - len(chosen)} more."
        left += f" {ROOM}" if len(chosen) == MOST or count > MANY else ""
        return f"{whose} has {_count(count, 'question')} on {_count(len(chosen), 'topic')}: {topics}. {left} {read}"

    # ---- detail ----

    def detail(self) -> Safe:
        topic = tables.row("visit_topics", self.topic)
        facts = [f"{one['finding']} ({one['population']}.)" for one in tables.records("visit_facts")]
        cards = (
            headed("Why people do not ask", topic["silence"]),
            headed("What you can say", topic["say"]),
            headed("What you can do", topic["do"]),
            headed("Who else can help", sentence(capitalized(topic["refer"]))),
            headed("What a list does", *facts),
        )
        return join(
            self._desk(self._order()),
            el("div", cards, class_="mbc-questions-cards"),
            visit_sheet.sheet(self._chosen(), self.own_words, self._name()),
        )

    def _download(self) -> str:
        text = visit_sheet.as_text(self._chosen(), self.own_words)
        return "data:text/plain;charset=utf-8;base64," + base64.b64encode(text.encode()).decode()

    # ---- rows ----

    def rows(self) -> list[Rows]:
        on, order = steps(self.picked), self._order()
        topics = {one["topic_id"]: one for one in tables.records("visit_topics")}
        listed = [
            {"place": order.index(topic) + 1, "topic": topics[topic]["name"], "question": one["question"]}
            | {"source_id": "GENERAL", "checked": "no"}
            for topic in order
            for one in questions_of(topic)
            if one["question_id"] in on
        ]
        about = {
            "name": "Topic",
            "silence": "Why people do not ask",
            "say": "What the nurse can say",
            "do": "What the nurse can do",
            "refer": "Who else can help",
        }
        tables_ = [
            Rows("The topic you read", about, [topics[self.topic]]),
            Rows(
                "What a list of questions does",
                {"finding": "Found", "population": "In whom"},
                tables.records("visit_facts"),
            ),
        ]
        asked = Rows("Questions on the list", {"place": "Place", "topic": "Topic", "question": "Question"}, listed)
        return [asked, *tables_] if listed else tables_


def _count(number: int, word: str) -> str:
    """``1 topic``, ``3 topics``."""
    return f"{number} {word}{'' if number == 1 else 's'}"
