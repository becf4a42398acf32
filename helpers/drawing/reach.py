"""Where a treatment acts: the body with marked places, what reaches them, and the wall between blood and brain.

The figure is that of the body map. What a treatment does at a place is shown by how full its mark is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from textwrap import wrap

import pandas as pd

from helpers.drawing import body
from helpers.drawing.body import Part
from helpers.drawing.parts import pickable, text_width, tspans
from helpers.markup import NOTHING, Safe, el

TOP, FOOT = 8, 768
"""What is shown of the body map, from its top; its whole width is."""

FONT, LINE, PAD = 19, 23, 8
"""Type size, line height and room in a label, in drawing units; 13 px on a phone."""

RADIUS = 16
"""Radius of a mark."""

SHARE = {"acts": 1.0, "some": 0.5, "little": 0.25, "unknown": 0.0, "none": 0.0}
"""How much of a mark is filled, from full (it acts) to empty. Not known carries a question mark, none a bar."""

LOCAL = ("beam", "fine_beams", "seeds", "cut")
"""Ways to draw a treatment of one place."""

BODY_WIDE = ("stream", "glands")
"""Ways to draw a treatment whose effect is everywhere."""

SCENE = (
    *("scapulae", "ribs", "skull", "spine", "sternum", "humeri", "pelvis", "clavicles", "femora"),
    *("leptomeninges", "brain", "brain_folds", "lungs", "lung_fissures", "great_vessels", "heart", "liver"),
    *("breasts_woman", "breast_skin_woman", "chest_man", "breast_skin_man"),
)
"""Parts of the body drawn for orientation; the chest of the other figure falls away by itself."""

VESSELS = (
    "M256 300C256 380 252 460 250 552",
    "M250 552C262 590 290 610 302 690C304 720 304 740 305 764",
    "M250 552C238 590 210 610 198 690C196 720 196 740 195 764",
    "M264 258C268 220 268 190 268 160C268 130 274 112 268 94",
    "M236 258C232 220 232 190 232 160C232 130 226 112 232 94",
    "M262 268C310 250 362 262 384 312C404 362 450 450 508 533",
    "M238 268C190 250 138 262 118 312C96 362 50 450 -8 533",
    "M255 400C244 404 236 412 224 426",
    "M250 322C240 312 230 310 220 314",
    "M262 318C276 326 292 342 300 358",
    "M240 322C214 330 192 344 180 360",
    "M250 552C276 546 292 548 306 553",
)
"""Arteries in outline, from the heart to every marked place and into the limbs. A sketch, not anatomy."""

PITUITARY = (250.0, 102.0)
"""Where the gland that drives ovaries and testicles lies."""

GLANDS = {"woman": (216.0, 606.0), "man": (243.0, 712.0)}
"""Where the signal from the pituitary gland is stopped: just above an ovary, or a testicle."""

WALL = (6.0, 16.0, 178.0, 196.0)
"""Left, top, width and height of the picture of the wall between blood and brain, left of the head."""

KEY = (316.0, 16.0, 178.0)
"""Left, top and width of the key to marks and lines, right of the head."""


@dataclass(frozen=True)
class Mark:
    """A place on the body, and what a treatment does there.

    ``value`` is what picking it sets; ``name`` is what a screen reader says; ``label`` is written beside it when it
    is ``chosen``. ``x`` and ``y`` are in units of the body drawing; ``level`` is a key of :data:`SHARE`.
    """

    value: str
    name: str
    label: str
    x: float
    y: float
    level: str
    chosen: bool = False


@dataclass(frozen=True)
class Wall:
    """The wall between blood and brain for one treatment: a title, a way through it, and words for it.

    ``way`` is ``through`` (the wall is no obstacle), ``behind`` (it is put in behind the wall), or a key of
    :data:`SHARE` that says how well it passes from the blood.
    """

    title: str
    way: str
    words: str


def reach(
    parts: pd.DataFrame,
    marks: Sequence[Mark],
    wall: Wall,
    *,
    figure: str,
    drawn: str,
    key: Mapping[str, str],
    blood: str,
    control: str,
    title: str,
) -> Safe:
    """The body of a ``figure`` (``woman`` or ``man``) with a treatment ``drawn`` on it.

    ``parts`` is the table ``body_parts``. ``drawn`` is one of ``beam``, ``fine_beams``, ``seeds``, ``cut``,
    ``injection``, ``stream``, ``bones``, ``glands``. ``key`` are the words for the levels of the ``marks``; ``blood``
    the words for the vessels, or empty where they play no part. A local treatment is drawn at the chosen mark, unless
    it is not used there. ``control`` is the choice that picking a mark sets.
    """
    here = parts_shown(parts, figure, drawn)
    outline = next(part for part in here if part.kind == "outline")
    target = next((mark for mark in marks if mark.chosen and mark.level != "none"), None)
    width, height = body.WIDTH, FOOT - TOP
    return el(
        "svg",
        el("rect", y=TOP, width=width, height=height, rx=14, fill="var(--mbc-panel)"),
        el(
            "g",
            _skin(outline, drawn),
            (_organ(part, drawn) for part in here if part is not outline),
            _vessels(drawn) if blood else None,
            _glands(figure) if drawn == "glands" else None,
            _syringe() if drawn == "injection" else None,
            _local(drawn, target) if target else None,
            stroke_linejoin="round",
            stroke_linecap="round",
            fill_rule="evenodd",
        ),
        _wall(wall),
        (_label(mark) for mark in marks if mark.chosen),
        (_mark(mark, control) for mark in sorted(marks, key=lambda mark: mark.chosen)),
        _key({mark.level: key[mark.level] for mark in marks}, blood, dashed=drawn == "glands"),
        role="group",
        aria_label=title,
        class_="mbc-body",
        viewbox=f"0 {TOP} {width} {height}",
        font_size=FONT,
    )


def parts_shown(parts: pd.DataFrame, figure: str, drawn: str) -> list[Part]:
    """The parts of the body that the picture shows, back to front, with their ids as ``site``."""
    named = body.parts_of(parts.assign(site_id=parts["part_id"]), figure)
    wanted = {*SCENE, f"outline_{figure}", *(["ovaries"] if drawn == "glands" else [])}
    return [part for part in named if part.site in wanted]


# --- the body and what travels in it ----------------------------------------------------------------------------


def _skin(outline: Part, drawn: str) -> Safe:
    wide = drawn in BODY_WIDE
    return el(
        "path",
        d=outline.d,
        fill=f"var(--mbc-{'accent-soft' if wide else 'skin'})",
        stroke=f"var(--mbc-{'accent' if wide else 'skin-line'})",
        stroke_width=4 if wide else 2,
    )


def _organ(part: Part, drawn: str) -> Safe:
    """A part, brought out where a treatment acts on the whole of it; a whole skeleton in the soft accent."""
    look = body.LOOKS[part.kind]
    if drawn == "bones" and part.kind == "bone":
        return body.shape(part, look._replace(fill="accent-soft", stroke="accent", width=2.2))
    lit = (drawn, part.site) in {("injection", "leptomeninges"), ("glands", "ovaries")}
    return body.shape(part, body.dressed(look, pressed=lit))


def _vessels(drawn: str) -> Safe:
    """The medicine in the blood; dashed where it is less of a hormone that travels."""
    dash = "3 9" if drawn == "glands" else None
    return el(
        "g",
        el("path", d="".join(VESSELS), stroke="var(--mbc-surface)", stroke_width=7, fill="none"),
        el("path", d="".join(VESSELS), stroke_width=4, fill="none", stroke_dasharray=dash),
        el("path", d="".join(map(body.arrow, VESSELS)), stroke_width=1, fill="var(--mbc-blood)") if not dash else None,
        stroke="var(--mbc-blood)",
    )


def _glands(figure: str) -> Safe:
    """The signal from the pituitary gland, stopped before it reaches ovaries or testicles."""
    (x, y), (end, low) = PITUITARY, GLANDS[figure]
    way = f"M{x:g} {y:g}C{x - 34:g} {y + 90:g} {end - 6:g} {low - 240:g} {end:g} {low - 22:g}"
    return el(
        "g",
        (
            el("ellipse", cx=side, cy=716, rx=9, ry=13, fill="var(--mbc-accent)", stroke="var(--mbc-ink)")
            for side in (239, 261)
            if figure == "man"
        ),
        el("path", d=way, stroke="var(--mbc-surface)", stroke_width=8, fill="none"),
        el("path", d=way, stroke="var(--mbc-ink)", stroke_width=3.5, fill="none", stroke_dasharray="1 7"),
        el("circle", cx=x, cy=y, r=7, fill="var(--mbc-ink)", stroke="var(--mbc-surface)", stroke_width=2),
        stop_bar(end, low - 20, 90),
    )


def stop_bar(x: float, y: float, angle: float, length: float = 26) -> Safe:
    """A bar across a way that is stopped at (``x``, ``y``); ``angle`` is the way's direction in degrees."""
    dx, dy = -sin(radians(angle)) * length / 2, cos(radians(angle)) * length / 2
    d = f"M{x - dx:.1f} {y - dy:.1f}L{x + dx:.1f} {y + dy:.1f}"
    return el(
        "g",
        el("path", d=d, stroke="var(--mbc-surface)", stroke_width=11),
        el("path", d=d, stroke="var(--mbc-now)", stroke_width=6),
        stroke_linecap="round",
    )


def _syringe() -> Safe:
    """A needle in the lower back, where the fluid can be reached."""
    return el(
        "g",
        el("path", d="M252 566L330 620", stroke="var(--mbc-surface)", stroke_width=6),
        el("path", d="M252 566L330 620", stroke="var(--mbc-ink)", stroke_width=2.5),
        el("path", d="M322 626l14-20 46 32-14 20z", fill="var(--mbc-accent)", stroke="var(--mbc-ink)", stroke_width=2),
        el("path", d="M375 648l20 14M387 674l16-24", stroke="var(--mbc-ink)", stroke_width=4),
    )


# --- treatment of one place -------------------------------------------------------------------------------------


def _local(drawn: str, target: Mark) -> Safe:
    shapes = {"beam": _beams, "fine_beams": _fine_beams, "seeds": _seeds, "cut": _cut}
    return shapes[drawn](target.x, target.y) if drawn in shapes else NOTHING


def _beams(x: float, y: float) -> Safe:
    """Two broad beams that cross at the target, hatched along their way, each with the head it comes from."""
    slope = 4 if y < 150 else 24
    return el("g", (_beam(x, y, angle) for angle in (180 + slope, -slope)))


def _beam(x: float, y: float, angle: float) -> Safe:
    """A beam that comes from ``angle``, is full up to its target, and fades behind it."""
    hatch = "".join(f"M26 {offset}H92" for offset in (-18, -9, 0, 9, 18))
    return el(
        "g",
        el("path", d="M0-30H94V30H0z", fill="var(--mbc-accent)", fill_opacity=".2"),
        el("path", d="M0-30H-64V30H0z", fill="var(--mbc-accent)", fill_opacity=".09"),
        el("path", d="M0-30H94M0 30H94", stroke="var(--mbc-accent)", stroke_width=2.5),
        el("path", d=hatch, stroke="var(--mbc-accent)", stroke_width=1.5),
        el("rect", x=94, y=-26, width=16, height=52, rx=4, fill="var(--mbc-ink)"),
        transform=f"translate({x:g} {y:g}) rotate({angle:g})",
    )


def _fine_beams(x: float, y: float) -> Safe:
    """Many thin beams from all around that meet in the target."""
    spokes = [(cos(radians(angle)), sin(radians(angle))) for angle in range(10, 370, 30)]
    d = "".join(f"M{x + 92 * dx:.1f} {y + 92 * dy:.1f}L{x + 20 * dx:.1f} {y + 20 * dy:.1f}" for dx, dy in spokes)
    ends = "".join(f"M{x + 94 * dx:.1f} {y + 94 * dy:.1f}h0" for dx, dy in spokes)
    return el(
        "g",
        el("circle", cx=x, cy=y, r=27, fill="var(--mbc-accent)", fill_opacity=".2"),
        el("path", d=d, stroke="var(--mbc-surface)", stroke_width=6),
        el("path", d=d, stroke="var(--mbc-accent)", stroke_width=3),
        el("path", d=ends, stroke="var(--mbc-ink)", stroke_width=9),
    )


def _seeds(x: float, y: float) -> Safe:
    """Sources around the target, and the short way their rays reach."""
    rods = "".join(
        f"M{x + 28 * cos(radians(angle)):.1f} {y + 28 * sin(radians(angle)) - 4:.1f}v8" for angle in range(0, 360, 60)
    )
    return el(
        "g",
        el(
            "circle",
            cx=x,
            cy=y,
            r=44,
            fill="var(--mbc-accent)",
            fill_opacity=".16",
            stroke="var(--mbc-accent)",
            stroke_width=2.5,
            stroke_dasharray="2 7",
        ),
        el("path", d=rods, stroke="var(--mbc-surface)", stroke_width=10),
        el("path", d=rods, stroke="var(--mbc-ink)", stroke_width=6),
    )


def _cut(x: float, y: float) -> Safe:
    """A dashed line around what is removed or mended, and a scalpel, which comes from below where there is no room."""
    up = 1 if y > 120 else -1
    return el(
        "g",
        el(
            "circle",
            cx=x,
            cy=y,
            r=34,
            fill="var(--mbc-surface)",
            fill_opacity=".6",
            stroke="var(--mbc-accent)",
            stroke_width=4,
            stroke_dasharray="9 8",
        ),
        el(
            "g",
            el("path", d="M0 0C4-14 16-26 30-34L40-24C30-12 16-2 0 0z", fill="var(--mbc-surface)"),
            el("path", d="M30-34L40-24 92-66 84-78z", fill="var(--mbc-ink)"),
            transform=f"translate({x + 25:g} {y - 23 * up:g}) scale(1 {up})",
            stroke="var(--mbc-ink)",
            stroke_width=2,
        ),
    )


# --- the wall between blood and brain ---------------------------------------------------------------------------


def _wall(wall: Wall) -> Safe:
    """A row of cells with a door, the blood below it and the brain above it."""
    x, y, width, height = WALL
    titles, words = wrap(wall.title, 16), wrap(wall.words, 17)
    return el(
        "g",
        el("path", d=f"M{x + width:g} 100L204 92", stroke="var(--mbc-edge)", stroke_width=2),
        el("rect", x=x, y=y, width=width, height=height, rx=10, fill="var(--mbc-surface)", stroke="var(--mbc-edge)"),
        _lines(titles, x + width / 2, y + 24, font_weight=700),
        el("g", _cells(wall.way), _passage(wall.way), transform=f"translate({x + width / 2:g} {y + 104:g})"),
        _lines(words, x + width / 2, y + height - LINE * len(words) + 11),
        fill="var(--mbc-ink)",
        text_anchor="middle",
        aria_hidden="true",
    )


def _lines(lines: Iterable[str], x: float, y: float, font_weight: int = 400) -> Safe:
    return el(
        "text",
        tspans(lines, x, y, LINE),
        font_weight=font_weight,
    )


def _cells(way: str) -> Safe:
    """The cells of the wall and, for what comes with the blood, its door: ajar, hardly so, not known, or shut."""
    sides = [el("rect", x=x, y=-13, width=28, height=26, rx=6) for x in (-84, -53, 25, 56)]
    open_by = {"some": 26, "little": 14, "none": 0}
    if way in open_by:
        leaf = el("rect", x=-18, y=-13, width=36 - open_by[way], height=26, rx=3, fill="var(--mbc-vessel)")
    else:
        leaf = NOTHING if way == "unknown" else el("rect", x=-20, y=-13, width=40, height=26, rx=6)
    return el("g", sides, leaf, fill="var(--mbc-bone)", stroke="var(--mbc-bone-line)", stroke_width=2)


def _passage(way: str) -> Safe:
    """Arrows from the blood below toward the brain above."""
    ways = {
        "through": [("M0 32V-26", True)],
        "behind": [("M-60 -26H-14", True)],
        "some": [("M6 32V-26", True), ("M-40 34V20", False)],
        "little": [("M10 32V-26", True), ("M-40 34V20", False), ("M-64 34V20", False), ("M52 34V20", False)],
        "unknown": [("M0 34V20", False)],
        "none": [("M0 34V20", False)],
    }[way]
    return el(
        "g",
        (_arrow(d, passes, thin=way == "little" and passes) for d, passes in ways),
        el("text", "?", y=7, font_weight=700, fill="var(--mbc-ink)", stroke="none") if way == "unknown" else None,
        stroke="var(--mbc-blood)",
        stroke_linecap="round",
        stroke_linejoin="round",
        fill="none",
    )


def _arrow(d: str, passes: bool, *, thin: bool = False) -> Safe:
    """An arrow that passes the wall, or one that is stopped by a bar in front of it."""
    x, y, end = (float(number) for number in re.findall(r"-?\d+", d))
    if not passes:
        return el(
            "g",
            el("path", d=d, stroke_width=4),
            el("path", d=f"M{x - 9:g} {end:g}h18", stroke="var(--mbc-now)", stroke_width=5),
        )
    up = f"M{x - 7:g} {end + 9:g}L{x:g} {end:g}L{x + 7:g} {end + 9:g}"
    along = f"M{end - 9:g} {y - 7:g}L{end:g} {y:g}L{end - 9:g} {y + 7:g}"
    head = up if "V" in d else along
    return el("path", d=d + head, stroke_width=4, stroke_dasharray="1 6" if thin else None)


# --- marks and words --------------------------------------------------------------------------------------------


def _mark(mark: Mark, control: str) -> Safe:
    return el(
        "g",
        el("circle", cx=mark.x, cy=mark.y, r=body.HIT / 2, fill="transparent", class_="mbc-hit"),
        disk(mark.x, mark.y, mark.level, ring=mark.chosen),
        class_="mbc-part mbc-on" if mark.chosen else "mbc-part",
        **pickable(control, mark.value, mark.name, mark.chosen),
    )


def disk(x: float, y: float, level: str, *, ring: bool = False, radius: float = RADIUS) -> Safe:
    """A disk filled as far as a treatment acts: full with a tick, half, a quarter, ``?`` or empty with a bar."""
    share = SHARE[level]
    r = radius - 2
    fills = {
        0.5: f"M{x:g} {y - r:g}A{r:g} {r:g} 0 0 1 {x:g} {y + r:g}z",
        0.25: f"M{x:g} {y:g}V{y - r:g}A{r:g} {r:g} 0 0 1 {x + r:g} {y:g}z",
    }
    return el(
        "g",
        el("circle", cx=x, cy=y, r=radius + 5, fill="var(--mbc-surface)", stroke="var(--mbc-ink)", stroke_width=3)
        if ring
        else None,
        el(
            "circle",
            cx=x,
            cy=y,
            r=radius,
            fill=f"var(--mbc-{'accent' if share == 1 else 'surface'})",
            stroke=f"var(--mbc-{'accent' if share else 'ink-soft'})",
            stroke_width=2.5,
        ),
        el("path", d=fills[share], fill="var(--mbc-accent)") if share in fills else None,
        el(
            "path",
            d=f"M{x - 7:g} {y:g}l5 6 9-12",
            fill="none",
            stroke="var(--mbc-on-accent)",
            stroke_width=3.5,
            stroke_linecap="round",
            stroke_linejoin="round",
        )
        if level == "acts"
        else None,
        el("path", d=f"M{x - 6:g} {y:g}h12", stroke="var(--mbc-ink-soft)", stroke_width=3.5)
        if level == "none"
        else None,
        el("text", "?", x=x, y=y + 7, text_anchor="middle", font_weight=700, fill="var(--mbc-ink)")
        if level == "unknown"
        else None,
    )


def _label(mark: Mark) -> Safe:
    """The name of the chosen place with a line to its mark: in the margin next to it, or below it in the head."""
    lines = wrap(mark.label, 12, break_long_words=False)
    width = 1.06 * max(text_width(line, FONT) for line in lines) + 2 * PAD
    height = LINE * len(lines) + PAD
    x, middle = _place(mark, width)
    to = min(max(mark.x, x), x + width)
    d = f"M{to:.0f} {middle:.0f}L{mark.x:g} {mark.y:g}"
    return el(
        "g",
        el("path", d=d, stroke="var(--mbc-surface)", stroke_width=6),
        el("path", d=d, stroke="var(--mbc-ink)", stroke_width=2),
        el(
            "rect",
            x=x,
            y=middle - height / 2,
            width=width,
            height=height,
            rx=7,
            fill="var(--mbc-surface)",
            stroke="var(--mbc-ink)",
        ),
        _lines(lines, x + width / 2, middle - height / 2 + LINE - 3, font_weight=700),
        fill="var(--mbc-ink)",
        text_anchor="middle",
        aria_hidden="true",
    )


def _place(mark: Mark, width: float) -> tuple[float, float]:
    """Left edge and middle of the label of ``mark``, clear of the wall and the key beside the head."""
    if mark.y < WALL[1] + WALL[3] / 2:
        return mark.x - width / 2, mark.y + 74
    return (body.WIDTH - PAD - width if mark.x >= body.MIDLINE else float(PAD)), mark.y


def _key(levels: Mapping[str, str], blood: str, *, dashed: bool) -> Safe:
    """What the marks and the lines mean."""
    shown = [level for level in SHARE if level in levels]
    rows = [levels[level] for level in shown] + ([blood] if blood else [])
    (x, y, width), height = KEY, 34.0 * len(rows) + 10
    middles = [y + 22 + 34 * row for row in range(len(rows))]
    return el(
        "g",
        el("rect", x=x, y=y, width=width, height=height, rx=8, fill="var(--mbc-surface)", stroke="var(--mbc-line)"),
        (disk(x + 23, middle, level, radius=13) for level, middle in zip(shown, middles, strict=False)),
        el(
            "path",
            d=f"M{x + 8:g} {middles[-1]:g}h30",
            stroke="var(--mbc-blood)",
            stroke_width=4,
            stroke_linecap="round",
            stroke_dasharray="3 9" if dashed else None,
        )
        if blood
        else None,
        (
            el("text", words, x=x + 45, y=middle + 7, fill="var(--mbc-ink)")
            for words, middle in zip(rows, middles, strict=True)
        ),
        aria_hidden="true",
    )
