"""A test on paper and its answer key: two HTML files that print on Letter and on A4, in black and white.

Each file holds everything, its style too. The same HTML makes the tagged PDF: headings in their order, lists, tables
with headings. The charts of a case stand before the first question that they are there for and are not repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from helpers.markup import NOTHING, Safe, el, join, listing
from helpers.quiz.export import answer_key
from helpers.quiz.export.contract import Bundle, Export, Fit
from helpers.quiz.export.printed import BLANK, gap_numbers, numbered, page, signed, signs, status
from helpers.quiz.export.wording import exhibit, filled, table
from helpers.quiz.feedback import points
from helpers.quiz.items import Case, Entry, Item, Part
from helpers.quiz.scoring import RULES, most

TOLD = {
    "multiple_choice": "Fill in one circle.",
    "multiple_response_select_all": "Check every box that applies.",
    "multiple_response_select_n": "Check {n} boxes.",
    "multiple_response_grouping": "Check at least one box in each group.",
    "matrix_multiple_choice": "Fill in one circle in each row.",
    "matrix_multiple_response": "Check every box that applies.",
    "highlight_text": "Circle the number of each underlined part that answers the question.",
    "highlight_table": "Circle the number of each underlined part that answers the question.",
    "bowtie": "Write a letter into each box: two actions, one condition, two parameters.",
    "ordered_response": "Number the steps. 1 comes first.",
    "calculation": "Write the number on the line.",
}
"""What to do with a pencil, by type; all others have gaps."""

GAPS = "Write one letter into each gap."


def write(bundle: Bundle) -> Export:
    """The paper and the key."""
    files = {"paper.html": paper(bundle), "answer_key.html": answer_key.key(bundle)}
    return Export(
        files, tuple(Fit(item.id, "printed", "exact", "Scored by hand with the key.") for item in bundle.items)
    )


def paper(bundle: Bundle) -> bytes:
    """The questions, without anything that tells the answers."""
    person = el("p", el("span", "Name"), el("span", "Date"), class_="person")
    return page(bundle.title, el("h1", bundle.title), person, status(bundle), list(_blocks(bundle)))


# ---- cases and charts ----


def _blocks(bundle: Bundle) -> Iterator[Safe]:
    """Questions one after the other; before the first of a case, its client, and before each, what is new."""
    number_of: dict[str, int] = {}
    for number, item, before in numbered(bundle.items):
        number_of[item.id] = number
        case = bundle.cases.get(item.case)
        if not case:
            yield _question(number, item, 2)
            continue
        if before is None:
            yield el("div", el("h2", f"Case: {case.title}"), el("p", f"{case.client} {case.setting}."), class_="case")
        yield _question(number, item, 3, _new(case, item, before, number_of))


def _new(case: Case, item: Item, before: Item | None, number_of: dict[str, int]) -> Safe:
    """The chart as it stands, or what has come to it since the question before."""
    here = case.items.index(item) + 1
    seen = case.items.index(before) + 1 if before else 0
    entries = [entry for entry in case.entries if seen < entry.since <= here]
    if not entries:
        return NOTHING
    head = f"New in the chart since question {number_of[before.id]}" if before else "The client’s chart"
    return join(el("h3", head), [_entry(one, 4) for one in entries])


def _entry(entry: Entry, level: int) -> Safe:
    lines = [el("p", line) for line in entry.text.splitlines() if line.strip()]
    inside = table(entry.headings, entry.cells) if entry.cells else lines
    return el("section", el(f"h{level}", entry.title), inside, class_="entry")


# ---- a question ----


def _question(number: int, item: Item, level: int, before: Safe = NOTHING) -> Safe:
    about = f"{item.type_name}. {points(most(item))}. {RULES[item.rule].says}"
    asked = (
        el(f"h{level}", f"Question {number}"),
        el("p", about, class_="small about"),
        [_entry(one, level + 1) for one in item.chart],
        exhibit(item.trend) if item.trend else NOTHING,
        el("p", item.stem, class_="stem"),
        el("p", TOLD.get(item.kind, GAPS).format(n=item.parts[0].most), class_="told"),
        _FORMS[item.layout](item),
    )
    return el("article", before, el("div", asked))


def _lists(item: Item) -> Safe:
    if len(item.parts) == 1:
        return _boxes(item, item.parts[0])
    return _beside(item, item.parts, _boxes)


def _beside(item: Item, parts: Sequence[Part], one: Callable[[Item, Part], Safe], first: Sequence[str] = ()) -> Safe:
    """Lists side by side, each under its label."""
    labels = first or [part.label for part in parts]
    return el(
        "div",
        [el("div", el("p", el("strong", label)), one(item, part)) for label, part in zip(labels, parts, strict=True)],
        class_="lists",
    )


def _boxes(item: Item, part: Part) -> Safe:
    """Options with a box to check, round where only one may be checked."""
    rows = [el("li", _box(), *_signed(sign, option.text)) for sign, option in signed(item, part)]
    return el("ul", rows, class_="options one" if part.most == 1 else "options")


def _lettered(item: Item, part: Part) -> Safe:
    """Options with their letters only."""
    rows = [el("li", *_signed(sign, option.text)) for sign, option in signed(item, part)]
    return el("ul", rows, class_="options")


def _signed(sign: str, text: str) -> tuple[object, ...]:
    return el("span", f"{sign}.", class_="sign"), " ", el("span", text)


def _box() -> Safe:
    return el("span", class_="box", role="img", aria_label="box to check")


# ---- matrices ----


def _rows(item: Item) -> Safe:
    """One choice in each row: the parts are the rows."""
    head = [option.text for option in item.parts[0].options]
    return _matrix(head, [part.label for part in item.parts], "matrix one")


def _columns(item: Item) -> Safe:
    """Any number in each column: the parts are the columns."""
    head = [part.label for part in item.parts]
    return _matrix(head, [option.text for option in item.parts[0].options], "matrix")


def _matrix(head: Sequence[str], rows: Sequence[str], look: str) -> Safe:
    body = [el("tr", el("th", row, scope="row"), [el("td", _box()) for _ in head]) for row in rows]
    names = el("tr", el("td"), [el("th", name, scope="col") for name in head])
    return el("table", el("thead", names), el("tbody", body), class_=look)


# ---- gaps, words, order, number ----


def _passage(item: Item, fill: Callable[[str], object]) -> Safe:
    return el("div", filled(item, fill), class_="passage")


def _gap_text(item: Item) -> Safe:
    numbers = gap_numbers(item)
    return _passage(item, lambda mark: el("span", f"({numbers[mark]}) {BLANK}", class_="line"))


def _drop_downs(item: Item) -> Safe:
    """The text with its gaps, then a list for each; gaps of a rationale that share a list share it here too."""
    numbers = gap_numbers(item)
    lists: dict[tuple[tuple[str, str], ...], list[Part]] = {}
    for part in sorted(item.parts, key=lambda one: numbers[one.id]):
        lists.setdefault(tuple((option.id, option.text) for option in part.options), []).append(part)
    labels = [_label(parts, numbers) for parts in lists.values()]
    return join(_gap_text(item), _beside(item, [parts[0] for parts in lists.values()], _lettered, labels))


def _label(parts: Sequence[Part], numbers: Mapping[str, int]) -> str:
    if len(parts) > 1:
        return f"For {listing(f'({numbers[part.id]})' for part in parts)}"
    return f"({numbers[parts[0].id]}) {parts[0].label}"


def _placing(item: Item) -> Safe:
    words = el("div", el("p", el("strong", "Words to place")), _lettered(item, item.parts[0]), class_="words")
    return join(words, _gap_text(item))


def _highlights(item: Item) -> Safe:
    part = item.parts[0]
    sign = signs(item, part)

    def token(mark: str) -> Safe:
        return join(
            el("span", f"({sign[mark]})", class_="line"), "\u00a0", el("span", part.by_id[mark].text, class_="token")
        )

    return _passage(item, token)


def _bowtie(item: Item) -> Safe:
    """Five boxes to write in, as the bow-tie has them, above the three lists."""
    boxes = {part.id: part.most for part in item.parts}
    tall = max(boxes.values())
    rows = [
        el(
            "tr",
            [
                el("td", BLANK, rowspan=tall // count if count < tall else None)
                for count in boxes.values()
                if row < count
            ],
        )
        for row in range(tall)
    ]
    head = el("tr", [el("th", part.label, scope="col") for part in item.parts])
    return join(
        el("table", el("thead", head), el("tbody", rows), class_="bowtie"), _beside(item, item.parts, _lettered)
    )


def _order(item: Item) -> Safe:
    rows = [
        el("li", el("span", BLANK, class_="line"), " ", *_signed(sign, option.text))
        for sign, option in signed(item, item.parts[0])
    ]
    return el("ul", rows, class_="options")


def _number(item: Item) -> Safe:
    number = item.number
    unit = f" {number.unit}" if number and number.unit else ""
    rounding = number.rounding if number else ""
    return join(el("p", rounding), el("p", "Your answer: ", BLANK * 3, unit), el("p", "Your work:", class_="work"))


_FORMS: dict[str, Callable[[Item], Safe]] = {
    "list": _lists,
    "rows": _rows,
    "columns": _columns,
    "drop_downs": _drop_downs,
    "placing": _placing,
    "highlights": _highlights,
    "bowtie": _bowtie,
    "order": _order,
    "number": _number,
}
