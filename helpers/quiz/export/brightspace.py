"""Brightspace's CSV for *Import, Upload a file*: a block of rows for each question, five cells to a row.

The only specification is the sample that Brightspace offers (Sample_Question_Import_UTF8.csv), whose rows these are:
``NewQuestion``, ``ID``, ``Title``, ``QuestionText``, ``Points``, ``Difficulty``, ``Scoring``, ``Option``, ``Choice``,
``Match``, ``Item``, ``InputBox``, ``Answer`` and ``Feedback``. A row whose first cell begins with ``//`` is a remark,
and a row of empty cells parts the blocks. ``HTML`` in the cell after a text says that it is HTML; other text is shown
as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from helpers.markup import Safe, el, join
from helpers.quiz.export.contract import Bundle, Export, Fit
from helpers.quiz.export.package import figure
from helpers.quiz.export.simpler import Choice, Simple
from helpers.quiz.export.singles import asked, fit, one_line, singles, title
from helpers.quiz.export.spreadsheet import risky
from helpers.quiz.export.wording import afterword, feedback
from helpers.quiz.frameworks import INDEPENDENT, NEEDS, STEPS
from helpers.quiz.items import Item, Number, Part

Row = tuple[str, ...]

KNOWN = ("match",)
"""Shapes that Brightspace has and that :func:`~helpers.quiz.export.singles.singles` need not take apart."""

TYPES = {"one": "MC", "many": "MS", "count": "MS", "match": "M", "order": "O", "number": "SA"}
"""Shape of a question to Brightspace's name for it."""

SCORING = {"many": "RightMinusWrong", "count": "RightMinusWrong", "match": "EquallyWeighted", "order": "AllOrNothing"}
"""How Brightspace scores a shape, where it can be said."""

DIFFICULTY = "1"
"""The row is wanted, and we have no level of difficulty to tell."""


def write(bundle: Bundle) -> Export:
    """One CSV file."""
    every = [(item, singles(item, KNOWN)) for item in bundle.items]
    rows = [*_head(bundle), *_rows(every, bundle)]
    table = io.StringIO()
    csv.writer(table, lineterminator="\r\n").writerows(_five(row) for row in rows)
    return Export(
        {"brightspace.csv": ("\ufeff" + table.getvalue()).encode()},
        tuple(_fit(item, simples) for item, simples in every),
    )


def _five(row: Row) -> list[str]:
    return [*row, *[""] * (5 - len(row))]


def _remark(text: str) -> Row:
    return (one_line(f"//{text}"),)


def _head(bundle: Bundle) -> list[Row]:
    return [
        _remark(bundle.title),
        _remark(INDEPENDENT),
        _remark("Rows that begin with two slashes are remarks for the teacher. Brightspace leaves them out."),
        (),
    ]


def _rows(every: Iterable[tuple[Item, tuple[Simple, ...]]], bundle: Bundle) -> Iterator[Row]:
    before = ""
    for item, simples in every:
        if item.case and item.case != before:
            title_of = bundle.cases[item.case].title
            yield _remark(f"Case: {title_of}. The client is fictional. Keep its questions together and in order.")
        before = item.case
        tags = (STEPS[item.step].name, NEEDS[item.needs], item.bloom, item.objective, item.section)
        yield _remark(f"{item.id}: {'; '.join(tags)}")
        for simple in simples:
            after = afterword(item, bundle.cases) if simple is simples[-1] else feedback(item)
            yield from _question(simple, bundle, after)
            yield ()


def _question(simple: Simple, bundle: Bundle, after: Safe) -> Iterator[Row]:
    yield ("NewQuestion", TYPES[simple.shape])
    yield ("ID", f"MBC-{simple.id}")
    yield ("Title", title(simple, bundle.cases))
    yield ("QuestionText", one_line(asked(simple, bundle.cases)), "HTML")
    yield ("Points", str(simple.points))
    yield ("Difficulty", DIFFICULTY)
    if simple.shape in SCORING:
        yield ("Scoring", SCORING[simple.shape])
    yield from _answers(simple)
    yield ("Feedback", one_line(join(_told(simple), after)), "HTML")


def _answers(simple: Simple) -> Iterator[Row]:
    if simple.item.number:
        yield ("InputBox", "1", "40")
        yield from (("Answer", "100", text) for text in spellings(simple.item.number))
    elif simple.shape == "match":
        yield from _matching(simple.parts)
    elif simple.shape == "order":
        yield from (("Item", *_text(one.text, "NOT HTML"), _reason(one)) for one in simple.choices)
    else:
        several = simple.shape in ("many", "count")
        for one in simple.choices:
            weight = f"{one.share:.0f}" if several else figure(one.share * 100)
            yield ("Option", weight, *_text(one.text), _reason(one))


def _matching(parts: tuple[Part, ...]) -> Iterator[Row]:
    """The columns are the choices; each row of the matrix is matched with the number of its column."""
    numbers = {option.id: str(number) for number, option in enumerate(parts[0].options, 1)}
    yield from (("Choice", numbers[option.id], *_text(option.text)) for option in parts[0].options)
    yield from (("Match", numbers[part.keys[0]], *_text(part.label)) for part in parts)


def _text(text: str, otherwise: str = "") -> tuple[str, str]:
    """A text and what it is. Text that a spreadsheet would take for a formula goes as HTML: a tag stands before it."""
    line = one_line(text)
    return (el("p", line), "HTML") if risky(line) else (line, otherwise)


def _reason(choice: Choice) -> str:
    """Why; with a word of ours before it, so that no spreadsheet takes it for a formula."""
    said = {1.0: "Right.", 0.0: "Not right."}.get(choice.share, "Partly right.")
    return one_line(f"{said} {choice.reason}")


def _told(simple: Simple) -> list[Safe]:
    """What the type has no other place for: the reasons of a matrix, the way to the number."""
    number = simple.item.number
    if number:
        mistakes = [el("p", f"{figure(value)}: {reason}") for value, reason in number.mistakes]
        return [*(el("p", step) for step in number.worked), *mistakes]
    rights = [part.by_id[part.keys[0]] for part in simple.parts]
    return [
        el("p", f"{part.label}: ", el("strong", right.text), f". {right.reason}")
        for part, right in zip(simple.parts, rights, strict=True)
    ]


def spellings(number: Number) -> Iterable[str]:
    """The ways to write the answer that count as right: with and without unit, comma for point, commas in thousands."""
    plain = figure(number.answer)
    forms = dict.fromkeys([plain, plain.replace(".", ","), f"{number.answer:,}".removesuffix(".0")])
    return [*forms, *(f"{form} {number.unit}" for form in forms if number.unit)]


# ---- the report ----


def _fit(item: Item, simples: tuple[Simple, ...]) -> Fit:
    return fit(item, simples, TYPES, map(_fidelity, simples), _notes(item, simples))


def _fidelity(simple: Simple) -> str:
    if simple.shape in ("many", "count", "number"):
        return "approximate"
    whole = simple.id == simple.item.id and simple.item.rule != "rationale" and simple.shape != "match"
    return "exact" if whole else "points_only"


def _notes(item: Item, simples: tuple[Simple, ...]) -> Iterator[str]:
    shapes = {simple.shape for simple in simples}
    if len(simples) > 1:
        yield f"It becomes {len(simples)} questions."
    if "many" in shapes:
        yield (
            "Brightspace takes wrong picks from right ones as we do, but shares the points among all answers and not "
            "among the right ones: a half-right answer may earn a little more or less."
        )
    if "count" in shapes:
        yield (
            "It is set to right minus wrong. Change the grading to Correct answers, limited selections: then it scores "
            "as we do, and no one can choose too many."
        )
    if "match" in shapes:
        yield "The rows are matched with the columns."
    if item.rule == "rationale":
        yield "It becomes a choice among whole sentences."
        if simples[0].note:
            yield f"{simples[0].note[0].upper()}{simples[0].note[1:]}."
    if item.number:
        yield (
            "Brightspace imports no number questions. It becomes a short answer, compared letter by letter: only "
            f"{figure(item.number.answer)} is right, with or without its unit, and not what is close to it."
        )
