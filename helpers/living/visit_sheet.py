"""The forms of the list of questions, its page to print, and the same as plain text."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from helpers.markup import NOTHING, Safe, el, join
from helpers.tables import Record

HANDED = "Please take a copy. I would like to start at the top."
"""What the page says to the clinician."""

CALL = (
    "Something new or worse? Do not wait for the visit: call your team today. Call 911 (in the US) for weak or numb "
    "legs, bladder or bowel trouble, sudden trouble breathing, chest pain, a seizure or confusion. Thoughts of ending "
    "your life: call or text 988 now. On treatment, call at any hour for a fever of 100.4 °F (38.0 °C) or more, "
    "or chills."
)
"""What cannot wait, in the patient’s words."""


BLANKS = 5
"""Numbered lines on the page of an empty list, to fill in by hand."""


class Chosen(NamedTuple):
    """A topic on the list with the questions picked of it."""

    id: str
    name: str
    questions: Sequence[str]


# ---- the page ----


def sheet(chosen: Sequence[Chosen], own: str, name: str) -> Safe:
    """The page to print, with room to write. ``own`` is a question of the patient’s own, ``name`` whose list it is."""
    topics = [
        el("li", el("strong", one.name), el("ul", [el("li", question) for question in one.questions]), _line())
        for one in chosen
    ]
    empty = el("ol", [el("li", _line()) for _ in range(BLANKS)], aria_label=f"Room for {BLANKS} questions")
    return el(
        "section",
        el("h4", f"My questions for the visit{f': {name} (fictional)' if name else ''}"),
        el("p", "Name: ", _blank(), " Date: ", _blank(), " With: ", _blank(), class_="mbc-questions-head"),
        el("p", HANDED),
        join(el("p", el("strong", "My own question: "), own), _line()) if own else NOTHING,
        el("ol", topics) if topics else empty if not own else NOTHING,
        el("p", el("strong", "What we agreed, and whom I call: "), class_="mbc-questions-agreed"),
        _line(),
        el("p", CALL, style="margin-top:0.75rem"),
        class_="mbc-questions",
        aria_label="The page to print",
    )


def _line() -> Safe:
    """Room to write by hand; nothing to hear."""
    return el("div", "\u00a0", class_="mbc-questions-line", aria_hidden="true")  # a number beside it stands on its line


def _blank() -> Safe:
    return el("span", class_="mbc-questions-blank", aria_hidden="true")


def as_text(chosen: Sequence[Chosen], own: str) -> str:
    """The page as plain text."""
    lines = ["My questions for the visit", "", HANDED, ""]
    lines += [f"My own question: {own}", ""] if own else []
    for at, one in enumerate(chosen, 1):
        lines += [f"{at}. {one.name}", *(f"   - {question}" for question in one.questions), ""]
    return "\r\n".join([*lines, CALL, "", "Education, not medical advice."])


# ---- the forms ----


def desk(topics: Safe, *mine: Safe) -> Safe:
    """Topics to tick at the left, the questions and the list made of them at the right."""
    return el("div", topics, el("div", mine), class_="mbc-questions-desk")


def ticks(topics: Mapping[str, str], order: Collection[str], *, full: bool) -> Safe:
    """A checkbox for every topic; where the list is ``full``, only those on it can be changed."""
    legend = f"Topics ({len(order)} on the list: it is full, take one out to add another)" if full else "Tick topics"
    boxes = [_tick("pick", key, name, key in order, full=full) for key, name in topics.items()]
    return el(
        "fieldset",
        el("legend", legend),
        el("div", boxes, class_="mbc-pills"),
        class_="mbc-block mbc-questions-ticks",
    )


def asks(name: str, questions: Sequence[Record], on: Collection[str], *, full: bool) -> Safe:
    """A checkbox for every question of the topic that is read; none can be added to a list that is ``full``."""
    boxes = [
        _tick("ask", one["question_id"], one["question"], one["question_id"] in on, full=full) for one in questions
    ]
    return el(
        "fieldset",
        el("legend", f"Questions about: {name}"),
        el("div", boxes, class_="mbc-pills"),
        class_="mbc-block mbc-questions-ticks",
    )


def _tick(name: str, value: str, words: str, on: bool, *, full: bool) -> Safe:
    shut = full and not on
    return el(
        "label",
        el("input", type="checkbox", value=value, checked=on, disabled=shut, data_name=name, data_value=value),
        el("span", words),
        data_key=value,
    )


def moves(chosen: Sequence[Chosen]) -> Safe:
    """The list with its order: what matters most first."""
    if not chosen:
        return NOTHING
    rows = [_moved(one, at, len(chosen)) for at, one in enumerate(chosen)]
    return el("div", el("h4", "What matters most first"), el("ol", rows, class_="mbc-order"), class_="mbc-block")


def _moved(one: Chosen, at: int, count: int) -> Safe:
    buttons = [
        _button(words, verb, one, ended)
        for words, verb, ended in (
            ("Up", "up", at == 0),
            ("Down", "down", at == count - 1),
            ("Take out", "pick", False),
        )
    ]
    return el("li", el("span", one.name), el("span", buttons, class_="mbc-moves"), data_key=one.id)


def _button(words: str, verb: str, one: Chosen, ended: bool) -> Safe:
    return el(
        "button",
        words,
        type="button",
        data_name=verb,
        data_value=one.id,
        data_key=words,
        aria_label=f"{words}: {one.name}",
        aria_disabled="true" if ended else None,
        class_="mbc-quiet",
    )


def own(words: str, longest: int) -> Safe:
    """A field for a question of one’s own."""
    return el(
        "div",
        el(
            "label",
            el("span", "My own question, printed first", class_="mbc-label"),
            el("input", type="text", value=words, maxlength=longest, autocomplete="off", data_name="own"),
            class_="mbc-control mbc-questions-own",
        ),
        el("p", "It stays on this page and is not kept: no names, please.", class_="mbc-note"),
        class_="mbc-block",
    )


def download(address: str, file: str) -> Safe:
    """The page as a file of plain text."""
    return el("p", el("a", "Download the list (text)", href=address, download=file), class_="mbc-block")
