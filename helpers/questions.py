"""Questions with one best answer: predictions before a picture.

They live in ``data/questions/*.toml``, one ``[[question]]`` table each, so that a teacher can edit them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from helpers import schema, tables
from helpers.schema import DataError


@dataclass(frozen=True)
class Option:
    """One answer: its text, whether it is right, and the reason, which every answer must have."""

    text: str
    correct: bool
    reason: str

    def __post_init__(self) -> None:
        if not (self.text.strip() and self.reason.strip()):
            raise ValueError(f"the answer “{self.text or '(empty)'}” needs both a text and a reason")


@dataclass(frozen=True)
class Question:
    """A question with exactly one correct option.

    ``source_id`` joins reference ids with ``;``.
    """

    id: str
    stem: str
    options: tuple[Option, ...]
    source_id: str

    def __post_init__(self) -> None:
        if sum(option.correct for option in self.options) != 1:
            raise ValueError("exactly one answer must be marked correct = true")

    @property
    def answer(self) -> Option:
        """The correct option."""
        return next(option for option in self.options if option.correct)


def load(name: str) -> dict[str, Question]:
    """All questions of ``data/questions/<name>.toml`` by id, in file order.

    Raises :class:`~helpers.schema.DataError` with a sentence naming the file and the question.
    """
    return dict(read(tables.folder() / "questions" / f"{name}.toml"))


def one(name: str, question_id: str) -> Question:
    """The question ``question_id`` of a file. Raises :class:`~helpers.schema.DataError` with the nearest id."""
    asked = load(name)
    if question_id not in asked:
        raise DataError(
            f"questions/{name}.toml", None, "id", question_id, f"no question has it{schema.nearest(question_id, asked)}"
        )
    return asked[question_id]


@cache
def read(path: Path) -> dict[str, Question]:
    """The questions of one file, by id. Raises :class:`~helpers.schema.DataError`."""
    questions = [_question(item, path) for item in _parsed(path).get("question", [])]
    ids = [question.id for question in questions]
    if twice := next((id_ for id_ in ids if ids.count(id_) > 1), None):
        raise _wrong(path, f"two questions have the id {twice}")
    return dict(zip(ids, questions, strict=True))


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _wrong(path, f"the file is missing from the folder {path.parent}") from None
    except UnicodeDecodeError:
        raise _wrong(path, "the text is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise _wrong(path, f"the file cannot be read: {error}") from None


def _question(item: dict[str, Any], path: Path) -> Question:
    try:
        options = tuple(Option(o["text"], bool(o.get("correct", False)), o["reason"]) for o in item["option"])
        return Question(item["id"], item["stem"], options, ";".join(item["source_id"]))
    except KeyError as missing:
        raise _wrong(path, f"{missing.args[0]} is missing", item) from None
    except (ValueError, TypeError) as error:
        raise _wrong(path, str(error), item) from None


def _wrong(path: Path, words: str, item: dict[str, Any] | None = None) -> DataError:
    question = "" if item is None else f", question {item.get('id', 'without an id')}"
    return DataError(f"questions/{path.name}{question}", None, "", "", words)
