"""What a test result means for the person who has it: it depends on how likely the disease was before the test."""

from __future__ import annotations

from typing import NamedTuple

from helpers import tables
from helpers.cards import bullets, headed
from helpers.controls import Choice
from helpers.drawing.people import Group, people
from helpers.explorer import Explorer
from helpers.frame import Rows, cell_words
from helpers.markup import Safe, el, join, sentence
from helpers.tables import Record

EVERYONE = 1000

PRIORS = (1, 2, 5, 10, 20, 30, 40, 50, 70, 100, 150, 200, 250, 300, 400, 500, 600, 700, 800, 900, 950)
"""Stops of the slider, in people per 1,000: close together where chances are small, as most are."""

GROUPS = {
    "breast": "Cancer in the breast",
    "bone": "Spread to bone",
    "distant": "Spread anywhere",
    "organ": "Spread to one organ",
    "marker": "Tumor markers",
    "result": "Features of the tumor",
}
"""Headings of the list of tests, by ``target_group``."""

MANY = {"person": "people", "lesion": "lesions", "examination": "examinations", "person or lesion": "people or lesions"}
"""What was counted, in the plural."""

MARKERS = (
    "A marker such as CA 15-3 is a protein that tumors and healthy tissue both shed. Few people without symptoms have "
    "metastasis, so most raised values are false alarms, and a normal value misses many who have it. Guidelines use "
    "markers as a trend beside scans and symptoms in known metastatic disease, not to screen, not to diagnose, and not "
    "as the only reason to change treatment."
)
MARKER_SOURCES = "HENRY2022;ABC4_2018"


class Result(NamedTuple):
    """1,000 people by what they have and what the test says."""

    found: int
    missed: int
    alarmed: int
    cleared: int


class Predictive(NamedTuple):
    """Chance, from 0 to 1, that a positive result is right, and that a negative one is; ``None`` if there is none."""

    positive: float | None
    negative: float | None


def predictive_values(sensitivity: float, specificity: float, prior: float) -> Predictive:
    """Bayes' rule; all arguments are shares from 0 to 1. Raises ``ValueError`` for a share outside that."""
    for share in (sensitivity, specificity, prior):
        if not 0 <= share <= 1:
            raise ValueError(f"{share} is not a share between 0 and 1")
    found, missed = prior * sensitivity, prior * (1 - sensitivity)
    alarmed, cleared = (1 - prior) * (1 - specificity), (1 - prior) * specificity
    return Predictive(
        found / (found + alarmed) if found + alarmed else None,
        cleared / (cleared + missed) if cleared + missed else None,
    )


def of_thousand(sensitivity: float, specificity: float, prior: int) -> Result:
    """1,000 people of whom ``prior`` have the target; sensitivity and specificity are shares from 0 to 1."""
    found, cleared = round(prior * sensitivity), round((EVERYONE - prior) * specificity)
    return Result(found, prior - found, EVERYONE - prior - cleared, cleared)


def in_hundred(share: float | None) -> str:
    """A share as a count of 100, honest at the ends: ``fewer than 1 of 100``."""
    if share is None:
        return "none of 100"
    if 0 < share < 0.01:
        return "fewer than 1 of 100"
    if 0.99 < share < 1:
        return "more than 99 of 100"
    return f"about {100 * share:.0f} of 100"


def _tests() -> dict[str, str]:
    return {row["accuracy_id"]: f"{row['test']}: {row['target']}" for row in tables.records("test_accuracy")}


def _test_groups() -> dict[str, str]:
    return {row["accuracy_id"]: GROUPS[row["target_group"]] for row in tables.records("test_accuracy")}


def _priors() -> dict[str, str]:
    return {str(prior): f"{prior} in {EVERYONE:,}" for prior in PRIORS}


def nearest_stop(per_thousand: float) -> str:
    """The stop of the slider closest to a chance."""
    return str(min(PRIORS, key=lambda stop: abs(stop - per_thousand)))


class ReadingAResult(Explorer):
    """A test, a prior chance, and what the result then means for 1,000 people."""

    title = "Reading a result: what does positive mean?"
    question = "The patient asks: “The test is positive. So do I have it?” What do you say?"
    takeaway = (
        "Before you read a result, ask how likely it was before the test: symptoms, history, stage. One positive test "
        "in a person at low risk is a reason to confirm, one negative test in a person with red flags is no reason to "
        "stop looking. Say both in plain counts: so many of 100."
    )
    prediction_id = "accuracy"

    test = Choice(_tests, "Test", look="select", start="marker_30", groups=_test_groups)
    prior = Choice(_priors, "How many have it before the test", look="slider", start="10")

    def _row(self) -> Record:
        return tables.row("test_accuracy", self.test)

    def _result(self) -> Result:
        row = self._row()
        return of_thousand(row["sensitivity"] / 100, row["specificity"] / 100, int(self.prior))

    def _predictive(self, end: str = "") -> Predictive:
        """Predictive values from the best estimates, or from the ``low`` or ``high`` ends of the intervals."""
        row = self._row()
        sensitivity, specificity = (
            (row[f"sens_{end}"], row[f"spec_{end}"]) if end else (row["sensitivity"], row["specificity"])
        )
        return predictive_values(sensitivity / 100, specificity / 100, int(self.prior) / EVERYONE)

    def picture(self) -> Safe:
        result, target = self._result(), self._row()["target"]
        groups = [
            Group(f"with {target}, found", result.found, "right", "full"),
            Group(f"with {target}, missed", result.missed, "wrong", "cross"),
            Group("without it: false alarms", result.alarmed, "today", "square"),
            Group("without it, rightly cleared", result.cleared, "edge", "dot"),
        ]
        counts = "; ".join(f"{group.count:,} {group.label}" for group in groups)
        many = MANY[self._row()["unit"]]
        return people(groups, title=f"{EVERYONE:,} {many} as signs: {counts}.", per_row=40)

    def words(self) -> str:
        row, result, predictive = self._row(), self._result(), self._predictive()
        many = MANY[row["unit"]]
        positive = result.found + result.alarmed
        told = [
            f"{row['test']}: of {EVERYONE:,} {many}, {self.prior} have {row['target']}.",
            f"The test is positive in {positive}, and {result.found} of these have it: "
            f"{in_hundred(predictive.positive)} positive results are right"
            f"{self.say('', ' (positive predictive value)')}.",
            f"It misses {result.missed}: {in_hundred(predictive.negative)} negative results are right"
            f"{self.say('', ' (negative predictive value)')}.",
        ]
        if row["sensitivity"] == 100:
            told.append("That is what these studies found; in practice no test finds every case.")
        return " ".join(told)

    def _interval(self) -> str:
        row = self._row()
        sure = [
            f"{name} {cell_words(row[key])}%"
            + (f" (95% interval {cell_words(row[low])} to {cell_words(row[high])})" if row[low] is not None else "")
            for name, key, low, high in (
                ("Sensitivity", "sensitivity", "sens_low", "sens_high"),
                ("specificity", "specificity", "spec_low", "spec_high"),
            )
        ]
        return sentence(", ".join(sure))

    def _spread(self) -> str:
        """How far the answer could move inside the intervals of sensitivity and specificity."""
        row = self._row()
        if row["sens_low"] is None or row["spec_low"] is None:
            return "No interval was reported for both figures, so how far off they may be is not known."
        low, high = self._predictive("low").positive, self._predictive("high").positive
        return (
            f"At this prior chance, the ends of these intervals give {in_hundred(low)} and {in_hundred(high)} positive "
            "results that are right."
        )

    def detail(self) -> Safe:
        row = self._row()
        terms = [
            "Sensitivity: of 100 who have it, how many the test finds.",
            "Specificity: of 100 who do not have it, how many the test clears.",
            "Prior chance: how many have it before anyone is tested. It comes from history, symptoms and stage.",
            "Predictive value: of 100 with this result, for how many it is right. It changes with the prior chance; "
            "sensitivity and specificity do not have to.",
        ]
        return join(
            headed(
                "How sure are these figures?", self._interval(), self._spread(), sentence(f"Whom: {row['population']}")
            ),
            headed("Read it with care", row["note"]),
            headed("Why a tumor marker is not a screening test", MARKERS if row["target_group"] == "marker" else ""),
            headed("Where might my patient stand?", self._situations()),
            headed("The words", bullets(terms)),
        )

    def _situations(self) -> Safe:
        """Seen examples of a prior chance; each moves the slider to its nearest stop."""
        return join(
            el("p", "Chances seen in studies. Pick one to move the slider."),
            el(
                "div",
                [
                    el(
                        "button",
                        f"{row['situation']}: about {row['per_1000']:.0f} in {EVERYONE:,}",
                        type="button",
                        data_name="prior",
                        data_value=nearest_stop(row["per_1000"]),
                        data_key=row["prior_id"],
                        class_="mbc-option",
                    )
                    for row in tables.records("prior_chances")
                ],
                class_="mbc-options",
            ),
        )

    def rows(self) -> list[Rows]:
        headings = {
            "test": "Test",
            "target": "Looks for",
            "population": "Whom",
            "sensitivity": "Sensitivity %",
            "sens_low": "95% from",
            "sens_high": "to",
            "specificity": "Specificity %",
            "spec_low": "95% from",
            "spec_high": "to",
            "n_studies": "Studies",
            "n_subjects": "n",
            "note": "Note",
        }
        situations = {"situation": "Who is tested", "per_1000": "Have it, in 1,000", "note": "Note"}
        return [
            Rows("The test, in this population", headings, [self._row()]),
            Rows("Chances before a test, seen in studies", situations, tables.records("prior_chances")),
        ]

    def extra_sources(self) -> list[str]:
        return [MARKER_SOURCES] if self._row()["target_group"] == "marker" else []
