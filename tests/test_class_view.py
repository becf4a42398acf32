"""The class view: our Voila template, with notebooks made for the test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import Browser, Page, expect

WIDGET = '''# A button that counts in the kernel
import anywidget, traitlets
class Counter(anywidget.AnyWidget):
    _esm = """export default { render({ model, el }) {
      const button = document.createElement("button");
      const show = () => { button.textContent = `Asked ${model.get("asked")}, counted ${model.get("counted")}`; };
      button.onclick = () => { model.set("asked", model.get("asked") + 1); model.save_changes(); };
      model.on("change", show); show(); el.append(button);
    } }"""
    asked = traitlets.Int(0).tag(sync=True)
    counted = traitlets.Int(0).tag(sync=True)
counter = Counter()
counter.observe(lambda change: counter.set_trait("counted", change.new), "asked")
counter'''


def notebook(*cells: nbformat.NotebookNode) -> nbformat.NotebookNode:
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}, "voila": {"template": "mbc"}}
    return new_notebook(cells=list(cells), metadata=metadata)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (URLError, OSError):
            time.sleep(0.25)
    raise TimeoutError(f"nothing answers at {address}")


@pytest.fixture(scope="module")
def series(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like this repository, with two small notebooks and the template as it is now."""
    folder = tmp_path_factory.mktemp("series")
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / "notes.csv").write_text("a,b\n", encoding="utf-8")
    nbformat.write(notebook(new_markdown_cell("# Start here")), folder / "notebooks" / "00_start_here.ipynb")
    nbformat.write(
        notebook(
            new_markdown_cell("# How it spreads\n\nSome prose."),
            new_code_cell(WIDGET),
            new_code_cell("secret = 1 / 0"),
            new_code_cell("'after the error'"),
        ),
        folder / "notebooks" / "02_how_it_spreads.ipynb",
    )
    (folder / "voila.json").write_text((root / "voila.json").read_text(encoding="utf-8"), encoding="utf-8")
    templates = folder / "share" / "voila" / "templates"
    templates.mkdir(parents=True)
    (templates / "mbc").symlink_to(root / "helpers" / "class_view", target_is_directory=True)
    return folder


@pytest.fixture(scope="module", params=["voila", "jupyter server"])
def address(request: pytest.FixtureRequest, series: Path) -> Iterator[str]:
    """The class view as ``mbc class`` serves it, and as Binder does."""
    port = free_port()
    options = {
        "voila": ["-m", "voila", f"--port={port}", "--no-browser"],
        "jupyter server": [
            "-m", "jupyter_server", f"--port={port}", "--no-browser", "--allow-root", "--IdentityProvider.token=",
            "--ServerApp.base_url=/user/someone/", "--ServerApp.jpserver_extensions={'voila.server_extension': True}",
        ],
    }[request.param]  # fmt: skip
    base = f"http://127.0.0.1:{port}" + ("/user/someone" if request.param == "jupyter server" else "")
    environment = {**os.environ, "JUPYTER_PATH": str(series / "share")}
    with open(series / "server.log", "w", encoding="utf-8") as log:
        server = subprocess.Popen([sys.executable, *options], cwd=series, env=environment, stdout=log, stderr=log)
        try:
            wait_for(f"{base}/voila/tree/notebooks")
            yield base
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails the test when it asks another machine for something, or reports an error."""
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    own = (address.split("/user/")[0], "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(own) else wrong.append(request.url))
    yield page
    context.close()
    assert not wrong


def test_a_notebook_is_a_page_without_code(page: Page, address: str) -> None:
    page.goto(f"{address}/voila/render/notebooks/02_how_it_spreads.ipynb")
    expect(page).to_have_title("2 How it spreads · Stage 4 Breast Cancer")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    button = page.get_by_role("button", name="Asked 0")
    button.click()
    expect(page.get_by_role("button", name="Asked 1, counted 1")).to_be_visible()
    expect(page.get_by_role("status")).to_have_count(0)
    expect(page.get_by_text("import anywidget")).to_have_count(0)


def test_an_error_is_told_in_words_and_the_rest_stays(page: Page, address: str) -> None:
    page.goto(f"{address}/voila/render/notebooks/02_how_it_spreads.ipynb")
    if "/user/" not in address:  # a Jupyter server takes no settings for what follows an error
        expect(page.get_by_text("after the error")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("This part could not be shown")
    expect(page.get_by_text("ZeroDivisionError")).to_have_count(0)
    expect(page.get_by_text("secret")).to_have_count(0)


def test_the_index_lists_notebooks_by_name(page: Page, address: str) -> None:
    page.goto(f"{address}/voila/tree/notebooks")
    expect(page.locator("main").get_by_role("link")).to_have_text(["Start here", "2 How it spreads"])
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Start here").click()
    expect(opened.value.get_by_role("heading", name="Start here")).to_be_visible()


def test_from_a_notebook_back_to_the_index(page: Page, address: str) -> None:
    page.goto(f"{address}/voila/render/notebooks/00_start_here.ipynb")
    page.get_by_role("link", name="All notebooks").click()
    expect(page).to_have_url(f"{address}/voila/tree/notebooks")


def test_the_skip_link_comes_first_and_leads_to_the_content(page: Page, address: str) -> None:
    page.goto(f"{address}/voila/tree/notebooks")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_leaving_a_page_ends_its_kernel(page: Page, address: str) -> None:
    if "/user/" not in address:
        pytest.skip("Voila alone does not list its kernels")
    count = "fetch(`${location.pathname.split('/voila/')[0]}/api/kernels`).then(r => r.json()).then(k => k.length)"
    page.goto(f"{address}/voila/tree/notebooks")
    before = page.evaluate(count)
    page.goto(f"{address}/voila/render/notebooks/02_how_it_spreads.ipynb")
    expect(page.get_by_role("button", name="Asked 0")).to_be_visible()
    page.goto(f"{address}/voila/tree/notebooks")
    page.wait_for_function(f"{count}.then(now => now <= {before})")


@pytest.mark.parametrize("path", ["voila/tree/notebooks", "voila/render/notebooks/02_how_it_spreads.ipynb"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, address: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{address}/{path}")
    expect(page.get_by_role("status")).to_have_count(0)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_reader_s_color_scheme(page: Page, address: str, scheme: str) -> None:
    from helpers.theme import ROLES, luminance

    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{address}/voila/tree/notebooks")
    shown = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    expected = getattr(ROLES["surface"], scheme)
    assert "#" + "".join(f"{channel:02x}" for channel in shown) == expected
    assert (luminance(expected) < 0.5) is (scheme == "dark")
