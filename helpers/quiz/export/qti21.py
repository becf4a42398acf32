"""Questions as a QTI 2.1 package: one file for each, a test in their order, and a manifest that lists them.

Systems read it in different depth; the manifest says which types need one that runs the rules inside a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from helpers import tables
from helpers.markup import NOTHING, Safe, el, join
from helpers.quiz import bank
from helpers.quiz.export import slug
from helpers.quiz.export.contract import Bundle, Export, Fit
from helpers.quiz.export.package import archive
from helpers.quiz.export.qti21_items import FORMS, HEAD, Made, assessment_item, identifier, line, outcome
from helpers.quiz.export.wording import printable
from helpers.quiz.frameworks import INDEPENDENT, NEEDS, STEPS
from helpers.quiz.items import KINDS, Case, Item
from helpers.quiz.scoring import most
from helpers.series import notebook_name

PACKAGE = {
    "xmlns": "http://www.imsglobal.org/xsd/imscp_v1p1",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": "http://www.imsglobal.org/xsd/imscp_v1p1 http://www.imsglobal.org/xsd/imscp_v1p1.xsd",
}
LOM = "http://ltsc.ieee.org/xsd/LOM"
TEST = "test-mbc"
QTI_METADATA = "http://www.imsglobal.org/xsd/imsqti_metadata_v2p1"

IGNORED = "Some systems ignore rules inside a question (custom response processing)"
OWN_RULES = f"The points of its parts are added up by a rule inside the question. {IGNORED}: answer it once to see."
RATIONALE = (
    f"That a reason counts only with the right conclusion is a rule inside the question. {IGNORED}: answer it once, "
    "with a wrong conclusion, to see."
)
NUMBER = f"The tolerance is a rule inside the question. {IGNORED}: answer it once to see. The unit is not typed."


class Placed(NamedTuple):
    """A question with the name of its file."""

    item: Item
    id: str
    made: Made

    @property
    def href(self) -> str:
        """Where it stands in the package."""
        return f"items/{self.id}.xml"


class Section(NamedTuple):
    """Questions that stand together, under a title."""

    id: str
    title: str
    placed: Sequence[Placed]


def write(bundle: Bundle) -> Export:
    """The bundle as one package."""
    every = [Placed(item, identifier("mbc-", item.id), assessment_item(item, bundle.cases)) for item in bundle.items]
    documents = {
        "imsmanifest.xml": _manifest(bundle.title, every),
        "test.xml": _test(bundle, every),
        **{placed.href: placed.made.xml for placed in every},
    }
    report = tuple(Fit(one.item.id, FORMS[one.item.kind].interaction, "exact", _note(one)) for one in every)
    package = archive({name: _file(document) for name, document in documents.items()})
    return Export({f"{slug(bundle.title)}-qti21.zip": package}, report)


def _note(placed: Placed) -> str:
    if not placed.made.own_rules:
        return ""
    return {"rationale": RATIONALE, "number": NUMBER}.get(placed.item.rule, OWN_RULES)


def _file(document: Safe) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{printable(document)}\n'.encode()


# ---- the test ----


def _test(bundle: Bundle, every: Sequence[Placed]) -> Safe:
    """Questions of a notebook can be answered in any order; a case goes forward only, for its chart tells the story."""
    alone = [placed for placed in every if placed.item.case not in bundle.cases]
    told = [placed for placed in every if placed.item.case in bundle.cases]
    parts = [
        _part("questions", "nonlinear", list(_notebooks(alone))) if alone or not told else NOTHING,
        _part("cases", "linear", list(_cases(told, bundle.cases))) if told else NOTHING,
    ]
    points = el("setOutcomeValue", el("sum", el("testVariables", variableIdentifier="SCORE")), identifier="SCORE")
    return el(
        "assessmentTest",
        outcome("SCORE", "float", 0),
        outcome("MAXSCORE", "float", sum(most(placed.item) for placed in every)),
        parts,
        el("outcomeProcessing", points),
        identifier=TEST,
        title=line(bundle.title),
        **HEAD,
    )


def _notebooks(every: Iterable[Placed]) -> Iterable[Section]:
    groups: dict[str, list[Placed]] = {}
    for placed in every:
        groups.setdefault(bank.notebook_of(placed.item), []).append(placed)
    return (Section(identifier("notebook-", name), notebook_name(name), group) for name, group in groups.items())


def _cases(every: Iterable[Placed], cases: Mapping[str, Case]) -> Iterable[Section]:
    groups: dict[str, list[Placed]] = {}
    for placed in every:
        groups.setdefault(placed.item.case, []).append(placed)
    return (Section(identifier("case-", name), cases[name].title, group) for name, group in groups.items())


def _part(id_: str, navigation: str, sections: Sequence[Section]) -> Safe:
    control = el("itemSessionControl", maxAttempts=1, showFeedback="true", allowReview="true", showSolution="true")
    return el(
        "testPart",
        control,
        [_section(section) for section in sections] or _section(Section("empty", "No questions", ())),
        identifier=id_,
        navigationMode=navigation,
        submissionMode="individual",
    )


def _section(section: Section) -> Safe:
    return el(
        "assessmentSection",
        el("ordering", shuffle="false"),
        [el("assessmentItemRef", identifier=placed.id, href=placed.href) for placed in section.placed],
        identifier=section.id,
        title=line(section.title),
        visible="true",
        keepTogether="true",
    )


# ---- the manifest ----


def _manifest(title: str, every: Sequence[Placed]) -> Safe:
    test = el(
        "resource",
        el("file", href="test.xml"),
        [el("dependency", identifierref=placed.id) for placed in every],
        identifier=TEST,
        type="imsqti_test_xmlv2p1",
        href="test.xml",
    )
    return el(
        "manifest",
        el(
            "metadata",
            el("schema", "QTIv2.1 Package"),
            el("schemaversion", "1.0.0"),
            _lom(title, [INDEPENDENT, *_package_note(every)], ()),
        ),
        el("organizations"),
        el("resources", test, [_resource(placed) for placed in every]),
        identifier="package-mbc",
        **PACKAGE,
    )


def _package_note(every: Iterable[Placed]) -> list[str]:
    """Which types to look at, if there are any whose points are counted by rules of their own."""
    concerned = {KINDS[placed.item.kind].name: None for placed in every if placed.made.own_rules}
    return [f"{IGNORED}. Here they count the points of: {'; '.join(concerned)}."] if concerned else []


def _resource(placed: Placed) -> Safe:
    item = placed.item
    metadata = el(
        "metadata",
        _lom(f"{item.type_name}: {item.stem}", (), _tags(item), item.id),
        el(
            "qtiMetadata",
            el("timeDependent", "false"),
            el("interactionType", FORMS[item.kind].interaction),
            el("feedbackType", "nonadaptive"),
            el("solutionAvailable", "true"),
            xmlns=QTI_METADATA,
        ),
    )
    return el(
        "resource",
        metadata,
        el("file", href=placed.href),
        identifier=placed.id,
        type="imsqti_item_xmlv2p1",
        href=placed.href,
    )


def _tags(item: Item) -> list[str]:
    section = tables.row("series", item.section)
    return [
        f"Step of clinical judgment: {STEPS[item.step].name}",
        f"Client needs: {NEEDS[item.needs]}",
        f"Bloom: {item.bloom}",
        f"Objective: {tables.row('objectives', item.objective)['objective']}",
        f"Section: {notebook_name(section['notebook'])}, {section['title']}",
        f"Scoring: {item.rule}",
    ]


def _lom(title: str, descriptions: Iterable[str], keywords: Iterable[str], entry: str = "") -> Safe:
    """Metadata after IEEE 1484.12, Learning Object Metadata."""
    name = el("identifier", el("catalog", "mbc-notebooks"), el("entry", entry)) if entry else NOTHING
    general = join(
        name,
        el("title", _string(line(title))),
        el("language", "en-US"),
        [el("description", _string(text)) for text in descriptions],
        [el("keyword", _string(text)) for text in keywords],
    )
    return el("lom", el("general", general), xmlns=LOM)


def _string(text: str) -> Safe:
    return el("string", text, language="en-US")
