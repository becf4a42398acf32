"""The loader: what it gives, and that bad data is told in one sentence and harms nothing else."""

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import schema, tables
from helpers.markup import text
from helpers.schema import DataError

DATA = Path(__file__).parents[1] / "data"
TABLES = list(schema.package(DATA))

Edit = Callable[[str], str]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A teacher's copy of the data folder, in use."""
    monkeypatch.setenv("MBC_DATA", str(tmp_path / "data"))
    return shutil.copytree(DATA, tmp_path / "data")


def edit(file: Path, old: str, new: str) -> None:
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new, 1), encoding="utf-8")


def sentence(name: str) -> str:
    with pytest.raises(DataError) as caught:
        tables.load(name)
    return str(caught.value)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_loads_with_the_declared_columns(name: str) -> None:
    fields = schema.resource(DATA, name)["schema"]["fields"]
    table = tables.load(name)
    assert list(table.columns) == [field["name"] for field in fields]
    assert len(table)


def test_missing_text_is_empty_and_a_missing_number_is_na() -> None:
    figures = tables.load("site_frequency")
    assert figures["percent_low"].dtype == "Float64"
    assert figures["n"].dtype == "Int64"
    assert figures["n"].isna().any()
    assert figures["headline"].dtype == "boolean"
    assert (figures["note"] == "").any()
    assert not figures["note"].isna().any()


def test_a_loaded_table_is_yours_to_change() -> None:
    first = tables.load("sites")
    first["name"] = "changed"
    assert "changed" not in set(tables.load("sites")["name"])


def test_each_file_is_read_once(copy: Path) -> None:
    tables.load("sites")
    (copy / "sites.csv").unlink()
    assert len(tables.load("sites"))


def test_a_row_is_a_dict_of_plain_values() -> None:
    row = tables.row("cohorts", "kuksis_2021_brain")
    assert row["n_total"] is None
    assert row["overlap"]
    assert tables.row("sites", "bone")["plain_name"] == "bones"


def test_an_unknown_key_names_the_nearest() -> None:
    with pytest.raises(DataError, match=r'sites.csv, column site_id: "bonee" is not valid: .*nearest is "bone"'):
        tables.row("sites", "bonee")


def test_an_unknown_table_names_the_nearest() -> None:
    assert sentence("site") == 'datapackage.json: "site" is not valid: there is no such table; the nearest is "sites".'


def test_cited_gives_each_reference_once_in_the_order_named() -> None:
    cited = tables.cited(["WU2017;GONG2018", "", "GONG2018; XIAO2018"])
    assert [record["source_id"] for record in cited] == ["WU2017", "GONG2018", "XIAO2018"]
    assert tables.cited([]) == []


def test_an_unknown_reference_names_the_nearest() -> None:
    with pytest.raises(DataError, match=r'"WU2016" is not valid: .*nearest is "WU2017"'):
        tables.cited(["WU2016"])


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("sites.csv", "plain_name", "plainname", 'row 1: "plainname" is not valid: there is no such column; the near'),
        ("sites.csv", ",plain_name", "", "row 1: the column plain_name is missing."),
        ("sites.csv", "site_id,name", "name,site_id", "row 1: the columns must stand once each in the order site_id"),
        ("sites.csv", "\nliver,", "\n,,,,,,,,,,,,\nliver,", "row 3: the row is empty and must be deleted."),
        ("sites.csv", "\nliver,", "\nliver,liver,", "row 3: the row has 14 cells and must have 13."),
        ("sites.csv", "\nliver,", "\nbone,", 'row 3, column site_id: "bone" is not valid: row 2 has it already.'),
        ("sites.csv", "\nliver,", "\n,", "row 3, column site_id: this cell must not be empty."),
        ("sites.csv", "\nliver,", "\nThe liver,", 'column site_id: "The liver" is not valid: it must be written like'),
        ("sites.csv", ",blood,", ",blod,", '"blod" is not valid: it must be "blood", "lymph", "direct" or "cavity"; t'),
        ("sites.csv", ",GONG2018;", ",GONG2019;", 'column source_id: "GONG2019" is not valid: it must be a source_id'),
        (
            "site_frequency.csv",
            "SF001,bone",
            "SF001,bones",
            'it must be a site_id of sites.csv; the nearest is "bone".',
        ),
        ("site_frequency.csv", "65.1,", "many,", '"many" is not valid: it must be a number, at least 0 and at most 1'),
        ("site_frequency.csv", "65.1,", "651,", 'row 2, column percent_low: "651" is not valid: it must be a number'),
        ("site_frequency.csv", "65.1,", "nan,", '"nan" is not valid: it must be a number'),
        ("site_frequency.csv", "229195,", "229195.5,", '"229195.5" is not valid: it must be a whole number'),
        ("site_frequency.csv", ",true", ",maybe", '"maybe" is not valid: it must be "true" or "false".'),
        ("symptom_emergencies.csv", "SX03,", "SX02,pathological_fracture\nSX03,", "SX02 and pathological_fracture"),
        ("datapackage.json", "{", "", "datapackage.json: the file is damaged and cannot be used"),
        (
            "datapackage.json",
            '"path": "references.csv"',
            '"file": "references.csv"',
            "datapackage.json: the file is damaged and cannot be used",
        ),
    ],
)
def test_bad_data_is_told_in_one_sentence(copy: Path, file: str, old: str, new: str, expected: str) -> None:
    edit(copy / file, old, new)
    said = sentence("sites" if file == "datapackage.json" else file.removesuffix(".csv"))
    assert said.startswith(f"{file}")
    assert expected in said
    assert said.endswith(".")
    assert "\n" not in said


def test_a_type_this_loader_does_not_know_is_told(copy: Path) -> None:
    edit(copy / "datapackage.json", '"type": "integer"', '"type": "date"')
    assert sentence("glossary") == "datapackage.json: the file is damaged and cannot be used ('date')."


def test_a_long_value_is_shortened_and_stays_on_one_line(copy: Path) -> None:
    edit(copy / "sites.csv", ",blood,", ',"blood\n' + 100 * "x" + '",')
    assert f'"blood\\n{53 * "x"}…" is not valid' in sentence("sites")


@pytest.mark.parametrize("file", ["sites.csv", "datapackage.json"])
def test_a_missing_file_is_named(copy: Path, file: str) -> None:
    (copy / file).unlink()
    assert sentence("sites") == f"{file}: the file is missing from the folder {copy}."


def test_an_empty_file_lacks_its_columns(copy: Path) -> None:
    (copy / "sites.csv").write_text("")
    assert sentence("sites") == "sites.csv, row 1: the column site_id is missing."


def test_text_that_is_not_utf_8_is_found_with_its_row(copy: Path) -> None:
    content = (copy / "glossary.csv").read_bytes()
    (copy / "glossary.csv").write_bytes(content.replace("°".encode(), "°".encode("latin-1"), 1))
    row = content[: content.index("°".encode())].count(b"\n") + 1
    assert sentence("glossary") == f"glossary.csv, row {row}: the text is not UTF-8; save the file as CSV UTF-8."


def test_a_file_as_a_spreadsheet_saves_it_loads(copy: Path) -> None:
    file = copy / "site_frequency.csv"
    changed = file.read_text(encoding="utf-8").replace(",true", ",TRUE").replace(",false", ",FALSE")
    file.write_text(changed, encoding="utf-8-sig", newline="\r\n")
    pd.testing.assert_frame_equal(tables.load("site_frequency"), tables._table(DATA, "site_frequency"))


def test_a_table_with_a_header_only_is_empty_and_typed(copy: Path) -> None:
    file = copy / "symptom_emergencies.csv"
    file.write_text("symptom_id,emergency_id\n")
    assert tables.load("symptom_emergencies").dtypes.eq("str").all()


def test_a_script_in_a_cell_stays_text(copy: Path) -> None:
    edit(copy / "sites.csv", "\nliver,Liver,", "\nliver,<script>alert(1)</script>,")
    name = tables.row("sites", "liver")["name"]
    assert name == "<script>alert(1)</script>"
    assert "<script>" not in text(name)


def test_a_broken_table_stops_only_the_tables_that_point_to_it(copy: Path) -> None:
    (copy / "sites.csv").write_bytes(b"\xff")
    for name in ("glossary", "emergencies", "cascade_steps", "cohorts", "references"):
        assert len(tables.load(name))
    for name in ("sites", "site_frequency", "routes"):
        assert sentence(name).startswith("sites.csv")


def test_the_folder_is_the_installed_one_when_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MBC_DATA", raising=False)
    monkeypatch.setattr(tables, "__file__", str(tmp_path / "helpers" / "tables.py"))
    assert tables.folder() == tmp_path / "data"
    (tmp_path / "site" / "helpers" / "data").mkdir(parents=True)
    monkeypatch.setattr(tables, "__file__", str(tmp_path / "site" / "helpers" / "tables.py"))
    assert tables.folder() == tmp_path / "site" / "helpers" / "data"
    monkeypatch.setenv("MBC_DATA", str(DATA))
    assert tables.folder() == DATA


def corrupted(file: Path, line: int, column: int, cell: str) -> None:
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
    rows[line - 1][column] = cell
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)


@pytest.fixture(scope="module")
def workspace() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


CELLS = st.sampled_from(["", " ", "x", "-1", "101", "1.5", "true", "yes", "bone", "<b>", "GENERAL;NONE", ";", '"', "é"])


@settings(deadline=None)  # it copies the folder; a slow disk is no failure
@given(name=st.sampled_from(TABLES), data=st.data(), cell=CELLS | st.text(st.characters(codec="utf-8")))
def test_any_changed_cell_loads_or_is_named(workspace: Path, name: str, data: st.DataObject, cell: str) -> None:
    table = tables._table(DATA, name)
    line = data.draw(st.integers(2, len(table) + 1), label="line")
    column = data.draw(st.integers(0, len(table.columns) - 1), label="column")
    folder = Path(tempfile.mkdtemp(dir=workspace)) / "data"
    shutil.copytree(DATA, folder)
    corrupted(folder / f"{name}.csv", line, column, cell)
    try:
        tables._table(folder, name)
    except DataError as error:
        problem = error.args[0]
        assert problem.file == f"{name}.csv"
        # a key that became a copy of another is reported where it is met the second time
        assert problem.row == line or "has it already" in problem.expected
        assert not problem.column or table.columns[column] in problem.column
        assert "\n" not in str(problem)
