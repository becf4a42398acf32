"""What the learner keeps: it comes back as it was, merges fairly, and no file leads to a traceback or a loss."""

import errno
import json
import os
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers import store
from helpers.quiz import progress
from helpers.quiz.progress import (
    Answer,
    ForeignError,
    Progress,
    ProgressError,
    dumps,
    loads,
    merged,
    moment,
    plain,
    saved,
)
from helpers.store import StoreError

NOON = "2025-01-31T12:00:00Z"
LATER = "2025-01-31T12:00:01Z"
BONE = Answer({"a": ("pain", "fever"), "b": ("typed “text”",)}, "9f3c", 2, 3, 1, 2, 4, NOON, True)
LIVER = Answer({}, "", 0, 1, None, 0, 0, LATER, False)
KEPT = Progress("Zoë", {"bone_1": BONE, "liver-2": LIVER}, {"theme": {"dark": [1, None]}, "answers": {"odd": 7}})

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
TEXT = st.text(max_size=12).map(plain)
IDS = TEXT.filter(bool)
MOMENTS = st.datetimes().map(moment)


@st.composite
def answers(draw: st.DrawFn, whens: st.SearchStrategy[str] = MOMENTS) -> Answer:
    most = draw(st.integers(0, 50))
    points = st.integers(0, most)
    return Answer(
        draw(st.dictionaries(IDS, st.lists(TEXT, max_size=4).map(tuple), max_size=4)),
        draw(TEXT),
        draw(points),
        most,
        draw(st.none() | points),
        draw(st.integers(0, 3)),
        draw(st.integers(0, 5)),
        draw(whens),
        draw(st.booleans()),
    )


@st.composite
def records(draw: st.DrawFn) -> Progress:
    """Progress with some entries that could not be read, and some that hold more than is known."""
    known = draw(st.dictionaries(IDS, answers(), max_size=4))
    unread = draw(st.dictionaries(IDS, JSON, max_size=2))
    more = {item: {"hint": draw(JSON)} for item in known if draw(st.booleans())}
    kept = {item: raw for item, raw in unread.items() if item not in known} | more
    other = draw(st.dictionaries(IDS.filter(lambda key: key not in {"format", "version", "name", "answers"}), JSON))
    return Progress(draw(TEXT), known, other | ({"answers": kept} if kept else {}))


RIVALS = st.builds(
    Progress,
    st.sampled_from(["", "Ann", "Ben"]),
    st.dictionaries(st.sampled_from("abc"), answers(st.sampled_from([NOON, LATER])), max_size=3),
    st.dictionaries(st.sampled_from("xyz"), JSON, max_size=2)
    | st.fixed_dictionaries({"answers": st.dictionaries(st.sampled_from("abcd"), JSON, min_size=1, max_size=2)}),
)
"""Records about the same few items, within two seconds."""


def file_of(**changes: Any) -> dict[str, Any]:
    """What stands in a real file, with some of its keys changed."""
    whole: dict[str, Any] = json.loads(dumps(KEPT))
    return whole | changes


def entry_of(**changes: Any) -> dict[str, Any]:
    entry: dict[str, Any] = file_of()["answers"]["bone_1"]
    return entry | changes


def loaded(whole: object) -> tuple[Progress, list[str]]:
    return loads(json.dumps(whole))


def said(text: str) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(ProgressError) as caught:
        loads(text)
    assert re.fullmatch(r"[A-Z][^\n]*\.", str(caught.value))
    return str(caught.value)


# ---- the file


def test_the_file_is_readable_and_has_one_answer_a_line() -> None:
    assert dumps(replace(KEPT, answers={"bone_1": BONE})) == (
        "{\n"
        ' "answers": {\n'
        '  "bone_1": {"done": true, "first": 1, "given": {"a": ["pain", "fever"], "b": ["typed “text”"]}, '
        '"mark": "9f3c", "most": 3, "points": 2, "sure": 4, "tries": 2, "when": "2025-01-31T12:00:00Z"},\n'
        '  "odd": 7\n'
        " },\n"
        ' "format": "mbc-progress",\n'
        ' "name": "Zoë",\n'
        ' "theme": {"dark": [1, null]},\n'
        ' "version": 1\n'
        "}\n"
    )
    assert loads(dumps(Progress())) == (Progress(), [])


@given(records())
def test_what_is_written_comes_back(record: Progress) -> None:
    text = dumps(record)
    again, _ = loads(text)
    assert again == record
    assert dumps(again) == text


@given(records())
def test_the_bytes_do_not_depend_on_the_order(record: Progress) -> None:
    def turned(mapping: Any) -> Any:
        return {key: turned(mapping[key]) for key in reversed(mapping)} if isinstance(mapping, dict) else mapping

    answers = {item: replace(answer, given=turned(answer.given)) for item, answer in record.answers.items()}
    assert dumps(Progress(record.name, turned(answers), turned(record.other))) == dumps(record)


def test_a_learner_cannot_fill_the_file() -> None:
    usual = replace(BONE, given={f"part-{n}": ("an-option-id",) for n in range(3)})
    text = dumps(Progress("Ann", {f"an_item_with_a_long_id_{n:04}": usual for n in range(progress.MOST_ANSWERS)}))
    assert len(text.encode()) < store.LIMIT
    assert len(loads(text)[0].answers) == progress.MOST_ANSWERS


# ---- sound records


@pytest.mark.parametrize(
    "changes",
    [
        {"points": 4},
        {"points": -1},
        {"points": True},
        {"points": 1.0},
        {"most": 51},
        {"most": False},
        {"first": 4},
        {"first": False},
        {"tries": -1},
        {"tries": True},
        {"sure": 6},
        {"sure": True},
        {"done": 1},
        {"when": "yesterday"},
        {"when": "2025-01-31T12:00:00"},
        {"when": "2025-01-31T12:00:00.5Z"},
        {"when": None},
        {"mark": "x" * 201},
        {"mark": None},
        {"given": {"": ("x",)}},
        {"given": {"a": "pain"}},
        {"given": {"a": ["pain"]}},
        {"given": {"a": (1,)}},
        {"given": {"a": ("x" * 201,)}},
        {"given": {"a": ("two\nlines",)}},
        {"given": {"a": ("x",) * 21}},
        {"given": {f"part {n}": () for n in range(41)}},
    ],
    ids=str,
)
def test_no_other_answer_than_a_sound_one_can_be_made(changes: dict[str, Any]) -> None:
    with pytest.raises(ProgressError, match=r"^[A-Z].*\.$"):
        replace(BONE, **changes)


def test_the_largest_answer_is_sound() -> None:
    given = {f"part {n}": ("x" * 200,) * 20 for n in range(40)}
    largest = replace(BONE, given=given, points=50, most=50, first=50, sure=5)
    assert loads(dumps(Progress("n" * 80, {"i" * 200: largest})))[0].answers == {"i" * 200: largest}


def test_tries_are_counted_up_to_a_limit() -> None:
    assert replace(BONE, tries=10**9).tries == 10_000
    assert loaded(file_of(answers={"x": entry_of(tries=10**9)}))[0].answers["x"].tries == 10_000


def test_a_record_does_not_change_with_what_it_was_made_of() -> None:
    given: dict[str, tuple[str, ...]] = {"a": ("pain",)}
    answers = {"x": replace(BONE, given=given)}
    record = Progress("", answers)
    given["a"] = ()
    answers.clear()
    assert record.answers["x"].given == {"a": ("pain",)}


@pytest.mark.parametrize("name", ["n" * 81, "two\nlines", "\ud800", 5])
def test_a_name_is_plain_and_short(name: Any) -> None:
    with pytest.raises(ProgressError, match="name is plain text of at most 80"):
        Progress(name)


def test_an_item_has_an_id_and_there_are_not_too_many() -> None:
    with pytest.raises(ProgressError, match="An item has a short id"):
        Progress("", {"": BONE})
    with pytest.raises(ProgressError, match="more than 5000 answers"):
        Progress("", {str(n): LIVER for n in range(5001)})


def test_text_is_made_plain() -> None:
    assert plain("a\r\nb\tc\u2028d\x00\x7f\x9b\ud800e") == "a b c de"
    assert plain("naïve 👩🏽‍⚕️ ½") == "naïve 👩🏽‍⚕️ ½"
    assert plain("x" * 300) == "x" * 200
    assert plain("Zoë Ann", 3) == "Zoë"


@given(st.text(st.characters(), max_size=400))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert len(plain(text)) <= 200
    plain(text).encode()


def test_a_moment_is_written_in_one_way() -> None:
    assert moment(datetime(2025, 1, 31, 12, 0, 0, 999, tzinfo=UTC)) == NOON
    assert moment(datetime(2025, 1, 31, 14, tzinfo=timezone(timedelta(hours=2)))) == NOON
    assert moment(datetime(2025, 1, 31, 12)) == NOON
    assert moment(datetime(1, 1, 1)) < moment(datetime(999, 1, 1)) < NOON


# ---- reading with care


def test_a_file_that_is_not_ours_is_refused_in_a_sentence() -> None:
    assert said("") == "The file is damaged or not complete: line 1 is not JSON."
    assert said("PK\x03\x04") == "The file is damaged or not complete: line 1 is not JSON."
    assert said('{\n"a": 1,\n}') == "The file is damaged or not complete: line 3 is not JSON."
    assert said("[]") == said("null") == said("{}") == said('"mbc-progress"') == "The file holds no answers."
    assert said('{"answers": []}') == "The file is damaged: there are no answers in it."


@pytest.mark.parametrize("version", [2, 99, 10**30])
@pytest.mark.parametrize("other", [{}, {"answers": []}, {"name": 5}])
def test_a_newer_file_is_left_as_it_is(version: int, other: dict[str, object], tmp_path: Path) -> None:
    text = json.dumps(file_of(version=version) | other)
    assert said(text) == "The file was written by a newer version of this series, and is left as it is."
    refused_and_untouched(text, tmp_path)


@pytest.mark.parametrize("kind", ["mbc-journal", "", None, 1])
def test_a_file_of_another_kind_is_left_as_it_is(kind: object, tmp_path: Path) -> None:
    text = json.dumps(file_of(format=kind))
    assert said(text) == "The file is of another kind than a file of answers, and is left as it is."
    refused_and_untouched(text, tmp_path)


def refused_and_untouched(text: str, folder: Path) -> None:
    path = folder / progress.FILE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ForeignError):
        saved(KEPT, path)
    assert path.read_text(encoding="utf-8") == text
    assert [one.name for one in folder.iterdir()] == [progress.FILE]


@pytest.mark.parametrize("version", [0, -1, True, 1.0, "1", None])
def test_a_file_that_does_not_say_its_version_is_damaged(version: object) -> None:
    assert said(json.dumps(file_of(version=version))).endswith("it does not say of which version it is.")


def test_every_truncation_of_a_file_is_refused() -> None:
    text = dumps(KEPT)
    for length in range(len(text) - 1):
        assert said(text[:length]).startswith("The file is damaged or not complete")


def test_a_mark_that_editors_put_first_does_no_harm() -> None:
    assert loads("\ufeff" + dumps(KEPT))[0] == KEPT


def test_a_bad_answer_is_passed_over_told_and_kept() -> None:
    bad = entry_of(points=99)
    record, notes = loaded(file_of(answers={"bad": bad, "good": entry_of(), "worse": None}))
    assert record.answers == {"good": BONE}
    assert notes == [
        "The answer to “bad” could not be read and is kept as it is.",
        "The answer to “worse” could not be read and is kept as it is.",
    ]
    assert json.loads(dumps(record))["answers"] == {"bad": bad, "good": entry_of(), "worse": None}


def test_the_learner_is_not_flooded_with_sentences() -> None:
    _, notes = loaded(file_of(answers={f"item {n}": n for n in range(17)}))
    assert len(notes) == 6
    assert notes[4:] == ["The answer to “item 4” could not be read and is kept as it is.", "and 12 more"]
    assert len(loaded(file_of(answers={f"item {n}": n for n in range(5)}))[1]) == 5


def test_a_sentence_can_be_shown_whatever_the_item_is_called() -> None:
    _, notes = loaded(file_of(answers={"\ud800\x1b" + "x" * 9999: 1}))
    assert notes == [f"The answer to “{'x' * 60}” could not be read and is kept as it is."]


def test_more_than_is_known_of_an_answer_is_kept_too() -> None:
    more = entry_of(hint={"seen": True})
    record, notes = loaded(file_of(answers={"x": more}))
    assert record.answers == {"x": BONE} and not notes
    changed = Progress(record.name, {"x": replace(BONE, sure=5)}, record.other)
    assert json.loads(dumps(changed))["answers"] == {"x": more | {"sure": 5}}


def test_what_could_not_be_read_outlives_a_new_answer() -> None:
    bad = entry_of(points=99)
    record, _ = loaded(file_of(answers={"x": bad}))
    text = dumps(replace(record, answers={"x": BONE}))
    assert json.loads(text)["answers"] == {"x": entry_of(unread=bad)}
    assert dumps(loads(text)[0]) == text


def test_a_name_is_made_plain_and_a_name_that_is_none_is_kept() -> None:
    assert loaded(file_of(name="Ann\x1b\n" + "n" * 99))[0].name == "Ann " + "n" * 76
    record, notes = loaded(file_of(name=["Ann"], answers={}))
    assert record.name == "" and notes == ["The name could not be read and is kept as it is."]
    assert json.loads(dumps(record))["name"] == ["Ann"]
    assert json.loads(dumps(replace(record, name="Ben")))["name"] == "Ben"


def test_control_characters_are_removed_from_what_was_typed() -> None:
    entry = entry_of(given={"a": ["pain\x00ful\n", "\ud800"]})
    assert loaded(file_of(answers={"x": entry}))[0].answers["x"].given == {"a": ("painful ", "")}


def test_times_of_other_zones_are_understood() -> None:
    for when in ("2025-01-31T14:00:00+02:00", "2025-01-31T12:00:00.123456Z", "2025-01-31 12:00", "20250131T120000"):
        assert loaded(file_of(answers={"x": entry_of(when=when)}))[0].answers["x"].when == NOON
    for wrong in ("", "noon", "2025-13-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "\ud800", 5, None):
        assert not loaded(file_of(answers={"x": entry_of(when=wrong)}))[0].answers


def test_items_nobody_knows_are_kept() -> None:
    assert list(loaded(file_of(answers={"no such item": entry_of()}))[0].answers) == ["no such item"]


def test_the_first_files_are_understood() -> None:
    old: dict[str, Any] = {
        "answers": {
            "one": {"given": {"a": ["pain"], "b": "typed"}, "points": 1, "max": 2, "time": "2025-01-31T12:00:00"},
            "two": {"given": {}, "points": 0, "max": 1, "note": "mine"},
            "bad": {"given": {}, "points": 3, "max": 2, "time": NOON},
            "worse": {"given": {"a": 5}, "points": 1, "max": 2, "time": NOON},
            "worst": [],
        },
        "theme": "dark",
    }
    record, notes = loaded(old)
    assert record.answers == {
        "one": Answer({"a": ("pain",), "b": ("typed",)}, "", 1, 2, None, 1, 0, NOON, True),
        "two": Answer({}, "", 0, 1, None, 1, 0, "1970-01-01T00:00:00Z", True),
    }
    assert len(notes) == 3
    assert record.other["theme"] == "dark"
    entries = json.loads(dumps(record))["answers"]
    assert entries["two"]["note"] == "mine"
    assert {item: entries[item] for item in ("bad", "worse", "worst")} == {
        item: old["answers"][item] for item in ("bad", "worse", "worst")
    }
    assert loads(dumps(record))[0] == record


def test_a_key_that_stands_there_twice_loses_nothing() -> None:
    one, other = json.dumps(entry_of()), json.dumps(entry_of(sure=1))
    text = f'{{"format": "mbc-progress", "version": 1, "answers": {{"x": {one}, "x": {other}, "x": 1}}}}'
    record, notes = loads(text)
    assert record.answers == {"x": BONE, "x (2)": replace(BONE, sure=1)}
    assert notes == ["The answer to “x (3)” could not be read and is kept as it is."]


def test_deep_nesting_is_refused_before_it_can_hurt() -> None:
    for depth in (45, 500, 100_000):
        nested = "[" * depth + "1" + "]" * depth
        for text in (nested, f'{{"format": "mbc-progress", "version": 1, "answers": {{}}, "deep": {nested}}}'):
            assert said(text) in {
                "The file is damaged: too many lists stand inside each other.",
                "The file holds no answers.",
            }
    nested = "[" * 30 + "1" + "]" * 30
    text = f'{{"format": "mbc-progress", "version": 1, "answers": {{"x": {nested}}}}}'
    assert dumps(loads(dumps(loads(text)[0]))[0]) == dumps(loads(text)[0])


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999", "9" * 5000, "-0.0", "1E400"])
@pytest.mark.parametrize("name", ["points", "most", "first", "tries", "sure", "when", "done", "mark", "hint"])
def test_a_number_no_computer_can_hold_does_no_harm(number: str, name: str) -> None:
    entry = json.dumps(entry_of(**{name: "HERE"})).replace('"HERE"', number)
    record, _ = loads(f'{{"format": "mbc-progress", "version": 1, "answers": {{"x": {entry}}}}}')
    text = dumps(record)
    assert number in text
    json.loads(text, parse_constant=pytest.fail, parse_int=str)
    assert dumps(loads(text)[0]) == text


def test_half_characters_do_no_harm(tmp_path: Path) -> None:
    entry = entry_of(given={"\udc00": ["x"]})
    whole = file_of(answers={"\ud800": entry_of(), "x": entry}, theme="\udfff", name="A\ud800")
    record, notes = loaded(whole)
    assert record.name == "A" and not record.answers and len(notes) == 2
    store.write(tmp_path / "a.json", dumps(record))
    again = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert again["answers"] == whole["answers"] and again["theme"] == "\udfff"


def test_too_many_answers_are_refused() -> None:
    assert (
        said(json.dumps(file_of(answers=dict.fromkeys(map(str, range(5001)))))) == "There are more than 5000 answers."
    )


INSIDE: list[list[Any]] = [[], ["given", "a"], ["given", "a", 0], *([key] for key in entry_of())]
PATHS = [["new"], *([key] for key in file_of()), *(["answers", "bone_1", *path] for path in INSIDE)]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ".".join(map(str, path)))
@given(value=JSON | st.sampled_from([10**30, "x" * 999, ["x"] * 999, {str(n): [] for n in range(99)}]))
@settings(max_examples=40)
def test_any_value_in_any_place_is_read_or_refused_and_never_lost(path: list[Any], value: Any) -> None:
    whole = file_of()
    place: Any = whole
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    try:
        record, notes = loaded(whole)
    except ProgressError:
        assert path[0] in {"answers", "format", "version"}
        return
    assert len(notes) <= 7
    text = dumps(record)
    assert dumps(loads(text)[0]) == text
    if path[0] == "answers" and len(path) > 1 and "bone_1" not in record.answers:
        assert json.loads(text)["answers"]["bone_1"] == whole["answers"]["bone_1"]
    if path in (["theme"], ["new"]):
        assert json.loads(text)[path[0]] == value


@given(JSON)
def test_any_json_is_read_or_refused(value: Any) -> None:
    for whole in (value, {"answers": value}, {"answers": {"x": value}}, {"answers": {"x": {"given": value}}}):
        try:
            record, _ = loaded(whole)
        except ProgressError:
            continue
        assert loads(dumps(record))[0] == record


@given(st.text(st.characters()), st.integers(0, 999), st.integers(0, 999))
def test_any_change_of_the_text_is_read_or_refused(text: str, start: int, length: int) -> None:
    real = dumps(KEPT)
    try:
        record, _ = loads(real[: start % len(real)] + text + real[start % len(real) + length :])
    except ProgressError:
        return
    dumps(record)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_bytes(content)
    try:
        loads(store.read(path) or "")
    except (StoreError, ProgressError) as error:
        assert str(error).endswith(".")


# ---- merging


def test_the_newer_answer_wins_then_the_one_with_more_tries_then_mine() -> None:
    newer, more = replace(BONE, when=LATER, tries=0), replace(BONE, tries=9)
    other = replace(BONE, sure=1)

    def winner(mine: Answer, theirs: Answer) -> Answer:
        return merged(Progress("", {"x": mine}), Progress("", {"x": theirs})).answers["x"]

    assert winner(BONE, newer) == winner(newer, BONE) == newer
    assert winner(BONE, more) == winner(more, BONE) == more
    assert winner(BONE, other) == BONE and winner(other, BONE) == other


def test_a_name_wins_over_none_and_mine_over_theirs() -> None:
    none, ann, ben = Progress(), Progress("Ann"), Progress("Ben")
    assert merged(none, ann).name == merged(ann, none).name == merged(ann, ben).name == "Ann"


def test_what_is_not_understood_is_united() -> None:
    mine = Progress(other={"a": 1, "both": "old", "answers": {"x": 1, "y": "old"}})
    theirs = Progress(other={"b": 2, "both": "new", "answers": {"y": "new", "z": 3}})
    assert merged(mine, theirs).other == {"a": 1, "b": 2, "both": "new", "answers": {"x": 1, "y": "new", "z": 3}}


@given(records())
def test_merging_with_itself_or_with_nothing_changes_nothing(record: Progress) -> None:
    assert merged(record, record) == merged(record, Progress()) == merged(Progress(), record) == record


@given(RIVALS, RIVALS, RIVALS)
def test_it_does_not_matter_which_two_are_merged_first(one: Progress, two: Progress, three: Progress) -> None:
    assert merged(merged(one, two), three) == merged(one, merged(two, three))


@given(RIVALS, RIVALS)
def test_it_does_not_matter_who_merges_where_there_is_no_tie(one: Progress, two: Progress) -> None:
    def rank(answer: Answer) -> tuple[str, int]:
        return answer.when, answer.tries

    shared = one.answers.keys() & two.answers.keys()
    assume(all(rank(one.answers[item]) != rank(two.answers[item]) for item in shared))
    assert merged(one, two).answers == merged(two, one).answers
    if not (one.name and two.name):
        assert merged(one, two).name == merged(two, one).name
    if not one.other.keys() & two.other.keys():
        assert merged(one, two).other == merged(two, one).other


@given(RIVALS, RIVALS)
def test_merging_loses_no_item(one: Progress, two: Progress) -> None:
    both = merged(one, two)
    assert both.answers.keys() == one.answers.keys() | two.answers.keys()
    assert json.loads(dumps(both))["answers"].keys() >= both.answers.keys()


# ---- saving


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_saving_writes_what_it_returns(tmp_path: Path) -> None:
    assert saved(KEPT, tmp_path / progress.FILE) == (KEPT, [])
    assert store.read(tmp_path / progress.FILE) == dumps(KEPT)
    assert names(tmp_path) == ["mbc-progress.json"]


def test_two_open_notebooks_share_a_file(tmp_path: Path) -> None:
    path = tmp_path / progress.FILE
    first, second = Progress("Ann", {"a": BONE}), Progress("", {"b": LIVER})
    saved(first, path)
    both = saved(second, path).progress
    assert both == Progress("Ann", {"a": BONE, "b": LIVER})
    newer = replace(BONE, when=LATER, tries=3)
    assert saved(replace(first, answers={"a": newer}), path).progress.answers == {"a": newer, "b": LIVER}
    assert saved(both, path).progress.answers["a"] == newer


def test_saving_again_does_not_touch_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(KEPT, tmp_path / progress.FILE)
    monkeypatch.setattr("helpers.store.write", pytest.fail)
    assert saved(KEPT, tmp_path / progress.FILE).progress == KEPT


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe{", b"[]", b"{}", dumps(KEPT).encode()[:99], b"[" * 9999, b"x" * (store.LIMIT + 1)],
    ids=lambda content: repr(content[:9]),
)
def test_a_damaged_file_is_set_aside_and_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / progress.FILE
    path.write_bytes(content)
    record, notes = saved(KEPT, path)
    assert record == KEPT and store.read(path) == dumps(KEPT)
    assert (tmp_path / "mbc-progress.damaged-1.json").read_bytes() == content
    assert len(notes) == 1 and notes[0].endswith(". It is kept as “mbc-progress.damaged-1.json”.")
    assert saved(KEPT, path).notes == []
    assert names(tmp_path) == ["mbc-progress.damaged-1.json", "mbc-progress.json"]


@pytest.mark.parametrize(("call", "code"), list(product(["replace", "fsync"], [errno.ENOSPC, errno.EACCES])))
def test_a_failure_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    path = tmp_path / progress.FILE
    saved(KEPT, path)

    def fail(*_: object) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(StoreError, match="What was saved before is unchanged"):
        saved(replace(KEPT, answers={"new": BONE}), path)
    assert store.read(path) == dumps(KEPT)
    assert names(tmp_path) == ["mbc-progress.json"]


def test_a_failure_after_setting_aside_tells_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / progress.FILE
    path.write_text("damage", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(StoreError, match=r"the disk is full.*It is kept as “mbc-progress\.damaged-1\.json”\.$"):
        saved(KEPT, path)
    assert names(tmp_path) == ["mbc-progress.damaged-1.json"]


def test_a_file_that_may_not_be_read_is_not_set_aside(tmp_path: Path) -> None:
    (tmp_path / progress.FILE).mkdir()
    with pytest.raises(StoreError, match="it is a folder"):
        saved(KEPT, tmp_path / progress.FILE)
    assert names(tmp_path) == ["mbc-progress.json"]


def test_too_many_answers_together_leave_the_file_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / progress.FILE
    saved(Progress("", {f"a{n}": LIVER for n in range(3000)}), path)
    before = path.read_bytes()
    with pytest.raises(ProgressError, match="more than 5000"):
        saved(Progress("", {f"b{n}": LIVER for n in range(3000)}), path)
    assert path.read_bytes() == before


def test_what_a_later_version_added_survives_this_one(tmp_path: Path) -> None:
    path = tmp_path / progress.FILE
    path.write_text(json.dumps(file_of(badges=["a"], answers={"x": entry_of(hint=1)})), encoding="utf-8")
    saved(Progress("Ann", {"x": replace(BONE, when=LATER, sure=2)}), path)
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert whole["badges"] == ["a"] and whole["answers"]["x"] == entry_of(hint=1, when=LATER, sure=2)
