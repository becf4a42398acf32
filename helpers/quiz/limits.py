"""Advice to authors: what an item should keep to and a question can do without. For the command ``mbc check``.

Limits of the item types: Elsevier's public NGN item page and guides derived from NCSBN's; wording rules of item writing
in general (no negative stems, no "all of the above", parallel options). All are warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.quiz.items import Item

OPTIONS = {
    "multiple_choice": (4, 4),
    "multiple_response_select_all": (5, 10),
    "multiple_response_select_n": (5, 10),
    "highlight_text": (2, 10),
    "highlight_table": (2, 10),
    "ordered_response": (4, 6),
    "dropdown_cloze": (3, 5),
    "dropdown_table": (3, 5),
    "dropdown_rationale_dyad": (3, 5),
    "dropdown_rationale_triad": (3, 5),
    "dragdrop_cloze": (4, 10),
    "dragdrop_rationale_dyad": (4, 10),
    "dragdrop_rationale_triad": (4, 10),
    "multiple_response_grouping": (2, 4),
    "matrix_multiple_choice": (2, 3),
    "matrix_multiple_response": (4, 7),
}
"""Fewest and most options in each part of an item."""

PARTS = {
    "multiple_response_grouping": (2, 5),
    "matrix_multiple_choice": (4, 10),
    "matrix_multiple_response": (2, 10),
    "dropdown_cloze": (1, 5),
}
"""Fewest and most parts of an item: groups, rows, columns, gaps."""

BOWTIE = {"action": 5, "condition": 4, "parameter": 5}
"""Options in each part of a bow-tie."""


def warnings(item: Item) -> Iterator[str]:
    """What an author may want to change in an item, in sentences."""
    fewest, most = OPTIONS.get(item.kind, (0, 99))
    for part in item.parts:
        count = len(part.options)
        if not fewest <= count <= most:
            wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
            yield f"“{part.label}” has {count} options; this type usually has {wanted}"
        if item.kind == "bowtie" and count != BOWTIE[part.id]:
            yield f"“{part.label}” has {count} options; a bow-tie has {BOWTIE[part.id]} there"
    fewest, most = PARTS.get(item.kind, (0, 99))
    if not fewest <= len(item.parts) <= most:
        yield f"it has {len(item.parts)} parts; this type usually has {fewest} to {most}"
    yield from _wording(item)


def _wording(item: Item) -> Iterator[str]:
    words = [option.text for part in item.parts for option in part.options]
    if re.search(r"\b(NOT|EXCEPT)\b", item.stem):
        yield "the stem asks for what is wrong; ask for what is right"
    if any(re.search(r"\b(all|none) of the above\b", text, re.IGNORECASE) for text in words):
        yield "“all of the above” or “none of the above” tests nothing"
    if item.kind == "multiple_response_select_all" and "select all that apply" not in item.stem.lower():
        yield "the stem should end with “Select all that apply.”"
    if item.kind == "multiple_response_select_n" and str(item.parts[0].most) not in item.stem:
        yield f"the stem should say how many to choose ({item.parts[0].most})"
    if item.kind == "multiple_choice":
        right, *others = sorted(item.parts[0].options, key=lambda option: not option.correct)
        if len(right.text) > 1.5 * max(len(option.text) for option in others):
            yield "the right answer is much longer than the others, and can be guessed by that"
