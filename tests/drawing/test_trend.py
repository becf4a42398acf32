"""Small panels over the same days: every number stands where its day and its value are, and nothing touches."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from helpers.drawing.parts import text_width
from helpers.drawing.trend import NARROW, SHEET, WIDE, Days, Panel, Warned, trend
from helpers.markup import Safe

TICKS = [(0, "0"), (5, "5"), (10, "10")]
DAYS = Days(27, {0: "Oct 19", 9: "Oct 28", 18: "Nov 6", 27: "Nov 15"}, 20)
WARNED = [Warned(11, "▲", "now")]


def panel(key: str = "pain", points: tuple[tuple[int, float], ...] = ((0, 0), (1, 10), (4, 5), (27, 5))) -> Panel:
    return Panel(key, key.capitalize(), "last 5", points, 0, 10, TICKS, f"{key} went up and down.")


def drawn(svg: Safe) -> ET.Element:
    return ET.fromstring(svg)


def numbers(node: ET.Element, *names: str) -> list[float]:
    return [float(node.attrib[name]) for name in names]


def test_a_dot_for_every_day_and_a_gap_where_nothing_was_written() -> None:
    svg = drawn(trend([panel()], DAYS, [], title="Pain"))
    dots = [numbers(dot, "cx", "cy") for dot in svg.iter("circle")]
    assert len(dots) == 4
    lines = [line.attrib["points"].split() for line in svg.iter("polyline")]
    assert [len(line) for line in lines] == [2], "only days that follow each other are joined"
    (x0, low), (x1, high), (x4, half), (x27, _) = dots
    assert low > half > high and half == pytest.approx((low + high) / 2, abs=0.1)
    assert (x4 - x0) / (x27 - x0) == pytest.approx(4 / 27, abs=0.01) and x0 < x1


def test_a_value_beyond_the_axis_stands_at_its_end() -> None:
    svg = drawn(trend([panel(points=((0, 12), (1, 10), (2, -3), (3, 0)))], DAYS, [], title="Pain"))
    tops = [float(dot.attrib["cy"]) for dot in svg.iter("circle")]
    assert tops[0] == tops[1] and tops[2] == tops[3]


@pytest.mark.parametrize("points", [(), ((0, 3),)])
def test_few_days_are_drawn_too(points: tuple[tuple[int, float], ...]) -> None:
    svg = drawn(trend([panel(points=points)], Days(0, {0: "Nov 1"}, 0), [], title="Pain"))
    assert len(list(svg.iter("circle"))) == len(points) and not list(svg.iter("polyline"))
    left, _, width, _ = map(float, svg.attrib["viewBox"].split())
    assert all(left < float(dot.attrib["cx"]) < width for dot in svg.iter("circle"))


def test_a_warning_crosses_every_panel_with_its_sign_and_color() -> None:
    text = trend([panel("pain"), panel("mood")], DAYS, WARNED, title="Two")
    assert text.count(">▲<") == 2 and text.count("fill:var(--mbc-now)") == 2
    places = [float(node.attrib["x"]) for node in drawn(text).iter("text") if node.text == "▲"]
    lines = [numbers(line, "x1", "x2") for line in drawn(text).iter("line") if "stroke-dasharray" in line.attrib]
    assert [x for x, _ in lines] == places and all(x1 == x2 for x1, x2 in lines)


def test_a_limit_has_its_words_where_there_is_room_and_its_number_where_not() -> None:
    limited = Panel("heat", "Temperature", "98", ((0, 98.0),), 97, 102, [(97, "97")], "", (100.4, "100.4 °F: call now"))
    assert "100.4 °F: call now" in trend([limited], DAYS, [], title="x", width=WIDE)
    small = trend([limited], DAYS, [], title="x", width=NARROW)
    assert ">100.4<" in small and "call now" not in small


def test_panels_can_be_picked_or_not() -> None:
    picked = drawn(trend([panel("pain"), panel("mood")], DAYS, [], title="Two", control="symptom"))
    parts = [node for node in picked.iter("g") if node.get("data-name") == "symptom"]
    assert [part.get("data-value") for part in parts] == ["pain", "mood"]
    assert parts[0].get("aria-label") == "pain went up and down." and picked.get("role") == "group"
    still = trend([panel()], DAYS, [], title="One")
    assert "data-name" not in still and drawn(still).get("role") == "img" and drawn(still).get("aria-label") == "One"


@pytest.mark.parametrize(("width", "columns"), [(NARROW, 1), (WIDE, 3), (SHEET, 3)])
@pytest.mark.parametrize("count", [1, 2, 9])
def test_everything_stands_inside_and_no_two_dates_touch(width: float, columns: int, count: int) -> None:
    panels = [panel(f"measure {index}") for index in range(count)]
    svg = drawn(trend(panels, DAYS, WARNED, title="x", width=width, columns=columns))
    _, _, wide, tall = map(float, svg.attrib["viewBox"].split())
    assert wide == width
    ends: dict[float, list[tuple[float, float]]] = {}
    for node in svg.iter("text"):
        x, y, size = numbers(node, "x", "y", "font-size")
        room = text_width(node.text or "", size)
        start = x - room * {"middle": 0.5, "end": 1.0}.get(node.get("text-anchor", ""), 0.0)
        assert size >= 14 and 0 <= y <= tall and start > -8 and start + room < wide + 8, node.text
        if re.match("Oct|Nov", node.text or ""):
            ends.setdefault(y, []).append((start + 4, start + room - 4))
    for row in ends.values():
        assert all(one[1] < other[0] for one, other in pairwise(sorted(row)))


@pytest.mark.parametrize("width", [NARROW, WIDE, SHEET])
def test_name_and_newest_value_of_a_panel_do_not_touch(width: float) -> None:
    names = ["Pain", "Short of breath", "Days without stool", "Trouble sleeping"]
    panels = [Panel(name, name, "not written", (), 0, 10, TICKS, name) for name in names]
    columns = 1 if width == NARROW else 3
    svg = drawn(trend(panels, DAYS, WARNED, title="x", width=width, columns=columns, tall=44))
    lines: dict[float, list[tuple[float, float]]] = {}
    for node in [*svg.iter("text"), *svg.iter("tspan")]:
        if node.text in {*names, "not written", "▲"}:
            size = float(node.get("font-size", 16))
            room = text_width(node.text, size)
            x, y = numbers(node, "x", "y")
            start = x - room * {"middle": 0.5, "end": 1.0}.get(node.get("text-anchor", ""), 0.0)
            lines.setdefault(y, []).append((start, start + room))
            assert start >= 0 and start + room <= width
    assert sum(map(len, lines.values())) == 3 * len(names)
    assert all(one[1] < other[0] for row in lines.values() for one, other in pairwise(sorted(row)))


def test_a_number_at_the_axis_gives_way_to_the_limit() -> None:
    limited = Panel("heat", "Heat", "90", ((0, 90.0),), 90, 102, [(90, "90"), (102, "102")], "", (100.4, "call now"))
    svg = trend([limited], DAYS, [], title="x", width=SHEET, tall=44)
    assert ">call now<" in svg and ">102<" in svg, "one alone has the whole width"
    svg = trend([limited] * 3, DAYS, [], title="x", width=SHEET, tall=44)
    assert ">100.4<" in svg and ">102<" not in svg and ">90<" in svg


def test_nothing_but_roles_gives_color() -> None:
    svg = trend([panel()], DAYS, WARNED, title="x", control="symptom")
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg)) <= {"none", "transparent"} | set(
        re.findall(r"var\(--mbc-[a-z-]+\)", svg)
    )
    assert " id=" not in svg and "foreignObject" not in svg
