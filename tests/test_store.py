"""The learner's file: it is found again, it is written whole or not at all, and every failure is a sentence."""

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import store
from helpers.store import DamagedError, StoreError

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder beside an empty working folder, and no wish where files should be kept."""
    for name in ("home", "work"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.delenv("MBC_KEEP", raising=False)
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "home"


@pytest.fixture
def work(home: Path) -> Path:
    return home.parent / "work"


def forbid(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody may make a file in the folder; changing its permissions would not keep the superuser out."""
    real = os.open

    def refuse(path: str, flags: int, mode: int = 0o777) -> int:
        if Path(path).parent == folder:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path, flags, mode)

    monkeypatch.setattr("helpers.store.os.open", refuse)


def test_a_file_is_kept_in_the_working_folder(work: Path) -> None:
    assert store.place("a.json") == work / "a.json"
    assert not list(work.iterdir()), "asking leaves nothing behind"


def test_a_folder_is_tried_once(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.place("a.json")
    monkeypatch.setattr("helpers.store.os.open", pytest.fail)
    assert store.place("b.json") == work / "b.json"


def test_or_in_the_home_folder_if_the_working_folder_cannot_be_written(
    home: Path, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid(work, monkeypatch)
    assert store.place("a.json") == home / "a.json"


def test_a_file_that_is_there_already_wins(home: Path, work: Path) -> None:
    (home / "a.json").touch()
    assert store.place("a.json") == home / "a.json"
    assert store.place("b.csv") == work / "b.csv"
    (work / "a.json").touch()
    assert store.place("a.json") == work / "a.json"


def test_nothing_is_kept_where_nothing_can_be_written(home: Path, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(work))
    monkeypatch.setenv("USERPROFILE", str(work))
    forbid(work, monkeypatch)
    assert store.place("a.json") is None


@posix
def test_a_working_folder_that_is_gone_is_passed_over(home: Path, work: Path) -> None:
    work.rmdir()
    assert store.place("a.json") == home / "a.json"


@pytest.mark.parametrize("off", ["off", "OFF", " Off "])
def test_nothing_is_kept_where_that_is_not_wanted(work: Path, monkeypatch: pytest.MonkeyPatch, off: str) -> None:
    (work / "a.json").touch()
    monkeypatch.setenv("MBC_KEEP", off)
    assert store.place("a.json") is None


def test_a_folder_can_be_named_and_is_made(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (work / "a.json").touch()
    monkeypatch.setenv("MBC_KEEP", str(work / "kept" / "here"))
    assert store.place("a.json") == work / "kept" / "here" / "a.json"
    assert (work / "kept" / "here").is_dir()


def test_a_folder_named_from_home_or_from_here(home: Path, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MBC_KEEP", "~/kept")
    assert store.place("a.json") == home / "kept" / "a.json"
    monkeypatch.setenv("MBC_KEEP", "kept")
    assert store.place("a.json") == work / "kept" / "a.json"
    monkeypatch.setenv("MBC_KEEP", "")
    assert store.place("a.json") == work / "a.json"


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_a_named_folder_that_is_a_file_is_told(work: Path, monkeypatch: pytest.MonkeyPatch, inside: str) -> None:
    (work / "kept").touch()
    monkeypatch.setenv("MBC_KEEP", str(work / "kept" / inside))
    with pytest.raises(StoreError, match=r"which MBC_KEEP names, cannot be made: a file has this name\.$"):
        store.place("a.json")


@pytest.mark.parametrize("name", ["", ".", "..", "../a.json", "a/b.json", "/a.json"])
def test_only_the_name_of_a_file_is_taken(work: Path, name: str) -> None:
    with pytest.raises(ValueError, match="is not the name of a file"):
        store.place(name)


@given(st.text().filter(lambda text: not text.startswith("\ufeff")))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    store.write(path, text)
    assert store.read(path) == text
    assert path.read_bytes() == text.encode()


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    store.write(tmp_path / "a.csv", "one\n" * 99)
    store.write(tmp_path / "a.csv", "two\n")
    assert store.read(tmp_path / "a.csv") == "two\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@posix
def test_a_new_file_is_its_owners_alone_and_an_old_one_stays_as_open_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    store.write(path, "one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    store.write(path, "two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "a.json").symlink_to(tmp_path / "kept" / "b.json")
    assert store.read(tmp_path / "a.json") is None
    store.write(tmp_path / "a.json", "one")
    assert (tmp_path / "a.json").is_symlink()
    assert (tmp_path / "kept" / "b.json").read_text(encoding="utf-8") == "one"


def test_a_mark_that_editors_put_first_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfday\r\n")
    assert store.read(tmp_path / "a.csv") == "day\r\n"


@pytest.mark.parametrize("call", ["os.fsync", "os.replace"])
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "the disk is full"),
        (OSError(errno.EROFS, "Read-only file system"), "you may not do that there"),
        (OSError(errno.EACCES, "Access is denied"), "or another program has the file open"),
        (OSError(errno.ENOENT, "No such file or directory"), "its folder is not there any more"),
        (OSError(errno.EISDIR, "Is a directory"), "a folder has this name"),
        (OSError(errno.EIO, "Input/output error"), "the computer says “Input/output error”"),
        (OSError("odd"), "the computer says “OSError”"),
    ],
)
def test_a_failure_leaves_the_old_file_whole_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: OSError, said: str
) -> None:
    store.write(tmp_path / "a.json", "old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(f"helpers.store.{call}", fail)
    with pytest.raises(StoreError) as caught:
        store.write(tmp_path / "a.json", "new")
    sentence = str(caught.value)
    assert sentence.startswith(f"“a.json” could not be saved in {tmp_path}: ") and said in sentence
    assert sentence.endswith(". What was saved before is unchanged.")
    assert store.read(tmp_path / "a.json") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_stopping_in_the_middle_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write(tmp_path / "a.json", "old")

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("helpers.store.os.fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        store.write(tmp_path / "a.json", "new")
    assert store.read(tmp_path / "a.json") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_folder_that_is_gone_a_folder_in_the_way_and_one_closed_to_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StoreError, match="its folder is not there any more"):
        store.write(tmp_path / "gone" / "a.json", "new")
    (tmp_path / "b.json").mkdir()
    with pytest.raises(StoreError, match=r"“b\.json” could not be saved"):
        store.write(tmp_path / "b.json", "new")
    forbid(tmp_path, monkeypatch)
    with pytest.raises(StoreError, match="you may not do that there"):
        store.write(tmp_path / "a.json", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["b.json"]


def test_a_protected_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write(tmp_path / "a.json", "old")
    monkeypatch.setattr("helpers.store.os.access", lambda *_: False)
    with pytest.raises(StoreError, match="you may not do that there"):
        store.write(tmp_path / "a.json", "new")
    assert store.read(tmp_path / "a.json") == "old"


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    store.write(tmp_path / "a.json", "x" * store.LIMIT)
    assert store.read(tmp_path / "a.json") == "x" * store.LIMIT
    with pytest.raises(StoreError, match="it would be larger than 2 MB"):
        store.write(tmp_path / "a.json", "x" * store.LIMIT + "x")
    with pytest.raises(StoreError, match="half a character"):
        store.write(tmp_path / "a.json", "\ud800")
    assert store.read(tmp_path / "a.json") == "x" * store.LIMIT


def test_a_missing_file_has_no_text(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert store.read(tmp_path / "a.json") is None
    assert store.read(tmp_path / "gone" / "a.json") is None
    assert store.read(tmp_path / "file" / "a.json") is None


def test_what_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    with pytest.raises(StoreError, match=r"cannot be read: it is a folder\."):
        store.read(tmp_path)
    path.write_bytes(b"x" * (store.LIMIT + 1))
    with pytest.raises(DamagedError, match=r"“a\.json” cannot be read: it is larger than 2 MB\."):
        store.read(path)
    path.write_bytes("“näive”".encode("utf-16"))
    with pytest.raises(DamagedError, match=r"“a\.json” cannot be read: it is not text in UTF-8\."):
        store.read(path)

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(StoreError, match="cannot be read: you may not do that there") as caught:
        store.read(path)
    assert not isinstance(caught.value, DamagedError)


@posix
def test_what_would_never_end_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.json")
    with pytest.raises(StoreError, match="it is not a file"):
        store.read(tmp_path / "a.json")


def test_a_damaged_file_is_set_aside_under_the_next_free_name(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        (tmp_path / "a.json").write_text(f"damage {number}", encoding="utf-8")
        aside = store.set_aside(tmp_path / "a.json")
        assert aside == tmp_path / f"a.damaged-{number}.json"
        assert aside.read_text(encoding="utf-8") == f"damage {number}"
    assert store.read(tmp_path / "a.json") is None
    assert len(list(tmp_path.iterdir())) == 3


def test_a_file_that_cannot_be_set_aside_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        StoreError, match=r"“a\.json” in .* could not be set aside: the file or its folder is not there"
    ):
        store.set_aside(tmp_path / "a.json")
