"""Sentences as a picture: every word is drawn, on its own card, and said to a screen reader."""

import xml.etree.ElementTree as ET

from helpers.drawing.statements import LETTERS, Statement, statements

CARDS = [
    Statement("about 31 of 100", "Distant", "Of 100 women counted in this way, about 31 would be alive after 5 years."),
    Statement("3.2 years", "A name so long that it has to be broken into more than one line", "Half lived longer."),
]


def test_every_word_is_drawn_in_order_and_said() -> None:
    picture = ET.fromstring(statements(CARDS, title="Two sentences."))
    drawn = " ".join(text.text or "" for text in picture.iter("text"))
    assert drawn == " ".join(f"{card.number} {card.name} {card.sentence}" for card in CARDS)
    assert picture.get("aria-label") == " ".join(["Two sentences.", *(card.sentence for card in CARDS)])


def test_lines_fit_and_stay_on_their_card() -> None:
    picture = ET.fromstring(statements(CARDS, title="Two sentences."))
    for card in picture.findall("g"):
        panel = card.find("rect")
        assert panel is not None
        top, height = float(panel.get("y", 0)), float(panel.get("height", 0))
        for text in card.findall("text"):
            assert len(text.text or "") <= LETTERS
            assert top < float(text.get("y", 0)) < top + height
