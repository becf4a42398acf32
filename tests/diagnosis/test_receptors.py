"""The receptor rules over the whole grid: no gap, no overlap, every limit on the side that was published."""

import re
import xml.etree.ElementTree as ET
from itertools import product
from pathlib import Path

import pytest

from helpers import tables
from helpers.diagnosis import receptor_rules
from helpers.diagnosis.receptor_rules import (
    HER2_OPEN,
    NOT_DONE,
    er_result,
    her2_result,
    ish_group,
    options,
    pr_result,
    rules,
    subtype,
)
from helpers.diagnosis.receptors import EDGES, ER_TESTED, FOUND, PR_TESTED, RIMS, SHOWN, Receptors, ratio_and_copies
from helpers.schema import DataError, split
from tests.seen import seen

TENTHS = [step / 10 for step in range(1001)]
RATIOS = [step / 20 for step in range(0, 121)]
COPIES = [step / 20 for step in range(0, 241)]
SCORES = ("0_none", "0_faint", "1+", "2+", "3+")
GROUPS = {"group_1": (3, 7), "group_2": (3, 3), "group_3": (1, 7), "group_4": (1, 5), "group_5": (1, 2)}
"""One finding well inside each group, as ratio and copies."""

NEGATIVE = {"her2_low", "her2_ultralow", "her2_null"}


def her2(score: str, group: str | None) -> str:
    return str(her2_result(score, *(GROUPS[group] if group else ()))["result_id"])


class TestHormoneReceptors:
    def test_every_percent_has_one_er_result_with_limits_as_published(self) -> None:
        for percent in TENTHS:
            expected = "er_negative" if percent < 1 else "er_low" if percent <= 10 else "er_positive"
            assert er_result(percent)["result_id"] == expected, percent

    def test_every_percent_has_one_pr_result_with_its_limit_as_published(self) -> None:
        for percent in TENTHS:
            assert pr_result(percent)["result_id"] == ("pr_negative" if percent < 1 else "pr_positive"), percent

    @pytest.mark.parametrize("percent", [-0.1, 100.1, float("nan")])
    def test_what_is_no_percent_is_refused_in_a_sentence(self, percent: float) -> None:
        for read in (er_result, pr_result):
            with pytest.raises(DataError, match="0 rules apply, and it must be one"):
                read(percent)


class TestIsh:
    def test_every_point_of_the_plane_lies_in_one_group(self) -> None:
        for ratio, copies in product(RATIOS, COPIES):
            if ratio >= 2.0:
                expected = "group_1" if copies >= 4.0 else "group_2"
            else:
                expected = "group_3" if copies >= 6.0 else "group_4" if copies >= 4.0 else "group_5"
            assert ish_group(ratio, copies)["result_id"] == expected, (ratio, copies)

    @pytest.mark.parametrize(
        ("ratio", "copies", "group"),
        [
            (2.0, 4.0, "group_1"),
            (2.0, 3.99, "group_2"),
            (1.99, 6.0, "group_3"),
            (1.99, 5.99, "group_4"),
            (1.99, 4.0, "group_4"),
            (1.99, 3.99, "group_5"),
        ],
    )
    def test_a_value_on_a_limit_belongs_to_the_higher_side(self, ratio: float, copies: float, group: str) -> None:
        assert ish_group(ratio, copies)["result_id"] == group


class TestHer2:
    @pytest.mark.parametrize(
        ("score", "alone"),
        [
            ("0_none", "her2_null"),
            ("0_faint", "her2_ultralow"),
            ("1+", "her2_low"),
            ("2+", "her2_equivocal"),
            ("3+", "her2_positive"),
        ],
    )
    def test_the_score_decides_alone_unless_it_is_2(self, score: str, alone: str) -> None:
        assert her2(score, None) == alone

    @pytest.mark.parametrize("score", SCORES)
    def test_3_or_group_1_is_positive_whatever_the_other_test_says(self, score: str) -> None:
        assert her2(score, "group_1") == "her2_positive"
        assert {her2("3+", group) for group in (None, *GROUPS)} == {"her2_positive"}

    @pytest.mark.parametrize("group", ["group_2", "group_3", "group_4", "group_5"])
    def test_0_and_1_stay_negative_in_every_other_group(self, group: str) -> None:
        for score in ("0_none", "0_faint", "1+"):
            assert her2(score, group) == her2(score, None) and her2(score, group) in NEGATIVE

    @pytest.mark.parametrize(
        ("group", "unchanged"), [("group_2", "her2_low"), ("group_3", "her2_positive"), ("group_4", "her2_low")]
    )
    def test_2_with_a_rare_group_is_counted_again(self, group: str, unchanged: str) -> None:
        rule = her2_result("2+", *GROUPS[group])
        assert (rule["result_id"], rule["if_unchanged_id"]) == ("her2_recount", unchanged)

    def test_2_with_a_negative_gene_count_is_her2_low(self) -> None:
        assert her2("2+", "group_5") == "her2_low"

    def test_a_recount_is_the_only_result_with_a_second_answer(self) -> None:
        for rule in rules("her2"):
            assert bool(rule["if_unchanged_id"]) == (rule["result_id"] == "her2_recount"), rule

    def test_every_rule_is_met_by_some_finding(self) -> None:
        met = {
            her2_result(score, *(GROUPS[group] if group else ()))["rule_id"]
            for score in SCORES
            for group in (None, *GROUPS)
        }
        assert met == {rule["rule_id"] for rule in rules("her2")}

    def test_disagreeing_tests_are_pointed_out(self) -> None:
        for score, group in (("3+", "group_5"), ("0_none", "group_1"), ("1+", "group_1")):
            assert "ask whether the laboratory has reviewed" in her2_result(score, *GROUPS[group])["note"]

    def test_an_unknown_score_is_refused_in_a_sentence(self) -> None:
        with pytest.raises(DataError, match="must be one"):
            her2_result("4+")


class TestSubtype:
    @staticmethod
    def of(about: str) -> list[str]:
        return [row["result_id"] for row in tables.records("receptor_meanings") if row["about"] == about]

    def test_every_set_of_results_has_one_subtype(self) -> None:
        for er, pr, her in product(self.of("ER"), self.of("PR"), self.of("HER2")):
            hormones = er != "er_negative" or pr == "pr_positive"
            if her in HER2_OPEN:
                expected = f"hr_{'positive' if hormones else 'negative'}_her2_open"
            elif her == "her2_positive":
                expected = f"hr_{'positive' if hormones else 'negative'}_her2_positive"
            else:
                expected = "hr_positive_her2_negative" if hormones else "triple_negative"
            assert subtype(er, pr, her)["result_id"] == expected, (er, pr, her)

    def test_pr_without_er_is_pointed_out(self) -> None:
        assert "uncommon" in subtype("er_negative", "pr_positive", "her2_low")["note"]

    def test_every_outcome_opens_something(self) -> None:
        for er, pr, her in product(self.of("ER"), self.of("PR"), self.of("HER2")):
            assert options(er, her, subtype(er, pr, her)["result_id"]), (er, pr, her)

    @pytest.mark.parametrize(
        ("result", "kinds"),
        [
            ("her2_low", {"hr_positive_her2_negative", "triple_negative"}),
            ("her2_ultralow", {"hr_positive_her2_negative"}),
            ("her2_null", set()),
        ],
    )
    def test_a_little_her2_opens_a_drug_only_where_it_is_approved(self, result: str, kinds: set[str]) -> None:
        told = {
            kind
            for kind in ("hr_positive_her2_negative", "triple_negative")
            if any("deruxtecan" in row["clinical"] for row in options("er_positive", result, kind))
        }
        assert told == kinds

    def test_hormone_blocking_treatment_is_offered_with_less_certainty_when_er_is_low(self) -> None:
        low, high = (options(er, "her2_null", "hr_positive_her2_negative")[0] for er in ("er_low", "er_positive"))
        assert "less certain" in low["plain"] and "less certain" not in high["plain"]


class TestData:
    def test_limits_stand_in_the_table_alone(self) -> None:
        code = Path(receptor_rules.__file__).read_text(encoding="utf-8")
        body = re.sub(r'""".*?"""', "", code, flags=re.DOTALL)
        assert re.findall(r"(?<![\w\"])\d+(?:\.\d+)?", body) == ["1", "0"]  # one rule, the first of it

    def test_every_result_is_reached_and_every_reached_result_has_a_meaning(self) -> None:
        reached = {rule["result_id"] for rule in tables.records("receptor_rules")} | set(SCORES)
        assert reached == set(tables.named("receptor_meanings", "name"))

    def test_every_subtype_and_every_result_in_between_has_words_for_the_patient(self) -> None:
        said = {row["result_id"] for row in tables.records("receptor_meanings") if row["say_to_patient"]}
        assert {"er_low", "her2_low", "her2_ultralow", *HER2_OPEN, *TestSubtype.of("subtype")} <= said

    def test_the_choices_meet_every_limit_from_both_sides(self) -> None:
        for shown, what in ((ER_TESTED, "er"), (PR_TESTED, "pr"), (SHOWN, "er"), (SHOWN, "pr")):
            given = sorted(map(float, shown))
            assert {rule["rule_id"] for rule in rules(what)} == {
                receptor_rules.decide(what, percent=percent)["rule_id"] for percent in given
            }
            for rule in rules(what):
                limits = {rule["percent_min"], rule["percent_max"]} - {0, 100}
                assert limits <= set(given), rule
        found = [ratio_and_copies(one) for shown in FOUND.values() for one in shown]
        for rule in rules("ish"):
            for low, high, values in (
                (rule["ratio_min"], rule["ratio_max"], [ratio for ratio, _ in found]),
                (rule["copies_min"], rule["copies_max"], [copies for _, copies in found]),
            ):
                assert not low or low in values
                assert high is None or round(high - 0.1, 1) in values
        assert all(ratio < EDGES[0] and copies < EDGES[1] for ratio, copies in found)

    def test_every_group_can_be_picked_where_it_is_clear(self) -> None:
        clear = FOUND["clear of the limits"]
        assert sorted(ish_group(*ratio_and_copies(one))["result_id"] for one in clear) == sorted(GROUPS)

    def test_every_score_has_a_drawing(self) -> None:
        assert tuple(RIMS) == SCORES == tuple(Receptors.ihc.options)


class TestReceptors:
    def test_the_words_name_every_result_and_the_subtype_drawn(self) -> None:
        names = tables.named("receptor_meanings", "name")
        for one in seen(Receptors):
            for row in one.rows:
                if "result_id" in row:
                    assert names[row["result_id"]] in one.words, one.state
            together = names[next(row["result_id"] for row in one.rows if row.get("decides") == "subtype")]
            assert f"subtype {together}." in one.picture and f"Together: {together}." in one.words, one.state

    def test_as_many_nuclei_stain_as_the_words_say(self) -> None:
        for er in SHOWN:
            drawn = Receptors(er=er, predict=False).picture()
            stained = [path for path in ET.fromstring(drawn).iter("path") if path.get("stroke") == "var(--mbc-tumor)"]
            assert stained[0].get("d", "").count("M") == int(float(er))

    def test_her2_stays_open_until_it_is_decided(self) -> None:
        for one in seen(Receptors):
            undecided = any(row.get("result_id") in HER2_OPEN for row in one.rows)
            assert ("not known yet" in one.words) == undecided, one.state
            assert ("If the recount gives the same group" in one.words) == any(
                row.get("if_unchanged_id") for row in one.rows
            ), one.state

    def test_no_state_promises_a_her2_drug_without_its_ground(self) -> None:
        for one in seen(Receptors):
            opened = {row["option_id"] for row in one.rows if "option_id" in row}
            reached = {row["result_id"] for row in one.rows if "result_id" in row}
            for row in tables.records("receptor_options"):
                if row["option_id"] in opened:
                    assert reached & set(split(row["subtype"])), one.state
                    assert all(not row[name] or reached & set(split(row[name])) for name in ("er", "her2")), one.state

    def test_low_er_is_called_positive_and_uncertain(self) -> None:
        explorer = Receptors(er="5", pr="0", ihc="0_none", predict=False)
        assert "HR+/HER2-" in explorer.words()
        assert "less certain" in explorer.detail() and "limited" in explorer.detail()

    def test_a_group_picked_in_the_plane_is_the_group_found(self) -> None:
        explorer = Receptors(predict=False)
        picked = re.findall(r'data-name="ish" data-value="([^"]+)"[^>]*aria-label="(Group \d)', explorer.picture())
        assert len(picked) == len(GROUPS)
        for value, group in picked:
            explorer.ish = value
            assert f"ISH {group.lower()}" in explorer.words()

    def test_without_ish_no_point_is_drawn(self) -> None:
        assert 'pointer-events="none"' not in Receptors(ish=NOT_DONE, predict=False).picture()
        assert 'pointer-events="none"' in Receptors(ish="1.9/5.9", predict=False).picture()

    def test_a_choice_that_is_none_is_named_in_a_sentence(self) -> None:
        assert "is not one of the choices" in Receptors(ihc="4+").problem
