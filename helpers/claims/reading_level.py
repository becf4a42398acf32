"""How long the words and sentences of a text are, as the Flesch-Kincaid grade level: a hint, not understanding.

Counting needs no library and no network: syllables are counted by rules of spelling, with a table of the words, most of
them medical, for which the rules fail. Tests hold the counts against a library that knows words by heart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from helpers import tables

LONG = 3
"""Syllables that make a word long."""

_WORD = re.compile(r"[^\W_]+(?:[’'\-‑/.,][^\W_]+)*")
_ABBREVIATED = re.compile(r"\b(Dr|Mr|Mrs|Ms|St|vs|etc|e\.g|i\.e|a\.m|p\.m)\.", re.IGNORECASE)
_END = re.compile(r"[.!?…]+[”’\"')\]]*(?=\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?<![aeiouy])(?<![^aeiouy]l)e$"  # bone, not little
    r"|(?<=[^aeiouytd])(?<![^aeiouyl]l)ed$"  # harmed, not treated, not settled
    r"|(?<=[^aeiouycgsxz])(?<!ch)(?<!sh)(?<![^aeiouy]l)es$"  # bones, not doses, not samples
    r"|(?<=[^aeiouy])e(?=(ly|ments?|ful|less|ness|times?|where|thing|lines?|long|ty)$)"  # likely, sometimes
    r"|(?<=ic)a(?=lly$)"  # basically
)
"""Vowels that are written and not spoken."""

_APART = re.compile(
    r"(?<![ctsxgl])i(?=[aou])(?<!ni(?=on))"  # radiation, not opinion
    r"|ium$|[^aeiouq]ual|uou|creat|(?<=[aeiouy])ing$|ism$"  # calcium, usual, being
    r"|[aeiouy][^aeiouy]+eas?$|i(?=ers?$)|(?<![ctsxr])i(?=et|ent$|ence$)"  # area, easier, quiet, not patient
)
"""Vowels that are written together and spoken apart."""


@dataclass(frozen=True)
class Reading:
    """What can be counted in a text. Without words, the grade is 0."""

    words: int
    sentences: int
    syllables: int
    long_words: tuple[str, ...]

    @property
    def sentence_length(self) -> float:
        """Words in an average sentence."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade level, with one decimal, never below 0."""
        if not self.words:
            return 0.0
        per_sentence, per_syllable, less = (rule(name) for name in ("per_sentence", "per_syllable", "less"))
        grade = per_sentence * self.sentence_length + per_syllable * self.syllables / self.words - less
        return max(round(grade, 1), 0.0)

    @property
    def about(self) -> str:
        """The grade as it may be told: a whole number, for more would pretend to be exact."""
        return f"grade {self.grade:.0f}" if self.grade >= 1.5 else "grade 1 or lower"

    @property
    def plain(self) -> bool:
        """Is it at or below the highest grade for words to a patient?"""
        return self.grade <= rule("aim")


def read(text: str) -> Reading:
    """Count the words, sentences, syllables and long words of a text."""
    found = words(text)
    counts = [syllables(word) for word in found]
    spelled = (word.lower() for word, count in zip(found, counts, strict=True) if count >= LONG and word[0].isalpha())
    return Reading(len(found), sentences(text), sum(counts), tuple(dict.fromkeys(spelled)))


def rule(name: str) -> float:
    """A number of the table of reading rules: a weight of the formula, or an aim."""
    return float(tables.row("reading_rules", name)["value"])


def words(text: str) -> list[str]:
    """The words of a text; what a hyphen or an apostrophe joins is one word, and so is a number."""
    return _WORD.findall(text)


def sentences(text: str) -> int:
    """How many sentences there are; a new line ends one, as in a list."""
    plain = _ABBREVIATED.sub(lambda found: found[0].replace(".", ""), text)
    return sum(bool(words(part)) for part in _END.split(plain))


@cache
def syllables(word: str) -> int:
    """Syllables of a word: as its table row says, else by spelling. A digit counts as one, as does a capital of MRI."""
    return sum(_counted(part) for part in re.split(r"[\-‑/.,]", word))


def _counted(part: str) -> int:
    plain = re.sub(r"[’'](s|d|ll|m|re|ve|t)?$|[’']", "", part.lower())
    known = _exceptions()
    for form in (plain, plain.removesuffix("s"), plain.removesuffix("es")):
        if form in known:
            return known[form]
    if re.search(r"\d", part) or (len(part) > 1 and part.isupper()):
        return len(part)
    return max(len(_VOWELS.findall(plain)) - len(_SILENT.findall(plain)) + len(_APART.findall(plain)), 1)


def _exceptions() -> dict[str, int]:
    return {row["word"]: row["syllables"] for row in tables.records("syllables")}
