"""The ladder: rungs on their rails, top rung first, and marks that do not depend on color."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from helpers.drawing.parts import text_width
from helpers.drawing.rungs import NARROW, WIDE, Foot, Mark, Rung, rungs

MARKS = {"main": Mark("usual", "✓", "right"), "skip": Mark("skipped", "–", "ink-soft", faint=True)}
LADDER = [
    Rung("strong", "Strong", "main", "Start here, with a line of words that is long enough to be broken into several."),
    Rung("weak", "Weak", "skip", "Go past it."),
    Rung("simple", "Simple", "main", ""),
]
BESIDE = [Rung("cause", "Treating the cause", "main", "From the first day."), Rung("person", "Person", "main", "Ask.")]


def drawn(narrow: bool = False, selected: str = "weak") -> ET.Element:
    foot = Foot("Cannot wait", ["weak legs", "hard to wake"], "now")
    return ET.fromstring(
        rungs(
            LADDER,
            BESIDE,
            MARKS,
            headings=("Ladder", "Beside"),
            foot=foot,
            control="part",
            selected=selected,
            title="Ladder",
            narrow=narrow,
        )
    )


def cards(drawing: ET.Element) -> dict[str, ET.Element]:
    return {part.get("data-value", ""): part for part in drawing.iter("g") if part.get("data-name") == "part"}


@pytest.mark.parametrize("narrow", [False, True])
def test_every_card_can_be_picked_and_says_its_mark(narrow: bool) -> None:
    found = cards(drawn(narrow))
    assert list(found) == ["strong", "weak", "simple", "cause", "person"]
    for card in [*LADDER, *BESIDE]:
        said = found[card.value].get("aria-label", "")
        assert card.name in said and MARKS[card.mark].words in said and card.words in said
        assert MARKS[card.mark].sign in "".join(found[card.value].itertext())


@pytest.mark.parametrize("narrow", [False, True])
def test_the_top_rung_stands_highest_and_no_card_covers_another(narrow: bool) -> None:
    boxes = []
    for part in list(cards(drawn(narrow)).values())[:3]:
        box = part.find("rect")
        assert box is not None
        boxes.append((float(box.get("y", 0)), float(box.get("height", 0))))
    assert all(y + height < below for (y, height), (below, _) in pairwise(boxes))


def test_the_one_picked_is_set_apart_by_more_than_color() -> None:
    found = cards(drawn())
    assert "▶" in "".join(found["weak"].itertext()) and "▶" not in "".join(found["strong"].itertext())
    assert [part.get("aria-pressed") for part in found.values()].count("true") == 1


def test_a_faint_mark_is_hollow_and_dashed() -> None:
    found = cards(drawn(selected="strong"))
    hollow, full = (found[key].find("g/circle") for key in ("weak", "simple"))
    assert hollow is not None and full is not None
    assert hollow.get("fill") == "none" and full.get("fill") != "none"
    box = found["weak"].find("rect")
    assert box is not None and box.get("stroke-dasharray")


@pytest.mark.parametrize("narrow", [False, True])
def test_words_stay_inside_and_are_large_enough_on_a_phone(narrow: bool) -> None:
    drawing, sheet = drawn(narrow), NARROW if narrow else WIDE
    for text in drawing.iter("text"):
        for line in [*text.iter("tspan")] or [text]:
            size = float(text.get("font-size", 0))
            assert float(line.get("x", 0)) + 0.85 * text_width(line.text or "", size) <= sheet.width, line.text
    sizes = [float(text.get("font-size", 0)) for text in drawing.iter("text")]
    assert not narrow or min(sizes) * 340 / NARROW.width >= 13


def test_what_cannot_wait_stands_at_the_foot() -> None:
    words = " ".join("".join(drawn().itertext()).split())
    assert re.search(r"Cannot wait.*weak legs.*hard to wake", words)
