"""A conversation drawn: every line readable as text, inside the page, and trust told in more than color."""

from xml.etree import ElementTree

import pytest

from helpers.drawing.talk import NARROW, WIDE, Line, conversation

LADDER = {1: "low", 2: "middle", 3: "high"}
LINES = [
    Line("patient", "Ann looks down", "“Is the tea cold?”", rung=2),
    Line("nurse", "You · ✓ Naming", "“It seems you would like it hot. " + "Tell me more about it. " * 6 + "”", "good"),
    Line("patient", "Ann looks up", "“Yes.”", rung=3, sign="▲"),
    Line("nurse", "You · ◆ Trap", "“Do not worry.”", "trap"),
    Line("patient", "Ann looks away", "“Fine.”", rung=1, sign="▼"),
]
both_widths = pytest.mark.parametrize("narrow", [True, False])


def drawn(lines: list[Line] = LINES, **options: object) -> ElementTree.Element:
    picture = conversation(lines, name="Ann, 60", tag="Fictional", title="Talk", ladder=LADDER, **options)  # type: ignore[arg-type]
    return ElementTree.fromstring(picture)


def said(picture: ElementTree.Element) -> str:
    return " ".join(picture.itertext())


@both_widths
def test_every_line_is_drawn_and_told(narrow: bool) -> None:
    picture = drawn(narrow=narrow, end="The talk ends: she has tea.")
    for line in LINES:
        assert all(word in said(picture) for word in line.words.split())
        assert line.note in said(picture)
        assert line.words in picture.get("aria-label", "")
    assert "Trust 1 of 3, low." in picture.get("aria-label", "")
    assert "she has tea" in said(picture) and picture.get("aria-label", "").endswith("she has tea.")


@both_widths
def test_nothing_leaves_the_page(narrow: bool) -> None:
    picture = drawn(narrow=narrow, earlier=3, came_from=1, end="The end.")
    page = NARROW if narrow else WIDE
    width, height = map(float, picture.get("viewBox", "").split()[2:])
    assert width == page.width and height > 300
    for box in picture.iter("rect"):
        assert float(box.get("x", "0")) >= 0
        assert float(box.get("x", "0")) + float(box.get("width", "0")) <= width
    for dot in picture.iter("circle"):
        assert 0 < float(dot.get("cx", "0")) < width


def test_trust_is_a_number_and_a_sign_on_a_wide_page_and_words_on_a_narrow_one() -> None:
    wide, narrow = drawn(), drawn(narrow=True)
    numbers = [text.text for text in wide.iter("text") if text.get("class") == "mbc-inverse"]
    assert numbers == ["2", "3", "1"] and "▲" in said(wide) and "▼" in said(wide)
    assert "Trust 2 of 3: middle" in said(narrow) and "▼ Trust 1 of 3: low" in said(narrow)
    full = [dot for dot in narrow.iter("circle") if dot.get("fill") != "none"]
    assert len(full) == 2 + 3 + 1


def test_a_trap_has_a_dashed_edge_as_well_as_its_color() -> None:
    edges = [box.get("stroke-dasharray") for box in drawn().iter("rect") if box.get("stroke")]
    assert edges.count("8 5") == 1 and edges.count(None) == len(LINES) - 1


@both_widths
def test_lines_left_out_are_counted(narrow: bool) -> None:
    assert "5 earlier lines are in the list below" in said(drawn(earlier=5, came_from=2, narrow=narrow))
    assert "earlier lines" not in said(drawn(narrow=narrow))


def test_a_speaker_keeps_a_side() -> None:
    boxes = [box for box in drawn().iter("rect") if box.get("stroke")]
    sides = [float(box.get("x", "0")) < 10 for box in boxes]
    assert sides[0] and sides[2] and not sides[3]


def test_words_are_escaped() -> None:
    bad = [Line("patient", "<script>", "<script>", rung=1)]
    assert "<script>" not in conversation(bad, name="<b>", tag="<i>", title="<u>", ladder=LADDER)
