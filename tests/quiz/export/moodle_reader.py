"""Moodle XML as Moodle reads and scores it; written from Moodle's own source, and of ours it uses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from helpers.quiz.export import moodle
from helpers.quiz.export.contract import Bundle, Fit
from helpers.quiz.items import Given, Item
from tests.quiz.export.answering import said, sentences, unusual
from tests.quiz.export.reading import html, nasty, tea, whole, words

NAMES = ("whole", "tea", "nasty", "unusual")
"""The bundles it is tried with."""


# ---- reading ----


class Question(NamedTuple):
    """One question of the file."""

    kind: str
    name: str
    id: str
    asked: str
    told: str
    element: Element

    @property
    def points(self) -> float:
        """The points that it is worth; those of a cloze are the sum of its gaps."""
        if self.kind == "cloze":
            return sum(gap.points for gap in gaps(self.asked))
        return float(self.element.findtext("defaultgrade") or -1)


class Quiz(NamedTuple):
    """A bundle, what was made of it, and the file read back."""

    bundle: Bundle
    root: Element
    by_id: Mapping[str, Question]
    report: Mapping[str, Fit]

    def of(self, item: Item) -> list[Question]:
        """The questions that an item has become."""
        names = [item.id, *(f"{item.id}_{part.id}" for part in item.parts)]
        return [self.by_id[name] for name in names if name in self.by_id]


def read(bundle: Bundle) -> Quiz:
    """Write a bundle and read it back."""
    export = moodle.write(bundle)
    ((name, content),) = export.files.items()
    assert name.endswith(".xml")
    root = ElementTree.fromstring(content)
    found = [question(one) for one in root if one.get("type") not in ("category", "description")]
    assert [fit.item_id for fit in export.report] == [item.id for item in bundle.items]
    assert len({one.id for one in found}) == len(found)
    return Quiz(bundle, root, {one.id: one for one in found}, {fit.item_id: fit for fit in export.report})


def question(element: Element) -> Question:
    texts = [element.findtext(f"{tag}/text") or "" for tag in ("name", "questiontext", "generalfeedback")]
    return Question(element.get("type", ""), texts[0], element.findtext("idnumber") or "", texts[1], texts[2], element)


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


# ---- drop-downs in a text, after question/type/multianswer/questiontype.php ----

FRACTION = r"=|%(-?[0-9]+(?:[.,][0-9]*)?)%"
ANSWER = r".+?(?<!\\)(?<!&)(?<!&amp;)(?=[~#}]|$)"
FEEDBACK = r".*?(?<!\\)(?=[~}]|$)"
ALTERNATIVE = f"({FRACTION})?({ANSWER})(#({FEEDBACK}))?"
TYPES = "NUMERICAL|NM|MULTICHOICE(?:_[VHS]|_VS|_HS)?|MC[VHS]?|MC[VH]S|SHORTANSWER(?:_C)?|SAC?|MWC?"
TYPES += "|MULTIRESPONSE(?:_[HS]|_HS)?|MR[HS]?|MRHS"
GAP = re.compile(r"\{([0-9]*):(" + TYPES + "):(" + ALTERNATIVE + f"(~{ALTERNATIVE})*)" + r"\}", re.DOTALL)


class Gap(NamedTuple):
    """A drop-down: its points, and each answer with its share of them and its reason."""

    points: float
    answers: dict[str, tuple[float, str]]


def gaps(text: str) -> list[Gap]:
    """The drop-downs of a text in their order."""
    found = []
    while match := GAP.search(text):
        assert match[2] == "MULTICHOICE"
        left, alternatives = match[3], {}
        while one := re.match(f"~?{ALTERNATIVE}", left, re.DOTALL):
            share = 1.0 if one[1] == "=" else float(one[2]) / 100 if one[2] else 0.0
            assert shown(decoded(one[3])) not in alternatives
            alternatives[shown(decoded(one[3]))] = (share, shown(decoded(one[5] or "")))
            left = left[one.end() :]
        assert not left
        found.append(Gap(float(match[1] or 1), alternatives))
        text = text.replace(match[0], "", 1)
    return found


def decoded(text: str) -> str:
    """What Moodle makes of an answer: references are decoded once, two signs lose their backslash."""
    named = {"amp": "&", "lt": "<", "gt": ">", "quot": '"'}
    plain = re.sub(r"&(?:#(\d+)|(amp|lt|gt|quot));", lambda m: chr(int(m[1])) if m[1] else named[m[2]], text)
    return plain.replace("\\}", "}").replace("\\#", "#")


# ---- scoring ----


def earned(question: Question, picked: Mapping[str, list[str]]) -> float:
    """The points for what was picked: words by the part of our item, in the order picked."""
    share = _SCORERS[question.kind](question, picked)
    return min(max(share, 0.0), 1.0) * question.points


def choice(question: Question, picked: Mapping[str, list[str]]) -> float:
    shares = {text: share for text, (share, _) in choices(question).items()}
    ticked = [one for several in picked.values() for one in several]
    assert len(ticked) < 2 or question.element.findtext("single") == "false"
    return sum(shares[one] for one in ticked)


def choices(question: Question) -> dict[str, tuple[float, str]]:
    """Each answer with its share of the points and its feedback."""
    found = question.element.findall("answer")
    every = {
        shown(one.findtext("text") or ""): (
            float(one.get("fraction", "")) / 100,
            shown(one.findtext("feedback/text") or ""),
        )
        for one in found
    }
    assert len(every) == len(found)
    return every


def matches(question: Question) -> dict[str, str]:
    """Rows and what they match with; what no row matches with stands under an empty row."""
    rows = question.element.findall("subquestion")
    return {shown(one.findtext("text") or ""): plain(one.findtext("answer/text") or "") for one in rows}


def matching(question: Question, picked: Mapping[str, list[str]]) -> float:
    rows = {row: column for row, column in matches(question).items() if row}
    return sum(picked.get(row) == [column] for row, column in rows.items()) / len(rows)


def cloze(question: Question, picked: Mapping[str, list[str]]) -> float:
    found = gaps(question.asked)
    shares = [
        gap.answers[one[0]][0] * gap.points if one else 0 for gap, one in zip(found, picked.values(), strict=True)
    ]
    return sum(shares) / question.points


def places(question: Question) -> list[str]:
    """The right word for each place in the text, in their order."""
    boxes = words_to_drop(question)
    return [boxes[int(number) - 1] for number in re.findall(r"\[\[(\d+)]]", question.asked)]


def words_to_drop(question: Question) -> list[str]:
    """The words that can be placed."""
    return [plain(one.findtext("text") or "") for one in question.element.findall("dragbox")]


def plain(text: str) -> str:
    """What is left where Moodle takes no HTML: what looks like a tag is dropped, even where it has no end."""
    return shown(re.sub(r"<(?!\s)[^>]*>?", "", text))


def dropped(question: Question, picked: Mapping[str, list[str]]) -> float:
    right = places(question)
    return sum(one == [word] for one, word in zip(picked.values(), right, strict=True)) / len(right)


def ordering(question: Question, picked: Mapping[str, list[str]]) -> float:
    assert question.element.findtext("gradingtype") == "ALL_OR_NOTHING"
    assert question.element.findtext("selecttype") == "ALL"
    steps = sorted(question.element.findall("answer"), key=lambda one: float(one.get("fraction", "")))
    return float([shown(one.findtext("text") or "") for one in steps] == picked["order"])


def numerical(question: Question, picked: Mapping[str, list[str]]) -> float:
    for value in map(float, picked.get("number", [])):
        for answer in question.element.findall("answer"):
            right, tolerance = float(answer.findtext("text") or ""), float(answer.findtext("tolerance") or "")
            if abs(value - right) <= tolerance + 1e-9:
                return float(answer.get("fraction", "")) / 100
    return 0


_SCORERS = {
    "multichoice": choice,
    "matching": matching,
    "cloze": cloze,
    "ddwtos": dropped,
    "ordering": ordering,
    "numerical": numerical,
}


def scored(quiz: Quiz, item: Item, answer: Given) -> float | None:
    """The points that Moodle gives for an answer of ours; ``None`` for a sentence that it does not offer."""
    questions = quiz.of(item)
    first = questions[0]
    if item.rule == "rationale":
        offered = [one for one in sentences(item, answer) if one in choices(first)]
        return earned(first, {"": offered[:1]}) if offered else None
    picked = said(item, answer)
    if len(questions) > 1:
        return sum(earned(one, {part.id: picked[part.id]}) for one, part in zip(questions, item.parts, strict=True))
    if item.kind == "matrix_multiple_choice" and first.kind == "matching":
        picked = {words(part.label): picked[part.id] for part in item.parts}
    elif first.kind in ("cloze", "ddwtos"):
        picked = {name: picked[name] for name in marks(item) or picked}
    return earned(first, picked)


def marks(item: Item) -> list[str]:
    """The gaps in the order in which they are read."""
    return re.findall(r"\{(\w+)\}", " ".join([item.text, *(cell for row in item.cells for cell in row)]))
