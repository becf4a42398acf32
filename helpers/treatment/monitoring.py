"""What the nurse checks when: the checks of one drug or of two, over the course of treatment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpers import tables
from helpers.cards import capitalized, headed
from helpers.controls import Choice
from helpers.drawing.calendar_grid import Row, calendar_grid
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import Safe, el, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record, grouped
from helpers.treatment import drug_pages
from helpers.treatment.drug_rows import cautions, checks, classes, drugs, neighbors

TIMES: Mapping[str, tuple[str, str]] = {
    "before": ("Before the first dose", "before the first dose"),
    "early": ("First weeks", "in the first weeks"),
    "cycle": ("Each cycle or dose", "at each cycle or dose"),
    "quarter": ("Every 3 months", "every 3 months"),
    "contact": ("At every contact", "at every contact"),
    "after": ("After the last dose", "after the last dose"),
}
"""The columns of the calendar: heading, and words in the middle of a sentence."""

ALONE, ALL_CHECKS = "none", "all"


def _partners() -> dict[str, str]:
    return {ALONE: "No second drug"} | drugs()


def _check_names() -> dict[str, str]:
    named = tables.named("monitoring_checks", "name").items()
    return {ALL_CHECKS: "All checks"} | {key: capitalized(name) for key, name in named}


class MonitoringCalendar(Explorer):
    """The checks of a drug, or of two, as a calendar over the course of treatment."""

    title = "What the nurse checks when"
    question = "Your patient starts this drug on Monday. What must be on file, and what comes due later?"
    takeaway = (
        "Before the first dose, go down the first column: if a result is missing, hold the dose and call. "
        "Put the later columns into the patient's calendar the same day. Limits are those of the label texts named "
        "below; your local protocol may be stricter."
    )
    prediction_id = "monitoring"

    drug = Choice(drugs, "Drug", look="select", groups=classes, start="ribociclib")
    partner = Choice(_partners, "Together with", look="select", groups=classes)
    check = Choice(_check_names, "Look at", look="select")

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """A covering part of the 166,000 states: every drug alone with each of its checks, with one it may lack,
        and with all, and some pairs with all their checks."""
        keys, languages = list(drugs()), ("plain", "clinical")

        def state(drug: str, partner: str, check: str, language: str) -> dict[str, str]:
            return {"drug": drug, "partner": partner, "check": check, "language": language}

        for key in keys:
            yield from (state(key, partner, ALL_CHECKS, language) for partner in (ALONE, key) for language in languages)
            own = {one["check_id"] for one in checks(tables.row("drugs", key))}
            for turn, check in enumerate(sorted(own | {"eyes"})):
                yield state(key, ALONE, check, languages[turn % 2])
        for turn, (one, other) in enumerate(neighbors(keys)):
            yield state(*((one, other) if turn % 2 else (other, one)), ALL_CHECKS, languages[turn // 2 % 2])

    # ---- what the state selects ----

    def _chosen(self) -> list[Record]:
        ids = [key for key in dict.fromkeys((self.drug, self.partner)) if key != ALONE]
        return [tables.row("drugs", key) for key in ids]

    def _names(self) -> str:
        return listing(row["generic"] for row in self._chosen())

    def _due(self) -> dict[str, list[Record]]:
        """The rows of the chosen drugs by check, in the order of the table of checks."""
        found = grouped((one | {"drug": row["generic"]} for row in self._chosen() for one in checks(row)), "check_id")
        order = list(_check_names())
        return dict(sorted(found.items(), key=lambda item: order.index(item[0])))

    def _looked_at(self) -> list[Record]:
        """The rows of the check picked, or all."""
        due = self._due()
        return [one for key, rows in due.items() for one in rows if self.check in (ALL_CHECKS, key)]

    def _called(self, one: Record) -> str:
        return str(one[self.say("plain_name", "name")])

    # ---- picture ----

    def picture(self) -> Safe:
        names = [row["generic"] for row in self._chosen()]
        return calendar_grid(
            [heading for heading, _ in TIMES.values()],
            [self._row(check_id, rows, names) for check_id, rows in self._due().items()],
            [capitalized(name) for name in names],
            control="check",
            chosen=self.check,
            title=f"Calendar of checks with {listing(names)}. {HOW_TO_MOVE}",
            narrow=self.narrow,
        )

    def _row(self, check_id: str, rows: list[Record], names: list[str]) -> Row:
        marks = [frozenset(names.index(one["drug"]) for one in rows if time in split(one["when"])) for time in TIMES]
        spoken = "; ".join(f"{one['drug']} {_times(one)}" for one in rows)
        return Row(check_id, capitalized(self._called(rows[0])), marks, f"{self._called(rows[0])}: {spoken}")

    # ---- words ----

    def words(self) -> str:
        told = self._told_all() if self.check == ALL_CHECKS else self._told_one()
        again = "A drug chosen twice is shown once." if self.partner == self.drug else ""
        return " ".join(part for part in (told, again, *self._not_together()) if part)

    def _told_all(self) -> str:
        due = self._due()
        marks = [time for rows in due.values() for one in rows for time in split(one["when"])]
        counts = [f"{marks.count(time)} {words}" for time, (_, words) in TIMES.items() if time in marks]
        both = sum(len(rows) > 1 for rows in due.values())
        told = f"With {self._names()}, the calendar has {_count(len(due), 'check')} and {_count(len(marks), 'mark')}"
        shared = f" Both drugs need {_count(both, 'check')} of them." if len(self._chosen()) > 1 else ""
        return f"{told}: {listing(counts)}.{shared} Pick a row to read what makes you hold the drug or call."

    def _told_one(self) -> str:
        rows = self._looked_at()
        name = self.label("check")
        if not rows:
            return (
                f"{name}: our table has no row on it with {self._names()}. That does not prove that it is never "
                "needed: look at the label and your protocol."
            )
        return " ".join(
            f"{capitalized(self._called(one))} with {one['drug']} looks for: {one['what_for']}. "
            f"It is due {_times(one)}. {sentence(capitalized(one['act_on']))}"
            for one in rows
        )

    def _not_together(self) -> list[str]:
        if len(self._chosen()) < 2:
            return []
        return [f"Not together: {one['act']}" for one in cautions(self._chosen()) if one["kind"] == "together"]

    # ---- detail ----

    def detail(self) -> Safe:
        due = grouped(self._looked_at(), "check_id").values()
        limits = (
            "Two drugs chosen here need not be a real treatment: the calendar only lays their checks side by side."
            if len(self._chosen()) > 1
            else ""
        )
        return join(
            *(headed(capitalized(self._called(rows[0])), *(self._card(one) for one in rows)) for rows in due),
            drug_pages.warnings(self._chosen()),
            headed("How to read it", "A mark says that something is due, not how often: read when.", limits),
        )

    def _card(self, one: Record) -> Safe:
        whose = [el("strong", capitalized(one["drug"]))] if len(self._chosen()) > 1 else []
        told = (("When", one["timing"]), ("Looks for", one["what_for"]))
        act = el("p", el("strong", "Hold or call: "), sentence(one["act_on"]))
        return el(
            "div",
            [el("p", name) for name in whose],
            [el("p", f"{word}: {sentence(words)}") for word, words in told],
            act,
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        headings = {
            "drug": "Drug",
            "name": "Check",
            "due": "Marked",
            "timing": "When",
            "what_for": "Looks for",
            "act_on": "Hold or call",
        }
        rows = self._looked_at() or [one for due in self._due().values() for one in due]
        return [Rows(f"Checks with {self._names()}", headings, [one | {"due": _times(one)} for one in rows])]

    def extra_sources(self) -> list[str]:
        return [one["source_id"] for one in cautions(self._chosen())]


def _times(one: Record) -> str:
    """The times of a row in words."""
    return listing(TIMES[time][1] for time in split(one["when"]))


def _count(number: int, word: str) -> str:
    """``1 check``, ``7 checks``."""
    return f"{number} {word}{'' if number == 1 else 's'}"
