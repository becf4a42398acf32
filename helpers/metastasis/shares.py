"""How often a place is involved, one study at a time; shared by the body map and the chart."""

from __future__ import annotations

import pandas as pd

from helpers import tables
from helpers.cards import capitalized
from helpers.frame import Rows, cell_words
from helpers.tables import Record, records


def shares_of(cohort: str) -> pd.DataFrame:
    """The rows of one study."""
    shares = tables.load("site_by_subtype")
    return shares[shares["cohort_id"] == cohort]


def place_name(row: Record) -> str:
    """The place a share is about: a site, or what the study called it."""
    return capitalized(row["place"] or tables.row("sites", row["site_id"])["name"])


def percent_words(low: float, high: float) -> str:
    """``5%``, or ``2% to 5%``."""
    return f"{cell_words(low)}%" if low == high else f"{cell_words(low)}% to {cell_words(high)}%"


def share_rows(cohort_id: str, shares: pd.DataFrame) -> Rows:
    """Shares of one cohort as a table; the caption carries denominator, years and n."""
    cohort = tables.row("cohorts", cohort_id)
    named_rows = shares.assign(place=[place_name(row) for row in records(shares)], source_id=cohort["source_id"])
    return Rows.of(
        f"{cohort['title']}: percent = {cohort['measure']}, of {cohort['denominator']}",
        named_rows,
        {
            "place": "Place",
            "group": "Group",
            "percent": "Percent",
            "ci_low": "95% from",
            "ci_high": "95% to",
            "n_group": "n in group",
            "note": "Note",
        },
    )
