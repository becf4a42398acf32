"""Where treatment acts, drawn: marks say how far, labels and boxes stand clear of the head and of each other."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from helpers import tables
from helpers.drawing import body
from helpers.drawing.reach import FOOT, KEY, LOCAL, SHARE, TOP, VESSELS, WALL, Mark, Wall, disk, parts_shown, reach

PARTS = tables.load("body_parts")
WORDS = {level: f"word for {level}" for level in SHARE}
DRAWN = (*LOCAL, "injection", "stream", "bones", "glands")
WAYS = ("through", "behind", "some", "little", "unknown", "none")


def drawn(*marks: Mark, kind: str = "stream", way: str = "some", figure: str = "woman") -> ElementTree.Element:
    wall = Wall("Wall between blood and brain", way, "Open to some drugs")
    blood = "in the blood" if kind in ("stream", "bones", "glands") else ""
    picture = reach(
        PARTS, marks, wall, figure=figure, drawn=kind, key=WORDS, blood=blood, control="place", title="Where it acts"
    )
    return ElementTree.fromstring(picture)


LIVER = Mark("liver", "Liver: acts here", "Liver", 205, 440, "acts", chosen=True)
BRAIN = Mark("brain", "Brain: some drugs", "Brain", 250, 64, "some")


@pytest.mark.parametrize("figure", ["woman", "man"])
@pytest.mark.parametrize("kind", DRAWN)
def test_every_kind_of_treatment_can_be_drawn_on_both_figures(kind: str, figure: str) -> None:
    text = "".join(drawn(LIVER, BRAIN, kind=kind, figure=figure).itertext())
    assert "Liver" in text and "word for acts" in text


def test_every_kind_of_treatment_looks_different() -> None:
    assert len({ElementTree.tostring(drawn(LIVER, kind=kind)) for kind in DRAWN}) == len(DRAWN)


@pytest.mark.parametrize("figure", ["woman", "man"])
def test_only_the_ovaries_of_a_woman_are_drawn(figure: str) -> None:
    sites = {part.site for part in parts_shown(PARTS, figure, "glands")}
    assert ("ovaries" in sites) == (figure == "woman") and f"outline_{figure}" in sites


def test_a_local_treatment_is_drawn_only_where_it_is_used() -> None:
    unused = replace(LIVER, level="none")
    assert drawn(LIVER, kind="cut").find(".//*[@stroke-dasharray='9 8']") is not None
    assert drawn(unused, kind="cut").find(".//*[@stroke-dasharray='9 8']") is None


@pytest.mark.parametrize("way", WAYS)
def test_every_way_past_the_wall_looks_different(way: str) -> None:
    others = {ElementTree.tostring(drawn(LIVER, way=other)) for other in WAYS if other != way}
    assert ElementTree.tostring(drawn(LIVER, way=way)) not in others


def test_an_unknown_way_or_level_is_an_error() -> None:
    with pytest.raises(KeyError):
        drawn(LIVER, way="perhaps")
    with pytest.raises(KeyError):
        disk(0, 0, "perhaps")


def test_marks_differ_by_shape_and_not_only_by_color() -> None:
    shapes = set()
    for level in SHARE:
        tags = ElementTree.fromstring(disk(20, 20, level)).iter()
        shapes.add(tuple((tag.tag, tag.get("d"), tag.text) for tag in tags))
    assert len(shapes) == len(SHARE)


def test_only_the_chosen_mark_is_pressed_and_labeled() -> None:
    drawing = drawn(LIVER, BRAIN)
    pressed = {node.get("data-value"): node.get("aria-pressed") for node in drawing.iter("g") if node.get("data-name")}
    assert pressed == {"liver": "true", "brain": "false"}
    assert "Brain" not in [node.text for node in drawing.iter("tspan")]


@pytest.mark.parametrize(("x", "y"), [(250, 64), (250, 206), (200, 316), (164, 372), (314, 376), (326, 556)])
def test_the_label_of_a_place_stays_in_the_frame_and_off_the_boxes(x: int, y: int) -> None:
    mark = Mark("place", "Place", "Lining of brain and spine", x, y, "acts", chosen=True)
    label = drawn(mark).findall("g")[-3].find("rect")
    assert label is not None
    left, top, width, height = (float(label.get(name, 0)) for name in ("x", "y", "width", "height"))
    assert left >= 0 and left + width <= body.WIDTH and top >= TOP and top + height <= FOOT
    wall_right, key_left = WALL[0] + WALL[2], KEY[0]
    assert top > WALL[1] + WALL[3] or left > wall_right or y > 150
    assert top > KEY[1] + 34 * 4 + 10 or left + width < key_left


def test_the_boxes_beside_the_head_stay_clear_of_it() -> None:
    assert WALL[0] + WALL[2] < 188 and KEY[0] > 312, "the ears are at 188 and 312"


def test_vessels_run_where_an_arrow_can_be_put() -> None:
    assert all(body.arrow(vessel).endswith("z") for vessel in VESSELS)


def test_a_script_in_a_label_is_text() -> None:
    mark = Mark("x", "<script>", "<script>", 200, 300, "acts", chosen=True)
    wall = Wall("<b>", "some", "<i>")
    picture = reach(
        PARTS, [mark], wall, figure="man", drawn="beam", key=WORDS, blood="", control="place", title="<script>"
    )
    assert "<script>" not in picture and "<b>" not in picture and "<i>" not in picture
