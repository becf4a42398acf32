"""One state, three renderings; errors in words; a still picture where no kernel runs."""

import json
import logging
from typing import Any

import pytest
import traitlets
from ipywidgets import HBox, VBox

from helpers import questions, surface
from helpers.controls import Choice
from helpers.drawing import charts
from helpers.explorer import Explorer
from helpers.frame import STATUS, Rows
from helpers.markup import Safe, el
from helpers.questions import Option, Question
from helpers.schema import DataError


class Fruit(Explorer):
    """A toy: one choice, and one state that breaks."""

    title = "Fruit"
    question = "Which fruit?"
    takeaway = "Eat some."

    kind = Choice({"apple": "Apple", "pear": "Pear", "rotten": "Rotten"}, "Kind")
    size = Choice({"s": "Small", "l": "Large"}, "Size", look="select")

    def picture(self) -> Safe:
        if self.kind == "rotten":
            raise RuntimeError("worm")
        return el("svg", el("circle", r=5 if self.size == "s" else 9), viewbox="0 0 20 20")

    def words(self) -> str:
        return self.say(f"A {self.size} {self.kind}", f"Malus {self.kind} <{self.size}>")

    def rows(self) -> list[Rows]:
        row = {"k": self.kind, "n": 1.0, "source_id": "NICE_CG75", "checked": "yes"}
        return [Rows("Fruit shown", {"k": "Kind", "n": "Number"}, [row])]


class Asked(Fruit):
    """A toy with a prediction."""

    prediction_id = "toy"


class Charted(Fruit):
    """A toy whose picture is a chart."""

    def picture(self) -> charts.Chart:
        return charts.BarPanels([charts.Panel("Fruit", [charts.Bar("a", 3.0), charts.Bar("b", 7.5)])], unit="%")


@pytest.fixture
def toy_question(monkeypatch: pytest.MonkeyPatch) -> None:
    options = (Option("Apple", True, "It is round"), Option("Brick", False, "It is hard."))
    asked = {"toy": Question("toy", "What is a fruit?", options, "NICE_CG75")}
    monkeypatch.setattr(questions, "load", lambda _name: asked)


def say(explorer: Explorer, **message: Any) -> None:
    """What the page sends when a learner does something."""
    explorer._handle_custom_msg(message, [])


def test_the_three_renderings_follow_one_choice() -> None:
    fruit = Fruit()
    say(fruit, name="size", value="l")
    assert 'r="9"' in fruit.picture_html
    assert fruit.words_html == "<p>A l apple</p>"
    assert "Fruit shown" in fruit.table_html
    assert '<option value="l" selected>' in fruit.controls_html


def test_words_are_escaped() -> None:
    assert "&lt;s&gt;" in Fruit(language="clinical").words_html


def test_states_are_all_combinations() -> None:
    states = list(Fruit.states())
    assert len(states) == 3 * 2 * 2
    assert states[0] == {"kind": "apple", "size": "s", "language": "plain"}
    assert len({tuple(state.values()) for state in states}) == 12


def test_choices_can_be_set_at_the_start_and_from_python() -> None:
    fruit = Fruit(kind="pear")
    assert "pear" in fruit.words_html
    fruit.kind = "apple"
    assert "apple" in fruit.words_html
    assert fruit.state == {"kind": "apple", "size": "s", "language": "plain"}


def test_a_choice_that_does_not_matter_is_not_shown_but_kept() -> None:
    class Sized(Fruit):
        """A toy whose size matters for apples only."""

        def shown_controls(self) -> list[str]:
            return [name for name in self.controls() if name != "size" or self.kind == "apple"]

    fruit = Sized(size="l")
    assert "Size" in fruit.controls_html
    say(fruit, name="kind", value="pear")
    assert "Size" not in fruit.controls_html and "Kind" in fruit.controls_html and fruit.size == "l"
    say(fruit, name="kind", value="apple")
    assert '<option value="l" selected>' in fruit.controls_html


def test_two_explorers_can_be_linked_and_laid_out_as_widgets() -> None:
    one, other = Fruit(), Fruit()
    traitlets.link((one, "kind"), (other, "kind"))
    VBox([HBox([one, other])])
    say(one, name="kind", value="pear")
    assert "pear" in other.words_html


def test_a_wrong_choice_is_answered_in_the_frame_and_changes_nothing() -> None:
    fruit = Fruit(kind="paer")
    assert "Did you mean “pear”?" in fruit.head_html and 'role="alert"' in fruit.head_html
    assert fruit.kind == "apple" and "apple" in fruit.words_html


def test_a_choice_that_is_not_there_is_answered_in_the_frame() -> None:
    assert (
        "There is no choice called “color” here. The choices are kind, size and language."
        in Fruit(color="red").head_html
    )


def test_an_error_is_told_in_words_and_logged_and_what_was_seen_stays(caplog: pytest.LogCaptureFixture) -> None:
    fruit = Fruit()
    before = fruit.picture_html
    with caplog.at_level(logging.ERROR, logger="helpers.explorer"):
        say(fruit, name="kind", value="rotten")
    assert "could not be shown (RuntimeError: worm). What you saw before stays." in fruit.head_html
    assert fruit.picture_html == before
    assert "RuntimeError" in caplog.text
    say(fruit, name="kind", value="pear")
    assert "alert" not in fruit.head_html and "pear" in fruit.words_html


def test_an_error_prints_no_traceback_in_class(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("helpers.explorer").propagate = False
    try:
        Fruit(kind="rotten")
    finally:
        logging.getLogger("helpers.explorer").propagate = True
    assert capsys.readouterr() == ("", "")


def test_broken_data_breaks_one_explorer_and_says_so() -> None:
    class Broken(Fruit):
        late = Choice(lambda: (_ for _ in ()).throw(DataError("sites.csv", 3, "route", "blod", "it must be …")), "Late")

    assert "sites.csv, row 3, column route" in Broken().head_html
    assert Fruit().problem == ""


@pytest.mark.parametrize(
    "message", [{}, {"name": 5, "value": "x"}, {"name": "kind"}, {"name": "kind", "value": ["pear"]}]
)
def test_a_message_of_another_shape_is_ignored(message: dict[str, Any]) -> None:
    fruit = Fruit()
    before = fruit.words_html
    say(fruit, **message)
    assert fruit.words_html == before and fruit.problem == ""


def test_every_message_is_answered_so_that_the_page_knows_the_kernel_lives() -> None:
    fruit = Fruit()
    say(fruit, name="kind", value="apple")
    say(fruit, name="kind", value="apple")
    assert fruit.turn == 2


@pytest.mark.usefixtures("toy_question")
class TestPrediction:
    def test_nothing_shows_before_the_prediction(self) -> None:
        fruit = Asked()
        assert "What is a fruit?" in fruit.predict_html
        assert not any(
            [fruit.picture_html, fruit.words_html, fruit.table_html, fruit.controls_html, fruit.takeaway_html]
        )

    @pytest.mark.parametrize(
        ("answer", "told"), [("0", "✓ Right. "), ("1", "✗ Not this one. "), ("skip", "What is a fruit?")]
    )
    def test_any_answer_reveals_with_its_reason(self, answer: str, told: str) -> None:
        fruit = Asked()
        say(fruit, name="prediction", value=answer)
        assert told in fruit.predict_html and "Apple" in fruit.predict_html and "It is round" in fruit.predict_html
        assert fruit.picture_html and fruit.words_html

    def test_it_can_be_asked_again(self) -> None:
        fruit = Asked()
        say(fruit, name="prediction", value="1")
        say(fruit, name="prediction", value="")
        assert fruit.picture_html == "" and "mbc-options" in fruit.predict_html

    def test_an_answer_that_is_not_there_shows_an_error_and_asks_on(self) -> None:
        fruit = Asked()
        say(fruit, name="prediction", value="7")
        assert "alert" in fruit.head_html and fruit.picture_html == ""

    def test_a_teacher_can_do_without(self) -> None:
        assert Asked(predict=False).picture_html


def test_a_chart_brings_plotly_once_for_all() -> None:
    one, other = Charted(), Charted()
    assert one.library is other.library is surface.plotly_library()
    assert json.loads(one.figure)["data"][0]["x"] == [3.0, 7.5]
    assert 'role="img"' in one.picture_html and "aria-label" in one.picture_html


def test_without_a_chart_plotly_is_not_sent() -> None:
    assert Fruit().library is None


def test_the_still_picture_holds_what_a_reader_needs_and_no_controls() -> None:
    still = Fruit(kind="pear").still()
    assert "<svg" in still and "pear" in still and "Fruit shown" in still and STATUS in still
    assert "<form" not in still and "data-save" not in still


def test_the_still_picture_of_a_chart_is_drawn_without_plotly() -> None:
    still = Charted().still()
    assert "<svg" in still and "7.5%" in still and "data-chart" not in still


def test_a_saved_notebook_shows_the_still_picture_and_plain_words() -> None:
    data, _ = Fruit()._repr_mimebundle_()
    assert data["text/plain"] == "Fruit: Which fruit?"
    assert "<svg" in data["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in data


def test_a_still_picture_that_fails_takes_nothing_else_with_it() -> None:
    fruit = Fruit()
    fruit.kind = "rotten"
    data, _ = fruit._repr_mimebundle_()
    assert "text/html" not in data and "application/vnd.jupyter.widget-view+json" in data


def test_files_are_named_after_the_explorer() -> None:
    assert Fruit.file_name() == "fruit"
    assert type("RouteNetwork", (Fruit,), {}).file_name() == "route-network"
