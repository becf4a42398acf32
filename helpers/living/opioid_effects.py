"""Opioids over time: which effects fade and which stay, what the nurse does when, and three words told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from helpers import tables
from helpers.cards import bullets, capitalized, headed, urgency_chip
from helpers.controls import Choice
from helpers.drawing.courses import Course, Deed, Stage, courses
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import Safe, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record

ALL = "all"

STAGES: Mapping[str, tuple[str, str]] = {
    "before": ("Before", "Before the first dose"),
    "start": ("First day", "On the first day"),
    "days": ("Days 2 to 7", "On days 2 to 7"),
    "weeks": ("Weeks on", "In the weeks and months at a steady dose"),
    "rise": ("Dose raised", "After each dose increase"),
    "stop": ("At the end", "When it is no longer needed, or stopped"),
}
"""The columns: short heading, and words at the start of a sentence."""

THROUGH = 4
"""So many stages follow each other; those after them are events."""


class Kind(NamedTuple):
    """How an effect goes on: words for one, a heading for several, and a color role."""

    words: str
    heading: str
    role: str


KINDS: Mapping[str, Kind] = {
    "stays": Kind("stays", "Effects that stay", "today"),
    "fades": Kind("fades within days", "Effects that fade", "accent"),
    "danger": Kind("danger sign", "Danger signs", "now"),
    "body": Kind("body adapts", "The body adapts", "ink-soft"),
}
"""The values of ``course`` in ``opioid_effects``."""

STRENGTH = ("none", "mild", "moderate", "strong")
WATCH = ("none", "keep watching", "watch closely", "watch all the time")
"""Levels of a course in words, and those of a danger sign."""

SKETCH = (
    "The height of a hill is a sketch, not a count: how strong an effect usually is, and how closely to watch for a "
    "danger sign. A square: the nurse does it."
)
CARE = "What the nurse does"


def _topics() -> dict[str, str]:
    named = tables.named("opioid_effects", "plain_name") | tables.named("opioid_care", "plain_name")
    return {ALL: "All of it"} | named


def _groups() -> dict[str, str]:
    effects = {row["effect_id"]: KINDS[row["course"]].heading for row in tables.records("opioid_effects")}
    return {ALL: "The timeline"} | effects | dict.fromkeys(tables.named("opioid_care", "name"), CARE)


def _moments() -> dict[str, str]:
    return {ALL: "Any time"} | {key: heading for key, (heading, _) in STAGES.items()}


class OpioidCare(Explorer):
    """Side effects of opioids as courses over time, with what the nurse does at each stage."""

    title = "Opioids over time: what fades, what stays, what you do"
    question = "My patient starts an opioid today. What comes, what goes, and what do I do before it comes?"
    takeaway = (
        "The laxative starts with the first dose and stays. Look at sleepiness with the same words each time: a person "
        "who drifts off in the middle of a sentence needs a call before the next dose. Send nobody home without a "
        "locked place, a number to call and, where risk is raised, naloxone and someone who can use it."
    )
    prediction_id = "opioid_care"

    topic = Choice(_topics, "Look at", look="select", groups=_groups)
    moment = Choice(_moments, "When")

    # ---- what the state selects ----

    def _effect(self) -> Record | None:
        return next((row for row in tables.records("opioid_effects") if row["effect_id"] == self.topic), None)

    def _care(self) -> Record | None:
        return next((row for row in tables.records("opioid_care") if row["care_id"] == self.topic), None)

    def _due(self) -> list[Record]:
        """What the nurse does at the moment chosen."""
        return [row for row in tables.records("opioid_care") if self.moment in split(row["stages"])]

    def _name(self, row: Record) -> str:
        return str(row[self.say("plain_name", "name")])

    def _names(self, rows: Sequence[Record]) -> str:
        return listing(self._name(row).lower() for row in rows)

    # ---- picture ----

    def picture(self) -> Safe:
        return courses(
            [Stage(key, heading, name) for key, (heading, name) in STAGES.items()],
            [
                Course(
                    row["effect_id"],
                    self._name(row),
                    KINDS[row["course"]].words,
                    KINDS[row["course"]].role,
                    _levels(row),
                    f"{self._name(row)}, {KINDS[row['course']].words}: {_told(row)}",
                )
                for row in tables.records("opioid_effects")
            ],
            [
                Deed(
                    row["care_id"],
                    self._name(row),
                    [stage in split(row["stages"]) for stage in STAGES],
                    f"{self._name(row)}: {_when(row)}",
                )
                for row in tables.records("opioid_care")
            ],
            through=THROUGH,
            controls=("topic", "moment"),
            selected=(self.topic, self.moment),
            headings=("What opioids do", CARE),
            foot=SKETCH,
            title=f"Effects of opioids and the care that goes with them, over time. {HOW_TO_MOVE}",
            narrow=self.narrow,
        )

    # ---- words ----

    def words(self) -> str:
        effect, care = self._effect(), self._care()
        told = self._told_effect(effect) if effect else self._told_care(care) if care else self._told_all()
        return " ".join(part for part in (told, self._told_moment()) if part)

    def _told_all(self) -> str:
        if self.moment != ALL:
            return ""
        by_kind = {
            kind: self._names([row for row in tables.records("opioid_effects") if row["course"] == kind])
            for kind in KINDS
        }
        return (
            f"{capitalized(by_kind['fades'])} mostly fade within days; {by_kind['stays']} stay, so the laxative starts "
            f"with the first dose. {capitalized(by_kind['danger'])} are danger signs, and deep sleepiness comes before "
            f"breathing slows. {capitalized(by_kind['body'])} show that the body has adapted, which is not addiction."
        )

    def _told_effect(self, row: Record) -> str:
        return f"{self._name(row)} ({KINDS[row['course']].words}): {_told(row)}. {row['why']}"

    def _told_care(self, row: Record) -> str:
        return f"{self._name(row)}: {_when(row)}. {row['why']}"

    def _told_moment(self) -> str:
        if self.moment == ALL:
            return ""
        there = [row for row in tables.records("opioid_effects") if _level(row, self.moment)]
        watch = f"think of {self._names(there)}" if there else "nothing of this is there yet, so prevent it"
        return f"{STAGES[self.moment][1]}: {watch}. The nurse’s part then: {self._names(self._due())}."

    # ---- detail ----

    def detail(self) -> Safe:
        effect, care = self._effect(), self._care()
        if effect:
            return join(self._card(effect, effect["nurse"]), self._extra(effect["effect_id"]))
        if care:
            return join(self._card(care, care["do"]), self._extra(care["care_id"]))
        if self.moment != ALL:
            return join(*(headed(self._name(row), bullets(split(row["do"]))) for row in self._due()))
        return join(self._sedation(), self._three_words())

    def _card(self, row: Record, does: str) -> Safe:
        return join(
            headed(CARE, bullets(split(does))),
            headed("When to call", bullets(split(row["call"]))),
            headed("Say, then ask to hear it back", f"“{row['teach']}”"),
            headed("What was checked", sentence(row["checked_scope"])),
        )

    def _extra(self, topic: str) -> Safe:
        """The table that goes with a topic."""
        if topic in ("drowsiness", "breathing", "sedation"):
            return self._sedation()
        return self._three_words() if topic in ("tolerance", "dependence", "words") else join()

    def _sedation(self) -> Safe:
        return join(
            *(
                headed(f"Sleepiness: {row['name'].lower()}", row["signs"], urgency_chip(row["urgency"]), row["act"])
                for row in tables.records("opioid_sedation")
            )
        )

    def _three_words(self) -> Safe:
        return join(
            *(
                headed(row["name"], row["plain"], row["not_this"], f"Say: {row['say']}")
                for row in tables.records("opioid_words")
            )
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        effects = [
            row | {"kind": KINDS[row["course"]].words, "told": _told(row)}
            for row in tables.records("opioid_effects")
            if self.topic in (ALL, row["effect_id"]) and (self.moment == ALL or _level(row, self.moment))
        ]
        care = [
            row | {"due": _when(row)}
            for row in tables.records("opioid_care")
            if self.topic in (ALL, row["care_id"]) and (self.moment in (ALL, *split(row["stages"])))
        ]
        about = {"name": "Effect", "kind": "Course", "told": "When, as a sketch", "call": "When to call"}
        doing = {"name": CARE, "due": "When", "do": "How", "call": "When to call"}
        scope = {"checked_scope": "What was checked"}
        sleepy = {"name": "Sleepiness", "signs": "Signs", "act": "What the nurse does"}
        words = {"name": "Word", "plain": "Means", "not_this": "Does not mean", "say": "Say"}
        return [
            *([Rows("Effects", about | scope, effects)] if effects else []),
            *([Rows("Care", doing | scope, care)] if care else []),
            Rows("How sleepy is too sleepy", sleepy, tables.records("opioid_sedation")),
            Rows("Three words", words, tables.records("opioid_words")),
        ]


def _level(row: Record, stage: str) -> int:
    """Level of an effect at a stage; before the first dose there is none."""
    return int(row.get(stage, 0))


def _levels(row: Record) -> list[int]:
    return [_level(row, stage) for stage in STAGES]


def _told(row: Record) -> str:
    """The levels of an effect in words, stages alike taken together."""
    scale = WATCH if row["course"] == "danger" else STRENGTH
    found = {stage: scale[level] for stage, level in zip(STAGES, _levels(row), strict=True) if level}
    alike = dict.fromkeys(found.values())
    return "; ".join(
        f"{words} {listing(STAGES[stage][1].lower() for stage, said in found.items() if said == words)}"
        for words in alike
    )


def _when(row: Record) -> str:
    return listing(STAGES[stage][1].lower() for stage in split(row["stages"]))
