"""The conversations: what they must have, how trust moves, and a file that says where it is wrong."""

import re
import shutil
from pathlib import Path

import pytest

from helpers import tables
from helpers.living import talk_file
from helpers.living.talk_file import FILE, LADDER, Conversation
from helpers.living.talk_walk import talk
from helpers.schema import DataError

TALKS = talk_file.load()
every_talk = pytest.mark.parametrize("one", TALKS.values(), ids=lambda one: one.id)
DATA = Path(__file__).parents[2] / "data"


def lengths(one: Conversation, here: str, been: frozenset[str] = frozenset()) -> set[int]:
    """Replies on every way of good replies from a turn to an ending that visits no turn twice."""
    if here in one.endings:
        return {0}
    onward = {reply.to for reply in one.turns[here].replies.values() if not reply.is_trap} - been
    return {1 + rest for to in onward for rest in lengths(one, to, been | {here})}


# ---- what they have ----


def test_the_people_differ_and_all_are_fictional() -> None:
    assert len(TALKS) >= 4
    assert all("(fictional)" in one.name for one in TALKS.values())
    assert {one.says for one in TALKS.values()} >= {"She says", "He says"}
    ages = [int(re.findall(r"\d+", one.name)[0]) for one in TALKS.values()]
    assert len(set(ages)) == len(ages) and max(ages) - min(ages) >= 25


@every_talk
def test_a_talk_that_goes_well_takes_five_to_eight_replies(one: Conversation) -> None:
    found = lengths(one, one.first.id)
    assert min(found) >= 5 and max(found) <= 8


@every_talk
def test_there_is_never_a_single_right_way(one: Conversation) -> None:
    """More than one good reply in every turn, and a trap in every turn to tell them from."""
    for turn in one.turns.values():
        traps = [reply.id for reply in turn.replies.values() if reply.is_trap]
        assert len(traps) == 1, turn.id


@every_talk
def test_every_talk_can_be_mended_in_words(one: Conversation) -> None:
    repairs = [reply for turn in one.turns.values() for reply in turn.replies.values() if reply.step == "also_repair"]
    assert len(repairs) >= 3
    assert all("sorry" in reply.text or "wrong" in reply.text or "not have said" in reply.text for reply in repairs)


def test_the_talks_use_every_framework_and_every_trap() -> None:
    used = {reply.step for one in TALKS.values() for turn in one.turns.values() for reply in turn.replies.values()}
    assert used == set(tables.named("talk_frameworks", "step"))


@every_talk
def test_the_length_of_a_reply_gives_nothing_away(one: Conversation) -> None:
    """In every talk traps are sometimes the shortest, sometimes the longest reply, and neither in most turns."""
    places = []
    for turn in one.turns.values():
        ordered = sorted(turn.replies.values(), key=lambda reply: len(reply.text))
        places.append(next(place for place, reply in enumerate(ordered) if reply.is_trap))
    assert set(places) == {0, 1, 2}
    assert max(places.count(0), places.count(2)) <= 0.6 * len(places)


@every_talk
def test_what_the_patient_hears_is_short_and_plain(one: Conversation) -> None:
    spoken = [ending.words for ending in one.endings.values()]
    for turn in one.turns.values():
        spoken += [reply.text for reply in turn.replies.values() if not reply.is_trap]
    for words in spoken:
        assert len(words.split()) <= 60, words
        sentences = [part for part in re.split(r"[.?!:;]\s", words) if part]
        assert max(len(part.split()) for part in sentences) <= 24, words


def test_general_knowledge_is_not_called_checked() -> None:
    for row in tables.records("talk_frameworks"):
        assert row["source_id"] != "GENERAL" or row["checked"] == "no", row["step_id"]
    assert all(tables.cited([one.source_id]) for one in TALKS.values())


# ---- how trust moves ----


def test_trust_moves_by_the_replies_and_stays_on_the_ladder() -> None:
    one = TALKS["grown"]
    assert talk(one, []).trust == one.trust
    mended = talk(one, ["options", "sorry"])
    assert [said.after for said in mended.said] == [one.trust - 1, one.trust]
    assert [said.sign for said in mended.said] == ["▼", "▲"]
    low = talk(TALKS["dying"], ["sleep", "pill"])
    assert low.trust == min(LADDER) and low.said[-1].moved == "stays at 1" and low.ending
    for talked in TALKS.values():
        for turn in talked.turns.values():
            assert all(reply.is_trap == (reply.trust < 0) for reply in turn.replies.values())


def test_a_talk_ends_and_nothing_follows() -> None:
    ended = talk(TALKS["grown"], ["options", "friday", "name"])
    assert ended.ending is TALKS["grown"].endings["left"] and len(ended.said) == 2 and ended.offered() == []


# ---- the file ----

FIRST = 'id = "hit"\nmoment = "The first words after the news"'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[[conversation]]\nid", "[[conversation\nid", "the file cannot be read"),
        ('name = "Ms. R., 52 (fictional)"', 'name = "Ms. R., 52"', "conversation grown: the name must say"),
        ("trust = 2\nsource_id", "trust = 9\nsource_id", "conversation grown: trust is 9 and must be between 1 and 5"),
        ('checked = "partial"', 'checked = "maybe"', "checked is “maybe” and must be yes, partial or no"),
        ('source_id = ["BAILE2000"', 'source_id = ["BAILE200"', "must be a source_id of references.csv"),
        ('learn = "NURSE', 'lern = "NURSE', 'nearest is "learn"'),
        ('moment = "The first words after the news"\n', "", "turn hit: moment is missing"),
        ('step = "nurse_naming"', 'step = "nurse_namin"', "reply name, .*talk_frameworks.csv; the nearest is"),
        ('step = "also_silence"', 'step = "nurse_naming"', "turn hit, .*each reply must show another step"),
        ("trust = 1", "trust = 3", "reply name: trust is 3 and must be between -2 and 2"),
        ("trust = 1", 'trust = "up"', "column trust: .*must be a whole number"),
        ("trust = 1", "trust = -1", "reply name, .*a step of a framework must not cost trust"),
        ("trust = -1", "trust = 0", "reply options, .*a trap must cost trust"),
        ('to = "open"', 'to = "opn"', 'reply name, .*an ending of this conversation; the nearest is "open"'),
        ('id = "wait"', 'id = "name"', "it stands there twice"),
        ('id = "papers"', 'id = "left"', "a turn and an ending cannot share an id"),
        ('to = "papers"', 'to = "left"', "turn papers: no reply leads here"),
        ('to = "unclear"', 'to = "left"', "ending unclear: no reply leads here"),
        ('to = "unclear"', 'to = "vague"', "reply board, "),
        (
            FIRST,
            f'{FIRST}\n[[conversation.turn.reply]]\nid = "x"\n[[conversation.turn.reply]]',
            "reply x: text is missing",
        ),
    ],
)
def test_a_broken_file_is_named_in_a_sentence(
    old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (DATA / FILE).read_text(encoding="utf-8")
    assert old in text
    assert re.search(said, refused(text.replace(old, new, 1), tmp_path, monkeypatch))


def test_a_circle_without_a_way_out_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two good replies of the last turn lead back; only a trap would end the talk."""
    text = (DATA / FILE).read_text(encoding="utf-8")
    circle = text.replace('to = "held"', 'to = "next"').replace('to = "unclear"', 'to = "held"', 1)
    circle = re.sub(
        r'\[\[conversation\.ending\]\]\nid = "unclear".*?(?=\[\[conversation\.ending\]\])', "", circle, flags=re.S
    )
    assert "no way of good replies leads from here to an ending" in refused(circle, tmp_path, monkeypatch)


def test_a_turn_without_three_replies_or_without_a_good_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (DATA / FILE).read_text(encoding="utf-8")
    fewer = re.sub(r'\[\[conversation\.turn\.reply\]\]\nid = "wait".*?(?=\[\[)', "", text, count=1, flags=re.S)
    assert "there must be 3 replies to choose from, not 2" in refused(fewer, tmp_path, monkeypatch)
    bad = text.replace('step = "nurse_naming"\ntrust = 1', 'step = "trap_blame"\ntrust = -1', 1)
    bad = bad.replace('step = "also_silence"\ntrust = 1', 'step = "trap_push"\ntrust = -1', 1)
    assert "at least one reply must carry the talk on" in refused(bad, tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "at least one [[conversation]]"),
        ("conversation = 3", "each conversation must be"),
        ("[[conversation]]\nturn = 1", "each turn must be"),
        ('[[conversation]]\nid = "x"', "conversation x: there must be at least one [[conversation.turn]]"),
    ],
)
def test_a_file_of_another_shape_is_named(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said in refused(text, tmp_path, monkeypatch)


def test_a_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MBC_DATA", str(tmp_path))
    with pytest.raises(DataError, match=f"{FILE}: the file is missing"):
        talk_file.load()


def refused(text: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The sentence in which a file with ``text`` is refused."""
    for name in ("datapackage.json", "talk_frameworks.csv", "references.csv"):
        shutil.copy(DATA / name, data)
    (data / "cases").mkdir(exist_ok=True)
    (data / FILE).write_text(text, encoding="utf-8")
    monkeypatch.setenv("MBC_DATA", str(data))
    with pytest.raises(DataError) as caught:
        talk_file.load()
    said = str(caught.value)
    assert said.startswith(FILE) and said.endswith(".")
    return said
