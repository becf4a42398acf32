"""Emergency cards, ordered by how fast to act."""

from __future__ import annotations

from helpers import tables
from helpers.cards import URGENCY, bullets, capitalized, headed
from helpers.controls import Choice
from helpers.drawing import ladder
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import NOTHING, Safe, el, join, sentence
from helpers.schema import split
from helpers.tables import Record, grouped


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
    return {row["emergency_id"]: f"{row['plain_name']} ({row['name']})" for row in tables.records("emergencies")}


FILL_IN = ("Phone:", "Our time:", "Approved by:", "Date:")
"""Lines on the printed card for a school or hospital to fill in."""


class Emergencies(Explorer):
    """Emergency cards, ordered by how fast to act."""

    title = "Emergencies: the first five minutes"
    question = "It is 2 a.m. and your patient is suddenly worse. What do you do first, and whom do you call?"
    takeaway = (
        "Recognize, protect, call, then explain. Times with a dashed border are for teaching only and have no source: "
        "write your own on the printed card. A red flag overrides the time on the ladder (▲): act at once."
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
        title = f"Emergencies by how soon to act. {HOW_TO_MOVE}"
        rungs = ladder.ladder(bands, title=title, control="emergency", selected=self.emergency)
        return el("div", rungs, class_="mbc-card-picture")

    def _chip(self, row: Record) -> ladder.Chip:
        illustrative = row["time_basis"] == "illustrative"
        sooner = row["time_minutes"] and "at once" in row["time_target"].lower()
        name = self._name(row)
        notes = ["at once with red flags" if sooner else "", "time for teaching only" if illustrative else ""]
        spoken = ", ".join([name, _deadline(row["time_minutes"]), *filter(None, notes)])
        return ladder.Chip(f"{name} ▲" if sooner else name, row["emergency_id"], illustrative, spoken)

    def words(self) -> str:
        row = self._row()
        basis = (
            "This time is sourced."
            if row["time_basis"] == "sourced"
            else "This time is for teaching only and has no source: use your local protocol."
        )
        when = f"When to act: {sentence(row['time_target'])}"
        return f"{self._name(row)}: {sentence(row['cause'])} {when} {basis}"

    def detail(self) -> Safe:
        row = self._row()
        return join(
            headed("First five minutes, in order", bullets(split(row["first_actions"]), ordered=True)),
            headed("Call", row["call"]),
            headed("Red flags", bullets(split(row["red_flags"]))),
            headed("Recognize", bullets(split(row["recognize"]))),
            headed("Avoid", bullets(split(row["avoid"]))),
            headed("Tell the patient", f"“{row['tell_patient']}”"),
            headed("Assess", bullets(split(row["assess"]))),
            self._clinical(row) if self.language == "clinical" else NOTHING,
            headed("Local differences", row["local_note"]),
            el("div", headed("Our hospital", *FILL_IN), class_="mbc-fill"),
        )

    def _clinical(self, row: Record) -> Safe:
        orders = headed("Orders to expect", bullets(split(row["expected_orders"])))
        return join(orders, headed("Figures", bullets(split(row["key_numbers"]))))

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
