"""From what a patient says to what to check, and how soon."""

from __future__ import annotations

import pandas as pd

from helpers import tables
from helpers.cards import URGENCY, bullets, capitalized, headed, merged, urgency_chip
from helpers.controls import Choice
from helpers.drawing import ladder
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.markup import Safe, el, listing, sentence
from helpers.metastasis.shares import percent_words
from helpers.tables import Record, named, records


def by_urgency(symptoms: pd.DataFrame) -> pd.DataFrame:
    """Most urgent first; within a level, red flags first."""
    rank = {level: order for order, level in enumerate(URGENCY)}
    keys = symptoms.assign(rank=symptoms["urgency"].map(rank), calm=~symptoms["red_flag"].astype(bool))
    return symptoms.loc[keys.sort_values(["rank", "calm"], kind="stable").index]


def _said() -> dict[str, str]:
    return {row["symptom_id"]: f"“{row['plain_symptom']}”" for row in records(by_urgency(tables.load("symptoms")))}


def _also_said() -> dict[str, str]:
    return {"none": "Nothing else"} | _said()


def _said_where() -> dict[str, str]:
    places = named("sites", "site_id", "name") | {"": "Whole body"}
    return {row["symptom_id"]: places[row["site_id"]] for row in records(tables.load("symptoms"))}


class SymptomFinder(Explorer):
    """From what a patient says to what to check, and how soon."""

    title = "Symptom finder: from words to action"
    question = "Your patient says this. What do you check, and how fast?"
    takeaway = (
        "Take the most urgent reading of what you hear until it is ruled out. Two mild complaints together can make "
        "one red flag. Follow your local pathway and your scope of practice."
    )
    prediction_id = "symptoms"

    said = Choice(_said, "The patient says", look="select", groups=_said_where)
    also = Choice(_also_said, "and also", look="select", groups=lambda: {"none": ""} | _said_where())

    def _chosen(self) -> pd.DataFrame:
        symptoms = tables.load("symptoms").set_index("symptom_id", drop=False)
        return by_urgency(symptoms.loc[[key for key in dict.fromkeys((self.said, self.also)) if key != "none"]])

    def _name(self, row: Record) -> str:
        return f"“{row['plain_symptom']}”" if self.language == "plain" else str(row["symptom"])

    def picture(self) -> Safe:
        chosen = self._chosen()
        bands = [
            ladder.Band(
                known.words,
                level,
                known.sign,
                tuple(ladder.Chip(row["symptom"]) for row in records(chosen[chosen["urgency"] == level])),
            )
            for level, known in URGENCY.items()
        ]
        return ladder.ladder(bands, title=f"Ladder of urgency. {self._verdict()}")

    def _verdict(self) -> str:
        first = records(self._chosen())[0]
        known = URGENCY[first["urgency"]]
        return f"{known.words}: {self._name(first)}."

    def words(self) -> Safe:
        chosen = records(self._chosen())
        first = chosen[0]
        flag = "Red flag. " if first["red_flag"] else ""
        when = first["red_flag_when"]
        condition = f"It is a red flag when: {sentence(when)} " if when and when != "always" else ""
        places = listing(dict.fromkeys(self._place(row) for row in chosen))
        others = f"You also heard {listing(self._name(row) for row in chosen[1:])}. " if chosen[1:] else ""
        return Safe(
            el(
                "p",
                urgency_chip(first["urgency"]),
                " ",
                el("strong", f"{flag}{self._name(first)} "),
                others,
                condition,
                f"Think of: {places}. ",
                sentence(first["urgency_note"]),
            )
        )

    def _place(self, row: Record) -> str:
        if not row["site_id"]:
            return "the whole body, or treatment"
        site = tables.row("sites", row["site_id"])
        return str(self.say(site["plain_name"], site["name"].lower()))

    def _linked(self) -> pd.DataFrame:
        links = tables.load("symptom_emergencies")
        ids = links.loc[links["symptom_id"].isin(self._chosen()["symptom_id"]), "emergency_id"]
        return tables.load("emergencies").set_index("emergency_id", drop=False).loc[list(dict.fromkeys(ids))]

    def detail(self) -> Safe:
        chosen = self._chosen()
        column = self.say("plain_name", "name")
        return Safe(
            headed("It could be the start of", bullets(";".join(self._linked()[column])))
            + headed("Ask and check", bullets(merged(chosen["ask"])))
            + headed("Do", bullets(merged(chosen["act"])))
            + headed("Tell the patient", bullets(";".join(t.replace(";", ",") for t in chosen["teach"])))
            + headed(
                "Why it happens", *[sentence(m) for m in chosen["mechanism"]] if self.language == "clinical" else ""
            )
        )

    def rows(self) -> Rows:
        chosen = self._chosen().assign(
            percent=lambda f: [
                "" if pd.isna(low) else percent_words(low, high)
                for low, high in zip(f["percent_low"], f["percent_high"], strict=True)
            ],
            place=lambda f: [capitalized(self._place(row)) for row in records(f)],
            level=lambda f: [URGENCY[level].words for level in f["urgency"]],
        )
        return Rows.of(
            "What was said",
            chosen,
            {
                "symptom": "Symptom",
                "place": "Place",
                "level": "Urgency",
                "how_common": "How common",
                "percent": "Percent",
                "percent_population": "of whom",
                "checked_scope": "What was checked",
            },
        )

    def extra_sources(self) -> list[str]:
        return list(self._linked()["source_id"])
