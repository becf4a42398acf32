"""Streams: true proportions, every band with its words, number and texture, on a page and on a phone."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from helpers.drawing.parts import text_width
from helpers.drawing.streams import BAR, NARROW, WIDE, Band, Direction, Stream, streams

EARLY = Band("61.4%", "had early breast cancer that came back in a distant place", 61.4, "accent", "lines")
NOVO = Band("about 38.6%", "had stage 4 when it was first found", 38.6, "tumor", "dots")
RARE = Band("0 of 100", "had neither", 0, "edge", "dashes")
GROUP = Stream("140,230 people", [EARLY, NOVO])


def drawn(*groups: Stream, direction: Direction = "split", narrow: bool = False) -> ET.Element:
    picture = streams(groups, title="Shares", headings=("Whole", "Parts"), direction=direction, narrow=narrow)
    return ET.fromstring(picture)


def bars(picture: ET.Element) -> list[tuple[float, float, float]]:
    """Left edge, top and height of every upright bar, two for each band."""
    return [(float(r.get("x", 0)), float(r.get("y", 0)), float(r.get("height", 0))) for r in picture.iter("rect")]


def test_bands_are_as_high_as_their_share() -> None:
    (_, _, early), (_, _, early_end), (_, _, novo), _ = bars(drawn(GROUP))
    assert early == early_end
    assert early / novo == pytest.approx(61.4 / 38.6, rel=0.005)


def test_bands_touch_at_the_whole_and_part_at_their_words() -> None:
    (_, at, high), (_, end, _), (_, below, _), (_, end_below, _) = bars(drawn(GROUP))
    assert below == pytest.approx(at + high, abs=0.2)
    assert end_below > end + high + 5


def test_groups_share_one_scale() -> None:
    heights = [height for *_, height in bars(drawn(GROUP, GROUP, Stream("others", [NOVO])))]
    assert heights[0] == heights[4] and heights[2] == heights[6] == heights[8]


def test_a_join_is_a_split_in_a_mirror() -> None:
    split, join = bars(drawn(GROUP)), bars(drawn(GROUP, direction="join"))
    assert [(round(WIDE.width - x - BAR, 1), y, high) for x, y, high in split] == join


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("direction", ["split", "join"])
def test_every_word_stands_on_the_page(direction: Direction, narrow: bool) -> None:
    picture = drawn(GROUP, direction=direction, narrow=narrow)
    width = (NARROW if narrow else WIDE).width
    assert float(picture.get("viewBox", "").split()[2]) == width
    for text in picture.iter("text"):
        x, size = float(text.get("x", 0)), float(text.get("font-size", 0))
        room = x if text.get("text-anchor") == "end" else width - x
        assert text_width("".join(text.itertext()), 0.9 * size) <= room, "".join(text.itertext())


def test_every_band_has_its_number_words_and_a_texture_of_its_own() -> None:
    picture = drawn(Stream("people", [EARLY, NOVO, RARE]))
    said = " ".join(" ".join(text.itertext()) for text in picture.iter("text")).replace("\u00a0", " ")
    for band in (EARLY, NOVO, RARE):
        assert band.number in said
        assert all(word in said for word in band.words.split())
        assert f"{band.words}: {band.number}" in [title.text for title in picture.iter("title")]
    dashes = {path.get("stroke-dasharray") for path in picture.iter("path") if path.get("fill") == "none"}
    assert len(dashes) == 3


def test_words_do_not_run_into_each_other() -> None:
    thin = [
        Band(f"{number} of 100", "had it come back in a distant place", number, "accent", "plain")
        for number in (1, 2, 3)
    ]
    picture = drawn(Stream("100 people", thin), narrow=True)
    lines = sorted(float(text.get("y", 0)) for text in picture.iter("text"))
    assert all(after - before >= NARROW.text for before, after in pairwise(lines[1:]))


def test_a_band_narrower_than_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="narrower than nothing"):
        drawn(Stream("people", [Band("-1%", "none", -1, "accent", "plain")]))
