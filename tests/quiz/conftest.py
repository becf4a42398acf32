"""Each test has a keeper of its own, with a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.quiz import keeping


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the learner's file would be."""
    monkeypatch.setenv("MBC_KEEP", str(tmp_path))
    keeping.keeper.cache_clear()
    yield tmp_path
    keeping.keeper.cache_clear()
