"""A symptom journal as a file: written and read back whole, and nothing that is not understood for certain is read."""

import csv
import errno
import io
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import store
from helpers.living import journal_file
from helpers.living.journal_file import (
    EARLIEST,
    FILE,
    LONGEST_NOTE,
    MOST_DAYS,
    Day,
    Journal,
    JournalError,
    differing,
    dumps,
    example,
    journal,
    loads,
    measures,
    merged,
    number,
    plain,
    rebased,
    saved,
    signs,
)
from helpers.store import StoreError

LATEST = date(2026, 11, 23)
ONE, TWO = date(2026, 11, 1), date(2026, 11, 14)
HEADER = ",".join(journal_file.columns())
BAD = Day({"pain": 6, "temperature": 100.8}, ("chills",), "Called, went in.")
GOOD = Day({"pain": 2, "bowels": 0})
KEPT = journal({ONE: BAD, TWO: GOOD}.items())

NOTES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=LONGEST_NOTE).map(plain)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        one.id: st.integers(int(one.minimum), int(one.maximum)).map(float)
        if one.whole
        else st.integers(int(one.minimum * 10), int(one.maximum * 10)).map(lambda tenths: tenths / 10)
        for one in measures().values()
    },
)
DAYS = st.builds(Day, VALUES, st.lists(st.sampled_from(list(signs())), max_size=4).map(tuple), NOTES)
JOURNALS = st.dictionaries(st.dates(EARLIEST, LATEST), DAYS, max_size=6).map(lambda days: journal(days.items()))
FEW = st.dictionaries(st.dates(ONE, ONE + timedelta(days=3)), DAYS, max_size=3).map(lambda days: journal(days.items()))


def said(text: str) -> str:
    """Why a file is refused."""
    with pytest.raises(JournalError) as refused:
        loads(text, LATEST)
    return str(refused.value)


def read(*rows: str, header: str = "date,pain,temperature,signs,note") -> Journal:
    return loads("\n".join([header, *rows]), LATEST)


# ---- what may be written


@given(JOURNALS)
def test_what_is_written_is_read_back(days: Journal) -> None:
    assert loads(dumps(days), LATEST) == days
    assert dumps(loads(dumps(days), LATEST)) == dumps(days)


def test_the_example_is_a_journal_like_any_other() -> None:
    assert loads(dumps(example()), LATEST) == example()
    assert len(example()) > 20 and all(example().values())


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"pain": 11}, "Pain: 11 cannot be written down; it must be a whole number from 0 to 10."),
        ({"pain": 2.5}, "Pain: 2.5 cannot be written down; it must be a whole number from 0 to 10."),
        ({"bowels": -1}, "Days without stool: -1 cannot be written down; it must be a whole number from 0 to 30."),
        ({"temperature": 38.0}, "or the same in °C."),
        ({"pain": float("nan")}, "Pain: nan cannot be written down"),
    ],
)
def test_a_day_is_always_sound(values: dict[str, float], sentence: str) -> None:
    with pytest.raises(JournalError) as refused:
        Day(values)
    assert sentence in str(refused.value)


def test_a_note_is_short_and_plain() -> None:
    for note in ("x" * (LONGEST_NOTE + 1), "two\nlines", " spaced ", "\ud800"):
        with pytest.raises(JournalError, match="A note is plain text of at most 300 characters"):
            Day(note=note)
    assert plain(" a\r\nb\x00\x1b\ud800\ufffd ") == "a  b"


def test_empty_days_are_no_days_and_order_is_by_date() -> None:
    assert list(journal([(TWO, GOOD), (ONE, BAD), (date(2026, 11, 2), Day())])) == [ONE, TWO]


def test_signs_stand_in_the_order_asked_and_once() -> None:
    assert Day(signs=("fever", "chills", "legs", "chills")).signs == ("legs", "chills")


def test_there_is_an_end_to_a_journal() -> None:
    days = {EARLIEST + timedelta(days=back): GOOD for back in range(MOST_DAYS)}
    assert len(journal(days.items())) == MOST_DAYS
    with pytest.raises(JournalError, match=f"at most {MOST_DAYS} days, and this would make {MOST_DAYS + 1}"):
        journal([*days.items(), (LATEST, GOOD)])
    text = dumps(days) + "2026-11-01,5\r\n"
    assert said(text) == f"Your file, row {MOST_DAYS + 2}: a journal holds at most {MOST_DAYS} days."


# ---- numbers as they are typed


@pytest.mark.parametrize(
    ("typed", "value"), [("", None), (" 7 ", 7), ("7.0", 7), ("7,0", 7), ("0", 0), ("10", 10), ("007", 7)]
)
def test_a_number_may_be_typed_in_many_ways(typed: str, value: float | None) -> None:
    assert number(typed, measures()["pain"]) == value


@pytest.mark.parametrize(("typed", "value"), [("100.4", 100.4), ("38", 100.4), ("38,2", 100.8), ("36.8", 98.2)])
def test_a_temperature_may_be_typed_in_celsius(typed: str, value: float) -> None:
    assert number(typed, measures()["temperature"]) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("101 F", 101),
        ("39.5C", 103.1),
        ("38 °C", 100.4),
        ("101.5 F", 101.5),
        ("101,5°f", 101.5),
        ("38 degrees C", 100.4),
    ],
)
def test_a_temperature_may_be_typed_with_its_unit(typed: str, value: float) -> None:
    assert number(typed, measures()["temperature"]) == value


@pytest.mark.parametrize("typed", ["38 F", "101 C", "101 K", "hot", "F", "101 F F"])
def test_the_unit_that_was_typed_is_honored(typed: str) -> None:
    with pytest.raises(JournalError, match="it must be a number from 90 to 110 °F, or the same in °C"):
        number(typed, measures()["temperature"])


@pytest.mark.parametrize(
    "typed", ["7 F", "11", "-1", "1e1", "seven", "7 of 10", "1_0", "٧", "nan", "inf", "7.5", "=7", "0x1"]
)
def test_a_number_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(JournalError, match="it must be a whole number from 0 to 10"):
        number(typed, measures()["pain"])


# ---- files that have been through a spreadsheet


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_country_separates_cells_in_its_way(separator: str, start: str, end: str) -> None:
    rows = [["date", "pain", "temperature", "note"], ["2026-11-01", "6", '"100,8"', '"a, b; c"'], ["", "", "", ""]]
    text = start + "".join(separator.join(row) + end for row in rows)
    assert loads(text, LATEST) == {ONE: Day({"pain": 6, "temperature": 100.8}, (), "a, b; c")}


def test_a_line_that_names_the_separator_is_passed_over() -> None:
    assert loads("sep=;\r\ndate;pain\r\n2026-11-01;6\r\n", LATEST) == {ONE: Day({"pain": 6})}


def test_columns_may_stand_in_any_order_and_be_missing() -> None:
    assert read("6,2026-11-01,,", header=" Pain ,DATE,,") == {ONE: Day({"pain": 6})}


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-14",
        "2026/11/14",
        "2026-11-14T00:00:00",
        "11/14/2026",
        "14/11/2026",
        "14.11.2026",
        "14-11-26",
        "11/14/26",
    ],
)
def test_a_date_may_be_written_in_other_ways(cell: str) -> None:
    assert list(read(f"{cell},6,,,")) == [TWO]


def test_one_clear_date_tells_how_the_others_are_written() -> None:
    assert list(read("11/1/2026,6,,,", "11/14/2026,2,,,")) == [ONE, TWO]
    assert list(read("1/11/2026,6,,,", "14/11/2026,2,,,")) == [ONE, TWO]
    assert list(read("5/5/2026,6,,,")) == [date(2026, 5, 5)]


def test_a_date_that_may_be_two_days_is_refused() -> None:
    text = "date,pain\n3/4/2026,6\n"
    assert said(text) == (
        'Your file, row 2, column date: "3/4/2026" is not valid: it could be one of two days; write it like 2026-03-31.'
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file is empty."),
        ("\n\n", "The file is empty."),
        (
            "date,pain\n2026-11-01,12",
            'Your file, row 2, column pain: "12" is not valid: it must be a whole number from 0',
        ),
        ("date,pain\n2026-02-30,1", 'Your file, row 2, column date: "2026-02-30" is not valid: it must be a day'),
        ("date,pain\n,1", "Your file, row 2, column date: it must be a day, written like 2026-03-31."),
        ("date,pain\n2027-01-01,1", "it is in the future; the last day that can be read is 2026-11-23."),
        ("date,pain\n1999-12-31,1", "it is too long ago; a journal begins on 2000-01-01 or later."),
        ("date,pain\n2026-11-01,1\n2026-11-01,2", 'row 3, column date: "2026-11-01" is not valid: row 2 has this day'),
        ("date,pian\n", 'Your file, row 1: "pian" is not valid: there is no such column; the nearest is "pain".'),
        ("date,pain,pain\n", "Your file, row 1, column pain: the column stands there twice."),
        ("pain\n1", "Your file, row 1: the column date is missing."),
        ("date,pain\n2026-11-01", "Your file, row 2: the row is cut short: it has 1 of 2 cells."),
        ("date,pain\n2026-11-01,1,x", "Your file, row 2: the row has 3 cells and must have 2."),
        ('date,note\n2026-11-01,"half', "Your file, row 2: it is cut short, or its quotation marks are damaged."),
        ("date,signs\n2026-11-01,leg", 'column signs: "leg" is not valid: it must be legs, bladder'),
        (f"date,note\n2026-11-01,{'x' * 301}", "it has 301 characters and may have 300."),
        ("date,note\n2026-11-01,Caf\ufffd", "letters are lost; save the file as CSV UTF-8."),
        ('{"answers": {}}', "This is not a journal file."),
        ("\x00\x01\x02", "This is not a journal file."),
        ("\ufffdPNG\r\n\x1a" + '"x' * 9, "This is not a journal file."),
        ('"half', "This is not a journal file."),
        ("day;hurts\n1;much\n" * 999, "This is not a journal file."),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    told = said(text)
    assert sentence in told and told.endswith(".") and "\n" not in told


@pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''@", "＝1", "it's fine", "'quoted'", "-"])
def test_no_cell_runs_as_a_formula(note: str) -> None:
    days = journal([(ONE, Day(note=note))])
    cell = list(csv.reader(io.StringIO(dumps(days))))[1][-1]
    assert cell[:1] not in tuple("=+-@＝＋－＠")
    assert loads(dumps(days), LATEST) == days


def test_what_is_typed_cannot_break_out_of_its_cell() -> None:
    days = journal([(ONE, Day(note='a","2026-11-02",5;<script>'))])
    assert loads(dumps(days), LATEST) == days


@settings(deadline=None)
@given(st.text(st.characters()), st.integers(0, 9999), st.integers(0, 9999))
def test_any_change_of_the_text_is_read_or_refused(text: str, start: int, length: int) -> None:
    real = dumps(example())
    start %= len(real)
    try:
        days = loads(real[:start] + text + real[start + length :], LATEST)
    except JournalError as refused:
        assert str(refused).endswith(".")
        str(refused).encode()
    else:
        assert loads(dumps(days), LATEST) == days


@given(st.lists(st.lists(st.text(max_size=12), max_size=12), max_size=6), st.sampled_from(",;\t"))
def test_any_table_is_read_or_refused(rows: list[list[str]], separator: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([journal_file.columns(), *rows])
    try:
        loads(out.getvalue(), LATEST)
    except JournalError as refused:
        assert str(refused).endswith(".")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    try:
        loads(store.read(path) or "", LATEST)
    except (StoreError, JournalError) as refused:
        assert str(refused).endswith(".")


def test_every_way_to_cut_the_file_off_is_read_or_refused() -> None:
    real = dumps(KEPT)
    for end in range(len(real)):
        try:
            days = loads(real[:end], LATEST)
        except JournalError:
            continue
        assert set(days) <= set(KEPT)


def test_a_huge_file_is_refused_at_once() -> None:
    assert "at most 400 days" in said(HEADER + "\n" + "2026-11-01,1,,,,,,,,,,\n" * 100_000)
    assert said("date,note\n2026-11-01," + "x" * 500_000).startswith("Your file, row 2")


# ---- two journals


@given(FEW, FEW, FEW)
def test_merging_loses_no_day_and_it_does_not_matter_which_two_come_first(
    one: Journal, two: Journal, six: Journal
) -> None:
    assert merged(merged(one, two), six) == merged(one, merged(two, six))
    assert merged(one, two).keys() == one.keys() | two.keys()
    assert merged(one, one) == merged(one, {}) == merged({}, one) == one


@given(FEW, FEW)
def test_what_is_here_stays(mine: Journal, theirs: Journal) -> None:
    both = merged(mine, theirs)
    for when, day in mine.items():
        assert {**both[when].values, **day.values} == both[when].values
        assert set(day.signs) <= set(both[when].signs)
        assert not day.note or both[when].note == day.note


def test_days_that_differ_are_told() -> None:
    theirs = journal({ONE: Day({"pain": 1}), TWO: Day({"pain": 2, "mood": 3})}.items())
    assert differing(KEPT, theirs) == [ONE]
    assert merged(KEPT, theirs)[TWO] == Day({"pain": 2, "bowels": 0, "mood": 3})


@given(FEW, FEW, FEW)
def test_each_side_of_a_shared_file_keeps_what_it_changed(base: Journal, mine: Journal, theirs: Journal) -> None:
    assert rebased(base, mine, base) == mine
    assert rebased(base, base, theirs) == theirs
    for when in {**mine, **theirs}:
        both = rebased(base, mine, theirs).get(when)
        if mine.get(when) == theirs.get(when) or base.get(when) not in (mine.get(when), theirs.get(when)):
            assert both


# ---- saving


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_saving_writes_what_it_returns(tmp_path: Path) -> None:
    assert saved(KEPT, {}, tmp_path / FILE) == (KEPT, [])
    assert store.read(tmp_path / FILE) == dumps(KEPT)
    assert names(tmp_path) == [FILE]


def test_two_open_notebooks_share_a_file(tmp_path: Path) -> None:
    path = tmp_path / FILE
    saved(KEPT, {}, path)
    other = journal({**KEPT, LATEST: GOOD}.items())
    saved(other, KEPT, path)
    without = journal([(TWO, GOOD)])
    assert saved(without, KEPT, path).journal == {TWO: GOOD, LATEST: GOOD}


def test_saving_again_does_not_touch_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(KEPT, {}, tmp_path / FILE)
    monkeypatch.setattr("helpers.store.write", pytest.fail)
    assert saved(KEPT, KEPT, tmp_path / FILE).journal == KEPT


def test_a_kept_day_may_lie_after_today_for_a_clock_can_be_wrong(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text("date,pain\n2199-01-01,3\n", encoding="utf-8")
    assert date(2199, 1, 1) in saved(KEPT, {}, path).journal
    assert names(tmp_path) == [FILE]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe{", b"[]", b"date,pain\n2026-11-01,99", dumps(KEPT).encode()[:70], b"x" * (store.LIMIT + 1)],
    ids=lambda content: repr(content[:9]),
)
def test_a_damaged_file_is_set_aside_and_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FILE
    path.write_bytes(content)
    days, notes = saved(KEPT, {}, path)
    assert days == KEPT and store.read(path) == dumps(KEPT)
    assert (tmp_path / "mbc-symptom-journal.damaged-1.csv").read_bytes() == content
    assert len(notes) == 1 and notes[0].endswith("It is kept as “mbc-symptom-journal.damaged-1.csv”.")
    assert saved(KEPT, KEPT, path).notes == []


@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_failure_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    path = tmp_path / FILE
    saved(KEPT, {}, path)

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(StoreError, match="What was saved before is unchanged"):
        saved(journal([(LATEST, GOOD)]), KEPT, path)
    assert store.read(path) == dumps(KEPT)
    assert names(tmp_path) == [FILE]


@settings(max_examples=20, deadline=None)  # a disk takes its time
@given(JOURNALS, JOURNALS)
def test_saving_and_reading_again_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory, first: Journal, then: Journal
) -> None:
    path = tmp_path_factory.mktemp("kept") / FILE
    assert saved(first, {}, path).journal == first
    assert saved(then, first, path).journal == then
    assert loads(store.read(path) or "", LATEST) == then
