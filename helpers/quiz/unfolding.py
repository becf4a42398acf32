"""An unfolding case: the client's chart beside six questions in the order of clinical judgment.

The chart only grows: each question shows it as it stands then. As in the exam, a question opens when the one before it
is done, and in test mode it cannot be changed after that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from helpers.cards import folded
from helpers.controls import Choice
from helpers.markup import Safe, el, join, listing
from helpers.quiz import bank, sheet
from helpers.quiz.feedback import points
from helpers.quiz.frameworks import STEPS
from helpers.quiz.items import Case, Entry, Item
from helpers.quiz.player import Player

WHOLE = "whole"


def _cases() -> Mapping[str, str]:
    return {one.id: one.title for one in bank.cases().values()}


def _tabs() -> dict[str, str]:
    names = dict.fromkeys(entry.tab for one in bank.cases().values() for entry in one.entries)
    return {WHOLE: "Whole chart"} | {name: name for name in names}


class UnfoldingCase(Player):
    """One case: ``UnfoldingCase(case="cord_compression")``."""

    title = "Case"
    question = "What do you notice, what does it mean, and what do you do?"

    case = Choice(_cases, "Case", look="select")
    tab = Choice(_tabs, "Chart")

    def named(self) -> str:
        return f"Case: {self._case.title}"

    @property
    def _case(self) -> Case:
        return bank.case(self.case)

    def items(self) -> Sequence[Item]:
        return self._case.items

    def may_open(self, index: int) -> bool:
        return all(one.id in self.checked for one in self.items()[: index - 1])

    def act(self, name: str, value: str) -> None:
        if name in ("number", "go") and value.isdecimal() and len(value) < 5 and not self.may_open(int(value)):
            self.notice = f"Question {value} opens when the questions before it are done."
            return
        super().act(name, value)
        if name in ("case", "mode"):
            self.number, self.tab = "1", WHOLE
            self._started_over()

    def _verbs(self, asked: str) -> dict[str, Any]:
        return super()._verbs(asked) | {"submit": lambda _, value: self._submit(value, asked)}

    def _submit(self, item_id: str, asked: str) -> None:
        """Hand in a question of a test and go on; the last one ends the test. A second press of one button is void."""
        if self.mode != "test" or item_id != self.item.id or self.locked:
            return
        if not self.answer(self.item) and asked != item_id:
            self.to_confirm = item_id
            self.notice = "This question is not answered. Press Hand in once more to go on all the same."
            return
        self.held = ""
        self.checked = {*self.checked, self.item.id}
        if self.complete:
            self._close()
        else:
            self.number = str(self.at + 1)

    @property
    def locked(self) -> bool:
        """Is the question shown handed in, in a test that is not over?"""
        return self.mode == "test" and self.item.id in self.checked and not self.finished

    def _give(self, given: Any) -> None:
        if self.locked:
            self.notice = "This question is handed in. In a test it cannot be changed any more."
        else:
            super()._give(given)

    def _actions(self) -> Iterable[Safe]:
        if self.mode != "test" or self.finished:
            yield from (one for one in super()._actions() if one and self._may_go(one))
        elif not self.locked:
            last = self.at == len(self.items())
            words = "Hand in and see the feedback" if last else "Hand in and go on"
            yield el("button", words, type="button", data_name="submit", data_value=self.item.id, class_="mbc-go")

    def _may_go(self, action: Safe) -> bool:
        """Going on is offered when the next question is open."""
        return 'data-name="go"' not in action or self.may_open(self.at + 1)

    def _layout(self) -> str:
        return "mbc-desk mbc-desk-case"

    def beside(self) -> Safe:
        entries = self._case.chart(self.at)
        seen = [entry for entry in entries if self.tab in (WHOLE, entry.tab)]
        return el(
            "div",
            el("p", self._case.client),
            el("p", el("strong", "Where: "), self._case.setting, class_="mbc-note"),
            self._tabs(entries),
            self._chart(seen) if seen else el("p", "Nothing here yet.", class_="mbc-note"),
            class_="mbc-client",
            role="region",
            aria_label=f"Chart of {self._case.title}",
            tabindex=0,
        )

    def _new(self, entry: Entry) -> bool:
        """Has an entry been added since the question before?"""
        return self.at > 1 and entry.since == self.at

    def _chart(self, entries: Sequence[Entry]) -> Safe:
        """What is new on top; on a phone the rest is folded, or the question would stand screens below."""
        new, before = [one for one in entries if self._new(one)], [one for one in entries if not self._new(one)]
        if self.narrow and new and before:
            rest = folded(f"Earlier in the chart ({len(before)})", sheet.chart(before), key=f"before {self.at}")
            return join(sheet.chart(new, newest=self.at), rest)
        return sheet.chart([*new, *before], newest=self.at if self.at > 1 else 0)

    def _tabs(self, entries: Sequence[Entry]) -> Safe:
        """The tabs that have an entry by now, with the number of new ones."""
        names = {WHOLE: "Whole chart"} | {entry.tab: entry.tab for entry in entries}
        fresh = [entry.tab for entry in entries if self._new(entry)]
        counts = {WHOLE: len(fresh)} | {name: fresh.count(name) for name in fresh}
        options = [
            el(
                "option",
                f"{words}{f' ({counts[name]} new)' if counts.get(name) else ''}",
                value=name,
                selected=name == self.tab,
            )
            for name, words in names.items()
        ]
        return el(
            "label",
            el("span", "Show", class_="mbc-label"),
            el("select", options, data_name="tab"),
            class_="mbc-control",
        )

    def words(self) -> Safe:
        step = STEPS[self.item.step]
        new = [entry.tab for entry in self._case.chart(self.at) if self._new(entry)]
        told = f" New in the chart: {listing(dict.fromkeys(new))}." if new and not self.revealed else ""
        locked = " This question is handed in." if self.locked else ""
        return join(el("p", el("strong", f"{step.name}. "), f"{step.asks}{told}{locked}"), super().words())

    def ending(self) -> Safe:
        debrief = el("ol", [el("li", asked) for asked in self._case.debrief])
        talk = join(el("p", el("strong", "Talk it over, or write it down:")), debrief)
        if self.mode == "class":
            return talk
        scored = {one.id: self.score(one) for one in self.items()}
        total = sum(one.points for one in scored.values())
        possible = sum(one.most for one in scored.values())
        steps = [
            el("li", f"{STEPS[one.step].name}: {scored[one.id].points} of {points(scored[one.id].most)}")
            for one in self.items()
        ]
        head = el("p", el("strong", f"The case is done: {total} of {points(possible)}."))
        return join(head, el("ul", steps, class_="mbc-breakdown"), talk)

    def extra_sources(self) -> list[str]:
        return [self.item.source_id, self._case.source_id]
