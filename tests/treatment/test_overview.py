"""The map of treatments: every kind, class and drug reaches a learner, in picture, list, words and rows alike."""

import re

import pytest

from helpers import tables
from helpers.drawing.nested import SIGNS
from helpers.schema import split
from helpers.theme import ROLES, contrast
from helpers.treatment.overview import ALL, GIVEN, LOOKS, ROUTES, TreatmentMap
from tests.seen import Seen, seen, spoken

CATEGORIES = {row["category_id"]: row for row in tables.records("treatment_categories")}
CLASSES = {row["class_id"]: row for row in tables.records("treatment_classes")}
DRUGS = {row["drug_id"]: row for row in tables.records("drugs")}

NAMED = [
    *("trastuzumab", "tamoxifen", "anastrozole", "letrozole", "exemestane", "aromatase_inhibitor"),
    *("external_radiation", "internal_radiation", "stereotactic_radiation"),
    *("metastasis_surgery", "ovary_removal", "bone_fixation", "primary_surgery"),
    *("endocrine", "chemotherapy", "targeted", "immunotherapy", "adc", "bone"),
    *("palliative", "pain_management", "trials"),
]
"""Every treatment that the articles patients read name, and those that they miss."""


def drawn(one: Seen) -> list[str]:
    return re.findall(r'data-name="part" data-value="(\w+)"', one.picture)


def held(category: str) -> set[str]:
    """A kind, its classes and its drugs."""
    classes = {key for key, row in CLASSES.items() if row["category_id"] == category}
    return {category, *classes, *(key for key, row in DRUGS.items() if row["class_id"] in classes)}


def category_of(part: str) -> str:
    return next((key for key in CATEGORIES if part in held(key)), "")


def test_every_class_has_its_kind_and_every_drug_stands_under_the_kind_of_its_class() -> None:
    assert {row["category_id"] for row in CLASSES.values()} == set(CATEGORIES)
    for row in DRUGS.values():
        assert row["category_id"] == CLASSES[row["class_id"]]["category_id"], row["drug_id"]


def test_no_two_parts_share_an_id() -> None:
    parts = [ALL, *ROUTES, *CATEGORIES, *CLASSES, *DRUGS]
    assert len(parts) == len(set(parts))


def test_the_list_holds_all_that_the_pictures_hold_and_nothing_else() -> None:
    listed = set(TreatmentMap.controls()["part"].values())
    shown = {part for one in seen(TreatmentMap) for part in drawn(one)}
    assert shown == listed == {ALL, *ROUTES, *CATEGORIES, *CLASSES, *DRUGS}


@pytest.mark.parametrize("narrow", [False, True])
def test_from_the_map_everything_is_reached_by_picking(narrow: bool) -> None:
    explorer = TreatmentMap(predict=False)
    explorer.narrow = narrow
    reached, ahead = set[str](), [ALL]
    while ahead:
        explorer.part = ahead.pop()
        reached.add(explorer.part)
        found = re.findall(r'data-name="part" data-value="(\w+)"', explorer.picture_html)
        assert len(found) == len(set(found)), explorer.part
        ahead += [part for part in found if part not in reached and part not in ahead]
    assert reached == {ALL, *ROUTES, *CATEGORIES, *CLASSES, *DRUGS}


@pytest.mark.parametrize("part", NAMED)
def test_what_articles_name_has_its_card(part: str) -> None:
    words = spoken(TreatmentMap(predict=False, part=part).detail())
    for heading in (
        "Goal",
        "How it works",
        "Who it suits",
        "How it is given",
        "Nursing priorities",
        "Tell the patient",
    ):
        assert heading in words, part
    assert "ide effects" in words


def test_picture_shows_the_map_or_one_kind_whole() -> None:
    for one in seen(TreatmentMap):
        part = one.state["part"]
        kind = category_of(part)
        if kind:
            assert set(drawn(one)) == held(kind) | {ALL, CATEGORIES[kind]["route"]}, part
        else:
            assert set(drawn(one)) == {*ROUTES, *CATEGORIES, *CLASSES}


def test_the_words_count_what_is_drawn() -> None:
    for one in seen(TreatmentMap):
        part, parts = one.state["part"], drawn(one)
        if part == ALL:
            assert f"{len(CATEGORIES)} kinds" in one.words and f"{len(CLASSES)} classes" in one.words
            assert f"{len(DRUGS)} drugs" in one.words
        elif part in ROUTES:
            assert f"{sum(row['route'] == part for row in CATEGORIES.values())} kinds" in one.words
        elif part in CATEGORIES:
            classes, drugs = (sum(key in table for key in parts) for table in (CLASSES, DRUGS))
            assert f"{classes} class" in one.words and (not drugs or f"{drugs} drug" in one.words)
        elif part in CLASSES:
            drugs = sum(DRUGS[key]["class_id"] == part for key in parts if key in DRUGS)
            assert (f"{drugs} drug" in one.words) == bool(drugs)


def test_rows_hold_what_the_picture_shows() -> None:
    for one in seen(TreatmentMap):
        keys = {row.get("drug_id") or row.get("class_id") or row["category_id"] for row in one.rows}
        shown = {part for part in drawn(one) if part not in (ALL, *ROUTES)}
        if one.state["part"] == ALL:
            assert keys == {*CATEGORIES, *CLASSES, *DRUGS}
        elif category_of(one.state["part"]):
            assert keys == shown
        else:
            assert keys < {*shown, *DRUGS}


def test_the_part_that_is_picked_is_pressed() -> None:
    for one in seen(TreatmentMap):
        pressed = re.findall(r'data-value="(\w+)"[^>]*aria-pressed="true"', one.picture)
        assert pressed == ([] if one.state["part"] == ALL else [one.state["part"]])


def test_kinds_beside_each_other_differ_in_sign_and_their_names_are_readable_on_their_color() -> None:
    assert set(LOOKS) == set(CATEGORIES)
    assert len({look.sign for look in LOOKS.values()}) == len(LOOKS) and {look.sign for look in LOOKS.values()} <= set(
        SIGNS
    )
    systemic = [LOOKS[key].role for key, row in CATEGORIES.items() if row["route"] == "systemic"]
    assert len(set(systemic)) == len(systemic)
    for look in LOOKS.values():
        for mode in ("light", "dark"):
            assert contrast(getattr(ROLES[look.role], mode), getattr(ROLES["surface"], mode)) >= 4.5, look


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("endocrine", "block or lower hormones"),
        ("chemotherapy", "endocrine therapy is what acts on hormones"),
        ("targeted", "a molecule, not a body part"),
        ("immunotherapy", "deficient mismatch repair"),
        ("radiation", "works well against pain"),
        ("surgery", "the other way round"),
        ("palliative", "not the end of treatment"),
        ("trials", "Access outside a trial is an exception"),
    ],
)
def test_what_articles_get_wrong_is_put_right(part: str, told: str) -> None:
    assert told in spoken(TreatmentMap(predict=False, part=part).detail())


def test_a_withdrawn_drug_says_so() -> None:
    for drug in DRUGS.values():
        if drug["historical"]:
            assert "(withdrawn)" in TreatmentMap(predict=False, part=drug["drug_id"]).words()
            assert drug["approval_note"] in spoken(TreatmentMap(predict=False, part=drug["drug_id"]).detail())


def test_every_way_to_give_a_drug_has_its_words() -> None:
    assert {way for drug in DRUGS.values() for way in split(drug["route"])} <= set(GIVEN)
