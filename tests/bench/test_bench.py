"""The bench can be run: every explorer that can be changed is measured. No time is asserted."""

from pathlib import Path

import pytest

from helpers import diagnosis, metastasis, staging, start, treatment
from tests.bench import kernel

EVERY = (*staging.ALL, *metastasis.ALL, *diagnosis.ALL, *treatment.ALL, *start.ALL)


def test_every_explorer_with_choices_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "CHANGES", 3)
    measured = {line.what.partition(":")[0] for line in kernel.changes(Path())}
    assert measured == {kind.__name__ for kind in EVERY if kind.controls()}
