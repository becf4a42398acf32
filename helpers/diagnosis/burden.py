"""What a test brings, in words: dose, food, time, needle, checks, and in what tests differ."""

from __future__ import annotations

from helpers.cards import capitalized
from helpers.frame import cell_words
from helpers.markup import listing
from helpers.tables import Record

CHECKS = {
    "pregnancy_check": "pregnancy",
    "kidney_check": "kidney",
    "metal_check": "metal and implant",
    "bleeding_check": "bleeding risk",
}
CONTRAST = {
    "none": "",
    "iodine": "iodine contrast",
    "gadolinium": "gadolinium contrast",
    "tracer": "a radioactive tracer",
}
NEEDLES = {"none": "", "vein": "a needle in a vein", "tissue": "a needle into tissue"}

UNITS = (("year", 365.0, 355.0), ("month", 365 / 12, 60.0), ("day", 1.0, 0.95), ("hour", 1 / 24, 0.0))
"""Units of time: name, length in days, and the least number of days told in it."""


def span(low: float, high: float, unit: str) -> str:
    """``4 to 6.3 mSv``, or ``6 mSv`` where both ends are the same."""
    ends = dict.fromkeys((cell_words(low), cell_words(high)))
    return f"{' to '.join(ends)} {unit}"


def background_time(msv: float, year: float) -> str:
    """The time in which natural background radiation adds up to ``msv``, where ``year`` mSv is that of a year."""
    days = 365 * msv / year
    unit, length = next((unit, length) for unit, length, least in UNITS if days >= least)
    count = days / length
    told = f"{max(count, 1):.2g}" if unit == "year" else f"{count:.0f}"
    return f"{told} {unit}{'' if told == '1' else 's'}"


def background_span(low: float, high: float, year: float) -> str:
    """As :func:`background_time`, from ``low`` to ``high``: ``about 2 to 12 days``, ``about 3 hours to 6 months``."""
    first, last = background_time(low, year), background_time(high, year)
    if first == last:
        return f"about {first}"
    count, unit = first.split(" ")
    same = unit.rstrip("s") == last.split(" ")[1].rstrip("s")
    return f"about {count if same else first} to {last}"


def dose_words(row: Record) -> str:
    """The dose of a test or an exposure in mSv; in words where there is none or it is not known."""
    if row["dose_high_msv"] is None:
        return "Depends on guidance" if row["radiation"] == "depends" else "Dose not known"
    if row["dose_high_msv"] == 0:
        return "No radiation"
    return span(row["dose_low_msv"], row["dose_high_msv"], "mSv")


def dose_sentence(row: Record, year: float) -> str:
    """What dose a test gives, and in what time natural radiation, ``year`` mSv in a year, adds up to it."""
    low, high, called = row["dose_low_msv"], row["dose_high_msv"], row["called"]
    if high is None:
        return (
            f"{called} gives a dose that {'depends on guidance' if row['radiation'] == 'depends' else 'is not known'}."
        )
    if high == 0:
        return f"{called} gives no radiation."
    return f"{called} gives {dose_words(row)}, {background_span(low, high, year)} of natural radiation."


def time_sentence(row: Record) -> str:
    """How long the patient is busy with a test, or that no visit is needed."""
    if row["duration_high_min"] is None:
        return f"{row['called']} needs {row['duration_note']}."
    return f"{row['called']} takes {time_words(row)}."


def fasting_words(row: Record) -> str:
    """How long to go without food, in the middle of a sentence."""
    if row["fasting_high_hours"] is None:
        return "no set time without food"
    return f"{span(row['fasting_low_hours'], row['fasting_high_hours'], 'hours')} without food, as your department says"


def time_words(row: Record) -> str:
    """How long the patient is busy with it."""
    if row["duration_high_min"] is None:
        return capitalized(row["duration_note"])
    time = span(row["duration_low_min"], row["duration_high_min"], "minutes")
    return f"{time} {row['duration_note']}" if row["duration_note"] else time


def features(row: Record, *, perhaps: bool = True) -> list[str]:
    """What a patient and a nurse must reckon with: radiation, contrast, needle, fasting and checks, in words.

    What depends on the person or on policy comes last, and only if ``perhaps``.
    """
    told = [
        {"yes": "radiation", "depends": "perhaps radiation", "no": ""}[row["radiation"]],
        CONTRAST[row["contrast"]],
        NEEDLES[row["needle"]],
        "" if row["fasting_high_hours"] is None else "an empty stomach",
        *(
            {"yes": f"a {words} check", "ask": f"perhaps a {words} check", "no": ""}[row[check]]
            for check, words in CHECKS.items()
        ),
    ]
    certain = [words for words in told if words and not words.startswith("perhaps")]
    return certain + [words for words in told if words.startswith("perhaps") and perhaps]


def differences(chosen: list[Record]) -> str:
    """What only one of the tests brings, and what all of them bring, in one to three sentences.

    ``chosen`` are one to three rows, each with what it is ``called``. Of three tests only what is certain is told.
    """
    many = len(chosen) == 3
    every = {1: "", 2: " with both", 3: " with all three"}[len(chosen)]
    brought = [features(row, perhaps=not many) for row in chosen]
    shared = [words for words in brought[0] if all(words in others for others in brought)]
    only = [
        f"{listing(own)} with {row['called']} only"
        for row, words in zip(chosen, brought, strict=True)
        if (own := [one for one in words if sum(one in others for others in brought) == 1]) and len(chosen) > 1
    ]
    told = [
        f"Expect {'; '.join(only)}." if only else "",
        f"Expect {listing(shared)}{every}." if shared else "",
        "" if any(brought) else f"Expect no radiation, contrast, needle or fasting{every}.",
        "What two of them share, and what depends on the person, stands in the table." if many else "",
    ]
    return " ".join(sentence for sentence in told if sentence)
