"""The cascade: seven pictures that a page can glide between."""

import itertools
import re
from xml.etree import ElementTree

import pytest

from helpers.drawing.cascade import CELLS, GUARDS, HEIGHT, PLATELETS, SCENE, STAGES, TRAIL, WIDTH, cascade

NAMES = {
    "invasion": "Breaking out of the duct",
    "entering": "Entering blood or lymph",
    "transit": "Surviving the journey",
    "arrest": "Getting stuck in a small vessel",
    "leaving": "Leaving the vessel",
    "dormancy": "Dormancy: cells sleep",
    "growth": "Growing into a new tumor",
}


def drawn(stage: str, names: dict[str, str] = NAMES) -> ElementTree.Element:
    return ElementTree.fromstring(cascade(stage, title="How a cell spreads", names=names))


def having(picture: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [part for part in picture.iter() if name in part.get("class", "").split()]


def places(picture: ElementTree.Element, name: str) -> list[tuple[float, float]]:
    styles = [part.get("style", "") for part in having(picture, name)]
    found = [re.match(r"transform: translate\((-?[\d.]+)px, (-?[\d.]+)px\)", style) for style in styles]
    assert all(found), styles
    return [(float(match[1]), float(match[2])) for match in found if match]


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_has_the_same_elements_in_the_same_order(stage):
    def structure(picture):
        return [(part.tag, len(part)) for part in picture.iter()]

    assert structure(drawn(stage)) == structure(drawn("invasion"))


@pytest.mark.parametrize("stage", STAGES)
def test_exactly_the_shown_stage_is_pressed(stage):
    markers = having(drawn(stage), "mbc-stage")
    assert [marker.get("data-value") for marker in markers] == list(STAGES)
    assert [m.get("data-value") for m in markers if m.get("aria-pressed") == "true"] == [stage]


def test_markers_say_their_number_and_name():
    labels = [marker.get("aria-label") for marker in having(drawn("transit"), "mbc-stage")]
    assert labels == [f"{number}: {name}" for number, name in enumerate(NAMES.values(), 1)]


@pytest.mark.parametrize("stage", STAGES)
def test_all_cells_stay_inside_the_scene(stage):
    picture = drawn(stage)
    for kind in ("mbc-cell", "mbc-guard"):
        assert all(16 <= x <= WIDTH - 16 and 16 <= y <= SCENE - 16 for x, y in places(picture, kind))


def test_the_drawing_changes_at_every_stage():
    seen = [(places(picture, "mbc-cell"), places(picture, "mbc-guard"), [(e.get("cx"), e.get("cy")) for e in
             having(picture, "mbc-lit")]) for picture in map(drawn, STAGES)]  # fmt: skip
    assert all(one != other for one, other in itertools.pairwise(seen))
    assert len({cells for _, _, (cells,) in seen}) == len(STAGES)


def test_every_tracked_thing_has_a_place_at_every_stage():
    assert all(len(states) == len(STAGES) for states in (*CELLS, *GUARDS, PLATELETS))
    assert len(TRAIL) <= len(STAGES) - 1


def test_a_lost_cell_stays_lost_where_it_died():
    for states in CELLS:
        lost = [state for state in states if state.life == "lost"]
        assert list(states[len(states) - len(lost) :]) == lost
        assert len(set(lost)) <= 1


def test_most_cells_die_and_one_grows():
    ends = [states[-1].life for states in CELLS]
    assert ends.count("lost") > len(CELLS) / 2
    assert "asleep" in ends
    assert "alive" in ends


def test_the_way_behind_grows_with_each_stage():
    walked = [sum(part.get("opacity") != "0" for part in having(drawn(stage), "mbc-way")) for stage in STAGES]
    assert walked == sorted(walked)


def test_the_colony_is_seen_only_when_it_grows():
    seen = [stage for stage in STAGES if having(drawn(stage), "mbc-colony")[0].get("opacity") != "0"]
    assert seen == ["growth"]


@pytest.mark.parametrize("stage", STAGES)
def test_the_callout_stays_inside_and_keeps_all_words(stage):
    name = "A much longer name that a teacher has written for this stage"
    callout = having(drawn(stage, dict.fromkeys(STAGES, name)), "mbc-callout")[0]
    box = callout.find("rect")
    assert box is not None
    assert float(box.get("x", "")) >= 0
    assert float(box.get("x", "")) + float(box.get("width", "")) <= WIDTH
    assert float(box.get("y", "")) + float(box.get("height", "")) <= HEIGHT
    assert " ".join(span.text or "" for span in callout.iter("tspan")).split() == name.split()


@pytest.mark.parametrize("one", STAGES)
@pytest.mark.parametrize("other", STAGES)
def test_markers_do_not_touch(one, other):
    (x, y), (u, v) = STAGES[one].marker, STAGES[other].marker
    assert one == other or (x - u) ** 2 + (y - v) ** 2 > 52**2


def test_markers_are_large_enough_to_touch_on_a_phone():
    radii = [float(circle.get("r", "")) for marker in having(drawn("transit"), "mbc-stage")
             for circle in marker.iter("circle")]  # fmt: skip
    assert all(2 * radius * 350 / WIDTH >= 24 for radius in radii)


@pytest.mark.parametrize("stage", STAGES)
def test_the_drawing_is_small(stage):
    assert len(cascade(stage, title="How a cell spreads", names=NAMES)) < 14_000


def test_names_are_escaped():
    assert "<script>" not in cascade("transit", title="<script>", names=dict.fromkeys(STAGES, "<script>"))


def test_an_unknown_stage_is_named():
    with pytest.raises(KeyError, match="landing"):
        cascade("landing", title="", names=NAMES)
