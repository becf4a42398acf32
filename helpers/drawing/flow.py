"""Draws a directed graph in layers: routes of spread, later pathways of diagnosis and treatment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from helpers.drawing.graph import (
    FONT,
    LINE,
    MARGIN,
    STRENGTHS,
    STYLES,
    Box,
    Direction,
    Edge,
    Node,
    Plan,
    arrange,
    words_width,
)
from helpers.drawing.parts import pickable, tspans
from helpers.markup import Attribute, Safe, el, join

Shape = Literal["box", "hexagon", "octagon", "bars", "double"]
"""Pointed sides; cut corners; a bar inside each side; a second border inside."""


class Look(NamedTuple):
    """How one kind of box is drawn: color roles of ground and border, corner radius, border dashes, shape."""

    ground: str = "surface"
    border: str = "edge"
    corner: int = 5
    dashes: str | None = None
    shape: Shape = "box"


KINDS: dict[str, Look] = {
    "primary": Look("surface", "tumor", 5),
    "lymph_node": Look("node", "node-line", 18),
    "lymph_vessel": Look("surface", "node-line", 18, "6 3"),
    "vein": Look("vessel", "edge", 0),
    "heart": Look("vessel", "edge", 0),
    "blood": Look("vessel", "edge", 0),
    "organ": Look("organ", "organ-line", 5),
    "state": Look("surface", "edge", 5, "3 3"),
    "start": Look("accent-soft", "accent", 30),
    "decision": Look("today-soft", "today", shape="hexagon"),
    "test": Look("surface", "edge", shape="bars"),
    "action": Look("panel", "edge", 10),
    "emergency": Look("now-soft", "now", shape="octagon"),
    "result": Look("routine-soft", "ink-soft", 5, shape="double"),
    "wrong": Look("wrong-soft", "wrong", shape="octagon"),
    "onward": Look("surface", "edge", 18, "6 4"),
}
"""Looks by kind of node; any other kind is a plain box."""


def layered_graph(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    *,
    title: str,
    control: str,
    selected: str | None = None,
    path: Sequence[str] = (),
    width: float = 1000,
    direction: Direction = "down",
    key: Mapping[str, str] | None = None,
) -> Safe:
    """The graph as SVG; each box sets ``control`` to its node's id.

    ``path`` lists edge ids in the order they are followed: those edges keep their color and their nodes get a
    number, all else steps back. ``key`` gives words for line styles (and for ``"debated"``), drawn above the graph.
    ``width``, ``direction`` and errors: see :func:`arrange`.
    """
    plan = arrange(tuple(nodes), tuple(edges), width, direction)
    used = {edge.style for edge in edges} | ({"debated"} if any(edge.debated for edge in edges) else set())
    sample, key_height = _key({style: words for style, words in (key or {}).items() if style in used}, plan.width)
    graph = _graph(nodes, edges, plan, control, selected, path, stops(edges, path))
    return el(
        "svg",
        sample,
        el("g", graph, transform=f"translate(0 {key_height:.0f})" if key_height else None),
        viewbox=f"0 0 {plan.width:.0f} {plan.height + key_height:.0f}",
        class_="mbc-flow mbc-wide",
        role="group",
        aria_label=title,
        font_size=FONT,
    )


def stops(edges: Sequence[Edge], path: Sequence[str]) -> list[str]:
    """The ids of the nodes that a path (edge ids in the order followed) comes through."""
    by_id = {edge.id: edge for edge in edges}
    followed = [by_id[id_] for id_ in path]
    return [edge.source for edge in followed[:1]] + [edge.target for edge in followed]


TIGHT = 26.0
"""Least room between two rows in a panel, where a whole graph has to fit on a screen."""


@dataclass(frozen=True)
class Panel:
    """One part of a large graph: its heading, its nodes, and the edges among them.

    An edge into another part ends here in a node of kind ``"onward"`` whose ``value`` is the node it leads to.
    """

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def panels(
    parts: Sequence[Panel],
    *,
    title: str,
    control: str,
    key: Mapping[str, str],
    selected: str | None = None,
    path: Sequence[str] = (),
    width: float = 270,
    beside: int = 3,
) -> Safe:
    """A graph in parts, ``beside`` of them in a row, each ``width`` wide; ``key`` gives words for kinds of box.

    The rest is as in :func:`layered_graph`; ``path`` may run through several parts.
    """
    leads_to = {node.id: node.value or node.id for part in parts for node in part.nodes}
    passed = [leads_to[id_] for id_ in stops([edge for part in parts for edge in part.edges], path)]
    gap, head = 12.0, 40.0
    rows = [parts[index : index + beside] for index in range(0, len(parts), beside)]
    across = beside * width + (beside - 1) * gap
    sample, top = _shapes(key, across)
    drawn = []
    for row in rows:
        plans = [arrange(part.nodes, part.edges, width, band=TIGHT, letters=11) for part in row]
        height = max(plan.height for plan in plans) + head
        for place, (part, plan) in enumerate(zip(row, plans, strict=True)):
            here = [id_ for id_ in path if id_ in {edge.id for edge in part.edges}]
            drawn.append(
                el(
                    "g",
                    el("rect", width=width, height=height, rx=10, fill="var(--mbc-panel)"),
                    el("text", part.title, x=width / 2, y=27, text_anchor="middle", font_size=18, font_weight=650),
                    el(
                        "g",
                        _graph(part.nodes, part.edges, plan, control, selected, here, passed),
                        transform=f"translate({(width - plan.width) / 2:.0f} {head - 8:.0f})",
                    ),
                    transform=f"translate({place * (width + gap):.0f} {top:.0f})",
                )
            )
        top += height + gap
    return el(
        "svg",
        sample,
        drawn,
        viewbox=f"0 0 {across:.0f} {top - gap:.0f}",
        class_="mbc-flow mbc-flow-panels mbc-wide",
        role="group",
        aria_label=title,
        font_size=FONT,
    )


def _graph(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    plan: Plan,
    control: str,
    selected: str | None,
    path: Sequence[str],
    passed: Sequence[str],
) -> Safe:
    """Arrows and boxes of a plan; ``passed`` are the stops of the whole way, which may run beyond this plan."""
    by_id = {edge.id: edge for edge in edges}
    followed = [by_id[id_] for id_ in dict.fromkeys(path)]
    names = {node.id: node.label for node in nodes}
    back = [edge for edge in edges if edge not in followed]
    reached = {edge.target for edge in followed}
    return join(
        el("g", [_arrow(edge, plan, names) for edge in back], class_="mbc-flow-back" if passed else None),
        el("g", [_trail(edge, plan) for edge in followed], [_arrow(edge, plan, names) for edge in followed]),
        [
            _node(node, plan.boxes[node.id], control, (node.value or node.id) == selected, passed, node.id in reached)
            for node in nodes
        ],
    )


def _arrow(edge: Edge, plan: Plan, names: Mapping[str, str]) -> Safe:
    role, dashes = STYLES[edge.style]
    color = f"var(--mbc-{role})"
    line = plan.lines[edge.id]
    said = edge.label or (f"{edge.kind}, {edge.strength.replace('_', ' ')}" if edge.kind else "")
    return el(
        "g",
        el("title", f"{names[edge.source]} to {names[edge.target]}{f': {said}' if said else ''}"),
        el("path", d=line.path, fill="none", stroke_width=STRENGTHS[edge.strength][1], stroke_dasharray=dashes),
        el("path", d=line.head, fill=color, stroke="none"),
        edge.debated and _question(*line.badge),
        edge.label and _tag(plan.tags[edge.id]),
        stroke=color,
    )


def _tag(box: Box) -> Safe:
    """The label of an arrow, on a ground that hides the line behind it."""
    return el(
        "g",
        el("rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=4),
        _lines(box),
        class_="mbc-flow-tag",
        stroke="none",
    )


def _lines(box: Box) -> Safe:
    """The words of a box, in its middle."""
    middle, center = box.y + box.height / 2 - LINE * (len(box.lines) - 1) / 2, box.x + box.width / 2
    return el("text", tspans(box.lines, center, middle + 5, LINE), text_anchor="middle")


def _trail(edge: Edge, plan: Plan) -> Safe:
    """A soft band under a followed edge."""
    return el("path", d=plan.lines[edge.id].path, class_="mbc-flow-trail")


def _question(x: float, y: float) -> Safe:
    return el(
        "g",
        el("circle", cx=x, cy=y, r=9, fill="var(--mbc-surface)", stroke_width=1.5),
        el("text", "?", x=x, y=y + 5, text_anchor="middle", fill="var(--mbc-ink)", stroke="none"),
    )


def _node(node: Node, box: Box, control: str, chosen: bool, passed: Sequence[str], reached: bool) -> Safe:
    here = node.id in passed
    on_the_way = here or reached
    state = " mbc-flow-chosen" if chosen else " mbc-flow-here" if on_the_way else " mbc-flow-away" if passed else ""
    number = f"stop {passed.index(node.id) + 1}" if here else ""
    said = ", ".join(part for part in (node.label, number, node.tooltip) if part)
    return el(
        "g",
        node.tooltip and el("title", node.tooltip),
        shape(node.kind, box.x, box.y, box.width, box.height),
        _lines(box),
        here and _stop(passed.index(node.id) + 1, box),
        class_=f"mbc-flow-node{state}",
        **pickable(control, node.value or node.id, said, chosen),
    )


def shape(kind: str, x: float, y: float, width: float, height: float) -> Safe:
    """The outline of a box of this kind (see :data:`KINDS`), filled; what is inside it stays clear of its border."""
    look = KINDS.get(kind, Look())
    paint: dict[str, Attribute] = {
        "fill": f"var(--mbc-{look.ground})",
        "stroke": f"var(--mbc-{look.border})",
        "stroke_dasharray": look.dashes,
    }
    right, bottom, middle = x + width, y + height, y + height / 2
    if look.shape in ("hexagon", "octagon"):
        cut, pointed = 9.0, look.shape == "hexagon"
        on_the_right = [(right + 3, middle)] if pointed else [(right, y + cut), (right, bottom - cut)]
        on_the_left = [(x - 3, middle)] if pointed else [(x, bottom - cut), (x, y + cut)]
        above, below = [(x + cut, y), (right - cut, y)], [(right - cut, bottom), (x + cut, bottom)]
        corners = [*above, *on_the_right, *below, *on_the_left]
        return el("polygon", points=" ".join(f"{left:.0f},{top:.0f}" for left, top in corners), **paint)
    outline = el("rect", x=x, y=y, width=width, height=height, rx=min(look.corner, height / 2), **paint)
    line: dict[str, Attribute] = {"fill": "none", "stroke": paint["stroke"], "class_": "mbc-flow-inner"}
    if look.shape == "bars":
        return join(
            outline, el("path", d=f"M{x + 4:.0f} {y:.0f}v{height:.0f}M{right - 4:.0f} {y:.0f}v{height:.0f}", **line)
        )
    if look.shape == "double":
        return join(outline, el("rect", x=x + 3, y=y + 3, width=width - 6, height=height - 6, rx=3, **line))
    return outline


def _stop(number: int, box: Box) -> Safe:
    """The number of a stop, on the corner of its box."""
    return el(
        "g",
        el("circle", cx=box.x + 2, cy=box.y + 1, r=11),
        el("text", number, x=box.x + 2, y=box.y + 6, text_anchor="middle"),
        class_="mbc-flow-stop",
    )


def _key(words: Mapping[str, str], width: float) -> tuple[Safe | None, float]:
    """Samples of the line styles with their words, and the height they take."""
    if not words:
        return None, 0.0
    parts = []
    x, y = MARGIN, 22.0
    for style, said in words.items():
        need = 52 + words_width(said) + 28
        if x > MARGIN and x + need > width:
            x, y = MARGIN, y + 26
        role, dashes = STYLES.get(style, ("edge", None))
        sample = (
            el("g", _question(x + 34, y), stroke="var(--mbc-edge)")
            if style == "debated"
            else el(
                "path", d=f"M{x:.0f} {y:.0f}h44", stroke=f"var(--mbc-{role})", stroke_width=3.0, stroke_dasharray=dashes
            )
        )
        parts.append((sample, el("text", said, x=x + 52, y=y + 5)))
        x += need
    return el("g", parts, fill="none"), y + 14


def _shapes(words: Mapping[str, str], width: float) -> tuple[Safe, float]:
    """A sample of each kind of box with its words inside, and the height they take."""
    parts, x, y = [], 3.0, 2.0
    for kind, said in words.items():
        box = Box(x, y, words_width(said) + 22, LINE + 10, (said,))
        if x > 3 and x + box.width > width:
            x, y = 3.0, y + box.height + 8
            box = box._replace(x=x, y=y)
        parts.append(el("g", shape(kind, box.x, box.y, box.width, box.height), _lines(box), stroke_width=1.5))
        x += box.width + 12
    return el("g", parts), y + LINE + 22
