"""Moodle XML, as Moodle's own import reads it (question/format/xml and the question types it hands questions to).

The points come out as ours: a key earns its share of them and, where any number may be picked, a wrong pick takes as
much away. What Moodle cannot do is to stop a learner from ticking too many; the report says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from xml.etree.ElementTree import Element, SubElement

from helpers.markup import NOTHING, Safe, el, join, sentence, text
from helpers.quiz import bank, feedback
from helpers.quiz.export import slug
from helpers.quiz.export.contract import Bundle, Export, Fit
from helpers.quiz.export.package import figure, xml_file
from helpers.quiz.export.simpler import Choice, Simple, simpler
from helpers.quiz.export.singles import keys, title, told
from helpers.quiz.export.wording import afterword, filled, passage, question
from helpers.quiz.frameworks import INDEPENDENT, NEEDS, STEPS
from helpers.quiz.items import MARK, Case, Item, Part
from helpers.series import notebook_name

SHARES = (*range(1, 11), 20)
"""Into how many equal shares Moodle can divide the points; it refuses other fractions (question/engine/bank.php)."""

LONGEST_MATCH = 255
LONGEST_NAME = 255
LONGEST_ID = 100
LONGEST_UNIT = 50
LONGEST_TAG = 50

COMBINED = {
    "correctfeedback": "All of it is right.",
    "partiallycorrectfeedback": "Part of it is right.",
    "incorrectfeedback": "This is not right yet.",
}
"""What is said about an answer as a whole."""


def write(bundle: Bundle) -> Export:
    """One file: a category for each notebook and each case, with the questions in their order."""
    quiz = Element("quiz")
    _category(quiz, bundle.title)
    _head(
        quiz, "description", bundle.title, join(el("p", el("strong", bundle.title)), el("p", INDEPENDENT)), NOTHING, 0
    )
    report, here = [], ""
    for item in bundle.items:
        case = bundle.cases.get(item.case)
        place = case.id if case else bank.notebook_of(item)
        if place != here:
            _category(quiz, bundle.title, case.title if case else notebook_name(place))
            if case:
                _opening(quiz, case)
        here = place
        simples = simpler(item)
        report.append(_fit(item, simples))
        if report[-1].fidelity != "omitted":
            for number, simple in enumerate(simples, 1):
                _question(quiz, simple, bundle, f", part {number} of {len(simples)}" if len(simples) > 1 else "")
    return Export({f"{slug(bundle.title)}.xml": xml_file(quiz)}, tuple(report))


# ---- what every question has ----


def _category(quiz: Element, *names: str) -> None:
    """A place in the question bank for the questions after it."""
    made = SubElement(quiz, "question", type="category")
    _text(made, "category", "/".join(["$course$", "top", *map(_step, names)]))
    _text(made, "info", "", format="html")


def _step(name: str) -> str:
    """A name in a path: slashes are doubled, as Moodle does, and no angle bracket is left, which it takes for a tag."""
    line = " ".join(name.replace("<", "‹").replace(">", "›").split())
    return line.strip("/ ")[: LONGEST_NAME - 5].replace("/", "//") or "Questions"


def _opening(quiz: Element, case: Case) -> None:
    """The page before the questions of a case."""
    said = join(
        el("p", el("strong", f"Case: {case.title}")),
        el("p", f"{case.client} {case.setting}."),
        el("p", "The client is fictional. Answer the questions in their order: the chart grows from one to the next."),
    )
    _head(quiz, "description", f"Case: {case.title}", said, NOTHING, 0)


def _question(quiz: Element, simple: Simple, bundle: Bundle, part: str) -> None:
    item, kind = simple.item, _type(simple)
    reasons = NOTHING if kind in ("multichoice", "cloze") else feedback.reasons(item, item.key)
    after = join(reasons, afterword(item, bundle.cases))
    name = f"{title(simple, bundle.cases)}{part}"
    made = _head(quiz, kind, name, _asked(simple, kind, bundle), after, simple.points)
    SubElement(made, "idnumber").text = simple.id[:LONGEST_ID]
    if kind in _ANSWERS:
        _ANSWERS[kind](made, simple)
    tags = SubElement(made, "tags")
    for tag in _tags(item):
        _text(tags, "tag", tag[:LONGEST_TAG])


def _head(quiz: Element, kind: str, name: str, asked: str, after: Safe, points: int) -> Element:
    made = SubElement(quiz, "question", type=kind)
    _text(made, "name", " ".join(name.split())[:LONGEST_NAME])
    _text(made, "questiontext", asked, format="html")
    _text(made, "generalfeedback", after, format="html")
    if kind != "cloze":  # its points are those of its gaps
        SubElement(made, "defaultgrade").text = str(points)
    SubElement(made, "penalty").text = "0"
    SubElement(made, "hidden").text = "0"
    return made


def _text(parent: Element, name: str, words: str, **attributes: str) -> Element:
    made = SubElement(parent, name, attributes)
    SubElement(made, "text").text = words
    return made


def _tags(item: Item) -> Iterator[str]:
    yield f"step: {STEPS[item.step].name}"
    yield f"needs: {NEEDS[item.needs]}"
    yield f"bloom: {item.bloom}"
    yield f"objective: {item.objective}"
    yield f"section: {item.section}"
    yield f"type: {item.type_name}"
    if item.form:
        yield f"form: {item.form}"
    if item.case:
        yield f"case: {item.case}"


# ---- what is asked ----


def _type(simple: Simple) -> str:
    """The type of question in Moodle. A column too long to be stored as a match becomes a list in a text."""
    if simple.shape == "gaps":
        return "ddwtos" if simple.item.kind == "dragdrop_cloze" else "cloze"
    if simple.shape == "match":
        long = any(len(_plain(option.text)) > LONGEST_MATCH for option in simple.parts[0].options)
        return "cloze" if long else "matching"
    return {"order": "ordering", "number": "numerical"}.get(simple.shape, "multichoice")


def _asked(simple: Simple, kind: str, bundle: Bundle) -> str:
    label = el("p", el("em", simple.label)) if simple.label else NOTHING
    before = question(simple.item, bundle.cases)
    after = join(label, el("p", told(simple)))
    if kind in ("cloze", "ddwtos"):
        return f"{_harmless(before)}{_gapped(simple, kind)}{_harmless(after)}"
    return join(before, passage(simple.item), after)


def _gapped(simple: Simple, kind: str) -> str:
    """The text with a list, or a place to drop a word, in each gap."""
    if simple.shape == "match":
        return "".join(f"{_harmless(el('p', part.label))}{_list(part)}" for part in simple.parts)
    places = {option.id: number for number, option in enumerate(simple.parts[0].options, 1)}
    gaps = {part.id: _list(part) if kind == "cloze" else f"[[{places[part.keys[0]]}]]" for part in simple.parts}
    # Of braces, such a text has only those of its marks: the bank is read no other way.
    marked = filled(simple.item, lambda mark: f"{{{mark}}}").replace("[[", "&#91;&#91;")
    return MARK.sub(lambda found: gaps.get(found[1], ""), marked)


def _harmless(html: str) -> str:
    """HTML in which nothing begins a gap."""
    return html.replace("{", "&#123;").replace("[[", "&#91;&#91;")


def _list(part: Part) -> str:
    """A drop-down in Moodle's notation, each answer with its reason."""
    answers = [f"{'=' * one.correct}{_cloze(one.text)}#{_cloze(one.reason)}" for one in part.options]
    return f"{{1:MULTICHOICE:{'~'.join(answers)}}}"


_CLOZE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {sign: f"&#{ord(sign)};" for sign in "{}~#=%/\\\"'"})


def _cloze(words: str) -> str:
    """Words inside a drop-down. Moodle decodes them once and then shows them as HTML, so they are escaped twice."""
    return text(words).translate(_CLOZE)


def _plain(words: str) -> str:
    """Words where Moodle takes no HTML but drops what looks like a tag, such as ``<500``."""
    return escape(words, quote=False)


# ---- answers ----


def _multichoice(made: Element, simple: Simple) -> None:
    numbered = simple.item.kind.startswith("highlight")  # by the numbers the passage has
    whole = numbered or simple.item.rule == "rationale"
    SubElement(made, "single").text = "true" if simple.shape == "one" else "false"
    SubElement(made, "shuffleanswers").text = "false" if whole else "true"
    SubElement(made, "answernumbering").text = "none" if whole else "abc"
    SubElement(made, "showstandardinstruction").text = "0"
    _combined(made)
    for number, choice in enumerate(simple.choices, 1):
        words = f"({number}) {choice.text}" if numbered else choice.text
        answer = _text(made, "answer", el("p", words), fraction=_fraction(choice, simple), format="html")
        _text(answer, "feedback", el("p", choice.reason), format="html")


def _fraction(choice: Choice, simple: Simple) -> str:
    """The share of the points in percent, with the five decimals that Moodle compares."""
    share = choice.share
    if simple.shape != "one":
        wrong = -1 if simple.shape == "many" else 0
        share = (1 if choice.share else wrong) / keys(simple)
    return figure(round(100 * share, 5))


def _matching(made: Element, simple: Simple) -> None:
    SubElement(made, "shuffleanswers").text = "false"
    _combined(made)
    used = {key for part in simple.parts for key in part.keys}
    rows = [(el("p", part.label), part.by_id[part.keys[0]].text) for part in simple.parts]
    rows += [(NOTHING, option.text) for option in simple.parts[0].options if option.id not in used]
    for row, column in rows:
        _text(_text(made, "subquestion", row, format="html"), "answer", _plain(column))


def _words_to_drop(made: Element, simple: Simple) -> None:
    SubElement(made, "shuffleanswers").text = "1"
    _combined(made)
    wanted = Counter(part.keys[0] for part in simple.parts)
    for option in simple.parts[0].options:
        box = _text(made, "dragbox", _plain(option.text))
        SubElement(box, "group").text = "1"
        if wanted[option.id] > 1:
            SubElement(box, "infinite")


def _ordering(made: Element, simple: Simple) -> None:
    settings = {
        "layouttype": "VERTICAL",
        "selecttype": "ALL",
        "selectcount": str(len(simple.choices)),
        "gradingtype": "ALL_OR_NOTHING",
        "showgrading": "HIDE",
        "numberingstyle": "none",
        "shownumcorrect": "0",
    }
    for name, setting in settings.items():
        SubElement(made, name).text = setting
    _combined(made)
    for place, choice in enumerate(simple.choices, 1):
        _text(made, "answer", el("p", choice.text), fraction=str(place), format="html")


def _numerical(made: Element, simple: Simple) -> None:
    """The number with its tolerance; a known slip is told what went wrong. The first answer that fits counts."""
    number = simple.item.number
    assert number is not None
    right = ("100", number.answer, "")
    for fraction, value, reason in (right, *(("0", value, reason) for value, reason in number.mistakes)):
        answer = _text(made, "answer", figure(value), fraction=fraction, format="moodle_auto_format")
        _text(answer, "feedback", el("p", reason) if reason else "", format="html")
        SubElement(answer, "tolerance").text = figure(number.tolerance)
    if number.unit and len(number.unit) <= LONGEST_UNIT:
        unit = SubElement(SubElement(made, "units"), "unit")
        SubElement(unit, "multiplier").text = "1"
        SubElement(unit, "unit_name").text = number.unit
        SubElement(made, "unitgradingtype").text = "0"
        SubElement(made, "showunits").text = "0"  # it may be typed or left out


_ANSWERS: dict[str, Callable[[Element, Simple], None]] = {
    "multichoice": _multichoice,
    "matching": _matching,
    "ddwtos": _words_to_drop,
    "ordering": _ordering,
    "numerical": _numerical,
}


def _combined(made: Element) -> None:
    for name, said in COMBINED.items():
        _text(made, name, el("p", said), format="html")


# ---- the report ----


def _fit(item: Item, simples: tuple[Simple, ...]) -> Fit:
    if uneven := [keys(one) for one in simples if one.shape in ("many", "count") and keys(one) not in SHARES]:
        return Fit(item.id, "none", "omitted", f"Moodle cannot divide the points among {uneven[0]} right answers.")
    kinds = [_type(simple) for simple in simples]
    target = kinds[0] if len(kinds) == 1 else f"{len(kinds)} {kinds[0]}"
    same = len(simples) == 1 and simples[0].shape not in ("count", "match")
    reshaped = item.rule == "rationale" or item.kind.startswith("highlight")
    fidelity = "exact" if same and not reshaped else "points_only"
    return Fit(item.id, target, fidelity, sentence(*_notes(item, simples)))


def _notes(item: Item, simples: tuple[Simple, ...]) -> Iterator[str]:
    shapes = {simple.shape for simple in simples}
    if len(simples) > 1:
        yield f"It becomes {len(simples)} questions, one for each part; their points add up to the same."
    if "count" in shapes:
        yield (
            "Moodle cannot stop a learner from ticking more answers than are asked for, and a wrong one takes nothing "
            "away: whoever ticks all of them earns all points."
        )
    if "match" in shapes:
        yield "Each row has a list to choose from in place of a grid."
    if item.rule == "rationale":
        yield "It becomes a choice among whole sentences."
        if simples[0].note:
            yield f"{simples[0].note[0].upper()}{simples[0].note[1:]}."
    if item.kind.startswith("highlight"):
        yield "The parts are ticked in a list; the text shows them in bold."
    if "order" in shapes:
        yield "It needs Moodle 4.4 or newer, or the ordering plug-in."
