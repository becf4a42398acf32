"""What a pathologist sees: stained nuclei, stained rims of cells, the plane of a gene count, and the results below.

The drawing shows what it is handed; it knows no limit and no rule.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal, NamedTuple

from helpers.drawing.parts import label, pickable, tspans
from helpers.markup import Safe, el, join

WIDTH, GAP, PAD = 348, 18, 14
"""Width of a panel, the room between panels, and inside them, in drawing units; a phone shows one panel a row."""

INNER = WIDTH - 2 * PAD
HEIGHT = 428
TEXT, SMALL, LINE = 16, 14, 18
"""Sizes of type, and the height of a line of the small one."""

NUCLEI, PER_ROW = 100, 20
CELLS, CELLS_PER_ROW = 20, 5

RimName = Literal["none", "trace", "faint", "weak", "strong"]


class Rim(NamedTuple):
    """How the rims of stained cells are drawn: how many of the 20, how thick, and their dashes: broken or closed."""

    cells: int
    width: float
    dash: str | None


RIMS: Mapping[RimName, Rim] = {
    "none": Rim(0, 0, None),
    "trace": Rim(2, 2.5, "9 11"),
    "faint": Rim(11, 2.5, "9 11"),
    "weak": Rim(13, 4.5, None),
    "strong": Rim(17, 9, None),
}


@dataclass(frozen=True)
class Band:
    """One piece of a scale: what it covers and what that is called. ``value`` is the choice it sets, if it can."""

    covers: str
    name: str
    selected: bool
    value: str = ""


@dataclass(frozen=True)
class Nuclei:
    """One receptor of the nucleus: how many of 100 nuclei are drawn as stained, in words too, and its scale."""

    receptor: str
    found: str
    stained: int
    scale: Sequence[Band]


@dataclass(frozen=True)
class Rims:
    """The receptor on the rim of the cell: how it looks, in words too, and its scale, which sets ``control``."""

    found: str
    rim: RimName
    caption: str
    scale: Sequence[Band]
    control: str


@dataclass(frozen=True)
class Zone:
    """One group of the plane: a rectangle from ``left`` to ``right`` and ``low`` to ``high``; ``None``: to the edge."""

    name: str
    meaning: str
    left: float
    right: float | None
    low: float
    high: float | None
    selected: bool
    value: str


@dataclass(frozen=True)
class Plane:
    """The gene count: its groups, the point found (``None``: not done), the edges drawn, and a caption below.

    Picking a zone sets ``control``.
    """

    zones: Sequence[Zone]
    point: tuple[float, float] | None
    edges: tuple[float, float]
    across: str
    up: str
    caption: str
    control: str


@dataclass(frozen=True)
class Outcome:
    """What the tests come to: the results by receptor, and together; ``known`` is false while one is open."""

    parts: Mapping[str, str]
    name: str
    together: str
    known: bool


def stain(
    nuclei: Sequence[Nuclei], rims: Rims, plane: Plane, outcome: Outcome, *, title: str, narrow: bool = False
) -> Safe:
    """Three panels side by side (one below the other when ``narrow``) and the outcome below; ``title`` names it."""
    panels = (_nuclei_panel(nuclei), _rim_panel(rims), _plane_panel(plane))
    across, down = (0, HEIGHT + GAP) if narrow else (WIDTH + GAP, 0)
    width = WIDTH if narrow else 3 * WIDTH + 2 * GAP
    top = 3 * (HEIGHT + GAP) if narrow else HEIGHT + GAP
    height = 176 if narrow else 92
    return el(
        "svg",
        (_moved(across * index, down * index, panel) for index, panel in enumerate(panels)),
        _moved(0, top, _outcome(outcome, width, narrow)),
        viewbox=f"0 0 {width} {top + height}",
        font_size=TEXT,
        class_="mbc-stain mbc-wide",
        role="group",
        aria_label=title,
    )


def _moved(x: float, y: float, *inside: object) -> Safe:
    return el("g", inside, transform=f"translate({x:g} {y:g})")


def _panel(title: str, *inside: object) -> Safe:
    return el(
        "g",
        el("rect", width=WIDTH, height=HEIGHT, rx=12, fill="var(--mbc-panel)"),
        el("text", title, x=PAD, y=27, font_weight=650),
        inside,
    )


# --- nuclei -----------------------------------------------------------------------------------------------------


def _nuclei_panel(nuclei: Sequence[Nuclei]) -> Safe:
    each = (HEIGHT - 36) / max(len(nuclei), 1)
    return _panel(
        "Hormone receptors: nuclei stain",
        (_moved(PAD, 36 + each * index, _nuclei(one)) for index, one in enumerate(nuclei)),
    )


def _nuclei(one: Nuclei) -> Safe:
    stained = {37 * index % NUCLEI for index in range(one.stained)}  # spread out; more percent only adds nuclei
    places = [(_nucleus(index), index in stained) for index in range(NUCLEI)]
    return el(
        "g",
        el("text", one.receptor, x=0, y=24, font_size=20, font_weight=700),
        el("text", one.found, x=INNER, y=24, text_anchor="end"),
        _hollow([place for place, on in places if not on], 12.4),
        _disks((place for place, on in places if on), 14, "tumor"),
        _moved(0, 128, _scale(one.scale, "")),
    )


def _nucleus(index: int) -> tuple[float, float]:
    """Where a nucleus lies: in rows, a little out of line as in tissue."""
    row, column = divmod(index, PER_ROW)
    step = INNER / PER_ROW
    return step * (column + 0.5) + 1.2 * math.sin(index * 2.4), 44 + 17 * row + 1.8 * math.cos(index * 1.7)


def _disks(places: Iterable[tuple[float, float]], width: float, role: str) -> Safe:
    """Disks as the round caps of lines of no length."""
    d = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in places)
    return el("path", d=d, stroke=f"var(--mbc-{role})", stroke_width=width, stroke_linecap="round")


def _hollow(places: Sequence[tuple[float, float]], width: float) -> Safe:
    """Disks with a rim."""
    return join(_disks(places, width, "edge"), _disks(places, width - 2.4, "surface"))


# --- rims -------------------------------------------------------------------------------------------------------


def _rim_panel(rims: Rims) -> Safe:
    look = RIMS[rims.rim]
    stained = {7 * index % CELLS for index in range(look.cells)}
    centers = [_cell(index) for index in range(CELLS)]
    thick = el(
        "path",
        d="".join(_hexagon(*center, 28) for index, center in enumerate(centers) if index in stained),
        fill="none",
        stroke="var(--mbc-tumor)",
        stroke_width=look.width,
        stroke_dasharray=look.dash,
        stroke_linejoin="round",
    )
    outlines = "".join(_hexagon(*center, 32) for center in centers)
    return _panel(
        "HER2 protein (IHC): rims stain",
        el("path", d=outlines, fill="var(--mbc-surface)", stroke="var(--mbc-edge)", stroke_width=1.2),
        thick if stained else None,
        _hollow(centers, 19.2),
        el("text", rims.found, x=PAD, y=286, font_size=20, font_weight=700),
        _lines(rims.caption, 308, 44),
        _moved(PAD, HEIGHT - PAD - 46, _scale(rims.scale, rims.control)),
    )


def _cell(index: int) -> tuple[float, float]:
    """Middle of a cell: rows of a honeycomb."""
    row, column = divmod(index, CELLS_PER_ROW)
    step = INNER / (CELLS_PER_ROW + 0.5)
    return PAD + step * (column + 0.5 + row % 2 / 2), 76 + 51 * row


def _hexagon(x: float, y: float, radius: float) -> str:
    corners = (math.pi / 6 + math.pi / 3 * side for side in range(6))
    return f"M{'L'.join(f'{x + radius * math.cos(a):.1f} {y + radius * math.sin(a):.1f}' for a in corners)}Z"


# --- the plane --------------------------------------------------------------------------------------------------

LEFT, TOP, ACROSS, DOWN = 58, 44, INNER - 44, 270
"""Where the plane stands in its panel, and its size."""


def _plane_panel(plane: Plane) -> Safe:
    right, top = plane.edges

    def at(x: float | None, y: float | None) -> tuple[float, float]:
        reach = (right if x is None else min(x, right)) / right, (top if y is None else min(y, top)) / top
        return LEFT + ACROSS * reach[0], TOP + DOWN * (1 - reach[1])

    sides = sorted({zone.left for zone in plane.zones}), sorted({zone.low for zone in plane.zones})
    picked = [zone for zone in plane.zones if zone.selected]
    middle = TOP + DOWN / 2
    return _panel(
        "HER2 gene (ISH): copies counted",
        (_zone(zone, at(zone.left, zone.high), at(zone.right, zone.low), plane.control) for zone in plane.zones),
        (_frame(at(zone.left, zone.high), at(zone.right, zone.low)) for zone in picked),
        (_tick(f"{x:.1f}", at(x, 0)[0], TOP + DOWN + 17, "middle") for x in sides[0] if x),
        (_tick(f"{y:.1f}", LEFT - 6, at(0, y)[1] + 5, "end") for y in sides[1] if y),
        el("text", plane.across, x=LEFT + ACROSS / 2, y=TOP + DOWN + 36, text_anchor="middle", font_size=SMALL),
        el(
            "text",
            plane.up,
            x=0,
            y=0,
            transform=f"translate(22 {middle:g}) rotate(-90)",
            text_anchor="middle",
            font_size=SMALL,
        ),
        _point(*at(*plane.point)) if plane.point else None,
        _lines(plane.caption, TOP + DOWN + 64, 44),
    )


def _zone(zone: Zone, start: tuple[float, float], end: tuple[float, float], control: str) -> Safe:
    (x, y), (right, bottom) = start, end
    center = (x + right) / 2
    return el(
        "g",
        el(
            "rect",
            x=x,
            y=y,
            width=right - x,
            height=bottom - y,
            fill=f"var(--mbc-{'accent-soft' if zone.selected else 'surface'})",
            stroke="var(--mbc-edge)",
        ),
        el(
            "text",
            el("tspan", zone.name, x=center, y=y + 22, font_weight=650),
            el("tspan", zone.meaning, x=center, y=y + 41, font_size=SMALL),
            text_anchor="middle",
        ),
        **pickable(control, zone.value, f"{zone.name}: {zone.meaning}", zone.selected),
    )


def _frame(start: tuple[float, float], end: tuple[float, float]) -> Safe:
    """The frame of the zone found, drawn over its neighbors."""
    (x, y), (right, bottom) = start, end
    return el(
        "rect",
        x=x,
        y=y,
        width=right - x,
        height=bottom - y,
        fill="none",
        stroke="var(--mbc-accent)",
        stroke_width=4,
        pointer_events="none",
    )


def _tick(words: str, x: float, y: float, align: str) -> Safe:
    return el("text", words, x=x, y=y, text_anchor=align, font_size=SMALL, font_weight=650)


def _point(x: float, y: float) -> Safe:
    """What was found: a ring with a cross through it, so that it shows on which side of a line it lies."""
    return el(
        "g",
        el("circle", cx=x, cy=y, r=9, fill="none", stroke="var(--mbc-surface)", stroke_width=7),
        el("circle", cx=x, cy=y, r=9, fill="none", stroke="var(--mbc-tumor)", stroke_width=3.5),
        el("circle", cx=x, cy=y, r=2.5, fill="var(--mbc-tumor)"),
        pointer_events="none",
    )


# --- what all share ---------------------------------------------------------------------------------------------


def _lines(words: str, y: float, width: int) -> Safe:
    return el("text", tspans(wrap(words, width), PAD, y, LINE), font_size=SMALL)


def _scale(bands: Sequence[Band], control: str) -> Safe:
    """The bands side by side; the one found has a thick frame and bold type."""
    width = INNER / len(bands)
    ordered = sorted(enumerate(bands), key=lambda place: place[1].selected)
    return el("g", (_band(band, width * index, width, control) for index, band in ordered))


def _band(band: Band, x: float, width: float, control: str) -> Safe:
    attributes = pickable(control, band.value, f"{band.covers}: {band.name}", band.selected) if band.value else {}
    return el(
        "g",
        el(
            "rect",
            x=x + 1.5,
            y=0,
            width=width - 3,
            height=46,
            rx=6,
            fill=f"var(--mbc-{'accent-soft' if band.selected else 'surface'})",
            stroke=f"var(--mbc-{'accent' if band.selected else 'line'})",
            stroke_width=3 if band.selected else 1.2,
        ),
        el(
            "text",
            el("tspan", band.covers, x=x + width / 2, y=19),
            el("tspan", band.name, x=x + width / 2, y=37),
            font_size=SMALL,
            font_weight=650 if band.selected else 400,
            text_anchor="middle",
        ),
        **attributes,
    )


def _outcome(outcome: Outcome, width: float, narrow: bool) -> Safe:
    """The results in a row and, to the right or below, what they are together."""
    count = len(outcome.parts)
    part = (width if narrow else 0.56 * width) / count
    boxes = [
        _box(part * index, 0, part - 8, name, words, 17, known=True)
        for index, (name, words) in enumerate(outcome.parts.items())
    ]
    x, y, wide = (0.0, 88.0, width) if narrow else (part * count + 28, 0.0, width - part * count - 28)
    arrow = "m-9 0h18l-9 10z" if narrow else "m0-9v18l10-9z"
    tip = (width / 2, 82) if narrow else (part * count + 6, 42)
    return el(
        "g",
        boxes,
        el("path", d=f"M{tip[0]:g} {tip[1] - (6 if narrow else 0):g}{arrow}", fill="var(--mbc-accent)"),
        _box(x, y + (4 if narrow else 0), wide, outcome.name, outcome.together, 24, known=outcome.known, strong=True),
    )


def _box(
    x: float, y: float, width: float, name: str, words: str, size: float, *, known: bool, strong: bool = False
) -> Safe:
    return el(
        "g",
        el(
            "rect",
            x=x + 2,
            y=y + 2,
            width=width - 4,
            height=80,
            rx=10,
            fill=f"var(--mbc-{'accent-soft' if strong else 'panel'})",
            stroke=f"var(--mbc-{'accent' if strong else 'line'})",
            stroke_width=3 if strong else 1.2,
            stroke_dasharray=None if known else "9 6",
        ),
        el("text", name, x=x + width / 2, y=y + 22, text_anchor="middle", font_size=SMALL),
        label(
            words,
            x + width / 2,
            y + 52,
            width=int(width / size / 0.5),
            line=size + 2,
            font_size=size,
            font_weight=700,
            text_anchor="middle",
        ),
    )
