"""How people get to stage 4: at first diagnosis, or when an earlier cancer comes back. One count at a time."""

from __future__ import annotations

from helpers import tables
from helpers.cards import capitalized, headed
from helpers.controls import Choice
from helpers.drawing.streams import Band, Stream, Texture, streams
from helpers.explorer import Explorer
from helpers.frame import Rows, cell_words
from helpers.markup import Safe, join, listing
from helpers.staging.notes import note_cards, note_rows
from helpers.tables import Record, grouped

LOOKS: dict[str, tuple[str, Texture]] = {
    "recurrent": ("accent", "lines"),
    "de_novo": ("tumor", "dots"),
    "regional": ("cavity", "dashes"),
    "local": ("lymph", "plain"),
    "free": ("edge", "plain"),
    "unknown": ("ink-soft", "dashes"),
}
"""Color role and texture of each fate. The two ways to stage 4 look the same in every count."""


class Arrivals(Explorer):
    """How people get to stage 4, as streams of people."""

    title = "How people get here"
    question = "Did this person have breast cancer before, or was it stage 4 from the first day?"
    takeaway = (
        "Ask how the person got here, and take away the blame: stage 4 at first diagnosis is not their fault, and a "
        "cancer that comes back is not their failure. Before you quote a share, say who was counted, where and when."
    )
    prediction_id = "arrivals"

    count = Choice(
        lambda: tables.named("arrival_studies", "title"),
        "What is counted",
        look="select",
        groups=lambda: tables.named("arrival_studies", "kind_of_count"),
    )

    def _study(self) -> Record:
        """The count shown."""
        return tables.row("arrival_studies", self.count)

    def _shares(self) -> list[Record]:
        """Its parts, each with its words and number as they are told."""
        return [
            row
            | {
                "words": self.say(row["plain"], row["clinical"]),
                "told": self._told(row),
                "people": self.say(row["group"], row["clinical_group"]),
            }
            for row in tables.records("arrivals")
            if row["study_id"] == self.count
        ]

    def _told(self, row: Record) -> str:
        """``61.4%``, ``about 67%``, ``11 of 100``."""
        number = cell_words(row["percent"])
        unit = " of 100" if self._study()["unit"] == "of_100" else "%"
        return f"{'about ' if row['about'] else ''}{number}{unit}"

    def picture(self) -> Safe:
        study = self._study()
        return streams(
            [Stream(self._whole(people), _bands(part)) for people, part in grouped(self._shares(), "people").items()],
            title=f"{study['title']}. {self._parts()}",
            headings=(study["trunk_heading"], study["branch_heading"]),
            direction=study["direction"],
            narrow=self.narrow,
        )

    def _whole(self, people: str) -> str:
        """The words of a whole: 100 people of a group, or everyone counted with their number."""
        study = self._study()
        if people:
            return f"{people}: 100 {study['trunk']}"
        return f"{study['n_total']:,} {study['trunk']}" if study["n_total"] else capitalized(study["trunk"])

    def words(self) -> str:
        study = self._study()
        place = f"({study['region']}, {study['period']})"
        number = f"{study['n_total']:,} " if study["n_total"] else ""
        groups = self._parts()
        if any(row["people"] for row in self._shares()):
            return f"Counted: {study['denominator']} {place}. {groups} {study['reading']}"
        return f"Of {number}{study['denominator']} {place}, {groups} {study['reading']}"

    def _parts(self) -> str:
        """Every number drawn: one sentence for each group."""
        told = []
        for people, part in grouped(self._shares(), "people").items():
            shares = listing(f"{row['told']} {row['words']}" for row in part)
            told.append(f"{people}: {shares}." if people else f"{shares}.")
        return " ".join(told)

    def detail(self) -> Safe:
        study = self._study()
        return join(headed("Read it with care", study["caveat"]), note_cards(study["notes"]))

    def rows(self) -> list[Rows]:
        study = self._study()
        headings = {"people": "Group"} if any(row["people"] for row in self._shares()) else {}
        headings |= {"words": "Part", "percent": "Percent", "about": "Rounded by the source"}
        headings |= {"derived": "Worked out by us", "n": "People", "note": "Note"}
        caption = f"{study['title']}: percent of {study['denominator']} ({study['region']}, {study['period']})"
        shares = [row | {"words": capitalized(row["words"])} for row in self._shares()]
        return [Rows(caption, headings, shares), note_rows(study["notes"])]

    def extra_sources(self) -> list[str]:
        return [self._study()["source_id"]]


def _bands(part: list[Record]) -> list[Band]:
    return [Band(row["told"], row["words"], row["percent"], *LOOKS[row["fate"]]) for row in part]
