"""The one keeper of a learner's answers in a kernel: in memory for every frame, and in a file once the learner says so.

The file is the learner's own: a small JSON beside the notebooks. While there is none, nothing is stored. Two notebooks
open at once write the same file: each save reads it, merges and writes.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

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
        self._heard: list[Callable[[], None]] = []
        self._heard_of_file: list[Callable[[], None]] = []
        self._find()
        if self.path:
            self._save()

    # ---- answers ----

    def answer(self, item_id: str) -> Answer | None:
        """What is kept of an item."""
        return self.progress.answers.get(item_id)

    def changed(self, item: Item) -> bool:
        """Was the item changed after it was first answered?"""
        kept = self.answer(item.id)
        return kept is not None and kept.mark != item.mark

    def put(self, item: Item, given: Given, *, points: int, most: int, done: bool, sure: int = 0) -> None:
        """Keep an answer. ``done``: it was checked; the points of the first such try stay."""
        before = self.answer(item.id)
        same = before is not None and before.mark == item.mark
        tries = (before.tries if before and same else 0) + done
        first = before.first if before and same and before.first is not None else points if done else None
        now = progress.moment(datetime.now(UTC))
        kept = Answer(
            given=given,
            mark=item.mark,
            points=points,
            most=most,
            first=first,
            tries=tries,
            sure=sure or (before.sure if before else 0),
            when=max(now, before.when) if before else now,  # a clock that was ahead does not undo what is newer
            done=done or bool(before and same and before.done and before.given == given),
        )
        self._answers({item.id: kept})

    def restart(self, item_id: str) -> None:
        """Forget what was picked and how sure the learner was; the first try and the number of tries stay."""
        if before := self.answer(item_id):
            when = max(progress.moment(datetime.now(UTC)), before.when)
            self._answers({item_id: replace(before, given={}, sure=0, done=False, when=when)})

    def _answers(self, changed: dict[str, Answer]) -> None:
        self.progress = replace(self.progress, answers={**self.progress.answers, **changed})
        self._follow()
        self._save()
        self._tell()

    # ---- the file ----

    def start(self, name: str = "") -> None:
        """Keep the answers in a file from now on; a name may stay empty."""
        self.progress = replace(
            self.progress, name=progress.plain(name, progress.LONGEST_NAME).strip() or self.progress.name
        )
        self.path = _place()
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
            loaded, self.notes = progress.loads(text)
            self.progress = progress.merged(self.progress, loaded)
        except progress.ProgressError as reason:
            self.notes = [f"This file holds no answers that can be read here. {reason}"]
        else:
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
        found = _place()
        self.path = found if found and found.exists() else None

    def _follow(self) -> None:
        """Another notebook may have begun a file, or deleted it on the learner's word, since the last answer."""
        before = self.path
        self._find()
        if before != self.path:
            self._tell(file=True)

    def _save(self) -> None:
        """Bring memory and file together. A file that cannot be written loses nothing: the answers stay in memory."""
        if self.path:
            try:
                self.progress, notes = progress.saved(self.progress, self.path)
                self.notes += [note for note in notes if note not in self.notes]
            except (store.StoreError, progress.ProgressError) as reason:
                self.notes = [f"{reason} Your answers are still in this page: download them to be safe."]

    def listen(self, heard: Callable[[], None]) -> None:
        """Call ``heard`` whenever an answer or the file changes."""
        self._heard.append(heard)

    def listen_to_file(self, heard: Callable[[], None]) -> None:
        """Call ``heard`` whenever answers are loaded, or begin or cease to be kept."""
        self._heard_of_file.append(heard)

    def _tell(self, *, file: bool = False) -> None:
        for heard in [*self._heard, *(self._heard_of_file if file else [])]:
            heard()


def _place() -> Path | None:
    """Where the file is or will be; ``None`` where nothing can be kept, such as a server that many share."""
    try:
        return store.place(progress.FILE)
    except store.StoreError:
        return None


@cache
def keeper() -> Keeper:
    """The keeper of this kernel."""
    return Keeper()


def offer() -> Safe:
    """One line under a question: where the answers are kept, or how to keep them."""
    mine = keeper()
    told = [el("p", note, class_="mbc-problem") for note in mine.notes]
    if mine.path:
        line = el("span", f"Your answers are kept in {mine.path.name}, a file of yours on this machine.")
    elif _place() is None:
        line = el("span", "Your answers live as long as this page. Download them in Start here, under My progress.")
    else:
        words = "Keep them in a file of mine"
        keep = el("button", words, type="button", data_name="keep", data_value="", class_="mbc-quiet")
        line = el("span", "Your answers are lost when this page is closed. ", keep)
    return join(*told, el("p", line, class_="mbc-note mbc-keeping"))
