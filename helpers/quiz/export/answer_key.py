"""The key to a printed test: right answers with their points, then why each answer is right or wrong, then sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from helpers import tables
from helpers.frame import CHECKED
from helpers.markup import NOTHING, Safe, el, join, sentence
from helpers.quiz.export.contract import Bundle
from helpers.quiz.export.package import figure
from helpers.quiz.export.printed import gap_numbers, numbered, page, signed, signs, status
from helpers.quiz.feedback import points
from helpers.quiz.frameworks import NEEDS, STEPS
from helpers.quiz.items import Case, Item, Option, Part
from helpers.quiz.scoring import RULES, most
from helpers.schema import split
from helpers.tables import Record

EITHER = "in either order"


def key(bundle: Bundle) -> bytes:
    """The whole key. Raises :class:`~helpers.schema.DataError` for a source that no row of the references has."""
    title = f"Answer key: {bundle.title}"
    cases = {item.case: bundle.cases[item.case] for item in bundle.items if item.case}
    return page(
        title,
        el("h1", title),
        status(bundle),
        el("h2", "Answers"),
        _answers(bundle.items),
        el("h2", "Why each answer is right or wrong"),
        [_reasons(number, item) for number, item, _ in numbered(bundle.items)],
        join(el("h2", "After the cases"), [_debrief(case) for case in cases.values()]) if cases else NOTHING,
        el("h2", "Sources"),
        el("ul", [_source(one) for one in _sources(bundle.items, tuple(cases.values()))]),
    )


# ---- right answers ----


def _answers(items: Sequence[Item]) -> Safe:
    head = [el("th", name, scope="col") for name in ("Question", "Right answer, and why", "Points")]
    rows = [
        el("tr", el("th", number, scope="row"), el("td", _right(item)), el("td", most(item)))
        for number, item, _ in numbered(items)
    ]
    return el("table", el("thead", el("tr", head)), el("tbody", rows), class_="answers")


def _right(item: Item) -> Safe:
    lines = list(_rights(item))
    return lines[0] if len(lines) == 1 else el("ul", [el("li", line) for line in lines])


def _rights(item: Item) -> Iterator[Safe]:
    number = item.number
    if number:
        within = f" (accept {figure(number.tolerance)} more or less)" if number.tolerance else ""
        yield join(
            el("strong", f"{figure(number.answer)} {number.unit}".strip()), within, ". ", sentence(*number.worked)
        )
    elif item.kind == "ordered_response":
        sign = signs(item, item.parts[0])
        for place, option in enumerate(item.parts[0].options, 1):
            yield join(el("strong", f"{place}. {sign[option.id]}: "), f"{sentence(option.text)} {option.reason}")
    elif item.kind == "matrix_multiple_response":
        yield from (_columns(part) for part in item.parts)
    elif item.kind == "matrix_multiple_choice":
        for part in item.parts:
            right = part.by_id[part.keys[0]]
            yield join(_label(part), el("strong", sentence(right.text)), f" {right.reason}")
    else:
        yield from _picked(item)


def _label(part: Part) -> str:
    return f"{part.label.rstrip('.: ')}: "


def _columns(part: Part) -> Safe:
    return join(_label(part), el("strong", "; ".join(option.text for option in part.options if option.correct)))


def _picked(item: Item) -> Iterator[Safe]:
    """Letters of the right options, under the part or the gap that they belong to."""
    gaps = gap_numbers(item)
    shared = len(item.effects) > 1 and item.effects[0].keys == item.effects[1].keys
    for part in sorted(item.parts, key=lambda one: gaps.get(one.id, 0)):
        sign = signs(item, part)
        where = f"({gaps[part.id]}) " if part.id in gaps else _label(part) if len(item.parts) > 1 else ""
        if shared and part in item.effects:
            if part is item.effects[0]:
                both = " and ".join(f"({gaps[one.id]})" for one in item.effects)
                yield join(el("strong", f"{both}, {EITHER}: "), _options(sign, part))
        else:
            yield join(where, _options(sign, part))


def _options(sign: Mapping[str, str], part: Part) -> Safe:
    """On one line after its label, or each on a line of its own."""
    rights = [_option(sign[one.id], one) for one in part.options if one.correct]
    return rights[0] if len(rights) == 1 else join(*(el("p", one) for one in rights))


def _option(sign: str, option: Option) -> Safe:
    return join(el("strong", f"{sign}. {sentence(option.text)}"), f" {option.reason}")


# ---- all reasons ----


def _reasons(number: int, item: Item) -> Safe:
    sources = ", ".join(split(item.source_id))
    tags = f"{STEPS[item.step].name}. {NEEDS[item.needs]}. Bloom: {item.bloom}. Sources: {sources}."
    return el(
        "section",
        el("h3", f"Question {number}"),
        el("p", f"{item.type_name}. {points(most(item))}. {RULES[item.rule].says}", class_="small about"),
        el("p", item.stem, class_="stem"),
        _table(item),
        el("p", item.why),
        el("p", tags, class_="small"),
    )


def _table(item: Item) -> Safe:
    head, rows = _grid(item)
    return el(
        "table",
        el("thead", el("tr", [el("th", name, scope="col") for name in head])),
        el("tbody", [el("tr", el("th", row[0], scope="row"), [el("td", cell) for cell in row[1:]]) for row in rows]),
        class_="reasons",
    )


def _grid(item: Item) -> tuple[Sequence[str], list[Sequence[object]]]:
    if item.number:
        right = [(f"{figure(item.number.answer)} {item.number.unit}".strip(), "Yes", sentence(*item.number.worked))]
        return ("Number", "Right", "Why"), [
            *right,
            *((figure(value), "No", why) for value, why in item.number.mistakes),
        ]
    if item.kind == "matrix_multiple_choice":
        rights = [part.by_id[part.keys[0]] for part in item.parts]
        rows = [(part.label, one.text, one.reason) for part, one in zip(item.parts, rights, strict=True)]
        return ("Row", "Right column", "Why"), list(rows)
    if item.kind == "matrix_multiple_response":
        return ("Row", "Right columns", "Why"), [_across(item, at) for at in range(len(item.parts[0].options))]
    return ("Answer", "Right", "Why"), list(_each(item))


def _across(item: Item, at: int) -> Sequence[object]:
    option = item.parts[0].options[at]
    columns = [part.label for part in item.parts if part.options[at].correct]
    return option.text, "; ".join(columns) or "none", option.reason


def _each(item: Item) -> Iterator[Sequence[object]]:
    """Every option once; a list that several gaps share is told once, with the gaps it is right in."""
    gaps = gap_numbers(item)
    if item.kind.startswith("dragdrop"):
        for sign, option in signed(item, item.parts[0]):
            where = [f"({gaps[part.id]})" for part in item.parts if part.by_id[option.id].correct]
            yield f"{sign}. {option.text}", f"Right in {' or '.join(where)}" if where else "No", option.reason
        return
    for part in sorted(item.parts, key=lambda one: gaps.get(one.id, 0)):
        place = f"({gaps[part.id]}) " if part.id in gaps else _label(part) if len(item.parts) > 1 else ""
        for sign, option in signed(item, part):
            yield f"{place}{sign}. {option.text}", "Yes" if option.correct else "No", option.reason


# ---- after the questions ----


def _debrief(case: Case) -> Safe:
    return join(el("h3", f"Case: {case.title}"), el("ul", [el("li", one) for one in case.debrief]))


def _sources(items: Sequence[Item], cases: Sequence[Case]) -> list[Record]:
    return tables.cited([*(item.source_id for item in items), *(case.source_id for case in cases)])


def _source(one: Record) -> Safe:
    made = ", ".join(filter(None, [str(one["publisher"] or ""), str(one["year"] or "no year")]))
    said = sentence(str(one["authors"] or "")), sentence(made), f"Checked: {CHECKED[one['checked']]}."
    return el("li", el("strong", one["source_id"]), f" {sentence(one['title'])} ", " ".join(filter(None, said)))
