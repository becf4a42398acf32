"""An explorer put through all its states: what a reader gets in each."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache
from html.parser import HTMLParser
from typing import NamedTuple

from helpers.explorer import Explorer
from helpers.tables import Record


class Seen(NamedTuple):
    """One state of an explorer and what a reader gets in it."""

    state: dict[str, str]
    words: str
    picture: str
    detail: str
    figure: str
    table: str
    rows: list[Record]
    sources: list[str]


@cache
def seen(kind: type[Explorer]) -> list[Seen]:
    """Put an explorer through all its states."""
    explorer = kind(predict=False)
    assert explorer.problem == ""
    explorer.unobserve_all()
    told = []
    for state in kind.states():
        for name, value in state.items():
            setattr(explorer, name, value)
        regions, figure = explorer.view()
        words = spoken(regions["words"])
        rows = [row for table in explorer.rows() for row in table.records]
        sources = [*(row["source_id"] for row in rows if "source_id" in row), *explorer.extra_sources()]
        told.append(Seen(state, words, regions["picture"], regions["detail"], figure, regions["table"], rows, sources))
    return told


VOID = {"input", "br", "img", "hr"}


def tree(html: str) -> ET.Element:
    """HTML as a tree under one root; an element that is left open fails."""
    builder = ET.TreeBuilder()
    builder.start("root", {})
    parser = HTMLParser()

    def start(tag: str, attributes: list[tuple[str, str | None]]) -> None:
        builder.start(tag, {name: value or "" for name, value in attributes})
        if tag in VOID:
            builder.end(tag)

    parser.handle_starttag = start  # type: ignore[method-assign]
    parser.handle_endtag = builder.end  # type: ignore[method-assign]
    parser.handle_data = builder.data  # type: ignore[method-assign]
    parser.feed(html)
    parser.close()
    builder.end("root")
    return builder.close()


def spoken(html: str) -> str:
    """HTML as a screen reader says it."""
    said: list[str] = []
    parser = HTMLParser()
    parser.handle_data = said.append  # type: ignore[method-assign]
    parser.feed(html)
    parser.close()
    return "".join(said)
