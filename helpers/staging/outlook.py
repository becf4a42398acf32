"""Survival figures, one population and one measure at a time, as bars, as 100 people and as sentences."""

from __future__ import annotations

from helpers import tables
from helpers.cards import capitalized, folded, headed
from helpers.controls import Choice
from helpers.drawing import charts
from helpers.drawing.hundreds import Hundred, hundreds
from helpers.drawing.people import Group, whole
from helpers.drawing.statements import Statement, statements
from helpers.explorer import Explorer, Picture
from helpers.frame import Rows, cell_words
from helpers.markup import Safe, el, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record, grouped

UNITS = {"percent": "%", "months": " months", "years": " years"}
"""What follows a figure."""

INTERVALS = {"ci95": "95% interval", "models": "range of the models"}
"""What the two ends of an interval are."""


def long(months: float) -> str:
    """``3 years and 7 months``, from a number of months."""
    years, rest = divmod(whole(months), 12)
    parts = [(years, "year"), (rest, "month")]
    return " and ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count)


class Outlook(Explorer):
    """Survival figures, one population and one measure at a time, as bars, as 100 people and as sentences."""

    title = "Outlook, honestly"
    question = "“I read online how many live five years. Is that me?” What does such a number say, and of whom?"
    takeaway = (
        "Before any number, ask what the person already knows and would like to know. A number tells of a group in the "
        "past. A personal outlook belongs in a talk with the oncologist: offer to arrange it, and to be there."
    )
    prediction_id = "outlook"

    view_id = Choice(
        lambda: tables.named("survival_views", "title"),
        "Figures",
        look="select",
        groups=lambda: tables.named("survival_views", "heading"),
    )
    show = Choice({"bars": "Bars", "people": "100 people", "sentences": "Sentences"}, "Show as")

    # ---- the rows of the present view ----

    def _view(self) -> Record:
        return tables.row("survival_views", self.view_id)

    def _measure(self) -> Record:
        return tables.row("survival_measures", self._view()["measure_id"])

    def _figures(self) -> list[Record]:
        """The figures of the view, each with its names in the words chosen: ``across`` sets it apart in its panel."""
        view = self._view()
        across, within = ("group", "label") if view["across"] == "group" else ("label", "group")
        return [
            row | {"name": self._worded(row, across), "panel": self._worded(row, within)}
            for row in tables.records("survival")
            if self.view_id in split(row["view_ids"])
        ]

    def _worded(self, row: Record, column: str) -> str:
        return str(self.say(row[column], row[f"clinical_{column}"]))

    def _panels(self) -> dict[str, list[Record]]:
        return grouped(self._figures(), "panel")

    def _name(self, row: Record) -> str:
        """The name of a figure; with its panel where there are several."""
        several = len(self._panels()) > 1
        return f"{row['panel']}, {row['name']}" if several else str(row["name"])

    def _amount(self, row: Record) -> str:
        """The figure with its unit."""
        return f"{cell_words(row['value'])}{UNITS[self._view()['unit']]}"

    def _count(self, row: Record) -> int:
        """People among 100: of a median always half."""
        return whole(row["value"]) if self._measure()["kind"] == "percent" else 50

    # ---- what is shown ----

    def picture(self) -> Picture:
        if self.show == "bars":
            return self._bars()
        return self._people() if self.show == "people" else self._sentences()

    def _bars(self) -> charts.Chart:
        view, measure, panels = self._view(), self._measure(), self._panels()
        unit = "%" if measure["kind"] == "percent" else ""
        only = measure["name"] if unit else "Median survival"
        return charts.BarPanels(
            [
                charts.Panel(
                    capitalized(name if len(panels) > 1 else only) + ("" if unit else f", {view['unit']}"),
                    [charts.Bar(capitalized(row["name"]), row["value"]) for row in rows],
                )
                for name, rows in panels.items()
            ],
            unit=unit,
            narrow=self.narrow,
        )

    def _people(self) -> Safe:
        measure = self._measure()
        title = f"Groups of 100 people, {measure['name']}."
        crowds = [
            Hundred(
                capitalized(self._name(row)),
                f"{self._count(row)} of 100" if measure["kind"] == "percent" else self._amount(row),
                (
                    Group(measure["yes"], self._count(row), "accent", "full"),
                    Group(measure["no"], 100 - self._count(row), "edge", "ring"),
                ),
            )
            for row in self._figures()
        ]
        return hundreds(crowds, title=title, foot=self._counted())

    def _sentences(self) -> Safe:
        cards = [
            Statement(self._said(row), capitalized(self._name(row)), self._sentence(row)) for row in self._figures()
        ]
        return statements(cards, title=f"Sentences, {self._measure()['name']}.")

    def _sentence(self, row: Record) -> str:
        """The figure as a plain sentence about 100 people."""
        measure, who = self._measure(), self._worded(row, "people")
        if measure["kind"] == "percent":
            return f"Of 100 {who}, about {self._count(row)} {measure['did']}."
        months = row["value"] * (12 if self._view()["unit"] == "years" else 1)
        return f"Of 100 {who}, 50 {measure['did'].format(time=f'about {long(months)}')}, and 50 did not."

    def words(self) -> str:
        told = listing(f"{self._said(row)} ({self._who(row)})" for row in self._figures())
        return f"{self._lead()} From top to bottom: {told}. {self._counted()} {self._view()['caveat']}"

    def _counted(self) -> str:
        """Who was counted, where, when and how many."""
        view = self._view()
        number = "" if view["n_total"] is None else f", n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{view['n_total']:,}"
        return f"Counted: {view['population']} ({view['region']}, {view['period']}{number})."

    def _lead(self) -> str:
        """What the present picture shows, in a sentence."""
        measure = self._measure()
        what = self.say(measure["plain_name"], f"the {measure['name']}")
        if self.show != "people":
            return f"{'The bars show' if self.show == 'bars' else 'Each sentence tells'} {what}."
        if measure["kind"] == "percent":
            return f"Each block is 100 people; the full circles show {what}."
        return f"Each block is 100 people, 50 of them full circles; the number beside it is {what}."

    def _said(self, row: Record) -> str:
        """The figure as it is told beside the present picture."""
        if self._measure()["kind"] == "time" or self.show == "bars":
            return self._amount(row)
        return f"about {self._count(row)} of 100"

    def _who(self, row: Record) -> str:
        """Whose figure it is, with its interval where there is one."""
        if row["low"] is None:
            return self._name(row)
        kind = INTERVALS[self._view()["interval"]]
        return f"{self._name(row)}; {kind} {cell_words(row['low'])} to {cell_words(row['high'])}"

    def detail(self) -> Safe:
        parts = grouped(self._terms(), "part")
        return join(
            headed("What it leaves out", sentence(self._view()["left_out"])),
            headed("Say it together with", *(row["said"] for row in parts["beside"])),
            _card("What the words mean", parts["word"]),
            _card("Why it is not one person’s future", parts["caution"]),
            _card("“How long do I have?” What to do", parts["talk"], ordered=True),
        )

    def _terms(self) -> list[Record]:
        """Words of this view and its measure, and the cautions and the steps of the talk, in the words chosen."""
        wanted = {*split(self._measure()["term_ids"]), *split(self._view()["term_ids"])}
        return [
            row | {"said": self.say(row["plain"], row["clinical"])}
            for row in tables.records("outlook_terms")
            if row["part"] != "word" or row["term_id"] in wanted
        ]

    def rows(self) -> list[Rows]:
        view, measure = self._view(), self._measure()
        headings = {"told": "Group", "value": f"Value ({view['unit']})"}
        if view["interval"] != "none":
            headings |= {"low": f"{capitalized(INTERVALS[view['interval']])} from", "high": "to"}
        headings |= {"n": "n in group", "note": "Note"}
        caption = f"{capitalized(measure['name'])}: {view['population']} ({view['region']}, {view['period']})"
        figures = [row | {"told": capitalized(self._name(row))} for row in self._figures()]
        words = {"term": "Word, caution or step", "said": "Meaning"}
        return [Rows(caption, headings, figures), Rows("The words beside it", words, self._terms())]


def _card(title: str, terms: list[Record], *, ordered: bool = False) -> Safe:
    """Terms with what they mean, as a card that the reader opens."""
    items = [el("li", el("strong", f"{row['term']}. "), row["said"]) for row in terms]
    return folded(title, el("ol" if ordered else "ul", items), key=terms[0]["part"])
