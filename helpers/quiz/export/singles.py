"""Items as a row of plain questions, for systems that know neither matrix nor gap, and the words before the answers.

What can be asked at once stays together; each row or gap that the system cannot hold becomes a choice of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from helpers.markup import NOTHING, Safe, el, join, sentence
from helpers.quiz.export.contract import FIDELITY, Fit
from helpers.quiz.export.simpler import Choice, Simple, simpler
from helpers.quiz.export.wording import filled, printable, question
from helpers.quiz.items import Case, Item, Part

LONGEST = 110
"""Most characters of a title."""

_BREAKS = re.compile("[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029 ]+")


def one_line(text: str) -> str:
    """Text or HTML without line breaks and tabs, for formats in which they end a field. No-break spaces stay."""
    return _BREAKS.sub(" ", printable(text)).strip()


def singles(item: Item, known: Collection[str] = ()) -> tuple[Simple, ...]:
    """The simple questions of an item; ``match`` and ``gaps`` are taken apart unless they are ``known``."""
    return tuple(
        single for simple in simpler(item) for single in ((simple,) if simple.shape in known else _apart(simple))
    )


def _apart(simple: Simple) -> tuple[Simple, ...]:
    if simple.shape not in ("match", "gaps"):
        return (simple,)
    return tuple(_choice(simple.item, part) for part in simple.parts)


def _choice(item: Item, part: Part) -> Simple:
    choices = tuple(Choice(one.id, one.text, float(one.correct), one.reason) for one in part.options)
    return Simple(f"{item.id}_{part.id}", item, "one", 1, part.label, choices)


def keys(simple: Simple) -> int:
    """How many of its choices are right."""
    return sum(choice.share == 1 for choice in simple.choices)


def asked(simple: Simple, cases: Mapping[str, Case]) -> Safe:
    """All that stands before the answers: chart, stem, the text with its gaps, the part that is asked, what to do."""
    label = el("p", el("em", simple.label)) if simple.label else NOTHING
    return join(question(simple.item, cases), _passage(simple), label, el("p", told(simple)))


def told(simple: Simple) -> str:
    """What to do, in one or two sentences."""
    item = simple.item
    if simple.shape == "count":
        return f"Choose {keys(simple)}."
    if simple.shape == "many":
        return "Choose every answer that applies." if simple.label else item.told
    if simple.shape == "one":
        return "Choose the sentence that fits best." if item.rule == "rationale" else "Choose one."
    if item.number:
        return " ".join(filter(None, [f"{item.parts[0].label}.", item.number.rounding]))
    return "Choose one for each row." if simple.shape == "match" else item.told


def title(simple: Simple, cases: Mapping[str, Case]) -> str:
    """A name for a list of questions; it begins with a word of ours, never with what a teacher wrote."""
    item, case = simple.item, cases.get(simple.item.case)
    label = f", {simple.label}" if simple.label else ""
    if case:
        words = f"Case: {case.title}, question {case.items.index(item) + 1} of {len(case.items)}{label}"
    else:
        words = f"{item.type_name}{label}: {item.stem}"
    line = one_line(words)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def _passage(simple: Simple) -> Safe:
    """The text or table of the item: words to highlight underlined, gaps numbered, the one that is asked in bold."""
    item = simple.item
    if not (item.text or item.cells) or item.rule == "rationale":
        return NOTHING
    if item.kind.startswith("highlight"):
        return filled(item, lambda mark: el("u", item.parts[0].by_id[mark].text))
    numbers = {part.id: number for number, part in enumerate(item.parts, 1)}
    here = simple.id.removeprefix(f"{item.id}_")

    def gap(mark: str) -> Safe:
        blank = f"({numbers[mark]}) ______"
        return el("strong", blank) if mark == here else join(blank)

    return filled(item, gap)


def fit(
    item: Item, simples: Sequence[Simple], types: Mapping[str, str], fidelities: Iterable[str], notes: Iterable[str]
) -> Fit:
    """The line of the report: what the questions of an item became, as true as the least true of them."""
    names = [types[simple.shape] for simple in simples]
    counted = {name: names.count(name) for name in names}
    target = " + ".join(f"{count} {name}" if count > 1 else name for name, count in counted.items())
    return Fit(item.id, target, max(fidelities, key=list(FIDELITY).index), sentence(*notes))
