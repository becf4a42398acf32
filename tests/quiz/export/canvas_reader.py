"""The package for Canvas as Canvas reads and scores it; written from its own source, and of ours it uses nothing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from helpers.quiz.export import canvas
from helpers.quiz.export.contract import Bundle, Fit
from helpers.quiz.items import Given, Item
from tests.quiz.export.answering import said, sentences, unusual
from tests.quiz.export.reading import html, nasty, tea, whole, words

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
META = "{http://canvas.instructure.com/xsd/cccv1p0}"
CP = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"

NAMES = ("whole", "tea", "nasty", "unusual")
"""The bundles it is tried with."""


# ---- reading (gems/plugins/qti_exporter) ----


class Answer(NamedTuple):
    """An answer after the import."""

    ident: str
    text: str
    field: str
    weight: int
    comment: str


class Question(NamedTuple):
    """A question after the import. ``matches`` are rows and the numbers of their columns; ``columns`` those numbers."""

    ident: str
    name: str
    kind: str
    points: float
    asked: str
    told: str
    answers: tuple[Answer, ...]
    matches: Mapping[str, tuple[str, int, str]]
    columns: Mapping[int, str]
    number: tuple[float, float]


class Quiz(NamedTuple):
    """A bundle, what was made of it, and the quiz after the import."""

    bundle: Bundle
    files: Mapping[str, bytes]
    settings: Mapping[str, str]
    root: Element
    questions: tuple[Question, ...]
    of_item: Mapping[str, list[Question]]
    report: Mapping[str, Fit]

    def of(self, item: Item) -> list[Question]:
        """The questions that an item has become."""
        return self.of_item[item.id]


PARTS = {"multiple_response_grouping", "matrix_multiple_response", "bowtie"}


def read(bundle: Bundle) -> Quiz:
    """Write a bundle, open the package by its manifest and import it."""
    export = canvas.write(bundle)
    ((name, content),) = export.files.items()
    assert name.endswith("-canvas.zip")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    manifest = ElementTree.fromstring(files["imsmanifest.xml"])
    resources = {one.get("identifier"): one for one in manifest.iter(f"{CP}resource")}
    (quiz,) = [one for one in resources.values() if one.get("type") == "imsqti_xmlv1p2"]
    more = resources[quiz.find(f"{CP}dependency").get("identifierref")]
    settings_ = ElementTree.fromstring(files[more.get("href") or ""])
    root = ElementTree.fromstring(files[quiz.find(f"{CP}file").get("href") or ""])
    ident = quiz.get("identifier")
    assert ident == settings_.get("identifier") == root.find(f"{QTI}assessment").get("ident")
    assert {f"{ident}/{ident}.xml", f"{ident}/assessment_meta.xml", "imsmanifest.xml"} == set(files)
    questions = tuple(map(imported, root.iter(f"{QTI}item")))
    report = {fit.item_id: fit for fit in export.report}
    assert [fit.item_id for fit in export.report] == [item.id for item in bundle.items]
    told = {one.tag.removeprefix(META): one.text or "" for one in settings_}
    return Quiz(bundle, files, told, root, questions, shared_out(bundle, questions, report), report)


def shared_out(bundle: Bundle, questions: tuple[Question, ...], report: Mapping[str, Fit]) -> dict[str, list[Question]]:
    """The questions of each item: they come in the order of the items."""
    left = iter(one for one in questions if one.kind != "text_only_question")
    counts = {item.id: len(item.parts) if item.kind in PARTS else 1 for item in bundle.items}
    found = {
        name: [] if report[name].fidelity == "omitted" else [next(left) for _ in range(counts[name])] for name in counts
    }
    assert not list(left)
    return found


def imported(item: Element) -> Question:
    """One question, with what Canvas makes of its conditions and of nothing else in it."""
    fields = {one.findtext(f"{QTI}fieldlabel"): one.findtext(f"{QTI}fieldentry") or "" for one in item.iter(FIELD)}
    kind = fields["question_type"]
    comments = commented(item)
    lists = item.findall(f".//{QTI}response_lid")
    found, matches, columns, number = (), {}, {}, (0.0, 0.0)
    if kind == "matching_question":
        # Columns are those of the first row, under the first digits of their identifiers.
        labels = {label.get("ident", ""): written(label) for label in lists[0].iter(f"{QTI}response_label")}
        columns = {int(re.search(r"\d+", name)[0]): words(text) for name, text in labels.items()}
        assert len(columns) == len(labels)
        keys = {one.get("respident"): one.text for one in added(item)}
        matches = {
            words(written(row.find(f"{QTI}material"))): (
                row.get("ident", ""),
                int(re.search(r"\d+", keys[row.get("ident")])[0]),
                comments["not", row.get("ident", ""), keys[row.get("ident")] or ""],
            )
            for row in lists
        }
        assert len(matches) == len(lists)
    elif kind == "numerical_question":
        number = numeric(item)
    elif kind != "text_only_question":
        right = {one.text for one in (added(item) if kind == "multiple_dropdowns_question" else chosen(item))}
        found = tuple(
            Answer(
                label.get("ident", ""),
                words(written(label)),
                field.get("ident", "").removeprefix("response_"),
                100 if label.get("ident") in right else 0,
                comments["", field.get("ident", ""), label.get("ident", "")],
            )
            for field in lists
            for label in field.iter(f"{QTI}response_label")
        )
        assert len({one.ident for one in found}) == len(found)
    asked = written(item.find(f"{QTI}presentation/{QTI}material"))
    name, earns = item.get("title", ""), float(fields["points_possible"])
    told = written(item.find(f"{QTI}itemfeedback[@ident='general_fb']")) if kind != "text_only_question" else ""
    return Question(item.get("ident", ""), name, kind, earns, asked, told, found, matches, columns, number)


FIELD = f"{QTI}qtimetadatafield"


def commented(item: Element) -> dict[tuple[str, str, str], str]:
    """What is told by the condition that tells it: whether it must not hold, the field, and the answer."""
    texts = {one.get("ident"): shown(written(one)) for one in item.findall(f"{QTI}itemfeedback")}
    found = {}
    for rule in item.iter(f"{QTI}respcondition"):
        told = rule.find(f"{QTI}displayfeedback")
        (asked,) = rule.find(f"{QTI}conditionvar")
        negated = asked.tag == f"{QTI}not"
        if told is not None and asked.tag != f"{QTI}other":
            one = asked[0] if negated else asked
            name = ("not" if negated else "", one.get("respident", ""), one.text or "")
            assert name not in found and rule.get("continue") == (None if negated else "Yes")
            found[name] = texts[told.get("linkrefid")]
    return found


def added(item: Element) -> list[Element]:
    """What is compared in the conditions that add to the score."""
    rules = [one for one in item.iter(f"{QTI}respcondition") if one.find(f"{QTI}setvar[@action='Add']") is not None]
    assert sum(float(one.findtext(f"{QTI}setvar") or "") for one in rules) == pytest.approx(100, abs=0.1)
    return [one.find(f"{QTI}conditionvar/{QTI}varequal") for one in rules]


def chosen(item: Element) -> list[Element]:
    """What is compared in the one condition that sets the score, but for what must not be chosen."""
    (rule,) = [one for one in item.iter(f"{QTI}respcondition") if one.find(f"{QTI}setvar[@action='Set']") is not None]
    assert rule.findtext(f"{QTI}setvar") == "100" and rule.get("continue") == "No"
    every = rule.find(f"{QTI}conditionvar/{QTI}and")
    return (rule.find(f"{QTI}conditionvar") if every is None else every).findall(f"{QTI}varequal")


def numeric(item: Element) -> tuple[float, float]:
    """The number and its margin: Canvas takes the margin from the upper end."""
    either = item.find(f".//{QTI}or")
    exact = float(either.findtext(f"{QTI}varequal") or "")
    low, high = (float(either.findtext(f"{QTI}and/{QTI}{tag}") or "") for tag in ("vargte", "varlte"))
    assert exact - low == pytest.approx(high - exact)
    return exact, high - exact


def written(element: Element | None) -> str:
    assert element is not None
    return "".join(one.text or "" for one in element.iter(f"{QTI}mattext"))


@cache
def quizzes() -> dict[str, Quiz]:
    """The whole bank, one question of each type, hostile texts, and shapes that the others do not have."""
    return dict(zip(NAMES, map(read, (whole(), tea(), nasty(), unusual())), strict=True))


def asked() -> Iterator[tuple[Quiz, Item]]:
    """Each item of each bundle."""
    for quiz in quizzes().values():
        for item in quiz.bundle.items:
            yield quiz, item


def shown(markup: str) -> str:
    """HTML as a screen shows it; fails where an element is not closed in its place."""
    return html(markup).text()


# ---- scoring (app/models/quizzes/quiz_question) ----


def earned(question: Question, picked: Mapping[str, list[str]]) -> float:
    """The points for what was picked: words by gap or row, or all under one name."""
    if question.kind == "numerical_question":
        exact, margin = question.number
        right = any(abs(float(one) - exact) <= margin + 1e-9 for several in picked.values() for one in several)
        return right * question.points
    if question.kind == "matching_question":
        numbers = {text: number for number, text in question.columns.items()}
        right = sum([numbers[one] for one in picked.get(row, [])] == [key[1]] for row, key in question.matches.items())
        return right / len(question.matches) * question.points
    if question.kind == "multiple_dropdowns_question":
        gaps = list(dict.fromkeys(one.field for one in question.answers))
        found = {(one.field, one.text): one.weight for one in question.answers}
        right = sum(found[gap, one] == 100 for gap in gaps for one in picked.get(gap, []))
        return right / len(gaps) * question.points
    weights = {one.text: one.weight for one in question.answers}
    every = [weights[one] for several in picked.values() for one in several]
    if question.kind == "multiple_choice_question":
        return (every == [100]) * question.points
    keys = sum(weight == 100 for weight in weights.values())
    return max(0.0, (every.count(100) - every.count(0)) / keys) * question.points


def scored(quiz: Quiz, item: Item, answer: Given) -> float | None:
    """The points that Canvas gives for an answer of ours; ``None`` for a sentence that it does not offer."""
    questions = quiz.of(item)
    first = questions[0]
    if item.rule == "rationale":
        offered = [one for one in sentences(item, answer) if one in {it.text for it in first.answers}]
        return earned(first, {"": offered[:1]}) if offered else None
    if item.kind == "ordered_response":
        steps, columns = item.parts[0].by_id, list(first.columns.values())
        return earned(first, {words(steps[one].text): [columns[at]] for at, one in enumerate(answer["order"])})
    picked = said(item, answer)
    if len(questions) > 1:
        return sum(earned(one, {part.id: picked[part.id]}) for one, part in zip(questions, item.parts, strict=True))
    if first.kind == "matching_question":
        picked = {words(part.label): picked[part.id] for part in item.parts}
    elif first.kind == "multiple_dropdowns_question":
        names = dict.fromkeys(one.field for one in first.answers)
        picked = {name: picked[part.id] for name, part in zip(names, item.parts, strict=True)}
    return earned(first, picked)
