"""Put it together: a patient's findings arrive one at a time, and the learner proposes what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpers.cards import bullets, capitalized, headed
from helpers.controls import Picked, Trail, further, steps
from helpers.diagnosis import case_file
from helpers.diagnosis.case_file import OfferedTest, Patient
from helpers.diagnosis.case_walk import FINISH, VERDICTS, Taken, Walk, walk
from helpers.drawing.timeline import Card, Limit, Step, Tally, Way, choices, days_words, timeline
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.markup import Safe, el, join, sentence
from helpers.tables import Record

TAG = "Fictional patient"
RULE = (
    "Days are for teaching: each test waits for the one before it, so days add up. A request that comes too early "
    "comes back without a result. Real waits differ, and real teams run many tests side by side."
)

NOT_YET = (
    "We do not have all the answers yet. I will tell you which ones are still open, and when we expect them. "
    "Until then, call us about anything new or worse. Get emergency help for weak legs, confusion or trouble breathing."
)
"""What can honestly be told while needed answers are missing."""


def follows(picked: Picked) -> Mapping[str, str]:
    """What may come next: first the patients, then the tests still open by name, and the team."""
    patients = case_file.load()
    if not picked:
        return {patient.id: patient.label for patient in patients.values()}
    present = walk(patients[picked[0]], picked[1:])
    open_ = {test.id: test.name for test in present.next()}
    return {} if present.finished else open_ | {FINISH: "I have enough: go to the team"}


def samples() -> Iterator[str]:
    """Trails that stand for all: each way begun well, then any test or the team, and some walked badly to the end."""
    yield ""
    for patient in case_file.load().values():
        best = tuple(test.id for test in patient.way)
        for count in range(len(best) + 1):
            here = (patient.id, *best[:count])
            yield further(here)
            for id_ in follows(here):
                if id_ not in best[count : count + 1]:
                    yield further(here, id_)
                    if id_ != FINISH:
                        yield further(here, id_, FINISH)
        for order in (tuple(reversed(best)), tuple(sorted(patient.tests)), tuple(reversed(list(patient.tests)))):
            yield further(_all_of((patient.id,), order))
            yield further(_all_of((patient.id,), order), FINISH)


def _all_of(trail: Picked, order: Picked) -> Picked:
    """Everything in the wished order; what came back is asked again as soon as the rules let it."""
    while next_ := next((id_ for id_ in order if id_ in follows(trail)), None):
        trail = (*trail, next_)
    return trail


def asks(picked: Picked) -> str:
    """The verdict on the newest proposal, and what to do now."""
    if not picked:
        return "Choose a patient"
    here = walk(case_file.load()[picked[0]], picked[1:])
    if here.finished:
        return f"{_name(here.patient)}: the walk is over. Read what was missed and what was spare"
    ask = f"What would you propose {'next ' if here.taken else ''}for {_name(here.patient)}?"
    if not here.taken:
        return ask
    newest = here.taken[-1]
    words, sign, _ = VERDICTS[newest.verdict]
    return f"{sign} {words}: {newest.test.name}. {ask}"


class OrderTheTests(Explorer):
    """A fictional patient's findings arrive one at a time; the learner proposes the next test."""

    title = "Put it together: what would you ask for next?"
    question = "Your patient needs answers. Which test would you propose next, and what does it cost them?"
    takeaway = (
        "You propose and prepare; the prescriber orders. Before each test ask which question it answers, whether "
        "something must come first, and what it costs the patient in days, trips and worry. With a red flag, call now."
    )
    prediction_id = "cases"
    language = None

    trail = Trail("Proposals", follows, samples, asks)

    def _here(self) -> Walk | None:
        """The chosen patient and what was proposed; ``None`` before a patient is chosen."""
        picked = steps(self.trail)
        return walk(case_file.load()[picked[0]], picked[1:]) if picked else None

    # ---- picture ----

    def picture(self) -> Safe:
        here = self._here()
        if here is None:
            people = case_file.load().values()
            cards = [Card(one.id, _name(one), capitalized(one.label.partition(": ")[2]), one.setting) for one in people]
            return choices(
                cards, control="trail", tag=TAG, title="Patients to choose from, all fictional", narrow=self.narrow
            )
        urgent = here.patient.emergency
        known = urgent is not None and (here.finished or urgent.test not in {test.id for test in here.missed})
        return timeline(
            [_step(one) for one in here.taken],
            name=_name(here.patient),
            tag=TAG,
            title=f"Timeline of tests for {here.patient.name}",
            empty="Day 0: no test has been proposed yet." if not here.finished else "No test was proposed.",
            ways=_ways(here) if here.finished else (),
            tallies=_tallies(here) if here.finished else (),
            limit=Limit(urgent.by_day, urgent.words) if urgent and known and here.taken else None,
            narrow=self.narrow,
        )

    # ---- words ----

    def words(self) -> str | Safe:
        here = self._here()
        if here is None:
            count = len(case_file.load())
            return (
                f"{count} fictional patients are waiting. Choose one. Then propose one test at a time, see what it "
                "brings and what it costs, and go to the team when you have enough."
            )
        if here.finished:
            return join(el("p", el("strong", _outcome(here)), " ", self._ending(here)), el("p", _so_far(here)))
        if not here.taken:
            return join(
                el("p", el("strong", f"{here.patient.name}. "), here.patient.setting),
                el("p", f"{here.patient.opening} Nothing has been proposed yet."),
            )
        newest = here.taken[-1]
        verdict = VERDICTS[newest.verdict]
        head = f"{_name(here.patient)}, day {here.days}. {verdict.sign} {verdict.words}: {newest.test.name}."
        late = [here.patient.emergency.late] if here.patient.emergency and here.overdue else []
        why = [newest.why] if newest.verdict in EXPLAINED else []
        told = " ".join([newest.result, *why, *late, _still_open(here)])
        return join(el("p", el("strong", head), f" {told}"), el("p", _so_far(here)))

    def _ending(self, here: Walk) -> str:
        if not here.missed:
            return here.patient.plan
        names = "; ".join(test.name for test in here.missed)
        return f"The team cannot plan safely yet. Without an answer: {names}."

    # ---- cards ----

    def detail(self) -> Safe:
        here = self._here()
        if here is None:
            return headed("How it works", RULE)
        cards = [_card(number, one) for number, one in enumerate(here.taken, 1)]
        if here.finished:
            return join(_debrief(here), headed("Every step again, newest first", join(*reversed(cards))))
        if not here.taken:
            return headed("How it works", RULE)
        newest = _card(len(cards), here.taken[-1], newest=True)
        return headed("What you know, newest first", newest, join(*reversed(cards[:-1])), _story(here.patient))

    # ---- rows ----

    def rows(self) -> list[Rows]:
        here = self._here()
        people = list(case_file.load().values()) if here is None else [here.patient]
        told = [Rows("The patients: all are fictional", _PATIENT, [_patient_row(one) for one in people])]
        if here is not None and here.taken:
            told.append(Rows("What was proposed, in order", _TAKEN, [_taken_row(one) for one in here.taken]))
        if here is not None and here.finished:
            missed = {test.id for test in here.missed}
            rows = [_way_row(test, test.id not in missed) for test in here.patient.way]
            told.append(Rows("The shortest safe way", _WAY, rows))
        return told


def _name(patient: Patient) -> str:
    """The name for a picture that is tagged as fictional anyway."""
    return patient.name.partition(" (")[0]


def _step(one: Taken) -> Step:
    words, sign, role = VERDICTS[one.verdict]
    return Step(
        one.test.name,
        words,
        sign,
        role,
        one.start,
        None if one.came_back else one.end - one.start,
        one.found,
        () if one.came_back else [*one.test.marks, *([_visits(one.test.visits)] if one.test.visits else [])],
    )


def _ways(here: Walk) -> list[Way]:
    best = walk(here.patient, (test.id for test in here.patient.way))
    missing = _count(len(here.missed), "answer missing", "answers missing")
    return [
        Way("Your way", here.days, f"Not safe yet: {missing}" if missing else _cost(here), "accent", bool(missing)),
        Way("Shortest safe way", best.days, _cost(best), "edge"),
    ]


def _tallies(here: Walk) -> list[Tally]:
    needed, returned = len(here.patient.way), [one for one in here.taken if one.came_back]
    counts = {
        "needed": f"{needed - len(here.missed)} of {needed} needed answers",
        "not_needed": _count(len(here.spare) - len(returned), "not needed"),
        "too_early": _count(len(returned), "came back"),
        "harmful_delay": _count(len(here.delays), "harmful delay", "harmful delays"),
    }
    return [Tally(VERDICTS[key].sign, words, VERDICTS[key].role) for key, words in counts.items() if words]


def _count(number: int, words: str, several: str = "") -> str:
    return f"{number} {words if number == 1 else several or words}" if number else ""


def _visits(number: int) -> str:
    return _count(number, "extra trip", "extra trips") or "no extra trip"


def _cost(here: Walk) -> str:
    return f"{days_words(here.days)}, {_visits(here.visits)}"


def _outcome(here: Walk) -> str:
    needed = len(here.patient.way)
    answers = f"{needed - len(here.missed)} of {needed} needed answers"
    told = [f"{_name(here.patient)}, day {here.days}: you go to the team with {answers}."]
    if here.delays or here.overdue or any(one.late for one in here.taken):
        told.append("The emergency had to wait.")
    if not here.missed and not here.spare and not here.delays:
        told.append("Nothing was missed and nothing was spare.")
    return " ".join(told)


def _still_open(here: Walk) -> str:
    number, needed = len(here.missed), len(here.patient.way)
    if not number:
        return f"All {needed} answers that the team needs are in."
    if number == needed:
        return f"All {needed} answers that the team needs are still open."
    return f"{number} of the {needed} answers that the team needs {'is' if number == 1 else 'are'} still open."


def _so_far(here: Walk) -> str:
    if not here.taken:
        return "Nothing was proposed."
    words = (f"{one.test.name} ({VERDICTS[one.verdict].words.lower()})" for one in here.taken)
    asked = "; ".join(f"({number}) {told}" for number, told in enumerate(words, 1))
    return f"Proposed, in order: {asked}. Cost so far: {_cost(here)}."


def _story(patient: Patient) -> Safe:
    told = el("p", f"{patient.setting} {patient.opening}")
    return el("details", el("summary", f"{patient.name}: how it began"), told, class_="mbc-card", data_key="opening")


def _card(number: int, one: Taken, *, newest: bool = False) -> Safe:
    """One proposal, to open. The newest is open, and without what the words just told."""
    words, sign, _ = VERDICTS[one.verdict]
    asked = [*one.test.marks, _visits(one.test.visits)]
    why = ["" if newest and one.verdict in EXPLAINED else one.why]
    if one.verdict == "harmful_delay":
        why.append(one.test.why)
    return el(
        "details",
        el(
            "summary",
            el("span", f"{sign} {words}", class_=f"mbc-chip mbc-{CHIPS[one.verdict]}"),
            f" {number}. {one.test.name}",
        ),
        headed("Result", "" if newest else one.result),
        headed("Why", *why),
        headed("Cost", "" if one.came_back else sentence(f"{_wait(one.test.days)}; {', '.join(asked)}")),
        headed("The nurse", one.test.nurse),
        open=newest,
        class_="mbc-card",
        data_key=f"{number}-{one.test.id}",
    )


def _wait(days: int) -> str:
    return days_words(days) if days else "Same day"


def _debrief(here: Walk) -> Safe:
    urgent = here.patient.emergency
    late = urgent.late_result if urgent and any(one.late for one in here.taken) else ""
    overdue = urgent.late if urgent and here.overdue else ""
    tell = NOT_YET if here.missed else here.patient.tell
    spare = [(one.test.name, one.why if one.came_back else one.test.why) for one in here.spare]
    return join(
        headed("What the wait cost", late or overdue),
        headed("What was missed", bullets(f"{test.name}: {test.missed}" for test in here.missed)),
        headed("What held up the emergency", bullets(f"{one.test.name}: {one.why}" for one in here.delays)),
        headed("What could have been spared", bullets(f"{name}: {why}" for name, why in spare)),
        headed("What to tell the patient, once the results have been given", f"“{tell}”"),
        el(
            "details",
            el("summary", "What the nurse does on the shortest safe way"),
            bullets((f"{test.name}: {test.nurse}" for test in here.patient.way), ordered=True),
            class_="mbc-card",
            data_key="nurse",
        ),
        el("details", el("summary", "How it is counted"), el("p", RULE), class_="mbc-card", data_key="rule"),
    )


EXPLAINED = ("too_early", "harmful_delay")
"""Verdicts whose reason the words tell at once: what came back, and what does harm."""

CHIPS = {
    "needed": "needed",
    "helpful": "soon",
    "too_early": "today",
    "not_needed": "routine",
    "harmful_delay": "now",
}
"""Class of a verdict's chip."""

_PATIENT = {"name": "Patient", "setting": "Where", "opening": "What is known"}
_TAKEN = {
    "name": "Test",
    "verdict": "How it turned out",
    "start": "Proposed on day",
    "end": "Result on day",
    "result": "Result",
    "why": "Why",
    "dose": "Radiation",
}
_WAY = {"name": "Test", "done": "Done", "days": "Days", "visits": "Extra trips", "why": "Why", "dose": "Radiation"}


def _patient_row(one: Patient) -> Record:
    return {
        "name": one.name,
        "setting": one.setting,
        "opening": one.opening,
        "source_id": one.source_id,
        "checked": one.checked,
    }


def _taken_row(one: Taken) -> Record:
    shown = {"verdict": VERDICTS[one.verdict].words, "start": one.start, "end": one.end, "result": one.result}
    return _test_row(one.test) | shown | {"why": one.why} | ({"dose": "none"} if one.came_back else {})


def _way_row(test: OfferedTest, done: bool) -> Record:
    return _test_row(test) | {"done": done, "days": test.days, "visits": test.visits}


def _test_row(test: OfferedTest) -> Record:
    return {
        "name": test.name,
        "why": test.why,
        "dose": _dose(test),
        "source_id": test.source_id,
        "checked": test.checked,
    }


def _dose(test: OfferedTest) -> str:
    """Radiation of the whole set in millisievert, as the table of tests has it."""
    rows = test.records
    if any(row["radiation"] == "depends" or row["dose_low_msv"] is None for row in rows):
        return "depends on how it is done"
    low, high = (sum(row[column] for row in rows) for column in ("dose_low_msv", "dose_high_msv"))
    if not high:
        return "none"
    return f"{low:g} mSv" if low == high else f"{low:g} to {high:g} mSv"
