"""The decision graph: every combination of findings comes to an end, and no option lacks what it needs."""

from dataclasses import replace
from functools import cache

import pytest

from helpers import tables
from helpers.schema import split
from helpers.tables import Record
from helpers.treatment.decision import (
    FINDINGS,
    Findings,
    Offer,
    Step,
    conditions,
    grid,
    left_out,
    matters,
    meets,
    nearest_to,
    options,
    route,
    settled,
)

GRID = list(grid())
NODES = {node["node_id"]: node for node in tables.records("treatment_nodes")}
LINKS = tables.records("treatment_links")
OPTIONS = {option["option_id"]: option for option in tables.records("treatment_options")}
MARKERS = {
    "brca": ["yes"],
    "esr1": ["yes"],
    "msi_tmb": ["yes"],
    "pathway": ["akt1_pten", "pik3ca"],
    "her2": ["ultralow", "low"],
    "pdl1": ["below", "high"],
}
"""Markers, and the results that are more than the neutral one."""


@cache
def taken(found: Findings) -> tuple[Step, ...]:
    return tuple(route(found))


@cache
def offered(found: Findings) -> tuple[Offer, ...]:
    return tuple(options(found))


def ids(found: Findings) -> set[str]:
    return {offer.option["option_id"] for offer in offered(found)}


def told(found: Findings) -> tuple[list[str], list[str]]:
    """The steps and the options as a reader gets them."""
    return [step.node["node_id"] for step in taken(found)], [offer.name for offer in offered(found)]


def tokens(found: Findings) -> set[str]:
    """What is present, in the words of ``drugs.required_biomarker``, but for MSI and TMB, which are tried apart."""
    positive = {"hr_positive", "er_positive"} if found.subtype.startswith("hr_") else set()
    her2 = {"her2_positive"} if found.subtype.endswith("her2_positive") else {"her2_negative"}
    present = positive | her2 | ({"tnbc"} if found.subtype == "triple_negative" else set())
    present |= {f"her2_{found.her2}"} if found.her2 != "zero" else set()
    present |= {"pik3ca", "akt_pathway"} if found.pathway == "pik3ca" else set()
    present |= {"akt_pathway"} if found.pathway == "akt1_pten" else set()
    present |= {"gbrca"} if found.brca == "yes" else set()
    present |= {"esr1"} if found.esr1 == "yes" else set()
    return present | ({"pdl1_cps10"} if found.pdl1 == "high" else set())


def suits(drug: Record, present: set[str]) -> bool:
    return all(any(token in present for token in group.split("|")) for group in split(drug["required_biomarker"]))


class TestTheGraph:
    def test_every_link_has_both_ends_and_leads_to_another_step(self) -> None:
        for link in LINKS:
            assert {link["from_node"], link["to_node"]} <= set(NODES) and link["from_node"] != link["to_node"], link

    def test_the_conditions_name_findings_and_values_that_exist(self) -> None:
        for row in (*LINKS, *OPTIONS.values()):
            for name, values in conditions(row["needs"]).items():
                assert set(values) <= set(FINDINGS[name].values), row

    def test_no_answers_lead_in_a_circle(self) -> None:
        onward = tables.grouped([link for link in LINKS if link["kind"] == "answer"], "from_node")
        open_, done = [(id_, frozenset({id_})) for id_ in NODES], 0
        while open_:
            here, passed = open_.pop()
            done += 1
            for link in onward.get(here, []):
                assert link["to_node"] not in passed, link
                open_.append((link["to_node"], passed | {link["to_node"]}))
        assert done > len(NODES)

    def test_every_option_stands_at_a_step_that_holds_options(self) -> None:
        assert {NODES[option["node_id"]]["kind"] for option in OPTIONS.values()} == {"treatment", "end", "test"}

    def test_every_drug_and_every_trial_of_an_option_exists(self) -> None:
        drugs, trials = (tables.named(name, key) for name, key in (("drugs", "generic"), ("trials", "name")))
        for option in OPTIONS.values():
            assert set(split(option["drugs"])) <= set(drugs) and set(split(option["trials"])) <= set(trials), option

    def test_an_approval_newer_than_the_guideline_has_a_day_that_is_newer(self) -> None:
        for option in OPTIONS.values():
            if option["certainty"] == "approval":
                assert int(option["approved"][:4]) >= option["guideline_year"] and option["differ"], option
            elif option["certainty"] == "guideline":
                assert not option["approved"] and option["guideline"] and option["guideline_year"], option

    def test_no_option_is_a_drug_of_the_past_or_withdrawn(self) -> None:
        for option in OPTIONS.values():
            for drug in split(option["drugs"]):
                row = tables.row("drugs", drug)
                assert not row["historical"] and row["us_status"] != "withdrawn", (option["option_id"], drug)

    def test_a_crisis_is_an_organ_that_fails_not_only_a_metastasis_in_an_organ(self) -> None:
        assert "organ is failing" in NODES["crisis"]["what"] and "alone are not a crisis" in NODES["crisis"]["what"]


class TestEveryCombination:
    def test_the_grid_holds_each_combination_once_and_only_what_matters(self) -> None:
        assert len(set(GRID)) == len(GRID) > 1500
        assert all(settled(found) == found for found in GRID)

    def test_every_route_comes_to_an_option(self) -> None:
        for found in GRID:
            assert taken(found)[0].node["kind"] == "start" and offered(found), found

    def test_no_route_passes_a_step_twice_or_skips_a_link(self) -> None:
        for found in GRID:
            passed = [step.node["node_id"] for step in taken(found)]
            assert len(set(passed)) == len(passed), found
            assert len({step.number for step in taken(found)}) == len(passed), found
            for step in taken(found)[1:]:
                assert step.link and step.link["from_node"] in passed and meets(found, step.link["needs"]), found

    def test_exactly_one_answer_leads_out_of_the_question_of_a_crisis(self) -> None:
        for found in GRID:
            assert sum(bool(step.link and step.link["from_node"] == "crisis") for step in taken(found)) == 1, found

    def test_no_drug_is_offered_without_the_biomarker_it_needs(self) -> None:
        for found in GRID:
            worlds = [{"dmmr"}, {"tmb_high"}] if found.msi_tmb == "yes" else [set()]
            for offer in offered(found):
                for drug in map(lambda id_: tables.row("drugs", id_), offer.drugs):
                    for world in worlds:
                        assert suits(drug, tokens(found) | world), (found, offer.name, drug["generic"])

    def test_every_option_and_every_step_is_reached_by_some_findings(self) -> None:
        assert {id_ for found in GRID for id_ in ids(found)} == set(OPTIONS)
        beside = {link["to_node"] for link in LINKS if link["kind"] == "beside"}
        assert {step.node["node_id"] for found in GRID for step in taken(found)} | beside == set(NODES)

    def test_every_answer_is_followed_by_some_findings(self) -> None:
        followed = {step.link["link_id"] for found in GRID for step in taken(found) if step.link}
        # a step that two open questions lead to is entered once, by the first of them
        assert {link["link_id"] for link in LINKS if link["kind"] == "answer"} <= followed

    def test_an_option_is_either_offered_or_left_out_with_a_reason_never_both(self) -> None:
        for found in GRID:
            missing = left_out(found)
            assert all(one.needs for one in missing), found
            assert not {one.option["option_id"] for one in missing} & ids(found), found

    @pytest.mark.parametrize("marker", MARKERS)
    def test_a_new_marker_never_takes_an_option_away_in_silence(self, marker: str) -> None:
        for found in GRID:
            if marker in matters(found) and getattr(found, marker) == next(iter(FINDINGS[marker].values)):
                for value in MARKERS[marker]:
                    after = replace(found, **{marker: value})
                    told = {one.option["option_id"]: one.needs for one in left_out(after)}
                    for lost in ids(found) - ids(after):
                        assert told.get(lost) and marker == "pdl1", (found, value, lost)

    def test_a_finding_that_is_asked_for_matters_and_one_that_is_not_does_not(self) -> None:
        for found in GRID:
            for name in FINDINGS:
                if name not in matters(found):
                    for value in FINDINGS[name].values:
                        assert settled(replace(found, **{name: value})) == found, (found, name)

    def test_every_finding_asked_for_changes_something_for_somebody_of_that_subtype(self) -> None:
        for subtype in FINDINGS["subtype"].values:
            mine = [found for found in GRID if found.subtype == subtype]
            for name in {name for found in mine for name in matters(found)} - {"crisis"}:  # it is told at its own step
                assert any(
                    told(found) != told(settled(replace(found, **{name: value})))
                    for found in mine
                    if name in matters(found)
                    for value in FINDINGS[name].values
                ), (subtype, name)


class TestKnownPeople:
    """A few routes that a reader of the guidelines would check first."""

    def test_sensitive_disease_starts_with_an_aromatase_inhibitor_and_a_cdk46_inhibitor(self) -> None:
        assert {"ai_ribociclib", "ai_abemaciclib", "ai_palbociclib"} <= ids(Findings())

    def test_before_menopause_and_in_men_an_aromatase_inhibitor_is_not_alone(self) -> None:
        for person, words in (("before", "ovarian suppression"), ("man", "GnRH agent")):
            for offer in offered(Findings(person=person)):
                if "ai" in split(offer.option["endocrine"]):
                    assert "goserelin" in offer.drugs and words in offer.name
        assert not any(offer.beside for offer in offered(Findings()))

    def test_inavolisib_needs_early_relapse_and_a_pik3ca_mutation(self) -> None:
        for found in GRID:
            wanted = found.relapse == "resistant" and found.pathway == "pik3ca"
            assert ("inavolisib_triplet" in ids(found)) == wanted, found

    def test_an_akt1_or_pten_change_opens_capivasertib_and_not_alpelisib(self) -> None:
        later = ids(Findings(line="second", pathway="akt1_pten"))
        assert "capivasertib" in later and "alpelisib" not in later

    def test_an_esr1_mutation_opens_degraders_and_elacestrant_not_before_menopause(self) -> None:
        assert {"elacestrant", "imlunestrant", "vepdegestrant"} <= ids(Findings(line="second", esr1="yes"))
        before = Findings(line="second", esr1="yes", person="before")
        assert "elacestrant" not in ids(before) and "imlunestrant" in ids(before)

    def test_immunotherapy_needs_a_pdl1_score_of_10_or_more(self) -> None:
        for score, there in (("high", True), ("below", False), ("not_tested", False)):
            found = ids(Findings("triple_negative", pdl1=score))
            assert ("pembrolizumab_chemo" in found) == there
            assert ("pdl1_test" in found) == (score == "not_tested")

    def test_both_dates_stand_side_by_side_in_the_first_line_of_her2_positive_disease(self) -> None:
        certain = {o.option["option_id"]: o.option["certainty"] for o in offered(Findings("her2_positive"))}
        assert certain["t_dxd_pertuzumab"] == "approval" and certain["thp"] == "guideline"
        assert OPTIONS["t_dxd_pertuzumab"]["approved"] == "2025-12-15"

    def test_t_dxd_is_not_offered_again(self) -> None:
        for found in GRID:
            if found.t_dxd == "yes":
                assert not any("t_dxd" in offer.drugs for offer in offered(found)), found

    def test_a_crisis_goes_to_the_fastest_option_and_later_past_hormone_treatment(self) -> None:
        assert "crisis_chemo" in ids(Findings(crisis="yes"))
        after = {one.option["option_id"]: one.needs for one in left_out(Findings(crisis="yes"))}
        assert after == {"crisis_ribociclib": ["a woman before menopause"]}
        assert "single_chemo_hr" in ids(Findings(crisis="yes", line="second"))
        assert "double_chemo_tnbc" in ids(Findings("triple_negative", crisis="yes"))

    def test_comfort_care_is_named_in_every_late_lane_and_never_called_out_of_reach(self) -> None:
        for found in GRID:
            lane = [step.node["node_id"] for step in taken(found) if step.node["lane"]][-1]
            late = lane in ("hr_refractory", "her2_third", "tnbc_third")
            assert ("stop_treatment" in ids(found)) == late, found
            assert "stop_treatment" not in {one.option["option_id"] for one in left_out(found)}, found


def test_the_way_to_a_step_changes_as_little_as_possible() -> None:
    assert nearest_to(Findings(), "hr_sensitive") == Findings()
    assert nearest_to(Findings(), "esr1_degrader") == Findings(line="second", esr1="yes")
    assert nearest_to(Findings("triple_negative"), "tnbc_immune") == Findings("triple_negative", pdl1="high")
    with pytest.raises(KeyError):
        nearest_to(Findings(), "tnbc_immune")
