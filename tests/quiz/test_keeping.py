"""Nothing is lost: what is answered is kept in the learner's file, on request only, and comes back."""

import base64
import json
from pathlib import Path
from urllib.parse import unquote

import pytest

from helpers.quiz import MyProgress, Questions, bank
from helpers.quiz.keeping import keeper
from helpers.quiz.progress import FILE
from helpers.quiz.scoring import most
from tests.seen import spoken

SECTION = "spread_body"
FIRST = next(item for item in bank.of_section(SECTION) if item.kind == "multiple_choice")
NUMBER = str(bank.of_section(SECTION).index(FIRST) + 1)


def opened() -> Questions:
    return Questions(section=SECTION, number=NUMBER)


def answered() -> Questions:
    player = opened()
    player.received(f"pick.{FIRST.parts[0].id}", FIRST.parts[0].keys[0])
    player.received("check", "yes")
    return player


def restarted() -> None:
    """The kernel stops, and another one starts."""
    keeper.cache_clear()


def test_nothing_is_stored_until_the_learner_says_so(folder: Path) -> None:
    player = answered()
    assert list(folder.iterdir()) == []
    assert "lost when this page is closed" in player.detail_html
    player.received("keep", "")
    assert [path.name for path in folder.iterdir()] == [FILE]
    assert f"kept in {FILE}" in player.detail_html


def test_answers_come_back_after_a_restart_with_their_feedback(folder: Path) -> None:
    answered().received("keep", "")
    restarted()
    again = opened()
    assert again.answer(FIRST) == FIRST.key and again.revealed and "✓ Right." in again.words_html


def test_an_answer_begun_and_not_checked_comes_back_too(folder: Path) -> None:
    player = opened()
    player.received("keep", "")
    player.received(f"pick.{FIRST.parts[0].id}", FIRST.parts[0].keys[0])
    restarted()
    again = opened()
    assert again.answer(FIRST) == FIRST.key and not again.revealed


def test_two_notebooks_open_at_once_keep_what_both_have(folder: Path) -> None:
    answered().received("keep", "")
    restarted()
    other = keeper()
    item = bank.of_section("spread_cascade")[0]
    keeper.cache_clear()
    here = keeper()
    other.put(item, item.key, points=1, most=most(item), done=True)
    here.put(FIRST, FIRST.key, points=1, most=1, done=True)
    restarted()
    assert set(keeper().progress.answers) == {item.id, FIRST.id}


def test_the_first_try_is_remembered_and_tries_are_counted() -> None:
    item = FIRST
    wrong = next(option.id for option in item.parts[0].options if not option.correct)
    player = opened()
    for pick in (wrong, item.parts[0].keys[0]):
        player.received(f"pick.{item.parts[0].id}", pick)
        player.received("check", "yes")
        player.received("again", "yes")
    kept = keeper().answer(item.id)
    assert kept and (kept.first, kept.points, kept.tries) == (0, 1, 2)


def test_an_answer_to_an_item_that_was_changed_is_kept_but_not_shown_as_checked(folder: Path) -> None:
    answered().received("keep", "")
    path = folder / FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(FIRST.mark, "0" * 12), encoding="utf-8")
    restarted()
    again = opened()
    assert again.answer(FIRST) == FIRST.key and not again.revealed
    again.received("check", "yes")
    assert keeper().answer(FIRST.id).mark == FIRST.mark


@pytest.mark.parametrize("text", ["", "{", "[]", "nonsense", '{"format": "mbc-progress"', "\x00"])
def test_a_damaged_file_is_set_aside_told_and_never_lost(folder: Path, text: str) -> None:
    (folder / FILE).write_text(text, encoding="utf-8")
    player = answered()
    assert player.problem == ""
    asides = [path for path in folder.iterdir() if "damaged" in path.name]
    assert [path.read_text(encoding="utf-8") for path in asides] == [text]
    assert any("damaged" in note for note in keeper().notes)
    assert FIRST.id in (folder / FILE).read_text(encoding="utf-8")


def test_a_file_of_a_newer_version_is_left_alone_and_said(folder: Path) -> None:
    newer = json.dumps({"format": "mbc-progress", "version": 99, "answers": {}})
    (folder / FILE).write_text(newer, encoding="utf-8")
    player = answered()
    assert (folder / FILE).read_text(encoding="utf-8") == newer
    assert keeper().troubles and keeper().troubles[0] in spoken(player.detail_html)


def test_a_full_disk_loses_nothing_and_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answered().received("keep", "")
    before = (folder / FILE).read_text(encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    player = answered()
    assert player.problem == "" and "download them to be safe" in spoken(player.detail_html)
    assert (folder / FILE).read_text(encoding="utf-8") == before and keeper().answer(FIRST.id)


def test_where_nothing_may_be_kept_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MBC_KEEP", "off")
    player = answered()
    assert "live as long as this page" in player.detail_html
    player.received("keep", "")
    assert "Download your answers instead" in spoken(player.detail_html)


def test_when_the_disk_has_room_again_the_answers_are_written_and_the_warning_goes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered().received("keep", "")
    with monkeypatch.context() as full:
        full.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        player = answered()
        assert "download them to be safe" in spoken(player.detail_html)
    player.received("again", "yes")
    player.received("check", "yes")
    assert "download them to be safe" not in spoken(player.detail_html) and keeper().path


def test_another_notebook_follows_when_keeping_begins_and_when_the_file_is_deleted(folder: Path) -> None:
    here = answered()
    mine = keeper()
    keeper.cache_clear()
    keeper().start()
    mine.put(FIRST, FIRST.key, points=1, most=1, done=True)
    assert mine.path and FIRST.id in (folder / FILE).read_text(encoding="utf-8")
    keeper().stop()
    mine.put(FIRST, FIRST.key, points=1, most=1, done=True)
    assert mine.path is None and list(folder.iterdir()) == [] and "not kept any more" in mine.news
    assert here.problem == ""


def test_trying_again_takes_nothing_away_until_the_new_answer_is_checked() -> None:
    player = answered()
    player.received("again", "yes")
    player.received(f"pick.{FIRST.parts[0].id}", next(o.id for o in FIRST.parts[0].options if not o.correct))
    kept = keeper().answer(FIRST.id)
    assert kept and kept.done and kept.points == 1


def test_what_a_class_picks_is_nobody_s_answer() -> None:
    player = opened()
    player.received("mode", "class")
    player.received(f"pick.{FIRST.parts[0].id}", FIRST.parts[0].options[0].id)
    player.received("mode", "test")
    assert player.given == {} and keeper().answer(FIRST.id) is None


def test_a_teacher_s_own_answers_are_not_shown_to_the_class() -> None:
    answered()
    assert Questions(section=SECTION, number=NUMBER, mode="class").given == {}


def test_a_test_does_not_begin_with_the_answers_of_practice() -> None:
    answered()
    assert Questions(section=SECTION, number=NUMBER, mode="test").given == {}


def test_a_forged_file_earns_no_more_than_there_is() -> None:
    answered()
    text = base64.b64decode(keeper().download().split(",", 1)[1]).decode()
    restarted()
    mine = MyProgress()
    mine.received("load", text.replace('"points": 1', '"points": 50').replace('"most": 1', '"most": 50'))
    assert "earned 1 of 1 point" in mine.words_html


def test_a_file_with_more_than_a_learner_can_have_answered_is_refused() -> None:
    one = {
        "given": {},
        "mark": "",
        "points": 0,
        "most": 1,
        "first": None,
        "tries": 0,
        "sure": 0,
        "when": "2026-01-01T00:00:00Z",
        "done": False,
    }
    many = {"format": "mbc-progress", "version": 1, "answers": {f"x{number}": one for number in range(4000)}}
    mine = MyProgress()
    mine.received("load", json.dumps(many))
    assert "more than one learner" in spoken(mine.detail_html) and not keeper().progress.answers


class TestMyProgress:
    def test_it_follows_the_answers_of_every_frame(self) -> None:
        mine = MyProgress()
        assert "checked 0 of" in mine.words_html
        answered()
        assert "checked 1 of" in mine.words_html and "earned 1 of 1 point" in mine.words_html

    def test_what_was_missed_is_linked(self) -> None:
        item = FIRST
        player = opened()
        player.received(f"pick.{item.parts[0].id}", next(o.id for o in item.parts[0].options if not o.correct))
        player.received("check", "yes")
        assert "Look again at:" in MyProgress().picture_html and "#2-The-body-map" in MyProgress().picture_html

    def test_a_name_may_be_given_once_and_may_stay_empty(self, folder: Path) -> None:
        mine = MyProgress()
        mine.received("name", "Ada <b>\x00")
        mine.received("keep", "yes")
        restarted()
        assert keeper().progress.name == "Ada <b>"
        assert "Ada &lt;b&gt;, you have" in MyProgress().words_html

    def test_a_downloaded_file_brings_everything_to_another_machine(self, folder: Path) -> None:
        answered()
        address = keeper().download()
        text = base64.b64decode(unquote(address.split(",", 1)[1])).decode()
        restarted()
        mine = MyProgress()
        mine.received("load", text)
        assert "1 answer read from your file." in mine.detail_html
        assert opened().answer(FIRST) == FIRST.key

    def test_another_file_is_refused_in_a_sentence_and_nothing_changes(self) -> None:
        answered()
        mine = MyProgress()
        mine.received("load", "date,pain\n2026-01-01,3\n")
        assert mine.problem == "" and keeper().troubles and "checked 1 of" in mine.words_html

    def test_the_file_is_deleted_only_after_asking(self, folder: Path) -> None:
        answered().received("keep", "")
        mine = MyProgress()
        mine.received("stop", "asked")
        assert (folder / FILE).exists() and "Delete the file?" in mine.detail_html
        mine.received("stop", "")
        assert (folder / FILE).exists()
        mine.received("stop", "asked")
        mine.received("stop", "sure")
        assert list(folder.iterdir()) == [] and keeper().answer(FIRST.id)

    def test_the_sums_are_those_of_the_answers(self) -> None:
        answered()
        rows = {row["notebook"]: row for table in MyProgress().rows() for row in table.records}
        assert rows["2 How it spreads"]["done"] == 1 and rows["2 How it spreads"]["earned"] == 1
        assert sum(row["asked"] for row in rows.values()) == sum(not item.form for item in bank.items().values())
