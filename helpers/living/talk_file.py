"""The conversations of ``data/cases/conversations.toml``: read and checked; a mistake is named in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from helpers import casebook, schema, tables
from helpers.casebook import FLAGS, one_of
from helpers.schema import DataError
from helpers.tables import Record

FILE = "cases/conversations.toml"

LADDER = {1: "shut", 2: "on guard", 3: "waiting", 4: "opening up", 5: "trusting"}
"""How far the person trusts the nurse: the rungs of a small teaching scale, lowest first. Not a validated measure."""

REPLIES = 3
"""Replies to choose from at each turn."""

TRAP, BESIDE = "Trap", "Beside them"
"""Values of ``framework`` in ``talk_frameworks`` for what ends a talk, and for what helps in every framework."""


@dataclass(frozen=True)
class Reply:
    """What the nurse may say (``text``), and its consequence: what the person answers, and how that looks (``feels``).

    ``step`` is a row of ``talk_frameworks``: a step of a framework, or a trap. ``trust`` is by how many rungs of
    ``LADDER`` trust moves. ``why`` explains it. ``to`` is the id of the next turn, or of an ending.
    """

    id: str
    text: str
    step: str
    trust: int
    answer: str
    feels: str
    why: str
    to: str

    def __post_init__(self) -> None:
        if abs(self.trust) > 2:
            raise ValueError(f"trust is {self.trust} and must be between -2 and 2")

    @cached_property
    def record(self) -> Record:
        """Its row of ``talk_frameworks``."""
        return tables.row("talk_frameworks", self.step)

    @property
    def is_trap(self) -> bool:
        """Does it end the talk rather than carry it?"""
        return str(self.record["framework"]) == TRAP


@dataclass(frozen=True)
class Turn:
    """A moment in the conversation: what it is about in a few words, and the replies offered, by id."""

    id: str
    moment: str
    replies: Mapping[str, Reply]


@dataclass(frozen=True)
class Ending:
    """Where a conversation can end: its title, what happened and why, and what the nurse does after it.

    ``chart`` are the notes to write and hand over, ``words`` one sentence for the patient's ears.
    """

    id: str
    title: str
    debrief: str
    chart: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Conversation:
    """A fictional person, what they say first, and the turns of the talk; the first turn follows the ``opening``.

    ``person`` is the name for a picture and ``says`` begins their sentences (``She says``). ``trust`` is the rung of
    ``LADDER`` at the start. ``learn`` names what the talk trains. ``source_id`` joins reference ids with ``;``.
    """

    id: str
    name: str
    person: str
    says: str
    label: str
    learn: str
    setting: str
    opening: str
    feels: str
    trust: int
    source_id: str
    checked: str
    turns: Mapping[str, Turn]
    endings: Mapping[str, Ending]

    def __post_init__(self) -> None:
        if "fictional" not in self.name:
            raise ValueError("the name must say that the person is fictional")
        one_of("checked", self.checked, FLAGS)
        if self.trust not in LADDER:
            raise ValueError(f"trust is {self.trust} and must be between 1 and {max(LADDER)}")

    @property
    def first(self) -> Turn:
        """The turn after the opening."""
        return next(iter(self.turns.values()))


def load() -> dict[str, Conversation]:
    """All conversations by id, in file order. Raises :class:`~helpers.schema.DataError` naming file and place."""
    return dict(_read(tables.folder()))


@cache
def _read(data: Path) -> dict[str, Conversation]:
    talks = [_conversation(item) for item in casebook.listed(casebook.parsed(data, FILE), "conversation", FILE)]
    if not talks:
        raise DataError(FILE, None, "", "", "there must be at least one [[conversation]]")
    return casebook.by_id(talks, FILE)


def _conversation(item: Record) -> Conversation:
    place = f"{FILE}, conversation {item.get('id', 'without an id')}"
    turns = casebook.by_id([_turn(one, place) for one in casebook.listed(item, "turn", place)], place)
    endings = casebook.by_id([_ending(one, place) for one in casebook.listed(item, "ending", place)], place)
    if not turns:
        raise DataError(place, None, "", "", "there must be at least one [[conversation.turn]]")
    if both := turns.keys() & endings.keys():
        raise DataError(place, None, "id", min(both), "a turn and an ending cannot share an id")
    _leads_on(turns, endings.keys(), place)
    rest = {name: value for name, value in item.items() if name not in ("turn", "ending")}
    return casebook.made(Conversation, rest, place, turns=turns, endings=endings)


def _ending(item: Record, place: str) -> Ending:
    return casebook.made(Ending, item, f"{place}, ending {item.get('id', 'without an id')}")


def _turn(item: Record, place: str) -> Turn:
    place = f"{place}, turn {item.get('id', 'without an id')}"
    replies = [_reply(one, place) for one in casebook.listed(item, "reply", place)]
    by_id = casebook.by_id(replies, place)
    if len(replies) != REPLIES:
        raise DataError(place, None, "", "", f"there must be {REPLIES} replies to choose from, not {len(replies)}")
    if len({one.step for one in replies}) != REPLIES:
        raise DataError(place, None, "step", "", "each reply must show another step or trap")
    if all(one.is_trap for one in replies):
        raise DataError(place, None, "", "", "at least one reply must carry the talk on")
    rest = {name: value for name, value in item.items() if name != "reply"}
    return casebook.made(Turn, rest, place, replies=by_id)


def _reply(item: Record, place: str) -> Reply:
    place = f"{place}, reply {item.get('id', 'without an id')}"
    reply = casebook.made(Reply, item, place)
    casebook.known(place, "step", [reply.step], "talk_frameworks")
    if reply.is_trap and reply.trust >= 0:
        raise DataError(place, None, "trust", str(reply.trust), "a trap must cost trust")
    if not reply.is_trap and reply.trust < 0:
        raise DataError(place, None, "trust", str(reply.trust), "a step of a framework must not cost trust")
    return reply


def _leads_on(turns: Mapping[str, Turn], endings: Collection[str], place: str) -> None:
    """Raise unless every reply leads somewhere, all of it can be reached, and good replies end the talk from anywhere.

    That last rule is why no talk runs in a circle without a way out, and why each can be mended.
    """
    places = {*turns, *endings}
    for turn in turns.values():
        for reply in turn.replies.values():
            if reply.to not in places:
                wrong = f"it must be a turn or an ending of this conversation{schema.nearest(reply.to, places)}"
                raise DataError(f"{place}, turn {turn.id}, reply {reply.id}", None, "to", reply.to, wrong)
    reached = _reached(next(iter(turns)), turns, good_only=False)
    for id_ in [*turns, *endings]:
        if id_ not in reached:
            kind = "turn" if id_ in turns else "ending"
            raise DataError(f"{place}, {kind} {id_}", None, "", "", "no reply leads here")
    for id_ in turns:
        if not _reached(id_, turns, good_only=True) & set(endings):
            raise DataError(f"{place}, turn {id_}", None, "", "", "no way of good replies leads from here to an ending")


def _reached(start: str, turns: Mapping[str, Turn], *, good_only: bool) -> set[str]:
    """Ids of turns and endings that replies lead to from the turn ``start``, itself included."""
    reached, waiting = {start}, [start]
    while waiting:
        turn = turns.get(waiting.pop())
        onward = {one.to for one in turn.replies.values() if not (good_only and one.is_trap)} if turn else set()
        waiting += sorted(onward - reached)
        reached |= onward
    return reached
