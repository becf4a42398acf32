"""Points: the three rules on worked examples, on the traps that others fell into, and on whatever can be picked."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.quiz import bank
from helpers.quiz.items import Given, Item
from helpers.quiz.scoring import (
    TooMany,
    in_order,
    most,
    plus_minus,
    plus_minus_parts,
    rationale,
    score,
    zero_one,
)
from tests.quiz.examples import example, examples, half, wrong

VECTORS = json.loads(Path(__file__).with_name("ngn_vectors.json").read_text(encoding="utf-8"))["vectors"]
every_example = pytest.mark.parametrize("item", examples(), ids=lambda item: item.id)


def points(rule: str, key: Any, response: Any, n: int = 0) -> list[int]:
    """Points and most of a worked example, by the rule it names."""
    match rule:
        case "zero_one":
            return [sum(zero_one([key[name]], [response[name]]) for name in key), len(key)]
        case "select_n":
            return [zero_one(key, response), n]
        case "bowtie":
            wings = [zero_one(key[name], response[name]) for name in ("actions", "parameters")]
            return [zero_one([key["condition"]], [response["condition"]]) + sum(wings), 5]
        case "plus_minus":
            return [plus_minus(key, response), len(key)]
        case "plus_minus_groups":
            return [plus_minus_parts(key, response), sum(map(len, key.values()))]
        case "dyad":
            return [rationale(key["x"] == response["x"], [key["y"] == response["y"]]), 1]
        case "triad":
            return [rationale(key["x"] == response["x"], [one in key["y"] for one in set(response["y"])]), 2]
        case "ordered":
            return [in_order(key, response), 1]
    raise AssertionError(rule)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_worked_examples_earn_the_points_they_should(vector: Mapping[str, Any]) -> None:
    earned = points(vector["rule"], vector["key"], vector["response"], vector.get("n", 0))
    assert earned == vector["expect"], vector["note"]


class TestTraps:
    def test_a_wrong_condition_does_not_cancel_the_wings_of_a_bow_tie(self) -> None:
        bow = example("bow")
        assert score(bow, {**bow.key, "condition": ("c2",)}).points == 4

    def test_the_order_inside_a_wing_is_free(self) -> None:
        assert score(example("bow"), {"action": ("a2", "a1")}).points == 2

    def test_a_wrong_pick_takes_a_whole_point(self) -> None:
        assert score(example("select_all"), {"pick": ("a", "b", "d", "e")}).points == 2

    def test_the_floor_holds_in_each_column_not_once_for_all(self) -> None:
        given = {"hot": ("r3", "r4"), "sweet": ("r1", "r3")}
        assert [part.points for part in score(example("columns"), given).parts] == [0, 2]

    def test_the_floor_holds_in_each_group(self) -> None:
        assert score(example("grouping"), {"hot": ("b",), "cold": ("a",)}).points == 1

    def test_so_many_never_takes_points_away(self) -> None:
        assert score(example("select_n"), {"pick": ("a", "b")}).points == 1

    def test_more_than_so_many_is_refused(self) -> None:
        with pytest.raises(TooMany, match="Choose 2"):
            score(example("select_n"), {"pick": ("a", "b", "c")})

    def test_choosing_everything_is_no_winning_move(self) -> None:
        assert score(example("select_all"), {"pick": ("a", "b", "c", "d", "e")}).points == 1

    @pytest.mark.parametrize("item", [example("triad"), example("placing_triad")], ids=lambda item: item.id)
    def test_without_the_conclusion_its_reasons_earn_nothing(self, item: Item) -> None:
        reasons = {part.id: item.key[part.id] for part in item.effects}
        assert score(item, {"cause": item.key["cause"]}).points == 0
        assert score(item, reasons).points == 0
        assert score(item, {**reasons, "cause": ("b",) if item.id == "triad" else ("t4",)}).points == 0
        assert score(item, {"cause": item.key["cause"], "effect_1": reasons["effect_1"]}).points == 1

    @pytest.mark.parametrize("item", [example("triad"), example("placing_triad")], ids=lambda item: item.id)
    def test_two_reasons_count_either_way_round_but_one_reason_only_once(self, item: Item) -> None:
        first, second = item.key["effect_1"], item.key["effect_2"]
        assert first != second
        assert score(item, {**item.key, "effect_1": second, "effect_2": first}).points == 2
        assert score(item, {**item.key, "effect_1": first, "effect_2": first}).points == 1

    def test_words_in_each_others_gaps_earn_nothing(self) -> None:
        assert score(example("placing"), {"lid": ("t2",), "pot": ("t1",)}).points == 0

    def test_highlights_in_a_table_have_one_floor(self) -> None:
        assert score(example("highlight_cells"), {"pick": ("t1", "t2")}).points == 0

    def test_an_order_is_right_or_not(self) -> None:
        ordered = example("ordered")
        assert score(ordered, {"order": ("a", "b", "d", "c")}).points == 0
        assert score(ordered, {"order": ("a", "b", "c")}).points == 0

    def test_an_answer_left_out_is_told_from_a_wrong_one(self) -> None:
        for item in examples():
            assert not score(item, {}).answered
            assert score(item, wrong(item)).answered

    @pytest.mark.parametrize("typed", ["4.5", "4,5", " 4.50 ", "4.5 dL", "4.45", "4.55"])
    def test_a_number_within_its_tolerance_is_right_however_it_is_typed(self, typed: str) -> None:
        assert score(example("sum"), {"number": (typed,)}).points == 1

    @pytest.mark.parametrize("typed", ["4.6", "45", "four", "", "4.5.1", "-4.5", "nan", "inf", "1e0", "4 5"])
    def test_any_other_number_or_text_is_not(self, typed: str) -> None:
        assert score(example("sum"), {"number": (typed,)}).points == 0


def test_thousands_may_have_commas() -> None:
    number = example("sum").number
    assert number and number.read("1,250") == 1250 and number.read("1,25") == 1.25 and number.read("−3") == -3


@every_example
def test_the_perfect_answer_earns_everything_and_none_earns_nothing(item: Item) -> None:
    assert score(item, item.key).perfect and score(item, item.key).points == most(item) > 0
    assert all(part.right for part in score(item, item.key).parts)
    assert score(item, {}).points == 0
    assert 0 <= score(item, half(item)).points <= most(item)


@st.composite
def answers(draw: st.DrawFn) -> tuple[Item, Given]:
    """Any answer that a learner can give to an item of the examples or of the bank."""
    every = [one for one in (*examples(), *bank.items().values()) if not one.number]
    item = draw(st.sampled_from(every))
    given = {}
    for part in item.parts:
        ids = [option.id for option in part.options]
        given[part.id] = tuple(draw(st.lists(st.sampled_from(ids), unique=True, max_size=part.most or len(ids))))
    return item, {name: picks for name, picks in given.items() if picks}


@given(answers())
def test_points_stay_between_nothing_and_the_most(pair: tuple[Item, Given]) -> None:
    item, given = pair
    earned = score(item, given)
    assert 0 <= earned.points <= earned.most == most(item)
    assert earned.points == sum(part.points for part in earned.parts)
    assert earned.perfect == all(part.right for part in earned.parts)


@given(answers(), st.data())
def test_a_wrong_pick_more_never_helps(pair: tuple[Item, Given], data: st.DataObject) -> None:
    item, given = pair
    part = data.draw(st.sampled_from(item.parts))
    before = given.get(part.id, ())
    others = [option.id for option in part.options if not option.correct and option.id not in before]
    room = not part.most or len(before) < part.most
    if others and room and item.kind != "ordered_response":
        more = {**given, part.id: (*before, data.draw(st.sampled_from(others)))}
        assert score(item, more).points <= score(item, given).points


@given(answers(), st.randoms())
def test_the_order_of_picks_does_not_matter_but_where_order_is_asked(pair: tuple[Item, Given], random: Any) -> None:
    item, given = pair
    if item.kind != "ordered_response":
        mixed = {name: tuple(random.sample(picks, len(picks))) for name, picks in reversed(given.items())}
        assert score(item, mixed) == score(item, given)


@given(answers())
def test_what_an_item_knows_of_an_answer_scores_the_same(pair: tuple[Item, Given]) -> None:
    item, given = pair
    noisy = {name: (*picks, "unknown") for name, picks in given.items()} | {"nowhere": ("x",)}
    assert score(item, item.picks(noisy)) == score(item, given)
