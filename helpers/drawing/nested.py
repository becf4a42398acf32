"""Boxes within boxes: groups that hold boxes, boxes that list items; every level can be picked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from helpers.drawing.parts import fitted, pickable, text_width, tspans
from helpers.markup import Safe, el

WIDTH, NARROW_WIDTH = 1040.0, 374.0
"""Width of a drawing, in drawing units."""

GAP, PAD = 14.0, 14.0
"""Room between boxes, and inside groups."""

NAME, WORDS, NOTE = 18.0, 17.0, 15.0
"""Size of type: names of boxes, items, and notes."""

LINE, NOTE_LINE = 21.0, 20.0
"""Height of a line of items, and of a note."""

POINTER = 22.0
"""Room for the pointer before a name, kept free where nothing is picked, so that lines do not move."""

SIGNS: Mapping[str, str] = {
    "rays": "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0M0-11v4M0 7v4M-11 0h4M7 0h4M-8-8l3 3M5 5l3 3M8-8l-3 3M-5 5l-3 3",
    "blade": "M-10 10L2-3M2-3L9-10C12-6 10 0 5 2L0 0z",
    "lock": "M-8-1h16v11h-16zM-5-1v-4a5 5 0 0 1 10 0v4",
    "target": "M-10 0a10 10 0 1 0 20 0a10 10 0 1 0-20 0M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M-1 0h2",
    "carrier": "M0 11V1L-8-9M0 1L8-9M3 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
    "drop": "M0-11C5-4 8 0 8 4a8 8 0 0 1-16 0C-8 0-5-4 0-11z",
    "shield": "M0-11L9-7V0C9 6 4 9 0 11C-4 9-9 6-9 0V-7z",
    "bone": "M-5-2H5M-5 2H5M-5-2a3.5 3.5 0 1 0-5 2a3.5 3.5 0 1 0 5 2M5-2a3.5 3.5 0 1 1 5 2a3.5 3.5 0 1 1-5 2",
    "heart": "M0 10C-12 1-10-8-5-8C-2-8 0-6 0-4C0-6 2-8 5-8C10-8 12 1 0 10z",
    "scale": "M0-10V10M-6 10H6M-9-7H9M-9-7l-3 8h6zM9-7l-3 8h6z",
}
"""Small signs around their middle, 24 units wide: what tells kinds apart beside color."""


@dataclass(frozen=True)
class Item:
    """One line of a box: the choice it sets, its words, and how many more it holds."""

    value: str
    words: str
    spoken: str
    count: int = 0


@dataclass(frozen=True)
class Box:
    """A box with a colored head: the choice it sets, its name, color role, sign, a note, and its items."""

    value: str
    name: str
    spoken: str
    role: str
    sign: str = ""
    note: str = ""
    items: Sequence[Item] = ()


@dataclass(frozen=True)
class Group:
    """Boxes that belong together, in so many columns; ``role`` and ``sign`` where the group has a kind of its own."""

    value: str
    name: str
    note: str
    spoken: str
    boxes: Sequence[Box]
    columns: int = 1
    role: str = ""
    sign: str = ""


@dataclass(frozen=True)
class _Pen:
    """What every part needs: the choice that parts set and its present value."""

    control: str
    selected: str

    def part(self, value: str, spoken: str, *inside: object) -> Safe:
        """A part that can be picked."""
        return el("g", inside, **pickable(self.control, value, spoken, value == self.selected))


def nested(
    rows: Sequence[Sequence[Group]],
    *,
    control: str,
    selected: str,
    title: str,
    crumbs: Mapping[str, str] | None = None,
    key: str = "",
    narrow: bool = False,
) -> Safe:
    """Groups, row by row; within a row the width is shared by columns.

    ``control`` is the choice that parts set and ``selected`` its value. ``crumbs`` lead back out, as value to words,
    the first of them drawn as a button. ``key`` is a line of explanation at the foot.
    """
    pen = _Pen(control, selected)
    width = NARROW_WIDTH if narrow else WIDTH
    y = 0.0
    drawn: list[Safe] = []
    if crumbs:
        drawn.append(_crumbs(crumbs, pen))
        y = 52.0
    for row in rows:
        share = (width - GAP * (len(row) - 1)) / sum(group.columns for group in row)
        wides = [share * group.columns for group in row]
        tall = max(_height(group, wide) for group, wide in zip(row, wides, strict=True))
        x = 0.0
        for group, wide in zip(row, wides, strict=True):
            drawn.append(_group(group, x, y, wide, tall, pen))
            x += wide + GAP
        y += tall + GAP
    if key:
        lines = fitted(key, width, NOTE)
        drawn.append(_text(lines, 2, y + 6, NOTE, NOTE_LINE))
        y += NOTE_LINE * len(lines) + 4
    return el(
        "svg",
        drawn,
        role="group",
        aria_label=title,
        class_="mbc-over" if narrow else "mbc-over mbc-wide",
        viewbox=f"0 0 {width:g} {y:g}",
    )


def _text(lines: Sequence[str], x: float, y: float, size: float, line: float, **look: str | int) -> Safe:
    """Lines one below the other, the first centered on ``y``."""
    return el("text", tspans(lines, x, y, line), font_size=size, dominant_baseline="central", **look)


def _sign(name: str, x: float, y: float, role: str, scale: float = 1) -> Safe:
    return el(
        "path",
        d=SIGNS[name],
        transform=f"translate({x:.1f} {y:.1f}) scale({scale:g})",
        fill="none",
        stroke=f"var(--mbc-{role})",
        stroke_width=2.2,
        stroke_linejoin="round",
        stroke_linecap="round",
    )


def _crumbs(crumbs: Mapping[str, str], pen: _Pen) -> Safe:
    """The way back out, in one line."""
    drawn = []
    x = 1.0
    for index, (value, words) in enumerate(crumbs.items()):
        shown = words if index else f"◂ {words}"
        wide = text_width(shown, WORDS) + 28
        drawn += [
            None if index == 0 else el("text", "›", x=x, y=21, font_size=WORDS, dominant_baseline="central"),
            pen.part(
                value,
                words,
                el(
                    "rect",
                    x=x + (14 if index else 0),
                    y=1,
                    width=wide,
                    height=40,
                    rx=8,
                    fill="var(--mbc-surface)",
                    stroke=f"var(--mbc-{'line' if index else 'accent'})",
                    stroke_width=2,
                ),
                el(
                    "text",
                    shown,
                    x=x + (14 if index else 0) + wide / 2,
                    y=21,
                    text_anchor="middle",
                    dominant_baseline="central",
                    font_size=WORDS,
                    font_weight=600,
                ),
            ),
        ]
        x += wide + (22 if index else 8)
    return el("g", drawn)


# ---- groups ----


def _head_of(group: Group, width: float) -> tuple[list[str], list[str], float]:
    """Lines of the name, lines of the note, and the height of both."""
    room = width - 2 * PAD - (36 if group.sign else 0) - POINTER
    names, notes = fitted(group.name, room, 20), fitted(group.note, width - 2 * PAD, NOTE) if group.note else []
    return names, notes, 26 + 24 * len(names) + (NOTE_LINE * len(notes) + 8 if notes else 0)


def _columns(group: Group, width: float) -> Iterator[tuple[Box, float, float, float]]:
    """Each box with its place in the group: left, top and width; the next box goes to the shortest column."""
    wide = (width - 2 * PAD - GAP * (group.columns - 1)) / group.columns
    bottoms = [_head_of(group, width)[2]] * group.columns
    for box in group.boxes:
        column = bottoms.index(min(bottoms))
        yield box, PAD + column * (wide + GAP), bottoms[column], wide
        bottoms[column] += _box_height(box, wide) + GAP


def _height(group: Group, width: float) -> float:
    bottoms = [top + _box_height(box, wide) for box, _, top, wide in _columns(group, width)]
    return max(bottoms, default=_head_of(group, width)[2]) + PAD


def _group(group: Group, x: float, y: float, width: float, height: float, pen: _Pen) -> Safe:
    names, notes, _ = _head_of(group, width)
    on = group.value == pen.selected
    left = x + PAD + (36 if group.sign else 0)
    panel = el(
        "rect",
        x=x + 1.5,
        y=y + 1.5,
        width=width - 3,
        height=height - 3,
        rx=12,
        fill=f"var(--mbc-{'accent-soft' if on else 'panel'})",
        stroke=f"var(--mbc-{'accent' if on else group.role or 'line'})",
        stroke_width=3 if on or group.role else 1.5,
    )
    head = (
        el("rect", x=x + 4, y=y + 4, width=width - 8, height=18 + 24 * len(names), fill="transparent"),
        _sign(group.sign, x + PAD + 14, y + 27, group.role, 1.15) if group.sign else None,
        _text(_marked(names, on), left, y + 27, 20, 24, font_weight=700),
    )
    below = y + 32 + 24 * len(names)
    return el(
        "g",
        panel,
        pen.part(group.value, group.spoken, *head),
        _text(notes, x + PAD, below, NOTE, NOTE_LINE) if notes else None,
        (_box(box, x + left, y + top, wide, pen) for box, left, top, wide in _columns(group, width)),
    )


def _marked(lines: Sequence[str], on: bool) -> list[str]:
    """Lines with a pointer before the first where they are what is picked: a cue that does not need color."""
    return [f"▶ {lines[0]}", *lines[1:]] if on else list(lines)


# ---- boxes and items ----


def _name_of(box: Box, width: float) -> list[str]:
    return fitted(box.name, width - 24 - (32 if box.sign else 0) - POINTER, NAME)


def _note_of(box: Box, width: float) -> list[str]:
    return fitted(box.note, width - 26, NOTE) if box.note else []


def _line_of(item: Item, width: float) -> list[str]:
    return fitted(item.words, width - 42 - (30 if item.count else 0), WORDS)


def _item_height(item: Item, width: float) -> float:
    return LINE * len(_line_of(item, width)) + 15


def _head_height(box: Box, width: float) -> float:
    return 18 + LINE * len(_name_of(box, width))


def _box_height(box: Box, width: float) -> float:
    notes = _note_of(box, width)
    inside = sum(_item_height(item, width) for item in box.items)
    return _head_height(box, width) + (16 + NOTE_LINE * len(notes) if notes else 0) + inside + (4 if inside else 0)


def _box(box: Box, x: float, y: float, width: float, pen: _Pen) -> Safe:
    on = box.value == pen.selected
    head, tall = _head_height(box, width), _box_height(box, width)
    names, notes = _name_of(box, width), _note_of(box, width)
    frame = {"x": x, "y": y, "width": width, "rx": 9}
    drawn = [
        el("rect", **frame, height=tall, fill="var(--mbc-surface)"),
        pen.part(
            box.value,
            box.spoken,
            _tab(box, x, y, width, head, closed=head == tall),
            _sign(box.sign, x + 24, y + head / 2, "surface") if box.sign else None,
            _text(
                _marked(names, on),
                x + (44 if box.sign else 14),
                y + 9 + LINE / 2,
                NAME,
                LINE,
                font_weight=700,
                class_="mbc-inverse",
            ),
        ),
        el(
            "rect",
            **frame,
            height=tall,
            fill="none",
            stroke=f"var(--mbc-{'ink' if on else box.role})",
            stroke_width=5 if on else 2,
            pointer_events="none",
        ),
    ]
    below = y + head
    if notes:
        drawn.append(_text(notes, x + 13, below + 8 + NOTE_LINE / 2, NOTE, NOTE_LINE))
        below += 16 + NOTE_LINE * len(notes)
    for item in box.items:
        drawn.append(_item(item, x, below + 2, width, pen))
        below += _item_height(item, width)
    return el("g", drawn)


def _tab(box: Box, x: float, y: float, width: float, height: float, *, closed: bool) -> Safe:
    """The colored head of a box: round above, and round below only where nothing follows."""
    fill = f"var(--mbc-{box.role})"
    return el(
        "g",
        el("rect", x=x, y=y, width=width, height=height, rx=9, fill=fill),
        None if closed else el("rect", x=x, y=y + height - 9, width=width, height=9, fill=fill),
    )


def _item(item: Item, x: float, y: float, width: float, pen: _Pen) -> Safe:
    on = item.value == pen.selected
    lines, tall = _line_of(item, width), _item_height(item, width)
    middle = y + tall / 2
    first = middle - LINE * (len(lines) - 1) / 2
    return pen.part(
        item.value,
        item.spoken,
        el(
            "rect",
            x=x + 5,
            y=y + 1,
            width=width - 10,
            height=tall - 2,
            rx=6,
            fill="var(--mbc-accent-soft)" if on else "transparent",
            stroke="var(--mbc-accent)" if on else "none",
            stroke_width=2.5,
        ),
        _text(
            _marked(lines, on),
            x + 14,
            first,
            WORDS,
            LINE,
            font_weight=700 if on else 500,
        ),
        el(
            "text",
            item.count,
            x=x + width - 14,
            y=middle,
            text_anchor="end",
            dominant_baseline="central",
            font_size=NOTE,
            font_weight=600,
        )
        if item.count
        else None,
    )
