"""What a learner says with an answer, in the words of the question, and shapes of questions that no other file has."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from helpers.quiz.export.contract import Bundle
from helpers.quiz.items import Given, Item, Option, Part
from tests.quiz.examples import example
from tests.quiz.export.reading import words


def said(item: Item, given: Given) -> dict[str, list[str]]:
    """The words of what was picked, for each part of an item; parts to highlight have their numbers."""
    if item.number:
        return {"number": list(given.get("number", ()))}
    numbers = {option.id: number for number, option in enumerate(item.parts[0].options, 1)}
    marked = item.kind.startswith("highlight")
    return {
        part.id: [
            words(f"({numbers[pick]}) {part.by_id[pick].text}" if marked else part.by_id[pick].text)
            for pick in given.get(part.id, ())
        ]
        for part in item.parts
    }


def sentences(item: Item, given: Given) -> list[str]:
    """The sentences that a rationale's answer makes; two reasons of one list may be said either way round."""
    cause, *effects = item.parts
    picks = {part.id: given[part.id][0] for part in item.parts}
    orders = [[picks[part.id] for part in effects]]
    if len(effects) == 2 and [*effects[0].by_id] == [*effects[1].by_id]:
        orders = [list(order) for order in permutations(orders[0])]
    found = []
    for order in orders:
        said_ = item.text
        for part, pick in zip(item.parts, [picks[cause.id], *order], strict=True):
            said_ = said_.replace(f"{{{part.id}}}", part.by_id[pick].text)
        found.append(words(said_))
    return found


def unusual() -> Bundle:
    """One gap alone, gaps in a first column, one word for two gaps, odd ids, long columns, texts like gaps and tags."""
    cloze, placing, total, rows = (example(name) for name in ("cloze", "placing", "sum", "rows"))
    assert total.number
    long = "A column of very many words, " * 12
    both = tuple(replace(option, correct=option.id == "t1") for option in placing.parts[0].options)
    odd = [replace(one, id=id_) for one, id_ in zip(example("select_all").parts[0].options, "1é-%«", strict=True)]
    items = (
        replace(cloze, id="one_gap", parts=cloze.parts[:1], text="First {first}."),
        replace(cloze, id="in_cells", text="", headings=("What", "Then"), cells=(("{first}", "a"), ("b", "{then}"))),
        replace(placing, id="twice", parts=tuple(replace(part, options=both) for part in placing.parts)),
        replace(placing, id="gap1", stem="[[1]] [gap1] [[2]]", text="[gap1] [[1]] {lid} [{pot}] [gap2]"),
        replace(total, id="exactly", number=replace(total.number, answer=12.625, tolerance=0.0, unit="", mistakes=())),
        replace(total, id="tiny", number=replace(total.number, answer=0.002, tolerance=0.001, unit="x" * 60)),
        replace(total, id="huge", number=replace(total.number, answer=123456.25, tolerance=0.5)),
        replace(example("select_all"), id="odd ids", parts=(Part("pick", "Answers", tuple(odd)[:5], 0),)),
        replace(
            rows,
            id="long",
            parts=tuple(
                replace(part, options=tuple(replace(one, text=f"{long}{one.text}") for one in part.options))
                for part in rows.parts
            ),
        ),
        replace(rows, id="one_column", parts=tuple(_only(part) for part in rows.parts)),
        replace(cloze, id="like_gaps", stem="{1:MC:=x~y} {#1} {1:MULTICHOICE:=a#b~c#d} {first} [[1]] [gap1]"),
        replace(rows, id="below", parts=tuple(_below(part) for part in rows.parts)),
        replace(placing, id="below_words", parts=tuple(_below(part) for part in placing.parts)),
        many("ten", 10),
    )
    return Bundle("", items, {})


def _only(part: Part) -> Part:
    """A row whose key is always the first column, so that the second is the key of none."""
    return replace(part, options=tuple(replace(one, correct=one.id == "wet") for one in part.options))


def _below(part: Part) -> Part:
    """Options that begin as a tag does."""
    return replace(part, options=tuple(replace(one, text=f"<500 & more <{one.text}") for one in part.options))


def many(item_id: str, keys: int) -> Item:
    """A question with so many right answers, and as many wrong ones."""
    options = (Option(f"o{number}", f"Answer {number}", number % 2 == 0, "Even or odd.") for number in range(2 * keys))
    return replace(example("select_all"), id=item_id, parts=(Part("pick", "Answers", tuple(options), 0),))
