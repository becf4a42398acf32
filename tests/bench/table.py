"""What was measured, beside what we aim at."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Measure:
    """One line of the table: what, how much, and at most how much we want, in the same unit."""

    what: str
    value: float
    unit: str
    aim: float | None = None

    @property
    def verdict(self) -> str:
        if self.aim is None:
            return ""
        return f"{'ok' if self.value < self.aim else 'over'} (aim {self.aim:g})"


def times(what: str, seconds: Sequence[float], aim: float) -> list[Measure]:
    """Median and 95th percentile in milliseconds. The aim is for the median."""
    taken = [1000 * second for second in seconds]
    return [
        Measure(f"{what}, median of {len(taken)}", median(taken), "ms", aim),
        Measure(f"{what}, 95th percentile", quantiles(taken, n=20)[-1], "ms"),
    ]


def print_table(measures: Sequence[Measure]) -> None:
    """Print the lines below each other."""
    wide = max(len(measure.what) for measure in measures)
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}\n")
    for measure in measures:
        print(f"{measure.what:<{wide}}  {measure.value:>9,.1f} {measure.unit:<3}  {measure.verdict}".rstrip())
