"""Make the pictures of README.md: ``python -m tests.pictures [FOLDER]``."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from helpers import diagnosis, metastasis
from helpers.explorer import Explorer
from tests import chromium

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
WIDTH, HEIGHT = 1120, 900  # pixels; what is lower is left out, the picture is a glimpse


def shown() -> dict[str, Explorer]:
    """File name to the explorer, in the state it is shown in."""
    return {
        "body_map": metastasis.BodyMap(predict=False, site="brain"),
        "emergencies": metastasis.Emergencies(predict=False, emergency="mscc"),
        "pathway": diagnosis.Pathway(predict=False, walk="past_cancer;emergency_check"),
    }


def make(folder: Path) -> list[Path]:
    """Write a PNG of each explorer's still picture into ``folder``; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
        for name, explorer in shown().items():
            page.set_content(
                f'<!doctype html><html lang="en"><body style="margin:8px">{explorer.still()}</body></html>'
            )
            files.append(folder / f"{name}.png")
            page.screenshot(path=files[-1])
        browser.close()
    return files


if __name__ == "__main__":
    for file in make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(file)
