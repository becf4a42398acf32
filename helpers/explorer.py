"""Explorer: one state, and the picture, words and table computed from it.

A subclass names its choices as class attributes and answers :meth:`Explorer.picture`, :meth:`Explorer.words` and
:meth:`Explorer.rows` from them. Everything else (frame, prediction, sources, messages, errors, still picture) is here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, product
from typing import Any, ClassVar, TypeAlias

from traitlets import TraitError, Unicode

from helpers import frame, questions
from helpers.controls import Choice, ChoiceError, Control
from helpers.drawing.charts import Chart
from helpers.frame import Rows
from helpers.markup import NOTHING, Safe, el, join, listing, raw
from helpers.questions import Question
from helpers.schema import DataError
from helpers.surface import REGIONS, Surface, plotly_library

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())  # errors are shown in the frame; a log must not print a traceback in class

Picture: TypeAlias = Safe | Chart
State = Mapping[str, str]


HOW_TO_MOVE = "Arrow keys move among the parts, Enter picks one."
"""Said with the name of every picture whose parts can be picked."""


class Explorer(Surface):
    """Base of every explorer. Subclasses set ``title``, ``question``, ``takeaway`` and their choices.

    Keyword arguments set choices at the start: ``BodyMap(site="liver")``. A choice that does not exist is named in
    the frame, with the nearest one that does. ``predict=False`` shows the picture without asking first.
    """

    title: str
    question: ClassVar[str]
    takeaway: ClassVar[str]
    prediction_id: ClassVar[str] = ""
    """Id of the prediction in ``data/questions/predictions.toml``; without one the picture shows at once."""
    has_picture: ClassVar[bool] = True
    """Is there a picture to take away? Not where the picture is a list of words, such as a glossary."""

    prediction = Unicode()
    language: Any = Choice({"plain": "Plain words", "clinical": "Clinical words"}, "Language")
    """``None`` in a subclass that has one wording only."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        for name, value in vars(cls).items():
            if isinstance(value, Control) and name != "language" and hasattr(Explorer, name):
                raise TypeError(f"{cls.__name__}: a choice cannot be called {name!r}, an explorer has that already")

    def __init__(self, *, predict: bool = True, **choices: str) -> None:
        super().__init__(frame=frame.empty_frame(self.file_name(), self.title, self.has_picture))
        self.problem = ""
        self._quiet = False
        try:
            for name, control in self.controls().items():
                setattr(self, name, control.first())
            if not predict or not self.prediction_id:
                self.prediction = "skip"
        except Exception as error:
            self._failed(error)
        self.observe(self._changed, names=[*self.controls(), "prediction", "narrow"])
        self._set(choices)
        try:
            self._begin()
        except Exception as error:
            self._failed(error)
        self._show()

    # ---- what a subclass answers ----

    def _begin(self) -> None:
        """Take up what was there before, such as answers that are kept. Called once, before the first view."""

    def picture(self) -> Picture:
        """The picture of the present state: SVG or HTML, or a chart."""
        raise NotImplementedError

    def words(self) -> str | Safe:
        """Two or three sentences that say what the picture now shows; also its text alternative."""
        raise NotImplementedError

    def detail(self) -> Safe:
        """What more there is to read about the present state, such as a card. Empty unless a subclass has it."""
        return NOTHING

    def rows(self) -> list[Rows]:
        """The rows behind the picture, a table for each kind; rows of facts carry ``source_id`` and ``checked``."""
        raise NotImplementedError

    def extra_sources(self) -> list[str]:
        """Source ids that the picture or the words use and the rows do not carry."""
        return []

    # ---- state ----

    @classmethod
    def file_name(cls) -> str:
        """Name of downloaded files, from the class name: ``BodyMap`` gives ``body-map``."""
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("-")

    @classmethod
    def controls(cls) -> dict[str, Control]:
        """The choices by name, a subclass's own first, in the order written."""
        named: dict[str, object] = {}
        for klass in cls.__mro__:
            named |= {name: value for name, value in vars(klass).items() if name not in named}
        return {name: control for name, control in named.items() if isinstance(control, Control)}

    def shown_controls(self) -> Iterable[str]:
        """Names of the choices shown now, in order: all, unless a subclass leaves out those that do not matter here."""
        return self.controls()

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """Every state, as keyword arguments. A subclass whose states have no bound gives those that stand for all."""
        controls = cls.controls()
        for values in product(*(control.values() for control in controls.values())):
            yield dict(zip(controls, values, strict=True))

    @property
    def state(self) -> dict[str, str]:
        """The present value of every choice."""
        return {name: getattr(self, name) for name in self.controls()}

    def say(self, plain: str, clinical: str) -> str:
        """The one of two wordings that the learner chose to read."""
        return plain if self.language == "plain" else clinical

    def label(self, name: str) -> str:
        """The label of the present value of the choice ``name``."""
        control = self.controls()[name]
        value: str = getattr(self, name)
        return control.options[value] if isinstance(control, Choice) else value

    @property
    def asked(self) -> Question | None:
        """The prediction question, if this explorer has one."""
        return questions.one("predictions", self.prediction_id) if self.prediction_id else None

    # ---- one handler: an event changes state, state makes a view, the view is sent ----

    def received(self, name: str, value: str) -> None:
        self.problem = ""
        self._set({name: value})
        self._show()

    def act(self, name: str, value: str) -> None:
        """One event changes the state. A subclass that hears of more than its choices says here what they do."""
        if name != "prediction" and name not in self.controls():
            known = listing(self.controls())
            raise ChoiceError(f"There is no choice called “{name}” here. The choices are {known}.")
        setattr(self, name, value)

    def _set(self, choices: Mapping[str, str]) -> None:
        self._quiet = True
        for name, value in choices.items():
            try:
                self.act(name, value)
            except Exception as error:
                self._failed(error)
        self._quiet = False

    def _changed(self, _: object) -> None:
        if not self._quiet:
            self.problem = ""
            self._show()

    def _show(self) -> None:
        try:
            regions, figure = self.view()
            library = plotly_library() if figure else self.library
        except Exception as error:
            self._failed(error)
            regions, figure, library = {}, self.figure, self.library
        with self.hold_sync():
            self.head_html = frame.head(self.title, self.question, self.problem)
            for name, inside in regions.items():
                setattr(self, f"{name}_html", inside)
            self.library = library
            self.figure = figure

    def _failed(self, error: Exception) -> None:
        log.exception("in %s", type(self).__name__)
        if self.problem:
            return  # what failed first is the cause
        if isinstance(error, (DataError, ChoiceError, TraitError)):
            self.problem = str(error)
        else:
            self.problem = (
                f"This choice could not be shown ({type(error).__name__}: {error}). What you saw before stays."
            )

    def view(self) -> tuple[dict[str, Safe], str]:
        """HTML by region, without the head, and the plotly figure as JSON (or empty)."""
        asked = self.asked
        regions = dict.fromkeys(REGIONS[1:], NOTHING)
        if asked:
            regions["predict"] = frame.predict(asked, self.prediction)
        if asked and not self.prediction:
            return regions, ""
        picture, rows = self.picture(), self.rows()
        regions["controls"] = frame.controls(self.controls()[n].render(getattr(self, n)) for n in self.shown_controls())
        return regions | self._shown(picture, rows), "" if isinstance(picture, Safe) else picture.as_json()

    def _shown(self, picture: Picture, rows: list[Rows]) -> dict[str, Safe]:
        words = self.words()
        return {
            "picture": picture if isinstance(picture, Safe) else picture.place(str(words)),
            "words": words if isinstance(words, Safe) else el("p", words),
            "detail": self.detail(),
            "takeaway": frame.takeaway(self.takeaway),
            "table": frame.tables_of(rows),
            "sources": frame.sources([*chain.from_iterable(one.source_ids for one in rows), *self.extra_sources()]),
        }

    # ---- where no kernel runs ----

    def still(self) -> Safe:
        """The present state as a picture that needs no kernel: everything but the controls."""
        picture = self.picture()
        drawn = picture if isinstance(picture, Safe) else picture.still()
        regions = self._shown(frame.inert(drawn), self.rows())
        regions |= {"head": frame.head(self.title, self.question), "detail": frame.inert(regions["detail"])}
        return join(el("style", raw(self._css)), frame.frame(self.file_name(), self.title, regions))

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        bundle = super()._repr_mimebundle_(**options)
        if bundle is not None:
            bundle[0]["text/plain"] = f"{self.title}: {self.question}"
            try:
                bundle[0]["text/html"] = str(self.still())
            except Exception:
                log.exception("no still picture of %s", type(self).__name__)
        return bundle
