"""What a learner sees of an answer: every sign and every word agrees with the points."""

import re

import pytest

from helpers.quiz import feedback, sheet
from helpers.quiz.items import Given, Item, Part
from helpers.quiz.scoring import matched, score
from helpers.quiz.sheet import Shown
from tests.quiz.examples import example, examples, ways
from tests.seen import spoken, tree

LISTS = [item for item in examples() if item.kind.startswith(("multiple", "bowtie", "highlight"))]
GAPS = [item for item in examples() if item.kind.startswith(("dropdown", "dragdrop"))]
WAYS = pytest.mark.parametrize("way", ["right", "wrong", "half", "empty"])


def form(item: Item, given: Given, *, revealed: bool = True) -> str:
    return str(sheet.form(Shown(item, given, revealed)))


def sign_of(part: Part, option_id: str, given: Given) -> str:
    chosen, right = option_id in given.get(part.id, ()), option_id in part.keys
    return {(True, True): "✓ right", (True, False): "✗ not this one", (False, True): "○ right, not chosen"}.get(
        (chosen, right), ""
    )


@WAYS
@pytest.mark.parametrize("item", LISTS, ids=lambda item: item.id)
def test_each_option_carries_the_sign_it_earned(item: Item, way: str) -> None:
    given = ways(item)[way]
    labels = [label for label in tree(form(item, given)).iter("label") if label.find("input") is not None]
    options = [(part, option) for part in item.parts for option in part.options]
    assert len(labels) == len(options)
    for label, (part, option) in zip(labels, options, strict=True):
        words = "".join(label.itertext())
        assert option.text in words and words.removeprefix(option.text).strip() == sign_of(part, option.id, given)


@WAYS
@pytest.mark.parametrize("item", GAPS, ids=lambda item: item.id)
def test_each_gap_says_whether_it_is_right(item: Item, way: str) -> None:
    given = ways(item)[way]
    rights = (
        matched(item.parts[:1], given) + matched(item.effects, given)
        if item.effects
        else [matched([part], given)[0] for part in item.parts]
    )
    told = spoken(form(item, given))
    assert told.count("✓ right") == sum(rights)
    picked = sum(bool(given.get(part.id)) for part in item.parts)
    assert told.count("✗ here: ") == picked - sum(rights)
    assert told.count("○ not answered: ") == len(item.parts) - picked


@WAYS
def test_each_box_of_a_matrix_carries_its_sign(way: str) -> None:
    for item in (example("rows"), example("columns")):
        given = ways(item)[way]
        boxes = {box.get("aria-label"): box for box in tree(form(item, given)).iter("input")}
        signs = [name.rsplit(", ", 1)[1] for name in boxes if name and ", " in name]
        hits = sum(len(set(given.get(part.id, ())) & set(part.keys)) for part in item.parts)
        misses = sum(len(set(given.get(part.id, ())) - set(part.keys)) for part in item.parts)
        assert signs.count("right") == hits and signs.count("not this one") == misses


def test_an_order_says_of_each_step_where_it_stood() -> None:
    told = spoken(form(example("ordered"), {"order": ("b", "a", "c")}))
    assert told.count("✓ you had it here") == 1 and "you had it as number 2" in told and "not placed" in told


@pytest.mark.parametrize("item", examples(), ids=lambda item: item.id)
def test_before_it_is_revealed_a_form_gives_nothing_away(item: Item) -> None:
    told = form(item, item.key, revealed=False)
    assert not re.search("[✓✗○]", told) and "mbc-is-" not in told


@WAYS
@pytest.mark.parametrize("item", [item for item in examples() if not item.number], ids=lambda item: item.id)
def test_the_reasons_sign_what_was_picked_as_the_points_do(item: Item, way: str) -> None:
    given = ways(item)[way]
    told, earned = spoken(feedback.reasons(item, given)), score(item, given)
    if item.kind in ("multiple_choice", "dropdown_cloze", "dropdown_table", "bowtie", "matrix_multiple_choice"):
        assert told.count("✓ ") == earned.points
    if earned.perfect and item.kind != "ordered_response":
        assert "✗" not in told and "✓" in told
    if way == "wrong" and item.kind != "ordered_response":
        assert "✗" in told and "✓" not in told


@WAYS
@pytest.mark.parametrize("item", examples(), ids=lambda item: item.id)
def test_the_verdict_says_the_points_the_rule_and_each_part(item: Item, way: str) -> None:
    given = ways(item)[way]
    earned = score(item, given)
    told = spoken(feedback.verdict(item, given, earned))
    if way == "empty":
        assert told.startswith("Not answered.")
    else:
        sign = "✓ Right." if earned.perfect else "◐ Partly right." if earned.points else "✗ Not"
        assert told.startswith(sign) and f"{earned.points} of {earned.most} point" in told
    if len(earned.parts) > 1:
        assert all(f"{part.label}: " in told for part in earned.parts)
    assert "scoring" in told.lower()


def test_a_known_slip_is_named_and_a_right_number_never_is() -> None:
    item = example("sum")
    assert "That is the number of cups." in spoken(feedback.reasons(item, {"number": ("3",)}))
    assert "What may have happened" not in feedback.reasons(item, {"number": ("4.5",)})
    assert "could not be read as a number" in feedback.reasons(item, {"number": ("many",)})


def test_choosing_everything_is_advised_against() -> None:
    item = example("select_all")
    given = {"pick": tuple(option.id for option in item.parts[0].options)}
    assert "Choosing everything earns little" in feedback.verdict(item, given, score(item, given))


def test_exhibits_and_charts_stand_with_the_question() -> None:
    item = example("over_time")
    assert "The pot over an hour" in form(item, {}) and "Reference range" in form(item, {})
    assert "The pot stands on the table." in sheet.chart(item.chart)
    assert "New" in spoken(sheet.chart(item.chart, newest=1)) and "New" not in spoken(sheet.chart(item.chart))


def test_what_a_teacher_wrote_is_escaped() -> None:
    assert "The &lt;b&gt;blue&lt;/b&gt; cup" in form(example("choice"), {})
    assert "chipped" in feedback.reasons(example("choice"), {}) and "&amp;" in feedback.reasons(example("choice"), {})
