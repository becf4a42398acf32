"""Blackboard's tab-delimited text for *Upload questions*: one question on a line, its fields apart by tabs.

``MC``, ``MA``, ``ORD`` and ``NUM`` are used as Blackboard's help describes them under Upload Questions; fields are
HTML. The format has no place for points, feedback or tags: points are set by hand, from the list in the read-me file,
and reasons stand in the printed key. ``MAT`` is not used, because Blackboard marks it wrongly as soon as two rows have
the same match, nor ``FIB_PLUS``, which is typed words and not a list.
"""

from __future__ import annotations

from collections.abc import Iterator

from helpers.markup import el, join, listing
from helpers.quiz.export.contract import Bundle, Export, Fit
from helpers.quiz.export.package import figure
from helpers.quiz.export.simpler import Simple
from helpers.quiz.export.singles import asked, fit, one_line, singles, title
from helpers.quiz.export.spreadsheet import risky
from helpers.quiz.feedback import points
from helpers.quiz.frameworks import INDEPENDENT
from helpers.quiz.items import Item
from helpers.quiz.scoring import most

BATCH = 250
"""Most questions in a file; Blackboard advises 250 to 500, so that the browser does not give up."""

TYPES = {"one": "MC", "many": "MA", "count": "MA", "order": "ORD", "number": "NUM"}
"""Shape of a question to Blackboard's name for it."""


def write(bundle: Bundle) -> Export:
    """Text files of at most :data:`BATCH` questions, and a read-me with the points of each."""
    every = [(item, singles(item)) for item in bundle.items]
    batches = list(_batches(every))
    files = {f"blackboard_{number}.txt": _file(batch, bundle) for number, batch in enumerate(batches, 1)}
    files["read_me.txt"] = _read_me(bundle, batches).encode()
    return Export(files, tuple(_fit(item, simples) for item, simples in every))


Asked = tuple[Item, tuple[Simple, ...]]
"""An item with the questions that it becomes."""


def _batches(every: list[Asked]) -> Iterator[list[Asked]]:
    """Files that are not too long; an item is never divided among two."""
    batch: list[Asked] = []
    count = 0
    for item, simples in every:
        if batch and count + len(simples) > BATCH:
            yield batch
            batch, count = [], 0
        batch.append((item, simples))
        count += len(simples)
    if batch:
        yield batch


def _file(batch: list[Asked], bundle: Bundle) -> bytes:
    """HTML in plain ASCII, signs such as “ and ≥ as character references: no one tells Blackboard the encoding."""
    lines = "".join(f"{_line(simple, bundle)}\n" for _, simples in batch for simple in simples)
    return lines.encode("ascii", "xmlcharrefreplace")


def _line(simple: Simple, bundle: Bundle) -> str:
    return "\t".join([TYPES[simple.shape], one_line(asked(simple, bundle.cases)), *_answers(simple)])


def _answers(simple: Simple) -> list[str]:
    number = simple.item.number
    if number:
        return [figure(number.answer), figure(number.tolerance)]
    texts = [_option(one_line(choice.text)) for choice in simple.choices]
    if simple.shape == "order":
        return texts
    marks = ["correct" if choice.share == 1 else "incorrect" for choice in simple.choices]
    return [field for pair in zip(texts, marks, strict=True) for field in pair]


def _option(text: str) -> str:
    """An answer as HTML. Teachers edit such files in spreadsheets: a tag stands before what is a formula there."""
    return el("p", text) if risky(text) else join(text)


# ---- the report ----


def _fit(item: Item, simples: tuple[Simple, ...]) -> Fit:
    return fit(item, simples, TYPES, map(_fidelity, simples), _notes(item, simples))


def _fidelity(simple: Simple) -> str:
    shares = {choice.share for choice in simple.choices}
    if simple.shape in ("many", "count") or shares - {0.0, 1.0}:
        return "approximate"
    whole = simple.id == simple.item.id and simple.item.rule != "rationale"
    return "exact" if whole else "points_only"


def _notes(item: Item, simples: tuple[Simple, ...]) -> Iterator[str]:
    shapes = {simple.shape for simple in simples}
    if len(simples) > 1:
        yield f"It becomes {len(simples)} questions, worth {listing(str(simple.points) for simple in simples)} points."
    elif most(item) > 1:
        yield f"Give it {most(item)} points."
    if shapes & {"many", "count"}:
        yield "Blackboard scores several answers all or nothing, or with its own partial credit if you allow that."
    if "count" in shapes:
        yield "It cannot stop a learner from choosing too many."
    if item.rule == "rationale":
        yield "It becomes a choice among whole sentences."
        if any(0 < choice.share < 1 for choice in simples[0].choices):
            yield "A sentence that is half right earns nothing."
        if simples[0].note:
            yield f"{simples[0].note[0].upper()}{simples[0].note[1:]}."
    if "order" in shapes:
        yield "Only the original course view has ordering; leave partial credit off."


# ---- the read-me ----


def _read_me(bundle: Bundle, batches: list[list[Asked]]) -> str:
    head = [
        *(one_line(text) for text in (bundle.title, INDEPENDENT)),
        "",
        "Questions for Blackboard, made to be read by its Upload Questions.",
        "",
        "1. Open a test or a pool, choose Upload Questions and take one file at a time.",
        "2. Let each question be worth 1 point, then change those that are worth more: they are listed here.",
        "3. The questions of a case belong together: keep their order. Clients are fictional.",
        "4. Blackboard takes no reasons from such a file. They stand in the printable answer key.",
        "",
    ]
    lines = [line for number, batch in enumerate(batches, 1) for line in _listed(number, batch, bundle)]
    return "\n".join([*head, *lines, ""])


def _listed(number: int, batch: list[Asked], bundle: Bundle) -> list[str]:
    simples = [simple for _, simples in batch for simple in simples]
    return [
        f"blackboard_{number}.txt",
        *(
            f"  {line}. {points(simple.points)}. {title(simple, bundle.cases)}"
            for line, simple in enumerate(simples, 1)
        ),
        "",
    ]
