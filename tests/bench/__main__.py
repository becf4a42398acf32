"""Measure and print one table: ``python -m tests.bench``. Times depend on the machine, so nothing is asserted."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench import exports, kernel, page
from tests.bench.table import Measure, print_table
from tests.browser.servers import copy_series


def main() -> None:
    """Measure everything, the kernel first."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        series = copy_series(Path(folder) / "series")
        measures: list[Measure] = []
        in_kernel = (kernel.imports, kernel.first_picture, kernel.changes, exports.exports, kernel.notebooks)
        for measure in (*in_kernel, page.pages):
            measures += measure(series)
        print_table(measures)


if __name__ == "__main__":
    main()
