"""What the explorers of notebook 02 say of their pictures, in every state."""

import json
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from helpers import metastasis, tables
from helpers.cards import URGENCY
from helpers.frame import cell_words
from helpers.metastasis.routes import PRIMARY, outward, way_to_node, way_to_site
from helpers.metastasis.symptoms import by_urgency
from tests.seen import seen, spoken


class TestCascade:
    def test_the_words_name_the_step_of_the_picture(self) -> None:
        for one in seen(metastasis.Cascade):
            number = list(metastasis.Cascade.stage.options).index(one.state["stage"]) + 1
            assert f"Step {number} of 7" in one.words and f"Step {number} of 7" in one.picture

    def test_every_step_of_the_table_reaches_a_learner(self) -> None:
        told = {row["step_id"] for one in seen(metastasis.Cascade) for row in one.rows}
        assert told == set(tables.named("cascade_steps", "name"))


class TestBodyMap:
    def test_the_words_name_the_place_picked(self) -> None:
        for one in seen(metastasis.BodyMap):
            if one.state["site"] != "none":
                column = "plain_name" if one.state["language"] == "plain" else "name"
                assert tables.named("sites", column)[one.state["site"]].lower() in one.words.lower(), one.state

    def test_the_words_name_every_share_the_colors_show(self) -> None:
        shares = [row for row in tables.records("site_by_subtype") if row["cohort_id"] == "turkey_2016"]
        for one in seen(metastasis.BodyMap):
            for row in shares:
                if row["group"] == one.state["subtype"] and one.state["figure_of"] == "woman":
                    assert f"{cell_words(row['percent'])}%" in one.words, one.state

    def test_the_words_count_the_steps_drawn(self) -> None:
        for one in seen(metastasis.BodyMap):
            if one.state["site"] == "none" and one.state["route"] != "none":
                assert f"show {one.picture.count('mbc-travel')} steps" in one.words, one.state

    def test_the_rows_hold_every_share_and_step_that_is_shown(self) -> None:
        for one in seen(metastasis.BodyMap):
            rows = {row.get("edge_id") or row.get("row_id") for row in one.rows}
            assert one.picture.count("mbc-travel") == sum(str(key).startswith("RT") for key in rows), one.state
            shared = sum(str(key).startswith("SBS") for key in rows)
            shaded = one.state["subtype"] != "none" and one.state["figure_of"] == "woman"
            assert (shared > 0) == shaded, one.state

    def test_every_place_can_be_picked_on_the_woman_and_all_but_the_ovary_on_the_man(self) -> None:
        woman, man = metastasis.BodyMap(predict=False), metastasis.BodyMap(predict=False, figure_of="man")
        for site in tables.named("sites", "name"):
            assert f'data-value="{site}"' in woman.picture()
            assert (f'data-value="{site}"' in man.picture()) == (site != "ovary")

    def test_a_man_has_no_ovary_and_the_words_say_so(self) -> None:
        assert (
            "No way to it is drawn for a man."
            in metastasis.BodyMap(site="ovary", figure_of="man", predict=False).words()
        )

    @pytest.mark.parametrize("site", tables.named("sites", "name"))
    def test_every_symptom_of_a_place_is_told_with_what_to_do(self, site: str) -> None:
        detail = metastasis.BodyMap(site=site, predict=False).detail()
        for row in tables.records("symptoms"):
            if row["site_id"] == site:
                assert f'data-key="{row["symptom_id"]}"' in detail
                assert URGENCY[row["urgency"]].words in detail

    def test_one_figure_is_shown_with_its_population(self) -> None:
        detail = metastasis.BodyMap(site="liver", predict=False).detail()
        headline = next(
            row for row in tables.records("site_frequency") if row["site_id"] == "liver" and row["headline"]
        )
        assert f"{cell_words(headline['percent_low'])}%" in detail and headline["population"] in detail


class TestRouteNetwork:
    def test_the_words_count_what_is_drawn(self) -> None:
        for one in seen(metastasis.RouteNetwork):
            arrows = re.findall(r"<title>[^<]+ to [^<]+: [^<]+</title>", one.picture)
            assert one.words.count(f"{len(arrows)} steps are shown") == 1, one.state

    def test_the_way_told_is_the_way_drawn(self) -> None:
        for one in seen(metastasis.RouteNetwork):
            told = re.search(r"has (\d+) steps", one.words)
            stops = one.picture.count("mbc-flow-stop")
            assert stops == (int(told[1]) + 1 if told else 0), one.state

    def test_hypotheses_are_marked_and_can_be_hidden(self) -> None:
        shown = metastasis.RouteNetwork(evidence="all", predict=False)
        assert "debated and marked" in shown.words() and ">Debated<" in shown.picture()
        hidden = metastasis.RouteNetwork(evidence="settled", predict=False)
        assert "none of them debated" in hidden.words() and ">Debated<" not in hidden.picture()

    def test_every_station_can_be_followed_when_nothing_is_hidden(self) -> None:
        edges = tables.records("routes")
        for node in tables.named("route_nodes", "label"):
            assert node == PRIMARY or way_to_node(edges, node), node

    def test_a_phone_gets_the_same_steps_in_a_narrow_drawing(self) -> None:
        network = metastasis.RouteNetwork(predict=False)
        wide = network.picture_html
        network.narrow = True
        assert network.picture_html.count("<title>") == wide.count("<title>")
        drawn = ET.fromstring(network.picture_html)
        assert float(drawn.get("viewBox", "").split()[2]) <= 480


class TestRoutes:
    @pytest.mark.parametrize("site", tables.named("sites", "name"))
    def test_a_way_is_unbroken_and_ends_at_the_site(self, site: str) -> None:
        way = way_to_site(tables.records("routes"), site)
        assert way[0]["from_node"] == PRIMARY
        assert all(before["to_node"] == after["from_node"] for before, after in pairwise(way))
        assert tables.row("route_nodes", way[-1]["to_node"])["site_id"] == site

    @pytest.mark.parametrize("site", ["bone", "liver", "brain"])
    def test_blood_reaches_the_great_organs_through_heart_and_lung(self, site: str) -> None:
        passed = [row["to_node"] for row in way_to_site(tables.records("routes"), site)]
        assert passed[-4:-1] == ["right_heart", "lung", "left_heart"]

    def test_outward_keeps_every_route_once(self) -> None:
        edges = tables.records("routes")
        ordered = outward(edges)
        assert sorted(row["edge_id"] for row in ordered) == sorted(row["edge_id"] for row in edges)
        assert ordered[0]["from_node"] == PRIMARY


class TestSitesBySubtype:
    def test_the_words_give_the_highest_figure_of_each_place_and_the_denominator(self) -> None:
        for one in seen(metastasis.SitesBySubtype):
            assert tables.row("cohorts", one.state["cohort"])["denominator"] in one.words, one.state
            told = [float(number) for number in re.findall(r", ([\d.]+)%[;.]", one.words)]
            assert told and set(told) <= {row["percent"] for row in one.rows}, one.state

    def test_every_figure_stands_in_the_chart(self) -> None:
        for one in seen(metastasis.SitesBySubtype):
            drawn = sorted(value for trace in json.loads(one.figure)["data"] for value in trace["x"])
            assert drawn == sorted(row["percent"] for row in one.rows), one.state

    def test_one_study_at_a_time(self) -> None:
        for one in seen(metastasis.SitesBySubtype):
            assert {row["cohort_id"] for row in one.rows} == {one.state["cohort"]}


class TestSymptomFinder:
    def test_the_most_urgent_complaint_leads(self) -> None:
        pairs = {frozenset((row["symptom_id"], row["other_id"])) for row in tables.records("symptom_pairs")}
        levels = list(URGENCY)
        for one in seen(metastasis.SymptomFinder):
            said = {one.state["said"], one.state["also"]} - {"none"}
            if not said:
                assert "Nothing is said yet" in one.words
                continue
            worst = min(levels.index(tables.row("symptoms", key)["urgency"]) for key in said)
            expected = URGENCY["now" if said in pairs else levels[worst]]
            assert one.words.startswith(f"{expected.sign} {expected.words} "), one.state

    def test_the_ladder_holds_all_that_was_said(self) -> None:
        for one in seen(metastasis.SymptomFinder):
            drawn = " ".join(ET.fromstring(one.picture).itertext())
            for key in {one.state["said"], one.state["also"]} - {"none"}:
                column = "plain_symptom" if one.state["language"] == "plain" else "symptom"
                assert tables.row("symptoms", key)[column].split()[0] in drawn, one.state

    def test_every_pair_is_raised_whichever_is_said_first(self) -> None:
        for pair in tables.records("symptom_pairs"):
            for said, also in (("symptom_id", "other_id"), ("other_id", "symptom_id")):
                finder = metastasis.SymptomFinder(said=pair[said], also=pair[also], predict=False)
                assert "Act now" in spoken(finder.words())[:12] and pair["reason"] in finder.words()

    def test_a_pair_is_never_less_urgent_than_its_parts(self) -> None:
        levels = list(URGENCY)
        for pair in tables.records("symptom_pairs"):
            parts = [tables.row("symptoms", pair[end])["urgency"] for end in ("symptom_id", "other_id")]
            assert levels.index(pair["urgency"]) < min(map(levels.index, parts)), pair

    def test_red_flags_are_listed_first(self) -> None:
        listed = [tables.row("symptoms", key) for key in metastasis.SymptomFinder.said.options if key != "none"]
        assert listed == by_urgency(listed)
        assert listed[0]["urgency"] == "now" and listed[-1]["urgency"] == "routine"

    def test_every_symptom_and_every_linked_emergency_reaches_a_learner(self) -> None:
        assert set(metastasis.SymptomFinder.said.options) == {"none", *tables.named("symptoms", "symptom")}
        finder = metastasis.SymptomFinder(predict=False)
        told = set()
        for key in metastasis.SymptomFinder.said.options:
            finder.said = key
            told |= {row["emergency_id"] for row in finder._linked()}
        assert told == {row["emergency_id"] for row in tables.records("symptom_emergencies")}

    def test_a_second_complaint_can_raise_the_urgency(self) -> None:
        alone = metastasis.SymptomFinder(said="SX03", predict=False)
        both = metastasis.SymptomFinder(said="SX03", also="SX04", predict=False)
        assert "Same day" in spoken(alone.words())[:12] and "Act now" in spoken(both.words())[:12]


class TestEmergencies:
    def test_the_words_name_the_card_and_the_basis_of_its_time(self) -> None:
        for one in seen(metastasis.Emergencies):
            row = tables.row("emergencies", one.state["emergency"])
            assert row["plain_name" if one.state["language"] == "plain" else "name"] in one.words, one.state
            assert ("no source" in one.words) == (row["time_basis"] == "illustrative"), one.state

    def test_all_cards_stand_on_the_ladder_in_the_order_of_time(self) -> None:
        picture = ET.fromstring(metastasis.Emergencies(predict=False).picture())
        listed = [node.get("data-value") for node in picture.iter() if node.get("data-value")]
        minutes = [tables.row("emergencies", key)["time_minutes"] for key in listed if key]
        assert len(listed) == len(tables.records("emergencies"))
        assert minutes == sorted(minutes)

    def test_cord_compression_stands_first(self) -> None:
        assert (
            next(iter(sorted(tables.records("emergencies"), key=lambda row: row["time_minutes"])))["emergency_id"]
            == "mscc"
        )

    @pytest.mark.parametrize("emergency", tables.named("emergencies", "name"))
    def test_a_card_recognizes_acts_calls_and_tells_the_patient(self, emergency: str) -> None:
        detail = metastasis.Emergencies(emergency=emergency, predict=False).detail_html
        for heading in (
            "Recognize",
            "First five minutes, in order",
            "Call",
            "Tell the patient",
            "Avoid",
            "Our hospital",
        ):
            assert f"<h4>{heading}</h4>" in detail


def test_no_explorer_compares_figures_of_two_studies_in_one_sentence() -> None:
    body = metastasis.BodyMap(site="liver", subtype="Luminal A", predict=False)
    assert body.words().count("Turkey") == 1 and "China" not in body.words()
