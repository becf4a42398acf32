"""Put it together: the rules of a walk, every reachable state, and a case file that says where it is wrong."""

import re
import shutil
from pathlib import Path

import pytest

from helpers import tables
from helpers.controls import ChoiceError, steps
from helpers.diagnosis import case_file
from helpers.diagnosis.case_file import FILE, Patient
from helpers.diagnosis.case_walk import FINISH, VERDICTS, walk
from helpers.diagnosis.cases import NOT_YET, OrderTheTests, follows, samples
from helpers.schema import DataError
from tests.seen import seen, spoken

PATIENTS = case_file.load()
every_patient = pytest.mark.parametrize("patient", PATIENTS.values(), ids=lambda patient: patient.id)
DATA = Path(__file__).parents[2] / "data"


def best(patient: Patient) -> tuple[str, ...]:
    return tuple(test.id for test in patient.way)


def shown(trail: str) -> OrderTheTests:
    explorer = OrderTheTests(predict=False, trail=trail)
    assert explorer.problem == ""
    return explorer


# ---- the patients ----


def test_there_are_women_and_a_man_of_different_ages_all_fictional() -> None:
    assert len(PATIENTS) >= 3
    assert any(patient.name.startswith("Mr.") for patient in PATIENTS.values())
    assert all("(fictional)" in patient.name for patient in PATIENTS.values())
    ages = [int(found[0]) for patient in PATIENTS.values() if (found := re.findall(r"\d+", patient.name))]
    assert max(ages) - min(ages) >= 30 and len(set(ages)) == len(PATIENTS)


@every_patient
def test_the_shortest_safe_way_misses_nothing_and_spares_everything(patient: Patient) -> None:
    here = walk(patient, (*best(patient), FINISH))
    assert (here.missed, here.spare, here.delays, here.overdue) == ([], [], [], False)
    assert [one.verdict for one in here.taken] == ["needed"] * len(patient.way)


@every_patient
def test_no_other_order_of_the_needed_tests_is_shorter(patient: Patient) -> None:
    """Without a delay the days of the needed tests add up, so their order cannot change the sum."""
    here = walk(patient, best(patient))
    assert here.days == sum(test.days for test in patient.way)
    assert here.visits == sum(test.visits for test in patient.way)


@every_patient
def test_what_tempts_is_offered_too_and_sorted_by_name(patient: Patient) -> None:
    offered = list(follows((patient.id,)).items())
    assert offered.pop()[0] == FINISH
    assert {id_ for id_, _ in offered} == set(patient.tests)
    assert any(patient.tests[id_].verdict == "not_needed" for id_, _ in offered)
    names = [name for _, name in offered]
    assert names == sorted(names, key=str.casefold) and len(set(names)) == len(names)


# ---- the rules ----


def test_a_request_that_comes_too_early_comes_back_and_can_be_made_again() -> None:
    patient = PATIENTS["lump_man"]
    here = walk(patient, ["receptors"])
    assert here.taken[0].verdict == "too_early" and here.taken[0].why == patient.tests["receptors"].too_early
    assert (here.days, here.visits, here.done) == (0, 0, [])
    assert "receptors" not in follows((patient.id, "receptors"))
    ready = (patient.id, "receptors", "exam", "breast_imaging", "core_biopsy")
    assert "receptors" in follows(ready)
    again = walk(patient, (*ready[1:], "receptors"))
    assert again.taken[-1].verdict == "needed" and [one.test.id for one in again.spare] == ["receptors"]


def test_what_takes_a_day_before_the_urgent_scan_is_a_harmful_delay() -> None:
    patient = PATIENTS["back_pain"]
    for test in patient.tests.values():
        if test.needs or test.id == "spine_mri":
            continue
        first = walk(patient, [test.id]).taken[0]
        assert (first.verdict == "harmful_delay") == (test.days > 0), test.id
        assert walk(patient, ["spine_mri", test.id]).taken[1].verdict == test.verdict


def test_the_passing_of_time_changes_what_the_urgent_scan_finds() -> None:
    patient = PATIENTS["back_pain"]
    urgent = patient.emergency
    assert urgent and urgent.by_day == 1
    in_time, late = walk(patient, ["brain_mri", "spine_mri"]), walk(patient, ["markers", "spine_mri"])
    assert (in_time.days, late.days) == (1, 2)
    assert in_time.taken[-1].result == patient.tests["spine_mri"].result
    assert late.taken[-1].result == urgent.late_result and late.taken[-1].late
    assert walk(patient, ["markers"]).overdue and not walk(patient, ["brain_mri"]).overdue and not late.overdue
    assert urgent.late in shown("back_pain;markers").words_html


@every_patient
def test_days_and_visits_are_those_of_the_tests_that_brought_a_result(patient: Patient) -> None:
    for trail in samples():
        if steps(trail)[:1] == (patient.id,):
            here = walk(patient, steps(trail)[1:])
            assert here.days == sum(one.test.days for one in here.taken if not one.came_back), trail
            assert here.visits == sum(one.test.visits for one in here.done), trail
            assert [one.start for one in here.taken[1:]] == [one.end for one in here.taken[:-1]], trail


# ---- what a reader gets ----


def test_samples_reach_every_test_every_verdict_and_every_ending() -> None:
    trails = list(samples())
    assert len(trails) == len(set(trails)) < 5000
    walks = [walk(PATIENTS[picked[0]], picked[1:]) for picked in map(steps, trails) if picked]
    proposed = {(here.patient.id, one.test.id) for here in walks for one in here.taken}
    assert proposed == {(patient.id, test) for patient in PATIENTS.values() for test in patient.tests}
    assert {one.verdict for here in walks for one in here.taken} == set(VERDICTS)
    ended = [here for here in walks if here.finished]
    assert {bool(here.missed) for here in ended} == {bool(here.spare) for here in ended} == {True, False}
    assert any(one.late for here in ended for one in here.taken) and any(here.overdue for here in ended)


def test_words_picture_and_rows_agree_in_every_state() -> None:
    for one in seen(OrderTheTests):
        picked = steps(one.state["trail"])
        assert picked or all(patient.label.partition(",")[0] in one.picture for patient in PATIENTS.values())
        assert "Fictional patient" in one.picture
        if not picked:
            continue
        here = walk(PATIENTS[picked[0]], picked[1:])
        assert f"day {here.days}" in one.words or not here.taken
        picture = spoken(one.picture).replace("\u00a0", " ")
        if here.taken and not here.finished:
            newest = here.taken[-1]
            assert newest.result in one.words
            assert (newest.why in one.words) == (newest.verdict in ("too_early", "harmful_delay"))
        for taken in here.taken:
            words = VERDICTS[taken.verdict].words
            assert f"{taken.test.name} ({words.lower()})" in one.words
            assert f"{VERDICTS[taken.verdict].sign} {words}" in picture
            assert any(row["name"] == taken.test.name and row.get("verdict") == words for row in one.rows)
        if here.finished:
            assert all(test.name in one.words and test.missed in spoken(one.detail) for test in here.missed)
            assert f"{len(here.patient.way) - len(here.missed)} of {len(here.patient.way)} needed" in one.words
            assert f"{len(here.patient.way) - len(here.missed)} of {len(here.patient.way)} needed" in picture


@every_patient
def test_the_answer_is_not_given_away_before_the_end(patient: Patient) -> None:
    """Before the first proposal no needed test is named, but for the words of the patient's own story."""
    start = shown(patient.id)
    told = spoken(start.words_html + start.picture_html + start.detail_html)
    assert not [test.name for test in patient.tests.values() if test.name in told]
    if patient.emergency:
        assert patient.emergency.words not in shown(f"{patient.id};exam").picture_html


@every_patient
def test_the_ending_tells_what_to_say_and_what_the_nurse_does(patient: Patient) -> None:
    ending = shown(f"{patient.id};{';'.join(best(patient))};{FINISH}")
    told = spoken(ending.detail_html)
    assert patient.tell in told and all(test.nurse in told for test in patient.way)
    assert "Nothing was missed and nothing was spare." in ending.words_html
    assert patient.plan in spoken(ending.words_html)
    assert follows((patient.id, FINISH)) == {}


@every_patient
def test_nothing_is_promised_while_needed_answers_are_missing(patient: Patient) -> None:
    for missing in patient.way:
        ids = [test for test in best(patient) if test != missing.id]
        told = spoken(shown(";".join((patient.id, *ids, FINISH))).detail_html)
        assert NOT_YET in told and patient.tell not in told
    assert len(patient.tell.split()) < 75


def test_a_trail_that_cannot_be_is_told_in_a_sentence() -> None:
    for trail in ("nobody", "lump_man;ct_scan", "lump_man;finish;exam", "lump_man;exam;exam"):
        with pytest.raises(ChoiceError, match="cannot come here"):
            OrderTheTests.trail.validate(None, trail)
        assert "cannot come here" in OrderTheTests(predict=False, trail=trail).problem


# ---- the file ----


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('[[patient]]\nid = "back_pain"', '[[patient\nid = "back_pain"', "the file cannot be read"),
        ("[patient.emergency]\ntest", 'emergency = "soon"\n[patient.urgent]\ntest', "emergency: it must be a table"),
        ('name = "Ms. A., 58 (fictional)"', 'name = "Ms. A., 58"', "patient back_pain: the name must say"),
        (
            'id = "exam"',
            'id = "exam"\nburdn = []',
            '"burdn" is not valid: there is no such key; the nearest is "burden"',
        ),
        ('nurse = "Call the', 'nurses = "Call the', 'nearest is "nurse"'),
        ('found = "Both legs weak; feeling fades below the ribs"\n', "", "test exam: found is missing"),
        ('verdict = "needed"', 'verdict = "vital"', "verdict is “vital” and must be needed, helpful or not_needed"),
        ("days = 0", 'days = "none"', "column days: .*must be a whole number"),
        ("days = 0", "days = -1", "days and visits must be 0 or more"),
        ('tests = ["breast_exam"]', 'tests = ["brest_exam"]', "diagnostic_tests.csv; the nearest is"),
        ('source_id = ["NICE_CG75"', 'source_id = ["NICE_CG7"', "must be a source_id of references.csv"),
        ('needs = ["biopsy"]', 'needs = ["biopsies"]', "another test of this patient; the nearest is"),
        ('needs = ["biopsy"]\n', "", "needs and too_early must stand together"),
        ('id = "spine_mri"', 'id = "exam"', "it stands there twice"),
        ('missed = "Nobody knows how far', 'missed = ""\n# "', "column missed: it is empty"),
        ('test = "spine_mri"', 'test = "spine"', "the test of the emergency is “spine”"),
        ("by_day = 1", "by_day = true", "emergency, column by_day: .*must be a whole number"),
        ('name = "Baseline blood tests"\n', "", "a set of tests needs a name"),
        ('checked = "partial"', 'checked = "maybe"', "checked is “maybe” and must be yes, partial or no"),
        ('needs = ["spine_mri", "bloods", "staging"]', 'needs = ["receptors"]', "stands before receptors"),
    ],
)
def test_a_broken_file_is_named_in_a_sentence(
    old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("datapackage.json", "diagnostic_tests.csv", "references.csv"):
        shutil.copy(DATA / name, tmp_path)
    text = (DATA / FILE).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "cases").mkdir()
    (tmp_path / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setenv("MBC_DATA", str(tmp_path))
    with pytest.raises(DataError, match=said) as caught:
        case_file.load()
    assert str(caught.value).startswith(FILE) and str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "at least one"), ("patient = 3", "each patient must be"), ("[[patient]]\ntest = [1]", "each test must be")],
)
def test_a_file_of_another_shape_is_named_in_a_sentence(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    monkeypatch.setenv("MBC_DATA", str(tmp_path))
    with pytest.raises(DataError, match=said):
        case_file.load()


def test_a_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MBC_DATA", str(tmp_path))
    with pytest.raises(DataError, match=f"{FILE}: the file is missing"):
        case_file.load()


def test_the_sources_of_every_test_exist() -> None:
    cells = [test.source_id for patient in PATIENTS.values() for test in patient.tests.values()]
    assert tables.cited(cells)
    for patient in PATIENTS.values():
        for test in patient.tests.values():
            assert test.source_id != "GENERAL" or test.checked == "no", (patient.id, test.id)
