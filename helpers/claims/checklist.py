"""A checklist for any health article: marked live, summed up in words, printed filled in or empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from traitlets import Dict

from helpers import tables
from helpers.cards import folded, headed
from helpers.controls import Choice, ChoiceError, Control
from helpers.drawing.mark_tiles import Group, Mark, mark_tiles
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.markup import NOTHING, Safe, el, join, listing
from helpers.tables import Record

MARKS: Mapping[str, Mark] = {
    "yes": Mark("Yes", "✓", "right", filled=True),
    "partly": Mark("Partly", "◐", "today", "10 3", filled=True),
    "no": Mark("No", "✗", "wrong", filled=True),
    "unsure": Mark("Cannot tell", "?", "routine", "3 4", filled=True),
}
"""What a check can be answered with. Yes is always good."""

OPEN = Mark("Open", "", "edge", "2 5")
"""A check without a mark."""

GROUPS: Mapping[str, str] = {
    "words": "The words",
    "who": "Who says so",
    "numbers": "The numbers",
    "people": "The people",
}
"""What the checks look at, in the order to go through them."""

OWN = "own"
"""The sheet for an article of the learner's own."""

MOST_PRAISE, MOST_TOLD, MOST_NAMED = 2, 4, 4
"""Good and bad things that a patient is told at most, and checks that a sentence names: more is not kept in mind."""

LONGEST = 200
"""Characters of a title or a note."""

PROMISE = (
    "What you type stays in this page. A link is kept as text; nothing is opened and nothing is sent to the article."
)

Answers = dict[str, str]
"""Check to mark, in the order of the checklist."""


def checks() -> dict[str, Record]:
    """The checks by id, in the order of the checklist."""
    return {row["check_id"]: row for row in tables.records("article_checks")}


def answers(marks: str) -> Answers:
    """Marks written as ``date:yes;author:no``, by check. Raises :class:`~helpers.controls.ChoiceError`."""
    given: Answers = {}
    for pair in filter(None, marks.split(";")):
        check, _, mark = pair.partition(":")
        if check not in checks() or mark not in MARKS:
            raise ChoiceError(f"“{pair}” is not a check and its mark, such as “{next(iter(checks()))}:yes”.")
        given[check] = mark
    return {check: given[check] for check in checks() if check in given}


def written(given: Mapping[str, str]) -> str:
    """The reverse of :func:`answers`."""
    return ";".join(f"{check}:{mark}" for check, mark in given.items())


def example(example_id: str) -> dict[str, Record]:
    """How a fictional article was marked, by check."""
    rows = tables.records("article_example_marks")
    return {row["check_id"]: row for row in rows if row["example_id"] == example_id}


def too_early(given: Answers) -> bool:
    """Are too few checks marked, fewer than half, to tell a patient anything?"""
    return 2 * len(given) < len(checks())


def for_patient(given: Answers) -> str:
    """What a patient may be told of the article, in plain words; nothing while it is too early."""
    if too_early(given):
        return ""
    praise = [checks()[check]["praise"] for check in marked(given, "yes")][:MOST_PRAISE]
    weak = [checks()[check]["tell"] for mark in ("no", "partly", "unsure") for check in marked(given, mark)][:MOST_TOLD]
    care = ["But use it with care." if praise else "Use it with care.", *weak] if weak else []
    last = "Please do not stop or start a treatment because of it. Let us talk about what it means for you."
    return " ".join(["Thank you for showing me this.", *praise, *care, last])


def marked(given: Answers, mark: str) -> list[str]:
    """The checks with a mark."""
    return [check for check, one in given.items() if one == mark]


def summed_up(given: Answers) -> str:
    """What marks, at least one, say of an article. Never a score: one failed check can outweigh ten passed."""
    on = {mark: _named([checks()[check]["on"] for check in marked(given, mark)]) for mark in MARKS}
    doubts = [
        f"it falls short on {on['no']}" if on["no"] else "",
        f"it does only part of what is needed on {on['partly']}" if on["partly"] else "",
        f"you could not tell about {on['unsure']}" if on["unsure"] else "",
    ]
    left = len(checks()) - len(given)
    still = f"{left} of {len(checks())} checks are open" if left > 1 else "One check is open" if left else ""
    if too_early(given):
        so_far = [f"it does well on {on['yes']}" if on["yes"] else "", *doubts]
        return f"{still}: too early to say what it is good for. So far {'; '.join(filter(None, so_far))}."
    well = f"It does well on {on['yes']}." if on["yes"] else "No check is marked “Yes”."
    if any(doubts):
        care = f"Use with care because {'; '.join(filter(None, doubts))}."
    elif left:
        care = "Nothing speaks against it so far."
    else:
        care = (
            "Nothing speaks against it. That does not yet make it right for this patient’s own disease and treatment."
        )
    return " ".join(filter(None, [well, care, f"{still}." if still else ""]))


def _named(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - MOST_NAMED
    return listing([*names[:MOST_NAMED], f"{more} more"] if more > 0 else names)


def _sheets() -> dict[str, str]:
    named = tables.named("article_examples", "name")
    return {**{key: f"Example: {name[:1].lower()}{name[1:]}" for key, name in named.items()}, OWN: "My article"}


class Marks(Control):
    """The marks given on the learner's own sheet, as ``date:yes;author:no``."""

    def values(self) -> Iterable[str]:
        """None, each mark of each check alone, and each mark for all checks."""
        yield ""
        yield from (f"{check}:{mark}" for check in checks() for mark in MARKS)
        yield from (";".join(f"{check}:{mark}" for check in checks()) for mark in MARKS)

    def validate(self, obj: Any, value: Any) -> str:
        return written(answers(str(value)))


class ArticleChecklist(Explorer):
    """The checks one by one, with why, how and what to look for; a profile of the marks; words for the patient."""

    title = "A checklist for any article"
    question = "A patient hands you an article. What is it good for, and what do you say about it?"
    takeaway = (
        "Take two minutes with the patient: date, author, of whom, how much. Say first what the article does well, "
        "then “use it with care because ...”, and come back to this person’s own case."
    )
    prediction_id = "checklist"
    language = None

    sheet = Choice(_sheets, "Sheet")
    marks = Marks("Marks")
    typed = Dict()
    """What was typed on the learner's own sheet, by field: ``article``, and ``note.`` with the check."""
    cleared = Dict()
    """What stood on the sheet before it was cleared, so that it can be brought back."""

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """Both examples, and the learner's own sheet with what :meth:`Marks.values` gives."""
        yield from ({"sheet": sheet, "marks": ""} for sheet in _sheets() if sheet != OWN)
        yield from ({"sheet": OWN, "marks": marks} for marks in cls.marks.values())

    # ---- what the state selects ----

    @property
    def own(self) -> bool:
        """Is it the learner's own sheet?"""
        return bool(self.sheet == OWN)

    @property
    def given(self) -> Answers:
        """The marks of the sheet shown."""
        if self.own:
            return answers(self.marks)
        return {check: row["mark"] for check, row in example(self.sheet).items()}

    def note(self, check: str) -> str:
        """The note on a check of the sheet shown."""
        return str(self.typed.get(f"note.{check}", "") if self.own else example(self.sheet)[check]["note"])

    @property
    def name(self) -> str:
        """What the article is called."""
        if not self.own:
            return str(tables.row("article_examples", self.sheet)["described"])
        return str(self.typed.get("article", ""))

    # ---- what the learner does ----

    def act(self, name: str, value: str) -> None:
        kind, _, check = name.partition(".")
        if kind == "check":
            self.marks = written({**answers(self.marks), check: value})
        elif name == "article" or (kind == "note" and check in checks()):
            self.typed = {**self.typed, name: " ".join(value.split())[:LONGEST]}
        elif name == "clear" and value:
            self.cleared = {"marks": self.marks, "typed": self.typed}
            self.marks, self.typed = "", {}
        elif name == "clear":
            self.marks, self.typed = self.cleared.get("marks", ""), self.cleared.get("typed", {})
            self.cleared = {}
        else:
            super().act(name, value)
        if kind in ("check", "note", "article"):
            self.cleared = {}

    def shown_controls(self) -> Iterable[str]:
        return ("sheet",)

    # ---- picture ----

    def picture(self) -> Safe:
        given = self.given
        tiles = [
            Group(name, [(row["name"], MARKS[given[check]] if check in given else OPEN) for check, row in rows.items()])
            for name, rows in _groups()
        ]
        return el(
            "div",
            mark_tiles(tiles, title="The marks by group.", narrow=self.narrow),
            self._sheet(),
            class_="mbc-checklist",
        )

    # ---- on paper ----

    def _sheet(self) -> Safe:
        """One page: the checks with boxes, ticked or empty, and room for notes."""
        given = self.given
        head = el("tr", [el("th", words, scope="col") for words in ("Check", *_WORDS, "Note")])
        bodies = [
            el(
                "tbody",
                el("tr", el("th", name, scope="rowgroup", colspan=2 + len(MARKS))),
                (self._line(row, given.get(check, "")) for check, row in rows.items()),
            )
            for name, rows in _groups()
        ]
        patient = for_patient(given)
        return el(
            "div",
            el("h4", "Checklist for a health article"),
            el("p", f"Article: {self.name or _LINE}"),
            el("table", el("thead", head), bodies),
            el("p", el("strong", "In short: "), summed_up(given)) if given else NOTHING,
            el("p", el("strong", "To the patient: "), patient)
            if patient
            else el("div", el("p", "Use with care because"), el("p", "\u00a0"), el("p", "\u00a0"), class_="mbc-fill"),
            class_="mbc-paper-only mbc-check-sheet",
        )

    def _line(self, row: Record, given: str) -> Safe:
        boxes = [el("td", "☒" if mark == given else "☐") for mark in MARKS]
        return el("tr", el("th", row["question"], scope="row"), boxes, el("td", self.note(row["check_id"])))

    # ---- words ----

    def words(self) -> str:
        given = self.given
        if not given:
            titled = f"The sheet of “{self.name}”" if self.name else "Your sheet"
            return (
                f"{titled} is empty. Mark the first of the {len(checks())} checks, in any order; print it as it is to "
                "fill it in by hand."
            )
        called = f"“{self.name}”" if self.name else "This article"
        return f"{called}: {summed_up(given)}" if self.own else f"{self.name} {summed_up(given)}"

    def detail(self) -> Safe:
        patient, left = for_patient(self.given), len(checks()) - len(self.given)
        waits = f"Nothing yet: {left} of {len(checks())} checks are open. Mark at least half of them first."
        counted = "The marks are not added up: one false promise can outweigh ten good marks."
        return join(
            headed("What you may tell the patient", f"“{patient}”" if patient else waits),
            el("p", counted, class_="mbc-note"),
            self._asked() if self.own else self._read(),
        )

    # ---- the checks ----

    def _title(self) -> Safe:
        field = _typed("article", self.name)
        label = el("label", el("span", "Title or link of the article", class_="mbc-label"), field, class_="mbc-control")
        return join(label, el("p", PROMISE, class_="mbc-note"))

    def _asked(self) -> Safe:
        """The checks to mark. A form of its own keeps its radio groups apart from those of another frame."""
        given = self.given
        blocks = [
            join(
                el("h4", name),
                el("div", (self._ask(row, given.get(check, "")) for check, row in rows.items()), class_="mbc-checks"),
            )
            for name, rows in _groups()
        ]
        return el("form", self._title(), blocks, self._clearing(), data_key="own", class_="mbc-check-form")

    def _ask(self, row: Record, given: str) -> Safe:
        check = row["check_id"]
        field = f"check.{check}"
        options = [
            el(
                "label",
                el("input", type="radio", name=field, value=value, data_name=field, checked=value == given),
                el("span", f"{mark.sign} {mark.word}"),
            )
            for value, mark in MARKS.items()
        ]
        note = el(
            "label",
            el("span", f"Note on: {row['name']}", class_="mbc-label"),
            _typed(f"note.{check}", self.note(check)),
            class_="mbc-control",
        )
        return el(
            "div",
            el("fieldset", el("legend", row["question"]), el("div", options, class_="mbc-pills")),
            folded("Why, how to find it, and a note", _how(row), note, key=f"how {check}"),
            el("p", f"Note: {self.note(check)}") if self.note(check) else NOTHING,
            data_key=check,
        )

    def _clearing(self) -> Safe:
        if self.cleared:
            button = _button("Bring back what was cleared", "clear", "")
        elif self.marks or any(self.typed.values()):
            button = _button("Clear the sheet", "clear", "yes")
        else:
            return NOTHING
        return el("p", button, class_="mbc-actions")

    def _read(self) -> Safe:
        """The checks of an example, to read."""
        blocks = [
            join(
                el("h4", name),
                el("div", (self._told(row) for row in rows.values()), class_="mbc-checks"),
            )
            for name, rows in _groups()
        ]
        return el("div", blocks, data_key="example", class_="mbc-check-form")

    def _told(self, row: Record) -> Safe:
        check = row["check_id"]
        return el(
            "div",
            el("p", el("strong", row["question"])),
            el("p", _chip(self.given[check]), f" {self.note(check)}"),
            folded("Why, and how to find it", _how(row), key=f"how {check}"),
            data_key=check,
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        given = self.given
        headings = {
            "name": "Check",
            "question": "Question",
            "mark": "Mark",
            "note": "Note",
            "why": "Why it matters",
            "find": "How to find it",
            "good": "Good sign",
            "bad": "Bad sign",
        }
        records = [
            row | {"mark": MARKS[given[check]].word if check in given else OPEN.word, "note": self.note(check) or "–"}
            for check, row in checks().items()
        ]
        return [Rows(f"The checks: {self.label('sheet')}", headings, records)]


_WORDS = [mark.word for mark in MARKS.values()]

_LINE = "_" * 60


def _groups() -> list[tuple[str, dict[str, Record]]]:
    """The checks by group, each group with its name."""
    return [
        (GROUPS[key], {row["check_id"]: row for row in rows})
        for key, rows in tables.grouped(checks().values(), "group").items()
    ]


def _how(row: Record) -> Safe:
    told = {"Why": row["why"], "Two minutes": row["find"], "✓ Good sign": row["good"], "✗ Bad sign": row["bad"]}
    return join(*(el("p", el("strong", f"{name}: "), words) for name, words in told.items()))


def _chip(mark: str) -> Safe:
    look = MARKS[mark]
    return el("span", f"{look.sign} {look.word}", class_="mbc-chip", style=f"color:var(--mbc-{look.role})")


def _typed(name: str, value: str) -> Safe:
    return el("input", type="text", value=value, maxlength=LONGEST, autocomplete="off", data_name=name)


def _button(words: str, name: str, value: str) -> Safe:
    return el("button", words, type="button", data_name=name, data_value=value, data_key=name, class_="mbc-quiet")
