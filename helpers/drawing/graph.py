"""A directed graph in layers: its nodes and edges, the best way through it, and where everything stands.

:func:`follow` finds the best-supported way, :func:`arrange` places boxes in rows; a line bends only in the free band
between two rows and crosses a row through a lane kept free for it, so no line can run under a box that is not its own.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from math import ceil
from textwrap import wrap
from typing import Literal, NamedTuple

from helpers.drawing.parts import text_width

Direction = Literal["down", "across"]

FONT = 15.0
"""Size of the words, in drawing units."""

LINE, PADDING, MARGIN = 18.0, 8.0, 16.0
LANE, LANE_GAP, GAP, CHAIN_GAP = 12.0, 8.0, 14.0, 32.0
TAG_PADDING = 4.0

STRENGTHS: dict[str, tuple[int, float]] = {
    "very_common": (1, 4.0),
    "common": (3, 3.0),
    "less_common": (6, 2.0),
    "rare": (10, 1.5),
    "hypothesis": (15, 1.5),
}
"""How well trodden a way is: its cost for :func:`follow`, its line width in drawing units.

Costs grow faster than the grades, so that a rare short cut does not win over the usual long way through the heart.
"""

STYLES: dict[str, tuple[str, str | None]] = {
    "blood": ("blood", None),
    "lymph": ("lymph", "9 5"),
    "direct": ("direct", "2 5"),
    "cavity": ("cavity", "12 4 2 4"),
    "plain": ("edge", None),
}
"""Line style: its color role and its dash pattern, so that color is never the only cue."""


@dataclass(frozen=True, slots=True)
class Node:
    """One box. ``layer`` counts from the start; ``None`` places it one after the last node that leads to it.

    ``order`` is where it starts within its layer before crossings are removed; ``tooltip`` is also read out.
    ``value`` is what picking it chooses: its id, unless something else is given.
    """

    id: str
    label: str
    layer: int | None = None
    order: int = 0
    kind: str = ""
    tooltip: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One arrow. ``kind`` is said in words, ``style`` and ``strength`` are drawn, ``debated`` adds a question mark.

    ``label`` is written on the arrow near its start, such as the answer that leads this way out of a decision.
    Raises ``ValueError`` for a style or strength that has no drawing.
    """

    id: str
    source: str
    target: str
    kind: str = ""
    style: str = "plain"
    strength: str = "common"
    debated: bool = False
    label: str = ""

    def __post_init__(self) -> None:
        for value, known in ((self.style, STYLES), (self.strength, STRENGTHS)):
            if value not in known:
                raise ValueError(f"edge {self.id}: {value!r} is not one of {', '.join(known)}")


class Box(NamedTuple):
    """A placed node: left, top, width and height in drawing units, and its words broken into lines."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


class Line(NamedTuple):
    """A placed edge: path data, arrow head, and where a badge may sit on it."""

    path: str
    head: str
    badge: tuple[float, float]


class Plan(NamedTuple):
    """Where everything stands: boxes by node id, lines and tags (their labels) by edge id, and the drawing's size."""

    boxes: dict[str, Box]
    lines: dict[str, Line]
    tags: dict[str, Box]
    width: float
    height: float


class Lane(NamedTuple):
    """The free place a long edge uses to pass a row; edges of one style from one source share it.

    An edge with a label has lanes of its own (``source`` is its id), so that the label stays true of the line.
    """

    source: str
    style: str
    row: int


class Tag(NamedTuple):
    """The place of an edge's label, in a row of labels beside the row of its source."""

    edge: str
    row: int


Item = str | Lane | Tag
Hop = tuple[Item, Item, str]


# --- finding a way ---------------------------------------------------------------------------------------------


def follow(edges: Iterable[Edge], start: str, goal: str) -> list[Edge]:
    """The best-supported way from ``start`` to ``goal``: cheapest sum of :data:`STRENGTHS`, then fewest steps.

    A debated edge costs as much as a hypothesis. Ties go to the edges listed first. An empty list means there is no
    way, or ``start`` is ``goal``.
    """
    listed = list(edges)
    leaving: dict[str, list[int]] = defaultdict(list)
    for index, edge in enumerate(listed):
        leaving[edge.source].append(index)
    waiting: list[tuple[int, int, tuple[int, ...], str]] = [(0, 0, (), start)]
    settled: set[str] = set()
    while waiting:
        cost, steps, taken, place = heapq.heappop(waiting)
        if place == goal:
            return [listed[index] for index in taken]
        if place in settled:
            continue
        settled.add(place)
        for index in leaving[place]:
            edge = listed[index]
            price = STRENGTHS["hypothesis" if edge.debated else edge.strength][0]
            heapq.heappush(waiting, (cost + price, steps + 1, (*taken, index), edge.target))
    return []


# --- working out places ----------------------------------------------------------------------------------------


@lru_cache(maxsize=128)
def arrange(
    nodes: tuple[Node, ...],
    edges: tuple[Edge, ...],
    width: float = 1000,
    direction: Direction = "down",
    band: float = 40,
    letters: int = 15,
) -> Plan:
    """Place every node and edge; the same input always gives the same plan.

    ``width`` is the room for a row when layers go ``"down"``: a layer that needs more is broken into several rows.
    ``band`` is the least room between two rows; a label of more than ``letters`` letters is broken into lines.
    Raises ``ValueError`` for a repeated id, an edge to a node that is not there, or an edge from a node to itself.
    """
    _check(nodes, edges)
    down = direction == "down"
    words = {node.id: _lines(node.label, letters) for node in nodes}
    widths: dict[Item, float] = {id_: max(map(words_width, lines)) + 2 * PADDING for id_, lines in words.items()}
    heights: dict[Item, float] = {id_: len(lines) * LINE + 2 * PADDING for id_, lines in words.items()}
    breadth, depth = (widths, heights) if down else (heights, widths)

    rows, tag_of = _tagged(_rows(nodes, edges, breadth, width - 2 * MARGIN if down else None), edges)
    row_of = {item: index for index, row in enumerate(rows) for item in row}
    said = {tag_of[edge.id]: _lines(edge.label, min(letters, 11)) for edge in edges if edge.label}
    for tag, lines_ in said.items():
        size = max(map(words_width, lines_)) + 2 * TAG_PADDING, len(lines_) * LINE + 2 * TAG_PADDING
        breadth[tag], depth[tag] = size if down else size[::-1]
    ways = {edge.id: _way(edge, row_of, tag_of.get(edge.id)) for edge in edges}
    hops: list[Hop] = list(
        dict.fromkeys((one, other, edge.style) for edge in edges for one, other in pairwise(ways[edge.id]))
    )
    order = _untangle(_blocks(rows, edges, ways), hops)
    cross, extent = _spread(order, hops, breadth, width - 2 * MARGIN if down else 0)

    place = {item: (index, position) for index, row in enumerate(order) for position, item in enumerate(row)}
    tops, bottoms = _bands(order, hops, place, depth, band)
    draw = _Pen(down)

    def box(item: Item, lines: tuple[str, ...]) -> Box:
        index = place[item][0]
        start, end, near = tops[index], bottoms[index], cross[item] - breadth[item] / 2
        if down:
            return Box(near, start, breadth[item], end - start, lines)
        return Box(start, near, end - start, breadth[item], lines)

    boxes = {node.id: box(node.id, words[node.id]) for node in nodes}
    tags = {tag.edge: box(tag, lines_) for tag, lines_ in said.items()}
    ports = _ports(hops, place, cross, breadth)
    lines = {
        edge.id: _line(ways[edge.id], edge.style, place, cross, breadth, ports, tops, bottoms, draw) for edge in edges
    }
    length = (bottoms[-1] if bottoms else 0) + MARGIN + _below_last(hops, place, len(order))
    return Plan(boxes, lines, tags, extent if down else length, length if down else extent)


def _check(nodes: Sequence[Node], edges: Sequence[Edge]) -> None:
    ids = [node.id for node in nodes]
    for listed, what in ((ids, "node"), ([edge.id for edge in edges], "edge")):
        repeated = next((id_ for id_ in listed if listed.count(id_) > 1), None)
        if repeated is not None:
            raise ValueError(f"{what} {repeated!r} is listed twice")
    known = set(ids)
    for edge in edges:
        for end in (edge.source, edge.target):
            if end not in known:
                raise ValueError(f"edge {edge.id} names {end!r}, which is not a node of this graph")
        if edge.source == edge.target:
            raise ValueError(f"edge {edge.id} leads from {edge.source!r} to itself")


def _lines(label: str, room: int) -> tuple[str, ...]:
    """Break a label longer than ``room`` letters into lines of nearly the same length, so that its box is narrow."""
    longest = max((len(word) for word in label.split()), default=1)
    for count in (1, 2, 3):
        lines = wrap(label, max(longest, ceil(len(label) / count) + (count > 1) * 2)) or [""]
        if max(map(len, lines)) <= room:
            break
    return tuple(lines)


def words_width(words: str) -> float:
    """Width of a line of words of a graph, in drawing units."""
    return text_width(words, FONT)


def _topological(ids: Iterable[str], edges: Iterable[Edge]) -> list[str]:
    """Ids so that edges point forward, except those that close a circle."""
    leaving: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        leaving[edge.source].append(edge.target)
    wanted = list(ids)
    inside, seen, finished = set(wanted), set[str](), list[str]()

    def visit(id_: str) -> None:
        seen.add(id_)
        for target in leaving[id_]:
            if target in inside and target not in seen:
                visit(target)
        finished.append(id_)

    for id_ in reversed(wanted):
        if id_ not in seen:
            visit(id_)
    return finished[::-1]


def _rows(
    nodes: Sequence[Node], edges: Sequence[Edge], breadth: Mapping[Item, float], room: float | None
) -> list[list[str]]:
    """Ids row by row: one row for a layer, or several when ``room`` is short."""
    by_id = {node.id: node for node in nodes}
    forward = _topological(by_id, edges)
    position = {id_: index for index, id_ in enumerate(forward)}
    entering: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if position[edge.source] < position[edge.target]:
            entering[edge.target].append(edge.source)
    layer: dict[str, int] = {}
    for id_ in forward:
        fixed = by_id[id_].layer
        layer[id_] = fixed if fixed is not None else 1 + max((layer[source] for source in entering[id_]), default=-1)
    rows: list[list[str]] = []
    for tier in sorted(set(layer.values())):
        members = sorted((id_ for id_ in forward if layer[id_] == tier), key=lambda id_: by_id[id_].order)
        members = [id_ for chain in _chains(members, edges) for id_ in chain]
        rows += _broken(members, breadth, room) if room else [members]
    return rows


def _chains(members: Sequence[str], edges: Iterable[Edge]) -> list[tuple[str, ...]]:
    """Members of one row, those joined by an edge kept side by side in the order of travel."""
    inside = [edge for edge in edges if edge.source in members and edge.target in members]
    joined: dict[str, set[str]] = {id_: {id_} for id_ in members}
    for edge in inside:
        together = joined[edge.source] | joined[edge.target]
        for id_ in together:
            joined[id_] = together
    groups = dict.fromkeys(tuple(id_ for id_ in members if id_ in joined[start]) for start in members)
    return [tuple(_topological(group, inside)) for group in groups]


def _broken(members: Sequence[str], breadth: Mapping[Item, float], room: float) -> list[list[str]]:
    """Break a row that is too wide into rows of about the same width; some room stays free for lanes."""
    usable = room - min(5 * LANE, room / 10)
    total = sum(breadth[id_] + GAP for id_ in members)
    fair = total / ceil(total / usable)
    rows: list[list[str]] = [[]]
    filled = placed = 0.0
    for id_ in members:
        need = breadth[id_] + GAP
        if rows[-1] and (filled + need > usable or placed + need / 2 > fair * len(rows)):
            rows.append([])
            filled = 0.0
        rows[-1].append(id_)
        filled += need
        placed += need
    return rows


def _tagged(rows: Sequence[Sequence[str]], edges: Sequence[Edge]) -> tuple[list[list[Item]], dict[str, Tag]]:
    """Rows with rows of labels between them, each beside the row its edges start from, and the labels by edge id."""
    row_of = {id_: index for index, row in enumerate(rows) for id_ in row}
    before: dict[int, list[str]] = defaultdict(list)
    after: dict[int, list[str]] = defaultdict(list)
    for edge in edges:
        if edge.label:
            start, end = row_of[edge.source], row_of[edge.target]
            (after if start <= end else before)[start].append(edge.id)
    spaced: list[list[Item]] = []
    tags: dict[str, Tag] = {}
    for index, row in enumerate(rows):
        for inside in (before[index], row, after[index]):
            if inside is not row:
                tags |= {id_: Tag(id_, len(spaced)) for id_ in inside}
            if inside:
                spaced.append(list(row) if inside is row else [tags[id_] for id_ in inside])
    return spaced, tags


def _way(edge: Edge, row_of: Mapping[Item, int], tag: Tag | None) -> tuple[Item, ...]:
    """Source, its label, the lanes through the rows between, target."""
    near: Item = tag or edge.source
    start, end = row_of[near], row_of[edge.target]
    between = range(start + 1, end) if start < end else range(start - 1, end, -1)
    lanes = (Lane(edge.id if tag else edge.source, edge.style, row) for row in between)
    return (edge.source, *([tag] if tag else []), *lanes, edge.target)


Block = tuple[Item, ...]


def _blocks(
    rows: Sequence[Sequence[Item]], edges: Sequence[Edge], ways: Mapping[str, Sequence[Item]]
) -> list[list[Block]]:
    """Rows as blocks that stay together, each lane and each label a block of its own."""
    blocks: list[list[Block]] = []
    for row in rows:
        chains: list[Block] = list(_chains([item for item in row if isinstance(item, str)], edges))
        blocks.append(chains + [(item,) for item in row if isinstance(item, Tag)])
    lanes = dict.fromkeys(item for way in ways.values() for item in way if isinstance(item, Lane))
    for lane in lanes:
        blocks[lane.row].append((lane,))
    return blocks


def _untangle(blocks: list[list[Block]], hops: Sequence[Hop]) -> list[list[Item]]:
    """Order each row so that few lines cross: barycenter sweeps, then swaps of neighbors; keep the best seen."""
    above: dict[Item, list[Item]] = defaultdict(list)
    below: dict[Item, list[Item]] = defaultdict(list)
    row_of = {item: index for index, row in enumerate(blocks) for block in row for item in block}
    for one, other, _ in hops:
        if row_of[one] != row_of[other]:
            high, low = (one, other) if row_of[one] < row_of[other] else (other, one)
            below[high].append(low)
            above[low].append(high)

    def flat(row: Sequence[Block]) -> list[Item]:
        return [item for block in row for item in block]

    def crossings(high: Sequence[Block], low: Sequence[Block]) -> int:
        position = {item: index for index, item in enumerate(flat(low))}
        met: list[int] = []
        count = 0
        for item in flat(high):
            ends = sorted(position[end] for end in below[item])
            count += sum(len(met) - bisect_right(met, end) for end in ends)
            for end in ends:
                insort(met, end)
        return count

    def total(rows: Sequence[Sequence[Block]]) -> int:
        return sum(crossings(high, low) for high, low in pairwise(rows))

    def sweep(rows: list[list[Block]], upward: bool) -> None:
        near = below if upward else above
        last = len(rows) - 1
        for index in range(last - 1, -1, -1) if upward else range(1, last + 1):
            beside = flat(rows[index + 1 if upward else index - 1])
            position = {item: (place + 0.5) / len(beside) for place, item in enumerate(beside)}
            size = len(rows[index])
            weights = []
            for place, block in enumerate(rows[index]):
                ends = [position[end] for item in block for end in near[item]]
                weights.append((sum(ends) / len(ends) if ends else (place + 0.5) / size, place))
            rows[index] = [rows[index][place] for _, place in sorted(weights)]

    def swap(rows: list[list[Block]]) -> None:
        position = {item: place for row in rows for place, item in enumerate(flat(row))}

        def tangled(one: Block, other: Block) -> int:
            pairs = product(one, other)
            return sum(
                position[left] > position[right]
                for here, there in pairs
                for near in (above, below)
                for left, right in product(near[here], near[there])
            )

        for row in rows:
            for place in range(len(row) - 1):
                one, other = row[place : place + 2]
                if tangled(other, one) < tangled(one, other):
                    row[place : place + 2] = other, one
            position |= {item: place for place, item in enumerate(flat(row))}

    rows = [list(row) for row in blocks]
    best, fewest = [list(row) for row in rows], total(rows)
    for turn in range(10):
        sweep(rows, upward=turn % 2 == 1)
        if turn in (3, 9):
            swap(rows)
        now = total(rows)
        if now < fewest:
            best, fewest = [list(row) for row in rows], now
    return [flat(row) for row in best]


def _half(item: Item, breadth: Mapping[Item, float]) -> float:
    return LANE / 2 if isinstance(item, Lane) else breadth[item] / 2


def _spread(
    rows: Sequence[Sequence[Item]], hops: Sequence[Hop], breadth: Mapping[Item, float], room: float
) -> tuple[dict[Item, float], float]:
    """Centers of all items along their row, and the room taken: near what they are joined to, never overlapping."""
    row_of = {item: index for index, row in enumerate(rows) for item in row}
    near: dict[Item, list[Item]] = defaultdict(list)
    joined = set()
    for one, other, _ in hops:
        if row_of[one] == row_of[other]:
            joined |= {(one, other), (other, one)}
        else:
            near[one].append(other)
            near[other].append(one)

    def apart(one: Item, other: Item) -> float:
        lane = not (isinstance(one, str) and isinstance(other, str))
        gap = LANE_GAP if lane else CHAIN_GAP if (one, other) in joined else GAP
        return _half(one, breadth) + _half(other, breadth) + gap

    steps = [[0.0, *(apart(one, other) for one, other in pairwise(row))] for row in rows]
    offsets = [[sum(row[: index + 1]) for index in range(len(row))] for row in steps]
    needed = [
        _half(row[0], breadth) + offset[-1] + _half(row[-1], breadth) for row, offset in zip(rows, offsets, strict=True)
    ]
    room = max([room, *needed])
    cross: dict[Item, float] = {}
    for row, offset, need in zip(rows, offsets, needed, strict=True):
        start = MARGIN + (room - need) / 2 + _half(row[0], breadth)
        cross |= {item: start + step for item, step in zip(row, offset, strict=True)}
    turns = [range(len(rows)), range(len(rows) - 1, -1, -1)] * 8
    for turn in turns:
        for index in turn:
            row, offset = rows[index], offsets[index]
            wishes = []
            for item, step in zip(row, offset, strict=True):
                pulls = [(cross[end], _pull(item, end)) for end in near[item]]
                weight = sum(pull for _, pull in pulls)
                wish = sum(spot * pull for spot, pull in pulls) / weight if pulls else cross[item]
                wishes.append((wish - step, weight or 0.5))
            low = MARGIN + _half(row[0], breadth)
            high = MARGIN + room - _half(row[-1], breadth) - offset[-1]
            for item, step, spot in zip(row, offset, _rising(wishes), strict=True):
                cross[item] = min(max(spot, low), high) + step
    left = min((cross[row[0]] - _half(row[0], breadth) for row in rows), default=0)
    right = max((cross[row[-1]] + _half(row[-1], breadth) for row in rows), default=0)
    shift = MARGIN + (room - left - right) / 2
    return {item: spot + shift for item, spot in cross.items()}, room + 2 * MARGIN


def _pull(one: Item, other: Item) -> float:
    """How strongly two joined items draw each other into line: most where a bend would be a mere kink."""
    return (16.0, 4.0, 1.0)[isinstance(one, str) + isinstance(other, str)]


def _rising(wishes: Sequence[tuple[float, float]]) -> list[float]:
    """The never-falling values closest to the wished ones, by weighted squares (pool adjacent violators)."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in wishes:
        count = 1
        while pools and pools[-1][0] > value:
            other, heavy, many = pools.pop()
            value = (value * weight + other * heavy) / (weight + heavy)
            weight, count = weight + heavy, count + many
        pools.append((value, weight, count))
    return [value for value, _, count in pools for _ in range(count)]


def _bands(
    rows: Sequence[Sequence[Item]],
    hops: Sequence[Hop],
    place: Mapping[Item, tuple[int, int]],
    depth: Mapping[Item, float],
    band: float,
) -> tuple[list[float], list[float]]:
    """Where each row starts and ends; the band after a row grows with the lines that bend in it.

    Bands beside a row of labels are narrow: label and bands together are one band with something written in it.
    """
    busy = [0] * len(rows)
    for one, other, _ in hops:
        busy[min(place[one][0], place[other][0])] += 1
    tops, bottoms = [], []
    reached = MARGIN
    tagged = [any(isinstance(item, Tag) for item in row) for row in rows]
    for index, (row, lines) in enumerate(zip(rows, busy, strict=True)):
        tops.append(reached)
        bottoms.append(reached + max((depth[item] for item in row if not isinstance(item, Lane)), default=LANE))
        written = any(tagged[index : index + 2])
        reached = bottoms[-1] + (min(40.0, band / 2 + 2.0 * lines) if written else min(92.0, band + 3.0 * lines))
    return tops, bottoms


def _adjacent(one: Item, other: Item, place: Mapping[Item, tuple[int, int]]) -> bool:
    return place[one][0] == place[other][0] and abs(place[one][1] - place[other][1]) == 1


def _below_last(hops: Sequence[Hop], place: Mapping[Item, tuple[int, int]], rows: int) -> float:
    """Room after the last row for lines that join two of its boxes from below."""
    loops = any(
        place[one][0] == place[other][0] == rows - 1 and not _adjacent(one, other, place) for one, other, _ in hops
    )
    return 30 if loops else 0


Side = Literal["before", "after"]


def _sides(one: Item, other: Item, place: Mapping[Item, tuple[int, int]]) -> tuple[Side, Side]:
    """Which side of each item a hop touches; within a row both ends use the side after the row."""
    start, end = place[one][0], place[other][0]
    return ("after" if start <= end else "before"), ("before" if start < end else "after")


def _ports(
    hops: Sequence[Hop],
    place: Mapping[Item, tuple[int, int]],
    cross: Mapping[Item, float],
    breadth: Mapping[Item, float],
) -> dict[tuple[Hop, Item], float]:
    """Where along its box each hop starts or ends, so that lines fan out instead of meeting in one point."""
    touching: dict[tuple[Item, Side], list[tuple[float, int, Hop]]] = defaultdict(list)
    for index, hop in enumerate(hops):
        one, other, _ = hop
        if _adjacent(one, other, place):
            continue
        near, far = _sides(one, other, place)
        touching[one, near].append((cross[other], index, hop))
        touching[other, far].append((cross[one], index, hop))
    ports = {}
    for (item, _), ends in touching.items():
        room = 0.0 if isinstance(item, Lane) else 0.75 * breadth[item]
        step = min(16.0, room / max(len(ends) - 1, 1))
        for index, (_, _, hop) in enumerate(sorted(ends, key=lambda end: end[:2])):
            ports[hop, item] = cross[item] + (index - (len(ends) - 1) / 2) * step
    return ports


class _Pen:
    """Writes path data; turns (along, across) into x and y for either direction."""

    def __init__(self, down: bool) -> None:
        self.down = down

    def xy(self, along: float, across: float) -> tuple[float, float]:
        return (across, along) if self.down else (along, across)

    def at(self, along: float, across: float) -> str:
        x, y = self.xy(along, across)
        return f"{x:.0f} {y:.0f}"

    def head(self, along: float, across: float, step: tuple[float, float]) -> str:
        """A triangle with its tip here, for a line that arrives in the direction ``step`` (along, across)."""
        back, side = (along - 10 * step[0], across - 10 * step[1]), (5.5 * step[1], 5.5 * step[0])
        corners = (
            (along, across),
            (back[0] + side[0], back[1] + side[1]),
            (back[0] - side[0], back[1] - side[1]),
        )
        return f"M{'L'.join(self.at(*corner) for corner in corners)}Z"


def _line(
    way: Sequence[Item],
    style: str,
    place: Mapping[Item, tuple[int, int]],
    cross: Mapping[Item, float],
    breadth: Mapping[Item, float],
    ports: Mapping[tuple[Hop, Item], float],
    tops: Sequence[float],
    bottoms: Sequence[float],
    pen: _Pen,
) -> Line:
    """Path of one edge, from source to target."""
    one, other = way[0], way[-1]
    if len(way) == 2 and _adjacent(one, other, place):
        sign = 1.0 if place[one][1] < place[other][1] else -1.0
        middle = (tops[place[one][0]] + bottoms[place[one][0]]) / 2
        start = cross[one] + sign * _half(one, breadth)
        end = cross[other] - sign * _half(other, breadth)
        path = f"M{pen.at(middle, start)}L{pen.at(middle, end - sign * 8)}"
        return Line(path, pen.head(middle, end, (0, sign)), pen.xy(middle, (start + end - sign * 8) / 2))

    edge_of: dict[Side, Callable[[Item], float]] = {
        "before": lambda item: tops[place[item][0]],
        "after": lambda item: bottoms[place[item][0]],
    }
    path, badge = "", (0.0, 0.0)
    arriving = -1.0
    for here, there in pairwise(way):
        hop: Hop = (here, there, style)
        near, far = _sides(here, there, place)
        arriving = 1.0 if far == "before" else -1.0
        start, end = edge_of[near](here), edge_of[far](there)
        left, right = ports[hop, here], ports[hop, there]
        tip = end - arriving * 8 if there == other else end
        path += f"{'L' if path else 'M'}{pen.at(start, left)}"
        loop = place[here][0] == place[there][0]
        bends = (start + 34, end + 34) if loop else ((start + tip) / 2, (start + tip) / 2)
        path += f"C{pen.at(bends[0], left)} {pen.at(bends[1], right)} {pen.at(tip, right)}"
        badge = _on_curve((start, left), (bends[0], left), (bends[1], right), (tip, right))
        head = pen.head(end, right, (arriving, 0))
    return Line(path, head, pen.xy(*badge))


def _on_curve(*points: tuple[float, float], share: float = 0.62) -> tuple[float, float]:
    """The point at ``share`` of a cubic curve."""
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    along = sum(weight * point[0] for weight, point in zip(weights, points, strict=True))
    return along, sum(weight * point[1] for weight, point in zip(weights, points, strict=True))
