"""The series as a reader moves through it: names of notebooks and links to their sections."""

from __future__ import annotations

from helpers import tables
from helpers.cards import capitalized
from helpers.markup import Safe, el


def notebook_name(notebook: str) -> str:
    """``02_how_it_spreads`` as ``2 How it spreads``."""
    number, _, words = notebook.partition("_")
    return f"{int(number)} {capitalized(words.replace('_', ' '))}"


def section_link(section_id: str, *, named: bool = False) -> Safe:
    """A link to a section of the series, in the notebook beside the present one; ``named`` adds the notebook's name."""
    row = tables.row("series", section_id)
    words = f"{notebook_name(row['notebook'])}: {row['title']}" if named else row["title"]
    return el("a", words, href=f"{row['notebook']}.ipynb#{row['anchor']}")
