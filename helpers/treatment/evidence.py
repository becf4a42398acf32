"""The evidence: pivotal trials as a forest plot or as pairs of medians, and one trial to read closely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import ceil

from helpers import tables
from helpers.cards import bullets, capitalized, folded, headed
from helpers.controls import Choice
from helpers.drawing.charts import Chart
from helpers.drawing.dot_rows import written
from helpers.drawing.intervals import Intervals, Row
from helpers.drawing.nothing import Way, nothing
from helpers.drawing.pairs import Pair, Pairs
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.markup import Safe, el, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record

ALL = "all"
SUBTYPES = {
    ALL: "All kinds of cancer",
    "hr_positive": "Hormone receptor-positive",
    "her2_positive": "HER2-positive",
    "her2_low": "HER2-low or ultralow",
    "triple_negative": "Triple-negative",
    "brca": "HER2-negative with an inherited BRCA variant",
    "any": "Any subtype in one trial",
}
LINES = {
    ALL: "Any line",
    "first": "First treatment",
    "second": "Second treatment",
    "later": "Third or later",
    "apart": "Beside any line: local, bone",
}
FILTERS = ("subtype", "line", "kind")
OUTCOMES = {"pfs": "Time without growth (PFS)", "os": "Length of life (OS)"}
SHOW = {"ratios": "Hazard ratios", "medians": "Medians in months"}

NAMES = {
    "pfs": ("time without growth (progression-free survival, PFS)", "progression-free survival (PFS)"),
    "os": ("length of life (overall survival, OS)", "overall survival (OS)"),
}
EVENTS = {"pfs": ("growth or death", "progression or death"), "os": ("death", "death")}
WHAT = {"ratios": "hazard ratio", "medians": "median"}
PARTS = {"says": "says", "not": "does not say"}
UNITS = {"percent": "%", "months": " months", "ratio": ""}

RATIO_AXIS = (0.2, 2.0)
"""Wide enough for every interval in the table: the axis stays as it is while the choices change."""

CAUTION = "Each trial had its own people: do not compare one trial with another."
DECIMALS = 2
"""A ratio is written with at least so many decimals."""

FEW = 6
"""Up to so many results the words name each of them."""


def _kinds() -> dict[str, str]:
    """The classes that were tested, in the order of the class table."""
    tested = {kind for row in tables.records("trials") for kind in split(row["class_ids"])}
    names = tables.named("treatment_classes", "name")
    return {ALL: "Any class"} | {key: name for key, name in names.items() if key in tested}


def _kind_groups() -> dict[str, str]:
    categories = tables.named("treatment_categories", "name")
    return {row["class_id"]: categories[row["category_id"]] for row in tables.records("treatment_classes")}


class Evidence(Explorer):
    """Pivotal trials: what each found, in whom, at what price, and what is not known."""

    title = "The evidence: pivotal trials"
    question = "“My doctor says a trial proved this drug. What did it prove, and for people like me?”"
    takeaway = (
        "Ask four things of every result: in whom, compared with what, measured how, and how many months. Give a "
        "patient the two medians and the harms together, never a ratio alone, and never a race between trials."
    )
    prediction_id = "evidence"

    subtype = Choice(SUBTYPES, "Kind of cancer", look="select", start="her2_positive")
    line = Choice(LINES, "Line of treatment", look="select")
    kind = Choice(_kinds, "Class tested", look="select", groups=_kind_groups)
    outcome = Choice(OUTCOMES, "Outcome")
    show = Choice(SHOW, "Look at")
    trial = Choice(
        lambda: tables.named("trials", "name"),
        "Read one trial",
        look="select",
        groups=lambda: {row["trial_id"]: SUBTYPES[row["subtype"]] for row in tables.records("trials")},
    )

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """Every combination of filters, with every outcome and look where trials fit; every trial in both languages."""
        first = {name: control.first() for name, control in cls.controls().items()}
        looks = [{"outcome": outcome, "show": show} for outcome, show in product(OUTCOMES, SHOW)]
        rows = tables.records("trials")
        for values in product(SUBTYPES, LINES, _kinds()):
            wanted = dict(zip(FILTERS, values, strict=True))
            fit = any(_fits(row, wanted) for row in rows)
            yield from (first | wanted | look for look in (looks if fit else looks[:1]))
        for row in rows:
            read = first | {"subtype": row["subtype"], "trial": row["trial_id"]}
            yield from (read | look for look in looks)
            yield read | {"language": "clinical"}

    # ---- what the state selects ----

    def _chosen(self, **instead: str) -> list[Record]:
        """The trials that fit the filters, or those with ``instead`` in place of some; by subtype, oldest first."""
        wanted = self.state | instead
        rows = [row for row in tables.records("trials") if _fits(row, wanted)]
        order = list(SUBTYPES)
        return sorted(rows, key=lambda row: (order.index(row["subtype"]), row["year"]))

    def _drawn(self, **instead: str) -> list[Record]:
        """Those of them that report what is looked at."""
        wanted = self.state | instead
        return [row for row in self._chosen(**instead) if _reports(row, wanted["outcome"], wanted["show"])]

    def _picked(self) -> Record:
        return tables.row("trials", self.trial)

    def _medians(self, row: Record, outcome: str) -> tuple[float | None, float | None]:
        return row[f"{outcome}_experimental"], row[f"{outcome}_control"]

    def _name_of(self, outcome: str, row: Record | None = None) -> str:
        """The outcome in the words chosen; for a trial that counted something near it, what that was."""
        if outcome == "pfs" and row and row["progression"] == "ttp":
            return self.say("time to growth (time to progression, not PFS)", "time to progression (TTP, not PFS)")
        return self.say(*NAMES[outcome])

    def _arms(self, row: Record) -> tuple[str, str]:
        """Tested and comparison arm in the words chosen."""
        clinical = self.say("", "clinical_")
        return row[f"{clinical}experimental"], row[f"{clinical}control"]

    # ---- picture ----

    def picture(self) -> Safe | Chart:
        drawn = self._drawn()
        if not drawn:
            return nothing(self._none(), self._ways(), narrow=self.narrow)
        return self._ratios(drawn) if self.show == "ratios" else self._pairs(drawn)

    def _look(self, row: Record) -> tuple[str, str, str, bool]:
        """Label, words below it, heading, and whether it is the trial picked: the same for both charts."""
        marks = ["part only"] if self.outcome in split(row["part_of"]) else []
        if self.outcome == "pfs" and row["progression"] == "ttp":
            marks.append("time to progression")
        under = "; ".join([row["tested"], *marks])
        group = SUBTYPES[row["subtype"]] if self.subtype == ALL else ""
        return f"{row['label']} {row['year']}", under, group, row["trial_id"] == self.trial

    def _ratios(self, drawn: list[Record]) -> Chart:
        rows = []
        for row in drawn:
            label, under, group, strong = self._look(row)
            value, low, high = (row[f"{self.outcome}_{end}"] for end in ("ratio", "low", "high"))
            missing = low is None
            note = "interval not seen" if missing else ""
            level = row["level_percent"]
            rows.append(Row(label, value, low, high, note, strong, under, group, level, hollow=missing))
        meaning = f"Left of 1: {self.say(*EVENTS[self.outcome])} less often with the tested treatment\n{CAUTION}"
        return Intervals(
            rows, RATIO_AXIS, reference=1, meaning=meaning, log=True, narrow=self.narrow, decimals=DECIMALS
        )

    def _pairs(self, drawn: list[Record]) -> Chart:
        rows = []
        for row in drawn:
            label, under, group, strong = self._look(row)
            rows.append(Pair(label, *self._medians(row, self.outcome), under, group, strong))
        most = max(months for row in drawn for months in self._medians(row, self.outcome) if months is not None)
        return Pairs(
            rows,
            (0, 10 * ceil(most / 10)),
            meaning=f"Median months\n{CAUTION}",
            narrow=self.narrow,
            names=("tested treatment", "comparison"),
        )

    def _ways(self) -> list[Way]:
        """Single choices that bring something to draw; where none does, all that widen what is chosen."""
        named = {"subtype": SUBTYPES, "line": LINES, "kind": _kinds()}
        wider = [(name, ALL, options[ALL]) for name, options in named.items() if self.state[name] != ALL]
        others = [
            (name, value, words)
            for name, options in (("outcome", OUTCOMES), ("show", SHOW))
            for value, words in options.items()
            if self.state[name] != value
        ]
        useful = [way for way in (*others, *wider) if self._drawn(**{way[0]: way[1]})] or wider
        return [Way(name, value, f"{self.controls()[name].label}: {_low(words)}") for name, value, words in useful]

    def _none(self) -> str:
        """Why there is nothing to draw."""
        chosen = self._chosen()
        if not chosen:
            return f"No trial in this collection fits all three filters ({self._filters()}). Widen one of them."
        names = listing(row["name"] for row in chosen)
        what = f"{WHAT[self.show]} for {self._name_of(self.outcome)}"
        return (
            f"The filters ({self._filters()}) leave {names}, but no {what} was found. Choose under “Read one "
            "trial” to see what a trial did measure, or change what you look at."
        )

    # ---- words ----

    def words(self) -> str:
        drawn = self._drawn()
        if not drawn:
            return (
                f"{self._none()} {capitalized(self._looked())} are asked for. Below you still read {self._mention()}."
            )
        count = "1 result is drawn" if len(drawn) == 1 else f"{len(drawn)} results are drawn, oldest first"
        return sentence(
            f"{count}: {self._filters()}.",
            self._reading(),
            self._told(drawn),
            self._pointed(drawn),
            CAUTION,
        )

    def _filters(self) -> str:
        return "; ".join([self.label("subtype"), *(_low(self.label(name)) for name in FILTERS[1:])])

    def _looked(self) -> str:
        return f"{_low(SHOW[self.show])} for {self._name_of(self.outcome)}"

    def _mention(self) -> str:
        return _named(self._picked())

    def _reading(self) -> str:
        """What a dot stands for."""
        if self.show == "ratios":
            event = self.say(*EVENTS[self.outcome])
            return (
                f"Each dot is a hazard ratio for {self._name_of(self.outcome)}: left of the dashed line at 1, {event} "
                "came less often with the tested treatment."
            )
        return (
            f"Each dot is the median {self._name_of(self.outcome)} with the tested treatment, each ring that of the "
            "comparison: half of the group had longer, half shorter."
        )

    def _told(self, drawn: list[Record]) -> str:
        """What the results are: each of a few, or how many are of each sort."""
        if len(drawn) <= FEW:
            each = "; ".join(f"{_named(row)}: {self._figure_of(row)}" for row in drawn)
            return f"{each}." if len(drawn) == 1 else f"From top to bottom: {each}."
        if self.show == "medians":
            whole = sum(None not in self._medians(row, self.outcome) for row in drawn)
            rest = len(drawn) - whole
            return f"{_count(whole, 'trial has', 'trials have')} both medians" + (
                f", {_count(rest, 'has', 'have')} only one." if rest else "."
            )
        unseen = sum(row[f"{self.outcome}_low"] is None for row in drawn)
        apart = sum(_apart(row, self.outcome) for row in drawn)
        crossing = len(drawn) - unseen - apart
        told = [
            f"in {apart} the whole interval lies on one side of 1",
            f"in {crossing} it reaches 1, so chance may explain the result" if crossing else "",
            f"in {unseen} no interval was seen" if unseen else "",
        ]
        return sentence(capitalized("; ".join(filter(None, told))))

    def _pointed(self, drawn: list[Record]) -> str:
        """What the trial that is read below found."""
        row = self._picked()
        if row not in drawn:
            return f"The trial you read below, {self._mention()}, is not among them."
        told = "" if len(drawn) <= FEW else f": {self._figure_of(row)}"
        return f"The row in bold is {self._mention()}{told}."

    def _figure_of(self, row: Record) -> str:
        return self._ratio_words(row, self.outcome) if self.show == "ratios" else self._median_words(row, self.outcome)

    def _ratio_words(self, row: Record, outcome: str) -> str:
        value, low, high = (row[f"{outcome}_{end}"] for end in ("ratio", "low", "high"))
        if value is None:
            return "the ratio was not found"
        if low is None:
            return f"the ratio is {written(value, DECIMALS)} (interval not seen)"
        value, low, high = (written(number, DECIMALS) for number in (value, low, high))
        return f"the ratio is {value} ({row['level_percent']}% interval {low} to {high})"

    def _median_words(self, row: Record, outcome: str) -> str:
        tested, compared = self._medians(row, outcome)
        if tested is None and compared is None:
            return "no median was found"
        if tested is None or compared is None:
            known = f"{compared:g} months in the comparison" if tested is None else f"{tested:g} months when tested"
            return f"only one median was found, {known}"
        return f"the medians are {tested:g} and {compared:g} months ({_gain(tested, compared)})"

    # ---- the trial that is read ----

    def detail(self) -> Safe:
        row = self._picked()
        notes = {note["part"]: note["words"] for note in self._notes()}
        found = [self._found(row, outcome) for outcome in OUTCOMES]
        return join(
            headed(
                self._mention(),
                sentence(capitalized(self.say(row["who"], row["clinical_who"]))),
                sentence(f"Only a part is shown: {row['part']}") if row["part"] else "",
                bullets(self._arm_lines(row)),
            ),
            headed("What it found", bullets([*found, *self._other(row)])),
            headed("Harms", *self._harms(row)),
            headed("How it was done", sentence(f"Phase {row['phase']}"), notes["design"]),
            headed("What it changed", notes["change"]),
            headed("Read it with care", sentence(row["as_of"]), sentence(row["note"]) if row["note"] else ""),
            headed("Not found in what we read", bullets(_missing(row))),
            *(self._terms_card(part) for part in PARTS),
        )

    def _notes(self) -> list[Record]:
        return [note for note in tables.records("trial_notes") if note["trial_id"] == self.trial]

    def _arm_lines(self, row: Record) -> list[str]:
        roles = ("Tested", "Comparison")
        sizes = (row["n_experimental"], row["n_control"])
        return [
            f"{role}: {arm}{'' if size is None else f' (n = {size:,})'}"
            for role, arm, size in zip(roles, self._arms(row), sizes, strict=True)
        ]

    def _found(self, row: Record, outcome: str) -> str:
        """One outcome of a trial: medians, what that means in months, and the ratio."""
        said = f"{self._median_words(row, outcome)}; {self._ratio_words(row, outcome)}"
        return sentence(f"{capitalized(self._name_of(outcome, row))}: {said}")

    def _other(self, row: Record) -> list[str]:
        if not row["other_endpoint"]:
            return []
        unit = UNITS[row["other_unit"]]
        values = [value for value in (row["other_experimental"], row["other_control"]) if value is not None]
        return [sentence(f"{row['other_endpoint']}: {' against '.join(f'{value:g}{unit}' for value in values)}")]

    def _harms(self, row: Record) -> list[str]:
        told = [sentence(row["harms"])] if row["harms"] else []
        if row["grade3_experimental"] is not None:
            compared = row["grade3_control"]
            against = "comparison not found" if compared is None else f"against {compared:g}% in the comparison"
            told.append(sentence(f"{row['grade3_meaning']}: {row['grade3_experimental']:g}% when tested, {against}"))
        return told

    def _terms_card(self, part: str) -> Safe:
        items = [
            el("li", el("strong", f"{row['term']}. "), row["said"]) for row in self._terms() if row["part"] == part
        ]
        return folded(f"What a hazard ratio {PARTS[part]}", el("ul", items), key=part)

    def _terms(self) -> list[Record]:
        return [row | {"said": self.say(row["plain"], row["clinical"])} for row in tables.records("evidence_terms")]

    # ---- rows ----

    def rows(self) -> list[Rows]:
        drawn = self._drawn()
        left = [row for row in self._chosen() if row not in drawn]
        captions = (
            f"Drawn: {self._looked()}. Trials do not compare with each other",
            f"These fit the filters, but no {WHAT[self.show]} for {self._name_of(self.outcome)} was found",
        )
        results = [
            Rows(caption, self._headings(), self._told_rows(rows))
            for caption, rows in zip(captions, (drawn, left), strict=True)
            if rows
        ]
        terms = Rows("Reading a hazard ratio", {"term": "It", "said": "Meaning"}, self._terms())
        return [*results, *self._trial_rows(), terms]

    def _headings(self) -> dict[str, str]:
        short = self.outcome.upper()
        return {
            "name": "Trial",
            "year": "Year",
            "tested_arm": "Tested",
            "control_arm": "Comparison",
            "n_experimental": "n tested",
            "n_control": "n comparison",
            f"{self.outcome}_experimental": f"Median {short} tested, months",
            f"{self.outcome}_control": "Comparison, months",
            f"{self.outcome}_ratio": "Hazard ratio",
            f"{self.outcome}_low": "From",
            f"{self.outcome}_high": "To",
            "level_percent": "Interval, %",
            **({"counted": "Counted"} if self.outcome == "pfs" else {}),
            "as_of": "Data cut",
        }

    def _told_rows(self, rows: list[Record]) -> list[Record]:
        told = []
        for row in rows:
            tested, control = self._arms(row)
            counted = {"pfs": "PFS", "ttp": "time to progression", "": None}[row["progression"]]
            told.append(row | {"tested_arm": tested, "control_arm": control, "counted": counted})
        return told

    def _trial_rows(self) -> list[Rows]:
        row = self._picked()
        facts = {
            "nct": "ClinicalTrials.gov",
            "phase": "Phase",
            "who_said": "Who took part",
            "part": "Part shown",
            "other_endpoint": "Other result",
            "other_experimental": "Tested",
            "other_control": "Comparison",
            "grade3_experimental": "Severe side effects tested, %",
            "grade3_control": "Comparison, %",
            "harms": "Side effects",
            "note": "Note",
        }
        told = row | {name: row[name] or "" for name in ("nct", "part", "harms")}
        told["who_said"] = self.say(row["who"], row["clinical_who"])
        notes = [
            note | {"about": "How it was done" if note["part"] == "design" else "What it changed"}
            for note in self._notes()
        ]
        return [
            Rows(f"More of {self._mention()}", facts, [told]),
            Rows(f"About {self._mention()}", {"about": "About", "words": "Note"}, notes),
        ]


def _fits(row: Record, wanted: Mapping[str, str]) -> bool:
    """Does a trial pass the three filters?"""
    return (
        wanted["subtype"] in (ALL, row["subtype"])
        and wanted["line"] in (ALL, *split(row["lines"]))
        and wanted["kind"] in (ALL, *split(row["class_ids"]))
    )


def _reports(row: Record, outcome: str, show: str) -> bool:
    """Does a trial report what is looked at?"""
    ends = ("ratio",) if show == "ratios" else ("experimental", "control")
    return any(row[f"{outcome}_{end}"] is not None for end in ends)


def _apart(row: Record, outcome: str) -> bool:
    """Does the whole interval lie on one side of 1?"""
    low, high = row[f"{outcome}_low"], row[f"{outcome}_high"]
    return low is not None and (high < 1 or low > 1)


def _gain(tested: float, compared: float) -> str:
    """The absolute difference of two medians, in months."""
    months = round(tested - compared, 2)
    if not months:
        return "no difference"
    return f"{abs(months):g} months {'more' if months > 0 else 'less'} with the tested treatment"


def _missing(row: Record) -> list[str]:
    """What a reader would want to know of a trial and the table does not hold."""
    wanted = {
        "number of people in each arm": ("n_experimental", "n_control"),
        "both medians of time without growth": ("pfs_experimental", "pfs_control"),
        "hazard ratio for time without growth": ("pfs_ratio",),
        "both medians of overall survival": ("os_experimental", "os_control"),
        "hazard ratio for overall survival": ("os_ratio",),
        "share of people with severe side effects in each arm": ("grade3_experimental", "grade3_control"),
        "side effects that marked it": ("harms",),
        "trial registration number": ("nct",),
    }
    lacking = [words for words, names in wanted.items() if any(row[name] in (None, "") for name in names)]
    for outcome, words in (("pfs", "time without growth"), ("os", "overall survival")):
        if row[f"{outcome}_ratio"] is not None and row[f"{outcome}_low"] is None:
            lacking.append(f"interval of the hazard ratio for {words}")
    return [*lacking, "quality of life: this collection does not hold it"]


def _named(row: Record) -> str:
    """A trial with the year of its report, which some have in their name."""
    name = str(row["name"])
    return name if str(row["year"]) in name else f"{name}, {row['year']}"


def _count(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"


def _low(words: str) -> str:
    """First letter small, unless it begins a name such as HER2."""
    return words if words[:2].isupper() or words[1:2].isdigit() else words[:1].lower() + words[1:]
