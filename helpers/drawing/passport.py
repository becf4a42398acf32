"""A drug's passport: how it is given, what it needs, and which parts of the body are watched.

One page for each drug, side by side or one below the other. A part is checked on a schedule (a full square), asked
about at every contact (an open diamond), or neither (a dot): word, shape and weight say so, not color alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from helpers.drawing.parts import fitted, text_width, tspans
from helpers.markup import Safe, el, join

TEST, ASK = "test", "ask"
"""How a part of the body is watched: by a check on a schedule, or by asking and looking at every contact."""

KEY = {TEST: "checked on a schedule", ASK: "asked about at every contact", "": "no row in our table"}
"""What the three signs mean, in words."""


class Place(NamedTuple):
    """A part of the body: its name, a short one for the head of a column, one within a sentence, its point on the
    figure, and its side."""

    name: str
    short: str
    said: str
    x: float
    y: float
    left: bool


PLACES: Mapping[str, Place] = {
    "nerves": Place("Nerves", "Nerves", "nerves", 58, 16, True),
    "eyes": Place("Eyes", "Eyes", "eyes", 60, 34, True),
    "lungs": Place("Lungs", "Lungs", "lungs", 50, 104, True),
    "liver": Place("Liver", "Liver", "liver", 54, 142, True),
    "kidneys": Place("Kidneys", "Kidney", "kidneys", 52, 168, True),
    "gut": Place("Mouth, gut", "Gut", "mouth or gut", 64, 190, True),
    "fluid": Place("Fluid, weight", "Fluid", "fluid", 56, 262, True),
    "heart": Place("Heart", "Heart", "heart", 82, 112, False),
    "blood": Place("Blood", "Blood", "blood", 113, 118, False),
    "metabolism": Place("Sugar, thyroid", "Sugar", "sugar or thyroid", 84, 148, False),
    "vein": Place("Vein, infusion", "Vein", "vein or infusion", 122, 162, False),
    "womb": Place("Pregnancy", "Womb", "pregnancy", 76, 208, False),
    "skin": Place("Skin", "Skin", "skin", 130, 206, False),
    "bone": Place("Bones, jaw", "Bones", "bones", 90, 250, False),
}
"""Where each part lies on a figure of 140 by 290 units; the patient's left is on the viewer's right."""

FIGURE = (
    "M70 8a24 28 0 0 1 13 51c0 8 4 12 16 15 14 4 20 10 22 24l14 102q2 12-6 14-8 1-10-10l-15-76c-3 24-2 40 2 62"
    "l2 96h-34l-4-68-4 68h-34l2-96c4-22 5-38 2-62l-15 76q-2 11-10 10-8-2-6-14l14-102c2-14 8-20 22-24 12-3 16-7 16-15"
    "a24 28 0 0 1 13-51z"
)
"""A plain figure, of no sex, that fills 140 by 290 units."""


@dataclass(frozen=True)
class Page:
    """One drug: its name, what stands below it, how it is given, and how each place is watched.

    ``routes`` are keys of :data:`ICONS`; ``lines`` stand below the name, ``warning`` last and bold; ``watched`` has
    :data:`TEST` or :data:`ASK` for a key of :data:`PLACES`.
    """

    name: str
    routes: Sequence[str]
    lines: Sequence[str]
    warning: str
    watched: Mapping[str, str]


ICONS: Mapping[str, str] = {
    "oral": "M4 9h16a5 5 0 0 1 0 10h-16a5 5 0 0 1 0-10zM12 9v10",
    "iv": "M6 1h12a3 3 0 0 1 3 3v10a5 5 0 0 1-5 5h-8a5 5 0 0 1-5-5v-10a3 3 0 0 1 3-3zM3 9h18M12 19v9",
    "sc": "M2 26l6-6M6 16l6 6 10-10-6-6zM19 9l5-5M12 12l3 3",
    "im": "M2 26l6-6M6 16l6 6 10-10-6-6zM19 9l5-5M12 12l3 3",
    "implant": "M1 8h23M1 24h23M7 13h11a3 3 0 0 1 0 6h-11a3 3 0 0 1 0-6z",
}
"""How a drug is given, as line drawings of 26 by 28 units: tablet, drip, syringe (twice) and implant."""


class _Sheet(NamedTuple):
    """Sizes of a page in drawing units: its width, its letters, and the width of the figure."""

    width: float
    font: float
    figure: float

    @property
    def line(self) -> float:
        """Height of a line of words."""
        return self.font * 1.4

    @property
    def title(self) -> float:
        """Size of the letters of the name."""
        return self.font * 1.4


WIDE, NARROW = _Sheet(520, 16, 180), _Sheet(374, 15, 140)
GAP, ICON = 20, 34
"""Room between two pages, and for the sign of a route."""


def passport(pages: Sequence[Page], *, title: str, narrow: bool = False) -> Safe:
    """One or two pages; two stand side by side, or one below the other where it is ``narrow``.

    ``title`` is what a screen reader says in place of the picture.
    """
    sheet = NARROW if narrow else WIDE
    abreast = len(pages) > 1 and not narrow
    heads = [_head(page, sheet) for page in pages]
    tallest = max(head.height for head in heads)
    drawn, x, y = [], 0.0, 0.0
    for page, head in zip(pages, heads, strict=True):
        inside, height = _page(page, head, tallest if abreast else head.height, sheet)
        drawn.append(el("g", inside, transform=f"translate({x:g} {y:g})"))
        x, y = (x + sheet.width + GAP, y) if abreast else (x, y + height + GAP)
    width = sheet.width * 2 + GAP if abreast else sheet.width
    bottom = height if abreast else y - GAP
    return el(
        "svg",
        drawn,
        _key(width, bottom + 10, sheet),
        role="img",
        aria_label=title,
        class_="mbc-wide" if abreast else None,
        viewbox=f"0 0 {width:g} {bottom + 12 + _key_lines(width, sheet) * sheet.line:g}",
        font_size=sheet.font,
    )


class _Head(NamedTuple):
    """The lines above a figure: the name, then the rest with its last ``bold`` lines bold."""

    names: list[str]
    lines: list[str]
    bold: int
    sheet: _Sheet

    @property
    def top(self) -> float:
        """Where the name ends."""
        return 12 + self.sheet.title * 1.2 * len(self.names)

    @property
    def height(self) -> float:
        """Room for all lines."""
        return self.top + self.sheet.line * len(self.lines) + 18


def _head(page: Page, sheet: _Sheet) -> _Head:
    room = sheet.width - 28
    lines = [line for words in page.lines for line in fitted(words, room, sheet.font)]
    bold = fitted(page.warning, room, sheet.font * 1.06) if page.warning else []
    names = fitted(page.name, room - ICON * len(page.routes), sheet.title * 1.06)
    return _Head(names, [*lines, *bold], len(bold), sheet)


def _page(page: Page, head: _Head, below: float, sheet: _Sheet) -> tuple[Safe, float]:
    """A page and its height; its figure begins at ``below``."""
    size, icons = sheet.title, ICON * len(page.routes)
    written = [
        el(
            "text",
            words,
            x=14,
            y=head.top + sheet.line * (index + 0.8),
            font_weight=700 if index >= len(head.lines) - head.bold else 400,
        )
        for index, words in enumerate(head.lines)
    ]
    scale = sheet.figure / 140
    height = below + 290 * scale + 18
    drawn = [
        el(
            "rect",
            x=1,
            y=1,
            width=sheet.width - 2,
            height=height - 2,
            rx=14,
            fill="var(--mbc-panel)",
            stroke="var(--mbc-edge)",
        ),
        (
            el("text", words, x=14, y=12 + size * (1.2 * index + 0.95), font_size=size, font_weight=700)
            for index, words in enumerate(head.names)
        ),
        (
            el(
                "path",
                d=ICONS[route],
                transform=f"translate({sheet.width - icons - 8 + ICON * index:g} 12) scale(1.1)",
                fill="none",
                stroke="var(--mbc-accent)",
                stroke_width=2,
                stroke_linejoin="round",
                stroke_linecap="round",
            )
            for index, route in enumerate(page.routes)
        ),
        written,
        _figure(page.watched, below, scale, sheet),
    ]
    return join(*drawn), height


def _figure(watched: Mapping[str, str], top: float, scale: float, sheet: _Sheet) -> Safe:
    """The figure with its places named at both sides."""
    start = (sheet.width - sheet.figure) / 2
    drawn = [
        el(
            "path",
            d=FIGURE,
            transform=f"translate({start:g} {top:g}) scale({scale:g})",
            fill="var(--mbc-skin)",
            stroke="var(--mbc-skin-line)",
            stroke_width=1.5,
        )
    ]
    for left in (True, False):
        side = [key for key, place in PLACES.items() if place.left == left]
        step = 290 * scale / len(side)
        for index, key in enumerate(side):
            place = PLACES[key]
            spot = start + place.x * scale, top + place.y * scale
            drawn += _place(place, watched.get(key, ""), spot, top + step * (index + 0.5), sheet)
    return el("g", drawn)


def _place(place: Place, how: str, spot: tuple[float, float], y: float, sheet: _Sheet) -> list[Safe]:
    """The name of a place with its sign, and a line to its point on the figure where it is watched."""
    edge = 20.0 if place.left else sheet.width - 20
    lines = fitted(place.name, (sheet.width - sheet.figure) / 2 - 26, sheet.font * 1.06)
    reach = max(text_width(line, sheet.font * 1.06) for line in lines) + 20
    inner = edge + reach if place.left else edge - reach
    first = y + sheet.font * 0.35 - sheet.line * (len(lines) - 1) / 2
    words = el(
        "text",
        tspans(lines, edge + (14 if place.left else -14), first, sheet.line),
        text_anchor="start" if place.left else "end",
        font_weight=700 if how else 400,
        fill_opacity=None if how else 0.75,
    )
    signs = [sign(how, edge, y, 7), words]
    if how:
        line = el("path", d=f"M{inner:g} {y:g}L{spot[0]:g} {spot[1]:g}", stroke="var(--mbc-accent)", stroke_width=1.5)
        signs = [line, sign(how, *spot, 6), *signs]
    return signs


def sign(how: str, x: float, y: float, size: float) -> Safe:
    """The sign of a mark around a point: a full square, an open diamond, or a dot. ``size`` is half its width."""
    if how == TEST:
        return el("rect", x=x - size, y=y - size, width=2 * size, height=2 * size, rx=2, fill="var(--mbc-accent)")
    if how == ASK:
        half = size * 1.2
        d = f"M{x:g} {y - half:g}l{half:g} {half:g}-{half:g} {half:g}-{half:g}-{half:g}z"
        return el("path", d=d, fill="var(--mbc-surface)", stroke="var(--mbc-accent)", stroke_width=2.5)
    return el("circle", cx=x, cy=y, r=size / 3, fill="var(--mbc-ink-soft)")


def _key_places(width: float, sheet: _Sheet) -> list[tuple[str, float, int]]:
    """Each sign of the key, where it begins, and in which line."""
    x, line, placed = 14.0, 0, []
    for how, words in KEY.items():
        wide = 22 + text_width(words, sheet.font)
        if x > 14 and x + wide > width:
            x, line = 14.0, line + 1
        placed.append((how, x, line))
        x += wide + 18
    return placed


def _key_lines(width: float, sheet: _Sheet) -> int:
    return _key_places(width, sheet)[-1][2] + 1


def _key(width: float, top: float, sheet: _Sheet) -> Safe:
    """What the signs mean, in as many lines as it takes."""
    drawn = []
    for how, x, line in _key_places(width, sheet):
        y = top + sheet.line * (line + 0.5)
        drawn += [sign(how, x, y, 7), el("text", KEY[how], x=x + 14, y=y + sheet.font * 0.35)]
    return el("g", drawn, aria_hidden="true")
