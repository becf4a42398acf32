"""The body, its routes, and what to check at every place breast cancer can reach."""

from __future__ import annotations

import pandas as pd

from helpers import tables
from helpers.cards import bullets, capitalized, folded, headed, urgency_chip
from helpers.controls import Choice
from helpers.drawing import body
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows, cell_words
from helpers.markup import Safe, join, listing, sentence
from helpers.metastasis.routes import ROUTES, outward, route_rows, stops, way_to_site
from helpers.metastasis.shares import percent_words, share_rows, shares_of
from helpers.metastasis.symptoms import by_urgency, how_soon
from helpers.schema import split
from helpers.tables import Record

SUBTYPE_COHORT = "turkey_2016"
"""The one study whose figures color the map: it has four groups and four sites, all read at the source."""

ROUTE_WORDS = {
    "direct": (
        "The tumor grows into what lies next to it: skin, chest wall, and from a bone toward the spinal cord.",
        "Contiguous growth into skin and chest wall, and from vertebra, lung or brain into the space next to it.",
    ),
    "lymph": (
        "Lymph drains carry cells to nodes in the armpit, then above the collarbone, and at last into the blood.",
        "Axillary levels I to III, supraclavicular nodes and thoracic duct, which opens into the veins; the internal "
        "mammary chain leads into the chest.",
    ),
    "blood": (
        "Veins carry cells to the right side of the heart and the lungs. From there arteries can take them anywhere.",
        "Breast veins, superior vena cava, right heart and pulmonary capillaries, then systemic arteries; the "
        "valveless vertebral plexus may bypass the lungs (hypothesis).",
    ),
    "cavity": (
        "Cells drop into the belly space and settle on its lining.",
        "Transcoelomic seeding of the peritoneum from the surface of ovary or bowel.",
    ),
}
"""What each route means, in plain and in clinical words."""


MARKS = (
    "purple dot: the first tumor, here in the left breast; green beads: lymph nodes along their chains; "
    "R and L: the patient's right and left; a line with numbers: a route, in the order a cell takes it"
)
"""How to read the map; items joined by ``;``."""


def _subtypes() -> dict[str, str]:
    return {"none": "Not shown"} | {row["group"]: row["group"] for row in shares_of(SUBTYPE_COHORT)}


def _sites() -> dict[str, str]:
    return {"none": "All places"} | {
        row["site_id"]: f"{capitalized(row['plain_name'])} ({row['name']})" for row in tables.records("sites")
    }


class BodyMap(Explorer):
    """The body, its routes, and what to check at every place breast cancer can reach."""

    title = "The body map: where it goes, and how it gets there"
    question = (
        "A person with metastatic breast cancer tells you about a new symptom. Which part of the body would you check?"
    )
    takeaway = (
        "Think from the symptom to the place, then to the red flag. Back pain: check legs, sensation and bladder. "
        "Breathlessness: check oxygen level and one-sided breath sounds. New headache: check alertness and pupils."
    )
    prediction_id = "body_map"

    site = Choice(_sites, "Place in the body", look="select")
    route = Choice({"none": "Not shown"} | ROUTES, "Route of spread")
    subtype = Choice(_subtypes, "How often, by subtype")
    figure_of = Choice({"woman": "Woman", "man": "Man"}, "Figure")

    # ---- what the state selects ----

    def _drawn(self, table: str, column: str) -> set[str]:
        """Ids among the parts or paths that the chosen figure has: a man has no ovaries."""
        return {row[column] for row in tables.records(table) if row["figure"] in ("both", self.figure_of)} - {""}

    def _path(self) -> list[Record]:
        """All routes of one kind, or the best-supported way to the chosen place, by that kind if there is one."""
        drawn = self._drawn("body_paths", "edge_id")
        edges = [row for row in tables.records("routes") if row["edge_id"] in drawn]
        chosen = [row for row in edges if self.route in ("none", row["route"])]
        if self.site == "none":
            return [] if self.route == "none" else outward(chosen)
        return way_to_site(chosen, self.site) or way_to_site(edges, self.site)

    def _shares(self) -> list[Record]:
        if self.figure_of == "man":
            return []  # the study counted women only
        shares = [row for row in shares_of(SUBTYPE_COHORT) if row["group"] == self.subtype]
        return sorted(shares, key=lambda row: -row["percent"])

    def _symptoms(self) -> list[Record]:
        return by_urgency(row for row in tables.records("symptoms") if row["site_id"] == self.site)

    def _figures(self) -> list[Record]:
        """How often the chosen place is involved, the headline figure first."""
        figures = [row for row in tables.records("site_frequency") if row["site_id"] == self.site]
        return sorted(figures, key=lambda row: not row["headline"])

    def _name(self, site_id: str) -> str:
        return tables.named("sites", self.say("plain_name", "name"))[site_id]

    # ---- picture ----

    def picture(self) -> Safe:
        column = self.say("plain_name", "name")
        names = {site_id: capitalized(name) for site_id, name in tables.named("sites", column).items()}
        shares = {row["site_id"]: row["percent"] for row in self._shares()}
        spoken = {key: f"{name}, {cell_words(shares[key])}%" if key in shares else name for key, name in names.items()}
        return body.body_map(
            self._parts(),
            tables.load("body_paths"),
            figure=self.figure_of,
            selected=None if self.site == "none" else self.site,
            route_edges=[(row["edge_id"], row["route"]) for row in self._path()],
            shade=shares,
            scale_max=100,
            names=spoken,
            title=f"Body of a {self.figure_of} from head to thigh. {HOW_TO_MOVE}",
        )

    def _parts(self) -> pd.DataFrame:
        """The parts of the drawing, labeled in the words chosen."""
        parts = tables.load("body_parts")
        if self.language == "plain":
            return parts
        return parts.assign(label=parts["site_id"].map(tables.named("sites", "name")).fillna(parts["label"]))

    # ---- words ----

    def words(self) -> str:
        told = [self._words_on_site(), self._words_on_route(), self._words_on_subtype()]
        words = " ".join(part for part in told if part)
        return f"{words} Shown on the figure of a {self.figure_of}." if words else self._words_on_all()

    def _words_on_all(self) -> str:
        count = len(self._drawn("body_parts", "site_id"))
        return (
            f"The figure of a {self.figure_of} shows {count} places where metastatic breast cancer is found or does "
            "harm. Pick a place, a route or a subtype."
        )

    def _words_on_site(self) -> str:
        if self.site == "none":
            return ""
        row = tables.row("sites", self.site)
        effects = f"people may notice {listing(split(row['effects']), 'or')}"
        more = row["stage_note"] or self.say(effects, row["note"] or effects)
        return f"{capitalized(self._name(self.site))}: {sentence(more)}"

    def _words_on_route(self) -> str:
        path = self._path()
        if self.site == "none":
            plain, clinical = ROUTE_WORDS.get(self.route, ("", ""))
            told = f"{self.label('route')}: the lines show {len(path)} steps. {self.say(plain, clinical)}"
            return told if self.route != "none" else ""
        if not path:
            return f"No way to it is drawn for a {self.figure_of}."
        routes = [row["route"] for row in path]
        kinds = listing(dict.fromkeys(ROUTES[route].lower() for route in routes))
        line = f"The line shows the best-supported way, by {kinds}, in {len(path)} steps."
        asked = self.route == "none" or set(routes) == {self.route}
        return line if asked else f"No way by {ROUTES[self.route].lower()} alone is in the tables. {line}"

    def _words_on_subtype(self) -> str:
        shares = self._shares()
        if self.figure_of == "man" and self.subtype != "none":
            return f"{self.subtype}: the study behind these figures counted women only, so nothing is shown for a man."
        if not shares:
            return ""
        cohort = tables.row("cohorts", SUBTYPE_COHORT)
        told = listing(f"{self._name(row['site_id'])} {cell_words(row['percent'])}%" for row in shares)
        who = f"{shares[0]['n_group']} {cohort['population']}, {cohort['region']}, {cohort['period']}"
        return f"{self.subtype}: {told} ({who}). One person can have several places."

    def detail(self) -> Safe:
        if self.site == "none":
            cohort = tables.row("cohorts", SUBTYPE_COHORT)
            care = headed("Read it with care", sentence(cohort["caveat"]), sentence(cohort["group_note"]))
            return care if self._shares() else headed("On the map", bullets(split(MARKS)))
        row = tables.row("sites", self.site)
        return join(
            headed("How often", self._how_often()),
            headed("What people notice, most urgent first", self._symptom_cards() or bullets(split(row["effects"]))),
            headed("How cancer gets there", sentence(capitalized(row["pathway"])), self._stops()),
            headed("How it is seen", sentence(row["imaging"]) if self.language == "clinical" else ""),
        )

    def _stops(self) -> str:
        path = self._path()
        return sentence(f"On the line: {stops(path, self.say('plain_label', 'label'))}") if path else ""

    def _how_often(self) -> str:
        if not self._figures():
            return "No single reliable figure was found. Some studies of histology count it: see Sites by subtype."
        row = self._figures()[0]
        number = "" if row["n"] is None else f"n = {row['n']:,}"
        who = ", ".join(part for part in (row["population"], row["region"], row["period"], number) if part)
        return sentence(f"{percent_words(row['percent_low'], row['percent_high'])}: {row['measure']}, among {who}")

    def _symptom_cards(self) -> Safe:
        """One card a symptom, opened by the reader, so that the list stays short enough to scan."""
        return join(
            folded(
                (urgency_chip(row["urgency"]), " ", self._said(row)),
                headed("How soon", how_soon(row)),
                headed("Assess", bullets(split(row["ask"]))),
                headed("Do", bullets(split(row["act"]))),
                headed("Teach", f"“{row['teach']}”"),
                key=row["symptom_id"],
            )
            for row in self._symptoms()
        )

    def _said(self, row: Record) -> str:
        flag = "Red flag. " if row["red_flag"] else ""
        return f"{flag}“{row['plain_symptom']}”" if self.language == "plain" else f"{flag}{row['symptom']}"

    # ---- rows ----

    def rows(self) -> list[Rows]:
        headings = {"name": "Place", "plain_name": "In plain words", "route": "Main route", "stage_note": "Stage"}
        sites = [row | {"route": ROUTES[row["route"]]} for row in tables.records("sites")]
        told = [
            self._figure_rows() if self.site != "none" else None,
            route_rows("The steps drawn", self._path()) if self._path() else None,
            share_rows(SUBTYPE_COHORT, self._shares()) if self._shares() else None,
        ]
        return [rows for rows in told if rows] or [Rows("Every place on the map", headings, sites)]

    def _figure_rows(self) -> Rows:
        headings = {
            "percent": "Percent",
            "measure": "What is counted",
            "population": "Among whom",
            "region": "Where",
            "period": "When",
            "n": "n",
        }
        figures = [row | {"percent": percent_words(row["percent_low"], row["percent_high"])} for row in self._figures()]
        name = capitalized(self._name(self.site))
        return Rows(f"{name}: how often. Rows with different populations do not compare", headings, figures)

    def extra_sources(self) -> list[str]:
        here = [] if self.site == "none" else [tables.row("sites", self.site)]
        return [row["source_id"] for row in (*here, *self._symptoms())]
