"""HTML and SVG that is safe by construction.

Text handed to :func:`el` and :func:`join` is escaped. Only a :class:`Safe` string, which this module alone makes,
passes unchanged, so a ``<script>`` in a teacher's spreadsheet cell arrives on the page as text.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

Attribute = str | int | float | bool | None

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
"""HTML elements that have no closing tag."""


class Safe(str):
    """Markup that is already escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        return self

    def _repr_html_(self) -> str:
        return self


def raw(markup: str) -> Safe:
    """Declare ``markup`` to be safe. The one way out of escaping: never hand it text from a table."""
    return Safe(markup)


def text(child: object) -> Safe:
    """Escape anything; join iterables; ``None`` and ``False`` become nothing."""
    if isinstance(child, Safe):
        return child
    if child is None or child is False:
        return Safe("")
    if isinstance(child, str):
        return Safe(escape(child))
    if isinstance(child, Iterable):
        return Safe("".join(text(part) for part in child))
    return Safe(escape(str(child)))


NOTHING = Safe("")
"""No markup at all."""


def join(*parts: object) -> Safe:
    """Parts one after the other, each escaped unless it is :class:`Safe`."""
    return text(parts)


def el(tag: str, *children: object, **attributes: Attribute) -> Safe:
    """One element.

    ``children`` are text (escaped), :class:`Safe` markup, numbers, or iterables of these.
    ``attributes``: a trailing underscore is dropped (``class_``), other underscores become hyphens
    (``aria_label``); ``None`` and ``False`` leave the attribute out, ``True`` writes it bare. Floats are
    written with at most one decimal, which is finer than a pixel in any of our drawings.
    """
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in VOID:
        return Safe(f"<{tag}{written}>")
    return Safe(f"<{tag}{written}>{text(children)}</{tag}>")


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    name = _CAMEL.get(name, name)
    if value is True:
        return f" {name}"
    if isinstance(value, float):
        value = f"{value:.1f}".rstrip("0").rstrip(".")
    return f' {name}="{escape(str(value), quote=True)}"'


_CAMEL = {"viewbox": "viewBox"}
"""SVG attributes that keep their capitals; written in lower case in Python."""


def sentence(*parts: str) -> str:
    """Join clauses with single spaces and end with one full stop."""
    joined = " ".join(part.strip() for part in parts if part and part.strip())
    return joined if not joined or joined.rstrip("”’)")[-1:] in ".?!" else f"{joined}."


def listing(items: Iterable[str], last: str = "and") -> str:
    """``a, b and c``."""
    words = [item for item in items if item]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
