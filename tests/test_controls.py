"""A choice knows its options, names the nearest one, and is a native control."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from traitlets import HasTraits

from helpers.controls import Choice, ChoiceError, Control, Search, Trail, further, steps

WAYS = {
    (): {"door": "Door", "window": "Window"},
    ("door",): {"hall": "Hall"},
    ("door", "hall"): {"garden": "Garden"},
}


class Holder(HasTraits):
    organ = Choice({"liver": "Liver", "lung": "Lung", "brain": "Brain"}, "Organ")
    listed = Choice({"a": "One", "b": "Two"}, "Listed", look="select", groups=lambda: {"b": "Second half"})
    stage = Choice({"1": "First", "2": "Second", "3": "Third"}, "Stage", look="steps", start="2")
    find = Search("Find", samples=("", "x"))
    share = Choice({"1": "1 in 100", "5": "5 in 100", "50": "half"}, "Share", look="slider")
    walk = Trail("Walk", lambda picked: WAYS.get(picked, {}), lambda: ("", "door"))


def control(name: str) -> Control:
    return vars(Holder)[name]


def test_a_choice_starts_with_its_first_option_or_the_one_named() -> None:
    assert [control(name).first() for name in ("organ", "listed", "stage")] == ["liver", "a", "2"]


@pytest.mark.parametrize("wrong", ["livr", "Liver", "LIVER"])
def test_a_near_miss_is_answered_with_the_right_value(wrong: str) -> None:
    with pytest.raises(ChoiceError, match=f"Organ: “{wrong}” is not one of the choices. Did you mean “liver”"):
        Holder().organ = wrong


def test_a_wild_guess_is_answered_with_all_choices() -> None:
    with pytest.raises(ChoiceError, match="Choose liver, lung or brain"):
        Holder().organ = "zzzzzzz"


@given(st.text() | st.integers() | st.none())
def test_only_options_get_in(value: object) -> None:
    holder = Holder(organ="lung")
    if value in ("liver", "lung", "brain"):
        return
    with pytest.raises(ChoiceError):
        holder.organ = value  # type: ignore[assignment]
    assert holder.organ == "lung"


def test_options_from_a_function_are_asked_for_when_needed() -> None:
    asked = []
    late = Choice(lambda: asked.append(1) or {"x": "X"}, "Late")
    assert asked == []
    assert late.first() == "x"
    assert asked == [1]


def test_radios_stand_in_a_named_group_and_one_is_checked() -> None:
    html = control("organ").render("lung")
    assert html.startswith('<fieldset class="mbc-control"><legend>Organ</legend>')
    assert html.count('type="radio" name="organ"') == 3
    assert html.count(" checked") == 1 and 'value="lung" data-name="organ" checked' in html


def test_a_drop_down_is_labeled_and_grouped() -> None:
    html = control("listed").render("b")
    assert html.startswith("<label")
    assert '<optgroup label="Second half"><option value="b" selected>Two</option></optgroup>' in html


@pytest.mark.parametrize(
    ("at", "back", "onward", "ended"),
    [("1", "1", "2", ["Back"]), ("2", "1", "3", []), ("3", "2", "3", ["Next"])],
)
def test_steps_move_by_one_and_stay_at_the_ends(at: str, back: str, onward: str, ended: list[str]) -> None:
    html = control("stage").render(at)
    assert f'data-value="{back}" data-key="Back"' in html
    assert f'data-value="{onward}" data-key="Next"' in html
    assert [word for word in ("Back", "Next") if f'data-key="{word}" aria-disabled="true"' in html] == ended


def test_a_search_shows_what_was_typed_as_text() -> None:
    assert 'value="&lt;b&gt;&quot;"' in vars(Holder)["find"].render('<b>"')


def test_a_search_is_cut_to_a_sane_length() -> None:
    holder = Holder()
    holder.find = "x" * 5000
    assert len(holder.find) == 100


def test_a_slider_moves_over_its_options_and_says_where_it_stands() -> None:
    html = control("share").render("5")
    assert 'type="range" min="0" max="2" value="1"' in html
    assert ">5 in 100</output>" in html and 'aria-valuetext="5 in 100"' in html
    assert 'data-options="[[&quot;1&quot;, &quot;1 in 100&quot;]' in html


class TestTrail:
    @pytest.mark.parametrize("trail", ["", "door", "door;hall", "door;hall;garden"])
    def test_a_way_that_exists_can_be_taken(self, trail: str) -> None:
        holder = Holder()
        holder.walk = trail
        assert holder.walk == trail

    @pytest.mark.parametrize(
        ("trail", "told"),
        [
            ("hall", "Walk: “hall” cannot come here. Choose door or window."),
            ("door;garden", "Walk: “garden” cannot come here. Choose hall."),
            ("window;door", "Walk: “door” cannot come here. Nothing can follow here."),
        ],
    )
    def test_a_way_that_does_not_exist_is_told_with_those_that_do(self, trail: str, told: str) -> None:
        with pytest.raises(ChoiceError, match=re.escape(told)):
            Holder().walk = trail

    def test_what_may_follow_stands_on_buttons_and_the_way_back_too(self) -> None:
        html = control("walk").render("door")
        assert '<button type="button" data-name="walk" data-value="door;hall" class="mbc-option">Hall</button>' in html
        assert 'data-value="" data-key="back"' in html and 'data-value="" data-key="again"' in html

    def test_at_the_start_there_is_no_way_back(self) -> None:
        assert "Back one step" not in control("walk").render("")

    def test_a_trail_taken_apart_and_put_together_is_the_same(self) -> None:
        assert further(steps("door;hall"), "garden") == "door;hall;garden"
