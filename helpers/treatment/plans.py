"""Put a plan together: the learner adds local, systemic and supportive parts and sees what fits and what clashes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpers import schema
from helpers.cards import bullets, capitalized, headed
from helpers.controls import Picked, Trail, further, steps
from helpers.drawing.plan_board import Check, Column, News, PlanCard, plan_board
from helpers.drawing.timeline import Card, choices
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.markup import Safe, el, join
from helpers.tables import Record
from helpers.treatment import plan_file
from helpers.treatment.plan_file import WITH, Clash, Part, Patient
from helpers.treatment.plan_rules import FINISH, ROUTES, VERDICTS, Placed, Plan, named, plan

TAG = "Fictional patient"
RULE = (
    "You propose; the team considers and prescribes. Each part is judged beside those already in the plan: it fits, "
    "it waits for something that must come first, it clashes, it is not for now, its target is missing, or it is "
    "against what the person wants. Pick a card in the picture to take it out again. The patients are fictional and "
    "simpler than real ones; a real team may choose otherwise."
)


def follows(picked: Picked) -> Mapping[str, str]:
    """What may come next: first the patients, then the parts that are left, and the team."""
    patients = plan_file.load()
    if not picked:
        return {patient.id: patient.label for patient in patients.values()}
    present = plan(patients[picked[0]], picked[1:])
    left = {part.id: f"{capitalized(part.route)}: {part.name}" for part in present.next()}
    return {} if present.finished else left | {FINISH: "The plan is ready: go to the team"}


def samples() -> Iterator[str]:
    """Plans that stand for all: each part alone, the sought plan step by step, each clash, and early ends."""
    yield ""
    for patient in plan_file.load().values():
        sought = tuple(part.id for part in patient.fitting)
        trails = [further((patient.id, *sought[:count])) for count in range(len(sought) + 1)]
        trails += [further((patient.id,), part) for part in patient.parts]
        trails += [further((patient.id,), *clash.between) for clash in patient.clashes]
        trails += [further((patient.id,), *reversed(clash.between)) for clash in patient.clashes]
        trails += [further((patient.id, *sought), part) for part in patient.parts if part not in sought]
        trails.append(further((patient.id,), *patient.parts))
        for trail in dict.fromkeys(trails):
            yield trail
            yield further((trail,), FINISH)


def asks(picked: Picked) -> str:
    """The verdict on the newest part, and what to do now."""
    if not picked:
        return "Choose a patient"
    here = plan(plan_file.load()[picked[0]], picked[1:])
    if here.finished:
        return f"{_name(here.patient)}: the plan went to the team. Read what was missing and what clashed"
    ask = f"What belongs in the plan for {_name(here.patient)}?"
    return f"{_newest(here.placed[-1])} {ask}" if here.parts else ask


class PlanTogether(Explorer):
    """A fictional patient's plan, put together part by part, and what the nurse says before it starts."""

    title = "Put a plan together: what fits, what clashes"
    question = "The team is planning treatment for your patient. What belongs in the plan, and when do you speak up?"
    takeaway = (
        "A plan is more than a drug. Before it starts, ask what must come first, what clashes with body, medicines or "
        "dates, what is missing, and what the person wants. You do not prescribe: the team considers, and you speak up."
    )
    prediction_id = "plans"
    language = None

    plan = Trail("Plan", follows, samples, asks)

    @property
    def present(self) -> Plan | None:
        """The chosen patient and the plan so far; ``None`` before a patient is chosen."""
        picked = steps(self.plan)
        return plan(plan_file.load()[picked[0]], picked[1:]) if picked else None

    # ---- picture ----

    def picture(self) -> Safe:
        here = self.present
        if here is None:
            people = plan_file.load().values()
            cards = [Card(one.id, _name(one), capitalized(one.label.partition(": ")[2]), one.setting) for one in people]
            return choices(
                cards, control="plan", tag=TAG, title="Patients to choose from, all fictional", narrow=self.narrow
            )
        return plan_board(
            [_column(route, here) for route in ROUTES],
            name=_name(here.patient),
            tag=TAG,
            goal=here.patient.goal,
            known=[_labeled(told) for told in here.patient.known],
            title=f"Plan for {here.patient.name}",
            control="plan",
            news=_news(here),
            clashes=[(one.name, other.name) for one, other in map(here.pair, here.clashes)],
            checklist=[Check(part.check, part in here.parts) for part in here.patient.fitting] if here.finished else (),
            narrow=self.narrow,
        )

    # ---- words ----

    def words(self) -> str | Safe:
        here = self.present
        if here is None:
            return (
                f"{len(plan_file.load())} fictional patients are waiting for a plan. Choose one. Then add one part at "
                "a time, see what fits and what clashes, and take the plan to the team when it is ready."
            )
        if here.finished:
            return join(el("p", el("strong", _outcome(here)), f" {_open(here)}"), el("p", _so_far(here)))
        if not here.parts:
            return join(
                el("p", el("strong", f"{here.patient.name}. "), here.patient.setting),
                el("p", f"{here.patient.opening} {_quoted(here.patient)} The plan is still empty."),
            )
        newest = here.placed[-1]
        told = " ".join(filter(None, [newest.why, _freed(here)]))
        return join(el("p", el("strong", _newest(newest)), f" {told}"), el("p", _so_far(here)))

    # ---- cards ----

    def detail(self) -> Safe:
        here = self.present
        if here is None or not (here.parts or here.finished):
            return headed("How it works", RULE)
        told = None if here.finished else here.placed[-1]
        cards = [_card(number, one, newest=one is told) for number, one in enumerate(here.placed, 1)]
        if here.finished:
            return join(_debrief(here), headed("Every part again, newest first", join(*reversed(cards))))
        return headed("The plan so far, newest first", join(*reversed(cards)), _story(here.patient))

    # ---- rows ----

    def rows(self) -> list[Rows]:
        here = self.present
        if here is None:
            return [
                Rows("The patients: all are fictional", _PATIENT, list(map(_patient_row, plan_file.load().values())))
            ]
        told = [Rows("The patient: fictional", _PATIENT, [_patient_row(here.patient)])]
        if here.parts:
            told.append(Rows("The plan, in the order added", _PART, [_placed_row(one) for one in here.placed]))
        if here.clashes:
            told.append(Rows("Parts that clash", _CLASH, [_clash_row(one, here) for one in here.clashes]))
        if here.finished and here.missing:
            told.append(Rows("What is missing", _MISSING, [_missing_row(part) for part in here.missing]))
        if medicines := [drug for part in here.parts for drug in part.records]:
            told.append(Rows("The medicines of the plan", _MEDICINE, [_medicine_row(drug) for drug in medicines]))
        return told


def _name(patient: Patient) -> str:
    """The name for a picture that is tagged as fictional anyway."""
    return patient.name.partition(" (")[0]


def _labeled(told: str) -> tuple[str, str]:
    label, _, words = told.partition(": ")
    return label, capitalized(words)


def _quoted(patient: Patient) -> str:
    return f"What matters most: “{patient.goal}”"


def _column(route: str, here: Plan) -> Column:
    title, _, meaning = ROUTES[route].partition(": ")
    ids = [part.id for part in here.parts]
    cards = []
    for one in here.placed:
        if one.part.route == route:
            words, sign, role = VERDICTS[one.verdict]
            rest = further((here.patient.id,), *(id_ for id_ in ids if id_ != one.part.id))
            value = "" if here.finished else rest
            newest = one is here.placed[-1] and not here.finished
            cards.append(PlanCard(value, one.part.name, one.part.kind, words, sign, role, one.note, newest))
    return Column(title, meaning, cards)


def _newest(one: Placed) -> str:
    """The newest verdict in one sentence."""
    words, sign, _ = VERDICTS[one.verdict]
    told = f"{one.part.name}: {words.lower()}"
    if one.verdict == "fits_if":
        told = f"{one.part.name} fits if this comes first: {named(one.others)}"
    elif one.verdict == "clashes":
        told = f"{one.part.name} clashes with {named(one.others) or one.note.removeprefix(WITH)}"
    return f"{sign} {told}."


def _news(here: Plan) -> News | None:
    """What the picture says first: how the plan came out, or the newest verdict."""
    if here.finished:
        return News(_outcome(here), "right" if here.sound else "today")
    return News(_newest(here.placed[-1]), VERDICTS[here.placed[-1].verdict].role) if here.parts else None


def _freed(here: Plan) -> str:
    """What the newest part has made possible among the parts that were there before."""
    before = {one.part.id: one.verdict for one in plan(here.patient, [part.id for part in here.parts[:-1]]).placed}
    freed = [one.part for one in here.placed[:-1] if one.verdict == "fits" != before[one.part.id]]
    return f"Now this fits too: {named(freed)}." if freed else ""


def _so_far(here: Plan) -> str:
    if not here.parts:
        return f"Nothing was put into the plan. {_quoted(here.patient)}"
    words = (f"{one.part.name} ({VERDICTS[one.verdict].words.lower()})" for one in here.placed)
    listed = "; ".join(f"({number}) {told}" for number, told in enumerate(words, 1))
    return f"In the plan, in the order added: {listed}. {_quoted(here.patient)}"


def _outcome(here: Plan) -> str:
    fitting, missing = len(here.patient.fitting), len(here.missing)
    told = f"{_name(here.patient)}: you take {fitting - missing} of the {fitting} parts that fit to the team."
    return f"{told} Nothing clashes and nothing is missing." if here.sound else told


def _open(here: Plan) -> str:
    """What keeps the plan from starting, and what it lacks."""
    held = [
        f"{words}: {named(parts)}."
        for verdict, words in OPEN.items()
        if (parts := [one.part for one in here.placed if one.verdict == verdict])
    ]
    missing = [f"Missing: {named(here.missing)}."] if here.missing else []
    return " ".join([*held, *missing]) or "The team considers it, and decides together with the patient."


def _story(patient: Patient) -> Safe:
    told = join(el("p", f"{patient.setting} {patient.opening}"), bullets(patient.known))
    return el("details", el("summary", f"{patient.name}: how it began"), told, class_="mbc-card", data_key="opening")


def _card(number: int, one: Placed, *, newest: bool = False) -> Safe:
    """One part of the plan, to open. The newest is open, and without what the words just told."""
    words, sign, _ = VERDICTS[one.verdict]
    return el(
        "details",
        el(
            "summary",
            el("span", f"{sign} {words}", class_=f"mbc-chip mbc-{CHIPS[one.verdict]}"),
            f" {number}. {one.part.name}",
        ),
        headed("Why", "" if newest else one.why),
        headed("What it is for", one.part.why if one.verdict == "fits_if" else ""),
        headed("You speak up", one.part.say),
        open=newest,
        class_="mbc-card",
        data_key=f"{number}-{one.part.id}",
    )


def _debrief(here: Plan) -> Safe:
    waits = [(part, named(first)) for part in here.parts if (first := here.waits_for(part))]
    out = [one for one in here.placed if one.part.worth != "fits"]
    pairs = [(*here.pair(clash), clash.why) for clash in here.clashes]
    tell = "" if not here.sound else f"“{here.patient.tell}”"
    return join(
        headed("What clashes with each other", bullets(f"{one.name} and {two.name}: {why}" for one, two, why in pairs)),
        headed(
            "What must come first", bullets(f"{first}, before {part.name}. {part.first_why}" for part, first in waits)
        ),
        headed("What can stay out", bullets(f"{one.part.name}: {one.part.why}" for one in out)),
        headed("What is missing", bullets(f"{part.name}: {part.missed}" for part in here.missing)),
        headed("What to tell the patient, once the team has decided", tell or f"“{NOT_YET}”"),
        el(
            "details",
            el("summary", "Where the nurse speaks up in a plan that fits"),
            bullets(f"{part.name}: {part.say}" for part in here.patient.fitting),
            class_="mbc-card",
            data_key="nurse",
        ),
        el("details", el("summary", "How it is judged"), el("p", RULE), class_="mbc-card", data_key="rule"),
    )


NOT_YET = (
    "Your team is still putting your plan together, and some questions are open. I will tell you which ones, and when "
    "we expect the answers. Until then, call us about anything new or worse, and at once for a fever. Call 911 for "
    "chest pain, trouble breathing or sudden weakness."
)
"""What can honestly be told while the plan is not sound."""

OPEN = {
    "clashes": "These clash",
    "fits_if": "These wait for what must come first",
    "not_now": "Not for now",
    "no_target": "Without a target",
    "against_wish": "Against the wish",
}
"""How the end names the parts that do not fit yet or at all."""

CHIPS = {
    "fits": "needed",
    "fits_if": "today",
    "clashes": "now",
    "not_now": "routine",
    "no_target": "routine",
    "against_wish": "soon",
}
"""Class of a verdict's chip."""

_PATIENT = {"name": "Patient", "opening": "What is known", "goal": "What matters most"}
_PART = {"name": "Part", "route": "Where it acts", "kind": "Kind", "verdict": "How it stands", "why": "Why"}
_CLASH = {"name": "Part", "other": "Clashes with", "why": "Why"}
_MISSING = {"name": "Part", "route": "Where it acts", "missed": "Without it"}
_MEDICINE = {"generic": "Medicine", "needs": "Needs", "check_before": "Check before it is given"}


def _patient_row(one: Patient) -> Record:
    known = " ".join([one.opening, *(f"{told}." for told in one.known)])
    return {
        "name": one.name,
        "opening": known,
        "goal": f"“{one.goal}”",
        "source_id": one.source_id,
        "checked": one.checked,
    }


def _part_row(part: Part) -> Record:
    return {
        "name": part.name,
        "route": part.route,
        "kind": part.kind,
        "source_id": part.source_id,
        "checked": part.checked,
    }


def _placed_row(one: Placed) -> Record:
    return _part_row(one.part) | {"verdict": VERDICTS[one.verdict].words, "why": one.why}


def _missing_row(part: Part) -> Record:
    return _part_row(part) | {"missed": part.missed}


def _clash_row(clash: Clash, here: Plan) -> Record:
    one, other = here.pair(clash)
    return {
        "name": one.name,
        "other": other.name,
        "why": clash.why,
        "source_id": clash.source_id,
        "checked": clash.checked,
    }


def _medicine_row(drug: Record) -> Record:
    needs = plan_file.in_words(schema.split(drug["required_biomarker"]), plan_file.marker_words())
    told = {"generic": capitalized(drug["generic"]), "needs": needs or "nothing in particular"}
    return told | {name: drug[name] for name in ("check_before", "source_id", "checked")}
