"""The timeline: where days lie, what is said, and that nothing leaves the sheet."""

import re
from xml.etree import ElementTree as ET

import pytest

from helpers.drawing.parts import text_width
from helpers.drawing.timeline import NARROW, WIDE, Card, Limit, Step, Tally, Way, choices, days_words, timeline

STEPS = [
    Step("A first look at everything", "Needed", "✓", "right", 0, 0, "All quiet", ("needle",)),
    Step("A long test with a long name indeed", "Harmful delay", "▲", "now", 0, 7, "Nothing", ("lying still", "worry")),
    Step("Asked before its time", "Too early", "◆", "today", 7, None, "No result."),
    Step("The last one", "Needed", "✓", "right", 7, 3, "The answer to it all, which takes a good many words to tell"),
]
WAYS = [Way("Your way", 10, "10 days, 2 extra trips", "accent"), Way("Shortest way", 3, "3 days", "edge")]
TALLIES = [Tally("✓", "2 of 3 needed", "right"), Tally("▲", "1 harmful delay", "now")]


def drawn(steps=STEPS, narrow=False, **more) -> ET.Element:
    svg = timeline(
        steps, name="Ms. Z., 50", tag="Fictional", title="A timeline", empty="Nothing yet.", narrow=narrow, **more
    )
    return ET.fromstring(svg)


def words(picture: ET.Element) -> str:
    return " ".join(text.text or "" for text in picture.iter("text"))


@pytest.mark.parametrize("narrow", [False, True])
def test_everything_stays_on_the_sheet_and_is_large_enough(narrow: bool) -> None:
    picture = drawn(narrow=narrow, ways=WAYS, tallies=TALLIES, limit=Limit(1, "Due by here"))
    width, height = map(float, picture.get("viewBox", "").split()[2:])
    assert width == (374 if narrow else 1000)
    for rect in picture.iter("rect"):
        assert float(rect.get("x", 0)) >= 0 and float(rect.get("x", 0)) + float(rect.get("width", 0)) <= width + 0.1
    for text in picture.iter("text"):
        size, x = float(text.get("font-size", 0)), float(text.get("x", 0))
        assert size >= (15 if narrow else 16), text.text
        room = {"middle": 0.5, "end": 0}.get(text.get("text-anchor", ""), 1)
        assert x + room * text_width(text.text or "", size) <= width + 2, text.text
        assert x - (1 - room) * text_width(text.text or "", size) >= -2, text.text
    tops = [
        float(re.findall(r"[\d.]+", group.get("transform", ""))[1])
        for group in picture.iter("g")
        if group.get("transform")
    ]
    assert tops == sorted(tops) and tops[-1] < height


def test_a_bar_is_as_long_as_its_days_and_begins_on_its_day() -> None:
    picture = drawn()
    left, right = WIDE.axis
    day = (right - left) / 10
    bars = [(float(r.get("x", 0)), float(r.get("width", 0))) for r in picture.iter("rect") if r.get("rx") == "5"]
    assert bars == [pytest.approx((left, 7 * day), abs=0.1), pytest.approx((left + 7 * day, 3 * day), abs=0.1)]


def test_the_same_day_is_a_diamond_and_what_came_to_nothing_is_a_hollow_one() -> None:
    diamonds = [path for path in drawn().iter("path") if path.get("d", "").endswith("z")]
    assert [path.get("fill") for path in diamonds] == ["var(--mbc-right)", "var(--mbc-surface)"]


def test_color_is_never_the_only_cue() -> None:
    told = words(drawn(ways=WAYS, tallies=TALLIES))
    for said in ("✓ Needed", "▲ Harmful delay", "◆ Too early", "same day", "7 days", "came back", "✓ 2 of 3 needed"):
        assert said in told


def test_the_text_alternative_tells_every_step_and_way() -> None:
    told = drawn(ways=WAYS).get("aria-label", "")
    assert told.startswith(
        "A timeline. 1: A first look at everything; Needed; day 0; same day; All quiet; asks: needle."
    )
    assert "2: A long test" in told and "Your way: 10 days, 2 extra trips." in told


def test_without_steps_it_says_so() -> None:
    assert "Nothing yet." in words(drawn([])) and "Day 0" not in words(drawn([]))


def test_the_limit_is_drawn_once_across_or_beside_each_bar() -> None:
    for narrow, count in ((False, 1), (True, len(STEPS))):
        picture = drawn(narrow=narrow, limit=Limit(1, "Due by here"))
        assert sum(path.get("stroke-dasharray") is not None for path in picture.iter("path")) == count
        assert "Due by here" in words(picture)


def test_days_in_words() -> None:
    assert [days_words(days) for days in (0, 1, 2)] == ["0 days", "1 day", "2 days"]


def test_lines_fit_their_room_and_keep_words_together() -> None:
    lines = NARROW.lines("one two three four five six seven", 100)
    assert len(lines) > 1 and all(text_width(line, NARROW.size) <= 100 for line in lines)
    assert NARROW.lines("1\u00a0extra\u00a0trip", 10) == ["1\u00a0extra\u00a0trip"]


@pytest.mark.parametrize("narrow", [False, True])
def test_people_to_choose_can_be_picked_and_are_named(narrow: bool) -> None:
    cards = [Card("a", "Ms. Y., 40", "A lump", "In a clinic"), Card("b", "Mr. X., 70", "A cough", "At home")]
    picture = ET.fromstring(choices(cards, control="trail", tag="Fictional", title="People", narrow=narrow))
    picked = [group for group in picture.iter("g") if group.get("data-name") == "trail"]
    assert [group.get("data-value") for group in picked] == ["a", "b"]
    assert picked[0].get("aria-label") == "Ms. Y., 40, Fictional: A lump. In a clinic"
    assert words(picture).count("Fictional") == 2
