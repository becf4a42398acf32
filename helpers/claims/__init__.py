"""The explorers of notebook ``07_reading_health_claims``."""

from __future__ import annotations

from helpers.claims.checklist import ArticleChecklist
from helpers.claims.judging import JudgeIt
from helpers.claims.overview import WhatGoesWrong
from helpers.claims.rewrite import RewriteIt
from helpers.explorer import Explorer

__all__ = ["ALL", "ArticleChecklist", "JudgeIt", "RewriteIt", "WhatGoesWrong"]

ALL: tuple[type[Explorer], ...] = (JudgeIt, WhatGoesWrong, ArticleChecklist, RewriteIt)
"""The explorers of this notebook, in its order."""
