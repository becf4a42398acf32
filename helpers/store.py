"""One small text file the learner owns: where it is, and reading and writing it so that nothing is ever lost.

What stands in the file is not known here. Only plain file calls are used, so that it works in a browser too.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path

LIMIT = 2_000_000
"""Bytes that a file may have: far more than a learner can fill, and read in a moment."""


class StoreError(Exception):
    """A file that cannot be read or written. Its one argument is a sentence that says why."""


class DamagedError(StoreError):
    """A file that is there and may be read, but holds nothing this project wrote: too large, or not text."""


def place(name: str) -> Path | None:
    """Where the file ``name`` is, or will be; ``None`` when nothing is kept on this machine.

    ``$MBC_KEEP`` names the folder, made when it is not there, or says ``off``. Without it: the working folder or the
    home folder, the one that has the file already, else the first that can be written to. Raises :class:`StoreError`.
    """
    if Path(name).name != name or name in {"", ".."}:
        raise ValueError(f"{name!r} is not the name of a file")
    chosen = os.environ.get("MBC_KEEP", "").strip()
    if chosen.lower() == "off":
        return None
    if chosen:
        return _made(Path(os.path.abspath(os.path.expanduser(chosen)))) / name
    paths = [folder / name for folder in _usual()]
    there = [path for path in paths if os.path.exists(path)]
    return next(iter(there), None) or next((path for path in paths if _writable(path.parent)), None)


def available(name: str) -> Path | None:
    """:func:`place`; ``None`` also where the folder cannot be had, so that a page can say that nothing is kept."""
    try:
        return place(name)
    except StoreError:
        return None


def read(path: Path) -> str | None:
    """The text of a file; ``None`` when there is none. Raises :class:`StoreError`, also as :class:`DamagedError`."""
    try:
        kind = path.stat().st_mode
        if not stat.S_ISREG(kind):
            what = "a folder" if stat.S_ISDIR(kind) else "not a file"
            raise StoreError(f"“{path.name}” in {path.parent} cannot be read: it is {what}.")
        with path.open("rb") as file:
            content = file.read(LIMIT + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StoreError(f"“{path.name}” in {path.parent} cannot be read: {_reason(error)}.") from error
    if len(content) > LIMIT:
        raise DamagedError(f"“{path.name}” cannot be read: it is larger than {LIMIT // 1_000_000} MB.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DamagedError(f"“{path.name}” cannot be read: it is not text in UTF-8.") from error


def write(path: Path, text: str) -> None:
    """Make ``text`` all that stands in the file: all of it or, after a :class:`StoreError`, none of it.

    The text goes into a draft beside the file, which then takes its place. A new file is its owner's alone; one that
    was there keeps its permissions, and a link still points where it did.
    """
    target = Path(os.path.realpath(path))
    content = _encoded(target, text)
    # the same ending, so that a browser's storage takes the draft for the same kind of file
    draft = target.with_name(f".{target.stem}.{os.urandom(4).hex()}{target.suffix}")
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "the file is protected")
        try:
            with open(draft, "xb", opener=_private) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            with suppress(OSError):
                draft.chmod(stat.S_IMODE(target.stat().st_mode))
            os.replace(draft, target)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise
    except OSError as error:
        raise StoreError(_unwritten(target, _reason(error))) from error


def set_aside(path: Path) -> Path:
    """Rename a damaged file, such as ``a.json``, to the next free ``a.damaged-1.json``. Raises :class:`StoreError`."""
    names = (path.with_name(f"{path.stem}.damaged-{number}{path.suffix}") for number in count(1))
    aside = next(name for name in names if not os.path.lexists(name))
    try:
        os.rename(path, aside)
    except OSError as error:
        raise StoreError(f"“{path.name}” in {path.parent} could not be set aside: {_reason(error)}.") from error
    return aside


def _usual() -> list[Path]:
    """The working folder and the home folder, as far as there are such."""
    folders = []
    with suppress(OSError):
        folders.append(Path.cwd())
    home = Path(os.path.expanduser("~"))
    return [*folders, home] if home.is_absolute() else folders


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        why = "a file has this name" if isinstance(error, FileExistsError | NotADirectoryError) else _reason(error)
        raise StoreError(f"The folder {folder}, which MBC_KEEP names, cannot be made: {why}.") from error
    return folder


@cache
def _writable(folder: Path) -> bool:
    """Tried once, not asked: Windows and network folders do not tell. (``tempfile`` would try for hours on Windows.)"""
    trial = folder / f".mbc-{os.urandom(4).hex()}"
    try:
        with open(trial, "xb", opener=_private):
            pass
        trial.unlink()
    except OSError:
        return False
    return True


def _private(path: str, flags: int) -> int:
    """Open a new file that only its owner may read."""
    return os.open(path, flags, 0o600)


def _encoded(path: Path, text: str) -> bytes:
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise StoreError(_unwritten(path, "the text holds half a character")) from error
    if len(content) > LIMIT:
        raise StoreError(_unwritten(path, f"it would be larger than {LIMIT // 1_000_000} MB"))
    return content


def _unwritten(path: Path, reason: str) -> str:
    return f"“{path.name}” could not be saved in {path.parent}: {reason}. What was saved before is unchanged."


def _reason(error: OSError) -> str:
    """Why, in words that need no computer science."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return "the disk is full"
    if error.errno == errno.EROFS or isinstance(error, PermissionError):
        return "you may not do that there, or another program has the file open"
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "the file or its folder is not there any more"
    if isinstance(error, IsADirectoryError):
        return "a folder has this name"
    return f"the computer says “{error.strerror or type(error).__name__}”"
