"""Where treatment acts: at one place or everywhere, and what the wall around the brain lets in."""

from __future__ import annotations

from helpers import tables
from helpers.cards import bullets, capitalized, headed
from helpers.controls import Choice
from helpers.drawing import reach
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows
from helpers.markup import Safe, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record

ROUTES = {
    **dict.fromkeys(("beam", "fine_beams", "seeds", "cut"), "local"),
    "injection": "local",
    **dict.fromkeys(("stream", "bones", "glands"), "systemic"),
}
"""Local or systemic, by how a treatment is drawn."""

ROUTE_WORDS = {
    "local": ("Local: it treats one place", "Local treatment"),
    "systemic": ("Systemic: it travels in the blood", "Systemic treatment"),
}
"""Both routes in plain and in clinical words."""

ELSEWHERE = {"stream": "acts", "glands": "acts"}
"""What a treatment does at a place of which the table says nothing, by how it is drawn. Otherwise: none."""

KEY = {
    "acts": "acts here",
    "some": "some drugs",
    "little": "little gets in",
    "unknown": "not known",
    "none": "no effect",
}
"""What the marks on the body say."""

BEHIND_WALL = ("brain", "lining")
"""Places behind the wall between blood and brain."""

WALL_WORDS = {
    "through": "Beams pass through it",
    "behind": "It is put in behind it",
    "cut": "The surgeon goes behind it",
    "some": "Open to some drugs",
    "little": "Lets little in",
    "unknown": "Not well studied",
    "none": "It does not act behind it",
}
"""What the picture of the wall says."""


def _kinds() -> dict[str, str]:
    return {row["reach_id"]: row["name"] for row in tables.records("treatment_reach")}


def _headings() -> dict[str, str]:
    return {row["reach_id"]: ROUTE_WORDS[ROUTES[row["drawn"]]][1] for row in tables.records("treatment_reach")}


def _places() -> dict[str, str]:
    return {row["place_id"]: capitalized(row["name"]) for row in tables.records("reach_places")}


def at_place(kind: Record, place: Record) -> Record:
    """What a row of ``treatment_reach`` does at a row of ``reach_places``: its level, and words for it if any.

    Where the table ``reach_at_place`` is silent, a treatment that travels acts, and every other does not.
    """
    for row in tables.records("reach_at_place"):
        if (row["reach_id"], row["place_id"]) == (kind["reach_id"], place["place_id"]):
            return row
    return {"level": ELSEWHERE.get(kind["drawn"], "none"), "plain": "", "clinical": ""}


class WhereItReaches(Explorer):
    """A kind of treatment and a place: what reaches it, what does not, and what the nurse does."""

    title = "Where treatment acts: one place or everywhere"
    question = "“The radiation went well. So is the spot in my liver treated too?”"
    takeaway = (
        "For each treatment, ask two things: which places does it reach, and who looks after the others? Local "
        "treatment often brings relief while systemic treatment does its work. However well the body responds: sudden "
        "weakness, confusion or a seizure is a call now, and a new headache is reported the same day."
    )
    prediction_id = "reach"

    treatment = Choice(_kinds, "Treatment", look="select", groups=_headings)
    place = Choice(_places, "Place in the body", look="select")
    figure_of = Choice({"woman": "Woman", "man": "Man"}, "Figure")

    # ---- what the state selects ----

    def _kind(self) -> Record:
        return tables.row("treatment_reach", self.treatment)

    def _here(self) -> Record:
        return tables.row("reach_places", self.place)

    @property
    def _is_local(self) -> bool:
        """Is it drawn at the chosen place, and nowhere else?"""
        return self._kind()["drawn"] in reach.LOCAL

    def _level(self, place: Record) -> str:
        """What the treatment does at a place. A local one does nothing outside the place chosen."""
        if self._is_local and place["place_id"] != self.place:
            return "none"
        return str(at_place(self._kind(), place)["level"])

    def _named(self, row: Record) -> str:
        return str(row[self.say("name", "clinical_name")])

    # ---- picture ----

    def picture(self) -> Safe:
        kind = self._kind()
        return reach.reach(
            tables.load("body_parts"),
            [self._mark(row) for row in tables.records("reach_places")],
            self._wall(),
            figure=self.figure_of,
            drawn=kind["drawn"],
            key=self._key(),
            blood=self._in_the_blood(),
            control="place",
            title=f"Body of a {self.figure_of} with marked places. {self._named(kind)}. {HOW_TO_MOVE}",
        )

    def _mark(self, row: Record) -> reach.Mark:
        level, name = self._level(row), self._named(row)
        return reach.Mark(
            value=row["place_id"],
            name=f"{capitalized(name)}: {self._key()[level]}",
            label=capitalized(name),
            x=row["x"],
            y=row["y"],
            level=level,
            chosen=row["place_id"] == self.place,
        )

    def _key(self) -> dict[str, str]:
        """What the marks say. Places that a local treatment leaves alone are not treated."""
        return KEY | ({"none": "not treated"} if self._is_local else {})

    def _in_the_blood(self) -> str:
        """What the vessels carry in the picture."""
        return {"stream": "in the blood", "bones": "in the blood", "glands": "less estrogen"}.get(
            self._kind()["drawn"], ""
        )

    def _wall(self) -> reach.Wall:
        way, drawn = self._way(), self._kind()["drawn"]
        words = WALL_WORDS["cut" if drawn == "cut" else way]
        return reach.Wall(self.say("Wall between blood and brain", "Blood-brain barrier"), way, words)

    def _way(self) -> str:
        """How the treatment meets the wall around the brain."""
        brain = at_place(self._kind(), tables.row("reach_places", "brain"))["level"]
        ways = {"beam": "through", "fine_beams": "through", "cut": "behind", "injection": "behind"}
        return ways.get(self._kind()["drawn"], str(brain))

    # ---- words ----

    def words(self) -> str:
        kind = self._kind()
        men = kind["men_note"] if self.figure_of == "man" else ""
        figure = f"Shown on the figure of a {self.figure_of}."
        acts, _ = self._said_of(kind)
        return " ".join(part for part in (acts, men, self._words_here(), self._words_elsewhere(), figure) if part)

    def _said_of(self, kind: Record) -> tuple[str, str]:
        """Where the treatment acts: the first sentence, and the rest."""
        first, _, rest = kind[self.say("plain", "clinical")].partition(". ")
        return sentence(first), rest

    def _words_here(self) -> str:
        """What it does at the chosen place."""
        told = at_place(self._kind(), self._here())[self.say("plain", "clinical")]
        if told:
            return sentence(told)
        name, level = self._named(self._here()), self._level(self._here())
        return f"At the place you chose ({name}): {'it acts' if level == 'acts' else 'it has no effect on the cancer'}."

    def _words_elsewhere(self) -> str:
        """What it does at the other marked places, by level."""
        others = [row for row in tables.records("reach_places") if row["place_id"] != self.place]
        if self._is_local:
            used = self._level(self._here()) != "none"
            return "The other marked places are not treated by it." if used else "So it treats no marked place here."
        said = {
            "acts": "it acts",
            "some": "some drugs act",
            "little": "little gets in",
            "unknown": "its effect is not well known",
            "none": "it has no effect",
        }
        groups = {level: [f"the {self._named(row)}" for row in others if self._level(row) == level] for level in KEY}
        return sentence(
            "Elsewhere: " + "; ".join(f"{said[level]} in {listing(names)}" for level, names in groups.items() if names)
        )

    def detail(self) -> Safe:
        kind, here = self._kind(), self._here()
        return join(
            headed(self.say(*ROUTE_WORDS[ROUTES[kind["drawn"]]]), self._said_of(kind)[1], self._why_both()),
            headed(
                self.say("The wall between blood and brain", "Blood-brain barrier"),
                *(self._behind_wall(place) for place in BEHIND_WALL),
            ),
            headed("What the nurse does", bullets(split(kind["nurse_does"]))),
            headed(f"Watch: {self._named(here)}", here["watch"]),
        )

    def _why_both(self) -> str:
        drawn = self._kind()["drawn"]
        if drawn == "bones":
            return "It goes along with treatment of the cancer itself. It does not take its place."
        if ROUTES[drawn] == "local":
            return (
                "It can bring relief at one place while systemic treatment works on the rest. It is not instead of it."
            )
        return "It can work in many places at once, but takes time. A place in danger may need local treatment too."

    def _behind_wall(self, place_id: str) -> str:
        """What the treatment does at a place behind the wall, where the table says so."""
        place = tables.row("reach_places", place_id)
        told = at_place(self._kind(), place)[self.say("plain", "clinical")]
        return f"{capitalized(self._named(place))}: {told}" if told else ""

    # ---- rows ----

    def rows(self) -> list[Rows]:
        own = self.say("plain", "clinical")
        kind = self._kind()
        found = [
            row | {"place": self._named(place), "level": self._key()[row["level"]]}
            for place in tables.records("reach_places")
            if "source_id" in (row := at_place(kind, place))
        ]
        tables_shown = [
            Rows(
                "The treatment",
                {self.say("name", "clinical_name"): "Treatment", own: "Where it acts"},
                [kind],
            ),
            Rows(
                "The place",
                {self.say("name", "clinical_name"): "Place", "watch": "What to watch for"},
                [self._here()],
            ),
        ]
        if found:
            headings = {"place": "Place", "level": "What it does", own: "In words"}
            tables_shown.append(Rows("Where it depends on the place", headings, found))
        return tables_shown
