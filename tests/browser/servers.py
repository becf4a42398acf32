"""The doors a learner comes through: the class view (Voila), Notebook 7 and JupyterLab, on this machine only.

Each runs in a folder of its own with settings of its own, so what is set on the machine plays no part and nothing is
written into the repository.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.error import URLError
from urllib.request import urlopen

import nbformat

ROOT = Path(__file__).parents[2]
Kind = Literal["voila", "notebook", "lab"]

SERVER = ("--allow-root", "--ServerApp.token=", "--ServerApp.password=", "--ServerApp.port_retries=0")
COMMANDS: dict[Kind, tuple[str, ...]] = {
    "voila": ("voila",),
    "notebook": ("notebook", *SERVER),
    "lab": ("jupyterlab", *SERVER, "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"),
}
PATHS: dict[Kind, str] = {"voila": "voila/render", "notebook": "notebooks", "lab": "lab/tree"}


@dataclass(frozen=True)
class Door:
    """A running server: what it is, where it listens, and its process."""

    kind: Kind
    address: str
    process: int

    def url(self, notebook: str) -> str:
        """Where a notebook of the series opens."""
        return f"{self.address}/{PATHS[self.kind]}/notebooks/{notebook}.ipynb"


def copy_series(folder: Path) -> Path:
    """The notebooks and the class view in ``folder``, as in the repository, but with cells that can be deleted.

    Jupyter protects our cells by their metadata. Without it, only our controls stand between `d d` and the cell.
    """
    (folder / "notebooks").mkdir(parents=True)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        copy = nbformat.read(path, as_version=4)
        for cell in copy.cells:
            cell.metadata.pop("deletable", None)
        nbformat.write(copy, folder / "notebooks" / path.name)
    shutil.copy(ROOT / "voila.json", folder)
    templates = folder / "share" / "voila" / "templates"
    templates.mkdir(parents=True)
    (templates / "mbc").symlink_to(ROOT / "helpers" / "class_view", target_is_directory=True)
    return folder


def environment(folder: Path) -> dict[str, str]:
    """This process's environment with every Jupyter setting inside ``folder``."""
    inside = {name: str(folder / "home" / name.lower()) for name in (
        "HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}  # fmt: skip
    (folder / "home").mkdir(exist_ok=True)
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    code = os.pathsep.join(filter(None, paths))
    return {**os.environ, **inside, "JUPYTER_PATH": str(folder / "share"), "PYTHONPATH": code}


@contextmanager
def serve(kind: Kind, folder: Path) -> Iterator[Door]:
    """Open a door on ``folder`` and close it at the end, kernels included."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / f"{kind}.log"
    module, *options = COMMANDS[kind]
    with log.open("w", encoding="utf-8") as sink:
        server = subprocess.Popen(
            [sys.executable, "-m", module, "--no-browser", f"--port={port}", *options],
            cwd=folder, env=environment(folder), stdout=sink, stderr=sink,
        )  # fmt: skip
    try:
        door = Door(kind, f"http://127.0.0.1:{port}", server.pid)
        _wait_until_open(server, door.address, log)
        yield door
    finally:
        server.terminate()
        server.wait(30)


def _wait_until_open(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    for _ in range(600):
        try:
            urlopen(address, timeout=60).close()
            return
        except (URLError, OSError):
            try:
                server.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            break
    raise RuntimeError(f"{address} did not open:\n{log.read_text(encoding='utf-8')}")
