"""Words of a drawing keep to the room they have."""

from helpers.drawing.parts import fitted, text_width


def test_words_are_fitted_to_the_room_they_have() -> None:
    lines = fitted("one two three four five six", 80, 16)
    assert " ".join(lines) == "one two three four five six" and len(lines) > 1
    assert all(text_width(line, 16) <= 80 for line in lines)
    assert fitted("unbreakable", 5, 16) == ["unbreakable"] and fitted("", 5, 16) == [""]


def test_words_are_broken_between_words() -> None:
    assert " ".join(fitted("one two three", 40, 15)) == "one two three"
    assert fitted("word", 1, 15) == ["word"]
