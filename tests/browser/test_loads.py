"""The class view, loaded again and again: nothing may get lost on the way."""

from __future__ import annotations

import psutil
from playwright.sync_api import expect

from tests.browser.conftest import Pages
from tests.browser.pages import FRAMES, PICTURES, SPREAD, frame, open_notebook
from tests.browser.servers import Door

LOADS = 20


def test_every_load_shows_every_frame(voila: Door, pages: Pages) -> None:
    server = psutil.Process(voila.process)
    others = server.children()
    page = pages.new(voila)
    for _ in range(LOADS):
        open_notebook(page, voila, SPREAD)
        expect(page.locator("section.mbc")).to_have_count(len(FRAMES[SPREAD]))
        for title in PICTURES[SPREAD]:
            expect(frame(page, title).get_by_role("button", name="Show me without a prediction")).to_be_visible()
        expect(page.get_by_text("Pictures are being prepared")).to_have_count(0)
        expect(page.get_by_text("Error displaying widget")).to_have_count(0)
    kernels = [child for child in server.children() if child not in others]
    assert kernels
    page.goto("about:blank")
    _, left = psutil.wait_procs(kernels, timeout=30)
    assert not left, "a page that was left keeps its kernel"
