"""Pages of drugs as HTML: one drug as cards, several as a table, what they share and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from helpers import tables
from helpers.cards import bullets, capitalized, headed
from helpers.drawing.passport import PLACES, Page
from helpers.frame import CHECKED
from helpers.markup import NOTHING, Safe, el, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record
from helpers.treatment.drug_rows import BOXED, ROUTES, STATUS, brands, cautions, needs, watched


def given(row: Record, clinical: bool) -> str:
    """How a drug is given, in words."""
    return listing((ROUTES[route][clinical] for route in split(row["route"])), "or")


def needed(row: Record, clinical: bool) -> str:
    """What must be present, in words."""
    return listing(needs(row, "name" if clinical else "plain_name")) or "no marker"


def page(row: Record, clinical: bool) -> Page:
    """The passport page of a drug."""
    kind = tables.row("treatment_classes", row["class_id"])["name" if clinical else "plain_name"]
    return Page(
        name=capitalized(row["generic"]),
        routes=split(row["route"]),
        lines=[
            listing(brands(row)),
            f"Kind: {kind}",
            f"Given {given(row, clinical)}",
            f"Needs: {needed(row, clinical)}",
        ],
        warning=BOXED[row["boxed"]],
        watched=watched(row),
    )


# ---- one line for each thing to read, as cards or as a table ----


class Line(NamedTuple):
    """One thing to read of a drug: its heading, and its cell in plain (False) or clinical (True) words."""

    heading: str
    cell: Callable[[Record, bool], Safe | str]


def _text(column: str) -> Callable[[Record, bool], str]:
    return lambda row, clinical: sentence(capitalized(row[column]))


def _items(column: str) -> Callable[[Record, bool], Safe]:
    return lambda row, clinical: bullets(split(row[column]))


def _listed(column: str) -> Callable[[Record, bool], str]:
    return lambda row, clinical: sentence(capitalized(listing(split(row[column]))))


def _approval(row: Record, clinical: bool) -> Safe:
    first = [str(row["approval_year"])] if row["approval_year"] else []
    past = "It is not a choice today." if row["historical"] else ""
    return join(*(el("p", words) for words in (STATUS[row["us_status"]], *first, row["approval_note"], past) if words))


def _warning(row: Record, clinical: bool) -> Safe:
    return join(el("p", el("strong", BOXED[row["boxed"]])), bullets(split(row["boxed_warnings"])))


def _seen(row: Record, clinical: bool) -> str:
    return f"{capitalized(CHECKED[row['checked']])}. {sentence(row['checked_scope'])}"


LINES = (
    Line("What it does", lambda row, clinical: row["clinical_mechanism" if clinical else "mechanism"]),
    Line("For whom", _text("target")),
    Line("Needed first", lambda row, clinical: capitalized(f"{needed(row, clinical)}.")),
    Line("Typical label dose, not an order", _text("schedule")),
    Line("How it is given", lambda row, clinical: sentence(capitalized(given(row, clinical)))),
    Line("Where it is used", _text("setting")),
    Line("Boxed warning", _warning),
    Line("Other serious effects", _listed("serious")),
    Line("Common effects", _listed("common")),
    Line("Stop and check before you give it", _items("check_before")),
    Line("Watch", _items("nurse_monitors")),
    Line("Say to the patient", lambda row, clinical: f"“{row['teach']}”"),
    Line("Brand names", lambda row, clinical: listing(split(row["brand"]))),
    Line("Also called", lambda row, clinical: listing(split(row["also_called"]))),
    Line("US approval", _approval),
    Line("Seen at a source", _seen),
)


def cards(row: Record, clinical: bool) -> Safe:
    """One drug, all that is known of it."""
    return join(warnings([row]), *(headed(line.heading, line.cell(row, clinical)) for line in LINES))


def comparison(chosen: Sequence[Record], caption: str, clinical: bool) -> Safe:
    """Drugs as columns, what is known of them as lines."""
    head = el("tr", el("td"), [el("th", capitalized(row["generic"]), scope="col") for row in chosen])
    told = [(line.heading, [line.cell(row, clinical) for row in chosen]) for line in LINES]
    body = [
        el("tr", el("th", heading, scope="row"), [el("td", cell or "–") for cell in cells])
        for heading, cells in told
        if any(cells)
    ]
    table = el("table", el("caption", caption), el("thead", head), el("tbody", body))
    return el(
        "div",
        table,
        class_=f"mbc-scroll mbc-compare mbc-compare-{len(chosen)}",
        role="region",
        aria_label=f"Table: {caption}",
        tabindex=0,
    )


def warnings(chosen: Sequence[Record]) -> Safe:
    """What must not be mixed up or combined; nothing where there is nothing."""
    names = tables.named("drugs", "generic")
    titles = {"swap": "Never mix up", "together": "Not together"}
    return join(
        *(
            headed(
                f"▲ {titles[one['kind']]}: {listing(names[key] for key in split(one['drugs']))}",
                f"{one['why']} {one['act']}",
            )
            for one in cautions(chosen)
        )
    )


# ---- what several drugs share ----


def shared(chosen: Sequence[Record]) -> Safe:
    """What all chosen drugs have in common, and what each has alone."""
    if len(chosen) < 2:
        return NOTHING
    return join(
        headed("What they share", bullets(common(chosen)) or "Nothing of what is compared here."),
        headed(
            "Where they differ",
            bullets(f"{row['generic']}: {listing(own(row, chosen)) or 'nothing of its own'}" for row in chosen),
        ),
    )


def traits(row: Record) -> list[str]:
    """What can be compared of a drug, each in a few words: route, needs, boxed warning, places watched, effects."""
    seen = watched(row)
    places = [f"{place.said} watched" for key, place in PLACES.items() if key in seen]
    boxed = {"yes": ["a boxed warning"], "no": ["no boxed warning"], "unknown": []}[row["boxed"]]
    return [
        f"given {given(row, clinical=False)}",
        f"needs {needed(row, clinical=True)}",
        *boxed,
        *places,
        *split(row["common"]),
    ]


def common(chosen: Sequence[Record]) -> list[str]:
    """The traits that all chosen drugs have."""
    first, *others = map(traits, chosen)
    return [trait for trait in first if all(trait in other for other in others)]


def own(row: Record, chosen: Sequence[Record]) -> list[str]:
    """The traits that no other chosen drug has."""
    others = {trait for other in chosen if other["drug_id"] != row["drug_id"] for trait in traits(other)}
    return [trait for trait in traits(row) if trait not in others]
