"""What the drug explorers share: names, what a drug needs, what is watched, and how a name is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from helpers import tables
from helpers.cards import capitalized
from helpers.drawing.passport import ASK, TEST
from helpers.markup import listing
from helpers.schema import split
from helpers.tables import Record, grouped

NO_NAME = frozenset({"biosimilars", "generics"})
"""What may stand among the brand names and is none."""

ASKED = frozenset({"contact", "after"})
"""Times at which a nurse asks and looks; at all others, something is tested or prepared on a schedule."""

ROUTES = {
    "oral": ("by mouth", "oral"),
    "iv": ("into a vein", "IV"),
    "sc": ("under the skin", "SC"),
    "im": ("into a muscle", "IM"),
    "implant": ("as an implant under the skin", "SC implant"),
}
"""How a drug is given, in plain and in clinical words."""

STATUS = {
    "breast": "The US label names metastatic breast cancer.",
    "bone": "The US label names bone metastases.",
    "any_tumor": "The US label names any cancer with the marker.",
    "off_label": "The US label does not name metastatic breast cancer: it is used off label.",
    "withdrawn": "Kept for history: the US use in breast cancer was withdrawn.",
    "unverified": "What the US label says on breast cancer was not verified.",
}
"""What ``us_status`` says, as a sentence."""

BOXED = {
    "yes": "▲ Boxed warning",
    "no": "No boxed warning",
    "unknown": "? Boxed warning: not seen, look at the label",
}
"""What ``boxed`` says: sign and words."""


def drugs() -> dict[str, str]:
    """Every drug, id to its generic name."""
    return {key: capitalized(name) for key, name in tables.named("drugs", "generic").items()}


def classes() -> dict[str, str]:
    """The heading under which each drug stands: its class."""
    named = tables.named("treatment_classes", "name")
    return {key: named[group] for key, group in tables.named("drugs", "class_id").items()}


def neighbors(keys: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs that stand for all: each drug with those 1, 2, 7 and 20 rows further on, in a ring."""
    return [(key, keys[(at + step) % len(keys)]) for at, key in enumerate(keys) for step in (1, 2, 7, 20)]


def names(row: Record) -> list[str]:
    """Every name of a drug: generic, brands, other names."""
    return [row["generic"], *brands(row), *split(row["also_called"])]


def brands(row: Record) -> list[str]:
    """The brand names of a drug."""
    return [name for name in split(row["brand"]) if name not in NO_NAME]


def needs(row: Record, column: str) -> list[str]:
    """What must be present before a drug is an option, each in words; ``column`` is one of ``drug_markers``."""
    words = tables.named("drug_markers", column)
    return [listing((words[token] for token in group.split("|")), "or") for group in split(row["required_biomarker"])]


def checks(row: Record) -> list[Record]:
    """The checks of a drug, each with the row of what is checked."""
    known = {check["check_id"]: check for check in tables.records("monitoring_checks")}
    rows = grouped(tables.records("drug_monitoring"), "drug_id").get(row["drug_id"], [])
    return [known[one["check_id"]] | one for one in rows]


def watched(row: Record) -> dict[str, str]:
    """The places of the body that are watched with a drug, tested on a schedule or asked about."""
    how: dict[str, str] = {}
    for one in checks(row):
        tested = not ASKED.issuperset(split(one["when"]))
        if one["place"] and (tested or one["place"] not in how):
            how[one["place"]] = TEST if tested else ASK
    return how


def cautions(chosen: Iterable[Record]) -> list[Record]:
    """What concerns the chosen drugs: all mix-ups of each, and what is not given together where both are chosen."""
    ids = {row["drug_id"] for row in chosen}
    found = []
    for row in tables.records("drug_cautions"):
        concerned = ids.intersection(split(row["drugs"]))
        if concerned and (row["kind"] == "swap" or len(ids) == 1 or len(concerned) > 1):
            found.append(row)
    return found


# ---- finding a name ----


class Found(NamedTuple):
    """The drugs found, best first, and whether they are only near what was sought."""

    rows: Sequence[Record]
    near: bool


def find(sought: str) -> Found:
    """Drugs by any of their names or by their class; where none matches, the one whose name is nearest."""
    words = " ".join(sought.casefold().split())
    rows = tables.records("drugs")
    ranked = sorted((rank, index) for index, row in enumerate(rows) if (rank := _rank(row, words)) is not None)
    if ranked or not words:
        return Found([rows[index] for _, index in ranked], near=False)
    known = {name.casefold(): row for row in rows for name in names(row)}
    close = get_close_matches(words, known, n=1, cutoff=0.6)
    return Found([known[name] for name in close], near=True)


def _rank(row: Record, words: str) -> int | None:
    """0 for a whole name, 1 for its beginning, 2 for a part of it, 3 for the class; ``None`` if nothing matches."""
    own = [name.casefold() for name in names(row)]
    group = tables.row("treatment_classes", row["class_id"])
    kinds = [group["name"].casefold(), group["plain_name"].casefold()]
    tests = (
        words in own,
        any(name.startswith(words) for name in own),
        any(words in name for name in own),
        any(words in kind for kind in kinds),
    )
    return next((rank for rank, matches in enumerate(tests) if matches), None)
