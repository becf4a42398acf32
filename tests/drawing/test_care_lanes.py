"""Lanes of care: thickness follows the amount, a myth is hollow, and times and lanes are buttons."""

from xml.etree import ElementTree

import pytest

from helpers.drawing.care_lanes import THICK, Care, Panel, Time, care_lanes

TIMES = [Time("soon", "Soon", "Soon"), Time("later", "Much later", "Much later"), Time("end", "At the end", "End")]
REAL = Panel("As it is", [Care("a", "Care A", [1, 3, 0], "accent", "A"), Care("b", "Care B", [2, 0, 2], "right", "B")])
MYTH = Panel("As told", [Care("a", "Care A", [0, 0, 3], "accent", "A as told")], myth=True)


def drawn(*panels: Panel, selected: tuple[str, ...] = (), narrow: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(
        care_lanes(TIMES, panels, control="pick", selected=selected, title="Care", narrow=narrow)
    )


def bars(drawing: ElementTree.Element) -> dict[str, list[ElementTree.Element]]:
    lanes = [node for node in drawing.iter("g") if node.get("data-name") and list(node.iter("path"))]
    return {
        lane.get("aria-label", ""): [path for path in lane.iter("path") if path.get("d", "").endswith("z")]
        for lane in lanes
    }


def heights(bar: ElementTree.Element) -> list[float]:
    points = [tuple(map(float, point.split())) for point in bar.get("d", "")[1:-1].split("L")]
    middle = (min(y for _, y in points) + max(y for _, y in points)) / 2
    return [round(2 * (middle - y), 1) for _, y in points[: len(points) // 2]]


def test_a_gap_splits_a_bar_and_thickness_follows_the_amount() -> None:
    found = bars(drawn(REAL))
    assert [heights(bar) for bar in found["A"]] == [[THICK[1], THICK[1], THICK[3], THICK[3]]]
    assert [heights(bar) for bar in found["B"]] == [[THICK[2]] * 2, [THICK[2]] * 2]


def test_a_myth_is_hollow_and_dashed() -> None:
    (told,) = bars(drawn(REAL, MYTH))["A as told"]
    (real,) = bars(drawn(REAL, MYTH))["A"]
    assert told.get("stroke-dasharray") and told.get("fill") == "var(--mbc-surface)"
    assert not real.get("stroke-dasharray") and real.get("fill") == "var(--mbc-accent)"


def test_times_and_lanes_are_buttons_and_the_selected_are_pressed() -> None:
    drawing = drawn(REAL, selected=("later", "b"))
    pressed = {node.get("data-value"): node.get("aria-pressed") for node in drawing.iter("g") if node.get("data-name")}
    assert pressed == {"soon": "false", "later": "true", "end": "false", "a": "false", "b": "true"}
    assert "▶ Care B" in "".join(drawing.itertext())


@pytest.mark.parametrize("narrow", [False, True])
def test_everything_stays_in_the_drawing(narrow: bool) -> None:
    drawing = drawn(REAL, MYTH, selected=("end",), narrow=narrow)
    _, _, width, height = map(float, drawing.get("viewBox", "").split())
    for box in drawing.iter("rect"):
        assert float(box.get("x", 0)) + float(box.get("width", 0)) <= width
        assert float(box.get("y", 0)) + float(box.get("height", 0)) <= height
    assert all(float(line.get("y", 0)) <= height for line in drawing.iter("tspan"))


def test_a_narrow_drawing_numbers_its_times() -> None:
    text = [node.text for node in drawn(REAL, narrow=True).iter("text") if node.text]
    assert [number for number in text if number in "123"] == ["1", "2", "3"]


def test_the_drawing_says_that_it_is_not_measured() -> None:
    assert "not measured" in " ".join(drawn(REAL).itertext())


def test_a_tag_in_a_name_is_text() -> None:
    panel = Panel("<b>", [Care("a", "<b>", [1, 1, 1], "accent", "<b>")])
    assert "<b>" not in care_lanes(TIMES, [panel], control="pick", selected=(), title="<b>")
