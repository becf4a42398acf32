"""Goals of care: what a person may want from treatment, and what studies measure of it."""

from __future__ import annotations

from helpers import tables
from helpers.cards import headed
from helpers.controls import Choice
from helpers.drawing.links import End, Link, links
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows, cell_words
from helpers.markup import Safe, el, join, listing, sentence
from helpers.tables import Record

ALL = "all"
GOALS, MEASURES = "What a person may want", "What studies measure"
HOW = {"direct": "measures it", "indirect": "hints at it"}
"""What a full and a dashed line say."""


def _picks() -> dict[str, str]:
    """Everything that can be picked: all, each goal, each measure. No id is used twice."""
    goals = {row["goal_id"]: _label(row, "plain_name") for row in tables.records("care_goals")}
    measures = {row["measure_id"]: _label(row, "plain_name") for row in tables.records("care_measures")}
    return {ALL: "All together"} | goals | measures


def _headings() -> dict[str, str]:
    kinds = (("care_goals", "goal_id", GOALS), ("care_measures", "measure_id", MEASURES))
    return {row[key]: heading for table, key, heading in kinds for row in tables.records(table)}


class GoalsOfCare(Explorer):
    """What a person may want from treatment, and what studies measure of it."""

    title = "Goals of care: what each measures"
    question = "“The doctor says the study was positive. Does that mean I will feel better?”"
    takeaway = (
        "Ask “What matters most to you now?” and write the answer where the whole team reads it. Then ask of any "
        "result: which goal does it measure? Longer without growth is not the same as longer life or better days. "
        "Goals change, so ask again after each scan and each change of treatment."
    )
    prediction_id = "goals"

    pick = Choice(_picks, "Pick a goal or a measure", look="select", groups=_headings)

    # ---- what the state selects ----

    def _links(self) -> list[Record]:
        """The links of what is picked, the direct ones first; all of them where nothing is."""
        rows = tables.records("care_links")
        chosen = [row for row in rows if self.pick in (ALL, row["goal_id"], row["measure_id"])]
        return sorted(chosen, key=lambda row: row["strength"] != "direct")

    def _goal(self) -> Record | None:
        return next((row for row in tables.records("care_goals") if row["goal_id"] == self.pick), None)

    def _measure(self) -> Record | None:
        return next((row for row in tables.records("care_measures") if row["measure_id"] == self.pick), None)

    def _names(self, column: str) -> dict[str, str]:
        """Names as they stand in the drawing, in the words chosen; ``column`` is ``goal_id`` or ``measure_id``."""
        table = {"goal_id": "care_goals", "measure_id": "care_measures"}[column]
        return {row[column]: _label(row, self.say("plain_name", "name")) for row in tables.records(table)}

    # ---- picture ----

    def picture(self) -> Safe:
        goals, measures = self._names("goal_id"), self._names("measure_id")
        return links(
            [End(key, words, "goal") for key, words in goals.items()],
            [End(key, words, "measure") for key, words in measures.items()],
            [
                Link(row["goal_id"], row["measure_id"], loose=row["strength"] == "indirect")
                for row in tables.records("care_links")
            ],
            headings=("What matters", "Measured as"),
            title=f"Goals of care and what studies measure. {HOW_TO_MOVE}",
            control="pick",
            selected="" if self.pick == ALL else self.pick,
            narrow=self.narrow,
            key=("Full line: it measures the goal", "Dashed line: it only hints at it"),
        )

    # ---- words ----

    def words(self) -> str:
        if goal := self._goal():
            return self._words_on_goal(goal)
        if measure := self._measure():
            return self._words_on_measure(measure)
        goals, measures = len(self._names("goal_id")), len(self._names("measure_id"))
        return (
            f"On one side stand {goals} goals a person may have, on the other {measures} things studies measure. One "
            "treatment can serve several goals, and no measure speaks to all of them. Pick a goal or a measure."
        )

    def _words_on_goal(self, goal: Record) -> str:
        direct, indirect = self._tied("measure_id")
        hints = f" Hints come from {indirect}." if indirect else ""
        name = self._names("goal_id")[self.pick]
        return f"{name}: “{goal['patient_says']}” Studies measure this with {direct}.{hints}"

    def _words_on_measure(self, measure: Record) -> str:
        direct, indirect = self._tied("goal_id")
        told = f"It measures the goal {direct}" if direct else "It measures no goal directly"
        hints = f" and only hints at {indirect}" if indirect else ""
        meaning = sentence(self.say(measure["plain"], measure["definition"]))
        return f"{self._names('measure_id')[self.pick]}. {meaning} {told}{hints}."

    def _tied(self, column: str) -> list[str]:
        """What the full lines lead to, and what the dashed lines lead to."""
        names = self._names(column)
        return [listing(f"“{names[row[column]]}”" for row in self._links() if row["strength"] == how) for how in HOW]

    # ---- detail ----

    def detail(self) -> Safe:
        if goal := self._goal():
            return join(
                headed("Ask", f"“{goal['ask']}”"),
                headed("Then", sentence(goal["act"])),
                headed("Why these measures", self._reasons("measure_id")),
            )
        if measure := self._measure():
            return join(
                headed("What it does not tell", sentence(measure["limit"])),
                headed("How you use it", sentence(measure["use"])),
                headed("Which goals, and why", self._reasons("goal_id")),
                headed("An example", *_example(measure)),
            )
        return headed(
            "How to use it",
            "Start on the left with what the person says, and follow the lines: these are the results to ask about. Or "
            "start on the right with a result in the news, and see whose goal it speaks to.",
            "Examples come from one trial each. Never compare numbers of different trials.",
        )

    def _reasons(self, column: str) -> Safe:
        names = self._names(column)
        return el(
            "ul",
            [
                el("li", el("strong", names[row[column]]), f" ({HOW[row['strength']]}): {sentence(row['why'])}")
                for row in self._links()
            ],
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        goals, measures = tables.named("care_goals", "plain_name"), tables.named("care_measures", "name")
        shown = [
            row
            | {
                "goal": goals[row["goal_id"]],
                "measure": measures[row["measure_id"]],
                "strength": HOW[row["strength"]],
            }
            for row in self._links()
        ]
        tied = Rows(
            "What belongs to what", {"goal": "Goal", "measure": "Measure", "strength": "How", "why": "Why"}, shown
        )
        return [tied, self._rows_of_measures({row["measure_id"] for row in self._links()})]

    def _rows_of_measures(self, shown: set[str]) -> Rows:
        headings = {
            "name": "Measure",
            "definition": "What is counted",
            "limit": "What it does not tell",
            "trial": "Example",
            "result": "Result in the example",
        }
        rows = [
            row | {"result": " ".join(_example(row))}
            for row in tables.records("care_measures")
            if row["measure_id"] in shown
        ]
        return Rows("The measures. Examples of different trials do not compare", headings, rows)

    def extra_sources(self) -> list[str]:
        return [row["source_id"] for row in tables.records("care_goals") if self.pick in (ALL, row["goal_id"])]


def _label(row: Record, column: str) -> str:
    """A name, and its abbreviation where one is in use."""
    return f"{row[column]} ({row['short']})" if row.get("short") else str(row[column])


def _example(measure: Record) -> list[str]:
    """The example of a measure in sentences: who, and what with which treatment; empty where there is none."""
    if not measure["trial"]:
        return []
    gap = "" if measure["unit"].startswith("%") else " "
    treated, compared = (
        f"{cell_words(measure[name])}{gap}{measure['unit']}" for name in ("value_treated", "value_compared")
    )
    return [
        sentence(f"{measure['trial']} ({measure['year']}): {measure['population']}"),
        f"{measure['treated']}: {treated}. {measure['compared']}: {compared}.",
    ]
