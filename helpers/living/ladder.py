"""The pain ladder and its limits: what is reasonable for which pain, what is checked, and what cannot wait."""

from __future__ import annotations

from collections.abc import Mapping

from helpers import tables
from helpers.cards import bullets, headed, urgency_chip
from helpers.controls import Choice
from helpers.drawing.rungs import Foot, Mark, Rung, rungs
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import Safe, el, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record

ALL = "all"

MARKS: Mapping[str, Mark] = {
    "main": Mark("has its usual place here", "✓", "right"),
    "care": Mark("only with care", "!", "today"),
    "skip": Mark("little use, or skipped", "–", "ink-soft", faint=True),
    "avoid": Mark("usually avoided", "✗", "wrong"),
}
"""How a rung serves a kind of pain, most useful first: the values of ``mark`` in ``analgesic_choices``."""

USED = ("main", "care")
"""Marks of what is given, so that there is something to expect of it."""

STEPS: Mapping[str, Mark] = {
    "non_opioid": Mark("step 1 of the old ladder", "1", "accent", faint=True),
    "weak_opioid": Mark("step 2 of the old ladder", "2", "accent", faint=True),
    "strong_opioid": Mark("step 3 of the old ladder", "3", "accent", faint=True),
    "beside": Mark("part of the plan today", "+", "right", faint=True),
}
"""The marks while no situation is chosen: the three steps of the old ladder, and what stands beside them."""

SOON = {"now": "Cannot wait", "today": "Same day"}
"""How soon to act, as columns of ``analgesic_situations``, most urgent first."""

SIDES = ("The ladder: start where the pain is", "Beside every rung")
"""Headings over the two columns."""


def _situations() -> dict[str, str]:
    return {ALL: "The ladder itself, and what changed"} | tables.named("analgesic_situations", "plain_name")


def _parts() -> dict[str, str]:
    return {ALL: "All of it"} | tables.named("analgesic_rungs", "plain_name")


class PainLadder(Explorer):
    """Kinds of pain against the rungs of the ladder and what stands beside them."""

    title = "The pain ladder, and when not to climb it"
    question = "This person hurts now. Where does pain relief start, what do I check, and what cannot wait?"
    takeaway = (
        "Ask what kind of pain it is before you ask how much. Moderate or severe cancer pain may start with a strong "
        "opioid: check sleepiness, kidneys and bowels before and after, come back when the dose should work, and say "
        "so when it does not. Weak legs, or new trouble with bladder or bowel, is an emergency."
    )
    prediction_id = "ladder_pain"

    situation = Choice(_situations, "Situation (the people are fictional)", look="select")
    part = Choice(_parts, "Look at", look="select")

    # ---- what the state selects ----

    def _situation(self) -> Record | None:
        return None if self.situation == ALL else tables.row("analgesic_situations", self.situation)

    def _part(self) -> Record | None:
        return None if self.part == ALL else tables.row("analgesic_rungs", self.part)

    def _choices(self) -> dict[str, Record]:
        """What is reasonable in the situation, by rung; empty while none is chosen."""
        rows = tables.records("analgesic_choices")
        return {row["rung_id"]: row for row in rows if row["situation_id"] == self.situation}

    def _marked(self, mark: str) -> list[str]:
        """Names of the rungs with this mark."""
        return [
            self._name(tables.row("analgesic_rungs", key)).lower()
            for key, row in self._choices().items()
            if row["mark"] == mark
        ]

    def _cautions(self) -> list[Record]:
        """Who needs care: with the rung looked at, or on the ladder as a whole; none beside a situation as a whole."""
        if self.part == ALL and self.situation != ALL:
            return []
        return [row for row in tables.records("analgesic_cautions") if self.part in (ALL, *split(row["rungs"]))]

    def _name(self, row: Record) -> str:
        return str(row[self.say("plain_name", "name")])

    # ---- picture ----

    def picture(self) -> Safe:
        cards = tables.records("analgesic_rungs")
        chosen = self._situation()
        place = self._name(chosen) if chosen else "No situation chosen"
        return rungs(
            [self._card(row) for row in cards if row["place"] == "rung"],
            [self._card(row) for row in cards if row["place"] == "beside"],
            MARKS if chosen else STEPS,
            headings=SIDES,
            foot=self._foot(),
            control="part",
            selected=self.part,
            title=f"Pain ladder. {place}. {HOW_TO_MOVE}",
            narrow=self.narrow,
        )

    def _card(self, row: Record) -> Rung:
        choice = self._choices().get(row["rung_id"])
        step = row["rung_id"] if row["place"] == "rung" else "beside"
        mark, words = (choice["mark"], choice["why"]) if choice else (step, row["now"])
        return Rung(row["rung_id"], self._name(row), mark, words)

    def _foot(self) -> Foot:
        """What cannot wait; on the ladder itself, how it is used today."""
        chosen = self._situation()
        if chosen:
            return Foot("▲ Cannot wait: act now", split(chosen["now"]), "now")
        kept = [row for row in tables.records("analgesic_principles") if row["kept"]]
        return Foot("Still true today", [f"{row['name']}: {row['nurse']}" for row in kept], "routine")

    # ---- words ----

    def words(self) -> str:
        chosen, part = self._situation(), self._part()
        if part:
            return self._words_on_part(part, chosen)
        if not chosen:
            return (
                "In 1986 the ladder had three steps, to be climbed one after the other. It is no longer taught as a "
                "strict protocol: relief starts where the pain is, the middle rung is often left out, and the cause "
                "is treated from the first day. Pick a situation, or a card."
            )
        told = [f"{self._name(chosen)}: {chosen['person']}"]
        told += [
            f"{start} {listing(self._marked(mark))}."
            for mark, start in (
                ("main", "Usual places here:"),
                ("care", "With care:"),
                ("skip", "Little use, or skipped:"),
                ("avoid", "Usually avoided:"),
            )
            if self._marked(mark)
        ]
        told += [f"{start}: {'; '.join(split(chosen[when]))}." for when, start in SOON.items()]
        return " ".join(told)

    def _words_on_part(self, part: Record, chosen: Record | None) -> str:
        if not chosen:
            return f"{self._name(part)}. The old ladder: {part['once']} Now: {part['now']}"
        choice = self._choices()[part["rung_id"]]
        what = f"{self._name(chosen)}, {self._name(part).lower()}: {MARKS[choice['mark']].words}."
        expect = f" What to expect: {part['expect']}" if choice["mark"] in USED else ""
        return f"{what} {sentence(choice['why'])}{expect}"

    # ---- detail ----

    def detail(self) -> Safe:
        chosen, part = self._situation(), self._part()
        return join(
            self._about_situation(chosen) if chosen else "",
            self._about_part(part) if part else "",
            "" if chosen or part else self._principles(),
            *(self._caution(row) for row in self._cautions()),
        )

    def _about_situation(self, row: Record) -> Safe:
        return join(
            headed(urgency_chip("today"), bullets(split(row["today"]))),
            headed("Ask first", f"“{row['ask']}”"),
            headed("Say to the patient", f"“{row['teach']}”"),
        )

    def _about_part(self, row: Record) -> Safe:
        examples = listing(split(row["examples"]))
        return join(
            headed(
                self._name(row),
                f"Such as {examples}.",
                el("p", el("strong", "The old ladder: "), row["once"]),
                el("p", el("strong", "Now: "), row["now"]),
            ),
            headed("Check before", bullets(split(row["before"]))),
            headed("Check after", bullets(split(row["after"]))),
            headed("What to expect, and when", row["expect"]),
        )

    def _principles(self) -> Safe:
        return join(
            *(
                headed(
                    row["name"],
                    el("p", el("strong", "Once: "), row["once"]),
                    el("p", el("strong", "Now: "), row["now"]),
                    el("p", el("strong", "At the bedside: "), row["nurse"]),
                )
                for row in tables.records("analgesic_principles")
            )
        )

    def _caution(self, row: Record) -> Safe:
        return headed(f"With care: {row['name'].lower()}", row["why"], row["act"])

    # ---- rows ----

    def rows(self) -> list[Rows]:
        chosen = self._situation()
        shown = [row for row in tables.records("analgesic_rungs") if self.part in (ALL, row["rung_id"])]
        about = {"name": "Rung", "examples": "Such as", "once": "The old ladder", "now": "Now"}
        about |= {"expect": "What to expect", "checked_scope": "What was checked"}
        who = {"name": "Who needs care", "why": "Why", "act": "What the nurse does"}
        told = {"name": "Principle", "once": "The old ladder", "now": "Now", "nurse": "At the bedside"}
        cautions, principles = self._cautions(), tables.records("analgesic_principles")
        return [
            *(self._rows_of(chosen, shown) if chosen else []),
            Rows("Rungs, and what stands beside them", about, shown),
            *([Rows("Who needs care", who, cautions)] if cautions else []),
            *([] if chosen else [Rows("What the ladder said, and what changed", told, principles)]),
        ]

    def _rows_of(self, chosen: Record, shown: list[Record]) -> list[Rows]:
        """What is reasonable in a situation, and the situation itself."""
        choices = self._choices()
        reasons = [
            choices[row["rung_id"]] | {"rung": row["name"], "marked": MARKS[choices[row["rung_id"]]["mark"]].words}
            for row in shown
        ]
        signs = {"name": "Situation", "person": "Person (fictional)", "now": "Act now", "today": "Same day"}
        return [
            Rows(f"{chosen['name']}: what is reasonable", {"rung": "Rung", "marked": "Mark", "why": "Why"}, reasons),
            Rows("The situation", signs, [chosen]),
        ]
