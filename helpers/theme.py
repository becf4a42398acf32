"""Colors by role, in light and dark, and the stylesheet made from them.

The only module that holds color values. Everything else names a role: CSS and SVG as
``var(--mbc-<role>)``, which the page also resolves for plotly. Ratios are WCAG 2.2 contrast ratios (1.4.3, 1.4.11).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple


class Color(NamedTuple):
    """One role's color in each mode, as ``#rrggbb``."""

    light: str
    dark: str


ROLES: dict[str, Color] = {
    # page
    "surface": Color("#ffffff", "#14181d"),
    "panel": Color("#f3f6f9", "#1f262e"),
    "ink": Color("#18222d", "#eaf0f6"),
    "ink-soft": Color("#465361", "#b7c3cf"),
    "line": Color("#c8d1da", "#414d59"),
    "edge": Color("#6b7885", "#8d9aa7"),  # borders of controls
    "accent": Color("#0b57a4", "#86bdf7"),  # links, selected, focus
    "accent-soft": Color("#e2eefb", "#1d3550"),
    "on-accent": Color("#ffffff", "#0c1420"),
    # how cancer travels; each also has its own line pattern
    "blood": Color("#a8321c", "#ff9b80"),
    "lymph": Color("#00664b", "#62d2ab"),
    "direct": Color("#75378a", "#d9a8ea"),
    "cavity": Color("#7a5200", "#e9ba62"),
    # how soon to act; always with its word
    "now": Color("#a3181f", "#ff8f8f"),
    "today": Color("#7d4e00", "#f0b85c"),
    "soon": Color("#0b57a4", "#86bdf7"),
    "routine": Color("#465361", "#b7c3cf"),
    "now-soft": Color("#fdeceb", "#451d20"),
    "today-soft": Color("#fdf2dd", "#40300f"),
    "soon-soft": Color("#e2eefb", "#1d3550"),
    "routine-soft": Color("#eef2f5", "#28313a"),
    # feedback; always with its word and sign
    "right": Color("#00664b", "#62d2ab"),
    "right-soft": Color("#e3f5ee", "#12382c"),
    "wrong": Color("#a3181f", "#ff8f8f"),
    "wrong-soft": Color("#fdeceb", "#451d20"),
    # the body
    "skin": Color("#ece7e1", "#2b323a"),
    "skin-line": Color("#8b8177", "#8a939c"),
    "bone": Color("#fffdf6", "#525a63"),
    "bone-line": Color("#857a66", "#b9b3a4"),
    "organ": Color("#dcc7bd", "#56463f"),
    "organ-line": Color("#7e5f52", "#c7a898"),
    "node": Color("#c9e0d6", "#2f5547"),
    "node-line": Color("#00664b", "#62d2ab"),
    "vessel": Color("#c3ccd8", "#46525f"),
    "tumor": Color("#5b2a86", "#c9a0f0"),
    # how often, from few to many: one hue, dark means more in light mode and light means more in dark mode
    "scale-1": Color("#e6eff8", "#1b2a3a"),
    "scale-2": Color("#bcd4ec", "#264766"),
    "scale-3": Color("#84b1dc", "#356a9a"),
    "scale-4": Color("#3f7fbd", "#5f9cd6"),
    "scale-5": Color("#0f4a86", "#a9d0f7"),
}


def css_variables() -> str:
    """``--mbc-<role>: light-dark(<light>, <dark>)`` for every role."""
    return "".join(f"--mbc-{role}:light-dark({color.light},{color.dark});" for role, color in ROLES.items())


@cache
def stylesheet() -> str:
    """The whole stylesheet of a frame: the roles, then ``surface.css``."""
    rules = (Path(__file__).parent / "surface.css").read_text(encoding="utf-8")
    return f".mbc{{{css_variables()}}}\n{rules}"


def luminance(color: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 (black) to 1 (white). WCAG 2.2, "relative luminance"."""
    channels = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colors, 1 to 21. WCAG 2.2, "contrast ratio"."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
