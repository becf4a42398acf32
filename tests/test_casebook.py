"""The casebook: TOML becomes what a topic asks for, and a mistake becomes one sentence with its place."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers import casebook
from helpers.schema import DataError


@dataclass(frozen=True)
class Thing:
    id: str
    size: int
    words: tuple[str, ...] = ()
    source_id: str = "GENERAL"

    def __post_init__(self) -> None:
        casebook.one_of("id", self.id, ["small", "large"])


@dataclass(frozen=True)
class Whole:
    id: str
    things: tuple[Thing, ...]


SMALL = {"id": "small", "size": 0, "source_id": "GENERAL"}


def test_a_table_is_made_into_its_class() -> None:
    thing = casebook.made(Thing, SMALL | {"words": ["a", "b"], "source_id": ["GENERAL", "GONG2018"]}, "here")
    assert thing == Thing("small", 0, ("a", "b"), "GENERAL;GONG2018")
    assert casebook.made(Whole, {"id": "all"}, "here", things=(thing,)).things == (thing,)
    assert "words" not in SMALL and SMALL["source_id"] == "GENERAL"


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("small", "here: it must be a table."),
        (SMALL | {"sice": 1}, 'here: "sice" is not valid: there is no such key; the nearest is "size".'),
        ({"id": "small", "source_id": "GENERAL"}, "here: size is missing."),
        (SMALL | {"size": True}, 'here, column size: "True" is not valid: it must be a whole number.'),
        (SMALL | {"words": []}, 'here, column words: "[]" is not valid: it is empty.'),
        (SMALL | {"id": ""}, "here, column id: it is empty."),
        (SMALL | {"id": "tiny"}, "here: id is “tiny” and must be small or large."),
        (SMALL | {"source_id": ["ASKO"]}, 'here, column source_id: "ASKO" is not valid: it must be a source_id of'),
    ],
)
def test_a_mistake_is_one_sentence_with_its_place(item: dict[str, object], said: str) -> None:
    with pytest.raises(DataError) as caught:
        casebook.made(Thing, item, "here")
    assert str(caught.value).startswith(said)


def test_lists_of_tables_are_read_and_nothing_else() -> None:
    assert casebook.listed({"thing": [SMALL]}, "thing", "here") == [SMALL]
    assert casebook.listed({}, "thing", "here") == []
    for wrong in (3, "small", [1], {"id": "small"}):
        with pytest.raises(DataError, match="here: each thing must be written as a table of its own"):
            casebook.listed({"thing": wrong}, "thing", "here")


def test_an_id_stands_once() -> None:
    one, other = Thing("small", 1), Thing("large", 2)
    assert casebook.by_id([one, other], "here") == {"small": one, "large": other}
    with pytest.raises(DataError, match='here, column id: "small" is not valid: it stands there twice'):
        casebook.by_id([one, other, one], "here")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "cases.toml").write_text('[[patient\nid = "a"', encoding="utf-8")
    with pytest.raises(DataError, match=r"cases\.toml: the file cannot be read"):
        casebook.parsed(tmp_path, "cases.toml")
    with pytest.raises(DataError, match=r"none\.toml: the file is missing"):
        casebook.parsed(tmp_path, "none.toml")
    (tmp_path / "cases.toml").write_text('[[patient]]\nid = "a"', encoding="utf-8")
    assert casebook.parsed(tmp_path, "cases.toml") == {"patient": [{"id": "a"}]}
