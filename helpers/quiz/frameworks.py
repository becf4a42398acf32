"""The frameworks of nursing education that every item is tagged with, by their published names.

Sources: NCSBN, Clinical Judgment Measurement Model and 2026 NCLEX-RN test plan (names only); Bloom's taxonomy, revised.
"""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    """A step of clinical judgment: its name, and the question it asks of a nurse."""

    name: str
    asks: str


STEPS = {
    "recognize_cues": Step("Recognize cues", "What matters in what I see and hear?"),
    "analyze_cues": Step("Analyze cues", "What do the findings mean together?"),
    "prioritize_hypotheses": Step("Prioritize hypotheses", "What is most urgent or most likely, and why?"),
    "generate_solutions": Step("Generate solutions", "What could be done, and toward what?"),
    "take_action": Step("Take action", "What do I do now, and in what order?"),
    "evaluate_outcomes": Step("Evaluate outcomes", "Did it work?"),
}
"""Steps of clinical judgment in their order; the six items of a case follow it."""

NEEDS = {
    "MOC": "Management of Care",
    "SIPC": "Safety and Infection Prevention and Control",
    "HPM": "Health Promotion and Maintenance",
    "PSI": "Psychosocial Integrity",
    "BCC": "Basic Care and Comfort",
    "PPT": "Pharmacological and Parenteral Therapies",
    "RRP": "Reduction of Risk Potential",
    "PA": "Physiological Adaptation",
}
"""Client needs categories of the test plan, code to name."""

BLOOM = ("remember", "understand", "apply", "analyze", "evaluate", "create")
"""Levels of the revised taxonomy, simplest first."""

INDEPENDENT = (
    "NGN-style practice items. NCLEX and NCSBN are registered marks of the National Council of State Boards of "
    "Nursing. This project is independent of it and not endorsed by it. Points are for practice and foretell no exam "
    "result."
)
"""Stands with every set of questions, on screen, on paper and in every file taken out."""
