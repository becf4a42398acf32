"""Talking: fictional conversations in which every reply has a consequence, and every talk can be mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpers import tables
from helpers.cards import bullets, folded, headed
from helpers.controls import Picked, Trail, further, steps
from helpers.drawing.talk import Line, conversation
from helpers.drawing.timeline import Card, choices
from helpers.explorer import Explorer
from helpers.frame import Rows
from helpers.living import talk_file
from helpers.living.talk_file import BESIDE, LADDER, TRAP, Conversation, Reply
from helpers.living.talk_walk import Said, Talk, talk
from helpers.markup import Safe, el, join, listing
from helpers.tables import Record

TAG = "Fictional"
SHOWN = 3
"""Exchanges drawn while the talk goes on; at its end all are drawn."""

RULE = (
    "You speak as the nurse. Each reply has a consequence: what the person says next, and whether trust rises or falls "
    "on a ladder of five rungs made for teaching. Several replies can be good. None is the only right one, and real "
    "people may answer otherwise."
)
GOOD, BAD = "✓", "◆"


def _stands(picked: Picked) -> Talk:
    return talk(talk_file.load()[picked[0]], picked[1:])


def follows(picked: Picked) -> Mapping[str, str]:
    """What may come next: first the conversations, then the replies of the present turn, by their words."""
    if not picked:
        return {one.id: f"{one.label} {_who(one)}: {one.learn}" for one in talk_file.load().values()}
    return {one.id: quoted(one.text) for one in _stands(picked).offered()}


def samples() -> Iterator[str]:
    """Trails that stand for all: every reply of every turn, reached the shortest way, and one talk full of traps."""
    yield ""
    for one in talk_file.load().values():
        yield one.id
        ways = _shortest(one)
        trails = {further((*ways[turn.id], reply)) for turn in one.turns.values() for reply in turn.replies}
        yield from sorted(trails | {further(_rough(one))})


def _shortest(one: Conversation) -> dict[str, Picked]:
    """Each turn's shortest trail."""
    ways: dict[str, Picked] = {one.first.id: (one.id,)}
    waiting = [one.first.id]
    while waiting:
        here = waiting.pop(0)
        for reply in one.turns[here].replies.values():
            if reply.to in one.turns and reply.to not in ways:
                ways[reply.to] = (*ways[here], reply.id)
                waiting.append(reply.to)
    return ways


def _rough(one: Conversation) -> Picked:
    """A talk that falls into every trap it can and is mended each time."""
    trail: Picked = (one.id,)
    been = {one.first.id}
    while turn := _stands(trail).turn:
        onward = sorted(turn.replies.values(), key=lambda reply: (not reply.is_trap, reply.to in been))
        reply = next(reply for reply in onward if not reply.is_trap or reply.to in one.turns.keys() - been)
        trail = (*trail, reply.id)
        been.add(reply.to)
    return trail


def asks(picked: Picked) -> str:
    """The person's newest words, to be read before the replies, how the newest reply went, and what to do now."""
    if not picked:
        return "Choose a conversation"
    here = _stands(picked)
    if not here.said:
        return f"{here.conversation.says}: {_in_quotes(here.conversation.opening)} What do you say?"
    newest = here.said[-1]
    heard = f"{here.conversation.says}: {_in_quotes(newest.reply.answer)}"
    told = f"{_named(newest.reply)}. Trust {newest.moved}."
    onward = "What do you say next?" if here.turn else "The talk ends here. Go back a step to try other words"
    return f"{heard} {told} {onward}"


class Conversations(Explorer):
    """A fictional person speaks, the learner chooses the reply, and the consequence shows."""

    title = "Talking: what your words do"
    question = "Somebody says the hard thing to you. What do you say, and what does it do to them?"
    takeaway = (
        "Meet the feeling before the next fact. Ask before you tell, say one thing at a time, check your own words. "
        "When it goes wrong, say so, and say sorry once: a talk that was mended can carry more than a perfect one."
    )
    prediction_id = "talking"
    language = None

    trail = Trail("Replies", follows, samples, asks)

    def _here(self) -> Talk | None:
        """The chosen conversation and what was said; ``None`` before one is chosen."""
        picked = steps(self.trail)
        return _stands(picked) if picked else None

    # ---- picture ----

    def picture(self) -> Safe:
        here = self._here()
        if here is None:
            cards = [Card(one.id, _who(one), one.label, one.setting) for one in talk_file.load().values()]
            return choices(
                cards, control="trail", tag=TAG, title="Conversations to choose from, all fictional", narrow=self.narrow
            )
        hidden = max(len(here.said) - SHOWN, 0) if here.turn else 0
        lines = [line for one in here.said[hidden:] for line in _exchange(here.conversation, one)]
        return conversation(
            lines if hidden else [_opening(here.conversation), *lines],
            name=_who(here.conversation),
            tag=TAG,
            title=f"Conversation with {here.conversation.name}",
            ladder=LADDER,
            earlier=1 + 2 * hidden if hidden else 0,
            came_from=here.said[hidden].before if hidden else 0,
            end=f"The talk ends: {_small(here.ending.title)}." if here.ending else "",
            narrow=self.narrow,
        )

    # ---- words ----

    def words(self) -> Safe:
        here = self._here()
        if here is None:
            said = listing(one.label for one in talk_file.load().values())
            return el(
                "p",
                f"Fictional people say these things to you: {said}. Choose one of them, choose your reply, and see "
                "what it does. You can take every step back and try another reply.",
            )
        one = here.conversation
        if not here.said:
            return join(
                el("p", el("strong", f"{one.name}. "), one.setting),
                el("p", el("strong", f"{one.says}: {_in_quotes(one.opening)}"), f" {one.person} {one.feels}."),
                el("p", f"Trust stands at {_rung(here.trust)}. You have not said anything yet."),
            )
        newest = here.said[-1]
        answered = f"{one.says}: {_in_quotes(newest.reply.answer)}"
        return join(
            el(
                "p",
                f"You: {quoted(newest.reply.text)} ",
                el("strong", answered),
                f" {one.person} {newest.reply.feels}.",
            ),
            el(
                "p",
                el("strong", f"{_named(newest.reply)}. "),
                f"Trust {newest.moved} of {max(LADDER)} ({LADDER[newest.after]}). {newest.reply.why}",
            ),
            el(
                "p",
                el("strong", f"The talk ends: {_small(here.ending.title)}. "),
                f"{here.ending.debrief} {_traps(here)}",
            )
            if here.ending
            else "",
            el("p", f"So far: {_so_far(here)}."),
        )

    # ---- what more there is to read ----

    def detail(self) -> Safe:
        here = self._here()
        if here is None:
            return headed("How it works", RULE)
        if not here.said:
            return join(headed("What this talk trains", f"{here.conversation.learn}."), headed("How it works", RULE))
        return join(
            _after(here) if here.ending else "",
            self._others(here),
            _step_card(here.said[-1].reply),
            folded("The whole talk so far, in words", _script(here), key="script"),
            folded("How it began", el("p", here.conversation.setting), key="setting"),
        )

    def _others(self, here: Talk) -> Safe:
        """The replies not chosen in the newest turn, each as a button that goes back and tries it."""
        newest, before = here.said[-1], steps(self.trail)[:-1]
        buttons = [
            el(
                "button",
                quoted(reply.text),
                type="button",
                data_name="trail",
                data_value=further(before, reply.id),
                class_="mbc-option",
            )
            for reply in talk(here.conversation, before[1:]).offered()
            if reply.id != newest.reply.id
        ]
        return headed("See what the other words do", el("div", buttons, class_="mbc-options"))

    # ---- rows ----

    def rows(self) -> list[Rows]:
        here = self._here()
        people = list(talk_file.load().values()) if here is None else [here.conversation]
        if here is None:
            records = tables.records("talk_frameworks")
        else:
            records = list({one.reply.step: one.reply.record for one in here.said}.values())
        traps = [row for row in records if row["framework"] == TRAP]
        told = [
            Rows("The conversations: all are fictional", _PERSON, [_person_row(one) for one in people]),
            Rows("Steps of the frameworks", _STEP, [row for row in records if row not in traps]),
            Rows("Traps", _TRAP, traps),
        ]
        return [one for one in told if one.records]


def quoted(text: str) -> str:
    """What the nurse says, in quotes; what the nurse does stands in parentheses before it."""
    if not text.startswith("("):
        return _in_quotes(text)
    done, _, said = text.partition(")")
    return f"{done}) {_in_quotes(said.strip())}" if said.strip() else f"{done})"


def _in_quotes(words: str) -> str:
    """Words in quotes; quotes inside them become single ones."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def _small(title: str) -> str:
    """A title inside a sentence; a name keeps its capital."""
    first = title.partition(" ")[0]
    return title[:1].lower() + title[1:] if first in ("She", "He") else title


def _who(one: Conversation) -> str:
    """The name for where it is tagged as fictional anyway."""
    return one.name.partition(" (")[0]


def _rung(trust: int) -> str:
    return f"{trust} of {max(LADDER)} ({LADDER[trust]})"


def _named(reply: Reply) -> str:
    """Sign, framework and step of a reply."""
    framework, step = reply.record["framework"], reply.record["step"]
    return f"{BAD if reply.is_trap else GOOD} {step if framework == BESIDE else f'{framework}: {step}'}"


def _traps(here: Talk) -> str:
    number, said = len(here.traps), len(here.said)
    if not number:
        return f"No trap was among your {said} replies."
    return f"{number} of your {said} replies {'was a trap' if number == 1 else 'were traps'}."


def _so_far(here: Talk) -> str:
    told = (f"({n}) {_named(one.reply)[2:]}, trust {one.after}" for n, one in enumerate(here.said, 1))
    return "; ".join(told)


def _opening(one: Conversation) -> Line:
    return Line("patient", f"{one.person} {one.feels}", _in_quotes(one.opening), rung=one.trust)


def _exchange(one: Conversation, said: Said) -> tuple[Line, Line]:
    reply = said.reply
    return (
        Line("nurse", f"You · {_named(reply)}", quoted(reply.text), "trap" if reply.is_trap else "good"),
        Line("patient", f"{one.person} {reply.feels}", _in_quotes(reply.answer), rung=said.after, sign=said.sign),
    )


def _step_card(reply: Reply) -> Safe:
    row = reply.record
    hints = [row["phrase"], f"How it sounds: {row['avoid']}"] if reply.is_trap else [
        f"For example: {row['phrase']}", f"Avoid: {row['avoid']}"
    ]  # fmt: skip
    return headed(_named(reply), row["what"], *hints)


def _script(here: Talk) -> Safe:
    """Every line said, as a list."""
    one = here.conversation
    lines = [f"{one.person}: {_in_quotes(one.opening)} Trust {one.trust}."]
    for said in here.said:
        lines.append(f"You: {quoted(said.reply.text)} {_named(said.reply)}.")
        lines.append(f"{one.person}: {_in_quotes(said.reply.answer)} Trust {said.after}.")
    return bullets(lines, ordered=True)


def _after(here: Talk) -> Safe:
    """What to take from a talk that has ended."""
    ending = here.ending
    if ending is None:
        return join()
    traps = [f"{said.turn.moment}: {said.reply.record['step']}. {said.reply.why}" for said in here.traps]
    return join(
        headed("What to write down and hand over", bullets(ending.chart)),
        headed("What you can say next", _in_quotes(ending.words)),
        headed("Where it went wrong", bullets(traps)),
    )


_PERSON = {"name": "Person", "label": "What is said", "learn": "What it trains", "setting": "Where"}
_STEP = {
    "framework": "Framework",
    "letter": "Letter",
    "step": "Step",
    "what": "What it is",
    "phrase": "For example",
    "avoid": "Avoid",
}
_TRAP = {"step": "Trap", "what": "What it does", "phrase": "Instead", "avoid": "How it sounds"}


def _person_row(one: Conversation) -> Record:
    return {name: getattr(one, name) for name in (*_PERSON, "source_id", "checked")}
