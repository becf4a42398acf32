"""What happens in the kernel: import, first picture, one change after another, whole notebooks."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from unittest.mock import patch

import nbformat
import psutil
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient

from helpers import claims, diagnosis, living, metastasis, quiz, staging, start, treatment
from helpers.explorer import Explorer
from helpers.surface import REGIONS
from tests.bench.table import Measure, times
from tests.browser.servers import ROOT, environment

CHANGES = 100
KB, MB = 1000, 1_000_000


TOPICS = (staging, metastasis, diagnosis, treatment, living, claims, quiz)


def imports(_: Path) -> list[Measure]:
    """Import of the package with each notebook's module, in fresh interpreters."""
    lines = []
    for topic in TOPICS:
        code = f"import time; began = time.perf_counter(); import {topic.__name__}; print(time.perf_counter() - began)"
        seconds = [
            float(
                subprocess.run(
                    [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True
                ).stdout
            )
            for _ in range(5)
        ]
        lines.append(Measure(f"Import of {topic.__name__}, median of 5", 1000 * median(seconds), "ms"))
    return lines


@contextmanager
def _kernel(series: Path) -> Iterator[BlockingKernelClient]:
    """A ready kernel."""
    manager = KernelManager()
    manager.start_kernel(env=environment(series), cwd=str(series / "notebooks"), stderr=subprocess.DEVNULL)
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        yield client
    finally:
        client.stop_channels()
        manager.shutdown_kernel()


def first_picture(series: Path) -> list[Measure]:
    """From a ready kernel to the first body map, import included."""
    seconds = []
    for _ in range(3):
        with _kernel(series) as client:
            began = time.perf_counter()
            reply = client.execute_interactive(
                "from helpers import metastasis\nmetastasis.BodyMap(predict=False)", output_hook=lambda _: None
            )
            assert reply["content"]["status"] == "ok", reply["content"]
            seconds.append(time.perf_counter() - began)
    return [Measure("First picture after a ready kernel, median of 3", median(seconds), "s", 1.5)]


def changes(_: Path) -> list[Measure]:
    """From what the learner did to the new view, for every explorer, as the message handler does it."""
    lines: list[Measure] = []
    for kind in (*(kind for topic in TOPICS for kind in topic.ALL), *start.ALL):
        if not kind.controls():
            continue  # nothing to choose, nothing to wait for
        seconds, sizes = _walk(kind)
        lines += times(f"{kind.__name__}: change to view", seconds, aim=10)
        lines.append(Measure(f"{kind.__name__}: sent per change, median", median(sizes) / KB, "KB", 20))
    return lines


def _walk(kind: type[Explorer]) -> tuple[list[float], list[int]]:
    """Times of random single changes, and the bytes of the message each one sends."""
    explorer = kind(predict=False)
    choose = random.Random(2)
    seconds, sizes = [], []
    for _ in range(CHANGES):
        others = {
            name: [value for value in control.values() if value != getattr(explorer, name)]
            for name, control in explorer.controls().items()
        }
        name = choose.choice([name for name, values in others.items() if values])
        value = choose.choice(others[name])
        before = _shown(explorer)
        began = time.perf_counter()
        explorer._message(None, {"name": name, "value": value}, [])
        seconds.append(time.perf_counter() - began)
        after = _shown(explorer)
        sizes.append(len(json.dumps({key: after[key] for key in after if after[key] != before[key]}).encode()))
        assert not explorer.problem, (explorer.state, explorer.problem)
    return seconds, sizes


def _shown(explorer: Explorer) -> dict[str, object]:
    """What of an explorer is on the page."""
    return {name: getattr(explorer, name) for name in (*(f"{region}_html" for region in REGIONS), "figure", "turn")}


def notebooks(series: Path) -> list[Measure]:
    """Each notebook run from start to end, and the memory of the kernel that ran it."""
    lines = []
    for path in sorted((series / "notebooks").glob("*.ipynb")):
        client = NotebookClient(nbformat.read(path, as_version=4), resources={"metadata": {"path": str(path.parent)}})
        with patch.dict(os.environ, environment(series)), client.setup_kernel(stderr=subprocess.DEVNULL):
            began = time.perf_counter()
            for index, cell in enumerate(client.nb.cells):
                client.execute_cell(cell, index)
            lines.append(Measure(f"Notebook {path.stem}, run", time.perf_counter() - began, "s", 60))
            memory = psutil.Process(client.km.provisioner.pid).memory_info().rss  # type: ignore[union-attr]
            lines.append(Measure(f"Notebook {path.stem}, memory of its kernel", memory / MB, "MB", 150))
    return lines
