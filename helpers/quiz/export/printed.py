"""What the paper and its key share: the page around them, and the letters and numbers of the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from helpers.frame import STATUS
from helpers.markup import Safe, el, join, raw
from helpers.quiz.export.contract import Bundle
from helpers.quiz.export.spreadsheet import letter
from helpers.quiz.export.wording import printable
from helpers.quiz.feedback import points
from helpers.quiz.frameworks import INDEPENDENT
from helpers.quiz.items import MARK, Item, Option, Part
from helpers.quiz.scoring import most
from helpers.quiz.sheet import shuffled

STYLE = """
@page { margin: 16mm 18mm 20mm; @bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 9pt } }
html { color: black; background: white; font: 11pt/1.4 "Liberation Sans", Arial, Helvetica, sans-serif }
body { margin: 0 auto; max-width: 46em; padding: 1em; overflow-wrap: break-word }
h1 { font-size: 1.5em; line-height: 1.2; margin: 0 0 .6em }
h2, h3, h4 { font-size: 1.1em; line-height: 1.3; margin: 1.1em 0 .3em; break-after: avoid }
h4 { font-size: 1em; margin-top: .7em }
p, ul, ol { margin: .35em 0; orphans: 2; widows: 2 }
table { border-collapse: collapse; margin: .5em 0; max-width: 100% }
caption { text-align: left; font-weight: bold; padding-bottom: .2em }
th, td { border: .6pt solid black; padding: .25em .5em; text-align: left; vertical-align: top }
thead th { border-bottom-width: 1.4pt }
th[scope=row] { font-weight: normal }
tr, li { break-inside: avoid }
article, article > div { break-inside: avoid }
article { border-top: .6pt solid black; margin-top: 1.1em; padding-top: .8em }
article > :first-child, article > div > :first-child { margin-top: 0 }
article > * + div { margin-top: 1.1em }
.case { border-top: 2.4pt solid black; margin-top: 1.6em }
article + .case { break-before: page; border: 0 }
.person { display: flex; gap: 1.5em; margin: 1em 0 1.2em }
.person span { flex: 2; border-bottom: .8pt solid black; padding-top: 1.4em }
.person span + span { flex: 1 }
.small { font-size: .85em }
.stem { font-weight: bold }
.told { font-style: italic }
.stem, .told, .about { break-after: avoid }
.note { border: .6pt solid black; padding: .5em .8em; margin: .8em 0 }
.entry { break-inside: avoid; margin: 0 0 .7em .4em; padding-left: .8em; border-left: 2.4pt solid black }
.options { list-style: none; padding: 0 }
.options li { display: flex; gap: .55em; margin: .3em 0; break-inside: avoid }
.sign { flex: none; font-weight: bold; min-width: 1.2em }
.box { flex: none; display: inline-block; width: .95em; height: .95em; border: 1pt solid black; margin-top: .2em }
.one .box { border-radius: 50% }
.matrix td { text-align: center; min-width: 4.2em }
.line { white-space: nowrap; font-weight: bold }
.lists { display: flex; flex-wrap: wrap; gap: .2em 2em }
.lists > div { flex: 1 1 13em; break-inside: avoid }
.words .options li { display: inline-block; margin: .15em 2em .15em 0 }
.words .sign { margin-right: .3em }
.passage { border: .6pt solid black; padding: .4em .8em; margin: .5em 0; line-height: 1.75 }
.passage:has(table) { border: 0; padding: 0 }
.work { min-height: 6em }
.token { text-decoration: underline; text-underline-offset: .2em; box-decoration-break: clone }
.bowtie { width: 100%; border-collapse: separate; border-spacing: 1.6em .5em; margin: .3em 0; table-layout: fixed }
.bowtie th { border: 0; text-align: center; padding: 0 }
.bowtie td { border: 1.2pt solid black; height: 2.4em; text-align: center; vertical-align: middle }
.answers { width: 100% }
.answers td:last-child, .answers th:last-child { text-align: right; white-space: nowrap }
.answers ul { margin: 0; padding-left: 1.1em }
.reasons { width: 100% }
.reasons th[scope=row] { width: 38% }
@media print { body { max-width: none; padding: 0 } }
"""
"""Black on white, every size in the font's own measure, so that it prints on Letter and on A4."""

BLANK = "_____"
"""A line to write a letter or a number on."""


def page(title: str, *body: object) -> bytes:
    """One HTML file that needs no other."""
    head = el("head", el("meta", charset="utf-8"), el("title", title), el("style", raw(STYLE)))
    whole = join(raw("<!doctype html>\n"), el("html", head, el("body", el("main", *body)), lang="en"))
    return f"{printable(whole)}\n".encode()


def status(bundle: Bundle) -> Safe:
    """How long it is, who has looked at it, and whose it is not."""
    count, total = len(bundle.items), sum(most(item) for item in bundle.items)
    questions = f"{count} question{'' if count == 1 else 's'}, {points(total)} in all."
    return join(
        el("p", el("strong", questions)),
        el("div", el("p", STATUS), el("p", "All clients are fictional."), el("p", INDEPENDENT), class_="note small"),
    )


def numbered(items: Sequence[Item]) -> Iterator[tuple[int, Item, Item | None]]:
    """Each item with its number on the paper, and the item before it where that is of the same case."""
    before: Item | None = None
    for number, item in enumerate(items, 1):
        yield number, item, before if before and item.case and before.case == item.case else None
        before = item


def signed(item: Item, part: Part) -> Iterator[tuple[str, Option]]:
    """The options of a part as they are printed, each with its letter; parts to highlight have numbers."""
    options = part.options
    if item.kind == "ordered_response":
        options = tuple(shuffled(item))
    if item.kind.startswith("highlight"):
        texts = [item.text, *(cell for row in item.cells for cell in row)]
        yield from ((str(at), part.by_id[mark]) for at, mark in enumerate(MARK.findall(" ".join(texts)), 1))
    else:
        yield from ((letter(at), option) for at, option in enumerate(options))


def signs(item: Item, part: Part) -> Mapping[str, str]:
    """Option to its letter or number."""
    return {option.id: sign for sign, option in signed(item, part)}


def gap_numbers(item: Item) -> Mapping[str, int]:
    """Gap to its number: as they stand in the text, from the first to the last."""
    texts = [item.text, *(cell for row in item.cells for cell in row)]
    return {mark: number for number, mark in enumerate(MARK.findall(" ".join(texts)), 1)}
