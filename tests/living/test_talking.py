"""Talking: the consequence of each reply is the same in words, picture, list and rows, in every state."""

import pytest

from helpers.controls import ChoiceError, steps
from helpers.living import talk_file
from helpers.living.talk_file import LADDER, Conversation
from helpers.living.talk_walk import talk
from helpers.living.talking import Conversations, asks, follows, quoted, samples
from tests.seen import seen, spoken

TALKS = talk_file.load()
every_talk = pytest.mark.parametrize("one", TALKS.values(), ids=lambda one: one.id)


def shown(trail: str) -> Conversations:
    explorer = Conversations(predict=False, trail=trail)
    assert explorer.problem == ""
    return explorer


def test_samples_reach_every_reply_and_every_ending() -> None:
    trails = list(samples())
    assert len(trails) == len(set(trails)) < 500
    walked = [talk(TALKS[picked[0]], picked[1:]) for picked in map(steps, trails) if picked]
    assert {(here.conversation.id, said.turn.id, said.reply.id) for here in walked for said in here.said} == {
        (one.id, turn.id, reply) for one in TALKS.values() for turn in one.turns.values() for reply in turn.replies
    }
    assert {(here.conversation.id, here.ending.id) for here in walked if here.ending} == {
        (one.id, ending) for one in TALKS.values() for ending in one.endings
    }
    assert max(len(here.traps) for here in walked if here.ending) >= 5


def test_words_picture_and_rows_agree_in_every_state() -> None:
    for one in seen(Conversations):
        picked = steps(one.state["trail"])
        if not picked:
            assert all(talked.label in one.words and talked.label in spoken(one.picture) for talked in TALKS.values())
            continue
        here = talk(TALKS[picked[0]], picked[1:])
        assert "Fictional" in one.picture
        assert f"Trust {here.trust} of {max(LADDER)}, {LADDER[here.trust]}" in one.picture
        if not here.said:
            assert here.conversation.opening in one.words and here.conversation.opening in one.picture
            continue
        newest = here.said[-1]
        assert quoted(newest.reply.answer) in one.words and quoted(newest.reply.answer) in one.picture
        assert newest.reply.why in one.words and f"Trust {newest.moved} of {max(LADDER)}" in one.words
        assert f"({len(here.said)})" in one.words
        told = spoken(one.detail)
        for said in here.said:
            assert quoted(said.reply.text) in told and quoted(said.reply.answer) in told
            assert any(row.get("step") == said.reply.record["step"] for row in one.rows)
        assert (here.ending is not None) == ("The talk ends" in one.words) == ("The talk ends" in one.picture)


def test_what_the_other_words_do_is_one_press_away() -> None:
    for trail in ("grown;name", "dying;chair;more;seven"):
        explorer = shown(trail)
        *before, chosen = steps(trail)
        others = follows(tuple(before)).keys() - {chosen}
        assert len(others) == 2
        for other in others:
            other_trail = ";".join((*before, other))
            assert f'data-name="trail" data-value="{other_trail}"' in explorer.detail_html
            explorer.received("trail", other_trail)
            assert explorer.trail == other_trail and explorer.problem == ""
            explorer.received("trail", trail)


@every_talk
def test_replies_stand_in_the_order_of_their_words(one: Conversation) -> None:
    offered = list(follows((one.id,)).values())
    assert len(offered) == talk_file.REPLIES
    texts = [reply.text.casefold() for reply in talk(one, []).offered()]
    assert texts == sorted(texts)


def test_a_screen_reader_hears_the_verdict_with_the_next_question() -> None:
    assert asks(()) == "Choose a conversation"
    assert asks(("grown",)) == f"She says: {quoted(TALKS['grown'].opening)} What do you say?"
    assert asks(("grown", "name")).endswith("” ✓ NURSE: Naming. Trust rose from 2 to 3. What do you say next?")
    assert "◆ Trap: A feeling answered with facts. Trust fell from 2 to 1." in asks(("grown", "options"))
    assert "Go back a step" in asks(("grown", "options", "friday"))
    assert follows(("grown", "options", "friday")) == {}


def test_the_newest_words_are_read_before_the_replies() -> None:
    for trail in filter(None, samples()):
        here = talk(TALKS[steps(trail)[0]], steps(trail)[1:])
        newest = here.said[-1].reply.answer if here.said else here.conversation.opening
        assert asks(steps(trail)).startswith(f"{here.conversation.says}: {quoted(newest)}")
        assert len(newest) < 120, "short enough for a legend"


def test_an_ending_tells_what_to_write_and_what_to_say_next() -> None:
    explorer = shown("grown;name;mind;forget;blame;help;tonight")
    ending = TALKS["grown"].endings["held"]
    told = spoken(explorer.detail_html)
    assert all(note in told for note in ending.chart) and quoted(ending.words) in told
    assert "Where it went wrong" in told and "She asks if it is her fault: Blame." in told
    assert "1 of your 6 replies was a trap." in explorer.words_html
    assert "No trap was among your 5 replies." in shown("grown;name;mind;every;help;tonight").words_html
    assert "2 of your 2 replies were traps." in shown("grown;options;friday").words_html


def test_a_long_talk_shows_the_last_lines_and_says_where_the_others_are() -> None:
    going = shown("dying;chair;more;call;told")
    assert "3 earlier lines are in the list below" in going.picture_html
    assert TALKS["dying"].opening not in going.picture_html and TALKS["dying"].opening in spoken(going.detail_html)
    ended = shown("dying;chair;more;call;told;sicker;most;seven_am")
    assert "earlier lines" not in ended.picture_html and TALKS["dying"].opening in ended.picture_html


def test_what_the_nurse_does_stands_before_what_the_nurse_says() -> None:
    assert quoted("Say “please”.") == "“Say ‘please’.”"
    assert quoted("(You wait.)") == "(You wait.)"
    assert quoted("(You sit down.) I have time (now).") == "(You sit down.) “I have time (now).”"


def test_the_start_shows_every_step_and_every_trap_with_its_source() -> None:
    rows = shown("").rows()
    assert [one.caption for one in rows] == [
        "The conversations: all are fictional",
        "Steps of the frameworks",
        "Traps",
    ]
    assert {row["framework"] for row in rows[1].records} >= {"SPIKES", "NURSE", "Ask-tell-ask", "Teach-back"}


def test_a_trail_that_cannot_be_is_told_in_a_sentence() -> None:
    for trail in ("nobody", "grown;chair", "grown;name;name", "grown;options;friday;name"):
        with pytest.raises(ChoiceError, match="cannot come here"):
            Conversations.trail.validate(None, trail)
        assert "cannot come here" in Conversations(predict=False, trail=trail).problem
