"""What makes it stage 4: findings in plain words, how far they reach, and what that is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from helpers import tables
from helpers.cards import capitalized, headed
from helpers.controls import Choice
from helpers.drawing import extent
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import Safe, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record

EXTENTS = ("none", "in_situ", "local", "regional", "unsettled", "distant")
"""How far findings reach, nearest first. Not yet known comes after what is close by: it may still prove distant."""

EXTENT_WORDS = {
    "none": ("does not count", "not counted"),
    "in_situ": ("inside the ducts", "in situ"),
    "local": ("local, in the breast", "local"),
    "regional": ("regional, close by", "regional"),
    "unsettled": ("not yet known", "indeterminate"),
    "distant": ("distant, far away", "distant"),
}
"""Each extent in plain and in clinical words."""

ZONE_WORDS = {
    "local": ("Local: the breast", "Local"),
    "regional": ("Regional: close by", "Regional"),
    "distant": ("Distant: stage 4", "Distant (M1)"),
}
"""What the picture calls its zones, in plain and in clinical words."""

GROUPS = {"breast": "In the breast", "nodes": "In lymph nodes", "elsewhere": "Elsewhere in the body"}

TIMES = {
    "first": "First diagnosis",
    "back": "It came back after early-stage cancer",
    "growing": "It is growing on treatment",
    "clear": "Scans are clear now, after treatment",
}

WHEN = {
    "first": "at first diagnosis",
    "back": "now that it came back",
    "growing": "now, on treatment",
    "clear": "at first diagnosis, before scans were clear",
}
"""The time that the picked findings belong to, in the middle of a sentence."""

SIGNS = {"none": "·", "unsettled": "?"}
"""How the picture marks what does not count toward a stage, and what is not yet known."""

SCENE = ("outline_woman", "clavicles", "sternum", "ribs", "lungs", "breasts_woman")
"""Parts of the body drawn for orientation, besides those that findings mark."""


class Kind(NamedTuple):
    """How far a cancer reaches: the farthest extent, the findings that decide it, and the extent known for certain.

    ``certain`` differs from ``extent`` only while a spot is not explained.
    """

    extent: str
    deciders: tuple[Record, ...]
    certain: str


def kind_of_stage(findings: Sequence[Record]) -> Kind:
    """The kind of stage to which rows of ``stage_findings`` lead: the one that reaches farthest decides.

    One distant finding is enough, whatever the others are. This is the idea behind T, N and M and behind the summary
    stage of US registries, and no stage group of the AJCC manual.
    """
    reached = max((row["extent"] for row in findings), key=EXTENTS.index, default="none")
    settled = [row["extent"] for row in findings if row["extent"] != "unsettled"]
    deciders = tuple(row for row in findings if row["extent"] == reached) if reached != "none" else ()
    return Kind(reached, deciders, max(settled, key=EXTENTS.index, default="none"))


def _options(group: str) -> Callable[[], Mapping[str, str]]:
    """The findings of one group, as options of a choice."""

    def options() -> Mapping[str, str]:
        found = tables.records("stage_findings")
        return {row["finding_id"]: capitalized(row["plain"]) for row in found if row["group"] == group}

    return options


class StageFinder(Explorer):
    """Pick findings in plain words, and see the kind of stage they lead to, and why."""

    title = "What makes it stage 4"
    question = "The report lists a lump, some nodes and a spot. Which of them decides whether this is stage 4?"
    takeaway = (
        "When a patient asks “is it stage 4?”, look for one thing: is it proven anywhere beyond the breast and the "
        "nodes near it? Size and number of nodes near it never make stage 4. Do not name a stage while a spot is "
        "unexplained; say who will explain it, and when. The zones are the same in men."
    )
    prediction_id = "findings"

    breast = Choice(_options("breast"), GROUPS["breast"], look="select", start="small_lump")
    nodes = Choice(_options("nodes"), GROUPS["nodes"], look="select", start="armpit_few")
    elsewhere = Choice(_options("elsewhere"), GROUPS["elsewhere"], look="select", start="far_none")
    time = Choice(TIMES, "When", look="select")

    # ---- what the state selects ----

    def _found(self) -> list[Record]:
        """The three findings picked."""
        return [tables.row("stage_findings", getattr(self, group)) for group in GROUPS]

    def _result(self) -> Record:
        return tables.row("stage_results", f"{self.time}_{kind_of_stage(self._found()).extent}")

    def _named(self, finding: Record) -> str:
        return str(finding[self.say("plain", "clinical")])

    # ---- picture ----

    def picture(self) -> Safe:
        kind = kind_of_stage(self._found())
        return extent.extent(
            _drawn_parts(),
            self._spots(),
            figure="woman",
            zone=kind.certain if kind.certain in extent.ZONES else "",
            names={zone: self.say(*words) for zone, words in ZONE_WORDS.items()},
            title=f"Body with three zones: local, regional, distant. {self._result()['name']}. {HOW_TO_MOVE}",
        )

    def _spots(self) -> list[extent.Spot]:
        """One spot for each place on the body: the finding picked there, or else the first that belongs there."""
        places: dict[str, Record] = {}
        for row in tables.records("stage_findings"):
            place = row["parts"].partition(";")[0]
            if place and (place not in places or row["finding_id"] == getattr(self, row["group"])):
                places[place] = row
        return [self._spot(row) for row in sorted(places.values(), key=self._is_picked)]

    def _is_picked(self, row: Record) -> bool:
        return bool(getattr(self, row["group"]) == row["finding_id"])

    def _spot(self, row: Record) -> extent.Spot:
        picked = self._is_picked(row)
        return extent.Spot(
            control=row["group"],
            value=row["finding_id"],
            parts=split(row["parts"]),
            name=f"{GROUPS[row['group']]}: {self._named(row)}",
            label=row["label"],
            chosen=picked,
            sign=SIGNS.get(row["extent"], ""),
            tumor=row["mark"] if picked else "",
        )

    # ---- words ----

    def words(self) -> str:
        breast, nodes, elsewhere = map(self._named, self._found())
        return " ".join(
            [
                sentence(
                    f"Found {WHEN[self.time]}: in the breast, {breast}; in nodes, {nodes}; elsewhere, {elsewhere}"
                ),
                self._deciding(),
                self._result()[self.say("plain", "clinical")],
            ]
        )

    def _deciding(self) -> str:
        """Which finding decides, and what to make of the others."""
        kind = kind_of_stage(self._found())
        where = {"breast": "the breast", "nodes": "the nodes", "elsewhere": "what is elsewhere"}
        told = listing(where[row["group"]] for row in kind.deciders)
        if not told:
            return "No finding here counts toward a stage."
        if kind.extent == "unsettled":
            certain = self.say(*EXTENT_WORDS[kind.certain])
            return sentence(f"Certain so far: {certain if kind.certain != 'none' else 'nothing that counts'}")
        return f"What reaches farthest decides: {told} ({self.say(*EXTENT_WORDS[kind.extent])})."

    def detail(self) -> Safe:
        found, result = self._found(), self._result()
        kind = kind_of_stage(found)
        column = self.say("why", "why_clinical")
        return join(
            headed(result["name"], *(f"{GROUPS[row['group']]}: {row[column]}" for row in found)),
            headed("An invasive part must be somewhere", self._hidden()),
            headed("Two systems, one node", listing(row["registry_note"] for row in found)),
            headed("What the nurse does", *(row["nurse_does"] for row in kind.deciders or found[2:])),
            headed("Say it like this", f"“{result['tell']}”"),
        )

    def _hidden(self) -> str:
        """Cells inside a duct cannot travel: what to make of nodes or spread beside them."""
        kind = kind_of_stage(self._found())
        if self.breast != "in_situ" or kind.extent not in ("regional", "distant"):
            return ""
        return (
            "Cells inside the ducts cannot travel. If a node or a faraway place holds breast cancer, an invasive part "
            "was missed or lies elsewhere. The team looks again, and what reaches farthest still decides."
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        own = self.say("plain", "clinical")
        why = self.say("why", "why_clinical")
        found = [
            row | {"group": GROUPS[row["group"]], "extent": self.say(*EXTENT_WORDS[row["extent"]])}
            for row in self._found()
        ]
        headings = {"group": "Where", own: "Finding", "extent": "How far it reaches", "letter": "T, N or M", why: "Why"}
        result = self._result() | {"time": TIMES[self.time]}
        return [
            Rows("The findings picked", headings, found),
            Rows("What they lead to", {"time": "When", "name": "What it is called", own: "What it means"}, [result]),
        ]


def _drawn_parts() -> pd.DataFrame:
    """The rows of ``body_parts`` that orient, and those that findings mark."""
    parts = tables.load("body_parts")
    marked = {part for row in tables.records("stage_findings") for part in split(row["parts"])}
    return parts[parts["part_id"].isin([*SCENE, *marked])]
