"""The notebooks keep their rules, and every one runs without the network."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from helpers import tables
from helpers.frame import STATUS

NOTEBOOKS = sorted(Path("notebooks").glob("*.ipynb"))
LIMIT = 60  # seconds a notebook may run
NO_NETWORK = """
import socket as _socket
def _refuse(self, address, _connect=_socket.socket.connect):
    here = str(address[0]).startswith(("127.", "::1", "localhost"))
    if self.family in (_socket.AF_INET, _socket.AF_INET6) and not here:
        raise AssertionError(f"a notebook asked for {address}")
    return _connect(self, address)
_socket.socket.connect = _refuse
"""


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> Any:
    path: Path = request.param
    loaded = nbformat.read(path, as_version=4)
    nbformat.validate(loaded)
    loaded.path = path
    return loaded


def cells(notebook: Any, kind: str) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == kind]


def test_there_are_notebooks() -> None:
    assert {"00_start_here", "02_how_it_spreads"} <= {path.stem for path in NOTEBOOKS}


def test_one_title_and_no_level_is_skipped(notebook: Any) -> None:
    text = "\n".join(re.sub(r"(?s)```.*?```", "", cell.source) for cell in cells(notebook, "markdown"))
    levels = [len(marks) for marks in re.findall(r"(?m)^(#+) ", text)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_first_cell_says_for_whom_how_long_and_what_for(notebook: Any) -> None:
    first = notebook.cells[0].source
    assert "**For**" in first and "**Time**" in first and re.search(r"\*\*After this \w+ you can\*\*", first)


def test_code_cells_are_hidden_short_and_begin_with_a_comment(notebook: Any) -> None:
    code = cells(notebook, "code")
    for cell in code:
        assert cell.metadata.get("jupyter", {}).get("source_hidden") and "hide-input" in cell.metadata.get("tags", [])
        assert cell.source.startswith("# ")
        statements = [line for line in cell.source.splitlines() if line.strip() and not line.startswith("#")]
        assert len(statements) <= 3
    assert sum(len(cell.source.splitlines()) for cell in code) <= 60


def test_code_is_plain(notebook: Any) -> None:
    for cell in cells(notebook, "code"):
        assert not re.search(r"^\s*[%!]|sys\.path|print\(|https?://", cell.source, re.MULTILINE)


def test_every_code_cell_is_introduced_and_followed_by_words(notebook: Any) -> None:
    kinds = [cell.cell_type for cell in notebook.cells]
    assert all(
        before == "markdown" == after
        for before, kind, after in zip(kinds, kinds[1:], kinds[2:], strict=False)
        if kind == "code"
    )
    assert kinds[0] == kinds[-1] == "markdown"


def test_no_cell_can_be_deleted_by_a_slip(notebook: Any) -> None:
    assert all(
        cell.metadata.get("deletable") is False and cell.metadata.get("editable") is False for cell in notebook.cells
    )


def test_no_output_no_count_and_ids_are_unique(notebook: Any) -> None:
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells(notebook, "code"))
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)


def test_no_cell_is_empty(notebook: Any) -> None:
    assert all(cell.source.strip() for cell in notebook.cells)


def test_the_class_view_is_ours_and_the_kernel_is_any_python_3(notebook: Any) -> None:
    assert notebook.metadata.voila.template == "mbc"
    assert notebook.metadata.kernelspec.name == "python3"


def test_links_lead_somewhere(notebook: Any) -> None:
    for cell in cells(notebook, "markdown"):
        for target in re.findall(r"\]\(([^)\s]+)\)", cell.source):
            assert target.startswith("#") or (notebook.path.parent / target.split("#")[0]).exists(), target


def test_link_words_say_where_they_lead(notebook: Any) -> None:
    for cell in cells(notebook, "markdown"):
        for words in re.findall(r"\[([^\]]+)\]\(", cell.source):
            assert words.lower() not in {"here", "click here", "link", "this"}


def test_every_question_for_the_reader_has_an_answer_to_open(notebook: Any) -> None:
    for cell in cells(notebook, "markdown"):
        assert (
            cell.source.count("**Check yourself.**")
            == cell.source.count("<details>")
            == cell.source.count("</details>")
        )


def test_figures_about_cancer_stay_in_the_tables(notebook: Any) -> None:
    for cell in cells(notebook, "markdown"):
        assert not re.search(r"\d\s*%|\bn\s*=|\d+ in \d+|percent of \d", cell.source)


def test_the_map_of_the_series_is_the_series() -> None:
    sections = tables.records("series")
    assert {row["notebook"] for row in sections} == {path.stem for path in NOTEBOOKS}
    for row in sections:
        text = Path(f"notebooks/{row['notebook']}.ipynb").read_text(encoding="utf-8")
        headings = re.findall(r'"## ([^"\\]+)', text)
        assert row["anchor"] in {heading.strip().replace(" ", "-") for heading in headings}, row["section_id"]


@pytest.mark.parametrize("path", ["README.md", "notebooks/00_start_here.ipynb"])
def test_the_review_status_is_told_as_it_is(path: str) -> None:
    told = " ".join(Path(path).read_text(encoding="utf-8").replace("*", "").split())
    assert "no clinician has reviewed this material yet" in told
    assert "no clinician has reviewed this material yet" in STATUS


def test_it_runs_without_error_and_without_the_network(notebook: Any) -> None:
    guard = nbformat.v4.new_code_cell(NO_NETWORK)
    pictures = nbformat.v4.new_code_cell(
        "import ipywidgets, json\n"
        "from helpers.explorer import Explorer\n"
        "shown = [w for w in ipywidgets.Widget.widgets.values() if isinstance(w, Explorer)]\n"
        "print(json.dumps([[w.title, w.problem] for w in shown]))"
    )
    copy = nbformat.v4.new_notebook(cells=[guard, *notebook.cells, pictures], metadata=notebook.metadata)
    NotebookClient(copy, timeout=LIMIT, resources={"metadata": {"path": str(notebook.path.parent)}}).execute()
    shown = json.loads(copy.cells[-1].outputs[0].text)
    assert len(shown) == len(cells(notebook, "code"))
    assert [problem for _, problem in shown if problem] == []
