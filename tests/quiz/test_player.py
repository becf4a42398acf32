"""The player: every item in every mode, answered right, wrong, half and not at all, by the touches of its controls."""

import re
import shutil
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from helpers import quiz, tables
from helpers.explorer import Explorer
from helpers.quiz import PostTest, PreTest, Questions, UnfoldingCase, bank, keeping
from helpers.quiz.items import Given, Item
from helpers.quiz.player import MODES, Player
from helpers.quiz.scoring import RULES, most, score
from tests.quiz.examples import examples, ways
from tests.seen import spoken, tree

ITEMS = list(bank.items().values())
ALONE = [item for item in ITEMS if not (item.case or item.form)]
WAYS = ("right", "wrong", "half", "empty")


class Examples(Player):
    """The examples of every type, to play."""

    def items(self) -> tuple[Item, ...]:
        return examples()


def touches(item: Item, given: Given) -> Iterator[tuple[str, str]]:
    """What a learner touches to give an answer."""
    for part, picks in given.items():
        for pick in picks:
            if item.kind == "ordered_response":
                yield "order", f"add:{pick}"
            elif item.kind.startswith("dragdrop"):
                yield "hold", pick
                yield "place", part
            elif item.number or item.part[part].most == 1:
                yield f"pick.{part}", pick
            else:
                yield f"toggle.{part}", pick


def played(player: Player, item: Item, given: Given) -> Player:
    """The player after the item was answered by touch, not yet checked."""
    player.received("number", str(player.items().index(item) + 1))
    for name, value in touches(item, given):
        player.received(name, value)
    assert player.problem == "" and player.notice == "", (player.problem, player.notice)
    return player


def hand_in(player: Player) -> None:
    """Hand in a test, also with questions left out: that is asked first."""
    player.received("finish", "yes")
    if not player.finished:
        assert "not answered" in player.notice
        player.received("finish", "yes")


def player_of(item: Item) -> Player:
    """The frame that shows an item in a notebook."""
    if item.case:
        case = UnfoldingCase(case=item.case)
        case.checked = {one.id for one in case.items()[: case.items().index(item)]}
        return case
    if item.form:
        return PreTest() if item.form == "pre" else PostTest()
    return Questions(section=item.section)


def well_formed(player: Player) -> None:
    for name in ("picture", "words", "detail", "takeaway", "table", "sources"):
        tree(getattr(player, f"{name}_html"))


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_item_can_be_played_in_every_mode_however_it_is_answered(item: Item) -> None:
    for mode in MODES:
        for way, given in ways(item).items():
            keeping.keeper.cache_clear()
            player = player_of(item)
            player.received("mode", mode)
            if item.case:
                player.checked = {one.id for one in player.items()[: player.items().index(item)]}
            played(player, item, given)
            assert player.answer(item) == item.picks(given), way
            hidden = [option.reason for part in item.parts for option in part.options]
            assert not any(escape(reason) in player.detail_html for reason in hidden), "a reason stands there too early"
            if mode == "test":
                hand_in(player)
            else:
                player.received("check", "yes")
            well_formed(player)
            assert player.revealed and player.problem == ""
            told = spoken(player.detail_html)
            assert all(reason in told for reason in hidden), (way, mode)
            assert item.why in spoken(player.takeaway_html)
            if mode != "class":
                assert (
                    f"{score(item, given).points} of {most(item)} point" in spoken(player.words_html) or way == "empty"
                )
                assert RULES[item.rule].name in spoken(player.words_html)


@pytest.mark.parametrize("item", examples(), ids=lambda item: item.id)
class TestEveryType:
    def test_every_control_has_a_name_and_radios_of_a_part_are_one_group(self, item: Item) -> None:
        player = Examples()
        player.received("number", str(examples().index(item) + 1))
        form = tree(player.picture_html)
        labeled = {box for label in form.iter("label") for box in label.iter("input")}
        for box in form.iter("input"):
            assert box in labeled or box.get("aria-label")
        for chosen in form.iter("select"):
            assert chosen.get("aria-label")
        for button in form.iter("button"):
            assert "".join(button.itertext()).strip() or button.get("aria-label")
        radios = {box.get("name") for box in form.iter("input") if box.get("type") == "radio"}
        assert all(radios)

    def test_what_was_right_is_told_in_words_not_only_in_color(self, item: Item) -> None:
        player = played(Examples(), item, ways(item)["wrong"])
        player.received("check", "yes")
        told = spoken(player.words_html + player.detail_html)
        assert "✗" in told and re.search(r"not this one|not right|not yet|step by step", told, re.IGNORECASE)

    def test_an_answer_that_is_shown_cannot_be_changed_but_tried_again(self, item: Item) -> None:
        player = played(Examples(), item, ways(item)["half"])
        player.received("check", "yes")
        before = player.answer(item)
        for name, value in touches(item, ways(item)["wrong"]):
            player.received(name, value)
        assert player.answer(item) == before
        player.received("again", "yes")
        assert not player.revealed and player.answer(item) == before

    def test_what_a_teacher_wrote_is_shown_escaped(self, item: Item) -> None:
        player = Examples()
        player.received("number", str(examples().index(item) + 1))
        assert "<b>blue" not in player.picture_html


class TestModes:
    def test_practice_tells_at_once_and_adds_up(self) -> None:
        player = played(Examples(), examples()[0], {"pick": ("b",)})
        player.received("check", "yes")
        assert "✓ Right. 1 of 1 point." in spoken(player.words_html)
        assert "1 of 19 checked, 1 of 1 point so far" in spoken(player.words_html)

    def test_a_test_tells_nothing_until_it_is_handed_in(self) -> None:
        player = Examples(mode="test")
        played(player, examples()[0], {"pick": ("a",)})
        assert "cold" not in player.detail_html and "Right" not in player.words_html
        assert "1 of 19 answered" in player.words_html
        player.received("finish", "yes")
        assert not player.finished and "Questions 2, 3" in player.words_html
        player.received("finish", "yes")
        assert "✗ Not this one. 0 of 1 point." in spoken(player.words_html)
        player.received("number", "2")
        assert "Not answered." in spoken(player.words_html)

    def test_a_test_can_be_taken_again_from_the_beginning(self) -> None:
        player = played(Examples(mode="test"), examples()[0], {"pick": ("a",)})
        hand_in(player)
        player.received("restart", "yes")
        assert player.given == {} and player.number == "1" and not player.revealed

    def test_class_keeps_no_scores_and_shows_and_hides_the_answer(self) -> None:
        player = played(Examples(mode="class"), examples()[0], {"pick": ("b",)})
        assert "mbc-big" in player.picture_html
        player.received("reveal", "yes")
        assert "The answer is shown." in player.words_html and "1 of 1 point" not in player.words_html
        player.received("reveal", "yes")
        assert "The answer is shown." not in player.words_html
        assert keeping.keeper().answer(examples()[0].id) is None

    def test_going_to_the_class_mode_and_back_brings_own_answers_back(self) -> None:
        player = played(Examples(), examples()[0], {"pick": ("b",)})
        player.received("check", "yes")
        player.received("mode", "class")
        assert player.answer(examples()[0]) == {}
        player.received("mode", "practice")
        assert player.answer(examples()[0]) == {"pick": ("b",)} and player.revealed


class TestMistakes:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("pick.nowhere", "a"),
            ("pick.pick", "z"),
            ("hold", "z"),
            ("order", "fly:a"),
            ("sure", "9"),
            ("toggle.pick", "?"),
        ],
    )
    def test_a_touch_that_does_not_exist_is_answered_in_words(self, name: str, value: str) -> None:
        player = Examples()
        player.received(name, value)
        assert player.notice and player.notice in spoken(player.words_html) and player.given == {}

    @pytest.mark.parametrize(("name", "value"), [("number", "99"), ("number", "x"), ("mode", "exam"), ("what", "x")])
    def test_a_choice_that_does_not_exist_is_named(self, name: str, value: str) -> None:
        player = Examples()
        player.received(name, value)
        assert player.problem and player.picture_html

    def test_a_section_that_does_not_exist_is_answered_with_the_nearest(self) -> None:
        assert (
            "spread_body" in Questions(section="spread_bodi").problem
            or "The body map" in Questions(section="spread_bodi").problem
        )

    def test_a_case_is_not_handed_in_empty_by_a_slip(self) -> None:
        case = UnfoldingCase(case="hypercalcemia", mode="test")
        first = case.items()[0].id
        case.received("submit", first)
        assert case.number == "1" and "not answered" in case.words_html
        case.received("submit", first)
        assert case.number == "2"

    def test_a_word_is_asked_for_before_a_gap(self) -> None:
        item = next(one for one in examples() if one.id == "placing")
        player = Examples(number=str(examples().index(item) + 1))
        player.received("place", "lid")
        assert "Choose a word first" in player.words_html

    def test_what_is_no_number_is_said_and_kept(self) -> None:
        item = next(one for one in examples() if one.number)
        player = Examples(number=str(examples().index(item) + 1))
        player.received("pick.number", "abc")
        assert "“abc” is not a number" in player.words_html and player.answer(item) == {"number": ("abc",)}

    def test_one_more_than_may_be_chosen_is_told(self) -> None:
        item = next(one for one in examples() if one.id == "select_n")
        player = played(Examples(), item, {"pick": ("a", "b")})
        player.received("toggle.pick", "c")
        assert "Take one away first" in player.words_html and player.answer(item) == {"pick": ("a", "b")}


def test_a_class_that_did_not_pick_sees_the_key() -> None:
    player = Examples(mode="class")
    player.received("reveal", "yes")
    assert "✓ right" in player.picture_html and "not chosen" not in player.picture_html + player.detail_html


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of data without questions."""
    shutil.copytree(tables.folder(), tmp_path / "data")
    for path in (tmp_path / "data/questions").glob("*/*.toml"):
        path.unlink()
    monkeypatch.setenv("MBC_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.mark.parametrize("kind", quiz.ALL, ids=lambda kind: kind.__name__)
def test_a_broken_question_is_said_in_the_frame_and_nowhere_else(kind: type[Explorer], bare: Path) -> None:
    (bare / "questions/bank/x.toml").write_text('[[item]]\nid = "broken"', encoding="utf-8")
    assert re.search("item broken|nothing to choose from", kind().problem)


@pytest.mark.parametrize("kind", quiz.ALL, ids=lambda kind: kind.__name__)
def test_a_bank_without_questions_is_said_and_raises_nothing(kind: type[Explorer], bare: Path) -> None:
    empty = kind()
    assert empty.problem or "0 of 0" in empty.words_html or "Nothing to take out" in empty.words_html
    assert "StopIteration" not in empty.problem and "IndexError" not in empty.problem


class TestCase:
    def test_questions_open_one_after_the_other(self) -> None:
        case = UnfoldingCase(case="hypercalcemia")
        case.received("number", "2")
        assert case.number == "1" and "opens when" in case.words_html
        case.received("check", "yes")
        case.received("number", "2")
        assert case.number == "2"

    @pytest.mark.parametrize("told", bank.cases().values(), ids=lambda case: case.id)
    def test_the_chart_shows_what_is_known_by_then_and_no_more(self, told: bank.Case) -> None:
        case = UnfoldingCase(case=told.id)
        for number in range(1, 7):
            case.received("number", str(number))
            seen = spoken(case.picture_html)
            for entry in told.entries:
                words = " ".join(entry.text.splitlines()[0].split()) if entry.text else entry.cells[0][0]
                assert (words in " ".join(seen.split())) or entry.since > number, (number, entry)
            later = [entry for entry in told.entries if entry.since > number and entry.text]
            assert not [entry for entry in later if entry.text.splitlines()[0] in seen]
            case.received("check", "yes")
        assert "The case is done" in case.words_html
        assert all(asked in spoken(case.words_html) for asked in told.debrief)

    def test_each_tab_shows_its_own_entries(self) -> None:
        case = UnfoldingCase(case="hypercalcemia")
        for tab in {entry.tab for entry in bank.case("hypercalcemia").chart(1)}:
            case.received("tab", tab)
            headings = re.findall(r'mbc-entry"[^>]*><h4>([^<]+?),? ?[^,<]*<', case.picture_html)
            assert headings and case.problem == ""

    def test_in_a_test_a_question_handed_in_cannot_be_changed(self) -> None:
        case = UnfoldingCase(case="hypercalcemia", mode="test")
        first = case.items()[0]
        for name, value in touches(first, first.key):
            case.received(name, value)
        case.received("submit", first.id)
        case.received("submit", first.id)  # a double click
        assert case.number == "2"
        case.received("number", "1")
        option = first.parts[0].options[0].id
        case.received(f"toggle.{first.parts[0].id}", option)
        assert case.answer(first) == first.key and "cannot be changed" in case.words_html

    def test_the_last_question_of_a_test_brings_the_feedback_of_all(self) -> None:
        case = UnfoldingCase(case="hypercalcemia", mode="test")
        for item in case.items():
            assert "✓" not in spoken(case.words_html)
            for name, value in touches(item, item.key):
                case.received(name, value)
            case.received("submit", item.id)
        total = sum(most(item) for item in case.items())
        assert f"The case is done: {total} of {total} points." in spoken(case.words_html)


class TestForms:
    def test_how_sure_the_learner_was_is_asked_and_told_back(self) -> None:
        form = PreTest()
        for number, item in enumerate(form.items(), 1):
            form.received("number", str(number))
            given = item.key if number <= 5 else {}
            for name, value in touches(item, given):
                form.received(name, value)
            form.received("sure", "5" if number <= 6 else "2")
        hand_in(form)
        told = spoken(form.words_html)
        assert "You were sure of 6, and 5 of these were right." in told and "Sure and wrong" in told
        assert "You were not sure of 4, and 0 of these were right." in told
        assert "For what was missed, read:" in told

    def test_a_form_handed_in_is_still_handed_in_after_a_restart(self) -> None:
        form = PreTest()
        form.received("keep", "")
        hand_in(form)
        keeping.keeper.cache_clear()
        again = PreTest()
        assert again.revealed and "For what was missed, read:" in again.words_html
        again.received("restart", "yes")
        assert not again.revealed and again.given == {}

    def test_the_gain_is_told_when_both_are_done_and_counts_the_first_try(self) -> None:
        for kind, right in ((PreTest, 2), (PreTest, 9), (PostTest, 10)):
            form = kind()
            form.received("restart", "yes")
            for number, item in enumerate(form.items(), 1):
                form.received("number", str(number))
                for name, value in touches(item, item.key if number <= right else {}):
                    form.received(name, value)
            hand_in(form)
        first = sum(most(item) for item in PreTest().items()[:2])
        every = sum(most(item) for item in PreTest().items())
        assert f"Pre-test {first} of {every}, post-test {every} of {every}: {every - first} points more." in spoken(
            form.words_html
        )
