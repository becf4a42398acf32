"""What every export takes and gives: questions with their cases in, files and a report of what fits in out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from helpers.quiz.items import Case, Item

FIDELITY = {
    "exact": "keep content and points",
    "points_only": "keep their points, in another form",
    "approximate": "keep their content, and are scored in another way",
    "omitted": "are left out",
}
"""How well a question fits a format, best first."""


class Bundle(NamedTuple):
    """Questions to take out, in their order. ``cases`` holds the case of every item that belongs to one."""

    title: str
    items: tuple[Item, ...]
    cases: Mapping[str, Case]


class Fit(NamedTuple):
    """How one item came out: the type it became, how true to ours, and why it is not exact."""

    item_id: str
    target: str
    fidelity: str
    note: str = ""


class Export(NamedTuple):
    """Files by name, and one :class:`Fit` for each item of the bundle, in its order."""

    files: Mapping[str, bytes]
    report: tuple[Fit, ...]
