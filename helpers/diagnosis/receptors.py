"""From percent and score to a subtype, and to what it opens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

from helpers import tables
from helpers.cards import bullets, capitalized, headed
from helpers.controls import Choice
from helpers.diagnosis.receptor_rules import (
    HER2_OPEN,
    NOT_DONE,
    er_result,
    her2_result,
    ish_group,
    options,
    pr_result,
    rules,
    subtype,
)
from helpers.drawing import stain
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import Safe, join, sentence
from helpers.tables import Record

PERCENTS = {"0": "0%", "0.5": "under 1%"}
"""Words for percents that a plain number would not tell."""

SHOWN = (*["0", "0.5", "1", "2", "3", "5", "7", "9", "10", "11", "15"], *map(str, range(20, 101, 10)))
"""Percents to choose from, for ER and PR: close together where the limits are."""

ER_TESTED, PR_TESTED = ("0", "0.5", "1", "10", "11", "90"), ("0", "0.5", "1", "60")
"""Percents that stand for all others in :meth:`Receptors.states`: on each limit, right beside it, and clear of it."""

FOUND = {
    "clear of the limits": ("1.1/2.2", "3.0/7.0", "2.8/3.0", "1.4/7.0", "1.2/5.0"),
    "on a limit or just below": ("1.9/3.9", "2.0/4.0", "2.0/3.9", "1.9/6.0", "1.9/5.9", "1.9/4.0"),
}
"""ISH findings to choose from, each ``ratio/copies``; every group appears among those clear of the limits."""

RIMS: Mapping[str, stain.RimName] = {
    "0_none": "none",
    "0_faint": "trace",
    "1+": "faint",
    "2+": "weak",
    "3+": "strong",
}
"""How each IHC score is drawn."""

EDGES = (4.0, 8.0)
"""How far the plane of the gene count is drawn: ratio, copies."""


def _percents() -> dict[str, str]:
    return {percent: PERCENTS.get(percent, f"{percent}%") for percent in SHOWN}


def _scores() -> dict[str, str]:
    return {row["result_id"]: row["name"] for row in tables.records("receptor_meanings") if row["about"] == "IHC"}


def _counts() -> dict[str, str]:
    told = {found: "Ratio {}, {} copies".format(*found.split("/")) for shown in FOUND.values() for found in shown}
    return {NOT_DONE: "Not done"} | told


def _headings() -> dict[str, str]:
    return {found: f"Done: {name}" for name, shown in FOUND.items() for found in shown}


def ratio_and_copies(found: str) -> tuple[float, float]:
    """The two numbers of a finding such as ``1.9/5.9``."""
    ratio, copies = found.split("/")
    return float(ratio), float(copies)


def covers(rule: Record) -> str:
    """The percents a rule on ER or PR covers, in words."""
    low, high = f"{rule['percent_min']:g}%", f"{rule['percent_max']:g}%"
    if rule["percent_min"] == 0:
        return f"under {high}"
    if rule["percent_max"] < 100:
        return f"{low} to {high}"
    return f"over {low}" if rule["ends"] == "max" else f"{low} or more"


class Reading(NamedTuple):
    """Findings read by the rules.

    ``rules`` apply, in this order. ``results`` says what each result means, by what it is about: ``ER``, ``PR``,
    ``ISH`` (when it was done), ``HER2``, ``subtype``. ``if_unchanged`` names the HER2 result after a recount that
    changes nothing; ``opens`` are rows of ``receptor_options``.
    """

    rules: list[Record]
    results: dict[str, Record]
    if_unchanged: str
    opens: list[Record]

    @property
    def her2(self) -> Record:
        """What HER2 comes to."""
        return self.results["HER2"]


def read(er: float, pr: float, ihc: str, found: tuple[float, float] | None) -> Reading:
    """Read percents, score and ISH finding (ratio and copies, ``None``: not done). Raises :class:`DataError`."""
    first, second, her2 = er_result(er), pr_result(pr), her2_result(ihc, *(found or ()))
    together = subtype(first["result_id"], second["result_id"], her2["result_id"])
    applied = [first, second, *([ish_group(*found)] if found else []), her2, together]
    means = [_meaning(rule["result_id"]) for rule in applied]
    later = her2["if_unchanged_id"]
    return Reading(
        applied,
        {str(row["about"]): row for row in means},
        str(_meaning(later)["name"]) if later else "",
        options(first["result_id"], her2["result_id"], together["result_id"]),
    )


class Receptors(Explorer):
    """From percent and score to a subtype, and to what it opens."""

    title = "Receptors and subtype: from percent to meaning"
    question = "The pathology report is back. What do its numbers mean, and what do they open for the patient?"
    takeaway = (
        "Read three results before you name a subtype: ER and PR in percent, the HER2 score, and ISH where the score "
        "is 2+. A missing or doubtful result is a reason to ask the laboratory, not to guess. Say which sample was "
        "tested, and when."
    )
    prediction_id = "receptors"

    er = Choice(_percents, "ER: nuclei stained", look="slider", start="90")
    pr = Choice(_percents, "PR: nuclei stained", look="slider", start="60")
    ihc = Choice(_scores, "HER2 stain (IHC)", start="2+")
    ish = Choice(_counts, "HER2 gene count (dual-probe ISH)", look="select", groups=_headings)

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """Every percent of ER and of PR, and every score and count with the percents that stand for all others."""
        some = product(ER_TESTED, PR_TESTED, cls.ihc.values(), cls.ish.values(), cls.language.values())
        alone = [*((er, "60") for er in SHOWN), *(("90", pr) for pr in SHOWN)]
        every = product(alone, ["1+"], [NOT_DONE], cls.language.values())
        for er, pr, *rest in (*some, *((er, pr, *rest) for (er, pr), *rest in every)):
            yield dict(zip(cls.controls(), (er, pr, *rest), strict=True))

    # ---- what the state comes to ----

    def _read(self) -> Reading:
        return read(float(self.er), float(self.pr), self.ihc, self._found())

    def _found(self) -> tuple[float, float] | None:
        return None if self.ish == NOT_DONE else ratio_and_copies(self.ish)

    def _means(self, result: Record) -> str:
        return str(result[self.say("plain", "clinical")])

    # ---- picture ----

    def picture(self) -> Safe:
        reading = self._read()
        together = reading.results["subtype"]
        return stain.stain(
            [self._nuclei(reading, "ER", self.er), self._nuclei(reading, "PR", self.pr)],
            self._rims(),
            self._plane(reading),
            stain.Outcome(
                {name: reading.results[name]["short"] for name in ("ER", "PR", "HER2")},
                "Subtype",
                capitalized(together["short"]),
                reading.her2["result_id"] not in HER2_OPEN,
            ),
            title=f"Receptor results, subtype {together['name']}. {HOW_TO_MOVE}",
            narrow=self.narrow,
        )

    def _nuclei(self, reading: Reading, receptor: str, percent: str) -> stain.Nuclei:
        result = reading.results[receptor]["result_id"]
        scale = [
            stain.Band(covers(rule), _meaning(rule["result_id"])["short"], rule["result_id"] == result)
            for rule in rules(receptor.lower())
        ]
        stained = int(float(percent))
        found = f"{stained} of 100 nuclei stain" if percent == str(stained) else "under 1%: none of these 100"
        return stain.Nuclei(receptor, found, stained, scale)

    def _rims(self) -> stain.Rims:
        chosen = _meaning(self.ihc)
        scale = [stain.Band(_digit(score), _meaning(score)["short"], score == self.ihc, score) for score in _scores()]
        found = f"Score {_digit(self.ihc)}, {chosen['short']}"
        return stain.Rims(found, RIMS[self.ihc], self._means(chosen), scale, "ihc")

    def _plane(self, reading: Reading) -> stain.Plane:
        group = reading.results.get("ISH")
        clear = {ish_group(*ratio_and_copies(found))["result_id"]: found for found in FOUND["clear of the limits"]}
        zones = [
            stain.Zone(
                capitalized(means["name"].removeprefix("ISH ")),
                means["short"],
                rule["ratio_min"],
                rule["ratio_max"],
                rule["copies_min"],
                rule["copies_max"],
                means == group,
                clear[rule["result_id"]],
            )
            for rule in rules("ish")
            for means in [_meaning(rule["result_id"])]
        ]
        caption = self._caption(reading)
        return stain.Plane(zones, self._found(), EDGES, "Ratio HER2 : CEP17", "HER2 copies per cell", caption, "ish")

    def _caption(self, reading: Reading) -> str:
        """What stands below the plane."""
        if "ISH" not in reading.results:
            needed = reading.her2["result_id"] == "her2_equivocal"
            return f"Not done. {'A score of 2+ needs it.' if needed else 'This score does not need it.'}"
        return (
            f"{self.label('ish')}: {reading.results['ISH']['name']}. "
            "A value on a line belongs to the side above it or right of it."
        )

    # ---- words ----

    def words(self) -> str:
        reading = self._read()
        together = reading.results["subtype"]
        return " ".join(
            (
                f"ER stains in {_of_nuclei(self.er)}: {reading.results['ER']['name']}.",
                f"PR stains in {_of_nuclei(self.pr)}: {reading.results['PR']['name']}.",
                self._words_on_her2(reading),
                f"Together: {together['name']}. {self._means(together)}",
            )
        )

    def _words_on_her2(self, reading: Reading) -> str:
        tests = f"The HER2 score is {_meaning(self.ihc)['name']}"
        if "ISH" in reading.results:
            found = self.label("ish").lower()
            tests += f", and the gene count is {reading.results['ISH']['name']} ({found})"
        told = f"{tests}: {_named(reading.her2)}."
        if later := reading.if_unchanged:
            told += f" If the recount gives the same group, the result is {later}; if not, the laboratory settles it."
        return told

    def detail(self) -> Safe:
        reading = self._read()
        heads = [reading.results[name] for name in ("ER", "PR", "ISH", "HER2") if name in reading.results]
        said = [words for row in reading.results.values() if (words := row["say_to_patient"])]
        opens = [sentence(row[self.say("plain", "clinical")]) for row in reading.opens]
        notes = [sentence(rule["note"]) for rule in reading.rules if rule["note"]]
        return join(
            headed("What each result means", bullets(f"{row['name']}: {self._means(row)}" for row in heads)),
            headed("Read with care", bullets(notes)),
            headed("What it opens", bullets(opens)),
            headed("Tell the patient", bullets(f"“{words}”" for words in said)),
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        reading = self._read()
        applied = [rule | {"result": _come_to(rule)} for rule in reading.rules]
        opens = [row | {"what": row[self.say("plain", "clinical")]} for row in reading.opens]
        return [
            Rows("The rules that apply", {"condition": "Finding", "result": "Result", "note": "Note"}, applied),
            Rows("What it opens", {"what": "To discuss", "note": "Note"}, opens),
        ]

    def extra_sources(self) -> list[str]:
        return [row["source_id"] for row in (*self._read().results.values(), _meaning(self.ihc))]


def _meaning(result_id: str) -> Record:
    return tables.row("receptor_meanings", result_id)


def _named(result: Record) -> str:
    """The name of a result; of one that is open, also what is needed."""
    return f"{result['name']}, {result['short']}" if result["result_id"] in HER2_OPEN else str(result["name"])


def _come_to(rule: Record) -> str:
    """The result of a rule, and what a recount would make of it."""
    later = rule["if_unchanged_id"]
    named = _named(_meaning(rule["result_id"]))
    return f"{named}; unchanged: {_meaning(later)['name']}" if later else named


def _of_nuclei(percent: str) -> str:
    return "none of the nuclei" if percent == "0" else f"{PERCENTS.get(percent, f'{percent}%')} of the nuclei"


def _digit(score: str) -> str:
    """The score as a report has it: ``0`` for ``0_faint``."""
    return score.split("_")[0]
