"""What trials of palliative care found, as signs, groups of 100 people, words and rows."""

from __future__ import annotations

from collections.abc import Mapping

from helpers import tables
from helpers.cards import capitalized
from helpers.drawing.grid import Line, Sign, grid
from helpers.drawing.hundreds import Hundred, hundreds
from helpers.drawing.people import Group
from helpers.frame import cell_words
from helpers.markup import Safe, sentence
from helpers.tables import Record

VERDICTS: Mapping[str, Sign] = {
    "better": Sign("better with it", "M-11 0a11 11 0 1 0 22 0a11 11 0 1 0-22 0z", "right", filled=True),
    "mixed": Sign("mixed", "M0-11L11 0L0 11L-11 0z", "today"),
    "same": Sign("no clear difference", "M-10-5h20M-10 5h20", "ink-soft"),
}
"""How a result turned out: the values of ``verdict`` in ``palliative_results``."""

PLAIN = {
    "quality": "Quality of life",
    "mood": "Low mood",
    "symptoms": "Symptoms",
    "wishes": "Talk about wishes",
    "end": "Care at the end",
    "life": "Length of life",
}
CLINICAL = {
    "quality": "Quality of life",
    "mood": "Depressive symptoms",
    "symptoms": "Symptom burden",
    "wishes": "Goals-of-care talks",
    "end": "End-of-life care",
    "life": "Survival",
}
"""What a trial can count, the values of ``outcome``, in everyday and in clinical words."""

BREAST = {
    "yes": "Only people with breast cancer.",
    "some": "People with breast cancer were among them.",
    "no": "No one with breast cancer was in it.",
    "unclear": "How many had breast cancer was not in what we read.",
}


def results_of(trial: str) -> list[Record]:
    """The results of one trial."""
    return [row for row in tables.records("palliative_results") if row["trial_id"] == trial]


def counted() -> dict[str, Record]:
    """Results that are shares of people, by id: those that can be drawn as 100 people."""
    return {row["result_id"]: row for row in tables.records("palliative_results") if row["unit"] == "%"}


def result_name(row: Record) -> str:
    """A result in a few words, for a list."""
    return f"{tables.row('palliative_trials', row['trial_id'])['name']}: {row['counted'].split(',')[0]}"


def verdicts(trial: str) -> dict[str, str]:
    """Outcome to verdict, for what one trial counted."""
    return {row["outcome"]: row["verdict"] for row in results_of(trial)}


def trial_grid(control: str, selected: str, title: str, outcomes: Mapping[str, str], *, narrow: bool) -> Safe:
    """All trials against all ``outcomes`` (above), a sign in each cell; a trial is a button that sets ``control``."""
    lines = [
        Line(
            row["trial_id"],
            dated(row),
            f"{dated(row)}, {row['cancers']}: {told(row['trial_id'], outcomes)}",
            [verdicts(row["trial_id"]).get(outcome, "") for outcome in outcomes],
        )
        for row in tables.records("palliative_trials")
    ]
    return grid(
        list(outcomes.values()), lines, VERDICTS, control=control, selected=selected, title=title, narrow=narrow
    )


def told(trial: str, outcomes: Mapping[str, str]) -> str:
    """What one trial found, outcome by outcome, in the middle of a sentence."""
    found = verdicts(trial)
    return "; ".join(f"{outcomes[key].lower()}: {VERDICTS[verdict].words}" for key, verdict in found.items())


def people_picture(row: Record) -> Safe:
    """A share of people with palliative care, and in the comparison, as 100 people each."""
    trial = tables.row("palliative_trials", row["trial_id"])
    wanted = row["good"] == "true"

    def groups(percent: float) -> tuple[Group, ...]:
        count = round(percent)
        return (
            Group(row["counted"], count, "right" if wanted else "today", "full" if wanted else "cross"),
            Group(row["others"], 100 - count, "edge", "ring"),
        )

    return hundreds(
        [
            Hundred(capitalized(trial[arm]), f"{row[figure]:g}%", groups(row[figure]))
            for arm, figure in (("care", "treated"), ("compared", "compared"))
        ],
        title=f"{dated(trial)}, of 100 people each.",
        foot=f"Counted: people with {trial['cancers']}.",
    )


def dated(trial: Record) -> str:
    """Name of a trial with its year, where that is known and not in the name."""
    year = trial["year"]
    return trial["name"] if year is None or str(year) in trial["name"] else f"{trial['name']} ({year})"


def compared(row: Record) -> str:
    """A share of people, absolute and relative: ``16 of 100 ..., against 38 of 100``, and how many fewer."""
    one, other = row["treated"], row["compared"]
    more = "more" if one > other else "fewer"
    share = round(abs(one - other) / other * 100)
    return (
        f"{one:g} of 100 {row['counted']}, against {other:g} of 100. That is {abs(one - other):.3g} {more} of every "
        f"100 (absolute), or {share}% {more} (relative)"
    )


def ratio(row: Record) -> str:
    """The same in clinical words: a difference in percentage points and a ratio."""
    one, other = row["treated"], row["compared"]
    return (
        f"{one:g}% {row['counted']}, against {other:g}%: absolute difference {one - other:+.3g} percentage points, "
        f"relative risk {one / other:.2f}"
    )


def figures(row: Record) -> str:
    """The numbers of one result."""
    if row["treated"] is not None:
        if row["unit"] == "%":
            return f"{row['treated']:g}% against {row['compared']:g}%"
        return f"{row['treated']:g} against {row['compared']:g} {row['unit']}"
    if row["difference"] is None:
        return "no figure in what we read"
    ends = "" if row["low"] is None else f" (95% interval {row['low']:g} to {row['high']:g})"
    return f"difference {row['difference']:g} {row['unit']}{ends}"


def result_line(row: Record) -> str:
    """One result as a sentence or two, for a card."""
    first = f"{capitalized(VERDICTS[row['verdict']].words)}: {row['counted']}, {figures(row)}"
    return f"{sentence(first)} {row['note']}".strip()


def summary(trial: str) -> str:
    """All results of one trial with their figures, in one sentence."""
    return sentence(capitalized("; ".join(f"{row['counted']}, {figures(row)}" for row in results_of(trial))))


def trial_row(row: Record) -> Record:
    """A trial as a row to show."""
    return row | {"year": cell_words(row["year"]), "breast": BREAST[row["breast"]]}


def result_row(row: Record, outcomes: Mapping[str, str]) -> Record:
    """A result as a row to show."""
    return row | {
        "trial": tables.row("palliative_trials", row["trial_id"])["name"],
        "kind": outcomes[row["outcome"]],
        "turned": VERDICTS[row["verdict"]].words,
        "figures": figures(row),
    }
