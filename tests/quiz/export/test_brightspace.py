"""Brightspace's CSV: rows of its own sample, the same content, and the same points where we say so."""

import csv
import io
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import given, settings

from helpers.quiz.export import brightspace
from helpers.quiz.export.contract import FIDELITY, Bundle, Fit
from helpers.quiz.frameworks import INDEPENDENT, STEPS
from helpers.quiz.items import Given, Item
from helpers.quiz.scoring import most
from tests.quiz.examples import example, points
from tests.quiz.export.reading import (
    BUNDLES,
    answers,
    complete,
    html,
    nasty,
    random_answers,
    repeated,
    seen,
    tea,
    whole,
    words,
)

HEAD = ["NewQuestion", "ID", "Title", "QuestionText", "Points", "Difficulty"]
BODY = {
    "MC": ["Option"],
    "MS": ["Scoring", "Option"],
    "M": ["Scoring", "Choice", "Match"],
    "O": ["Scoring", "Item"],
    "SA": ["InputBox", "Answer"],
}
"""Rows of each type after its head, as in the sample that Brightspace offers; each ends with Feedback."""


class Question(NamedTuple):
    """A block of rows."""

    kind: str
    id: str
    title: str
    asked: str
    points: int
    rows: list[list[str]]

    def named(self, name: str) -> list[list[str]]:
        return [row for row in self.rows if row[0] == name]

    @property
    def told(self) -> str:
        return shown(*self.named("Feedback")[0][1:3])


def shown(text: str, kind: str) -> str:
    """A text as a learner sees it: as HTML only where the cell after it says so."""
    assert kind in ("HTML", "NOT HTML", "")
    return html(text).text() if kind == "HTML" else words(text)


def table(bundle: Bundle) -> list[list[str]]:
    (content,) = brightspace.write(bundle).files.values()
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def blocks(bundle: Bundle) -> Iterator[Question]:
    """Questions between rows that are empty; remarks are left out."""
    block: list[list[str]] = []
    for row in table(bundle):
        if any(row) and not row[0].startswith("//"):
            block.append(row)
        elif block:
            yield read(block)
            block = []
    assert not block


def read(block: list[list[str]]) -> Question:
    assert [row[0] for row in block[: len(HEAD)]] == HEAD
    kind, id_, title, _, count, difficulty = (row[1] for row in block[: len(HEAD)])
    assert 1 <= int(difficulty) <= 5
    return Question(kind, id_, title, shown(*block[3][1:3]), int(count), block[len(HEAD) :])


@cache
def by_item(name: str) -> list[tuple[Item, Fit, list[Question]]]:
    """The questions of each item of one of the bundles: the report tells how many there are."""
    bundle = BUNDLES[name]()
    left, every = list(blocks(bundle)), []
    for item, fit in zip(bundle.items, brightspace.write(bundle).report, strict=True):
        count = sum(int(one.split()[0]) if " " in one else 1 for one in fit.target.split(" + "))
        every.append((item, fit, left[:count]))
        left = left[count:]
    assert not left
    return every


@pytest.mark.parametrize("bundle", BUNDLES)
def test_the_rows_are_those_of_the_sample(bundle: str) -> None:
    content = brightspace.write(BUNDLES[bundle]()).files["brightspace.csv"]
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content)
    rows = table(BUNDLES[bundle]())
    assert {len(row) for row in rows} == {5}
    assert all("\n" not in cell and "\r" not in cell for row in rows for cell in row)
    ids = []
    for one in blocks(BUNDLES[bundle]()):
        assert list(dict.fromkeys(row[0] for row in one.rows)) == [*BODY[one.kind], "Feedback"]
        ids.append(one.id)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("bundle", BUNDLES)
def test_the_content_comes_back(bundle: str) -> None:
    for item, fit, found in by_item(bundle):
        assert fit.item_id == item.id and fit.fidelity in FIDELITY
        assert sum(one.points for one in found) == most(item)
        assert all(words(item.stem) in one.asked for one in found)
        assert all(words(item.why) in one.told for one in found)
        came_back(item, found)


def came_back(item: Item, found: list[Question]) -> None:
    first = found[0]
    if item.number:
        assert item.number.right(first.named("Answer")[0][2])
        assert all(words(step) in first.told for step in item.number.worked)
        assert all(words(reason) in first.told for _, reason in item.number.mistakes)
    elif item.kind == "ordered_response":
        assert [shown(*row[1:3]) for row in first.named("Item")] == [words(o.text) for o in item.parts[0].options]
        told = [row[3] for row in first.named("Item")]
        assert all(words(o.reason) in row for o, row in zip(item.parts[0].options, told, strict=True))
    elif item.kind == "matrix_multiple_choice":
        columns = {row[1]: shown(*row[2:4]) for row in first.named("Choice")}
        rows = [(shown(*row[2:4]), columns[row[1]]) for row in first.named("Match")]
        assert rows == [(words(part.label), words(part.by_id[part.keys[0]].text)) for part in item.parts]
        assert list(columns.values()) == [words(option.text) for option in item.parts[0].options]
        assert all(words(part.by_id[part.keys[0]].reason) in first.told for part in item.parts)
    elif item.rule == "rationale":
        best = [shown(*row[2:4]) for row in first.named("Option") if row[1] == "100"]
        assert best == [seen(item, item.key)]
    else:
        for part, one in zip(item.parts, found, strict=True):
            several = one.kind == "MS"
            rows = [(row[1], shown(*row[2:4])) for row in one.named("Option")]
            weight = {True: "1" if several else "100", False: "0"}
            assert rows == [(weight[option.correct], words(option.text)) for option in part.options]
            told = [row[4] for row in one.named("Option")]
            assert all(words(option.reason) in row for option, row in zip(part.options, told, strict=True))


def test_a_case_is_told_in_each_question_and_named_in_each_title() -> None:
    bundle = whole()
    for item, _, found in by_item("whole"):
        if case := bundle.cases.get(item.case):
            number = case.items.index(item) + 1
            for one in found:
                assert one.title.startswith("Case: ") and f"question {number} of {len(case.items)}" in one.title
                assert "fictional" in one.asked
                for entry in case.chart(number):
                    assert words(entry.text) in one.asked
                    assert all(words(cell) in one.asked for row in entry.cells for cell in row)
            assert any(words(said) in found[-1].told for said in case.debrief) == (number == len(case.items))


def test_remarks_carry_what_brightspace_has_no_place_for() -> None:
    remarks = [row[0] for row in table(whole()) if row[0].startswith("//")]
    assert f"//{INDEPENDENT}" in remarks
    for item in whole().items:
        (remark,) = [one for one in remarks if one.startswith(f"//{item.id}: ")]
        assert STEPS[item.step].name in remark and item.objective in remark and item.bloom in remark
    for case in whole().cases.values():
        assert len([one for one in remarks if one.startswith(f"//Case: {case.title}.") and "fictional" in one]) == 1


# ---- scoring as Brightspace does ----


def earned(item: Item, found: list[Question], answer: Given) -> float | None:
    """Points of an answer by the rules of Brightspace that are beyond doubt; ``None`` where it cannot be given."""
    first = found[0]
    if item.kind == "ordered_response":
        assert first.named("Scoring")[0][1] == "AllOrNothing"
        right = [shown(*row[1:3]) for row in first.named("Item")]
        return first.points * (right == [words(item.parts[0].by_id[one].text) for one in answer.get("order", ())])
    if item.kind == "matrix_multiple_choice":
        return matched(item, first, answer)
    if item.rule == "rationale":
        weights = {shown(*row[2:4]): float(row[1]) for row in first.named("Option")}
        said = seen(item, answer) if complete(item, answer) else ""
        return first.points * weights[said] / 100 if said in weights else None
    total = 0.0
    for part, one in zip(item.parts, found, strict=True):
        assert one.kind == "MC"
        picked = answer.get(part.id, ())
        weights = [float(row[1]) for row in one.named("Option")]
        ids = [option.id for option in part.options]
        total += one.points * weights[ids.index(picked[0])] / 100 if picked else 0
    return total


def matched(item: Item, one: Question, answer: Given) -> float:
    """Each row that is matched with the number of its choice earns its share."""
    assert one.named("Scoring")[0][1] == "EquallyWeighted"
    columns = {shown(*row[2:4]): row[1] for row in one.named("Choice")}
    rows = one.named("Match")
    right = 0
    for part, row in zip(item.parts, rows, strict=True):
        picked = [columns[words(part.by_id[pick].text)] for pick in answer.get(part.id, ())]
        right += picked == [row[1]]
    return one.points * right / len(rows)


def agrees(bundle: str, item: Item, answer: Given) -> None:
    fit, found = next((fit, found) for one, fit, found in by_item(bundle) if one.id == item.id)
    if fit.fidelity in ("exact", "points_only"):
        assert earned(item, found, answer) in (None, points(item, answer))


@pytest.mark.parametrize("bundle", ["tea", "nasty"])
def test_the_points_agree_where_the_report_says_so(bundle: str) -> None:
    for item, answer in answers(BUNDLES[bundle]()):
        agrees(bundle, item, answer)


def test_the_points_agree_in_the_whole_bank() -> None:
    found = {item.id: (fit, found) for item, fit, found in by_item("whole")}
    agreed = 0
    for item, answer in answers(whole()):
        fit, blocks_ = found[item.id]
        if fit.fidelity in ("exact", "points_only") and (got := earned(item, blocks_, answer)) is not None:
            assert got == points(item, answer), item.id
            agreed += 1
    assert agreed > 400


@given(random_answers(tea()))
@settings(deadline=None)
def test_the_points_agree_whatever_is_answered(answered: tuple[Item, Given]) -> None:
    agrees("tea", *answered)


def test_several_answers_are_scored_right_minus_wrong_and_told_to_be_approximate() -> None:
    for _, fit, found in by_item("whole"):
        if any(one.kind == "MS" for one in found):
            assert {one.named("Scoring")[0][1] for one in found if one.kind == "MS"} == {"RightMinusWrong"}
            assert fit.fidelity == "approximate" and "ight" in fit.note


def test_a_number_may_be_written_in_the_usual_ways() -> None:
    spellings = [row[2] for row in next(f for i, _, f in by_item("tea") if i.id == "sum")[0].named("Answer")]
    assert spellings == ["4.5", "4,5", "4.5 dL", "4,5 dL"]
    assert all(example("sum").number.right(one) for one in spellings)  # type: ignore[union-attr]


def test_every_spelling_of_a_number_is_right_for_us_too() -> None:
    for item, _, found in by_item("whole"):
        for row in found[0].named("Answer"):
            assert item.number and item.number.right(row[2]), row


def test_the_same_bundle_gives_the_same_bytes() -> None:
    assert brightspace.write(whole()).files == brightspace.write(whole()).files


def test_a_thousand_items_come_out() -> None:
    bundle = repeated(tea(), 55)
    assert len({one.id for one in blocks(bundle)}) == len(list(blocks(bundle))) > len(bundle.items) > 1000


def test_nothing_is_a_formula_in_a_spreadsheet() -> None:
    cells = [cell for row in table(nasty()) for cell in row]
    assert not [cell for cell in cells if re.match(r"\s*[=+\-@]", cell) and cell != "-5"]
