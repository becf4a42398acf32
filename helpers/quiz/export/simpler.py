"""Items taken apart into the few kinds of question that every learning system knows.

A grouping or a matrix of any number becomes one select-all question for each group or column: the points add up the
same. A bow-tie becomes three questions. What belongs together in a rationale becomes one choice among whole sentences.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import Literal, NamedTuple

from helpers.quiz.export.wording import sentence_of
from helpers.quiz.items import Item, Option, Part
from helpers.quiz.scoring import most, score

Shape = Literal["one", "many", "count", "match", "gaps", "order", "number"]
"""Choose one; choose any (+/-); choose so many (0/1); a column for each row; a word for each gap; order; a number."""

LARGEST = 12
"""Most whole sentences that a rationale is turned into."""
NEAREST = 4
"""Most of them that are half right, where not all can be offered."""


class Choice(NamedTuple):
    """An option with the share of the points that it earns, from 0 to 1; where several are picked, right or not."""

    id: str
    text: str
    share: float
    reason: str


class Simple(NamedTuple):
    """One simple question made from an item, or from one part of it.

    ``label`` is what the part is called, empty where the question is the whole item. ``choices`` are those of ``one``,
    ``many``, ``count`` and ``order`` (in the right order); ``parts`` the rows of ``match`` or the gaps of ``gaps``.
    ``note`` says what was lost, empty when nothing.
    """

    id: str
    item: Item
    shape: Shape
    points: int
    label: str = ""
    choices: tuple[Choice, ...] = ()
    parts: tuple[Part, ...] = ()
    note: str = ""


def simpler(item: Item) -> tuple[Simple, ...]:
    """The simple questions that an item is made of; their points add up to those of the item."""
    kind = item.kind
    if kind == "multiple_choice":
        return (_whole(item, "one"),)
    if kind in ("multiple_response_select_all", "highlight_text", "highlight_table"):
        return (_whole(item, "many"),)
    if kind == "multiple_response_select_n":
        return (_whole(item, "count"),)
    if kind in ("multiple_response_grouping", "matrix_multiple_response"):
        return tuple(_part(item, part, "many") for part in item.parts)
    if kind == "bowtie":
        return tuple(_part(item, part, "one" if part.most == 1 else "count") for part in item.parts)
    if kind == "matrix_multiple_choice":
        return (Simple(item.id, item, "match", most(item), parts=item.parts),)
    if kind in ("dropdown_cloze", "dropdown_table", "dragdrop_cloze"):
        return (Simple(item.id, item, "gaps", most(item), parts=item.parts),)
    if kind == "ordered_response":
        return (_whole(item, "order"),)
    if kind == "calculation":
        return (Simple(item.id, item, "number", 1),)
    return (_sentences(item),)


def _choices(part: Part) -> tuple[Choice, ...]:
    return tuple(Choice(one.id, one.text, float(one.correct), one.reason) for one in part.options)


def _whole(item: Item, shape: Shape) -> Simple:
    return Simple(item.id, item, shape, most(item), choices=_choices(item.parts[0]))


def _part(item: Item, part: Part, shape: Shape) -> Simple:
    return Simple(f"{item.id}_{part.id}", item, shape, len(part.keys), part.label, _choices(part))


def _sentences(item: Item) -> Simple:
    """A rationale as one choice: whole sentences, each with the points that it would earn."""
    every = _combinations(item)
    best = most(item)
    right = [one for one in every if one.share == 1][:1]
    near = [one for one in every if 0 < one.share < 1]
    others = [one for one in every if one.share == 0]
    if len(right) + len(near) + len(others) > LARGEST:  # the right conclusion must not stand in most of them
        near = near[:NEAREST]
        others = _spread(others, LARGEST - len(right) - len(near))
    kept = sorted([*right, *near, *others], key=lambda one: one.text)
    note = f"{len(kept)} of {len(every)} possible sentences are offered" if len(kept) < len(every) else ""
    numbered = tuple(one._replace(id=f"s{number}") for number, one in enumerate(kept, 1))
    return Simple(item.id, item, "one", best, choices=numbered, note=note)


def _spread(sentences: list[Choice], count: int) -> list[Choice]:
    """So many of the sentences, from the whole length of their list."""
    return [sentences[index * len(sentences) // count] for index in range(min(count, len(sentences)))]


def _combinations(item: Item) -> list[Choice]:
    cause, *effects = item.parts
    found = []
    for one, others in product(cause.options, _reasons(effects)):
        picks = (one, *others)
        ids = [option.id for option in picks]
        if len(set(ids)) < len(ids) and item.kind.startswith("dragdrop"):
            continue  # one word cannot stand in two gaps
        given = {part.id: (option.id,) for part, option in zip(item.parts, picks, strict=True)}
        text = sentence_of(item, {part.id: option.text for part, option in zip(item.parts, picks, strict=True)})
        reason = " ".join(dict.fromkeys(option.reason for option in picks))
        found.append(Choice("", text, score(item, given).points / most(item), reason))
    return found


def _reasons(effects: list[Part]) -> list[tuple[Option, ...]]:
    """The ways to fill the gaps of the reasons; two gaps that share a list are filled in one order only."""
    if len(effects) == 2 and tuple(effects[0].by_id) == tuple(effects[1].by_id):
        return list(combinations(effects[0].options, 2))
    return list(product(*(part.options for part in effects)))
