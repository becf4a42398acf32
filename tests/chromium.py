"""Find a Chromium for the browser tests, or get one: ``python -m tests.chromium``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def _candidates() -> Iterator[str]:
    if named := os.environ.get("MBC_BROWSER"):
        yield named
    yield from filter(None, map(shutil.which, NAMES))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _starts(browser: str) -> bool:
    """Whether it is there with every system library it needs."""
    try:
        return subprocess.run([browser, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def find() -> Path | None:
    """The browser named by ``MBC_BROWSER``, else the system's, else playwright's; ``None`` if none starts."""
    return next((Path(browser) for browser in _candidates() if _starts(browser)), None)


def install() -> None:
    """Try playwright's own Chromium, with its system libraries where we may; then the distribution's."""
    may_apt = bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0
    playwright = [sys.executable, "-m", "playwright", "install", *(["--with-deps"] if may_apt else []), "chromium"]
    if subprocess.call(playwright) == 0 and find():
        return
    if may_apt:
        subprocess.call(["apt-get", "update", "--quiet"])
        subprocess.call(["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"])


def main() -> int:
    """Print the browser's path, getting one first if need be."""
    browser = find()
    if browser is None:
        install()
        browser = find()
    if browser is None:
        print(
            "No Chromium starts on this machine and none could be installed: "
            "install Chromium or Chrome, or set MBC_BROWSER to its path, and try again.",
            file=sys.stderr,
        )
        return 1
    print(f"Browser: {browser}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
