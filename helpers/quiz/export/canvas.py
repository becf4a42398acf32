"""QTI 1.2 in the dialect of Canvas, as its Classic Quizzes import and export it (instructure/canvas-lms, lib/cc/qti).

The file says only what is right; Canvas itself divides the points, in its own way for each type of question. Answers
have numbers for identifiers, because its import reads them as numbers: words would be taken for one and the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import count
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from helpers.markup import NOTHING, el, join, sentence
from helpers.quiz import feedback
from helpers.quiz.export import slug
from helpers.quiz.export.contract import Bundle, Export, Fit
from helpers.quiz.export.package import archive, figure, identifier, xml_file
from helpers.quiz.export.simpler import Simple, simpler
from helpers.quiz.export.singles import title, told
from helpers.quiz.export.wording import afterword, filled, passage, question
from helpers.quiz.frameworks import INDEPENDENT
from helpers.quiz.items import MARK, Case, Item
from helpers.quiz.sheet import shuffled

LONGEST_TEXT = 16384
"""Most characters of a question; Canvas puts a remark in the place of a longer one."""

FIRST = 1001
"""The number of the first answer of a question."""

TYPES = {
    "one": "multiple_choice_question",
    "many": "multiple_answers_question",
    "count": "multiple_answers_question",
    "match": "matching_question",
    "gaps": "multiple_dropdowns_question",
    "order": "matching_question",
    "number": "numerical_question",
}
"""Shape of a question to the type that Canvas makes of it."""

NAMES = {
    "multiple_choice_question": "Multiple Choice",
    "multiple_answers_question": "Multiple Answers",
    "matching_question": "Matching",
    "multiple_dropdowns_question": "Multiple Dropdowns",
    "numerical_question": "Numerical Answer",
}
"""Types as they are called in Canvas."""

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_META = "http://canvas.instructure.com/xsd/cccv1p0"
_PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_IMSMD = "http://www.imsglobal.org/xsd/imsmd_v1p2"


def write(bundle: Bundle) -> Export:
    """One zip with one quiz: the questions in their order, each case under its title."""
    name = identifier(bundle.title, *(item.id for item in bundle.items))
    section = Element("section", ident="root_section")
    report, points = [], 0
    opened: set[str] = set()
    for item in bundle.items:
        case = bundle.cases.get(item.case)
        if case and case.id not in opened:
            opened.add(case.id)
            section.append(_heading(case))
        simples = simpler(item)
        made = [_question(simple, bundle, number, len(simples)) for number, simple in enumerate(simples, 1)]
        report.append(_fit(item, simples, made))
        if report[-1].fidelity != "omitted":
            section.extend(made)
            points += sum(simple.points for simple in simples)
    files = {
        "imsmanifest.xml": _manifest(bundle.title, name),
        f"{name}/{name}.xml": _quiz(bundle.title, name, section),
        f"{name}/assessment_meta.xml": _settings(bundle.title, name, points),
    }
    package = archive({path: xml_file(root) for path, root in files.items()})
    return Export({f"{slug(bundle.title)}-canvas.zip": package}, tuple(report))


# ---- the package ----


def _manifest(title_: str, name: str) -> Element:
    root = Element("manifest", {"identifier": f"{name}_manifest", "xmlns": _PACKAGE, "xmlns:imsmd": _IMSMD})
    about = SubElement(root, "metadata")
    _said(about, "schema", "IMS Content")
    _said(about, "schemaversion", "1.1.3")
    general = SubElement(SubElement(about, "imsmd:lom"), "imsmd:general")
    _said(SubElement(general, "imsmd:title"), "imsmd:string", _line(title_))
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    quiz = SubElement(resources, "resource", identifier=name, type="imsqti_xmlv1p2")
    SubElement(quiz, "file", href=f"{name}/{name}.xml")
    SubElement(quiz, "dependency", identifierref=f"{name}_settings")
    settings = f"{name}/assessment_meta.xml"
    kind = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
    more = SubElement(resources, "resource", identifier=f"{name}_settings", type=kind, href=settings)
    SubElement(more, "file", href=settings)
    return root


def _quiz(title_: str, name: str, section: Element) -> Element:
    schema = f"{_QTI} http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd"
    root = Element("questestinterop", {"xmlns": _QTI, "xmlns:xsi": _XSI, "xsi:schemaLocation": schema})
    assessment = SubElement(root, "assessment", ident=name, title=_line(title_))
    _fields_of(SubElement(assessment, "qtimetadata"), {"cc_maxattempts": "unlimited"})
    assessment.append(section)
    return root


def _settings(title_: str, name: str, points: int) -> Element:
    """How the quiz is given: for practice, as often as one likes, with the right answers shown, not yet published."""
    schema = f"{_META} https://canvas.instructure.com/xsd/cccv1p0.xsd"
    root = Element("quiz", {"identifier": name, "xmlns": _META, "xmlns:xsi": _XSI, "xsi:schemaLocation": schema})
    settings = {
        "title": _line(title_),
        "description": join(el("p", INDEPENDENT), el("p", "All clients are fictional.")),
        "shuffle_answers": "false",
        "scoring_policy": "keep_highest",
        "hide_results": "",
        "quiz_type": "practice_quiz",
        "points_possible": f"{points}.0",
        "show_correct_answers": "true",
        "allowed_attempts": "-1",
        "one_question_at_a_time": "false",
        "cant_go_back": "false",
        "available": "false",
    }
    for setting, value in settings.items():
        _said(root, setting, value)
    return root


def _heading(case: Case) -> Element:
    """A text between the questions: where a case begins."""
    said = join(
        el("p", el("strong", f"Case: {case.title}")),
        el("p", f"{case.client} {case.setting}."),
        el("p", "The client is fictional. Answer the questions in their order: the chart grows from one to the next."),
    )
    return _item(identifier(case.id, "opening"), f"Case: {case.title}", "text_only_question", said, 0, [])


# ---- a question ----


class Answer(NamedTuple):
    """Something to pick, under a number."""

    number: int
    text: str
    right: bool
    reason: str = ""


class Field(NamedTuple):
    """Answers that are picked from together: all of a question, or those for a gap or for a row.

    ``name`` is the name of the gap or the number of the row, ``label`` and ``reason`` are those of the row.
    """

    answers: tuple[Answer, ...]
    name: str = ""
    label: str = ""
    reason: str = ""

    @property
    def ident(self) -> str:
        """The variable that holds what was picked."""
        return f"response_{self.name}" if self.name else "response1"


def _question(simple: Simple, bundle: Bundle, number: int, of: int) -> Element:
    item, kind = simple.item, TYPES[simple.shape]
    asked, gap = _asked(simple, bundle)
    fields = _fields(simple, gap)
    part = f", part {number} of {of}" if of > 1 else ""
    numbers = [one.name for one in fields] if kind == "matching_question" else _numbers(fields)
    name = f"{title(simple, bundle.cases)}{part}"
    made = _item(identifier(item.id, simple.id), name, kind, asked, simple.points, numbers)
    presentation = made[1]
    for field in fields:
        _choices(presentation, field, "Multiple" if kind == "multiple_answers_question" else "Single")
    if item.number:
        typed = SubElement(presentation, "response_str", ident="response1", rcardinality="Single")
        SubElement(SubElement(typed, "render_fib", fibtype="Decimal"), "response_label", ident="answer1")
    rules = SubElement(made, "resprocessing")
    bounds = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    SubElement(SubElement(rules, "outcomes"), "decvar", bounds)
    always = _when(rules, "Yes")
    SubElement(always[0], "other")
    _tell(always, "general_fb")
    _RULES[kind](rules, simple, fields)
    worked = feedback.reasons(item, item.key) if item.number else NOTHING
    _feedback(made, "general_fb", join(worked, afterword(item, bundle.cases)))
    for ident, reason in _reasons(kind, fields):
        _feedback(made, ident, el("p", reason))
    return made


def _item(ident: str, name: str, kind: str, asked: str, points: int, numbers: Sequence[str]) -> Element:
    """An item with its settings and its text."""
    made = Element("item", ident=ident, title=_line(name))
    settings = {
        "question_type": kind,
        "points_possible": f"{points}.0",
        "original_answer_ids": ",".join(numbers),
        "assessment_question_identifierref": f"{ident}_ref",
    }
    _fields_of(SubElement(SubElement(made, "itemmetadata"), "qtimetadata"), settings)
    _material(SubElement(made, "presentation"), f"<div>{asked}</div>", "text/html")
    return made


def _asked(simple: Simple, bundle: Bundle) -> tuple[str, str]:
    """What is asked, and the word that names its gaps, which stands in brackets nowhere else."""
    item = simple.item
    before = question(item, bundle.cases)
    after = join(el("p", el("em", simple.label)) if simple.label else NOTHING, el("p", _told(simple)))
    if simple.shape != "gaps":
        return join(before, passage(item), after), ""
    # Of braces, such a text has only those of its marks: the bank is read no other way.
    marked = filled(item, lambda mark: f"{{{mark}}}")
    gap = "gap"
    while f"[{gap}" in f"{before}{marked}{after}":
        gap += "_"
    names = {part.id: f"[{gap}{number}]" for number, part in enumerate(simple.parts, 1)}
    return f"{before}{MARK.sub(lambda found: names.get(found[1], ''), marked)}{after}", gap


def _told(simple: Simple) -> str:
    if simple.shape == "order":
        return "Choose a place for each step."
    if simple.shape == "gaps":
        return "Choose from each list."
    return f"{told(simple)} Type the number only." if simple.shape == "number" else told(simple)


def _fields(simple: Simple, gap: str) -> list[Field]:
    item, numbers = simple.item, count(FIRST)
    if simple.shape == "number":
        return []
    if simple.shape == "gaps":
        return [
            Field(tuple(Answer(next(numbers), o.text, o.correct, o.reason) for o in part.options), f"{gap}{place}")
            for place, part in enumerate(simple.parts, 1)
        ]
    if simple.shape == "match":
        columns = [option.text for option in simple.parts[0].options]
        rows = [
            (part.label, [o.correct for o in part.options], part.by_id[part.keys[0]].reason) for part in simple.parts
        ]
        return _rows(rows, columns)
    if simple.shape == "order":
        steps = [choice.id for choice in simple.choices]
        mixed = shuffled(item)
        return _rows([(o.text, [o.id == step for step in steps], o.reason) for o in mixed], _places(len(steps)))
    shown = [(f"({n}) " if item.kind.startswith("highlight") else "") for n in range(1, len(simple.choices) + 1)]
    answers = (
        Answer(next(numbers), f"{sign}{choice.text}", choice.share == 1, choice.reason)
        for sign, choice in zip(shown, simple.choices, strict=True)
    )
    return [Field(tuple(answers))]


def _rows(rows: Sequence[tuple[str, Sequence[bool], str]], columns: Sequence[str]) -> list[Field]:
    """Rows to be matched: words, which column is right, and why. All have the same columns under the same numbers."""
    first = FIRST + len(rows)
    return [
        Field(tuple(Answer(*one) for one in zip(count(first), columns, rights)), str(number), words, reason)
        for number, (words, rights, reason) in enumerate(rows, FIRST)
    ]


def _places(number: int) -> list[str]:
    return [f"{place}{' (first)' * (place == 1)}{' (last)' * (place == number)}" for place in range(1, number + 1)]


def _numbers(fields: Sequence[Field]) -> list[str]:
    return [str(answer.number) for field in fields for answer in field.answers]


def _choices(presentation: Element, field: Field, cardinality: str) -> None:
    made = SubElement(presentation, "response_lid", ident=field.ident, rcardinality=cardinality)
    if field.name:
        _material(made, field.label or field.name, "text/plain")
    listed = SubElement(made, "render_choice")
    for answer in field.answers:
        _material(SubElement(listed, "response_label", ident=str(answer.number)), answer.text, "text/plain")


# ---- what is right, and what is told ----


def _choice_rules(rules: Element, simple: Simple, fields: Sequence[Field]) -> None:
    (field,) = fields
    _tell_each(rules, field)
    met = _when(rules, "No")
    if simple.shape == "one":
        _equals(met[0], field, next(answer for answer in field.answers if answer.right))
    else:
        every = SubElement(met[0], "and")
        for answer in field.answers:
            _equals(every if answer.right else SubElement(every, "not"), field, answer)
    _score(met, "Set", "100")


def _gap_rules(rules: Element, simple: Simple, fields: Sequence[Field]) -> None:
    for field in fields:
        _tell_each(rules, field)
    for field in fields:
        _add(rules, field, len(fields))


def _row_rules(rules: Element, simple: Simple, fields: Sequence[Field]) -> None:
    for field in fields:
        right = _add(rules, field, len(fields))
        missed = _when(rules)
        _equals(SubElement(missed[0], "not"), field, right)
        _tell(missed, f"{field.name}_fb")


def _number_rules(rules: Element, simple: Simple, fields: Sequence[Field]) -> None:
    number = simple.item.number
    assert number is not None
    right, margin = (Decimal(figure(value)) for value in (number.answer, number.tolerance))
    met = _when(rules, "No")
    either = SubElement(met[0], "or")
    SubElement(either, "varequal", respident="response1").text = figure(number.answer)
    between = SubElement(either, "and")
    SubElement(between, "vargte", respident="response1").text = format(right - margin, "f")
    SubElement(between, "varlte", respident="response1").text = format(right + margin, "f")
    _score(met, "Set", "100")


_RULES: dict[str, Callable[[Element, Simple, Sequence[Field]], None]] = {
    "multiple_choice_question": _choice_rules,
    "multiple_answers_question": _choice_rules,
    "multiple_dropdowns_question": _gap_rules,
    "matching_question": _row_rules,
    "numerical_question": _number_rules,
}


def _reasons(kind: str, fields: Sequence[Field]) -> Iterator[tuple[str, str]]:
    """What is told by its identifier: of a row when it is wrong, else of an answer when it is picked."""
    if kind == "matching_question":
        yield from ((f"{field.name}_fb", field.reason) for field in fields)
    else:
        yield from ((f"{answer.number}_fb", answer.reason) for field in fields for answer in field.answers)


def _when(rules: Element, more: str = "") -> Element:
    """A rule, whose first child is to hold its condition."""
    made = SubElement(rules, "respcondition", {"continue": more} if more else {})
    SubElement(made, "conditionvar")
    return made


def _equals(parent: Element, field: Field, answer: Answer) -> None:
    SubElement(parent, "varequal", respident=field.ident).text = str(answer.number)


def _add(rules: Element, field: Field, of: int) -> Answer:
    """A share of the points for the right answer of a gap or a row."""
    right = next(answer for answer in field.answers if answer.right)
    met = _when(rules)
    _equals(met[0], field, right)
    _score(met, "Add", f"{100 / of:.2f}")
    return right


def _score(rule: Element, action: str, value: str) -> None:
    SubElement(rule, "setvar", action=action, varname="SCORE").text = value


def _tell(rule: Element, ident: str) -> None:
    SubElement(rule, "displayfeedback", feedbacktype="Response", linkrefid=ident)


def _tell_each(rules: Element, field: Field) -> None:
    for answer in field.answers:
        picked = _when(rules, "Yes")
        _equals(picked[0], field, answer)
        _tell(picked, f"{answer.number}_fb")


def _feedback(made: Element, ident: str, words: str) -> None:
    _material(SubElement(SubElement(made, "itemfeedback", ident=ident), "flow_mat"), words, "text/html")


# ---- pieces ----


def _material(parent: Element, words: str, kind: str) -> None:
    SubElement(SubElement(parent, "material"), "mattext", texttype=kind).text = words


def _fields_of(parent: Element, settings: dict[str, str]) -> None:
    for label, entry in settings.items():
        made = SubElement(parent, "qtimetadatafield")
        _said(made, "fieldlabel", label)
        _said(made, "fieldentry", entry)


def _said(parent: Element, tag: str, words: str) -> None:
    SubElement(parent, tag).text = words


def _line(words: str) -> str:
    return " ".join(words.split())


# ---- the report ----


def _fit(item: Item, simples: tuple[Simple, ...], made: Sequence[Element]) -> Fit:
    if any(len(one[1][0][0].text or "") > LONGEST_TEXT for one in made):
        return Fit(
            item.id, "none", "omitted", f"Its text and chart are longer than the {LONGEST_TEXT} signs Canvas takes."
        )
    names = [NAMES[TYPES[simple.shape]] for simple in simples]
    target = " + ".join(f"{names.count(one)} {one}" if names.count(one) > 1 else one for one in dict.fromkeys(names))
    shapes = {simple.shape for simple in simples}
    halves = any(0 < choice.share < 1 for simple in simples for choice in simple.choices)
    reshaped = item.rule == "rationale" or item.kind == "dragdrop_cloze" or item.kind.startswith("highlight")
    if shapes & {"count", "order"} or halves:
        fidelity = "approximate"
    elif len(simples) > 1 or "match" in shapes or reshaped:
        fidelity = "points_only"
    else:
        fidelity = "exact"
    return Fit(item.id, target, fidelity, sentence(*_notes(item, simples, halves)))


def _notes(item: Item, simples: tuple[Simple, ...], halves: bool) -> Iterator[str]:
    shapes = {simple.shape for simple in simples}
    if len(simples) > 1:
        yield f"It becomes {len(simples)} questions, one for each part."
    if "count" in shapes:
        yield (
            "Canvas takes points away for wrong picks, where ours earn nothing, and it cannot stop a learner from "
            "picking too many."
        )
    if "match" in shapes:
        yield "Each row has a list to choose from in place of a grid."
    if "order" in shapes:
        yield (
            "Canvas Classic has no ordering. The steps are matched with their places, and each right place earns its "
            "part of the point, where ours is earned for the whole order."
        )
    if item.rule == "rationale":
        yield "It becomes a choice among whole sentences."
        if simples[0].note:
            yield f"{simples[0].note[0].upper()}{simples[0].note[1:]}."
    if halves:
        yield "A sentence that is half right earns nothing in Canvas."
    if item.kind == "dragdrop_cloze":
        yield "The words are chosen from a list in each gap."
    if item.kind.startswith("highlight"):
        yield "The parts are ticked in a list; the text shows them in bold."
    if "number" in shapes:
        yield "Only the number is typed, without its unit."
