"""Radiation and surgery in stage 4: which problem each solves, and what studies of them found."""

from __future__ import annotations

from collections.abc import Mapping

from helpers import tables
from helpers.cards import bullets, capitalized, headed, urgency_chip
from helpers.controls import Choice
from helpers.drawing.grid import Line, Sign, grid
from helpers.drawing.hundreds import Hundred, hundreds
from helpers.drawing.intervals import Intervals, Row
from helpers.drawing.people import Group
from helpers.explorer import HOW_TO_MOVE, Explorer, Picture
from helpers.frame import Rows, cell_words
from helpers.markup import Safe, el, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record

ALL = "all"

MARKS: Mapping[str, Sign] = {
    "main": Sign("the usual answer", "M-11 0a11 11 0 1 0 22 0a11 11 0 1 0-22 0z", "right", filled=True),
    "selected": Sign("for some people", "M-10 0a10 10 0 1 0 20 0a10 10 0 1 0-20 0z", "accent"),
    "against": Sign("no clear gain in trials", "M-9-9L9 9M9-9L-9 9", "wrong"),
}
"""How a local treatment serves a problem, most useful first: the values of ``mark`` in ``local_answers``."""


def _picks() -> dict[str, str]:
    """Everything that can be picked: the grid, each problem, each study. No id is used twice."""
    problems = tables.named("local_problems", "plain_name")
    return {ALL: "All problems together"} | problems | tables.named("local_trials", "name")


def _headings() -> dict[str, str]:
    problems = dict.fromkeys(tables.named("local_problems", "name"), "A problem at one place")
    return {ALL: "The grid"} | problems | dict.fromkeys(tables.named("local_trials", "name"), "What a study found")


class LocalTreatment(Explorer):
    """Problems at one place against the local treatments that serve them, and the studies behind it."""

    title = "Radiation and surgery in stage 4"
    question = "“I read that radiation no longer works at this stage. So why am I sent there?”"
    takeaway = (
        "Ask what the problem is, not only where the cancer is: radiation and surgery solve problems at one place. "
        "They work well against pain, pressure and bleeding, and they do not cure stage 4. Weak legs, or new trouble "
        "with bladder or bowel, is an emergency."
    )
    prediction_id = "local"

    pick = Choice(_picks, "Pick a problem or a study", look="select", groups=_headings)

    # ---- what the state selects ----

    def _problem(self) -> Record | None:
        return next((row for row in tables.records("local_problems") if row["problem_id"] == self.pick), None)

    def _trial(self) -> Record | None:
        return next((row for row in tables.records("local_trials") if row["trial_id"] == self.pick), None)

    def _answers(self, problem: str = ALL) -> list[Record]:
        """Which treatments have a place in a problem, or in all; the usual answers first."""
        rows = [row for row in tables.records("local_answers") if problem in (ALL, row["problem_id"])]
        return sorted(rows, key=lambda row: list(MARKS).index(row["mark"]))

    def _alike(self, trial: Record) -> list[Record]:
        """Results that may stand on one axis: ratios of the same outcome for the same problem."""
        same = ("problem_id", "outcome")
        found = [row for row in tables.records("local_trials") if all(row[name] == trial[name] for name in same)]
        return [row for row in found if row["ratio"] is not None]

    def _treatments(self) -> dict[str, str]:
        """The local treatments of the grid by id, in the words chosen."""
        known = tables.named("treatment_classes", self.say("plain_name", "name"))
        used = {row["class_id"] for row in self._answers()}
        return {key: words for key, words in known.items() if key in used}

    def _name(self, row: Record) -> str:
        return str(row[self.say("plain_name", "name")])

    # ---- picture ----

    def picture(self) -> Picture:
        trial = self._trial()
        if not trial:
            return self._grid()
        return self._people(trial) if trial["ratio"] is None else self._ratios(trial)

    def _grid(self) -> Safe:
        treatments = self._treatments()
        return grid(
            list(treatments.values()),
            [self._line(row, list(treatments)) for row in tables.records("local_problems")],
            MARKS,
            control="pick",
            selected=self.pick,
            title=f"Problems against local treatments. {HOW_TO_MOVE}",
            narrow=self.narrow,
        )

    def _line(self, problem: Record, treatments: list[str]) -> Line:
        marks = {row["class_id"]: row["mark"] for row in self._answers(problem["problem_id"])}
        return Line(
            problem["problem_id"],
            self._name(problem),
            f"{self._name(problem)}: {'; '.join(self._told(problem['problem_id']))}",
            [marks.get(key, "") for key in treatments],
        )

    def _people(self, trial: Record) -> Safe:
        return hundreds(
            [
                Hundred(trial[arm].capitalize(), f"{trial[f'percent_{arm}']:g}%", _groups(trial, arm))
                for arm in ("treated", "compared")
            ],
            title=f"{trial['name']}, of 100 people each.",
            foot=f"Counted: {trial['population']}.",
        )

    def _ratios(self, trial: Record) -> Intervals:
        return Intervals(
            [
                Row(
                    row["name"],
                    row["ratio"],
                    row["ratio_low"],
                    row["ratio_high"],
                    f"{row['ratio_low']:g} to {row['ratio_high']:g} ({row['ci_level']}%)",
                    strong=row["trial_id"] == trial["trial_id"],
                )
                for row in self._alike(trial)
            ],
            (0.5, 1.6),
            reference=1,
            meaning="Below 1 favors local treatment",
            log=True,
            narrow=self.narrow,
        )

    # ---- words ----

    def _told(self, problem: str) -> list[str]:
        """What serves a problem, mark by mark, in the middle of a sentence."""
        names, rows = self._treatments(), self._answers(problem)
        return [
            f"{sign.words}: {listing(names[row['class_id']].lower() for row in rows if row['mark'] == mark)}"
            for mark, sign in MARKS.items()
            if any(row["mark"] == mark for row in rows)
        ]

    def words(self) -> str:
        if trial := self._trial():
            return self._words_on_trial(trial)
        if problem := self._problem():
            told = " ".join(f"{words[:1].upper()}{words[1:]}." for words in self._told(self.pick))
            return f"{self._name(problem)}. Local treatment is here for one goal: {sentence(problem['goal'])} {told}"
        marks = [row["mark"] for row in self._answers()]
        return (
            f"The grid sets {len(tables.records('local_problems'))} problems against {len(self._treatments())} local "
            f"treatments. {marks.count('main')} times one is the usual answer, {marks.count('selected')} times it is "
            f"for some people, and {marks.count('against')} times trials showed no clear gain. Pick a "
            "problem, or a study from the list."
        )

    def _words_on_trial(self, trial: Record) -> str:
        if trial["ratio"] is None:
            treated, compared = (_of_hundred(trial[f"percent_{arm}"]) for arm in ("treated", "compared"))
            return (
                f"{_dated(trial)}: of 100 people, {treated} {trial['outcome']} with {trial['treated']}, and {compared} "
                f"with {trial['compared']}. {trial['finding']} {trial['caveat']}"
            )
        share = round(abs(1 - trial["ratio"]) * 100)
        change = "lower" if trial["ratio"] < 1 else "higher"
        ends = f"{trial['ci_level']}% interval {trial['ratio_low']:g} to {trial['ratio_high']:g}"
        crosses = trial["ratio_low"] <= 1 <= trial["ratio_high"]
        side = "includes" if crosses else "lies on one side of"
        plain = (
            f"the rate of {trial['outcome']} was {share}% {change} with {trial['treated']} than with "
            f"{trial['compared']}. The {ends} {side} 1, which is no difference"
        )
        clinical = (
            f"hazard ratio for {trial['outcome']} {trial['ratio']:g} for {trial['treated']} against "
            f"{trial['compared']} ({ends}, {'including' if crosses else 'on one side of'} 1)"
        )
        return f"{_dated(trial)}: {self.say(plain, clinical)}. {trial['finding']} {trial['caveat']}"

    # ---- detail ----

    def detail(self) -> Safe:
        if trial := self._trial():
            about = tables.row("local_problems", trial["problem_id"])
            return join(
                headed("Who took part", sentence(capitalized(_about(trial)))),
                headed("Which problem it speaks to", sentence(self._name(about))),
                headed("Tell the patient", f"“{about['teach']}”"),
                headed("How to read it", _caution(self._alike(trial))),
            )
        problem = self._problem()
        return self._problem_cards(problem) if problem else self._put_right()

    def _problem_cards(self, problem: Record) -> Safe:
        names = self._treatments()
        why = [
            el(
                "li",
                el("strong", names[row["class_id"]]),
                f" ({MARKS[row['mark']].words}): {row['why']}",
            )
            for row in self._answers(self.pick)
        ]
        found = [f"{row['name']}: {row['finding']}" for row in self._trials(self.pick)]
        return join(
            headed("How soon", el("p", urgency_chip(problem["urgency"]), " ", problem["when"])),
            headed("Which local treatment, and why", el("ul", why)),
            headed("What else helps", bullets(split(problem["also"]))),
            headed("What you do", bullets(split(problem["nursing"]))),
            headed("Tell the patient", f"“{problem['teach']}”"),
            headed("What studies found", bullets(found)),
        )

    def _put_right(self) -> Safe:
        """Two sayings about radiation and surgery, and what is true instead."""
        rows = [tables.row("treatment_categories", key) for key in ("radiation", "surgery")]
        return join(*(headed(f"“{row['heard']}”", f"What is true: {row['answer']}") for row in rows))

    # ---- rows ----

    def _trials(self, problem: str) -> list[Record]:
        return [row for row in tables.records("local_trials") if problem in (ALL, row["problem_id"])]

    def rows(self) -> list[Rows]:
        picked = self._trial()
        if picked:
            return [self._trial_rows(self._alike(picked) or [picked])]
        found = [self._answer_rows(self._answers(self.pick)), self._problem_rows()]
        trials = self._trials(self.pick)
        return [*found, self._trial_rows(trials)] if trials else found

    def _answer_rows(self, rows: list[Record]) -> Rows:
        names, problems = self._treatments(), tables.named("local_problems", self.say("plain_name", "name"))
        shown = [
            row
            | {
                "problem": problems[row["problem_id"]],
                "treatment": names[row["class_id"]],
                "says": MARKS[row["mark"]].words,
            }
            for row in rows
        ]
        headings = {"problem": "Problem", "treatment": "Local treatment", "says": "Place", "why": "Why"}
        return Rows("Which local treatment serves which problem", headings, shown)

    def _problem_rows(self) -> Rows:
        rows = [row for row in tables.records("local_problems") if self.pick in (ALL, row["problem_id"])]
        headings = {
            "shown": "Problem",
            "goal": "Goal",
            "when": "How soon",
            "also": "What else helps",
            "nursing": "What the nurse does",
            "teach": "Teaching",
        }
        return Rows("The problems", headings, [row | {"shown": self._name(row)} for row in rows])

    def _trial_rows(self, rows: list[Record]) -> Rows:
        headings = {
            "name": "Study",
            "year": "Year",
            "people": "Who took part",
            "treated": "Treatment",
            "compared": "Compared with",
            "outcome": "Counted",
            "result": "Result",
            "finding": "Finding",
            "caveat": "Keep in mind",
        }
        shown = [row | {"people": _about(row), "result": _result(row), "year": cell_words(row["year"])} for row in rows]
        return Rows("What studies found. Different studies do not compare", headings, shown)

    def extra_sources(self) -> list[str]:
        if self.pick != ALL:
            return []
        return [tables.row("treatment_categories", key)["source_id"] for key in ("radiation", "surgery")]


def _caution(alike: list[Record]) -> str:
    """What not to make of a picture of one study, or of several that stand below each other."""
    if len(alike) > 1:
        return (
            "These studies asked the same question of different people with different drugs. Look where each interval "
            "lies; do not rank the studies."
        )
    return "This is one study. Its people may differ from your patient, and other studies do not compare with it."


def _groups(trial: Record, arm: str) -> tuple[Group, ...]:
    """100 people of one arm: those with the outcome, and the others. What is wanted is a full sign, in its color."""
    count = round(trial[f"percent_{arm}"])
    wanted = trial["good"] == "true"
    return (
        Group(trial["outcome"], count, "right" if wanted else "today", "full" if wanted else "cross"),
        Group(trial["others"], 100 - count, "edge", "ring"),
    )


def _of_hundred(percent: float) -> str:
    """How many of 100 people, with the exact percentage where that is not a whole number."""
    return f"{percent:g}" if percent == round(percent) else f"about {round(percent)} ({percent:g}%)"


def _dated(trial: Record) -> str:
    """Name of the study with its year, where that is known and not in the name."""
    year = trial["year"]
    return trial["name"] if year is None or str(year) in trial["name"] else f"{trial['name']} ({year})"


def _about(trial: Record) -> str:
    """Who took part and how they were assigned."""
    how = "assigned by chance" if trial["design"] == "randomized" else "several studies put together"
    counted = listing(str(trial[name]) for name in ("n_treated", "n_compared") if trial[name] is not None)
    return f"{trial['population']}; {how}{f'; {counted} people counted' if counted else ''}"


def _result(trial: Record) -> str:
    """The numbers of one result."""
    if trial["ratio"] is None:
        return f"{trial['percent_treated']:g}% against {trial['percent_compared']:g}%"
    return f"ratio {trial['ratio']:g} ({trial['ci_level']}% interval {trial['ratio_low']:g} to {trial['ratio_high']:g})"
