"""The command ``mbc``."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import helpers
from helpers import cli


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[list[str], Path]]:
    """What the command would start, and in which folder; the current folder holds a series."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / cli.START).write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    calls: list[tuple[list[str], Path]] = []

    def call(command: list[str], cwd: Path) -> int:
        calls.append((command, cwd))
        return 0

    monkeypatch.setattr(cli.subprocess, "call", call)
    return calls


def test_lab_opens_the_first_notebook(started: list[tuple[list[str], Path]], tmp_path: Path) -> None:
    assert cli.main(["lab"]) == 0
    [(command, folder)] = started
    address = "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb"
    assert command[:4] == [sys.executable, "-m", "jupyterlab", address]
    assert folder == tmp_path


@pytest.mark.parametrize(("user", "allowed"), [(0, True), (1000, False)])
def test_lab_starts_for_root_in_a_container(
    started: list[tuple[list[str], Path]], monkeypatch: pytest.MonkeyPatch, user: int, allowed: bool
) -> None:
    monkeypatch.setattr(cli.os, "geteuid", lambda: user, raising=False)
    cli.main(["lab", "--no-browser"])
    assert ("--allow-root" in started[0][0]) is allowed
    assert "--no-browser" in started[0][0]


def test_class_shows_the_folder_of_notebooks(started: list[tuple[list[str], Path]]) -> None:
    assert cli.main(["class", "--port", "9000", "--no-browser"]) == 0
    assert started[0][0][1:] == ["-m", "voila", "notebooks", "--port=9000", "--no-browser"]


def test_a_missing_application_is_named(
    started: list[tuple[list[str], Path]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "find_spec", lambda name: None)
    assert cli.main(["class"]) == 2
    assert "voila is not installed" in capsys.readouterr().err
    assert cli.main(["check"]) == 2
    assert "frictionless is not installed" in capsys.readouterr().err
    assert not started


def test_outside_the_series_it_says_where_to_go(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "__file__", str(tmp_path / "helpers" / "cli.py"))
    assert cli.main(["lab"]) == 2
    assert "run mbc in the folder that holds the series" in capsys.readouterr().err
    assert cli.main(["release", "--check"]) == 2
    assert "no pyproject.toml here" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("found", "code", "last"),
    [([], 0, "No problems in "), (["a"], 1, "1 problem"), (["a", "b"], 1, "2 problems")],
)
def test_check_prints_each_problem_and_counts_them(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    found: list[str],
    code: int,
    last: str,
) -> None:
    monkeypatch.setattr(helpers, "check", SimpleNamespace(problems=lambda _: found, advice=lambda _: []), raising=False)
    assert cli.main(["check", str(tmp_path)]) == code
    printed = capsys.readouterr().out.splitlines()
    assert printed[:-1] == found
    assert printed[-1].startswith(last)


def test_check_gives_advice_that_is_no_problem(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checks = SimpleNamespace(problems=lambda _: [], advice=lambda _: ["item x: say how many"])
    monkeypatch.setattr(helpers, "check", checks, raising=False)
    assert cli.main(["check", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "Advice: item x: say how many"


class TestExport:
    def test_files_and_a_report_are_written(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["export", "moodle", "--case", "hypercalcemia", "--to", str(tmp_path / "out")]) == 0
        names = {path.name for path in (tmp_path / "out").rglob("*")}
        assert "report_moodle.csv" in names and any(name.endswith(".xml") for name in names)
        printed = capsys.readouterr().out
        assert "questions: keep content and points" in printed and printed.count("wrote ") == len(names)

    def test_pdf_is_the_paper_and_its_key(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("helpers.quiz.export.pdf.pdf", lambda page: b"%PDF of " + page[:15])
        assert cli.main(["export", "pdf", "--case", "hypercalcemia", "--to", str(tmp_path)]) == 0
        assert {path.suffix for path in tmp_path.iterdir()} == {".pdf", ".csv"}

    def test_without_its_library_a_pdf_is_refused_with_the_way_to_get_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setitem(sys.modules, "weasyprint", None)
        assert cli.main(["export", "pdf", "--case", "hypercalcemia", "--to", str(tmp_path)]) == 2
        assert "pip install weasyprint" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["export", "moodel"], "moodle"),
            (["export", "csv", "--notebook", "02_how_it_spread"], "02_how_it_spreads"),
            (["export", "csv", "--objective", "act_frst"], "act_first"),
            (["export", "csv", "--case", "hypercalcaemia"], "hypercalcemia"),
            (["export", "csv", "--case", "hypercalcemia", "--objective", "act_first"], "at once"),
        ],
    )
    def test_what_is_not_there_is_said_with_the_nearest(
        self, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert cli.main(words) == 2
        error = capsys.readouterr().err
        assert said in error and "Traceback" not in error


def test_check_wants_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(tmp_path / "nowhere")]) == 2
    assert "There is no folder" in capsys.readouterr().err


def test_it_knows_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        cli.main(["--version"])
    assert capsys.readouterr().out == f"mbc-notebooks {helpers.__version__}\n"
