"""What the days of a journal show: highest, lowest and the change over the last week, in a chart and in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from helpers.cards import URGENCY
from helpers.drawing.trend import NARROW, Days, Panel, Warned, trend
from helpers.living.journal_file import Journal, Measure, measures
from helpers.living.journal_prompts import emergency, warnings
from helpers.markup import Safe, listing

WEEK = 7
COLUMNS = 3
"""Panels beside each other where there is room."""

Series = Sequence[tuple[date, float]]
"""The days on which a measure was written, in order, with its values."""


class Change(NamedTuple):
    """From the first day written in the last week to the newest: the days, the values and the difference."""

    since: date
    before: float
    until: date
    now: float

    @property
    def by(self) -> float:
        """How much higher, which is worse; negative for lower."""
        return round(self.now - self.before, 1)


def long_date(when: date) -> str:
    """Such as ``Friday, October 30, 2026``."""
    return f"{when:%A, %B} {when.day}, {when.year}"


def short_date(when: date) -> str:
    """Such as ``Oct 30``."""
    return f"{when:%b} {when.day}"


def window(days: Journal, span: int) -> list[date]:
    """The days written in the last ``span`` days up to the newest one; none in an empty journal."""
    return [when for when in days if max(days) - when < timedelta(days=span)]


def series(days: Journal, shown: Sequence[date], one: Measure) -> Series:
    """What was written of a measure on the days ``shown``."""
    return [(when, days[when].values[one.id]) for when in shown if one.id in days[when].values]


def change(written: Series) -> Change | None:
    """The change over the last week; ``None`` where it was written on one day only, or never."""
    week = [pair for pair in written if written[-1][0] - pair[0] <= timedelta(days=WEEK)]
    return Change(*week[0], *week[-1]) if len(week) > 1 else None


# ---- words ----


def period(days: Journal, shown: Sequence[date]) -> str:
    """From when to when, how many days were written and how many carry a warning."""
    count, warned = len(shown), len(warnings(days, shown))
    told = f"{count} {'day' if count == 1 else 'days'} written"
    when = f"from {short_date(shown[0])} to {short_date(shown[-1])}, {shown[-1].year}"
    marked = f"{warned} {'day carries' if warned == 1 else 'days carry'} a warning (▲ act now, ◆ same day)."
    return f"{told} {when}. {marked if warned else 'No day carries a warning.'}"


def told(one: Measure, written: Series) -> str:
    """Highest, lowest and the change over the last week, in sentences."""
    if not written:
        return "not written in this time."
    high, low = (pick(written, key=lambda pair: pair[1]) for pick in (max, min))
    extremes = f"highest {one.worded(high[1])} on {short_date(high[0])}"
    extremes += f", lowest {one.worded(low[1])} on {short_date(low[0])}."
    if high[1] == low[1]:
        extremes = f"{one.worded(high[1])} on every day written."
    changed = change(written)
    if not changed:
        return extremes
    ends = f"from {one.worded(changed.before)} to {one.worded(changed.now)}"
    worse, better = (", which is worse", ", which is better") if one.kind == "scale" else ("", "")
    by = (
        f"{abs(changed.by):g} {f'higher{worse}' if changed.by > 0 else f'lower{better}'}" if changed.by else "no change"
    )
    return f"{extremes} From {short_date(changed.since)} to {short_date(changed.until)} it went {ends}: {by}."


def changes(days: Journal, shown: Sequence[date]) -> str:
    """What went up and what went down over the last week, of all measures."""
    found = [(one, change(series(days, shown, one))) for one in measures().values()]
    moved = [(one, by) for one, by in found if by and abs(by.by) >= one.noticed]
    spans = {(by.since, by.until) for _, by in moved}
    shared = f", from {_span(*next(iter(spans)))}" if len(spans) == 1 else ""

    def worded(one: Measure, by: Change) -> str:
        when = "" if shared else f", {_span(by.since, by.until)}"
        return f"{one.plain} ({'+' if by.by > 0 else '−'}{abs(by.by):g}{when})"

    up = [worded(one, by) for one, by in moved if by.by > 0]
    down = [worded(one, by) for one, by in moved if by.by < 0]
    higher = f"Higher, which is worse{shared}: {listing(up)}." if up else ""
    lower = f"Lower, which is better{'' if up else shared}: {listing(down)}." if down else ""
    return " ".join(filter(None, [higher, lower])) or f"Nothing changed by a full point in the last {WEEK} days."


def _span(since: date, until: date) -> str:
    return f"{short_date(since)} to {short_date(until)}"


# ---- chart ----


def chart(
    days: Journal, shown: Sequence[date], picked: Sequence[Measure], *, width: float, tall: float, control: str
) -> Safe:
    """A panel for each of the measures ``picked``, over the days ``shown``; see :func:`helpers.drawing.trend.trend`."""
    start, last = shown[0], (shown[-1] - shown[0]).days
    named = [0, *([round(last / 3), round(2 * last / 3)] if last > 2 * WEEK else []), last]
    return trend(
        [_panel(one, series(days, shown, one), start, alone=len(picked) == 1 and width > NARROW) for one in picked],
        Days(last, {day: short_date(start + timedelta(days=day)) for day in named}, max(last - WEEK, 0)),
        [
            Warned((when - start).days, URGENCY[first.urgency].sign, first.urgency)
            for when, (first, *_) in warnings(days, shown).items()
        ],
        title=f"{listing(one.name for one in picked)}, {long_date(start)} to {long_date(shown[-1])}. Up is worse; the "
        f"last {WEEK} days are shaded.",
        width=width,
        columns=1 if width == NARROW else COLUMNS,
        tall=tall,
        control=control,
    )


def _panel(one: Measure, written: Series, start: date, *, alone: bool) -> Panel:
    newest = f"last {written[-1][1]:g} {one.unit}".strip() if written else "not written"
    if alone and one.kind == "scale":
        newest = f"0: {one.none}. 10: {one.worst}"
    low, high, ticks = _axis(one, [value for _, value in written])
    return Panel(
        key=one.id,
        name=one.name,
        latest=newest,
        points=[((when - start).days, value) for when, value in written],
        low=low,
        high=high,
        ticks=ticks,
        spoken=f"{one.name}: {told(one, written)} Pick it to see it alone.",
        limit=_limit(one),
    )


def _limit(one: Measure) -> tuple[float, str] | None:
    """The number of a reading from which on it is an emergency, with its words."""
    if one.kind != "reading":
        return None
    rule = emergency(one.id)
    return (rule.value, f"{rule.value:g} {one.unit}: call now") if rule else None


def _axis(one: Measure, values: Sequence[float]) -> tuple[float, float, list[tuple[float, str]]]:
    """Lower and upper end of the upright axis, and the numbers at it."""
    if one.kind == "scale":
        marks = [one.minimum, (one.minimum + one.maximum) / 2, one.maximum]
    elif one.kind == "count":
        marks = [one.minimum, max([6, *values])]
    else:
        marks = [min([97, *values]), max([102, *values])]
    return marks[0], marks[-1], [(mark, f"{mark:g}") for mark in marks]
