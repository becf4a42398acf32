"""Blackboard's text: lines that it reads, the same content, and the same points where we say so."""

import re
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import given, settings

from helpers.quiz.export import blackboard
from helpers.quiz.export.contract import FIDELITY, Bundle, Fit
from helpers.quiz.frameworks import INDEPENDENT
from helpers.quiz.items import Given, Item
from helpers.quiz.scoring import most
from tests.quiz.examples import points
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

MARKS = {"correct": True, "incorrect": False}
GAPS = ("matrix_multiple_choice", "dropdown_cloze", "dropdown_table", "dragdrop_cloze")
PARTS = ("multiple_response_grouping", "matrix_multiple_response", "bowtie")


class Line(NamedTuple):
    """A line as Blackboard reads it, with the points that the read-me tells."""

    kind: str
    asked: str
    options: tuple[str, ...]
    keys: tuple[bool, ...]
    fields: tuple[str, ...]
    points: int


def files(bundle: Bundle) -> dict[str, str]:
    found = {name: content.decode() for name, content in blackboard.write(bundle).files.items()}
    assert "read_me.txt" in found
    return found


def lines(bundle: Bundle) -> list[Line]:
    found = files(bundle)
    read_me = found.pop("read_me.txt")
    worth = [int(one) for one in re.findall(r"(?m)^  \d+\. (\d+) points?\. ", read_me)]
    texts = [line for name in sorted(found) for line in found[name].removesuffix("\n").split("\n")]
    return [read(text, count) for text, count in zip(texts, worth, strict=True)]


def read(text: str, count: int) -> Line:
    kind, asked, *fields = text.split("\t")
    if kind in ("MC", "MA"):
        options, keys = fields[::2], [MARKS[mark] for mark in fields[1::2]]
        assert len(options) == len(keys)
    else:
        options, keys = (fields if kind == "ORD" else []), []
    texts = tuple(html(option).text() for option in options)
    return Line(kind, html(asked).text(), texts, tuple(keys), tuple(fields), count)


@cache
def by_item(name: str) -> list[tuple[Item, Fit, list[Line]]]:
    """The lines of each item of one of the bundles: the report tells how many there are."""
    bundle = BUNDLES[name]()
    left, every = lines(bundle), []
    for item, fit in zip(bundle.items, blackboard.write(bundle).report, strict=True):
        count = sum(int(one.split()[0]) if " " in one else 1 for one in fit.target.split(" + "))
        every.append((item, fit, left[:count]))
        left = left[count:]
    assert not left
    return every


def expected(item: Item) -> list[tuple[str, list[str], list[bool]]]:
    """What an item should become, but for a rationale."""
    if item.number:
        return [("NUM", [], [])]
    if item.kind == "ordered_response":
        return [("ORD", [one.text for one in item.parts[0].options], [])]
    found = []
    for part in item.parts:
        kind = "MC" if part.most == 1 else "MA"
        found.append((kind, [one.text for one in part.options], [one.correct for one in part.options]))
    return found


@pytest.mark.parametrize("bundle", BUNDLES)
def test_every_line_is_a_question(bundle: str) -> None:
    found = files(BUNDLES[bundle]())
    del found["read_me.txt"]
    for text in found.values():
        assert text.isascii()  # HTML with character references, so that no encoding has to be guessed
        assert text.endswith("\n") and "\r" not in text
        rows = text.removesuffix("\n").split("\n")
        assert len(rows) <= 250 and all(rows)
        assert {row.split("\t")[0] for row in rows} <= {"MC", "MA", "ORD", "NUM"}
        assert all(field.strip() for row in rows for field in row.split("\t"))
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)


@pytest.mark.parametrize("bundle", BUNDLES)
def test_the_content_comes_back(bundle: str) -> None:
    for item, fit, found in by_item(bundle):
        assert fit.item_id == item.id and fit.fidelity in FIDELITY
        assert sum(line.points for line in found) == most(item)
        assert all(words(item.stem) in line.asked for line in found)
        if item.rule == "rationale":
            (line,) = found
            assert line.kind == "MC"
            assert [text for text, right in zip(line.options, line.keys, strict=True) if right] == [
                seen(item, item.key)
            ]
            continue
        for line, (kind, texts, keys) in zip(found, expected(item), strict=True):
            assert line.kind == kind
            assert list(line.options) == [words(text) for text in texts]
            assert list(line.keys) == keys


def test_one_answer_is_right_where_one_is_picked() -> None:
    for line in lines(whole()):
        assert line.kind != "MC" or sum(line.keys) == 1
        assert line.kind != "MA" or any(line.keys)


def test_a_case_tells_its_client_and_chart_in_each_question_and_stays_together() -> None:
    bundle = whole()
    for item, _, found in by_item("whole"):
        if case := bundle.cases.get(item.case):
            for line in found:
                assert words(case.client) in line.asked and "fictional" in line.asked
                for entry in case.chart(case.items.index(item) + 1):
                    assert words(entry.text) in line.asked


def test_a_gap_is_shown_in_its_text_and_named() -> None:
    item = next(one for one in tea().items if one.id == "cloze")
    found = next(found for one, _, found in by_item("tea") if one is item)
    assert all("First (1) ______, and then (2) ______." in line.asked for line in found)
    assert ["What comes first" in found[0].asked, "What comes then" in found[1].asked] == [True, True]


# ---- scoring as Blackboard does, all or nothing by question ----


def earned(item: Item, found: list[Line], answer: Given) -> int | None:
    """Points of an answer, ``None`` where it cannot be given."""
    if item.number:
        typed = next(iter(answer.get("number", ())), "")
        right, within = float(found[0].fields[0]), float(found[0].fields[1])
        return int(bool(typed) and abs(float(typed) - right) <= within + 1e-9)
    if item.kind == "ordered_response":
        placed = [words(item.parts[0].by_id[one].text) for one in answer.get("order", ())]
        return int(placed == list(found[0].options))
    if item.rule == "rationale":
        if not complete(item, answer):
            return None
        said = seen(item, answer)
        return choice(found[0], said) if said in found[0].options else None
    total = 0
    for part, line in zip(item.parts, found, strict=True):
        picked = [option.id in answer.get(part.id, ()) for option in part.options]
        total += line.points * (picked == list(line.keys))
    return total


def choice(line: Line, said: str) -> int:
    return line.points * line.keys[line.options.index(said)]


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
        fit, rows = found[item.id]
        if fit.fidelity in ("exact", "points_only") and (given_points := earned(item, rows, answer)) is not None:
            assert given_points == points(item, answer), item.id
            agreed += 1
    assert agreed > 400


@given(random_answers(tea()))
@settings(deadline=None)
def test_the_points_agree_whatever_is_answered(answered: tuple[Item, Given]) -> None:
    agrees("tea", *answered)


def test_a_perfect_answer_earns_everything() -> None:
    for item, _, found in by_item("whole"):
        assert earned(item, found, item.key) == most(item), item.id


def test_the_report_is_honest() -> None:
    fits = {item.kind: fit for item, fit, _ in by_item("tea")}
    assert fits["multiple_choice"] == ("choice", "MC", "exact", "")
    assert "all or nothing" in fits["matrix_multiple_response"].note
    assert fits["bowtie"].target == "2 MA + MC" and fits["bowtie"].fidelity == "approximate"
    assert "half right" in fits["dropdown_rationale_triad"].note
    assert fits["dropdown_rationale_dyad"].fidelity == "points_only"
    assert "original course view" in fits["ordered_response"].note
    assert {fits[kind].fidelity for kind in GAPS} == {"points_only"}
    assert {fits[kind].fidelity for kind in PARTS} == {"approximate"}


def test_the_read_me_says_whose_it_is_not() -> None:
    assert files(tea())["read_me.txt"].count(INDEPENDENT) == 1


def test_the_same_bundle_gives_the_same_bytes() -> None:
    assert blackboard.write(whole()).files == blackboard.write(whole()).files


def test_a_long_bank_is_divided_between_items() -> None:
    export = blackboard.write(repeated(tea(), 20))
    names = [name for name in export.files if name != "read_me.txt"]
    assert names == ["blackboard_1.txt", "blackboard_2.txt", "blackboard_3.txt"]
    assert sum(export.files[name].count(b"\n") for name in names) == 20 * len(lines(tea()))


def test_no_answer_is_a_formula_in_a_spreadsheet() -> None:
    for name, text in files(nasty()).items():
        fields = [field for line in text.split("\n") for field in line.split("\t") if name != "read_me.txt"]
        assert not [field for field in fields if re.match(r"\s*[=+@]|-(?!\d+$)", field)]
