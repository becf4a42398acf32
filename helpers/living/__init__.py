"""The explorers of notebook ``05_living_with_it``."""

from __future__ import annotations

from helpers.explorer import Explorer
from helpers.living.exposure import OpioidExposure
from helpers.living.followup import FollowUp
from helpers.living.journal import SymptomJournal
from helpers.living.ladder import PainLadder
from helpers.living.opioid_effects import OpioidCare
from helpers.living.pain import PainAssessment
from helpers.living.palliative import PalliativeTimeline
from helpers.living.talking import Conversations
from helpers.living.visit import VisitQuestions
from helpers.living.whole import WholePerson

__all__ = [
    "ALL",
    "Conversations",
    "FollowUp",
    "OpioidCare",
    "OpioidExposure",
    "PainAssessment",
    "PainLadder",
    "PalliativeTimeline",
    "SymptomJournal",
    "VisitQuestions",
    "WholePerson",
]

ALL: tuple[type[Explorer], ...] = (
    PainAssessment,
    PainLadder,
    OpioidCare,
    OpioidExposure,
    SymptomJournal,
    PalliativeTimeline,
    FollowUp,
    Conversations,
    VisitQuestions,
    WholePerson,
)
"""The explorers of this notebook, in its order."""
