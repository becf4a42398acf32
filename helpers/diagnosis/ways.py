"""Ways through the diagnostic pathway: what may follow a walk so far, and the shortest walk to a step."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from helpers import tables
from helpers.controls import Picked
from helpers.schema import split
from helpers.tables import Record


@dataclass(frozen=True)
class Ways:
    """Steps and wrong turns by id, and the links between steps. A walk is ids: a start, then steps and wrong turns."""

    steps: dict[str, Record]
    links: list[Record]
    turns: dict[str, Record]

    @property
    def starts(self) -> list[str]:
        """The steps where a walk begins."""
        return [id_ for id_, step in self.steps.items() if step["kind"] == "start"]

    def of(self, walked: Picked) -> str:
        """The step where a walk stands; after a wrong turn, the step where it was taken. Empty before the start."""
        last = walked[-1] if walked else ""
        return str(self.turns[last]["step_id"]) if last in self.turns else last

    def onward(self, walked: Picked) -> list[Record]:
        """Links that lead on. Of steps that run side by side, those still to do come before what follows them all."""
        here = self.of(walked)
        fork = next(
            (link["from_step"] for link in self.links if link["side_by_side"] and link["to_step"] == here), None
        )
        if fork in walked:
            since = walked[last_place(walked, fork) :]
            beside = [link for link in self.links if link["side_by_side"] and link["from_step"] == fork]
            if waiting := [link for link in beside if link["to_step"] not in since]:
                return waiting
        return [link for link in self.links if link["from_step"] == here and walked[0] in split(link["starts"])]

    def tempting(self, walked: Picked) -> list[Record]:
        """Wrong turns offered here that this walk has not taken yet."""
        here = self.of(walked)
        return [
            turn
            for id_, turn in self.turns.items()
            if turn["step_id"] == here and walked[0] in split(turn["starts"]) and id_ not in walked
        ]

    def astray(self, walked: Picked) -> Record | None:
        """The wrong turn that a walk has just taken."""
        return self.turns.get(walked[-1]) if walked else None

    def follows(self, walked: Picked) -> dict[str, str]:
        """What may come next, id to words. Right and wrong stand in the order of the alphabet, which tells nothing."""
        if not walked:
            return {id_: self.steps[id_]["label"] for id_ in self.starts}
        if self.astray(walked):
            here = self.of(walked)
            return {here: f"Go back to “{self.steps[here]['label']}”"}
        right = {link["to_step"]: link["choice"] for link in self.onward(walked)}
        wrong = {turn["turn_id"]: turn["choice"] for turn in self.tempting(walked)}
        return dict(sorted((right | wrong).items(), key=lambda item: item[1]))

    def conditions(self, walked: Picked) -> dict[str, str]:
        """The finding that leads to each of the ways on, in a few words; empty where there is none.

        What follows a colon (``no: lump``) tells apart the starts on the whole graph, and is left out on a walk.
        """
        if not walked or self.astray(walked):
            return {}
        right = {link["to_step"]: link["exit"] for link in self.onward(walked)}
        wrong = {turn["turn_id"]: turn["exit"] for turn in self.tempting(walked)}
        return {id_: words.partition(":")[0] for id_, words in (right | wrong).items()}

    def taken(self, walked: Picked) -> list[Record]:
        """The links a walk has used, in order. A step done side by side with another is reached from their fork."""
        steps = [id_ for id_ in walked if id_ in self.steps]
        used = []
        for place, step in enumerate(steps[1:], 1):
            into = {link["from_step"]: link for link in self.links if link["to_step"] == step}
            source = next((id_ for id_ in reversed(steps[:place]) if id_ in into), None)
            if source and steps[place - 1] != step:  # the same step again: back from a wrong turn
                used.append(into[source])
        return used

    def shortest(self, start: str) -> dict[str, Picked]:
        """The shortest walk without a wrong turn from ``start`` to each step that can be reached from it."""
        beside = {link["to_step"] for link in self.links if link["side_by_side"]}
        found: dict[str, Picked] = {}
        seen: set[tuple[str, frozenset[str]]] = set()
        waiting: deque[Picked] = deque([(start,)])
        while waiting:
            walked = waiting.popleft()
            found.setdefault(walked[-1], walked)
            for link in self.onward(walked):
                longer = (*walked, link["to_step"])
                place = longer[-1], frozenset(beside & set(longer))
                if place not in seen:
                    seen.add(place)
                    waiting.append(longer)
        return found

    def samples(self) -> Iterator[Picked]:
        """Walks that stand for all: to every step from every start, and into and out of every wrong turn."""
        yield ()
        for start in self.starts:
            for walked in self.shortest(start).values():
                yield walked
                for turn in self.tempting(walked):
                    yield (*walked, turn["turn_id"])
                    yield (*walked, turn["turn_id"], walked[-1])


def last_place(walked: Picked, step: str) -> int:
    """Where ``step`` was last on a walk."""
    return len(walked) - 1 - walked[::-1].index(step)


def ways() -> Ways:
    """The pathway as it stands in the tables."""
    by_id = {name: {row[key]: row for row in tables.records(name)} for name, key in KEYS.items()}
    return Ways(by_id["pathway_steps"], tables.records("pathway_links"), by_id["wrong_turns"])


KEYS = {"pathway_steps": "step_id", "wrong_turns": "turn_id"}
