"""A question as plain HTML that any learning system takes: paragraphs, tables and emphasis, everything escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from helpers.markup import NOTHING, Safe, el, join
from helpers.quiz.items import Case, Entry, Exhibit, Item, pieces

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Text, or a whole file, with a space for each character that XML forbids and no screen or printer shows."""
    return _FORBIDDEN.sub(" ", text)


def question(item: Item, cases: Mapping[str, Case]) -> Safe:
    """What stands before the answers: the case and its chart, the item's own chart and exhibit, the stem."""
    return join(background(item, cases), el("p", el("strong", item.stem)))


def background(item: Item, cases: Mapping[str, Case]) -> Safe:
    """The client, the chart as it stands at this item, and the exhibit; empty for most items."""
    case = cases.get(item.case)
    chart: Sequence[Entry] = item.chart
    told = NOTHING
    if case:
        number = case.items.index(item) + 1
        told = join(el("p", f"{case.client} {case.setting}."), el("p", f"Question {number} of {len(case.items)}."))
        chart = (*case.chart(number), *item.chart)
    return join(told, [entry(one) for one in chart], exhibit(item.trend) if item.trend else NOTHING)


def entry(one: Entry) -> Safe:
    """One entry of a chart."""
    lines = [el("p", line) for line in one.text.splitlines() if line.strip()]
    return join(el("p", el("em", one.title)), table(one.headings, one.cells) if one.cells else lines)


def exhibit(trend: Exhibit) -> Safe:
    """Measurements over time as a table."""
    return table(*trend.table(), trend.caption)


def table(head: Sequence[str], rows: Sequence[Sequence[object]], caption: str = "") -> Safe:
    """A table with named columns and rows."""
    body = [el("tr", el("th", row[0], scope="row"), [el("td", cell) for cell in row[1:]]) for row in rows]
    return el(
        "table",
        el("caption", caption) if caption else NOTHING,
        el("thead", el("tr", [el("th", name, scope="col") for name in head])),
        el("tbody", body),
        border="1",
    )


def filled(item: Item, fill: Callable[[str], object]) -> Safe:
    """The text or table of an item with its marks filled: text that ``fill`` returns is escaped."""

    def words(text: str) -> list[object]:
        return [bit for said, mark in pieces(text) for bit in (said, fill(mark) if mark else NOTHING)]

    if item.cells:
        return table(item.headings, [[join(*words(cell)) for cell in row] for row in item.cells])
    return join(*(el("p", *words(line)) for line in item.text.splitlines() if line.strip()))


def passage(item: Item) -> Safe:
    """The text that is asked about: parts to highlight in bold with their numbers, or a sentence with its gaps open.

    Empty where the gaps are to be filled in the text itself, and where there is no text.
    """
    if item.kind.startswith("highlight"):
        words = {one.id: f"({number}) {one.text}" for number, one in enumerate(item.parts[0].options, 1)}
        return filled(item, lambda mark: el("strong", words[mark]))
    return filled(item, lambda _: "______") if item.rule == "rationale" else NOTHING


def sentence_of(item: Item, given: Mapping[str, str]) -> str:
    """The text of an item as plain words, each gap replaced by the words in ``given``."""
    written = " ".join([item.text, *(cell for row in item.cells for cell in row)])
    return " ".join("".join(said + given.get(mark, "") for said, mark in pieces(written)).split())


def feedback(item: Item) -> Safe:
    """What is told after any answer: the point to carry away, and the sources."""
    return join(el("p", item.why), el("p", f"Sources: {item.source_id.replace(';', ', ')}."))


def afterword(item: Item, cases: Mapping[str, Case]) -> Safe:
    """:func:`feedback`, and after the last question of a case what to take along from it."""
    case = cases.get(item.case)
    if not case or case.items[-1].id != item.id:
        return feedback(item)
    looking_back = el("ul", [el("li", said) for said in case.debrief])
    return join(feedback(item), el("p", el("strong", "Looking back on the case")), looking_back)
