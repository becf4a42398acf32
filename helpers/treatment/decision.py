"""From findings to a route through the graph of treatments, and to the options at its end.

The graph stands in ``treatment_nodes.csv``, ``treatment_links.csv`` and ``treatment_options.csv``: this module follows
it and knows no drug and no limit. It teaches how guidelines and approvals reason; it is not advice for one person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from helpers import tables
from helpers.schema import split
from helpers.tables import Record


class Finding(NamedTuple):
    """One thing the learner sets: its label, its values with their names, and how a value is called where it is needed.

    The first value is neutral.
    """

    label: str
    values: Mapping[str, str]
    needed: Mapping[str, str]


NO_YES = {"no": "No", "yes": "Yes"}

FINDINGS: dict[str, Finding] = {
    "subtype": Finding(
        "Subtype",
        {
            "hr_positive": "HR+ / HER2−",
            "hr_her2_positive": "HR+ / HER2+",
            "her2_positive": "HR− / HER2+",
            "triple_negative": "Triple-negative",
        },
        {},
    ),
    "line": Finding(
        "Line of treatment",
        {"first": "First", "second": "Second", "third": "Third or later"},
        {"third": "the third line or later"},
    ),
    "crisis": Finding("Visceral crisis: is an organ failing?", NO_YES, {"yes": "a visceral crisis"}),
    "relapse": Finding(
        "Relapse on early hormone treatment",
        {"sensitive": "None, or more than 12 months after it", "resistant": "On it, or within 12 months after it"},
        {
            "sensitive": "no relapse on hormone treatment or within 12 months after it",
            "resistant": "relapse on hormone treatment or within 12 months after it",
        },
    ),
    "benefit": Finding(
        "Benefit from hormone treatment so far",
        {"long": "Long (about 6 to 12 months or more)", "short": "Short, or fast growth"},
        {"long": "a long benefit from hormone treatment"},
    ),
    "her2": Finding(
        "HER2 level, as it is not positive",
        {"zero": "0, no staining", "ultralow": "Ultralow (0 with a trace)", "low": "Low (1+, or 2+ with ISH negative)"},
        {"ultralow": "HER2-ultralow", "low": "HER2-low"},
    ),
    "pdl1": Finding(
        "PD-L1 score (CPS)",
        {"not_tested": "Not tested", "below": "Below 10", "high": "10 or more"},
        {"not_tested": "a PD-L1 result still missing", "below": "PD-L1 below 10", "high": "PD-L1 of 10 or more"},
    ),
    "pathway": Finding(
        "PIK3CA, AKT1, PTEN",
        {"none": "No change", "pik3ca": "PIK3CA mutation", "akt1_pten": "AKT1 or PTEN change"},
        {"pik3ca": "a PIK3CA mutation", "akt1_pten": "an AKT1 or PTEN change"},
    ),
    "esr1": Finding("ESR1 mutation", NO_YES, {"yes": "an ESR1 mutation"}),
    "brca": Finding("Germline BRCA1 or BRCA2 change", NO_YES, {"yes": "a germline BRCA change"}),
    "msi_tmb": Finding("MSI or TMB high", NO_YES, {"yes": "MSI or TMB high"}),
    "chemo": Finding(
        "Chemotherapy given for stage 4",
        NO_YES,
        {"no": "no chemotherapy for stage 4 so far", "yes": "chemotherapy for stage 4 before"},
    ),
    "t_dxd": Finding("T-DXd given before", NO_YES, {"no": "no T-DXd so far", "yes": "T-DXd before"}),
    "trop2": Finding("TROP2 conjugate given before", NO_YES, {"no": "no TROP2 conjugate so far"}),
    "person": Finding(
        "Sex and menopause",
        {"after": "Woman after menopause", "before": "Woman before menopause", "man": "Man"},
        {"after": "a woman after menopause", "before": "a woman before menopause", "man": "a man"},
    ),
}
"""Every finding in the order asked. A finding that does not matter keeps its first value: see :func:`matters`."""

ALWAYS = ("subtype", "line", "crisis")
HR_FIRST = ("relapse", "pathway", "brca", "person")
HR_LATER = ("benefit", "pathway", "esr1", "brca", "person")
HR_REFRACTORY = ("benefit", "her2", "chemo", "t_dxd", "trop2", "pathway", "brca", "person")
HR_CRISIS = ("her2", "chemo", "t_dxd", "trop2", "brca")


@dataclass(frozen=True)
class Findings:
    """What is known of a person's disease and treatment; each value is a key of :data:`FINDINGS`."""

    subtype: str = "hr_positive"
    line: str = "first"
    crisis: str = "no"
    relapse: str = "sensitive"
    benefit: str = "long"
    her2: str = "zero"
    pdl1: str = "not_tested"
    pathway: str = "none"
    esr1: str = "no"
    brca: str = "no"
    msi_tmb: str = "no"
    chemo: str = "no"
    t_dxd: str = "no"
    trop2: str = "no"
    person: str = "after"


class Step(NamedTuple):
    """A step of a route: its node, the link that led there (none at the start), and its number, such as ``6b``."""

    node: Record
    link: Record | None
    number: str


class Offer(NamedTuple):
    """An option at the end of a route, the step that holds it, and what the person needs beside it."""

    option: Record
    step: Step
    beside: list[Record]

    @property
    def name(self) -> str:
        """The option as it is called for this person, with what is given beside it."""
        return " ".join([self.option["name"], *dict.fromkeys(note["short"] for note in self.beside if note["short"])])

    @property
    def drugs(self) -> list[str]:
        """Ids of every drug it may contain."""
        cells = (self.option["drugs"], *(note["drugs"] for note in self.beside))
        return list(dict.fromkeys(drug for cell in cells for drug in split(cell)))


class LeftOut(NamedTuple):
    """An option of a lane on the route that is not offered, and the findings that it would need."""

    option: Record
    needs: list[str]


def matters(found: Findings) -> tuple[str, ...]:
    """The findings that can change the route or the options of somebody with this subtype, line and benefit."""
    late = ("msi_tmb",) if found.line == "third" else ()
    if found.subtype == "hr_positive":
        if found.crisis == "yes":
            return (*ALWAYS, *(("person",) if found.line == "first" else (*HR_CRISIS, *late)))
        if found.line == "first":
            return (*ALWAYS, *HR_FIRST)
        return (*ALWAYS, *(HR_LATER if found.benefit == "long" else (*HR_REFRACTORY, *late)))
    if found.subtype == "triple_negative":
        return (*ALWAYS, *(("pdl1", "brca") if found.line == "first" else ("her2", "t_dxd", "trop2", "brca", *late)))
    if found.line == "first":
        return (*ALWAYS, *(("person",) if found.subtype == "hr_her2_positive" else ()))
    return (*ALWAYS, "t_dxd", *late)


def settled(found: Findings) -> Findings:
    """The same findings, with those that do not matter set to their neutral value."""
    kept = set(matters(found))
    neutral = {name: next(iter(FINDINGS[name].values)) for name in FINDINGS if name not in kept}
    return replace(found, **neutral)


def grid() -> Iterator[Findings]:
    """Every combination of findings that matter together, each once."""
    for subtype, line, crisis, benefit in product(
        FINDINGS["subtype"].values, FINDINGS["line"].values, FINDINGS["crisis"].values, FINDINGS["benefit"].values
    ):
        start = Findings(subtype=subtype, line=line, crisis=crisis, benefit=benefit)
        if settled(start) != start:
            continue  # the benefit does not matter here, so only its neutral value is taken
        free = [name for name in matters(start) if name not in (*ALWAYS, "benefit")]
        for values in product(*(FINDINGS[name].values for name in free)):
            yield replace(start, **dict(zip(free, values, strict=True)))


@cache
def conditions(needs: str) -> dict[str, list[str]]:
    """What a cell of needs asks for: ``line=second|third;brca=yes`` as finding to the values of which one is enough."""
    return {name: values.split("|") for name, _, values in (one.partition("=") for one in split(needs))}


def meets(found: Findings, needs: str) -> bool:
    """Do the findings meet every condition of a cell of needs?"""
    return all(getattr(found, name) in values for name, values in conditions(needs).items())


def unmet(found: Findings, needs: str) -> list[str]:
    """The conditions of a cell of needs that the findings do not meet, in words."""
    return [
        " or ".join(FINDINGS[name].needed[value] for value in values)
        for name, values in conditions(needs).items()
        if getattr(found, name) not in values
    ]


def route(found: Findings) -> list[Step]:
    """The steps from the biopsy to every end that the findings open, in order, each once.

    Steps that one decision opens together share its number and get a letter. Ends when no answer leads on: the graph
    has no circle of answers (a test holds this).
    """
    return list(_route(tables.folder(), settled(found)))


@lru_cache(maxsize=2048)
def _route(_: Path, found: Findings) -> tuple[Step, ...]:
    """The route; the folder of the tables only keeps apart what was worked out from different tables."""
    nodes = {node["node_id"]: node for node in tables.records("treatment_nodes")}
    onward = tables.grouped(answers(), "from_node")
    first = next(iter(nodes.values()))
    steps, reached, level, number = [Step(first, None, "1")], {first["node_id"]}, [first["node_id"]], 1
    while level:
        taken = [link for id_ in level for link in onward.get(id_, []) if meets(found, link["needs"])]
        ahead: dict[str, Record] = {}
        for link in taken:
            if link["to_node"] not in reached:
                ahead.setdefault(link["to_node"], link)
        number += 1
        for place, (id_, link) in enumerate(ahead.items()):
            letter = "abcdefghij"[place] if len(ahead) > 1 else ""
            steps.append(Step(nodes[id_], link, f"{number}{letter}"))
        level = list(ahead)
        reached.update(level)
    return tuple(steps)


def answers(start: str = "") -> list[Record]:
    """The links that a route can follow; those that leave ``start``, if one is given."""
    links = tables.records("treatment_links")
    return [link for link in links if link["kind"] == "answer" and link["from_node"] == (start or link["from_node"])]


def options(found: Findings) -> list[Offer]:
    """The reasonable options at the end of the route, in the order of the route. Their order is no ranking."""
    return list(_options(tables.folder(), settled(found)))


@lru_cache(maxsize=2048)
def _options(_: Path, found: Findings) -> tuple[Offer, ...]:
    held = tables.grouped(tables.records("treatment_options"), "node_id")
    return tuple(
        Offer(option, step, _beside(found, option))
        for step in route(found)
        for option in held.get(step.node["node_id"], [])
        if meets(found, option["needs"])
    )


def _beside(found: Findings, option: Record) -> list[Record]:
    """What hormone treatment needs beside it for this person."""
    kinds = split(option["endocrine"])
    notes = tables.records("treatment_people")
    return [note for note in notes if note["person"] == found.person and note["endocrine"] in kinds]


def left_out(found: Findings) -> list[LeftOut]:
    """Options of the decisions on the route that the findings do not open, and the findings they would need.

    What is offered under the same name is not listed: it only rests on other evidence there.
    """
    found = settled(found)
    offered = {offer.option["name"] for offer in options(found)}
    held = tables.grouped(tables.records("treatment_options"), "node_id")
    missing: dict[str, LeftOut] = {}
    for step in route(found):
        if not step.node["lane"]:
            continue  # a step before the lanes leaves out other lanes and other subtypes, not options of this one
        inside = [
            (step.node["node_id"], ""),
            *((link["to_node"], link["needs"]) for link in answers(step.node["node_id"])),
        ]
        for place, needs in inside:
            for option in held.get(place, []):
                same_subtype = all(meets(found, of_subtype(cell)) for cell in (needs, option["needs"]))
                if same_subtype and option["name"] not in offered:
                    wanted = dict.fromkeys([*unmet(found, needs), *unmet(found, option["needs"])])
                    missing.setdefault(option["name"], LeftOut(option, list(wanted)))
    return list(missing.values())


def of_subtype(needs: str) -> str:
    """The part of a cell of needs that is about the subtype."""
    return ";".join(one for one in split(needs) if one.startswith("subtype="))


def nearest_to(found: Findings, node_id: str) -> Findings:
    """The findings with the fewest changes from ``found`` whose route comes through a step.

    Raises ``KeyError`` for a step that no route of this subtype reaches.
    """
    now = asdict(settled(found))
    same = (other for other in grid() if other.subtype == found.subtype)
    there = [other for other in same if any(step.node["node_id"] == node_id for step in route(other))]
    if not there:
        raise KeyError(node_id)
    return min(there, key=lambda other: sum(now[name] != value for name, value in asdict(other).items()))
