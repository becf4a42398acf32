"""What happens in the browser: each notebook in the class view until its last picture, and changes until painted."""

from __future__ import annotations

import time
from pathlib import Path

from playwright.sync_api import BrowserContext, CDPSession, Page, expect, sync_playwright

from helpers.surface import plotly_library
from tests import chromium
from tests.bench.table import Measure, times
from tests.browser.pages import PICTURES, frame, open_notebook, reveal, reveal_all, words
from tests.browser.servers import Door, serve

KB, MB = 1000, 1_000_000
CHANGES = 20


def pages(series: Path) -> list[Measure]:
    """Bytes and seconds of each page with pictures, then changes of every explorer on it."""
    browser_path = chromium.find()
    assert browser_path, "no Chromium starts here: run python -m tests.chromium first"
    with serve("voila", series) as door, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        lines = [line for notebook in PICTURES for line in _page(browser.new_context(), door, notebook)]
        browser.close()
    return lines


def _page(context: BrowserContext, door: Door, notebook: str) -> list[Measure]:
    """One notebook, opened in a browser that has seen nothing yet."""
    page, name = context.new_page(), f"Page of {notebook[:2]}"
    received = _count(page)
    began = time.perf_counter()
    open_notebook(page, door, notebook)
    frames = time.perf_counter() - began
    voila, ours = received["http"], received["socket"]
    reveal_all(page, notebook)
    shown = time.perf_counter() - began
    library = len(plotly_library().code)
    lines = [
        Measure(f"{name}: until the last frame", frames, "s"),
        Measure(f"{name}: until the last picture is shown, clicks included", shown, "s"),
        Measure(f"{name}: Voila's own scripts and styles, as sent", voila / MB, "MB"),
        Measure(f"{name}: from the kernel before anything is shown", ours / MB, "MB"),
        Measure(f"{name}: from the kernel without plotly.js, all shown", (received["socket"] - library) / MB, "MB", 1),
        Measure(f"{name}: plotly.js, once", library / MB, "MB"),
    ]
    for title in PICTURES[notebook]:
        lines += times(f"{title}: change to painted", _changes(page, title), aim=50)
    context.close()
    return lines


def _count(page: Page) -> dict[str, int]:
    """Bytes received so far, compressed as they come, by way."""
    received = {"http": 0, "socket": 0}
    session: CDPSession = page.context.new_cdp_session(page)
    session.send("Network.enable")

    def add(way: str, size: float) -> None:
        received[way] += int(size)

    session.on("Network.loadingFinished", lambda event: add("http", event["encodedDataLength"]))
    page.on("websocket", lambda socket: socket.on("framereceived", lambda payload: add("socket", len(payload))))
    return received


def _changes(page: Page, title: str) -> list[float]:
    """Seconds from a change of a control to the paint after the words changed."""
    shown = reveal(frame(page, title))
    expect(words(shown)).not_to_be_empty()
    seconds: list[float] = shown.evaluate(PAINTED, CHANGES)
    return [value / 1000 for value in seconds]


PAINTED = """async (frame, count) => {
  const painted = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const changed = region => new Promise(done => {
    const watch = new MutationObserver(() => { watch.disconnect(); done(); });
    watch.observe(region, { subtree: true, childList: true, characterData: true });
  });
  const words = frame.querySelector('[data-region=words]');
  const times = [];
  for (let turn = 0; turn < count; turn++) {
    const list = frame.querySelector('select[data-name]');
    const radios = frame.querySelectorAll('[data-region=controls] fieldset:first-of-type input');
    const onward = frame.querySelector('[data-region=controls] .mbc-option, [data-region=controls] [data-key=again]');
    const began = performance.now();
    const seen = changed(words);
    if (list) {
      list.selectedIndex = (list.selectedIndex + 1) % list.options.length;
      list.dispatchEvent(new Event('change', { bubbles: true }));
    } else if (radios.length) radios[(turn + 1) % radios.length].click();
    else onward.click();
    await seen;
    await painted();
    times.push(performance.now() - began);
  }
  return times;
}"""
"""Change the first list, or the first group of radios, to its next value, or take a step; again and again."""
