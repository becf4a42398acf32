"""A person in the middle and the parts of a life around: how much each weighs now, by sign, by reach and in words.

On a phone the parts stand one below the other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.drawing.parts import fitted, pickable, text_width, tspans
from helpers.markup import Safe, el

SIGNS = ("○", "●", "●●", "▲")
"""Sign of each weight, from nothing told to what cannot wait."""

ROLES = ("ink-soft", "accent", "accent", "now")
"""Color of each weight."""

WIDTH, HEIGHT, HUB, RIM, FONT = 640.0, 500.0, 78.0, 196.0, 17.0
"""Size of the picture, of the hub and of the rim where names begin, and of letters, in drawing units."""

NARROW_WIDTH, NARROW_FONT, ROW = 374.0, 16.0, 46.0


@dataclass(frozen=True)
class Spoke:
    """A part of life: the value it sets, its name, its weight (0 to 3), and what a screen reader says."""

    value: str
    name: str
    weight: int
    spoken: str


def wheel(
    spokes: Sequence[Spoke],
    person: str,
    key: Sequence[str],
    *,
    control: str,
    chosen: str,
    title: str,
    narrow: bool = False,
) -> Safe:
    """The parts of life around a person.

    ``key`` says what the weights 0 to 3 mean. ``control`` is the choice that parts set, ``chosen`` its value;
    ``title`` names the picture for a screen reader.
    """
    if narrow:
        drawn, width, height, font = _listed(spokes, control, chosen), NARROW_WIDTH, ROW * len(spokes) + 8, NARROW_FONT
    else:
        drawn, width, height, font = _round(spokes, person, control, chosen), WIDTH, HEIGHT, FONT
    lines = [f"{sign}  {words}" for sign, words in zip(SIGNS, key, strict=True)]
    return el(
        "svg",
        drawn,
        _key(lines, width, height + 8, font),
        role="group",
        aria_label=title,
        class_="mbc-wheel",
        viewbox=f"0 0 {width:g} {height + 18 + font * 1.5 * 2:g}",
        font_size=font,
    )


def _key(lines: Sequence[str], width: float, top: float, font: float) -> Safe:
    """What the signs mean, in two columns."""
    return el(
        "g",
        [
            el(
                "text",
                words,
                x=10 + width / 2 * (index % 2),
                y=top + font * 1.5 * (index // 2 + 0.7),
                font_size=font - 1,
            )
            for index, words in enumerate(lines)
        ],
        aria_hidden="true",
    )


def _point(angle: float, reach: float) -> tuple[float, float]:
    return WIDTH / 2 + reach * math.sin(angle), HEIGHT / 2 - reach * math.cos(angle)


def _round(spokes: Sequence[Spoke], person: str, control: str, chosen: str) -> list[Safe]:
    step = 2 * math.pi / len(spokes)
    rings = [
        el(
            "circle",
            cx=WIDTH / 2,
            cy=HEIGHT / 2,
            r=HUB + (RIM - HUB) * part / 4,
            fill="none",
            stroke="var(--mbc-line)",
            stroke_dasharray="3 5",
        )
        for part in (2, 3, 4)
    ]
    names = fitted(person, 2 * HUB - 24, FONT * 1.06)
    hub = [
        el("circle", cx=WIDTH / 2, cy=HEIGHT / 2, r=HUB - 4, fill="var(--mbc-skin)", stroke="var(--mbc-skin-line)"),
        el(
            "text",
            tspans(names, WIDTH / 2, HEIGHT / 2 + 6 - 11 * (len(names) - 1), 22),
            text_anchor="middle",
            font_weight=700,
        ),
    ]
    return [
        *rings,
        *(_petal(one, step * at, step, control, one.value == chosen) for at, one in enumerate(spokes)),
        *hub,
    ]


def _petal(spoke: Spoke, angle: float, step: float, control: str, pressed: bool) -> Safe:
    """A part as a wedge that reaches out by its weight, with its name beyond the rim."""
    half, reach = step * 0.46, HUB + (RIM - HUB) * (spoke.weight + 1) / 4
    corners = [_point(angle + side * half, far) for far, side in ((HUB, -1), (reach, -1), (reach, 1), (HUB, 1))]
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    d = f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}A{reach:.1f} {reach:.1f} 0 0 1 {cx:.1f} {cy:.1f}L{dx:.1f} {dy:.1f}Z"
    x, y = _point(angle, RIM + 16)
    across = math.sin(angle)
    anchor = "middle" if abs(across) < 0.2 else "start" if across > 0 else "end"
    room = {"middle": 170.0, "start": WIDTH - x - 6, "end": x - 6}[anchor]
    lines = fitted(("▶ " if pressed else "") + spoke.name, room, FONT * 1.06)
    first = y + 6 - 10 * (len(lines) - 1) * (1 + math.cos(angle) * (anchor == "middle"))
    sign_x, sign_y = _point(angle, HUB + (reach - HUB) / 2 if spoke.weight else HUB + 15)
    role = ROLES[spoke.weight]
    return el(
        "g",
        el("path", d=_hit(angle, half), fill="transparent"),
        el(
            "path",
            d=d,
            fill=f"var(--mbc-{'now-soft' if spoke.weight == 3 else 'accent-soft' if spoke.weight else 'surface'})",
            stroke=f"var(--mbc-{role})",
            stroke_width=4 if pressed else 1.5,
        ),
        el("text", SIGNS[spoke.weight], x=sign_x, y=sign_y + 6, text_anchor="middle"),
        el("text", tspans(lines, x, first, 20), text_anchor=anchor, font_weight=700 if pressed else 500),
        **pickable(control, spoke.value, spoke.spoken, pressed),
    )


def _hit(angle: float, half: float) -> str:
    """A wedge to the rim, so that a part that weighs little is not small to press."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = (
        _point(angle + side * half, far) for far, side in ((HUB, -1), (RIM, -1), (RIM, 1), (HUB, 1))
    )
    return f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}L{cx:.1f} {cy:.1f}L{dx:.1f} {dy:.1f}Z"


def _listed(spokes: Sequence[Spoke], control: str, chosen: str) -> list[Safe]:
    return [_row(one, 4 + ROW * at, control, one.value == chosen) for at, one in enumerate(spokes)]


def _row(spoke: Spoke, y: float, control: str, pressed: bool) -> Safe:
    name = ("▶ " if pressed else "") + spoke.name
    size = NARROW_FONT * min(1.0, 230 / text_width(name, NARROW_FONT * 1.06))
    return el(
        "g",
        el(
            "rect",
            x=2,
            y=y,
            width=NARROW_WIDTH - 4,
            height=ROW - 6,
            rx=8,
            fill="var(--mbc-accent-soft)" if pressed else "var(--mbc-panel)",
            stroke="var(--mbc-accent)" if pressed else "var(--mbc-line)",
            stroke_width=3 if pressed else 1,
        ),
        el("text", name, x=14, y=y + 26, font_size=max(13.0, size), font_weight=700 if pressed else 500),
        [
            el(
                "rect",
                x=258 + 19 * step,
                y=y + 13,
                width=16,
                height=14,
                rx=3,
                fill=f"var(--mbc-{ROLES[spoke.weight]})" if step < spoke.weight else "none",
                stroke="var(--mbc-edge)",
            )
            for step in range(3)
        ],
        el("text", SIGNS[spoke.weight], x=NARROW_WIDTH - 34, y=y + 26, text_anchor="middle"),
        **pickable(control, spoke.value, spoke.spoken, pressed),
    )
