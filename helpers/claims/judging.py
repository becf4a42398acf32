"""Judge it: the learner decides before the editor's verdict and the evidence show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from traitlets import Dict

from helpers import tables
from helpers.cards import folded, headed
from helpers.claims import selection, verdicts
from helpers.claims.scoring import EXACT, NEAR, SKILL, Judgement, points, scores, summary, unmet
from helpers.claims.verdicts import ACCURATE, LOOKS, SOUND, TOPICS
from helpers.controls import Choice, ChoiceError
from helpers.drawing.score_bars import score_bars
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.markup import NOTHING, Safe, el, join
from helpers.tables import Record


class Answer(Choice):
    """What the learner answers inside the picture. Empty until then."""

    def first(self) -> str:
        return ""

    def values(self) -> Iterable[str]:
        return ("", *self.options)

    def validate(self, obj: Any, value: Any) -> str:
        return super().validate(obj, value) if value else ""


class JudgeIt(Explorer):
    """One claim at a time: decide, then see what an editor made of it, with the evidence."""

    title = "Judge it"
    question = "“I read this on the internet. Is it true?” What do you make of it before you look it up?"
    takeaway = (
        "Before you repeat or correct what a patient has read, ask what the words mean, of whom it is said, how much, "
        "how old it is and who says so. Say yes to what is sound. Correct the sentence, not the person who brought it."
    )
    prediction_id = "judging"
    language = None

    series = Choice(selection.names, "Claims to judge", look="select", groups=selection.headings)
    claim = Choice(selection.claims, "Claim", look="select")
    verdict = Answer(lambda: tables.named("claim_verdicts", "name"), "Your verdict")
    skill = Answer(selection.flaw_skills, "The skill that unmasks it")
    revealed = Answer({"yes": "Shown"}, "The editor’s verdict")
    kept = Dict()
    """The first judgement of each claim, by its id: it stays for as long as the page is open."""

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """Every claim in the row of its topic: before, while and after it is judged, rightly, nearly and not."""
        for row in verdicts.claims():
            at = {"series": f"topic.{row['topic']}", "claim": row["claim_id"]}
            begun = {"verdict": "misleading", "skill": "", "revealed": ""}
            yield from (at | dict.fromkeys(begun, ""), at | begun)
            for verdict in LOOKS:
                asked = row["skill"] if verdicts.flawed(row) else "wording"
                judged = {"verdict": verdict, "skill": "" if verdict == ACCURATE else asked}
                yield from (at | judged | {"revealed": revealed} for revealed in ("", "yes"))
        for series in selection.names():
            yield {
                "series": series,
                "claim": selection.in_series(series)[0],
                "verdict": "",
                "skill": "",
                "revealed": "",
            }

    # ---- what the state selects ----

    @property
    def _row(self) -> Record:
        return verdicts.claim(self.claim)

    @property
    def _ids(self) -> list[str]:
        return selection.in_series(self.series)

    @property
    def _asks_skill(self) -> bool:
        """Is the skill asked for? In a row that trains one, it is given."""
        return not self.series.startswith("skill.")

    @property
    def _ready(self) -> bool:
        """Is the judgement complete?"""
        return bool(self.verdict and (self.verdict == ACCURATE or self.skill or not self._asks_skill))

    @property
    def _judgements(self) -> dict[str, Judgement]:
        """Every judgement whose verdict was shown, the present one among them."""
        here = {self.claim: Judgement(self.verdict, self.skill, self._asks_skill)} if self.revealed else {}
        return {**here, **self.kept}

    def _next(self) -> str:
        """The next claim of the row that is not judged yet, or nothing."""
        ids = self._ids
        here = ids.index(self.claim) if self.claim in ids else -1
        return next((one for one in [*ids[here + 1 :], *ids[: here + 1]] if one not in self._judgements), "")

    # ---- one touch ----

    def act(self, name: str, value: str) -> None:
        if name == "clear":
            self.kept = {}
            self._open(self._ids[0])
        elif name in ("verdict", "skill") and self.revealed:
            return  # what was decided before the verdict showed is not changed after
        elif name == "revealed" and value and not self._ready:
            raise ChoiceError("Choose a verdict first and, for a flawed claim, the skill that unmasks it.")
        else:
            super().act(name, value)
            self._follow(name)

    def _follow(self, name: str) -> None:
        """What else changes with a choice."""
        match name:
            case "series":
                ids = self._ids
                self._open(next((one for one in ids if one not in self.kept), ids[0]))
            case "claim":
                if self.claim not in self._ids:
                    self.series = f"topic.{self._row['topic']}"
                self._open(self.claim)
            case "verdict" if self.verdict == ACCURATE:
                self.skill = ""
            case "revealed" if self.revealed:
                self.kept = {**self.kept, self.claim: self._judgements[self.claim]}

    def _open(self, claim_id: str) -> None:
        """Show a claim, with what was made of it before."""
        before = self.kept.get(claim_id)
        self.claim = claim_id
        self.verdict, self.skill = (before.verdict, before.skill) if before else ("", "")
        self.revealed = "yes" if before else ""

    # ---- picture ----

    def shown_controls(self) -> Iterable[str]:
        return ("series",)

    def picture(self) -> Safe:
        row, won = self._row, scores(self._judgements)
        return el(
            "div",
            el("p", f"Paraphrased from web {verdicts.said_by(row)}, on {_lower(TOPICS[row['topic']])}:"),
            el("blockquote", row["claim"], class_="mbc-claim", data_home="claim", tabindex=-1),
            self._outcome() if self.revealed else join(self._form(), self._onward()),
            el("h4", "Your points by skill"),
            score_bars(won, title="Points by skill.", narrow=self.narrow),
            el("p", unmet(won), class_="mbc-note"),
            _button("Clear my points", "clear", "yes", "mbc-quiet") if self.kept else NOTHING,
            class_="mbc-judge",
        )

    def _form(self) -> Safe:
        names = tables.named("claim_verdicts", "name")
        shown = {verdict: f"{LOOKS[verdict].sign} {name}" for verdict, name in names.items()}
        asks_skill = self._asks_skill and self.verdict not in ("", ACCURATE)
        return join(
            _buttons("Your verdict", "verdict", shown, self.verdict),
            _buttons("Which question unmasks it?", "skill", self._questions(), self.skill) if asks_skill else NOTHING,
        )

    def _questions(self) -> dict[str, str]:
        asks = tables.named("claim_skills", "asks")
        return {skill: f"{name}: {asks[skill]}" for skill, name in selection.flaw_skills().items()}

    def _outcome(self) -> Safe:
        return el(
            "div",
            el("p", "Your verdict: ", verdicts.chip(self.verdict), self._unmasked_by(self.skill)),
            el("p", "Editor’s verdict: ", verdicts.chip(self._row["verdict"]), self._unmasked_by(self._row["skill"])),
        )

    def _unmasked_by(self, skill: str) -> str:
        return "" if skill in ("", SOUND) else f" unmasked by: {verdicts.skill_name(skill)}"

    def _onward(self) -> Safe:
        """What comes next, or what is still to be chosen."""
        if self._ready:
            more = _button("Show the editor’s verdict", "revealed", "yes", "mbc-go")
        else:
            wanted = "what unmasks it" if self.verdict else "a verdict"
            more = el("span", f"Choose {wanted} to go on.", class_="mbc-note")
        following = self._next()
        skip = _button("Leave it for later", "claim", following, "mbc-quiet")
        return el("div", more, skip if following not in ("", self.claim) else NOTHING, class_="mbc-actions")

    def _to_next(self) -> Safe:
        following = self._next()
        if not following:
            return el("p", el("strong", "All claims here are judged. "), "Choose others above.")
        return el("div", _button("Next claim", "claim", following, "mbc-go"), class_="mbc-actions")

    # ---- words ----

    def words(self) -> Safe:
        ids = self._ids
        place = f"Claim {ids.index(self.claim) + 1} of {len(ids)}" if self.claim in ids else "A claim"
        where = f"{place} in “{self.label('series')}”, from {verdicts.said_by(self._row)}."
        told = self._told() if self.revealed else self._asked()
        return join(
            el("p", told, data_home="revealed", tabindex=-1),
            el("p", where, f" {self._given()}"),
            el("p", summary(scores(self._judgements))),
        )

    def _given(self) -> str:
        """What a row that trains one skill gives away."""
        if self._asks_skill:
            return ""
        skill = tables.row("claim_skills", self.series.partition(".")[2])
        return f"Ask of each: {skill['asks']} Some of these claims are accurate."

    def _asked(self) -> str:
        if not self.verdict:
            return "Decide before you look: would you repeat this sentence to a patient as it is?"
        chosen = tables.row("claim_verdicts", self.verdict)
        told = f"You lean to {chosen['name'].lower()}: {_lower(chosen['meaning'])}"
        if self.skill:
            told += f" You would ask: {tables.row('claim_skills', self.skill)['asks']}"
        return f"{told} The editor’s verdict is not shown yet."

    def _told(self) -> str:
        row, mine = self._row, self._judgements[self.claim]
        won = points(row, mine)
        editor, yours = verdicts.verdict_name(row["verdict"]), verdicts.verdict_name(mine.verdict)
        if won.verdict == EXACT:
            told = f"You and the editor agree: {editor}."
        elif won.verdict:
            told = f"You said {yours}, the editor {editor}. The two are neighbors, a judgement call, and earn half."
        elif row["verdict"] == ACCURATE:
            told = f"You said {yours}; the editor lets the sentence stand."
        elif mine.verdict == ACCURATE:
            told = f"You let it stand; the editor finds it {editor}."
        else:
            told = f"You said {yours}, the editor {editor}."
        if mine.skill and verdicts.flawed(row):
            asked = verdicts.skill_name(mine.skill)
            best = verdicts.skill_name(row["skill"])
            fits = "which unmasks it" if mine.skill in verdicts.skills(row) else "which does not show the flaw here"
            told += f" You asked for: {asked}, {fits}."
            told += "" if mine.skill == row["skill"] else f" The editor would ask for: {best}."
        return f"{told} That is {won.earned} of {won.possible} points."

    # ---- detail ----

    def detail(self) -> Safe:
        names = tables.records("claim_verdicts")
        meant = [el("li", verdicts.chip(one["verdict"]), f" {one['meaning']} {one['nurse']}") for one in names]
        return join(
            headed("What the editor makes of it", verdicts.judged(self._row)) if self.revealed else NOTHING,
            join(self._to_practice(), self._to_next()) if self.revealed else NOTHING,
            folded("The five verdicts", el("ul", meant), key="verdicts"),
            folded("How points are given", el("p", self._rule()), key="points"),
            verdicts.note(),
        )

    def _to_practice(self) -> Safe:
        skill = tables.row("claim_skills", self._row["skill"])
        said = tables.row("claim_verdicts", self._row["verdict"])["nurse"]
        return headed("What you do with it", said, f"To practice: {_lower(skill['practice'])}")

    def _rule(self) -> str:
        return (
            f"The editor’s verdict earns {EXACT} points. A neighboring verdict earns {NEAR}: where misleading ends and "
            "wrong begins, fair readers differ. Between accurate and flawed there is no half, for it decides whether "
            "you repeat the sentence; that line was drawn by asking whether what is missing would change what a "
            f"person does. A skill that unmasks a flawed claim earns {SKILL} more; often several do. The first "
            "judgement of a claim counts. Points stay while the page is open and go nowhere else."
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        shown = {"yours": "Your verdict", "asked": "You asked for", "points": "Points"} | verdicts.HEADINGS
        records = [
            verdicts.written(row)
            | {
                "yours": tables.row("claim_verdicts", mine.verdict)["name"],
                "asked": verdicts.skill_name(mine.skill) if mine.skill else "–",
                "points": "{0.earned} of {0.possible}".format(points(row, mine)),
            }
            for row, mine in ((verdicts.claim(one), mine) for one, mine in self._judgements.items())
        ]
        first = {"claim": verdicts.HEADINGS["claim"]}  # what names a row stands first
        return [Rows("Claims judged so far", first | shown, records)]


def _lower(words: str) -> str:
    """A sentence that goes on after a colon."""
    return words[:1].lower() + words[1:]


def _buttons(legend: str, name: str, options: Mapping[str, str], chosen: str) -> Safe:
    """One of several, as buttons under a legend."""
    return el(
        "fieldset",
        el("legend", legend, class_="mbc-label"),
        el(
            "div",
            [_button(words, name, key, "mbc-option", key == chosen) for key, words in options.items()],
            class_="mbc-options",
        ),
        data_key=name,
    )


def _button(words: str, name: str, value: str, look: str, pressed: bool | None = None) -> Safe:
    state = None if pressed is None else "true" if pressed else "false"
    return el("button", words, type="button", data_name=name, data_value=value, aria_pressed=state, class_=look)
