"""The explorers of notebook ``03_how_it_is_found``: from first sign to plan, and how to read what a test says."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.diagnosis.accuracy import ReadingAResult
from helpers.diagnosis.cases import OrderTheTests
from helpers.diagnosis.compare import TestsSideBySide
from helpers.diagnosis.discordance import Discordance
from helpers.diagnosis.pathway import Pathway
from helpers.diagnosis.receptors import Receptors
from helpers.explorer import Explorer

__all__ = ["Discordance", "OrderTheTests", "Pathway", "ReadingAResult", "Receptors", "TestsSideBySide"]


ALL: Sequence[type[Explorer]] = (
    Pathway,
    TestsSideBySide,
    ReadingAResult,
    Receptors,
    Discordance,
    OrderTheTests,
)
"""The explorers of the notebook, in its order."""
