"""Draws a directed graph in layers: routes of spread, later pathways of diagnosis and treatment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

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
from helpers.drawing.parts import pickable
from helpers.markup import Safe, el


class Look(NamedTuple):
    """How one kind of box is drawn: color roles of its ground and border, corner radius, border dashes."""

    ground: str = "surface"
    border: str = "edge"
    corner: int = 5
    dashes: str | None = None


KINDS: dict[str, Look] = {
    "primary": Look("surface", "tumor", 5),
    "lymph_node": Look("node", "node-line", 18),
    "lymph_vessel": Look("surface", "node-line", 18, "6 3"),
    "vein": Look("vessel", "edge", 0),
    "heart": Look("vessel", "edge", 0),
    "blood": Look("vessel", "edge", 0),
    "organ": Look("organ", "organ-line", 5),
    "state": Look("surface", "edge", 5, "3 3"),
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
    by_id = {edge.id: edge for edge in edges}
    followed = [by_id[id_] for id_ in path]
    stops = [edge.source for edge in followed[:1]] + [edge.target for edge in followed]
    used = {edge.style for edge in edges} | ({"debated"} if any(edge.debated for edge in edges) else set())
    sample, key_height = _key({style: words for style, words in (key or {}).items() if style in used}, plan.width)
    names = {node.id: node.label for node in nodes}
    back = [edge for edge in edges if edge not in followed]
    return el(
        "svg",
        sample,
        el(
            "g",
            el("g", [_arrow(edge, plan, names) for edge in back], class_="mbc-flow-back" if followed else None),
            el("g", [_trail(edge, plan) for edge in followed], [_arrow(edge, plan, names) for edge in followed]),
            [_node(node, plan.boxes[node.id], control, node.id == selected, stops) for node in nodes],
            transform=f"translate(0 {key_height:.0f})" if key_height else None,
        ),
        viewbox=f"0 0 {plan.width:.0f} {plan.height + key_height:.0f}",
        class_="mbc-flow mbc-wide",
        role="group",
        aria_label=title,
        font_size=FONT,
    )


def _arrow(edge: Edge, plan: Plan, names: Mapping[str, str]) -> Safe:
    role, dashes = STYLES[edge.style]
    color = f"var(--mbc-{role})"
    line = plan.lines[edge.id]
    said = ", ".join(part for part in (edge.kind, edge.strength.replace("_", " ")) if part)
    return el(
        "g",
        el("title", f"{names[edge.source]} to {names[edge.target]}: {said}"),
        el("path", d=line.path, fill="none", stroke_width=STRENGTHS[edge.strength][1], stroke_dasharray=dashes),
        el("path", d=line.head, fill=color, stroke="none"),
        edge.debated and _question(*line.badge),
        stroke=color,
    )


def _trail(edge: Edge, plan: Plan) -> Safe:
    """A soft band under a followed edge."""
    return el("path", d=plan.lines[edge.id].path, class_="mbc-flow-trail")


def _question(x: float, y: float) -> Safe:
    return el(
        "g",
        el("circle", cx=x, cy=y, r=9, fill="var(--mbc-surface)", stroke_width=1.5),
        el("text", "?", x=x, y=y + 5, text_anchor="middle", fill="var(--mbc-ink)", stroke="none"),
    )


def _node(node: Node, box: Box, control: str, chosen: bool, stops: Sequence[str]) -> Safe:
    look = KINDS.get(node.kind, Look())
    here = node.id in stops
    state = " mbc-flow-chosen" if chosen else " mbc-flow-here" if here else " mbc-flow-away" if stops else ""
    middle = box.y + box.height / 2 - LINE * (len(box.lines) - 1) / 2
    number = f"stop {stops.index(node.id) + 1}" if here else ""
    said = ", ".join(part for part in (node.label, number, node.tooltip) if part)
    center = box.x + box.width / 2
    return el(
        "g",
        node.tooltip and el("title", node.tooltip),
        el(
            "rect",
            x=box.x,
            y=box.y,
            width=box.width,
            height=box.height,
            rx=min(look.corner, box.height / 2),
            fill=f"var(--mbc-{look.ground})",
            stroke=f"var(--mbc-{look.border})",
            stroke_dasharray=look.dashes,
        ),
        el(
            "text",
            [el("tspan", line, x=center, y=middle + 5 + LINE * index) for index, line in enumerate(box.lines)],
            text_anchor="middle",
        ),
        here and _stop(stops.index(node.id) + 1, box),
        class_=f"mbc-flow-node{state}",
        **pickable(control, node.id, said, chosen),
    )


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
