"""Doors opened once per run, and pages that fail the test when something goes wrong on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import open_notebook, reveal_all, watch
from tests.browser.servers import Door, Kind, copy_series, serve


@dataclass
class Pages:
    """New pages, each with a browser profile of its own, and what went wrong on any of them."""

    browser: Browser
    opened: ExitStack
    wrong: list[str] = field(default_factory=list)

    def new(self, door: Door) -> Page:
        page = self.opened.enter_context(self.browser.new_context()).new_page()
        page.set_default_timeout(15_000)
        watch(page, door.address, self.wrong)
        return page


@pytest.fixture(scope="session")
def series(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the notebooks and the class view."""
    return copy_series(tmp_path_factory.mktemp("series"))


@pytest.fixture(scope="session")
def doors(series: Path) -> Iterator[Callable[[Kind], Door]]:
    """Any door by its kind, opened when first asked for."""
    with ExitStack() as opened:
        yield cache(lambda kind: opened.enter_context(serve(kind, series)))


@pytest.fixture(scope="session")
def voila(doors: Callable[[Kind], Door]) -> Door:
    """The class view."""
    return doors("voila")


@pytest.fixture(scope="module", params=["voila", "notebook", "lab"])
def door(request: pytest.FixtureRequest, doors: Callable[[Kind], Door]) -> Door:
    """Each door in turn."""
    return doors(request.param)


@pytest.fixture(scope="session")
def pages(browser: Browser) -> Iterator[Pages]:
    """Where new pages come from."""
    with ExitStack() as opened:
        yield Pages(browser, opened)


@pytest.fixture(scope="session")
def revealed(voila: Door, pages: Pages) -> Callable[[str], Page]:
    """A notebook in the class view with every picture shown. Tests share the page; its screen is reset for each."""

    @cache
    def opened(notebook: str) -> Page:
        page = pages.new(voila)
        open_notebook(page, voila, notebook)
        reveal_all(page, notebook)
        return page

    def reset(notebook: str) -> Page:
        page = opened(notebook)
        page.set_viewport_size({"width": 1280, "height": 800})
        page.emulate_media(media="screen", color_scheme="light", forced_colors="none", reduced_motion="no-preference")
        return page

    return reset


@pytest.fixture(autouse=True)
def nothing_goes_wrong(pages: Pages) -> Iterator[None]:
    """No error of ours and no request to another machine, on any page, in any test."""
    yield
    wrong = [*pages.wrong]
    pages.wrong.clear()
    assert not wrong
