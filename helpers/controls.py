"""The choices a learner makes: what an explorer's state is made of, and the native controls that show it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Literal

from traitlets import TraitType

from helpers.markup import Safe, el, listing

Options = Mapping[str, str] | Callable[[], Mapping[str, str]]
Look = Literal["radio", "select", "steps", "slider"]


class ChoiceError(ValueError):
    """A choice that does not exist, said in a sentence that names the nearest one that does."""


class Control(TraitType[str, str]):
    """One part of an explorer's state: a trait with a label, a default and a form control."""

    default_value = ""

    def __init__(self, label: str) -> None:
        super().__init__("")
        self.label = label

    def first(self) -> str:
        """The value at the start."""
        return ""

    def values(self) -> Iterable[str]:
        """Every value to enumerate in :meth:`helpers.explorer.Explorer.states`."""
        raise NotImplementedError

    def render(self, value: str) -> Safe:
        """The form control, set to ``value``."""
        raise NotImplementedError


class Choice(Control):
    """One of several options.

    ``options`` maps value to label, or is a function that returns the mapping (called when first needed, so
    that a broken table breaks one explorer and not the import). ``look`` is a row of radio buttons, a
    drop-down, Back and Next for steps that the picture shows, or a slider where the options have an order.
    ``groups`` maps a value to the heading it stands under in a drop-down. ``start`` is the value at the start;
    without it, the first option.
    """

    def __init__(
        self,
        options: Options,
        label: str,
        look: Look = "radio",
        *,
        start: str = "",
        groups: Callable[[], Mapping[str, str]] | None = None,
    ) -> None:
        super().__init__(label)
        self._options = options
        self.look = look
        self._start = start
        self._groups = groups

    @property
    def options(self) -> Mapping[str, str]:
        """Value to label, in the order shown."""
        return self._options() if callable(self._options) else self._options

    def first(self) -> str:
        return self._start or next(iter(self.options), "")

    def values(self) -> Iterable[str]:
        return self.options

    def validate(self, obj: Any, value: Any) -> str:
        if value in self.options:
            return str(value)
        if not self.options:
            raise ChoiceError(f"{self.label}: there is nothing to choose from.")
        known = {name.casefold(): key for key, label in self.options.items() for name in (label, key)}
        near = get_close_matches(str(value).casefold(), known, n=1, cutoff=0.4)
        hint = f"Did you mean “{known[near[0]]}”?" if near else f"Choose {listing(self.options, 'or')}."
        raise ChoiceError(f"{self.label}: “{value}” is not one of the choices. {hint}")

    def render(self, value: str) -> Safe:
        looks = {"radio": self._radio, "select": self._select, "steps": self._steps, "slider": self._slider}
        return looks[self.look](value)

    def _radio(self, value: str) -> Safe:
        return el(
            "fieldset",
            el("legend", self.label),
            el(
                "div",
                (
                    el(
                        "label",
                        el("input", type="radio", name=self.name, value=key, data_name=self.name, checked=key == value),
                        el("span", words),
                    )
                    for key, words in self.options.items()
                ),
                class_="mbc-pills",
            ),
            class_="mbc-control",
        )

    def _select(self, value: str) -> Safe:
        headings = self._groups() if self._groups else {}
        groups: dict[str, list[Safe]] = {}
        for key, words in self.options.items():
            groups.setdefault(headings.get(key, ""), []).append(el("option", words, value=key, selected=key == value))
        options = [el("optgroup", inside, label=name) if name else inside for name, inside in groups.items()]
        return el(
            "label",
            el("span", self.label, class_="mbc-label"),
            el("select", options, data_name=self.name),
            class_="mbc-control",
        )

    def _slider(self, value: str) -> Safe:
        """A range input over the places of the options; the page shows and reports the option at that place."""
        keys = list(self.options)
        words = self.options[value]
        return el(
            "div",  # a label would name the output in it, not the input; aria-valuetext tells what the output tells
            el("span", f"{self.label}: ", el("output", words, aria_live="off"), class_="mbc-label"),
            el(
                "input",
                type="range",
                min=0,
                max=len(keys) - 1,
                value=keys.index(value),
                data_name=self.name,
                data_options=json.dumps(list(self.options.items())),
                aria_label=self.label,
                aria_valuetext=words,
            ),
            class_="mbc-control mbc-slider",
        )

    def _steps(self, value: str) -> Safe:
        keys = list(self.options)
        at, last = keys.index(value), len(keys) - 1
        return el(
            "div",
            self._move("Back", keys[max(at - 1, 0)], at == 0),
            el("span", f"{self.label} {at + 1} of {last + 1}"),
            self._move("Next", keys[min(at + 1, last)], at == last),
            class_="mbc-steps",
        )

    def _move(self, words: str, target: str, ended: bool) -> Safe:
        """A Back or Next button. At the end it stays focusable, so that the keyboard does not lose its place."""
        return el(
            "button",
            words,
            type="button",
            data_name=self.name,
            data_value=target,
            data_key=words,
            aria_disabled="true" if ended else None,
        )


Picked = tuple[str, ...]


class Trail(Control):
    """What was picked so far, one after the other: ids joined by ``;``.

    ``follows`` maps what was picked so far to what may come next, as id to label, each drawn as a button. ``samples``
    gives the trails that stand for all others in tests and still pages: their number has no bound. ``asks`` gives the
    words above the buttons for what was picked so far; it may first answer the newest pick, for a screen reader says
    these words as the keyboard lands there. Without it, ``label`` stands there.
    """

    def __init__(
        self,
        label: str,
        follows: Callable[[Picked], Mapping[str, str]],
        samples: Callable[[], Iterable[str]],
        asks: Callable[[Picked], str] | None = None,
    ) -> None:
        super().__init__(label)
        self._asks = asks or (lambda _: label)
        self.follows = follows
        self.samples = samples

    def values(self) -> Iterable[str]:
        return self.samples()

    def validate(self, obj: Any, value: Any) -> str:
        picked = steps(str(value))
        for count, step in enumerate(picked):
            known = self.follows(picked[:count])
            if step not in known:
                hint = f"Choose {listing(known, 'or')}." if known else "Nothing can follow here."
                raise ChoiceError(f"{self.label}: “{step}” cannot come here. {hint}")
        return further(picked)

    def render(self, value: str) -> Safe:
        picked = steps(value)
        onward = [self._button(words, further(picked, step)) for step, words in self.follows(picked).items()]
        return el(
            "fieldset",
            el("legend", self._asks(picked)),
            el("div", onward, class_="mbc-options") if onward else None,
            el(
                "div",
                self._button("Back one step", further(picked[:-1]), "back"),
                self._button("Start again", "", "again"),
                class_="mbc-steps",
            )
            if picked
            else None,
            class_="mbc-control mbc-trail",
            data_home=self.name,  # where the keyboard goes when what was picked is gone
            tabindex=-1,
        )

    def _button(self, words: str, target: str, key: str | None = None) -> Safe:
        look = "mbc-quiet" if key else "mbc-option"
        return el("button", words, type="button", data_name=self.name, data_value=target, data_key=key, class_=look)


def steps(trail: str) -> Picked:
    """The ids of a trail, in order."""
    return tuple(step for step in trail.split(";") if step)


def further(picked: Picked, *more: str) -> str:
    """The trail that goes on from ``picked``."""
    return ";".join((*picked, *more))


class Search(Control):
    """Free text to search for. ``samples`` are the values that stand for all others in tests and still pages."""

    def __init__(self, label: str, samples: tuple[str, ...] = ("",)) -> None:
        super().__init__(label)
        self.samples = samples

    def values(self) -> Iterable[str]:
        return self.samples

    def validate(self, obj: Any, value: Any) -> str:
        return str(value)[:100]

    def render(self, value: str) -> Safe:
        return el(
            "label",
            el("span", self.label, class_="mbc-label"),
            el("input", type="search", value=value, data_name=self.name, autocomplete="off", spellcheck="false"),
            class_="mbc-control",
        )
