"""What a learner has answered, as data: written to one file, read from it with care, and merged.

Two notebooks may be open at once and share the file, so saving is reading, merging and writing. Nothing that stood in
the file is lost: what this version does not understand is kept and written back as it was.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from helpers import store
from helpers.store import StoreError

FILE = "mbc-progress.json"
FORMAT = "mbc-progress"
VERSION = 1

LONGEST = 200
"""Characters of an id or of one value picked or typed."""
LONGEST_NAME = 80
MOST_ANSWERS = 5000
MOST_PARTS = 40
MOST_PICKS = 20
MOST_POINTS = 50
MOST_TRIES = 10_000
"""Tries are counted up to this."""
DEEPEST = 40
"""Lists and objects inside each other; a sound file has five."""
NOTES = 5
"""Sentences about single answers; of the others only the number is told."""
LONG_AGO = "1970-01-01T00:00:00Z"
"""When an answer was given that does not say when: every other is newer."""


class ProgressError(ValueError):
    """Answers that cannot be used. Its one argument is a sentence."""


class ForeignError(ProgressError):
    """A file that is not damaged, but not this version's to read or to change."""


@dataclass(frozen=True)
class Answer:
    """A learner's answer to one item, always sound: :class:`ProgressError` is raised for any other.

    ``given``: part id to the ids picked or the text typed, as :func:`plain` gives it. ``mark``: the fingerprint of the
    item when it was answered, empty if unknown. ``points`` of ``most``; ``first``: the points at the first try.
    ``sure``: from 1 to 5, or 0 if the learner did not say. ``when``: as :func:`moment` writes it. ``done``: checked,
    not only picked.
    """

    given: Mapping[str, tuple[str, ...]]
    mark: str
    points: int
    most: int
    first: int | None
    tries: int
    sure: int
    when: str
    done: bool

    def __post_init__(self) -> None:
        object.__setattr__(self, "given", dict(self.given))
        _need(len(self.given) <= MOST_PARTS, f"an answer has at most {MOST_PARTS} parts")
        for part, picks in self.given.items():
            _need(_named(part), "a part has a short id")
            _need(isinstance(picks, tuple) and len(picks) <= MOST_PICKS, f"a part has at most {MOST_PICKS} picks")
            _need(all(_short(pick) for pick in picks), f"a pick is plain text of at most {LONGEST} characters")
        _need(_short(self.mark), "the mark of an item is short plain text")
        _need(_whole(self.most, MOST_POINTS), f"an item has at most {MOST_POINTS} points")
        _need(_whole(self.points, self.most), "the points are at most those of the item")
        _need(self.first is None or _whole(self.first, self.most), "the first points are at most those of the item")
        _need(_whole(self.tries, math.inf), "tries are a number")
        object.__setattr__(self, "tries", min(self.tries, MOST_TRIES))
        _need(_whole(self.sure, 5), "to be sure goes from 1 to 5, and 0 is not said")
        _need(isinstance(self.when, str) and _utc(self.when) == self.when, _NO_TIME)
        _need(type(self.done) is bool, "an answer is done or not")


@dataclass(frozen=True)
class Progress:
    """All answers of a learner, by item id.

    ``other`` is what stood in the file and is not understood: unknown keys with their values and, under ``answers``,
    entries and parts of entries by item id. Hand it on as it is.
    """

    name: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    other: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "answers", dict(self.answers))
        _need(_short(self.name, LONGEST_NAME), f"a name is plain text of at most {LONGEST_NAME} characters")
        _need(all(_named(item) for item in self.answers), "an item has a short id")
        _need(len({*self.answers, *_unread(self)}) <= MOST_ANSWERS, f"there are more than {MOST_ANSWERS} answers")


class Saved(NamedTuple):
    """What stands in the file now, and sentences the learner should read."""

    progress: Progress
    notes: list[str]


def plain(text: str, longest: int = LONGEST) -> str:
    """``text`` as it may be kept: line ends become spaces, other control characters and half characters are removed."""
    return "".join(_PLAIN.get(unicodedata.category(sign), sign) for sign in _BREAK.sub(" ", text))[:longest]


_BREAK = re.compile("\r\n|[\t-\r\x1c-\x1f\x85\u2028\u2029]")
_PLAIN = {"Cc": "", "Cs": ""}


def moment(at: datetime) -> str:
    """A time as :attr:`Answer.when` holds it, such as ``2025-01-31T09:30:00Z``; without a zone it is taken as UTC."""
    there = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return f"{there.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def dumps(progress: Progress) -> str:
    """The text of the file: JSON, one answer a line, the same for the same answers."""
    answers = _unread(progress) | {
        item: _entry(answer, _unread(progress).get(item, {})) for item, answer in progress.answers.items()
    }
    name = progress.name or progress.other.get("name", "")
    whole = {**progress.other, "name": name, "format": FORMAT, "version": VERSION, "answers": answers}
    lines = [
        f"{_json(key)}: {_block(answers, '  ') if key == 'answers' else _json(value)}"
        for key, value in sorted(whole.items())
    ]
    return _lines(lines, " ", "") + "\n"


def loads(text: str) -> tuple[Progress, list[str]]:
    """The answers in the text of a file, and sentences about those that could not be read.

    Raises :class:`ProgressError` when the whole cannot be read, as :class:`ForeignError` when it is not damaged.
    """
    whole = _parsed(text)
    version, raw = _version(whole), whole.get("answers", {})
    if not isinstance(raw, dict):
        raise ProgressError("The file is damaged: there are no answers in it.")
    entries = raw if version else {item: _migrated(entry) for item, entry in raw.items()}
    answers: dict[str, Answer] = {}
    kept: dict[str, object] = {}
    notes: list[str] = []
    for item, entry in entries.items():
        try:
            _need(_named(item), "an item has a short id")
            answers[item] = _answer(entry)
        except (LookupError, TypeError, ValueError, AttributeError):
            kept[item] = raw[item]
            notes.append(f"The answer to “{plain(item, 60)}” could not be read and is kept as it is.")
        else:
            if unknown := {key: value for key, value in entry.items() if key not in _FIELDS}:
                kept[item] = unknown
    other = {key: value for key, value in whole.items() if key not in _KNOWN} | ({"answers": kept} if kept else {})
    name = whole.get("name", "")
    if not isinstance(name, str):
        other["name"] = name
        notes.insert(0, "The name could not be read and is kept as it is.")
        name = ""
    more = [f"and {len(notes) - NOTES} more"] if len(notes) > NOTES else []
    return Progress(plain(name, LONGEST_NAME), answers, other), notes[:NOTES] + more


def merged(mine: Progress, theirs: Progress) -> Progress:
    """All answers of both; of two answers to one item the newer, then the one with more tries, then mine.

    Of what is not understood theirs is taken: this version never changes it, so what stands in the file is as new.
    """
    both = {
        item: max((of[item] for of in (mine.answers, theirs.answers) if item in of), key=lambda a: (a.when, a.tries))
        for item in {**mine.answers, **theirs.answers}
    }
    unread = _unread(mine) | _unread(theirs)
    other = {**mine.other, **theirs.other} | ({"answers": unread} if unread else {})
    return Progress(mine.name or theirs.name, both, other)


def saved(progress: Progress, path: Path) -> Saved:
    """Merge ``progress`` with what stands in the file, and write that. A damaged file is set aside, and a note says so.

    Raises :class:`~helpers.store.StoreError` when the file cannot be read or written, and :class:`ProgressError` when
    it is another version's or would hold too many answers; then it is as it was.
    """
    before: str | None = None
    theirs, notes = Progress(), list[str]()
    try:
        before = store.read(path)
        if before is not None:
            theirs, _ = loads(before)
    except ForeignError:
        raise
    except (store.DamagedError, ProgressError) as error:
        notes = [f"{error} It is kept as “{store.set_aside(path).name}”."]
        before = None
    both = merged(progress, theirs)
    text = dumps(both)
    try:
        if text != before:
            store.write(path, text)
    except StoreError as error:
        raise StoreError(" ".join([str(error), *notes])) from error
    return Saved(both, notes)


_FIELDS = [each.name for each in fields(Answer)]
_KNOWN = {"format", "version", "name", "answers"}


def _need(sound: bool, sentence: str) -> None:
    if not sound:
        raise ProgressError(f"{sentence[0].upper()}{sentence[1:]}.")


def _whole(number: object, most: float) -> bool:
    """Whether it is a whole number from 0 to ``most``; ``True`` is none."""
    return type(number) is int and 0 <= number <= most


def _short(text: object, longest: int = LONGEST) -> bool:
    return isinstance(text, str) and plain(text, longest) == text


def _named(text: object) -> bool:
    return _short(text) and text != ""


def _utc(text: str) -> str:
    """A time in ISO form as :func:`moment` writes it."""
    try:
        return moment(datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise ProgressError(_NO_TIME) from error


_NO_TIME = "The time is written as moment() does."


def _unread(progress: Progress) -> dict[str, Any]:
    """What was not understood of the answers, by item id."""
    found = progress.other.get("answers", {})
    return dict(found) if isinstance(found, Mapping) else {}


def _entry(answer: Answer, more: object) -> dict[str, object]:
    """An answer as JSON has it, together with what stood there and was not understood."""
    known = {name: getattr(answer, name) for name in _FIELDS}
    if isinstance(more, Mapping) and not known.keys() & more.keys():
        return {**more, **known}
    return {**known, "unread": more}


def _answer(entry: Any) -> Answer:
    """An entry of a file as an answer. Raises one of four kinds of error if it is none."""
    known = {name: entry[name] for name in _FIELDS}
    return Answer(**known | {"given": _given(entry["given"]), "when": _utc(entry["when"])})


def _given(given: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Lists of text as tuples of plain text; what is too long is not cut, so that it is refused whole."""
    if not all(isinstance(picks, list) for picks in given.values()):
        raise TypeError(given)
    return {part: tuple(plain(pick, len(pick)) for pick in picks) for part, picks in given.items()}


def _migrated(entry: Any) -> Any:
    """An entry of the first files, which had no version, as one of today; unchanged if it is none."""
    if not isinstance(entry, dict) or not isinstance(entry.get("given"), dict):
        return entry
    given = {part: [picks] if isinstance(picks, str) else picks for part, picks in entry["given"].items()}
    rest = {key: value for key, value in entry.items() if key not in {"max", "time"}}
    once = {"mark": "", "first": None, "tries": 1, "sure": 0, "done": True}
    return rest | once | {"given": given, "most": entry.get("max"), "when": entry.get("time", LONG_AGO)}


def _version(whole: dict[str, Any]) -> int:
    """1, or 0 for the first files, which do not say. Raises :class:`ProgressError` for any other."""
    if "format" not in whole and "answers" in whole:
        return 0
    if "format" not in whole:
        raise ProgressError("The file holds no answers.")
    if whole["format"] != FORMAT:
        raise ForeignError("The file is of another kind than a file of answers, and is left as it is.")
    version = whole.get("version")
    if type(version) is not int or version < VERSION:
        raise ProgressError("The file is damaged: it does not say of which version it is.")
    if version > VERSION:
        raise ForeignError("The file was written by a newer version of this series, and is left as it is.")
    return VERSION


def _parsed(text: str) -> dict[str, Any]:
    try:
        whole = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=str,
        )
    except json.JSONDecodeError as error:
        raise ProgressError(f"The file is damaged or not complete: line {error.lineno} is not JSON.") from error
    except RecursionError as error:
        raise ProgressError(_TOO_DEEP) from error
    if not isinstance(whole, dict):
        raise ProgressError("The file holds no answers.")
    if _deep(whole):
        raise ProgressError(_TOO_DEEP)
    return whole


_TOO_DEEP = "The file is damaged: too many lists stand inside each other."


def _deep(value: object) -> bool:
    """Whether more than :data:`DEEPEST` lists and objects stand inside each other."""
    layer = [value]
    for _ in range(DEEPEST + 1):
        layer = [inner for outer in layer for inner in _inside(outer)]
    return bool(layer)


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """All pairs of an object: a key that stands there again becomes ``key (2)``, so that nothing is lost."""
    found, seen = dict(pairs), Counter[str]()
    if len(found) == len(pairs):
        return found
    found = {}
    for key, value in pairs:
        seen[key] += 1
        found[key if seen[key] == 1 else f"{key} ({seen[key]})"] = value
    return found


def _integer(text: str) -> int | str:
    """A whole number; as text when it has thousands of digits, which Python does not read."""
    try:
        return int(text)
    except ValueError:
        return text


def _float(text: str) -> float | str:
    """A number; as text when it is too large for a computer to hold."""
    return number if math.isfinite(number := float(text)) else text


def _json(value: object) -> str:
    """JSON as people read it; half of a character, which no file can hold, is written as its number."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


_HALF = re.compile("[\ud800-\udfff]")


def _block(entries: Mapping[str, object], indent: str) -> str:
    """An object with one entry a line."""
    return _lines([f"{_json(key)}: {_json(entries[key])}" for key in sorted(entries)], indent, indent[1:])


def _lines(lines: list[str], indent: str, end: str) -> str:
    inner = ",\n".join(f"{indent}{line}" for line in lines)
    return f"{{\n{inner}\n{end}}}" if lines else "{}"
