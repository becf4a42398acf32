"""The symptom journal: write a day, see the trend, print one page for the visit.

It opens with the example month of a fictional person. A learner's own journal is apart from it, and is kept in a file
only after the learner says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from traitlets import Unicode

from helpers.cards import URGENCY, capitalized, headed
from helpers.controls import Choice, ChoiceError, Control
from helpers.drawing.trend import NARROW, SHEET, WIDE
from helpers.drawing.weeks import Square, weeks
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.living import journal_file, journal_keeping, journal_sheet, journal_trend
from helpers.living.journal_file import EARLIEST, FILE, LONGEST_NOTE, Day, Journal, JournalError, Measure, measures
from helpers.living.journal_keeping import keeper
from helpers.living.journal_prompts import Prompt, prompts, raised, recent, warnings
from helpers.living.journal_sheet import button
from helpers.living.journal_trend import WEEK, long_date, window
from helpers.markup import NOTHING, Safe, el, join, listing
from helpers.tables import Record

BOOKS = {"example": "Example month (fictional)", "own": "My own journal"}
VIEWS = {"log": "One day", "trend": "Trend", "summary": "Visit summary"}
SPANS = {"28": "4 weeks", "91": "3 months", "400": "Everything"}
ALL = "all"
SHOWN_WEEKS = 5
"""Weeks in the picture of days."""

ALONE = 560.0
"""Width of a chart that stands beside its words, in drawing units."""

ABOUT = (
    "Education, not a monitoring service: nobody reads this journal. What you write stays on the machine that runs "
    "this page. It looks at ticks and numbers only; it does not read your note and does not know every danger sign. "
    "A warning means that you make the call. 911 and 988 are numbers of the United States; elsewhere, use your own "
    "emergency number and crisis line."
)


def _symptoms() -> dict[str, str]:
    return {ALL: "All together"} | {one.id: one.name for one in measures().values()}


class EntryDay(Control):
    """The day that is open, as ``2026-10-30``; empty for the newest day of the example, and for today."""

    def values(self) -> Iterable[str]:
        return ("", *(when.isoformat() for when in journal_file.example()))

    def validate(self, obj: Any, value: Any) -> str:
        if not value:
            return ""
        try:
            when = date.fromisoformat(str(value))
        except ValueError as error:
            raise ChoiceError(f"{self.label}: “{value}” is not a day. Write it like 2026-03-31.") from error
        if when < EARLIEST:
            raise ChoiceError(
                f"{self.label}: {long_date(when)} is too long ago. Choose {long_date(EARLIEST)} or later."
            )
        if when > journal_keeping.latest():
            raise ChoiceError(f"{self.label}: {long_date(when)} is in the future. Choose a day up to today.")
        return when.isoformat()

    def render(self, value: str) -> Safe:
        return NOTHING


class SymptomJournal(Explorer):
    """A day to write, the days as a trend, and a page for the visit; what cannot wait is said at once."""

    title = "Symptom journal"
    question = "How have the last weeks been, and is there anything that cannot wait for the visit?"
    takeaway = (
        "Ask to see the journal at every visit: the worst day, the change over the last week, and what was a warning. "
        "Teach two things with it: nobody reads it between visits, and a warning sign means a phone call, not a note."
    )
    prediction_id = "journal"
    language = None

    book = Choice(BOOKS, "Journal")
    show = Choice(VIEWS, "Look at")
    symptom = Choice(_symptoms, "Symptom", look="select")
    span = Choice(SPANS, "How far back")
    entry = EntryDay("Day")
    asked_to_delete = Unicode()

    @classmethod
    def states(cls) -> Iterator[dict[str, str]]:
        """Every day and every trend of the example, its summary, and the three views of an empty journal."""
        first = {"book": "example", "symptom": ALL, "span": next(iter(SPANS)), "entry": ""}
        for when in journal_file.example():
            yield first | {"show": "log", "entry": when.isoformat()}
        for symptom in _symptoms():
            yield first | {"show": "trend", "symptom": symptom}
        yield first | {"show": "summary"}
        for view in VIEWS:
            yield first | {"book": "own", "show": view}

    def _begin(self) -> None:
        self.trouble: dict[str, str] = {}
        self.typed: dict[str, str] = {}
        """What was typed in a field and could not be read."""

    # ---- what is there ----

    @property
    def own(self) -> bool:
        """Is the learner's own journal open?"""
        return bool(self.book == "own")

    @property
    def days(self) -> Journal:
        """The days of the journal that is open."""
        return keeper().days if self.own else journal_file.example()

    @property
    def here(self) -> date:
        """The day that is open. The example has no day but those written."""
        picked = date.fromisoformat(self.entry) if self.entry else None
        if self.own:
            return picked or journal_keeping.today()
        return picked if picked and picked in self.days else max(self.days)

    @property
    def open_day(self) -> Day:
        """What is written for it."""
        return self.days.get(self.here, Day())

    @property
    def shown(self) -> list[date]:
        """The days of the trend and of the summary; none in an empty journal."""
        return window(self.days, int(self.span)) if self.days else []

    def shown_controls(self) -> Iterable[str]:
        long = len(window(self.days, 10**4)) > len(window(self.days, 28)) if self.days else False
        wanted = {
            "book": True,
            "show": True,
            "symptom": self.show == "trend" and bool(self.days),
            "span": self.show != "log" and long,
        }
        return [name for name, yes in wanted.items() if yes]

    # ---- one touch ----

    def act(self, name: str, value: str) -> None:
        self.trouble, self.typed = {}, {}
        verb, _, part = name.partition(".")
        match verb:
            case "own":
                self.book, self.show, self.entry = "own", "log", ""
            case "keep":
                keeper().start()
            case "load":
                keeper().load(value)
                self.book = "own"
            case "stop":
                self.asked_to_delete = value if value != "sure" else ""
                if value == "sure":
                    keeper().stop()
            case "ask":
                self._ask(part, value)
            case "entry" if value.startswith("0"):
                return  # the year is still being typed
            case "entry":
                self._open(value)
            case "sign" | "note" | "value" | "delete":
                self._write(verb, part, value)
            case _:
                super().act(name, value)
                if name == "book":
                    self.entry = ""

    def _open(self, value: str) -> None:
        try:
            self.entry = value
        except ChoiceError as error:
            self.trouble = {"entry": str(error)}
        else:
            self.show = "log"

    def _ask(self, part: str, value: str) -> None:
        if part not in ("1", "2", "3"):
            raise ChoiceError("There are three questions for the visit.")
        keeper().questions[int(part) - 1] = journal_file.plain(value)[: journal_sheet.LONGEST_QUESTION]

    def _write(self, verb: str, part: str, value: str) -> None:
        if not self.own:
            raise ChoiceError("The example month cannot be changed. Start your own journal first.")
        was = self.open_day
        try:
            match verb:
                case "sign":
                    now = self._ticked(was, value)
                case "note":
                    now = Day(was.values, was.signs, journal_file.plain(value)[:LONGEST_NOTE].strip())
                case "value":
                    now = self._measured(was, part, value)
                case _:
                    now = Day()
            keeper().put(self.here, now)
        except JournalError as error:
            self.trouble = {part or verb: _whole(str(error))}

    def _ticked(self, was: Day, sign: str) -> Day:
        if sign not in journal_file.signs():
            raise ChoiceError(f"There is no sign called “{sign}”.")
        rest = tuple(one for one in was.signs if one != sign)
        return Day(was.values, rest if sign in was.signs else (*was.signs, sign), was.note)

    def _measured(self, was: Day, name: str, typed: str) -> Day:
        if name not in measures():
            raise ChoiceError(f"Nothing called “{name}” is written here.")
        value = self._number(typed, measures()[name])
        rest = {one: number for one, number in was.values.items() if one != name}
        return Day(rest if value is None else {**rest, name: value}, was.signs, was.note)

    def _number(self, typed: str, measure: Measure) -> float | None:
        try:
            return journal_file.number(typed, measure)
        except JournalError as error:
            self.typed = {measure.id: journal_file.plain(typed)[: journal_sheet.LONGEST_READING]}
            unread = isinstance(error, journal_file.UnreadError) and measure.kind == "reading"
            why = journal_sheet.alone(measure) if unread else _whole(str(error))
            raise JournalError(f"{why} {journal_sheet.mend(measure)}".strip()) from error

    # ---- picture ----

    def picture(self) -> Safe:
        if self.show == "log" or not self.days:
            return self._weeks()
        if self.show == "trend" and self.symptom != ALL:
            one = measures()[self.symptom]
            return self._chart([one], width=NARROW if self.narrow else ALONE, tall=230)
        every = list(measures().values())
        if self.show == "trend":
            return self._chart(every, width=NARROW if self.narrow else WIDE, control="symptom")
        chart = self._chart(every, width=NARROW if self.narrow else SHEET, tall=44)
        return journal_sheet.summary(self.days, self.shown, chart, keeper().questions, fictional=not self.own)

    def _weeks(self) -> Safe:
        last = max([*self.days, self.here]) if not self.own else max(journal_keeping.today(), self.here)
        end = last + timedelta(days=6 - (last.isoweekday() % WEEK))
        while end - self.here >= timedelta(weeks=SHOWN_WEEKS):
            end -= timedelta(weeks=1)
        start = end - timedelta(days=WEEK * SHOWN_WEEKS - 1)
        every = [start + timedelta(days=offset) for offset in range(WEEK * SHOWN_WEEKS)]
        warned = warnings(self.days, [when for when in every if when in self.days])
        picked = self.here if self.show == "log" else None
        return weeks(
            [self._square(when, warned.get(when, [])) for when in every],
            control="entry",
            picked=picked,
            title=f"Days from {long_date(start)} to {long_date(end)}. Pick a day to open it.",
        )

    def _square(self, when: date, warned: Sequence[Prompt]) -> Square:
        written = when in self.days
        can_open = EARLIEST <= when <= journal_keeping.latest() if self.own else written
        state = "written" if written else "not written"
        if warned:
            urgency = URGENCY[warned[0].urgency]
            return Square(when, f"{long_date(when)}: {urgency.words}", True, urgency.sign, warned[0].urgency, can_open)
        return Square(when, f"{long_date(when)}: {state}", written, open_=can_open)

    def _chart(self, shown: Sequence[Measure], *, width: float, tall: float = 110, control: str = "") -> Safe:
        return journal_trend.chart(self.days, self.shown, shown, width=width, tall=tall, control=control)

    # ---- words ----

    def words(self) -> Safe:
        said = self._said()
        if self.own or not keeper().days:
            return said
        return join(said, el("p", " Your own journal is kept here; choose My own journal to open it."))

    def _said(self) -> Safe:
        whose = "" if self.own else "Example month, fictional. "
        if self.show != "log" and not self.days:
            return el(
                "p",
                f"Nothing is written in your journal yet, so there is no {VIEWS[self.show].lower()} to see. "
                "Choose One day or pick a day in the calendar, and write down how it was.",
            )
        if self.show == "log":
            return self._log_words(whose)
        return el("p", whose, self._trend_words())

    def _log_words(self, whose: str) -> Safe:
        day, met = self.open_day, raised(self.days, self.here)
        if not day:
            empty = el(
                "p",
                el("strong", f"{long_date(self.here)}. "),
                "Nothing is written for this day yet. Tick what is new, choose numbers: each answer is taken at once. "
                "Nobody watches this journal: if something worries you, call.",
            )
            return join(empty, self._still_open())
        values = [
            f"{one.plain} {one.worded(day.values[one.id])}" for one in measures().values() if one.id in day.values
        ]
        said = f"{capitalized(listing(values))}." if values else "No number is written."
        head = el("p", whose, el("strong", f"{long_date(self.here)}. "), said)
        return join(head, self._called_for(met), self._still_open())

    def _called_for(self, met: Sequence[Prompt]) -> Safe:
        if not met:
            none = (
                "This day adds no warning that the journal knows."
                if recent(self.days, self.here)
                else "No warning that the journal knows is met."
            )
            return el(
                "p",
                f" {none} It does not read the note and cannot know all. If something worries you, call anyway.",
            )
        over = self.own and (journal_keeping.today() - self.here).days > 1
        lead = "If this is still so, or your team does not know of it: " if over else ""
        return join(*(journal_sheet.told(one, lead=lead) for one in met))

    def _still_open(self) -> Safe:
        """What could not wait on the days just before: it does not go away because a day has passed."""
        parts = []
        for when, met in recent(self.days, self.here).items():
            kinds = {one.kind == "sign" for one in met}
            did = "ticked or wrote" if len(kinds) > 1 else "ticked" if True in kinds else "wrote"
            named = "; ".join(f"{URGENCY[one.urgency].sign} “{one.wording}”" for one in met)
            parts.append(
                el(
                    "p",
                    f" On {when:%B} {when.day} you {did}: {named}. If nobody knows of it yet, call now.",
                    [f" {one.act}" for one in met if one.urgency == "now"],
                    class_=f"mbc-prompt mbc-prompt-{met[0].urgency}",
                    data_key=when.isoformat(),
                )
            )
        return join(*parts)

    def _trend_words(self) -> str:
        period = journal_trend.period(self.days, self.shown)
        if self.show == "trend" and self.symptom != ALL:
            one = measures()[self.symptom]
            return f"{period} {one.name}: {journal_trend.told(one, journal_trend.series(self.days, self.shown, one))}"
        last = "Pick a panel to see it alone." if self.show == "trend" else "Print it, and bring your three questions."
        return f"{period} {journal_trend.changes(self.days, self.shown)} {last}"

    # ---- what is filled in ----

    def detail(self) -> Safe:
        if self.show == "summary" and self.days:
            return join(journal_sheet.asking(keeper().questions), self._file())
        if self.show == "log" and self.own:
            met = raised(self.days, self.here)
            form = journal_sheet.form(self.here, self.open_day, met, self.trouble, journal_keeping.latest(), self.typed)
            paper = el("div", journal_sheet.reading(self.open_day), class_="mbc-paper-only", data_key="paper")
            return join(form, paper, self._file())
        if self.show == "log":
            return join(journal_sheet.reading(self.open_day), self._file())
        return self._file()

    # ---- the file ----

    def _file(self) -> Safe:
        about = el("p", ABOUT, class_="mbc-note")
        if not self.own:
            apart = "Nothing you do here changes the example, and nothing of it gets into a journal of your own."
            start = el("p", button("Open my own" if keeper().days else "Start my own", "own", "yes"))
            return el("div", el("p", apart), start, about, class_="mbc-block mbc-own-file mbc-no-print")
        wrong = [*keeper().notes, *filter(None, [keeper().refused])]
        notes = [el("p", note, class_="mbc-problem", role="alert") for note in wrong]
        news = el("p", keeper().news, role="status") if keeper().news else NOTHING
        download = el("p", el("a", "Download my journal (CSV)", href=keeper().download(), download=FILE))
        upload = el(
            "label",
            el("span", "Load days from a file (CSV)", class_="mbc-label"),
            el("input", type="file", accept=".csv,text/csv", data_name="load"),
            class_="mbc-control",
        )
        answer = el(
            "div", notes, news, self._kept(), data_home="keep stop", tabindex=-1, role="group", aria_label="My file"
        )
        parts = headed("My file", answer, download if keeper().days else NOTHING, upload)
        return el("div", parts, about, class_="mbc-block mbc-own-file mbc-no-print")

    def _kept(self) -> Safe:
        path = keeper().path
        if path and self.asked_to_delete:
            return join(
                el("p", "Delete the file? What is in this page stays until you close it.", role="status"),
                button("Delete it", "stop", "sure"),
                button("Keep it", "stop", ""),
            )
        if path:
            return join(
                el("p", f"Kept in {path.name}, on the machine that runs this page, after each answer."),
                button("Stop keeping and delete the file", "stop", "asked", quiet=True),
            )
        if journal_keeping.place() is None:
            return el("p", "Nothing can be kept on this machine. Your journal lives as long as this page: download it.")
        return join(
            el("p", "Your journal is lost when this page is closed."),
            el(
                "p",
                button("Keep my journal in a file of mine", "keep", "yes"),
                " Others who use this computer account can read it.",
            ),
        )

    # ---- rows ----

    def rows(self) -> list[Rows]:
        headings = {"day": "Day"} | {one.id: one.name for one in measures().values()}
        headings |= {"signs": "Ticked", "note": "Note"}
        told = [Rows(_CAPTION[self.book], headings, [self._day_row(when) for when in self.days])] if self.days else []
        scales = {"name": "What is written", "range": "From and to", "none": "0 means", "worst": "10 means"}
        rules = {"wording": "When", "urgency": "How soon", "act": "What to do", "because": "How soon is taken from"}
        return [
            *told,
            Rows("What the journal asks", scales, [_measure_row(one) for one in measures().values()]),
            Rows("What the journal watches for", rules, [_prompt_row(one) for one in prompts()]),
        ]

    def _day_row(self, when: date) -> Record:
        day = self.days[when]
        values = {one.id: f"{day.values[one.id]:g}" if one.id in day.values else "" for one in measures().values()}
        ticked = "; ".join(journal_file.signs()[sign] for sign in day.signs)
        source = {} if self.own else {"source_id": "GENERAL", "checked": "no"}
        return {"day": when.isoformat(), **values, "signs": ticked, "note": day.note, **source}


_CAPTION = {"example": "The days: an example, fictional", "own": "The days of my journal"}


def _measure_row(one: Measure) -> Record:
    return {
        "name": one.name,
        "range": f"{one.minimum:g} to {one.maximum:g} {one.unit}".strip(),
        "none": one.none or "–",
        "worst": one.worst or "–",
        "source_id": one.source_id,
        "checked": one.checked,
    }


def _prompt_row(one: Prompt) -> Record:
    return {
        "wording": one.wording,
        "urgency": f"{URGENCY[one.urgency].sign} {URGENCY[one.urgency].words}",
        "act": one.act,
        "because": one.because,
        "source_id": one.source_id,
        "checked": one.checked,
    }


def _whole(words: str) -> str:
    """A clause as a sentence."""
    return f"{capitalized(words).rstrip('.')}."
