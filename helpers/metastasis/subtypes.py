"""How often each place is involved, in one study at a time."""

from __future__ import annotations

from helpers import tables
from helpers.cards import bullets, capitalized, headed
from helpers.controls import Choice
from helpers.drawing import charts
from helpers.explorer import Explorer
from helpers.frame import Rows, cell_words
from helpers.markup import Safe, join, sentence
from helpers.metastasis.shares import share_rows, shares_of
from helpers.tables import Record, grouped


def _cohorts() -> dict[str, str]:
    """Studies that have figures."""
    used = {row["cohort_id"] for row in tables.records("site_by_subtype")}
    return {key: title for key, title in tables.named("cohorts", "title").items() if key in used}


GROUPS = {
    "HR+/HER2-": "fed by hormones, without HER2",
    "HR+/HER2+": "fed by hormones, and with HER2",
    "HR-/HER2+": "with HER2, not fed by hormones",
    "HER2+ any HR": "with HER2, fed by hormones or not",
    "Luminal B mixed": "fed by hormones and faster growing, with or without HER2",
    "TNBC": "triple-negative: without hormone receptors and without HER2",
    "Lobular": "began in the milk glands and grows in thin lines",
    "Ductal": "the most common type, began in a milk duct",
    "All": "everyone together",
}
"""The standard groups in plain words."""

MOST = 4
"""How many places the words name; the picture and the table have them all."""


def _percent(row: Record) -> float:
    return float(row["percent"])


class SitesBySubtype(Explorer):
    """How often each place is involved, in one study at a time."""

    title = "Sites by subtype: one study at a time"
    question = "Two people, two subtypes. Would you listen for different symptoms?"
    takeaway = (
        "Subtype shifts the odds, it does not decide for one person. Any subtype can reach any of these places, so ask "
        "everyone about headache, breathlessness and back pain. Before you quote a percentage, say of whom."
    )
    prediction_id = "subtypes"

    cohort = Choice(_cohorts, "Study", look="select")
    grouping = Choice({"place": "By place", "group": "By group"}, "Compare")

    def picture(self) -> charts.BarPanels:
        across, within = ("place", "group") if self.grouping == "place" else ("group", "place")
        panels = [
            charts.Panel(name, [charts.Bar(row[within], row["percent"]) for row in part])
            for name, part in grouped(shares_of(self.cohort), across).items()
        ]
        return charts.BarPanels(panels, unit="%", narrow=self.narrow)

    def words(self) -> str:
        cohort, shares = tables.row("cohorts", self.cohort), shares_of(self.cohort)
        compared = [part for part in grouped(shares, "place").values() if len(part) > 1]
        highest = [max(part, key=_percent) for part in compared] or [max(shares, key=_percent)]
        told = "; ".join(f"{top['place']} in {top['group']}, {cell_words(top['percent'])}%" for top in highest[:MOST])
        number = "" if cohort["n_total"] is None else f", n = {cohort['n_total']:,}"
        years = ", ".join(part for part in (cohort["region"], cohort["period"]) if part)
        counted = f"{cohort['measure']}; percent of {cohort['denominator']}"
        order = f"Bars are compared {self.label('grouping').lower()}."
        return f"Highest: {told}. Counted: {counted} ({years}{number}). {order}"

    def detail(self) -> Safe:
        cohort = tables.row("cohorts", self.cohort)
        overlap = (
            "One person can have several sites, so columns do not add up to 100."
            if cohort["overlap"]
            else "The groups do not overlap."
        )
        return join(
            headed("The groups", bullets(self._groups())),
            headed("Who was counted", sentence(capitalized(cohort["population"]))),
            headed("Read it with care", sentence(cohort["caveat"]), sentence(cohort["group_note"]), overlap),
            headed(
                "Why studies differ",
                "A study of people whose cancer was found already spread, one of people whose cancer came back, and "
                "one at autopsy count different people at different times. Their percentages must not be mixed.",
            ),
        )

    def _groups(self) -> list[str]:
        """Each group of the study, and what it stands for in the words chosen."""
        standard = {row["group"]: row["group_standard"] for row in shares_of(self.cohort)}
        return [f"{group}: {self.say(GROUPS[name], name)}" for group, name in standard.items()]

    def rows(self) -> list[Rows]:
        return [share_rows(self.cohort, shares_of(self.cohort))]
