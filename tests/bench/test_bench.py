"""The bench can be run: every explorer that can be changed is measured. No time is asserted."""

from pathlib import Path

import pytest

from helpers import claims, diagnosis, living, metastasis, quiz, staging, start, treatment
from helpers.quiz.export import FORMATS
from tests.bench import exports, kernel

EVERY = (*staging.ALL, *metastasis.ALL, *diagnosis.ALL, *treatment.ALL, *living.ALL, *claims.ALL, *quiz.ALL, *start.ALL)


def test_every_explorer_with_choices_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "CHANGES", 3)
    measured = {line.what.partition(":")[0] for line in kernel.changes(Path())}
    assert measured == {kind.__name__ for kind in EVERY if kind.controls()}


def test_every_form_of_export_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "ITEMS", 20)
    measured = [line.what for line in exports.exports(Path())]
    assert all(any(form.name in what for what in measured) for form in FORMATS.values())
