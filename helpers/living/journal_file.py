"""A symptom journal as data: its days, the CSV they are written to and read from, and bringing two journals together.

The file may have been through a spreadsheet of any country: semicolons, decimal commas and other ways to write a date
are understood. What cannot be understood for certain is refused in one sentence that names row and column.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from helpers import store, tables
from helpers.markup import listing
from helpers.schema import Problem, nearest, split
from helpers.store import StoreError

FILE = "mbc-symptom-journal.csv"
MOST_DAYS = 400
LONGEST_NOTE = 300
"""Characters of a note."""
EARLIEST = date(2000, 1, 1)
STRANGE = "This is not a journal file."


class JournalError(ValueError):
    """A day or a file that cannot be used. Its one argument is a sentence."""


class UnreadError(JournalError):
    """What was typed is no number at all."""


class Measure(NamedTuple):
    """A row of ``journal_measures``: what is written down each day as a number; higher is worse."""

    id: str
    name: str
    plain: str
    none: str
    worst: str
    kind: str
    minimum: float
    maximum: float
    noticed: float
    unit: str
    source_id: str
    checked: str

    @property
    def whole(self) -> bool:
        """Is it written in whole numbers?"""
        return self.kind != "reading"

    @property
    def wanted(self) -> str:
        """What may be written, in words."""
        what = "a whole number" if self.whole else "a number"
        unit = f" {self.unit}, or the same in °C" if self.kind == "reading" else ""
        return f"it must be {what} from {self.minimum:g} to {self.maximum:g}{unit}"

    def worded(self, value: float) -> str:
        """A value in words; a temperature such as ``100.4 °F (38.0 °C)``."""
        return f"{value:g} {self.unit} ({(value - 32) * 5 / 9:.1f} °C)" if self.kind == "reading" else f"{value:g}"


def measures() -> dict[str, Measure]:
    """What is measured, by id, in the order asked. Raises :class:`~helpers.schema.DataError`."""
    return dict(_measures(tables.folder()))


def signs() -> dict[str, str]:
    """What can be ticked: id to its words, in the order asked. Raises :class:`~helpers.schema.DataError`."""
    return dict(_signs(tables.folder()))


@cache
def _measures(_: Path) -> dict[str, Measure]:
    return {row["measure_id"]: Measure(*row.values()) for row in tables.records("journal_measures")}


@cache
def _signs(_: Path) -> dict[str, str]:
    return {row["prompt_id"]: row["wording"] for row in tables.records("journal_prompts") if row["kind"] == "sign"}


@dataclass(frozen=True)
class Day:
    """What was written for one day, always sound: :class:`JournalError` is raised for any other.

    ``values``: measure id to a number in its unit. ``signs``: ids of what was ticked, in the order of :func:`signs`.
    ``note``: plain text, as :func:`plain` gives it. A day with nothing in it is false.
    """

    values: Mapping[str, float] = field(default_factory=dict)
    signs: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if not self:
            return
        known = measures()
        object.__setattr__(self, "values", {name: self.values[name] for name in known if name in self.values})
        object.__setattr__(self, "signs", tuple(sign for sign in signs() if sign in self.signs))
        for name, value in self.values.items():
            measure = known[name]
            sound = measure.minimum <= value <= measure.maximum and (not measure.whole or value == int(value))
            if not sound:
                raise JournalError(f"{measure.name}: {value:g} cannot be written down; {measure.wanted}.")
        if plain(self.note) != self.note or len(self.note) > LONGEST_NOTE:
            raise JournalError(f"A note is plain text of at most {LONGEST_NOTE} characters.")

    def __bool__(self) -> bool:
        return bool(self.values or self.signs or self.note)


Journal = Mapping[date, Day]
"""Days by date, in order; none is empty, and there are at most :data:`MOST_DAYS`."""


class Saved(NamedTuple):
    """What stands in the file now, and sentences the learner should read."""

    journal: Journal
    notes: list[str]


def journal(days: Iterable[tuple[date, Day]]) -> Journal:
    """Days as a journal: in order, without empty ones. Raises :class:`JournalError` when there are too many."""
    kept = {when: day for when, day in sorted(days, key=lambda pair: pair[0]) if day}
    if len(kept) > MOST_DAYS:
        raise JournalError(f"A journal holds at most {MOST_DAYS} days, and this would make {len(kept)}.")
    return kept


def example() -> Journal:
    """The example month: fictional, and never mixed with a journal of one's own."""
    return dict(_example(tables.folder()))


@cache
def _example(_: Path) -> Journal:
    return journal(
        (
            date.fromisoformat(row["date"]),
            Day(
                {name: float(row[name]) for name in measures() if row[name] is not None},
                tuple(split(row["signs"])),
                row["note"],
            ),
        )
        for row in tables.records("journal_example")
    )


# ---- single cells ----


def plain(text: str) -> str:
    """``text`` on one line: line ends and tabs become spaces, other control and half characters are removed."""
    kept = (" " if sign in "\t\n\v\f\r\x85\u2028\u2029" else sign for sign in text if sign != _LOST)
    return "".join(sign for sign in kept if unicodedata.category(sign) not in {"Cc", "Cs"}).strip()


_LOST = "\ufffd"
"""What stands in a text for a letter that could not be read."""


def number(text: str, measure: Measure) -> float | None:
    """The number that was typed, ``None`` for nothing. A temperature may be typed in °C and is kept in °F.

    The unit may stand behind a temperature. Raises :class:`JournalError` whose argument says what may be typed.
    """
    typed = text.strip()
    if not typed:
        return None
    found = (_READING if measure.kind == "reading" else _NUMBER).fullmatch(typed)
    if not found:
        raise UnreadError(measure.wanted)
    value = float(found["number"].replace(",", "."))
    unit = (found.groupdict().get("unit") or "").upper()[:1]
    fahrenheit = round(value * 9 / 5 + 32, 1)
    below = value < measure.minimum <= fahrenheit <= measure.maximum  # no living person has this in °F
    if unit == "C" or (measure.kind == "reading" and not unit and below):
        value = fahrenheit
    if not measure.minimum <= value <= measure.maximum or (measure.whole and value != int(value)):
        raise JournalError(measure.wanted)
    return round(value, 1)


_NUMBER = re.compile(r"(?P<number>[0-9]{1,3}([.,][0-9]{1,2})?)")
_READING = re.compile(
    _NUMBER.pattern + r"\s*([°º˚]|deg\.?|degrees?)?\s*(?P<unit>F|C|fahrenheit|celsius)?\.?", re.IGNORECASE | re.ASCII
)


# ---- the text of a file ----


def columns() -> list[str]:
    """The columns of a file, in order."""
    return ["date", *measures(), "signs", "note"]


def dumps(days: Journal) -> str:
    """The text of a file: CSV, a day a row, the same for the same days. No cell runs as a formula in a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns())
    for when, day in days.items():
        values = [f"{day.values[name]:g}" if name in day.values else "" for name in measures()]
        writer.writerow([when.isoformat(), *values, "; ".join(day.signs), _FORMULA.sub(r"'\1", day.note)])
    return out.getvalue()


_FORMULA = re.compile(r"^('*[=+\-@＝＋－＠])")
"""What a spreadsheet takes for a formula, with quotes that were there before: one more makes it text."""


def loads(text: str, latest: date) -> Journal:
    """The days in the text of a file, none later than ``latest``.

    Columns may stand in any order, and all but the date may be missing. Raises :class:`JournalError` for a file that
    cannot be read for certain, however little of it.
    """
    header, rows = _table(text.encode("utf-8", "replace").decode().removeprefix("\ufeff"))
    order = _order(rows, header)
    days: dict[date, Day] = {}
    first: dict[date, int] = {}
    for line, cells in rows:
        if len(cells) != len(header):
            if len(cells) < len(header):
                raise _refused(line, "", "", f"the row is cut short: it has {len(cells)} of {len(header)} cells")
            raise _refused(line, "", "", f"the row has {len(cells)} cells and must have {len(header)}")
        row = dict(zip(header, cells, strict=True))
        when = _date(line, row["date"], order, latest)
        if when in first:
            raise _refused(line, "date", row["date"], f"row {first[when]} has this day already")
        first[when] = line
        if len(first) > MOST_DAYS:
            raise _refused(line, "", "", f"a journal holds at most {MOST_DAYS} days")
        days[when] = Day(_values(line, row), _signs_of(line, row.get("signs", "")), _note(line, row.get("note", "")))
    return journal(days.items())


Lines = list[tuple[int, list[str]]]
"""Rows that are not empty, each with its number as a spreadsheet counts: 1 is the header."""


def _table(text: str) -> tuple[list[str], Lines]:
    """The header, and the rows below it."""
    body = re.sub(r"^sep=.\r?\n", "", text)  # a line that some spreadsheets put first
    top = body.partition("\n")[0]
    separator = max(",;\t", key=top.count)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    lines: Lines = []
    number_ = 0
    try:
        for number_, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                lines.append((number_, cells))
            if len(lines) == 1:
                _known(cells)
            if len(lines) > MOST_DAYS + 1:
                raise _refused(number_, "", "", f"a journal holds at most {MOST_DAYS} days")
    except csv.Error as error:
        if not lines:
            raise JournalError(STRANGE) from error
        raise _refused(number_ + 1, "", "", "it is cut short, or its quotation marks are damaged") from error
    if not lines:
        raise JournalError("The file is empty.")
    header = [cell.strip().casefold() for cell in lines[0][1]]
    while header and not header[-1]:
        header.pop()  # empty columns at the right, as spreadsheets leave them
    for name in header:
        if name not in columns():
            raise _refused(1, "", name, f"there is no such column{nearest(name, columns())}")
        if header.count(name) > 1:
            raise _refused(1, name, "", "the column stands there twice")
    if "date" not in header:
        raise _refused(1, "", "", "the column date is missing")
    return header, [(line, _trimmed(cells, len(header))) for line, cells in lines[1:]]


def _known(header: Sequence[str]) -> None:
    """Is this a journal's file at all? At least one of its columns must be."""
    if any(cell.strip() for cell in header) and not {cell.strip().casefold() for cell in header} & set(columns()):
        raise JournalError(STRANGE)


def _trimmed(cells: list[str], width: int) -> list[str]:
    """A row without the empty cells right of its table."""
    return cells[:width] if not any(cell.strip() for cell in cells[width:]) else cells


def _refused(line: int, column: str, value: str, expected: str) -> JournalError:
    return JournalError(str(Problem("Your file", line, column, plain(value), expected)))


_YEAR_FIRST = re.compile(r"(?P<y>[0-9]{4})([-/.])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_MIDNIGHT = re.compile(r"[T ]0?0:00(:00)?$")


def _order(rows: Lines, header: list[str]) -> str:
    """How dates with the year last are written in this file: ``dm``, ``md``, or empty where nothing tells."""
    at = header.index("date")
    found = [_YEAR_LAST.fullmatch(_MIDNIGHT.sub("", cells[at].strip())) for _, cells in rows if len(cells) > at]
    pairs = [(int(one[1]), int(one[3])) for one in found if one]
    if any(one and one[2] == "." for one in found) or any(first > 12 for first, _ in pairs):
        return "dm"
    if any(second > 12 for _, second in pairs):
        return "md"
    return "md" if all(first == second for first, second in pairs) else ""


def _date(line: int, cell: str, order: str, latest: date) -> date:
    typed = _MIDNIGHT.sub("", cell.strip())
    expected = "it must be a day, written like 2026-03-31"
    try:
        if found := _YEAR_FIRST.fullmatch(typed):
            when = date(int(found["y"]), int(found["m"]), int(found["d"]))
        elif found := _YEAR_LAST.fullmatch(typed):
            if not order:
                raise _refused(line, "date", cell, "it could be one of two days; write it like 2026-03-31")
            day, month = (found[1], found[3]) if order == "dm" else (found[3], found[1])
            when = date(int(found[4]) + 2000 * (len(found[4]) == 2), int(month), int(day))
        else:
            raise _refused(line, "date", cell, expected)
    except JournalError:
        raise
    except ValueError as error:
        raise _refused(line, "date", cell, expected) from error
    if when < EARLIEST:
        raise _refused(line, "date", cell, f"it is too long ago; a journal begins on {EARLIEST} or later")
    if when > latest:
        raise _refused(line, "date", cell, f"it is in the future; the last day that can be read is {latest}")
    return when


def _values(line: int, row: Mapping[str, str]) -> dict[str, float]:
    values = {}
    for name, measure in measures().items():
        try:
            value = number(row.get(name, ""), measure)
        except JournalError as error:
            raise _refused(line, name, row[name], str(error)) from error
        if value is not None:
            values[name] = value
    return values


def _signs_of(line: int, cell: str) -> tuple[str, ...]:
    ticked = split(cell)
    for sign in ticked:
        if sign not in signs():
            raise _refused(line, "signs", sign, f"it must be {listing(signs(), 'or')}{nearest(sign, signs())}")
    return tuple(ticked)


def _note(line: int, cell: str) -> str:
    if _LOST in cell:
        raise _refused(line, "note", cell, "letters are lost; save the file as CSV UTF-8")
    note = plain(cell)
    if re.match("'", note) and _FORMULA.match(note[1:]):
        note = note[1:]
    if len(note) > LONGEST_NOTE:
        raise _refused(line, "note", note, f"it has {len(note)} characters and may have {LONGEST_NOTE}")
    return note


# ---- two journals ----


def merged(mine: Journal, theirs: Journal) -> Journal:
    """All days of both. Where both have a day, what mine leaves open is filled from theirs, and mine stays.

    Raises :class:`JournalError` when there would be too many days.
    """
    return journal((when, _filled(mine.get(when, Day()), theirs.get(when, Day()))) for when in {**mine, **theirs})


def differing(mine: Journal, theirs: Journal) -> list[date]:
    """Days on which something of ``theirs`` gives way to ``mine`` when they are merged."""
    both = [when for when in theirs if when in mine]
    return [when for when in both if _filled(mine[when], theirs[when]) != _filled(theirs[when], mine[when])]


def rebased(base: Journal, mine: Journal, theirs: Journal) -> Journal:
    """``theirs`` with what was changed from ``base`` to ``mine``: two notebooks write the same file, day by day.

    Of a day that both have changed nothing is lost, as in :func:`merged`. Raises :class:`JournalError` when there would
    be too many days.
    """

    def taken(when: date) -> Day:
        was, one, other = (days.get(when, Day()) for days in (base, mine, theirs))
        return other if one == was else one if other == was else _filled(one, other)

    return journal((when, taken(when)) for when in {**base, **mine, **theirs})


def saved(mine: Journal, base: Journal, path: Path) -> Saved:
    """Write ``mine``. ``base`` is what was last known of the file: what another notebook wrote since is kept.

    A damaged file is set aside, and a note says so. Raises :class:`~helpers.store.StoreError` when the file cannot be
    read or written, and :class:`JournalError` when it would hold too many days; then it is as it was.
    """
    before: str | None = None
    theirs, notes = base, list[str]()
    try:
        before = store.read(path)
        theirs = loads(before, date.max) if before is not None else base  # whatever the clock says today
    except (store.DamagedError, JournalError) as error:
        notes = [f"{error} It is kept as “{store.set_aside(path).name}”."]
        before = None
    both = rebased(base, mine, theirs)
    text = dumps(both)
    try:
        if text != before:
            store.write(path, text)
    except StoreError as error:
        raise StoreError(" ".join([str(error), *notes])) from error
    return Saved(both, notes)


def _filled(one: Day, other: Day) -> Day:
    return Day({**other.values, **one.values}, one.signs + other.signs, one.note or other.note)
