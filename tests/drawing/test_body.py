"""The body map: every site and node has its place, routes read as one line, labels stand clear."""

from itertools import combinations
from xml.etree import ElementTree

import pytest

from helpers import tables
from helpers.drawing.body import anchor, body_map, parts_of, path_ends, place_labels

FIGURES = ("woman", "man")
PARTS = tables.load("body_parts")
PATHS = tables.load("body_paths")
SITES = list(tables.load("sites")["site_id"])
EDGES = tables.load("routes").set_index("edge_id")
NAMES = dict(zip(SITES, tables.load("sites")["plain_name"], strict=True))

TO_THE_BRAIN = ["RT17", "RT21", "RT24", "RT25", "RT26", "RT31"]


def drawn(figure="woman", edges=(), **choices):
    route = [(edge, EDGES.loc[edge, "route"]) for edge in edges]
    return body_map(PARTS, PATHS, figure=figure, route_edges=route, names=NAMES, title="Body", **choices)


def buttons(picture):
    return [group for group in ElementTree.fromstring(picture).iter("g") if group.get("role") == "button"]


def test_every_site_is_one_button_of_the_woman():
    assert sorted(button.get("data-value") for button in buttons(drawn())) == sorted(SITES)


def test_the_man_has_every_site_but_the_ovary():
    assert {button.get("data-value") for button in buttons(drawn("man"))} == set(SITES) - {"ovary"}


def test_every_button_has_something_to_see():
    assert all(button.find("path") is not None for figure in FIGURES for button in buttons(drawn(figure)))


@pytest.mark.parametrize("node", tables.load("route_nodes")["node_id"])
def test_every_node_lies_inside_the_drawing(node):
    x, y = anchor(PARTS, node)
    assert 0 < x < 500 and 0 < y < 800


def test_an_unknown_node_is_named():
    with pytest.raises(KeyError, match="toe"):
        anchor(PARTS, "toe")


def test_every_step_of_the_routes_has_a_path():
    assert set(PATHS["edge_id"]) == set(EDGES.index)


@pytest.mark.parametrize(("edge", "d"), list(PATHS[["edge_id", "d"]].itertuples(index=False)))
def test_a_path_runs_from_node_to_node(edge, d):
    wanted = tuple(anchor(PARTS, EDGES.loc[edge, end]) for end in ("from_node", "to_node"))
    assert path_ends(d) == wanted


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("selected", [None, *SITES])
def test_only_the_chosen_site_is_pressed_and_labeled(figure, selected):
    picture = drawn(figure, selected=selected)
    pressed = [button.get("data-value") for button in buttons(picture) if button.get("aria-pressed") == "true"]
    has_it = selected in {part.site for part in parts_of(PARTS, figure)}
    assert pressed == ([selected] if has_it else [])
    assert ("mbc-labels" in picture) == has_it


@pytest.mark.parametrize("figure", FIGURES)
def test_the_plain_body_stays_small(figure):
    assert len(drawn(figure)) < 16_000


def test_woman_and_man_differ_in_outline():
    outlines = [next(part.d for part in parts_of(PARTS, figure) if part.kind == "outline") for figure in FIGURES]
    assert outlines[0] != outlines[1]


def test_stops_are_numbered_along_one_line():
    numbers = [node.text for node in ElementTree.fromstring(drawn(edges=TO_THE_BRAIN)).iter("text")]
    assert [text for text in numbers if text and text.isdigit()] == list("1234567")


def test_a_forked_route_has_arrows_and_no_numbers():
    words = [node.text or "" for node in ElementTree.fromstring(drawn(edges=["RT30", "RT31"])).iter("text")]
    assert not any(word.isdigit() for word in words)


def test_a_route_names_its_kind():
    assert "Lymph" in drawn(edges=["RT03", "RT04"])


def test_steps_to_the_ovary_are_left_out_of_the_man():
    assert "mbc-travel" not in drawn("man", edges=["RT33"])
    assert "mbc-travel" in drawn("woman", edges=["RT33"])


def test_each_step_knows_its_place_in_the_order():
    assert [f"--i:{order}" in drawn(edges=TO_THE_BRAIN) for order in range(7)] == [True] * 6 + [False]


def test_percents_are_written_beside_the_colors():
    picture = drawn(shade={"bone": 66.2, "brain": 0}, scale_max=70)
    assert "66.2%" in picture and "scale-5" in picture
    assert "0%" in picture and "scale-1" in picture


@pytest.mark.parametrize("sites", [SITES[:12], SITES])
@pytest.mark.parametrize("top", [0, 80])
def test_labels_do_not_overlap_and_stay_in_the_frame(sites, top):
    first = {part.site: part for part in parts_of(PARTS, "woman")}
    chips = place_labels([(f"{first[site].label} 12.5%", (first[site].x, first[site].y)) for site in sites], top)
    assert len(chips) == len(sites)
    for one, other in combinations(chips, 2):
        apart_down = one.y + one.height <= other.y or other.y + other.height <= one.y
        apart_across = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert apart_down or apart_across, (one, other)
    assert all(chip.x >= 0 and chip.x + chip.width <= 500 for chip in chips)
    assert all(chip.y >= 0 and chip.y + chip.height <= 800 for chip in chips)


def test_a_script_in_a_label_is_text():
    parts = PARTS.assign(label="<script>")
    picture = body_map(parts, PATHS, figure="woman", selected="liver", names=NAMES, title="<b>")
    assert "<script>" not in picture and "<b>" not in picture
