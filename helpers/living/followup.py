"""Lifelong follow-up: what is checked when, what belongs in the chart, and who hears of a new symptom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from helpers import tables
from helpers.cards import URGENCY, bullets, capitalized, headed, urgency_chip
from helpers.controls import Choice
from helpers.drawing.calendar_grid import Row, calendar_grid
from helpers.drawing.note_pair import Note, note_pair
from helpers.drawing.shelves import Shelf, Thing, shelves
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import Safe, el, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record, grouped

VIEWS = {"calendar": "What is checked when", "chart": "What belongs in the chart", "call": "When something is new"}
KINDS = {"sourced": "a source gives this time", "practice": "common practice: it varies, follow your team"}
"""The two marks of the calendar: columns of the schedule, and what they mean."""


def _situations() -> dict[str, str]:
    return tables.named("followup_situations", "plain_name")


def _checks() -> dict[str, str]:
    return tables.named("followup_checks", "plain_name")


def _symptoms() -> dict[str, str]:
    names = tables.named("symptoms", "plain_symptom")
    return {one["symptom_id"]: names[one["symptom_id"]] for one in tables.records("followup_calls")}


def _soonness() -> dict[str, str]:
    levels = tables.named("symptoms", "urgency")
    return {key: URGENCY[levels[key]].words for key in _symptoms()}


class FollowUp(Explorer):
    """A life under follow-up: a calendar by situation, a poor and a good note, and a call for a new symptom."""

    title = "Follow-up for life"
    question = (
        "Your patient has lived with this cancer for years. What do you check, what do you write, whom do you call?"
    )
    takeaway = (
        "Follow-up of metastatic breast cancer never ends. Keep the calendar, and break it for every new symptom: ask, "
        "examine, call, and write what you found, whom you told and when. Where no source gives an interval, your "
        "team’s plan does."
    )
    prediction_id = "followup"

    show = Choice(VIEWS, "Look at")
    situation = Choice(_situations, "Situation", look="select")
    check = Choice(_checks, "Check", look="select")
    symptom = Choice(_symptoms, "New symptom", look="select", groups=_soonness, start="SX03")

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """Every situation with every check, every note, every symptom; each in both languages."""
        first = {name: control.first() for name, control in cls.controls().items()}
        for language in ("plain", "clinical"):
            here = first | {"language": language}
            for check in _checks():
                for situation in _situations():
                    yield here | {"show": "calendar", "situation": situation, "check": check}
                yield here | {"show": "chart", "check": check}
            for symptom in _symptoms():
                yield here | {"show": "call", "symptom": symptom}

    def shown_controls(self) -> Iterable[str]:
        own = {"calendar": ["situation", "check"], "chart": ["check"], "call": ["symptom"]}
        return ["show", *own[self.show], "language"]

    # ---- what the state selects ----

    def _check(self) -> Record:
        return tables.row("followup_checks", self.check)

    def _called(self, one: Record) -> str:
        return str(one[self.say("plain_name", "name")])

    def _planned(self) -> list[Record]:
        """The checks of the situation with their times, in the order of the table of checks."""
        due = {
            one["check_id"]: one for one in tables.records("followup_schedule") if one["situation_id"] == self.situation
        }
        return [one | due[one["check_id"]] for one in tables.records("followup_checks") if one["check_id"] in due]

    def _here(self) -> Record | None:
        """The check picked, as it is planned in the situation; nothing when it is not on that calendar."""
        return next((one for one in self._planned() if one["check_id"] == self.check), None)

    def _elsewhere(self) -> str:
        """The situations that have the check picked on their calendar."""
        due = [one["situation_id"] for one in tables.records("followup_schedule") if one["check_id"] == self.check]
        situations = tables.records("followup_situations")
        return "; ".join(self._called(one) for one in situations if one["situation_id"] in due)

    def _situation(self) -> Record:
        return tables.row("followup_situations", self.situation)

    # ---- picture ----

    def picture(self) -> Safe:
        return {"calendar": self._calendar, "chart": self._notes, "call": self._shelves}[self.show]()

    def _calendar(self) -> Safe:
        times = tables.records("followup_times")
        rows = [
            Row(
                one["check_id"],
                capitalized(self._called(one)),
                [
                    frozenset(at for at, kind in enumerate(KINDS) if time["time_id"] in split(one[kind]))
                    for time in times
                ],
                f"{self._called(one)}: {one['timing']}",
            )
            for one in self._planned()
        ]
        return calendar_grid(
            [time["heading"] for time in times],
            rows,
            [capitalized(words) for words in KINDS.values()],
            control="check",
            chosen=self.check,
            title=f"Calendar of follow-up: {self._called(self._situation())}. {HOW_TO_MOVE}",
            narrow=self.narrow,
        )

    def _notes(self) -> Safe:
        one = self._check()
        points = split(one["written"])
        return note_pair(
            [
                Note(
                    "✗ A note that helps nobody",
                    one["poor"],
                    "wrong",
                    "It lacks:",
                    [f"✗ {words}" for words in points],
                ),
                Note("✓ A note to act on", one["good"], "right", "It has:", [f"✓ {words}" for words in points]),
            ],
            title=f"{self._called(one)}: a poor and a good chart note, both fictional.",
            narrow=self.narrow,
        )

    def _shelves(self) -> Safe:
        levels = grouped((tables.row("symptoms", key) for key in _symptoms()), "urgency")
        drawn = [
            Shelf(
                f"{URGENCY[level].sign} {URGENCY[level].words}",
                URGENCY[level].meaning,
                level,
                [self._thing(one) for one in levels[level]],
            )
            for level in URGENCY
        ]
        title = f"New symptoms by how soon they are reported. {HOW_TO_MOVE}"
        return shelves(drawn, control="symptom", chosen=self.symptom, title=title, narrow=self.narrow)

    def _thing(self, one: Record) -> Thing:
        words = one[self.say("plain_symptom", "symptom")]
        higher = tables.row("followup_calls", one["symptom_id"])["raised_to"]
        name = f"{words} (can be {URGENCY[higher].sign})" if higher else words
        spoken = f"{words}: {URGENCY[one['urgency']].words}"
        return Thing(one["symptom_id"], name, f"{spoken}; can be {URGENCY[higher].words}" if higher else spoken)

    # ---- words ----

    def words(self) -> str:
        return {"calendar": self._told_calendar, "chart": self._told_chart, "call": self._told_call}[self.show]()

    def _told_calendar(self) -> str:
        planned, one = self._planned(), self._here()
        sourced = sum(bool(check["sourced"]) for check in planned)
        counted = (
            f"{self._called(self._situation())}: {len(planned)} checks. A source gives a time for {sourced} of them. "
            "Follow-up is for life."
        )
        if one is None:
            return f"{counted} {self._called(self._check())} is not on this calendar. It is on: {self._elsewhere()}."
        return f"{counted} {self._called(one)}: {sentence(one['timing'])} It looks for {sentence(one['what_for'])}"

    def _told_chart(self) -> str:
        one = self._check()
        points = split(one["written"])
        return (
            f"{self._called(one)}: the good note has {len(points)} things that the poor one lacks: "
            f"{'; '.join(points)}. "
            f"Red flag words to listen for: {listing(split(one['flags']))}."
        )

    def _told_call(self) -> str:
        call, one = tables.row("followup_calls", self.symptom), tables.row("symptoms", self.symptom)
        urgency = URGENCY[one["urgency"]]
        raised = ""
        if call["raised_to"]:
            raised = f" {URGENCY[call['raised_to']].words}, if there is this: {sentence(one['red_flag_when'])}"
        name = self.say(f"“{one['plain_symptom']}”", one["symptom"])
        return f"{name}: {sentence(urgency.words.lower())}{raised} Who is told: {call['told']}"

    # ---- detail ----

    def detail(self) -> Safe:
        if self.show == "call":
            return self._call_card()
        one = self._check()
        if self.show == "chart":
            return join(
                headed("Words to listen for", bullets(split(one["flags"]))),
                headed("Why it matters", sentence(capitalized(one["what_for"])), one["changes"]),
                headed("About the notes", "Both notes are fictional. Your chart has its own form and rules."),
            )
        here = self._here()
        timing = (
            sentence(capitalized(here["timing"])) if here else f"Not in this situation. It is on: {self._elsewhere()}."
        )
        return join(
            headed(capitalized(self._called(one)), el("p", el("strong", "How often: "), timing)),
            headed("What changes it", one["changes"]),
            headed("What the nurse does", sentence(capitalized(one["nurse"]))),
            headed("Here", self._situation()["about"]),
        )

    def _call_card(self) -> Safe:
        call, one = tables.row("followup_calls", self.symptom), tables.row("symptoms", self.symptom)
        return join(
            headed(
                "How soon",
                el("p", urgency_chip(one["urgency"]), f" {URGENCY[one['urgency']].meaning}"),
                one["urgency_note"],
            ),
            headed("Who is told", call["told"]),
            headed("What you say", f"“{call['report']}”"),
            headed("Look and ask", bullets(split(one["ask"]))),
            headed("What you do", bullets(split(one["act"]))),
            headed("What the patient is taught", f"“{one['teach']}”"),
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        if self.show == "call":
            return [self._call_rows()]
        if self.show == "chart":
            headings = {
                "name": "Check",
                "written": "What belongs in the chart",
                "poor": "A poor note (fictional)",
                "good": "A good note (fictional)",
                "flags": "Words to listen for",
            }
            return [Rows("Chart notes", headings, [self._spread(self._check(), "written", "flags")])]
        headings = {
            "name": "Check",
            "timing": "How often",
            "sourced": "A source gives",
            "practice": "Common practice",
            "what_for": "Looks for",
        }
        phrases = tables.named("followup_times", "phrase")
        rows = [one | {kind: _phrased(one[kind], phrases) for kind in KINDS} for one in self._planned()]
        what = {"name": "Check", "changes": "What changes it", "nurse": "What the nurse does"}
        return [
            Rows(f"Follow-up: {self._situation()['name']}", headings, rows),
            Rows("The check picked", what, [self._check()]),
        ]

    def _spread(self, one: Record, *lists: str) -> Record:
        return one | {name: "; ".join(split(one[name])) for name in lists}

    def _call_rows(self) -> Rows:
        symptoms = {key: tables.row("symptoms", key) for key in _symptoms()}
        rows = [
            call
            | {"symptom": symptoms[call["symptom_id"]]["symptom"]}
            | {"urgency": URGENCY[symptoms[call["symptom_id"]]["urgency"]].words}
            for call in tables.records("followup_calls")
        ]
        headings = {
            "symptom": "New symptom",
            "urgency": "How soon",
            "told": "Who is told",
            "report": "What the nurse says",
        }
        return Rows("Who hears of a new symptom", headings, rows)

    def extra_sources(self) -> list[str]:
        return [self._situation()["source_id"]] if self.show == "calendar" else []


def _phrased(cell: str, phrases: Mapping[str, str]) -> str:
    """Times in words, or a dash."""
    return listing(phrases[time] for time in split(cell)) or "–"
