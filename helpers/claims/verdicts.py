"""The claims of five web articles and what an editor makes of them, as the explorers of this topic show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from helpers import tables
from helpers.cards import folded
from helpers.frame import CHECKED
from helpers.markup import Safe, el, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record

ACCURATE, SOUND = "accurate", "none"
"""The verdict on a claim without a flaw, and the skill such claims train: to let them stand."""

TOPICS: Mapping[str, str] = {
    "definition": "What the words mean",
    "epidemiology": "How people come to stage 4",
    "routes": "How cancer travels",
    "sites": "Where it spreads",
    "symptoms": "Symptoms",
    "diagnosis": "Diagnosis",
    "staging": "Staging tests",
    "treatment_local": "Local treatment",
    "treatment_systemic": "Systemic treatment",
    "drug": "Named drugs",
    "treatment_goals": "Goals of treatment",
    "prognosis": "Outlook",
    "clinical_trials": "Clinical trials",
    "pain": "Pain",
    "supportive_care": "Supportive care",
    "follow_up": "Follow-up",
    "communication": "Talking and deciding",
}
"""What the claims are about, in the order of the series."""

EDITOR = (
    "The articles are named by letters; every claim is paraphrased. A verdict is one editor’s judgement on the "
    "evidence named with it, and no clinician has reviewed it. Two fair readers may differ, above all between "
    "neighbors such as misleading and wrong."
)
"""What a verdict is worth. Shown wherever verdicts are."""


class Look(NamedTuple):
    """How a verdict looks: a sign that does not depend on color, and a color role."""

    sign: str
    role: str


LOOKS = {
    "accurate": Look("✓", "right"),
    "incomplete": Look("◐", "soon"),
    "outdated": Look("↺", "routine"),
    "misleading": Look("≈", "today"),
    "wrong": Look("✗", "wrong"),
}
"""From sound to wrong, in the order of the verdicts."""


def claims() -> list[Record]:
    """Every claim, in the order of the topics of the articles."""
    return tables.records("health_claims")


def claim(claim_id: str) -> Record:
    """One claim. Raises :class:`~helpers.schema.DataError`."""
    return tables.row("health_claims", claim_id)


def flawed(row: Record) -> bool:
    """Is there anything to correct or to add?"""
    return bool(row["verdict"] != ACCURATE)


def skills(row: Record) -> list[str]:
    """The skills that unmask a claim, the best one first."""
    return [row["skill"], *split(row["also"])]


def verdict_name(verdict: str) -> str:
    """A verdict in the middle of a sentence."""
    return str(tables.row("claim_verdicts", verdict)["name"]).lower()


def skill_name(skill: str) -> str:
    """The name of a skill."""
    return str(tables.row("claim_skills", skill)["name"])


def chip(verdict: str) -> Safe:
    """A verdict as sign and word."""
    look, name = LOOKS[verdict], tables.row("claim_verdicts", verdict)["name"]
    return el("span", f"{look.sign} {name}", class_="mbc-chip", style=f"color:var(--mbc-{look.role})")


def said_by(row: Record) -> str:
    """``article B``, ``articles A and E``."""
    letters = split(row["article"])
    return f"{'article' if len(letters) == 1 else 'articles'} {listing(letters)}"


def judged(row: Record) -> Safe:
    """What the editor makes of a claim: correction, reason, skill, evidence."""
    skill = tables.row("claim_skills", row["skill"])
    told = {
        "What is so": row["correction"],
        "Why it stands" if row["skill"] == SOUND else "Where the flaw lies": row["why"],
        "Ask" if flawed(row) else "The skill": f"{skill['name']}: {skill['asks']}",
        "Evidence": evidence(row),
    }
    return join(*(el("p", el("strong", f"{name}: "), words) for name, words in told.items() if words))


def evidence(row: Record) -> str:
    """The sources of a verdict by title and year, how far they were checked, and how sure the editor is."""
    cited = tables.cited([row["source_id"]])
    titles = (f"{one['title']} ({one['year']})" if one["year"] else one["title"] for one in cited)
    flag = f"Checked: {CHECKED[row['checked']]}. The editor’s confidence is {row['confidence']}."
    return f"{sentence('; '.join(titles))} {flag}"


def cards(rows: Iterable[Record], *, opened: bool = False) -> Safe:
    """Claims as cards that open, each under its verdict."""
    return join(
        *(
            folded(
                join(chip(row["verdict"]), f" {row['claim']} ", el("small", f"({said_by(row)})")),
                judged(row),
                key=row["claim_id"],
                opened=opened,
            )
            for row in rows
        )
    )


def note() -> Safe:
    """What a verdict is worth, as small print."""
    return el("p", EDITOR, class_="mbc-note")


HEADINGS = {
    "claim": "Claim (paraphrased)",
    "articles": "Articles",
    "about": "Topic",
    "judged": "Editor’s verdict",
    "correction": "What is so",
    "why": "Why",
    "trains": "Skill",
    "confidence": "Confidence",
}
"""Columns of a table of claims."""


def written(row: Record) -> Record:
    """A claim as a row under :data:`HEADINGS`: keys in words."""
    return row | {
        "articles": listing(split(row["article"])),
        "about": TOPICS[row["topic"]],
        "judged": tables.row("claim_verdicts", row["verdict"])["name"],
        "trains": skill_name(row["skill"]),
    }
