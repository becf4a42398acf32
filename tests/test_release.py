"""Badges, environment.yml and what Binder would build from this repository."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers import __version__, cli, release

DECIDED = release.Address("https://github.com/a-school/mbc-notebooks")


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """The files that Binder and ``mbc release`` look at, to change at will."""
    for name in ("README.md", "CITATION.cff", "pyproject.toml", "requirements.lock", "environment.yml"):
        shutil.copy(root / name, tmp_path)
    (tmp_path / "helpers/class_view/static").mkdir(parents=True)
    shutil.copy(root / "helpers/class_view/static/roles.css", tmp_path / "helpers/class_view/static")
    return tmp_path


def test_a_binder_link_opens_a_page_of_a_tagged_release() -> None:
    assert release.binder(DECIDED, "voila/render/notebooks/00_start_here.ipynb", "1.2.0") == (
        "https://mybinder.org/v2/gh/a-school/mbc-notebooks/v1.2.0"
        "?urlpath=voila%2Frender%2Fnotebooks%2F00_start_here.ipynb"
    )


@pytest.mark.parametrize("url", ["", "github.com/a/b", "https://github.com/a", "https://example.org/a/b"])
def test_an_address_binder_cannot_use_is_refused_in_words(url: str) -> None:
    with pytest.raises(ValueError, match=r"should be https://github\.com/<owner>/<name>"):
        _ = release.Address(url).repository


def test_the_readme_says_so_while_the_address_is_not_decided() -> None:
    undecided = release.badges(release.Address("https://github.com/OWNER/mbc-notebooks"))
    assert "address of this repository is not set yet" in undecided
    decided = release.badges(DECIDED)
    assert "not set yet" not in decided
    assert "https://github.com/a-school/mbc-notebooks/issues" in decided


def test_every_badge_has_words() -> None:
    assert all(f"[![{says}]" in release.badges(DECIDED) for says in release.DOORS)


def test_writing_needs_its_marks() -> None:
    assert release.between("a\n<!-- x -->\nold\n<!-- /x -->\nb", "x", "new") == "a\n<!-- x -->\nnew\n<!-- /x -->\nb"
    with pytest.raises(ValueError, match="found them 0 times"):
        release.between("no marks", "x", "new")


def test_one_address_reaches_every_file(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(copy)
    settings = (copy / "pyproject.toml").read_text(encoding="utf-8")
    (copy / "pyproject.toml").write_text(
        settings.replace(release.address(copy).url, DECIDED.url), encoding="utf-8", newline="\n"
    )
    assert cli.main(["release", "--check"]) == 1
    assert "README.md is out of date" in capsys.readouterr().out
    assert cli.main(["release", "--write"]) == 0
    assert cli.main(["release", "--check"]) == 0
    assert release.binder(DECIDED, "lab/tree/notebooks/00_start_here.ipynb") in (copy / "README.md").read_text("utf-8")
    citation = (copy / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {__version__}\n" in citation
    assert f'repository-code: "{DECIDED.url}"\n' in citation


def test_binder_builds_from_environment_yml_and_installs_the_package(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from repo2docker.app import Repo2Docker
    from repo2docker.buildpacks import CondaBuildPack

    monkeypatch.chdir(copy)
    app = Repo2Docker()
    candidates = (kind(base_image=app.base_image) for kind in app.buildpacks)
    chosen = next(pack for pack in candidates if pack.detect())
    assert type(chosen) is CondaBuildPack
    assert chosen.environment_yaml_path == "environment.yml"
    assert chosen.python_version == release.BINDER_PYTHON

    chosen.platform = "linux/amd64"
    dockerfile = chosen.render()
    # "-e ." needs the whole repository, so it has to be copied first
    copied = dockerfile.index("COPY --chown=1000:1000 src/ ${REPO_DIR}/")
    installed = dockerfile.index('env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"')
    assert copied < installed
    base = next(name for name in chosen.get_build_script_files() if name.endswith(".lock"))
    assert f"py-{release.BINDER_PYTHON}-linux-64" in base
