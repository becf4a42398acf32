"""The whole person: what weighs on one person, what to notice, ask and do, and who gets less of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpers import tables
from helpers.cards import URGENCY, bullets, capitalized, folded, headed, urgency_chip
from helpers.controls import Choice
from helpers.drawing.wheel import SIGNS, Spoke, wheel
from helpers.drawing.zero_to_ten import CutOff, zero_to_ten
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import NOTHING, Safe, el, join, sentence
from helpers.schema import split
from helpers.tables import Record

WEIGHTS = ("no worry told", "a worry", "weighs heavily", "cannot wait")
"""What the weights 0 to 3 of the notes mean."""

DISTRESS, FAIR = "distress", "fair"
"""Parts of life that have more to show: a scale and steps, and gaps in care."""

TOLD = "told"
"""Score on the scale: the one the person gave."""


def _people() -> dict[str, str]:
    return {key: f"{name} (fictional)" for key, name in tables.named("whole_people", "name").items()}


def _domains() -> dict[str, str]:
    return tables.named("whole_domains", "plain_name")


def _scores() -> dict[str, str]:
    return {TOLD: "the score told"} | {str(score): f"{score} of 10" for score in range(11)}


class WholePerson(Explorer):
    """Parts of life around one person: pick one to read what to notice, ask and do."""

    title = "The whole person"
    question = "Beyond the tumor: what weighs on this person, what do you ask, and what cannot wait?"
    takeaway = (
        "Ask about one more part of life at each contact, in plain words and in the person’s own language. What cannot "
        "wait comes first: thoughts of suicide, a sudden change in speech or strength, a mouth too sore to eat on "
        "capecitabine. Then one thing that helps, and one colleague called in."
    )
    prediction_id = "whole_person"

    person = Choice(_people, "Person")
    domain = Choice(_domains, "Part of life", look="select")
    score = Choice(_scores, "Try a distress score", look="select")

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """Every part of life of every person in both languages, and every score of the scale."""
        for language in ("plain", "clinical"):
            for person in _people():
                here = {"person": person, "language": language, "score": TOLD}
                yield from (here | {"domain": domain} for domain in _domains())
                yield from (here | {"domain": DISTRESS, "score": score} for score in _scores() if score != TOLD)

    def shown_controls(self) -> Iterable[str]:
        return ["person", "domain", *(["score"] if self.domain == DISTRESS else []), "language"]

    def act(self, name: str, value: str) -> None:
        super().act(name, value)
        if name == "person":
            self.score = TOLD

    # ---- what the state selects ----

    def _person(self) -> Record:
        return tables.row("whole_people", self.person)

    def _domain(self) -> Record:
        return tables.row("whole_domains", self.domain)

    def _called(self, one: Record) -> str:
        return str(one[self.say("plain_name", "name")])

    def _notes(self) -> list[Record]:
        """What the person says, part by part."""
        return [one for one in tables.records("whole_notes") if one["person_id"] == self.person]

    def _note(self) -> Record:
        return tables.row("whole_notes", f"{self.person}__{self.domain}")

    @property
    def given(self) -> int:
        """The score on the scale."""
        return int(self._person()["distress"]) if self.score == TOLD else int(self.score)

    def _level(self) -> Record:
        return next(one for one in tables.records("distress_levels") if one["low"] <= self.given <= one["high"])

    # ---- picture ----

    def picture(self) -> Safe:
        notes = {one["domain_id"]: one for one in self._notes()}
        spokes = [
            Spoke(
                one["domain_id"],
                self._called(one),
                notes[one["domain_id"]]["weight"],
                f"{self._called(one)}: {WEIGHTS[notes[one['domain_id']]['weight']]}",
            )
            for one in tables.records("whole_domains")
        ]
        name = self._person()["name"]
        around = wheel(
            spokes,
            name,
            WEIGHTS,
            control="domain",
            chosen=self.domain,
            title=f"Parts of life of {name}, fictional, by how much each weighs. {HOW_TO_MOVE}",
            narrow=self.narrow,
        )
        return el("div", around, self._scale() if self.domain == DISTRESS else NOTHING)

    def _scale(self) -> Safe:
        levels = [one for one in tables.records("distress_levels") if one["low"]]
        said = [CutOff(one["low"], f"{one['low']} or more: {one['name'].lower()}") for one in levels]
        title = f"Distress in the past week, from 0 (none) to 10 (extreme): score {self.given}."
        return zero_to_ten(self.given, said, title=title, narrow=self.narrow)

    # ---- words ----

    def words(self) -> str:
        person, one, note = self._person(), self._domain(), self._note()
        signs = " ".join(other["words"] for other in self._notes() if other["weight"] == len(WEIGHTS) - 1)
        first = f"What cannot wait with {person['name']} (fictional): {signs}"
        here = f"{self._called(one)}, {SIGNS[note['weight']]} {WEIGHTS[note['weight']]}: {note['words']}"
        if note["words"] == signs:
            first = f"{person['name']} (fictional)."
        if note["weight"] == len(WEIGHTS) - 1 and self.score == TOLD:
            return f"{first} {here} {URGENCY[one['urgency']].words}: {sentence(one['flag'])}"
        if self.domain != DISTRESS:
            return f"{first} {here} You ask: {one['ask']}"
        level = self._level()
        whose = "" if self.score == TOLD else f" Suppose the score were {self.given}."
        return f"{first} {here}{whose} {self.given} of 10: {sentence(level['name'].lower())} {level['act']}"

    # ---- detail ----

    def detail(self) -> Safe:
        one = self._domain()
        return join(
            headed("Who this is", self._person()["about"]),
            headed("Notice", sentence(capitalized(one["notice"]))),
            headed("Ask", one["ask"]),
            headed(
                "Red flag",
                el("p", urgency_chip(one["urgency"]), " ", sentence(capitalized(one["flag"]))),
            ),
            self._safety() if self.domain in (DISTRESS, "meaning") else NOTHING,
            headed("What helps", one["helps"]),
            headed("What studies found", one["evidence"]),
            headed("Call in", bullets(split(one["call_in"]))),
            self._gaps() if self.domain == FAIR else NOTHING,
        )

    def _safety(self) -> Safe:
        steps = [
            el("li", el("strong", sentence(one["step"])), f" {one['how']}") for one in tables.records("safety_steps")
        ]
        return headed("When someone thinks of suicide", el("ol", steps))

    def _gaps(self) -> Safe:
        return headed(
            "Who gets less",
            *(
                folded(
                    one["who"],
                    el("p", one["found"]),
                    el("p", el("strong", "In whom: "), sentence(one["population"])),
                    el("p", el("strong", "Limits: "), one["limits"]),
                    el("p", el("strong", "You: "), sentence(one["nurse"])),
                    key=one["gap_id"],
                )
                for one in tables.records("whole_gaps")
            ),
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        names = {one["domain_id"]: one["name"] for one in tables.records("whole_domains")}
        heard = [one | {"domain": names[one["domain_id"]], "weighs": WEIGHTS[one["weight"]]} for one in self._notes()]
        about = {
            "name": "Part of life",
            "notice": "Notice",
            "ask": "Ask",
            "helps": "What helps",
            "evidence": "What studies found",
            "call_in": "Call in",
            "flag": "Red flag",
        }
        told = {"domain": "Part of life", "weighs": "Weighs", "words": "What the nurse hears or sees"}
        tables_ = [
            Rows("The part of life picked", about, [self._domain()]),
            Rows(f"What {self._person()['name']} says (fictional)", told, heard),
        ]
        return tables_ + self._more_rows()

    def _more_rows(self) -> list[Rows]:
        safety = Rows(
            "When someone thinks of suicide, in order", {"step": "Step", "how": "How"}, tables.records("safety_steps")
        )
        if self.domain == FAIR:
            headings = {"who": "Who", "found": "Found", "population": "In whom", "limits": "Limits", "nurse": "You"}
            return [Rows("Who gets less", headings, tables.records("whole_gaps"))]
        if self.domain == DISTRESS:
            headings = {"low": "From", "high": "To", "name": "Range", "act": "What to do"}
            return [Rows("Distress scores", headings, tables.records("distress_levels")), safety]
        return [safety] if self.domain == "meaning" else []
