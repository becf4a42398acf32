"""Drug explorer: every drug found by any of its names, on a page of its own, beside another, or with its class."""

from __future__ import annotations

from collections.abc import Iterator

from helpers import tables
from helpers.cards import capitalized
from helpers.controls import Choice, Search
from helpers.drawing.calendar_grid import Row, calendar_grid
from helpers.drawing.passport import ASK, KEY, PLACES, TEST, passport
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import NOTHING, Safe, el, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record
from helpers.treatment import drug_pages
from helpers.treatment.drug_rows import brands, cautions, checks, classes, drugs, find, neighbors, watched

ALONE, CLASS = "none", "class"
"""Values of the second choice that are no drug: none, and the whole class of the first."""

SHOWN = 8
"""So many drugs found are shown as buttons; more would push the picture off the page."""

HOW = {TEST: "checks {} on a schedule", ASK: "asks about {} at every contact"}
"""What a nurse does with the parts of the body that are watched."""


def _beside() -> dict[str, str]:
    return {ALONE: "No other drug", CLASS: "All drugs of its class"} | drugs()


class DrugExplorer(Explorer):
    """All drugs: search by generic or brand name, one page each, two side by side, or a whole class."""

    title = "Drug explorer"
    question = "Your patient is on a drug you do not know. What is it, and what must you check before you give it?"
    takeaway = (
        "Read the whole name, generic and brand, before anything else. Then run the stops: marker, pregnancy, counts, "
        "organs, other medicines. Take exact limits from the current label and your local protocol."
    )
    prediction_id = "drugs"

    sought = Search("Find a drug by generic or brand name", samples=("", "herceptin", "tamoxifin", "aromatase", "<b>"))
    drug = Choice(drugs, "Drug", look="select", groups=classes, start="t_dxd")
    beside = Choice(_beside, "Compare with", look="select", groups=classes)

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """A covering part of the 31,000 states: every drug alone and with its class in both languages, and beside
        some others, and every sample of the search."""
        keys, languages = list(drugs()), ("plain", "clinical")

        def state(drug: str, beside: str, language: str, sought: str = "") -> dict[str, str]:
            return {"sought": sought, "drug": drug, "beside": beside, "language": language}

        for key in keys:
            yield from (state(key, beside, language) for beside in (ALONE, CLASS, key) for language in languages)
        for turn, (one, other) in enumerate(neighbors(keys)):
            yield state(*((one, other) if turn % 2 else (other, one)), languages[turn // 2 % 2])
        for sample in cls.controls()["sought"].values():
            yield from (state("t_dxd", beside, "plain", sample) for beside in (ALONE, CLASS))

    def received(self, name: str, value: str) -> None:
        """A drug that is picked ends the search."""
        super().received(name, value)
        if name == "drug" and not self.problem:
            self.sought = ""

    # ---- what the state selects ----

    @property
    def clinical(self) -> bool:
        """Are clinical words chosen?"""
        return bool(self.language == "clinical")

    def _row(self) -> Record:
        return tables.row("drugs", self.drug)

    def _chosen(self) -> list[Record]:
        """The drugs on show, the first choice first; a class in the order of the table."""
        row = self._row()
        if self.beside == CLASS:
            return [one for one in tables.records("drugs") if one["class_id"] == row["class_id"]]
        if self.beside in (ALONE, self.drug):
            return [row]
        return [row, tables.row("drugs", self.beside)]

    def _class(self) -> str:
        group = tables.row("treatment_classes", self._row()["class_id"])
        return str(group[self.say("plain_name", "name")])

    # ---- picture ----

    def picture(self) -> Safe:
        return join(self._found(), self._grid() if self.beside == CLASS else self._passports())

    def _passports(self) -> Safe:
        chosen = self._chosen()
        return passport(
            [drug_pages.page(row, self.clinical) for row in chosen],
            title=f"Passport of {listing(row['generic'] for row in chosen)}. {' '.join(map(self._watch, chosen))}",
            narrow=self.narrow,
        )

    def _grid(self) -> Safe:
        marks = {TEST: frozenset({0}), ASK: frozenset({1})}
        return calendar_grid(
            [place.short for place in PLACES.values()],
            [
                Row(
                    row["drug_id"],
                    capitalized(row["generic"]),
                    [marks.get(seen.get(place, ""), frozenset()) for place in PLACES],
                    f"{row['generic']}. {self._watch(row)}",
                )
                for row in self._chosen()
                for seen in [watched(row)]
            ],
            [capitalized(KEY[how]) for how in HOW],
            control="drug",
            chosen=self.drug,
            title=f"What is watched with each drug of the class {self._class()}. {HOW_TO_MOVE}",
            narrow=self.narrow,
        )

    def _found(self) -> Safe:
        """The drugs found as buttons, or nothing where nothing is sought."""
        if not self.sought.strip():
            return NOTHING
        buttons = [
            el(
                "button",
                f"{capitalized(row['generic'])} ({listing(brands(row))})",
                type="button",
                data_name="drug",
                data_value=row["drug_id"],
                data_key=row["drug_id"],
                class_="mbc-option",
            )
            for row in find(self.sought).rows[:SHOWN]
        ]
        return el("div", buttons, class_="mbc-options") if buttons else NOTHING

    # ---- words ----

    def words(self) -> str:
        return " ".join(part for part in (self._search_told(), self._told(), self._caution_told()) if part)

    def _search_told(self) -> str:
        sought = self.sought.strip()
        if not sought:
            return ""
        found = find(sought)
        named = listing(row["generic"] for row in found.rows[:SHOWN])
        if not found.rows:
            return f"No drug here is called “{sought}”, and none has a name close to it. Check the spelling."
        if found.near:
            return f"No drug here is called “{sought}”. The nearest name belongs to {named}: pick it to open its page."
        more = f" and {len(found.rows) - SHOWN} more" if len(found.rows) > SHOWN else ""
        return f"“{sought}” finds {named}{more}: pick one to open its page."

    def _told(self) -> str:
        row, chosen = self._row(), self._chosen()
        if self.beside == CLASS:
            count = f"{len(chosen)} drug{'' if len(chosen) == 1 else 's'}"
            seen = [watched(one) for one in chosen]
            every = [place.said for key, place in PLACES.items() if all(key in one for one in seen)]
            return (
                f"The class {self._class()} has {count} here; the row marked is {row['generic']}. "
                f"With every drug of the class, these are watched: {listing(every)}."
            )
        if len(chosen) == 2:
            same = listing(drug_pages.common(chosen))
            both = f"They share this: {same}." if same else "They share nothing of what is compared here."
            return f"{' '.join(map(self._watch, chosen))} {both}"
        again = "A drug chosen twice is shown once. " if self.beside == self.drug else ""
        own = row[self.say("mechanism", "clinical_mechanism")]
        return f"{again}{capitalized(row['generic'])} ({listing(brands(row))}). {sentence(own)} {self._watch(row)}"

    def _watch(self, row: Record) -> str:
        """What a nurse watches with a drug, in one sentence."""
        seen = watched(row)
        told = [
            words.format(listing(places))
            for how, words in HOW.items()
            if (places := [place.said for key, place in PLACES.items() if seen.get(key) == how])
        ]
        return f"With {row['generic']}, the nurse {listing(told)}."

    def _caution_told(self) -> str:
        names = tables.named("drugs", "generic")
        words = {"swap": "Never mix up", "together": "Not together"}
        return " ".join(
            f"{words[one['kind']]}: {listing(names[key] for key in split(one['drugs']))}."
            for one in cautions(self._chosen())
        )

    # ---- detail ----

    def detail(self) -> Safe:
        chosen = self._chosen()
        if len(chosen) == 1:
            return drug_pages.cards(chosen[0], self.clinical)
        caption = f"Side by side: {listing(row['generic'] for row in chosen)}"
        return join(
            drug_pages.warnings(chosen),
            drug_pages.shared(chosen),
            drug_pages.comparison(chosen, caption, self.clinical),
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        chosen = self._chosen()
        names = tables.named("drugs", "generic")
        headings = {
            "generic": "Drug",
            "brand": "Brand names",
            "class_name": "Class",
            "category": "Kind of treatment",
            "needs": "Needs",
            "boxed": "Boxed warning",
            "approval_year": "First US approval here",
            "us_status": "US label",
            "checked_scope": "What was checked",
        }
        watch = {"generic": "Drug", "name": "Check", "timing": "When", "what_for": "What for", "act_on": "Hold or call"}
        warned = {"names": "Drugs", "why": "Why", "act": "Do", "checked_scope": "What was checked"}
        found = [one | {"names": listing(names[key] for key in split(one["drugs"]))} for one in cautions(chosen)]
        due = [one | {"generic": row["generic"]} for row in chosen for one in checks(row)]
        return [
            Rows("The drugs on show", headings, [self._shown_row(row) for row in chosen]),
            Rows("What is watched", watch, due),
            *([Rows("Not to mix up or combine", warned, found)] if found else []),
        ]

    def _shown_row(self, row: Record) -> Record:
        return row | {
            "class_name": tables.row("treatment_classes", row["class_id"])["name"],
            "category": tables.row("treatment_categories", row["category_id"])["name"],
            "needs": drug_pages.needed(row, clinical=True),
            "us_status": row["us_status"].replace("_", " "),
        }
