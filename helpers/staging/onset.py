"""When distant metastasis appears in the years after early breast cancer, in women who had no medicine against it."""

from __future__ import annotations

from math import ceil

from helpers import tables
from helpers.cards import headed
from helpers.controls import Choice
from helpers.drawing.charts import Chart
from helpers.drawing.curves import Curve, Curves, Step
from helpers.drawing.intervals import Intervals, Row
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.markup import Safe, join, listing, sentence
from helpers.tables import Record, grouped

YEAR = 365.25  # days
LAST = 15  # years drawn: after that too few women were followed for a curve to mean much
MARKS = (0, 5, 10, 15)
FEW = 20  # women still followed: below this the words warn
SERIES = "transbig"

COMPARE = {"all": "Everyone", "er": "By ER status", "grade": "By grade"}
SHOW = {
    "free": "Free of distant metastasis",
    "risk": "Risk in each year",
    "watched": "Who is still being followed",
}

READING = {
    "free": (
        "The line starts at 100%, when no one has distant metastasis. Each step down is a metastasis that was found. "
        "The shaded band shows where the true line may well be: the wider it is, the less we know.",
        "Kaplan-Meier estimate with a pointwise 95% interval (log-log transform). Each step divides by the number at "
        "risk on that day, so women who left the count earlier still add what is known of them.",
    ),
    "risk": (
        "The dot is how many of 100 women who were still free of metastasis got it in one year. The bar shows what the "
        "true number may well be. Where few metastases were counted, the bar is long.",
        "The dot is the hazard as a rate: events divided by the years lived at risk in that period, per 100 "
        "person-years. The bar is its exact Poisson 95% interval.",
    ),
    "watched": (
        "The line shows how many women are still followed and free of metastasis. It falls for two reasons: a "
        "metastasis was found, or a woman's record ends.",
        "The line is the number at risk. It falls by events and by censoring. At the right end few women carry the "
        "estimate.",
    ),
}
"""How to read each picture, in plain and in clinical words."""

LEFT_THE_COUNT = (
    "Each small stroke on a line is a woman whose record ends there without metastasis. She may have moved away, died "
    "of something else, or not been followed longer. She is not taken to be well forever: she just leaves the count.",
    "Each small stroke marks a censored time: no event up to then, and nothing known after. Kaplan-Meier assumes that "
    "censoring says nothing about the risk of the event.",
)


class WhenItAppears(Explorer):
    """When distant metastasis appears, by ER status and grade."""

    title = "When metastasis appears: early, late, or not at all"
    question = "“It has been eight years. Could this back pain still be from my breast cancer?”"
    takeaway = (
        "Ask about a past breast cancer, however long ago, and never say that enough years have passed to rule it out. "
        "New pain that stays or wakes the person at night is reported today; weak legs, numbness or trouble passing "
        "urine is an emergency: call now. Most people in this picture stayed free of metastasis: say that too."
    )
    prediction_id = "onset"

    compare = Choice(COMPARE, "Compare", start="er")
    show = Choice(SHOW, "Show")
    year = Choice({str(year): f"Year {year}" for year in range(1, LAST + 1)}, "Look at", look="slider", start="8")

    # ---- what the state selects ----

    def _groups(self) -> list[Record]:
        return [row for row in tables.records("onset_groups") if row["kind"] == self.compare]

    def _steps(self) -> dict[str, list[Record]]:
        """What happened in each group, day by day."""
        return grouped(tables.records("onset_curves"), "group_id")

    def _bands(self) -> dict[str, list[Record]]:
        return grouped(tables.records("onset_hazard"), "group_id")

    def _here(self, band: Record) -> bool:
        """Does the chosen year lie in this band of years? A band holds its last year, not its first."""
        return bool(band["from_year"] < int(self.year) <= band["to_year"])

    def _by(self, group: Record, steps: list[Record], year: int) -> Record:
        """A group at the end of ``year``: percent free with its interval, and what became of all its women."""
        past = [step for step in steps if step["day"] <= year * YEAR]
        events, left = sum(step["events"] for step in past), sum(step["censored"] for step in past)
        now = past[-1] if past else {"free_percent": 100.0, "ci_low": 100.0, "ci_high": 100.0}
        return group | {
            "year": year,
            "found": events,
            "left": left,
            "watched": group["n"] - events - left,
            "later": group["events"] - events,
            "free_percent": now["free_percent"],
            "ci_low": now["ci_low"],
            "ci_high": now["ci_high"],
        }

    def _now(self) -> list[Record]:
        steps = self._steps()
        return [self._by(group, steps[group["group_id"]], int(self.year)) for group in self._groups()]

    def _named(self, group: Record) -> str:
        return f"{group['name']} ({self.say(group['plain_name'], 'n = ' + str(group['n']))})"

    # ---- picture ----

    def picture(self) -> Chart:
        return self._risk() if self.show == "risk" else self._curves()

    def _curves(self) -> Chart:
        steps, free = self._steps(), self.show == "free"
        groups = self._groups()
        most = 40 * -(-max(group["n"] for group in groups) // 40)  # four even parts
        return Curves(
            [self._curve(group, steps[group["group_id"]]) for group in groups],
            name=f"Curves: {SHOW[self.show].lower()}. The same numbers stand in the table",
            up=self.say("Free of distant metastasis", "Distant metastasis-free") if free else self._watched_words(),
            across="Years of follow-up",
            end=LAST,
            high=100 if free else most,
            marks=MARKS,
            unit="%" if free else "",
            table=self.say("still followed:", "number at risk:"),
            here=int(self.year),
        )

    def _watched_words(self) -> str:
        return self.say("Women still followed, free of metastasis", "Number at risk")

    def _curve(self, group: Record, steps: list[Record]) -> Curve:
        ticks = [step["day"] / YEAR for step in steps if step["censored"]]
        people = [self._by(group, steps, mark)["watched"] for mark in MARKS]
        if self.show == "watched":
            counts = [step["at_risk"] - step["events"] - step["censored"] for step in steps]
            points = [(step["day"] / YEAR, count, count, count) for step, count in zip(steps, counts, strict=True)]
            start = group["n"]
            return Curve(group["name"], [Step(0, start, start, start), *(Step(*point) for point in points)], ticks)
        points = [(step["day"] / YEAR, step["free_percent"], step["ci_low"], step["ci_high"]) for step in steps]
        return Curve(group["name"], [Step(0, 100, 100, 100), *(Step(*point) for point in points)], ticks, people)

    def _risk(self) -> Chart:
        bands = self._bands()
        dots = [
            Row(
                f"{group['name']}, {_years(band)}",
                round(band["rate"], 1),
                round(band["ci_low"], 1),
                round(band["ci_high"], 1),
                strong=self._here(band),
            )
            for group in self._groups()
            for band in bands[group["group_id"]]
        ]
        most = max(dot.ends[1] for dot in dots)
        meaning = self.say("Of 100 women, metastases in a year", "Events per 100 person-years")
        return Intervals(dots, (0, ceil(most)), meaning=meaning, narrow=self.narrow)

    # ---- words ----

    def words(self) -> str:
        return {"free": self._words_on_free, "risk": self._words_on_risk, "watched": self._words_on_watched}[
            self.show
        ]()

    def _words_on_free(self) -> str:
        now = self._now()
        told = "; ".join(f"{self._named(row)} {_free(row)}" for row in now)
        late = listing(f"{row['later']} of {row['n']} ({row['name']})" for row in now)
        return (
            f"At the end of year {self.year}, so many were free of distant metastasis: {told}. "
            f"After that year it was still found in {late}. {self._unsure(now)}"
        )

    def _unsure(self, now: list[Record]) -> str:
        few = [row for row in now if row["watched"] < FEW]
        if few:
            told = listing(f"{row['watched']} in {row['name']}" for row in few)
            return f"Few women are still followed here ({told}), so trust the shaded band more than the line."
        return "The shaded bands show how far chance may have moved each line."

    def _words_on_risk(self) -> str:
        bands = self._bands()
        groups = self._groups()
        here = [next(band for band in bands[group["group_id"]] if self._here(band)) for group in groups]
        peaks = [max(bands[group["group_id"]], key=lambda band: float(band["rate"])) for group in groups]
        told = "; ".join(
            f"{self._named(group)} {band['rate']:.1f} (95% interval {band['ci_low']:.1f} to {band['ci_high']:.1f})"
            for group, band in zip(groups, here, strict=True)
        )
        highest = listing(
            f"{_years(band)} in {group['name']} ({band['events']} found)"
            for group, band in zip(groups, peaks, strict=True)
        )
        return (
            f"Year {self.year} lies in {_years(here[0])}. In each of these years distant metastasis was found in so "
            f"many of 100 women: {told}. The risk was highest in {highest}. {_overlap(here)}"
        )

    def _words_on_watched(self) -> str:
        out = self.say("whose record has ended", "censored")
        told = "; ".join(
            f"{self._named(row)} {row['watched']} of {row['n']} still followed, {row['found']} with distant "
            f"metastasis, {row['left']} {out}"
            for row in self._now()
        )
        return f"At the end of year {self.year}: {told}. Those whose record ended still count up to that day."

    def detail(self) -> Safe:
        series = tables.row("onset_series", SERIES)
        others = [row for row in tables.records("onset_series") if row["series_id"] != SERIES]
        told = [f"{row['title']} ({row['n']:,}, {row['period']}): {sentence(row['finding'])}" for row in others]
        strokes = "" if self.show == "risk" else self.say(*LEFT_THE_COUNT)
        made_of = [f"{group['name']}: {group['note']}" for group in self._groups()]
        return join(
            headed("How to read it", self.say(*READING[self.show]), strokes),
            headed(
                "Who these women were",
                sentence(series["population"]),
                sentence(series["treatment"]),
                sentence("; ".join(made_of)),
            ),
            headed("Read it with care", sentence(series["caveat"])),
            headed("What larger studies add", *told) if self.show == "risk" else "",
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        return [
            self._rows_now(),
            *{"free": self._rows_free, "risk": self._rows_risk, "watched": self._rows_watched}[self.show](),
        ]

    def _rows_now(self) -> Rows:
        headings = {
            "name": "Group",
            "n": "Women at the start",
            "found": "Metastasis so far",
            "left": "Record ended",
            "watched": "Still followed",
            "later": "Metastasis later",
            "free_percent": "Percent free",
            "ci_low": "95% from",
            "ci_high": "95% to",
            "follow_up_years": "Median follow-up, years",
        }
        return Rows(f"At the end of year {self.year}", headings, self._now())

    def _rows_free(self) -> list[Rows]:
        headings = {
            "name": "Group",
            "at": "Year",
            "at_risk": "Followed until then",
            "events": "Metastasis",
            "free_percent": "Percent free",
            "ci_low": "95% from",
            "ci_high": "95% to",
        }
        steps = self._steps()
        shown = [
            step | _carried(group) | {"at": round(step["day"] / YEAR, 2)}
            for group in self._groups()
            for step in steps[group["group_id"]]
            if step["events"] and step["day"] <= LAST * YEAR
        ]
        return [Rows("Every step of the curves", headings, shown)]

    def _rows_risk(self) -> list[Rows]:
        headings = {
            "name": "Group",
            "years": "Years",
            "events": "Metastasis",
            "person_years": "Years lived at risk",
            "rate": "Per 100 women a year",
            "ci_low": "95% from",
            "ci_high": "95% to",
        }
        bands = self._bands()
        shown = [
            band | _carried(group) | {"years": f"{band['from_year']} to {band['to_year']}"}
            for group in self._groups()
            for band in bands[group["group_id"]]
        ]
        return [Rows("Risk in each year", headings, shown), *([self._rows_other()] if self.compare == "er" else [])]

    def _rows_other(self) -> Rows:
        names = tables.named("onset_groups", "name")
        shown = [
            row | {"name": names[row["group_id"]], "years": f"{row['from_year']} to {row['to_year']}"}
            for row in tables.records("recurrence_rates")
        ]
        series = tables.row("onset_series", shown[0]["series_id"])
        headings = {"years": "Years", "name": "Group", "rate": "Per 100 people a year"}
        about = f"{series['title']}, {series['period']}, n = {series['n']:,}"
        return Rows(f"For comparison, any recurrence in a larger series: {about}", headings, shown)

    def _rows_watched(self) -> list[Rows]:
        headings = {
            "name": "Group",
            "year": "End of year",
            "watched": "Still followed",
            "found": "Metastasis so far",
            "left": "Record ended",
        }
        steps = self._steps()
        shown = [
            self._by(group, steps[group["group_id"]], year) for group in self._groups() for year in range(LAST + 1)
        ]
        return [Rows("Who is still being followed, year by year", headings, shown)]

    def extra_sources(self) -> list[str]:
        return [row["source_id"] for row in tables.records("onset_series")]


def _years(band: Record) -> str:
    return f"years {band['from_year']} to {band['to_year']}"


def _free(row: Record) -> str:
    """Percent free with its interval; no interval can be estimated before the first metastasis."""
    if not row["found"]:
        return "100% (none found yet)"
    return f"{row['free_percent']:.0f}% (95% interval {row['ci_low']:.0f}% to {row['ci_high']:.0f}%)"


def _carried(group: Record) -> Record:
    """What every row of a group carries."""
    return {name: group[name] for name in ("name", "source_id", "checked")}


def _overlap(bands: list[Record]) -> str:
    """What the intervals of the groups, compared in the same years, say together."""
    if len(bands) == 1:
        return f"In these years {bands[0]['events']} metastases were counted: the fewer, the longer the bar."
    apart = max(band["ci_low"] for band in bands) > min(band["ci_high"] for band in bands)
    if apart:
        return "In these years the bars do not all overlap: chance alone is an unlikely reason for the difference."
    return "In these years the bars overlap: chance alone may be the reason for the difference."
