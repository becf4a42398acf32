"""What one touch of a control does to an answer: pure functions from an answer to the next one."""

from __future__ import annotations

from helpers.quiz.items import Given, Item, Part
from helpers.quiz.progress import plain


class NoSuchMove(ValueError):
    """A control reported something this item does not have; said in a sentence."""


class Full(ValueError):
    """No more may be picked here; said in a sentence."""


def picked(item: Item, given: Given, part_id: str, value: str) -> Given:
    """Set a part to one option, or to nothing; a typed number is kept as it was typed."""
    part = _part(item, part_id)
    if part.most != 1 or item.kind.startswith("dragdrop"):
        raise NoSuchMove("Here answers are not chosen like that.")
    if item.number:
        typed = plain(value, 40).strip()
        return _with(given, part_id, (typed,) if typed else ())
    return _with(given, part_id, (_option(part, value),) if value else ())


def toggled(item: Item, given: Given, part_id: str, value: str) -> Given:
    """Add an option to a part, or take it away. Raises :class:`Full` when all that may be picked are picked."""
    part = _part(item, part_id)
    if part.most == 1 or item.kind == "ordered_response":
        raise NoSuchMove("Here answers are not ticked like that.")
    before = given.get(part_id, ())
    if _option(part, value) in before:
        return _with(given, part_id, tuple(one for one in before if one != value))
    if part.most and len(before) >= part.most:
        raise Full(f"{part.most} are chosen already. Take one away first.")
    chosen = {*before, value}
    return _with(given, part_id, tuple(option.id for option in part.options if option.id in chosen))


def placed(item: Item, given: Given, part_id: str, token: str) -> Given:
    """Put a token into a gap; it leaves the gap where it was. Without a token the gap is emptied."""
    part = _part(item, part_id)
    if not item.kind.startswith("dragdrop"):
        raise NoSuchMove("Here no words are placed.")
    if token:
        _option(part, token)
    moved = {name: picks for name, picks in given.items() if token not in picks}
    return _with(moved, part_id, (token,) if token else ())


def ordered(item: Item, given: Given, move: str) -> Given:
    """``add:x`` puts a step last, ``up:x`` and ``down:x`` move it by one, ``out:x`` takes it out."""
    part = item.parts[0]
    if item.kind != "ordered_response":
        raise NoSuchMove("Here nothing is put in order.")
    verb, _, value = move.partition(":")
    order = list(given.get(part.id, ()))
    if (_option(part, value) in order) == (verb == "add"):
        raise NoSuchMove(f"“{part.by_id[value].text}” cannot be moved like that.")
    if verb == "add":
        order.append(value)
    else:
        at = order.index(value)
        order.remove(value)
        if verb in ("up", "down"):
            order.insert(max(0, at + (1 if verb == "down" else -1)), value)
        elif verb != "out":
            raise NoSuchMove(f"There is no move called “{verb}”.")
    return _with(given, part.id, tuple(order))


def _part(item: Item, part_id: str) -> Part:
    if part_id not in item.part:
        raise NoSuchMove(f"This question has no part called “{part_id}”.")
    return item.part[part_id]


def _option(part: Part, value: str) -> str:
    if value not in part.by_id:
        raise NoSuchMove(f"There is no answer called “{value}” here.")
    return value


def _with(given: Given, part_id: str, picks: tuple[str, ...]) -> Given:
    rest = {name: old for name, old in given.items() if name != part_id}
    return rest | {part_id: picks} if picks else rest
