"""One question as a QTI 2.1 item, with the points that it earns here.

Where one answer decides, a standard template counts the points; where there are several, or a reason needs its
conclusion, rules inside the item do. What is told after the answer is one piece of feedback, the same for any answer:
all reasons, the point to carry away, the sources. Feedback inside an option would be closer to it, but TAO takes no
item that has it and opens a window for each piece of feedback.

Specification: 1EdTech (IMS), Question and Test Interoperability 2.1, information model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from helpers.markup import NOTHING, Safe, el, join, raw, sentence
from helpers.quiz import feedback
from helpers.quiz.export import wording
from helpers.quiz.export.package import figure
from helpers.quiz.items import Case, Item, Part
from helpers.quiz.scoring import most
from helpers.quiz.sheet import shuffled

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
HEAD = {
    "xmlns": NAMESPACE,
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{NAMESPACE} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
}
"""Attributes of a root element; TAO takes no item without the place of its schema."""

TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
LONGEST_TITLE = 110
LONGEST_LABEL = 256

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


class Drawn(NamedTuple):
    """What a question is made of: its response variables, what is seen, and how its points are counted.

    ``template`` is the standard way to count them, empty where the ``rules`` do it.
    """

    responses: Safe
    body: Safe
    template: str = ""
    rules: Safe = NOTHING


class Form(NamedTuple):
    """The interaction that a type of question becomes, and the function that draws it."""

    interaction: str
    draw: Callable[[Item], Drawn]


class Made(NamedTuple):
    """A question as a file, and whether rules of its own count the points."""

    xml: Safe
    own_rules: bool


def identifier(prefix: str, text: str) -> str:
    """An id as QTI takes it; two different ones never become the same."""
    return prefix + (text if _PLAIN.fullmatch(text) else f"-{text.encode(errors='surrogatepass').hex()}")


def line(text: str, longest: int = LONGEST_TITLE) -> str:
    """A text on one line, cut where it is too long for a title."""
    words = " ".join(text.split())
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def assessment_item(item: Item, cases: Mapping[str, Case]) -> Made:
    """The item with everything that is seen, scored and told."""
    drawn = FORMS[item.kind].draw(item)
    xml = el(
        "assessmentItem",
        drawn.responses,
        outcome("SCORE", "float", 0, normalMaximum=most(item), normalMinimum=0),
        outcome("MAXSCORE", "float", most(item)),
        outcome("FEEDBACK", "identifier", "why"),
        el("itemBody", _without_border(wording.background(item, cases)), drawn.body),
        el("responseProcessing", drawn.rules, template=f"{TEMPLATES}{drawn.template}" if drawn.template else None),
        el(
            "modalFeedback",
            _told(item, cases.get(item.case)),
            outcomeIdentifier="FEEDBACK",
            identifier="why",
            showHide="show",
            title="Why",
        ),
        identifier=identifier("mbc-", item.id),
        title=line(f"{item.type_name}: {item.stem}"),
        adaptive="false",
        timeDependent="false",
        **{"xml:lang": "en-US"},
        **HEAD,
    )
    return Made(xml, bool(drawn.rules))


def outcome(name: str, base: str, value: object, **attributes: int) -> Safe:
    """An outcome variable with its value at the start."""
    start = el("defaultValue", el("value", value))
    return el("outcomeDeclaration", start, identifier=name, cardinality="single", baseType=base, **attributes)


def _told(item: Item, case: Case | None) -> Safe:
    looking_back = case.debrief if case and item == case.items[-1] else ()
    return join(
        feedback.reasons(item, item.key),
        wording.feedback(item),
        [el("h4", "Looking back"), [el("p", one) for one in looking_back]] if looking_back else NOTHING,
    )


def _asked(item: Item) -> Safe:
    return join(el("strong", item.stem), " ", el("em", item.told))


def _without_border(markup: Safe) -> Safe:
    """Our HTML as QTI takes it: its tables have no such attribute. Text cannot hold the tag, it is escaped."""
    return raw(markup.replace('<table border="1">', "<table>"))


def _worded(item: Item, fill: Callable[[str], object]) -> Safe:
    return _without_border(wording.filled(item, fill))


# ---- response variables ----


def _variables(item: Item) -> dict[str, str]:
    """The response variable of each part; alone it has the name that the standard templates expect."""
    if len(item.parts) == 1:
        return {item.parts[0].id: "RESPONSE"}
    return {part.id: f"RESPONSE_{number}" for number, part in enumerate(item.parts, 1)}


def _choice(variable: str, option_id: str) -> str:
    """The identifier of an option; no other of the item may have it, also where parts share a list."""
    return identifier(f"C{variable.removeprefix('RESPONSE').lstrip('_')}_", option_id)


def _response(variable: str, cardinality: str, base: str, correct: Iterable[str], mapping: Safe = NOTHING) -> Safe:
    return el(
        "responseDeclaration",
        el("correctResponse", [el("value", value) for value in correct]),
        mapping,
        identifier=variable,
        cardinality=cardinality,
        baseType=base,
    )


def _mapping(keys: Sequence[str], largest: int, otherwise: int = 0) -> Safe:
    """A point for each key, ``otherwise`` for anything else, and never less than 0 or more than there are points."""
    entries = [el("mapEntry", mapKey=key, mappedValue=1) for key in keys]
    return el("mapping", entries, lowerBound=0, upperBound=largest, defaultValue=otherwise)


def _picked(item: Item, part: Part, variable: str) -> Safe:
    """The response variable of a part whose options are picked from."""
    keys = [_choice(variable, key) for key in part.keys]
    single = part.most == 1
    mapping = _mapping(keys, 1 if single else len(keys), -1 if item.rule == "plus_minus" else 0)
    correct = [_choice(variable, key) for key in item.key[part.id]]
    return _response(variable, "single" if single else "multiple", "identifier", correct, mapping)


# ---- counting points ----


def _variable(name: str) -> Safe:
    return el("variable", identifier=name)


def _score(value: Safe) -> Safe:
    return el("setOutcomeValue", value, identifier="SCORE")


def _if(condition: Safe, then: Safe, otherwise: Safe = NOTHING) -> Safe:
    last = el("responseElse", otherwise) if otherwise else NOTHING
    return el("responseCondition", el("responseIf", condition, then), last)


def _added(variable: str) -> Safe:
    """Add the points of a variable. Without an answer there is nothing to map: systems differ in what that gives."""
    answered = el("not", el("isNull", _variable(variable)))
    return _if(answered, _score(el("sum", _variable("SCORE"), el("mapResponse", identifier=variable))))


def _is(variable: str, option_id: str) -> Safe:
    value = el("baseValue", _choice(variable, option_id), baseType="identifier")
    return el("match", _variable(variable), value)


def _counted(item: Item, variables: Mapping[str, str]) -> tuple[str, Safe]:
    """Template or rules: one variable as it is, several added up, or reasons behind their conclusion."""
    if item.effects:
        return "", _gated(item, variables)
    if len(variables) == 1:
        return "map_response", NOTHING
    return "", join(*(_added(variable) for variable in variables.values()))


def _gated(item: Item, variables: Mapping[str, str]) -> Safe:
    """Reasons count only with the right conclusion, and one that is given twice counts once."""
    cause = variables[item.parts[0].id]
    first, *others = item.effects
    earned = join(*(_added(variables[part.id]) for part in item.effects))
    for second in others:
        one, two = variables[first.id], variables[second.id]
        twice = [el("and", _is(one, key), _is(two, key)) for key in second.keys if key in first.by_id]
        if twice:
            earned = _if(el("or", twice), _added(one), earned)
    return _if(el("match", _variable(cause), el("correct", identifier=cause)), earned)


# ---- one for each type ----


def _choices(item: Item) -> Drawn:
    """A list to choose from for each part: choice, select all, select N, grouping, columns of a matrix, bow-tie."""
    variables = _variables(item)
    alone = len(item.parts) == 1
    lists = [
        el(
            "choiceInteraction",
            el("prompt", _asked(item) if alone else _part_asked(part)),
            [el("simpleChoice", one.text, identifier=_choice(variables[part.id], one.id)) for one in part.options],
            responseIdentifier=variables[part.id],
            shuffle="false",
            maxChoices=part.most,
        )
        for part in item.parts
    ]
    return Drawn(
        join(*(_picked(item, part, variables[part.id]) for part in item.parts)),
        join(NOTHING if alone else el("p", _asked(item)), lists),
        *_counted(item, variables),
    )


def _part_asked(part: Part) -> str:
    return sentence(part.label) + (f" Choose {part.most}." if part.most else "")


def _drop_downs(item: Item) -> Drawn:
    """A list in each gap of a text or a table."""
    variables = _variables(item)

    def gap(mark: str) -> Safe:
        part, variable = item.part[mark], variables[mark]
        return el(
            "inlineChoiceInteraction",
            [el("inlineChoice", one.text, identifier=_choice(variable, one.id)) for one in part.options],
            responseIdentifier=variable,
            shuffle="false",
            label=line(part.label, LONGEST_LABEL),
        )

    return Drawn(
        join(*(_picked(item, part, variables[part.id]) for part in item.parts)),
        join(el("p", _asked(item)), _worded(item, gap)),
        *_counted(item, variables),
    )


def _matrix(item: Item) -> Drawn:
    """A grid with one column for each row."""

    def pair(part: Part, column: str) -> str:
        return f"{identifier('R_', part.id)} {identifier('C_', column)}"

    pairs = [pair(part, key) for part in item.parts for key in part.keys]
    rows = [
        el("simpleAssociableChoice", part.label, identifier=identifier("R_", part.id), matchMax=1)
        for part in item.parts
    ]
    columns = [
        el("simpleAssociableChoice", one.text, identifier=identifier("C_", one.id), matchMax=0)
        for one in item.parts[0].options
    ]
    return Drawn(
        _response("RESPONSE", "multiple", "directedPair", pairs, _mapping(pairs, len(pairs))),
        el(
            "matchInteraction",
            el("prompt", _asked(item)),
            el("simpleMatchSet", rows),
            el("simpleMatchSet", columns),
            responseIdentifier="RESPONSE",
            shuffle="false",
            maxAssociations=len(rows),
        ),
        "map_response",
    )


def _placing(item: Item) -> Drawn:
    """Words to drag into gaps; each word and each gap is used once, so a reason cannot count twice."""

    def pair(part: Part, token: str) -> str:
        return f"{identifier('T_', token)} {identifier('G_', part.id)}"

    def gap(mark: str) -> Safe:
        slot = el("gap", identifier=identifier("G_", mark), label=line(item.part[mark].label, LONGEST_LABEL))
        return el("span", slot) if item.cells else slot  # a cell of a table takes no bare gap

    counted = item.effects or item.parts
    keys = [pair(part, key) for part in counted for key in part.keys]
    correct = [pair(part, key) for part in item.parts for key in item.key[part.id]]
    words = [el("gapText", one.text, identifier=identifier("T_", one.id), matchMax=1) for one in item.parts[0].options]
    return Drawn(
        _response("RESPONSE", "multiple", "directedPair", correct, _mapping(keys, most(item))),
        el(
            "gapMatchInteraction",
            el("prompt", _asked(item)),
            words,
            _worded(item, gap),
            responseIdentifier="RESPONSE",
            shuffle="true",  # their order says nothing, but may give away the gaps
        ),
        *(("", _placed(pair(item.parts[0], item.parts[0].keys[0]))) if item.effects else ("map_response", NOTHING)),
    )


def _placed(cause: str) -> Safe:
    conclusion = el("member", el("baseValue", cause, baseType="directedPair"), _variable("RESPONSE"))
    return _if(conclusion, _score(el("mapResponse", identifier="RESPONSE")))


def _highlight(item: Item) -> Drawn:
    """Words of a text or a table to mark."""
    part = item.parts[0]

    def token(mark: str) -> Safe:
        return el("hottext", part.by_id[mark].text, identifier=_choice("RESPONSE", mark))

    return Drawn(
        _picked(item, part, "RESPONSE"),
        el(
            "hottextInteraction",
            el("prompt", _asked(item)),
            _worded(item, token),
            responseIdentifier="RESPONSE",
            maxChoices=part.most,
        ),
        "map_response",
    )


def _order(item: Item) -> Drawn:
    """Steps to put in order; they stand in another order than the right one."""
    right = [_choice("RESPONSE", one.id) for one in item.parts[0].options]
    steps = [el("simpleChoice", one.text, identifier=_choice("RESPONSE", one.id)) for one in shuffled(item)]
    return Drawn(
        _response("RESPONSE", "ordered", "identifier", right),
        el(
            "orderInteraction",
            el("prompt", _asked(item)),
            steps,
            responseIdentifier="RESPONSE",
            shuffle="false",
        ),
        "match_correct",
    )


def _number(item: Item) -> Drawn:
    """A number to type."""
    number = item.number
    assert number is not None
    entry = el("textEntryInteraction", responseIdentifier="RESPONSE", expectedLength=10)
    # As wide as our own comparison, which allows for how computers hold decimals.
    tolerance = figure(number.tolerance + 1e-9)
    right = el(
        "equal",
        _variable("RESPONSE"),
        el("correct", identifier="RESPONSE"),
        toleranceMode="absolute",
        tolerance=f"{tolerance} {tolerance}",
    )
    return Drawn(
        _response("RESPONSE", "single", "float", [figure(number.answer)]),
        join(
            el("p", _asked(item)),
            el("p", sentence(number.rounding, "Give it without its unit, with a point for decimals.")),
            el("p", f"{item.parts[0].label}: ", entry),
        ),
        rules=_if(right, _score(el("baseValue", 1, baseType="float"))),
    )


FORMS = {
    "multiple_choice": Form("choiceInteraction", _choices),
    "multiple_response_select_all": Form("choiceInteraction", _choices),
    "multiple_response_select_n": Form("choiceInteraction", _choices),
    "multiple_response_grouping": Form("choiceInteraction", _choices),
    "matrix_multiple_choice": Form("matchInteraction", _matrix),
    "matrix_multiple_response": Form("choiceInteraction", _choices),
    "dropdown_cloze": Form("inlineChoiceInteraction", _drop_downs),
    "dropdown_table": Form("inlineChoiceInteraction", _drop_downs),
    "dropdown_rationale_dyad": Form("inlineChoiceInteraction", _drop_downs),
    "dropdown_rationale_triad": Form("inlineChoiceInteraction", _drop_downs),
    "dragdrop_cloze": Form("gapMatchInteraction", _placing),
    "dragdrop_rationale_dyad": Form("gapMatchInteraction", _placing),
    "dragdrop_rationale_triad": Form("gapMatchInteraction", _placing),
    "highlight_text": Form("hottextInteraction", _highlight),
    "highlight_table": Form("hottextInteraction", _highlight),
    "bowtie": Form("choiceInteraction", _choices),
    "ordered_response": Form("orderInteraction", _order),
    "calculation": Form("textEntryInteraction", _number),
}
"""The form of each type of question."""
