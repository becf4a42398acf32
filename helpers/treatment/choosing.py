"""Choosing by biology: which treatments are reasonable for these findings, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from helpers import tables
from helpers.cards import bullets, capitalized, headed
from helpers.controls import Choice, ChoiceError, Look
from helpers.drawing.lanes import Box, End, Lane, lanes
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import Safe, el, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record
from helpers.treatment.decision import (
    ALWAYS,
    FINDINGS,
    Findings,
    LeftOut,
    Offer,
    Step,
    answers,
    grid,
    left_out,
    matters,
    meets,
    nearest_to,
    of_subtype,
    options,
    route,
    settled,
)

BOXES = {
    "start": "start",
    "care": "action",
    "test": "test",
    "decision": "decision",
    "treatment": "action",
    "end": "result",
}
"""How each kind of step is drawn (``flow.KINDS``)."""

KEY = {"decision": "Question", "action": "Kind of treatment", "result": "Comfort", "uncertain": "? Uncertain"}

STEP_COLUMNS = {
    "number": "Step",
    "label": "What",
    "answer": "Because",
    "what": "What is done or asked",
    "uncertain": "Uncertain",
}
OPTION_COLUMNS = {
    "name": "Option",
    "given": "Drugs",
    "why": "Why",
    "condition": "What else must be so",
    "sure": "How sure",
    "guideline_in_words": "Guideline",
    "differ": "What differs",
}
TRIAL_COLUMNS = {
    "name": "Trial",
    "who": "Who took part",
    "experimental": "Tested",
    "control": "Compared with",
    "pfs_experimental": "Months without growth, tested",
    "pfs_control": "Months without growth, compared",
    "os_experimental": "Median survival in months, tested",
    "os_control": "Median survival in months, compared",
    "as_of": "As of",
    "note": "Note",
}
DRUG_COLUMNS = {"generic": "Drug", "check_before": "Check before giving"}
BESIDE_COLUMNS = {"note": "Beside hormone treatment"}
LEFT_COLUMNS = {"name": "Not on this route", "needs_in_words": "It would need"}

SCOPE = (
    "A teaching graph made from guidelines and approvals up to mid-2026, not advice. It does not cover pregnancy, weak "
    "organs, other diseases, earlier side effects or other drugs: the team weighs these before any option is used."
)
SHORT = (
    "HR: hormone receptors (estrogen and progesterone).",
    "T-DXd, T-DM1, Dato-DXd and sacituzumab govitecan: antibody-drug conjugates: an antibody carries chemotherapy into "
    "the cell. The first two look for HER2, the others for TROP2.",
    "PD-L1 score (CPS): how much of a brake on immune cells the tumor shows.",
    "MSI, TMB: signs of very many mutations.",
    "GnRH agent: an injection that switches off ovaries or testicles.",
)
COMPARE = "Do not compare months from one trial with months from another: the people in them differ."


def _choice(name: str, look: Look = "select") -> Choice:
    return Choice(FINDINGS[name].values, FINDINGS[name].label, look)


class ChoosingByBiology(Explorer):
    """From receptors, markers and line to the reasonable options, each with why, evidence and date."""

    title = "Choosing by biology: which treatments are reasonable, and why"
    question = "The results are back. Which treatments can be considered for this person, and what does each rest on?"
    takeaway = (
        "Before you explain a plan, find four things in the chart: newest receptors, markers with their dates, line of "
        "treatment, what was given before. A missing marker is a reason to ask, because it may close a door. When "
        "somebody says “the guideline”, ask from which year."
    )
    prediction_id = "choosing"
    language = None

    subtype = _choice("subtype", "radio")
    line = _choice("line", "radio")
    crisis = _choice("crisis", "radio")
    relapse = _choice("relapse")
    benefit = _choice("benefit")
    her2 = _choice("her2")
    pdl1 = _choice("pdl1")
    pathway = _choice("pathway")
    esr1 = _choice("esr1")
    brca = _choice("brca")
    msi_tmb = _choice("msi_tmb")
    chemo = _choice("chemo")
    t_dxd = _choice("t_dxd")
    trop2 = _choice("trop2")
    person = _choice("person")

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """Every subtype, line, crisis, benefit and person, each with every pair of other findings that matter there.

        The whole grid is what the tests of :mod:`helpers.treatment.decision` go through.
        """
        own = (*ALWAYS, "benefit", "person")
        first = {name: next(iter(finding.values)) for name, finding in FINDINGS.items() if name not in own}
        states = map(asdict, grid())
        return (state for state in states if sum(state[name] != value for name, value in first.items()) <= 2)

    def shown_controls(self) -> tuple[str, ...]:
        """Only the findings that can change something for this subtype and line."""
        return matters(self._found())

    def act(self, name: str, value: str) -> None:
        """Picking a step goes there, with as few changes of the findings as possible."""
        if name != "place":
            super().act(name, value)
            return
        try:
            there = nearest_to(self._found(), value)
        except KeyError as error:
            raise ChoiceError(f"No route of this subtype leads to “{value}”. Pick a box of the picture.") from error
        for finding, found in asdict(there).items():
            setattr(self, finding, found)

    def _found(self) -> Findings:
        return settled(Findings(**self.state))

    # ---- picture ----

    def picture(self) -> Safe:
        found = self._found()
        reached = {step.node["node_id"]: step for step in route(found)}
        offers = options(found)
        nodes = {node["node_id"]: node for node in tables.records("treatment_nodes")}
        told = {
            "crisis": FINDINGS["crisis"].values[found.crisis],
            "subtype": f"{self.label('subtype')}, {self._line()}",
        }
        way = [
            _box(nodes[id_], reached.get(id_), told.get(id_, ""), pick=False)
            for id_ in ("biopsy", "plan", "markers", "crisis", "subtype")
        ]
        own = [node for node in nodes.values() if node["lane"] and node["node_id"] in _lanes(found.subtype)]
        return lanes(
            way,
            [self._lane(node, nodes, reached, offers) for node in own],
            title=f"Decision graph for {self.label('subtype')}. {HOW_TO_MOVE}",
            control="place",
            heading="Options at the end of this route. Their order is no ranking.",
            key=KEY,
            narrow=self.narrow,
        )

    def _lane(self, node: Record, nodes: dict[str, Record], reached: dict[str, Step], offers: list[Offer]) -> Lane:
        """A lane with the answers of this subtype; a step counts as reached only in the lane that opened it."""
        id_ = node["node_id"]
        answered = []
        for link in answers(id_):
            if nodes[link["to_node"]]["lane"] or not meets(self._found(), of_subtype(link["needs"])):
                continue
            step = reached.get(link["to_node"])
            here = step if step and step.link and step.link["link_id"] == link["link_id"] else None
            answered.append(_box(nodes[link["to_node"]], here, link["label"]))
        ends = [
            End(offer.name, sure_sign(offer.option), offer.step.number, offer.option["certainty"] == "small")
            for offer in offers
            if (offer.step.link and offer.step.link["from_node"] == id_ and not offer.step.node["lane"])
            or offer.step.node["node_id"] == id_
        ]
        onward = [link["label"] for link in _links("next") if link["from_node"] == id_]
        followed = [
            step.link["label"]
            for step in reached.values()
            if step.link and step.link["from_node"] == id_ and step.node["lane"]
        ]
        return Lane(
            node["lane"],
            _box(node, reached.get(id_), ""),
            tuple(answered),
            tuple(ends),
            (*followed, *onward, "")[0],
            bool(followed),
        )

    # ---- words ----

    def words(self) -> Safe:
        found = self._found()
        taken, offers = route(found), options(found)
        asked = [step for step in taken if step.node["lane"]]
        inside = [
            step for step in taken if step.link and step.link["from_node"] in {one.node["node_id"] for one in asked}
        ]
        opened = dict.fromkeys(f"“{step.node['label']}”" for step in inside if not step.node["lane"])
        questions = listing((f"“{step.node['label']}”" for step in asked), "then")
        crisis = "with a visceral crisis" if found.crisis == "yes" else "without a visceral crisis"
        told = [f"{offer.name} ({sure_words(offer.option)})" for offer in offers]
        count = "One option" if len(told) == 1 else f"{len(told)} options"
        opens = f" and opens {listing(opened)}" if opened else ""
        return el(
            "p",
            el("strong", f"{self.label('subtype')}, {self._line()}, {crisis}: "),
            sentence(
                f"the route comes to {questions}{opens}. {count} can be considered, not ranked: {'; '.join(told)}.",
                self._doubt(taken),
            ),
        )

    def _line(self) -> str:
        return f"{self.label('line').lower()} line" if self.line != "third" else "third line or later"

    def _doubt(self, taken: list[Step]) -> str:
        """The uncertain steps in a sentence; the question of a crisis only where there is one."""
        doubtful = [
            step.node["label"]
            for step in taken
            if step.node["uncertain"] and (step.node["node_id"] != "crisis" or self.crisis == "yes")
        ]
        return (
            f"Uncertain on this route: {listing(f'“{label}”' for label in dict.fromkeys(doubtful))}."
            if doubtful
            else ""
        )

    # ---- what more there is to read ----

    def detail(self) -> Safe:
        found = self._found()
        taken, offers = route(found), options(found)
        doubtful = [_headed(step.node["label"], step.node["uncertain"]) for step in taken if step.node["uncertain"]]
        missing: dict[str, list[str]] = {}
        for one in left_out(found):
            missing.setdefault(listing(one.needs), []).append(one.option["name"])
        beside = [_headed(node["label"], node["what"]) for node in _beside()]
        return join(
            *(self._card(offer) for offer in offers),
            headed("Reading the months", COMPARE) if any(offer.option["trials"] for offer in offers) else "",
            headed(
                "Not on this route, and why",
                bullets(f"{'; '.join(names)}: would need {needs}" for needs, names in missing.items()),
            ),
            headed("Uncertain here", bullets(doubtful)),
            headed("With every lane", bullets(beside)),
            headed("Short forms", bullets(SHORT)),
            headed("What this graph is", SCOPE),
        )

    def _card(self, offer: Offer) -> Safe:
        option = offer.option
        also = f" {sentence(option['condition'])}" if option["condition"] else ""
        drugs = [tables.row("drugs", drug) for drug in offer.drugs]
        return headed(
            offer.name,
            el("p", el("span", sure_sign(option), class_="mbc-chip"), f" {option['why']}{also}"),
            el(
                "details",
                el("summary", "Evidence, dates and checks"),
                bullets(evidence(tables.row("trials", trial)) for trial in split(option["trials"])),
                el("p", dates) if (dates := self._dates(option)) else "",
                bullets(note["note"] for note in offer.beside),
                el("p", el("strong", "Check before giving")) if drugs else "",
                bullets(f"{drug['generic']}: {sentence('; '.join(split(drug['check_before'])))}" for drug in drugs),
            ),
        )

    def _dates(self, option: Record) -> str:
        """Guideline, approval and what differs, in sentences."""
        guideline = f"Guideline: {_guideline(option)}." if option["guideline"] else ""
        approved = f"US approval: {day(option['approved'])}." if option["approved"] else ""
        return " ".join(part for part in (guideline, approved, option["differ"]) if part)

    # ---- rows ----

    def rows(self) -> list[Rows]:
        found = self._found()
        taken, offers = route(found), options(found)
        steps = [
            step.node
            | {"number": step.number, "answer": step.link["label"] or step.link["why"] if step.link else "Start"}
            for step in (*taken, *(Step(node, None, "always") for node in _beside()))
        ]
        named = tables.named("drugs", "generic")
        offered = [
            offer.option
            | {
                "name": offer.name,
                "given": ", ".join(named[drug] for drug in offer.drugs) or "no drug",
                "sure": capitalized(sure_words(offer.option)),
                "guideline_in_words": _guideline(offer.option),
            }
            for offer in offers
        ]
        trials = dict.fromkeys(trial for offer in offers for trial in split(offer.option["trials"]))
        drugs = dict.fromkeys(drug for offer in offers for drug in offer.drugs)
        beside = {note["note_id"]: note for offer in offers for note in offer.beside}
        told = [
            Rows("Steps of the route", STEP_COLUMNS, steps),
            Rows("Options at its end", OPTION_COLUMNS, offered),
            Rows("Beside hormone treatment", BESIDE_COLUMNS, list(beside.values())),
            Rows("The trials behind them", TRIAL_COLUMNS, [tables.row("trials", trial) for trial in trials]),
            Rows("Check before giving", DRUG_COLUMNS, [_check(drug) for drug in drugs]),
            Rows("Not on this route, and why", LEFT_COLUMNS, [_missing(one) for one in left_out(found)]),
        ]
        return [one for one in told if one.records]

    def extra_sources(self) -> list[str]:
        return [step.link["source_id"] for step in route(self._found()) if step.link]


def sure_sign(option: Record) -> str:
    """How sure an option is, short and with its sign, for the picture."""
    if option["certainty"] == "approval":
        return f"▲ US approval {day(option['approved'])}"
    return (
        "? Small or indirect evidence" if option["certainty"] == "small" else f"● Guideline {option['guideline_year']}"
    )


def sure_words(option: Record) -> str:
    """How sure an option is, in words."""
    if option["certainty"] == "approval":
        return f"US approval {day(option['approved'])}, newer than the guideline"
    return "small or indirect evidence" if option["certainty"] == "small" else f"guideline, {option['guideline_year']}"


def day(written: str) -> str:
    """A day written ``2025-12-15`` as ``15 Dec 2025``."""
    known = date.fromisoformat(written)
    return f"{known.day} {known:%b %Y}"


def evidence(trial: Record) -> str:
    """What a trial found, in a sentence or two: who took part, months in both arms, and the gain."""
    told = [f"{trial['name']}, in {trial['who']}: {trial['experimental']} compared with {trial['control']}."]
    grown = "until growth" if trial["progression"] == "ttp" else "without growth"
    for outcome, words in (("pfs", grown), ("os", "of life")):
        ours, theirs = trial[f"{outcome}_experimental"], trial[f"{outcome}_control"]
        if ours is not None and theirs is not None:
            low, high = trial[f"{outcome}_low"], trial[f"{outcome}_high"]
            chance = ", which chance can explain" if low is not None and low <= 1 <= high else ""
            gain = f"{abs(ours - theirs):.1f} {'more' if ours >= theirs else 'fewer'}"
            told.append(f"Median months {words}: {ours:g} and {theirs:g}, so {gain}{chance}.")
    return " ".join(told)


def _box(node: Record, step: Step | None, answer: str, *, pick: bool = True) -> Box:
    said = ", ".join(part for part in (node["label"], answer, f"step {step.number}" if step else "") if part)
    return Box(
        node["label"],
        BOXES[node["kind"]],
        answer,
        step.number if step else "",
        bool(node["uncertain"]),
        node["node_id"] if pick else "",
        f"{said}, uncertain" if node["uncertain"] else said,
    )


def _lanes(subtype: str) -> set[str]:
    """Ids of the steps that open a lane of this subtype."""
    found = Findings(subtype=subtype)
    opening = (*answers("crisis"), *answers("subtype"))
    return {link["to_node"] for link in opening if meets(found, of_subtype(link["needs"]))}


def _because(step: Step) -> str:
    """The answer that led to a step, or the reason."""
    return str(step.link["label"] or step.link["why"]) if step.link else ""


def _links(kind: str) -> list[Record]:
    return [link for link in tables.records("treatment_links") if link["kind"] == kind]


def _beside() -> list[Record]:
    return [node for node in tables.records("treatment_nodes") if node["kind"] == "beside"]


def _headed(label: str, words: str) -> str:
    return f"{label} {words}" if label.endswith("?") else f"{label}: {words}"


def _guideline(option: Record) -> str:
    return f"{option['guideline']}, {option['guideline_year']}" if option["guideline"] else ""


def _check(drug_id: str) -> Record:
    drug = tables.row("drugs", drug_id)
    return drug | {"check_before": "; ".join(split(drug["check_before"]))}


def _missing(one: LeftOut) -> Record:
    return one.option | {"needs_in_words": listing(one.needs)}
