"""Clinical trials: the life of a trial as stairs, and what to say when a patient asks."""

from __future__ import annotations

from math import log10

from helpers import tables
from helpers.cards import headed
from helpers.controls import Choice
from helpers.drawing.stairs import Stair, stairs
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import Safe, join
from helpers.tables import Record


class TrialsExplained(Explorer):
    """The life of a clinical trial, and the questions a patient asks about it."""

    title = "Clinical trials: what the nurse explains"
    question = "“They asked me to join a trial. Would you, if you were me?”"
    takeaway = (
        "Raise trials early and at each change of treatment, and offer the question to everyone. Explain the step, the "
        "chance and the right to leave; promise neither a place nor a benefit. The decision is the person’s."
    )
    prediction_id = "trials_explained"

    step = Choice(
        lambda: tables.named("trial_steps", "name"), "Step in the life of a trial", look="steps", start="phase_3"
    )
    asked_about = Choice(lambda: tables.named("trial_questions", "topic"), "The patient asks about", look="select")

    # ---- what the state selects ----

    def _step(self) -> Record:
        return tables.row("trial_steps", self.step)

    def _question(self) -> Record:
        return tables.row("trial_questions", self.asked_about)

    def _asks(self, row: Record) -> str:
        """What a step asks, in the words chosen."""
        return self.say(row["asked"], row["clinical_asked"])

    # ---- picture ----

    def picture(self) -> Safe:
        return stairs(
            [
                Stair(row["step_id"], row["name"], row["asked"], row["people"], _signs(row))
                for row in tables.records("trial_steps")
            ],
            title=f"The life of a clinical trial, from bottom to top. {HOW_TO_MOVE}",
            control="step",
            selected=self.step,
            narrow=self.narrow,
        )

    # ---- words ----

    def words(self) -> str:
        row, count = self._step(), len(tables.records("trial_steps"))
        return (
            f"Step {row['order']} of {count}, {row['name']}, with {row['people']}: {self._asks(row)} "
            f"A patient asks: {self._question()['asks']}"
        )

    def detail(self) -> Safe:
        row, question = self._step(), self._question()
        return join(
            headed(
                f"{question['topic']}: the patient asks",
                question["asks"],
            ),
            headed(self.say("You may say", "What stands behind it"), self.say(question["say"], question["clinical"])),
            headed("What you do", question["do"]),
            headed("Do not say", question["never"]),
            headed(row["title"], self._asks(row)),
            headed("What a person may gain", row["may_gain"]),
            headed("What a person may risk", row["may_risk"]),
            headed("For the nurse", row["nurse"]),
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        steps = {
            "order": "Step",
            "name": "Name",
            "people": "People",
            "asks": "What is asked",
            "may_gain": "May gain",
            "may_risk": "May risk",
            "nurse": "For the nurse",
        }
        asked = {
            "topic": "Topic",
            "asks": "The patient asks",
            "say": "You may say",
            "clinical": "What stands behind it",
            "do": "What you do",
            "never": "Do not say",
        }
        return [
            Rows(
                "The life of a trial", steps, [row | {"asks": self._asks(row)} for row in tables.records("trial_steps")]
            ),
            Rows("The question asked", asked, [self._question()]),
        ]


def _signs(step: Record) -> int:
    """How many signs of people stand on a step: three for each tenfold, so that more people always look like more."""
    people = step["people_high"] or step["people_low"]
    if not people:
        return 0
    return round(3 * log10(people)) - 2 + (step["people_high"] is None) * 2
