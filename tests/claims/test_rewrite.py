"""Rewriting a claim: one version of each four is right, kind and easy; own words are measured and never graded."""

import re

import pytest

from helpers import tables
from helpers.claims import verdicts
from helpers.claims.reading_level import read, rule
from helpers.claims.rewrite import LONGEST, TONES, Own, RewriteIt, claims, meanings, points, versions
from tests.seen import seen, spoken

every_claim = pytest.mark.parametrize("claim", claims())


def choosing(claim: str, version: str = "", **more: str) -> RewriteIt:
    """The explorer after a claim and a version were chosen."""
    explorer = RewriteIt(predict=False, claim=claim)
    for name, value in {"version": version, **more}.items():
        explorer.received(name, value)
    assert explorer.problem == ""
    return explorer


def best(claim: str) -> str:
    """The id of the version to tell."""
    return next(key for key, one in versions(claim).items() if not one.faults)


def test_there_are_claims_enough_and_all_are_flawed() -> None:
    assert 12 <= len(claims()) <= 16
    assert all(verdicts.flawed(verdicts.claim(claim)) for claim in claims())
    assert {verdicts.claim(claim)["verdict"] for claim in claims()} >= {"wrong", "misleading", "incomplete"}


@every_claim
def test_one_of_four_versions_is_the_one_to_tell(claim: str) -> None:
    four = versions(claim)
    assert list(four) == ["a", "b", "c", "d"]
    assert sum(not one.faults for one in four.values()) == 1
    told = four[best(claim)]
    assert told.kept == list(points(claim)) and not told.row["wrong"] and told.row["tone"] == "kind"
    assert any(one.row["wrong"] for one in four.values())
    assert any(not one.reading.plain for one in four.values()), "one true version is too hard to read"


def test_the_best_version_stands_at_every_place() -> None:
    places = [best(claim) for claim in claims()]
    assert set(places) == {"a", "b", "c", "d"} and max(map(places.count, "abcd")) <= 5


def test_easy_words_alone_are_not_enough() -> None:
    easy = [one for claim in claims() for one in versions(claim).values() if one.reading.plain and one.faults]
    assert len(easy) > 20 and any(one.row["tone"] == "kind" and one.row["wrong"] for one in easy)
    assert {one.row["tone"] for one in easy} == set(TONES)


@every_claim
def test_key_points_exist_and_carry_sources_of_the_claim(claim: str) -> None:
    for one in versions(claim).values():
        assert set(one.kept) <= set(points(claim)) and one.kept == sorted(one.kept)
    sources = {*verdicts.claim(claim)["source_id"].split(";"), "GENERAL"}
    rows = [row for row in tables.records("rewrite_points") if row["claim_id"] == claim]
    assert rows and all(set(row["source_id"].split(";")) <= sources for row in rows)


def test_nothing_is_told_before_a_version_is_chosen() -> None:
    for one in seen(RewriteIt):
        if one.state["version"]:
            continue
        page = one.words + spoken(one.picture) + spoken(one.detail)
        assert not re.search(r"✓|✗.(Not|This)|key points|Kindness", page), one.state
        assert all(row["version"] == "choose first" for row in one.rows if "version" in row)


def test_every_choice_gets_feedback_on_accuracy_kindness_and_reading_level() -> None:
    for one in seen(RewriteIt):
        if not one.state["version"]:
            continue
        chosen = versions(one.state["claim"])[one.state["version"]]
        told = spoken(one.detail)
        assert all(words in told for words in ("Accuracy:", "Kindness:", "Reading level:", chosen.row["why"]))
        assert chosen.reading.about in told and chosen.row["wrong"] in told
        right = f"Version {chosen.letter} is the one to tell" in one.words
        assert right == (not chosen.faults) == ("✓\u00a0This\u00a0one" in one.picture)
        assert all(fault in one.words for fault in chosen.faults)


def test_dots_show_the_computed_grade_of_all_versions() -> None:
    explorer = choosing("C053", best("C053"))
    for one in versions("C053").values():
        shown = "20+" if one.reading.grade > 20 else f"{one.reading.grade:.0f}"
        assert f"{one.letter}: about grade {shown}" in explorer.picture_html


def test_own_words_are_measured_and_warned_about() -> None:
    text = "Radiation can still help you. It eases pain from metastases. It is not a cure."
    explorer = choosing("C053", "a", own=text, measure="yes")
    reading = read(text)
    told = spoken(explorer.words_html)
    assert f"{reading.words} words in 3 sentences" in told and reading.about in told and "rough guess" in told
    detail = spoken(explorer.detail_html)
    assert "Long words: radiation, metastases." in detail
    assert tables.row("glossary", "metastasis")["plain"] in detail
    assert "It does not know whether a text is true" in detail
    assert "Yours: about grade" in explorer.picture_html


def test_own_words_are_never_graded() -> None:
    false = "Radiation does nothing."
    explorer = choosing("C053", best("C053"), own=false)
    own = explorer.detail_html[explorer.detail_html.index("mbc-own") : explorer.detail_html.index("<details")]
    assert "Nobody grades this but you" in own and not re.search("Accuracy|Not so|This one|Kindness", own)


def test_easy_own_words_are_not_called_true_or_kind() -> None:
    explorer = choosing("C053", "a", own="Your cancer is fatal. You did this. Stop all drugs.")
    for told in (spoken(explorer.words_html), spoken(explorer.detail_html)):
        assert "easy to read; this says nothing about whether it is true or kind" in told
    hard = choosing("C053", "a", own=Own.samples[-1])
    assert "easy to read" not in hard.words_html + hard.detail_html


def test_one_word_is_one_word() -> None:
    told = spoken(choosing("C053", "a", own="Stop").words_html)
    assert "1 word in one sentence, 1 word in an average sentence" in told


def test_key_points_are_ticked_by_the_learner() -> None:
    explorer = choosing("C053", "a", own="It helps with pain.")
    for tick in ("3", "1", "9"):
        explorer.received("tick", tick)
    assert explorer.ticks == ["1", "3"] and "You ticked 2 of 3 key points" in explorer.words_html
    explorer.received("tick", "3")
    assert explorer.ticks == ["1"]
    assert re.search(r'value="1"[^>]*checked', explorer.detail_html)


def test_own_words_stay_with_their_claim() -> None:
    first, second = list(claims())[:2]
    explorer = choosing(first, "a", own="First words.")
    explorer.received("tick", "1")
    explorer.received("claim", second)
    assert explorer.own == "" and explorer.version == "" and explorer.ticks == []
    explorer.received("own", "Second words.")
    explorer.received("claim", first)
    assert explorer.own == "First words." and explorer.ticks == ["1"]


@pytest.mark.parametrize("text", ["", "   ", "!?", "12", "ü" * 3000, "<b>bold</b> & <script>x</script>", "a\r\nb\r\nc"])
def test_any_own_words_are_shown_as_text(text: str) -> None:
    explorer = choosing("C053", "b", own=text)
    assert len(explorer.own) <= LONGEST and "<script" not in explorer.detail_html and "\r" not in explorer.own
    assert spoken(explorer.words_html)[-1] == "."


def test_choices_that_do_not_exist_get_a_sentence() -> None:
    explorer = RewriteIt(predict=False)
    explorer.received("version", "e")
    assert "is not one of the choices" in explorer.problem and explorer.version == ""
    explorer.received("claim", "C001")
    assert "is not one of the choices" in explorer.problem


def test_samples_of_own_words_stand_for_easy_and_hard() -> None:
    easy, hard = (read(text) for text in Own.samples if text)
    assert easy.plain and not hard.plain and hard.grade > rule("aim")


def test_the_glossary_explains_long_words_it_knows() -> None:
    told = meanings(read("The metastases and the biopsies of an oncologist, unbelievably."))
    assert "metastases" in told and "unbelievably" not in told
