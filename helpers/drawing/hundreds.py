"""Several groups of 100 people, one below the other, so that they can be compared by eye."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from helpers.drawing.parts import text_width
from helpers.drawing.people import CELL, Group, people
from helpers.markup import Safe, el

PER_ROW = 20
WIDTH, HEIGHT = CELL * PER_ROW, CELL * (100 // PER_ROW)
TEXT, LINE, GAP = 20.0, 26.0, 26.0
"""Size and line height of the words, which stay readable at 390 px, and the room between two groups."""
LETTER, BOLD = 0.55 * TEXT, 0.62 * TEXT
"""Mean width of a character, and of a bold one."""


@dataclass(frozen=True)
class Hundred:
    """100 people: the name of their group, what is said beside it (a number), and who fared how."""

    name: str
    number: str
    groups: tuple[Group, ...]

    def __post_init__(self) -> None:
        if sum(group.count for group in self.groups) != 100:
            raise ValueError(f"“{self.name}” does not hold 100 people")


def hundreds(crowds: Sequence[Hundred], *, title: str, foot: str = "") -> Safe:
    """Each group of 100 as an icon array under its name, and one key, which the labels of the first group give.

    ``foot`` is a line below, such as who was counted. The text alternative is ``title`` and every name with its
    number. There must be at least one group.
    """
    drawn: list[Safe] = []
    y = 0.0
    for crowd in crowds:
        head, y = _head(crowd, y)
        array = people(crowd.groups, title=crowd.name, per_row=PER_ROW, key=False)
        drawn += [head, _placed(array, crowd.name, y, WIDTH, HEIGHT)]
        y += HEIGHT + GAP
    key, y = _key(crowds[0].groups, y)
    lines = _lines(foot, WIDTH)
    below = [_text(line, 0, y + 8 + LINE * row) for row, line in enumerate(lines)]
    size = f"0 0 {WIDTH:.0f} {y + 8 + LINE * len(lines):.0f}"
    told = "; ".join(f"{crowd.name}: {crowd.number}" for crowd in crowds)
    return el("svg", drawn, key, below, viewbox=size, role="img", aria_label=f"{title} {told}.")


def _head(crowd: Hundred, y: float) -> tuple[Safe, float]:
    """The name, with the number at the end of its last line or, for want of room, below; and where both end."""
    lines = _lines(crowd.name, WIDTH, BOLD)
    beside = text_width(lines[-1], TEXT) + text_width(crowd.number, TEXT) + 16 <= WIDTH
    words = [_text(line, 0, y + LINE * row, font_weight=650) for row, line in enumerate(lines)]
    end = y + LINE * (len(lines) if beside else len(lines) + 1)
    number = _text(crowd.number, WIDTH, end - LINE, text_anchor="end")
    return el("g", words, number), end + 4


def _key(groups: Sequence[Group], y: float) -> tuple[list[Safe], float]:
    """What each sign stands for, one below the other; and where the key ends."""
    drawn: list[Safe] = []
    for group in groups:
        one = people([Group(group.label, 1, group.role, group.mark)], title=group.label, per_row=1, key=False)
        drawn.append(_placed(one, group.label, y, CELL, CELL))
        for line in _lines(group.label, WIDTH - CELL - 8):
            drawn.append(_text(line, CELL + 8, y))
            y += LINE
        y += 4
    return drawn, y


def _placed(array: Safe, name: str, y: float, width: float, height: float) -> Safe:
    """A drawing set at ``y`` within this one."""
    return el("svg", array, x=0, y=y, width=width, height=height, role="img", aria_label=name)


def _text(words: str, x: float, y: float, **attributes: str | int) -> Safe:
    return el("text", words, x=x, y=y + 19, font_size=TEXT, **attributes)


def _lines(words: str, width: float, letter: float = LETTER) -> list[str]:
    return wrap(words, int(width / letter))
