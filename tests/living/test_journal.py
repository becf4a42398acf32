"""The symptom journal: what cannot wait is said at once, the example stays apart, and nothing typed is ever lost."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest

from helpers import store, surface, tables
from helpers.cards import URGENCY
from helpers.drawing.trend import SHEET
from helpers.living import journal_file, journal_keeping, journal_sheet, journal_trend
from helpers.living.journal import ALL, VIEWS, SymptomJournal
from helpers.living.journal_file import FILE, LONGEST_NOTE, Day, dumps, example, journal, measures, signs
from helpers.living.journal_keeping import keeper
from helpers.living.journal_prompts import ORDER, WARNINGS, Prompt, prompts, raised, warnings
from tests.seen import Seen, seen, spoken, tree

ROWS = {row["prompt_id"]: row for row in tables.records("journal_prompts")}
SYMPTOMS = {row["symptom_id"]: row for row in tables.records("symptoms")}
TODAY = date(2026, 11, 22)
every_rule = pytest.mark.parametrize("rule", prompts(), ids=lambda rule: rule.id)


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of its own for the file, a keeper of its own, and always the same day."""
    monkeypatch.setenv("MBC_KEEP", str(tmp_path))
    monkeypatch.setattr(journal_keeping, "today", lambda: TODAY)
    keeper.cache_clear()
    yield tmp_path / FILE
    keeper.cache_clear()


def restarted() -> SymptomJournal:
    """The journal after the kernel was started again."""
    keeper.cache_clear()
    return SymptomJournal(predict=False)


def started() -> SymptomJournal:
    explorer = SymptomJournal(predict=False)
    explorer.received("own", "yes")
    return explorer


def states(show: str, book: str = "example") -> list[Seen]:
    return [one for one in seen(SymptomJournal) if one.state["show"] == show and one.state["book"] == book]


# ---- the rules


@every_rule
def test_how_soon_is_that_of_the_row_it_points_to(rule: Prompt) -> None:
    row = ROWS[rule.id]
    assert bool(row["symptom_id"]) != bool(row["care_id"])
    assert bool(row["care_id"]) == bool(row["care_level"])
    if row["care_id"]:
        assert tables.row("side_effect_care", row["care_id"])[rule.urgency], "the card says nothing at this level"
    else:
        symptom = SYMPTOMS[row["symptom_id"]]
        assert rule.urgency == (row["raised_to"] or symptom["urgency"])
        if row["raised_to"]:
            assert ORDER.index(rule.urgency) < ORDER.index(symptom["urgency"])
            assert symptom["red_flag_when"] or "severe" in symptom["urgency_note"]
            assert symptom["red_flag_when"] != "always"


@every_rule
def test_the_first_words_say_whom_to_call_and_how_soon(rule: Prompt) -> None:
    first = {
        "now": ("Call 911 now.", "Call your oncology line now, day or night."),
        "today": ("Call your oncology line today",),
        "soon": ("Tell your team within a day or two",),
        "routine": ("Bring it up at your next visit",),
    }[rule.urgency]
    assert rule.act.startswith(first) or (rule.id == "self_harm" and "Call or text 988 now" in rule.act)
    if rule.urgency == "now":
        assert "911" in rule.act
    if rule.urgency in WARNINGS:
        assert rule.id in signs() or "911" in rule.act or "tick that sign" in rule.act


@every_rule
def test_a_rule_has_what_its_kind_needs(rule: Prompt) -> None:
    row = ROWS[rule.id]
    numbers = [row[name] for name in ("value", "days", "times")]
    if rule.kind == "sign":
        assert numbers == [None] * 3 and not rule.measure and rule.id in signs()
    else:
        assert None not in numbers and rule.measure in measures() and rule.times <= rule.days
        assert rule.value <= measures()[rule.measure].maximum


def test_every_emergency_a_person_can_feel_has_a_sign() -> None:
    pointed = {row["symptom_id"] for row in ROWS.values()}
    felt = {key for key, row in SYMPTOMS.items() if row["urgency"] == "now"}
    assert felt - pointed == {"SX05"}, "numb legs and a numb seat are asked together with weakness and the bladder"


def test_a_person_who_thinks_of_self_harm_is_told_where_help_is() -> None:
    explorer = started()
    explorer.received("sign", "self_harm")
    said = spoken(explorer.words_html)
    assert "▲ Act now" in said and "You are not alone" in said and "988" in said and "911" in said
    assert "Elsewhere" in said and "Stay with someone you trust" in said
    low = {one.id: one.act for one in prompts() if one.measure == "mood"}
    assert low.keys() == {"mood_worst", "mood_high", "mood_often"} and all("988 now" in act for act in low.values())


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"temperature": [100.4]}, "fever"),
        ({"temperature": [100.3]}, None),
        ({"pain": [7]}, "pain_severe"),
        ({"pain": [2, 6]}, "pain_rise"),
        ({"pain": [2, 2, 2, 4]}, None),
        ({"pain": [2, 0, 0, 0, 0, 0, 0, 0, 6]}, "pain_rise"),
        ({"breath": [1, 4]}, "breath_rise"),
        ({"breath": [1, 0, 0, 0, 0, 0, 0, 2]}, None),
        ({"breath": [9]}, "breath_high"),
        ({"breath": [10]}, "breath_worst"),
        ({"mood": [6]}, None),
        ({"mood": [7]}, "mood_high"),
        ({"bowels": [3]}, "bowels_late"),
        ({"bowels": [2]}, None),
        ({"nausea": [4, 4, 4]}, None),
        ({"nausea": [4, 4, 0, 4, 4]}, "nausea_often"),
        ({"nausea": [4, 4, 4, 4, 0]}, None),
        ({"tiredness": [2, 7]}, "tired_rise"),
        ({"tiredness": [7, 7, 7, 7]}, "tired_often"),
        ({"mood": [4, 4, 4, 4]}, "mood_often"),
        ({"appetite": [8, 8, 8, 8]}, "appetite_often"),
        ({"nausea": [8]}, None),
        ({"nausea": [9]}, "nausea_worst"),
        ({"tiredness": [9]}, None),
        ({"tiredness": [10]}, "tired_worst"),
        ({"appetite": [9]}, None),
        ({"appetite": [10]}, "appetite_worst"),
        ({"mood": [9]}, "mood_worst"),
    ],
)
def test_a_limit_is_met_exactly(values: dict[str, list[float]], rule: str | None) -> None:
    [(measure, numbers)] = values.items()
    days = journal((TODAY + timedelta(days=at), Day({measure: value})) for at, value in enumerate(numbers))
    met = raised(days, max(days))
    assert [one.id for one in met] == ([rule] if rule else [])


def test_a_rise_looks_back_as_far_as_it_says_and_no_farther() -> None:
    days = journal([(TODAY, Day({"pain": 1})), (TODAY + timedelta(days=7), Day({"pain": 5}))])
    assert raised(days, max(days)) == []
    days = journal([(TODAY, Day({"pain": 1})), (TODAY + timedelta(days=6), Day({"pain": 5}))])
    assert [one.id for one in raised(days, max(days))] == ["pain_rise"]


def test_what_is_most_urgent_comes_first_and_once_a_measure() -> None:
    days = journal([(TODAY, Day({"breath": 9, "pain": 8}, ("back", "legs")))])
    assert [one.id for one in raised(days, TODAY)] == ["legs", "back", "pain_severe", "breath_high"]
    assert list(warnings(days)) == [TODAY] and warnings({}) == {} and raised({}, TODAY) == []


def test_the_worst_of_a_scale_prompts_a_call_on_the_first_day() -> None:
    for one in measures().values():
        if one.kind == "scale" and one.id != "sleep":
            met = raised(journal([(TODAY, Day({one.id: one.maximum}))]), TODAY)
            assert met and met[0].urgency in WARNINGS, one.id


def test_a_low_temperature_with_feeling_ill_is_asked_and_told_beside_the_number() -> None:
    explorer = started()
    explorer.received("value.temperature", "95")
    assert "If “My temperature is below 96.8 °F (36 °C), and I feel ill”, tick that above." in explorer.detail_html
    explorer.received("sign", "cold")
    assert "Call your oncology line now, day or night." in spoken(explorer.words_html)


def test_a_warning_of_the_last_two_days_is_told_on_the_newest_day() -> None:
    explorer = started()
    keeper().put(TODAY - timedelta(days=1), Day({"pain": 8}, ("legs",)))
    explorer.received("entry", TODAY.isoformat())
    warned = "On November 21 you ticked or wrote: ▲ “My legs are weak, numb or unsteady”; ◆ “Pain of 7 or more”."
    assert f"{warned} If nobody knows of it yet, call now. Call 911 now." in spoken(explorer.words_html)
    explorer.received("value.pain", "1")
    said = spoken(explorer.words_html)
    assert warned in said and "No warning" not in said and "This day adds no warning" in said
    explorer.received("sign", "legs")
    assert "On November 21 you wrote: ◆ “Pain of 7 or more”." in spoken(explorer.words_html)
    keeper().put(TODAY + timedelta(days=1), Day({"pain": 1}))
    explorer.received("entry", TODAY.isoformat())
    assert "On November 21" not in explorer.words_html, "a newer day is written"


def test_a_warning_older_than_two_days_is_not_told_again() -> None:
    explorer = started()
    keeper().put(TODAY - timedelta(days=3), Day({}, ("legs",)))
    explorer.received("value.pain", "1")
    assert "No warning that the journal knows is met." in explorer.words_html


# ---- what the days show


def test_words_of_a_trend_are_the_numbers_of_the_days() -> None:
    told = {one.state["symptom"]: one.words for one in states("trend")}
    assert (
        "Pain: highest 6 on Nov 14, lowest 2 on Nov 8. From Nov 8 to Nov 15 it went from 2 to 6: 4 higher"
        in told["pain"]
    )
    assert "highest 100.8 °F (38.2 °C) on Oct 30" in told["temperature"]
    assert "pain (+4)" in told[ALL] and "nausea (+1)" in told[ALL]


def test_every_trend_names_its_highest_and_lowest_day() -> None:
    for one in states("trend"):
        if one.state["symptom"] != ALL:
            values = [day.values[one.state["symptom"]] for day in example().values()]
            measure = measures()[one.state["symptom"]]
            assert f"highest {measure.worded(max(values))}" in one.words
            assert f"lowest {measure.worded(min(values))}" in one.words


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([], "not written in this time."),
        ([4], "4 on every day written."),
        ([4, 4], "4 on every day written. From Nov 22 to Nov 23 it went from 4 to 4: no change."),
        (
            [4, 3],
            "highest 4 on Nov 22, lowest 3 on Nov 23. "
            "From Nov 22 to Nov 23 it went from 4 to 3: 1 lower, which is better.",
        ),
    ],
)
def test_few_days_are_told_too(numbers: list[float], told: str) -> None:
    written = [(TODAY + timedelta(days=at), value) for at, value in enumerate(numbers)]
    assert journal_trend.told(measures()["pain"], written) == told


def test_the_last_week_reaches_seven_days_back() -> None:
    written = [(TODAY - timedelta(days=back), float(back)) for back in (9, 8, 7, 3, 0)]
    changed = journal_trend.change(written)
    assert changed and (changed.since, changed.by) == (TODAY - timedelta(days=7), -7)
    assert journal_trend.change([]) is None and journal_trend.change(written[:1]) is None


def test_small_changes_are_not_told_as_changes() -> None:
    days = journal((TODAY + timedelta(days=at), Day({"temperature": 98 + at / 2})) for at in (0, 1))
    assert journal_trend.changes(days, list(days)) == "Nothing changed by a full point in the last 7 days."


def test_a_change_names_the_days_it_is_between() -> None:
    days = journal([(TODAY, Day({"pain": 1, "mood": 5})), (TODAY + timedelta(days=6), Day({"pain": 3, "mood": 1}))])
    told = journal_trend.changes(days, list(days))
    assert told == "Higher, which is worse, from Nov 22 to Nov 28: pain (+2). Lower, which is better: low mood (−4)."
    days = {**days, TODAY + timedelta(days=7): Day({"pain": 4})}
    told = journal_trend.changes(days, list(days))
    assert "pain (+3, Nov 22 to Nov 29)" in told and "low mood (−4, Nov 22 to Nov 28)" in told


# ---- the example


def test_the_example_says_that_it_is_one_in_every_state() -> None:
    for view in VIEWS:
        for one in states(view):
            assert one.words.startswith("Example month, fictional.")
    assert all(row["source_id"] == "GENERAL" for one in states("trend") for row in one.rows if "day" in row)


def test_every_day_of_the_example_and_every_rule_can_be_read() -> None:
    words = " ".join(one.words for one in states("log"))
    assert all(journal_trend.long_date(when) in words for when in example())
    table = unescape(states("log")[0].table)
    assert all(rule.wording in table and rule.act in table for rule in prompts())
    notes = unescape(" ".join(one.detail for one in states("log")))
    assert all(day.note in notes for day in example().values())


def test_the_example_meets_each_level_and_stays_as_it_is() -> None:
    levels = {one.urgency for when in example() for one in raised(example(), when)}
    assert levels == set(URGENCY)
    explorer = SymptomJournal(predict=False)
    explorer.received("sign", "legs")
    assert "The example month cannot be changed" in explorer.head_html
    explorer.received("own", "yes")
    explorer.received("value.pain", "3")
    assert list(keeper().days) == [TODAY]
    explorer.received("book", "example")
    assert explorer.days == example() and explorer.here == max(example())


def test_an_empty_journal_is_friendly() -> None:
    for view in VIEWS:
        [one] = states(view, "own")
        assert "Nothing is written" in one.words and "<svg" in one.picture


# ---- writing a day


def test_an_answer_is_taken_at_once_and_said() -> None:
    explorer = started()
    explorer.received("value.pain", "4")
    explorer.received("note", "  After the\nwalk ")
    explorer.received("sign", "legs")
    assert keeper().days == {TODAY: Day({"pain": 4}, ("legs",), "After the walk")}
    assert "Call 911 now. Do not try to walk." in spoken(explorer.words_html)
    assert "Act now" in explorer.detail_html.partition("My legs are weak")[2][:400], (
        "beside the tick, for it is far down"
    )
    explorer.received("sign", "legs")
    explorer.received("value.pain", "")
    assert keeper().days == {TODAY: Day(note="After the walk")}
    explorer.received("delete", TODAY.isoformat())
    assert keeper().days == {} and "Nothing is written for this day yet" in explorer.words_html


@pytest.mark.parametrize(
    ("field", "typed"), [("value.temperature", "150"), ("value.bowels", "-2"), ("value.pain", "x")]
)
def test_a_number_that_cannot_be_is_refused_beside_its_field(field: str, typed: str) -> None:
    explorer = started()
    explorer.received(field, typed)
    assert "It must be a" in explorer.detail_html and 'role="alert"' in explorer.detail_html
    assert not keeper().days and "Something is wrong" not in explorer.head_html
    explorer.received("value.pain", "1")
    assert "It must be a" not in explorer.detail_html


def test_a_temperature_that_cannot_be_read_keeps_its_words() -> None:
    explorer = started()
    explorer.received("value.temperature", "hot <b>")
    told = "Type the number alone, such as 100.4. With 100.4 °F (38 °C) or more, call now."
    assert told in explorer.detail_html and 'value="hot &lt;b&gt;"' in explorer.detail_html
    explorer.received("value.temperature", "38 °C")
    assert told not in explorer.detail_html and keeper().days[TODAY].values == {"temperature": 100.4}


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2099-01-01", "Day: Thursday, January 1, 2099 is in the future. Choose a day up to today."),
        ("1999-01-01", "is too long ago. Choose Saturday, January 1, 2000 or later."),
        ("1850-01-01", "is too long ago."),
        ("2026-13-01", "is not a day."),
    ],
)
def test_a_day_that_cannot_be_written_is_refused(typed: str, why: str) -> None:
    explorer = started()
    explorer.received("entry", typed)
    assert "Day: " in explorer.detail_html and why in explorer.detail_html and explorer.here == TODAY


def test_a_year_that_is_still_being_typed_is_waited_for() -> None:
    explorer = started()
    for typed in ("0002-11-01", "0020-11-01", "0202-11-01"):
        explorer.received("entry", typed)
        assert explorer.here == TODAY and not explorer.trouble
    explorer.received("entry", "2026-11-01")
    assert explorer.here == date(2026, 11, 1)


def test_an_old_warning_is_not_told_as_if_it_were_today() -> None:
    explorer = started()
    explorer.received("entry", "2026-11-01")
    explorer.received("sign", "legs")
    assert "If this is still so, or your team does not know of it: Call 911 now." in spoken(explorer.words_html)


def test_there_is_nothing_to_choose_but_what_is_there() -> None:
    explorer = started()
    for name, value in [("sign", "nose"), ("value.weight", "5"), ("ask.4", "x"), ("nonsense", "x"), ("entry", "soon")]:
        explorer.received(name, value)
        assert "Something is wrong" in explorer.head_html or explorer.trouble or name == "entry"
        assert keeper().days == {}


def test_all_that_is_typed_is_escaped_and_short() -> None:
    explorer = started()
    explorer.received("note", "<script>alert(1)</script>" + "x" * 999)
    explorer.received("ask.1", "<b>Why?</b>" + "y" * 999)
    assert len(keeper().days[TODAY].note) == LONGEST_NOTE
    assert len(keeper().questions[0]) == journal_sheet.LONGEST_QUESTION
    for view in VIEWS:
        explorer.show = view
        whole = explorer.picture_html + explorer.words_html + explorer.detail_html + explorer.table_html
        assert "<script>" not in whole and "<b>" not in whole


def test_a_full_journal_takes_no_more_and_loses_nothing() -> None:
    explorer = started()
    full = journal((TODAY - timedelta(days=back), Day({"pain": 1})) for back in range(1, journal_file.MOST_DAYS + 1))
    explorer.received("load", dumps(full))
    explorer.received("value.pain", "2")
    assert "A journal holds at most 400 days" in explorer.detail_html
    assert keeper().days == full


# ---- the sheet for the visit


def test_the_summary_is_one_page_of_everything() -> None:
    explorer = SymptomJournal(predict=False, show="summary")
    explorer.received("ask.2", "Can the plan for pain change?")
    sheet = unescape(explorer.picture_html)
    for words in ("What could not wait", "Oct 30", "Can the plan for pain change?", "What we agreed", "Scan done."):
        assert words in sheet
    assert f'viewBox="0 0 {SHEET:.0f}' in sheet and "mbc-visit" in sheet
    assert sheet.count('<th scope="col">') == 1 + journal_sheet.SUMMARY_DAYS
    assert not keeper().path and not list(journal_keeping.place().parent.iterdir())  # type: ignore[union-attr]


def test_the_summary_names_every_warning_of_a_day() -> None:
    explorer = started()
    hard = Day({"pain": 9}, tuple(signs())[:5], "word " * 59 + "end")
    explorer.received("load", dumps(journal((TODAY - timedelta(days=back), hard) for back in range(28))))
    explorer.show = "summary"
    sheet = spoken(explorer.picture_html)
    assert "24 earlier days in this time also carried a warning." in sheet and ", and 5 more" not in sheet
    met = raised(keeper().days, TODAY)
    assert "; ".join(f"{URGENCY[one.urgency].sign} {one.wording}" for one in met) in sheet and len(met) == 6
    assert len(sheet) < 4500


def test_the_summary_says_whom_to_call_and_counts_a_day() -> None:
    explorer = started()
    explorer.received("value.pain", "1")
    explorer.show = "summary"
    sheet = spoken(explorer.picture_html)
    assert ": 1 day written" in sheet
    for words in (
        "Call 911 now: “My legs",
        "Oncology line, day or night: “A temperature of 100.4",
        "988 now: “I have",
    ):
        assert words in sheet


# ---- the file of one's own


def test_nothing_is_kept_before_the_learner_says_so(kept: Path) -> None:
    explorer = started()
    explorer.received("value.pain", "4")
    assert not kept.exists() and "lost when this page is closed" in explorer.detail_html
    assert not restarted().own


def test_a_kept_journal_survives_the_kernel(kept: Path) -> None:
    explorer = started()
    explorer.received("value.pain", "4")
    explorer.received("keep", "yes")
    explorer.received("sign", "back")
    again = restarted()
    assert not again.own and again.days == example(), "others may see the screen"
    assert "Your own journal is kept here; choose My own journal to open it." in again.words_html
    again.received("book", "own")
    assert "is kept here; choose" not in again.words_html
    assert again.own and again.open_day == Day({"pain": 4}, ("back",)) and FILE in again.detail_html
    assert store.read(kept) == dumps(keeper().days)


def test_a_journal_can_be_deleted(kept: Path) -> None:
    explorer = started()
    explorer.received("value.pain", "4")
    assert "Others who use this computer account can read it." in explorer.detail_html
    explorer.received("keep", "yes")
    explorer.received("load", "no journal")
    assert "This is not a journal file. Nothing was read, and your journal is as it was." in explorer.detail_html
    explorer.received("stop", "asked")
    assert 'role="status">Delete the file?' in explorer.detail_html
    assert "Delete the file?" in explorer.detail_html and kept.exists()
    explorer.received("stop", "")
    assert "Delete the file?" not in explorer.detail_html and kept.exists()
    explorer.received("stop", "sure")
    assert not kept.exists() and keeper().days
    assert "Your journal file was deleted." in explorer.detail_html and "not a journal" not in explorer.detail_html
    assert not restarted().own


def test_the_keyboard_lands_where_the_answer_is() -> None:
    explorer = started()
    explorer.received("value.pain", "4")
    homes = {
        name: node
        for node in tree(explorer.detail_html).iter()
        for name in node.get("data-home", "").split()
        if node.get("tabindex") == "-1"
    }
    assert homes.keys() == {"delete", "own", "keep", "stop"}
    for name in ("keep", "delete"):
        assert [node for node in homes[name].iter() if node.get("data-name") == name]


def test_what_is_filled_in_does_not_print_but_what_was_written_does() -> None:
    explorer = started()
    explorer.received("note", "After the walk")
    first, paper, last = tree(explorer.detail_html)
    assert "mbc-no-print" in first.get("class", "") and "mbc-no-print" in last.get("class", "")
    assert paper.get("class") == "mbc-paper-only" and "After the walk" in "".join(paper.itertext())
    style = (Path(surface.__file__).parent / "surface.css").read_text(encoding="utf-8")
    assert ".mbc-no-print, .mbc:has(.mbc-journal-day) .mbc-sources { display: none !important; }" in style


def test_nothing_is_kept_where_that_is_switched_off(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    monkeypatch.setenv("MBC_KEEP", "off")
    explorer = started()
    explorer.received("value.pain", "4")
    assert (
        "Nothing can be kept on this machine" in explorer.detail_html and 'data-name="keep"' not in explorer.detail_html
    )
    explorer.received("keep", "yes")
    assert not kept.exists() and keeper().days


def test_a_damaged_file_is_set_aside_and_the_journal_goes_on(kept: Path) -> None:
    kept.write_bytes(b"date,pain\n2026-11-01,99\n")
    explorer = restarted()
    explorer.received("own", "yes")
    assert "It is kept as “mbc-symptom-journal.damaged-1.csv”." in unescape(explorer.detail_html)
    explorer.received("value.pain", "4")
    assert keeper().days[TODAY] == Day({"pain": 4})
    assert restarted() and keeper().days[TODAY] == Day({"pain": 4})


def test_a_disk_that_is_full_loses_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    explorer = started()
    explorer.received("keep", "yes")

    def full(*_: object) -> None:
        raise store.StoreError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(store, "write", full)
        explorer.received("value.pain", "4")
        assert "The disk is full. Your days are still in this page" in explorer.detail_html
    explorer.received("value.mood", "2")
    assert "The disk is full" not in explorer.detail_html
    assert restarted() and keeper().days[TODAY] == Day({"pain": 4, "mood": 2})


def test_two_notebooks_share_the_file(kept: Path) -> None:
    one = started()
    one.received("keep", "yes")
    one.received("value.pain", "4")
    first = keeper()
    other = restarted()
    other.received("own", "yes")
    other.received("entry", "2026-11-01")
    other.received("value.pain", "1")
    first.put(TODAY, Day({"pain": 5}))
    assert first.days == {date(2026, 11, 1): Day({"pain": 1}), TODAY: Day({"pain": 5})}


def test_a_download_can_be_loaded_on_another_machine() -> None:
    explorer = started()
    explorer.received("load", dumps(example()))
    address = keeper().download()
    text = base64.b64decode(address.partition(",")[2]).decode()
    assert text.startswith("\ufeff") and address in explorer.detail_html
    keeper.cache_clear()
    again = SymptomJournal(predict=False)
    again.received("load", text)
    assert again.own and again.days == example() and "26 days read from your file." in again.detail_html


def test_loading_keeps_what_is_here_and_says_what_differs() -> None:
    explorer = started()
    explorer.received("value.pain", "4")
    explorer.received("load", dumps({TODAY: Day({"pain": 9, "mood": 1})}))
    assert explorer.open_day == Day({"pain": 4, "mood": 1})
    told = "1 day stands differently there and here: Sunday, November 22, 2026. What is written here was kept."
    assert f"{told} To take the day of the file instead, delete the day here first" in explorer.detail_html
    many = [TODAY - timedelta(days=back) for back in range(5)]
    explorer.received("load", dumps(journal((when, Day({"pain": 9})) for when in many)))
    explorer.received("load", dumps(journal((when, Day({"pain": 8})) for when in many)))
    assert "5 days stand differently there and here: Wednesday, November 18, 2026, " in explorer.detail_html
    assert "and 2 more. What" in explorer.detail_html


def test_a_file_without_a_day_is_told_as_that() -> None:
    explorer = started()
    explorer.received("load", dumps({}))
    assert "There are no days in this file." in explorer.detail_html


def test_a_bad_file_changes_nothing_and_gets_a_sentence() -> None:
    explorer = started()
    explorer.received("value.pain", "4")
    explorer.received("load", "date,pain\n2026-11-01,3\n2026-11-02,12\n")
    told = unescape(explorer.detail_html)
    assert 'Your file, row 3, column pain: "12" is not valid: it must be a whole number from 0 to 10.' in told
    assert "Nothing was read, and your journal is as it was." in told and keeper().days == {TODAY: Day({"pain": 4})}


def test_a_long_journal_can_be_looked_back_on() -> None:
    explorer = started()
    assert "How far back" not in explorer.controls_html
    explorer.received("load", dumps(journal((TODAY - timedelta(days=back), Day({"pain": 1})) for back in range(200))))
    explorer.show = "trend"
    assert "How far back" in explorer.controls_html and len(explorer.shown) == 28
    explorer.span = "400"
    assert len(explorer.shown) == 200 and "200 days written" in explorer.words_html
