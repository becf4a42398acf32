"""The reading level: counted by hand, held against a library, and never failing on what a person may type."""

import statistics

import pytest
import syllapy
from hypothesis import given
from hypothesis import strategies as st

from helpers import tables
from helpers.claims import reading_level
from helpers.claims.checklist import MARKS, checks, example, for_patient
from helpers.claims.reading_level import read, rule, sentences, syllables, words
from helpers.claims.rewrite import claims, versions

BY_HAND = {
    1: "bone spread through harmed bones called most gone cells loved",
    2: "cancer little needle settled hormone treated doses fluid trial quiet being easy watches beyond sometimes "
    "likely tired samples someone patient",
    3: "letrozole medicine estrogen area nausea receptor invasive targeted anyone usual easier",
    4: "palliative metastatic mammography tamoxifen oncologist diarrhea radiation fertility ability",
    5: "chemotherapy radioactive neutropenia pembrolizumab capecitabine",
    6: "immunotherapy hypercalcemia radiotherapy",
}
"""Words by their syllables, counted aloud."""

EACH, MEDIAN = 1.5, 0.25
"""School grades by which a text may differ from the library, and by which texts may differ in the middle. The library
errs as well ("hormones" has two syllables, not three); most of the difference comes from that."""


def patient_texts() -> list[str]:
    """Every text in which a patient is spoken to, and the plain half of the glossary."""
    told = [row["text"] for row in tables.records("claim_rewrites")]
    told += [row[column] for row in checks().values() for column in ("praise", "tell")]
    told += [for_patient({check: mark for check in checks()}) for mark in MARKS]
    marked = [{check: row["mark"] for check, row in example(name).items()} for name in ("news", "charity")]
    return [*told, *map(for_patient, marked), *(row["plain"] for row in tables.records("glossary"))]


@pytest.mark.parametrize(("count", "word"), [(count, word) for count, line in BY_HAND.items() for word in line.split()])
def test_syllables_are_counted_as_they_are_spoken(count: int, word: str) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("HER2", 4), ("MRI", 3), ("62", 2), ("follow-up", 3), ("it’s", 1), ("don't", 1), ("Cancers", 2), ("x-ray", 2)],
)
def test_short_forms_numbers_and_joined_words_have_syllables_too(word: str, count: int) -> None:
    assert words(f"({word})") == [word] and syllables(word) == count


def test_every_exception_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = {row["word"]: row["syllables"] for row in tables.records("syllables")}
    monkeypatch.setattr(reading_level, "_exceptions", dict)
    by_rule = {word: reading_level._counted(word) for word in listed}
    assert not [word for word, count in listed.items() if by_rule[word] == count]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("... !", 0),
        ("No full stop", 1),
        ("One. Two! Three? Four", 4),
        ("It grew 3.5 mm. Then it stopped.", 2),
        ("Dr. Lee and Ms. Roy came, e.g. at 5 p.m. on Monday.", 1),
        ("“Is it back?” she asked.", 2),
        ("Call us for\n- fever\n- new pain", 3),
        ("Wait … then call.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert sentences(text) == count


def test_the_grade_is_the_published_formula() -> None:
    # 12 words, 2 sentences, 17 syllables
    text = "Radiation may ease pain in your bone. Ask your doctor about it."
    reading = read(text)
    assert (reading.words, reading.sentences, reading.syllables) == (12, 2, 17)
    assert reading.grade == round(0.39 * 12 / 2 + 11.8 * 17 / 12 - 15.59, 1) == 3.5
    assert reading.sentence_length == 6 and reading.long_words == ("radiation",)


def test_longer_words_and_longer_sentences_raise_the_grade() -> None:
    plain = read("It helps with pain. It does not cure.").grade
    assert plain < read("It helps with pain and it does not cure the cancer that has spread to your bone.").grade
    assert plain < read("Palliative radiotherapy ameliorates discomfort. Curative potential is nonexistent.").grade


def test_nothing_has_no_grade_and_no_long_words() -> None:
    for text in ("", " \n ", "?!", "—"):
        reading = read(text)
        assert (reading.grade, reading.words, reading.sentence_length, reading.long_words) == (0, 0, 0, ())


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    reading = read(text)
    assert reading.grade >= 0 and (reading.sentences > 0) == (reading.words > 0)
    assert reading.syllables >= reading.words >= len(reading.long_words)


# ---- the library as a witness ----


def by_library(text: str) -> float:
    """The same formula over the same words, with the syllables of the library where it knows the word."""
    found = words(text)
    counted = sum(syllapy.count(word) or syllables(word) for word in found)
    return 0.39 * len(found) / sentences(text) + 11.8 * counted / len(found) - 15.59


def by_us(text: str) -> float:
    """The formula without rounding and without its lower end."""
    reading = read(text)
    return 0.39 * reading.sentence_length + 11.8 * reading.syllables / reading.words - 15.59


def test_the_grade_agrees_with_a_library_on_every_text_of_some_length() -> None:
    texts = [text for text in patient_texts() if len(words(text)) >= 20]
    apart = {text: by_us(text) - by_library(text) for text in texts}
    assert len(texts) > 40
    assert not {text: gap for text, gap in apart.items() if abs(gap) > EACH}
    assert statistics.median(map(abs, apart.values())) <= MEDIAN
    assert abs(statistics.mean(apart.values())) <= MEDIAN


def test_nine_words_in_ten_agree_with_the_library() -> None:
    told = [word for text in patient_texts() for word in words(text) if word.isalpha()]
    agree = [word for word in told if syllables(word) == syllapy.count(word)]
    assert len(agree) / len(told) > 0.9


# ---- what patients are told ----


def test_what_is_best_to_tell_is_easy_to_read() -> None:
    best = [one for claim in claims() for one in versions(claim).values() if not one.faults]
    assert max(one.reading.grade for one in best) <= rule("better") < rule("aim")
    assert max(one.reading.sentence_length for one in best) <= 15


def test_what_a_patient_is_told_of_an_article_is_easy_to_read() -> None:
    told = [text for text in patient_texts() if "showing me" in text]
    assert len(told) == len(MARKS) + 2
    assert not [text for text in told if read(text).grade > rule("better")]
