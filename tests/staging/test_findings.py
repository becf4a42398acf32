"""What makes it stage 4: the finding that reaches farthest decides, in every combination."""

import re
from itertools import permutations, product
from xml.etree import ElementTree

import pytest

from helpers import tables
from helpers.drawing.extent import ZONES
from helpers.staging.findings import EXTENTS, GROUPS, TIMES, ZONE_WORDS, StageFinder, kind_of_stage
from tests.seen import seen

FINDINGS = tables.records("stage_findings")
BY_ID = {row["finding_id"]: row for row in FINDINGS}
GRID = list(product(*([row for row in FINDINGS if row["group"] == group] for group in GROUPS)))


def found(state: dict[str, str]) -> list[dict[str, object]]:
    return [BY_ID[state[group]] for group in GROUPS]


def kind(*finding_ids: str) -> str:
    return kind_of_stage([BY_ID[finding] for finding in finding_ids]).extent


# --- the rule ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("finding", [row["finding_id"] for row in FINDINGS if row["extent"] == "distant"])
def test_a_distant_finding_makes_it_stage_4_whatever_else(finding: str) -> None:
    here = [rows for rows in GRID if BY_ID[finding] in rows]
    assert here and all(kind_of_stage(rows).extent == "distant" for rows in here)
    assert all(
        "tage 4: de novo" in tables.row("stage_results", f"first_{kind_of_stage(r).extent}")["name"] for r in here
    )


def test_without_a_distant_finding_it_is_never_stage_4() -> None:
    for rows in GRID:
        if not any(row["extent"] == "distant" for row in rows):
            assert kind_of_stage(rows).extent != "distant"


def test_over_the_whole_grid_the_farthest_extent_decides() -> None:
    for rows in GRID:
        extents = {row["extent"] for row in rows}
        expected = next(extent for extent in reversed(EXTENTS) if extent in extents)
        kind = kind_of_stage(rows)
        assert kind.extent == expected
        assert {row["extent"] for row in kind.deciders} <= {expected}
        assert bool(kind.deciders) == (expected != "none")
        assert kind.certain == (expected if expected != "unsettled" else kind.certain)


def test_a_worse_finding_never_lowers_the_kind() -> None:
    for rows in GRID:
        before = EXTENTS.index(kind_of_stage(rows).extent)
        for worse in FINDINGS:
            after = [worse if row["group"] == worse["group"] else row for row in rows]
            same_place = next(row for row in rows if row["group"] == worse["group"])
            if EXTENTS.index(worse["extent"]) >= EXTENTS.index(same_place["extent"]):
                assert EXTENTS.index(kind_of_stage(after).extent) >= before


def test_one_more_finding_never_lowers_the_kind() -> None:
    for rows in GRID:
        assert EXTENTS.index(kind_of_stage(rows).extent) >= EXTENTS.index(kind_of_stage(rows[:2]).extent)


def test_the_order_of_findings_does_not_matter() -> None:
    for rows in GRID[::7]:
        assert len({kind_of_stage(order).extent for order in permutations(rows)}) == 1


def test_no_findings_are_no_stage() -> None:
    assert kind_of_stage([]) == ("none", (), "none")


@pytest.mark.parametrize(
    ("expected", "findings"),
    [
        ("in_situ", ["in_situ", "nodes_none", "far_none"]),
        ("local", ["large_lump", "nodes_none", "far_none"]),  # size alone is never distant
        ("regional", ["skin_chest", "nodes_none", "far_none"]),
        ("regional", ["inflammatory", "armpit_many", "far_none"]),  # locally advanced, not stage 4
        ("regional", ["small_lump", "above_collarbone", "far_none"]),  # N3, not M1
        ("distant", ["small_lump", "other_armpit", "far_none"]),
        ("distant", ["small_lump", "nodes_none", "pleural_fluid"]),
        ("local", ["small_lump", "nodes_none", "stray_cells"]),  # cM0(i+)
        ("unsettled", ["small_lump", "armpit_few", "unclear"]),
        ("distant", ["small_lump", "other_armpit", "unclear"]),  # one distant finding is enough
    ],
)
def test_the_careful_points(expected: str, findings: list[str]) -> None:
    assert kind(*findings) == expected


def test_stray_cells_change_nothing() -> None:
    for rows in GRID:
        if rows[2]["finding_id"] == "far_none":
            assert kind_of_stage([*rows[:2], BY_ID["stray_cells"]]).extent == kind_of_stage(rows).extent


def test_every_time_and_extent_has_its_result() -> None:
    wanted = {f"{time}_{extent}" for time in TIMES for extent in EXTENTS}
    assert {row["result_id"] for row in tables.records("stage_results")} == wanted
    for row in tables.records("stage_results"):
        assert row["result_id"] == f"{row['time_id']}_{row['extent']}"


def test_it_is_no_staging_table() -> None:
    text = " ".join(
        str(cell) for name in ("stage_findings", "stage_results") for r in tables.records(name) for cell in r.values()
    )
    assert not re.search(r"[Ss]tage (0|1|2|I|II)\b|I[ABC]\b|III?[ABC]\b|\bT[0-3]\b|\bN[12]\b", text)


# --- what a reader gets -----------------------------------------------------------------------------------------


def test_words_name_every_finding_and_the_result() -> None:
    for one in seen(StageFinder):
        column = one.state["language"]
        result = tables.row("stage_results", f"{one.state['time']}_{kind_of_stage(found(one.state)).extent}")
        assert all(str(row[column]) in one.words for row in found(one.state)), one.state
        assert result[column] in one.words
        assert result["name"] in one.detail and result["name"] in one.picture


def test_at_first_diagnosis_words_say_stage_4_exactly_where_it_is() -> None:
    for one in seen(StageFinder):
        if one.state["time"] == "first" and one.state["language"] == "plain":
            says_so = "This is stage 4" in one.words
            assert says_so == (kind_of_stage(found(one.state)).extent == "distant"), one.state


def test_the_stage_of_the_first_diagnosis_is_not_rewritten() -> None:
    for time in ("back", "growing", "clear"):
        words = StageFinder(time=time, elsewhere="liver", predict=False).words()
        assert re.search(r"not rewritten|first stage stays|the stage stays 4", words), words


def test_an_unclear_spot_is_not_named() -> None:
    explorer = StageFinder(elsewhere="unclear", predict=False)
    assert "not settled" in explorer.words() and "Do not guess" in explorer.detail()
    assert "Certain so far: regional" in explorer.words()


def test_two_systems_are_told_where_they_differ() -> None:
    told = [one.state["nodes"] for one in seen(StageFinder) if "Two systems, one node" in one.detail]
    assert set(told) == {"above_collarbone"}


def test_cells_in_a_duct_cannot_have_traveled() -> None:
    for one in seen(StageFinder):
        hidden = "An invasive part must be somewhere" in one.detail
        expected = one.state["breast"] == "in_situ" and kind_of_stage(found(one.state)).extent in (
            "regional",
            "distant",
        )
        assert hidden == expected, one.state


# --- the picture ------------------------------------------------------------------------------------------------


def test_the_picture_marks_what_was_picked_and_nothing_else() -> None:
    for one in seen(StageFinder):
        drawing = ElementTree.fromstring(one.picture)
        pressed = {node.get("data-value") for node in drawing.iter("g") if node.get("aria-pressed") == "true"}
        assert pressed == {row["finding_id"] for row in found(one.state) if row["parts"]}, one.state


def test_every_finding_with_a_place_can_be_picked_or_leads_to_one_that_can() -> None:
    buttons = [n for n in ElementTree.fromstring(StageFinder(predict=False).picture()).iter("g") if n.get("data-name")]
    assert len(buttons) == len({row["parts"].partition(";")[0] for row in FINDINGS} - {""})
    for button in buttons:
        assert BY_ID[button.get("data-value", "")]["group"] == button.get("data-name")


def test_the_zones_carry_their_words_and_the_right_one_stands_out() -> None:
    for one in seen(StageFinder):
        drawing = ElementTree.fromstring(one.picture)
        zones = {node.get("data-key"): node for node in drawing.iter("g") if node.get("data-key")}
        assert set(zones) == set(ZONES)
        which = one.state["language"] == "clinical"
        for zone, node in zones.items():
            assert " ".join(span.text or "" for span in node.iter("tspan")) == ZONE_WORDS[zone][which]
        stands_out = {zone for zone, node in zones.items() if node.find("text[@class='mbc-inverse']") is not None}
        assert stands_out == {kind_of_stage(found(one.state)).certain} & set(ZONES), one.state


def test_what_does_not_count_is_marked_otherwise() -> None:
    for elsewhere, sign in (("unclear", "?"), ("stray_cells", "·")):
        picture = StageFinder(elsewhere=elsewhere, predict=False).picture()
        assert f">{sign}<" in picture
    assert ">?<" not in StageFinder(elsewhere="liver", predict=False).picture()
