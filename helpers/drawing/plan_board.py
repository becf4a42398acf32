"""A plan as a board: what matters to the person on top, three columns of parts below, and what clashes between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from helpers.drawing.parts import pickable, text_width
from helpers.drawing.timeline import NARROW, PAD, WIDE, Sheet
from helpers.markup import NOTHING, Safe, el, join, sentence

GUTTER = 30.0
"""Room between columns, where the lines of clashes run."""

LANE = 9.0
"""Room between two such lines side by side."""


@dataclass(frozen=True)
class PlanCard:
    """One part: the value that takes it out again, its name, its kind, how it stands, and a few words on that.

    ``verdict`` is a word with ``sign`` and color ``role``. Without ``value`` the card cannot be picked. ``newest``
    frames the part that was added last.
    """

    value: str
    name: str
    kind: str
    verdict: str
    sign: str
    role: str
    note: str
    newest: bool = False


@dataclass(frozen=True)
class Column:
    """One column: its title, what it means in a few words, and its cards."""

    title: str
    meaning: str
    cards: Sequence[PlanCard]


@dataclass(frozen=True)
class Check:
    """A line of the checklist; ``done`` where the plan has what it belongs to."""

    words: str
    done: bool


class News(NamedTuple):
    """What the last step brought, in one sentence, with its color role."""

    words: str
    role: str


class Spot(NamedTuple):
    """Where a card came to lie: number of its column, left and right edge, and the height of its middle."""

    column: int
    left: float
    right: float
    middle: float


def plan_board(
    columns: Sequence[Column],
    *,
    name: str,
    tag: str,
    goal: str,
    known: Sequence[tuple[str, str]],
    title: str,
    control: str,
    news: News | None = None,
    clashes: Sequence[tuple[str, str]] = (),
    checklist: Sequence[Check] = (),
    narrow: bool = False,
) -> Safe:
    """A plan as SVG: ``name`` with ``tag``, the ``goal`` in the person's words, what is ``known``, and the columns.

    ``known`` are pairs of label and words; ``news`` stands above them. ``clashes`` are pairs of card names, joined by
    a line. A card that is picked sets ``control``. ``checklist`` stands at the end. ``narrow`` is for a phone, with one
    column below the other. ``title`` begins the text alternative, which tells every card, clash and check too.
    """
    sheet = NARROW if narrow else WIDE
    newest = [_news(news, sheet)] if news else []
    blocks = [_head(name, tag, sheet), *newest, _goal(goal, sheet), _known(known, sheet)]
    drawn, top = _stacked(blocks, 0)
    board, spots, bottom = _board(columns, len(clashes), control, sheet, top)
    pairs = sorted(((spots[one], spots[other]) for one, other in clashes), key=_span)  # the short lines run inside
    lines = [_clash(one, other, lane, len(pairs), sheet) for lane, (one, other) in enumerate(pairs)]
    foot, end = _stacked([_checklist(checklist, sheet)], bottom) if checklist else (None, bottom)
    return el(
        "svg",
        drawn,
        board,
        lines,
        foot,
        viewbox=f"0 0 {sheet.width:.0f} {end - 12:.0f}",
        role="group",
        aria_label=_told(title, news, goal, known, columns, clashes, checklist),
        class_="mbc-plan mbc-wide",
    )


def _text(
    words: object, x: float, y: float, size: float, role: str = "ink", *, bold: bool = False, anchor: str | None = None
) -> Safe:
    style = f"fill: var(--mbc-{role})" if role != "ink" else None
    return el(
        "text", words, x=x, y=y, font_size=size, font_weight=650 if bold else None, text_anchor=anchor, style=style
    )


def _lines(lines: Sequence[str], x: float, y: float, sheet: Sheet, role: str = "ink", *, bold: bool = False) -> Safe:
    return join([_text(words, x, y + sheet.line * i, sheet.size, role, bold=bold) for i, words in enumerate(lines)])


def _stacked(blocks: Sequence[tuple[Safe, float]], top: float) -> tuple[Safe, float]:
    """Drawn blocks one below the other from ``top``, and where the next would begin."""
    drawn = []
    for block, height in blocks:
        drawn.append(el("g", block, transform=f"translate(0 {top:.0f})"))
        top += height + 12
    return join(*drawn), top


def _head(name: str, tag: str, sheet: Sheet) -> tuple[Safe, float]:
    width = text_width(tag, sheet.small) + 20
    left = sheet.width - PAD - width
    return join(
        el("rect", x=0, y=0, width=sheet.width, height=46, rx=10, fill="var(--mbc-panel)"),
        _text(name, PAD, 30, sheet.size + 3, bold=True),
        el("rect", x=left, y=9, width=width, height=28, rx=14, fill="none", stroke="var(--mbc-edge)"),
        _text(tag, left + width / 2, 28.5, sheet.small, anchor="middle"),
    ), 46


def _news(news: News, sheet: Sheet) -> tuple[Safe, float]:
    """A framed strip, so that what is new is seen before the rest."""
    lines = sheet.lines(news.words, sheet.width - 2 * PAD - 14, bold=True)
    height = sheet.line * len(lines) + 20
    color = f"var(--mbc-{news.role})"
    return join(
        el(
            "rect",
            x=1,
            y=1,
            width=sheet.width - 2,
            height=height - 2,
            rx=10,
            fill="none",
            stroke=color,
            stroke_width=2.0,
        ),
        _lines(lines, PAD + 14, sheet.line + 5, sheet, news.role, bold=True),
    ), height


def _goal(goal: str, sheet: Sheet) -> tuple[Safe, float]:
    """The person's own words, with a bar before them."""
    lines = sheet.lines(f"“{goal}”", sheet.width - 2 * PAD - 12, bold=True)
    height = sheet.line * (len(lines) + 1) + 20
    return join(
        el("rect", x=0, y=0, width=sheet.width, height=height, rx=10, fill="var(--mbc-accent-soft)"),
        el("path", d=f"M{PAD:.0f} 14V{height - 14:.0f}", stroke="var(--mbc-accent)", stroke_width=4.0),
        _text("What matters most", PAD + 14, sheet.line + 6, sheet.small, "accent", bold=True),
        _lines(lines, PAD + 14, 2 * sheet.line + 7, sheet, bold=True),
    ), height


def _known(known: Sequence[tuple[str, str]], sheet: Sheet) -> tuple[Safe, float]:
    """Findings, each with its label: two beside each other, or one below the other on a narrow sheet."""
    across = 1 if sheet.stacked else 2
    width = (sheet.width - 2 * PAD - (across - 1) * GUTTER) / across
    drawn, y = [], 0.0
    for first in range(0, len(known), across):
        row = [(label, sheet.lines(words, width)) for label, words in known[first : first + across]]
        for column, (label, lines) in enumerate(row):
            x = PAD + column * (width + GUTTER)
            drawn.append(_text(label, x, y + sheet.line, sheet.small, "ink-soft", bold=True))
            drawn.append(_lines(lines, x, y + 2 * sheet.line, sheet))
        y += sheet.line * (1 + max(len(lines) for _, lines in row)) + 10
    return join(*drawn), y


def _board(
    columns: Sequence[Column], lanes: int, control: str, sheet: Sheet, top: float
) -> tuple[Safe, dict[str, Spot], float]:
    """The columns, where each card lies by its name, and where the next block begins."""
    stacked = sheet.stacked
    width = sheet.width if stacked else (sheet.width - GUTTER * (len(columns) - 1)) / len(columns)
    inset = 8 + LANE * lanes if stacked else 0.0  # on a narrow sheet the lines of clashes run right of the cards
    drawn, spots, bottoms, lefts = [], {}, [], []
    y = top
    for number, column in enumerate(columns):
        left = 0.0 if stacked else number * (width + GUTTER)
        head = [
            _text(column.title, left + PAD, y + 27, sheet.size + 2, bold=True),
            _text(column.meaning, left + PAD, y + 27 + sheet.line, sheet.small, "ink-soft"),
        ]
        below = y + 27 + sheet.line + 14
        cards = []
        for card in column.cards:
            inside, height = _card(card, width - 16 - inset, sheet)
            asked = pickable(control, card.value, f"Take out: {_card_told(card)}", pressed=False) if card.value else {}
            cards.append(el("g", inside, transform=f"translate({left + 8:.1f} {below:.0f})", **asked))
            spots[card.name] = Spot(0 if stacked else number, left + 8, left + width - 8 - inset, below + height / 2)
            below += height + 8
        if not cards:
            cards.append(_empty(left + 8, below, width - 16, sheet))
            below += 54
        drawn.append((head, cards))
        lefts.append((left, y))
        bottoms.append(below + 2)
        y = below + 14 if stacked else y
    end = max(bottoms)
    panels = [
        el(
            "rect",
            x=x,
            y=start,
            width=width,
            height=(bottom if stacked else end) - start,
            rx=10,
            fill="var(--mbc-panel)",
        )
        for (x, start), bottom in zip(lefts, bottoms, strict=True)
    ]
    return join(panels, drawn), spots, end + 12


def _empty(x: float, y: float, width: float, sheet: Sheet) -> Safe:
    return join(
        el(
            "rect",
            x=x,
            y=y,
            width=width,
            height=46,
            rx=8,
            fill="none",
            stroke="var(--mbc-edge)",
            stroke_dasharray="5 5",
        ),
        _text("Nothing here yet", x + width / 2, y + 29, sheet.size, "ink-soft", anchor="middle"),
    )


def _card(card: PlanCard, width: float, sheet: Sheet) -> tuple[Safe, float]:
    """A card drawn from 0 down, and its height: verdict, name, note, kind."""
    left, line = 20.0, sheet.line
    room = width - left - 12
    names, notes = sheet.lines(card.name, room, bold=True), sheet.lines(card.note, room)
    kinds = sheet.lines(card.kind, room)
    y = line + 6
    color = f"var(--mbc-{card.role})"
    parts = [_text(f"{card.sign} {card.verdict}", left, y, sheet.size, card.role, bold=True)]
    if card.value:
        cross = f"M{width - 25:.1f} {y - 10:.1f}l10 10m0 -10l-10 10"
        parts.append(el("path", d=cross, stroke="var(--mbc-ink-soft)", stroke_width=2.0, class_="mbc-plan-out"))
    for lines, role, bold in ((names, "ink", True), (notes, "ink", False), (kinds, "ink-soft", False)):
        parts.append(_lines(lines, left, y + line, sheet, role, bold=bold))
        y += line * len(lines)
    height = y + 14
    return join(
        el(
            "rect",
            x=0,
            y=0,
            width=width,
            height=height,
            rx=8,
            fill="var(--mbc-surface)",
            stroke="var(--mbc-accent)" if card.newest else "var(--mbc-line)",
            stroke_width=2.0 if card.newest else None,
        ),
        el("path", d=f"M9 10V{height - 10:.0f}", stroke=color, stroke_width=5.0, stroke_linecap="round"),
        parts,
    ), height


def _span(pair: tuple[Spot, Spot]) -> float:
    """How far down the line between two cards runs."""
    return abs(pair[0].middle - pair[1].middle)


def _clash(one: Spot, other: Spot, lane: int, lanes: int, sheet: Sheet) -> Safe:
    """A line between two cards with the sign of a clash on it; it runs beside the cards and not across them.

    Each of the ``lanes`` runs a little further out, and ends a little higher, so that two lines do not fall into one.
    """
    one, other = sorted((one, other))
    start, end = one.middle - LANE * lane, other.middle - LANE * lane
    apart = LANE if sheet.stacked else min(LANE, (GUTTER + 4) / lanes)
    x = one.right + apart * (lane + 1) + (0 if sheet.stacked else 8)
    if one.column == other.column:
        path = f"M{one.right:.1f} {start:.0f}H{x:.1f}V{end:.0f}H{other.right:.1f}"
    elif other.column - one.column == 1:
        path = f"M{one.right:.1f} {start:.0f}H{x:.1f}V{end:.0f}H{other.left:.1f}"
    else:
        return NOTHING  # no free way around the column between them; both cards name each other
    return el(
        "g",
        el("path", d=path, fill="none", stroke="var(--mbc-now)", stroke_width=2.0),
        el("path", d=f"M{x:.1f} {(start + end) / 2 - 9:.1f}l8 14h-16z", fill="var(--mbc-now)"),
        class_="mbc-plan-clash",
    )


def _checklist(checklist: Sequence[Check], sheet: Sheet) -> tuple[Safe, float]:
    """Boxes with a tick where the plan has what the line belongs to, open and marked where it is missing."""
    across = 1 if sheet.stacked else 2
    width = (sheet.width - 2 * PAD - (across - 1) * GUTTER) / across
    drawn = [_text("The nurse's checklist", PAD, 30, sheet.size + 2, bold=True)]
    rows = -(-len(checklist) // across)
    ends = []
    for column in range(across):
        y = 50.0
        for check in checklist[column * rows : (column + 1) * rows]:
            words = check.words if check.done else f"Missing: {check.words}"
            lines = sheet.lines(words, width - 30, bold=not check.done)
            x = PAD + column * (width + GUTTER)
            role = "right" if check.done else "today"
            drawn.append(
                el(
                    "rect",
                    x=x,
                    y=y,
                    width=18,
                    height=18,
                    rx=4,
                    fill="none",
                    stroke=f"var(--mbc-{role})",
                    stroke_width=2.0,
                    stroke_dasharray=None if check.done else "4 3",
                )
            )
            if check.done:
                tick = f"M{x + 4:.1f} {y + 9:.1f}l4 5l7 -9"
                drawn.append(el("path", d=tick, fill="none", stroke="var(--mbc-right)", stroke_width=2.5))
            drawn.append(_lines(lines, x + 28, y + 15, sheet, "ink" if check.done else "today", bold=not check.done))
            y += sheet.line * len(lines) + 10
        ends.append(y)
    height = max(ends) + 6
    frame = el("rect", x=1, y=1, width=sheet.width - 2, height=height - 2, rx=10, fill="none", stroke="var(--mbc-edge)")
    return join(frame, drawn), height


def _card_told(card: PlanCard) -> str:
    return f"{card.name}, {card.kind}. {card.verdict}. {sentence(card.note)}"


def _told(
    title: str,
    news: News | None,
    goal: str,
    known: Sequence[tuple[str, str]],
    columns: Sequence[Column],
    clashes: Sequence[tuple[str, str]],
    checklist: Sequence[Check],
) -> str:
    told = [
        sentence(title),
        *([news.words] if news else []),
        f"What matters most: “{goal}”",
        *(sentence(f"{label}: {words}") for label, words in known),
    ]
    for column in columns:
        cards = " ".join(_card_told(card) for card in column.cards)
        told.append(f"{column.title}: {cards or 'nothing yet.'}")
    told += [f"{one} clashes with {other}." for one, other in clashes]
    if checklist:
        for label, done in (("On the checklist", True), ("Missing", False)):
            if words := "; ".join(check.words for check in checklist if check.done == done):
                told.append(f"{label}: {words}.")
    return " ".join(told)
