"""What a learner takes away: the picture and the rows, as files that open elsewhere."""

from __future__ import annotations

import csv
import re
import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.pages import PICTURES, frame

SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n\x1a\n"

pictures = pytest.mark.parametrize(
    ("notebook", "title"), [(notebook, title) for notebook in PICTURES for title in PICTURES[notebook]]
)


@pytest.fixture
def save(tmp_path: Path) -> Callable[[Locator, str], Path]:
    """Press a button of a frame and give the file it saves."""

    def saved(shown: Locator, button: str) -> Path:
        with shown.page.expect_download() as download:
            shown.get_by_role("button", name=button).click()
        download.value.save_as(tmp_path / download.value.suggested_filename)
        return tmp_path / download.value.suggested_filename

    return saved


@pictures
def test_the_picture_is_saved_as_svg(
    revealed: Callable[[str], Page], save: Callable[[Locator, str], Path], notebook: str, title: str
) -> None:
    path = save(frame(revealed(notebook), title), "Picture (SVG)")
    drawing = ElementTree.parse(path).getroot()
    assert path.suffix == ".svg"
    assert drawing.tag == f"{SVG}svg"
    assert float(drawing.get("width", 0)) > 300 and float(drawing.get("height", 0)) > 100
    assert any(drawing.itertext())
    for node in drawing.iter():
        for name, value in node.items():
            if "var(--" in value:  # a color of the page; what the page made of it must stand in the style
                assert re.search(rf"(^|;){name}:(?!var)", node.get("style", "")), f"{node.tag} {name}={value}"


@pictures
def test_the_picture_is_saved_as_png(
    revealed: Callable[[str], Page], save: Callable[[Locator, str], Path], notebook: str, title: str
) -> None:
    path = save(frame(revealed(notebook), title), "Picture (PNG)")
    image = path.read_bytes()
    assert path.suffix == ".png"
    assert image.startswith(PNG)
    width, height = struct.unpack(">II", image[16:24])
    assert width > 600 and height > 200
    assert len(image) > 5_000, "an empty picture"


@pictures
def test_the_rows_are_saved_as_csv(
    revealed: Callable[[str], Page], save: Callable[[Locator, str], Path], notebook: str, title: str
) -> None:
    shown = frame(revealed(notebook), title)
    path = save(shown, "Rows (CSV)")
    tables = shown.locator("[data-region=table] table").evaluate_all(
        """tables => tables.map(table => [[table.caption.textContent],
            ...[...table.rows].map(row => [...row.cells].map(cell => cell.textContent.trim()))])"""
    )
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert path.suffix == ".csv"
    assert len(rows) >= 2
    assert [row for row in rows if row] == [row for table in tables for row in table]
