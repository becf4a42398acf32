"""The one browser-side widget: a frame of named regions, and one message back.

Python fills the regions with HTML; ``surface.js`` puts them on the page, keeps focus and reports what the
learner did. It is an ordinary ipywidget, so it can stand in a ``VBox`` beside any other.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import plotly
from ipywidgets import Widget, widget_serialization
from traitlets import Bool, Bytes, Instance, Int, Unicode

from helpers import theme

REGIONS = ("head", "predict", "controls", "picture", "words", "detail", "takeaway", "table", "sources")
"""The places of a frame, in reading order. Each is a trait of :class:`Surface`, ``<region>_html``."""


class Surface(anywidget.AnyWidget):
    """A frame on the page.

    ``frame`` is the HTML around the regions. ``figure`` is a plotly figure as JSON, or empty; ``library`` is
    the model that holds plotly.js, set with the first figure. ``turn`` counts what was heard from the page;
    ``narrow`` says that the frame is as narrow as on a phone.
    """

    _esm = (Path(__file__).parent / "surface.js").read_text(encoding="utf-8")
    _css = theme.stylesheet()

    frame = Unicode().tag(sync=True)
    head_html = Unicode().tag(sync=True)
    predict_html = Unicode().tag(sync=True)
    controls_html = Unicode().tag(sync=True)
    picture_html = Unicode().tag(sync=True)
    words_html = Unicode().tag(sync=True)
    detail_html = Unicode().tag(sync=True)
    takeaway_html = Unicode().tag(sync=True)
    table_html = Unicode().tag(sync=True)
    sources_html = Unicode().tag(sync=True)
    figure = Unicode().tag(sync=True)
    library = Instance(Widget, allow_none=True).tag(sync=True, **widget_serialization)
    turn = Int().tag(sync=True)
    narrow = Bool().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.on_msg(self._message)

    def _message(self, _: object, content: dict[str, Any], __: object) -> None:
        name, value = content.get("name"), content.get("value")
        with self.hold_sync():
            self.turn += 1
            if isinstance(name, str) and isinstance(value, str):
                self.received(name, value)

    def received(self, name: str, value: str) -> None:
        """The learner set the control ``name`` to ``value``."""


class Library(anywidget.AnyWidget):
    """plotly.js, gzipped: sent to a page once, however many charts it holds."""

    _esm = "export default {}"
    code = Bytes().tag(sync=True)


@cache
def plotly_library() -> Library:
    """The kernel's only :class:`Library`, from the file that ships inside the plotly wheel."""
    bundle = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    return Library(code=gzip.compress(bundle.read_bytes(), compresslevel=6))
