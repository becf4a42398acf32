"""What the browser tests do on a page, in a learner's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from playwright.sync_api import Locator, Page, expect

from helpers import tables
from helpers.quiz import bank
from tests.browser.servers import Door

START, MEANING = "00_start_here", "01_what_stage_4_means"
SPREAD, FOUND, TREATED = "02_how_it_spreads", "03_how_it_is_found", "04_how_it_is_treated"
LIVING, CASES, CLAIMS = "05_living_with_it", "06_case_studies", "07_reading_health_claims"
PICTURES = {
    MEANING: (
        "What makes it stage 4",
        "Names people use",
        "How people get here",
        "Who is affected",
        "Outlook",
        "When metastasis appears",
        "Goals of care",
    ),
    SPREAD: ("The cascade", "The body map", "Routes as a network", "Sites by subtype", "Symptom finder", "Emergencies"),
    FOUND: (
        "The pathway",
        "Tests side by side",
        "Reading a result",
        "Receptors and subtype",
        "Did the cancer change",
        "Put it together",
    ),
    TREATED: (
        "The map of treatments",
        "Where treatment acts",
        "Inside the cell",
        "Choosing by biology",
        "Drug explorer",
        "What the nurse checks when",
        "Side effects",
        "The evidence",
        "Radiation and surgery",
        "Clinical trials",
        "Put a plan together",
    ),
    LIVING: (
        "Pain: ask",
        "The pain ladder",
        "Opioids over time",
        "Opioid exposure",
        "Symptom journal",
        "Palliative care is not hospice",
        "Follow-up for life",
        "Talking: what your words do",
        "Questions for the visit",
        "The whole person",
    ),
    CLAIMS: ("Judge it", "What goes wrong", "A checklist for any article", "Rewrite it"),
}
"""How the title of each frame with a picture begins, in the order of the notebook."""
QUESTIONS = {row["title"]: row["notebook"] for row in tables.records("series") if bank.of_section(row["section_id"])}
"""Titles of the sections that have questions, with their notebook."""
FRAMES = {
    START: ("Map of the series", "Pre-test", "My progress", "Glossary"),
    **{
        notebook: (*titles, *(f"Check yourself: {title}" for title, place in QUESTIONS.items() if place == notebook))
        for notebook, titles in PICTURES.items()
    },
    CASES: (*(f"Case: {case.title}" for case in bank.cases().values()), "Post-test", "Take the questions out"),
}
"""How the title of each frame begins."""
SLOW = 60_000
"""Milliseconds to wait for a kernel to start on a busy machine. Nothing waits longer than it must."""


KERNEL_READY = '.jp-NotebookPanel-toolbar:has([aria-label^="Python 3"]):has([data-status=idle])'
"""Run All before this is dropped by Jupyter without a word: at first it shows “No Kernel”, idle."""
NOT_OURS = ("Cannot read properties of undefined (reading 'schema')",)
"""An error of Notebook 7.6: its stack names no file of ours."""


def watch(page: Page, address: str, wrong: list[str]) -> None:
    """Note in ``wrong`` what must not happen on ``page``: errors, and requests to any other machine."""

    def note(words: str) -> None:
        if not words.startswith(NOT_OURS):
            wrong.append(words)

    page.on("console", lambda message: note(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: note(f"{error.message}\n{error.stack}"))
    here = (address, address.replace("http:", "ws:"), "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(here) else wrong.append(request.url))
    page.on("websocket", lambda socket: None if socket.url.startswith(here) else wrong.append(socket.url))


def frame(page: Page, title: str) -> Locator:
    """The frame whose title begins with ``title``."""
    return page.locator(f'section.mbc[aria-label^="{title}"]')


def open_notebook(page: Page, door: Door, notebook: str) -> None:
    """Open a notebook, run it, and wait until its frames are there."""
    fresh = "?reset" if door.kind == "lab" else ""  # without what an earlier page of this server left open
    page.goto(f"{door.url(notebook)}{fresh}", wait_until="commit")
    if door.kind != "voila":
        expect(page.locator(KERNEL_READY).filter(visible=True)).to_be_visible(timeout=SLOW)
        choose(page, "Run", "Run All Cells")
    for title in FRAMES.get(notebook, ()):
        expect(frame(page, title).locator("h3")).to_be_attached(timeout=SLOW)


def choose(page: Page, *names: str) -> None:
    """Go through Jupyter's menu bar."""
    bar, *entries = names
    page.locator(".lm-MenuBar-item").get_by_text(bar, exact=True).click(timeout=SLOW)
    for name in entries:
        page.locator(".lm-Menu-item").filter(has_text=re.compile(f"^{re.escape(name)}")).first.click()


def reveal(frame: Locator) -> Locator:
    """Show the picture of ``frame`` without a prediction, if it is not there yet."""
    picture = frame.locator("[data-region=picture] > *")
    skip = frame.get_by_role("button", name="Show me without a prediction")
    expect(picture.or_(skip).first).to_be_attached()
    if skip.count():
        skip.click()
    expect(picture).to_be_attached()
    return frame


def reveal_all(page: Page, notebook: str) -> Sequence[Locator]:
    """Show every picture of a notebook, charts drawn."""
    shown = [reveal(frame(page, title)) for title in FRAMES[notebook]]
    expect(page.locator("[data-chart]:not([data-drawn])")).to_have_count(0, timeout=SLOW)
    return shown


def words(frame: Locator) -> Locator:
    """The sentences a screen reader hears after each change."""
    return frame.locator("[data-region=words][role=status]")


def rows(frame: Locator) -> Locator:
    """The tables behind the picture."""
    return frame.locator("[data-region=table]")


def part(frame: Locator, name: str) -> Locator:
    """A part of the picture, as a screen reader names it."""
    return frame.locator("[data-region=picture]").get_by_role("button", name=name, exact=True)


def focused(page: Page) -> Locator:
    """Where the keyboard is."""
    return page.locator("*:focus")


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the keyboard is inside ``target``."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("node => node.contains(document.activeElement)"):
            return
    raise AssertionError(f"Tab does not lead to {target}")
