"""The metastatic cascade as one continuous scene: duct, vessels and node, distant organ.

Eight tracked tumor cells travel through it. Every stage draws the same elements in the same order and changes only
their places, classes and opacity, so a page that keeps its nodes can let the cells glide (``surface.css``). The scene
is a diagram, not to scale: how few cells survive is told in words, from the tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, radians, sin
from textwrap import wrap
from typing import NamedTuple

from helpers.drawing.parts import pickable, tspans
from helpers.markup import Safe, el

Point = tuple[float, float]

WIDTH, SCENE, HEIGHT = 720, 502, 606
FONT, CHARACTER = 22.0, 12.6  # words of a callout, and the width to reserve for one of their letters


class Stage(NamedTuple):
    """What one stage lights: its marker, the bright ellipse (center, radii) and its callout."""

    marker: Point
    lit: tuple[float, float, float, float]
    callout: Point  # center of its free edge
    anchor: str  # which edge of the callout that is: start, middle or end
    letters: int  # per line


STAGES: dict[str, Stage] = {
    "invasion": Stage((40, 320), (186, 214, 90, 68), (72, 320), "start", 13),
    "entering": Stage((324, 250), (238, 274, 68, 150), (330, 310), "middle", 11),
    "transit": Stage((206, 464), (328, 388, 124, 58), (238, 464), "start", 12),
    "arrest": Stage((462, 464), (518, 376, 66, 54), (494, 464), "start", 16),
    "leaving": Stage((680, 404), (590, 310, 76, 60), (706, 464), "end", 12),
    "dormancy": Stage((466, 138), (562, 218, 118, 64), (498, 138), "start", 15),
    "growth": Stage((684, 80), (628, 214, 88, 106), (652, 76), "end", 14),
}
"""The seven stages in order. Places are in drawing units."""


class State(NamedTuple):
    """One tracked cell at one stage: where it is, how it is squeezed, and whether it lives, sleeps or was lost."""

    x: float
    y: float
    life: str = "alive"
    squeeze: tuple[float, float] = (1, 1)


LOST, ASLEEP = "lost", "asleep"

# One row per cell, one entry per stage; a lost cell stays where it died.
CELLS: tuple[tuple[State, ...], ...] = (
    # A sleeps in the organ and is still asleep at the end
    (State(242, 246), State(258, 392), State(342, 374), State(536, 370, squeeze=(1.15, 0.85)), State(572, 274),
     State(504, 226, ASLEEP), State(504, 226, ASLEEP)),
    # B sleeps, then wakes and grows
    (State(214, 226), State(224, 346, squeeze=(0.8, 1.25)), State(366, 394), State(506, 382),
     State(604, 320, squeeze=(0.8, 1.2)), State(622, 200, ASLEEP), State(622, 200)),
    # C sticks in the capillary and goes no further
    (State(186, 206), State(212, 304), State(334, 404), State(476, 392), *(State(520, 380, LOST),) * 3),
    # D reaches the lymph node and stays alive there
    (State(150, 180), State(238, 190), *(State(338, 122),) * 5),
    # E is killed in the lymph node
    (State(128, 156), State(260, 148), *(State(306, 92, LOST),) * 5),
    # F is killed in the tissue around the duct
    (State(176, 240), *(State(166, 254, LOST),) * 6),
    # G and H are lost in the blood
    (State(152, 142), State(292, 404), *(State(292, 376, LOST),) * 5),
    (State(116, 186), State(196, 256), State(404, 402), *(State(424, 396, LOST),) * 4),
)  # fmt: skip

# Immune cells on watch, and where they move to. One entry per stage.
GUARDS: tuple[tuple[Point, ...], ...] = (
    ((206, 264), (134, 262), *((134, 262),) * 5),
    ((400, 374),) * 2 + ((264, 376),) * 5,
    ((374, 96), (374, 96), (276, 92), *((276, 92),) * 4),
    ((560, 200), (560, 200), (560, 200), (560, 200), (540, 250), (538, 252), (540, 256)),
    ((690, 250), (690, 250), (690, 250), (690, 250), (640, 262), (478, 196), (476, 200)),
    ((650, 130), (650, 130), (650, 130), (650, 130), (650, 150), (654, 214), (700, 256)),
)

PLATELETS: tuple[Point, ...] = ((300, 386), (300, 386), (350, 388), (500, 384), (500, 384), (500, 384), (500, 384))
"""The platelets that coat a clump of cells: center of the group, per stage."""

TRAIL: tuple[str, ...] = (
    "M150 176C178 190 198 208 214 240",
    "M214 240C218 290 228 340 256 388M214 240C226 200 244 160 290 112",
    "M256 388C320 392 400 396 476 390",
    "M476 390C520 382 560 366 598 330",
    "M598 330C590 290 550 270 512 240M598 330C610 290 618 250 622 214",
)
"""The way behind the cells; the first piece is walked once the second stage is reached, and so on."""

DUCT: Point = (106, 146)


def cascade(stage: str, *, title: str, control: str = "stage", names: Mapping[str, str]) -> Safe:
    """The scene at one stage, as SVG; its seven numbered markers set ``control`` to a stage.

    ``title`` is what a screen reader calls the whole drawing; ``names`` gives the words for each stage (its callout
    and the labels of the markers), best below 30 letters. Raises ``KeyError`` for a stage not in :data:`STAGES`.
    """
    now = list(STAGES).index(stage) if stage in STAGES else -1
    if now < 0:
        raise KeyError(f"{stage!r} is not one of {', '.join(STAGES)}")
    shown = STAGES[stage]
    return el(
        "svg",
        el(
            "g",
            _breast(),
            _organ(now),
            _vessels(),
            _light(shown),
            [_piece(path, now > index) for index, path in enumerate(TRAIL)],
            _platelets(now),
            [_guard(places[now]) for places in GUARDS],
            [_cell(states[now], turn) for turn, states in enumerate(CELLS)],
            _places(),
            _legend(),
            _callout(shown, names[stage]),
            aria_hidden="true",
        ),
        [_marker(number, key, stage, control, names[key]) for number, key in enumerate(STAGES, 1)],
        viewbox=f"0 0 {WIDTH} {HEIGHT}",
        class_="mbc-cascade",
        role="group",
        aria_label=title,
    )


def _light(shown: Stage) -> list[Safe]:
    """A veil over the scene, open where the stage takes place."""
    x, y, rx, ry = shown.lit
    opening = f"M{x - rx:g} {y:g}a{rx:g} {ry:g} 0 1 1 {2 * rx:g} 0a{rx:g} {ry:g} 0 1 1 {-2 * rx:g} 0"
    return [
        el("path", d=f"M0 0H{WIDTH}V{SCENE}H0Z{opening}", class_="mbc-veil"),
        el("ellipse", cx=x, cy=y, rx=rx, ry=ry, class_="mbc-lit"),
    ]


def _piece(path: str, walked: bool) -> Safe:
    return el("path", d=path, class_="mbc-way mbc-fades", opacity=0.8 if walked else 0)


# --- tissues ---------------------------------------------------------------------------------------------------


def _breast() -> list[Safe]:
    """Tissue with fibers, a duct cut across (cells within their basement membrane, open where cells break out)."""
    x, y = DUCT
    mass = [(88, 112), (118, 106), (78, 142), (108, 134), (134, 128), (94, 168), (124, 162), (76, 174), (104, 194)]
    fibers = "M8 276q60 -14 110 6t120 8M6 344q50 -16 96 0t92 -4M170 40q30 16 52 52M200 78q30 18 34 56"
    return [
        el("rect", x=0, y=0, width=250, height=350, rx=14, fill="var(--mbc-skin)"),
        el("path", d=fibers, class_="mbc-fiber"),
        el("circle", cx=x, cy=y, r=80, fill="var(--mbc-surface)"),
        el("path", d=_arc(DUCT, 73, 58, 372), class_="mbc-lining"),
        el("path", d=_arc(DUCT, 87, 52, 378), class_="mbc-membrane"),
        el("path", d="".join(_polygon(spot, 15, turn) for turn, spot in enumerate(mass)), class_="mbc-mass"),
        el("path", d=_dots(mass), class_="mbc-dot", stroke="var(--mbc-tumor)", stroke_width=8),
    ]


def _vessels() -> list[Safe]:
    """The blood vessel narrowing into a capillary, with red cells; the lymph vessel and its node, draining to it."""
    upper = "M0 346H430C492 346 520 350 548 332C584 306 640 312 720 316"
    lower = "V350C650 346 606 344 572 362C540 384 500 430 430 430H0Z"
    red = [(22, 414), (40, 376), (76, 362), (92, 404), (132, 370), (178, 400), (240, 412), (316, 360), (332, 412)]
    red += [(394, 362), (446, 368), (654, 331), (700, 333)]
    tubes = "M218 214C214 196 232 176 246 150C256 130 264 120 276 112M386 128C428 158 430 230 404 346"
    bean = "M262 108C262 64 306 56 342 62C384 66 402 92 398 116C394 146 360 154 336 146C318 140 306 158 286 146C268 138"
    return [
        el("path", d=tubes, class_="mbc-lymph-wall"),
        el("path", d=tubes, class_="mbc-lymph-inside"),
        el("path", d="M400 166q12 2 16 12q8 -8 18 -6M414 262q6 -10 -4 -20q14 4 22 -4", class_="mbc-valve"),
        el("path", d=f"{bean} 262 124 262 108Z", class_="mbc-lymph-node"),
        el("path", d=_dots([(300, 122), (330, 88), (364, 118)]), class_="mbc-dot mbc-follicle"),
        el("path", d=upper + lower, class_="mbc-blood"),
        *_discs(red, 24, "panel"),
        el("path", d=_dots(red), class_="mbc-dot", stroke="var(--mbc-vessel)", stroke_width=9),
    ]


def _organ(now: int) -> list[Safe]:
    """Another organ: rows of its own cells, and, at the end, a colony that has grown its own vessels."""
    grown = 1 if now == len(STAGES) - 1 else 0
    colony = [(612, 142), (600, 172), (632, 164), (664, 158), (582, 188), (654, 186), (596, 206), (650, 214)]
    colony += [(574, 218), (622, 226), (642, 238)]
    outlines = "".join(_polygon(spot, 17, turn) for turn, spot in enumerate(colony))
    shape = "M446 66C446 30 470 14 506 14H690Q708 14 708 34V424Q708 438 690 438H520C470 438 446 400 446 360Z"
    own = "".join(f"M{476 + 25 * (row % 2)} {50 + 44 * row}H696" for row in range(9))
    sprouts = "M640 316C644 286 600 270 594 240M676 318C690 280 690 230 668 196M684 252C692 214 694 180 676 150"
    return [
        el("path", d=shape, fill="var(--mbc-organ)", opacity=0.6),
        el("path", d=own, class_="mbc-dot mbc-native"),
        el("path", d="M468 244q36 26 74 -2M466 256q40 26 80 -2M480 196q20 -14 46 -4", class_="mbc-niche"),
        el("path", d=sprouts, class_="mbc-sprout mbc-fades", opacity=grown),
        el("path", d=sprouts, class_="mbc-sprout mbc-fades", opacity=grown),
        el("path", d=outlines, class_="mbc-colony mbc-fades", opacity=grown),
        el("path", d=_dots(colony), class_="mbc-dot mbc-kernels mbc-fades", opacity=grown),
    ]


# --- cells -----------------------------------------------------------------------------------------------------


def _cell(state: State, turn: int) -> Safe:
    """A tracked tumor cell: irregular, with a nucleus; hollow when asleep, broken and crossed out when lost."""
    wide, tall = state.squeeze
    return el(
        "g",
        _tumor_cell(turn),
        class_=f"mbc-cell mbc-{state.life}",
        style=f"transform: translate({state.x:g}px, {state.y:g}px) scale({wide:g}, {tall:g})",
    )


def _tumor_cell(turn: int) -> list[Safe]:
    return [
        el("path", d=_polygon((0, 0), 15, turn), class_="mbc-cell-body"),
        el("circle", r=5, class_="mbc-cell-nucleus"),
        el("path", d="M-9 -9L9 9M9 -9L-9 9", class_="mbc-cross"),
    ]


def _guard(place: Point) -> Safe:
    """An immune cell: round, with spikes."""
    style = f"transform: translate({place[0]:g}px, {place[1]:g}px)"
    return el("g", _immune_cell(), class_="mbc-guard", style=style)


def _immune_cell() -> list[Safe]:
    return [el("path", d=_spikes(17), class_="mbc-spikes"), el("circle", r=11, class_="mbc-guard-body")]


def _discs(centers: Sequence[Point], size: float, role: str) -> list[Safe]:
    """Many outlined discs."""
    path = _dots(centers)
    return [
        el("path", d=path, class_="mbc-dot", stroke="var(--mbc-edge)", stroke_width=size),
        el("path", d=path, class_="mbc-dot", stroke=f"var(--mbc-{role})", stroke_width=size - 3),
    ]


def _platelets(now: int) -> Safe:
    """Platelets around the traveling clump."""
    x, y = PLATELETS[now]
    around = [(-30, -14), (-8, -32), (30, -22), (34, 14), (-32, 16), (8, 34)]
    if now >= 3:
        around = [(round(a * 0.8), round(b * 0.55)) for a, b in around]
    return el(
        "g",
        _discs(around, 10, "surface"),
        class_="mbc-guard",
        style=f"transform: translate({x:g}px, {y:g}px)",
    )


# --- words and markers -----------------------------------------------------------------------------------------


def _places() -> Safe:
    words = [
        ("Breast duct", 16, 38, "start"),
        ("Lymph node", 330, 40, "middle"),
        ("Lymph", 336, 182, "middle"),
        ("vessel", 336, 206, "middle"),
        ("Blood vessel", 14, 472, "start"),
        ("Distant organ", 694, 36, "end"),
    ]
    return el("g", [el("text", said, x=x, y=y, text_anchor=side) for said, x, y, side in words], class_="mbc-place")


def _legend() -> Safe:
    """The shapes and what they are."""
    trail = el("path", d="M-18 0H20", class_="mbc-way")
    platelets = _discs([(-10, -6), (4, -9), (-3, 7), (12, 5)], 10, "surface")
    samples = (
        ("tumor cell", "alive", _tumor_cell(2)),
        ("asleep", ASLEEP, _tumor_cell(2)),
        ("died", LOST, _tumor_cell(2)),
        ("immune cell", "alive", _immune_cell()),
        ("platelets", "alive", platelets),
        ("way so far", "alive", [trail]),
    )
    spots = [(36 + 240 * column, 534 + 44 * row) for row in range(2) for column in range(3)]
    return el(
        "g",
        [
            el("g", drawn, el("text", said, x=28, y=8), class_=f"mbc-{life}", transform=f"translate({x} {y})")
            for (said, life, drawn), (x, y) in zip(samples, spots, strict=True)
        ],
        class_="mbc-place",
    )


def _callout(shown: Stage, name: str) -> Safe:
    """The name of the stage, in a box beside its marker."""
    letters = shown.letters
    while len(lines := wrap(name, letters)) > 3:
        letters += 2
    lines += [""] * (3 - len(lines))  # always three, so that the structure of the drawing stays the same
    count = sum(1 for line in lines if line)
    wide = max(map(len, lines)) * CHARACTER + 20
    tall = count * 26.0 + 10
    x, y = shown.callout
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[shown.anchor]
    left = min(max(left, 4), WIDTH - 4 - wide)
    top = min(max(y - tall / 2, 4), SCENE - tall)
    center = left + wide / 2
    return el(
        "g",
        el("path", d=f"M{shown.marker[0]} {shown.marker[1]}L{center:.0f} {top + tall / 2:.0f}"),
        el("rect", x=left, y=top, width=wide, height=tall, rx=8),
        el("text", tspans(lines, center, top + 28, 26.0), text_anchor="middle"),
        class_="mbc-callout",
    )


def _marker(number: int, key: str, stage: str, control: str, name: str) -> Safe:
    x, y = STAGES[key].marker
    return el(
        "g",
        el("circle", cx=x, cy=y, r=25),
        el("text", number, x=x, y=y + 9, text_anchor="middle"),
        class_="mbc-stage",
        **pickable(control, key, f"{number}: {name}", key == stage),
    )


# --- shapes ----------------------------------------------------------------------------------------------------


def _polygon(center: Point, radius: float, turn: int) -> str:
    """An irregular outline of nine corners; ``turn`` makes neighbors differ."""
    uneven = (1.0, 0.82, 1.08, 0.9, 1.0, 0.78, 1.1, 0.88, 0.95)
    corners = (_polar(center, radius * uneven[(index + turn) % 9], 40 * index + 23 * turn) for index in range(9))
    return f"M{'L'.join(f'{x:.0f} {y:.0f}' for x, y in corners)}Z"


def _spikes(radius: float) -> str:
    return "".join("M{:.0f} {:.0f}L{:.0f} {:.0f}".format(*_polar((0, 0), 11, a), *_polar((0, 0), radius, a))
                   for a in range(0, 360, 45))  # fmt: skip


def _polar(center: Point, radius: float, degrees: float) -> Point:
    return center[0] + radius * cos(radians(degrees)), center[1] + radius * sin(radians(degrees))


def _arc(center: Point, radius: float, start: float, end: float) -> str:
    """The long way round from ``start`` to ``end`` degrees, clockwise from the right."""
    points = (*_polar(center, radius, start), radius, radius, *_polar(center, radius, end))
    return "M{:.0f} {:.0f}A{:g} {:g} 0 1 1 {:.0f} {:.0f}".format(*points)


def _dots(centers: Iterable[Point]) -> str:
    """Many dots as one path; the round caps of its stroke draw them."""
    return "".join(f"M{x:g} {y:g}h.1" for x, y in centers)
