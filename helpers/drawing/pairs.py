"""Two figures that belong together, one pair below the other: a dot for what is tested, a ring for its comparison."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.drawing.dot_rows import Dot, DotRows, Drawn

MISSING = "not found"
"""Stands where one figure of a pair is missing."""


@dataclass(frozen=True)
class Pair:
    """Two figures under one label; ``None`` where one was not reported.

    ``under`` stands below the label, and a new ``group`` gets a heading. ``strong`` sets the pair apart from its
    neighbors by color, size and bold type.
    """

    label: str
    tested: float | None
    compared: float | None
    under: str = ""
    group: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Pairs(DotRows[Pair]):
    """Pairs of figures on one axis; ``names`` are the words for the dot and for the ring.

    Beside each pair stand both numbers, each with its sign, so that nothing depends on color.
    """

    names: tuple[str, str] = ("tested", "comparison")

    def key(self) -> list[tuple[bool, str]]:
        return [(False, self.names[0]), (True, self.names[1])]

    def drawn(self, row: Pair) -> Drawn:
        values = [value for value in (row.tested, row.compared) if value is not None]
        dots = [] if row.compared is None else [Dot(row.compared, hollow=True)]
        return Drawn(
            row.label,
            tuple(dots if row.tested is None else [*dots, Dot(row.tested)]),
            (f"● {self._number(row.tested)}", f"○ {self._number(row.compared)}"),
            line=(min(values), max(values)) if len(values) > 1 else None,
            under=row.under,
            group=row.group,
            strong=row.strong,
        )

    def _number(self, value: float | None) -> str:
        return MISSING if value is None else f"{value:g}{self.unit}"
