"""Names people use: relations follow from the sets, and words, picture and rows agree."""

from itertools import chain, combinations, product
from xml.etree import ElementTree

import pytest

from helpers import tables
from helpers.staging.names import RELATION_WORDS, Coverage, StageNames, coverage, relation
from tests.seen import seen

NAMES = {row["name_id"]: coverage(row) for row in tables.records("stage_names")}
KINDS = [row["kind_id"] for row in tables.records("disease_kinds")]
MIRRORED = {"contains": "within", "within": "contains"}
PAIRS = list(product(NAMES, NAMES))


def people(one: str, pair: tuple[str, str], loose: bool) -> set[tuple[str, tuple[str, ...]]]:
    """Everyone whom a name is said of: in each kind, people for each mix of the parts that names single out."""
    parts = list(dict.fromkeys(pair))
    mixes = list(chain.from_iterable(combinations(parts, count) for count in range(len(parts) + 1)))
    covered = NAMES[one]
    whole = covered.always | covered.sometimes if loose else covered.always
    everyone = {(kind, mix) for kind in whole for mix in mixes}
    return everyone | {(kind, mix) for kind in covered.part for mix in mixes if one in mix}


@pytest.mark.parametrize("loose", [False, True])
def test_over_all_pairs_the_relation_is_that_of_the_people(loose: bool) -> None:
    for pair in PAIRS:
        one, other = (people(name, pair, loose) for name in pair)
        if pair[0] == pair[1]:
            continue
        expected = (
            "same" if one == other
            else "contains" if one > other
            else "within" if one < other
            else "overlap" if one & other
            else "apart"
        )  # fmt: skip
        assert relation(NAMES[pair[0]], NAMES[pair[1]], loose=loose) == expected, pair


@pytest.mark.parametrize("loose", [False, True])
def test_the_relation_is_mirrored_when_names_change_places(loose: bool) -> None:
    for one, other in PAIRS:
        there = relation(NAMES[one], NAMES[other], loose=loose)
        back = relation(NAMES[other], NAMES[one], loose=loose)
        assert back == MIRRORED.get(there, there)


@pytest.mark.parametrize(
    ("one", "expected", "other"),
    [
        ("secondary", "same", "metastatic"),
        ("invasive", "contains", "metastatic"),  # every metastatic cancer is invasive, not the other way round
        ("in_situ", "apart", "invasive"),
        ("stage_iv", "within", "metastatic"),
        ("stage_iv", "same", "de_novo"),
        ("recurrent", "overlap", "metastatic"),
        ("distant_recurrence", "within", "metastatic"),
        ("local_recurrence", "apart", "metastatic"),
        ("regional_recurrence", "apart", "local_recurrence"),
        ("locally_advanced", "apart", "metastatic"),
        ("locally_advanced", "within", "regional"),
        ("oligometastatic", "within", "metastatic"),
        ("terminal", "within", "incurable"),
        ("terminal", "overlap", "oligometastatic"),
        ("early", "apart", "metastatic"),
    ],
)
def test_used_with_care(one: str, expected: str, other: str) -> None:
    assert relation(NAMES[one], NAMES[other]) == expected


@pytest.mark.parametrize(
    ("one", "expected", "other"),
    [
        ("stage_iv", "same", "secondary"),
        ("advanced", "contains", "locally_advanced"),
        ("terminal", "same", "incurable"),
    ],
)
def test_as_some_people_use_them(one: str, expected: str, other: str) -> None:
    if one == "advanced":
        assert relation(NAMES[one], NAMES[other], loose=True) == "overlap"
        assert relation(NAMES[one], NAMES[other]) == "apart"
    else:
        assert relation(NAMES[one], NAMES[other], loose=True) == expected


def test_no_name_is_empty_and_loose_use_only_adds() -> None:
    for covered in NAMES.values():
        assert covered.touched(False)
        assert not covered.always & (covered.part | covered.sometimes)
        assert covered.touched(False) <= covered.touched(True)


def test_every_kind_has_a_name() -> None:
    assert frozenset.union(*(covered.always for covered in NAMES.values())) == set(KINDS)


def test_a_name_without_coverage_is_apart_from_all() -> None:
    assert relation(Coverage(frozenset()), NAMES["metastatic"]) == "apart"


# --- what a reader gets -----------------------------------------------------------------------------------------


def test_words_tell_the_relation() -> None:
    for one in seen(StageNames):
        name, other = one.state["name"], one.state["other"]
        row = tables.row("stage_names", name)
        assert row[one.state["language"]] in one.words
        if other not in ("none", name):
            how = relation(NAMES[name], NAMES[other])
            told = RELATION_WORDS[how].format(a=row["name"], b=tables.row("stage_names", other)["name"])
            assert told[1:] in one.words, one.state
            assert ("as some people use them" in one.words) == (how != relation(NAMES[name], NAMES[other], loose=True))


def test_words_and_rows_name_every_kind_covered() -> None:
    for one in seen(StageNames):
        covered = NAMES[one.state["name"]]
        for kind in covered.touched(True):
            assert tables.row("disease_kinds", kind)[one.state["language"]] in one.words, one.state


def test_the_picture_marks_the_name_and_the_one_compared() -> None:
    for one in seen(StageNames):
        drawing = ElementTree.fromstring(one.picture)
        pressed = [node.get("data-value") for node in drawing.iter("g") if node.get("aria-pressed") == "true"]
        assert pressed == [one.state["name"]]
        text = "".join(drawing.itertext())
        assert ("◆" in text) == (one.state["other"] not in ("none", one.state["name"]))


def test_what_to_say_is_given_for_both_names() -> None:
    detail = StageNames(name="invasive", other="metastatic", predict=False).detail()
    assert "says “invasive”" in detail and "says “metastatic”" in detail and detail.count("Often mistaken for") == 2


def test_a_phone_gets_a_narrow_chart() -> None:
    explorer = StageNames(predict=False)
    explorer.narrow = True
    assert 'viewBox="0 0 374' in explorer.picture_html and "mbc-wide" not in explorer.picture_html
