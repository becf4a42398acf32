"""Taking questions out from a notebook: what is chosen is what is in the file, and the report says what fits."""

import base64
import io
import re
from zipfile import ZipFile

import pytest

from helpers.quiz import TakeOut, bank
from helpers.quiz.export import FORMATS, chosen, exported, packed
from helpers.quiz.export.contract import FIDELITY
from helpers.schema import DataError
from tests.seen import spoken, tree


def test_every_state_renders() -> None:
    out = TakeOut(predict=False)
    for state in TakeOut.states():
        for name, value in state.items():
            setattr(out, name, value)
        tree(out.picture_html + out.words_html + out.table_html)
        assert out.problem == "" and spoken(out.words_html), state


@pytest.mark.parametrize("form", FORMATS)
def test_the_file_holds_what_the_words_say(form: str) -> None:
    out = TakeOut(form=form, case="hypercalcemia")
    assert "6 questions for" in out.words_html and "data:" not in out.picture_html
    out.received("make", "yes")
    coded = re.search(r'base64,([^"]+)"', out.picture_html)
    assert coded
    with ZipFile(io.BytesIO(base64.b64decode(coded[1]))) as archive:
        assert "report.csv" in archive.namelist() and len(archive.namelist()) >= 2
        lines = archive.read("report.csv").decode("utf-8-sig").splitlines()
    assert len(lines) >= 7 and all(item.id in "".join(lines) for item in bank.case("hypercalcemia").items)
    out.received("form", next(other for other in FORMATS if other != form))
    assert "data:" not in out.picture_html


@pytest.mark.parametrize("form", FORMATS)
def test_every_question_of_the_bank_is_in_the_report_once_and_in_order(form: str) -> None:
    bundle = chosen()
    report = exported(bundle, form).report
    assert [fit.item_id for fit in report] == [item.id for item in bundle.items]
    assert all(fit.fidelity in FIDELITY and (fit.fidelity == "exact" or fit.note) for fit in report)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_questions_give_the_same_bytes(form: str) -> None:
    bundle = chosen(case="goals_of_care")
    assert packed(exported(bundle, form), form) == packed(exported(bundle, form), form)


def test_a_selection_holds_what_it_says_and_no_more() -> None:
    assert len(chosen().items) == len(bank.items())
    assert {bank.notebook_of(one) for one in chosen(notebook="02_how_it_spreads").items} == {"02_how_it_spreads"}
    assert {one.objective for one in chosen(objective="act_first").items} == {"act_first"}
    assert chosen(case="hypercalcemia").items == bank.case("hypercalcemia").items
    assert set(chosen().cases) == set(bank.cases())


def test_nothing_at_once_is_said() -> None:
    out = TakeOut(notebook="02_how_it_spreads", case="hypercalcemia")
    assert "choose fewer limits" in out.words_html


@pytest.mark.parametrize(
    ("what", "value", "near"), [("case", "hypercalcaemia", "hypercalcemia"), ("objective", "act_frst", "act_first")]
)
def test_a_selection_that_does_not_exist_is_answered_with_the_nearest(what: str, value: str, near: str) -> None:
    with pytest.raises(DataError, match=near):
        chosen(**{what: value})
