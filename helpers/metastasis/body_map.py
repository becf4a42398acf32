"""The body, its routes, and what to check at every place breast cancer can reach."""

from __future__ import annotations

import pandas as pd

from helpers import tables
from helpers.cards import bullets, capitalized, headed, urgency_chip
from helpers.controls import Choice
from helpers.drawing import body
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows, cell_words
from helpers.markup import Safe, el, listing, sentence
from helpers.metastasis.routes import ROUTES, outward, route_rows, stops, way
from helpers.metastasis.shares import percent_words, share_rows, shares_of
from helpers.metastasis.symptoms import by_urgency
from helpers.tables import Record, named, records

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
    return {"none": "Not shown"} | {group: group for group in shares_of(SUBTYPE_COHORT)["group"]}


def _sites() -> dict[str, str]:
    return {"none": "All places"} | named("sites", "site_id", "name")


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

    def _drawn(self, table: str) -> pd.DataFrame:
        """Parts or paths that the chosen figure has: a man has no ovaries."""
        rows = tables.load(table)
        return rows[rows["figure"].isin(["both", self.figure_of])]

    def _path(self) -> pd.DataFrame:
        """All routes of one kind, or the best-supported way to the chosen place, by that kind if there is one."""
        edges = tables.load("routes")
        edges = edges[edges["edge_id"].isin(self._drawn("body_paths")["edge_id"])]
        chosen = edges if self.route == "none" else edges[edges["route"] == self.route]
        if self.site == "none":
            return edges[:0] if self.route == "none" else outward(chosen)
        found = way(chosen, self.site)
        return way(edges, self.site) if found.empty else found

    def _shares(self) -> pd.DataFrame:
        shares = shares_of(SUBTYPE_COHORT)
        return shares[shares["group"] == self.subtype].sort_values("percent", ascending=False)

    def _symptoms(self) -> pd.DataFrame:
        symptoms = tables.load("symptoms")
        return by_urgency(symptoms[symptoms["site_id"] == self.site])

    def _figures(self) -> pd.DataFrame:
        """How often the chosen place is involved, the headline figure first."""
        figures = tables.load("site_frequency")
        return figures[figures["site_id"] == self.site].sort_values("headline", ascending=False, kind="stable")

    def _name(self, site_id: str) -> str:
        return named("sites", "site_id", self.say("plain_name", "name"))[site_id]

    # ---- picture ----

    def picture(self) -> Safe:
        names = {site_id: capitalized(self._name(site_id)) for site_id in named("sites", "site_id", "name")}
        shares = dict(zip(self._shares()["site_id"], self._shares()["percent"], strict=True))
        spoken = {key: f"{name}, {cell_words(shares[key])}%" if key in shares else name for key, name in names.items()}
        return body.body_map(
            tables.load("body_parts"),
            tables.load("body_paths"),
            figure=self.figure_of,
            selected=None if self.site == "none" else self.site,
            route_edges=[(row["edge_id"], row["route"]) for row in records(self._path())],
            shade=shares,
            scale_max=100,
            names=spoken,
            title=f"Body of a {self.figure_of} from head to thigh. {HOW_TO_MOVE}",
            prefix="map",
        )

    # ---- words ----

    def words(self) -> str:
        told = [self._words_on_site(), self._words_on_route(), self._words_on_subtype()]
        return " ".join(part for part in told if part) or self._words_on_all()

    def _words_on_all(self) -> str:
        count = self._drawn("body_parts")["site_id"].replace("", pd.NA).nunique()
        return (
            f"The figure of a {self.figure_of} shows {count} places where metastatic breast cancer is found or does "
            "harm. Pick a place, a route or a subtype."
        )

    def _words_on_site(self) -> str:
        if self.site == "none":
            return ""
        row = tables.row("sites", self.site)
        effects = f"people may notice {listing(tables.split(row['effects']), 'or')}"
        more = row["stage_note"] or self.say(effects, row["note"] or effects)
        return f"{capitalized(self._name(self.site))}: {sentence(more)}"

    def _words_on_route(self) -> str:
        path = self._path()
        if self.site == "none":
            plain, clinical = ROUTE_WORDS.get(self.route, ("", ""))
            told = f"{self.label('route')}: the lines show {len(path)} steps. {self.say(plain, clinical)}"
            return told if self.route != "none" else ""
        if path.empty:
            return f"No way to it is drawn for a {self.figure_of}."
        kinds = listing(dict.fromkeys(ROUTES[route].lower() for route in path["route"]))
        line = f"The line shows the best-supported way, by {kinds}: {stops(path, self.say('plain_label', 'label'))}."
        asked = self.route == "none" or set(path["route"]) == {self.route}
        return line if asked else f"No way by {ROUTES[self.route].lower()} alone is in the tables. {line}"

    def _words_on_subtype(self) -> str:
        shares = self._shares()
        if shares.empty:
            return ""
        cohort = tables.row("cohorts", SUBTYPE_COHORT)
        told = listing(f"{self._name(row['site_id'])} {cell_words(row['percent'])}%" for row in records(shares))
        who = f"{shares['n_group'].iloc[0]} {cohort['population']}, {cohort['region']}, {cohort['period']}"
        return f"{self.subtype}: {told} ({who}). One person can have several places."

    def detail(self) -> Safe:
        if self.site == "none":
            cohort = tables.row("cohorts", SUBTYPE_COHORT)
            note = f"{cohort['caveat']} {sentence(cohort['group_note'])}"
            return headed("On the map", bullets(MARKS)) if self._shares().empty else el("p", note, class_="mbc-note")
        row = tables.row("sites", self.site)
        return Safe(
            headed("How often", self._how_often())
            + headed("What people notice, most urgent first", self._symptom_cards() or bullets(row["effects"]))
            + headed("How cancer gets there", sentence(capitalized(row["pathway"])))
            + headed("How it is seen", sentence(row["imaging"]) if self.language == "clinical" else "")
        )

    def _how_often(self) -> str:
        if self._figures().empty:
            return "No single reliable figure was found. Some studies of histology count it: see Sites by subtype."
        row = records(self._figures())[0]
        number: str = "" if pd.isna(row["n"]) else f"n = {row['n']:,}"
        who = ", ".join(part for part in (row["population"], row["region"], row["period"], number) if part)
        return sentence(f"{percent_words(row['percent_low'], row['percent_high'])}: {row['measure']}, among {who}")

    def _symptom_cards(self) -> Safe:
        """One card a symptom, opened by the reader, so that the list stays short enough to scan."""
        return Safe(
            "".join(
                el(
                    "details",
                    el("summary", urgency_chip(row["urgency"]), " ", self._said(row)),
                    headed("Assess", bullets(row["ask"])),
                    headed("Do", bullets(row["act"])),
                    headed("Teach", f"“{row['teach']}”"),
                    class_="mbc-card",
                    data_key=row["symptom_id"],
                )
                for row in records(self._symptoms())
            )
        )

    def _said(self, row: Record) -> str:
        flag = "Red flag. " if row["red_flag"] else ""
        return f"{flag}“{row['plain_symptom']}”" if self.language == "plain" else f"{flag}{row['symptom']}"

    # ---- rows ----

    def rows(self) -> Rows:
        if self.site != "none":
            figures = self._figures().assign(
                percent=lambda f: [
                    percent_words(*ends) for ends in zip(f["percent_low"], f["percent_high"], strict=True)
                ]
            )
            return Rows.of(
                f"{capitalized(self._name(self.site))}: how often. Rows with different populations do not compare",
                figures,
                {
                    "percent": "Percent",
                    "measure": "What is counted",
                    "population": "Among whom",
                    "region": "Where",
                    "period": "When",
                    "n": "n",
                },
            )
        if self.route != "none":
            return route_rows(f"{self.label('route')}: every step drawn", self._path())
        if not self._shares().empty:
            return share_rows(SUBTYPE_COHORT, self._shares())
        return Rows.of(
            "Every place on the map",
            tables.load("sites").assign(route=lambda f: f["route"].map(ROUTES)),
            {"name": "Place", "plain_name": "In plain words", "route": "Main route", "stage_note": "Stage"},
        )

    def extra_sources(self) -> list[str]:
        shares = [] if self._shares().empty else [tables.row("cohorts", SUBTYPE_COHORT)["source_id"]]
        here = [] if self.site == "none" else [tables.row("sites", self.site)["source_id"]]
        return [*here, *self._symptoms()["source_id"], *self._path()["source_id"], *shares]
