"""The command ``mbc``: open the series, show it to a class, check its data, bring written files up to date."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from helpers import __version__

START = Path("notebooks", "00_start_here.ipynb")
CLASS_PORT = 8866
PDF = "pdf"
"""A form of export of its own: the paper and its key, made into PDF with WeasyPrint."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words after ``mbc``; those of the command line if ``None``.

    Returns:
        The exit code: 0 when all is well, 1 when something was found, 2 when the command cannot run.
    """
    chosen = _parser().parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    return code


class CannotRun(Exception):
    """What is missing and how to get it, in one sentence."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mbc", description="Stage 4 Breast Cancer: notebooks for nurses.")
    parser.add_argument("--version", action="version", version=f"mbc-notebooks {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    lab = commands.add_parser("lab", help="open the series in JupyterLab")
    lab.add_argument("--no-browser", action="store_true", help="start it without opening a browser")
    lab.set_defaults(run=_lab)

    in_class = commands.add_parser("class", help="open the class view: the series as pages without code")
    in_class.add_argument("--port", type=int, default=CLASS_PORT, help=f"port on this machine (default {CLASS_PORT})")
    in_class.add_argument("--no-browser", action="store_true", help="start it without opening a browser")
    in_class.set_defaults(run=_class)

    check = commands.add_parser("check", help="check the data tables and print every problem")
    check.add_argument("path", nargs="?", type=Path, help="a copy of the data folder (default: data/)")
    check.set_defaults(run=_check)

    export = commands.add_parser("export", help="take questions out, into a learning system or onto paper")
    export.add_argument("form", help="what to make: moodle, canvas, qti, blackboard, brightspace, csv, paper or pdf")
    for limit, example in (("notebook", "02_how_it_spreads"), ("objective", "act_first"), ("case", "hypercalcemia")):
        export.add_argument(f"--{limit}", default="", help=f"only the questions of one {limit}, such as {example}")
    export.add_argument("--to", type=Path, default=Path("questions"), help="folder for the files (default questions/)")
    export.set_defaults(run=_export)

    release = commands.add_parser("release", help="files that repeat the version, the address, the lock or the colors")
    how = release.add_mutually_exclusive_group(required=True)
    how.add_argument("--check", action="store_true", help="name the files that are out of date")
    how.add_argument("--write", action="store_true", help="bring them up to date")
    release.set_defaults(run=_release)
    return parser


def series_folder() -> Path:
    """The folder that holds ``notebooks/``: the current one, else the one this package was installed from.

    Raises:
        CannotRun: neither holds the notebooks.
    """
    for folder in (Path.cwd(), Path(__file__).parents[1]):
        if (folder / START).is_file():
            return folder
    raise CannotRun(f"There is no {START.as_posix()} here: run mbc in the folder that holds the series.")


def _jupyter(module: str, *options: str) -> int:
    """Run a Jupyter application in the series' folder until it is stopped."""
    folder = series_folder()
    if find_spec(module) is None:
        raise CannotRun(f"{module} is not installed: run pip install '.[lab]' in the series' folder.")
    return subprocess.call([sys.executable, "-m", module, *options], cwd=folder)


def _lab(chosen: argparse.Namespace) -> int:
    # a container's only user is often root; the server listens on this machine alone
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    options = [*(["--allow-root"] if root else []), *(["--no-browser"] if chosen.no_browser else [])]
    # as the address, so that it is printed too and works without a browser being opened
    return _jupyter("jupyterlab", f"--LabApp.default_url=/lab/tree/{START.as_posix()}", *options)


def _class(chosen: argparse.Namespace) -> int:
    # voila.json in the series' folder names our template
    options = [f"--port={chosen.port}", *(["--no-browser"] if chosen.no_browser else [])]
    return _jupyter("voila", START.parent.as_posix(), *options)


def _check(chosen: argparse.Namespace) -> int:
    if find_spec("frictionless") is None:
        raise CannotRun("frictionless is not installed: run pip install '.[check]' in the series' folder.")
    from helpers import check, tables

    folder: Path = chosen.path or tables.folder()
    if not folder.is_dir():
        raise CannotRun(f"There is no folder {folder}.")
    problems = check.problems(folder)
    for problem in problems:
        print(problem)
    if not problems:
        for hint in check.advice(folder):
            print(f"Advice: {hint}")
        print(f"No problems in {folder}")
        return 0
    print("1 problem" if len(problems) == 1 else f"{len(problems)} problems")
    return 1


def _export(chosen: argparse.Namespace) -> int:
    from helpers.quiz import export
    from helpers.quiz.export.pdf import MissingError, pdf
    from helpers.schema import DataError

    try:
        bundle = export.chosen(notebook=chosen.notebook, objective=chosen.objective, case=chosen.case)
        if not bundle.items:
            raise CannotRun("No question is in this notebook, objective and case at once.")
        made = export.exported(bundle, "paper" if chosen.form == PDF else chosen.form)
        if chosen.form == PDF:
            made = made._replace(files={f"{Path(name).stem}.pdf": pdf(page) for name, page in made.files.items()})
    except (DataError, MissingError) as reason:
        raise CannotRun(str(reason)) from None
    try:
        for name, content in {**made.files, f"report_{chosen.form}.csv": export.report(made)}.items():
            path = chosen.to / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            print(f"wrote {path}")
    except OSError as reason:
        raise CannotRun(f"{chosen.to} cannot be written: {reason.strerror}.") from None
    for fidelity, words in export.FIDELITY.items():
        if count := sum(fit.fidelity == fidelity for fit in made.report):
            print(f"{count} {'question' if count == 1 else 'questions'}: {words}")
    return 0


def _release(chosen: argparse.Namespace) -> int:
    from helpers import release

    folder = Path.cwd()
    if not (folder / "pyproject.toml").is_file():
        raise CannotRun("There is no pyproject.toml here: run mbc release in a copy of the repository.")
    if chosen.write:
        for path in release.write(folder):
            print(f"wrote {path.relative_to(folder)}")
        return 0
    outdated = release.outdated(folder)
    for path in outdated:
        print(f"{path.relative_to(folder)} is out of date: run mbc release --write")
    return 1 if outdated else 0


if __name__ == "__main__":
    sys.exit(main())
