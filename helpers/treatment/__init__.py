"""The explorers of notebook ``04_how_it_is_treated``: what kind a treatment is, what it does, what to watch for."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.explorer import Explorer
from helpers.treatment.cell import InsideTheCell
from helpers.treatment.choosing import ChoosingByBiology
from helpers.treatment.drugs import DrugExplorer
from helpers.treatment.evidence import Evidence
from helpers.treatment.local import LocalTreatment
from helpers.treatment.monitoring import MonitoringCalendar
from helpers.treatment.overview import TreatmentMap
from helpers.treatment.plans import PlanTogether
from helpers.treatment.reach import WhereItReaches
from helpers.treatment.side_effects import SideEffects
from helpers.treatment.trials_explained import TrialsExplained

__all__ = [
    "ChoosingByBiology",
    "DrugExplorer",
    "Evidence",
    "InsideTheCell",
    "LocalTreatment",
    "MonitoringCalendar",
    "PlanTogether",
    "SideEffects",
    "TreatmentMap",
    "TrialsExplained",
    "WhereItReaches",
]


ALL: Sequence[type[Explorer]] = (
    TreatmentMap,
    WhereItReaches,
    InsideTheCell,
    ChoosingByBiology,
    DrugExplorer,
    MonitoringCalendar,
    SideEffects,
    Evidence,
    LocalTreatment,
    TrialsExplained,
    PlanTogether,
)
"""The explorers of the notebook, in its order."""
