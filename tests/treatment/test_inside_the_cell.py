"""Inside the cell: every systemic class has a part or a reason, and words name what is lit."""

from xml.etree import ElementTree

import pytest

from helpers import tables
from helpers.drawing.cell import GLYPHS
from helpers.schema import split
from helpers.treatment.cell import ALL, HORMONES, InsideTheCell, hitting
from tests.seen import Seen, seen

PARTS = tables.records("cell_parts")
TARGETS = tables.records("cell_targets")
ROUTES = {row["category_id"]: row["route"] for row in tables.records("treatment_categories")}
CATEGORY = {row["class_id"]: row["category_id"] for row in tables.records("treatment_classes")}
every_class = pytest.mark.parametrize("target", TARGETS, ids=lambda target: target["class_id"])


def lit(one: Seen) -> set[str]:
    buttons = [node for node in ElementTree.fromstring(one.picture).iter("g") if node.get("data-name") == "pick"]
    return {str(node.get("data-value")) for node in buttons if node.find(".//text[@class='mbc-cell-lit']") is not None}


# --- tables -----------------------------------------------------------------------------------------------------


def test_every_systemic_class_has_a_place_in_the_cell_or_a_stated_reason() -> None:
    systemic = {one for one, category in CATEGORY.items() if ROUTES[category] == "systemic"}
    assert systemic == {row["class_id"] for row in TARGETS}
    for row in TARGETS:
        assert row["parts"] or "not fully known" in row["plain"], row["class_id"]


def test_the_parts_of_the_table_are_the_parts_of_the_drawing() -> None:
    assert {row["part_id"] for row in PARTS} == set(GLYPHS)
    assert all(one in GLYPHS for row in PARTS for one in split(row["feeds"]))


def test_every_part_is_hit_by_a_class_or_passed_by_one() -> None:
    assert all(hitting(row["part_id"]) for row in PARTS)


def test_no_id_stands_for_a_class_and_a_part() -> None:
    ids = [ALL, *(row["part_id"] for row in PARTS), *(row["class_id"] for row in TARGETS)]
    assert len(ids) == len(set(ids)) == len(InsideTheCell.controls()["pick"].values())  # type: ignore[arg-type]


@every_class
def test_a_class_with_a_part_has_a_word_for_what_it_does(target: dict[str, str]) -> None:
    assert bool(target["parts"]) == bool(target["verb"]) and target["why"] and target["misread"]


@every_class
def test_only_conjugates_carry_something_in(target: dict[str, str]) -> None:
    assert bool(target["enters"]) == (CATEGORY[target["class_id"]] == "adc")


@every_class
def test_hormone_parts_are_hit_by_endocrine_classes_only(target: dict[str, str]) -> None:
    hits = bool(set(split(target["parts"])) & set(HORMONES))
    assert hits == (CATEGORY[target["class_id"]] == "endocrine" and bool(target["parts"]))


# --- what patients mix up ---------------------------------------------------------------------------------------


@every_class
def test_what_is_often_mixed_up_is_put_right(target: dict[str, str]) -> None:
    category = CATEGORY[target["class_id"]]
    if category == "chemotherapy":
        assert "does not block hormones" in target["misread"]
    if category in ("targeted", "adc"):
        assert "molecule, not at a part of the body" in target["misread"]
    if target["class_id"] == "aromatase_inhibitor":
        assert "no anti-inflammatory drug" in target["misread"]


def test_under_chemotherapy_the_hormone_signal_is_said_to_run() -> None:
    for one in seen(InsideTheCell):
        if CATEGORY.get(one.state["pick"]) == "chemotherapy":
            assert "The hormone signal still runs" in one.detail


# --- every state ------------------------------------------------------------------------------------------------


def test_words_name_what_is_lit_and_nothing_else_is() -> None:
    names = {
        language: tables.named("cell_parts", column)
        for language, column in (("plain", "name"), ("clinical", "clinical_name"))
    }
    for one in seen(InsideTheCell):
        pick, shown = one.state["pick"], lit(one)
        target = next((row for row in TARGETS if row["class_id"] == pick), None)
        assert shown == (set(split(target["parts"])) if target else {pick} - {ALL}), one.state
        said = one.words.partition("Lit in the picture: ")[2].partition(".")[0].lower()
        assert all(names[one.state["language"]][part].lower() in said for part in shown), one.state
        assert bool(said) == bool(shown)


def test_the_word_on_the_brake_is_the_one_of_the_table() -> None:
    for one in seen(InsideTheCell):
        target = next((row for row in TARGETS if row["class_id"] == one.state["pick"]), None)
        if target and target["parts"]:
            texts = [node.text for node in ElementTree.fromstring(one.picture).iter("text")]
            assert texts.count(target["verb"]) == len(split(target["parts"]))


def test_a_part_names_the_classes_that_act_on_it() -> None:
    classes = tables.named("treatment_classes", "name")
    for one in seen(InsideTheCell):
        if one.state["pick"] in GLYPHS:
            assert all(classes[row["class_id"]] in one.words for row in hitting(one.state["pick"])), one.state


def test_both_widths_of_the_drawing_show_the_same_parts() -> None:
    wide, narrow = InsideTheCell(predict=False, pick="her2_adc"), InsideTheCell(predict=False, pick="her2_adc")
    narrow.narrow = True
    values = [
        {node.get("data-value") for node in ElementTree.fromstring(one.picture()).iter("g")} for one in (wide, narrow)
    ]
    assert values[0] == values[1] and str(wide.words()) == str(narrow.words())
