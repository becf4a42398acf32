"""Every state of every explorer that teaches: it renders, and what it says is whole, named and sourced."""

import re
import xml.etree.ElementTree as ET

import pytest

from helpers import claims, diagnosis, living, metastasis, staging, tables, treatment
from helpers.explorer import Explorer
from tests.seen import seen

TEACHING = (*staging.ALL, *metastasis.ALL, *diagnosis.ALL, *treatment.ALL, *living.ALL, *claims.ALL)
every_explorer = pytest.mark.parametrize("kind", TEACHING, ids=lambda kind: kind.__name__)
every_explorer_in_two_languages = pytest.mark.parametrize(
    "kind", [kind for kind in TEACHING if kind.language], ids=lambda kind: kind.__name__
)


@every_explorer
def test_every_state_shows_picture_words_and_table(kind: type[Explorer]) -> None:
    for one in seen(kind):
        assert one.figure or "<svg" in one.picture, one.state
        assert len(one.words) > 30, one.state
        assert one.table.count("<tr>") == one.table.count("<table>") + len(one.rows), one.state


@every_explorer
def test_every_picture_is_well_formed_and_named(kind: type[Explorer]) -> None:
    for one in seen(kind):
        for svg in ET.fromstring(f"<p>{one.picture.replace(' data-chart', '')}</p>").iter("svg"):
            assert svg.get("role") in ("group", "img") and svg.get("aria-label"), one.state


@every_explorer
def test_words_are_whole_sentences(kind: type[Explorer]) -> None:
    for one in seen(kind):
        assert one.words[-1] in ".”?!", one
        assert not re.search(r"\.\.|  |None|\bnan\b|not reported", one.words), one.words


@every_explorer
def test_rows_with_facts_carry_sources_that_exist(kind: type[Explorer]) -> None:
    for one in seen(kind):
        assert all(row["source_id"] and row["checked"] in ("yes", "partial", "no") for row in one.rows), one.state
        assert tables.cited(one.sources) or not one.rows, one.state


@every_explorer_in_two_languages
def test_the_language_switch_changes_what_is_read(kind: type[Explorer]) -> None:
    explorer = kind(predict=False, **dict(list(kind.states())[-1].items()))
    read = []
    for language in ("plain", "clinical"):
        explorer.language = language
        read.append(explorer.words_html + explorer.detail_html + explorer.picture_html)
    assert read[0] != read[1]


def test_every_explorer_asks_first_and_tells_what_to_do_after() -> None:
    for kind in TEACHING:
        asking = kind()
        assert "Predict first" in asking.predict_html and asking.picture_html == ""
        asking.prediction = "skip"
        assert "At the bedside" in asking.takeaway_html and asking.picture_html


@every_explorer
def test_what_looks_different_is_told_differently(kind: type[Explorer]) -> None:
    told: dict[tuple[str, str], str] = {}
    for one in seen(kind):
        looks = one.figure or one.picture
        assert told.setdefault((one.words, one.state.get("language", "")), looks) == looks, one.state
