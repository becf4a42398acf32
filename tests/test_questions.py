"""Questions: every answer has a reason, one is right, and a broken file is named in a sentence."""

from pathlib import Path

import pytest

from helpers import questions, tables
from helpers.questions import Option, Question
from helpers.schema import DataError

FILES = sorted(path.stem for path in Path("data/questions").glob("*.toml"))
GOOD = """
[[question]]
id = "q1"
stem = "Which?"
source_id = ["NICE_CG75"]
[[question.option]]
text = "This"
correct = true
reason = "It is."
[[question.option]]
text = "That"
reason = "It is not."
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MBC_DATA", str(tmp_path))
    (tmp_path / "questions").mkdir()
    return tmp_path / "questions"


def write(folder: Path, text: str) -> None:
    (folder / "bank.toml").write_text(text, encoding="utf-8")


def test_a_good_file_loads(folder: Path) -> None:
    write(folder, GOOD)
    question = questions.load("bank")["q1"]
    assert question.answer.text == "This"
    assert question.source_id == "NICE_CG75"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('reason = "It is not."', ""), "question q1: reason is missing"),
        (("It is not.", " "), "“That” needs both a text and a reason"),
        (("correct = true", "correct = false"), "exactly one answer must be marked correct"),
        (('stem = "Which?"', ""), "question q1: stem is missing"),
        (('id = "q1"', ""), "question without an id: id is missing"),
        (("[[question]]", "[[question"), "the file cannot be read"),
        (('source_id = ["NICE_CG75"]', "source_id = 5"), "question q1: "),
    ],
)
def test_a_broken_file_is_named_in_a_sentence(folder: Path, change: tuple[str, str], said: str) -> None:
    assert change[0] in GOOD
    write(folder, GOOD.replace(*change))
    with pytest.raises(DataError) as caught:
        questions.load("bank")
    assert str(caught.value).startswith("questions/bank.toml")
    assert said in str(caught.value)
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value).removesuffix(".")


def test_a_missing_file_is_named(folder: Path) -> None:
    with pytest.raises(DataError, match=r"questions/bank.toml: the file is missing"):
        questions.load("bank")


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "bank.toml").write_bytes("stem = 'naïve'".encode("latin-1"))
    with pytest.raises(DataError, match="not UTF-8"):
        questions.load("bank")


def test_an_id_used_twice_is_named(folder: Path) -> None:
    write(folder, GOOD + GOOD)
    with pytest.raises(DataError, match="two questions have the id q1"):
        questions.load("bank")


def test_two_right_answers_are_refused() -> None:
    right = Option("a", True, "b")
    with pytest.raises(ValueError, match="exactly one"):
        Question("q", "s", (right, right), "")


@pytest.mark.parametrize("name", FILES)
def test_questions_of_the_series_cite_known_sources(name: str) -> None:
    for question in questions.load(name).values():
        assert len(tables.cited([question.source_id])), question.id


@pytest.mark.parametrize("name", FILES)
def test_answers_of_the_series_differ_and_are_few(name: str) -> None:
    for question in questions.load(name).values():
        texts = [option.text for option in question.options]
        assert len(set(texts)) == len(texts) and 3 <= len(texts) <= 4, question.id
