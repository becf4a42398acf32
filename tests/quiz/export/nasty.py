"""Texts that have broken exporters before, put into one question of each type and into a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

from helpers.quiz.export.contract import Bundle
from helpers.quiz.frameworks import STEPS
from helpers.quiz.items import Case, Entry, Exhibit, Item, Measure, Option, Part
from tests.quiz.examples import examples

HOSTILE = (
    '=HYPERLINK("https://example.org","x")',
    "]]> <![CDATA[x]]>",
    "<script>alert(1)</script> </td></table>",
    "a < b & c > d, &amp; &#65; &nosuch;",
    "{1:MC:=x~y} {gap} {{deep}} }",
    "+1+1",
    "pipe | hash # tilde ~ equals = colon :: slash / %50% $$ ${x} [[1]] [name]",
    "back\\slash \\n \\t \\ ",
    "\ttab\tand tab",
    "-1+1",
    "line one\nline two\r\nline three\rline four",
    "@SUM(A1:A9)",
    "quote \" and ' and “curly” ‘single’ `tick`",
    "\x00\x01\x0b\x0c\x1b\x1f\x7f\ufffe control",
    "-5",
    "≥ é ü 日本 🎗 \ufeff\u2028\u200f right",
    "  spaces around  ",
    '//comment, "comma",,',
    "ΑΒΓ … – — ½ × 10⁹/L",
)
"""What a teacher may type or paste, and what a mischievous one would."""

PLAIN = tuple(text for text in HOSTILE if "{" not in text and "}" not in text)
"""Those that may stand beside the marks of gaps, where braces may not."""


def nasty_items() -> tuple[Item, ...]:
    """One question of each type with hostile texts in every place that holds text. Ids begin with ``nasty_``."""
    texts, plain = cycle(HOSTILE), cycle(PLAIN)
    return tuple(_item(one, texts, plain) for one in examples())


def nasty_case() -> Case:
    """A case of six such items whose chart grows."""
    texts, plain = cycle(HOSTILE), cycle(PLAIN)
    items = tuple(
        replace(_item(one, texts, plain), id=f"nasty_case_{number}", case="nasty_case", step=step)
        for number, (one, step) in enumerate(zip(examples()[:6], STEPS, strict=True), 1)
    )
    entries = tuple(
        Entry(tab=f"{next(texts)} tab", time=f"{next(texts)} time", text=f"{next(texts)} entry", since=since)
        for since in (1, 1, 2, 4, 4, 6)
    )
    grid = Entry("Vital signs", "08:00", "", (next(texts), next(texts)), ((next(texts), next(texts)),), 3)
    return Case(
        id="nasty_case",
        title=f"{next(texts)} title of the case",
        section="spread_body",
        client=f"A fictional client {next(texts)}.",
        setting=f"A place {next(texts)}",
        reviewed=items[0].reviewed,
        source_id="NASH2021",
        debrief=(next(texts), next(texts)),
        entries=(*entries, grid),
        items=items,
    )


def nasty_bundle() -> Bundle:
    """All of them, the case last."""
    case = nasty_case()
    return Bundle(f"{HOSTILE[0]} & <b>title</b>", (*nasty_items(), *case.items), {case.id: case})


def _item(item: Item, texts: Iterator[str], plain: Iterator[str]) -> Item:
    def said(text: str) -> str:
        return f"{next(texts)} {text}"

    words: dict[tuple[str, str], str] = {}  # where parts share options or reasons, they share their words too
    parts = tuple(
        Part(part.id, said(part.label), tuple(_option(one, words, texts) for one in part.options), part.most)
        for part in item.parts
    )
    return replace(
        item,
        id=f"nasty_{item.id}",
        stem=said(item.stem),
        why=said(item.why),
        parts=parts,
        text="\n".join(f"{next(plain)} {line}" for line in item.text.splitlines()),
        headings=tuple(said(one) for one in item.headings),
        cells=tuple(tuple(f"{next(plain)} {cell}" for cell in row) for row in item.cells),
        chart=tuple(replace(one, tab=said(one.tab), time=said(one.time), text=said(one.text)) for one in item.chart),
        trend=item.trend and _exhibit(item.trend, texts),
        number=item.number
        and replace(
            item.number,
            rounding=said(item.number.rounding),
            worked=tuple(said(one) for one in item.number.worked),
            mistakes=tuple((value, said(reason)) for value, reason in item.number.mistakes),
        ),
    )


def _option(option: Option, words: dict[tuple[str, str], str], texts: Iterator[str]) -> Option:
    for key in ((option.id, option.text), ("", option.reason)):
        if key not in words:
            words[key] = f"{next(texts)} {key[1]}"
    return replace(option, text=words[option.id, option.text], reason=words["", option.reason])


def _exhibit(trend: Exhibit, texts: Iterator[str]) -> Exhibit:
    return Exhibit(
        f"{next(texts)} {trend.caption}",
        tuple(f"{next(texts)} {time}" for time in trend.times),
        tuple(
            Measure(f"{next(texts)} {one.name}", one.unit, one.normal, tuple(f"{next(texts)} {v}" for v in one.values))
            for one in trend.measures
        ),
    )
