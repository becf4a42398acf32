"""Two notes: every line is there, inside its note."""

from xml.etree import ElementTree

import pytest

from helpers.drawing.note_pair import Note, note_pair

NOTES = [
    Note("✗ Poor", "Short.", "wrong", "It lacks:", ["✗ one", "✗ two " * 20]),
    Note("✓ Good", "Many words to write down here. " * 9, "right", "It has:", ["✓ one", "✓ two"]),
]


@pytest.mark.parametrize("narrow", [False, True])
def test_lines_stay_inside_their_note(narrow: bool) -> None:
    drawing = ElementTree.fromstring(note_pair(NOTES, title="Two notes", narrow=narrow))
    for note, group in zip(NOTES, drawing.findall("g"), strict=True):
        frame = group.findall("rect")[0]
        bottom = float(frame.get("y", "")) + float(frame.get("height", ""))
        heights = [
            float(line.get("y", "0")) for line in group.iter() if line.tag in ("tspan", "text") and line.get("y")
        ]
        assert max(heights) < bottom - 8
        said = " ".join("".join(line.itertext()) for text in group.findall("text") for line in [text])
        assert note.lead in said and "".join(note.text.split()) in "".join(said.split())


def test_notes_stand_side_by_side_or_one_below_the_other() -> None:
    wide, narrow = (ElementTree.fromstring(note_pair(NOTES, title="Two", narrow=narrow)) for narrow in (False, True))
    tops = [[float(group.findall("rect")[0].get("y", "")) for group in one.findall("g")] for one in (wide, narrow)]
    assert tops[0][0] == tops[0][1] and tops[1][0] < tops[1][1]
    assert wide.get("class") == "mbc-wide" and narrow.get("class") is None
