"""Choosing by biology: picture, words, cards and rows tell the same route and the same options in every state."""

import re
import xml.etree.ElementTree as ET
from dataclasses import asdict

import pytest

from helpers import tables
from helpers.schema import split
from helpers.treatment.choosing import ChoosingByBiology, day, evidence, sure_sign, sure_words
from helpers.treatment.decision import FINDINGS, Findings, grid, left_out, matters, options, route
from tests.seen import seen, spoken

PEOPLE = {
    "sensitive": Findings(),
    "early relapse": Findings(relapse="resistant", pathway="pik3ca", person="before"),
    "man": Findings(person="man"),
    "short benefit": Findings(line="second", benefit="short", her2="low", pathway="pik3ca"),
    "crisis": Findings(crisis="yes", person="before"),
    "HER2": Findings("hr_her2_positive"),
    "late": Findings("triple_negative", line="third", her2="low", msi_tmb="yes"),
}
every_person = pytest.mark.parametrize("found", PEOPLE.values(), ids=PEOPLE)


NUMBER = re.compile(r'mbc-lanes-number"><circle[^>]*></circle><text[^>]*>(\w+)<')
"""The number of a step in the picture."""


def shown(found: Findings) -> ChoosingByBiology:
    explorer = ChoosingByBiology(predict=False, **asdict(found))
    assert explorer.problem == ""
    return explorer


def drawn(picture: str) -> str:
    """Every word of a picture, lines joined."""
    return " ".join(" ".join(part.itertext()).strip() for part in ET.fromstring(picture).iter("text") for part in part)


class TestEveryState:
    def test_the_states_cover_every_pair_of_findings_and_every_option(self) -> None:
        states = [Findings(**state) for state in ChoosingByBiology.states()]
        assert set(states) <= set(grid()) and len(set(states)) == len(states)
        assert {offer.name for found in states for offer in options(found)} == {
            offer.name for found in grid() for offer in options(found)
        }

    def test_words_picture_and_rows_name_the_same_options(self) -> None:
        for one in seen(ChoosingByBiology):
            offers, read = options(Findings(**one.state)), drawn(one.picture)
            for offer in offers:
                assert f"{offer.name} ({sure_words(offer.option)})" in one.words, one.state
                assert offer.name in read and sure_sign(offer.option) in read, (one.state, offer.name)
                assert any(row.get("name") == offer.name for row in one.rows), one.state
            assert one.picture.count('class="mbc-lanes-end"') == len(offers), one.state
            assert one.words.count("(guideline, ") + one.words.count("newer than the guideline)") + one.words.count(
                "(small or indirect evidence)"
            ) == len(offers), one.state

    def test_the_picture_numbers_every_step_of_the_route_once(self) -> None:
        for one in seen(ChoosingByBiology):
            steps = [step.number for step in route(Findings(**one.state))]
            numbered = NUMBER.findall(one.picture)
            for end in one.picture.split('class="mbc-lanes-end"')[1:]:
                numbered.remove(NUMBER.findall(end)[0])
            assert sorted(numbered) == sorted(steps), one.state

    def test_the_words_are_few_sentences_that_name_every_lane_of_the_route(self) -> None:
        for one in seen(ChoosingByBiology):
            assert 2 <= len(re.findall(r"[.](?= [A-Z0-9]|$)", one.words)) <= 4, one.words
            for step in route(Findings(**one.state)):
                if step.node["lane"]:
                    assert f"“{step.node['label']}”" in one.words, one.state

    def test_an_uncertain_step_is_dashed_signed_and_said(self) -> None:
        for one in seen(ChoosingByBiology):
            for step in route(Findings(**one.state)):
                if step.node["uncertain"]:
                    assert step.node["uncertain"] in spoken(one.detail), one.state
                    if step.node["node_id"] != "crisis":
                        assert f"“{step.node['label']}”" in one.words.partition("Uncertain on this route")[2], one.state

    def test_what_is_left_out_is_told_with_a_reason(self) -> None:
        for one in seen(ChoosingByBiology):
            detail = spoken(one.detail)
            for missing in left_out(Findings(**one.state)):
                assert missing.option["name"] in detail and missing.needs[0] in detail, one.state

    def test_it_says_that_it_is_no_advice_and_what_it_leaves_aside(self) -> None:
        for one in seen(ChoosingByBiology):
            assert "not advice" in one.detail and "does not cover pregnancy" in one.detail


class TestControls:
    @every_person
    def test_only_what_matters_is_asked(self, found: Findings) -> None:
        asked = set(re.findall(r'data-name="(\w+)"', shown(found).controls_html))
        assert asked == set(matters(found))

    def test_what_is_hidden_keeps_its_place_and_changes_nothing(self) -> None:
        explorer = shown(Findings("triple_negative", pdl1="high"))
        before = explorer.picture_html
        explorer.relapse = "resistant"
        assert explorer.picture_html == before
        explorer.received("subtype", "hr_positive")
        assert "Fulvestrant + ribociclib" in explorer.words_html

    def test_every_choice_is_worded_where_the_findings_are(self) -> None:
        assert {name: control.label for name, control in ChoosingByBiology.controls().items()} == {
            name: finding.label for name, finding in FINDINGS.items()
        }


class TestPicking:
    def test_picking_a_box_goes_there_and_changes_as_little_as_possible(self) -> None:
        explorer = shown(Findings(person="man"))
        explorer.received("place", "pathway_drug")
        assert explorer.problem == "" and explorer.line == "second" and explorer.person == "man"
        assert "Capivasertib + fulvestrant" in explorer.words_html

    def test_every_box_that_can_be_picked_leads_there(self) -> None:
        for subtype in FINDINGS["subtype"].values:
            explorer = shown(Findings(subtype))
            for place in dict.fromkeys(re.findall(r'data-value="(\w+)"', explorer.picture_html)):
                explorer.received("place", place)
                assert explorer.problem == "" and explorer.subtype == subtype
                assert place in {step.node["node_id"] for step in route(Findings(**explorer.state))}

    def test_a_box_of_another_graph_is_refused_in_a_sentence(self) -> None:
        explorer = shown(Findings())
        explorer.received("place", "tnbc_immune")
        assert "No route of this subtype" in explorer.problem and explorer.subtype == "hr_positive"


class TestCards:
    def test_both_dates_are_told_where_an_approval_is_newer_than_the_guideline(self) -> None:
        read = spoken(shown(Findings("her2_positive")).detail_html)
        assert "US approval: 15 Dec 2025" in read and "ASCO 2022 names a taxane with trastuzumab and pertuzumab" in read

    def test_evidence_tells_who_months_in_both_arms_and_the_gain(self) -> None:
        told = evidence(tables.row("trials", "destiny_breast09"))
        assert "40.7 and 26.9, so 13.8 more" in told and "of life" not in told
        assert "of life: 53.9 and 51.2, so 2.7 more, which chance can explain" in evidence(
            tables.row("trials", "paloma_2")
        )

    def test_every_drug_of_an_option_says_what_to_check_first(self) -> None:
        for one in seen(ChoosingByBiology):
            read = spoken(one.detail)
            for offer in options(Findings(**one.state)):
                for drug in offer.drugs:
                    row = tables.row("drugs", drug)
                    assert split(row["check_before"])[0].lower() in read.lower(), (one.state, drug)

    def test_men_get_what_the_guideline_for_men_says_and_what_is_uncertain(self) -> None:
        read = spoken(shown(Findings(person="man", relapse="resistant")).detail_html)
        assert "ASCO 2020 names fulvestrant for men" in read and "uncertain" in read

    def test_a_day_is_written_out(self) -> None:
        assert day("2026-05-01") == "1 May 2026"


class TestThePicture:
    @every_person
    @pytest.mark.parametrize("narrow", [False, True])
    def test_all_of_it_lies_inside(self, found: Findings, narrow: bool) -> None:
        explorer = shown(found)
        explorer.narrow = narrow
        svg = ET.fromstring(explorer.picture_html)
        width = float(svg.get("viewBox", "").split()[2])
        assert width <= (374 if narrow else 1000)
        sizes = [float(text.get("font-size", "0")) for text in svg.iter("text")]
        assert min(sizes) >= (13.6 if narrow else 14.5)
        for rect in svg.iter("rect"):
            x = float(rect.get("x", "0"))
            assert x >= 0 and x + float(rect.get("width", "0")) <= width

    def test_on_a_phone_lanes_off_the_route_are_closed_until_picked(self) -> None:
        explorer = shown(Findings())
        explorer.narrow = True
        assert "hr_sensitive" in explorer.picture_html and "esr1_degrader" not in explorer.picture_html
        explorer.received("place", "hr_later")
        assert "esr1_degrader" in explorer.picture_html and "hr_sensitive" not in explorer.picture_html
