"""The one keeper of a learner's own journal in a kernel: in memory, and in a file once the learner says so."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from helpers import store
from helpers.living import journal_file
from helpers.living.journal_file import FILE, Day, Journal, JournalError
from helpers.living.journal_trend import long_date
from helpers.markup import listing

MOST_NAMED = 3
"""Days that are named when they stand differently in a file."""

SAFE = "Your days are still in this page: download them to be safe."


def latest() -> date:
    """The last day that can be written: tomorrow by the kernel's clock, for it may stand in another time zone."""
    return today() + timedelta(days=1)


def today() -> date:
    """Today, by the clock of the machine that runs this page."""
    return date.today()


class Keeper:
    """The days of a journal, the questions for the next visit, and the file the days are kept in.

    The questions are for one printed sheet: they are never written to a file.
    """

    def __init__(self) -> None:
        self.days: Journal = {}
        self.questions = ["", "", ""]
        self.path: Path | None = None
        self.notes: list[str] = []
        """What went wrong with the file, in sentences."""
        self.news = ""
        """What was read from a file, or done with one's own, just now."""
        self.refused = ""
        """Why the file that was given last was not read."""
        self._base: Journal = {}
        found = place()
        if found and found.exists():
            self.path = found
            self._synchronize()

    def put(self, when: date, day: Day) -> None:
        """Write a day, or take it away when it is empty. Raises :class:`JournalError` when there are too many days."""
        self.news = self.refused = ""
        self.days = journal_file.journal(({**self.days, when: day}).items())
        self._synchronize()

    # ---- the file ----

    def start(self) -> None:
        """Keep the journal in a file from now on. What stands there already is kept beside what is here."""
        self.path = place()
        self.news = self.refused = ""
        self._base = {}
        self.notes = [] if self.path else ["Nothing can be kept on this machine. Download your journal instead."]
        self._synchronize()

    def stop(self) -> None:
        """Delete the file and keep nothing on this machine; the days stay in this page until it is closed."""
        path, self.path = self.path, None
        self.notes = []
        self.news = self.refused = ""
        if path:
            try:
                path.unlink(missing_ok=True)
                self.news = "Your journal file was deleted."
            except OSError:
                self.notes = [f"The file {path.name} could not be deleted. You can delete it yourself."]

    def load(self, text: str) -> None:
        """Take in the days of a file beside those that are here. A file that cannot be read changes nothing."""
        self.notes, self.news, self.refused = [], "", ""
        try:
            found = journal_file.loads(text, latest())
            if not found:
                raise JournalError("There are no days in this file.")
            kept = journal_file.differing(self.days, found)
            self.days = journal_file.merged(self.days, found)
        except JournalError as reason:
            self.refused = f"{reason} Nothing was read, and your journal is as it was."
            return
        self.news = f"{len(found)} {'day' if len(found) == 1 else 'days'} read from your file."
        if kept:
            self.news += f" {_differing(kept)}"
        self._synchronize()

    def download(self) -> str:
        """The journal as the address of a file to save; marked as UTF-8, so that a spreadsheet reads every letter."""
        coded = base64.b64encode(f"\ufeff{journal_file.dumps(self.days)}".encode()).decode()
        return f"data:text/csv;charset=utf-8;base64,{coded}"

    def _synchronize(self) -> None:
        """Bring memory and file together. A file that cannot be written loses nothing: the days stay in memory."""
        if not self.path:
            return
        try:
            self.days, notes = journal_file.saved(self.days, self._base, self.path)
        except (store.StoreError, JournalError) as reason:
            self.notes = [f"{reason} {SAFE}"]
            return
        self._base = self.days
        self.notes = [one for one in self.notes if not one.endswith(SAFE)]
        self.notes += [note for note in notes if note not in self.notes]


def place() -> Path | None:
    """Where the file is or will be; ``None`` where nothing can be kept, such as a server that many share."""
    return store.available(FILE)


def _differing(kept: Sequence[date]) -> str:
    """Which days stand differently in a file and here, and how to take the other one."""
    count, more = len(kept), len(kept) - MOST_NAMED
    named = listing([*map(long_date, kept[:MOST_NAMED]), *([f"{more} more"] if more > 0 else [])])
    stand, which = ("day stands", "day") if count == 1 else ("days stand", "days")
    return (
        f"{count} {stand} differently there and here: {named}. What is written here was kept. To take the {which} "
        f"of the file instead, delete the {which} here first, then load the file again."
    )


@cache
def keeper() -> Keeper:
    """The keeper of this kernel."""
    return Keeper()
