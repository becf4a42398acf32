"""What a system does with a QTI 2.1 item: refuse what cannot be picked, run the response processing, give outcomes.

Written from the information model of QTI 2.1 and not from our writer, for what our items use. Where the model leaves
open what comes of no answer at all, or where systems differ, it raises :class:`Unclear`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from xml.etree.ElementTree import Element

NS = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"

Responses = Mapping[str, Sequence[str]]
"""What a learner gave: the values of each response variable."""

Value = str | float | bool | list | None
"""A value of an expression; ``None`` is NULL, a list is a container."""


class Refused(ValueError):
    """No system lets a learner give this."""


class Unclear(ValueError):
    """Systems differ in what comes of this."""


def outcomes(item: Element, given: Responses) -> dict[str, Value]:
    """The outcome variables after an answer."""
    refuse(item, given)
    return _Session(item, given).processed()


def local(element: Element) -> str:
    """Name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


# ---- what can be picked ----


def refuse(item: Element, given: Responses) -> None:
    """Raise :class:`Refused` for values that the interactions do not have or do not allow."""
    interactions = {one.get("responseIdentifier"): one for one in item.iter() if local(one).endswith("Interaction")}
    declared = [one.get("identifier") for one in item.findall(f"{NS}responseDeclaration")]
    if sorted(declared) != sorted(interactions) or not set(given) <= set(declared):
        raise Refused(f"{sorted(given)}, {declared}")
    for name, values in given.items():
        if len(set(values)) < len(values):
            raise Refused(f"{values} has one value twice")
        _REFUSE[local(interactions[name])](interactions[name], values)


def _of_choices(*names: str) -> Callable[[Element, Sequence[str]], None]:
    def check(interaction: Element, values: Sequence[str]) -> None:
        known = [one.get("identifier") for one in interaction.iter() if local(one) in names]
        largest = int(interaction.get("maxChoices", "1" if "inlineChoice" in names else "0"))
        if not set(values) <= set(known) or (largest and len(values) > largest):
            raise Refused(f"{values} of {known}, {largest} at most")

    return check


def _of_pairs(interaction: Element, values: Sequence[str]) -> None:
    if local(interaction) == "matchInteraction":
        first, second = (list(one) for one in interaction.findall(f"{NS}simpleMatchSet"))
        largest = int(interaction.get("maxAssociations", "1"))
    else:
        first, second = list(interaction.iter(f"{NS}gapText")), list(interaction.iter(f"{NS}gap"))
        largest = 0
    pairs = [value.split(" ") for value in values]
    if largest and len(pairs) > largest:
        raise Refused(f"{len(pairs)} pairs")
    for side, choices in enumerate((first, second)):
        used = Counter(pair[side] for pair in pairs)
        most = {one.get("identifier"): 1 if local(one) == "gap" else int(one.get("matchMax")) for one in choices}
        if any(name not in most or 0 < most[name] < times for name, times in used.items()):
            raise Refused(f"{used} of {most}")


def _of_number(_: Element, values: Sequence[str]) -> None:
    if len(values) > 1:
        raise Refused(f"{values}")
    [float(value) for value in values]


_REFUSE = {
    "choiceInteraction": _of_choices("simpleChoice"),
    "orderInteraction": _of_choices("simpleChoice"),
    "inlineChoiceInteraction": _of_choices("inlineChoice"),
    "hottextInteraction": _of_choices("hottext"),
    "matchInteraction": _of_pairs,
    "gapMatchInteraction": _of_pairs,
    "textEntryInteraction": _of_number,
}


# ---- response processing ----


class _Session:
    """Variables of an item while it is scored."""

    def __init__(self, item: Element, given: Responses) -> None:
        self.declared = {one.get("identifier"): one for one in item.findall(f"{NS}responseDeclaration")}
        self.responses = {name: _typed(one, given.get(name, ())) for name, one in self.declared.items()}
        self.outcomes = {
            one.get("identifier"): _typed(one, _values(one, "defaultValue"))
            for one in item.findall(f"{NS}outcomeDeclaration")
        }
        self.types = {one.get("identifier"): one.get("baseType") for one in item.findall(f"{NS}outcomeDeclaration")}
        self.rules = item.find(f"{NS}responseProcessing")

    def processed(self) -> dict[str, Value]:
        if len(self.rules):
            self.run(self.rules)
        elif self.rules.get("template") == f"{TEMPLATES}match_correct":
            self.outcomes["SCORE"] = 1.0 if self.match("RESPONSE") else 0.0
        elif self.rules.get("template") == f"{TEMPLATES}map_response":
            empty = self.responses["RESPONSE"] is None
            self.outcomes["SCORE"] = 0.0 if empty else self.mapped("RESPONSE")
        else:
            raise Unclear("no response processing")
        return self.outcomes

    def run(self, rules: Element) -> None:
        for rule in rules:
            if local(rule) == "responseCondition":
                self.condition(rule)
            elif local(rule) == "setOutcomeValue":
                (expression,) = rule
                value = self.value(expression)
                if rule.get("identifier") not in self.outcomes or value is None:
                    raise Unclear(f"{rule.get('identifier')} becomes {value}")
                self.outcomes[rule.get("identifier")] = value
            else:
                raise Unclear(local(rule))

    def condition(self, rule: Element) -> None:
        for branch in rule:
            if local(branch) == "responseElse":
                return self.run(branch)
            condition, *rules = branch
            if self.value(condition) is True:
                return self.run(rules)
        return None

    def match(self, name: str) -> bool:
        given, correct = self.responses[name], _typed(self.declared[name], _values(self.declared[name]))
        if isinstance(given, list) and self.declared[name].get("cardinality") == "multiple":
            return Counter(given) == Counter(correct)
        return given is not None and given == correct

    def mapped(self, name: str) -> float:
        """``mapResponse``: the value of each pick that is mapped, the default for each that is not, within bounds."""
        given, mapping = self.responses[name], self.declared[name].find(f"{NS}mapping")
        if given is None or mapping is None:
            raise Unclear(f"{name} has nothing to map")
        values = {entry.get("mapKey"): float(entry.get("mappedValue")) for entry in mapping}
        default = float(mapping.get("defaultValue", "0"))
        total = sum(values.get(one, default) for one in (given if isinstance(given, list) else [given]))
        return min(max(total, float(mapping.get("lowerBound"))), float(mapping.get("upperBound")))

    def value(self, expression: Element) -> Value:
        name, inside = local(expression), list(expression)
        match name:
            case "variable":
                known = {**self.responses, **self.outcomes}
                return known[expression.get("identifier")]
            case "correct":
                declared = self.declared[expression.get("identifier")]
                return _typed(declared, _values(declared))
            case "baseValue":
                return _single(expression.get("baseType"), expression.text)
            case "mapResponse":
                return self.mapped(expression.get("identifier"))
        values = [self.value(one) for one in inside]
        match name:
            case "isNull":
                (value,) = values
                return value is None
            case "not":
                (value,) = values
                return None if value is None else not value
            case "and":
                return False if False in values else None if None in values else True
            case "or":
                return True if True in values else None if None in values else False
            case "sum":
                return None if None in values else sum(values)
            case "match":
                one, other = values
                if isinstance(one, float) or isinstance(other, float) or isinstance(one, list):
                    raise Unclear("match of floats or containers")
                return None if None in values else one == other
            case "member":
                one, container = values
                return None if None in values else one in container
            case "equal":
                return None if None in values else _equal(expression, *values)
        raise Unclear(name)


def _equal(expression: Element, one: Value, other: Value) -> bool:
    below, above = map(float, expression.get("tolerance").split())
    if expression.get("toleranceMode") != "absolute":
        raise Unclear(expression.get("toleranceMode"))
    return one - below <= other <= one + above


def _values(declaration: Element, name: str = "correctResponse") -> list[str]:
    return [value.text for value in declaration.findall(f"{NS}{name}/{NS}value")]


def _typed(declaration: Element, values: Sequence[str]) -> Value:
    """Values of a declared variable; an empty container is NULL."""
    typed = [_single(declaration.get("baseType"), value) for value in values]
    if not typed:
        return None
    if declaration.get("cardinality") == "single":
        (value,) = typed
        return value
    return typed


def _single(base: str, text: str) -> Value:
    return float(text) if base == "float" else text
