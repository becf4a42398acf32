"""Put a plan together: the rules, every reachable plan, and a case file that says where it is wrong."""

import re
import shutil
from pathlib import Path

import pytest

from helpers import tables
from helpers.check import problems
from helpers.controls import ChoiceError, steps
from helpers.schema import DataError
from helpers.treatment import plan_file
from helpers.treatment.plan_file import FILE, Patient, in_words, lacking, marker_words
from helpers.treatment.plan_rules import FINISH, ROUTES, VERDICTS, plan
from helpers.treatment.plans import NOT_YET, PlanTogether, follows, samples
from tests.seen import seen, spoken

PATIENTS = plan_file.load()
every_patient = pytest.mark.parametrize("patient", PATIENTS.values(), ids=lambda patient: patient.id)
DATA = Path(__file__).parents[2] / "data"


def sought(patient: Patient) -> tuple[str, ...]:
    return tuple(part.id for part in patient.fitting)


def shown(*picked: str) -> PlanTogether:
    explorer = PlanTogether(predict=False, plan=";".join(picked))
    assert explorer.problem == ""
    return explorer


def verdicts(patient: Patient, *ids: str) -> dict[str, str]:
    return {one.part.id: one.verdict for one in plan(patient, ids).placed}


# ---- the patients ----


def test_there_are_women_and_a_man_of_different_ages_all_fictional() -> None:
    assert len(PATIENTS) >= 3
    assert any(patient.name.startswith("Mr.") for patient in PATIENTS.values())
    assert all("(fictional)" in patient.name for patient in PATIENTS.values())
    ages = [int(found[0]) for patient in PATIENTS.values() if (found := re.findall(r"\d+", patient.name))]
    assert max(ages) - min(ages) >= 30 and len(set(ages)) == len(PATIENTS)


@every_patient
def test_each_patient_has_parts_of_every_column_and_tempting_wrong_ones(patient: Patient) -> None:
    assert 8 <= len(patient.parts) <= 12
    assert {part.route for part in patient.parts.values()} == set(ROUTES)
    assert len({part.worth for part in patient.parts.values()}) >= 3
    assert patient.clashes and any(part.first for part in patient.parts.values())
    assert len({part.name for part in patient.parts.values()}) == len(patient.parts)


def test_all_verdicts_occur() -> None:
    plans = [plan(PATIENTS[picked[0]], picked[1:]) for picked in map(steps, samples()) if picked]
    assert {one.verdict for here in plans for one in here.placed} == set(VERDICTS)


# ---- the rules ----


@every_patient
def test_a_plan_of_all_that_fits_has_no_clash_and_misses_nothing(patient: Patient) -> None:
    for order in (sought(patient), tuple(reversed(sought(patient)))):
        here = plan(patient, (*order, FINISH))
        assert (here.clashes, here.missing, here.sound) == ([], [], True)
    assert not plan(patient, (*sought(patient)[1:], FINISH)).sound and not plan(patient, [FINISH]).sound


@every_patient
def test_each_step_of_the_sought_plan_fits_at_once(patient: Patient) -> None:
    for count in range(1, len(patient.fitting) + 1):
        assert plan(patient, sought(patient)[:count]).placed[-1].verdict == "fits"


@every_patient
def test_no_drug_fits_a_patient_who_lacks_what_it_requires(patient: Patient) -> None:
    for part in patient.parts.values():
        unmet = any(lacking(tables.row("drugs", drug), patient.markers) for drug in part.drugs)
        assert unmet == (part.worth == "no_target")
        alone, beside = verdicts(patient, part.id), verdicts(patient, *(set(sought(patient)) | {part.id}))
        if unmet:
            assert not {alone[part.id], beside[part.id]} & {"fits", "fits_if"}


def test_what_a_drug_requires_is_read_from_its_groups() -> None:
    pembrolizumab = tables.row("drugs", "pembrolizumab")
    assert lacking(pembrolizumab, ["dmmr"]) == [] and lacking(pembrolizumab, []) == ["pdl1_cps10|dmmr|tmb_high"]
    assert " or " in in_words(lacking(pembrolizumab, []), marker_words())
    assert lacking(tables.row("drugs", "ribociclib"), ["hr_positive"]) == ["her2_negative"]
    assert lacking(tables.row("drugs", "docetaxel"), []) == []


@every_patient
def test_a_clash_holds_for_both_parts_in_either_order(patient: Patient) -> None:
    for clash in patient.clashes:
        one, other = clash.between
        for order in ((one, other), (other, one)):
            here = plan(patient, order)
            assert {placed.verdict for placed in here.placed} == {"clashes"} and here.clashes == [clash]
            assert [placed.others for placed in here.placed] == [[patient.parts[id_]] for id_ in reversed(order)]
            assert all(clash.why in placed.why for placed in here.placed)
        assert plan(patient, [one]).clashes == plan(patient, [other]).clashes == []


@every_patient
def test_what_waits_fits_as_soon_as_all_that_comes_first_is_there(patient: Patient) -> None:
    for part in patient.fitting:
        if not part.first:
            continue
        assert verdicts(patient, part.id)[part.id] == "fits_if"
        assert verdicts(patient, part.id, *part.first[:-1])[part.id] == "fits_if"
        assert verdicts(patient, part.id, *part.first)[part.id] == "fits"
        here = plan(patient, [part.id])
        assert all(patient.parts[first].name in here.placed[0].note for first in part.first)


@pytest.mark.parametrize(
    ("patient", "part", "first"),
    [
        ("hip_pain", "ribociclib", "medicine_review"),
        ("hip_pain", "letrozole", "goserelin"),
        ("hip_pain", "goserelin", "fertility"),
        ("hip_pain", "zoledronic_acid", "dentist"),
        ("thigh_bone", "denosumab", "dentist"),
        ("thigh_bone", "palbociclib", "calendar"),
        ("new_words", "antibodies", "heart_scan"),
        ("new_words", "docetaxel", "interpreter"),
        ("wound", "capecitabine", "dpyd"),
    ],
)
def test_the_safety_checks_come_first(patient: str, part: str, first: str) -> None:
    everything_else = [id_ for id_ in sought(PATIENTS[patient]) if id_ != first]
    assert verdicts(PATIENTS[patient], *everything_else)[part] == "fits_if"


# ---- what a reader gets ----


def test_samples_reach_every_part_every_clash_and_every_ending() -> None:
    trails = list(samples())
    assert len(trails) == len(set(trails)) < 5000
    plans = [plan(PATIENTS[picked[0]], picked[1:]) for picked in map(steps, trails) if picked]
    for patient in PATIENTS.values():
        own = [here for here in plans if here.patient == patient]
        assert {part for here in own for part in here.parts} == set(patient.parts.values())
        assert [clash for clash in patient.clashes if not any(clash in here.clashes for here in own)] == []
        assert {here.sound for here in own if here.finished} == {True, False}
        assert any(here.finished and not here.parts for here in own)


def test_words_picture_and_rows_agree_in_every_state() -> None:
    for one in seen(PlanTogether):
        picked = steps(one.state["plan"])
        assert "Fictional patient" in one.picture
        if not picked:
            assert all(patient.label.partition(",")[0] in one.picture for patient in PATIENTS.values())
            continue
        here = plan(PATIENTS[picked[0]], picked[1:])
        assert f"“{here.patient.goal}”" in one.words
        picture = re.sub(r"\s+", " ", one.picture)
        for placed in here.placed:
            verdict = VERDICTS[placed.verdict]
            assert f"{placed.part.name} ({verdict.words.lower()})" in one.words
            assert f"{placed.part.name}, {placed.part.kind}. {verdict.words}. {placed.note}" in _unescaped(picture)
            assert any(
                row["name"] == placed.part.name and row.get("verdict") == verdict.words and row["why"] == placed.why
                for row in one.rows
            )
        for clash in here.clashes:
            first, second = here.pair(clash)
            assert f"{first.name} clashes with {second.name}." in _unescaped(picture)
            assert any(row.get("other") == second.name and row["name"] == first.name for row in one.rows)
        if here.finished:
            assert all(part.name in one.words and part.missed in spoken(one.detail) for part in here.missing)
            assert all(part.check in _unescaped(picture) for part in here.patient.fitting)
            assert _unescaped(picture).count("Missing: ") == len(here.missing) + bool(here.missing)


def _unescaped(picture: str) -> str:
    return picture.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")


def test_the_newest_verdict_is_said_and_shown_first() -> None:
    for one in seen(PlanTogether):
        picked = steps(one.state["plan"])
        here = plan(PATIENTS[picked[0]], picked[1:]) if picked else None
        if here and here.parts and not here.finished:
            newest = here.placed[-1]
            verdict = VERDICTS[newest.verdict]
            head = one.words.partition(newest.why)[0].strip()
            assert head.startswith(f"{verdict.sign} {newest.part.name}") and verdict.words.lower() in head
            assert all(other.name in head for other in newest.others)
            told = one.picture.partition(f'aria-label="Plan for {here.patient.name}. ')[2]
            assert _unescaped(told).startswith(head)


def test_what_a_step_makes_possible_is_said() -> None:
    assert "Now this fits too: Zoledronic acid." in spoken(shown("hip_pain", "zoledronic_acid", "dentist").words_html)
    assert "Now this fits too" not in shown("hip_pain", "dentist", "zoledronic_acid").words_html


def test_a_card_that_is_picked_is_taken_out_again() -> None:
    explorer = shown("hip_pain", "letrozole", "tamoxifen", "dentist")
    assert 'data-value="hip_pain;letrozole;dentist"' in explorer.picture_html
    explorer.received("plan", "hip_pain;letrozole;dentist")
    assert explorer.problem == "" and "Tamoxifen" not in explorer.picture_html
    assert 'data-name="plan"' not in shown("hip_pain", "dentist", FINISH).picture_html


@every_patient
def test_the_answer_is_not_given_away_before_the_end(patient: Patient) -> None:
    start = shown(patient.id)
    told = spoken(start.words_html + start.picture_html + start.detail_html)
    assert not [part.why for part in patient.parts.values() if part.why in told]
    offered = list(follows((patient.id,)).items())
    assert offered.pop()[0] == FINISH and {id_ for id_, _ in offered} == set(patient.parts)
    routes = [label.partition(":")[0].lower() for _, label in offered]
    assert list(dict.fromkeys(routes)) == list(ROUTES)
    for route in ROUTES:
        names = [label for _, label in offered if label.lower().startswith(route)]
        assert names == sorted(names, key=str.casefold)


@every_patient
def test_the_ending_tells_what_to_say_only_when_the_plan_is_sound(patient: Patient) -> None:
    ending = shown(patient.id, *sought(patient), FINISH)
    told = spoken(ending.detail_html)
    assert patient.tell in told and NOT_YET not in told and all(part.say in told for part in patient.fitting)
    assert "Nothing clashes and nothing is missing." in ending.words_html
    assert follows((patient.id, FINISH)) == {}
    wrong = next(part.id for part in patient.parts.values() if part.worth != "fits")
    for trail in ([*sought(patient), wrong, FINISH], [*sought(patient)[:-1], FINISH], [FINISH]):
        told = spoken(shown(patient.id, *trail).detail_html)
        assert NOT_YET in told and patient.tell not in told
    assert len(patient.tell.split()) < 80


def test_the_end_names_what_still_has_to_come_first_also_for_what_clashes() -> None:
    told = spoken(shown("thigh_bone", "denosumab", "zoledronic_acid", FINISH).detail_html)
    assert "Dental check, calcium and vitamin D, before Denosumab." in told


def test_the_nurse_does_not_prescribe() -> None:
    assert "You do not prescribe" in PlanTogether.takeaway
    for patient in PATIENTS.values():
        for part in patient.parts.values():
            assert not re.search(r"\b(prescribe|order|start|stop) (her|him|the drug)\b", part.say), part.say


def test_a_plan_that_cannot_be_is_told_in_a_sentence() -> None:
    for trail in ("nobody", "hip_pain;surgery", "hip_pain;finish;dentist", "hip_pain;dentist;dentist"):
        with pytest.raises(ChoiceError, match="cannot come here"):
            PlanTogether.plan.validate(None, trail)
        assert "cannot come here" in PlanTogether(predict=False, plan=trail).problem


# ---- the file ----

NEEDED = ("datapackage.json", "references.csv", "drugs.csv", "treatment_classes.csv", "treatment_categories.csv")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the file points to; the file itself is left to the test."""
    for name in NEEDED:
        shutil.copy(DATA / name, tmp_path)
    (tmp_path / "cases").mkdir()
    monkeypatch.setenv("MBC_DATA", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('[[patient]]\nid = "hip_pain"', '[[patient\nid = "hip_pain"', "the file cannot be read"),
        ('name = "Ms. E., 38 (fictional)"', 'name = "Ms. E., 38"', "patient hip_pain: the name must say"),
        ('id = "ovary_removal"', 'id = "radiation"', "it stands there twice"),
        ('worth = "against_wish"', 'worth = "wrong"', "worth is “wrong” and must be fits, clashes, not_now"),
        ('note = "With his kidneys"', 'note = "His kidneys"', "must begin with “With”"),
        ('note = "Eases', 'notes = "Eases', 'nearest is "note"'),
        ('drugs = ["goserelin"]', 'drugs = ["goserlin"]', 'drug_id of drugs.csv; the nearest is "goserelin"'),
        ('class_id = "external_radiation"', 'class_id = "radiation"', "class_id of treatment_classes.csv"),
        ('class_id = "external_radiation"', 'class_id = "external_radiation"\ndrugs = ["letrozole"]', "and not both"),
        ('first = ["fertility"]\n', "", "first and first_why must stand together"),
        ('first = ["fertility"]', 'first = ["fertilty"]', 'that fits; the nearest is "fertility"'),
        ('first = ["fertility"]', 'first = ["tamoxifen"]', "must be another part of this patient that fits"),
        ('check = "Pain medicine before', '# check = "', "check and missed belong to parts that fit"),
        ('source_id = ["LUTZ2017"', 'source_id = ["LUTZ207"', "must be a source_id of references.csv"),
        ('checked = "partial"', 'checked = "maybe"', "checked is “maybe” and must be yes, partial or no"),
        ('"Medicines: citalopram', '"Medicines citalopram', "known must be written as label: words"),
        ('"bone_metastases"]\ntell', '"bones"]\ntell', 'markers: "bones" is not valid: it has no words'),
        (
            '"her2_negative", "bone_metastases"]\ntell',
            '"her2_negative"]\ntell',
            "zoledronic acid needs metastases in bone",
        ),
        ('"hr_positive", "her2_negative", "bone', '"hr_positive", "bone', "ribociclib needs HER2-negative"),
        (
            'drugs = ["tamoxifen"]\nworth = "not_now"',
            'drugs = ["tamoxifen"]\nworth = "no_target"',
            "every drug of this part finds what it needs",
        ),
        ('ntrk = "NTRK fusion"\n', "", 'markers: "ntrk" is not valid: a drug requires it'),
        ('between = ["letrozole", "tamoxifen"]', 'between = ["letrozole", "tamoxfen"]', 'nearest is "tamoxifen"'),
        ('between = ["letrozole", "tamoxifen"]', 'between = ["letrozole"]', "two different parts"),
        ('between = ["letrozole", "tamoxifen"]', 'between = ["letrozole", "goserelin"]', "both are said to fit"),
    ],
)
def test_a_broken_file_is_named_in_a_sentence(old: str, new: str, said: str, folder: Path) -> None:
    text = (DATA / FILE).read_text(encoding="utf-8")
    assert old in text
    (folder / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=said) as caught:
        plan_file.load()
    assert str(caught.value).startswith(FILE) and str(caught.value).endswith(".")


def test_parts_that_wait_for_each_other_are_named(folder: Path) -> None:
    text = (DATA / FILE).read_text(encoding="utf-8")
    old = 'first = ["fertility"]\nfirst_why = "A pregnancy must'
    assert old in text  # goserelin
    text = text.replace(old, 'first = ["ribociclib"]\nfirst_why = "A pregnancy must', 1)
    (folder / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="part goserelin, column first: it waits for a part that waits for it"):
        plan_file.load()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("markers = 3", "markers must be a table"),
        ("", "markers: .* a drug requires it and it has no words here"),
        ("patient = 3", "each patient must be"),
        ("[[patient]]\npart = [1]", "each part must be"),
        ("NONE", "there must be at least one"),
    ],
)
def test_a_file_of_another_shape_is_named_in_a_sentence(text: str, said: str, folder: Path) -> None:
    whole = (DATA / FILE).read_text(encoding="utf-8")
    markers = whole[whole.index("[markers]") : whole.index("# -----")]
    (folder / FILE).write_text(
        text if "markers" in said else f"{text.replace('NONE', '')}\n{markers}", encoding="utf-8"
    )
    if text == "patient = 3" or "NONE" in text or "[[" in text:
        body = text.replace("NONE", "")
        (folder / FILE).write_text(
            f"{markers}\n{body}" if body.startswith("[[") else f"{body}\n{markers}", encoding="utf-8"
        )
    with pytest.raises(DataError, match=said):
        plan_file.load()


def test_a_missing_file_is_named(folder: Path) -> None:
    with pytest.raises(DataError, match=f"{FILE}: the file is missing"):
        plan_file.load()


def test_the_check_of_the_data_reads_the_file(folder: Path) -> None:
    """Only the file is broken here, and the tables that it does not point to are left out."""
    import json

    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    kept = {name.removesuffix(".csv") for name in NEEDED}
    package["resources"] = [table for table in package["resources"] if table["name"] in kept]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    text = (DATA / FILE).read_text(encoding="utf-8")
    (folder / FILE).write_text(text.replace('worth = "against_wish"', 'worth = "wrong"', 1), encoding="utf-8")
    assert ["worth is “wrong”" in str(problem) for problem in problems(folder)] == [True]


def test_general_knowledge_alone_is_not_called_checked() -> None:
    for patient in PATIENTS.values():
        for told in (patient, *patient.parts.values(), *patient.clashes):
            assert told.source_id != "GENERAL" or told.checked == "no", told
            assert "GENERAL" not in told.source_id or told.checked != "yes", told
        assert tables.cited([part.source_id for part in patient.parts.values()])
