"""Side effects: how often they were counted, how bad, and what the nurse does.

Two rates are compared only inside one trial. Columns of different trials stand side by side to show which side effects
belong to a drug; the words say each time that they may not be ranked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from helpers import tables
from helpers.cards import bullets, capitalized, headed, urgency_chip
from helpers.controls import Choice
from helpers.drawing.heat import Cell, Columns, HeatMap, Line
from helpers.drawing.hundreds import Hundred, hundreds
from helpers.drawing.people import Group
from helpers.explorer import Explorer, Picture
from helpers.frame import CHECKED, Rows
from helpers.markup import NOTHING, Safe, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record, grouped
from helpers.treatment.side_effect_counts import USUAL, Count, Share, class_of, count_of, counts, people_counted

SEVERITY = {"any_grade": "Any grade", "severe": "Severe: grade 3 or more"}
BANDS = {"any_grade": (10.0, 30.0, 50.0), "severe": (1.0, 5.0, 15.0)}
"""Where the cells of a heat map take a deeper color, in percent. A matter of drawing only; the numbers are written."""

LEVELS = ("now", "today", "soon")
"""Columns of a care card that say what to report, most urgent first."""

MARK = "†"
"""Sign of a figure that was counted in another way than most, or only partly seen."""

TAGS = {"clinical": "", "laboratory": " (lab)", "ecg": " (ECG)"}
"""What follows the name of a test value: test values and what people feel are never put together."""

APART = (
    "Compare only inside one trial: each had other people and other rules, so drugs may not be ranked across trials."
)
BY_CHANCE = "Chance did not decide who was in which group, so other differences may explain this."


def _studies() -> dict[str, str]:
    rows = tables.records("side_effect_studies")
    return {row["study_id"]: f"{capitalized(row['arm'])}: {row['heading']}" for row in rows}


def _classes() -> dict[str, str]:
    names = tables.named("treatment_classes", "name")
    return {row["study_id"]: names[class_of(row)] for row in tables.records("side_effect_studies")}


def _effects() -> dict[str, str]:
    rows = tables.records("side_effects")
    return {row["effect_id"]: capitalized(row["plain"]) + TAGS[row["kind"]] for row in rows}


def _systems() -> dict[str, str]:
    return tables.named("side_effects", "system")


class SideEffects(Explorer):
    """How often side effects were counted, beside the comparator of the same trial, and the care of each."""

    title = "Side effects: how often, how bad, and what you do"
    question = "Your patient starts this drug. What will you look for, and which call cannot wait?"
    takeaway = (
        "Teach three things before the first dose: what is likely, what is dangerous, and whom to call day and night. "
        "A rare side effect can be the one that cannot wait. Targeted does not mean gentle."
    )
    prediction_id = "side_effects"

    show = Choice(
        {"drugs": "Heat map of a drug class", "effect": "One side effect", "hundred": "In 100 people"}, "Look at"
    )
    study = Choice(_studies, "Treatment and trial", look="select", groups=_classes)
    effect = Choice(_effects, "Side effect", look="select", groups=_systems)
    severity = Choice(SEVERITY, "How severe")

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """A covering part of the 35,000 states: every count in each view; every trial as a heat map and every side
        effect by itself, with a partner that takes turns; and trials and side effects that do not go together. Where
        not every severity and language is tried, these take turns too."""
        studies, effects = list(_studies()), list(_effects())
        looks = list(product(SEVERITY, ("plain", "clinical")))
        found = [(one.study["study_id"], one.effect["effect_id"]) for one in counts()]
        by_study = [(study, effects[turn % len(effects)]) for turn, study in enumerate(studies)]
        by_effect = [(studies[turn % len(studies)], effect) for turn, effect in enumerate(effects)]
        every = [("hundred", found), ("drugs", by_study), ("effect", by_effect)]
        turns = [("drugs", found), ("effect", found), ("hundred", by_study), ("hundred", by_effect)]
        parts = [(show, pair, look) for show, pairs in every for pair in pairs for look in looks]
        parts += [(show, pair, looks[turn % 4]) for show, pairs in turns for turn, pair in enumerate(pairs)]
        for show, (study, effect), (severity, language) in parts:
            yield {"show": show, "study": study, "effect": effect, "severity": severity, "language": language}

    # ---- what the state selects ----

    def _study(self) -> Record:
        return tables.row("side_effect_studies", self.study)

    def _effect(self) -> Record:
        return tables.row("side_effects", self.effect)

    def _care(self) -> Record | None:
        key = self._effect()["care_id"]
        return tables.row("side_effect_care", key) if key else None

    def _named(self, effect: Record) -> str:
        """A side effect in the words chosen, with the mark of a test value."""
        return str(effect[self.say("plain", "clinical")]) + TAGS[effect["kind"]]

    def _how(self) -> str:
        if self.severity == "any_grade":
            return "of any grade"
        return self.say("in a severe form (grade 3 or more)", "of grade 3 or higher")

    def _counted(self, one: Count) -> str:
        """How severe, as this source counted it where it counted in a way of its own."""
        means = one.rate["severe_means"]
        return self._how() if self.severity == "any_grade" or means in USUAL else f"({means})"

    def _picked(self) -> Count | None:
        """The count of the side effect chosen in the trial chosen, where there is a figure."""
        found = count_of(self.study, self.effect)
        return found if found and found.share(self.severity) else None

    def _counts(self) -> list[Count]:
        """The counts that are drawn: those of the class (on a phone, of the trial), of the side effect, or the one."""
        if self.show == "hundred":
            picked = self._picked()
            return [picked] if picked else []
        drug_class = class_of(self._study())
        return [
            one
            for one in counts()
            if one.share(self.severity)
            and (
                one.rate["effect_id"] == self.effect
                if self.show == "effect"
                else one.rate["study_id"] == self.study
                if self.narrow
                else one.drug_class == drug_class
            )
        ]

    # ---- picture ----

    def picture(self) -> Picture:
        drawn = self._counts()
        if not drawn:
            return self._unknown()
        if self.show == "hundred":
            return self._people(drawn[0])
        return self._class_map(drawn) if self.show == "drugs" else self._effect_map(drawn)

    def _class_map(self, drawn: Sequence[Count]) -> HeatMap:
        """Side effects down, trials across, each with its comparator beside it."""
        groups, sides = [], []
        for key, found in grouped(({"study": one.study["study_id"], "one": one} for one in drawn), "study").items():
            study = found[0]["one"].study
            shown = [False] + [True] * any(row["one"].compared(self.severity) for row in found)
            sides += [(key, other) for other in shown]
            names = [study["comparator_short"] if other else study["arm_short"] for other in shown]
            groups.append(Columns(("▸ " if key == self.study else "") + study["heading"], names))
        by_place = {(one.study["study_id"], one.effect["effect_id"]): one for one in drawn}
        lines = [
            Line(
                capitalized(self._named(effect)),
                [self._cell(by_place.get((key, effect["effect_id"])), other) for key, other in sides],
                effect["effect_id"] == self.effect,
            )
            for effect in tables.records("side_effects")
            if any(one.effect["effect_id"] == effect["effect_id"] for one in drawn)
        ]
        return HeatMap(groups, lines, BANDS[self.severity], foot=self._foot(drawn), narrow=self.narrow)

    def _effect_map(self, drawn: Sequence[Count]) -> HeatMap:
        """Trials down; across, the treatment and its comparator."""
        compared = [False] + [True] * any(one.compared(self.severity) for one in drawn)
        lines = [
            Line(
                f"{one.study['heading']}: {one.study['arm']}"
                + (f", or {one.study['comparator']}" if one.study["comparator"] else ""),
                [self._cell(one, other) for other in compared],
                one.study["study_id"] == self.study,
            )
            for one in drawn
        ]
        groups = [Columns("Read across only", ["treatment", "comparator"][: len(compared)])]
        return HeatMap(groups, lines, BANDS[self.severity], foot=self._foot(drawn), narrow=self.narrow)

    def _cell(self, one: Count | None, other: bool) -> Cell | None:
        """The cell of a count: the treatment, or the ``other`` arm."""
        share = one and (one.compared(self.severity) if other else one.share(self.severity))
        if not one or not share:
            return None
        who = one.study["comparator" if other else "arm"]
        told = f"{capitalized(self._named(one.effect))}, {who}: {share.figure}%. {one.told(self.severity)}"
        return Cell(share.percent, share.figure + MARK * bool(one.caveats(self.severity)), told)

    def _foot(self, drawn: Sequence[Count]) -> str:
        """What the marks and tags in this map mean."""
        caveats = dict.fromkeys(words for one in drawn for words in one.caveats(self.severity))
        kinds = {one.effect["kind"] for one in drawn}
        told = [f"{MARK} {listing(caveats, 'or')}"] if caveats else []
        told += dict.fromkeys(filter(None, (one.deaths(self.severity) for one in drawn)))
        told += ["(lab) a test value, not what a person feels"] if "laboratory" in kinds else []
        told += ["(ECG) measured on the ECG"] if "ecg" in kinds else []
        return f"Percent of people. {' '.join(sentence(words) for words in told)}".strip()

    def _people(self, one: Count) -> Safe:
        """100 people on the treatment, and 100 on the comparator of the same trial."""
        share, other = one.share(self.severity), one.compared(self.severity)
        crowds = [self._hundred(one, one.study["arm"], share)] if share else []
        crowds += [self._hundred(one, one.study["comparator"], other)] if other else []
        title = f"{capitalized(self._named(one.effect))} {self._counted(one)}."
        return hundreds(crowds, title=title, foot=f"Counted in: {people_counted(one.study)}.")

    def _hundred(self, one: Count, who: str, share: Share) -> Hundred:
        without = "did not have it" if self.severity == "any_grade" else "did not have it, or not as severe"
        had = Group(f"had {self._named(one.effect)} {self._counted(one)}", share.people, "accent")
        return Hundred(capitalized(who), share.of_hundred, (had, Group(without, 100 - share.people, "edge", "ring")))

    def _unknown(self) -> Safe:
        """100 people of whom nothing was counted: a blank is not zero."""
        who = capitalized(self._named(self._effect()) if self.show == "effect" else self._study()["arm"])
        crowd = Hundred(
            f"{who}: no figure", "unknown", (Group("not counted here, which is not zero", 100, "edge", "dot"),)
        )
        return hundreds([crowd], title=f"{sentence(self._what())} No figure in our tables.")

    # ---- words ----

    def _what(self) -> str:
        return f"{capitalized(self._named(self._effect()))} {self._how()}"

    def words(self) -> str:
        drawn = self._counts()
        last = APART if self.show != "hundred" and len({one.study["study_id"] for one in drawn}) > 1 else ""
        return " ".join(part for part in (self._lead(drawn), self._pair(), last) if part)

    def _lead(self, drawn: Sequence[Count]) -> str:
        """How much is shown."""
        trials = len({one.study["study_id"] for one in drawn})
        sources = f"{trials} trial{'s' * (trials > 1)} or label{'s' * (trials > 1)}"
        if self.show == "effect":
            return (
                f"{self._what()}: figures from {sources}." if drawn else f"{self._what()}: our tables have no figure."
            )
        if self.show == "hundred":
            return ""
        name = tables.row("treatment_classes", class_of(self._study()))["name"]
        if not drawn:
            return f"{name}: our tables have no figure for side effects {self._how()}."
        many = len({one.effect["effect_id"] for one in drawn})
        where = f"in {self._study()['heading']}" if self.narrow else f"in {sources}"
        return f"{name}: {many} side effect{'s' * (many > 1)} {self._how()}, {where}."

    def _pair(self) -> str:
        """The side effect chosen in the trial chosen, treatment beside comparator."""
        one, study = self._picked(), self._study()
        if not one:
            what = f"{self._named(self._effect())} {self._how()}"
            told = f"{study['heading']} gives no figure for {what} on {study['arm']}; a blank is not zero."
            return f"{told} {self._reported()}".strip()
        share, other = one.share(self.severity), one.compared(self.severity)
        assert share
        beside = f" and in {other.of_hundred} on {study['comparator']}" if other else ""
        notes = [
            f"This figure {listing(one.caveats(self.severity))}." if one.caveats(self.severity) else "",
            BY_CHANCE if other and study["comparison"] == "not_randomized" else "",
            "" if other else "There is no comparator figure to hold beside it.",
            one.deaths(self.severity),
            sentence(study["note"]),
            sentence(one.rate["note"]),
        ]
        what = f"{self._named(one.effect)} {self._counted(one)}"
        told = (
            f"In {study['heading']} ({study['population']}), {what} was counted in "
            f"{share.of_hundred} people on {study['arm']}{beside}."
        )
        return " ".join(part for part in (told, one.difference(self.severity), *notes) if part)

    def _reported(self) -> str:
        """What the trial chosen does report, when asked in 100 people."""
        if self.show != "hundred":
            return ""
        found = [one for one in counts() if one.rate["study_id"] == self.study and one.share(self.severity)]
        return f"It has figures for {listing(self._named(one.effect) for one in found)}." if found else ""

    # ---- care ----

    def detail(self) -> Safe:
        return join(self._care_card(), self._grades())

    def _care_card(self) -> Safe:
        care, clinical = self._care(), self.language == "clinical"
        if not care:
            return headed(f"{capitalized(self._named(self._effect()))}: no card of its own", self._effect()["no_care"])
        return join(
            headed(
                care["clinical_name"] if clinical else care["name"],
                f"Known causes: {'; '.join(split(care['causes']))}.",
            ),
            [headed(urgency_chip(level), bullets(split(care[level]))) for level in LEVELS if care[level]],
            headed("Assess", bullets(split(care["assess"]))),
            headed("Do", bullets(split(care["act"]))),
            headed("Say to the patient", f"“{care['teach']}”"),
            headed("How long it lasts", care["lasts"]),
            headed("Often said", f"“{care['said']}”", care["answer"]) if care["said"] else NOTHING,
            headed("Figures and orders to know", sentence(care["figures"]))
            if clinical and care["figures"]
            else NOTHING,
            headed("What was checked", f"{capitalized(CHECKED[care['checked']])}. {sentence(care['checked_scope'])}"),
        )

    def _grades(self) -> Safe:
        """What the grades mean."""
        rows, told = tables.records("side_effect_grades"), self.say("plain", "clinical")
        return headed(
            "What a grade means", bullets(f"Grade {row['grade']}, {row['name']}: {row[told]}" for row in rows)
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        headings = {
            "heading": "Trial or label",
            "arm": "Treatment",
            "named": "Side effect",
            "reported_as": "As the source calls it",
            "any": "Any grade, %",
            "bad": "Severe, %",
            "severe_means": "Severe means",
            "comparator": "Comparator",
            "other_any": "Its any grade, %",
            "other_bad": "Its severe, %",
            "people": "Who was counted",
            "notes": "Note",
        }
        care = self._care()
        cards = {"name": "Card", "clinical_name": "Clinical name", "checked_scope": "What was checked"}
        grades = {"grade": "Grade", "name": "In one word", "plain": "In daily life", "clinical": "In clinical words"}
        return [
            *(
                [Rows("The figures shown", headings, found)]
                if (found := [self._row(one) for one in self._counts()])
                else []
            ),
            *([Rows("The care card", cards, [care])] if care else []),
            Rows("Grades", grades, tables.records("side_effect_grades")),
        ]

    def _row(self, one: Count) -> Record:
        shares = {
            "any": one.share("any_grade"),
            "bad": one.share("severe"),
            "other_any": one.compared("any_grade"),
            "other_bad": one.compared("severe"),
        }
        notes = " ".join(sentence(note) for note in (one.rate["note"], one.study["note"]) if note)
        return {
            **one.study,
            **one.rate,
            **{name: share.figure if share else None for name, share in shares.items()},
            "named": capitalized(self._named(one.effect)),
            "people": people_counted(one.study),
            "notes": notes,
        }
