"""The map of treatments: route, kind, class and drug, each with what it is for and what the nurse does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from helpers import tables
from helpers.cards import bullets, capitalized, headed
from helpers.controls import Choice
from helpers.drawing.nested import Box, Group, Item, nested
from helpers.explorer import HOW_TO_MOVE, Explorer
from helpers.frame import Rows, cell_words
from helpers.markup import Safe, join, listing, sentence
from helpers.schema import split
from helpers.tables import Record

ALL = "all"


class Route(NamedTuple):
    """Where a treatment acts: its name, a note for the picture, a sentence, and in how many columns it is drawn."""

    name: str
    note: str
    sentence: str
    columns: int


ROUTES: Mapping[str, Route] = {
    "local": Route(
        "Local treatment",
        "acts at one place",
        "It acts at one place. In stage 4 it solves a problem there, such as pain or pressure; cancer elsewhere stays "
        "as it is.",
        1,
    ),
    "systemic": Route(
        "Systemic treatment",
        "travels with the blood and acts in the whole body",
        "It travels with the blood, so it can act wherever the cancer is. In stage 4 it is the main treatment for "
        "nearly everyone.",
        3,
    ),
    "supportive": Route(
        "Beside both",
        "from the diagnosis on, with every treatment",
        "Palliative care is for everyone with stage 4, from the diagnosis on, and trials can be thought of at every "
        "step. Neither replaces treatment.",
        2,
    ),
}
"""Local, systemic, and what stands beside both: the values of ``route`` in ``treatment_categories``."""


PLACED: Mapping[str, str] = {
    "local": "local treatment that acts at one place",
    "systemic": "systemic treatment that acts in the whole body",
    "supportive": "care beside local and systemic treatment",
}
"""What a kind of treatment is, by its route, in the middle of a sentence."""


GIVEN: Mapping[str, str] = {
    "oral": "by mouth",
    "iv": "into a vein (IV)",
    "sc": "under the skin (subcutaneous)",
    "im": "into a muscle (intramuscular)",
    "implant": "as an implant under the skin",
}
"""Ways to give a drug: the values of ``route`` in ``drugs``."""


class Look(NamedTuple):
    """Color role and sign of a kind of treatment: two cues, so that neither is needed alone."""

    role: str
    sign: str


LOOKS: Mapping[str, Look] = {
    "radiation": Look("cavity", "rays"),
    "surgery": Look("ink-soft", "blade"),
    "endocrine": Look("direct", "lock"),
    "targeted": Look("accent", "target"),
    "adc": Look("tumor", "carrier"),
    "chemotherapy": Look("blood", "drop"),
    "immunotherapy": Look("lymph", "shield"),
    "bone": Look("organ-line", "bone"),
    "palliative": Look("lymph", "heart"),
    "trials": Look("accent", "scale"),
}


def _categories(route: str = "") -> list[Record]:
    return [row for row in tables.records("treatment_categories") if route in ("", row["route"])]


def _classes() -> dict[str, list[Record]]:
    """Classes by kind of treatment."""
    return tables.grouped(tables.records("treatment_classes"), "category_id")


def _drugs(column: str) -> dict[str, list[Record]]:
    """Drugs by ``class_id`` or ``category_id``; kinds and classes without drugs are missing."""
    return tables.grouped(tables.records("drugs"), column)


def _parts() -> dict[str, str]:
    """Everything that can be picked, in the order of the map: routes, kinds, classes, drugs. No id is used twice."""
    found = {ALL: "The whole map"} | {route: known.name for route, known in ROUTES.items()}
    classes, drugs = _classes(), _drugs("class_id")
    for category in _categories():
        found[category["category_id"]] = category["name"]
        for row in classes[category["category_id"]]:
            found[row["class_id"]] = row["name"]
            found |= {drug["drug_id"]: drug["generic"] for drug in drugs.get(row["class_id"], ())}
    return found


def _headings() -> dict[str, str]:
    """What each part stands under in the list: its route and kind."""
    heads = dict.fromkeys([ALL, *ROUTES], "The map and its three parts")
    classes, drugs = _classes(), _drugs("category_id")
    for category in _categories():
        kind, head = category["category_id"], f"{ROUTES[category['route']].name}: {category['name'].lower()}"
        inside = [row["class_id"] for row in classes[kind]] + [row["drug_id"] for row in drugs.get(kind, ())]
        heads |= dict.fromkeys([kind, *inside], head)
    return heads


class TreatmentMap(Explorer):
    """Local, systemic and beside both; then kinds of treatment, their classes and their drugs."""

    title = "The map of treatments"
    question = "Your patient names a treatment. What kind is it, and what is it for?"
    takeaway = (
        "When a patient names a treatment, place it first: one place or the whole body, and which kind. Then you know "
        "what it is for, which side effects to expect and what to teach. Say the name as it is written: look-alike "
        "names are not the same drug."
    )
    prediction_id = "overview"

    part = Choice(_parts, "Pick a part of the map", look="select", groups=_headings)

    # ---- what the state selects ----

    def _row(self, table: str, key: str) -> Record | None:
        return next((row for row in tables.records(table) if row[key] == self.part), None)

    def _drug(self) -> Record | None:
        return self._row("drugs", "drug_id")

    def _class(self) -> Record | None:
        """The class that is picked, or whose drug is."""
        drug = self._drug()
        return tables.row("treatment_classes", drug["class_id"]) if drug else self._row("treatment_classes", "class_id")

    def _category(self) -> Record | None:
        """The kind that is picked, or that holds what is: what the picture is zoomed to."""
        inside = self._class()
        if inside:
            return tables.row("treatment_categories", inside["category_id"])
        return self._row("treatment_categories", "category_id")

    def _name(self, row: Record) -> str:
        """Name of a kind or class in the words chosen."""
        return str(row[self.say("plain_name", "name")])

    # ---- picture ----

    def picture(self) -> Safe:
        category = self._category()
        rows = [[self._zoomed(category)]] if category else self._overview()
        return nested(
            rows,
            control="part",
            selected=self.part,
            title=f"{self._name(category) if category else 'The map of treatments'}. {HOW_TO_MOVE}",
            crumbs={ALL: "Whole map", category["route"]: ROUTES[category["route"]].name} if category else None,
            key=self._key(category),
            narrow=self.narrow,
        )

    def _key(self, category: Record | None) -> str:
        if not category:
            return f"The number counts the {'classes' if self.narrow else 'drugs'} inside. Pick a part to zoom in."
        return "Pick a drug to read about it." if category["category_id"] in _drugs("category_id") else ""

    def _overview(self) -> list[list[Group]]:
        if self.narrow:
            return [[self._route(route, self._kinds(route), 1)] for route in ROUTES]
        groups = [
            self._route(route, [self._kind(row) for row in _categories(route)], ROUTES[route].columns)
            for route in ROUTES
        ]
        return [groups[:2], groups[2:]]

    def _route(self, route: str, boxes: list[Box], columns: int) -> Group:
        known = ROUTES[route]
        count = len(_categories(route))
        return Group(route, known.name, known.note, f"{known.name}: {count} kinds", boxes, columns)

    def _kinds(self, route: str) -> list[Box]:
        """The kinds of a route as bare heads, for a narrow map."""
        return [self._kind(row, listed=False) for row in _categories(route)]

    def _kind(self, row: Record, *, listed: bool = True) -> Box:
        """A kind with its classes, or its head alone."""
        look, classes = LOOKS[row["category_id"]], _classes()[row["category_id"]]
        drugs = _drugs("class_id")
        name = self._name(row)
        return Box(
            row["category_id"],
            name if listed else f"{name} ({len(classes)})",
            f"{name}: {_counted(len(classes), 'class')}",
            look.role,
            look.sign,
            items=[self._item(one, len(drugs.get(one["class_id"], ()))) for one in classes] if listed else (),
        )

    def _item(self, row: Record, count: int) -> Item:
        """A class with the number of its drugs."""
        name = self._name(row)
        return Item(row["class_id"], name, f"{name}: {_counted(count, 'drug')}" if count else name, count)

    def _zoomed(self, category: Record) -> Group:
        """One kind with its classes as boxes and its drugs in them."""
        key, name = category["category_id"], self._name(category)
        look, classes, drugs = LOOKS[key], _classes()[key], _drugs("class_id")
        boxes = [
            Box(
                row["class_id"],
                self._name(row),
                self._name(row),
                look.role,
                note=row[self.say("how_plain", "how_clinical")],
                items=[
                    Item(drug["drug_id"], _drug_name(drug), f"{_drug_name(drug)}, a drug")
                    for drug in drugs.get(row["class_id"], ())
                ],
            )
            for row in classes
        ]
        columns = 1 if self.narrow else len(boxes) if len(boxes) < 5 else 4 if len(boxes) == 7 else 3
        spoken = f"{name}: {_counted(len(classes), 'class')}"
        return Group(key, name, category["goal"], spoken, boxes, columns, look.role, look.sign)

    # ---- words ----

    def words(self) -> str:
        if drug := self._drug():
            return self._words_on_drug(drug)
        if row := self._row("treatment_classes", "class_id"):
            return self._words_on_class(row)
        if category := self._category():
            return self._words_on_category(category)
        if self.part in ROUTES:
            return self._words_on_route(self.part)
        kinds, classes, drugs = (
            len(tables.records(name)) for name in ("treatment_categories", "treatment_classes", "drugs")
        )
        return (
            f"The map holds {kinds} kinds of treatment with {classes} classes and {drugs} drugs. Local treatment acts "
            "at one place and systemic treatment in the whole body; palliative care and trials stand beside both. Pick "
            "a part to zoom in."
        )

    def _words_on_route(self, route: str) -> str:
        rows = _categories(route)
        kinds = listing(self._name(row).lower() if self.language == "plain" else row["name"] for row in rows)
        return f"{ROUTES[route].name}, {len(rows)} kinds: {kinds}. {ROUTES[route].sentence}"

    def _words_on_category(self, row: Record) -> str:
        classes, drugs = _classes()[row["category_id"]], _drugs("category_id").get(row["category_id"], [])
        held = listing([_counted(len(classes), "class"), _counted(len(drugs), "drug") if drugs else ""])
        how = sentence(row[self.say("how_plain", "how_clinical")])
        return f"{self._name(row)}: {PLACED[row['route']]}, with {held} here. Goal: {_start(row['goal'])}. {how}"

    def _words_on_class(self, row: Record) -> str:
        category = tables.row("treatment_categories", row["category_id"])
        drugs = [drug["generic"] for drug in _drugs("class_id").get(row["class_id"], ())]
        named = f"{_counted(len(drugs), 'drug')} here: {listing(drugs)}." if drugs else ""
        how = sentence(row[self.say("how_plain", "how_clinical")])
        goal = row["goal"] or category["goal"]
        kind = f"{self._name(row)}: a class within {_start(self._name(category))}, {PLACED[category['route']]}."
        return " ".join(part for part in (kind, f"Goal: {_start(goal)}.", how, named) if part)

    def _words_on_drug(self, drug: Record) -> str:
        row, category = self._class(), self._category()
        assert row and category  # the tables point to each other
        how = sentence(drug[self.say("mechanism", "clinical_mechanism")])
        among = _counted(len(_drugs("class_id")[row["class_id"]]), "drug")
        named = f"{capitalized(_drug_name(drug))}: one of {among} under “{self._name(row)}”"
        place = f"within {_start(self._name(category))}, {PLACED[category['route']]}"
        return f"{named}, {place}. {how} Goal of this kind of treatment: {_start(category['goal'])}."

    # ---- detail ----

    def detail(self) -> Safe:
        if drug := self._drug():
            return self._drug_cards(drug)
        category = self._category()
        row = self._row("treatment_classes", "class_id") or category
        if not row or not category:
            return self._how_to_use()
        return join(
            headed("Goal", sentence(row["goal"] or category["goal"])),
            headed("How it works", sentence(row[self.say("how_plain", "how_clinical")])),
            headed("Who it suits", sentence(row["suits"])),
            headed("How it is given", sentence(row["given"])),
            headed("Side effects to expect", bullets(split(row["side_effects"]))),
            headed("Nursing priorities", bullets(split(row["nursing"]))),
            headed("Tell the patient", f"“{row['teach']}”"),
            headed("You may hear", f"“{category['heard']}”", f"What is true: {category['answer']}")
            if row is category
            else None,
        )

    def _drug_cards(self, drug: Record) -> Safe:
        category = self._category()
        assert category  # every drug has one
        boxed = bullets(split(drug["boxed_warnings"])) if drug["boxed"] == "yes" else ""
        return join(
            headed("Goal", sentence(category["goal"])),
            headed("How it works", sentence(drug[self.say("mechanism", "clinical_mechanism")])),
            headed("Who it suits", sentence(drug["target"]), sentence(drug["setting"])),
            headed("How it is given", sentence(capitalized(_route_words(drug["route"])))),
            headed("Common side effects", bullets(split(drug["common"]))),
            headed("Boxed warning (the strongest on a US label)", boxed),
            headed("Other serious effects", bullets(split(drug["serious"]))),
            headed("Check before giving", bullets(split(drug["check_before"]))),
            headed("Nursing priorities", bullets(split(drug["nurse_monitors"]))),
            headed("Tell the patient", f"“{sentence(drug['teach'])}”"),
            headed("Approval", sentence(drug["approval_note"])) if drug["historical"] else None,
        )

    def _how_to_use(self) -> Safe:
        """The routes in a sentence each; or the kinds of one route, with what is wrongly said of them."""
        if self.part == ALL:
            return join(*(headed(known.name, known.sentence) for known in ROUTES.values()))
        rows = _categories(self.part)
        goals = [f"{self._name(row)}: {_start(row['goal'])}" for row in rows]
        heard = [f"“{row['heard']}” {row['answer']}" for row in rows]
        return join(headed("What each kind is for", bullets(goals)), headed("You may hear", bullets(heard)))

    # ---- rows ----

    def rows(self) -> list[Rows]:
        """What the picture shows: all kinds and classes, or one kind with its classes and drugs; or what is picked."""
        category = self._category()
        kinds = [category] if category else _categories(self.part if self.part in ROUTES else "")
        held, made = _classes(), _drugs("category_id")
        classes = [row for kind in kinds for row in held[kind["category_id"]]]
        drugs = [row for kind in kinds for row in made.get(kind["category_id"], ())]
        found = [self._kind_rows(kinds), self._class_rows(classes)]
        return [*found, self._drug_rows(drugs)] if drugs else found

    def _kind_rows(self, rows: list[Record]) -> Rows:
        headings = {
            "shown": "Kind",
            "acts": "Where it acts",
            "goal": "Goal",
            "how": "How it works",
            "suits": "Who it suits",
            "given": "How it is given",
            "side_effects": "Side effects",
            "nursing": "Nursing priorities",
            "teach": "Teaching",
        }
        return Rows("Kinds of treatment", headings, [self._row_of(row) for row in rows])

    def _class_rows(self, rows: list[Record]) -> Rows:
        headings = {
            "shown": "Class",
            "kind": "Kind",
            "how": "How it works",
            "suits": "Who it suits",
            "given": "How it is given",
            "side_effects": "Side effects",
            "nursing": "Nursing priorities",
            "teach": "Teaching",
        }
        return Rows("Classes", headings, [self._row_of(row) for row in rows])

    def _row_of(self, row: Record) -> Record:
        kind = tables.row("treatment_categories", row["category_id"])
        return row | {
            "shown": self._name(row),
            "acts": ROUTES[kind["route"]].name,
            "kind": self._name(kind),
            "how": row[self.say("how_plain", "how_clinical")],
        }

    def _drug_rows(self, rows: list[Record]) -> Rows:
        headings = {
            "generic": "Drug",
            "brand": "Brand (US)",
            "class": "Class",
            "how": "How it works",
            "target": "For which cancer",
            "route": "Route",
            "approval_year": "First US approval here",
        }
        names = {row["class_id"]: self._name(row) for row in tables.records("treatment_classes")}
        shown = [
            row
            | {
                "class": names[row["class_id"]],
                "how": row[self.say("mechanism", "clinical_mechanism")],
                "route": _route_words(row["route"]),
                "approval_year": cell_words(row["approval_year"]),
            }
            for row in rows
        ]
        return Rows("Drugs", headings, shown)


def _drug_name(drug: Record) -> str:
    """Generic name, and whether it is here as history only."""
    return f"{drug['generic']} (withdrawn)" if drug["historical"] else str(drug["generic"])


def _start(words: str) -> str:
    """Words for the middle of a sentence: small first letter, unless they start with an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _counted(count: int, noun: str) -> str:
    plural = {"class": "classes"}.get(noun, f"{noun}s")
    return f"{count} {noun if count == 1 else plural}"


def _route_words(route: str) -> str:
    """How a drug is given, as words: ``iv;oral`` is “into a vein (IV) or by mouth”."""
    return listing((GIVEN.get(way, way) for way in split(route)), "or")
