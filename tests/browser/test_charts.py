"""plotly.js weighs a hundred times what a picture does: it reaches a page once, and only if there is a chart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page, WebSocket, expect

from helpers.surface import plotly_library
from tests.browser.conftest import Pages
from tests.browser.pages import SLOW, START
from tests.browser.servers import Door

PICTURE = 100_000
"""Bytes that a chart with its words, table and sources may take, without its library."""


@pytest.fixture(scope="module")
def two_charts(series: Path) -> str:
    """The name of a notebook with the same chart twice."""
    cells = [
        new_code_cell("from helpers import metastasis\nmetastasis.SitesBySubtype()"),
        new_code_cell("metastasis.SitesBySubtype()"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(new_notebook(cells=cells, metadata=kernel), series / "notebooks" / "two_charts.ipynb")
    return "two_charts"


def test_the_second_chart_brings_no_second_library(voila: Door, pages: Pages, two_charts: str) -> None:
    page = pages.new(voila)
    received: list[int] = []

    def count(socket: WebSocket) -> None:
        socket.on("framereceived", lambda payload: received.append(len(payload)))

    page.on("websocket", count)
    page.goto(voila.url(two_charts))
    reveal = page.get_by_role("button", name="Show me without a prediction")
    expect(reveal).to_have_count(2, timeout=SLOW)
    library = len(plotly_library().code)
    assert page.evaluate("window.Plotly === undefined")
    assert sum(received) < library / 10

    reveal.first.click()
    expect(page.locator("[data-drawn]")).to_have_count(1, timeout=SLOW)
    first = sum(received)
    assert library < first < library + 2 * PICTURE

    reveal.first.click()
    expect(page.locator("[data-drawn]")).to_have_count(2)
    assert sum(received) - first < PICTURE
    assert page.locator('head script[src^="blob:"]').count() == 1
    page.context.close()


def test_a_page_without_charts_never_loads_it(revealed: Callable[[str], Page]) -> None:
    assert revealed(START).evaluate("window.Plotly === undefined")
