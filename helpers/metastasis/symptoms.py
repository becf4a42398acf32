"""From what a patient says to what to check, and how soon."""

from __future__ import annotations

from collections.abc import Iterable

from helpers import tables
from helpers.cards import URGENCY, bullets, capitalized, headed, merged, urgency_chip
from helpers.controls import Choice
from helpers.drawing import ladder
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.markup import Safe, el, join, listing, sentence
from helpers.metastasis.shares import percent_words
from helpers.tables import Record, grouped


def by_urgency(symptoms: Iterable[Record]) -> list[Record]:
    """Most urgent first; within a level, red flags first."""
    levels = list(URGENCY)
    return sorted(symptoms, key=lambda row: (levels.index(row["urgency"]), not row["red_flag"]))


def how_soon(row: Record) -> str:
    """What makes a symptom more urgent than its level, or a red flag, in words; empty when nothing is noted."""
    when = row["red_flag_when"]
    flag = "" if when in ("", "always") else sentence(f"Red flag when {when}")
    return " ".join(part for part in (flag, sentence(row["urgency_note"])) if part)


def _said() -> dict[str, str]:
    told = {row["symptom_id"]: f"“{row['plain_symptom']}”" for row in by_urgency(tables.records("symptoms"))}
    return {"none": "Choose what the patient says"} | told


def _also_said() -> dict[str, str]:
    return _said() | {"none": "Nothing else"}


def _complaints() -> dict[str, str]:
    """Grouped by complaint, not by organ: the organ is what the learner has to think of."""
    return {row["symptom_id"]: row["complaint"] for row in tables.records("symptoms")}


class SymptomFinder(Explorer):
    """From what a patient says to what to check, and how soon."""

    title = "Symptom finder: from words to action"
    question = "Your patient says this. What do you check, and how fast?"
    takeaway = (
        "Take the most urgent reading of what you hear until it is ruled out. The ladder raises some pairs that are "
        "more urgent together, but it does not know them all: read every note. Follow your local pathway and your "
        "scope of practice."
    )
    prediction_id = "symptoms"

    said = Choice(_said, "The patient says", look="select", groups=_complaints)
    also = Choice(_also_said, "and also", look="select", groups=_complaints)

    def _chosen(self) -> list[Record]:
        ids = dict.fromkeys((self.said, self.also))
        return by_urgency(tables.row("symptoms", symptom_id) for symptom_id in ids if symptom_id != "none")

    def _name(self, row: Record) -> str:
        return f"“{row['plain_symptom']}”" if self.language == "plain" else str(row["symptom"])

    def _pair(self) -> Record | None:
        """The row that says the two complaints are more urgent together than each alone."""
        said = {self.said, self.also}
        return next(
            (row for row in tables.records("symptom_pairs") if {row["symptom_id"], row["other_id"]} == said), None
        )

    def _levels(self) -> dict[str, list[Record]]:
        """What was said, by the level it stands on; a pair stands together."""
        pair, chosen = self._pair(), self._chosen()
        return {pair["urgency"]: chosen} if pair else grouped(chosen, "urgency")

    def picture(self) -> Safe:
        said = self._levels()
        bands = [
            ladder.Band(words, level, sign, tuple(ladder.Chip(self._name(row)) for row in said.get(level, ())))
            for level, (words, sign, _) in URGENCY.items()
        ]
        told = [f"{URGENCY[level].words}: {listing(self._name(row) for row in rows)}." for level, rows in said.items()]
        return ladder.ladder(bands, title=" ".join(["Ladder of urgency.", *told]))

    def words(self) -> Safe:
        if not self._chosen():
            return el("p", "Nothing is said yet. Choose a complaint; red flags stand first in each group.")
        first, *others = self._chosen()
        pair, level = self._pair(), next(iter(self._levels()))
        flag = "Red flag. " if first["red_flag"] or pair else ""
        told = [
            f"You also heard {listing(self._name(row) for row in others)}." if others else "",
            f"Together they are more urgent. {pair['reason']}" if pair else "",
            f"{URGENCY[level].meaning}",
            f"Think of: {'; '.join(self._causes())}.",
        ]
        more = " ".join(part for part in told if part)
        return el("p", urgency_chip(level), " ", el("strong", f"{flag}{self._name(first)}"), f" {more}")

    def _place(self, row: Record) -> str:
        if not row["site_id"]:
            return "the whole body, or treatment"
        site = tables.row("sites", row["site_id"])
        return str(self.say(site["plain_name"], site["name"].lower()))

    def _linked(self) -> list[Record]:
        said = [row["symptom_id"] for row in self._chosen()]
        links = [row for row in tables.records("symptom_emergencies") if row["symptom_id"] in said]
        return [tables.row("emergencies", key) for key in dict.fromkeys(row["emergency_id"] for row in links)]

    def _causes(self) -> list[str]:
        """Places and emergencies to think of, each once: one complaint seldom has one cause."""
        linked = [row[self.say("plain_name", "name")] for row in self._linked()]
        return list(dict.fromkeys([*(self._place(row) for row in self._chosen()), *(name.lower() for name in linked)]))

    def detail(self) -> Safe:
        chosen = self._chosen()
        column = self.say("plain_name", "name")
        why = [sentence(row["mechanism"]) for row in chosen]
        return join(
            headed("What makes it more urgent", bullets(note for row in chosen if (note := how_soon(row)))),
            headed("It could be the start of", bullets([row[column] for row in self._linked()])),
            headed("Ask and check", bullets(merged(row["ask"] for row in chosen))),
            headed("Do", bullets(merged(row["act"] for row in chosen))),
            headed("Tell the patient", bullets([f"“{row['teach']}”" for row in chosen])),
            headed("Why it happens", bullets(why) if self.language == "clinical" else ""),
        )

    def rows(self) -> list[Rows]:
        headings = {
            "symptom": "Symptom",
            "place": "Place",
            "level": "Urgency",
            "how_common": "How common",
            "percent": "Percent",
            "percent_population": "of whom",
            "checked_scope": "What was checked",
        }
        said = self._chosen() or by_urgency(tables.records("symptoms"))
        return [
            Rows(
                "What was said" if self._chosen() else "All complaints",
                headings,
                [self._shown_row(row) for row in said],
            )
        ]

    def _shown_row(self, row: Record) -> Record:
        unknown = row["percent_low"] is None
        return row | {
            "place": capitalized(self._place(row)),
            "level": URGENCY[row["urgency"]].words,
            "percent": None if unknown else percent_words(row["percent_low"], row["percent_high"]),
        }

    def extra_sources(self) -> list[str]:
        return [row["source_id"] for row in self._linked()]
