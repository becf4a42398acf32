"""``mbc check``: every problem is found, and found alike by the loader and by Frictionless."""

import json
import os
import shutil
from pathlib import Path

import pytest

from helpers import tables
from helpers.check import problems
from helpers.schema import DataError

DATA = Path(__file__).parents[1] / "data"
TABLES = ["references", "sites", "site_frequency", "route_nodes", "glossary"]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of five of the tables: validating all of them for each test would take a minute."""
    folder = tmp_path / "data"
    folder.mkdir()
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [table for table in package["resources"] if table["name"] in TABLES]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    for name in TABLES:
        shutil.copy(DATA / f"{name}.csv", folder)
    monkeypatch.setenv("MBC_DATA", str(folder))
    return folder


def edit(file: Path, *changes: tuple[str, str]) -> None:
    content = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in content
        content = content.replace(old, new, 1)
    file.write_text(content, encoding="utf-8")


def test_every_problem_is_listed_in_order(copy: Path) -> None:
    edit(copy / "sites.csv", (",blood,", ",blod,"), ("\nliver,", "\nbone,"), (",yes\n", ",Yes\n"))
    edit(copy / "site_frequency.csv", ("65.1,", "165,"), ("GONG2018", "GONG;XIAO"), ("SF003", ""))
    found = problems(copy)
    places = [(problem.file, problem.row, problem.column) for problem in found]
    assert [place for place in places if place[0] == "sites.csv"] == [
        ("sites.csv", 2, "checked"),
        ("sites.csv", 2, "route"),
        ("sites.csv", 3, "site_id"),
    ]
    assert [place for place in places if place[0] == "site_frequency.csv"][:4] == [
        ("site_frequency.csv", 2, "percent_low"),
        ("site_frequency.csv", 2, "source_id"),
        ("site_frequency.csv", 2, "source_id"),
        ("site_frequency.csv", 4, "frequency_id"),
    ]
    # the liver is gone from sites.csv, so each cell that points to it is a problem too
    assert any(problem.value == "liver" and problem.file == "route_nodes.csv" for problem in found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("plain_name", "plainname"),
        (",plain_name", ""),
        ("site_id,name", "name,site_id"),
        ("\nliver,", "\n,,,,,,,,,,,,\nliver,"),
        ("\nliver,", "\nliver,liver,"),
        ("\nliver,Liver,", "\n"),
        ("\nliver,", "\n,"),
        ("\nliver,", "\nThe liver,"),
        (",blood,", ",blod,"),
        (",GONG2018;", ",GONG2019;"),
        ("\npleura,", "\nbone,"),
    ],
)
def test_check_says_what_the_loader_says(copy: Path, old: str, new: str) -> None:
    edit(copy / "sites.csv", (old, new))
    with pytest.raises(DataError) as caught:
        tables.load("sites")
    assert str(caught.value) in [str(problem) for problem in problems(copy)]


def test_a_misshapen_row_is_one_problem(copy: Path) -> None:
    edit(copy / "site_frequency.csv", ("SF001,bone", "SF001"))
    assert [str(problem) for problem in problems(copy)] == [
        "site_frequency.csv, row 2: the row has 13 cells and must have 14."
    ]


def test_missing_and_unreadable_files_are_one_problem_each(copy: Path) -> None:
    (copy / "sites.csv").unlink()
    (copy / "glossary.csv").write_bytes(b"\xff")
    assert [str(problem) for problem in problems(copy)] == [
        "glossary.csv, row 1: the text is not UTF-8; save the file as CSV UTF-8.",
        f"sites.csv: the file is missing from the folder {copy}.",
    ]


def test_a_damaged_package_is_one_problem(copy: Path) -> None:
    (copy / "datapackage.json").write_text("{")
    [problem] = problems(copy)
    assert str(problem).startswith("datapackage.json: the file is damaged and cannot be used")


def test_a_header_saved_with_semicolons_is_told(copy: Path) -> None:
    content = (copy / "route_nodes.csv").read_text(encoding="utf-8")
    (copy / "route_nodes.csv").write_text(content.replace(",", ";"), encoding="utf-8")
    assert "route_nodes.csv, row 1: the column node_id is missing." in map(str, problems(copy))


def test_questions_are_checked_with_the_tables(copy: Path) -> None:
    bank = copy / "questions" / "bank.toml"
    bank.parent.mkdir()
    options = "".join(
        f'[[question.option]]\ntext = "{t}"\ncorrect = {c}\nreason = "r"\n' for t, c in (("a", "true"), ("b", "false"))
    )
    bank.write_text(f'[[question]]\nid = "q"\nstem = "s"\nsource_id = ["GONG2081"]\n{options}', encoding="utf-8")
    (copy / "questions" / "worse.toml").write_text("[[question", encoding="utf-8")
    first, second = map(str, problems(copy))
    assert first.startswith('questions/bank.toml, question q: "GONG2081" is not valid') and '"GONG2018"' in first
    assert second.startswith("questions/worse.toml: the file cannot be read")


def test_a_mistake_in_a_case_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MBC_DATA", raising=False)
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    named = ["references", "diagnostic_tests"]
    package["resources"] = [table for table in package["resources"] if table["name"] in named]
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    for name in named:
        shutil.copy(DATA / f"{name}.csv", tmp_path)
    (tmp_path / "cases").mkdir()
    shutil.copy(DATA / "cases" / "diagnosis.toml", tmp_path / "cases")
    edit(tmp_path / "cases" / "diagnosis.toml", ('tests = ["spine_mri"]', 'tests = ["spine_mrx"]'))
    found = problems(tmp_path)
    assert [problem.value for problem in found] == ["spine_mrx"] and "spine_mri" in str(found[0])
    assert "MBC_DATA" not in os.environ
