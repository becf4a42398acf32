"""The shape of the code: imports one way, colors in one place, no leftovers."""

import ast
import importlib
import re
import sys
from pathlib import Path

import pytest

from helpers.explorer import Explorer

ORDER = [
    "markup",
    "theme",
    "schema",
    "tables",
    "questions",
    "casebook",
    "store",
    "cards",
    "series",
    "drawing",
    "surface",
    "frame",
    "controls",
    "explorer",
]
"""A module may import those before it and none after it. Topics come last and do not import each other."""
TOPICS = {"start", "staging", "metastasis", "diagnosis", "treatment", "living", "claims", "quiz"}
LEARNER = {"pandas", "plotly", "ipywidgets", "anywidget", "traitlets"}  # traitlets comes with ipywidgets
APART = {"cli", "release", "check", "pictures", "__init__"}
"""Modules for educators and developers, which a learner's kernel never imports."""
MODULES = sorted(Path("helpers").rglob("*.py"))


def layer(path: Path) -> str:
    """The module or subpackage of ``helpers`` that a file belongs to."""
    return path.relative_to("helpers").parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Modules named in import statements anywhere in a file, as dotted names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", [p for p in MODULES if layer(p) not in APART], ids=str)
def test_imports_point_one_way(path: Path) -> None:
    here = layer(path)
    own = {name.split(".")[1] for name in imports(path) if name.startswith("helpers.")}
    later = TOPICS - {here} if here in TOPICS else {*ORDER[ORDER.index(here) + 1 :], *TOPICS}
    assert not own & (later | APART - {"__init__"}), f"{path} imports what comes after it"


@pytest.mark.parametrize("path", [p for p in MODULES if layer(p) not in APART], ids=str)
def test_a_learner_needs_four_libraries(path: Path) -> None:
    outside = {name.split(".")[0] for name in imports(path)} - set(sys.stdlib_module_names) - {"helpers"}
    assert outside <= LEARNER


@pytest.mark.parametrize("path", [p for p in MODULES if "drawing" in p.parts], ids=str)
def test_drawings_know_nothing_of_widgets(path: Path) -> None:
    assert not {name for name in imports(path) if name.split(".")[0] in {"ipywidgets", "anywidget", "traitlets"}}


@pytest.mark.parametrize("path", [*MODULES, *Path("helpers").rglob("*.css"), *Path("helpers").rglob("*.js")], ids=str)
def test_colors_live_in_theme(path: Path) -> None:
    if path.name in {"theme.py", "roles.css"}:  # roles.css is written from theme.py by a command
        return
    assert not re.findall(r"#[0-9a-fA-F]{6}\b|\brgba?\(", path.read_text(encoding="utf-8"))


def test_the_page_side_knows_nothing_of_cancer() -> None:
    words = re.sub(r"(?m)^//.*$", "", Path("helpers/surface.js").read_text(encoding="utf-8")).lower()
    assert not [word for word in ("cancer", "tumor", "nurse", "patient's", "site", "metasta") if word in words]


@pytest.mark.parametrize("path", [*MODULES, Path("helpers/surface.js"), *Path("data").rglob("*.toml")], ids=str)
def test_no_unfinished_work_is_left(path: Path) -> None:
    assert not re.findall(r"TODO|FIXME|XXX|coming soon|lorem ipsum", path.read_text(encoding="utf-8"), re.IGNORECASE)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_stays_readable(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 700


@pytest.mark.parametrize("path", [Path("helpers/surface.js"), Path("helpers/surface.css")], ids=str)
def test_the_page_asks_the_network_for_nothing(path: Path) -> None:
    addresses = re.findall(r"https?://[^'\"\s)]+", path.read_text(encoding="utf-8"))
    assert set(addresses) <= {"http://www.w3.org/2000/svg"}  # a name, not a place


def explorers() -> set[str]:
    """Module and name of every explorer that has been imported; traitlets makes nameless copies of their classes."""
    names = {f"{kind.__module__}.{kind.__name__}" for kind in descendants(Explorer)}
    return {name for name in names if name.startswith("helpers.")}


def descendants(kind: type) -> list[type]:
    return [one for child in kind.__subclasses__() for one in (child, *descendants(child))]


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_every_explorer_is_listed_and_its_topic_is_tested(topic: str) -> None:
    kinds = importlib.import_module(f"helpers.{topic}").ALL
    listed = {f"{kind.__module__}.{kind.__name__}" for kind in kinds}
    bases = {f"{base.__module__}.{base.__name__}" for kind in kinds for base in kind.__mro__[1:]}
    assert listed == {name for name in explorers() - bases if name.startswith(f"helpers.{topic}.")}
    assert Path(f"tests/test_{topic}.py").exists() or list(Path(f"tests/{topic}").glob("test_*.py"))


def test_every_topic_is_known() -> None:
    assert {name.split(".")[1] for name in explorers()} <= TOPICS
    assert {path.stem if path.suffix else path.name for path in Path("helpers").iterdir()} >= TOPICS


def test_only_markup_declares_text_safe() -> None:
    for path in MODULES:
        if path.name != "markup.py":
            assert not re.search(r"(?<![\w.])Safe\(", path.read_text(encoding="utf-8")), path
