"""Judge it: nothing shows before the learner decides, points are fair, and every claim is reached."""

import pytest

from helpers import tables
from helpers.claims import verdicts
from helpers.claims.judging import JudgeIt
from helpers.claims.scoring import Judgement, points, scores, summary
from helpers.claims.selection import in_series
from helpers.claims.verdicts import ACCURATE, LOOKS, SOUND, TOPICS
from helpers.controls import ChoiceError
from helpers.drawing.score_bars import Score
from tests.seen import seen, spoken

CLAIMS = tables.records("health_claims")
NEAR = {row["verdict"]: set(filter(None, row["near"].split(";"))) for row in tables.records("claim_verdicts")}


def judged(explorer: JudgeIt, verdict: str, skill: str = "") -> JudgeIt:
    """Touch by touch, as a learner does."""
    explorer.received("verdict", verdict)
    if skill:
        explorer.received("skill", skill)
    explorer.received("revealed", "yes")
    assert explorer.problem == ""
    return explorer


def shown(explorer: JudgeIt) -> str:
    return spoken(explorer.picture_html + explorer.words_html + explorer.detail_html + explorer.table_html)


def test_every_claim_reaches_a_learner_with_its_correction_reason_and_evidence() -> None:
    read = {one.state["claim"]: spoken(one.picture + one.detail) for one in seen(JudgeIt) if one.state["revealed"]}
    assert set(read) == {row["claim_id"] for row in CLAIMS}
    for row in CLAIMS:
        told = read[row["claim_id"]]
        assert all(row[column] in told for column in ("claim", "correction", "why")), row["claim_id"]
        assert all(source["title"] in told for source in tables.cited([row["source_id"]])), row["claim_id"]


def test_before_the_learner_decides_nothing_gives_the_verdict_away() -> None:
    for one in seen(JudgeIt):
        if one.state["revealed"]:
            continue
        row = verdicts.claim(one.state["claim"])
        read = one.words + spoken(one.picture + one.detail + one.table)
        assert row["why"] not in read and "Editor’s verdict:" not in read and one.rows == [], one.state
        assert not row["correction"] or row["correction"] not in read, one.state


def test_every_claim_stands_in_the_row_of_its_topic_and_every_flaw_in_that_of_its_skill() -> None:
    for topic in TOPICS:
        assert set(in_series(f"topic.{topic}")) == {row["claim_id"] for row in CLAIMS if row["topic"] == topic}
    for skill in tables.named("claim_skills", "name"):
        if skill != SOUND:
            assert {row["claim_id"] for row in CLAIMS if row["skill"] == skill} <= set(in_series(f"skill.{skill}"))
    assert len(in_series("all")) == len(CLAIMS) == 150


def test_accurate_claims_stand_among_the_flawed_so_that_doubting_everything_fails() -> None:
    for series in ("fifteen", *(f"skill.{skill}" for skill in tables.named("claim_skills", "name") if skill != SOUND)):
        rows = [verdicts.claim(one) for one in in_series(series)]
        sound = sum(not verdicts.flawed(row) for row in rows)
        assert len(rows) / 4 <= sound <= len(rows) / 2, series


def test_who_calls_everything_wrong_or_everything_accurate_earns_little() -> None:
    for verdict, skill in (("wrong", "source"), (ACCURATE, "")):
        won = [points(row, Judgement(verdict, skill)) for row in CLAIMS]
        assert sum(one.earned for one in won) < 0.45 * sum(one.possible for one in won)


def test_neighbors_are_flaws_and_go_both_ways() -> None:
    assert NEAR[ACCURATE] == set()
    assert all(one in NEAR[other] for one in NEAR for other in NEAR[one])
    assert "wrong" in NEAR["misleading"]


@pytest.mark.parametrize("row", CLAIMS, ids=lambda row: row["claim_id"])
def test_points_are_full_half_or_none(row: dict[str, str]) -> None:
    for verdict in LOOKS:
        won = points(row, Judgement(verdict, ""))
        expected = 2 if verdict == row["verdict"] else 1 if verdict in NEAR[row["verdict"]] else 0
        assert (won.verdict, won.skill) == (expected, 0)
    best = points(row, Judgement(row["verdict"], row["skill"] if verdicts.flawed(row) else ""))
    assert best.earned == best.possible == (3 if verdicts.flawed(row) else 2)


def test_another_skill_that_unmasks_the_flaw_earns_its_point_too() -> None:
    row = verdicts.claim("C053")
    assert points(row, Judgement("wrong", "source")).earned == 3
    assert points(row, Judgement("wrong", "date")).earned == 2


def test_a_near_miss_is_called_a_judgement_call() -> None:
    explorer = judged(JudgeIt(predict=False, claim="C138"), "wrong", "definition")
    assert "neighbors, a judgement call, and earn half" in explorer.words_html
    assert "2 of 3 points" in explorer.words_html


def test_an_accurate_claim_is_let_stand_or_not_and_both_are_told_alike() -> None:
    right = judged(JudgeIt(predict=False, claim="C114"), ACCURATE)
    assert "You and the editor agree: accurate." in spoken(right.words_html)
    doubted = judged(JudgeIt(predict=False, claim="C114"), "misleading", "wording")
    assert "the editor lets the sentence stand. That is 0 of 2 points." in spoken(doubted.words_html)
    assert "Why it stands" in doubted.detail_html


def test_an_accurate_verdict_asks_for_no_skill_and_a_flaw_does() -> None:
    explorer = JudgeIt(predict=False, claim="C053")
    explorer.received("verdict", ACCURATE)
    assert 'data-name="skill"' not in explorer.picture_html and 'data-name="revealed"' in explorer.picture_html
    explorer.received("verdict", "wrong")
    assert 'data-name="skill"' in explorer.picture_html and 'data-name="revealed"' not in explorer.picture_html
    explorer.received("skill", "source")
    explorer.received("verdict", ACCURATE)
    assert explorer.skill == ""


def test_a_verdict_cannot_be_shown_before_it_is_chosen() -> None:
    explorer = JudgeIt(predict=False, claim="C053")
    explorer.received("revealed", "yes")
    assert explorer.problem.startswith("Choose a verdict first") and explorer.revealed == ""
    with pytest.raises(ChoiceError):
        explorer.act("revealed", "yes")


def test_what_was_decided_does_not_change_after_the_verdict_and_the_first_judgement_counts() -> None:
    explorer = judged(JudgeIt(predict=False, claim="C053"), ACCURATE)
    explorer.received("verdict", "wrong")
    assert explorer.verdict == ACCURATE
    explorer.received("claim", "C054")
    assert explorer.revealed == "" and explorer.verdict == ""
    explorer.received("claim", "C053")
    assert explorer.revealed == "yes" and explorer.verdict == ACCURATE
    assert "0 of 3 points" in explorer.words_html


def test_a_skill_that_is_trained_is_given_and_earns_nothing() -> None:
    explorer = JudgeIt(predict=False, series="skill.date")
    explorer.received("claim", "C068")
    assert "Ask of each: How old is it?" in explorer.words_html
    judged(explorer, "outdated")
    assert 'data-name="skill"' not in explorer.picture_html
    assert "2 of 2 points" in explorer.words_html


def test_the_next_claim_is_one_that_is_not_judged_and_a_row_has_an_end() -> None:
    explorer = JudgeIt(predict=False, series="topic.routes")
    for left in (2, 1, 0):
        row = verdicts.claim(explorer.claim)
        judged(explorer, row["verdict"], row["skill"] if verdicts.flawed(row) else "")
        onward = explorer._next()
        assert bool(onward) == bool(left)
        if onward:
            explorer.received("claim", onward)
    assert "All claims here are judged" in explorer.detail_html
    assert len(explorer.rows()[0].records) == 3


def test_a_claim_left_for_later_comes_again() -> None:
    explorer = JudgeIt(predict=False, series="topic.routes")
    first, second, third = in_series("topic.routes")
    for one in (second, third, first):
        explorer.received("claim", explorer._next())
        assert explorer.claim == one


def test_points_and_picture_and_words_agree_and_can_be_cleared() -> None:
    explorer = JudgeIt(predict=False)
    for claim_id, verdict, skill in (("C053", "wrong", "source"), ("C099", "wrong", "date"), ("C114", ACCURATE, "")):
        explorer.received("claim", claim_id)
        judged(explorer, verdict, skill)
    assert "So far 3 claims: 7 of 8 points." in explorer.words_html
    for said in ("Consistency: 3 of 3 points", "Definition: 2 of 3 points", "Trusting what is sound: 2 of 2 points"):
        assert said in explorer.picture_html
    explorer.received("clear", "yes")
    assert explorer.kept == {} and "No points yet" in shown(explorer)


def test_words_on_skills_wait_for_enough_claims() -> None:
    assert "say little about a skill" in summary([Score("Date", 3, 3, 1)])
    told = summary([Score("Date", 9, 9, 3), Score("Definition", 2, 9, 3), Score("Denominator", 6, 9, 3)])
    assert "Strong: Date (9 of 9 points)." in told and "To practice: Definition (2 of 9 points)." in told
    assert "Denominator" not in told


def test_scores_count_each_claim_under_the_skill_it_trains() -> None:
    won = scores({row["claim_id"]: Judgement(row["verdict"], row["skill"]) for row in CLAIMS})
    assert sum(score.tries for score in won) == 150
    assert all(score.earned == score.possible for score in won)


def test_the_frame_says_what_a_verdict_is_worth() -> None:
    for one in seen(JudgeIt):
        assert "one editor’s judgement" in one.detail and "no clinician has reviewed it" in one.detail


def test_a_claim_that_does_not_exist_is_named() -> None:
    explorer = JudgeIt(predict=False, claim="C999")
    assert "C999" in explorer.problem and "<blockquote" in explorer.picture_html


def test_the_prediction_tells_the_count_of_accurate_claims() -> None:
    told = " ".join(option.reason for option in JudgeIt().asked.options)  # type: ignore[union-attr]
    assert f"{sum(not verdicts.flawed(row) for row in CLAIMS)} were judged accurate" in told
