"""Inside the cell: the part that each class of systemic treatment hits, and what that explains."""

from __future__ import annotations

from helpers import tables
from helpers.cards import bullets, capitalized, headed
from helpers.controls import Choice
from helpers.drawing.cell import CellPart, Drug, cell, running
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import Safe, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record

ALL = "all"
PARTS = "A part of the picture"

HORMONES = ("ovary", "aromatase", "er")
"""The parts that make and carry the hormone signal."""

CAPTIONS = {
    "outside": ("Outside the cell", "Extracellular"),
    "cell": ("Cancer cell", "Cytoplasm"),
    "nucleus": ("Nucleus", "Nucleus"),
    "immune": ("T cell", "T cell"),
    "bone": ("Bone nearby", "Bone matrix"),
}
"""Names of the scenery, in plain and in clinical words."""


def _picks() -> dict[str, str]:
    """Everything that can be picked: all, each class of treatment, each part. No id is used twice."""
    classes = tables.named("treatment_classes", "name")
    hit = {row["class_id"]: classes[row["class_id"]] for row in tables.records("cell_targets")}
    return {ALL: "The whole picture"} | hit | {row["part_id"]: row["name"] for row in tables.records("cell_parts")}


def _headings() -> dict[str, str]:
    categories = tables.named("treatment_categories", "name")
    of_class = {row["class_id"]: categories[row["category_id"]] for row in tables.records("treatment_classes")}
    return of_class | {row["part_id"]: PARTS for row in tables.records("cell_parts")}


def hitting(part_id: str) -> list[Record]:
    """The rows of ``cell_targets`` whose class acts on a part, enters by it, or frees its payload in it."""
    return [
        row
        for row in tables.records("cell_targets")
        if part_id in (*split(row["parts"]), row["enters"], "payload" if row["enters"] else "")
    ]


class InsideTheCell(Explorer):
    """One cancer cell: pick a class of drugs, and see where it stops the cell and what that explains."""

    title = "Inside the cell: where each class hits"
    question = "“Chemo, hormone tablets, targeted drugs: they all kill cancer, so what is the difference?”"
    takeaway = (
        "Say where a drug acts, and its side effects follow: dividing cells (mouth, hair, blood), the hormone signal "
        "(hot flashes, bones), a relay that insulin shares (glucose), a brake on immune cells (any organ). Then teach "
        "the one sign to call about."
    )
    prediction_id = "cell"

    pick = Choice(_picks, "Pick a class of drugs or a part", look="select", groups=_headings)

    # ---- what the state selects ----

    def _target(self) -> Record | None:
        """The class picked, if one is."""
        return next((row for row in tables.records("cell_targets") if row["class_id"] == self.pick), None)

    def _picked_part(self) -> Record | None:
        """The part picked, if one is."""
        return next((row for row in tables.records("cell_parts") if row["part_id"] == self.pick), None)

    def _named(self, part_ids: list[str]) -> str:
        """Parts by name, in the words chosen."""
        names = tables.named("cell_parts", self.say("name", "clinical_name"))
        return listing(_inside(names[part]) for part in part_ids)

    def _drawn(self) -> list[CellPart]:
        column = self.say("name", "clinical_name")
        return [
            CellPart(row["part_id"], row[column], row[column], split(row["feeds"]))
            for row in tables.records("cell_parts")
        ]

    # ---- picture ----

    def picture(self) -> Safe:
        target, part = self._target(), self._picked_part()
        return cell(
            self._drawn(),
            captions={key: self.say(*words) for key, words in CAPTIONS.items()},
            title=f"A breast cancer cell and what is around it. {HOW_TO_MOVE}",
            control="pick",
            picked=part["part_id"] if part else "",
            drug=Drug(split(target["parts"]), target["verb"], target["enters"]) if target else None,
            narrow=self.narrow,
        )

    # ---- words ----

    def words(self) -> str:
        if target := self._target():
            return self._words_on_class(target)
        if part := self._picked_part():
            return self._words_on_part(part)
        return (
            f"The picture shows one breast cancer cell and its surroundings, with {len(self._drawn())} parts. Arrows "
            "are signals that make it grow, or the material it needs. Pick a class of drugs to see where it acts."
        )

    def _words_on_class(self, target: Record) -> str:
        told = [sentence(target[self.say("plain", "clinical")])]
        if hits := split(target["parts"]):
            told += [f"Lit in the picture: {self._named(hits)}.", self._signals(hits)]
        else:
            told.append("Nothing is lit in the picture.")
        if target["enters"]:
            told.insert(1, f"It enters by {self._named([target['enters']])}.")
        return " ".join(part for part in told if part)

    def _signals(self, hits: list[str]) -> str:
        """Which signals still run toward what is hit, and which are stopped behind it."""
        drawn = self._drawn()
        feeders = [part.value for part in drawn if set(part.feeds) & set(hits) and part.value not in hits]
        fed = [to for part in drawn if part.value in hits for to in part.feeds if to not in hits]
        runs = f"Bold arrows still run toward it, from {self._named(feeders)}." if feeders else ""
        stopped = f"Dashed arrows are stopped: to {self._named(list(dict.fromkeys(fed)))}." if fed else ""
        return " ".join(part for part in (runs, stopped) if part)

    def _words_on_part(self, part: Record) -> str:
        classes = [self._class_name(row) for row in hitting(part["part_id"])]
        acting = f"Classes that act here: {listing(classes)}." if classes else "No class of the list acts here."
        lit = f"Lit in the picture: {self._named([part['part_id']])}."
        return " ".join([part[self.say("plain", "clinical")], lit, acting])

    def _class_name(self, target: Record) -> str:
        return tables.named("treatment_classes", "name")[target["class_id"]]

    def detail(self) -> Safe:
        target = self._target()
        if not target:
            part = self._picked_part()
            acting = hitting(part["part_id"]) if part else []
            return join(
                headed("What acts here", bullets(f"{self._class_name(row)}: {row['plain']}" for row in acting)),
                headed("How to read it", bullets(READING)) if not part else None,
            )
        return join(
            headed("Why these side effects", target["why"]),
            headed("Not to be mixed up", target["misread"]),
            headed("What still runs", self._still_running(target)),
            headed("What the nurse does", target["nurse_does"]),
        )

    def _still_running(self, target: Record) -> str:
        """Does the hormone signal still reach the cell under this class?"""
        hits = split(target["parts"])
        if not hits:
            return ""
        if set(hits) & set(HORMONES):
            others = "The relay from HER2 and other antennas is not touched, which is one reason drugs are combined."
            return f"The hormone signal is stopped. {others}"
        behind = running(self._drawn(), hits)
        if any(start in HORMONES for start, _ in behind):
            return "The hormone signal still runs up to this part. The drug does nothing against hormones."
        return "The hormone signal is not touched by this drug."

    # ---- rows ----

    def rows(self) -> list[Rows]:
        target, part = self._target(), self._picked_part()
        if target:
            lit = [tables.row("cell_parts", one) for one in split(target["parts"])]
            return [self._class_rows([target]), *([self._part_rows(lit)] if lit else [])]
        if part:
            acting = hitting(part["part_id"])
            return [self._part_rows([part]), *([self._class_rows(acting)] if acting else [])]
        return [self._part_rows(tables.records("cell_parts"))]

    def _part_rows(self, parts: list[Record]) -> Rows:
        headings = {
            self.say("name", "clinical_name"): "Part",
            self.say("plain", "clinical"): "What it is",
            "feeds": "Feeds",
        }
        rows = [row | {"feeds": capitalized(self._named(split(row["feeds"]))) or "nothing here"} for row in parts]
        return Rows("Parts of the picture", headings, rows)

    def _class_rows(self, targets: list[Record]) -> Rows:
        headings = {
            "class": "Class",
            "parts": "Acts on",
            self.say("plain", "clinical"): "How",
            "why": "Why these side effects",
        }
        rows = [
            row | {"class": self._class_name(row), "parts": self._named(split(row["parts"])) or "no single part known"}
            for row in targets
        ]
        return Rows("Classes of drugs", headings, rows)


def _inside(name: str) -> str:
    """A name in the middle of a sentence: ``Building blocks`` in small letters, ``HER2`` as it is."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


READING = (
    "Thin arrow: a signal, or material, that runs",
    "Bold arrow: it still runs toward the drug’s target",
    "Dashed arrow: it is stopped behind the target",
    "Bar with a word: what the drug does there",
    "Ring and dark label: the part that is hit",
)
"""How to read the picture."""
