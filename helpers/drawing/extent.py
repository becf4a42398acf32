"""How far a breast cancer reaches: the breast, what is close by, and the rest of the body, one inside the other.

The figure is that of the body map. The tumor is drawn in the patient's left breast, on the viewer's right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import NamedTuple

import pandas as pd

from helpers.drawing import body
from helpers.drawing.body import Part
from helpers.drawing.parts import pickable, text_width, tspans
from helpers.markup import NOTHING, Safe, el, join

LEFT, TOP, RIGHT, FOOT = 84, 8, 562, 748
"""What is shown of the body map, and room beside it for words."""

FONT, LINE, PAD, GAP = 19, 23, 8, 8
"""Type size, line height, and room in and between labels, in drawing units; 13 px on a phone."""

LETTERS = 10
"""A label is broken into lines of about so many letters."""

WORDS_FROM = 404
"""Labels on the right start here, clear of the zones."""

BREAST = (314.0, 376.0)
"""Where the tumor is."""

RADIUS = {"ring": 9.0, "dot": 10.0, "mass": 22.0}
"""How large each sign of a tumor is. A ring is hollow: its cells have not left the duct."""


SIGN = 17.0
"""Radius of the dashed circle around a sign."""


class Zone(NamedTuple):
    """A part of the body: its outline (empty for the whole body), its line pattern, and where its name points."""

    d: str
    dash: str | None
    at: tuple[float, float]


ZONES = {
    "distant": Zone("", "1 8", (205, 150)),
    "regional": Zone(
        "M276 222C306 212 332 238 352 272C376 310 390 348 384 384C378 420 346 444 312 438C276 432 256 404 254 366"
        "L254 262C256 242 262 228 276 222z",
        "12 8",
        (372, 308),
    ),
    "local": Zone("M269 376a48 46 0 1 0 96 0a48 46 0 1 0-96 0z", None, (360, 396)),
}
"""From the outside in; each lies within the one before."""


@dataclass(frozen=True)
class Spot:
    """A finding with a place on the body.

    ``control`` and ``value`` are the choice that picking it sets; ``parts`` the ids of the parts it marks, the first
    one to pick it by; ``name`` is what a screen reader says. A chosen spot is marked, with ``label`` beside it. One
    that is no spread, or not yet known to be, is marked by a ``sign`` in a dashed circle instead.
    ``tumor`` is the sign of a tumor in the breast, a key of :data:`RADIUS`.
    """

    control: str
    value: str
    parts: Sequence[str]
    name: str
    label: str = ""
    chosen: bool = False
    sign: str = ""
    tumor: str = ""


class Note(NamedTuple):
    """A label beside the body: its lines, where it points, and the zone it names, if it names one."""

    lines: Sequence[str]
    at: tuple[float, float]
    zone: str = ""

    @property
    def left(self) -> bool:
        """Does it stand on the left?"""
        return self.at[0] < body.MIDLINE - 15

    @property
    def x(self) -> float:
        """Left edge of its box."""
        return LEFT + PAD if self.left else WORDS_FROM

    @property
    def wish(self) -> float:
        """Where the middle of its box would stand alone: level with its point, or above it so as not to hide it."""
        hides = self.left and self.x + self.width > self.at[0] - 12
        return self.at[1] - (self.height / 2 + 24 if hides else 0)

    @property
    def height(self) -> float:
        """Height of its box in drawing units."""
        return LINE * len(self.lines) + PAD

    @property
    def width(self) -> float:
        """Width of its box in drawing units."""
        return 1.06 * max(text_width(line, FONT) for line in self.lines) + 2 * PAD


def extent(
    parts: pd.DataFrame,
    spots: Sequence[Spot],
    *,
    figure: str,
    zone: str,
    names: Mapping[str, str],
    title: str,
) -> Safe:
    """The body with its three zones and the spots on it.

    ``parts`` are rows of ``body_parts``, to be drawn for ``figure`` (``woman`` or ``man``). ``zone`` is the zone to
    bring out (a key of :data:`ZONES`), or empty for none; ``names`` are the zones' words. Spots are drawn in order.
    """
    drawn = {part.site: part for part in body.parts_of(parts.assign(site_id=parts["part_id"]), figure)}
    outline = next(part for part in drawn.values() if part.kind == "outline")
    places = {spot.parts[0] for spot in spots}
    scene = [part for name, part in drawn.items() if name not in places and part is not outline]
    width, height = RIGHT - LEFT, FOOT - TOP
    return el(
        "svg",
        el("rect", x=LEFT, y=TOP, width=width, height=height, rx=14, fill="var(--mbc-panel)"),
        el(
            "g",
            _ground(outline, zone),
            (body.shape(part, body.LOOKS[part.kind]) for part in scene),
            (_line(key, outline, key == zone) for key in ZONES),
            (_spot(spot, [drawn[name] for name in spot.parts]) for spot in spots),
            stroke_linejoin="round",
            stroke_linecap="round",
            fill_rule="evenodd",
        ),
        _notes(spots, drawn, zone, names),
        role="group",
        aria_label=title,
        class_="mbc-body",
        viewbox=f"{LEFT} {TOP} {width} {height}",
        font_size=FONT,
    )


def _ground(outline: Part, zone: str) -> Safe:
    """The skin, and the chosen zone in the soft accent."""
    whole = "accent-soft" if zone == "distant" else "skin"
    d = ZONES[zone].d if zone else ""
    return el(
        "g",
        el("path", d=outline.d, fill=f"var(--mbc-{whole})"),
        el("path", d=d, fill="var(--mbc-accent-soft)") if d else None,
    )


def _line(key: str, outline: Part, chosen: bool) -> Safe:
    """The line around a zone, in its own pattern."""
    return el(
        "path",
        d=ZONES[key].d or outline.d,
        fill="none",
        stroke=_stroke(chosen),
        stroke_width=5 if chosen else 2.5,
        stroke_dasharray=ZONES[key].dash,
    )


def _stroke(chosen: bool) -> str:
    return f"var(--mbc-{'accent' if chosen else 'ink-soft'})"


# --- spots ------------------------------------------------------------------------------------------------------


def _spot(spot: Spot, own: Sequence[Part]) -> Safe:
    """All parts of a finding; the first is the button."""
    first = own[0]
    small = first.kind in body.TARGETS or first.kind == "tumor"
    return el(
        "g",
        (_part(part, spot) for part in own[1:] if spot.chosen),
        el(
            "g",
            _tumor(spot) if first.kind == "tumor" else _part(first, spot),
            el("path", d=f"M{first.x:g} {first.y:g}h0", class_="mbc-hit", stroke="transparent", stroke_width=body.HIT)
            if small
            else None,
            class_="mbc-part mbc-on" if spot.chosen else "mbc-part",
            **pickable(spot.control, spot.value, spot.name, spot.chosen),
        ),
        _sign(spot, first) if spot.chosen and spot.sign else None,
    )


def _part(part: Part, spot: Spot) -> Safe:
    """A part, brought out if its finding is chosen and counts; nodes are small, so they also get a dark rim."""
    look = body.LOOKS[part.kind]
    if not spot.chosen or spot.sign:
        return body.shape(part, look)
    lit = body.dressed(look, pressed=True)
    rim = body.shape(part, lit._replace(stroke="ink", width=lit.width + 6)) if part.kind == "node" else NOTHING
    return join(rim, body.shape(part, lit._replace(width=lit.width + 1)))


def _tumor(spot: Spot) -> Safe:
    """The tumor: hollow while it is in its duct; only a faint place to pick where nothing was found."""
    fill, stroke, width = {
        "": ("surface", "organ-line", 1),
        "ring": ("surface", "tumor", 4),
    }.get(spot.tumor, ("tumor", "surface", 2))
    return el(
        "circle",
        cx=BREAST[0],
        cy=BREAST[1],
        r=RADIUS.get(spot.tumor, 9.0),
        fill=f"var(--mbc-{fill})",
        stroke=f"var(--mbc-{stroke})",
        stroke_width=width,
    )


def _sign(spot: Spot, part: Part) -> Safe:
    """A sign in a dashed circle: something is there that is no spread, or not known to be."""
    return el(
        "g",
        el(
            "circle",
            cx=part.x,
            cy=part.y,
            r=SIGN,
            fill="var(--mbc-surface)",
            stroke="var(--mbc-ink)",
            stroke_width=2.5,
            stroke_dasharray="5 5",
        ),
        el("text", spot.sign, x=part.x, y=part.y + 7, text_anchor="middle", font_weight=700),
        aria_hidden="true",
    )


# --- labels -----------------------------------------------------------------------------------------------------


def _notes(spots: Iterable[Spot], drawn: Mapping[str, Part], zone: str, names: Mapping[str, str]) -> Safe:
    """The zones' names and the labels of what was found, left and right of the body, clear of each other."""
    found = [Note(_broken(spot.label), _end(spot, drawn[spot.parts[0]])) for spot in spots if spot.chosen]
    notes = [*found, *(Note(_broken(names[key]), ZONES[key].at, key) for key in ZONES)]
    sides = [[note for note in notes if note.left == left] for left in (True, False)]
    return el(
        "g",
        (
            _note(note, middle, note.zone == zone)
            for side in sides
            for note, middle in zip(side, spread([(note.wish, note.height) for note in side]), strict=True)
        ),
        stroke_width=2,
        stroke_linecap="round",
        aria_hidden="true",
    )


def _broken(words: str) -> list[str]:
    return wrap(words, LETTERS, break_long_words=False)


def _end(spot: Spot, part: Part) -> tuple[float, float]:
    """Where the line of a spot's label ends: at the edge of a tumor or a sign, or else at the part's anchor."""
    if spot.tumor:
        return BREAST[0] + RADIUS[spot.tumor], BREAST[1]
    return part.x + (SIGN if spot.sign else 0), part.y


def spread(wanted: Sequence[tuple[float, float]]) -> list[float]:
    """Middles of labels, given the middle each would like and its height: none overlaps, each stays near its wish.

    Neighbors that are in each other's way become one block around the mean of their wishes. Order is kept by wish.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index][0])
    blocks: list[list[int]] = []
    for index in order:
        blocks.append([index])
        while len(blocks) > 1 and _top(blocks[-1], wanted) < _top(blocks[-2], wanted) + _tall(blocks[-2], wanted):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    middles = [0.0] * len(wanted)
    for block in blocks:
        y = _top(block, wanted)
        for index in block:
            middles[index] = y + wanted[index][1] / 2
            y += wanted[index][1] + GAP
    return middles


def _tall(block: Sequence[int], wanted: Sequence[tuple[float, float]]) -> float:
    """Height of a block with the gap below each of its labels."""
    return sum(wanted[index][1] + GAP for index in block)


def _top(block: Sequence[int], wanted: Sequence[tuple[float, float]]) -> float:
    """Top of a block that stands around the mean of its labels' wishes."""
    mean = sum(wanted[index][0] for index in block) / len(block)
    return mean - (_tall(block, wanted) - GAP) / 2


def _note(note: Note, middle: float, chosen: bool) -> Safe:
    """A label with its line. A zone's name stands in a box drawn with the zone's own line."""
    named, top = bool(note.zone), middle - note.height / 2
    x, start = note.x, note.x + (note.width if note.left else 0)
    d = f"M{start:.0f} {middle:.0f}L{note.at[0]:g} {note.at[1]:g}"
    return el(
        "g",
        None if named else el("path", d=d, stroke="var(--mbc-surface)", stroke_width=5),
        el("path", d=d, stroke=_stroke(chosen) if named else "var(--mbc-ink)"),
        None if named else el("circle", cx=note.at[0], cy=note.at[1], r=3, fill="var(--mbc-ink)"),
        el(
            "rect",
            x=x,
            y=top,
            width=note.width,
            height=note.height,
            rx=4 if named else 8,
            fill="var(--mbc-accent)" if chosen and named else "var(--mbc-surface)",
            stroke=_stroke(chosen) if named else "var(--mbc-edge)",
            stroke_dasharray=ZONES[note.zone].dash if named and not chosen else None,
        ),
        el(
            "text",
            tspans(note.lines, x + note.width / 2, top + LINE - 3, LINE),
            text_anchor="middle",
            font_weight=700 if named else 500,
            class_="mbc-inverse" if chosen and named else None,
        ),
        data_key=note.zone or None,
    )
