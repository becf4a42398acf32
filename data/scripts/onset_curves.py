"""Estimate once when distant metastasis appears; write onset_groups.csv, onset_curves.csv and onset_hazard.csv.

The patients are the 198 women of the TRANSBIG series (GSE7390, Desmedt 2007) that scikit-survival ships. Neither
library below is needed to learn or to test; both are needed to run this again, in an environment of its own::

    python3 -m venv .venv-curves
    .venv-curves/bin/pip install scikit-survival==0.28.0 lifelines==0.30.3
    .venv-curves/bin/python data/scripts/onset_curves.py [FOLDER]

Without FOLDER the tables are written beside this folder, into ``data/``. The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
from lifelines import KaplanMeierFitter
from scipy.stats import chi2
from sksurv.datasets import load_breast_cancer

YEAR = 365.25  # days
BANDS = ((0, 2), (2, 5), (5, 10), (10, 15))  # years; wide enough to hold events, and few are followed longer
ALPHA = 0.05
SOURCE, CHECKED = "DESMEDT2007;SKSURV_BREAST", "yes"

GROUPS = {
    "everyone": ("all", "Everyone", "all women of the series", "", ""),
    "er_negative": ("er", "ER negative", "not fed by estrogen", "er", "negative"),
    "er_positive": ("er", "ER positive", "fed by estrogen", "er", "positive"),
    "grade_1": ("grade", "Grade 1", "cells look almost normal", "grade", "well differentiated"),
    "grade_2": ("grade", "Grade 2", "cells look less normal", "grade", "intermediate"),
    "grade_3": ("grade", "Grade 3", "cells look far from normal", "grade", "poorly differentiated"),
}
"""Group to: what is compared, name, plain name, and the column of the data set with its value."""


def main(folder: Path) -> None:
    """Write the three tables into ``folder``."""
    features, outcome = load_breast_cancer()
    days, metastasis = outcome["t.tdm"].astype(int), outcome["e.tdm"].astype(bool)
    groups, curves, hazards = [], [], []
    for group_id, (kind, name, plain, column, value) in GROUPS.items():
        inside = np.ones(len(days), bool) if not column else (features[column] == value).to_numpy()
        t, event = days[inside], metastasis[inside]
        watched = KaplanMeierFitter(alpha=ALPHA).fit(t / YEAR, ~event).median_survival_time_
        made_of = note(features[inside], column)
        groups.append([group_id, kind, name, plain, len(t), event.sum(), f"{watched:.1f}", made_of, SOURCE, CHECKED])
        curves += [[group_id, *step] for step in kaplan_meier(t, event)]
        hazards += [[group_id, *band] for band in rates(t / YEAR, event)]
    put(
        folder / "onset_groups.csv",
        "group_id,kind,name,plain_name,n,events,follow_up_years,note,source_id,checked",
        groups,
    )
    put(folder / "onset_curves.csv", "group_id,day,at_risk,events,censored,free_percent,ci_low,ci_high", curves)
    put(folder / "onset_hazard.csv", "group_id,from_year,to_year,events,person_years,rate,ci_low,ci_high", hazards)


def note(women: pd.DataFrame, by: str) -> str:
    """What else is known of the women of a group that was made ``by`` a column."""
    counts = {
        "er": ("ER positive", (women["er"] == "positive").sum()),
        "grade": ("grade 3", (women["grade"] == "poorly differentiated").sum()),
    }
    told = [f"{count} of {len(women)} {words}" for column, (words, count) in counts.items() if column != by]
    unknown = (women["grade"] == "unkown").sum()  # spelled so in the data set
    return "; ".join([*told, *([f"grade unknown in {unknown}"] if unknown else [])])


def kaplan_meier(t: np.ndarray, event: np.ndarray) -> Iterable[list[object]]:
    """A step for each day on which something happened: day, at risk before it, events, censored, percent, interval."""
    curve = KaplanMeierFitter(alpha=ALPHA).fit(t, event)  # interval: log(-log) transform, Greenwood variance
    table, free = curve.event_table, 100 * curve.survival_function_.iloc[:, 0]
    low, high = (100 * curve.confidence_interval_.iloc[:, side] for side in (0, 1))
    for day, row in table.iterrows():
        if row["removed"]:
            percents = [f"{values[day]:.2f}" for values in (free, low, high)]
            yield [int(day), *(int(row[name]) for name in ("at_risk", "observed", "censored")), *percents]


def rates(years: np.ndarray, event: np.ndarray) -> Iterable[list[object]]:
    """For each band of years: events, person-years, events per 100 women a year, exact Poisson interval."""
    for start, end in BANDS:
        lived = float((np.clip(years, start, end) - start).sum())
        count = int((event & (years > start) & (years <= end)).sum())
        low = chi2.ppf(ALPHA / 2, 2 * count) / 2 if count else 0.0
        high = chi2.ppf(1 - ALPHA / 2, 2 * count + 2) / 2
        yield [start, end, count, f"{lived:.1f}", *(f"{100 * number / lived:.2f}" for number in (count, low, high))]


def put(file: Path, header: str, rows: list[list[object]]) -> None:
    """Write a table."""
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out, lineterminator="\n").writerows([header.split(","), *rows])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
