"""Finding a browser for the browser tests."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests import chromium


def test_a_named_browser_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named = tmp_path / "browser"
    named.write_text("#!/bin/sh\n", encoding="utf-8")
    named.chmod(named.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("MBC_BROWSER", str(named))
    assert chromium.find() == named


def test_a_browser_that_does_not_start_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(chromium, "_candidates", lambda: iter([str(tmp_path / "missing"), "/bin/false"]))
    assert chromium.find() is None


def test_without_any_browser_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(chromium, "find", lambda: None)
    monkeypatch.setattr(chromium, "install", lambda: None)
    assert chromium.main() == 1
    assert "install Chromium or Chrome, or set MBC_BROWSER" in capsys.readouterr().err
