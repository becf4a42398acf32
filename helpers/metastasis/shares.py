"""How often a place is involved, one study at a time; shared by the body map and the chart."""

from __future__ import annotations

from collections.abc import Sequence

from helpers import tables
from helpers.cards import capitalized
from helpers.frame import Rows, cell_words
from helpers.tables import Record


def shares_of(cohort_id: str) -> list[Record]:
    """The rows of one study, each with the name of its place: a site, or what the study called it."""
    names = tables.named("sites", "name")
    return [
        row | {"place": capitalized(row["place"] or names[row["site_id"]])}
        for row in tables.records("site_by_subtype")
        if row["cohort_id"] == cohort_id
    ]


def percent_words(low: float, high: float) -> str:
    """``5%``, or ``2% to 5%``."""
    return f"{cell_words(low)}%" if low == high else f"{cell_words(low)}% to {cell_words(high)}%"


def share_rows(cohort_id: str, shares: Sequence[Record]) -> Rows:
    """Shares of one study as a table; the caption says of what they are a percent."""
    cohort = tables.row("cohorts", cohort_id)
    headings = {
        "place": "Place",
        "group": "Group",
        "percent": "Percent",
        "ci_low": "95% from",
        "ci_high": "95% to",
        "n_group": "n in group",
        "note": "Note",
    }
    caption = f"{cohort['title']}: percent = {cohort['measure']}, of {cohort['denominator']}"
    return Rows(caption, headings, [row | {"source_id": cohort["source_id"]} for row in shares])
