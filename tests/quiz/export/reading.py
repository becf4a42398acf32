"""Reading an export as a system or a person would: text out of HTML, answers turned into picks; nothing of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

from hypothesis import strategies as st

from helpers.quiz import bank
from helpers.quiz.export.contract import Bundle
from helpers.quiz.items import MARK, Given, Item
from tests.quiz.examples import examples, ways
from tests.quiz.export.nasty import nasty_bundle

VOID = {"br", "hr", "img", "meta", "link", "input"}


@cache
def tea() -> Bundle:
    """One question of each type."""
    return Bundle("Tea", examples(), {})


@cache
def whole() -> Bundle:
    """The whole bank with its cases."""
    return Bundle("The whole bank", tuple(bank.items().values()), bank.cases())


@cache
def nasty() -> Bundle:
    """Hostile texts everywhere."""
    return nasty_bundle()


BUNDLES = {"tea": tea, "nasty": nasty, "whole": whole}
"""What every export is tried with."""


def repeated(bundle: Bundle, times: int) -> Bundle:
    """The bundle several times over, with new ids."""
    items, cases = [], {}
    for turn in range(times):
        new = {case.id: f"{case.id}_{turn}" for case in bundle.cases.values()}
        for case in bundle.cases.values():
            inside = tuple(replace(one, id=f"{one.id}_{turn}", case=new[case.id]) for one in case.items)
            cases[new[case.id]] = replace(case, id=new[case.id], items=inside)
        items += [replace(one, id=f"{one.id}_{turn}", case=new.get(one.case, "")) for one in bundle.items]
    return Bundle(bundle.title, tuple(items), cases)


def words(text: str) -> str:
    """A text as it is seen: without characters that nothing shows, with single spaces."""
    shown = re.sub("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", " ", text)
    return " ".join(shown.split())


# ---- HTML ----


class Node:
    """An element: its name, its attributes, and what is in it."""

    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.inside: list[Node | str] = []

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return (self.attributes.get("class") or "").split()

    def every(self, *tags: str) -> list[Node]:
        """Elements in it with one of these names, in their order."""
        found = []
        for one in self.inside:
            if isinstance(one, Node):
                found += [one, *one.every(*tags)] if one.tag in tags or not tags else one.every(*tags)
        return found

    def styled(self, name: str) -> list[Node]:
        """Elements in it with a class."""
        return [one for one in self.every() if name in one.classes]

    def text(self) -> str:
        """Its text, in words; a block parts its words from those before."""
        return words(" ".join(self._pieces()))

    def _pieces(self) -> Iterator[str]:
        line = ""
        for one in self.inside:
            if isinstance(one, str):
                line += one
            elif one.tag in {"span", "strong", "em", "u", "a"}:
                line += " ".join(one._pieces())
            else:
                yield from (line, one.text())
                line = ""
        yield line


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def html(markup: str) -> Node:
    """The tree of a page or a piece of one. Fails where an element is not closed in its place."""
    builder = _Builder()
    builder.feed(markup)
    builder.close()
    assert builder.open == [builder.root], f"<{builder.open[-1].tag}> stays open"
    return builder.root


# ---- answers ----


def seen(item: Item, given: Given) -> str:
    """The sentence that an answer to an item with gaps makes."""
    chosen = {part.id: part.by_id[given[part.id][0]].text for part in item.parts}
    written = " ".join([item.text, *(cell for row in item.cells for cell in row)])
    return words(MARK.sub(lambda mark: chosen[mark[1]], written))


def complete(item: Item, given: Given) -> bool:
    """Is something picked in every part?"""
    return all(given.get(part.id) for part in item.parts)


def answers(bundle: Bundle) -> Iterator[tuple[Item, Given]]:
    """Every item, answered right, wrong, half and not at all."""
    for item in bundle.items:
        for given in ways(item).values():
            yield item, given


@st.composite
def random_answers(draw: st.DrawFn, bundle: Bundle) -> tuple[Item, Given]:
    """An item and some answer to it that a learner could give."""
    item = draw(st.sampled_from(bundle.items))
    if item.number:
        near = st.sampled_from([0.0, 0.01, -0.04, 0.05, 0.06, 1.0, -7.0]).map(
            lambda off: f"{item.number.answer + off:g}"
        )
        return item, {"number": (draw(near),)}
    if item.kind == "ordered_response":
        return item, {"order": tuple(draw(st.permutations([one.id for one in item.parts[0].options])))}
    given = {}
    for part in item.parts:
        picks = st.lists(st.sampled_from([one.id for one in part.options]), unique=True, max_size=part.most or 99)
        given[part.id] = tuple(draw(picks))
    return item, given
