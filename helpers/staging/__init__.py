"""The explorers of notebook ``01_what_stage_4_means``: what the words mean, how people get here, what lies ahead."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.explorer import Explorer
from helpers.staging.arrivals import Arrivals
from helpers.staging.findings import StageFinder
from helpers.staging.goals import GoalsOfCare
from helpers.staging.names import StageNames
from helpers.staging.onset import WhenItAppears
from helpers.staging.outlook import Outlook
from helpers.staging.who import WhoIsAffected

__all__ = ["Arrivals", "GoalsOfCare", "Outlook", "StageFinder", "StageNames", "WhenItAppears", "WhoIsAffected"]


ALL: Sequence[type[Explorer]] = (
    StageFinder,
    StageNames,
    Arrivals,
    WhoIsAffected,
    Outlook,
    WhenItAppears,
    GoalsOfCare,
)
"""The explorers of the notebook, in its order."""
