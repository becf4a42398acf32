"""The way from a first sign to a plan: a graph of steps, and a walk through it."""

from __future__ import annotations

from helpers import tables
from helpers.cards import bullets, capitalized, headed
from helpers.controls import Choice, Picked, Trail, further, steps
from helpers.diagnosis.ways import Ways, ways
from helpers.drawing import flow, graph
from helpers.drawing.walk import Exit, Stop, walk_picture
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import Safe, el, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record

PARTS = {1: "1. Is it breast cancer?", 2: "2. Has it spread?", 3: "3. Spread: what now?"}
KINDS = {
    "start": "Start",
    "decision": "Decision",
    "test": "Test",
    "action": "Action",
    "emergency": "Emergency",
    "result": "Result",
}
WRONG = "Wrong turn"
SHOWN = 4
"""Steps drawn behind the present one; those before them are counted."""

STEP_COLUMNS = {
    "label": "Step",
    "what": "What is done or known",
    "who": "Who",
    "why": "Why",
    "before": "Nurse: before",
    "during": "Nurse: during",
    "after": "Nurse: after",
    "wait": "Usual time",
    "wait_basis": "Basis of the time",
    "checked_scope": "What was checked",
}
LINK_COLUMNS = {"from": "From", "choice": "When, and what follows", "to": "To"}
TURN_COLUMNS = {
    "choice": "Wrong turn",
    "why_chosen": "Why people choose it",
    "why_wrong": "Why it is wrong",
    "cost": "What it costs the patient",
    "instead": "Instead",
}


def _asks(walked: Picked) -> str:
    """Where the walk stands, and what to do now."""
    known = ways()
    if not walked:
        return "Where does the walk begin?"
    if turn := known.astray(walked):
        return f"✗ A wrong turn: {turn['label'].lower()}. Read why, then go back"
    here = f"Step {len(walked)}: {known.steps[known.of(walked)]['label'].rstrip('?')}"
    return f"{here}. What next?" if known.follows(walked) else f"{here}. The walk ends here"


class Pathway(Explorer):
    """The way from a first sign to a plan, as a walk and as a whole."""

    title = "The pathway: from first sign to plan"
    question = "Somebody comes with a first sign. What has to happen, in which order, and what is your part in it?"
    takeaway = (
        "At every contact ask about emergency signs first. A spot on a scan is not a diagnosis: tissue is. "
        "Know the next step and its date, and tell both to the person. Nobody should read a result alone."
    )
    prediction_id = "pathway"
    language = None

    form = Choice({"walk": "Walk it", "whole": "Whole graph"}, "Show")
    walk = Trail(
        "Walk",
        lambda walked: ways().follows(walked),
        lambda: (further(walked) for walked in ways().samples()),
        _asks,
    )

    def act(self, name: str, value: str) -> None:
        """Picking a step in the whole graph walks there: along the present walk, else by the shortest way."""
        if name == "place":
            name, value = "walk", further(self._walk_to(value))
        super().act(name, value)

    def _walk_to(self, step: str) -> Picked:
        known, walked = ways(), steps(self.walk)
        if step in walked:
            return walked[: walked.index(step) + 1]
        starts = dict.fromkeys([*walked[:1], *known.starts])
        return next((found[step] for start in starts if step in (found := known.shortest(start))), (step,))

    # ---- the picture ----

    def picture(self) -> Safe:
        return self._whole() if self.form == "whole" else self._walk()

    def _walk(self) -> Safe:
        known, walked = ways(), steps(self.walk)
        labels, kinds = _names(known), {id_: row["kind"] for id_, row in known.steps.items()}
        stops = [
            Stop(
                number,
                labels[id_],
                KINDS[kinds[id_]] if id_ in kinds else WRONG,
                kinds.get(id_, "wrong"),
                further(walked[:number]),
                f"Back to step {number}: {labels[id_]}",
            )
            for number, id_ in enumerate(walked, 1)
        ]
        conditions = known.conditions(walked)
        exits = [
            Exit(labels[id_], conditions.get(id_, ""), further((*walked, id_)), words)
            for id_, words in known.follows(walked).items()
        ]
        return walk_picture(
            stops[-SHOWN - 1 : -1],
            stops[-1] if stops else None,
            exits,
            title=f"A walk through the pathway. {HOW_TO_MOVE}",
            control="walk",
            earlier=max(len(stops) - SHOWN - 1, 0),
            narrow=self.narrow,
            asking="Where next?" if walked else "Who is coming? Pick a start.",
        )

    def _whole(self) -> Safe:
        known, walked = ways(), steps(self.walk)
        return flow.panels(
            _panels(list(known.steps.values()), known.links),
            title=f"The whole pathway in three parts. {HOW_TO_MOVE}",
            control="place",
            key=KINDS,
            selected=known.of(walked),
            path=[link["link_id"] for link in known.taken(walked)],
            width=350 if self.narrow else 270,
            beside=1 if self.narrow else len(PARTS),
        )

    # ---- words ----

    def words(self) -> Safe:
        known, walked = ways(), steps(self.walk)
        if not walked:
            told = f"{len(known.steps)} steps in three parts lead from {len(known.starts)} starts to a plan."
            if self.form == "whole":
                return el("p", f"{told} Pick a step to see how to get there.")
            starts = listing((known.steps[id_]["label"].lower() for id_ in known.starts), "or")
            return el("p", f"{told} Choose where the walk begins: {starts}.")
        behind = self._behind(walked)
        if turn := known.astray(walked):
            label = known.steps[turn["step_id"]]["label"]
            return el(
                "p",
                el("strong", f"Step {len(walked)}, a wrong turn: {turn['label'].lower()}. "),
                f"{turn['why_wrong']} {turn['instead']} Go back to “{label}” and choose again. {behind}",
            )
        step = known.steps[known.of(walked)]
        return el(
            "p",
            el("strong", f"Step {len(walked)}: {_end(step['label'])} "),
            f"{step['what']} Who: {sentence(step['who'])} Usual time: {sentence(_wait(step))} "
            f"{self._ahead(walked, step)} {behind}",
        )

    def _ahead(self, walked: Picked, step: Record) -> str:
        """What can follow: on a walk the choices, wrong ones among them; on the whole graph the true exits."""
        known = ways()
        end = f"The walk can end here with a plan. {step['plan']}" if step["plan"] else ""
        if self.form == "whole":
            onward = listing(
                dict.fromkeys(known.steps[link["to_step"]]["label"] for link in known.onward(walked)), "or"
            )
            return f"{end} {f'From here the way leads to: {_end(onward)}' if onward else ''}".strip()
        labels = _names(known)
        choices = listing((f"“{labels[id_]}”" for id_ in known.follows(walked)), "or")
        return f"{end} {f'Choose what comes next: {choices}.' if choices else ''}".strip()

    def _behind(self, walked: Picked) -> str:
        known = ways()
        names = _names(known)
        passed = [f"{names[id_]}{' (wrong turn)' if id_ in known.turns else ''}" for id_ in walked[:-1]]
        on_graph = self.form == "whole"
        if not passed:
            return "On the graph, the walk begins here." if on_graph else "This is where the walk begins."
        return f"{'On the graph you came through' if on_graph else 'Behind you'}: {_end(', '.join(passed))}"

    # ---- what more there is to read, and the rows ----

    def detail(self) -> Safe:
        known, walked = ways(), steps(self.walk)
        if not walked:
            return headed("How to use it", HOW_TO_USE)
        if turn := known.astray(walked):
            return join(
                headed("Why sensible people choose it", turn["why_chosen"]),
                headed("Why it is wrong here", turn["why_wrong"]),
                headed("What it costs the patient", turn["cost"]),
                headed("What to do instead", turn["instead"]),
            )
        step = known.steps[known.of(walked)]
        return join(
            *(headed(f"The nurse {when}", bullets(split(step[when]))) for when in ("before", "during", "after")),
            headed("Why this step", step["why"]),
            headed("How long", capitalized(sentence(_wait(step)))),
            headed("The plan", step["plan"]),
            headed("At every step", ALWAYS) if step["step_id"] not in ("emergency_check", "emergency_care") else "",
        )

    def rows(self) -> list[Rows]:
        known, walked = ways(), steps(self.walk)
        shown = dict.fromkeys(id_ for id_ in walked if id_ in known.steps) if walked else known.starts
        wrong = [known.turns[id_] for id_ in walked if id_ in known.turns]
        links = known.links if self.form == "whole" else known.taken(walked)
        named = tables.named("pathway_steps", "label")
        tabled = [link | {"from": named[link["from_step"]], "to": named[link["to_step"]]} for link in links]
        told = [
            Rows(
                "The steps of this walk" if walked else "Where a walk can begin",
                STEP_COLUMNS,
                [known.steps[id_] for id_ in shown],
            ),
            Rows("Wrong turns of this walk", TURN_COLUMNS, wrong),
            Rows("All links of the pathway" if self.form == "whole" else "The links walked", LINK_COLUMNS, tabled),
        ]
        return [one for one in told if one.records]


HOW_TO_USE = (
    "Choose a start and decide at each step what comes next, as the nurse who walks beside the person. You decide "
    "what the tests show. Some choices are wrong turns: they explain themselves and lead back. The pathway joins "
    "guidance of several countries into a model for teaching; your local pathway comes first."
)
ALWAYS = (
    "An emergency sign at any step, such as weak legs, confusion or severe breathlessness, goes to emergency care at "
    "once."
)


def _names(known: Ways) -> dict[str, str]:
    return {id_: str(row["label"]) for id_, row in (known.steps | known.turns).items()}


def _wait(step: Record) -> str:
    illustrative = " (illustrative: put your local time here)" if step["wait_basis"] == "illustrative" else ""
    return f"{step['wait']}{illustrative}"


def _end(label: str) -> str:
    """A label at the end of a sentence."""
    return label if label.endswith("?") else f"{label}."


def _panels(all_steps: list[Record], links: list[Record]) -> list[flow.Panel]:
    """The parts of the graph. A step stands below every step listed before it that leads to it."""
    listed = {step["step_id"]: place for place, step in enumerate(all_steps)}
    labels = {step["step_id"]: f"Part {step['part']}: {step['label']}" for step in all_steps}
    panels = []
    for part, title in PARTS.items():
        layer: dict[str, int] = {}
        own = [step for step in all_steps if step["part"] == part]
        inside = {step["step_id"] for step in own}
        leaving = [link for link in links if link["from_step"] in inside]
        for id_ in (step["step_id"] for step in own):
            into = [link["from_step"] for link in leaving if link["to_step"] == id_]
            layer[id_] = 1 + max((layer[source] for source in into if listed[source] < listed[id_]), default=-1)
        nodes = [
            graph.Node(step["step_id"], step["label"], layer[step["step_id"]], kind=step["kind"], tooltip=_told(step))
            for step in own
        ]
        beyond = {
            _target(link, inside): graph.Node(
                _target(link, inside),
                labels[link["to_step"]],
                layer[link["from_step"]] + 1,
                kind="onward",
                value=link["to_step"],
            )
            for link in leaving
            if link["to_step"] not in inside
        }
        edges = [
            graph.Edge(link["link_id"], link["from_step"], _target(link, inside), label=link["exit"])
            for link in leaving
        ]
        panels.append(flow.Panel(title, (*nodes, *beyond.values()), tuple(edges)))
    return panels


def _told(step: Record) -> str:
    return f"{KINDS[step['kind']]}. {step['what']}"


def _target(link: Record, inside: set[str]) -> str:
    """The node where a link ends: a step of the same part, or the sign that points to another part."""
    target: str = link["to_step"]
    return target if target in inside else f"{link['from_step']}>{target}"
