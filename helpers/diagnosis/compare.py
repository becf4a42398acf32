"""Tests side by side: what each answers, how it feels, what must be safe, what the nurse does and says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import permutations
from typing import NamedTuple

from helpers import tables
from helpers.cards import bullets, capitalized
from helpers.controls import Choice
from helpers.diagnosis.burden import (
    CONTRAST,
    NEEDLES,
    background_span,
    differences,
    dose_sentence,
    dose_words,
    fasting_words,
    time_sentence,
    time_words,
)
from helpers.drawing import doses
from helpers.explorer import Explorer
from helpers.frame import CHECKED, Rows
from helpers.markup import Safe, el, listing
from helpers.schema import split
from helpers.tables import Record

CATEGORIES = {
    "examination": "Examination",
    "breast_imaging": "Pictures of the breast",
    "sampling": "Samples by needle",
    "pathology": "On tissue, in the laboratory",
    "genes": "Genes",
    "body_imaging": "Pictures of the body",
    "blood": "Blood tests",
    "heart": "Heart tests",
}
ASPECTS = {
    "everything": "Everything",
    "question": "What it answers",
    "feels": "What the patient feels",
    "preparation": "Preparation",
    "safety": "Safety checks",
    "nursing": "Nursing role",
    "teach": "Teaching",
}
FAMILIAR = ("chest_xray", "mammogram")
"""Tests that most people know; they stand among the everyday exposures."""


class Chip(NamedTuple):
    """An answer to compare at a glance: sign, words, and the role of its color."""

    sign: str
    words: str
    role: str


CHIPS = {
    "yes": Chip("✓", "Check", "today"),
    "ask": Chip("?", "Ask: depends on person or policy", "soon"),
    "no": Chip("–", "Not needed", "routine"),
}
RADIATION = {
    "yes": Chip("✓", "Yes", "today"),
    "depends": Chip("?", "Depends on what guides the needle", "soon"),
    "no": Chip("–", "No", "routine"),
}


# ---- the table: one line for each aspect, one column for each test ----


class Line(NamedTuple):
    """One line of the table: the aspect it belongs to, its heading, and its cell for a test."""

    aspect: str
    heading: str
    cell: Callable[[Record], Safe | str]


def _text(column: str) -> Callable[[Record], str]:
    return lambda row: str(row[column])


def _items(column: str) -> Callable[[Record], Safe]:
    return lambda row: bullets(split(row[column]))


def _chip(column: str, chips: dict[str, Chip]) -> Callable[[Record], Safe]:
    def drawn(row: Record) -> Safe:
        chip = chips[row[column]]
        return el("span", f"{chip.sign} {chip.words}", class_=f"mbc-{chip.role}")

    return drawn


def _dose(row: Record) -> Safe:
    return el("div", el("p", dose_words(row)), el("p", el("small", row["dose_note"])) if row["dose_note"] else None)


LINES = (
    Line("question", "Question it answers", _text("asked")),
    Line("question", "When it is used", _text("when_used")),
    Line("question", "How it works", _text("how_it_works")),
    Line("question", "What it cannot tell", _text("limits")),
    Line("feels", "It feels like", _text("feels")),
    Line("feels", "Needle", lambda row: capitalized(NEEDLES[row["needle"]] or "no needle")),
    Line("feels", "Time it takes", time_words),
    Line("feels", "Wait for the result", _text("result_wait")),
    Line("preparation", "The patient prepares", _items("preparation")),
    Line("preparation", "Food", lambda row: capitalized(fasting_words(row))),
    Line("safety", "Radiation", _chip("radiation", RADIATION)),
    Line("safety", "Dose", _dose),
    Line("safety", "Contrast or tracer", lambda row: capitalized(CONTRAST[row["contrast"]] or "none")),
    Line("safety", "Pregnancy", _chip("pregnancy_check", CHIPS)),
    Line("safety", "Kidneys", _chip("kidney_check", CHIPS)),
    Line("safety", "Metal and implants", _chip("metal_check", CHIPS)),
    Line("safety", "Bleeding", _chip("bleeding_check", CHIPS)),
    Line("safety", "Also", _items("safety")),
    Line("nursing", "Before", _items("nursing_before")),
    Line("nursing", "During", _items("nursing_during")),
    Line("nursing", "After", _items("nursing_after")),
    Line("teach", "Say to the patient", lambda row: f"“{row['teach']}”"),
)
CHECKED_LINE = Line(
    "checked", "Seen at a source", lambda row: f"{capitalized(CHECKED[row['checked']])}: {row['checked_scope']}."
)


def comparison(chosen: list[Record], aspect: str) -> Safe:
    """The chosen tests as columns; the lines of one aspect, or of all, and last what was checked."""
    bodies = [
        _body(heading, [line for line in LINES if line.aspect == key], chosen)
        for key, heading in ASPECTS.items()
        if key != "everything" and aspect in (key, "everything")
    ]
    caption = f"Side by side: {ASPECTS[aspect].lower()}"
    head = el("tr", el("td"), [el("th", capitalized(row["called"]), scope="col") for row in chosen])
    return el(
        "div",
        el("table", el("caption", caption), el("thead", head), bodies, _body("Sources", [CHECKED_LINE], chosen)),
        class_=f"mbc-scroll mbc-compare mbc-compare-{len(chosen)}",
        role="region",
        aria_label=f"Table: {caption}, {listing(row['called'] for row in chosen)}",
        tabindex=0,
    )


def _body(heading: str, lines: list[Line], chosen: list[Record]) -> Safe:
    title = el(
        "tr", el("th", el("span", heading), scope="rowgroup", colspan=len(chosen) + 1), class_="mbc-compare-part"
    )
    rows = [
        el("tr", el("th", line.heading, scope="row"), [el("td", line.cell(row)) for row in chosen]) for line in lines
    ]
    return el("tbody", title, rows)


# ---- the explorer ----


def _tests() -> dict[str, str]:
    return {row["test_id"]: capitalized(row["plain_name"]) for row in tables.records("diagnostic_tests")}


def _other_tests() -> dict[str, str]:
    return {"none": "No other test"} | _tests()


def _categories() -> dict[str, str]:
    return {row["test_id"]: CATEGORIES[row["category"]] for row in tables.records("diagnostic_tests")}


class TestsSideBySide(Explorer):
    """One to three tests as columns: their questions, burden, safety checks, and the nurse's part."""

    __test__ = False  # its name begins like a test's; it is none

    title = "Tests side by side"
    question = "Two tests are offered to your patient. What does each answer, and what must you check before?"
    takeaway = (
        "Name the question before you name the test. Then run the same five checks each time: pregnancy and "
        "breastfeeding, kidneys and contrast, metal, bleeding, sugar and fasting. Where it says Ask, your local policy "
        "decides."
    )
    prediction_id = "compare"

    first = Choice(_tests, "Test", look="select", groups=_categories, start="bone_scan")
    second = Choice(_other_tests, "Compare with", look="select", groups=_categories, start="pet_ct")
    third = Choice(_other_tests, "and with", look="select", groups=_categories)
    about = Choice(ASPECTS, "Look at", look="select", start="safety")

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """A covering part of the 700,000 states: every test alone under every aspect and in both languages, every
        ordered pair once, and every test once as the third, also when it is chosen twice."""
        tests, aspects, languages = list(_tests()), list(ASPECTS), ("plain", "clinical")

        def state(first: str, second: str, third: str, about: str, language: str) -> dict[str, str]:
            chosen = {"first": first, "second": second, "third": third}
            return chosen | {"about": about, "language": language}

        for test in tests:
            yield from (state(test, "none", "none", about, language) for about in aspects for language in languages)
        for turn, (first, second) in enumerate(permutations(tests, 2)):
            yield state(first, second, "none", aspects[turn % len(aspects)], languages[turn % 2])
        for turn, third in enumerate(tests):
            yield state(tests[turn - 1], tests[turn - 2], third, aspects[turn % len(aspects)], languages[turn % 2])
            yield state(third, third, third, aspects[turn % len(aspects)], languages[turn % 2])

    # ---- what the state selects ----

    def _ids(self) -> list[str]:
        """The tests chosen, each once, in the order chosen."""
        return [key for key in dict.fromkeys((self.first, self.second, self.third)) if key != "none"]

    def _twice(self) -> bool:
        asked = [key for key in (self.first, self.second, self.third) if key != "none"]
        return len(asked) > len(self._ids())

    def _chosen(self) -> list[Record]:
        return self._worded(tables.row("diagnostic_tests", key) for key in self._ids())

    def _worded(self, rows: Iterable[Record]) -> list[Record]:
        """Rows with what they are ``called`` and the question ``asked``, in the words chosen."""
        called, asked = self.say("plain_name", "name"), self.say("question", "clinical_question")
        return [row | {"called": row[called], "asked": row.get(asked, "")} for row in rows]

    def _compared_with(self) -> list[Record]:
        """Exposures that people know, smallest first, without the tests already chosen."""
        known = [tables.row("diagnostic_tests", key) for key in FAMILIAR if key not in self._ids()]
        rows = [*tables.records("everyday_exposures"), *known]
        return self._worded(sorted(rows, key=lambda row: float(row["dose_high_msv"])))

    # ---- picture ----

    def picture(self) -> Safe:
        groups = [
            doses.Group(self._heading(), [_exposure(row) for row in self._chosen()], "accent"),
            doses.Group("To compare", [_exposure(row) for row in self._compared_with()], "edge"),
        ]
        told = "; ".join(f"{one.name}: {one.figure} {one.words}" for group in groups for one in group.exposures)
        return doses.calendar(
            groups,
            title=f"Doses as the time in which natural radiation adds up to them. {told}.",
            abreast=not self.narrow,
        )

    def _heading(self) -> str:
        return "Radiation of this test" if len(self._ids()) == 1 else "Radiation of these tests"

    # ---- words ----

    def words(self) -> str:
        once = "A test chosen twice is shown once." if self._twice() else ""
        return " ".join(part for part in (self._lead(), differences(self._chosen()), once) if part)

    def _lead(self) -> str:
        """What the tests say to the aspect looked at."""
        told: dict[str, Callable[[Record], str]] = {
            "everything": lambda row: f"{row['called']} answers: “{row['asked']}”",
            "question": lambda row: f"Know the limit of {row['called']}. {row['limits']}",
            "feels": time_sentence,
            "preparation": lambda row: f"{row['called']} needs {fasting_words(row)}.",
            "safety": lambda row: dose_sentence(row, _year()),
            "nursing": lambda row: f"Before {row['called']}, {split(row['nursing_before'])[0]}.",
            "teach": lambda row: f"On {row['called']}, say: “{row['teach'].split('. ')[0].rstrip('.')}.”",
        }
        return " ".join(capitalized(told[self.about](row)) for row in self._chosen())

    def detail(self) -> Safe:
        return comparison(self._chosen(), self.about)

    # ---- rows ----

    def rows(self) -> list[Rows]:
        headings = {
            "name": "Test",
            "plain_name": "In plain words",
            "question": "Question",
            "dose": "Dose",
            "contrast": "Contrast or tracer",
            "needle": "Needle",
            "food": "Food",
            "pregnancy_check": "Pregnancy check",
            "kidney_check": "Kidney check",
            "metal_check": "Metal check",
            "bleeding_check": "Bleeding check",
            "checked_scope": "What was checked",
        }
        daily = {"name": "Exposure", "dose": "Dose", "per": "For", "region": "Where", "year": "When", "note": "Note"}
        known = {"name": "Test", "dose": "Dose", "dose_note": "Note"}
        tests = [_row(row) for row in self._compared_with() if "test_id" in row]
        everyday = [row | {"dose": dose_words(row)} for row in self._compared_with() if "exposure_id" in row]
        return [
            Rows("The tests chosen", headings, [_row(row) for row in self._chosen()]),
            Rows("Well-known tests, to compare", known, tests),
            Rows("Everyday exposures, to compare", daily, everyday),
        ]


def _row(row: Record) -> Record:
    return row | {"dose": dose_words(row), "food": fasting_words(row)}


def _year() -> float:
    """Natural background radiation of a year, in mSv."""
    return float(tables.row("everyday_exposures", "natural_year")["dose_high_msv"])


def _exposure(row: Record) -> doses.Exposure:
    low, high, name = row["dose_low_msv"], row["dose_high_msv"], capitalized(row["called"])
    if not high:
        sign = "○" if high == 0 else "?"
        return doses.Exposure(name, "", f"{sign} {dose_words(row)}", high, high)
    year = _year()
    return doses.Exposure(
        name, dose_words(row), background_span(low, high, year), low / year * doses.MONTHS, high / year * doses.MONTHS
    )
