"""The body map: a front view from head to mid-thigh whose parts and routes come from two tables.

``body_parts.csv`` holds each shape, ``body_paths.csv`` the course of each step of a route. The patient's left is on
the viewer's right, as in every anatomy plate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from textwrap import wrap
from typing import NamedTuple

import pandas as pd

from helpers.drawing.parts import pickable, tspans
from helpers.markup import NOTHING, Attribute, Safe, el

WIDTH, HEIGHT = 500, 800
MIDLINE = WIDTH / 2

FONT = 17
"""Label size in drawing units: 12 px where the drawing is 350 px wide, as it is on a phone."""

LETTER = 0.62
"""Width of a bold letter in font sizes, generous: fonts differ between machines."""

LINE = 20
"""Height of a line of label text."""

HIT = 36
"""Diameter of the invisible disk over a small part: a 25 px target on a phone (WCAG 2.2, 2.5.8 asks for 24)."""

SHOWN_AT_ONCE = 8
"""A longer route is revealed faster, so that nobody waits for the last step."""

ARROW_ROOM = 48
"""Steps shorter than this have no arrowhead, which would hide their dash pattern; the numbers give the direction."""

NEAR_MIDLINE = 45
"""Parts closer to the midline than this may be labeled on either side."""


class Part(NamedTuple):
    """One row of ``body_parts``. ``x``, ``y`` is its anchor: where routes and leader lines end."""

    site: str
    node: str
    layer: int
    kind: str
    label: str
    x: float
    y: float
    d: str


class Look(NamedTuple):
    """Fill, stroke and stroke width of one kind of part."""

    fill: str
    stroke: str
    width: float


NONE = Look("", "", 0)

LOOKS = {
    "outline": Look("skin", "skin-line", 2),
    "bone": Look("bone", "bone-line", 1.2),
    "organ": Look("organ", "organ-line", 1.8),
    "small": Look("organ", "organ-line", 1.8),
    "veil": Look("organ", "organ-line", 1.6),
    "vessel": Look("vessel", "edge", 1.1),
    "node": Look("none", "node-line", 9),
    "duct": Look("none", "node-line", 1),
    "lining": Look("none", "organ-line", 1.4),
    "mark": Look("none", "organ-line", 1.4),
    "tumor": Look("tumor", "surface", 2),
}
"""``veil``: an organ that bones show through. ``small``: an organ that needs a larger target.
``node``: dots, drawn as lines of no length. ``duct``: lymph channels."""

TARGETS = {"small", "node", "duct", "lining"}
"""Kinds too thin or too small to hit by themselves."""


class Route(NamedTuple):
    """How one kind of spread is drawn: its color role, dash pattern and name."""

    color: str
    dash: str | None
    name: str


ROUTES = {
    "direct": Route("direct", "0.5 9", "Direct"),
    "lymph": Route("lymph", "7 8", "Lymph"),
    "blood": Route("blood", None, "Blood"),
    "cavity": Route("cavity", "14 7 1 7", "Body cavity"),
}


class Chip(NamedTuple):
    """A label in the margin: its lines of text, its box, and the point its leader line goes to."""

    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    to: tuple[float, float]

    @property
    def height(self) -> float:
        """Height of the box in drawing units."""
        return LINE * len(self.lines) + 8


def body_map(
    parts: pd.DataFrame,
    paths: pd.DataFrame,
    *,
    figure: str,
    selected: str | None = None,
    route_edges: Sequence[tuple[str, str]] = (),
    shade: Mapping[str, float] | None = None,
    scale_max: float = 100,
    control: str = "site",
    names: Mapping[str, str],
    title: str,
) -> Safe:
    """The body as one ``<svg>`` in which every site is one button.

    ``parts`` and ``paths`` are the tables ``body_parts`` and ``body_paths``; ``figure`` is ``woman`` or ``man``.
    ``selected`` is a site id. ``route_edges`` are (edge id, ``blood | lymph | direct | cavity``) in the order a cell
    travels. ``shade`` gives percent by site id, drawn in five steps up to ``scale_max`` percent. ``names`` is what a
    screen reader says for each site id. Steps that a figure has no path for (to the ovary, in a man) are left out.
    """
    shade = shade or {}
    drawn = parts_of(parts, figure)
    course = paths[paths["figure"].isin([figure, "both"])].set_index("edge_id")["d"].to_dict()
    edges = [(str(course[edge]), ROUTES[kind]) for edge, kind in route_edges if edge in course]
    sites = dict.fromkeys(part.site for part in drawn if part.site)
    labeled = [site for site in sites if site in shade or site == selected]
    return el(
        "svg",
        el("rect", width=WIDTH, height=HEIGHT, rx=14, fill="var(--mbc-panel)"),
        el(
            "g",
            _figure(drawn, selected, shade, scale_max, control, names),
            stroke_linejoin="round",
            stroke_linecap="round",
            fill_rule="evenodd",
            **_attributes(LOOKS["organ"], NONE),
        ),
        _caption("R", 16, "start"),
        _caption("L", WIDTH - 16, "end"),
        _labels(drawn, labeled, shade, reserved=36 * len({route for _, route in edges})),
        _route(edges),
        role="group",
        aria_label=title,
        class_="mbc-body",
        viewbox=f"0 0 {WIDTH} {HEIGHT}",
        font_size=FONT,
    )


def parts_of(parts: pd.DataFrame, figure: str) -> list[Part]:
    """The rows of ``parts`` that belong to ``figure``, back to front."""
    columns = ["site_id", "node_id", "layer", "kind", "label", "label_x", "label_y", "d"]
    rows = parts.loc[parts["figure"].isin([figure, "both"]), columns]
    made = [
        Part(str(site), str(node), int(layer), str(kind), str(label), float(x), float(y), str(d))
        for site, node, layer, kind, label, x, y, d in rows.itertuples(index=False)
    ]
    return sorted(made, key=lambda part: part.layer)


def anchor(parts: pd.DataFrame, node_id: str) -> tuple[float, float]:
    """Where a node of the routes lies in the drawing. Raises ``KeyError`` for a node that has no part."""
    rows = parts.loc[parts["node_id"] == node_id, ["label_x", "label_y"]]
    if rows.empty:
        raise KeyError(f"body_parts has no part for node {node_id!r}")
    x, y = rows.iloc[0]
    return float(x), float(y)


def path_ends(d: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """First and last point of a path."""
    points = _points(d)
    return points[0], points[-1]


# --- the figure -------------------------------------------------------------------------------------------------


def _figure(
    drawn: Sequence[Part],
    selected: str | None,
    shade: Mapping[str, float],
    scale_max: float,
    control: str,
    names: Mapping[str, str],
) -> Iterable[Safe]:
    done: set[str] = set()
    for part in drawn:
        if not part.site:
            yield shape(part, LOOKS[part.kind], LOOKS["organ"])
        elif part.site not in done:
            done.add(part.site)
            own = [other for other in drawn if other.site == part.site]
            step = _step(shade[part.site], scale_max) if part.site in shade else None
            yield _site(own, names[part.site], control, part.site == selected, step)


def _site(own: Sequence[Part], name: str, control: str, pressed: bool, step: int | None) -> Safe:
    """All parts of one site as one button. Attributes shared by its parts stand once, on the group."""
    common = dressed(LOOKS[own[0].kind], pressed, step)
    targets = sorted({f"M{part.x:g} {part.y:g}h0" for part in own if part.kind in TARGETS})
    return el(
        "g",
        (shape(part, dressed(LOOKS[part.kind], pressed, step), common) for part in own),
        el("path", d="".join(targets), class_="mbc-hit", stroke="transparent", stroke_width=HIT) if targets else None,
        class_="mbc-part mbc-on" if pressed else "mbc-part",
        **_attributes(common, LOOKS["organ"]),
        **pickable(control, own[0].site, name, pressed),
    )


def dressed(look: Look, pressed: bool, step: int | None = None) -> Look:
    """How a part looks when its site is chosen or carries a percent. Chosen also means a thicker line."""
    open_line = look.fill == "none"
    if pressed:
        if look is LOOKS["mark"]:
            return Look("none", "on-accent" if step is None else "accent", 1.6)
        fill = look.fill if open_line else f"scale-{step}" if step else "accent"
        return Look(fill, "accent" if open_line or step else "ink", look.width + (2.5 if open_line else 1.2))
    if step:
        return Look(look.fill if open_line else f"scale-{step}", look.stroke, look.width)
    return look


def shape(part: Part, look: Look, group: Look = NONE) -> Safe:
    """The part's path, if it has one, with only those attributes that differ from its group's."""
    if not part.d:
        return NOTHING
    return el("path", d=part.d, fill_opacity=".7" if part.kind == "veil" else None, **_attributes(look, group))


def _attributes(look: Look, group: Look) -> dict[str, Attribute]:
    return {
        "fill": _paint(look.fill) if look.fill != group.fill else None,
        "stroke": _paint(look.stroke) if look.stroke != group.stroke else None,
        "stroke_width": look.width if look.width != group.width else None,
    }


def _paint(role: str) -> str:
    return role if role == "none" else f"var(--mbc-{role})"


def _step(percent: float, scale_max: float) -> int:
    """The step of the five-step scale, 1 to 5."""
    return min(5, 1 + int(5 * max(percent, 0) / scale_max))


def _caption(letter: str, x: float, align: str) -> Safe:
    words = {"R": "patient's right", "L": "patient's left"}[letter]
    return el(
        "text",
        el("title", words),
        letter,
        x=x,
        y=HEIGHT - 14,
        text_anchor=align,
        fill="var(--mbc-ink-soft)",
    )


# --- labels in the margins --------------------------------------------------------------------------------------


def _labels(drawn: Sequence[Part], labeled: Sequence[str], shade: Mapping[str, float], reserved: float) -> Safe:
    # the part in front that is a stop of the routes stands for its site: stops are sorted last, and the last one stays
    main = {part.site: part for part in sorted(drawn, key=lambda part: bool(part.node))}
    wanted = [(main[site].label + (f" {shade[site]:g}%" if site in shade else ""), main[site]) for site in labeled]
    chips = place_labels([(words, (part.x, part.y)) for words, part in wanted], top=reserved)
    if not chips:
        return NOTHING
    lines = "".join(map(_leader, chips))
    dots = "".join(f"M{chip.to[0]:g} {chip.to[1]:g}h0" for chip in chips)
    return el(
        "g",
        el("path", d=lines, stroke="var(--mbc-surface)", stroke_width=4),
        el("path", d=lines, stroke="var(--mbc-ink)", stroke_width=1.5),
        el("path", d=dots, stroke="var(--mbc-surface)", stroke_width=9),
        el("path", d=dots, stroke="var(--mbc-ink)", stroke_width=7),
        el("g", map(_box, chips), fill="var(--mbc-surface)", stroke="var(--mbc-edge)"),
        el("g", map(_words, chips), fill="var(--mbc-ink)", text_anchor="middle", font_weight=600),
        class_="mbc-labels",
        stroke_linecap="round",
        aria_hidden="true",
    )


def place_labels(wanted: Sequence[tuple[str, tuple[float, float]]], top: float = 0) -> list[Chip]:
    """Put (words, point) labels into the two margins, near their points and clear of each other.

    ``top`` is the height kept free at the top of the left margin.
    """
    sides: dict[bool, list[tuple[str, tuple[float, float]]]] = {False: [], True: []}
    for words, (x, y) in sorted(wanted, key=lambda label: -abs(label[1][0] - MIDLINE)):
        right = x > MIDLINE if abs(x - MIDLINE) >= NEAR_MIDLINE else len(sides[True]) < len(sides[False])
        sides[right].append((words, (x, y)))
    return [chip for right, labels in sides.items() for chip in _column(labels, right, 8 if right else 8 + top)]


def _column(labels: Sequence[tuple[str, tuple[float, float]]], right: bool, top: float) -> list[Chip]:
    chips = []
    for words, point in sorted(labels, key=lambda label: label[1][1]):
        lines = tuple(wrap(words, 14))
        width = max(map(len, lines)) * FONT * LETTER + 14
        chip = Chip(lines, WIDTH - width - 6 if right else 6, 0, width, point)
        y = max(top, point[1] - chip.height / 2)
        chips.append(chip._replace(y=y))
        top = y + chip.height + 5
    floor: float = HEIGHT - 36
    for index in reversed(range(len(chips))):
        y = min(chips[index].y, floor - chips[index].height)
        chips[index] = chips[index]._replace(y=y)
        floor = y - 5
    return chips


def _leader(chip: Chip) -> str:
    start = chip.x + chip.width if chip.x < MIDLINE else chip.x
    return f"M{start:.0f} {chip.y + chip.height / 2:.0f}L{chip.to[0]:g} {chip.to[1]:g}"


def _box(chip: Chip) -> Safe:
    return el("rect", x=chip.x, y=chip.y, width=chip.width, height=chip.height, rx=7)


def _words(chip: Chip) -> Safe:
    middle = chip.x + chip.width / 2
    return el("text", tspans(chip.lines, middle, chip.y + LINE, LINE))


# --- routes -----------------------------------------------------------------------------------------------------


def _route(edges: Sequence[tuple[str, Route]]) -> Safe:
    """The steps of a route in order, its stops, and the names of the kinds of route at the top.

    Stops are numbered where each step starts at the end of the one before; where the way forks, arrows must do.
    """
    if not edges:
        return NOTHING
    ends = [path_ends(d) for d, _ in edges]
    stops = list(dict.fromkeys(point for pair in ends for point in pair))
    kinds = list(dict.fromkeys(route for _, route in edges))
    in_one_line = all(before[1] == after[0] for before, after in pairwise(ends))
    return el(
        "g",
        (_travel(d, route, order * min(1, SHOWN_AT_ONCE / len(edges))) for order, (d, route) in enumerate(edges)),
        el(
            "g",
            (el("circle", cx=x, cy=y, r=9.5 if in_one_line else 5) for x, y in stops),
            fill="var(--mbc-surface)",
            stroke="var(--mbc-ink)",
            stroke_width=2,
        ),
        el(
            "g",
            (el("text", number, x=x, y=y + 5) for number, (x, y) in enumerate(stops, start=1) if in_one_line),
            (_kind(route, row) for row, route in enumerate(kinds)),
            fill="var(--mbc-ink)",
            font_size=14,
            font_weight=700,
            text_anchor="middle",
        ),
        fill="none",
        stroke_width=5,
        stroke_linecap="round",
        aria_hidden="true",
    )


def _travel(d: str, route: Route, order: float) -> Safe:
    """One step. ``--i`` is its place in the order, for the stylesheet to reveal the steps one after another."""
    color = f"var(--mbc-{route.color})"
    return el(
        "g",
        el("path", d=d, stroke="var(--mbc-surface)", stroke_width=9),
        el("path", d=d, stroke_dasharray=route.dash),
        el("path", d=arrow(d), fill=color, stroke_width=1) if _span(d) > ARROW_ROOM else None,
        stroke=color,
        class_="mbc-travel",
        style=f"--i:{order:.1f}",
    )


def _kind(route: Route, row: int) -> Safe:
    """A chip in the top left corner: the kind's line and its name."""
    y = 12 + 36 * row
    color = f"var(--mbc-{route.color})"
    width = 66 + len(route.name) * FONT * LETTER
    return el(
        "g",
        el("rect", x=8, y=y, width=width, height=28, rx=7, fill="var(--mbc-surface)", stroke=color, stroke_width=1.5),
        el("path", d=f"M19 {y + 14}h28", stroke=color, stroke_dasharray=route.dash),
        el("text", route.name, x=57, y=y + 20, text_anchor="start", font_size=FONT),
    )


def _points(d: str) -> list[tuple[float, float]]:
    """All points of a path that is written with absolute M and C only."""
    numbers = [float(number) for number in d.replace("M", " ").replace("C", " ").split()]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _span(d: str) -> float:
    (ax, ay), (bx, by) = path_ends(d)
    return float(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5)


def arrow(d: str) -> str:
    """A triangle at the middle of the path's last curve, pointing the way a cell travels."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = _points(d)[-4:]
    x, y = (ax + 3 * bx + 3 * cx + dx) / 8, (ay + 3 * by + 3 * cy + dy) / 8
    along_x, along_y = dx + cx - bx - ax, dy + cy - by - ay
    length = (along_x**2 + along_y**2) ** 0.5
    ux, uy = 8 * along_x / length, 8 * along_y / length
    corners = ((x + ux, y + uy), (x - ux - uy, y - uy + ux), (x - ux + uy, y - uy - ux))
    return "M" + "L".join(f"{px:.0f} {py:.0f}" for px, py in corners) + "z"
