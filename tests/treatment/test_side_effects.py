"""Side effects: the table holds together, each number reaches a learner, and nothing is compared that may not be."""

import json
import re
from functools import cache
from html import unescape

import pytest

from helpers import tables
from helpers.drawing.heat import HeatMap
from helpers.schema import split
from helpers.tables import Record
from helpers.treatment.side_effect_counts import Count, Share, class_of, count_of, counts
from helpers.treatment.side_effects import APART, BY_CHANCE, LEVELS, MARK, SEVERITY, TAGS, SideEffects
from tests.seen import Seen, seen, spoken

EFFECTS = tables.records("side_effects")
STUDIES = tables.records("side_effect_studies")
CARE = tables.records("side_effect_care")
every_count = pytest.mark.parametrize("one", counts(), ids=lambda one: one.rate["rate_id"])
every_card = pytest.mark.parametrize("card", CARE, ids=lambda card: card["care_id"])


@cache
def shown(show: str) -> list[Seen]:
    """The states of one view."""
    return [one for one in seen(SideEffects) if one.state["show"] == show]


def written(one: Seen) -> list[str]:
    """What is written in the cells of a heat map: the bold words in the middle that are no headings."""
    texts = json.loads(one.figure)["data"][2]
    cells = zip(texts["text"], texts["textposition"], texts["textfont"]["size"], strict=True)
    return [
        unescape(re.sub("</?b>", "", text)) for text, place, size in cells if place == "middle center" and size == 15
    ]


# ---- the data ----


@every_count
def test_severe_is_never_more_than_any_grade(one: Count) -> None:
    for share in (one.share, one.compared):
        every, bad = share("any_grade"), share("severe")
        assert every is None or bad is None or bad.percent <= every.percent
        assert all(found is None or 0 <= found.percent <= 100 for found in (every, bad))


@every_count
def test_a_count_has_a_figure_and_says_how_it_was_counted(one: Count) -> None:
    assert one.share("any_grade") or one.share("severe")
    assert bool(one.rate["severe_means"]) == bool(one.share("severe") or one.compared("severe"))
    for severity in SEVERITY:
        assert not one.compared(severity) or one.share(severity) or one.rate["note"], "why does it stand alone?"
        assert not one.compared(severity) or one.study["comparator"]


@every_count
def test_nothing_recalled_is_counted(one: Count) -> None:
    assert one.rate["checked"] in ("yes", "partial") and one.rate["source_id"] != "GENERAL"


def test_laboratory_values_and_what_people_feel_are_told_apart() -> None:
    for effect in EFFECTS:
        assert (effect["kind"] == "laboratory") == effect["effect_id"].endswith("_lab")
        assert (effect["kind"] == "ecg") == ("QT" in effect["clinical"])
    names = [effect[words] + TAGS[effect["kind"]] for effect in EFFECTS for words in ("plain", "clinical")]
    assert all(names.count(effect["plain"] + TAGS[effect["kind"]]) <= 2 for effect in EFFECTS)
    assert (
        len({effect["plain"] for effect in EFFECTS}) == len({effect["clinical"] for effect in EFFECTS}) == len(EFFECTS)
    )


def test_a_pair_of_trial_and_side_effect_is_counted_once() -> None:
    pairs = [(one.rate["study_id"], one.rate["effect_id"]) for one in counts()]
    assert len(set(pairs)) == len(pairs)
    assert {study for study, _ in pairs} == {study["study_id"] for study in STUDIES}


def test_a_trial_carries_the_sources_of_its_counts_and_says_what_it_compares() -> None:
    for study in STUDIES:
        own = [one.rate for one in counts() if one.rate["study_id"] == study["study_id"]]
        assert set(split(study["source_id"])) == {source for rate in own for source in split(rate["source_id"])}
        assert bool(study["comparator"]) == bool(study["comparator_short"]) == (study["comparison"] != "none")
        assert class_of(study) in tables.named("treatment_classes", "name")


def test_every_side_effect_has_a_card_or_says_why_not() -> None:
    assert all(bool(effect["care_id"]) != bool(effect["no_care"]) for effect in EFFECTS)
    assert {effect["care_id"] for effect in EFFECTS} - {""} == {card["care_id"] for card in CARE}


@every_card
def test_a_card_says_when_to_act(card: Record) -> None:
    assert card["now"] and card["today"] and bool(card["said"]) == bool(card["answer"])
    assert all(item[-1] not in ".;," for column in (*LEVELS, "assess", "act") for item in split(card[column]))
    assert all(len(words.split()) <= 22 for words in re.split(r"(?<=[.!?]) ", card["teach"])), card["teach"]
    assert card["teach"][-1] == card["lasts"][-1] == "."


@pytest.mark.parametrize(
    ("card", "level", "words"),
    [
        ("neutropenia", "now", "100.4 °F"),
        ("lungs", "today", "any new cough"),
        ("diarrhea", "now", "DPD"),
        ("heart", "now", "chest pain on capecitabine"),
        ("qt", "now", "500 ms"),
        ("glucose", "now", "ketoacidosis"),
        ("extravasation", "now", "stop"),
        ("infusion", "now", "anaphylaxis"),
        ("neuropathy", "now", "spinal cord"),
        ("fatigue", "now", "hard to wake"),
    ],
)
def test_what_cannot_wait_stands_where_it_belongs(card: str, level: str, words: str) -> None:
    assert words in tables.row("side_effect_care", card)[level]


# ---- what a learner gets ----


def test_the_states_stand_for_all() -> None:
    states = list(SideEffects.states())
    assert len(states) < 2500 and len({tuple(state.values()) for state in states}) > 1500
    for show in ("drugs", "effect", "hundred"):
        met = [state for state in states if state["show"] == show]
        assert {state["study"] for state in met} == {study["study_id"] for study in STUDIES}
        assert {state["effect"] for state in met} == {effect["effect_id"] for effect in EFFECTS}


def test_every_count_reaches_a_learner_in_every_view() -> None:
    for show in ("drugs", "effect", "hundred"):
        for severity in SEVERITY:
            wanted = {one.rate["rate_id"] for one in counts() if one.share(severity)}
            states = [one for one in shown(show) if one.state["severity"] == severity]
            assert {row["rate_id"] for one in states for row in one.rows if "rate_id" in row} == wanted


def test_the_words_name_the_pair_chosen() -> None:
    for one in seen(SideEffects):
        count, severity = count_of(one.state["study"], one.state["effect"]), one.state["severity"]
        for share in (count.share(severity), count.compared(severity)) if count and count.share(severity) else ():
            assert share is None or share.of_hundred in one.words, one.state
        study = tables.row("side_effect_studies", one.state["study"])
        assert study["heading"] in one.words and study["arm"] in one.words


@pytest.mark.parametrize("show", ["drugs", "effect"])
def test_the_numbers_drawn_are_the_rows(show: str) -> None:
    for one in shown(show):
        if not one.figure:
            assert "figure" in one.words
            continue
        columns = ("any", "other_any") if one.state["severity"] == "any_grade" else ("bad", "other_bad")
        rows = [row for row in one.rows if "rate_id" in row]
        told = [row[column] for row in rows for column in columns if row[column] is not None]
        assert sorted(text.removesuffix(MARK) for text in written(one)) == sorted(told), one.state


def test_people_sum_to_a_hundred_and_are_the_number_named() -> None:
    for one in shown("hundred"):
        arrays = re.findall(r'<svg viewBox="0 0 480 120"[^>]*>(.*?)</svg>', one.picture)
        assert arrays
        counted = [[path.count("M") for path in re.findall(r'd="([^"]*)"', array)] for array in arrays]
        assert all(sum(groups) == 100 for groups in counted), one.state
        count = count_of(one.state["study"], one.state["effect"])
        share, other = (
            (count.share(one.state["severity"]), count.compared(one.state["severity"])) if count else (None,) * 2
        )
        if share is None:
            assert counted == [[100]] and "a blank is not zero" in one.words
        else:
            assert [groups[0] for groups in counted] == [found.people for found in (share, other) if found]


def test_trials_are_never_ranked() -> None:
    for one in [*shown("drugs"), *shown("effect")]:
        trials = {row["study_id"] for row in one.rows if "rate_id" in row}
        assert (APART in one.words) == (len(trials) > 1), one.state
        assert not re.search(r"\b(safer|worst|best|ranks? (first|last))\b", one.words)


def test_the_map_of_one_side_effect_is_not_sorted_by_size() -> None:
    order = [study["study_id"] for study in STUDIES]
    for one in shown("effect"):
        places = [order.index(row["study_id"]) for row in one.rows if "rate_id" in row]
        assert places == sorted(places)


def test_groups_that_chance_did_not_make_are_said_so() -> None:
    one = SideEffects(predict=False, study="sacituzumab_ugt1a1", effect="neutropenia", severity="severe")
    assert BY_CHANCE in spoken(one.words_html)
    assert BY_CHANCE not in spoken(SideEffects(predict=False).words_html)


def test_what_is_counted_otherwise_is_marked_and_explained() -> None:
    one = SideEffects(predict=False, study="docetaxel_label", effect="neutropenia", severity="severe")
    chart = one.picture()
    assert isinstance(chart, HeatMap)
    assert f"{MARK} " in chart.foot and "grade 4 only" in chart.foot and "counts grade 4 only" in spoken(one.words_html)


def test_a_severe_figure_that_leaves_out_deaths_says_so() -> None:
    one = SideEffects(predict=False, effect="ild", severity="severe")
    assert "leaves out deaths" in spoken(one.words_html) and "leaves out deaths" in one.picture().foot  # type: ignore[union-attr]


def test_what_comes_from_other_cancers_says_so() -> None:
    one = SideEffects(predict=False, study="capecitabine_colorectal", effect="hand_foot")
    assert "Colorectal, not breast cancer" in spoken(one.words_html)


def test_a_phone_shows_one_trial() -> None:
    explorer = SideEffects(predict=False)
    explorer.narrow = True
    chart = explorer.picture()
    assert isinstance(chart, HeatMap) and chart.count <= 2 and len(chart.groups) == 1
    assert "in DESTINY-Breast04" in spoken(explorer.words_html) and APART not in spoken(explorer.words_html)


@every_card
def test_every_card_is_read_in_full(card: Record) -> None:
    effect = next(effect["effect_id"] for effect in EFFECTS if effect["care_id"] == card["care_id"])
    explorer = SideEffects(predict=False, show="effect", effect=effect, language="clinical")
    read = spoken(explorer.detail_html).casefold()
    for column in ("clinical_name", "causes", *LEVELS, "assess", "act", "teach", "lasts", "said", "answer", "figures"):
        assert all(item.casefold() in read for item in split(card[column])), column
    assert card["name"].casefold() in spoken(SideEffects(predict=False, effect=effect).detail_html).casefold()


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Share(76, False), "76 of 100"),
        (Share(39.8, False), "about 40 of 100"),
        (Share(0.3, False), "fewer than 1 of 100 (0.3%)"),
        (Share(0, False), "0 of 100"),
        (Share(8, True), "at most 8 of 100"),
    ],
)
def test_a_share_becomes_people(share: Share, words: str) -> None:
    assert share.of_hundred == words


def test_the_difference_is_said_in_people() -> None:
    told = {
        key: found.difference("any_grade") for key in ("nausea", "stomatitis", "neuropathy") if (found := found_in(key))
    }
    assert told == {
        "nausea": "That is about 46 more of every 100 people.",
        "stomatitis": "That is about 1 more of every 100 people.",
        "neuropathy": "That is about 16 fewer of every 100 people.",
    }


def found_in(effect: str) -> Count | None:
    """A side effect in DESTINY-Breast04."""
    return count_of("t_dxd_her2_low", effect)


def test_an_unknown_drug_is_answered_with_the_nearest() -> None:
    assert "Did you mean" in SideEffects(predict=False, study="t_dxd_her2_lo").problem
