"""The player: questions one after the other, in the frame that every explorer has.

Three modes. Practice: feedback at once, and try again. Test: feedback when all are done. Class: big type, nothing is
kept, and the teacher reveals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from traitlets import Bool, Dict, Set, Unicode

from helpers import frame, tables
from helpers.controls import Choice, ChoiceError, Control
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.markup import NOTHING, Attribute, Safe, el, join, listing
from helpers.quiz import bank, feedback, keeping, moves, sheet
from helpers.quiz.frameworks import INDEPENDENT, NEEDS, STEPS
from helpers.quiz.items import Given, Item
from helpers.quiz.scoring import Score, most, score
from helpers.schema import DataError
from helpers.series import section_link

MODES = {"practice": "Practice", "test": "Test", "class": "Class"}
ABOUT = {
    "practice": "Feedback after each question; try again as often as you like.",
    "test": "Feedback when all are done.",
    "class": "Big type for a projector. Nothing is scored or kept; reveal when the class has answered.",
}
SURE = {1: "guessing", 2: "unsure", 3: "half sure", 4: "fairly sure", 5: "certain"}
"""Confidence in an answer, in words."""


class Place(Control):
    """Which question is shown: its number, from 1, as text."""

    def __init__(self) -> None:
        super().__init__("Question")

    def first(self) -> str:
        return "1"

    def values(self) -> Iterable[str]:
        return ("1",)

    def validate(self, obj: Any, value: Any) -> str:
        count = len(obj.items())
        if str(value).isdecimal() and len(str(value)) < 5 and 1 <= int(value) <= max(count, 1):
            return str(int(value))
        raise ChoiceError(f"There is no question {value} here; they go from 1 to {count}.")

    def render(self, value: str) -> Safe:
        return NOTHING


class Player(Explorer):
    """Questions to answer. A subclass says which with :meth:`items`."""

    title = "Questions"
    question = "What would you check, say or do?"
    takeaway = ""
    has_picture = False
    language = None
    asks_how_sure = False
    """Is the learner asked how sure they are of each answer?"""

    mode = Choice(MODES, "Mode")
    number = Place()
    given = Dict()
    """Answers by item id."""
    checked = Set()
    """Ids of the items whose answers are revealed, or in a test handed in."""
    sure = Dict()
    """Confidence by item id, from 1 to 5."""
    held = Unicode()
    """The word in hand, to be placed in a gap."""
    finished = Unicode()
    """Not empty when a test has been handed in."""
    notice = Unicode()
    """What the last touch could not do, in a sentence."""
    keeps_test = False
    """Does a test that was begun or handed in go on after a restart?"""
    outdated = Set()
    """Ids of the items that were changed since they were answered."""
    retaken = Bool()
    """Is a test taken again? Then what was handed in before stays where it is."""
    to_confirm = Unicode()
    """What was asked before it is done for good, such as handing in with questions left out."""

    def _begin(self) -> None:
        self.title = self.named()
        self.frame = frame.empty_frame(self.file_name(), self.title, self.has_picture)
        self._restore()
        keeping.keeper().listen_to_file(self._file_changed)

    # ---- what a subclass answers ----

    def items(self) -> Sequence[Item]:
        """The questions, in their order."""
        raise NotImplementedError

    def named(self) -> str:
        """The title, with what tells this frame from others of its kind on a page."""
        return self.title

    def beside(self) -> Safe:
        """What stands before the question, such as a client's chart."""
        return sheet.chart(self.item.chart) if self.item.chart else NOTHING

    def ending(self) -> Safe:
        """What is said when all questions are done."""
        return NOTHING

    # ---- where the learner is ----

    @property
    def at(self) -> int:
        """Number of the question shown, from 1."""
        return int(self.number)

    @property
    def item(self) -> Item:
        """The question shown. Raises :class:`~helpers.schema.DataError` when there is none at all."""
        items = self.items()
        if not items:
            raise DataError("questions", None, "", "", f"there are no questions for “{self.title}”")
        return items[self.at - 1]

    @property
    def revealed(self) -> bool:
        """Are the answers of the question shown?"""
        return self.item.id in self.checked and (self.mode != "test" or bool(self.finished))

    @property
    def complete(self) -> bool:
        """Has every question been checked or handed in?"""
        return all(one.id in self.checked for one in self.items())

    def answer(self, item: Item) -> Given:
        """What was picked for an item."""
        found: Given = self.given.get(item.id, {})
        return found

    def score(self, item: Item) -> Score:
        """The points of the present answer to an item."""
        return score(item, self.answer(item))

    # ---- one touch ----

    def act(self, name: str, value: str) -> None:
        self.notice = ""
        before, self.to_confirm = self.to_confirm, ""
        verb, _, part = name.partition(".")
        if part and self.revealed:
            return  # an answer that is revealed is changed by trying again
        done = self._verbs(before).get(verb)
        if done is None:
            self.held = ""
            super().act(name, value)
            if name == "mode":
                self._started_over()
            return
        try:
            done(part, value)
        except (moves.NoSuchMove, moves.Full) as reason:
            self.notice = str(reason)

    def _verbs(self, asked: str) -> dict[str, Callable[[str, str], None]]:
        """What each control does; ``asked`` is what the learner was asked just before."""
        return {
            "pick": lambda part, value: self._give(moves.picked(self.item, self.answer(self.item), part, value)),
            "toggle": lambda part, value: self._give(moves.toggled(self.item, self.answer(self.item), part, value)),
            "hold": lambda _, value: self._hold(value),
            "place": lambda _, value: self._place(value),
            "order": lambda _, value: self._give(moves.ordered(self.item, self.answer(self.item), value)),
            "check": lambda _, __: self._check(),
            "again": lambda _, __: self._again(),
            "reveal": lambda _, __: self._reveal(),
            "go": lambda _, value: self._go(value),
            "finish": lambda _, __: self._finish(asked),
            "restart": lambda _, __: self._restart(),
            "sure": lambda _, value: self._say_sure(value),
            "keep": lambda _, value: keeping.keeper().start(value),
        }

    def _give(self, given: Given) -> None:
        if self.revealed:
            return
        self.given = {**self.given, self.item.id: given}
        self._keep(self.item, done=False)
        number = self.item.number
        typed = next(iter(given.get(self.item.parts[0].id, ())), "")
        if number and typed and number.read(typed) is None:
            self.notice = f"“{typed}” is not a number. Type it with digits, such as {0.5 if number.answer % 1 else 12}."

    def _hold(self, token: str) -> None:
        if token not in self.item.parts[0].by_id:
            raise moves.NoSuchMove(f"There is no word called “{token}” here.")
        self.held = "" if self.held == token else token

    def _place(self, part: str) -> None:
        if not self.held and not self.answer(self.item).get(part):
            raise moves.NoSuchMove("Choose a word first, then the gap it belongs in.")
        self._give(moves.placed(self.item, self.answer(self.item), part, self.held))
        self.held = ""

    def _check(self) -> None:
        typed = next(iter(self.answer(self.item).get(self.item.parts[0].id, ())), "")
        if typed and self.item.number and self.item.number.read(typed) is None:
            raise moves.NoSuchMove(f"“{typed}” is not a number. Type it with digits.")
        self.held = ""
        self.outdated = self.outdated - {self.item.id}
        self.checked = {*self.checked, self.item.id}
        if self.mode == "practice":
            self._keep(self.item, done=True)

    def _again(self) -> None:
        self.checked = self.checked - {self.item.id}

    def _reveal(self) -> None:
        """Show the answer to a class, or hide it again."""
        self.held = ""
        self.checked = self.checked ^ {self.item.id}

    def _go(self, value: str) -> None:
        self.held = ""
        self.number = value

    def _finish(self, asked: str) -> None:
        left = [str(number) for number, one in enumerate(self.items(), 1) if not self.answer(one)]
        if left and asked != "finish":
            self.to_confirm = "finish"
            many = len(left) > 1
            self.notice = (
                f"Question{'s' if many else ''} {listing(left)} {'are' if many else 'is'} not answered. "
                "Press Hand in once more to hand in all the same."
            )
            return
        self._close()

    def _close(self) -> None:
        """The test is handed in: every answer counts, and all are revealed."""
        self.checked = {one.id for one in self.items()}
        self.finished = "yes"
        for one in self.items():
            self._keep(one, done=True, more=one is not self.items()[-1])

    def _restart(self) -> None:
        self._started_over()
        self.given, self.sure, self.checked, self.finished = {}, {}, set(), ""
        self.number, self.retaken = "1", True

    def _started_over(self) -> None:
        """Practice takes up where it was left; a test and a class start with empty questions."""
        self.checked, self.finished, self.held = set(), "", ""
        self.given, self.sure, self.retaken = {}, {}, False
        self._restore()

    def _say_sure(self, value: str) -> None:
        if value not in map(str, SURE):
            raise moves.NoSuchMove("Say how sure you are with a number from 1 to 5.")
        self.sure = {**self.sure, self.item.id: int(value)}
        self._keep(self.item, done=False)

    # ---- what is kept ----

    def _keep(self, item: Item, *, done: bool, more: bool = False) -> None:
        """Keep an answer; what is only picked never takes the place of one that was checked."""
        before = keeping.keeper().answer(item.id)
        checked = before is not None and before.done and before.mark == item.mark
        if self.mode != "class" and (done or not checked):
            earned = self.score(item)
            keeping.keeper().put(
                item,
                self.answer(item),
                points=earned.points,
                most=earned.most,
                done=done,
                sure=self.sure.get(item.id, 0),
                more=more,
            )

    def _file_changed(self) -> None:
        """Answers were loaded, or are kept from now on, or no longer. What is being answered here stays."""
        if not self.retaken:
            self._restore()
        self._show()

    def _restore(self) -> None:
        """Take up the answers that are kept; one to an item that has changed since is shown again as not checked."""
        if self.mode == "class" or (self.mode == "test" and not self.keeps_test):
            return
        for one in self.items():
            kept = keeping.keeper().answer(one.id)
            if kept is None or self.answer(one):
                continue
            if kept.given and kept.mark != one.mark:
                self.outdated = {*self.outdated, one.id}
            self.given = {**self.given, one.id: one.picks(kept.given)}
            if kept.sure:
                self.sure = {**self.sure, one.id: kept.sure}
            if kept.done and kept.mark == one.mark and self.mode == "practice":
                self.checked = {*self.checked, one.id}

    # ---- what is seen ----

    def shown_controls(self) -> Iterable[str]:
        return ("mode",)

    def picture(self) -> Safe:
        shown = sheet.Shown(self.item, self._shown_answer(), self.revealed, self.held)
        return el(
            "div",
            self._steps(),
            el(
                "div",
                self.beside(),
                el("div", sheet.form(shown), self._sureness(), self._buttons(), class_="mbc-question-sheet"),
                class_=self._layout(),
            ),
            class_=f"mbc-wide mbc-quiz{' mbc-big' if self.mode == 'class' else ''}",
        )

    def _shown_answer(self) -> Given:
        """What was picked; for a class that did not pick, the key once it is revealed."""
        picked = self.answer(self.item)
        return self.item.key if self.mode == "class" and self.revealed and not picked else picked

    def _layout(self) -> str:
        return "mbc-desk"

    def _steps(self) -> Safe:
        """The way through the questions: one button each, with its state in words and sign."""
        buttons = [self._stop(index, one) for index, one in enumerate(self.items(), 1)]
        return el("nav", el("ol", [el("li", button) for button in buttons]), class_="mbc-stops", aria_label="Questions")

    def _state(self, item: Item) -> tuple[str, str]:
        """Sign and words for the state of an item."""
        if item.id in self.checked and self.mode == "test" and not self.finished:
            return "●", "handed in"
        if item.id not in self.checked:
            return ("•", "begun") if self.answer(item) else ("", "not answered yet")
        if self.mode == "class":
            return "●", "revealed"
        if not self.answer(item):
            return "○", "not answered"
        earned = self.score(item)
        return ("✓", "right") if earned.perfect else ("◐", "partly right") if earned.points else ("✗", "missed")

    def _stop(self, index: int, item: Item) -> Safe:
        sign, words = self._state(item)
        here = index == self.at
        return el(
            "button",
            f"{index}{f' {sign}' if sign else ''}",
            type="button",
            data_name="number",
            data_value=str(index),
            aria_label=f"Question {index}, {words if self.may_open(index) else 'opens later'}",
            aria_current="step" if here else None,
            aria_disabled=None if self.may_open(index) else "true",
        )

    def may_open(self, index: int) -> bool:
        """May question ``index`` be gone to now?"""
        return True

    def _buttons(self) -> Safe:
        return el("div", [one for one in self._actions() if one], class_="mbc-actions")

    def _actions(self) -> Iterable[Safe]:
        last = self.at == len(self.items())
        onward = _button("Next question", "go", str(self.at + 1)) if not last else NOTHING
        match self.mode:
            case "practice" if self.revealed:
                yield from (onward, _button("Try again", "again", quiet=bool(onward)))
            case "practice":
                yield _button("Check my answer", "check")
            case "class":
                yield _button("Hide the answer" if self.revealed else "Reveal the answer", "reveal")
                yield onward
            case "test" if not self.finished:
                yield onward
                yield _button("Hand in and see the feedback", "finish", quiet=bool(onward))
            case _:
                yield onward
                yield _button("Take it again", "restart", quiet=True)

    def _sureness(self) -> Safe:
        if not self.asks_how_sure or self.revealed:
            return NOTHING
        chosen = self.sure.get(self.item.id)
        options = [
            el(
                "label",
                el(
                    "input",
                    type="radio",
                    name=f"sure-{self.item.id}",
                    value=str(level),
                    checked=level == chosen,
                    data_name="sure",
                    data_value=str(level),
                ),
                el("span", f"{level} {words}"),
            )
            for level, words in SURE.items()
        ]
        return el(
            "fieldset",
            el("legend", "How sure are you?"),
            el("div", options, class_="mbc-pills"),
            class_="mbc-control mbc-sure",
            data_key=f"sure {self.item.id}",
        )

    def words(self) -> Safe:
        at = f"Question {self.at} of {len(self.items())}: {self.item.type_name}."
        told = [self._told()] if self.revealed else []
        told.append(el("p", el("strong", at), f" {self._tally()}"))
        if self.item.id in self.outdated:
            told.append(el("p", "This question was changed since you answered it. Look at it again."))
        if self.notice:
            told.append(el("p", self.notice, role="alert", class_="mbc-problem"))
        if self.held:
            word = self.item.parts[0].by_id[self.held].text
            told.append(el("p", f"In hand: “{word}”. Now choose the gap it belongs in."))
        if self.complete and (self.mode != "test" or self.finished):
            told.append(self.ending())
        return join(*told)

    def _told(self) -> Safe:
        if self.mode == "class":
            worth = f"This question is worth {feedback.points(most(self.item))}. "
            return join(
                el("p", el("strong", "The answer is shown. "), worth),
                el("p", feedback.rule_words(self.item), class_="mbc-note"),
            )
        return feedback.verdict(self.item, self.answer(self.item), self.score(self.item))

    def _tally(self) -> str:
        if self.mode == "class":
            return ABOUT["class"]
        done = [one for one in self.items() if one.id in self.checked]
        if self.mode == "test" and not self.finished:
            begun = sum(bool(self.answer(one)) for one in self.items())
            handed = f", {len(done)} handed in" if done else ""
            return f"{begun} of {len(self.items())} answered{handed}. {ABOUT['test']}"
        if not done:
            return ABOUT[self.mode]
        earned, possible = (sum(numbers) for numbers in zip(*(self.score(one)[:2] for one in done), strict=True))
        so_far = "" if self.complete else " so far"
        return f"{len(done)} of {len(self.items())} checked, {earned} of {feedback.points(possible)}{so_far}."

    def detail(self) -> Safe:
        return join(
            el("div", el("h4", "Why"), feedback.reasons(self.item, self._shown_answer()), class_="mbc-why")
            if self.revealed
            else NOTHING,
            self._about(),
            keeping.offer() if self.mode != "class" else NOTHING,
        )

    def _about(self) -> Safe:
        item = self.item
        tags = [
            f"Clinical judgment: {STEPS[item.step].name}",
            f"Client needs: {NEEDS[item.needs]}",
            f"Level: {item.bloom}",
            f"Compared with its sources on {item.reviewed:%B} {item.reviewed.day}, {item.reviewed.year}",
        ]
        goal = tables.row("objectives", item.objective)["objective"]
        section = item.read or ("" if item.case else item.section)
        more = el("p", "Read more: ", section_link(section, named=True)) if section and self.revealed else NOTHING
        return join(
            more,
            el(
                "details",
                el("summary", "About this question"),
                el("p", f"You can {goal}."),
                el("p", ". ".join(tags) + ". ", el("code", item.id)),
                el("p", INDEPENDENT, class_="mbc-note"),
                data_key="about",
            ),
        )

    def rows(self) -> list[Rows]:
        headings = {"n": "Question", "stem": "Asked", "points": "Points", "of": "Of"}
        done = [
            {"n": number, "stem": one.stem, "points": self.score(one).points, "of": most(one)}
            for number, one in enumerate(self.items(), 1)
            if one.id in self.checked and self.mode != "class" and (self.mode != "test" or self.finished)
        ]
        return [Rows("Your answers so far", headings, done)]

    def extra_sources(self) -> list[str]:
        return [self.item.source_id]

    def _shown(self, picture: Any, rows: list[Rows]) -> dict[str, Safe]:
        bedside = frame.takeaway(self.item.why) if self.revealed else NOTHING
        return super()._shown(picture, rows) | {"takeaway": bedside, "table": frame.tables_of(rows, "My answers")}


def _button(words: str, name: str, value: str = "yes", *, quiet: bool = False) -> Safe:
    look: dict[str, Attribute] = {"class_": "mbc-quiet" if quiet else "mbc-go"}
    return el("button", words, type="button", data_name=name, data_value=value, data_key=name, **look)


class Questions(Player):
    """The questions after one section of the series: ``Questions(section="spread_body")``."""

    section = Choice(bank.sections, "Section", look="select")

    title = "Check yourself"

    def named(self) -> str:
        return f"Check yourself: {self.label('section')}"

    def items(self) -> Sequence[Item]:
        return bank.of_section(self.section)

    def act(self, name: str, value: str) -> None:
        super().act(name, value)
        if name == "section":
            self.number = "1"
            self._started_over()

    def ending(self) -> Safe:
        missed = [one for one in self.items() if not self.score(one).perfect]
        if self.mode == "class":
            return NOTHING
        if not missed:
            return el("p", el("strong", "All done, and every point earned."))
        numbers = ", ".join(str(self.items().index(one) + 1) for one in missed)
        return el("p", el("strong", "All done. "), f"Look again at {numbers}.")
