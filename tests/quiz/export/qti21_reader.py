"""A QTI 2.1 package as a system reads it, and an answer of ours as that system keeps it.

Picks are found by where they stand and what they say, never by how our writer makes an identifier.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from helpers.quiz.export import qti21
from helpers.quiz.export.contract import Bundle, Fit
from helpers.quiz.export.wording import printable
from helpers.quiz.items import MARK, Given, Item
from tests.quiz.export import qti21_scorer
from tests.quiz.export.qti21_scorer import NS, local

CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
LOM = "{http://ltsc.ieee.org/xsd/LOM}"


class Package(NamedTuple):
    """A package as a system reads it: files by name, documents by name, and the item of each of our ids."""

    bundle: Bundle
    files: Mapping[str, bytes]
    documents: Mapping[str, Element]
    items: Mapping[str, Element]
    report: Mapping[str, Fit]


def read(bundle: Bundle) -> Package:
    """Write the bundle and read it back, by way of the manifest."""
    export = qti21.write(bundle)
    (content,) = export.files.values()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    documents = {name: ElementTree.fromstring(text) for name, text in files.items()}
    hrefs = {
        resource.findtext(f".//{LOM}entry"): resource.get("href")
        for resource in documents["imsmanifest.xml"].iter(f"{CP}resource")
        if resource.get("type") == "imsqti_item_xmlv2p1"
    }
    assert [fit.item_id for fit in export.report] == [item.id for item in bundle.items]
    report = {fit.item_id: fit for fit in export.report}
    return Package(bundle, files, documents, {id_: documents[href] for id_, href in hrefs.items()}, report)


def clean(text: str) -> str:
    """A text as XML gives it back."""
    return re.sub("\r\n?", "\n", printable(text))


def words(element: Element | None) -> str:
    """All text inside an element."""
    assert element is not None
    return "".join(element.itertext())


def interactions(document: Element) -> list[Element]:
    """The interactions of an item, in order."""
    return [one for one in document.iter() if local(one).endswith("Interaction")]


def marks(item: Item) -> list[str]:
    """The marks of gaps or words, in the order in which they are read."""
    return [mark for text in (item.text, *(cell for row in item.cells for cell in row)) for mark in MARK.findall(text)]


class Reached(NamedTuple):
    """Where a pick of ours is found in a document: response variable and value."""

    variable: str
    value: str
    words: str


def reached(item: Item, document: Element) -> dict[tuple[str, str], Reached]:
    """For each part and option, the value that stands at its place in the document, and the words there."""
    found = interactions(document)
    kind, first = local(found[0]), found[0]
    variables = [one.get("responseIdentifier") or "" for one in found]
    if kind in ("choiceInteraction", "inlineChoiceInteraction"):
        order = marks(item) if kind == "inlineChoiceInteraction" else [part.id for part in item.parts]
        lists = [[one for one in each if local(one) in ("simpleChoice", "inlineChoice")] for each in found]
        return {
            (name, option.id): Reached(variable, one.get("identifier") or "", words(one))
            for name, variable, choices in zip(order, variables, lists, strict=True)
            for option, one in zip(item.part[name].options, choices, strict=True)
        }
    if kind == "matchInteraction":
        rows, columns = (list(one) for one in first.findall(f"{NS}simpleMatchSet"))
        return {
            (part.id, option.id): Reached(
                variables[0], f"{row.get('identifier')} {column.get('identifier')}", words(row) + words(column)
            )
            for part, row in zip(item.parts, rows, strict=True)
            for option, column in zip(part.options, columns, strict=True)
        }
    if kind == "gapMatchInteraction":
        tokens, gaps = first.findall(f"{NS}gapText"), list(first.iter(f"{NS}gap"))
        return {
            (name, option.id): Reached(variables[0], f"{token.get('identifier')} {gap.get('identifier')}", words(token))
            for name, gap in zip(marks(item), gaps, strict=True)
            for option, token in zip(item.part[name].options, tokens, strict=True)
        }
    (part,) = item.parts
    if kind == "hottextInteraction":
        tokens = list(first.iter(f"{NS}hottext"))
        return {
            (part.id, mark): Reached(variables[0], token.get("identifier") or "", words(token))
            for mark, token in zip(marks(item), tokens, strict=True)
        }
    choices = {words(one): one for one in first.iter(f"{NS}simpleChoice")}
    return {
        (part.id, option.id): Reached(
            variables[0], choices[clean(option.text)].get("identifier") or "", clean(option.text)
        )
        for option in part.options
    }


def responses(item: Item, document: Element, given: Given) -> dict[str, list[str]]:
    """An answer of ours as a system keeps it."""
    if item.number:
        return {"RESPONSE": list(given.get("number", ()))}
    places, kept = reached(item, document), {}
    for part, picks in given.items():
        for pick in picks:
            kept.setdefault(places[part, pick].variable, []).append(places[part, pick].value)
    return kept


def scored(item: Item, document: Element, given: Given) -> float:
    """The points that a system gives."""
    points = qti21_scorer.outcomes(document, responses(item, document, given))["SCORE"]
    assert isinstance(points, float)
    return points
