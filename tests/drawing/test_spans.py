"""The span chart: bars lie over the kinds they cover, and words stay in their place."""

import re
from xml.etree import ElementTree

import pytest

from helpers.drawing.parts import text_width
from helpers.drawing.spans import ALWAYS, KEY, LOOSE, PART, Span, runs, spans

KINDS = ["In the breast only", "In a few nodes close by", "Far away when first found", "Came back far away"]


def covers(*kinds: str) -> list[frozenset[str]]:
    return [frozenset(kind.split()) for kind in kinds]


NAMES = [
    Span("wide", "Wide", covers(ALWAYS, ALWAYS, LOOSE, ""), "Wide: covers much"),
    Span("small", "Incurable but treatable", covers("", "", PART, f"{PART} {LOOSE}"), "Small: covers little"),
    Span("gap", "Gap", covers(ALWAYS, "", ALWAYS, ""), "Gap: covers two"),
]


def drawn(**choices: object) -> ElementTree.Element:
    picture = spans(KINDS, NAMES, control="name", title="Names", **({"chosen": "wide"} | choices))
    return ElementTree.fromstring(picture)


def rows(drawing: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {node.get("data-value", ""): node for node in drawing.iter("g") if node.get("data-name") == "name"}


def test_neighbors_are_one_bar_and_gaps_split_it() -> None:
    assert list(runs(NAMES[0].covers)) == [(ALWAYS, 0, 2), (LOOSE, 2, 1)]
    assert list(runs(NAMES[1].covers)) == [(PART, 2, 2), (LOOSE, 3, 1)]
    assert list(runs(NAMES[2].covers)) == [(ALWAYS, 0, 1), (ALWAYS, 2, 1)]
    assert list(runs([])) == []


def test_every_name_is_one_button_and_only_the_chosen_is_pressed() -> None:
    found = rows(drawn(chosen="small"))
    assert {value: node.get("aria-pressed") for value, node in found.items()} == {
        "wide": "false",
        "small": "true",
        "gap": "false",
    }
    assert found["gap"].get("aria-label") == "Gap: covers two"


def test_how_a_bar_covers_is_told_by_shape() -> None:
    found = rows(drawn(chosen="gap"))
    always, loose = found["wide"].findall("rect")[1:]
    part = found["small"].findall("rect")[1]
    assert always.get("stroke-dasharray") is None and always.get("fill") != "none"
    assert loose.get("stroke-dasharray") and loose.get("fill") == "none"
    assert float(part.get("height", 0)) == float(always.get("height", 0)) / 2


def test_the_key_tells_what_bars_mean() -> None:
    for narrow in (False, True):
        text = " ".join(drawn(narrow=narrow).itertext())
        assert all(words in text for words in KEY.values())


def test_chosen_and_compared_have_signs_of_their_own() -> None:
    text = "".join(drawn(chosen="wide", other="gap").itertext())
    assert "▶ Wide" in text and "◆ Gap" in text
    assert "◆" not in "".join(drawn(chosen="wide", other="wide").itertext())


@pytest.mark.parametrize("narrow", [False, True])
def test_bars_stay_in_the_drawing_and_clear_of_the_names(narrow: bool) -> None:
    drawing = drawn(narrow=narrow)
    width = float(drawing.get("viewBox", "").split()[2])
    for row in rows(drawing).values():
        name = row.find("text")
        assert name is not None
        ends = float(name.get("x", 0)) + text_width(name.text or "", float(drawing.get("font-size", 0)))
        for bar in row.findall("rect")[1:]:
            x, wide = float(bar.get("x", 0)), float(bar.get("width", 0))
            assert x >= 0 and x + wide <= width
            assert float(bar.get("y", 0)) > float(name.get("y", 0)) or x + 2 > 208
        assert ends <= width


def test_narrow_columns_have_numbers_that_a_list_explains() -> None:
    text = [node.text or "" for node in drawn(narrow=True).iter("text")]
    assert [re.sub(r"\s+", " ", words) for words in text if re.match(r"\d  ", words)] == [
        f"{number} {kind}" for number, kind in enumerate(KINDS, 1)
    ]


def test_words_are_large_enough_on_a_phone() -> None:
    drawing = drawn(narrow=True)
    width = float(drawing.get("viewBox", "").split()[2])
    sizes = {float(node.get("font-size") or drawing.get("font-size") or 0) for node in drawing.iter("text")}
    assert min(sizes) * 340 / width >= 13


def test_a_script_in_a_name_is_text() -> None:
    name = Span("x", "<script>", covers(ALWAYS, "", "", ""), "<b>")
    assert "<script>" not in spans(["<i>"], [name], control="name", chosen="x", title="<b>")
