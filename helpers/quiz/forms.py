"""Pre-test and post-test: two parallel forms, with how sure the learner was, and what was gained between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from helpers.markup import NOTHING, Safe, el, join
from helpers.quiz import bank, keeping
from helpers.quiz.feedback import points
from helpers.quiz.items import Item
from helpers.quiz.player import Player
from helpers.quiz.progress import Answer
from helpers.quiz.scoring import most
from helpers.series import section_link

SURE_FROM = 4
"""Confidence from which an answer counts as sure."""


class Result(NamedTuple):
    """Points of a form: earned, possible, and how many of its questions were answered."""

    earned: int
    possible: int
    answered: int
    asked: int

    @property
    def whole(self) -> bool:
        """Was every question handed in?"""
        return self.answered == self.asked


def result(items: Sequence[Item], answers: dict[str, Answer]) -> Result:
    """The first try at a form; what is handed in again later does not count."""
    kept = [(one, answers[one.id]) for one in items if one.id in answers and answers[one.id].mark == one.mark]
    firsts = [min(answer.first, most(one)) for one, answer in kept if answer.first is not None]
    return Result(sum(firsts), sum(most(one) for one in items), len(firsts), len(items))


def gain(before: Result, after: Result) -> str:
    """The change between two forms in one sentence, or nothing while one of them is not done."""
    if not (before.whole and after.whole):
        return ""
    told = f"Pre-test {before.earned} of {before.possible}, post-test {after.earned} of {after.possible}"
    change = after.earned - before.earned
    if change > 0:
        return f"{told}: {points(change)} more."
    less = f"{points(-change)} fewer" if change else "the same"
    return f"{told}: {less}. One test is a small sample; look at the questions."


def calibration(sure: dict[str, int], right: dict[str, bool]) -> str:
    """How confidence and correctness went together. ``sure``: 1 to 5 by item; ``right``: all points earned, by item."""
    confident = [right[one] for one, level in sure.items() if level >= SURE_FROM and one in right]
    doubtful = [right[one] for one, level in sure.items() if level < SURE_FROM and one in right]
    told = []
    if confident:
        told.append(f"You were sure of {len(confident)}, and {sum(confident)} of these were right.")
        if sum(confident) < len(confident):
            told.append("Sure and wrong is what to look at first.")
    if doubtful:
        told.append(f"You were not sure of {len(doubtful)}, and {sum(doubtful)} of these were right.")
    return " ".join(told)


class _Form(Player):
    """A form; its name is the class attribute ``form``."""

    form = ""
    asks_how_sure = True
    keeps_test = True

    def _begin(self) -> None:
        self.mode = "test"
        super()._begin()

    def items(self) -> Sequence[Item]:
        return bank.form(self.form)

    def _restore(self) -> None:
        """A form that was handed in is still handed in after a restart."""
        super()._restore()
        if self.retaken:
            return
        kept = [keeping.keeper().answer(one.id) for one in self.items()]
        if self.mode == "test" and all(answer and answer.done for answer in kept):
            self.checked = {one.id for one in self.items()}
            self.finished = "yes"

    def ending(self) -> Safe:
        items = self.items()
        answers = dict(keeping.keeper().progress.answers)
        before, after = (result(bank.form(name), answers) for name in bank.FORMS)
        earned = sum(self.score(one).points for one in items)
        missed = list(dict.fromkeys(one.read for one in items if one.read and not self.score(one).perfect))
        links = el("ul", [el("li", section_link(section, named=True)) for section in missed])
        sureness = calibration(dict(self.sure), {one.id: self.score(one).perfect for one in items})
        return join(
            el("p", el("strong", f"{earned} of {points(sum(most(one) for one in items))}. "), gain(before, after)),
            el("p", sureness) if sureness else NOTHING,
            join(el("p", "For what was missed, read:"), links) if missed else NOTHING,
        )


class PreTest(_Form):
    """Ten questions before learning."""

    title = "Pre-test"
    question = "What do you already know? Guess freely; it is the feedback that teaches."
    form = "pre"


class PostTest(_Form):
    """Ten questions after learning: the same points as in the pre-test, asked anew."""

    title = "Post-test"
    question = "What would you now check, say or do?"
    form = "post"
