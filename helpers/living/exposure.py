"""Opioid exposure explained on fixed examples: how a daily total is added up, and what it must not be used for.

There is no input of doses: nothing here works out a dose, for anyone.
"""

from __future__ import annotations

from helpers import tables
from helpers.cards import bullets, capitalized, headed
from helpers.controls import Choice
from helpers.drawing.sums import Caution, Line, Part, sums
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.markup import Safe, join, listing
from helpers.schema import split
from helpers.tables import Record

MOST = 120.0
"""End of the yardstick, the same for all examples, so that their bars can be compared."""

UNIT = "MME"

STEPS = {
    "count": "Count the day",
    "factor": "Put on one yardstick",
    "sum": "Add up",
    "trap": "Find the trap",
    "meaning": "What it means",
}

CAUTION = Caution(
    "For teaching only. Never for a dose, never to change opioids.",
    "The total shows risk at a glance. It says nothing of pain, and the CDC lines do not apply to cancer pain "
    "or palliative care.",
)
"""Stands in the picture at every step, on the screen and on paper."""


def _examples() -> dict[str, str]:
    return tables.named("opioid_examples", "name")


class OpioidExposure(Explorer):
    """Fixed examples of a day of opioids, added up as bars, with the trap in each."""

    title = "Opioid exposure: one yardstick, many traps"
    question = "The chart says “MME a day”. Where does the number come from, and what may I do with it?"
    takeaway = (
        "Read the name, the unit and the form of every opioid, patches and bottles from other clinics too. Use the "
        "total as a reminder: laxative, sleepiness check, naloxone. Stop anyone, kindly, who turns it into the dose "
        "of another opioid, or who lowers a dose for cancer pain because of a number."
    )
    prediction_id = "exposure"
    language = None

    example = Choice(_examples, "Example (fixed, the people are fictional)", look="select")
    step = Choice(STEPS, "Step", look="steps")

    # ---- what the state selects ----

    def _example(self) -> Record:
        return tables.row("opioid_examples", self.example)

    def _doses(self) -> list[Record]:
        return doses_of(self.example)

    def _reached(self, step: str) -> bool:
        """Is the walk at this step, or past it?"""
        return list(STEPS).index(self.step) >= list(STEPS).index(step)

    # ---- picture ----

    def picture(self) -> Safe:
        doses, example = self._doses(), self._example()
        total = total_of(doses)
        figure = "open: no factor" if total is None else f"{total:g} {UNIT}"
        return sums(
            [self._part(row) for row in doses],
            most=MOST,
            unit=UNIT,
            bars=self._reached("factor"),
            total=Part("Total of the day", self._adding(), total, figure) if self._reached("sum") else None,
            wrong=self._wrong(example) if self.step == "trap" else None,
            lines=[Line(row["mme"], self._flag(row)) for row in _flags()] if self.step == "meaning" else [],
            caution=CAUTION,
            title=f"{example['name']}. Step: {self.label('step')}",
            narrow=self.narrow,
        )

    def _part(self, row: Record) -> Part:
        value, name = mme_of(row), capitalized(f"{row['name']}, {row['form']}")
        if not self._reached("factor"):
            return Part(name, f"{capitalized(row['timing'])}: {counting(row)}", value, amount(row))
        if value is None:
            return Part(name, f"{amount(row)}: the table has no factor", None, "no figure, not zero")
        return Part(name, f"{amount(row)} × {row['factor']:g} = {value:g} {UNIT}", value, f"{value:g}")

    def _adding(self) -> str:
        values = [mme_of(row) for row in self._doses()]
        return " + ".join("?" if value is None else f"{value:g}" for value in values)

    def _wrong(self, example: Record) -> Part | None:
        if example["wrong_total"] is None:
            return None
        value = example["wrong_total"]
        return Part("Not so", capitalized(example["wrong_how"]), value, f"{value:g} ✗")

    def _flag(self, row: Record) -> str:
        return f"{row['mme']:g}: {row['words']}"

    # ---- words ----

    def words(self) -> str:
        told = {
            "count": self._told_count,
            "factor": self._told_factor,
            "sum": self._told_sum,
            "trap": self._told_trap,
            "meaning": self._told_meaning,
        }
        return told[self.step]()

    def _told_count(self) -> str:
        doses = self._doses()
        counted = "; ".join(f"{row['name']} ({row['form']}), {counting(row)}" for row in doses)
        units = {row["unit"] for row in doses}
        apart = (
            "A patch counts micrograms an hour, a tablet milligrams, so these cannot be added."
            if len(units) > 1
            else ""
        )
        last = "The units stay as they are on the label; nothing is added up yet."
        return " ".join(part for part in (self._example()["person"], f"The day: {counted}.", apart, last) if part)

    def _told_factor(self) -> str:
        told = [
            f"{capitalized(row['name'])}: {amount(row)} × {row['factor']:g} = {mme_of(row):g} {UNIT}."
            if row["factor"] is not None
            else f"{capitalized(row['name'])}: the CDC table has no factor, and no figure is not zero."
            for row in self._doses()
        ]
        return " ".join(
            ["Each amount is put on one yardstick, oral morphine (MME, morphine milligram equivalents).", *told]
        )

    def _told_sum(self) -> str:
        total = total_of(self._doses())
        if total is None:
            return "The sum stays open, because one part has no figure. Write the name and strength, not a number."
        same = [
            row["name"]
            for row in tables.records("opioid_examples")
            if row["example_id"] != self.example and total_of(doses_of(row["example_id"])) == total
        ]
        twin = f" “{listing(same)}” comes to the same total; one may not be swapped for the other." if same else ""
        several = len(self._doses()) > 1
        laid = (
            f"Laid end to end, {self._adding()} makes"
            if several
            else "There is one opioid only, so its bar is the sum:"
        )
        return f"{laid} {total:g} {UNIT} for this day.{twin} {self._limit('people')}"

    def _told_trap(self) -> str:
        row, total = self._example(), total_of(self._doses())
        right = "The right sum stays open" if total is None else f"The right sum is {total:g} {UNIT}"
        wrong = f" {right}, not {row['wrong_total']:g} ({row['wrong_how']})." if row["wrong_total"] is not None else ""
        return f"The trap: {row['trap'][:1].lower() + row['trap'][1:]}. {row['trap_text']}{wrong}"

    def _told_meaning(self) -> str:
        total = total_of(self._doses())
        if total is None:
            place = "without a figure this cannot be held against any line"
        else:
            reached = [f"{row['mme']:g}" for row in _flags() if total >= row["mme"]]
            lines = listing(f"{row['mme']:g}" for row in _flags())
            where = (
                f"reaches the line{'s' * (len(reached) > 1)} at {listing(reached)}"
                if reached
                else f"stays below the lines at {lines}"
            )
            place = f"{total:g} {UNIT} {where}"
        return f"{self._example()['name']}: {place}. {self._limit('scope')} {self._limit('switch')}"

    def _limit(self, key: str) -> str:
        return str(tables.row("opioid_limits", key)["words"])

    # ---- detail ----

    def detail(self) -> Safe:
        example, doses = self._example(), self._doses()
        cares = [headed(capitalized(row["name"]), row["why_care"], row["nurse"]) for row in doses]
        return join(
            headed("The nurse checks", bullets(split(example["nurse"]))),
            *dict.fromkeys(cares),
            *(headed(row["name"], row["words"]) for row in tables.records("opioid_limits")),
            *(headed(f"The line at {row['mme']:g}", row["meaning"]) for row in _flags() if self.step == "meaning"),
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        doses = self._doses()
        day = [row | {"counted": counting(row), "mme": mme_of(row)} for row in doses]
        scope = {"checked_scope": "What was checked"}
        dose = {"name": "Opioid", "form": "Form", "timing": "When", "counted": "Counted", "mme": UNIT}
        factor = {"name": "Opioid", "form": "Given", "unit": "Unit", "factor": "Factor"}
        factor |= {"why_care": "What the total does not show"} | scope
        trap = {"name": "Example", "source_of_list": "From", "trap": "Trap", "trap_text": "Explained"}
        line = {"mme": f"{UNIT} a day", "words": "Line", "meaning": "Means"} | scope
        return [
            Rows("The day (fixed example, not a prescription)", dose, day),
            Rows("The trap", trap, [self._example()]),
            Rows("Factors of the CDC, for adding up a total only", factor, tables.records("opioids")),
            Rows("The lines of the CDC", line, _flags()),
            Rows(
                "What a total means, and what it does not",
                {"name": "In short", "words": "Caution"},
                tables.records("opioid_limits"),
            ),
        ]


def doses_of(example: str) -> list[Record]:
    """The doses of an example, each with the unit and factor of its opioid."""
    rows = tables.records("opioid_example_doses")
    return [tables.row("opioids", row["opioid_id"]) | row for row in rows if row["example_id"] == example]


def mme_of(row: Record) -> float | None:
    """Morphine milligram equivalents of one dose row of an example (CDC 2022); ``None`` where there is no factor."""
    return None if row["factor"] is None else round(row["strength"] * row["times"] * row["factor"], 1)


def total_of(rows: list[Record]) -> float | None:
    """The total of a day; ``None`` as soon as one part has no factor, for no figure is not zero."""
    values = [mme_of(row) for row in rows]
    return None if None in values else round(sum(value for value in values if value is not None), 1)


def counting(row: Record) -> str:
    """How the day is counted: ``30 mg × 2 = 60 mg a day``; a patch is a rate and is not multiplied."""
    if row["unit"] == "mcg/h":
        return f"{amount(row)} (micrograms an hour), not multiplied by hours or days"
    return f"{row['strength']:g} {row['unit']} × {row['times']} = {amount(row)}"


def amount(row: Record) -> str:
    """The amount of a day in its own unit."""
    if row["unit"] == "mcg/h":
        return f"{row['strength']:g} mcg/h"
    return f"{row['strength'] * row['times']:g} {row['unit']} a day"


def _flags() -> list[Record]:
    return tables.records("opioid_flags")
