"""A question as a form: HTML from the item, what was picked and, once it is checked, which picks were right.

Real radios, checkboxes, drop-downs and buttons. What they report: ``pick.<part>`` sets a part to one option,
``toggle.<part>`` adds an option or takes it away, ``hold``, ``place`` and ``order`` move words and steps.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from helpers.drawing.bow_tie import bow_tie
from helpers.markup import NOTHING, Safe, el, join
from helpers.quiz.items import Entry, Exhibit, Given, Item, Option, Part, pieces
from helpers.quiz.scoring import matched


class Sign(NamedTuple):
    """How an option turned out, in a sign, in words, and as a class of the style sheet."""

    sign: str
    words: str
    look: str


RIGHT = Sign("✓", "right", "mbc-is-right")
WRONG = Sign("✗", "not this one", "mbc-is-wrong")
MISSED = Sign("○", "right, not chosen", "mbc-is-missed")
LEFT = Sign("", "", "")


class Shown(NamedTuple):
    """What a form shows: the item, what is picked, whether the answers are revealed, and the word in hand."""

    item: Item
    given: Given
    revealed: bool = False
    held: str = ""

    def picked(self, part: Part) -> tuple[str, ...]:
        """What is picked in a part."""
        return self.given.get(part.id, ())

    def sign(self, part: Part, option: Option) -> Sign:
        """How an option turned out; nothing while the answers are not revealed."""
        if not self.revealed:
            return LEFT
        chosen = option.id in self.picked(part)
        if chosen:
            return RIGHT if option.correct else WRONG
        return MISSED if option.correct else LEFT


def form(shown: Shown) -> Safe:
    """The question with its exhibit and everything to pick."""
    item = shown.item
    inside = _FORMS[item.layout](shown)
    return el(
        "fieldset",
        el("legend", el("h4", item.stem), class_="mbc-stem"),
        exhibit(item.trend) if item.trend else NOTHING,
        el("p", item.told, class_="mbc-note"),
        inside,
        class_=f"mbc-item mbc-{item.kind.split('_')[0]}",
        data_key=f"{item.id} {'revealed' if shown.revealed else 'open'}",
        data_home="go submit restart mode",
        tabindex=-1,
    )


# ---- exhibits ----


def exhibit(trend: Exhibit) -> Safe:
    """Measurements over time, as a flow sheet."""
    return sheet_table(*trend.table("none given"), trend.caption)


def sheet_table(
    head: Sequence[str], rows: Sequence[Sequence[object]], caption: str = "", *, captioned: bool = True
) -> Safe:
    """A small table of a chart; its first column names the rows. ``captioned``: the caption is seen, not only heard."""
    return el(
        "div",
        el(
            "table",
            el("caption", caption) if caption and captioned else NOTHING,
            el("thead", el("tr", [el("th", name, scope="col") for name in head])),
            el(
                "tbody",
                [
                    el(
                        "tr",
                        el("th", row[0], scope="row"),
                        [el("td", cell, data_label=name) for cell, name in zip(row[1:], head[1:], strict=True)],
                    )
                    for row in rows
                ],
            ),
        ),
        class_="mbc-scroll mbc-sheet",
        role="region",
        aria_label=caption or "Table",
        tabindex=0,
    )


def chart(entries: Sequence[Entry], newest: int = 0) -> Safe:
    """Entries of a client's chart, oldest first; those since item ``newest`` are marked as new."""
    return el("div", [_entry(entry, 0 < newest == entry.since) for entry in entries], class_="mbc-chart-notes")


def _entry(entry: Entry, new: bool) -> Safe:
    head = el(
        "h4",
        f"{entry.title} ",
        el("span", "New", class_="mbc-chip mbc-new") if new else NOTHING,
    )
    inside = (
        sheet_table(*_upright(entry), entry.title, captioned=False)
        if entry.cells
        else [el("p", line) for line in entry.text.splitlines() if line.strip()]
    )
    return el("section", head, inside, data_key=entry.title, class_="mbc-entry")


def _upright(entry: Entry) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Headings and rows of an entry's table; one long row is turned, so that nothing is hidden at the side."""
    if len(entry.cells) == 1 and len(entry.headings) > 3:
        return ("Measured", "Value"), list(zip(entry.headings, entry.cells[0], strict=True))
    return entry.headings, entry.cells


# ---- options in a list ----


def _lists(shown: Shown) -> Safe:
    parts = shown.item.parts
    if len(parts) == 1:
        return el("div", _answers(shown, parts[0]), class_="mbc-answers")
    return el("div", [_group(shown, part) for part in parts], class_="mbc-groups")


def _group(shown: Shown, part: Part) -> Safe:
    how = {0: "", 1: " (choose 1)"}.get(part.most, f" (choose {part.most})")
    return el("fieldset", el("legend", f"{part.label}{how}"), _answers(shown, part), class_="mbc-answers")


def _answers(shown: Shown, part: Part) -> list[Safe]:
    return [
        el(
            "label",
            box(shown, part, option),
            el("span", option.text),
            _chip(shown.sign(part, option)),
            class_=f"mbc-answer {shown.sign(part, option).look}".strip(),
        )
        for option in part.options
    ]


def box(shown: Shown, part: Part, option: Option, name: str = "") -> Safe:
    """The radio or checkbox of an option; ``name`` is its accessible name where no label stands around it."""
    one = part.most == 1
    return el(
        "input",
        type="radio" if one else "checkbox",
        name=f"{shown.item.id}-{part.id}" if one else None,
        value=option.id,
        checked=option.id in shown.picked(part),
        disabled=shown.revealed,
        data_name=f"{'pick' if one else 'toggle'}.{part.id}",
        data_value=option.id,
        aria_label=name or None,
    )


def _chip(sign: Sign) -> Safe:
    return el("span", f"{sign.sign} {sign.words}", class_="mbc-chip") if sign.words else NOTHING


def _bowtie(shown: Shown) -> Safe:
    picked = {part.id: [part.by_id[one].text for one in shown.picked(part)] for part in shown.item.parts}
    return join(bow_tie(picked), _lists(shown))


# ---- matrices ----


def _rows(shown: Shown) -> Safe:
    """One choice in each row: the parts are the rows."""
    parts = shown.item.parts
    head = [option.text for option in parts[0].options]
    rows = [
        (part.label, [_cell(shown, part, option, part.label, option.text) for option in part.options]) for part in parts
    ]
    return _matrix(head, rows, [part.id for part in parts])


def _columns(shown: Shown) -> Safe:
    """Any number in each column: the parts are the columns."""
    parts = shown.item.parts
    rows = [
        (option.text, [_cell(shown, part, part.options[index], option.text, part.label) for part in parts])
        for index, option in enumerate(parts[0].options)
    ]
    return _matrix([part.label for part in parts], rows, [option.id for option in parts[0].options])


def _cell(shown: Shown, part: Part, option: Option, row: str, column: str) -> Safe:
    sign = shown.sign(part, option)
    return el(
        "label",
        box(shown, part, option, f"{row}: {column}" + (f", {sign.words}" if sign.words else "")),
        el("span", column, class_="mbc-cell-words", aria_hidden="true"),
        el("span", sign.sign, class_="mbc-cell-sign", aria_hidden="true") if sign.sign else NOTHING,
        class_=f"mbc-box {sign.look}".strip(),
    )


def _matrix(head: Sequence[str], rows: Sequence[tuple[str, Sequence[Safe]]], keys: Sequence[str]) -> Safe:
    return el(
        "table",
        el("thead", el("tr", el("td"), [el("th", name, scope="col") for name in head])),
        el(
            "tbody",
            [
                el("tr", el("th", label, scope="row"), [el("td", cell) for cell in cells], data_key=key)
                for (label, cells), key in zip(rows, keys, strict=True)
            ],
        ),
        class_="mbc-matrix",
    )


# ---- gaps ----


def _drop_downs(shown: Shown) -> Safe:
    return _worded(shown, lambda gap: _drop_down(shown, shown.item.part[gap]))


def _drop_down(shown: Shown, part: Part) -> Safe:
    chosen = shown.picked(part)
    options = [el("option", "Choose …", value="", selected=not chosen)]
    options += [el("option", one.text, value=one.id, selected=one.id in chosen) for one in part.options]
    select = el("select", options, aria_label=part.label, data_name=f"pick.{part.id}", disabled=shown.revealed)
    return el("span", select, _gap_sign(shown, part), class_="mbc-gap", data_key=part.id)


def _gap_sign(shown: Shown, part: Part) -> Safe:
    if not shown.revealed:
        return NOTHING
    right = dict(zip((p.id for p in shown.item.parts), _rights(shown), strict=True))[part.id]
    if right:
        return el("span", "✓ right", class_="mbc-chip mbc-is-right")
    answer = " or ".join(part.by_id[key].text for key in part.keys)
    if shown.picked(part):
        return el("span", f"✗ here: {answer}", class_="mbc-chip mbc-is-wrong")
    return el("span", f"○ not answered: {answer}", class_="mbc-chip")


def _rights(shown: Shown) -> list[bool]:
    item = shown.item
    cause = matched(item.parts[:1], shown.given)
    if item.effects:
        return cause + matched(item.effects, shown.given)
    return [matched([part], shown.given)[0] for part in item.parts]


def _placing(shown: Shown) -> Safe:
    placed = {pick for part in shown.item.parts for pick in shown.picked(part)}
    tokens = [
        el(
            "button",
            token.text,
            " (placed)" if token.id in placed else "",
            type="button",
            data_name="hold",
            data_value=token.id,
            aria_pressed="true" if shown.held == token.id else "false",
            aria_disabled="true" if shown.revealed else None,
        )
        for token in shown.item.parts[0].options
    ]
    bank = el("fieldset", el("legend", "Words to place"), tokens, class_="mbc-tokens")
    return join(NOTHING if shown.revealed else bank, _worded(shown, lambda gap: _slot(shown, shown.item.part[gap])))


def _slot(shown: Shown, part: Part) -> Safe:
    chosen = next(iter(shown.picked(part)), "")
    words = part.by_id[chosen].text if chosen else "empty gap"
    button = el(
        "button",
        words,
        type="button",
        data_name="place",
        data_value=part.id,
        aria_label=f"{part.label}: {words}",
        aria_disabled="true" if shown.revealed else None,
        class_="mbc-slot" if chosen else "mbc-slot mbc-slot-empty",
    )
    return el("span", button, _gap_sign(shown, part), class_="mbc-gap", data_key=part.id)


# ---- highlighting ----


def _highlights(shown: Shown) -> Safe:
    part = shown.item.parts[0]

    def token(name: str) -> Safe:
        option = part.by_id[name]
        sign = shown.sign(part, option)
        return el(
            "label",
            box(shown, part, option),
            el("span", option.text),
            _chip(sign),
            class_=f"mbc-mark {sign.look}".strip(),
            data_key=name,
        )

    return _worded(shown, token)


def _worded(shown: Shown, filled: Callable[[str], Safe]) -> Safe:
    """The text or table of an item with its marks filled; a mark keeps the point or comma after it on its line."""
    item = shown.item

    def words(text: str) -> Iterator[object]:
        told = list(pieces(text))
        for index, (said, mark) in enumerate(told):
            yield said if index == 0 else said[len(_stops(said)) :]
            if mark:
                yield el("span", filled(mark), _stops(told[index + 1][0]), class_="mbc-kept")

    if item.cells:
        cells = [[el("span", words(cell)) for cell in row] for row in item.cells]
        return el("div", sheet_table(item.headings, cells), class_="mbc-stacks")
    return el("div", [el("p", words(line)) for line in item.text.splitlines() if line.strip()], class_="mbc-passage")


def _stops(text: str) -> str:
    """The points, commas and closing quotes a text begins with."""
    return text[: len(text) - len(text.lstrip(".,;:?!)”"))]


# ---- order and number ----


def shuffled(item: Item) -> list[Option]:
    """The options of an ordered response in an order that says nothing and never changes."""
    options = item.parts[0].options
    mixed = sorted(options, key=lambda option: hashlib.sha256(f"{item.id} {option.id}".encode()).hexdigest())
    return mixed[1:] + mixed[:1] if mixed == list(options) else mixed


def _order(shown: Shown) -> Safe:
    part = shown.item.parts[0]
    placed = [part.by_id[one] for one in shown.picked(part)]
    if shown.revealed:
        return el(
            "ol",
            [el("li", option.text, " ", _order_sign(placed, at, option)) for at, option in enumerate(part.options)],
            class_="mbc-order",
        )
    rows = [_step(option, at, len(placed)) for at, option in enumerate(placed)]
    left = [
        el("button", option.text, type="button", data_name="order", data_value=f"add:{option.id}", class_="mbc-option")
        for option in shuffled(shown.item)
        if option not in placed
    ]
    return join(
        el("h4", "Your order"),
        el("ol", rows, class_="mbc-order")
        if rows
        else el("p", "Nothing yet. Choose what comes first.", class_="mbc-note"),
        join(el("h4", "Choose what comes next"), el("div", left, class_="mbc-answers")) if left else NOTHING,
    )


def _order_sign(placed: Sequence[Option], at: int, option: Option) -> Safe:
    if option not in placed:
        return el("span", "○ not placed", class_="mbc-chip")
    yours = placed.index(option)
    if yours == at:
        return el("span", "✓ you had it here", class_="mbc-chip mbc-is-right")
    return el("span", f"✗ you had it as number {yours + 1}", class_="mbc-chip mbc-is-wrong")


def _step(option: Option, at: int, count: int) -> Safe:
    def move(words: str, verb: str, ended: bool) -> Safe:
        return el(
            "button",
            words,
            type="button",
            data_name="order",
            data_value=f"{verb}:{option.id}",
            aria_label=f"{words}: {option.text}",
            aria_disabled="true" if ended else None,
            class_="mbc-quiet",
        )

    moves = (move("Up", "up", at == 0), move("Down", "down", at == count - 1), move("Take out", "out", False))
    return el("li", el("span", option.text), el("span", moves, class_="mbc-moves"), data_key=option.id)


def _number(shown: Shown) -> Safe:
    item = shown.item
    part, number = item.parts[0], item.number
    assert number is not None
    typed = next(iter(shown.picked(part)), "")
    box_ = el(
        "input",
        type="text",
        inputmode="decimal",
        autocomplete="off",
        value=typed,
        data_name=f"pick.{part.id}",
        disabled=shown.revealed,
    )
    return el(
        "label",
        el("span", part.label, class_="mbc-label"),
        el("span", box_, f" {number.unit}", class_="mbc-typed"),
        el("span", number.rounding, class_="mbc-note"),
        class_="mbc-control",
    )


_FORMS = {
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
