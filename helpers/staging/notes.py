"""Notes that go with figures about people: why they are so, how to read them with care, what a nurse does."""

from __future__ import annotations

from helpers import tables
from helpers.cards import headed
from helpers.frame import Rows
from helpers.markup import Safe, join
from helpers.schema import split
from helpers.tables import Record

PARTS = {"care": "Read with care", "why": "Why", "nurse": "What a nurse does"}
"""What a note is, in words."""


def notes_of(cell: str) -> list[Record]:
    """The notes named in a cell of ids, in its order."""
    return [tables.row("people_notes", note) for note in split(cell)]


def note_cards(cell: str) -> Safe:
    """The notes as headed paragraphs."""
    return join(*(headed(note["heading"], note["text"]) for note in notes_of(cell)))


def note_rows(cell: str) -> Rows:
    """The notes as a table, with their sources."""
    told = [note | {"kind": PARTS[note["part"]]} for note in notes_of(cell)]
    return Rows("What is said about it", {"heading": "Note", "kind": "Kind", "text": "Text"}, told)
