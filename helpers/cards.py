"""Pieces of HTML that stand beside a picture: headed lists, and how soon to act, in word, sign and color."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from helpers.markup import NOTHING, Safe, el
from helpers.schema import split


class Urgency(NamedTuple):
    """How soon to act: its words, and a sign that does not depend on color."""

    words: str
    sign: str
    meaning: str


URGENCY = {
    "now": Urgency("Act now", "▲", "Stop and act. Call for help."),
    "today": Urgency(
        "Same day", "◆", "Report it now, so that it is reviewed today. Do not leave it for the next shift."
    ),
    "soon": Urgency("Soon", "●", "Report it; review within days."),
    "routine": Urgency("Routine", "○", "Assess, note, bring to the next visit."),
}
"""Most urgent first. The values of ``urgency`` and ``severity`` in the tables."""


def urgency_chip(level: str) -> Safe:
    """The level as a chip: sign and words."""
    known = URGENCY[level]
    return el("span", f"{known.sign} {known.words}", class_=f"mbc-chip mbc-{level}")


def headed(title: str, *parts: object) -> Safe:
    """A heading and what stands under it, or nothing when that is empty."""
    inside = [part if isinstance(part, Safe) else el("p", part) for part in parts if part]
    return el("div", el("h4", title), inside, class_="mbc-block") if inside else NOTHING


def folded(summary: object, *parts: object, key: str, opened: bool = False) -> Safe:
    """A card that the reader opens. ``key`` tells it from its neighbors, so that it stays open when they change."""
    return el("details", el("summary", summary), parts, open=opened, class_="mbc-card", data_key=key)


def bullets(items: Iterable[str], *, ordered: bool = False) -> Safe:
    """Items as a list, or nothing when there are none. ``ordered`` where the order is the order to act in."""
    written = [el("li", capitalized(item)) for item in items]
    return el("ol" if ordered else "ul", written) if written else NOTHING


def merged(cells: Iterable[str]) -> list[str]:
    """The items of several ``;``-joined cells, each once, in order; “none established” only where nothing else is."""
    items = list(dict.fromkeys(item for cell in cells for item in split(cell)))
    told = [item for item in items if not item.lower().startswith("none established")]
    return told or items


def capitalized(words: str) -> str:
    """First letter large, the rest as it is (``HER2`` stays)."""
    return words[:1].upper() + words[1:]
