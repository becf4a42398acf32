"""Routes of spread as paths and as rows; shared by the body map and the network."""

from __future__ import annotations

import pandas as pd

from helpers import tables
from helpers.drawing import graph
from helpers.frame import Rows
from helpers.tables import Record, named, records

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
        debated=bool(row["debated"]),
    )


def way(edges: pd.DataFrame, site_id: str) -> pd.DataFrame:
    """The best-supported way from the breast to ``site_id``, as rows of ``routes`` in order; empty if there is none."""
    nodes = tables.load("route_nodes")
    goals = set(nodes.loc[nodes["site_id"] == site_id, "node_id"])
    steps = [edge(row) for row in records(edges)]
    found = [path for goal in nodes["node_id"] if goal in goals and (path := graph.follow(steps, PRIMARY, goal))]
    best = min(found, key=len, default=[])
    return edges.set_index("edge_id", drop=False).loc[[step.id for step in best]]


def outward(edges: pd.DataFrame) -> pd.DataFrame:
    """Edges in the order a cell would meet them, nearest to the breast first."""
    reached, left, order = {PRIMARY}, records(edges), []
    while left:
        ready = [row for row in left if row["from_node"] in reached] or left[:1]
        reached |= {row["to_node"] for row in ready}
        order += [row["edge_id"] for row in ready]
        left = [row for row in left if row["edge_id"] not in order]
    return edges.set_index("edge_id", drop=False).loc[order]


def stops(path: pd.DataFrame, column: str) -> str:
    """``breast, armpit nodes, …`` for a path given in order."""
    names = named("route_nodes", "node_id", column)
    ordered = dict.fromkeys([*path["from_node"][:1], *path["to_node"]])
    return ", then ".join(names[node] for node in ordered)


def route_rows(caption: str, edges: pd.DataFrame) -> Rows:
    """Routes as a table, with the names of their ends."""
    names = named("route_nodes", "node_id", "label")
    shown = edges.assign(
        from_node=edges["from_node"].map(names),
        to_node=edges["to_node"].map(names),
        route=edges["route"].map(ROUTES),
        strength=edges["strength"].map(STRENGTH),
    )
    return Rows.of(
        caption,
        shown,
        {
            "from_node": "From",
            "to_node": "To",
            "route": "Route",
            "pathway": "Pathway",
            "strength": "How well supported",
            "evidence_note": "Note on the evidence",
        },
    )
