"""Palliative care is not hospice: when each runs, what it does, what people say of it, and what trials found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpers import tables
from helpers.cards import bullets, capitalized, headed
from helpers.controls import Choice
from helpers.drawing.care_lanes import Care, Panel, Time, care_lanes
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.living import palliative_trials as trials
from helpers.markup import Safe, el, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record

LINE, TRIALS = "line", "trials"

TELLINGS = {"both": "Both", "happens": "What happens", "myth": "The myth"}
HEADINGS = {"happens": "What happens", "myth": "The myth: only for the end"}

ROLES: Mapping[str, str] = {"treatment": "ink-soft", "palliative": "accent", "hospice": "direct", "family": "right"}
"""Colors of the lanes. Each lane has its name as well."""

TABLES = {
    "palliative_phases": "A time on the way",
    "palliative_lanes": "A kind of care",
    "palliative_words": "What people say",
    "palliative_trials": "A trial",
}
"""Tables whose rows can be picked, with the heading of each in the list. No id is used twice."""


def _picks() -> dict[str, str]:
    return (
        {LINE: "The whole line"}
        | tables.named("palliative_phases", "plain_name")
        | tables.named("palliative_lanes", "plain_name")
        | tables.named("palliative_words", "short")
        | {TRIALS: "All trials together"}
        | tables.named("palliative_trials", "name")
        | {key: trials.result_name(row) for key, row in trials.counted().items()}
    )


def _headings() -> dict[str, str]:
    found = {LINE: "The line", TRIALS: "What trials found"}
    for table, heading in TABLES.items():
        found |= dict.fromkeys(tables.named(table, "source_id"), heading)
    return found | dict.fromkeys(trials.counted(), "Of 100 people in a trial")


class PalliativeTimeline(Explorer):
    """Kinds of care over time as they are and as the myth has them, sayings with answers, and trials."""

    title = "Palliative care is not hospice"
    question = "“Palliative care? So there is nothing more you can do for me.” What do you say?"
    takeaway = (
        "Offer palliative care early, by what it does: help with symptoms, decisions and coping, while treatment goes "
        "on. Keep the word hospice for the last months, and say that a person can leave it. Ask again at each change."
    )
    prediction_id = "palliative"

    pick = Choice(_picks, "Pick a time, a kind of care, a saying or a trial", look="select", groups=_headings)
    telling = Choice(TELLINGS, "Show")

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """Every pick; the tellings vary only where the line is shown."""
        for pick in _picks():
            for telling in ("both",) if _is_trial(pick) else TELLINGS:
                for language in ("plain", "clinical"):
                    yield {"pick": pick, "telling": telling, "language": language}

    def shown_controls(self) -> tuple[str, ...]:
        return ("pick", "language") if _is_trial(self.pick) else ("pick", "telling", "language")

    # ---- what the state selects ----

    def _picked(self, table: str) -> Record | None:
        return tables.row(table, self.pick) if self.pick in tables.named(table, "source_id") else None

    def _name(self, row: Record) -> str:
        return str(row[self.say("plain_name", "name")])

    def _amounts(self, lane: str, telling: str) -> list[int]:
        rows = {row["phase_id"]: row for row in tables.records("palliative_amounts") if row["lane_id"] == lane}
        return [rows[phase][telling] for phase in tables.named("palliative_phases", "name")]

    def _outcomes(self) -> dict[str, str]:
        return trials.PLAIN if self.language == "plain" else trials.CLINICAL

    def _selected(self) -> list[str]:
        """What the line sets apart: what was picked, or what a saying is about."""
        word = self._picked("palliative_words")
        return [word["lane_id"], word["phase_id"]] if word else [self.pick]

    # ---- picture ----

    def picture(self) -> Safe:
        if self.pick in trials.counted():
            return trials.people_picture(trials.counted()[self.pick])
        if _is_trial(self.pick):
            title = f"Trials of palliative care. {HOW_TO_MOVE}"
            return trials.trial_grid("pick", self.pick, title, self._outcomes(), narrow=self.narrow)
        told = [key for key in HEADINGS if self.telling in ("both", key)]
        return care_lanes(
            [Time(row["phase_id"], self._name(row), self._name(row)) for row in tables.records("palliative_phases")],
            [Panel(HEADINGS[key], self._cares(key), key == "myth") for key in told],
            control="pick",
            selected=self._selected(),
            title=f"Kinds of care over time: {listing(HEADINGS[key] for key in told)}. {HOW_TO_MOVE}",
            narrow=self.narrow,
        )

    def _cares(self, telling: str) -> list[Care]:
        return [
            Care(
                row["lane_id"],
                self._name(row),
                self._amounts(row["lane_id"], telling),
                ROLES[row["lane_id"]],
                f"{self._name(row)}, {TELLINGS[telling].lower()}: {self._when(row['lane_id'], telling)}",
            )
            for row in tables.records("palliative_lanes")
        ]

    def _when(self, lane: str, telling: str) -> str:
        """From which time to which there is some of a kind of care."""
        names = [f"“{self._name(row)}”" for row in tables.records("palliative_phases")]
        some = [name for name, amount in zip(names, self._amounts(lane, telling), strict=True) if amount]
        if not some:
            return "at no time"
        return f"from {some[0]} to {some[-1]}" if len(some) > 1 else f"only in {some[0]}"

    # ---- words ----

    def words(self) -> str:
        if row := trials.counted().get(self.pick):
            trial = tables.row("palliative_trials", row["trial_id"])
            told = self.say(trials.compared(row), trials.ratio(row))
            note = f" {row['note']}" if row["note"] else ""
            return f"{trials.dated(trial)}, {trial['n']:,} people: {told}.{note} {trial['limit']}"
        if self.pick == TRIALS:
            return self._words_on_trials()
        if row := self._picked("palliative_trials"):
            found = self.say(row["finding"], trials.summary(self.pick))
            return f"{trials.dated(row)}: {row['n']:,} people with {row['cancers']}. {found} {row['limit']}"
        return f"{self._words_on_line()} {self._words_on_telling()}"

    def _words_on_trials(self) -> str:
        rows = tables.records("palliative_trials")
        only = sum(row["breast"] == "yes" for row in rows)
        return (
            f"{len(rows)} trials or reviews. {self._tally('quality')} {self._tally('life')} Not every trial counted "
            f"both. Only people with breast cancer took part in {only} of them."
        )

    def _tally(self, outcome: str) -> str:
        """How often an outcome was better, mixed or no different, in a sentence."""
        rows = tables.records("palliative_trials")
        found = [
            trials.verdicts(row["trial_id"])[outcome] for row in rows if outcome in trials.verdicts(row["trial_id"])
        ]
        parts = [f"{sign.words} in {found.count(key)}" for key, sign in trials.VERDICTS.items() if key in found]
        return f"{self._outcomes()[outcome]}, counted in {len(found)}: {listing(parts)}."

    def _words_on_line(self) -> str:
        if row := self._picked("palliative_phases"):
            return f"{self._name(row)}. {row['happens']}"
        if row := self._picked("palliative_lanes"):
            return f"{self._name(row)}: {row['is']} It runs {self._when(self.pick, 'happens')}."
        if row := self._picked("palliative_words"):
            return f"{row['says']} An answer: {row['answer']}"
        return (
            f"Palliative care runs beside treatment, {self._when('palliative', 'happens')}. Hospice comes late, "
            f"{self._when('hospice', 'happens')}."
        )

    def _words_on_telling(self) -> str:
        myth = f"the myth, in which palliative care runs {self._when('palliative', 'myth')}"
        return {
            "happens": "The picture shows what happens.",
            "myth": f"The picture shows {myth}.",
            "both": f"The picture shows what happens and, below it, {myth}.",
        }[self.telling]

    # ---- detail ----

    def detail(self) -> Safe:
        if _is_trial(self.pick):
            return self._trial_cards()
        if row := self._picked("palliative_phases"):
            return join(
                headed("What each does now", bullets(self._now())),
                headed("When to ask for help", bullets(split(row["ask"]))),
                headed("What you do", bullets(split(row["nurse"]))),
                headed("Say", f"“{row['say']}”"),
            )
        if row := self._picked("palliative_lanes"):
            return self._lane_cards(row)
        if row := self._picked("palliative_words"):
            return join(headed("You hear", row["says"]), headed("An answer", row["answer"]), headed("Why", row["why"]))
        return join(*(headed(self._name(row), row["is"], row["rule"]) for row in tables.records("palliative_lanes")))

    def _now(self) -> list[str]:
        """What each kind of care does at the time picked."""
        names = {row["lane_id"]: self._name(row) for row in tables.records("palliative_lanes")}
        rows = [row for row in tables.records("palliative_amounts") if row["phase_id"] == self.pick and row["does"]]
        return [f"{names[row['lane_id']]} {row['does']}" for row in rows]

    def _lane_cards(self, row: Record) -> Safe:
        sayings = [one["says"] for one in tables.records("palliative_words") if one["lane_id"] == self.pick]
        return join(
            headed("What it does", bullets(split(row["does"]))),
            headed("Who is in the team", bullets(split(row["team"]))),
            headed("Who can have it, and when", row["rule"]),
            headed("What people say about it", bullets(sayings)),
        )

    def _trial_cards(self) -> Safe:
        result = trials.counted().get(self.pick)
        row = tables.row("palliative_trials", result["trial_id"]) if result else self._picked("palliative_trials")
        if not row:
            return join(
                headed(
                    "How to read it", "A dash: not counted, or not in what we read. Do not add up signs: trials differ."
                ),
                headed(
                    "What to say",
                    "“It helps many people feel better and be heard. Whether it makes life longer is not settled.”",
                ),
            )
        found = el("ul", [el("li", trials.result_line(one)) for one in trials.results_of(row["trial_id"])])
        return join(
            headed("Who took part", f"People with {row['cancers']}.", trials.BREAST[row["breast"]]),
            headed("What was compared", sentence(capitalized(f"{row['care']}, against {row['compared']}"))),
            headed("All its results here", found),
            headed("What it does not show", row["limit"]),
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        if _is_trial(self.pick):
            return self._trial_rows()
        phases = [row | {"shown": self._name(row)} for row in tables.records("palliative_phases")]
        lanes = [row | {"shown": self._name(row)} for row in tables.records("palliative_lanes")]
        words = [row for row in tables.records("palliative_words") if self.pick in (LINE, *row.values())]
        shown = [
            Rows("The times", {"shown": "Time", "happens": "What happens", "ask": "When to ask"}, phases),
            Rows("The kinds of care", {"shown": "Care", "is": "What it is", "team": "Team", "rule": "Rule"}, lanes),
        ]
        columns = {"says": "Saying", "answer": "An answer", "why": "Why"}
        return [*shown, Rows("What people say", columns, words)] if words else shown

    def _trial_rows(self) -> list[Rows]:
        result = trials.counted().get(self.pick)
        one = result["trial_id"] if result else self.pick
        rows = [row for row in tables.records("palliative_trials") if one in (TRIALS, row["trial_id"])]
        results = [row for row in tables.records("palliative_results") if one in (TRIALS, row["trial_id"])]
        about = {
            "name": "Trial",
            "year": "Year",
            "n": "People",
            "cancers": "Who",
            "breast": "Breast cancer",
            "care": "Care",
            "compared": "Compared with",
            "finding": "Finding",
            "limit": "What it does not show",
        }
        found = {
            "trial": "Trial",
            "kind": "Outcome",
            "turned": "Turned out",
            "counted": "Counted",
            "figures": "Figures",
            "note": "Note",
        }
        return [
            Rows("The trials", about, [trials.trial_row(row) for row in rows]),
            Rows(
                "Their results. Different trials do not compare",
                found,
                [trials.result_row(row, self._outcomes()) for row in results],
            ),
        ]


def _is_trial(pick: str) -> bool:
    """Is it a trial, a result of one, or all of them together?"""
    return pick == TRIALS or pick in tables.named("palliative_trials", "name") or pick in trials.counted()
