"""Pain: what each question of an assessment brings out, which scale serves whom, and the kinds of pain there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from helpers import tables
from helpers.cards import URGENCY, bullets, capitalized, headed, urgency_chip
from helpers.controls import Choice, Picked, Trail, further, steps
from helpers.drawing.asking import HEARD, LATEST, OPEN, WAITS, Line, asking
from helpers.drawing.grid import Line as GridLine
from helpers.drawing.grid import Sign, grid
from helpers.drawing.pain_places import Kind, pain_map
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import Safe, el, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record

TOPICS = {"ask": "Ask about the pain", "scale": "Which scale for whom", "kinds": "Kinds of pain"}

MARKS: Mapping[str, Sign] = {
    "first": Sign("start here", "M-11 0a11 11 0 1 0 22 0a11 11 0 1 0-22 0z", "right", filled=True),
    "also": Sign("add this", "M-10 0a10 10 0 1 0 20 0a10 10 0 1 0-20 0z", "accent"),
    "never": Sign("never in place of it", "M-9-9L9 9M9-9L-9 9", "wrong"),
}
"""How a way to learn of pain serves a person: the columns of ``pain_listening``."""

WHO = {"says": "", "family": "Told by others. ", "seen": "What you see. "}
"""Where an answer comes from: the values of ``how`` in ``pain_answers``."""

FIRST_SIDE = ("head", "root", "liver", "bone", "bowel")
"""Kinds of pain named left of the figure, where their places are; the others stand on the right."""


class Walk(NamedTuple):
    """A talk so far: the person, the answers in the order they were asked for, and whether an answer ended it."""

    person: Record
    answers: Sequence[Record]

    @property
    def stopped(self) -> Record | None:
        """The answer that is an emergency."""
        return next((row for row in self.answers if row["urgency"] == "now"), None)

    @property
    def asked(self) -> list[str]:
        """Ids of the questions asked."""
        return [row["question_id"] for row in self.answers]

    @property
    def urgency(self) -> str:
        """The most urgent level of all answers, or nothing."""
        levels = {row["urgency"] for row in self.answers}
        return next((level for level in URGENCY if level in levels), "")

    @property
    def complete(self) -> bool:
        """Were all questions asked?"""
        return len(self.answers) == len(tables.records("pain_questions"))


def walk_of(picked: Picked) -> Walk | None:
    """The talk that the steps ``picked`` (a person, then questions) stand for; ``None`` before a person is met."""
    if not picked:
        return None
    person, *asked = picked
    answers = {row["question_id"]: row for row in tables.records("pain_answers") if row["person_id"] == person}
    return Walk(tables.row("pain_people", person), [answers[question] for question in asked])


def _follows(picked: Picked) -> dict[str, str]:
    """What can come next: a person, then any question that was not asked, until an answer is an emergency."""
    walk = walk_of(picked)
    if not walk:
        return {key: f"{name}, {age}" for (key, name), age in zip(_names().items(), _ages(), strict=True)}
    if walk.stopped:
        return {}
    questions = tables.named("pain_questions", "plain_name")
    return {key: name for key, name in questions.items() if key not in walk.asked}


def _names() -> dict[str, str]:
    return tables.named("pain_people", "name")


def _ages() -> list[int]:
    return [row["age"] for row in tables.records("pain_people")]


def _samples() -> Iterator[str]:
    """Nobody met, each person met, each question as the first one, and the letters in their order."""
    yield ""
    for person in _names():
        yield person
        yield from (further((person, question)) for question in tables.named("pain_questions", "letter"))
        picked: Picked = (person, *list(_follows((person,)))[:1])
        while onward := _follows(picked):
            picked = (*picked, next(iter(onward)))
            yield further(picked)


def _asks(picked: Picked) -> str:
    walk = walk_of(picked)
    if not walk:
        return "Whom do you meet? (All three are fictional.)"
    if _follows(picked):
        return "What do you ask next?"
    done = "Here the asking stops: act now" if walk.stopped else "All is asked"
    return f"{done}. Start again leads to the next person."


def _situations() -> dict[str, str]:
    return tables.named("pain_listening", "plain_name")


def _kinds() -> dict[str, str]:
    return tables.named("pain_kinds", "plain_name")


class PainAssessment(Explorer):
    """A pain assessment walked through with fictional people, scales for people who answer in different ways, and
    kinds of pain."""

    title = "Pain: ask, listen, and know what cannot wait"
    question = "“I’m fine.” How do you find out what hurts, how much, and what must not wait?"
    takeaway = (
        "Ask about pain at every contact, each place apart, at rest and on movement, and ask what it has stopped. "
        "Believe the answer; where there is none, watch, ask those who know, and treat and watch. With pain in the "
        "back or neck ask about legs, feeling, bladder and bowel at once."
    )
    prediction_id = "pain"

    topic = Choice(TOPICS, "What do you want to see?")
    walk = Trail("The talk", _follows, _samples, _asks)
    situation = Choice(_situations, "A person who ...", look="select")
    kind = Choice(_kinds, "Kind of pain", look="select")

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """Only what the chosen topic shows varies; the rest stays as it is at the start."""
        varied: Mapping[str, tuple[str, Iterable[str]]] = {
            "ask": ("walk", _samples()),
            "scale": ("situation", _situations()),
            "kinds": ("kind", _kinds()),
        }
        start = {name: control.first() for name, control in cls.controls().items()}
        for topic, (name, values) in varied.items():
            for value in values:
                for language in ("plain", "clinical"):
                    yield start | {"topic": topic, name: value, "language": language}

    def shown_controls(self) -> tuple[str, ...]:
        return ("topic", {"ask": "walk", "scale": "situation", "kinds": "kind"}[self.topic], "language")

    # ---- what the state selects ----

    def _walk(self) -> Walk | None:
        return walk_of(steps(self.walk))

    def _situation(self) -> Record:
        return tables.row("pain_listening", self.situation)

    def _kind(self) -> Record:
        return tables.row("pain_kinds", self.kind)

    def _name(self, row: Record) -> str:
        return str(row[self.say("plain_name", "name")])

    def _ways(self) -> dict[str, str]:
        return tables.named("pain_ways", self.say("plain_name", "name"))

    # ---- picture ----

    def picture(self) -> Safe:
        return {"ask": self._talk, "scale": self._grid, "kinds": self._map}[self.topic]()

    def _talk(self) -> Safe:
        walk = self._walk()
        if not walk:
            return asking(
                "Three fictional people. Each has breast cancer in the bones. Whom do you meet first?",
                [self._met(row) for row in tables.records("pain_people")],
                control="walk",
                title=f"Three people to meet. {HOW_TO_MOVE}",
                narrow=self.narrow,
            )
        return asking(
            f"{walk.person['name']}, {walk.person['age']}. {walk.person['opening']}",
            [self._line(walk, row) for row in tables.records("pain_questions")],
            control="walk",
            title=f"Questions for {walk.person['name']}, with the answers so far. {HOW_TO_MOVE}",
            places=split(walk.person["places"]),
            known="region" in walk.asked,
            band=self._band(walk),
            role=walk.urgency or "right",
            narrow=self.narrow,
        )

    def _met(self, row: Record) -> Line:
        name = f"{row['name']}, {row['age']}"
        return Line(
            row["name"][0],
            name,
            f"{row['about']} {row['opening']}",
            value=row["person_id"],
            spoken=f"Meet {name}. {row['about']}",
        )

    def _line(self, walk: Walk, row: Record) -> Line:
        """A question of the talk: answered, still open, or waiting because an answer is an emergency."""
        key, name = row["question_id"], self._name(row)
        answer = next((one for one in walk.answers if one["question_id"] == key), None)
        if answer:
            level = answer["urgency"]
            chip = f"{URGENCY[level].sign} {URGENCY[level].words}" if level else ""
            state = LATEST if answer is walk.answers[-1] else HEARD
            return Line(row["letter"], name, f"{WHO[answer['how']]}{answer['says']}", state, chip, level)
        if walk.stopped:
            return Line(row["letter"], name, "", WAITS)
        return Line(row["letter"], name, row["ask"], OPEN, "", "", further(steps(self.walk), key), f"Ask: {row['ask']}")

    def _band(self, walk: Walk) -> str:
        if stopped := walk.stopped:
            return f"▲ Stop asking and act now: {self._name(tables.row('emergencies', stopped['emergency_id']))}."
        if not walk.complete:
            return ""
        level = f"{URGENCY[walk.urgency].sign} {URGENCY[walk.urgency].words}. " if walk.urgency else "✓ "
        return f"{level}All asked: now pass it on, and chart each place apart."

    def _grid(self) -> Safe:
        ways = self._ways()
        return grid(
            [capitalized(way) for way in ways.values()],
            [
                GridLine(
                    row["situation_id"],
                    self._name(row),
                    f"{self._name(row)}: {'; '.join(self._told(row))}",
                    [next((mark for mark in MARKS if way in split(row[mark])), "") for way in ways],
                )
                for row in tables.records("pain_listening")
            ],
            MARKS,
            control="situation",
            selected=self.situation,
            title=f"People, and the ways to learn of their pain. {HOW_TO_MOVE}",
            narrow=self.narrow,
        )

    def _told(self, row: Record) -> list[str]:
        """Which ways serve, mark by mark, in the middle of a sentence."""
        ways = self._ways()
        return [
            f"{sign.words}: {listing(ways[way] for way in split(row[mark]))}"
            for mark, sign in MARKS.items()
            if row[mark]
        ]

    def _map(self) -> Safe:
        kinds = {row["kind_id"]: self._drawn(row) for row in tables.records("pain_kinds")}
        return pain_map(
            [kinds[key] for key in FIRST_SIDE],
            [kind for key, kind in kinds.items() if key not in FIRST_SIDE],
            control="kind",
            selected=self.kind,
            title=f"Kinds of pain and where they are felt. {HOW_TO_MOVE}",
            narrow=self.narrow,
        )

    def _drawn(self, row: Record) -> Kind:
        name = self._name(row)
        alarm = bool(emergencies_of(row))
        spoken = f"{name}{', can be an emergency' if alarm else ''}"
        return Kind(row["kind_id"], name, row["place"], row["part"], alarm, spoken)

    # ---- words ----

    def words(self) -> str:
        return {"ask": self._words_on_talk, "scale": self._words_on_scale, "kinds": self._words_on_kind}[self.topic]()

    def _words_on_talk(self) -> str:
        walk = self._walk()
        if not walk:
            people = listing(f"{row['name']}, {row['age']}" for row in tables.records("pain_people"))
            return f"Three fictional people wait: {people}. Meet one, and pick what to ask."
        who = walk.person["name"]
        if not walk.answers:
            return f"You meet {who}. {walk.person['about']} {walk.person['opening']} What do you ask first?"
        letters = tables.named("pain_questions", "letter")
        last = walk.answers[-1]
        asked = f"{len(walk.asked)} of {len(letters)} asked: {listing(letters[key] for key in walk.asked)}"
        so_far = f"{who}, {asked}. {WHO[last['how']]}{last['says']} {self._meaning(last)}"
        if walk.stopped:
            return f"{so_far} Stop asking and act now: the other questions wait."
        level = f" So far the most urgent answer is: {URGENCY[walk.urgency].words.lower()}." if walk.urgency else ""
        return f"{so_far}{level}"

    def _meaning(self, answer: Record) -> str:
        return str(answer[self.say("means", "clinical")])

    def _words_on_scale(self) -> str:
        row = self._situation()
        told = ". ".join(map(capitalized, self._told(row)))
        return f"{self._name(row)}. {told}. The person’s own word comes first wherever there is one."

    def _words_on_kind(self) -> str:
        row = self._kind()
        feels = "; ".join(split(row["feels"]))
        return f"{self._name(row)}. How it feels: {feels}. {row['cause']} {self._danger(row)}"

    def _danger(self, row: Record) -> str:
        """The emergencies it can go with, most urgent first."""
        found = sorted(emergencies_of(row), key=lambda one: list(URGENCY).index(one["severity"]))
        named = [f"{self._name(one)} ({URGENCY[one['severity']].words.lower()})" for one in found]
        return (
            f"What can be behind it and cannot wait: {listing(named, 'or')}."
            if named
            else "The cards say how soon to act."
        )

    # ---- detail ----

    def detail(self) -> Safe:
        return {"ask": self._talk_cards, "scale": self._scale_cards, "kinds": self._kind_cards}[self.topic]()

    def _talk_cards(self) -> Safe:
        walk = self._walk()
        if not walk:
            return headed("How to use it", "Pick a person, in the picture or above it.")
        if not walk.answers:
            return headed("How to use it", "Pick a question, in the picture or above it. Any order is possible.")
        last = walk.answers[-1]
        asked = tables.row("pain_questions", last["question_id"])
        return join(
            headed("You asked", f"“{asked['ask']}”"),
            headed("Why you ask it", asked["why"]),
            headed("What the answer tells", self._meaning(last)),
            self._how_soon(last),
            headed("Pass it on", walk.person["report"]) if walk.stopped or walk.complete else None,
        )

    def _how_soon(self, answer: Record) -> Safe | None:
        if not answer["urgency"]:
            return None
        chip = el("p", urgency_chip(answer["urgency"]), " ", URGENCY[answer["urgency"]].meaning)
        if not answer["emergency_id"]:
            return headed("How soon", chip, tables.row("symptoms", answer["symptom_id"])["urgency_note"])
        emergency = tables.row("emergencies", answer["emergency_id"])
        return join(
            headed("How soon", chip, emergency["call"]),
            headed("First actions, in order", bullets(split(emergency["first_actions"]), ordered=True)),
            headed("Tell the patient", f"“{emergency['tell_patient']}”"),
        )

    def _scale_cards(self) -> Safe:
        row, ways = self._situation(), self._ways()
        used = [way for mark in ("first", "also") for way in split(row[mark])]
        return join(
            headed("What you do", bullets(split(row["act"]))),
            headed("Say", f"“{row['say']}”"),
            *(
                headed(
                    capitalized(ways[way]), tables.row("pain_ways", way)["how"], tables.row("pain_ways", way)["trap"]
                )
                for way in used
            ),
        )

    def _kind_cards(self) -> Safe:
        row = self._kind()
        return join(
            headed("What you check", bullets(split(row["check"]))),
            headed("How soon to act", el("ul", [el("li", words) for words in self._waits(row)])),
            headed("What often helps", bullets(split(row["helps"]))),
            headed("Ask", f"“{row['say']}”"),
        )

    def _waits(self, row: Record) -> list[Safe]:
        """How soon to act, from the tables of symptoms and side effects."""
        symptoms = [tables.row("symptoms", key) for key in split(row["symptom_ids"])]
        found = [
            join(
                urgency_chip(one["urgency"]),
                f" {sentence(one[self.say('plain_symptom', 'symptom')])} {one['urgency_note']}",
            )
            for one in symptoms
        ]
        care = tables.row("side_effect_care", row["care_id"]) if row["care_id"] else {}
        return found + [
            join(urgency_chip(level), f" {sentence(capitalized(care[level]))}") for level in ("now", "today") if care
        ]

    # ---- rows ----

    def rows(self) -> list[Rows]:
        return {"ask": self._talk_rows, "scale": self._scale_rows, "kinds": self._kind_rows}[self.topic]()

    def _talk_rows(self) -> list[Rows]:
        questions = Rows(
            "The questions",
            {"letter": "Letter", "shown": "Question", "ask": "What you ask", "why": "Why"},
            [row | {"shown": self._name(row)} for row in tables.records("pain_questions")],
        )
        walk = self._walk()
        if not walk or not walk.answers:
            return [questions]
        names = tables.named("pain_questions", self.say("plain_name", "name"))
        heard = [
            row
            | {
                "asked": names[row["question_id"]],
                "told": self._meaning(row),
                "soon": URGENCY[row["urgency"]].words if row["urgency"] else "",
            }
            for row in walk.answers
        ]
        headings = {"asked": "Question", "says": "Answer (fictional)", "told": "What it tells", "soon": "How soon"}
        return [Rows(f"What {walk.person['name']} was asked", headings, heard), questions]

    def _scale_rows(self) -> list[Rows]:
        ways = self._ways()
        shown = [
            row | {"shown": self._name(row)} | {mark: listing(ways[way] for way in split(row[mark])) for mark in MARKS}
            for row in tables.records("pain_listening")
        ]
        headings = {"shown": "Person"} | {mark: sign.words.capitalize() for mark, sign in MARKS.items()}
        how = {"shown": "Way", "how": "How", "trap": "Where it misleads"}
        all_ways = [row | {"shown": capitalized(self._name(row))} for row in tables.records("pain_ways")]
        return [
            Rows("Which way for whom", headings | {"act": "What the nurse does"}, shown),
            Rows("The ways", how, all_ways),
        ]

    def _kind_rows(self) -> list[Rows]:
        headings = {"shown": "Kind", "cause": "Cause", "feels": "Feels", "check": "Check", "helps": "Often helps"}
        kinds = [row | {"shown": self._name(row)} for row in tables.records("pain_kinds")]
        chosen = [row for row in kinds if row["kind_id"] == self.kind]
        soon = [
            row | {"shown": row[self.say("plain_symptom", "symptom")], "soon": URGENCY[row["urgency"]].words}
            for row in (tables.row("symptoms", key) for key in split(self._kind()["symptom_ids"]))
        ]
        columns = {"shown": "Symptom", "soon": "How soon", "urgency_note": "When it changes"}
        return [Rows("This kind of pain", headings, chosen), Rows("How soon to act on its signs", columns, soon)]

    def extra_sources(self) -> list[str]:
        if self.topic == "kinds" and (care := self._kind()["care_id"]):
            return [tables.row("side_effect_care", care)["source_id"]]
        walk = self._walk()
        if self.topic == "ask" and walk and walk.stopped:
            return [tables.row("emergencies", walk.stopped["emergency_id"])["source_id"]]
        return []


def emergencies_of(kind: Record) -> list[Record]:
    """Emergencies that the symptoms of a kind of pain point to, each once."""
    symptoms = split(kind["symptom_ids"])
    pairs = [row for row in tables.records("symptom_emergencies") if row["symptom_id"] in symptoms]
    return [tables.row("emergencies", key) for key in dict.fromkeys(row["emergency_id"] for row in pairs)]
