"""The one frame around every explorer, as pure functions that return HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from helpers import tables
from helpers.markup import NOTHING, Attribute, Safe, el, join, raw, sentence
from helpers.questions import Question
from helpers.surface import REGIONS
from helpers.tables import Record

STATUS = "Education, not medical advice. Sources were checked as flagged; no clinician has reviewed this material yet."
"""The clinical review status as it is. Printed on every sheet."""

PATIENCE = (
    "The notebook's kernel (the program behind this page) has not answered for a few seconds. It may be busy, or it "
    "may have stopped. If this stays: reload the page, or choose Run all cells from the Run menu."
)

CHECKED = {"yes": "seen at the source", "partial": "partly seen at the source", "no": "not checked at a source"}
"""What the ``checked`` flag of a row says, in words."""

CARRIED = {"source_id": "Source", "checked": "Checked"}
"""Columns that rows with facts carry, with their headings; always shown last."""


@dataclass(frozen=True)
class Rows:
    """The rows behind a picture: a caption, the columns to show with their headings, and the rows.

    Rows that state facts carry ``source_id`` (ids joined by ``;``) and ``checked``; both are shown last, in words.
    """

    caption: str
    headings: Mapping[str, str]
    records: Sequence[Record]

    @property
    def columns(self) -> dict[str, str]:
        """Every column shown, with its heading."""
        carried = {name: words for name, words in CARRIED.items() if any(name in row for row in self.records)}
        return {**self.headings, **carried}

    @property
    def source_ids(self) -> list[str]:
        """The cells that name sources."""
        return [row["source_id"] for row in self.records if "source_id" in row]


def empty_frame(file: str, title: str, has_picture: bool) -> Safe:
    """The frame with empty regions. ``file`` names downloads; ``title`` names the frame for screen readers."""
    return frame(file, title, dict.fromkeys(REGIONS, NOTHING), _tools(has_picture))


def frame(file: str, title: str, regions: Mapping[str, Safe], tools: Safe | None = None) -> Safe:
    """The frame with the given HTML in its regions."""
    place = {name: _place(name, regions.get(name, NOTHING)) for name in REGIONS}
    return el(
        "section",
        place["head"],
        place["predict"],
        place["controls"],
        el("div", place["picture"], el("div", place["words"], place["detail"], class_="mbc-aside"), class_="mbc-split"),
        place["takeaway"],
        tools,
        place["table"],
        place["sources"],
        el("p", "", data_waiting=True, role="status", class_="mbc-waiting"),
        el("p", STATUS, class_="mbc-status"),
        class_="mbc",
        aria_label=title,
        data_file=file,
        data_patience=PATIENCE,
    )


def _place(region: str, inside: Safe) -> Safe:
    live: dict[str, Attribute] = {"role": "status", "data_home": True, "tabindex": -1} if region == "words" else {}
    return el("div", inside, class_=f"mbc-{region}", data_region=region, **live)


def _tools(has_picture: bool) -> Safe:
    kinds = [("svg", "Picture (SVG)"), ("png", "Picture (PNG)")] if has_picture else []
    buttons = [
        el("button", words, type="button", data_save=kind, class_="mbc-quiet")
        for kind, words in [*kinds, ("csv", "Rows (CSV)")]
    ]
    return el(
        "div",
        el("span", "Download: "),
        buttons,
        el("button", "Print", type="button", data_print=True, class_="mbc-quiet"),
        class_="mbc-tools",
    )


def head(title: str, question: str, problem: str = "") -> Safe:
    """Title and the nurse's question; ``problem`` is an error in words."""
    wrong = el("p", el("strong", "Something is wrong. "), problem, role="alert", class_="mbc-problem")
    return join(el("h3", title), el("p", question, class_="mbc-question"), wrong if problem else NOTHING)


def predict(question: Question, chosen: str) -> Safe:
    """The prediction: first its options as buttons, then, once ``chosen`` (an index, or ``skip``), its feedback."""
    if not chosen:
        options = [_option(str(index), option.text) for index, option in enumerate(question.options)]
        return el(
            "fieldset",
            el("legend", el("span", "Predict first", class_="mbc-chip"), " ", question.stem),
            el("div", options, class_="mbc-options"),
            el(
                "button",
                "Show me without a prediction",
                type="button",
                data_name="prediction",
                data_value="skip",
                class_="mbc-quiet",
            ),
            data_key="asked",
        )
    again = el("button", "Ask again", type="button", data_name="prediction", data_value="", class_="mbc-quiet")
    return el(
        "div",
        _verdict(question, chosen),
        " ",
        again,
        data_key="answered",
        data_home=True,
        tabindex=-1,
        class_="mbc-answered",
    )


def _option(value: str, words: str) -> Safe:
    return el("button", words, type="button", data_name="prediction", data_value=value, class_="mbc-option")


def _verdict(question: Question, chosen: str) -> Safe:
    answer = question.answer
    if chosen == "skip":
        return el("p", el("strong", question.stem), f" {sentence(answer.text)} {answer.reason}")
    return verdict(question, int(chosen))


def verdict(question: Question, chosen: int) -> Safe:
    """Feedback on option ``chosen``: right or wrong by word, sign and shape, with the reason for it."""
    option, answer = question.options[chosen], question.answer
    if option.correct:
        return el(
            "p", el("strong", "✓ Right. "), f"{sentence(answer.text)} {answer.reason}", class_="mbc-verdict mbc-right"
        )
    return el(
        "p",
        el("strong", "✗ Not this one. "),
        f"{option.reason} ",
        el("strong", sentence(answer.text)),
        f" {answer.reason}",
        class_="mbc-verdict mbc-wrong",
    )


def inert(picture: Safe) -> Safe:
    """A picture for where no kernel runs: what could be picked is only named, buttons are only text."""
    named = re.sub(
        r' data-name="[^"]*" data-value="[^"]*" tabindex="0" role="button" aria-pressed="[^"]*"', ' role="img"', picture
    )
    return raw(re.sub(r"<button[^>]*>(.*?)</button>", r"<p>\1</p>", named))


def controls(rendered: Iterable[Safe]) -> Safe:
    """The form around the controls. A form of its own keeps radio groups of two frames apart."""
    return el("form", rendered, class_="mbc-form")


def takeaway(words: str) -> Safe:
    """What the nurse does with it; nothing where there is nothing to do."""
    return el("p", el("strong", "At the bedside: "), words) if words else NOTHING


def tables_of(rows: Sequence[Rows], summary: str = "The rows behind it") -> Safe:
    """The rows as expandable tables, one below the other."""
    count = sum(len(one.records) for one in rows)
    return el("details", el("summary", f"{summary} ({count})"), [table(one) for one in rows])


def table(rows: Rows) -> Safe:
    """The rows as a table, with sources and checked flags in words."""
    first = next(iter(rows.columns))
    head = el("tr", [el("th", heading, scope="col") for heading in rows.columns.values()])
    body = [
        el("tr", [_cell(name, row.get(name, ""), first=name == first) for name in rows.columns]) for row in rows.records
    ]
    return el(
        "div",
        el("table", el("caption", rows.caption), el("thead", head), el("tbody", body)),
        class_="mbc-scroll",
        role="region",
        aria_label=f"Table: {rows.caption}",
        tabindex=0,
    )


def _cell(column: str, value: object, *, first: bool) -> Safe:
    words = CHECKED.get(str(value), str(value)) if column == "checked" else cell_words(value)
    if column == "source_id":
        words = words.replace(";", "; ")
    return el("th", words, scope="row") if first else el("td", words)


def cell_words(value: object) -> str:
    """A cell as a reader sees it: a missing number is “not reported”, and 24.0 is 24."""
    if value is None:
        return "not reported"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def sources(ids: Sequence[str]) -> Safe:
    """The sources behind a picture, each with what was checked, as an expandable list."""
    cited = tables.cited(ids)
    if not cited:
        return NOTHING
    flags = [record["checked"] for record in cited]
    summary = ", ".join(f"{flags.count(flag)} {words}" for flag, words in CHECKED.items() if flag in flags)
    return el(
        "details",
        el("summary", f"Sources ({len(cited)}: {summary})"),
        el("ol", [_source(record) for record in cited], class_="mbc-source-list"),
    )


def _source(record: Record) -> Safe:
    title, link = record["title"], record["url"]
    about = [cell_words(record[name]) for name in ("publisher", "year") if record[name]]
    return el(
        "li",
        el("span", record["source_id"], class_="mbc-source-id"),
        [f" {sentence(record['authors'])}" if record["authors"] else "", " "],
        el("a", title, href=link, target="_blank", rel="noopener noreferrer") if link else title,
        ". ",
        f"{sentence(', '.join(about))} " if about else "",
        el("em", f"Source {CHECKED[record['checked']]}."),
    )
