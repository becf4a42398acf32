"""The layered graph: nothing overlaps, nothing is left out, and the way followed is the best supported."""

import re
from itertools import combinations, pairwise, product
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.drawing.flow import KINDS, Panel, layered_graph, panels, shape
from helpers.drawing.graph import FONT, STRENGTHS, STYLES, Box, Edge, Node, Plan, arrange, follow

NODES = (
    Node("breast", "First tumor", kind="primary"),
    Node("nodes", "Lower armpit nodes", kind="lymph_node", tooltip="usual first stop"),
    Node("vein", "Armpit and collarbone veins", kind="vein"),
    Node("heart", "Right heart", kind="heart"),
    Node("lung", "Lungs", kind="organ"),
    Node("liver", "Liver", kind="organ"),
)
EDGES = (
    Edge("e1", "breast", "nodes", "lymph", "lymph", "very_common"),
    Edge("e2", "nodes", "vein", "lymph", "lymph", "rare"),
    Edge("e3", "breast", "vein", "blood", "blood", "very_common"),
    Edge("e4", "vein", "heart", "blood", "blood", "very_common"),
    Edge("e5", "heart", "lung", "blood", "blood", "very_common"),
    Edge("e6", "breast", "lung", "direct", "direct", "hypothesis", debated=True),
    Edge("e7", "lung", "liver", "blood", "blood", "common"),
)


def drawn(**options: object) -> ElementTree.Element:
    settings_ = {"title": "Routes", "control": "node", "selected": None, "path": ()} | options
    return ElementTree.fromstring(layered_graph(NODES, EDGES, **settings_))  # type: ignore[arg-type]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """Graphs without circles, some of their nodes with a layer given by hand, even an awkward one."""
    count = draw(st.integers(1, 14))
    words = st.text(st.characters(codec="ascii", categories=["Lu", "Ll", "Zs"]), max_size=30)
    nodes = tuple(
        Node(f"n{index}", draw(words), draw(st.none() | st.integers(0, 5)), draw(st.integers(0, 3)))
        for index in range(count)
    )
    pairs = list(combinations(range(count), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=24)) if pairs else []
    edges = tuple(
        Edge(f"e{one}-{other}", f"n{one}", f"n{other}", "", draw(st.sampled_from(list(STYLES))),
             draw(st.sampled_from(list(STRENGTHS))), draw(st.booleans()), draw(st.just("") | words))
        for one, other in chosen
    )  # fmt: skip
    return nodes, edges


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def points(path: str) -> list[tuple[float, float]]:
    """Points along path data made of M, L and C."""
    spots: list[tuple[float, float]] = []
    for command, numbers in re.findall(r"([MLC])([-\d ]+)", path):
        values = [float(number) for number in numbers.split()]
        pairs = list(zip(values[::2], values[1::2], strict=True))
        if command == "M":
            spots.append(pairs[0])
            continue
        start = spots[-1]
        a, b, c = pairs if command == "C" else (start, pairs[0], pairs[0])
        for share in (step / 12 for step in range(1, 13)):
            rest = 1 - share
            spots.append(
                tuple(  # type: ignore[arg-type]
                    rest**3 * start[i] + 3 * rest**2 * share * a[i] + 3 * rest * share**2 * b[i] + share**3 * c[i]
                    for i in (0, 1)
                )
            )
    return spots


def letters(line: str) -> float:
    """About how many letters of average width a line takes."""
    return sum(0.6 if letter in "fijlrtI " else 1.4 if letter in "mwMW" else 1 for letter in line)


def inside(spot: tuple[float, float], box: Box) -> bool:
    x, y = spot
    return box.x + 1 < x < box.x + box.width - 1 and box.y + 1 < y < box.y + box.height - 1


def sound(plan: Plan, nodes: tuple[Node, ...], edges: tuple[Edge, ...]) -> None:
    assert set(plan.boxes) == {node.id for node in nodes}
    assert set(plan.lines) == {edge.id for edge in edges}
    assert not any(overlap(one, other) for one, other in combinations(plan.boxes.values(), 2))
    for box in plan.boxes.values():
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= plan.width
        assert box.y + box.height <= plan.height
        assert max(map(letters, box.lines)) * 0.55 * FONT <= box.width
        assert len(box.lines) * FONT * 1.1 <= box.height
    assert set(plan.tags) == {edge.id for edge in edges if edge.label}
    assert not any(overlap(one, other) for one, other in combinations([*plan.boxes.values(), *plan.tags.values()], 2))
    for edge in edges:
        spots = points(plan.lines[edge.id].path)
        others = [tag for id_, tag in plan.tags.items() if id_ != edge.id]
        assert not any(inside(spot, box) for spot, box in product(spots, [*plan.boxes.values(), *others])), edge
        assert all(0 <= x <= plan.width and 0 <= y <= plan.height for x, y in spots)


@settings(deadline=None, max_examples=120)
@given(graphs(), st.sampled_from([300, 700, 1000]), st.sampled_from(["down", "across"]))
def test_no_box_overlaps_and_no_line_runs_under_a_box(graph, width, direction):
    nodes, edges = graph
    sound(arrange(nodes, edges, width, direction), nodes, edges)


@settings(deadline=None, max_examples=30)
@given(graphs())
def test_the_same_graph_is_always_drawn_the_same_way(graph):
    assert arrange.__wrapped__(*graph) == arrange.__wrapped__(*graph)


@given(graphs())
def test_a_way_found_is_connected_and_never_dearer_than_a_direct_edge(graph):
    _nodes, edges = graph
    price = {edge.id: STRENGTHS["hypothesis" if edge.debated else edge.strength][0] for edge in edges}
    for edge in edges:
        way = follow(edges, edge.source, edge.target)
        assert way[0].source == edge.source
        assert way[-1].target == edge.target
        assert all(one.target == other.source for one, other in pairwise(way))
        assert sum(price[step.id] for step in way) <= price[edge.id]


def test_arrows_point_forward_through_the_layers():
    plan = arrange(NODES, EDGES)
    assert all(plan.boxes[edge.source].y < plan.boxes[edge.target].y for edge in EDGES)
    turned = arrange(NODES, EDGES, direction="across")
    assert all(turned.boxes[edge.source].x < turned.boxes[edge.target].x for edge in EDGES)


def test_nodes_of_one_layer_that_follow_each_other_stand_side_by_side():
    nodes = tuple(Node(id_, id_.upper(), 0) for id_ in "abcd")
    edges = (Edge("1", "c", "a"), Edge("2", "a", "d"), Edge("3", "d", "b"))
    boxes = arrange(nodes, edges).boxes
    assert sorted(boxes, key=lambda id_: boxes[id_].x) == ["c", "a", "d", "b"]


def test_circles_and_backward_arrows_are_drawn():
    nodes = (Node("a", "Assess"), Node("b", "Treat"), Node("c", "Review"))
    edges = (Edge("1", "a", "b"), Edge("2", "b", "c"), Edge("3", "c", "a"))
    sound(arrange(nodes, edges), nodes, edges)


def test_a_phone_gets_more_and_narrower_rows():
    nodes = (Node("s", "Start"), *(Node(f"n{index}", f"Number {index}") for index in range(9)))
    edges = tuple(Edge(f"e{index}", "s", f"n{index}") for index in range(9))
    narrow, wide = arrange(nodes, edges, 374), arrange(nodes, edges, 1000)
    assert narrow.width == pytest.approx(374)
    assert narrow.height > wide.height


def test_every_node_can_be_picked_and_only_the_selected_one_is_pressed():
    buttons = [part for part in drawn(selected="lung").iter() if part.get("role") == "button"]
    assert {button.get("data-value") for button in buttons} == {node.id for node in NODES}
    assert [button.get("data-value") for button in buttons if button.get("aria-pressed") == "true"] == ["lung"]


def test_the_followed_way_is_numbered_and_the_rest_steps_back():
    way = follow(EDGES, "breast", "lung")
    picture = drawn(path=[edge.id for edge in way])
    said = [part.get("aria-label", "") for part in picture.iter() if part.get("role") == "button"]
    assert [label for label in said if ", stop " in label] == [
        "First tumor, stop 1",
        "Armpit and collarbone veins, stop 2",
        "Right heart, stop 3",
        "Lungs, stop 4",
    ]
    classes = [part.get("class", "") for part in picture.iter()]
    assert sum("mbc-flow-trail" in name for name in classes) == len(way)
    assert sum("mbc-flow-away" in name for name in classes) == len(NODES) - len(way) - 1


def test_a_label_stands_on_its_arrow_near_the_start() -> None:
    edges = (Edge("yes", "breast", "nodes", label="yes"), Edge("no", "breast", "liver", label="no"))
    plan = arrange(NODES, edges)
    for edge in edges:
        tag = plan.tags[edge.id]
        assert any(inside(spot, tag) for spot in points(plan.lines[edge.id].path)), edge
        assert plan.boxes["breast"].y < tag.y < plan.boxes[edge.target].y
    written = ElementTree.fromstring(layered_graph(NODES, edges, title="Yes or no", control="node"))
    assert {"yes", "no"} <= {part.text for part in written.iter("tspan")}


PARTS = (
    Panel("First", (Node("a", "A", kind="start"), Node("a>b", "Part 2: B", kind="onward", value="b")),
          (Edge("1", "a", "a>b"),)),
    Panel("Second", (Node("b", "B"), Node("c", "C", kind="result")), (Edge("2", "b", "c", label="yes"),)),
)  # fmt: skip


def test_a_way_is_numbered_through_all_parts_of_a_graph() -> None:
    picture = ElementTree.fromstring(
        panels(
            PARTS, title="Two parts", control="node", key={"start": "Start"}, path=["1", "2"], selected="c", beside=2
        )
    )
    buttons = [part for part in picture.iter() if part.get("role") == "button"]
    assert [part.get("aria-label") for part in buttons] == ["A, stop 1", "Part 2: B", "B, stop 2", "C, stop 3"]
    assert [part.get("data-value") for part in buttons] == ["a", "b", "b", "c"]
    assert not [part for part in buttons if "mbc-flow-away" in part.get("class", "")]
    assert {"First", "Second"} <= {part.text for part in picture.iter("text")}


def test_parts_stand_beside_each_other_or_one_below_the_other() -> None:
    def size(beside: int) -> list[float]:
        picture = panels(PARTS, title="Two parts", control="node", key={}, beside=beside)
        return [float(number) for number in ElementTree.fromstring(picture).get("viewBox", "").split()[2:]]

    assert size(2)[0] > 2 * 270 and size(1)[0] == 270 and size(1)[1] > size(2)[1]


def test_kinds_of_a_pathway_differ_in_shape_or_border_and_not_only_in_color() -> None:
    kinds = ("start", "decision", "test", "action", "emergency", "result")
    outlines = {re.sub(r'(fill|stroke)="[^"]*"', "", shape(kind, 0, 0, 100, 60)) for kind in kinds}
    assert len(outlines) == len(kinds) and set(kinds) <= set(KINDS)


def test_line_patterns_differ_so_that_color_is_not_the_only_cue():
    patterns = [dashes for style, (_, dashes) in STYLES.items() if style != "plain"]
    assert len(set(patterns)) == len(patterns)


def test_a_debated_edge_carries_a_question_mark():
    assert [part.text for part in drawn().iter() if part.tag == "text"].count("?") == 1


def test_the_key_explains_only_what_is_drawn():
    words = {"blood": "In blood", "cavity": "Across a cavity", "debated": "Debated"}
    said = {part.text for part in drawn(key=words).iter("text")}
    assert {"In blood", "Debated"} <= said
    assert "Across a cavity" not in said


def test_labels_are_escaped():
    assert "<script>" not in layered_graph([Node("a", "<script>")], [], title="<script>", control="node")


def test_an_empty_graph_is_an_empty_picture():
    assert arrange((), ()).boxes == {}
    assert ElementTree.fromstring(layered_graph([], [], title="Nothing", control="node")).tag == "svg"


def test_following_prefers_a_long_common_way_over_a_short_rare_one():
    assert [edge.id for edge in follow(EDGES, "breast", "lung")] == ["e3", "e4", "e5"]


def test_following_treats_a_debated_step_as_a_hypothesis():
    edges = (Edge("short", "a", "c", strength="common", debated=True), Edge("1", "a", "b"), Edge("2", "b", "c"))
    assert [edge.id for edge in follow(edges, "a", "c")] == ["1", "2"]


def test_following_to_a_place_without_a_way_gives_nothing():
    assert follow(EDGES, "liver", "breast") == []
    assert follow(EDGES, "breast", "nowhere") == []
    assert follow(EDGES, "breast", "breast") == []


@pytest.mark.parametrize(
    ("nodes", "edges", "message"),
    [
        ((Node("a", "A"), Node("a", "B")), (), "node 'a' is listed twice"),
        ((Node("a", "A"),), (Edge("e", "a", "b"),), "edge e names 'b'"),
        ((Node("a", "A"),), (Edge("e", "a", "a"),), "leads from 'a' to itself"),
    ],
)
def test_a_graph_that_cannot_be_drawn_is_refused(nodes, edges, message):
    with pytest.raises(ValueError, match=message):
        arrange(nodes, edges)


@pytest.mark.parametrize("wrong", [{"style": "wavy"}, {"strength": "often"}])
def test_an_edge_that_has_no_drawing_is_refused(wrong):
    with pytest.raises(ValueError, match="is not one of"):
        Edge("e", "a", "b", **wrong)
