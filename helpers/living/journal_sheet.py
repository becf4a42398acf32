"""What is read and filled in of the symptom journal: the form of a day, a day to read, and the visit summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from textwrap import shorten

from helpers.cards import URGENCY, capitalized, urgency_chip
from helpers.living.journal_file import EARLIEST, LONGEST_NOTE, Day, Journal, Measure, measures, signs
from helpers.living.journal_prompts import Prompt, emergency, prompts, warnings
from helpers.living.journal_trend import long_date, short_date
from helpers.markup import NOTHING, Safe, el, join

SUMMARY_DAYS = 14
"""Days in the table of the visit summary: what fits on one page beside the chart."""

MOST_WARNINGS = 4
"""Days with a warning listed on the visit summary; of earlier ones only the number is told."""

NAMED = {
    "Call 911 now": ("legs", "breath_rest", "chest"),
    "Oncology line, day or night": ("fever", "chills"),
}
CRISIS = "self_harm"
"""Rules named on the visit summary, by whom to call."""

LOW = "cold"
"""The sign of a temperature that is too low."""

MOST_NOTES = 4
LONGEST_TOLD = 85
"""Notes on the visit summary, and their characters: it stays one page."""

LONGEST_QUESTION = 120
"""Characters of a question for the visit."""

LONGEST_READING = 20
"""Characters of a number with its unit, such as ``101.5 degrees F``."""

LINE = "________________"

BLANK = "\u00a0"
"""An empty line to write on."""

SCALE = "0 is none, 10 is the worst you can think of. Leave open what you do not want to answer."


def button(words: str, name: str, value: str, *, quiet: bool = False) -> Safe:
    """A button that sets ``name`` to ``value``."""
    look = "mbc-quiet" if quiet else "mbc-go"
    return el("button", words, type="button", data_name=name, data_value=value, data_key=f"{name} {value}", class_=look)


def told(prompt: Prompt, *, lead: str = "", beside: bool = False) -> Safe:
    """What a rule says when it is met: how soon, why, and what to do; without why ``beside`` what was written."""
    why = NOTHING if beside else el("strong", f" “{prompt.wording}.”")
    return el(
        "div",
        el("p", " ", urgency_chip(prompt.urgency), why),
        el("p", " ", lead, prompt.act),
        class_=f"mbc-prompt mbc-prompt-{prompt.urgency}",
        data_key=prompt.id,
    )


# ---- one day ----


def form(
    when: date,
    day: Day,
    met: Sequence[Prompt],
    trouble: Mapping[str, str],
    latest: date,
    typed: Mapping[str, str] | None = None,
) -> Safe:
    """The form of one day. Under each field stands what its answer calls for, or why it could not be taken.

    ``trouble`` maps the name of a field to a sentence, and ``typed`` to what was typed there and could not be read.
    """
    unread = typed or {}
    by_field: dict[str, list[Prompt]] = {}
    for prompt in met:
        by_field.setdefault(prompt.measure or prompt.id, []).append(prompt)

    def below(field: str) -> list[Safe]:
        wrong = [el("p", trouble[field], class_="mbc-problem", role="alert")] if field in trouble else []
        return wrong + [told(prompt, beside=True) for prompt in by_field.get(field, ())]

    picked = el(
        "input",
        type="date",
        value=when.isoformat(),
        min=EARLIEST.isoformat(),
        max=latest.isoformat(),
        data_name="entry",
    )
    ticks = [el("div", _tick(sign, words, day), below(sign), data_key=sign) for sign, words in signs().items()]
    fields = [
        _labeled(_asked(one), _field(one, day, unread.get(one.id)), [*below(one.id), _beside(one)])
        for one in measures().values()
    ]
    note = _typed("note", day.note, LONGEST_NOTE)
    answers = el(
        "div",
        el("fieldset", el("legend", "Tick what is new, worse, or worries you"), el("div", ticks, class_="mbc-answers")),
        el(
            "fieldset",
            el("legend", "How was this day?"),
            el("p", SCALE, class_="mbc-note"),
            el("div", fields, class_="mbc-journal-fields"),
        ),
        _labeled("Note (what helped, what you took, what happened)", note, below("note")),
        el("p", button("Delete this day", "delete", when.isoformat(), quiet=True)) if day else NOTHING,
        class_="mbc-journal-form",
        data_home="delete own",
        tabindex=-1,
        role="group",
        aria_label="What to write for this day",
        data_key=when.isoformat(),  # other fields for another day; the date field stays while a date is being typed
    )
    look = "mbc-journal-form mbc-no-print"
    return el("div", _labeled("Day", picked, below("entry")), answers, class_=look, data_key="form")


def _asked(measure: Measure) -> str:
    """Name of a field, with what it takes."""
    return {
        "scale": measure.name,
        "count": f"{capitalized(measure.plain)} (0: today)",
        "reading": f"{measure.name} (°F or °C)",
    }[measure.kind]


def _labeled(words: str, control: Safe, below: Iterable[Safe] = ()) -> Safe:
    return el("div", el("label", el("span", words, class_="mbc-label"), control, class_="mbc-control"), below)


def _beside(measure: Measure) -> Safe:
    """Beside a reading stands the sign to tick for one that is too low: a rule knows only numbers that are too high."""
    if measure.kind != "reading":
        return NOTHING
    return el("p", f"If “{signs()[LOW]}”, tick that above.", class_="mbc-note")


def _tick(sign: str, words: str, day: Day) -> Safe:
    box = el("input", type="checkbox", value=sign, checked=sign in day.signs, data_name="sign", data_value=sign)
    return el("label", box, el("span", words), class_="mbc-answer")


def _field(measure: Measure, day: Day, unread: str | None) -> Safe:
    """A field for a measure; ``unread``: what was typed there and is still to be mended."""
    value = day.values.get(measure.id)
    name = f"value.{measure.id}"
    if measure.kind != "scale":
        return el(
            "input",
            type="text",
            inputmode="decimal" if measure.kind == "reading" else "numeric",
            value=unread if unread is not None else "" if value is None else f"{value:g}",
            maxlength=LONGEST_READING,
            aria_invalid="true" if unread is not None else None,
            autocomplete="off",
            data_name=name,
        )
    ends = {measure.minimum: f": {measure.none}", measure.maximum: f": {measure.worst}"}
    options = [el("option", "not answered", value="", selected=value is None)]
    options += [
        el("option", f"{number}{ends.get(number, '')}", value=str(number), selected=number == value)
        for number in range(int(measure.minimum), int(measure.maximum) + 1)
    ]
    return el("select", options, data_name=name)


def reading(day: Day) -> Safe:
    """What was written for a day, to read."""
    values = [
        el("tr", el("th", one.name, scope="row"), el("td", one.worded(day.values[one.id])))
        for one in measures().values()
        if one.id in day.values
    ]
    table = el("table", el("caption", "What was written"), el("tbody", values)) if values else NOTHING
    note = el("p", el("strong", "Note: "), day.note) if day.note else NOTHING
    ticked = [signs()[sign] for sign in day.signs]
    ticks = el("p", el("strong", "Ticked: "), f"{'; '.join(ticked)}.") if ticked else NOTHING
    return el("div", ticks, note, table, class_="mbc-block mbc-journal-day")


def mend(measure: Measure) -> str:
    """What to do with a number that could not be read; of a temperature also when not to wait."""
    rule = emergency(measure.id)
    if measure.kind != "reading" or not rule:
        return ""
    celsius = round((rule.value - 32) * 5 / 9, 1)
    return f"With {rule.value:g} {measure.unit} ({celsius:g} °C) or more, call now."


def alone(measure: Measure) -> str:
    """How to type a number that could not be read."""
    rule = emergency(measure.id)
    return f"Type the number alone, such as {rule.value:g}." if rule else ""


# ---- the summary ----


def summary(days: Journal, shown: Sequence[date], chart: Safe, questions: Sequence[str], *, fictional: bool) -> Safe:
    """One page for the visit. ``shown`` are the days of the chart; ``questions`` are what the person wants to ask."""
    count = f"{len(shown)} {'day' if len(shown) == 1 else 'days'} written"
    head = [
        "Example month of a fictional person" if fictional else f"Name: {LINE}",
        f"{short_date(shown[0])} to {long_date(shown[-1])}: {count}",
        f"Visit on: {LINE}",
    ]
    return el(
        "div",
        el("h4", "Symptom journal: summary for the visit"),
        el("p", [el("span", words) for words in head], class_="mbc-visit-head"),
        _whom_to_call(),
        _could_not_wait(days, shown),
        el("h4", "How it went. Up is worse; ▲ and ◆ mark days with a warning"),
        chart,
        _table(days, shown[-SUMMARY_DAYS:]),
        _notes(days, shown),
        el(
            "div",
            el(
                "div",
                el("h4", "Three questions I want to ask"),
                el("ol", [el("li", one or BLANK) for one in questions]),
            ),
            el("div", el("h4", "What we agreed"), [el("p", BLANK)] * 3, class_="mbc-fill"),
            class_="mbc-visit-foot",
        ),
        class_="mbc-wide mbc-visit",
    )


def _whom_to_call() -> Safe:
    """One line with whom to call when, in the words of the rules."""
    rule = {one.id: one for one in prompts()}
    parts: list[object] = []
    for whom, ids in NAMED.items():
        named = "; ".join(f"“{rule[one].wording}”" for one in ids)
        other = ", or any other emergency" if whom == next(iter(NAMED)) else ""
        parts += [el("strong", f"{whom}: "), f"{named}{other}. "]
    crisis = f"“{rule[CRISIS].wording}”."
    return el("p", parts, el("strong", "Call or text 988 now: "), crisis, style="font-size:max(0.8125rem,1em)")


def _could_not_wait(days: Journal, shown: Sequence[date]) -> Safe:
    found = list(warnings(days, shown).items())
    if not found:
        return el("p", "No day in this time carries a warning sign.")
    listed = [
        el(
            "li",
            el("strong", f"{short_date(when)} "),
            _every(met),
            el("span", " Called: ______", class_="mbc-visit-called"),
        )
        for when, met in found[-MOST_WARNINGS:]
    ]
    earlier = len(found) - len(listed)
    days_word = "day" if earlier == 1 else "days"
    more = el("p", f"{earlier} earlier {days_word} in this time also carried a warning.") if earlier else NOTHING
    return join(el("h4", "What could not wait"), el("ul", listed), more)


def _every(met: Sequence[Prompt]) -> str:
    """Every rule that was met and could not wait, by name and the most urgent first: a clinician reads this."""
    return f"{'; '.join(f'{URGENCY[one.urgency].sign} {one.wording}' for one in met)}."


def _table(days: Journal, shown: Sequence[date]) -> Safe:
    """Days across and measures down, so that two weeks fit the width of a page."""
    warned = warnings(days, shown)
    signs_met = [URGENCY[warned[when][0].urgency].sign if when in warned else "" for when in shown]
    rows = [("Warning", signs_met)] if warned else []
    rows += [
        (one.name, [f"{days[when].values[one.id]:g}" if one.id in days[when].values else "" for when in shown])
        for one in measures().values()
    ]
    head = el("tr", el("th", "Day", scope="col"), [el("th", short_date(when), scope="col") for when in shown])
    body = [el("tr", el("th", name, scope="row"), [el("td", cell) for cell in cells]) for name, cells in rows]
    caption = f"The last {len(shown)} days written. Scales from 0 (none) to 10 (worst), temperature in °F"
    table = el("table", el("caption", caption), el("thead", head), el("tbody", body))
    return el("div", table, class_="mbc-scroll", role="region", aria_label="Table: the last days written", tabindex=0)


def _notes(days: Journal, shown: Sequence[date]) -> Safe:
    noted = [when for when in shown if days[when].note][-MOST_NOTES:]
    told = [
        el("li", el("strong", f"{short_date(when)} "), shorten(days[when].note, LONGEST_TOLD, placeholder=" …"))
        for when in noted
    ]
    return join(el("h4", "My last notes"), el("ul", told)) if told else NOTHING


def asking(questions: Sequence[str]) -> Safe:
    """Fields for the questions that are printed on the summary."""
    return el(
        "div",
        el("h4", "Write your three questions"),
        el("p", "They are printed on the page and not kept in a file.", class_="mbc-note"),
        [
            _labeled(f"Question {index}", _typed(f"ask.{index}", words, LONGEST_QUESTION))
            for index, words in enumerate(questions, 1)
        ],
        class_="mbc-block mbc-journal-form mbc-no-print",
    )


def _typed(name: str, value: str, longest: int) -> Safe:
    return el("input", type="text", value=value, maxlength=longest, autocomplete="off", data_name=name)
