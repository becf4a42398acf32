"""Practice questions: items, scoring, the player, what the learner keeps, and taking questions out."""

from __future__ import annotations

from helpers.explorer import Explorer
from helpers.quiz.forms import PostTest, PreTest
from helpers.quiz.overview import MyProgress
from helpers.quiz.player import Questions
from helpers.quiz.taking_out import TakeOut
from helpers.quiz.unfolding import UnfoldingCase

__all__ = ["ALL", "MyProgress", "PostTest", "PreTest", "Questions", "TakeOut", "UnfoldingCase"]

ALL: tuple[type[Explorer], ...] = (Questions, UnfoldingCase, PreTest, PostTest, MyProgress, TakeOut)
"""Everything of this package that is shown in a notebook."""
