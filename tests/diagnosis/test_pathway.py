"""The pathway: its graph holds together, every walk comes to a plan, and wrong turns explain themselves."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from helpers import tables
from helpers.controls import Picked, further, steps
from helpers.diagnosis.pathway import KINDS, SHOWN, WRONG, Pathway
from helpers.diagnosis.ways import ways
from helpers.schema import split
from helpers.tables import Record
from tests.seen import seen, spoken

KNOWN = ways()
WALKS = [walked for walked in KNOWN.samples() if walked]
TURNS = sorted(KNOWN.turns)


def on(walk: str, **choices: str) -> Pathway:
    explorer = Pathway(predict=False, walk=walk, **choices)
    assert explorer.problem == ""
    return explorer


def to(step: str, start: str = "") -> Picked:
    """The shortest walk to a step."""
    starts = [start] if start else KNOWN.starts
    return next(found[step] for found in map(KNOWN.shortest, starts) if step in found)


class TestTheGraph:
    def test_there_are_three_starts(self) -> None:
        assert KNOWN.starts == ["lump", "past_cancer", "chance_finding"]

    def test_every_step_can_be_reached_from_a_start(self) -> None:
        reached = {step for start in KNOWN.starts for step in KNOWN.shortest(start)}
        assert reached == set(KNOWN.steps)

    def test_every_link_is_walked_from_each_of_its_starts(self) -> None:
        for link in KNOWN.links:
            for start in split(link["starts"]):
                assert {link["from_step"], link["to_step"]} <= set(KNOWN.shortest(start)), (link["link_id"], start)

    @pytest.mark.parametrize("start", KNOWN.starts)
    def test_every_decision_has_at_least_two_ways_out_from_every_start(self, start: str) -> None:
        for step, walked in KNOWN.shortest(start).items():
            if KNOWN.steps[step]["kind"] == "decision":
                assert len(KNOWN.onward(walked)) >= 2, step
                conditions = [link["exit"] for link in KNOWN.onward(walked)]
                assert all(conditions) and len(set(conditions)) == len(conditions), step

    @pytest.mark.parametrize("start", KNOWN.starts)
    def test_only_a_result_with_a_plan_is_an_end(self, start: str) -> None:
        for step, walked in KNOWN.shortest(start).items():
            if not KNOWN.onward(walked):
                assert KNOWN.steps[step]["kind"] == "result" and KNOWN.steps[step]["plan"], step

    @pytest.mark.parametrize("walked", WALKS, ids=lambda walked: further(walked)[-60:])
    def test_every_walk_can_still_come_to_a_plan(self, walked: Picked) -> None:
        waiting, seen_here = [walked], set()
        while waiting:
            here = waiting.pop()
            if KNOWN.steps.get(here[-1], {}).get("plan"):
                return
            for step in KNOWN.follows(here):
                if step in KNOWN.steps and (here[-1], step) not in seen_here:
                    seen_here.add((here[-1], step))
                    waiting.append((*here, step))
        pytest.fail(f"no plan after {walked}")

    def test_the_emergency_check_comes_first_from_every_start(self) -> None:
        for start in KNOWN.starts:
            assert [link["to_step"] for link in KNOWN.onward((start,))] == ["emergency_check"]
            assert "emergency_care" in KNOWN.follows((start, "emergency_check"))

    def test_an_emergency_leads_back_into_the_search_for_the_diagnosis(self) -> None:
        for start in KNOWN.starts:
            assert KNOWN.onward((start, "emergency_check", "emergency_care"))

    def test_a_walk_is_offered_only_what_fits_its_start(self) -> None:
        for start, onward in (("lump", "referral"), ("past_cancer", "bloods"), ("chance_finding", "bloods")):
            steps_ = {link["to_step"] for link in KNOWN.onward((start, "emergency_check"))}
            assert steps_ == {"emergency_care", onward}

    def test_someone_whose_cancer_has_not_come_back_is_not_sent_to_live_with_metastases(self) -> None:
        walked = to("nothing_seen", "past_cancer")
        assert [link["to_step"] for link in KNOWN.onward(walked)] == ["emergency_check"]

    def test_a_breast_biopsy_and_a_biopsy_of_a_metastasis_have_results_of_their_own(self) -> None:
        def after(step: str) -> set[str]:
            return {link["to_step"] for link in KNOWN.links if link["from_step"] == step}

        assert after("breast_pathology") == {"invasive"}
        assert after("metastasis_pathology") == {"confirmed", "other_diagnosis"}

    def test_stage_4_at_first_diagnosis_and_recurrence_are_told_apart(self) -> None:
        for start, names in (("lump", "stage_iv"), ("chance_finding", "stage_iv"), ("past_cancer", "recurrence")):
            found = KNOWN.shortest(start)
            assert names in found and len({"stage_iv", "recurrence"} & set(found)) == 1

    def test_what_runs_side_by_side_is_all_done_before_the_plan(self) -> None:
        walked = to("mdt")
        beside = {link["to_step"] for link in KNOWN.links if link["side_by_side"]}
        assert len(beside) == 3
        while beside:
            assert {link["to_step"] for link in KNOWN.onward(walked)} == beside
            walked = (*walked, beside.pop())
        assert [link["to_step"] for link in KNOWN.onward(walked)] == ["shared_decision"]

    def test_after_a_change_of_treatment_all_of_it_is_done_again(self) -> None:
        walked = (*to("change_treatment"), "mdt")
        assert len(KNOWN.onward(walked)) == 3

    def test_the_shortest_walk_uses_links_that_exist_and_no_step_twice(self) -> None:
        for start in KNOWN.starts:
            for walked in KNOWN.shortest(start).values():
                assert len(set(walked)) == len(walked)
                assert [link["to_step"] for link in KNOWN.taken(walked)] == list(walked[1:])


class TestWrongTurns:
    def test_there_are_wrong_turns_in_every_part_and_from_every_start(self) -> None:
        parts = {KNOWN.steps[turn["step_id"]]["part"] for turn in KNOWN.turns.values()}
        starts = {start for turn in KNOWN.turns.values() for start in split(turn["starts"])}
        assert len(TURNS) >= 10 and parts == {1, 2, 3} and starts == set(KNOWN.starts)
        assert not set(KNOWN.turns) & set(KNOWN.steps)

    @pytest.mark.parametrize("turn", TURNS)
    def test_a_wrong_turn_is_offered_on_every_walk_it_names(self, turn: str) -> None:
        row = KNOWN.turns[turn]
        for start in split(row["starts"]):
            assert turn in KNOWN.follows(to(row["step_id"], start)), start

    @pytest.mark.parametrize("turn", TURNS)
    def test_it_looks_like_the_right_choices_until_it_is_picked(self, turn: str) -> None:
        row = KNOWN.turns[turn]
        walked = to(row["step_id"], split(row["starts"])[0])
        right = {link["exit"].partition(":")[0] for link in KNOWN.onward(walked)}
        assert row["exit"] in right
        assert list(KNOWN.follows(walked).values()) == sorted(KNOWN.follows(walked).values())
        drawn = ET.fromstring(on(further(walked)).picture())
        exits = [part for part in drawn.iter("g") if part.get("class") == "mbc-walk-exit"]
        assert len(exits) == len(KNOWN.follows(walked))
        assert len({tuple(sorted(part.find("rect").attrib)) for part in exits}) == 1  # type: ignore[union-attr]
        assert WRONG not in on(further(walked)).picture()

    @pytest.mark.parametrize("turn", TURNS)
    def test_it_explains_itself_and_leads_back(self, turn: str) -> None:
        row = KNOWN.turns[turn]
        walked = (*to(row["step_id"], split(row["starts"])[0]), turn)
        explorer = on(further(walked))
        said = spoken(explorer.words_html + explorer.detail_html)
        for told in ("why_chosen", "why_wrong", "cost", "instead"):
            assert row[told] in said
        assert "a wrong turn" in said and WRONG in explorer.picture_html
        assert list(KNOWN.follows(walked)) == [row["step_id"]]

    @pytest.mark.parametrize("turn", TURNS)
    def test_once_back_it_is_not_offered_again_but_stays_on_the_record(self, turn: str) -> None:
        row = KNOWN.turns[turn]
        walked = (*to(row["step_id"], split(row["starts"])[0]), turn, row["step_id"])
        assert turn not in KNOWN.follows(walked) and KNOWN.onward(walked)
        explorer = on(further(walked))
        assert f"{row['label']} (wrong turn)" in explorer.words_html
        assert row["choice"] in spoken(explorer.table_html)


class TestTheWalk:
    def test_the_samples_are_walks_the_control_accepts(self) -> None:
        for walk in Pathway.controls()["walk"].values():
            assert on(walk).walk == walk

    def test_an_impossible_walk_is_refused_in_a_sentence(self) -> None:
        explorer = Pathway(predict=False, walk="lump;core_biopsy")
        assert "“core_biopsy” cannot come here" in explorer.problem and explorer.walk == ""

    def test_words_picture_and_rows_name_the_same_step(self) -> None:
        for one in seen(Pathway):
            walked = steps(one.state["walk"])
            if not walked:
                continue
            label = (KNOWN.steps | KNOWN.turns)[walked[-1]]["label"]
            assert one.words.lower().startswith(f"step {len(walked)}") and label.lower() in one.words.lower()
            assert label in " ".join(str(value) for row in one.rows for value in row.values()), one.state
            if one.state["form"] == "walk":
                assert label in " ".join(" ".join(ET.fromstring(one.picture).itertext()).split()) or all(
                    word in one.picture for word in label.split()
                )

    def test_the_picture_shows_the_last_steps_and_every_way_on(self) -> None:
        for one in seen(Pathway):
            walked = steps(one.state["walk"])
            if one.state["form"] == "walk":
                targets = re.findall(r'data-value="([^"]*)"', one.picture)
                behind = [further(walked[:count]) for count in range(1, len(walked))][-SHOWN:]
                assert targets == [*behind, *(further((*walked, id_)) for id_ in KNOWN.follows(walked))], one.state

    def test_the_words_tell_the_whole_way_and_what_can_follow(self) -> None:
        for one in seen(Pathway):
            walked = steps(one.state["walk"])
            for id_ in walked[:-1]:
                assert (KNOWN.steps | KNOWN.turns)[id_]["label"] in one.words, one.state
            if one.state["form"] == "walk" and walked and walked[-1] in KNOWN.steps:
                for id_ in KNOWN.follows(walked):
                    assert f"“{(KNOWN.steps | KNOWN.turns)[id_]['label']}”" in one.words, one.state

    def test_a_time_without_a_source_says_so(self) -> None:
        for one in seen(Pathway):
            walked = steps(one.state["walk"])
            if walked and walked[-1] in KNOWN.steps:
                illustrative = KNOWN.steps[walked[-1]]["wait_basis"] == "illustrative"
                assert ("put your local time here" in one.words) == illustrative, one.state

    def test_every_step_tells_what_the_nurse_does_before_during_and_after(self) -> None:
        for one in seen(Pathway):
            walked = steps(one.state["walk"])
            if walked and walked[-1] in KNOWN.steps:
                for when in ("before", "during", "after"):
                    assert f"<h4>The nurse {when}</h4>" in one.detail, one.state

    def test_a_phone_gets_the_same_choices_one_below_the_other(self) -> None:
        explorer = on(further(to("suspicious")))
        wide = re.findall(r'data-value="([^"]*)"', explorer.picture_html)
        explorer.narrow = True
        assert re.findall(r'data-value="([^"]*)"', explorer.picture_html) == wide
        assert float(ET.fromstring(explorer.picture_html).get("viewBox", "").split()[2]) <= 374


class TestTheWholeGraph:
    def test_it_holds_every_step_and_every_link(self) -> None:
        picture = on("", form="whole").picture_html
        assert set(re.findall(r'data-value="([^"]*)"', picture)) == set(KNOWN.steps)
        for link in KNOWN.links:
            one, other = (KNOWN.steps[link[end]] for end in ("from_step", "to_step"))
            target = other["label"] if one["part"] == other["part"] else f"Part {other['part']}: {other['label']}"
            answer = f": {link['exit']}" if link["exit"] else ""
            assert f"<title>{one['label']} to {target}{answer}</title>" in picture, link
        assert picture.count("Z") >= len(KNOWN.links)  # an arrow head for each
        for kind in KINDS.values():
            assert f">{kind}<" in picture

    def test_its_text_can_be_read_from_the_back_row(self) -> None:
        drawn = ET.fromstring(on("", form="whole").picture_html)
        assert float(drawn.get("font-size", "0")) / float(drawn.get("viewBox", "").split()[2]) * 1000 >= 18 - 0.1

    def test_the_walk_stays_visible_and_numbered(self) -> None:
        walked = to("comfort_care", "past_cancer")
        picture = on(further(walked), form="whole").picture_html
        numbers = re.findall(r'aria-label="[^"]*, stop (\d+),', picture)
        assert sorted(map(int, numbers)) == list(range(1, len(walked) + 1))
        assert picture.count("mbc-flow-trail") == len(walked) - 1

    @pytest.mark.parametrize("step", sorted(KNOWN.steps))
    def test_picking_a_step_walks_there_from_the_present_start_where_a_way_leads(self, step: str) -> None:
        explorer = on("past_cancer", form="whole")
        explorer.received("place", step)
        walked = steps(explorer.walk)
        assert explorer.problem == "" and walked[-1] == step
        assert (walked[0] == "past_cancer") == (step in KNOWN.shortest("past_cancer"))

    def test_picking_a_step_already_passed_goes_back_to_it(self) -> None:
        explorer = on("lump;emergency_check;emergency_care;triple_assessment", form="whole")
        explorer.received("place", "emergency_care")
        assert explorer.walk == "lump;emergency_check;emergency_care"

    def test_picking_what_is_not_there_is_answered_in_a_sentence(self) -> None:
        explorer = on("lump", form="whole")
        explorer.received("place", "nowhere")
        assert "“nowhere” cannot come here" in explorer.problem and explorer.walk == "lump"


def longest(rows: dict[str, Record]) -> int:
    return max(len(row["label"].split()) for row in rows.values())


def test_labels_are_short_enough_for_the_back_row() -> None:
    assert longest(KNOWN.steps) <= 4 and longest(KNOWN.turns) <= 4
    assert all(len(row["label"]) <= 26 for row in (KNOWN.steps | KNOWN.turns).values())


def test_a_row_with_nursing_steps_of_our_own_is_never_called_fully_checked() -> None:
    assert {row["checked"] for row in KNOWN.steps.values()} == {"partial", "no"}


def test_the_table_lists_steps_in_the_order_of_the_way() -> None:
    listed = list(KNOWN.steps)
    back = [
        (link["from_step"], link["to_step"])
        for link in tables.records("pathway_links")
        if listed.index(link["from_step"]) > listed.index(link["to_step"])
    ]
    assert set(back) == {
        ("invasive", "core_biopsy"),
        ("metastasis", "early_cancer"),
        ("nothing_seen", "emergency_check"),
        ("working", "living"),
        ("change_treatment", "mdt"),
        ("comfort_care", "shared_decision"),
    }
    assert all(one != other for one, other in pairwise(listed))
