"""One question of each type, and the ways to answer it: right, wrong, half and not at all."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from helpers.quiz import scoring, written
from helpers.quiz.items import Given, Item

COMMON = {
    "section": "spread_body",
    "objective": "hear_symptoms",
    "step": "take_action",
    "needs": "PA",
    "bloom": "apply",
    "reviewed": date(2026, 11, 22),
    "source_id": ["NASH2021"],
    "why": "Warm the pot.",
}


@cache
def examples() -> tuple[Item, ...]:
    """One item of each type."""
    raw = tomllib.loads(Path(__file__).with_name("examples.toml").read_text(encoding="utf-8"))
    return tuple(written.item({**COMMON, **one}, "examples.toml") for one in raw["item"])


def example(item_id: str) -> Item:
    """One of them."""
    return next(item for item in examples() if item.id == item_id)


def wrong(item: Item) -> Given:
    """An answer without a right pick."""
    if item.number:
        return {"number": ("99999",)}
    if item.kind == "ordered_response":
        return {"order": tuple(option.id for option in reversed(item.parts[0].options))}
    given: dict[str, tuple[str, ...]] = {}
    for part in item.parts:
        used = {pick for picks in given.values() for pick in picks} if item.kind.startswith("dragdrop") else set()
        others = tuple(option.id for option in part.options if not option.correct and option.id not in used)
        given[part.id] = others[: part.most] if part.most else others
    return {name: picks for name, picks in given.items() if picks}


def half(item: Item) -> Given:
    """About half of the perfect answer, nothing wrong."""
    if item.kind == "ordered_response":
        return {"order": item.key["order"][:1]}
    if len(item.parts) > 1:
        return {part.id: item.key[part.id] for part in item.parts[: (len(item.parts) + 1) // 2]}
    part = item.parts[0]
    return {part.id: item.key[part.id][: max(1, len(item.key[part.id]) // 2)]}


def ways(item: Item) -> dict[str, Given]:
    """Ways to answer an item, by name."""
    return {"right": item.key, "wrong": wrong(item), "half": half(item), "empty": {}}


def points(item: Item, given: Given) -> int:
    """The points an answer earns."""
    return scoring.score(item, given).points
