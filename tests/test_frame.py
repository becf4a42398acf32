"""The frame: regions in order, tables a screen reader can read, sources with their flag."""

import xml.etree.ElementTree as ET

import pytest

from helpers import frame, tables
from helpers.frame import Rows, cell_words
from helpers.surface import REGIONS


def rows(**row: object) -> Rows:
    return Rows("Some rows", {name: name for name in row if name not in ("source_id", "checked")}, [row])


def test_regions_stand_in_reading_order() -> None:
    html = frame.empty_frame("a-file", "A title", True)
    assert [html.index(f'data-region="{region}"') for region in REGIONS] == sorted(
        html.index(f'data-region="{region}"') for region in REGIONS
    )


def test_the_words_are_a_live_region_that_can_take_focus() -> None:
    assert 'data-region="words" role="status" data-home tabindex="-1"' in frame.empty_frame("f", "t", True)


@pytest.mark.parametrize(("has_picture", "kinds"), [(True, ["svg", "png", "csv"]), (False, ["csv"])])
def test_only_what_is_there_can_be_taken_away(has_picture: bool, kinds: list[str]) -> None:
    html = frame.empty_frame("f", "t", has_picture)
    assert [kind for kind in ("svg", "png", "csv") if f'data-save="{kind}"' in html] == kinds


def test_every_frame_carries_the_review_status_for_paper() -> None:
    assert "no clinician has reviewed" in frame.empty_frame("f", "t", True)


def test_a_table_has_caption_scopes_and_a_row_header() -> None:
    table = ET.fromstring(frame.table(rows(Place="Liver", Percent=24.0)))
    assert table.find(".//caption").text == "Some rows"  # type: ignore[union-attr]
    assert [th.get("scope") for th in table.iter("th")] == ["col", "col", "row"]
    assert [td.text for td in table.iter("td")] == ["24"]


def test_source_and_checked_come_last_in_words() -> None:
    html = frame.table(rows(source_id="A1;B2", checked="partial", Place="Liver"))
    assert html.index("Place") < html.index(">Source<") < html.index(">Checked<")
    assert "A1; B2" in html and "partly seen at the source" in html


def test_a_script_in_a_cell_is_text() -> None:
    assert "<script>" not in frame.table(rows(Place="<script>alert(1)</script>"))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (24.0, "24"),
        (24.3, "24.3"),
        (7.56, "7.56"),
        (1350, "1350"),
        (None, "not reported"),
        (True, "yes"),
        (False, "no"),
        ("", ""),
        ("2.0", "2.0"),
    ],
)
def test_cells_read_as_a_person_would_write_them(value: object, words: str) -> None:
    assert cell_words(value) == words


def test_rows_show_the_columns_named_and_carry_the_sources() -> None:
    shown = Rows("c", {"b": "Bee"}, [{"a": 1, "b": 2, "source_id": "X", "checked": "no"}])
    assert list(shown.columns) == ["b", "source_id", "checked"]
    assert shown.source_ids == ["X"]


def test_sources_are_listed_once_with_their_flag() -> None:
    html = frame.sources(["GONG2018;TURKEY2016", "GONG2018"])
    assert html.count("<li>") == 2
    assert "Sources (2: 2 seen at the source)" in html


def test_no_source_no_list() -> None:
    assert frame.sources([]) == ""


def test_every_reference_of_the_series_can_be_listed() -> None:
    references = tables.records("references")
    html = frame.sources([record["source_id"] for record in references])
    assert html.count("<li>") == len(references)
    assert "not reported" not in html and "  " not in html
