"""Taking out a thousand questions in every form, and whether twice as many take twice as long."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import count, cycle, islice
from pathlib import Path

from helpers.quiz import bank
from helpers.quiz.export import FORMATS, exported
from helpers.quiz.export.contract import Bundle
from tests.bench.table import Measure

ITEMS = 1000


def exports(_: Path) -> list[Measure]:
    """Seconds for each form, and the time for all against the time for half."""
    lines = []
    for form, told in FORMATS.items():
        half, whole = (_seconds(bundle(number), form) for number in (ITEMS // 2, ITEMS))
        lines.append(Measure(f"{told.name}: {ITEMS} questions", whole, "s", 5))
        lines.append(Measure(f"{told.name}: all against half", whole / half, "times", 2.5))
    return lines


def bundle(number: int) -> Bundle:
    """So many questions: those of the bank, again and again, each time under another name."""
    alone = [one for one in bank.items().values() if not one.case]
    items = (replace(one, id=f"{one.id}_{at}") for one, at in zip(cycle(alone), count(), strict=False))
    return Bundle("Bench", tuple(islice(items, number)), {})


def _seconds(taken: Bundle, form: str) -> float:
    began = time.perf_counter()
    exported(taken, form)
    return time.perf_counter() - began
