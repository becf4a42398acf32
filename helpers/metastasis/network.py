"""Every step of spread in the tables as one map of stations."""

from __future__ import annotations

from helpers import tables
from helpers.cards import capitalized, headed
from helpers.controls import Choice
from helpers.drawing import flow, graph
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import NOTHING, Safe, el, sentence
from helpers.metastasis.routes import PRIMARY, ROUTES, STRENGTH, edge, route_rows, stops, way_to_node
from helpers.tables import Record

EVIDENCE = {"common": "Common steps", "settled": "All that are not debated", "all": "All, with hypotheses"}


LINES = {
    "blood": "In blood",
    "lymph": "In lymph",
    "direct": "Growing directly",
    "cavity": "Across a body cavity",
    "debated": "Debated",
}
WIDE, NARROW = 1000, 374  # drawing units; text is 15 of them, so each is read at about its own size


def _goals() -> dict[str, str]:
    return tables.named("route_nodes", "label") | {PRIMARY: "No place chosen"}


def _goal_groups() -> dict[str, str]:
    return {
        row["node_id"]: "Places in the body" if row["site_id"] else "Stations on the way"
        for row in tables.records("route_nodes")
        if row["node_id"] != PRIMARY
    }


class RouteNetwork(Explorer):
    """Every step in the table as one map of stations."""

    title = "Routes as a network: follow a cell"
    question = "A scan shows a spot in the brain but none in the lung. Does that mean the scan is wrong?"
    takeaway = (
        "Cells can pass an organ without growing in it, and more than one way leads to most places. So a clear lung "
        "does not rule out spread elsewhere. Listen to the symptom, not to the expected order."
    )
    prediction_id = "network"

    goal = Choice(_goals, "Follow a cell to", look="select", start=PRIMARY, groups=_goal_groups)
    route = Choice({"all": "All"} | ROUTES, "Route")
    evidence = Choice(EVIDENCE, "Evidence", start="all")

    def _edges(self) -> list[Record]:
        edges = [row for row in tables.records("routes") if self.route in ("all", row["route"])]
        if self.evidence == "common":
            return [row for row in edges if row["strength"] in ("very_common", "common")]
        return [row for row in edges if self.evidence == "all" or not row["debated"]]

    def _path(self) -> list[Record]:
        return way_to_node(self._edges(), self.goal)

    def _column(self) -> str:
        return self.say("plain_label", "label")

    def picture(self) -> Safe:
        edges = self._edges()
        used = {PRIMARY, self.goal} | {row[end] for row in edges for end in ("from_node", "to_node")}
        nodes = [
            graph.Node(
                row["node_id"],
                capitalized(row[self._column()]),
                layer=row["tier"],
                kind=row["node_type"],
                tooltip=row["note"],
            )
            for row in tables.records("route_nodes")
            if row["node_id"] in used
        ]
        return flow.layered_graph(
            nodes,
            [edge(row) for row in edges],
            title=f"Map of routes from the breast. {HOW_TO_MOVE}",
            control="goal",
            selected=self.goal,
            path=[row["edge_id"] for row in self._path()],
            width=NARROW if self.narrow else WIDE,
            key=LINES,
        )

    def words(self) -> str:
        edges, path = self._edges(), self._path()
        debated = sum(row["debated"] for row in edges)
        marked = f"{debated} of them debated and marked “?”" if debated else "none of them debated"
        routes = "all routes" if self.route == "all" else self.label("route").lower()
        shown = f"{len(edges)} steps are shown ({routes}; {self.label('evidence').lower()}), {marked}."
        if self.goal == PRIMARY:
            return f"{shown} Pick a station to follow a cell to it."
        goal = tables.row("route_nodes", self.goal)[self._column()]
        if not path:
            return (
                f"With these filters no way leads from the breast to {goal}. Widen the route or the evidence. {shown}"
            )
        weak = " One step or more on this way is debated." if any(row["debated"] for row in path) else ""
        told = f"The best-supported way to {goal} has {len(path)} steps: {stops(path, self._column())}."
        return f"{told}{weak} {shown}"

    def detail(self) -> Safe:
        steps = [
            el(
                "li",
                el("strong", sentence(row["pathway"])),
                " ",
                sentence(row["explanation"]),
                el("em", f" ({capitalized(STRENGTH[row['strength']])}{', debated' if row['debated'] else ''}.)"),
            )
            for row in self._path()
        ]
        return headed("The way, step by step", el("ol", steps)) if steps else NOTHING

    def rows(self) -> list[Rows]:
        path = self._path()
        way = [route_rows("The steps of this way", path)] if path else []
        return [*way, route_rows("All steps shown", self._edges())]
