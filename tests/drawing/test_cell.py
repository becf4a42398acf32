"""The cell, drawn: every part has a picture and a place, words stay in the frame, signals run as they should."""

from itertools import combinations
from xml.etree import ElementTree

import pytest

from helpers.drawing.cell import GLYPHS, NARROW, RING, WIDE, CellPart, Drug, Layout, cell, running
from helpers.drawing.parts import text_width

FEEDS = {"er": ["gate"], "mtor": ["gate"], "gate": ["dna"], "dna": ["spindle"]}
PARTS = [CellPart(part, f"Name of {part}", part, FEEDS.get(part, [])) for part in GLYPHS]
CAPTIONS = dict.fromkeys(("outside", "cell", "nucleus", "immune", "bone"), "Caption")
every_layout = pytest.mark.parametrize("layout", [WIDE, NARROW], ids=["wide", "narrow"])


def drawn(picked: str = "", drug: Drug | None = None, narrow: bool = False) -> ElementTree.Element:
    picture = cell(PARTS, captions=CAPTIONS, title="Cell", control="pick", picked=picked, drug=drug, narrow=narrow)
    return ElementTree.fromstring(picture)


def lit(drawing: ElementTree.Element) -> set[str]:
    buttons = [node for node in drawing.iter("g") if node.get("data-name") == "pick"]
    return {str(node.get("data-value")) for node in buttons if node.find(".//text[@class='mbc-cell-lit']") is not None}


@every_layout
def test_every_part_has_a_picture_and_a_place(layout: Layout) -> None:
    assert set(layout.spots) == set(GLYPHS)


@every_layout
def test_parts_stand_in_the_frame_and_clear_of_each_other(layout: Layout) -> None:
    for spot in layout.spots.values():
        assert 30 * layout.scale <= spot.x <= layout.width - 30 * layout.scale
        assert 30 * layout.scale <= spot.y <= layout.height - 30 * layout.scale
    for one, other in combinations(layout.spots.values(), 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 > (1.5 * RING * layout.scale) ** 2, (one, other)


@every_layout
def test_words_of_drugs_stay_in_the_frame(layout: Layout) -> None:
    for spot in layout.spots.values():
        half = (
            1.08 * text_width("lifts the brake" if spot is layout.spots["pd1"] else "breaks down", layout.font) + 16
        ) / 2
        assert (
            half <= spot.word[0] <= layout.width - half and layout.font <= spot.word[1] <= layout.height - layout.font
        )


def test_type_is_readable_on_a_phone() -> None:
    assert NARROW.width <= 374 and NARROW.font >= 13 and WIDE.font >= 16


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("part", GLYPHS)
def test_only_the_picked_part_is_lit_and_pressed(part: str, narrow: bool) -> None:
    drawing = drawn(picked=part, narrow=narrow)
    pressed = {node.get("data-value") for node in drawing.iter("g") if node.get("aria-pressed") == "true"}
    assert lit(drawing) == pressed == {part}


def test_a_drug_lights_what_it_hits_and_puts_a_bar_there() -> None:
    drawing = drawn(drug=Drug(["gate", "mtor"], "keeps shut"))
    assert lit(drawing) == {"gate", "mtor"}
    bars = {node.get("data-key") for node in drawing.iter("g") if str(node.get("data-key")).startswith("stop")}
    assert bars == {"stop gate", "stop mtor"}
    assert [node.text for node in drawing.iter("text")].count("keeps shut") == 2


def test_nothing_is_lit_without_a_pick() -> None:
    assert lit(drawn()) == set()


def test_signals_run_up_to_the_hit_and_are_stopped_behind_it() -> None:
    drawing = drawn(drug=Drug(["gate"], "keeps shut"))
    looks = {str(node.get("data-key")): node for node in drawing.iter("g") if node.get("data-key")}
    dashes = {key: [path.get("stroke-dasharray") for path in looks[key].iter("path")] for key in looks}
    assert "2 7" in dashes["gate dna"] and "2 7" not in dashes["er gate"]
    assert max(float(path.get("stroke-width", 0)) for path in looks["er gate"].iter("path")) > 3
    assert max(float(path.get("stroke-width", 0)) for path in looks["dna spindle"].iter("path")) < 2


def test_running_signals_are_all_that_lead_to_the_hit() -> None:
    assert running(PARTS, ["gate"]) == {("er", "gate"), ("mtor", "gate")}
    assert running(PARTS, ["dna"]) == {("er", "gate"), ("mtor", "gate"), ("gate", "dna")}
    assert running(PARTS, []) == set()


@pytest.mark.parametrize("narrow", [False, True])
def test_what_is_carried_in_has_a_way_of_its_own(narrow: bool) -> None:
    plain, carried = Drug(["dna"], "poisons"), Drug(["dna"], "poisons", enters="her2")
    count = [
        ElementTree.tostring(drawn(drug=drug, narrow=narrow)).count(b'dasharray="10 6"') for drug in (plain, carried)
    ]
    assert count == [0, 2]


def test_an_unknown_part_is_an_error() -> None:
    with pytest.raises(KeyError):
        drawn(drug=Drug(["toe"], "blocks"))


def test_a_script_in_a_label_is_text() -> None:
    parts = [CellPart("er", "<script>", "<script>")]
    picture = cell(
        parts, captions=dict.fromkeys(CAPTIONS, "<b>"), title="<i>", control="pick", drug=Drug(["er"], "<u>")
    )
    assert not {"<script>", "<b>", "<i>", "<u>"} & set(picture.split()) and "<script>" not in picture
