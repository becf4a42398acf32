"""The files that repeat a fact kept elsewhere: written from it, and checked against it by a test.

======================================  ================================================================
README.md (between two marks)           repository address in ``pyproject.toml``, version
environment.yml                         ``requirements.lock``
CITATION.cff (two lines)                repository address, version
helpers/class_view/static/roles.css     the colors in :mod:`helpers.theme`
======================================  ================================================================

For developers: ``mbc release --check`` and ``mbc release --write`` in a copy of the repository.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from helpers import __version__, theme

START = "notebooks/00_start_here.ipynb"
DOORS = {
    "Open the class view on Binder": (f"voila/render/{START}", "the **class view**: pages without code"),
    "Open the notebooks on Binder": (f"lab/tree/{START}", "the **notebooks** in JupyterLab: change and save them"),
}
"""What each Binder badge says, the page it opens, and what the reader finds there."""

BINDER_PYTHON = "3.13"
"""The Python of Binder and conda users: a version that repo2docker has a base environment for."""


class Address(NamedTuple):
    """Where the repository is public."""

    url: str

    @property
    def decided(self) -> bool:
        """False while the placeholder ``OWNER`` stands in ``pyproject.toml``."""
        return "/OWNER/" not in self.url

    @property
    def repository(self) -> str:
        """``owner/name``.

        Raises:
            ValueError: the address is not one that Binder's GitHub links can be made from.
        """
        match = re.fullmatch(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?", self.url)
        if not match:
            raise ValueError(
                f"pyproject.toml, [project.urls] Repository: {self.url!r} should be https://github.com/<owner>/<name>"
            )
        return match[1]


def address(root: Path) -> Address:
    """The address in ``pyproject.toml``, the one place where it stands."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return Address(project["urls"]["Repository"])


def binder(where: Address, page: str, version: str = __version__) -> str:
    """The Binder link that opens ``page`` of the release ``version``."""
    return f"https://mybinder.org/v2/gh/{where.repository}/v{version}?urlpath={quote(page, safe='')}"


def badges(where: Address) -> str:
    """The part of the README that holds badges and addresses, as Markdown."""
    lines = [
        f"- [![{says}](https://mybinder.org/badge_logo.svg)]({binder(where, page)}) {finds}"
        for says, (page, finds) in DOORS.items()
    ]
    if where.decided:
        lines += ["", f"All releases: <{where.url}/releases>. Questions and corrections: <{where.url}/issues>."]
    else:
        lines += [
            "",
            "> The public address of this repository is not set yet. The badges work once it stands in",
            f"> `pyproject.toml`, `mbc release --write` has been run and the tag `v{__version__}` is published.",
        ]
    return "\n".join(lines)


def locked(lock: str) -> list[str]:
    """The requirements of a lock file, ``name==version`` with its marker and without its hashes."""
    return [line.removesuffix("\\").strip() for line in lock.splitlines() if re.match(r"[A-Za-z0-9]", line)]


def environment(requirements: list[str]) -> str:
    """``environment.yml``: Python and pip from conda-forge, the lock, and this package from its folder."""
    pip = "".join(f'      - "{requirement}"\n' for requirement in [*requirements, "-e ."])
    return (
        "# Written by `mbc release --write` from requirements.lock.\n"
        "name: mbc-notebooks\n"
        "channels:\n"
        "  - conda-forge\n"
        "dependencies:\n"
        f"  - python={BINDER_PYTHON}\n"
        "  - pip\n"
        f"  - pip:\n{pip}"
    )


def between(text: str, mark: str, content: str) -> str:
    """``text`` with ``content`` between ``<!-- mark -->`` and ``<!-- /mark -->``.

    Raises:
        ValueError: the two marks are not there exactly once.
    """
    written, count = re.subn(
        rf"(<!-- {mark} -->\n).*?(\n<!-- /{mark} -->)", lambda found: found[1] + content + found[2], text, flags=re.S
    )
    if count != 1:
        raise ValueError(f"expected <!-- {mark} --> and <!-- /{mark} --> once, found them {count} times")
    return written


def citation(text: str, where: Address) -> str:
    """``CITATION.cff`` with the present version and address."""
    text = re.sub(r"^version: .*$", f"version: {__version__}", text, flags=re.M)
    return re.sub(r"^repository-code: .*$", f'repository-code: "{where.url}"', text, flags=re.M)


def written(root: Path) -> dict[Path, str]:
    """Every file this module writes in the repository at ``root``, with the text it should have."""

    def text(name: str) -> str:
        return (root / name).read_text(encoding="utf-8")

    where = address(root)
    return {
        root / "README.md": between(text("README.md"), "badges", badges(where)),
        root / "environment.yml": environment(locked(text("requirements.lock"))),
        root / "CITATION.cff": citation(text("CITATION.cff"), where),
        root / "helpers/class_view/static/roles.css": (
            f"/* Written by `mbc release --write` from helpers/theme.py. */\n:root{{{theme.css_variables()}}}\n"
        ),
    }


def outdated(root: Path) -> list[Path]:
    """The files of :func:`written` that say something else, or are missing."""
    return [
        path for path, text in written(root).items() if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


def write(root: Path) -> list[Path]:
    """Bring :func:`outdated` files up to date; return them."""
    texts = written(root)
    changed = outdated(root)
    for path in changed:
        path.write_text(texts[path], encoding="utf-8", newline="\n")
    return changed
