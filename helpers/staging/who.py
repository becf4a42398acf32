"""Who is affected: women and men, race and care, age and time. One measure in one population at a time."""

from __future__ import annotations

from helpers import tables
from helpers.cards import capitalized, headed
from helpers.controls import Choice
from helpers.drawing.charts import Bar, BarPanels, Panel
from helpers.drawing.people import Group, Mark, people
from helpers.explorer import Explorer, Picture
from helpers.frame import Rows, cell_words
from helpers.markup import Safe, join, sentence
from helpers.staging.notes import note_cards, note_rows
from helpers.tables import Record, grouped

CROWD = 1000
"""How many people stand for all in the picture of people."""

SIGNS: tuple[tuple[str, Mark], ...] = (("accent", "full"), ("ink", "square"))
"""Color role and sign of the groups in the picture of people, the larger group first."""


class WhoIsAffected(Explorer):
    """Who is affected, one measure at a time, with what stands behind it and what a nurse does."""

    title = "Who is affected"
    question = "Whom do we find late, and what can a nurse do about it?"
    takeaway = (
        "Expect anyone: men, young people, people of every race. A gap between groups is not a fault of the person and "
        "is seldom biology alone. Ask about barriers, offer an interpreter, give privacy, ask about the family."
    )
    prediction_id = "who"
    language = None

    show = Choice(
        lambda: tables.named("who_views", "title"),
        "Show",
        look="select",
        groups=lambda: tables.named("who_views", "theme"),
    )

    def _view(self) -> Record:
        """What is shown: measure, population and meaning."""
        return tables.row("who_views", self.show)

    def _figures(self) -> list[Record]:
        """Its figures."""
        return [row for row in tables.records("who_figures") if row["view_id"] == self.show]

    def picture(self) -> Picture:
        return self._people() if self._view()["picture"] == "people" else self._bars()

    def _bars(self) -> BarPanels:
        view = self._view()
        panels = [
            Panel(": ".join(filter(None, (name, view["short"]))), [Bar(row["group"], row["value"]) for row in part])
            for name, part in grouped(self._figures(), "panel").items()
        ]
        return BarPanels(panels, "%" if view["unit"] == "%" else "", self.narrow)

    def _people(self) -> Safe:
        signs = zip(self._of_a_thousand(), SIGNS, strict=True)
        groups = [Group(row["group"].lower(), row["of_1000"], *sign) for row, sign in signs]
        return people(
            groups,
            title=f"Of {CROWD:,} {self._view()['denominator']}: {self._shares()}",
            per_row=40,
        )

    def _of_a_thousand(self) -> list[Record]:
        """The figures, each with how many of 1,000 people it makes."""
        total = sum(row["value"] for row in self._figures())
        return [row | {"of_1000": round(CROWD * row["value"] / total)} for row in self._figures()]

    def _shares(self) -> str:
        return " and ".join(f"{row['of_1000']} are {row['group'].lower()}" for row in self._of_a_thousand())

    def words(self) -> str:
        view = self._view()
        place = f"({view['region']}, {view['period']})"
        if view["picture"] == "people":
            counts = " and ".join(f"{row['value']:,.0f} {row['group'].lower()}" for row in self._figures())
            crowd = f"Of every {CROWD:,} {view['denominator']}, about {self._shares()}."
            return f"{capitalized(view['measure'])} {place}: {counts}. {crowd} {view['meaning']}"
        return f"{capitalized(view['measure'])}, {view['denominator']} {place}: {self._told()}. {view['meaning']}"

    def _told(self) -> str:
        """Every bar, with its unit."""
        unit = self._view()["unit"]
        after = unit if unit == "%" else f" {unit}"
        told = []
        for name, part in grouped(self._figures(), "panel").items():
            values = ", ".join(f"{cell_words(row['value'])}{after} ({_inside(row['group'])})" for row in part)
            told.append(f"{name} {values}" if name else values)
        return "; ".join(told)

    def detail(self) -> Safe:
        view = self._view()
        return join(headed("Read it with care", sentence(view["caveat"])), note_cards(view["notes"]))

    def rows(self) -> list[Rows]:
        view, figures = self._view(), self._figures()
        headings = {"panel": "Group", "group": "Year"} if any(row["panel"] for row in figures) else {"group": "Group"}
        headings["value"] = capitalized(view["unit"]) if view["unit"] != "%" else "Percent"
        if view["picture"] == "people":
            figures = self._of_a_thousand()
            headings["of_1000"] = "Of every 1,000"
        if any(row["ci_low"] is not None for row in figures):
            headings |= {"ci_low": "95% from", "ci_high": "95% to"}
        caption = f"{capitalized(view['measure'])}; {view['denominator']} ({view['region']}, {view['period']})"
        return [Rows(caption, headings | {"note": "Note"}, figures), note_rows(view["notes"])]

    def extra_sources(self) -> list[str]:
        return [self._view()["source_id"]]


def _inside(group: str) -> str:
    """A group within a sentence; the name of a race keeps its capital."""
    return group if group.startswith(("Black", "White")) else group[:1].lower() + group[1:]
