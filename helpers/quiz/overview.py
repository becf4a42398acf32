"""My progress: what is done by notebook and objective, what to look at again, and the learner's own file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from traitlets import Unicode

from helpers import tables
from helpers.cards import capitalized, folded
from helpers.controls import ChoiceError
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.markup import NOTHING, Safe, el, join
from helpers.quiz import bank, forms, keeping
from helpers.quiz.feedback import points
from helpers.quiz.frameworks import STEPS
from helpers.quiz.items import Item
from helpers.quiz.progress import FILE, Answer
from helpers.quiz.scoring import most
from helpers.series import notebook_name, section_link


class Standing(NamedTuple):
    """How far a set of questions is: how many there are, how many were checked, points earned and possible in these."""

    asked: int
    done: int
    earned: int
    possible: int

    @property
    def words(self) -> str:
        """In words."""
        if not self.done:
            return f"none of {self.asked} done yet"
        return f"{self.done} of {self.asked} done, {self.earned} of {points(self.possible)}"


def standing(items: Iterable[Item], answers: dict[str, Answer]) -> Standing:
    """How far the items are, by the latest checked answer to each. Answers to an older form of an item do not count."""
    every = list(items)
    done = [one for one in every if _counts(one, answers.get(one.id))]
    earned = sum(min(answers[one.id].points, most(one)) for one in done)
    return Standing(len(every), len(done), earned, sum(most(one) for one in done))


def to_revisit(items: Iterable[Item], answers: dict[str, Answer]) -> list[Item]:
    """The items checked and not fully right."""
    return [one for one in items if _counts(one, answers.get(one.id)) and answers[one.id].points < most(one)]


def _counts(item: Item, answer: Answer | None) -> bool:
    return answer is not None and answer.done and answer.mark == item.mark


def by_notebook(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Items of each notebook, in the order of the series, without the test forms."""
    groups: dict[str, list[Item]] = {}
    for one in items:
        if not one.form:
            groups.setdefault(bank.notebook_of(one), []).append(one)
    return dict(sorted(groups.items()))


class MyProgress(Explorer):
    """What the learner has done, from the answers that are kept."""

    title = "My progress"
    question = "What have I done, and what should I look at again?"
    takeaway = ""
    has_picture = False
    language = None

    name_typed = Unicode()
    asked_to_stop = Unicode()

    def _begin(self) -> None:
        keeping.keeper().listen(self._show)

    @property
    def _answers(self) -> dict[str, Answer]:
        return dict(keeping.keeper().progress.answers)

    def act(self, name: str, value: str) -> None:
        mine = keeping.keeper()
        match name:
            case "name":
                self.name_typed = value[:80]
            case "keep":
                mine.start(self.name_typed)
            case "load":
                mine.load(value)
            case "stop" if value == "sure":
                mine.stop()
                self.asked_to_stop = ""
            case "stop":
                self.asked_to_stop = value
            case _:
                raise ChoiceError(f"There is no choice called “{name}” here.")

    def picture(self) -> Safe:
        groups = by_notebook(bank.items().values())
        return el(
            "div",
            el("div", [self._notebook(name, items) for name, items in groups.items()], class_="mbc-map"),
            self._steps(),
            class_="mbc-wide",
        )

    def _notebook(self, notebook: str, items: Sequence[Item]) -> Safe:
        told = standing(items, self._answers)
        goals = [row for row in tables.records("objectives") if row["notebook"] == notebook]
        return el(
            "section",
            el("h4", el("a", notebook_name(notebook), href=f"{notebook}.ipynb")),
            _meter(told.done, told.asked, f"{notebook_name(notebook)}: {told.done} of {told.asked} questions done"),
            el("p", f"{capitalized(told.words)}."),
            folded(
                "By objective",
                el("ul", [self._goal(row["objective_id"], row["objective"], items) for row in goals]),
                key=notebook,
            ),
            aria_label=notebook_name(notebook),
        )

    def _goal(self, goal: str, words: str, items: Sequence[Item]) -> Safe:
        own = [one for one in items if one.objective == goal]
        again = dict.fromkeys(one.section for one in to_revisit(own, self._answers))
        links = [el("span", " ", section_link(section)) for section in again]
        told = f"{capitalized(words)}: {standing(own, self._answers).words}."
        return el("li", told, [" Look again at:", links] if links else NOTHING)

    def _steps(self) -> Safe:
        rows = []
        for step, named in STEPS.items():
            told = standing((one for one in bank.items().values() if one.step == step), self._answers)
            rows.append(el("li", el("strong", f"{named.name}: "), told.words))
        return folded("By step of clinical judgment", el("ul", rows), key="steps")

    def words(self) -> Safe:
        every = [one for one in bank.items().values() if not one.form]
        told = standing(every, self._answers)
        again = len(to_revisit(every, self._answers))
        name = keeping.keeper().progress.name
        hello = f"{name}, you have" if name else "You have"
        told_words = f"{hello} checked {told.done} of {told.asked} questions"
        told_words += f" and earned {told.earned} of {points(told.possible)} in them." if told.done else "."
        more = (
            f" {again} {'is' if again == 1 else 'are'} worth another look: read first, then answer again."
            if again
            else ""
        )
        before, after = (forms.result(bank.form(one), self._answers) for one in bank.FORMS)
        gained = forms.gain(before, after) or " ".join(
            f"{name}: {one.earned} of {points(one.possible)}."
            for name, one in (("Pre-test", before), ("Post-test", after))
            if one.whole
        )
        return join(el("p", f"{told_words}{more}"), el("p", gained) if gained else NOTHING)

    def detail(self) -> Safe:
        return el("div", self._file(), class_="mbc-block mbc-own-file")

    def _file(self) -> Safe:
        mine = keeping.keeper()
        notes = [el("p", note, class_="mbc-problem") for note in mine.troubles]
        notes += [el("p", mine.news, class_="mbc-answered", role="status")] if mine.news else []
        upload = el(
            "label",
            el("span", "Load a file from another machine", class_="mbc-label"),
            el("input", type="file", accept=".json,application/json", data_name="load"),
            class_="mbc-control",
        )
        download = el("a", "Download my answers", href=mine.download(), download=FILE)
        return join(
            el("h4", "My answers"), notes, self._kept(), el("p", download) if self._answers else NOTHING, upload
        )

    def _kept(self) -> Safe:
        mine = keeping.keeper()
        if mine.path:
            where = f"Kept in {mine.path.name} after each answer, on the machine that runs this page, and nowhere else."
            if self.asked_to_stop:
                both = (_button("Keep it", "stop", ""), _button("Delete it for good", "stop", "sure", quiet=True))
                return join(
                    el("p", "Delete the file? What is in this page stays until you close it."),
                    el("p", both, class_="mbc-actions"),
                )
            return join(el("p", where), _button("Stop keeping and delete the file", "stop", "asked", quiet=True))
        field = el(
            "label",
            el("span", "Your name for the file (may stay empty)", class_="mbc-label"),
            el("input", type="text", value=self.name_typed, maxlength=80, autocomplete="off", data_name="name"),
            class_="mbc-control",
        )
        return join(
            el(
                "p",
                "Answers are lost when this page is closed. Keep them in a small file of your own?",
            ),
            field,
            el("p", _button("Keep my answers", "keep", "yes")),
        )

    def rows(self) -> list[Rows]:
        headings = {"notebook": "Notebook", "asked": "Questions", "done": "Done", "earned": "Points", "possible": "Of"}
        records = [
            {"notebook": notebook_name(name), **standing(items, self._answers)._asdict()}
            for name, items in by_notebook(bank.items().values()).items()
        ]
        return [Rows("My results", headings, records)]


def _meter(value: int, most: int, name: str) -> Safe:
    return el("progress", f"{value} of {most}", value=value, max=max(most, 1), aria_label=name, class_="mbc-meter")


def _button(words: str, name: str, value: str, *, quiet: bool = False) -> Safe:
    look = "mbc-quiet" if quiet else "mbc-go"
    return el("button", words, type="button", data_name=name, data_value=value, data_key=value or "no", class_=look)
