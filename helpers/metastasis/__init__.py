"""The explorers of notebook ``02_how_it_spreads``: how breast cancer travels, where it settles, what to check."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.explorer import Explorer
from helpers.metastasis.body_map import BodyMap
from helpers.metastasis.cascade import Cascade
from helpers.metastasis.emergencies import Emergencies
from helpers.metastasis.network import RouteNetwork
from helpers.metastasis.subtypes import SitesBySubtype
from helpers.metastasis.symptoms import SymptomFinder

__all__ = ["BodyMap", "Cascade", "Emergencies", "RouteNetwork", "SitesBySubtype", "SymptomFinder"]


ALL: Sequence[type[Explorer]] = (Cascade, BodyMap, RouteNetwork, SitesBySubtype, SymptomFinder, Emergencies)
"""The explorers of the notebook, in its order."""
