"""What goes wrong: counts, lists and words agree, and every claim and every lesson is reached."""

import re

from helpers import tables
from helpers.claims import verdicts
from helpers.claims.overview import ALL, ARTICLES, WhatGoesWrong
from helpers.claims.verdicts import LOOKS, TOPICS
from helpers.schema import split
from tests.seen import seen, spoken

CLAIMS = tables.records("health_claims")
LESSONS = tables.records("claim_lessons")


def listed(one: object) -> list[str]:
    """Ids of the claims that are listed as cards."""
    return re.findall(r'data-key="(C\d{3})"', one.detail)  # type: ignore[attr-defined]


def test_every_claim_is_listed_with_its_correction_reason_and_evidence_by_topic_and_by_article() -> None:
    for show in ("topic", "article"):
        read = {
            claim_id: one
            for one in seen(WhatGoesWrong)
            if one.state["show"] == show and ALL not in (one.state[show], one.state["verdict"])
            for claim_id in listed(one)
        }
        assert set(read) == {row["claim_id"] for row in CLAIMS}
        for row in CLAIMS:
            told = spoken(read[row["claim_id"]].detail)
            assert all(row[column] in told for column in ("claim", "correction", "why")), row["claim_id"]
            assert all(source["title"] in told for source in tables.cited([row["source_id"]])), row["claim_id"]


def test_picture_words_and_list_count_the_same() -> None:
    for one in seen(WhatGoesWrong):
        if one.state["show"] == "fifteen":
            continue
        place, verdict = one.state[one.state["show"]], one.state["verdict"]
        own = [
            row
            for row in CLAIMS
            if place in (ALL, row["topic"], *split(row["article"])) and verdict in (ALL, row["verdict"])
        ]
        assert listed(one) == [row["claim_id"] for row in own] == [row["claim_id"] for row in one.rows], one.state
        pressed = re.findall(r'aria-pressed="true" aria-label="[^"]*: (\d+)"', one.picture)
        assert pressed == ([str(len(own))] if own else []), one.state
        counts = [
            int(number) for number in re.findall(r"(\d+) (?:accurate|incomplete|outdated|misleading|wrong)", one.words)
        ]
        whole = int(re.findall(r"of (\d+) claim", one.words)[0])
        assert sum(counts[:5]) == whole, one.words


def test_every_count_can_be_picked_and_shows_as_many_claims() -> None:
    explorer = WhatGoesWrong(predict=False)
    for show in ("topic", "article"):
        explorer.show = show
        cells = re.findall(
            r'data-name="cell" data-value="([^"]+)"[^>]*aria-label="[^"]*: (\d+)"', explorer.picture_html
        )
        assert len(cells) > 25
        for cell, count in cells:
            explorer.received("cell", cell)
            assert explorer.problem == "" and len(listed_now(explorer)) == int(count), cell


def listed_now(explorer: WhatGoesWrong) -> list[str]:
    return re.findall(r'data-key="(C\d{3})"', explorer.detail_html)


def test_a_cell_that_does_not_exist_is_named_and_a_lesson_has_none() -> None:
    explorer = WhatGoesWrong(predict=False)
    explorer.received("cell", "drugs:wrong")
    assert "Did you mean “drug”?" in explorer.problem
    explorer.received("show", "fifteen")
    explorer.received("cell", "drug:wrong")
    assert "no table of counts" in explorer.problem


def test_claims_of_two_articles_count_in_both_and_the_words_say_so() -> None:
    one = next(one for one in seen(WhatGoesWrong) if one.state["show"] == "article")
    assert "counts in both" in one.words
    assert sum(len(split(row["article"])) for row in CLAIMS) > len(CLAIMS)


def test_the_fifteen_are_walked_in_order_with_all_their_claims() -> None:
    walk = [one for one in seen(WhatGoesWrong) if one.state["show"] == "fifteen"]
    assert [one.state["lesson"] for one in walk] == [row["lesson_id"] for row in LESSONS]
    assert [row["order"] for row in LESSONS] == list(range(1, 16))
    for one, lesson in zip(walk, LESSONS, strict=True):
        assert f"Lesson {lesson['order']} of 15" in one.words and lesson["went_wrong"] in one.words
        assert listed(one) == split(lesson["claim_id"])
        assert lesson["takeaway"] in spoken(one.table)
        assert lesson["takeaway"] in one.picture.replace("&#x27;", "'").replace("&quot;", '"')


def test_a_lesson_trains_a_skill_that_unmasks_its_main_claim_and_cites_what_its_claims_cite() -> None:
    for lesson in LESSONS:
        rows = [verdicts.claim(one) for one in split(lesson["claim_id"])]
        assert lesson["skill"] in verdicts.skills(rows[0]) and verdicts.flawed(rows[0])
        assert set(split(lesson["source_id"])) == {one for row in rows for one in split(row["source_id"])}
        flags = ("yes", "partial", "no")
        assert lesson["checked"] == max((row["checked"] for row in rows), key=flags.index)


def test_the_most_serious_reversals_are_there() -> None:
    for claim_id, verdict in (("C053", "wrong"), ("C009", "wrong"), ("C138", "misleading"), ("C119", "misleading")):
        assert verdicts.claim(claim_id)["verdict"] == verdict
        assert any(claim_id in split(lesson["claim_id"]) for lesson in LESSONS)


def test_an_accurate_claim_has_no_correction_and_a_flawed_one_has() -> None:
    for row in CLAIMS:
        assert bool(row["correction"]) == verdicts.flawed(row) == (row["skill"] != "none"), row["claim_id"]
        assert row["skill"] not in split(row["also"]), row["claim_id"]
        assert row["why"].endswith(".") and row["claim"].endswith("."), row["claim_id"]


def test_topics_verdicts_and_articles_are_those_of_the_table() -> None:
    assert {row["topic"] for row in CLAIMS} == set(TOPICS)
    assert {row["verdict"] for row in CLAIMS} == set(LOOKS) == set(tables.named("claim_verdicts", "name"))
    assert {letter for row in CLAIMS for letter in split(row["article"])} == set(ARTICLES)


def test_no_article_is_named_or_linked_and_the_frame_says_what_a_verdict_is_worth() -> None:
    for one in seen(WhatGoesWrong):
        assert "http" not in one.detail + one.picture.replace("http://www.w3.org", "")
        assert "one editor’s judgement" in one.detail


def test_the_prediction_tells_the_counts_of_the_table() -> None:
    counts = {verdict: sum(row["verdict"] == verdict for row in CLAIMS) for verdict in LOOKS}
    told = " ".join(option.reason for option in WhatGoesWrong().asked.options)  # type: ignore[union-attr]
    assert f"{counts['wrong']} of the 150" in told and f"{counts['incomplete']} of the 150" in told
    assert f"{counts['misleading']} of the 150" in told and f"found in {counts['outdated']}" in told
    assert max(counts.values()) == counts["incomplete"]
