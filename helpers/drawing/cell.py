"""One cancer cell and its surroundings: its parts, the signals that run between them, and where a drug stops them.

Every part is a small picture that can be picked. A part that is lit has a ring and an inverse label; a drug is a bar
across the way to the part, with a word for what it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from textwrap import wrap
from typing import NamedTuple

from helpers.drawing.parts import pickable, text_width, tspans
from helpers.markup import NOTHING, Safe, el


class Glyph(NamedTuple):
    """A part drawn around (0, 0) within a radius of about 30: filled shapes, lines, and dots (lines of no length)."""

    shape: str
    lines: str = ""
    dots: str = ""


GLYPHS = {
    "ovary": Glyph("M-27 4C-27-16-8-22 8-18S28-6 27 8 10 24-6 22-27 18-27 4z", "", "M-12 4h0M6-6h0M12 10h0M-4 14h0"),
    "aromatase": Glyph("M-28-4a15 15 0 1 0 30 0a15 15 0 1 0-30 0zM-8 14a13 13 0 1 0 26 0a13 13 0 1 0-26 0z"
                       "M2-10a13 13 0 1 0 26 0a13 13 0 1 0-26 0z", "", "M-13-4h0M5 15h0M15-10h0"),
    "er": Glyph("M-26-16C-14-26 14-26 26-16C30 6 20 26 0 26S-30 6-26-16zM-9-20V-4C-9 6 9 6 9-4V-20", "", "M0-8h0"),
    "growth": Glyph("M-20-30a9 9 0 1 0 1 0zM20-30a9 9 0 1 1-1 0z", "M-16-14L0 0V30M16-14L0 0"),
    "her2": Glyph("M-22-34h15v18h-15zM7-34h15v18h-15z", "M-14-16L-5 2V30M14-16L5 2V30"),
    "her2_inside": Glyph("M-26-13h52a13 13 0 0 1 0 26h-52a13 13 0 0 1 0-26z", "", "M24 0h0"),
    "trk": Glyph("M-14-32h28v16h-28z", "M-7-16V30M7-16V30M-7 8h14"),
    "trop2": Glyph("M-14-32h28l-5 22h-18z", "M0-10V30"),
    "payload": Glyph("M-24 0a24 24 0 1 0 48 0a24 24 0 1 0-48 0z", "", "M-9-7h0M9-5h0M-4 9h0M11 11h0"),
    "pi3k": Glyph("M-30 0l8-15h16l8 15-8 15h-16zM2 0l7-15h15l7 15-7 15h-15z"),
    "mtor": Glyph("M-24 0l12-20h24l12 20-12 20h-24z", "M-8 4l8-8 8 8"),
    "gate": Glyph("M-28-24h10v48h-10zM18-24h10v48h-10z", "M-18-10h36M-18 2h36M-18 14h36M-6-10V14M6-10V14"),
    "building": Glyph("M-26-22h20v18h-20zM6-22h20v18h-20zM-26 6h20v18h-20zM6 6h20v18h-20z"),
    "parp": Glyph("M-13-17h26a4 4 0 0 1 4 4v26a4 4 0 0 1-4 4h-26a4 4 0 0 1-4-4v-26a4 4 0 0 1 4-4z",
                  "M-32-8H-17M17-8H32M-32 8H-17M17 8H32M0-9V9M-9 0H9"),
    "dna": Glyph("", "M-44-14C-30-14-24 14-10 14S10-14 24-14 38 14 44 14M-44 14C-30 14-24-14-10-14S10 14 24 14"
                     " 38-14 44-14M-38-9V9M-23-7V7M-10-13V13M4-7V7M17-10V10M30-10V10"),
    "spindle": Glyph("", "M-32 0C-16-26 16-26 32 0M-32 0C-16-12 16-12 32 0M-32 0C-16 12 16 12 32 0"
                         "M-32 0C-16 26 16 26 32 0M-7-22v8M7-22v8M-7-5v8M7-5v8M-7 13v8M7 13v8", "M-32 0h0M32 0h0"),
    "pd1": Glyph("M-30-10h16l8 10-8 10h-16zM30-12H8L0 0 8 12h22z"),
    "rankl": Glyph("M0-22l7 14 15 2-11 11 3 16-14-8-14 8 3-16-11-11 15-2z"),
    "osteoclast": Glyph("M-30 8C-32-12-16-24 0-24S32-12 30 8l-8 14-7-8-8 10-7-10-8 10-7-10-8 8z", "",
                        "M-13-7h0M0-12h0M13-6h0"),
}  # fmt: skip
"""The picture of every part that can be drawn."""


class Spot(NamedTuple):
    """Where a part stands, where its label is, and where a drug's word goes.

    ``side`` is ``t`` above, ``b`` below, ``r`` to the right, or ``s`` below and starting at the part.
    """

    x: float
    y: float
    side: str
    word: tuple[float, float]


class Layout(NamedTuple):
    """A way to lay the drawing out: its size, type size, letters in a line, scale of the parts, spots and scenery.

    ``bends`` are curves for signals that a straight line would lead astray, by (from, to). ``scene`` are the
    outlines of cell, nucleus, immune cell, bone and its frame; ``captions`` their names: key, left edge, baseline.
    ``turned`` is the angle of the immune synapse.
    """

    width: int
    height: int
    font: int
    letters: int
    scale: float
    spots: Mapping[str, Spot]
    bends: Mapping[tuple[str, str], str]
    scene: Mapping[str, str]
    captions: Sequence[tuple[str, float, float]]
    turned: int = 0


WIDE = Layout(
    width=1080,
    height=656,
    font=17,
    letters=12,
    scale=1,
    spots={
        "ovary": Spot(110, 150, "b", (110, 88)),
        "aromatase": Spot(110, 420, "b", (110, 356)),
        "trk": Spot(340, 128, "t", (340, 30)),
        "growth": Spot(450, 128, "t", (450, 22)),
        "her2": Spot(570, 128, "t", (570, 22)),
        "trop2": Spot(690, 128, "t", (690, 30)),
        "her2_inside": Spot(570, 216, "r", (672, 262)),
        "payload": Spot(764, 240, "t", (764, 180)),
        "pi3k": Spot(450, 268, "b", (562, 296)),
        "mtor": Spot(330, 322, "b", (320, 250)),
        "er": Spot(366, 472, "b", (352, 406)),
        "gate": Spot(462, 420, "b", (470, 356)),
        "dna": Spot(584, 484, "b", (604, 416)),
        "parp": Spot(690, 416, "b", (786, 346)),
        "building": Spot(472, 568, "r", (398, 604)),
        "spindle": Spot(720, 524, "b", (792, 464)),
        "pd1": Spot(884, 214, "s", (896, 140)),
        "rankl": Spot(914, 430, "r", (1000, 376)),
        "osteoclast": Spot(914, 546, "r", (1000, 490)),
    },
    bends={("ovary", "er"): "M140 160C176 290 230 400 324 452"},
    scene={
        "cell": "M366 130H720C800 130 850 190 850 270V496C850 576 800 636 720 636H366C286 636 236 576 236 496V270"
        "C236 190 286 130 366 130z",
        "nucleus": "M262 480C262 390 392 330 546 330S830 390 830 480 704 628 546 628 262 570 262 480z",
        "immune": "M913 200a50 50 0 1 0 100 0a50 50 0 1 0-100 0z",
        "bone": "M872 584h26c4 12 28 12 32 0h134v48c0 6-4 10-10 10H882c-6 0-10-4-10-10z",
        "frame": "M884 338h168a12 12 0 0 1 12 12v280a12 12 0 0 1-12 12H884a12 12 0 0 1-12-12V350a12 12 0 0 1 12-12z",
    },
    captions=(("outside", 22, 34), ("cell", 268, 226), ("nucleus", 606, 600), ("immune", 940, 205), ("bone", 884, 626)),
)

NARROW = Layout(
    width=374,
    height=1030,
    font=14,
    letters=10,
    scale=0.76,
    spots={
        "ovary": Spot(62, 50, "b", (138, 28)),
        "aromatase": Spot(228, 50, "b", (306, 28)),
        "trk": Spot(66, 212, "t", (66, 118)),
        "growth": Spot(146, 212, "t", (146, 118)),
        "her2": Spot(228, 212, "t", (228, 118)),
        "trop2": Spot(308, 212, "t", (308, 118)),
        "her2_inside": Spot(194, 290, "r", (252, 344)),
        "payload": Spot(322, 342, "t", (300, 300)),
        "pi3k": Spot(126, 356, "r", (222, 400)),
        "mtor": Spot(70, 430, "r", (74, 476)),
        "er": Spot(90, 592, "b", (84, 544)),
        "gate": Spot(180, 512, "r", (180, 464)),
        "dna": Spot(206, 612, "b", (250, 566)),
        "parp": Spot(314, 602, "t", (300, 650)),
        "building": Spot(136, 702, "b", (226, 728)),
        "spindle": Spot(286, 702, "b", (296, 654)),
        "pd1": Spot(92, 822, "r", (146, 866)),
        "rankl": Spot(246, 868, "r", (252, 818)),
        "osteoclast": Spot(246, 944, "r", (300, 902)),
    },
    bends={
        ("ovary", "er"): "M37 52C-2 160 2 470 66 578",
        ("aromatase", "er"): "M204 56C-70 84 10 400 66 578",
        ("trk", "pi3k"): "M72 240C80 280 92 304 106 332",
        ("payload", "dna"): "M308 366C300 450 282 540 234 594",
        ("payload", "spindle"): "M330 368C362 470 358 620 314 682",
    },
    scene={
        "cell": "M88 214H300C340 214 362 240 362 280V726C362 770 340 796 300 796H88C48 796 26 770 26 726V280"
        "C26 240 48 214 88 214z",
        "nucleus": "M36 622C36 540 106 482 200 482S352 540 352 622 294 778 200 778 36 714 36 622z",
        "immune": "M50 886a42 42 0 1 0 84 0a42 42 0 1 0-84 0z",
        "bone": "M210 974h24c4 10 22 10 28 0h104v34c0 6-4 10-10 10H220c-6 0-10-4-10-10z",
        "frame": "M220 808h136a10 10 0 0 1 10 10v190a10 10 0 0 1-10 10H220a10 10 0 0 1-10-10V818a10 10 0 0 1 10-10z",
    },
    captions=(("outside", 8, 16), ("cell", 268, 254), ("nucleus", 192, 768), ("immune", 69, 892), ("bone", 222, 1006)),
    turned=90,
)

RING = 37.0
"""Radius of the ring around a lit part, before scaling."""


@dataclass(frozen=True)
class CellPart:
    """A part of the cell: an id (a key of :data:`GLYPHS`), what a screen reader says, its label, and what it feeds."""

    value: str
    name: str
    label: str
    feeds: Sequence[str] = ()


@dataclass(frozen=True)
class Drug:
    """A drug in the cell: the parts it hits, what it does there in a word or two, and the part it enters by, if any."""

    hits: Sequence[str]
    verb: str
    enters: str = ""


def cell(
    parts: Sequence[CellPart],
    *,
    captions: Mapping[str, str],
    title: str,
    control: str,
    picked: str = "",
    drug: Drug | None = None,
    narrow: bool = False,
) -> Safe:
    """The cell as one ``<svg>`` in which every part is a button.

    ``picked`` is the part to light; ``drug`` lights the parts it hits, shows which signals still run toward them, and
    which are stopped behind them. ``captions`` name the scenery: ``outside``, ``cell``, ``nucleus``, ``immune`` and
    ``bone``. ``control`` is the choice that picking a part sets.
    """
    layout = NARROW if narrow else WIDE
    lit = set(drug.hits) if drug else {picked} - {""}
    return el(
        "svg",
        el("rect", width=layout.width, height=layout.height, rx=14, fill="var(--mbc-panel)"),
        _scene(layout, captions),
        _signals(parts, layout, picked, drug),
        _delivery(drug, layout) if drug and drug.enters else None,
        (_bar(part, layout) for part in drug.hits) if drug else None,
        (_part(part, layout, control, part.value in lit, part.value == picked) for part in parts),
        (_word(part, drug.verb, layout) for part in drug.hits) if drug else None,
        role="group",
        aria_label=title,
        class_="mbc-cell" if narrow else "mbc-cell mbc-wide",
        viewbox=f"0 0 {layout.width} {layout.height}",
        font_size=layout.font,
    )


def running(parts: Sequence[CellPart], hits: Iterable[str]) -> set[tuple[str, str]]:
    """The signals, as (from, to), that lead to any of ``hits`` over any number of steps."""
    links = {(part.value, to) for part in parts for to in part.feeds}
    reached, found = set(hits), set[tuple[str, str]]()
    while more := {link for link in links - found if link[1] in reached}:
        found |= more
        reached |= {start for start, _ in more}
    return found


# --- scenery ----------------------------------------------------------------------------------------------------


def _scene(layout: Layout, captions: Mapping[str, str]) -> Safe:
    scene = layout.scene
    return el(
        "g",
        el("path", d=scene["cell"], fill="var(--mbc-skin)", stroke="var(--mbc-skin-line)", stroke_width=11),
        el("path", d=scene["cell"], fill="none", stroke="var(--mbc-skin)", stroke_width=5),
        el(
            "path",
            d=scene["nucleus"],
            fill="var(--mbc-panel)",
            stroke="var(--mbc-skin-line)",
            stroke_width=3,
            stroke_dasharray="14 5",
        ),
        el("path", d=scene["immune"], fill="var(--mbc-node)", stroke="var(--mbc-node-line)", stroke_width=2),
        el("path", d=scene["frame"], fill="var(--mbc-surface)", stroke="var(--mbc-line)", stroke_width=2),
        el("path", d=scene["bone"], fill="var(--mbc-bone)", stroke="var(--mbc-bone-line)", stroke_width=2),
        (el("text", captions[key], x=x, y=y, fill="var(--mbc-ink-soft)") for key, x, y in layout.captions),
        aria_hidden="true",
    )


# --- signals ----------------------------------------------------------------------------------------------------


def _signals(parts: Sequence[CellPart], layout: Layout, picked: str, drug: Drug | None) -> Safe:
    """All signals: those that run full and bold, those behind a hit dashed, all others thin."""
    links = [(part.value, to) for part in parts for to in part.feeds]
    runs = running(parts, drug.hits) if drug else {link for link in links if picked in link}
    stopped = {link for link in links if drug and link[0] in drug.hits} - runs
    return el("g", (_signal(link, layout, link in runs, link in stopped) for link in links), aria_hidden="true")


def _signal(link: tuple[str, str], layout: Layout, runs: bool, stopped: bool) -> Safe:
    color = "accent" if runs else "ink-soft" if stopped else "edge"
    return _arrow(
        layout.bends.get(link) or _straight(link, layout),
        color,
        width=4 if runs else 3 if stopped else 1.6,
        dash="2 7" if stopped else None,
        key=f"{link[0]} {link[1]}",
    )


def _straight(link: tuple[str, str], layout: Layout) -> str:
    """A line between two parts that leaves room for the ring of either."""
    start, end = (layout.spots[part] for part in link)
    length = hypot(end.x - start.x, end.y - start.y)
    near = min(RING * layout.scale, length / 2 - 8)
    dx, dy = (end.x - start.x) / length * near, (end.y - start.y) / length * near
    return f"M{start.x + dx:.0f} {start.y + dy:.0f}L{end.x - dx:.0f} {end.y - dy:.0f}"


def _arrow(d: str, color: str, *, width: float, dash: str | None = None, key: str | None = None) -> Safe:
    """A line with a head at its end, along its last direction."""
    points = [float(number) for number in d.replace("M", " ").replace("C", " ").replace("L", " ").split()]
    (ax, ay), (bx, by) = points[-4:-2], points[-2:]
    length = hypot(bx - ax, by - ay)
    ux, uy = (bx - ax) / length, (by - ay) / length
    size = 5 + 1.6 * width
    back_x, back_y, half = bx - ux * size, by - uy * size, size * 0.55
    head = (
        f"M{bx:.1f} {by:.1f}L{back_x - uy * half:.1f} {back_y + ux * half:.1f}"
        f"L{back_x + uy * half:.1f} {back_y - ux * half:.1f}z"
    )
    return el(
        "g",
        el("path", d=d, fill="none", stroke="var(--mbc-panel)", stroke_width=width + 4) if width > 2 else None,
        el("path", d=d, fill="none", stroke=f"var(--mbc-{color})", stroke_width=width, stroke_dasharray=dash),
        el("path", d=head, fill=f"var(--mbc-{color})"),
        stroke_linecap="round",
        data_key=key,
    )


def _delivery(drug: Drug, layout: Layout) -> Safe:
    """The way an antibody carries its payload in: docked outside, set free inside, on to what it poisons."""
    door, scale = layout.spots[drug.enters], layout.scale
    ways = [(drug.enters, "payload"), *(("payload", hit) for hit in drug.hits)]
    arms, cargo = "M0 0V-16M0-16L-12-31M0-16L12-31", "M-11-2h0M11-2h0M0 8h0"
    place = f"translate({door.x + 56 * scale:.1f} {door.y - 26 * scale:.1f}) scale({scale:g}) rotate(-90)"
    return el(
        "g",
        (_arrow(layout.bends.get(way) or _straight(way, layout), "now", width=4, dash="10 6") for way in ways),
        el(
            "g",
            el("path", d=arms, stroke="var(--mbc-now)", stroke_width=6),
            el("path", d=cargo, stroke="var(--mbc-ink)", stroke_width=9),
            transform=place,
            fill="none",
        ),
        stroke_linecap="round",
        aria_hidden="true",
    )


# --- parts ------------------------------------------------------------------------------------------------------


def _part(part: CellPart, layout: Layout, control: str, lit: bool, pressed: bool) -> Safe:
    spot, glyph = layout.spots[part.value], GLYPHS[part.value]
    turn = f" rotate({layout.turned})" if part.value == "pd1" and layout.turned else ""
    color = "accent" if lit else "ink-soft"
    return el(
        "g",
        el(
            "g",
            el("circle", r=RING, class_="mbc-hit", **_ring(lit)),
            el("path", d=glyph.shape, fill=f"var(--mbc-{'accent-soft' if lit else 'surface'})")
            if glyph.shape
            else None,
            el("path", d=glyph.lines, fill="none", stroke_width=3.5) if glyph.lines else None,
            el("path", d=glyph.dots, fill="none", stroke_width=9) if glyph.dots else None,
            transform=f"translate({spot.x:g} {spot.y:g}) scale({layout.scale:g}){turn}",
            stroke=f"var(--mbc-{color})",
            stroke_width=2.5,
            stroke_linecap="round",
            stroke_linejoin="round",
        ),
        _name(part.label, spot, layout, lit),
        class_="mbc-cell-part",
        **pickable(control, part.value, part.name, pressed),
    )


def _ring(lit: bool) -> dict[str, str | int]:
    if not lit:
        return {"fill": "transparent", "stroke": "none"}
    return {"fill": "var(--mbc-surface)", "stroke": "var(--mbc-accent)", "stroke_width": 4}


def _name(words: str, spot: Spot, layout: Layout, lit: bool) -> Safe:
    """The label of a part beside it; on a dark plate when the part is lit."""
    lines = wrap(words, layout.letters - (3 if spot.side == "r" else 0), break_long_words=False)
    line = layout.font * 1.15
    width, height = 1.05 * max(text_width(one, layout.font) for one in lines) + 10, line * len(lines) + 5
    gap = (RING + 3) * layout.scale
    x, y = {
        "b": (spot.x - width / 2, spot.y + gap),
        "t": (spot.x - width / 2, spot.y - gap - height),
        "s": (spot.x - 26, spot.y + gap),
        "r": (spot.x + gap, spot.y - height / 2),
    }[spot.side]
    spans = tspans(lines, x + width / 2, y + line - 2, line)
    return el(
        "g",
        el("rect", x=x, y=y, width=width, height=height, rx=5, fill="var(--mbc-accent)") if lit else NOTHING,
        el(
            "text",
            spans,
            text_anchor="middle",
            font_weight=700 if lit else 500,
            class_="mbc-cell-lit" if lit else None,
        ),
    )


def _bar(part: str, layout: Layout) -> Safe:
    """The brake: a bar across the way from the drug's word to the part."""
    spot = layout.spots[part]
    x, y = spot.word
    length = hypot(spot.x - x, spot.y - y)
    ux, uy = (spot.x - x) / length, (spot.y - y) / length
    end_x, end_y = spot.x - ux * (RING + 4) * layout.scale, spot.y - uy * (RING + 4) * layout.scale
    half = 15 * layout.scale
    bar = f"M{end_x - uy * half:.1f} {end_y + ux * half:.1f}L{end_x + uy * half:.1f} {end_y - ux * half:.1f}"
    stem = f"M{x:g} {y:g}L{end_x:.1f} {end_y:.1f}"
    return el(
        "g",
        el("path", d=stem + bar, stroke="var(--mbc-surface)", stroke_width=10),
        el("path", d=stem, stroke="var(--mbc-now)", stroke_width=4),
        el("path", d=bar, stroke="var(--mbc-now)", stroke_width=7),
        stroke_linecap="round",
        data_key=f"stop {part}",
        aria_hidden="true",
    )


def _word(part: str, verb: str, layout: Layout) -> Safe:
    """What the drug does to the part, in a word or two."""
    (x, y), size = layout.spots[part].word, layout.font
    width = 1.08 * text_width(verb, size) + 16
    return el(
        "g",
        el(
            "rect",
            x=x - width / 2,
            y=y - size * 0.8,
            width=width,
            height=size * 1.6,
            rx=size * 0.8,
            fill="var(--mbc-surface)",
            stroke="var(--mbc-now)",
            stroke_width=2.5,
        ),
        el("text", verb, x=x, y=y + size * 0.35, text_anchor="middle", font_weight=700),
        aria_hidden="true",
    )
