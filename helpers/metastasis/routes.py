"""Routes of spread as paths and as rows; shared by the body map and the network."""

from __future__ import annotations

from collections.abc import Sequence

from helpers import tables
from helpers.drawing import graph
from helpers.frame import Rows
from helpers.tables import Record

ROUTES = {"direct": "Direct growth", "lymph": "Lymph", "blood": "Blood", "cavity": "Body cavity"}
STRENGTH = {
    "very_common": "very common",
    "common": "common",
    "less_common": "less common",
    "rare": "rare",
    "hypothesis": "a hypothesis",
}
PRIMARY = "breast_primary"


def edge(row: Record) -> graph.Edge:
    """A row of ``routes`` as an edge of a graph."""
    return graph.Edge(
        row["edge_id"],
        row["from_node"],
        row["to_node"],
        kind=ROUTES[row["route"]].lower(),
        style=row["route"],
        strength=row["strength"],
        debated=row["debated"],
    )


def way_to_node(rows: Sequence[Record], node_id: str) -> list[Record]:
    """The best-supported way from the breast to a node, as rows in order; empty if there is none."""
    by_id = {row["edge_id"]: row for row in rows}
    return [by_id[step.id] for step in graph.follow(map(edge, rows), PRIMARY, node_id)]


def way_to_site(rows: Sequence[Record], site_id: str) -> list[Record]:
    """The shortest of the best-supported ways from the breast to the nodes of a site; empty if there is none."""
    nodes = [node["node_id"] for node in tables.records("route_nodes") if node["site_id"] == site_id]
    ways = [way for node_id in nodes if (way := way_to_node(rows, node_id))]
    return min(ways, key=len, default=[])


def outward(rows: Sequence[Record]) -> list[Record]:
    """Rows in the order a cell would meet them, nearest to the breast first."""
    reached, left, ordered = {PRIMARY}, list(rows), list[Record]()
    while left:
        ready = [row for row in left if row["from_node"] in reached] or left[:1]
        reached |= {row["to_node"] for row in ready}
        ordered += ready
        left = [row for row in left if row not in ready]
    return ordered


def stops(way: Sequence[Record], column: str) -> str:
    """``breast, then armpit nodes, then …`` for a way given in order."""
    names = tables.named("route_nodes", column)
    nodes = dict.fromkeys([*(row["from_node"] for row in way[:1]), *(row["to_node"] for row in way)])
    return ", then ".join(names[node] for node in nodes)


def route_rows(caption: str, rows: Sequence[Record]) -> Rows:
    """Routes as a table, with the names of their ends."""
    names = tables.named("route_nodes", "label")
    shown = [
        row
        | {
            "from_node": names[row["from_node"]],
            "to_node": names[row["to_node"]],
            "route": ROUTES[row["route"]],
            "strength": STRENGTH[row["strength"]],
        }
        for row in rows
    ]
    headings = {
        "from_node": "From",
        "to_node": "To",
        "route": "Route",
        "pathway": "Pathway",
        "strength": "How common",
        "evidence_note": "Note on the evidence",
    }
    return Rows(caption, headings, shown)
