"""The one keeper of a learner's answers in a kernel: in memory for every frame, and in a file once the learner says so.

The file is the learner's own: a small JSON beside the notebooks. While there is none, nothing is stored. Two notebooks
open at once write the same file: each save reads it, merges and writes.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from weakref import WeakMethod

from helpers import store
from helpers.markup import Safe, el, join
from helpers.quiz import progress
from helpers.quiz.items import Given, Item
from helpers.quiz.progress import Answer, Progress


class Keeper:
    """Answers by item id, and the file they are kept in."""

    def __init__(self) -> None:
        self.progress = Progress()
        self.path: Path | None = None
        self.notes: list[str] = []
        """What the learner should know of the file, in sentences."""
        self.news = ""
        """What went well with the file, in a sentence."""
        self._unsaved = ""
        """Why the last answers are not in the file, in a sentence."""
        self._heard: list[WeakMethod[Callable[[], None]]] = []
        self._heard_of_file: list[WeakMethod[Callable[[], None]]] = []
        self._find()
        if self.path:
            self._save()

    # ---- answers ----

    def answer(self, item_id: str) -> Answer | None:
        """What is kept of an item."""
        return self.progress.answers.get(item_id)

    def put(
        self, item: Item, given: Given, *, points: int, most: int, done: bool, sure: int = 0, more: bool = False
    ) -> None:
        """Keep an answer. ``done``: it was checked; the points of the first such try stay. ``more``: others follow at
        once, and the file is written with the last of them.
        """
        before = self.answer(item.id)
        same = before is not None and before.mark == item.mark
        first = before.first if before and same and before.first is not None else points if done else None
        kept = Answer(
            given=given,
            mark=item.mark,
            points=points,
            most=most,
            first=first,
            tries=(before.tries if before and same else 0) + done,
            sure=sure or (before.sure if before else 0),
            when=_later(before.when) if before else progress.moment(datetime.now(UTC)),
            done=done,
        )
        self.progress = replace(self.progress, answers={**self.progress.answers, item.id: kept})
        if not more:
            self._follow()
            self._save()
            self._tell()

    # ---- the file ----

    def start(self, name: str = "") -> None:
        """Keep the answers in a file from now on; a name may stay empty."""
        self.progress = replace(
            self.progress, name=progress.plain(name, progress.LONGEST_NAME).strip() or self.progress.name
        )
        self.path = store.available(progress.FILE)
        self.news = ""
        self.notes = [] if self.path else ["Nothing can be kept on this machine. Download your answers instead."]
        self._save()
        self._tell(file=True)

    def stop(self) -> None:
        """Delete the file, and what was set aside of it; the answers stay in this page until it is closed."""
        path, self.path = self.path, None
        self.notes, self.news = [], ""
        if path:
            try:
                for one in (path, *path.parent.glob(f"{path.stem}.damaged-*{path.suffix}")):
                    one.unlink(missing_ok=True)
            except OSError:
                self.notes = [f"The file {path.name} could not be deleted. You can delete it yourself."]
        self._tell(file=True)

    def load(self, text: str) -> None:
        """Take in the answers of a file from another machine, beside those that are here."""
        self.notes, self.news = [], ""
        try:
            loaded, notes = progress.loads(text)
            both = progress.merged(self.progress, loaded)
            if len(both.answers) > progress.MOST_ANSWERS // 2 or len(progress.dumps(both)) > store.LIMIT // 2:
                raise progress.ProgressError("It holds more than one learner can have answered.")
        except progress.ProgressError as reason:
            self.notes = [f"This file holds no answers that can be read here. {reason}"]
        else:
            self.progress, self.notes = both, notes
            count = len(loaded.answers)
            self.news = f"{count} {'answer' if count == 1 else 'answers'} read from your file."
            if not self.path:
                self.news += " Press Keep my answers, so that the other notebooks find them too."
        self._save()
        self._tell(file=True)

    def download(self) -> str:
        """The answers as the address of a file to save."""
        coded = base64.b64encode(progress.dumps(self.progress).encode()).decode()
        return f"data:application/json;base64,{coded}"

    def _find(self) -> None:
        """Take up a file that is there: the learner asked for it, in this notebook or in another one."""
        found = store.available(progress.FILE)
        self.path = found if found and found.exists() else None

    def _follow(self) -> None:
        """Another notebook may have begun a file, or deleted it on the learner's word, since the last answer."""
        if self._unsaved:
            return  # it is not there because it could not be written
        before = self.path
        self._find()
        if before != self.path:
            self.news = "" if self.path else "Your file was deleted: answers are not kept any more."
            self._tell(file=True)

    def _save(self) -> None:
        """Bring memory and file together. A file that cannot be written loses nothing: the answers stay in memory."""
        self._unsaved = ""
        if self.path:
            try:
                self.progress, notes = progress.saved(self.progress, self.path)
                self.notes += [note for note in notes if note not in self.notes]
            except (store.StoreError, progress.ProgressError) as reason:
                self._unsaved = f"{reason} Your answers are still in this page: download them to be safe."

    @property
    def troubles(self) -> list[str]:
        """Everything the learner should know of the file, in sentences."""
        return [*self.notes, *filter(None, [self._unsaved])]

    def listen(self, heard: Callable[[], None]) -> None:
        """Call the method ``heard`` whenever an answer or the file changes, as long as its object lives."""
        self._heard.append(WeakMethod(heard))

    def listen_to_file(self, heard: Callable[[], None]) -> None:
        """Call the method ``heard`` whenever answers are loaded, or begin or cease to be kept."""
        self._heard_of_file.append(WeakMethod(heard))

    def _tell(self, *, file: bool = False) -> None:
        for listener in [*self._heard, *(self._heard_of_file if file else [])]:
            if heard := listener():
                heard()


def _later(than: str) -> str:
    """Now, or a second after ``than``: a clock that was ahead must not make an older answer win."""
    before = datetime.fromisoformat(than)
    return progress.moment(max(datetime.now(UTC), before + timedelta(seconds=1)))


@cache
def keeper() -> Keeper:
    """The keeper of this kernel."""
    return Keeper()


def offer() -> Safe:
    """One line under a question: where the answers are kept, or how to keep them."""
    mine = keeper()
    told = [el("p", note, class_="mbc-problem") for note in mine.troubles]
    if mine.path:
        line = el("span", f"Your answers are kept in {mine.path.name}, a file of yours on this machine.")
    elif store.available(progress.FILE) is None:
        line = el("span", "Your answers live as long as this page. Download them in Start here, under My progress.")
    else:
        words = "Keep them in a file of mine"
        keep = el("button", words, type="button", data_name="keep", data_value="", class_="mbc-quiet")
        line = el("span", "Your answers are lost when this page is closed. ", keep)
    return join(*told, el("p", line, class_="mbc-note mbc-keeping"))
