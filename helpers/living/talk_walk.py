"""What was said so far in a conversation: each reply with its consequence, and how trust moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.living.talk_file import LADDER, Conversation, Ending, Reply, Turn


@dataclass(frozen=True)
class Said:
    """One reply: the turn it was chosen in, and the rung of trust before and after it."""

    turn: Turn
    reply: Reply
    before: int
    after: int

    @property
    def sign(self) -> str:
        """Which way trust went, as an arrow."""
        return "▲" if self.after > self.before else "▼" if self.after < self.before else "→"

    @property
    def moved(self) -> str:
        """How trust moved, as a clause: ``rose from 3 to 4``."""
        if self.after > self.before:
            return f"rose from {self.before} to {self.after}"
        if self.after < self.before:
            return f"fell from {self.before} to {self.after}"
        return f"stays at {self.after}"


@dataclass(frozen=True)
class Talk:
    """A conversation, what was said, and where it stands: at a turn, or at its end."""

    conversation: Conversation
    said: Sequence[Said]
    turn: Turn | None
    ending: Ending | None

    @property
    def trust(self) -> int:
        """The present rung of trust."""
        return self.said[-1].after if self.said else self.conversation.trust

    @property
    def traps(self) -> list[Said]:
        """Replies that were traps."""
        return [one for one in self.said if one.reply.is_trap]

    def offered(self) -> list[Reply]:
        """Replies to choose from, by their words, so that the order gives nothing away."""
        return sorted(self.turn.replies.values(), key=lambda one: one.text.casefold()) if self.turn else []


def talk(conversation: Conversation, ids: Iterable[str]) -> Talk:
    """The conversation after the replies ``ids``. Trust moves by what each reply says and stays on the ladder."""
    said: list[Said] = []
    turn: Turn | None = conversation.first
    ending: Ending | None = None
    trust = conversation.trust
    for id_ in ids:
        if turn is None:
            break
        reply = turn.replies[id_]
        after = min(max(trust + reply.trust, min(LADDER)), max(LADDER))
        said.append(Said(turn, reply, trust, after))
        turn, ending, trust = conversation.turns.get(reply.to), conversation.endings.get(reply.to), after
    return Talk(conversation, tuple(said), turn, ending)
