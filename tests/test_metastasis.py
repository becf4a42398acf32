"""Every state of every explorer of notebook 02: it renders, and its words say what its picture shows."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from helpers import metastasis, tables
from helpers.cards import URGENCY
from helpers.explorer import Explorer
from helpers.frame import cell_words
from helpers.markup import Safe
from helpers.metastasis.routes import PRIMARY, outward, way_to_node, way_to_site
from helpers.metastasis.symptoms import by_urgency


def states(explorer: Explorer) -> Iterator[dict[str, str]]:
    """Put one explorer through all its states, without drawing the frame around it each time."""
    explorer.unobserve_all()
    for state in explorer.states():
        for name, value in state.items():
            setattr(explorer, name, value)
        yield state


def spoken(words: str | Safe) -> str:
    """Words as a screen reader says them."""
    if not isinstance(words, Safe):
        return words
    said: list[str] = []
    parser = HTMLParser()
    parser.handle_data = said.append  # type: ignore[method-assign]
    parser.feed(words)
    return "".join(said)


@pytest.fixture(params=metastasis.ALL, ids=lambda kind: kind.__name__)
def explorer(request: pytest.FixtureRequest) -> Explorer:
    made: Explorer = request.param(predict=False)
    assert made.problem == ""
    return made


def test_every_state_renders_picture_words_and_table(explorer: Explorer) -> None:
    for state in states(explorer):
        regions, figure = explorer.view()
        assert figure or "<svg" in regions["picture"], state
        assert len(spoken(explorer.words())) > 30, state
        assert "<tbody><tr>" in regions["table"] or "no way leads" in explorer.words() or not explorer.rows().records, (
            state
        )


def test_every_picture_is_well_formed_and_named(explorer: Explorer) -> None:
    for state in states(explorer):
        picture = explorer.picture()
        if isinstance(picture, Safe):
            for svg in ET.fromstring(f"<p>{picture}</p>").iter("svg"):
                assert svg.get("role") == "group" and svg.get("aria-label"), state


def test_words_are_whole_sentences(explorer: Explorer) -> None:
    for state in states(explorer):
        words = spoken(explorer.words())
        assert words[-1] in ".”?!", (state, words)
        assert ".." not in words.replace("…", "") and "  " not in words and "None" not in words, (state, words)


def test_rows_with_facts_carry_sources_that_exist(explorer: Explorer) -> None:
    for state in states(explorer):
        rows = explorer.rows()
        assert all(row["source_id"] and row["checked"] in ("yes", "partial", "no") for row in rows.records), state
        assert tables.cited([*rows.source_ids, *explorer.extra_sources()]) or not rows.records, state


def test_both_languages_are_there(explorer: Explorer) -> None:
    explorer.language = "plain"
    plain = explorer.words_html + explorer.detail_html + explorer.picture_html
    explorer.language = "clinical"
    assert explorer.words_html + explorer.detail_html + explorer.picture_html != plain


def test_every_explorer_asks_first_and_tells_what_to_do_after() -> None:
    for kind in metastasis.ALL:
        asking = kind()
        assert "Predict first" in asking.predict_html and asking.picture_html == ""
        asking.prediction = "skip"
        assert "At the bedside" in asking.takeaway_html and asking.picture_html


class TestCascade:
    def test_the_words_name_the_step_of_the_picture(self) -> None:
        cascade = metastasis.Cascade(predict=False)
        for state in states(cascade):
            number = list(metastasis.Cascade.stage.options).index(state["stage"]) + 1
            assert f"Step {number} of 7" in spoken(cascade.words())
            assert f"Step {number} of 7" in cascade.picture()

    def test_every_step_of_the_table_reaches_a_learner(self) -> None:
        cascade = metastasis.Cascade(predict=False)
        told = {row["step_id"] for _ in states(cascade) for row in cascade.rows().records}
        assert told == set(tables.named("cascade_steps", "name"))


class TestBodyMap:
    def test_the_words_name_the_place_picked(self) -> None:
        body = metastasis.BodyMap(predict=False)
        for state in states(body):
            if state["site"] != "none":
                name = tables.row("sites", state["site"])["plain_name" if state["language"] == "plain" else "name"]
                assert name.lower() in spoken(body.words()).lower(), state

    def test_the_words_name_every_share_the_colors_show(self) -> None:
        body = metastasis.BodyMap(predict=False)
        for state in states(body):
            for row in tables.records("site_by_subtype"):
                if row["cohort_id"] == "turkey_2016" and row["group"] == state["subtype"]:
                    assert f"{cell_words(row['percent'])}%" in body.words(), state

    def test_the_words_count_the_steps_drawn(self) -> None:
        body = metastasis.BodyMap(predict=False)
        for state in states(body):
            if state["site"] == "none" and state["route"] != "none":
                assert f"show {body.picture().count('mbc-travel')} steps" in body.words(), state

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
        network = metastasis.RouteNetwork(predict=False)
        for state in states(network):
            assert f"{len(network._edges())} steps are shown" in network.words(), state

    def test_the_way_told_is_the_way_drawn(self) -> None:
        network = metastasis.RouteNetwork(predict=False)
        for state in states(network):
            way = way_to_node(network._edges(), state["goal"])
            if way:
                assert f"has {len(way)} steps" in network.words(), state
                assert network.picture().count("mbc-flow-stop") >= len(way), state

    def test_hypotheses_are_marked_and_can_be_hidden(self) -> None:
        shown = metastasis.RouteNetwork(evidence="all", predict=False)
        assert "debated and marked" in shown.words() and ">Debated<" in shown.picture()
        hidden = metastasis.RouteNetwork(evidence="settled", predict=False)
        assert "none of them debated" in hidden.words() and ">Debated<" not in hidden.picture()

    def test_every_station_can_be_followed_when_nothing_is_hidden(self) -> None:
        edges = tables.records("routes")
        for node in tables.named("route_nodes", "label"):
            assert node == PRIMARY or way_to_node(edges, node), node


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
    def test_the_words_give_the_highest_figures_and_the_denominator(self) -> None:
        chart = metastasis.SitesBySubtype(predict=False)
        for state in states(chart):
            cohort = tables.row("cohorts", state["cohort"])
            top = max(row["percent"] for row in chart.rows().records)
            assert f"{cell_words(top)}%" in chart.words() or len(chart.rows().records) > 4, state
            assert cohort["denominator"] in chart.words(), state

    def test_every_figure_stands_in_the_chart(self) -> None:
        chart = metastasis.SitesBySubtype(predict=False)
        for state in states(chart):
            drawn = sorted(value for trace in chart.picture().data for value in trace.x)
            assert drawn == sorted(row["percent"] for row in chart.rows().records), state

    def test_one_study_at_a_time(self) -> None:
        chart = metastasis.SitesBySubtype(predict=False)
        for _ in states(chart):
            assert len({row["cohort_id"] for row in chart.rows().records}) == 1


class TestSymptomFinder:
    def test_the_most_urgent_complaint_leads(self) -> None:
        finder = metastasis.SymptomFinder(predict=False)
        for state in states(finder):
            said = [tables.row("symptoms", key) for key in (state["said"], state["also"]) if key != "none"]
            worst = min(list(URGENCY).index(row["urgency"]) for row in said)
            worst = 0 if finder._pair() else worst
            assert list(URGENCY.values())[worst].words in spoken(finder.words())[:14], state

    def test_the_ladder_holds_what_was_said(self) -> None:
        finder = metastasis.SymptomFinder(predict=False)
        for state in states(finder):
            rungs = {group.get("data-key"): " ".join(group.itertext()) for group in ET.fromstring(finder.picture())}
            for level, rows in finder._levels().items():
                for row in rows:
                    assert row["symptom"].split()[0] in rungs[URGENCY[level].words], state

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
        listed = [tables.row("symptoms", key) for key in metastasis.SymptomFinder.said.options]
        assert listed == by_urgency(listed)
        assert listed[0]["urgency"] == "now" and listed[-1]["urgency"] == "routine"

    def test_every_symptom_and_every_linked_emergency_reaches_a_learner(self) -> None:
        assert set(metastasis.SymptomFinder.said.options) == set(tables.named("symptoms", "symptom"))
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
        cards = metastasis.Emergencies(predict=False)
        for state in states(cards):
            row = tables.row("emergencies", state["emergency"])
            assert row["plain_name" if state["language"] == "plain" else "name"] in cards.words(), state
            assert ("no source" in cards.words()) == (row["time_basis"] == "illustrative"), state

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

    def test_a_card_recognizes_acts_calls_and_tells_the_patient(self) -> None:
        cards = metastasis.Emergencies(predict=False)
        for _ in states(cards):
            detail = cards.detail()
            for heading in ("Recognize", "First five minutes, in order", "Call", "Tell the patient", "Do not"):
                assert f"<h4>{heading}</h4>" in detail


def test_no_explorer_compares_figures_of_two_studies_in_one_sentence() -> None:
    body = metastasis.BodyMap(site="liver", subtype="Luminal A", predict=False)
    assert body.words().count("Turkey") == 1 and "China" not in body.words()
