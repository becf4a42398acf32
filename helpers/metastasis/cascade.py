"""The steps a cancer cell must survive to grow somewhere else."""

from __future__ import annotations

from helpers import tables
from helpers.cards import bullets, headed, merged
from helpers.controls import Choice
from helpers.drawing import cascade
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.markup import Safe, el, join, sentence
from helpers.tables import Record

STAGES = {
    "invasion": "Breaking out",
    "entering": "Entering",
    "transit": "Surviving the trip",
    "arrest": "Stopping",
    "leaving": "Leaving the vessel",
    "dormancy": "Sleeping",
    "growth": "Growing",
}
CLINICAL_STAGES = {
    "invasion": "local invasion",
    "entering": "intravasation and lymphatic entry",
    "transit": "survival in transit",
    "arrest": "arrest and homing",
    "leaving": "extravasation and niche formation",
    "dormancy": "dormancy",
    "growth": "micrometastasis and colonization",
}


class Cascade(Explorer):
    """The steps a cancer cell must survive to grow somewhere else."""

    title = "The cascade: seven hurdles between breast and bone"
    question = "A patient asks: “If it was all cut out, how can it come back years later?” What would you say?"
    takeaway = (
        "Spread is a chain of steps, and most cells fail. Sleeping cells explain late recurrence. In "
        "hormone-sensitive cancer, years of endocrine tablets lower that risk. Ask about missed tablets without blame, "
        "and take new symptoms seriously, however long ago the first cancer was."
    )
    prediction_id = "cascade"

    stage = Choice(STAGES, "Step", look="steps")

    def _steps(self) -> list[Record]:
        return [row for row in tables.records("cascade_steps") if row["stage"] == self.stage]

    def _place(self) -> str:
        number = list(STAGES).index(self.stage) + 1
        return f"Step {number} of {len(STAGES)}: {self.say(STAGES[self.stage].lower(), CLINICAL_STAGES[self.stage])}"

    def picture(self) -> Safe:
        words = STAGES if self.language == "plain" else CLINICAL_STAGES
        names = {key: f"Step {n}: {name}" for n, (key, name) in enumerate(words.items(), 1)}
        return cascade.cascade(
            self.stage, title=f"{self._place()}. Seven steps from breast to a distant organ.", names=names
        )

    def words(self) -> Safe:
        lines = [sentence(row["plain"] if self.language == "plain" else row["biology"]) for row in self._steps()]
        return el("p", el("strong", f"{self._place()}. "), " ".join(lines))

    def detail(self) -> Safe:
        steps = self._steps()
        number = [sentence(row["number"]) for row in steps if row["number"]]
        return join(
            headed(
                "Think of it as", *[sentence(row["analogy"]) for row in steps[:1]] if self.language == "plain" else ""
            ),
            headed("What the body does against it", bullets(merged(row["defense"] for row in steps))),
            headed("What treatment acts here", bullets(merged(row["treatment"] for row in steps))),
            headed("A figure to know", *number),
            headed("What it means for the nurse", bullets(merged(row["nursing"] for row in steps))),
        )

    def rows(self) -> list[Rows]:
        headings = {
            "name": "Step",
            "biology": "Biology",
            "molecules": "Molecules",
            "defense": "Body's defense",
            "treatment": "Treatment",
            "checked_scope": "What was checked",
        }
        return [Rows(f"{self._place()}. The steps of the cascade behind it", headings, self._steps())]
