"""How often the receptors of a metastasis differ from those of the first tumor, one study at a time."""

from __future__ import annotations

from helpers import tables
from helpers.cards import bullets, capitalized, headed
from helpers.controls import Choice
from helpers.drawing.charts import Chart
from helpers.drawing.intervals import Intervals, Row
from helpers.drawing.people import Group, people, whole
from helpers.explorer import Explorer, Picture
from helpers.frame import Rows, cell_words
from helpers.markup import Safe, join, sentence
from helpers.tables import Record


def _labels() -> dict[str, str]:
    return tables.named("receptor_change", "label")


def _headings() -> dict[str, str]:
    titles = tables.named("receptor_change_studies", "title")
    return {row["change_id"]: titles[row["study_id"]] for row in tables.records("receptor_change")}


DESIGNS = {
    "pooled": "several studies put together (meta-analysis)",
    "prospective": "planned before the first biopsy (prospective)",
    "retrospective": "looked up in records afterward (retrospective)",
    "laboratory": "a laboratory experiment",
}
"""How a study was done, in words."""

WHY_DIFFERENT = (
    (
        "The cancer changed, often under treatment",
        "The sample showed another part of a mixed tumor",
        "The sample was small, or taken with a fine needle",
        "Bone was softened with acid, which can spoil the test",
        "Another laboratory, another method, or a result close to a limit",
    ),
    (
        "Clonal evolution or selection under treatment",
        "Intratumoral heterogeneity",
        "Sampling: fine-needle aspiration, little tissue",
        "Pre-analytic: acid decalcification of bone; EDTA is gentler",
        "Analytic: other assay, laboratory or reader; values near a cut-off",
    ),
)
"""Why two results can differ, in plain and in clinical words: biology is only one of the reasons."""

WHY_SOURCES = ("STRULOV2017", "AMIR2012", "VANES2019", "ASCOCAP_HER2_GUIDE")
"""Where the reasons were read."""

TELL = (
    "“Cancer can change over the years, and one sample does not show all of it. A new sample shows what it is like "
    "now, so that the treatment fits. If the spot cannot be reached safely, your team will tell you what they go by.”"
)


class Discordance(Explorer):
    """How often the receptors of a metastasis differ from those of the first tumor."""

    title = "Did the cancer change? First tumor and metastasis"
    question = "“They know my cancer from years ago. Why do they need another needle?” What do you answer?"
    takeaway = (
        "A new biopsy, where it is safe, shows whether it is breast cancer and which treatment fits the cancer of "
        "today. Ask which sample was tested, and when; for bone, ask that the laboratory avoid acid. A changed result "
        "does not mean that someone made a mistake."
    )
    prediction_id = "discordance"

    finding = Choice(_labels, "Figure", look="select", groups=_headings)
    show = Choice({"intervals": "Beside its neighbors", "people": "Out of 100"}, "Show")

    def _row(self) -> Record:
        return tables.row("receptor_change", self.finding)

    def _study(self) -> Record:
        return tables.row("receptor_change_studies", self._row()["study_id"])

    def _rows(self) -> list[Record]:
        """All figures of the study, the chosen one among them."""
        return [row for row in tables.records("receptor_change") if row["study_id"] == self._row()["study_id"]]

    # ---- picture ----

    def picture(self) -> Picture:
        return self._hundred() if self.show == "people" else self._intervals()

    def _intervals(self) -> Chart:
        rows = [
            Row(
                row["label"],
                row["percent"],
                row["ci_low"],
                row["ci_high"],
                counted(row),
                row["change_id"] == self.finding,
            )
            for row in self._rows()
        ]
        return Intervals(rows, (0, 100), unit="%", meaning="Percent of the group named in the row", narrow=True)

    def _hundred(self) -> Safe:
        row, count = self._row(), whole(self._row()["percent"])
        groups = [Group(row["event"], count, "accent"), Group(row["otherwise"], 100 - count, "edge", "ring")]
        said = "; ".join(f"{group.count} {group.label}" for group in groups)
        return people([group for group in groups if group.count], title=f"Of 100 {row['among']}: {said}.")

    # ---- words ----

    def words(self) -> str:
        row = self._row()
        often = f", about {one_in(row['percent'])}" if row["percent"] <= 50 else ""
        return " ".join(
            (
                f"{row['label']}: {cell_words(row['percent'])}% of {row['among']}{often}.",
                self._words_on_interval(),
                self._words_on_picture(),
            )
        )

    def _words_on_interval(self) -> str:
        row = self._row()
        ends = interval(row)
        if not ends:
            few = f"It rests on {counted(row)}. " if counted(row) else ""
            return f"{few}No interval is given in what was read, so take it as a rough figure."
        return self.say(f"A plausible range is {ends}.", f"The 95% confidence interval is {ends}.")

    def _words_on_picture(self) -> str:
        row, others = self._row(), len(self._rows()) - 1
        if self.show == "people":
            count, whom = whole(row["percent"]), self._study()["counted"]
            rest = f" and {100 - count} are rings ({row['otherwise']})" if count < 100 else ""
            return f"Of 100 {whom}, {count} are filled ({row['event']}){rest}."
        if not others:
            return "It stands alone: no other figure of this study counts the same."
        figures = "the other figure" if others == 1 else f"the {others} other figures"
        return f"The chart sets it beside {figures} of the same study; each is a percent of its own group."

    def detail(self) -> Safe:
        study = self._study()
        plain, clinical = WHY_DIFFERENT
        found = [f"{row['label']}: {cell_words(row['percent'])}% of {row['among']}{_how_sure(row)}" for row in _gains()]
        return join(
            headed("Who was counted", sentence(f"{capitalized(study['who'])}; {DESIGNS[study['design']]}")),
            headed("Read it with care", sentence(study["caveat"]), sentence(capitalized(self._row()["note"]))),
            headed("Why two results can differ", bullets(plain if self.language == "plain" else clinical)),
            headed("What a new biopsy gave, in two studies", bullets(found)),
            headed("Tell the patient", TELL),
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        study = self._study()
        headings = {
            "label": "Figure",
            "percent": "Percent",
            "among": "of whom",
            "ci_low": "95% from",
            "ci_high": "95% to",
            "count": "Count",
            "n": "n",
            "note": "Note",
        }
        return [Rows(f"{study['title']}. Rows have denominators of their own", headings, self._rows())]

    def extra_sources(self) -> list[str]:
        return [*(row["source_id"] for row in _gains()), *WHY_SOURCES]


def one_in(percent: float) -> str:
    """``1 in 7`` for 14 percent."""
    return f"1 in {whole(100 / percent)}"


def counted(row: Record) -> str:
    """``4 of 56`` where the source gives the numbers, else nothing."""
    return f"{row['count']} of {row['n']}" if row["count"] is not None else ""


def interval(row: Record) -> str:
    """``8.4% to 21.5%`` where the source gives an interval, else nothing."""
    return "" if row["ci_low"] is None else f"{cell_words(row['ci_low'])}% to {cell_words(row['ci_high'])}%"


def _how_sure(row: Record) -> str:
    """The interval, or the numbers counted, in parentheses."""
    return f" ({interval(row) or counted(row)})"


def _gains() -> list[Record]:
    """Figures that are not about a receptor of one kind but about what a biopsy changes: the plan, or the diagnosis."""
    planned = [row for row in tables.records("receptor_change") if row["study_id"] in ("prospective", "poster")]
    return [row for row in planned if not row["receptor"]]
