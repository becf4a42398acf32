"""Rewrite it: choose what to tell a patient instead of a flawed claim, then try it in words of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from traitlets import Dict

from helpers import tables
from helpers.cards import folded, headed
from helpers.claims import reading_level, verdicts
from helpers.claims.reading_level import Reading
from helpers.controls import Choice, Control
from helpers.drawing.grade_scale import Text, grade_scale
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.markup import NOTHING, Safe, el, join, listing
from helpers.schema import split
from helpers.tables import Record

LONGEST = 1500
"""Characters of a version of the learner's own."""

TOO_SHORT = 30
"""Words below which the grade of a text says very little: a single word can move it by a whole grade."""

EASY = "easy to read; this says nothing about whether it is true or kind"
"""Stands beside the ✓ of words that nobody has judged."""

MOST_LONG = 12
"""Long words that are listed."""


class Tone(NamedTuple):
    """How a version sounds: its name, what it does to the person, and the fault in it as a clause (empty: none)."""

    name: str
    does: str
    fault: str = ""


TONES: Mapping[str, Tone] = {
    "kind": Tone("kind", "it speaks to the person"),
    "cold": Tone("cold", "it does not reach the person", "it is cold"),
    "frightening": Tone("frightening", "fear is what will be heard", "it frightens"),
    "blaming": Tone("blaming", "it makes the person feel at fault", "it blames"),
    "false_hope": Tone("false hope", "it promises more than anyone can", "it raises false hope"),
}
"""The values of ``tone`` in the table of versions."""

CAUTION = (
    "The grade comes from a formula that counts long words and long sentences. It does not know whether a text is true "
    "or kind, nor whether it is understood. Only the person can tell you that: ask to hear it back in her or his words."
)


@dataclass(frozen=True)
class Version:
    """One way of putting a claim right, and what is good or bad about it."""

    row: Record
    points: Mapping[str, str]

    @property
    def letter(self) -> str:
        """Its name on the page."""
        return str(self.row["version"]).upper()

    @cached_property
    def reading(self) -> Reading:
        """Its reading level, computed."""
        return reading_level.read(self.row["text"])

    @property
    def kept(self) -> list[str]:
        """Numbers of the key points that it keeps."""
        return split(self.row["keeps"])

    @property
    def faults(self) -> list[str]:
        """Why it is not the one to tell, as clauses; none for the best one."""
        missing = len(self.points) - len(self.kept)
        clauses = [
            f"it leaves out {missing} of {len(self.points)} key points" if missing else "",
            "it says something that is not so" if self.row["wrong"] else "",
            TONES[self.row["tone"]].fault,
            f"it reads at about {self.reading.about}" if not self.reading.plain else "",
        ]
        return [clause for clause in clauses if clause]


def claims() -> dict[str, str]:
    """The claims that can be rewritten, by id."""
    return {row["claim_id"]: verdicts.claim(row["claim_id"])["claim"] for row in tables.records("claim_rewrites")}


def points(claim_id: str) -> dict[str, str]:
    """What a true version of a claim must keep, by number."""
    return {str(row["point"]): row["text"] for row in _points(claim_id)}


def versions(claim_id: str) -> dict[str, Version]:
    """The four versions of a claim, by id."""
    rows = [row for row in tables.records("claim_rewrites") if row["claim_id"] == claim_id]
    return {row["version"]: Version(row, points(claim_id)) for row in rows}


def meanings(reading: Reading) -> dict[str, str]:
    """The long words of a text that the glossary explains, with their plain meaning."""
    known = {
        name.strip().lower(): row["plain"]
        for row in tables.records("glossary")
        for name in (row["term"], *split(row["also_called"]))
    }
    found = {word: known.get(word) or known.get(word.removesuffix("s")) for word in reading.long_words}
    return {word: plain for word, plain in found.items() if plain}


class Own(Control):
    """The learner's own version of the claim."""

    samples = (
        "",
        "Radiation can still help you. It eases pain. It is not a cure.",
        "Notwithstanding contrary information, palliative radiotherapy retains considerable usefulness.",
    )

    def values(self) -> Iterable[str]:
        return self.samples

    def validate(self, obj: Any, value: Any) -> str:
        return str(value).replace("\r\n", "\n").strip()[:LONGEST]


class RewriteIt(Explorer):
    """A flawed claim, four ways to answer it, feedback on each, and room for words of one’s own."""

    title = "Rewrite it"
    question = "The claim is flawed. What do you say to the patient instead?"
    takeaway = (
        "Say first what is true and useful, in short words, to the person and not about the disease. Then ask: “So "
        "that I know I was clear, how would you tell this at home?”"
    )
    prediction_id = "rewrite"
    language = None

    claim = Choice(claims, "Flawed claim", look="select")
    version = Choice(lambda: {"": "none", **{letter: letter.upper() for letter in "abcd"}}, "Version")
    own = Own("Your own version")
    kept = Dict()
    """Own versions of other claims, by claim: they stay for as long as the page is open."""
    ticked = Dict()
    """Key points that the learner ticked for an own version, by claim, in order."""

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """Every claim before and after each choice, and the first one with versions of the learner's own."""
        for claim in claims():
            for version in ("", *versions(claim)):
                yield {"claim": claim, "version": version, "own": ""}
        first = next(iter(claims()))
        best = next(key for key, one in versions(first).items() if not one.faults)
        yield from ({"claim": first, "version": best, "own": text} for text in Own.samples if text)

    # ---- what the state selects ----

    @property
    def chosen(self) -> Version | None:
        """The version chosen, if one is."""
        return versions(self.claim)[self.version] if self.version else None

    @property
    def ticks(self) -> list[str]:
        """Numbers of the key points ticked for the learner's own version."""
        return list(self.ticked.get(self.claim, ()))

    # ---- what the learner does ----

    def act(self, name: str, value: str) -> None:
        match name:
            case "tick" if value in points(self.claim):
                self.ticked = {**self.ticked, self.claim: sorted({*self.ticks} ^ {value})}
            case "measure":
                pass  # leaving the field has told its text already; the button is what a learner looks for
            case "claim":
                self.kept = {**self.kept, self.claim: self.own}
                super().act(name, value)
                self.version, self.own = "", self.kept.get(self.claim, "")
            case _:
                super().act(name, value)

    def shown_controls(self) -> Iterable[str]:
        return ("claim",)

    # ---- picture ----

    def picture(self) -> Safe:
        row = verdicts.claim(self.claim)
        return el(
            "div",
            el("p", f"Paraphrased from web {verdicts.said_by(row)}: ", verdicts.chip(row["verdict"])),
            el("blockquote", row["claim"], class_="mbc-claim"),
            self._offered(),
            el("h4", "How hard to read"),
            grade_scale(self._texts(), aim=reading_level.rule("aim"), title="Reading level.", narrow=self.narrow),
        )

    def _offered(self) -> Safe:
        buttons = [
            el(
                "button",
                el("strong", f"{one.letter}. "),
                f"“{one.row['text']}”",
                el("strong", " ✗\u00a0Not\u00a0yet" if one.faults else " ✓\u00a0This\u00a0one")
                if key == self.version
                else NOTHING,
                type="button",
                data_name="version",
                data_value=key,
                aria_pressed="true" if key == self.version else "false",
            )
            for key, one in versions(self.claim).items()
        ]
        legend = el("legend", "Which one would you tell a patient?", class_="mbc-label")
        return el("fieldset", legend, el("div", buttons, class_="mbc-versions"), data_key=self.claim)

    def _texts(self) -> list[Text]:
        """The dots: once a version is chosen all of them, so that they can be compared."""
        if not self.version:
            return []
        dots = [
            Text(one.letter, one.reading.grade, here=key == self.version) for key, one in versions(self.claim).items()
        ]
        return [*dots, Text("Yours", reading_level.read(self.own).grade, here=True)] if self._measured else dots

    @property
    def _measured(self) -> bool:
        """Is there an own version with words in it?"""
        return bool(reading_level.words(self.own))

    def _own(self) -> Safe:
        listed = [
            el(
                "label",
                el("input", type="checkbox", value=key, data_name="tick", data_value=key, checked=key in self.ticks),
                el("span", words),
                class_="mbc-answer",
            )
            for key, words in points(self.claim).items()
        ]
        measure = el("button", "Show its reading level", type="button", data_name="measure", data_value="yes")
        field = el(
            "textarea", self.own, data_name="own", maxlength=LONGEST, rows=4, autocomplete="off", data_key=self.claim
        )
        return el(
            "div",
            el("h4", "Now in your own words"),
            el("label", el("span", "What would you say? (It stays in this page.)", class_="mbc-label"), field),
            el("p", measure, class_="mbc-actions"),
            el("div", _long(reading_level.read(self.own), EASY) if self._measured else NOTHING),
            el(
                "fieldset",
                el("legend", "Nobody grades this but you. Which key points does it keep?", class_="mbc-label"),
                el("div", listed, class_="mbc-answers"),
            ),
            class_="mbc-block mbc-own",
            data_key=f"own {self.claim}",
        )

    # ---- words ----

    def words(self) -> Safe:
        at = list(claims()).index(self.claim) + 1
        place = f"Claim {at} of {len(claims())}."
        chosen = self.chosen
        if not chosen:
            asked = f"{place} Choose what you would tell a patient; then you see what each version does."
            return el("p", asked)
        told = f"{_told(chosen)} {place}"
        return join(el("p", told), el("p", self._about_own()) if self._measured else NOTHING)

    def _about_own(self) -> str:
        reading = reading_level.read(self.own)
        sentences = "one sentence" if reading.sentences == 1 else f"{reading.sentences} sentences"
        place = f"within the aim: {EASY}" if reading.plain else f"above the aim of grade {reading_level.rule('aim'):g}"
        told = (
            f"Your own version has {_counted(reading.words)} in {sentences}, {_counted(reading.sentence_length)} in an "
            f"average sentence, and reads at about {reading.about}, {place}."
        )
        if reading.words < TOO_SHORT:
            told += " With so few words the grade is a rough guess."
        kept = f" You ticked {len(self.ticks)} of {len(points(self.claim))} key points." if self.ticks else ""
        return told + kept

    # ---- detail ----

    def detail(self) -> Safe:
        chosen = self.chosen
        if not chosen:
            return verdicts.note()
        others = [one for one in versions(self.claim).values() if one.letter != chosen.letter]
        evidence = verdicts.judged(verdicts.claim(self.claim))
        return join(
            headed(f"Version {chosen.letter}", _feedback(chosen)),
            self._own(),
            [folded(f"Version {one.letter}", _feedback(one), key=f"{self.claim} {one.letter}") for one in others],
            folded("What the editor makes of the claim", evidence, key=f"{self.claim} evidence"),
            el("p", CAUTION, class_="mbc-note"),
            verdicts.note(),
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        judged = {"text": "Key point", "version": "Kept by version"}
        kept = [
            row
            | {"version": listing(one.letter for one in versions(self.claim).values() if str(row["point"]) in one.kept)}
            if self.version
            else row | {"version": "choose first"}
            for row in _points(self.claim)
        ]
        rules = {"name": "Reading level", "value": "Number", "meaning": "What it means"}
        formula = [
            row | {"value": "–" if row["value"] is None else row["value"]} for row in tables.records("reading_rules")
        ]
        return [Rows("What must be kept", judged, kept), Rows("How the reading level is counted", rules, formula)]

    def extra_sources(self) -> list[str]:
        return [verdicts.claim(self.claim)["source_id"]]


def _points(claim_id: str) -> list[Record]:
    return [row for row in tables.records("rewrite_points") if row["claim_id"] == claim_id]


def _told(one: Version) -> str:
    """What is to be said of a version, in a sentence."""
    if one.faults:
        return f"Not version {one.letter} yet: {listing(one.faults)}."
    return (
        f"Version {one.letter} is the one to tell: it keeps all {len(one.points)} key points, is kind, and reads at "
        f"about {one.reading.about}."
    )


def _feedback(one: Version) -> Safe:
    """Accuracy, kindness and reading level of a version."""
    kept = [el("li", f"{'✓ kept' if key in one.kept else '✗ left out'}: {words}") for key, words in one.points.items()]
    tone = TONES[one.row["tone"]]
    return join(
        el("p", one.row["why"]),
        el("p", el("strong", "Accuracy: "), f"{len(one.kept)} of {len(one.points)} key points."),
        el("ul", kept),
        el("p", el("strong", "✗ Not so: "), one.row["wrong"]) if one.row["wrong"] else NOTHING,
        el("p", el("strong", "Kindness: "), f"{'✗' if tone.fault else '✓'} {tone.name}, {tone.does}."),
        _long(one.reading),
    )


def _counted(number: float) -> str:
    """``1 word``, ``3 words``."""
    return f"{number:.0f} word{'' if round(number) == 1 else 's'}"


def _long(reading: Reading, easy: str = "") -> Safe:
    """The reading level, the long words, and what the glossary says of them. ``easy`` follows a ✓."""
    sign = "✓" if reading.plain else "✗"
    length = f"{_counted(reading.sentence_length)} in an average sentence"
    said = f": {easy}" if easy and reading.plain else ""
    listed = ", ".join(reading.long_words[:MOST_LONG])
    more = " and more" if len(reading.long_words) > MOST_LONG else ""
    explained = [el("li", el("strong", f"{word}: "), plain) for word, plain in meanings(reading).items()]
    return join(
        el("p", el("strong", "Reading level: "), f"{sign} about {reading.about}, {length}{said}."),
        el("p", el("strong", "Long words: "), f"{listed}{more}." if listed else "none."),
        join(el("p", "In plain words:"), el("ul", explained)) if explained else NOTHING,
    )
