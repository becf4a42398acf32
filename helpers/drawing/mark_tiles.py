"""Marks given to checks: a tile for each check, in rows by group, each with its sign and its word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.drawing.parts import fitted, tspans
from helpers.markup import Attribute, Safe, el

WIDTH, NARROW_WIDTH = 1040.0, 374.0
"""Width of the drawing, in drawing units."""

NAMES, GAP, TEXT, LINE = 172.0, 8.0, 16.0, 20.0
"""Width of the names of the groups beside their tiles, distance of tiles, size of type and height of a line."""

BOLD = 1.1
"""How much wider bold type is."""

SIGN, HEIGHT = 38.0, 76.0
"""Width of a sign in its tile, and height of a tile: room for three lines."""


@dataclass(frozen=True)
class Mark:
    """How a mark looks: its word, a sign, a color role, and the dashes of its outline (empty: a whole line)."""

    word: str
    sign: str
    role: str
    dashes: str = ""
    filled: bool = False


@dataclass(frozen=True)
class Group:
    """One row of tiles: its name, and the name and mark of each check."""

    name: str
    tiles: Sequence[tuple[str, Mark]]


@dataclass(frozen=True)
class _Plan:
    """Sizes of a drawing, in drawing units: a wide one has the group names beside their tiles, a narrow one above."""

    narrow: bool
    most: int

    @property
    def width(self) -> float:
        return NARROW_WIDTH if self.narrow else WIDTH

    @property
    def left(self) -> float:
        """Where the tiles start."""
        return 0 if self.narrow else NAMES

    @property
    def above(self) -> float:
        """Room above the tiles of a group."""
        return 34 if self.narrow else 0

    @property
    def columns(self) -> int:
        return 2 if self.narrow else self.most

    @property
    def tile(self) -> float:
        """Width of a tile."""
        return (self.width - self.left - GAP * (self.columns - 1) - 2) / self.columns

    def group(self, group: Group) -> float:
        """Height of a group."""
        rows = -(-len(group.tiles) // self.columns)
        return self.above + rows * (HEIGHT + GAP)


def mark_tiles(groups: Sequence[Group], *, title: str, narrow: bool = False) -> Safe:
    """Groups of tiles, one below the other. The text alternative names every check with its mark."""
    plan = _Plan(narrow, max((len(group.tiles) for group in groups), default=1))
    told = "; ".join(f"{name}: {mark.word}" for group in groups for name, mark in group.tiles)
    drawn, y = [], 1.0
    for group in groups:
        drawn.append(_group(group, y, plan))
        y += plan.group(group)
    return el(
        "svg",
        drawn,
        viewbox=f"0 0 {plan.width:g} {y:g}",
        role="img",
        aria_label=f"{title} {told}.",
        class_="mbc-wide",
        font_size=TEXT,
    )


def _group(group: Group, y: float, plan: _Plan) -> Safe:
    lines = fitted(group.name, plan.width if plan.narrow else NAMES - 12, TEXT + 1)
    middle = y + 22 if plan.narrow else y + HEIGHT / 2 - LINE * (len(lines) - 1) / 2 + 5
    return el(
        "g",
        el("text", tspans(lines, 0, middle, LINE), font_weight=650),
        (
            _tile(
                name,
                mark,
                plan.left + 1 + (index % plan.columns) * (plan.tile + GAP),
                y + plan.above + (index // plan.columns) * (HEIGHT + GAP),
                plan,
            )
            for index, (name, mark) in enumerate(group.tiles)
        ),
    )


def _tile(name: str, mark: Mark, x: float, y: float, plan: _Plan) -> Safe:
    color = f"var(--mbc-{mark.role})"
    ground = f"var(--mbc-{mark.role}-soft)" if mark.filled else "var(--mbc-surface)"
    outline: dict[str, Attribute] = {"stroke_dasharray": mark.dashes} if mark.dashes else {}
    lines = fitted(name, plan.tile - SIGN - 10, BOLD * TEXT)
    first = y + HEIGHT / 2 - LINE * len(lines) / 2 + 5
    return el(
        "g",
        el(
            "rect",
            x=x,
            y=y,
            width=plan.tile,
            height=HEIGHT,
            rx=8,
            fill=ground,
            stroke=color,
            stroke_width=2 if mark.filled else 1,
            **outline,
        ),
        el("text", mark.sign, x=x + SIGN / 2, y=y + HEIGHT / 2 + 8, text_anchor="middle", font_size=24, fill=color),
        el("text", tspans(lines, x + SIGN, first, LINE), font_weight=650),
        el("text", mark.word, x=x + SIGN, y=first + LINE * len(lines)),
    )
