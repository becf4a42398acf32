"""One touch changes an answer: every move an item allows, and a sentence for every other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.quiz import moves
from helpers.quiz.items import Given
from helpers.quiz.scoring import score
from tests.quiz.examples import example, examples


def test_a_choice_replaces_the_one_before_and_may_be_taken_back() -> None:
    item = example("choice")
    chosen = moves.picked(item, moves.picked(item, {}, "pick", "a"), "pick", "b")
    assert chosen == {"pick": ("b",)} and moves.picked(item, chosen, "pick", "") == {}


def test_a_box_is_ticked_and_unticked_and_picks_keep_the_order_of_the_list() -> None:
    item = example("select_all")
    ticked = moves.toggled(item, moves.toggled(item, {}, "pick", "d"), "pick", "a")
    assert ticked == {"pick": ("a", "d")} and moves.toggled(item, ticked, "pick", "a") == {"pick": ("d",)}


def test_more_than_may_be_chosen_is_refused_in_words() -> None:
    item = example("select_n")
    with pytest.raises(moves.Full, match="2 are chosen already"):
        moves.toggled(item, {"pick": ("a", "b")}, "pick", "c")


def test_a_word_leaves_the_gap_where_it_was_and_pushes_out_the_one_before() -> None:
    item = example("placing")
    placed = moves.placed(item, {}, "lid", "t1")
    assert moves.placed(item, placed, "pot", "t1") == {"pot": ("t1",)}
    assert moves.placed(item, placed, "lid", "t3") == {"lid": ("t3",)}
    assert moves.placed(item, placed, "lid", "") == {}


def test_steps_are_added_moved_and_taken_out() -> None:
    item = example("ordered")
    order: Given = {}
    for move in ("add:b", "add:a", "add:d", "add:c", "up:a", "down:d", "up:a", "down:d"):
        order = moves.ordered(item, order, move)
    assert order == {"order": ("a", "b", "c", "d")} and score(item, order).perfect
    assert moves.ordered(item, order, "out:b") == {"order": ("a", "c", "d")}


@pytest.mark.parametrize("move", ["add:z", "up:a", "out:a", "fly:a", "", "add"])
def test_a_move_that_does_not_exist_is_refused_in_words(move: str) -> None:
    with pytest.raises(moves.NoSuchMove, match=r"\.$"):
        moves.ordered(example("ordered"), {}, move)


@pytest.mark.parametrize(("part", "value"), [("pick", "z"), ("nowhere", "a")])
def test_an_answer_or_part_that_does_not_exist_is_refused_in_words(part: str, value: str) -> None:
    for move in (moves.picked, moves.toggled):
        with pytest.raises(moves.NoSuchMove, match=r"\.$"):
            move(example("select_all"), {}, part, value)


def test_what_is_typed_is_kept_as_it_was_typed_without_what_no_file_can_hold() -> None:
    item = example("sum")
    assert moves.picked(item, {}, "number", " 4,5\x00 dL ") == {"number": ("4,5 dL",)}
    assert moves.picked(item, {}, "number", "  ") == {}


@given(st.data())
def test_no_row_of_touches_leads_to_an_answer_the_item_does_not_know(data: st.DataObject) -> None:
    item = data.draw(st.sampled_from([one for one in examples() if not one.number and one.kind != "ordered_response"]))
    answer: Given = {}
    for _ in range(data.draw(st.integers(0, 8))):
        part = data.draw(st.sampled_from(item.parts))
        option = data.draw(st.sampled_from(part.options)).id
        move = moves.placed if item.kind.startswith("dragdrop") else moves.picked if part.most == 1 else moves.toggled
        try:
            answer = move(item, answer, part.id, option)
        except moves.Full:
            assert part.most
        assert item.picks(answer) == answer
