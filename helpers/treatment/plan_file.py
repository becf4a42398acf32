"""The fictional patients of ``data/cases/treatment.toml``: read and checked; a mistake is named in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Literal, get_args

from helpers import casebook, schema, tables
from helpers.casebook import FLAGS, one_of
from helpers.markup import listing
from helpers.schema import DataError
from helpers.tables import Record

FILE = "cases/treatment.toml"

Worth = Literal["fits", "clashes", "not_now", "against_wish", "no_target"]
"""What a part is worth to this patient, whatever else is in the plan."""

HELP = "Beside treatment"
"""Kind of a part that is no treatment: a test, a talk, an arrangement."""

WITH = "With "
"""How the note of a part that clashes begins: with what."""


@dataclass(frozen=True)
class Part:
    """One part that may be put into a patient's plan.

    ``drugs`` are ids of ``drugs``, or ``class_id`` is one of ``treatment_classes``; a check or a help has neither.
    ``note`` says in a few words what ``why`` says in full. ``first`` are ids of parts that must be in the plan before
    this one, and ``first_why`` the reason. ``say`` is what the nurse asks or does. A part that fits has ``check``, its
    line of the checklist, and ``missed``, what a plan without it lacks. ``source_id`` joins reference ids with ``;``.
    """

    id: str
    name: str
    worth: str
    note: str
    why: str
    say: str
    source_id: str
    checked: str
    drugs: tuple[str, ...] = ()
    class_id: str = ""
    first: tuple[str, ...] = ()
    first_why: str = ""
    check: str = ""
    missed: str = ""

    def __post_init__(self) -> None:
        one_of("worth", self.worth, get_args(Worth))
        one_of("checked", self.checked, FLAGS)
        if self.worth == "clashes" and not self.note.startswith(WITH):
            raise ValueError(f"the note of a part that clashes says with what and must begin with “{WITH.strip()}”")
        if self.drugs and self.class_id:
            raise ValueError("give drugs or class_id and not both: drugs have a class of their own")
        if bool(self.first) != bool(self.first_why):
            raise ValueError("first and first_why must stand together: what must come first, and why")
        if self.first and self.worth != "fits":
            raise ValueError("only a part that fits can wait for what comes first")
        if not (self.worth == "fits") == bool(self.missed) == bool(self.check):
            raise ValueError("check and missed belong to parts that fit, to every one and to no others")

    @cached_property
    def records(self) -> list[Record]:
        """Its rows of ``drugs``."""
        return [tables.row("drugs", drug) for drug in self.drugs]

    @cached_property
    def category(self) -> Record | None:
        """Its row of ``treatment_categories``, or ``None`` for a check or a help."""
        if not (self.records or self.class_id):
            return None
        found = self.records[0] if self.records else tables.row("treatment_classes", self.class_id)
        return tables.row("treatment_categories", found["category_id"])

    @property
    def route(self) -> str:
        """``local``, ``systemic`` or ``supportive``."""
        return str(self.category["route"]) if self.category else "supportive"

    @property
    def kind(self) -> str:
        """What kind of part it is, in a word or two."""
        return str(self.category["name"]) if self.category else HELP


@dataclass(frozen=True)
class Clash:
    """Two parts, by id, that do not go together, and why."""

    between: tuple[str, ...]
    why: str
    source_id: str
    checked: str

    def __post_init__(self) -> None:
        one_of("checked", self.checked, FLAGS)
        if len(set(self.between)) != 2:
            raise ValueError("between must name two different parts")


@dataclass(frozen=True)
class Patient:
    """A fictional patient, and the parts that may be proposed.

    ``goal`` is what matters most, in the patient's words; ``known`` are findings, each as ``label: words``; ``markers``
    are tokens of the column ``required_biomarker`` of ``drugs``; ``tell`` is for the patient's ears.
    """

    id: str
    name: str
    label: str
    setting: str
    opening: str
    goal: str
    known: tuple[str, ...]
    markers: tuple[str, ...]
    tell: str
    source_id: str
    checked: str
    parts: Mapping[str, Part]
    clashes: Sequence[Clash] = ()

    def __post_init__(self) -> None:
        if "fictional" not in self.name:
            raise ValueError("the name must say that the patient is fictional")
        one_of("checked", self.checked, FLAGS)
        if not self.fitting:
            raise ValueError("at least one part must fit")
        if unlabeled := [told for told in self.known if ": " not in told]:
            raise ValueError(f"known must be written as label: words, and “{unlabeled[0]}” is not")

    @property
    def fitting(self) -> list[Part]:
        """The parts that fit, what must come first before what waits for it: together, the plan that is sought."""
        found: list[Part] = []
        waiting = [part for part in self.parts.values() if part.worth == "fits"]
        while ready := [part for part in waiting if set(part.first) <= {one.id for one in found}]:
            found += ready
            waiting = [part for part in waiting if part not in ready]
        return found


def load() -> dict[str, Patient]:
    """All patients by id, in file order. Raises :class:`~helpers.schema.DataError` naming file, patient and part."""
    return dict(_read(tables.folder())[0])


def marker_words() -> dict[str, str]:
    """What each marker of a patient or of a drug is called. Raises :class:`~helpers.schema.DataError`."""
    return dict(_read(tables.folder())[1])


def lacking(drug: Record, markers: Collection[str]) -> list[str]:
    """What a row of ``drugs`` requires and ``markers`` do not hold: groups of tokens joined by ``|``, one is enough."""
    groups = schema.split(drug["required_biomarker"])
    return [group for group in groups if not set(group.split("|")) & set(markers)]


def in_words(groups: Collection[str], words: Mapping[str, str]) -> str:
    """Groups of tokens, as :func:`lacking` gives them, in words."""
    return listing(" or ".join(words[token] for token in group.split("|")) for group in groups)


@cache
def _read(data: Path) -> tuple[dict[str, Patient], dict[str, str]]:
    parsed = casebook.parsed(data, FILE)
    words = _marker_words(parsed)
    patients = [_patient(item, words) for item in casebook.listed(parsed, "patient", FILE)]
    if not patients:
        raise DataError(FILE, None, "", "", "there must be at least one [[patient]]")
    return casebook.by_id(patients, FILE), words


def _marker_words(parsed: Record) -> dict[str, str]:
    words = parsed.get("markers", {})
    if not (isinstance(words, dict) and all(isinstance(told, str) for told in words.values())):
        raise DataError(FILE, None, "", "", "markers must be a table of a word for each marker")
    for cell in tables.load("drugs")["required_biomarker"]:
        for token in chain.from_iterable(group.split("|") for group in schema.split(cell)):
            if token not in words:
                raise DataError(f"{FILE}, markers", None, "", token, "a drug requires it and it has no words here")
    return words


def _patient(item: Record, words: Mapping[str, str]) -> Patient:
    place = f"{FILE}, patient {item.get('id', 'without an id')}"
    parts = casebook.by_id([_part(part, place) for part in casebook.listed(item, "part", place)], place)
    clashes = [casebook.made(Clash, clash, f"{place}, clash") for clash in casebook.listed(item, "clash", place)]
    rest = {name: value for name, value in item.items() if name not in ("part", "clash")}
    patient = casebook.made(Patient, rest, place, parts=parts, clashes=tuple(clashes))
    for marker in patient.markers:
        if marker not in words:
            raise DataError(place, None, "markers", marker, f"it has no words{schema.nearest(marker, words)}")
    for part in parts.values():
        _check_target(part, patient, words, f"{place}, part {part.id}")
        _check_first(part, patient, f"{place}, part {part.id}")
    for clash in clashes:
        _check_clash(clash, patient, f"{place}, clash")
    return patient


def _part(item: Record, place: str) -> Part:
    place = f"{place}, part {item.get('id', 'without an id')}"
    part = casebook.made(Part, item, place)
    casebook.known(place, "drugs", part.drugs, "drugs")
    casebook.known(place, "class_id", part.class_id and [part.class_id], "treatment_classes")
    return part


def _check_target(part: Part, patient: Patient, words: Mapping[str, str], place: str) -> None:
    """A drug without its target never fits, and nothing else is said to lack a target."""
    unmet = [(drug["generic"], groups) for drug in part.records if (groups := lacking(drug, patient.markers))]
    if unmet and part.worth != "no_target":
        drug, groups = unmet[0]
        expected = f"{drug} needs {in_words(groups, words)}, which this patient lacks, so worth must be no_target"
        raise DataError(place, None, "worth", part.worth, expected)
    if part.worth == "no_target" and not unmet:
        raise DataError(place, None, "worth", part.worth, "every drug of this part finds what it needs in this patient")


def _check_first(part: Part, patient: Patient, place: str) -> None:
    """What comes first fits too, and parts do not wait for each other."""
    fitting = {one.id for one in patient.parts.values() if one.worth == "fits"} - {part.id}
    for id_ in part.first:
        if id_ not in fitting:
            expected = f"it must be another part of this patient that fits{schema.nearest(id_, fitting)}"
            raise DataError(place, None, "first", id_, expected)
    if part.worth == "fits" and part not in patient.fitting:
        raise DataError(place, None, "first", "", "it waits for a part that waits for it")


def _check_clash(clash: Clash, patient: Patient, place: str) -> None:
    for id_ in clash.between:
        if id_ not in patient.parts:
            raise DataError(place, None, "between", id_, f"there is no such part{schema.nearest(id_, patient.parts)}")
    if all(patient.parts[id_].worth == "fits" for id_ in clash.between):
        expected = "both are said to fit, and then no plan could hold all that fits"
        raise DataError(place, None, "between", " and ".join(clash.between), expected)
