"""Files around the package agree with each other."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from helpers import release

REVIEW = "Sources were checked as flagged in the tables; no clinician has reviewed this material yet."
RUNTIME = {"anywidget", "ipywidgets", "pandas", "plotly"}


def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def entries(lock: str) -> dict[str, str]:
    """Each requirement of a lock with its whole entry, hashes included."""
    found = re.findall(r"^([A-Za-z0-9].*?)\s*\\\n((?:    --hash=.*\n)+)", lock, flags=re.M)
    return dict(found)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_every_package_by_hash_and_names_no_address(root: Path, name: str) -> None:
    lock = (root / name).read_text(encoding="utf-8")
    assert "://" not in lock and "--index" not in lock and "--find-links" not in lock
    assert set(entries(lock)) == set(release.locked(lock))
    assert all("==" in requirement for requirement in release.locked(lock))


def test_learners_and_developers_use_the_same_versions(root: Path) -> None:
    def pins(name: str) -> set[tuple[str, str]]:
        lock = entries((root / name).read_text(encoding="utf-8"))
        return {(requirement.split(" ;")[0], hashes) for requirement, hashes in lock.items()}

    learners, developers = pins("requirements.lock"), pins("requirements-dev.lock")
    names = {pin.split("==")[0] for pin, _ in learners}
    assert learners == {(pin, hashes) for pin, hashes in developers if pin.split("==")[0] in names}


def test_the_package_needs_four_others_to_run(root: Path) -> None:
    assert {re.split(r"[<>=]", line)[0] for line in project(root)["project"]["dependencies"]} == RUNTIME


def test_installing_from_the_folder_needs_nothing_that_is_not_locked(root: Path) -> None:
    locked = {line.split("==")[0] for line in release.locked((root / "requirements.lock").read_text(encoding="utf-8"))}
    needed = {re.split(r"[<>=]", line)[0] for line in project(root)["build-system"]["requires"]}
    assert needed <= locked


def test_environment_yml_gives_exactly_the_locked_versions(root: Path) -> None:
    environment = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))
    assert environment["channels"] == ["conda-forge"]
    python, pip, from_lock = environment["dependencies"]
    assert (python, pip) == (f"python={release.BINDER_PYTHON}", "pip")
    lock = release.locked((root / "requirements.lock").read_text(encoding="utf-8"))
    assert from_lock == {"pip": [*lock, "-e ."]}


def test_every_file_that_repeats_a_fact_is_up_to_date(root: Path) -> None:
    assert release.outdated(root) == [], "run mbc release --write"


def test_the_readme_says_what_this_is_not(root: Path) -> None:
    readme = " ".join((root / "README.md").read_text(encoding="utf-8").split())
    assert "Education, not medical advice." in readme
    assert REVIEW in readme


def test_the_class_view_says_it_too(root: Path) -> None:
    assert REVIEW in " ".join((root / "helpers/class_view/parts.j2").read_text(encoding="utf-8").split())


def test_the_readme_shows_commands_that_exist(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    assert {"lab", "class", "test", "check", "bench"} <= targets
    named = set(re.findall(r"^make ([a-z]+)|`make ([a-z]+)`", readme, flags=re.M))
    assert {one or other for one, other in named} <= targets


def test_links_between_the_documents_lead_somewhere(root: Path) -> None:
    for document in sorted(root.glob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (root / target).exists(), f"{document.name} links to {target}"


def test_jupyterlab_is_told_to_ask_no_news_service(root: Path) -> None:
    told = json.loads((root / "helpers/lab_settings/mbc.json").read_text(encoding="utf-8"))
    assert told["@jupyterlab/apputils-extension:notification"] == {"fetchNews": "false", "checkForUpdates": False}
    shared = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert shared["wheel"]["shared-data"]["helpers/lab_settings/mbc.json"].startswith("share/jupyter/lab/settings/")
