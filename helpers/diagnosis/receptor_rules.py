"""From receptor tests to a result, and from results to a subtype, by the rules of ``receptor_rules.csv``.

The rules are those of the ASCO/CAP guidelines (ER and PR 2020; HER2 2018, affirmed 2023) as far as they were read; each
row names its source. Every limit stands in the table, none here.
"""

from __future__ import annotations

from helpers import tables
from helpers.schema import DataError, split
from helpers.tables import Record

NOT_DONE = "not_done"
"""What ISH has shown when it was not done; any other value is a group."""

HER2_OPEN = frozenset({"her2_equivocal", "her2_recount"})
"""Results after which HER2 is still undecided."""


def er_result(percent: float) -> Record:
    """The rule for ER when ``percent`` (0 to 100) of tumor nuclei stain. Raises :class:`DataError` outside 0 to 100."""
    return decide("er", percent=percent)


def pr_result(percent: float) -> Record:
    """The rule for PR when ``percent`` (0 to 100) of tumor nuclei stain. Raises :class:`DataError` outside 0 to 100."""
    return decide("pr", percent=percent)


def ish_group(ratio: float, copies: float) -> Record:
    """The rule that gives the ISH group 1 to 5.

    ``ratio`` is HER2 signals to chromosome 17 signals (CEP17), ``copies`` the average number of HER2 signals in a cell,
    both from dual-probe ISH and not below 0. Raises :class:`DataError` for a number no rule covers.
    """
    return decide("ish", ratio=ratio, copies=copies)


def her2_result(ihc: str, ratio: float | None = None, copies: float | None = None) -> Record:
    """The rule for HER2 from the IHC score and, when ISH was done, from both its ``ratio`` and its ``copies``.

    ``ihc`` is ``0_none``, ``0_faint``, ``1+``, ``2+`` or ``3+``. When the result is a recount, ``if_unchanged_id`` of
    the rule is the result once the recount gives the same group. Raises :class:`DataError` for an unknown score.
    """
    if ratio is None or copies is None:
        return decide("her2", ihc=ihc, ish=NOT_DONE)
    return decide("her2", ihc=ihc, ish=ish_group(ratio, copies)["result_id"])


def subtype(er: str, pr: str, her2: str) -> Record:
    """The rule for the subtype from three results, such as ``er_low``, ``pr_negative`` and ``her2_low``."""
    return decide("subtype", er=er, pr=pr, her2=her2)


def options(er: str, her2: str, kind: str) -> list[Record]:
    """Rows of ``receptor_options``: what an ER result, a HER2 result and the subtype ``kind`` make worth discussing."""
    found = {"er": er, "her2": her2, "subtype": kind}
    rows = tables.records("receptor_options")
    return [row for row in rows if all(_meets(row, name, value) for name, value in found.items())]


def rules(what: str) -> list[Record]:
    """The rules that decide ``what``: ``er``, ``pr``, ``ish``, ``her2`` or ``subtype``."""
    return [row for row in tables.records("receptor_rules") if row["decides"] == what]


def decide(what: str, **found: float | str) -> Record:
    """The one rule for ``what`` whose conditions the findings meet; none or several is a :class:`DataError`."""
    met = [row for row in rules(what) if all(_meets(row, name, value) for name, value in found.items())]
    if len(met) != 1:
        told = ", ".join(f"{name} {value}" for name, value in found.items())
        raise DataError("receptor_rules.csv", None, what, told, f"{len(met)} rules apply, and it must be one")
    return met[0]


def _meets(row: Record, name: str, value: float | str) -> bool:
    """Does ``value`` meet the row's condition on ``name``: a list of results, or a range with the ends it names?"""
    if isinstance(value, str):
        return value in (split(row[name]) or [value])
    low, high, ends = row[f"{name}_min"], row[f"{name}_max"], row["ends"]
    above = value >= low if ends in ("min", "both") else value > low
    below = high is None or (value <= high if ends in ("max", "both") else value < high)
    return bool(above and below)
