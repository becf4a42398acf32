"""Questions for the visit: what is ticked is what is counted, listed, printed and downloaded."""

import base64
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import tables
from helpers.claims.reading_level import read
from helpers.controls import steps
from helpers.living.visit import LONGEST, MOST, VisitQuestions, started
from helpers.living.visit_sheet import BLANKS, CALL, HANDED
from tests.seen import seen, spoken

TOPICS = list(tables.named("visit_topics", "name"))
QUESTIONS = tables.named("visit_questions", "question")


def shown(**choices: str) -> VisitQuestions:
    explorer = VisitQuestions(predict=False, **choices)
    assert explorer.problem == ""
    return explorer


def downloaded(explorer: VisitQuestions) -> str:
    found = re.search(r'href="data:text/plain;charset=utf-8;base64,([^"]+)"', explorer.detail_html)
    return base64.b64decode(found[1]).decode() if found else ""


def test_picture_words_and_rows_agree_in_every_state() -> None:
    for one in seen(VisitQuestions):
        picked = steps(one.state["picked"])
        listed = [row for row in one.rows if "question" in row]
        assert len(listed) == len(picked) and ("is empty" in one.words) == (not picked)
        assert all(QUESTIONS[key] in spoken(one.detail) for key in picked)
        topics = dict.fromkeys(key.split("_")[0] for key in picked)
        for place, topic in enumerate(topics, 1):
            name = tables.row("visit_topics", topic)["name"]
            assert f"{name}: number {place} on the list" in one.picture and f"{place} {name}" in one.words
        assert f"You read about “{tables.row('visit_topics', one.state['topic'])['name']}”." in one.words


def test_every_topic_has_three_short_questions_in_the_patients_words() -> None:
    for topic in TOPICS:
        questions = [row["question"] for row in tables.records("visit_questions") if row["topic_id"] == topic]
        assert len(questions) == 3
        assert all(question.endswith("?") and len(question) < 80 for question in questions)


def test_what_the_patient_reads_is_plain() -> None:
    asked = read("\n".join(QUESTIONS.values()))
    assert asked.grade <= 6, asked
    assert read(CALL).plain and read(HANDED).plain


def test_ticking_a_topic_puts_its_questions_last_and_again_takes_them_out() -> None:
    explorer = shown()
    for topic in ("money", "goals"):
        explorer.received("pick", topic)
    assert steps(explorer.picked)[:3] == ("money_1", "money_2", "money_3") and explorer.topic == "goals"
    assert "6 questions on 2 topics: 1 Money and insurance and 2 What treatment can do" in explorer.words()
    explorer.received("pick", "money")
    assert steps(explorer.picked) == ("goals_1", "goals_2", "goals_3")


def test_one_question_can_be_left_out_and_put_back_in_its_place() -> None:
    explorer = shown(person="hart")
    explorer.received("ask", "money_2")
    assert "money_2" not in steps(explorer.picked) and QUESTIONS["money_2"] not in downloaded(explorer)
    explorer.received("ask", "money_2")
    assert explorer.picked == started("hart")


def test_up_and_down_move_a_topic_and_stop_at_the_ends() -> None:
    explorer = shown(person="hart")
    order = list(dict.fromkeys(key.split("_")[0] for key in steps(explorer.picked)))
    explorer.received("up", order[2])
    assert explorer.words().index("2 Sex") < explorer.words().index("3 Money")
    explorer.received("up", order[2])
    explorer.received("up", order[2])
    assert explorer.picked.startswith(order[2]) and explorer.problem == ""
    explorer.received("down", order[2])
    assert explorer.picked.startswith(order[0])


def test_a_full_list_says_so_and_offers_nothing_more() -> None:
    explorer = shown()
    for topic in TOPICS[:MOST]:
        explorer.received("pick", topic)
    assert "It is full." in explorer.words()
    assert explorer.detail_html.count(" disabled") == len(TOPICS) - MOST
    explorer.received("pick", TOPICS[MOST])
    assert "Take one out before you add another" in explorer.problem
    explorer.received("topic", TOPICS[MOST])
    assert explorer.detail_html.count(" disabled") == len(TOPICS) - MOST + 3
    explorer.received("pick", TOPICS[0])
    assert " disabled" not in explorer.detail_html


def test_each_person_keeps_a_list_of_their_own() -> None:
    explorer = shown()
    explorer.received("pick", "travel")
    mine = explorer.picked
    explorer.received("person", "brooks")
    assert explorer.picked == started("brooks") and "Mr. Brooks (fictional)" in explorer.detail_html
    explorer.received("pick", "work")
    explorer.received("person", "nobody")
    assert explorer.picked == mine
    explorer.received("person", "brooks")
    assert "work_1" in steps(explorer.picked)


def test_the_page_has_room_to_write_and_says_what_cannot_wait() -> None:
    page = shown(person="tran").detail_html
    assert page.count("mbc-questions-line") == 3 + 1
    assert "Do not wait for the visit" in page and "988" in page and "100.4 °F" in page


def test_an_empty_page_has_numbered_lines_to_fill_in() -> None:
    page = shown().detail_html
    assert page.count("mbc-questions-line") == BLANKS + 1 and "Nothing is on the list" not in page
    assert re.search(r"<p(?![^>]*mbc-note)[^>]*>Something new or worse", page), "what cannot wait is not small print"


def test_a_long_list_is_told_kindly_that_a_visit_is_short() -> None:
    explorer = shown()
    for count, topic in enumerate(TOPICS[:MOST], 1):
        explorer.received("pick", topic)
        assert ("room for about three topics" in explorer.words()) == (count > 3)
    for question in [key for key in QUESTIONS if key.endswith(("_2", "_3")) and key in steps(explorer.picked)]:
        explorer.received("ask", question)
    assert "5 questions on 5 topics" in explorer.words() and "room for about three topics" in explorer.words()


def test_an_own_question_is_plain_text_and_comes_first() -> None:
    explorer = shown(person="hart")
    explorer.received("own", "  Can I <b>swim</b>?\n Please. " + "x" * 300)
    assert "<b>swim" not in explorer.detail_html and len(explorer.own_words) == LONGEST
    assert "&lt;b&gt;swim" in explorer.detail_html
    text = downloaded(explorer)
    assert text.index("My own question: Can I <b>swim</b>? Please.") < text.index("1. Family")
    assert text.endswith("Education, not medical advice.")


@pytest.mark.parametrize("name", ["pick", "ask", "up", "topic", "person", "picked"])
def test_what_does_not_exist_is_answered_with_a_sentence(name: str) -> None:
    explorer = shown(person="hart")
    explorer.received(name, "nothing_9")
    assert explorer.problem.endswith(".") and "could not be shown" not in explorer.problem
    assert explorer.picked == started("hart")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["pick", "ask", "up", "down"]), st.sampled_from([*TOPICS, *QUESTIONS]))))
def test_whatever_is_pressed_topics_stay_together_and_nothing_is_lost(presses: list[tuple[str, str]]) -> None:
    explorer = shown(person="hart")
    for name, value in presses:
        explorer.received(name, value)
    picked = steps(explorer.picked)
    topics = [key.rsplit("_", 1)[0] for key in picked]
    assert len(picked) == len(set(picked)) and len(set(topics)) <= MOST
    assert topics == sorted(topics, key=list(dict.fromkeys(topics)).index)
    assert "could not be shown" not in explorer.problem
