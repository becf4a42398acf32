"""The board of a plan: where cards lie, what is said, and that nothing leaves the sheet."""

import re
from xml.etree import ElementTree as ET

import pytest

from helpers.drawing.parts import text_width
from helpers.drawing.plan_board import Check, Column, News, PlanCard, plan_board

LONG = "A part with a name that is a good deal longer than one line of its card"
COLUMNS = [
    Column("Local", "at one place", [PlanCard("x;b", "Beams", "Radiation", "Fits if", "◆", "today", "First: a scan")]),
    Column(
        "Systemic",
        "in the whole body",
        [
            PlanCard(
                "x;c", LONG, "A kind", "Clashes", "▲", "now", "With: Beams; Tablets; The other, and a long note too"
            ),
            PlanCard("x;d", "Tablets", "A kind", "Against the wish", "■", "accent", "Two trips", newest=True),
            PlanCard("x;e", "Drops", "A kind", "Clashes", "▲", "now", "With: Talk"),
        ],
    ),
    Column("Supportive", "beside both", [PlanCard("x;f", "Talk", "Help", "Fits", "✓", "right", "Before all else")]),
]
KNOWN = [("Cancer", "of a kind that takes a whole line to tell, and then some"), ("Body", "Strong"), ("Life", "Busy")]
CLASHES = [(LONG, "Tablets"), (LONG, "Drops"), ("Beams", LONG), ("Drops", "Talk")]
CHECKS = [Check("All is well with everything that has to be looked at before", True), Check("The other thing", False)]


def drawn(columns=COLUMNS, narrow=False, **more) -> ET.Element:
    svg = plan_board(
        columns,
        name="Ms. Z., 50",
        tag="Fictional",
        goal="Home by noon, and the dog on the sofa",
        known=KNOWN,
        title="A plan",
        control="plan",
        narrow=narrow,
        **more,
    )
    return ET.fromstring(svg)


def words(picture: ET.Element) -> str:
    return " ".join(text.text or "" for text in picture.iter("text"))


def laid(element: ET.Element, dx: float = 0, dy: float = 0):
    """Every text and rectangle with the place it comes to lie."""
    if move := element.get("transform"):
        x, y = map(float, re.findall(r"-?[\d.]+", move))
        dx, dy = dx + x, dy + y
    if element.tag in ("text", "rect"):
        yield element, dx + float(element.get("x", 0)), dy + float(element.get("y", 0))
    for child in element:
        yield from laid(child, dx, dy)


@pytest.mark.parametrize("narrow", [False, True])
def test_everything_stays_on_the_sheet_and_is_large_enough(narrow: bool) -> None:
    picture = drawn(narrow=narrow, news=News("◆ Beams: fits if this comes first: a scan.", "today"), checklist=CHECKS)
    width, height = map(float, picture.get("viewBox", "").split()[2:])
    assert width == (374 if narrow else 1000)
    for element, x, y in laid(picture):
        if element.tag == "rect":
            assert 0 <= x <= x + float(element.get("width", 0)) <= width + 0.1
            assert 0 <= y <= y + float(element.get("height", 0)) <= height + 0.1
            continue
        size = float(element.get("font-size", 0))
        assert size >= (15 if narrow else 16), element.text
        reach = {"middle": 0.5, "end": 0.0}.get(element.get("text-anchor", ""), 1.0) * text_width(element.text, size)
        assert x + reach <= width + 2 and y < height, element.text


@pytest.mark.parametrize("narrow", [False, True])
def test_cards_of_a_column_do_not_overlap(narrow: bool) -> None:
    cards = [(x, y, float(rect.get("height", 0))) for rect, x, y in laid(drawn(narrow=narrow)) if rect.get("rx") == "8"]
    assert len(cards) == 5
    for x, y, height in cards:
        assert not [other for other in cards if other[0] == x and y < other[1] < y + height]


@pytest.mark.parametrize("narrow", [False, True])
def test_a_clash_is_a_line_of_its_own_beside_the_cards(narrow: bool) -> None:
    picture = drawn(narrow=narrow, clashes=CLASHES)
    lines = [
        path.get("d", "") for path in picture.iter("path") if "V" in path.get("d", "") and "H" in path.get("d", "")
    ]
    assert len(lines) == len(CLASHES)
    lanes = [re.search(r"H([\d.]+)V", line)[1] for line in lines]
    assert len(set(lanes)) == len(lanes)
    rights = {x + float(rect.get("width", 0)) for rect, x, _ in laid(picture) if rect.get("rx") == "8"}
    assert all(any(abs(float(line[1:].split()[0]) - right) < 0.2 for right in rights) for line in lines)
    assert max(map(float, lanes)) < (374 if narrow else 1000)
    lefts = {x for rect, x, _ in laid(picture) if rect.get("rx") == "8"}
    inside = [(lane, left) for lane in map(float, lanes) for left in lefts if left <= lane <= left + 250]
    assert narrow or not inside


def test_no_line_runs_across_the_column_between() -> None:
    clashes = [("Beams", "Talk")]
    assert "mbc-plan-clash" not in ET.tostring(drawn(clashes=clashes), encoding="unicode")
    assert "mbc-plan-clash" in ET.tostring(drawn(clashes=clashes, narrow=True), encoding="unicode")
    assert "Beams clashes with Talk." in drawn(clashes=clashes).get("aria-label", "")


def test_color_is_never_the_only_cue() -> None:
    told = words(drawn(checklist=CHECKS))
    for said in (
        "◆ Fits if",
        "▲ Clashes",
        "■ Against the wish",
        "✓ Fits",
        "Missing: The other thing",
        "What matters most",
    ):
        assert said in told


def test_a_card_can_be_picked_to_take_it_out_unless_it_has_no_value() -> None:
    picked = [group for group in drawn().iter("g") if group.get("data-name") == "plan"]
    assert [group.get("data-value") for group in picked] == ["x;b", "x;c", "x;d", "x;e", "x;f"]
    assert picked[0].get("aria-label") == "Take out: Beams, Radiation. Fits if. First: a scan."
    fixed = [Column("Local", "at one place", [PlanCard("", "Beams", "Radiation", "Fits", "✓", "right", "Good")])]
    assert not [group for group in drawn(fixed).iter("g") if group.get("data-name")]
    assert not [path for path in drawn(fixed).iter("path") if path.get("class") == "mbc-plan-out"]


def test_the_newest_card_is_framed() -> None:
    frames = [rect.get("stroke") for rect in drawn().iter("rect") if rect.get("rx") == "8"]
    assert frames.count("var(--mbc-accent)") == 1


def test_the_text_alternative_tells_all_of_it() -> None:
    told = drawn(news=News("Tablets are new.", "right"), clashes=CLASHES, checklist=CHECKS).get("aria-label", "")
    assert told.startswith("A plan. Tablets are new. What matters most: “Home by noon")
    for said in ("Cancer: of a kind", "Local: Beams, Radiation. Fits if. First: a scan.", "Drops clashes with Talk."):
        assert said in told
    assert "On the checklist: All is well" in told and told.endswith("Missing: The other thing.")


def test_an_empty_column_says_so() -> None:
    empty = [Column("Local", "at one place", []), *COLUMNS[1:]]
    assert "Nothing here yet" in words(drawn(empty)) and "Local: nothing yet." in drawn(empty).get("aria-label", "")
