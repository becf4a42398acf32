"""Emergency cards, ordered by how fast to act."""

from __future__ import annotations

from helpers import tables
from helpers.cards import URGENCY, bullets, capitalized, headed, urgency_chip
from helpers.controls import Choice
from helpers.drawing import ladder
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import Safe, el, join, sentence
from helpers.tables import Record, grouped, split


def _deadline(minutes: float) -> str:
    """``at once``, ``within 15 minutes``, ``within 4 hours``."""
    if not minutes:
        return "at once"
    return f"within {minutes:g} minutes" if minutes < 120 else f"within {minutes / 60:g} hours"


def _band(minutes: float, chips: list[ladder.Chip]) -> ladder.Band:
    """The band of the ladder for one deadline; what must be acted on within two hours counts as now."""
    level = "now" if minutes <= 120 else "today"
    name = _deadline(minutes).removeprefix("within ").replace("minutes", "min")
    return ladder.Band(capitalized(name), level, URGENCY[level].sign, tuple(chips))


def _emergencies() -> dict[str, str]:
    return tables.named("emergencies", "name")


class Emergencies(Explorer):
    """Emergency cards, ordered by how fast to act."""

    title = "Emergencies: the first five minutes"
    question = "It is 2 a.m. and your patient is suddenly worse. What do you do first, and whom do you call?"
    takeaway = (
        "Recognize, protect, call, then explain. Times with a dashed border are for teaching only and have no source: "
        "write your own hospital's times and phone numbers on the printed card."
    )
    prediction_id = "emergencies"

    emergency = Choice(_emergencies, "Emergency", look="select")

    def _row(self) -> Record:
        return tables.row("emergencies", self.emergency)

    def _name(self, row: Record) -> str:
        return str(self.say(row["plain_name"], row["name"]))

    def picture(self) -> Safe:
        cards = grouped(tables.records("emergencies"), "time_minutes")
        bands = [_band(minutes, [self._chip(row) for row in cards[minutes]]) for minutes in sorted(cards)]
        return ladder.ladder(
            bands,
            title=f"Emergencies by how soon to act. {HOW_TO_MOVE}",
            control="emergency",
            selected=self.emergency,
        )

    def _chip(self, row: Record) -> ladder.Chip:
        illustrative = row["time_basis"] == "illustrative"
        name = self._name(row)
        return ladder.Chip(
            name,
            row["emergency_id"],
            illustrative,
            f"{name}, {_deadline(row['time_minutes'])}{', time for teaching only' if illustrative else ''}",
        )

    def words(self) -> str:
        row = self._row()
        basis = (
            "This time is sourced."
            if row["time_basis"] == "sourced"
            else "This time is for teaching only and has no source: use your local protocol."
        )
        when = f"Act {_deadline(row['time_minutes'])}: {sentence(row['time_target'])}"
        return f"{self._name(row)}: {sentence(row['cause'])} {when} {basis}"

    def detail(self) -> Safe:
        row = self._row()
        return join(
            el("p", urgency_chip(row["severity"])),
            headed("Recognize", bullets(split(row["recognize"]))),
            headed("Red flags", bullets(split(row["red_flags"]))),
            headed("First five minutes, in order", bullets(split(row["first_actions"]), ordered=True)),
            headed("Call", row["call"]),
            headed("Tell the patient", f"“{row['tell_patient']}”"),
            headed("Assess", bullets(split(row["assess"]))),
            headed("Do not", bullets(split(row["avoid"]))),
            (headed("Orders to expect", bullets(split(row["expected_orders"]))) if self.language == "clinical" else ""),
            (headed("Figures", bullets(split(row["key_numbers"]))) if self.language == "clinical" else ""),
            headed("Local differences", row["local_note"]),
        )

    def rows(self) -> list[Rows]:
        headings = {
            "name": "Emergency",
            "how_common": "How common",
            "time_target": "Time",
            "time_basis": "Basis of the time",
            "key_numbers": "Key figures",
            "checked_scope": "What was checked",
        }
        return [Rows("This card", headings, [self._row()])]
