"""The QTI 2.1 package: sound files, the same content, and the same points in a system that runs it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.quiz import bank
from helpers.quiz.export import qti21
from helpers.quiz.export.contract import Bundle
from helpers.quiz.export.wording import printable
from helpers.quiz.frameworks import INDEPENDENT, NEEDS, STEPS
from helpers.quiz.items import KINDS, Given, Item, Part, pieces
from helpers.quiz.scoring import most, score
from tests.quiz.examples import example, examples, ways
from tests.quiz.export import qti21_scorer
from tests.quiz.export.nasty import nasty_bundle
from tests.quiz.export.qti21_reader import (
    CP,
    LOM,
    Package,
    clean,
    interactions,
    marks,
    reached,
    read,
    responses,
    scored,
    words,
)
from tests.quiz.export.qti21_scorer import NS, TEMPLATES, Refused, local

SCHEMAS = Path(__file__).parents[1] / "schemas"
METADATA = "{http://www.imsglobal.org/xsd/imsqti_metadata_v2p1}qtiMetadata"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"


# ---- what is taken out ----


@cache
def packages() -> dict[str, Package]:
    """The whole bank, one question of each type, hostile texts, and shapes that the others do not have."""
    return {
        "bank": read(Bundle("Stage 4 breast cancer", tuple(bank.items().values()), bank.cases())),
        "examples": read(Bundle("Tea", examples(), {})),
        "nasty": read(nasty_bundle()),
        "unusual": read(Bundle("Unusual", unusual(), {})),
    }


def unusual() -> tuple[Item, ...]:
    """One gap alone, gaps to fill in a table, a tolerance of zero, ids that no system takes."""
    cloze, placing, placing_triad, total = (example(name) for name in ("cloze", "placing", "placing_triad", "sum"))
    assert total.number
    odd = tuple(replace(one, id=id_) for one, id_ in zip(example("select_all").parts[0].options, "1é -_", strict=True))
    grid = {"text": "", "headings": ("What", "Where")}
    return (
        replace(cloze, id="one gap", parts=cloze.parts[:1], text="First {first}."),
        replace(placing, id="in-table", cells=(("Top", "{lid}"), ("{pot}", "Below")), **grid),
        replace(placing_triad, id="test", cells=(("{cause}", "{effect_2}"), ("{effect_1}", "")), **grid),
        replace(total, id="_", number=replace(total.number, answer=12.625, tolerance=0.0)),
        replace(example("select_all"), id="«a»/b", parts=(Part("pick", "Answers", odd, 0),)),
    )


def every() -> Iterator[tuple[Package, Item]]:
    """Each question of each package."""
    for package in packages().values():
        for item in package.bundle.items:
            yield package, item


# ---- files ----


@cache
def schema(name: str) -> Any:
    """One of the schemas, ready."""
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    return etree.XMLSchema(etree.parse(SCHEMAS / "qtiv2p1" / name))


def invalid(content: bytes, name: str) -> str:
    """What a schema has against a document; nothing if it is valid."""
    rules = schema(name)
    from lxml import etree

    return "" if rules.validate(etree.fromstring(content)) else str(rules.error_log)


@pytest.mark.parametrize("name", ["bank", "examples", "nasty", "unusual"])
def test_every_item_and_the_test_are_valid(name: str) -> None:
    for file, content in packages()[name].files.items():
        if file != "imsmanifest.xml":
            assert not invalid(content, "imsqti_v2p1.xsd"), file


def test_a_wrong_file_is_found() -> None:
    content = packages()["examples"].files["items/mbc-bow.xml"]
    assert "maxChoice" in invalid(content.replace(b"maxChoices", b"maxChoice"), "imsqti_v2p1.xsd")


@pytest.mark.parametrize("name", ["bank", "examples", "nasty", "unusual"])
def test_the_metadata_of_an_item_name_its_interaction(name: str) -> None:
    package = packages()[name]
    for resource in package.documents["imsmanifest.xml"].iter(f"{CP}resource"):
        for metadata in resource.iter(METADATA):
            assert not invalid(ElementTree.tostring(metadata), "imsqti_metadata_v2p1.xsd")
            found = {local(one) for one in interactions(package.documents[resource.get("href") or ""])}
            assert found == {metadata.findtext(f"{METADATA.rpartition('}')[0]}}}interactionType")}


CHILDREN = {
    "manifest": "metadata organizations resources",
    "metadata": "(schema schemaversion )?lom( qtiMetadata)?",
    "organizations": "",
    "resources": "resource( resource)*",
    "resource": "(metadata )?file( dependency)*",
    "lom": "general",
    "general": "(identifier )?title language( description)*( keyword)*",
    "identifier": "catalog entry",
    **dict.fromkeys(("title", "description", "keyword"), "string"),
}
"""What may stand in an element of the manifest, after the specifications of content packaging and of metadata."""


@pytest.mark.parametrize("name", ["bank", "examples", "nasty", "unusual"])
def test_the_manifest_has_the_structure_of_a_content_package(name: str) -> None:
    manifest = packages()[name].documents["imsmanifest.xml"]
    for element in manifest.iter():
        if local(element) in CHILDREN:
            assert re.fullmatch(CHILDREN[local(element)], " ".join(map(local, element))), local(element)
    ids = [one.get("identifier") for one in manifest.iter() if one.get("identifier")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", one or "", flags=re.ASCII) for one in ids)
    assert (manifest.findtext(f".//{CP}schema"), manifest.findtext(f".//{CP}schemaversion")) == (
        "QTIv2.1 Package",
        "1.0.0",
    )


@pytest.mark.parametrize("name", ["bank", "examples", "nasty", "unusual"])
def test_the_manifest_lists_every_file_once_and_the_test_depends_on_every_item(name: str) -> None:
    package = packages()[name]
    manifest = package.documents["imsmanifest.xml"]
    resources = {one.get("identifier"): one for one in manifest.iter(f"{CP}resource")}
    files = [one.get("href") for one in manifest.iter(f"{CP}file")]
    assert sorted(files) == sorted(set(package.files) - {"imsmanifest.xml"})
    assert files == [one.get("href") for one in resources.values()]
    test = next(one for one in resources.values() if one.get("type") == "imsqti_test_xmlv2p1")
    depends = [one.get("identifierref") for one in test.iter(f"{CP}dependency")]
    assert depends == [id_ for id_, one in resources.items() if one.get("type") == "imsqti_item_xmlv2p1"]
    assert list(package.items) == [item.id for item in package.bundle.items]


def test_every_document_says_where_its_schema_is() -> None:
    for package in packages().values():
        for document in package.documents.values():
            space, place = (document.get(XSI) or "").split()
            assert document.tag.startswith(f"{{{space}}}") and place.endswith(".xsd")


def test_identifiers_are_those_of_the_test_and_the_manifest() -> None:
    for package in packages().values():
        test = package.documents["test.xml"]
        refs = {one.get("href"): one.get("identifier") for one in test.iter(f"{NS}assessmentItemRef")}
        listed = {
            one.get("href"): one.get("identifier") for one in package.documents["imsmanifest.xml"].iter(f"{CP}resource")
        }
        for href, id_ in refs.items():
            assert package.documents[href or ""].get("identifier") == id_ == listed[href]


def test_no_option_shares_its_identifier_with_another_or_with_a_variable() -> None:
    names = {*PICKED, "gap"}
    for package, item in every():
        document = package.items[item.id]
        ids = [
            one.get("identifier")
            for one in document.iter()
            if local(one) in names or local(one).endswith("Declaration")
        ]
        assert len(set(ids)) == len(ids), item.id


def test_the_same_bundle_gives_the_same_bytes() -> None:
    for package in packages().values():
        one, other = (qti21.write(package.bundle) for _ in range(2))
        assert one == other
        (content,) = one.files.values()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert [entry.filename for entry in archive.infolist()] == sorted(archive.namelist())
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_empty_bundle_is_a_package_too() -> None:
    package = read(Bundle("Nothing", (), {}))
    assert not invalid(package.files["test.xml"], "imsqti_v2p1.xsd")
    assert package.items == {}


# ---- content ----


def test_the_question_stands_before_what_can_be_picked() -> None:
    for package, item in every():
        body = package.items[item.id].find(f"{NS}itemBody")
        inside = list(body.iter())
        asked = next(one for one in inside if local(one) == "strong")
        assert words(asked) == clean(item.stem)
        assert inside.index(asked) < min(index for index, one in enumerate(inside) if local(one) in PICKED)


PICKED = {"simpleChoice", "inlineChoice", "hottext", "gapText", "simpleAssociableChoice", "textEntryInteraction"}


def test_every_option_has_its_words() -> None:
    for package, item in every():
        if item.number:
            continue
        found = reached(item, package.items[item.id])
        assert len(found) == sum(len(part.options) for part in item.parts)
        for (part, option), place in found.items():
            expected = item.part[part].by_id[option].text
            expected = item.part[part].label + expected if item.kind == "matrix_multiple_choice" else expected
            assert place.words == clean(expected)


def test_every_part_has_its_label() -> None:
    for package, item in every():
        found = interactions(package.items[item.id])
        if local(found[0]) == "choiceInteraction" and len(item.parts) > 1:
            for part, one in zip(item.parts, found, strict=True):
                assert words(one.find(f"{NS}prompt")).startswith(clean(part.label).strip())
        if local(found[0]) in ("inlineChoiceInteraction", "gapMatchInteraction"):
            gaps = found if local(found[0]) == "inlineChoiceInteraction" else list(found[0].iter(f"{NS}gap"))
            for mark, gap in zip(marks(item), gaps, strict=True):
                label = " ".join(clean(item.part[mark].label).split())
                assert label.startswith((gap.get("label") or "?").removesuffix("…"))


def test_a_text_with_gaps_reads_as_written() -> None:
    for package, item in every():
        if not marks(item):
            continue
        body = package.items[item.id].find(f"{NS}itemBody")
        assert body is not None
        kept = printable(read_with_marks(body, iter(marks(item))))
        for text in (item.text, *item.headings, *(cell for row in item.cells for cell in row)):
            for row in text.splitlines() if text == item.text else [text]:
                assert clean("".join(f"{said}{{{mark}}}" if mark else said for said, mark in pieces(row))) in kept


def read_with_marks(element: Element, left: Iterator[str]) -> str:
    """The text of an element with marks where something can be picked."""
    if local(element) in ("prompt", "gapText"):
        return element.tail or ""
    if local(element) in ("inlineChoiceInteraction", "gap", "hottext"):
        inside = f"{{{next(left)}}}"
    else:
        inside = (element.text or "") + "".join(read_with_marks(one, left) for one in element)
    return inside + (element.tail or "")


def test_as_many_can_be_picked_as_we_allow() -> None:
    for package, item in every():
        found = [one for one in interactions(package.items[item.id]) if one.get("maxChoices")]
        if found:
            assert [int(one.get("maxChoices") or -1) for one in found] == [part.most for part in item.parts]


def test_the_keys_are_the_correct_response() -> None:
    for package, item in every():
        document = package.items[item.id]
        correct = {
            one.get("identifier"): [words(value) for value in one.iter(f"{NS}value")]
            for one in document.findall(f"{NS}responseDeclaration")
        }
        if item.number:
            assert [float(value) for value in correct["RESPONSE"]] == [item.number.answer]
        else:
            expected = responses(item, document, item.key)
            assert {name: sorted(values) for name, values in correct.items()} == {
                name: sorted(values) for name, values in expected.items()
            }
        if item.kind == "ordered_response":
            assert correct["RESPONSE"] == responses(item, document, item.key)["RESPONSE"]


def test_steps_do_not_stand_in_the_right_order() -> None:
    for package, item in every():
        if item.kind == "ordered_response":
            shown = [words(one) for one in package.items[item.id].iter(f"{NS}simpleChoice")]
            assert shown != [clean(option.text) for option in item.parts[0].options]


def test_a_learner_is_told_every_reason_and_the_sources() -> None:
    for package, item in every():
        feedback = package.items[item.id].find(f"{NS}modalFeedback")
        told = words(feedback)
        assert clean(item.why) in told
        assert all(source in told for source in item.source_id.split(";"))
        wanted = item.number and [*item.number.worked, *(why for _, why in item.number.mistakes)]
        for reason in wanted or reasons(item):
            assert clean(reason) in told, (item.id, reason)


def reasons(item: Item) -> list[str]:
    """Why each option is right or wrong; where a row has one reason, that one."""
    if item.kind == "matrix_multiple_choice":
        return [part.by_id[part.keys[0]].reason for part in item.parts]
    if item.kind == "matrix_multiple_response":
        return [option.reason for option in item.parts[0].options]
    if item.kind.startswith("dragdrop"):
        used = {key for part in item.parts for key in part.keys}
        others = [option.reason for option in item.parts[0].options if option.id not in used]
        return others + [item.part[part].by_id[pick].reason for part, (pick,) in item.key.items()]
    return [option.reason for part in item.parts for option in part.options]


def test_the_bank_has_no_other_reasons_than_those() -> None:
    for item in bank.items().values():
        assert {option.reason for part in item.parts for option in part.options} == set(reasons(item)), item.id


def test_what_is_told_is_told_after_any_answer_and_holds_nothing_that_a_system_refuses() -> None:
    for package, item in every():
        document = package.items[item.id]
        assert qti21_scorer.outcomes(document, {})["FEEDBACK"] == "why"
        (feedback,) = (one for one in document.iter() if "feedback" in local(one).lower())
        assert (feedback.get("outcomeIdentifier"), feedback.get("identifier"), feedback.get("showHide")) == (
            "FEEDBACK",
            "why",
            "show",
        )


def test_an_exhibit_over_time_stands_in_its_item() -> None:
    for package, item in every():
        if item.trend:
            table = package.items[item.id].find(f"{NS}itemBody/{NS}table/{NS}caption/..")
            told = words(table)
            cells = [*item.trend.times, *(v for m in item.trend.measures for v in (m.name, m.normal, *m.values))]
            assert all(clean(text) in told for text in [item.trend.caption, *cells])


def test_each_tag_of_an_item_is_a_keyword() -> None:
    for package, item in every():
        resource = next(
            one
            for one in package.documents["imsmanifest.xml"].iter(f"{CP}resource")
            if one.findtext(f".//{LOM}entry") == item.id
        )
        told = [words(one) for one in resource.iter(f"{LOM}keyword")]
        assert f"Step of clinical judgment: {STEPS[item.step].name}" in told
        assert f"Client needs: {NEEDS[item.needs]}" in told
        assert f"Bloom: {item.bloom}" in told
        assert len(told) == 6


def test_independence_is_said_once() -> None:
    for package in packages().values():
        assert sum(words(document).count(INDEPENDENT) for document in package.documents.values()) == 1


def test_hostile_texts_make_no_elements_of_their_own() -> None:
    plain = [document for name in ("bank", "unusual") for document in packages()[name].items.values()]
    known = {local(one) for document in plain for one in document.iter()}
    for document in packages()["nasty"].items.values():
        assert {local(one) for one in document.iter()} <= known


# ---- the test and its cases ----


def sections(package: Package) -> list[tuple[Element, Element]]:
    """Each section with the part of the test that it stands in."""
    test = package.documents["test.xml"]
    return [(part, one) for part in test.findall(f"{NS}testPart") for one in part.findall(f"{NS}assessmentSection")]


def asked(package: Package, section: Element) -> list[str]:
    """Ids of the questions of a section, in order."""
    ids = {document.get("identifier"): id_ for id_, document in package.items.items()}
    return [ids[one.get("identifier")] for one in section.iter(f"{NS}assessmentItemRef")]


def test_there_is_a_section_for_each_notebook_in_the_order_of_the_bundle() -> None:
    package = packages()["bank"]
    alone = [item for item in package.bundle.items if not item.case]
    notebooks = list(dict.fromkeys(bank.notebook_of(item) for item in alone))
    found = [one for part, one in sections(package) if part.get("navigationMode") == "nonlinear"]
    for notebook, section in zip(notebooks, found, strict=True):
        assert asked(package, section) == [item.id for item in alone if bank.notebook_of(item) == notebook]
        assert notebook.partition("_")[2].replace("_", " ") in (section.get("title") or "").lower()


@pytest.mark.parametrize("name", ["bank", "nasty"])
def test_the_questions_of_a_case_stay_together_in_order_and_go_forward_only(name: str) -> None:
    package = packages()[name]
    found = [one for part, one in sections(package) if part.get("navigationMode") == "linear"]
    for case, section in zip(package.bundle.cases.values(), found, strict=True):
        assert asked(package, section) == [item.id for item in case.items]
        assert section.get("title") == " ".join(clean(case.title).split())
        assert section.find(f"{NS}ordering").get("shuffle") == "false"


@pytest.mark.parametrize("name", ["bank", "nasty"])
def test_each_question_of_a_case_shows_the_client_and_the_chart_as_it_stands(name: str) -> None:
    package = packages()[name]
    for case in package.bundle.cases.values():
        for number, item in enumerate(case.items, 1):
            body = words(package.items[item.id].find(f"{NS}itemBody"))
            assert clean(case.client) in body and "fictional" in body.lower()
            shown = {one.title: one for one in case.chart(number)}
            assert all(clean(title) in body for title in shown)
            assert not any(clean(one.title) in body for one in case.entries if one.title not in shown)


def test_a_case_ends_with_looking_back() -> None:
    package = packages()["bank"]
    for case in package.bundle.cases.values():
        *before, last = (words(package.items[item.id].find(f"{NS}modalFeedback")) for item in case.items)
        assert all(clean(one) in last for one in case.debrief)
        assert not any("Looking back" in one for one in before)


def test_the_test_adds_up_the_points_and_shows_what_is_told() -> None:
    for package in packages().values():
        test = package.documents["test.xml"]
        (total,) = (one for one in test.iter(f"{NS}outcomeDeclaration") if one.get("identifier") == "MAXSCORE")
        assert float(words(total)) == sum(most(item) for item in package.bundle.items)
        assert [one.get("variableIdentifier") for one in test.iter(f"{NS}testVariables")] == ["SCORE"]
        assert {one.get("showFeedback") for one in test.iter(f"{NS}itemSessionControl")} == {"true"}


# ---- points ----


def test_every_item_can_earn_as_many_points_as_ours() -> None:
    for package, item in every():
        document = package.items[item.id]
        declared = {one.get("identifier"): one for one in document.findall(f"{NS}outcomeDeclaration")}
        assert float(words(declared["MAXSCORE"])) == most(item) == float(declared["SCORE"].get("normalMaximum") or 0)
        assert scored(item, document, item.key) == most(item)


def test_right_wrong_half_and_empty_answers_earn_the_same_points() -> None:
    for package, item in every():
        for way, answer in ways(item).items():
            earned = scored(item, package.items[item.id], possible(item, answer))
            assert earned == score(item, possible(item, answer)).points, (item.id, way)


def possible(item: Item, answer: Given) -> Given:
    """An answer without the second use of a word that can be placed once."""
    if not item.kind.startswith("dragdrop"):
        return answer
    used: dict[str, str] = {}
    for part, placed in answer.items():
        for pick in placed:
            used.setdefault(pick, part)
    return {part: (pick,) for pick, part in used.items()}


def answers(item: Item) -> st.SearchStrategy[Given]:
    """Any answer that a learner can give."""
    if item.number:
        number = item.number
        steps = st.sampled_from([0, 0.5, 0.999, 1, 1.001, 2, 10])
        near = st.builds(lambda sign, step: number.answer + sign * step * (number.tolerance or 1), SIGN, steps)
        values = near | st.sampled_from([value for value, _ in number.mistakes] or [0.0]) | st.floats(-1e6, 1e6)
        return values.map(lambda value: {"number": (f"{value:.6f}",)})
    if item.kind == "ordered_response":
        ids = [option.id for option in item.parts[0].options]
        return (st.permutations(ids) | st.just(ids)).map(lambda order: {"order": tuple(order)})
    if item.kind.startswith("dragdrop"):
        tokens: Sequence[str] = [*item.parts[0].by_id, *[""] * len(item.parts)]
        return st.permutations(tokens).map(
            lambda order: {part.id: (token,) for part, token in zip(item.parts, order, strict=False) if token}
        )
    each = {
        part.id: st.lists(st.sampled_from(list(part.by_id)), unique=True, max_size=part.most or None).map(tuple)
        for part in item.parts
    }
    return st.fixed_dictionaries(each)


SIGN = st.sampled_from([-1, 1])


@settings(deadline=None, max_examples=600)
@given(data=st.data())
def test_any_answer_earns_the_same_points(data: st.DataObject) -> None:
    package = packages()[data.draw(st.sampled_from(sorted(packages())))]
    item = data.draw(st.sampled_from(package.bundle.items))
    answer = data.draw(answers(item))
    assert scored(item, package.items[item.id], answer) == score(item, answer).points


@pytest.mark.parametrize("item", [item for item in examples() if not item.number], ids=lambda item: item.id)
def test_any_answer_to_one_of_each_type_earns_the_same_points(item: Item) -> None:
    document = packages()["examples"].items[item.id]

    @settings(deadline=None, max_examples=60)
    @given(answer=answers(item))
    def check(answer: Given) -> None:
        assert scored(item, document, answer) == score(item, answer).points

    check()


@pytest.mark.parametrize(
    ("effects", "points"),
    [(("y1", "y2"), 2), (("y2", "y1"), 2), (("y1", "y1"), 1), (("y2", "y2"), 1), (("", "y2"), 1), (("y9", "y1"), 1)],
)
def test_two_reasons_count_either_way_round_and_one_given_twice_counts_once(
    effects: tuple[str, str], points: int
) -> None:
    item, document = example("triad"), packages()["examples"].items["triad"]
    reasons_given = {f"effect_{number}": (one,) for number, one in enumerate(effects, 1) if one}
    assert scored(item, document, {"cause": ("a",), **reasons_given}) == points
    assert scored(item, document, {"cause": ("b",), **reasons_given}) == 0
    assert scored(item, document, reasons_given) == 0


def test_reasons_of_two_lists_that_share_an_id_are_scored_as_ours() -> None:
    item = example("triad")
    cause, first, second = item.parts
    one = replace(first, options=tuple(replace(option, correct=option.id == "y2") for option in first.options))
    two = replace(second, options=tuple(replace(option, correct=option.id == "y1") for option in second.options))
    apart = replace(item, id="apart", parts=(cause, one, two))
    document = read(Bundle("Apart", (apart,), {})).items["apart"]
    for left in ("", *one.by_id):
        for right in ("", *two.by_id):
            answer = {"cause": ("a",), **{part: (pick,) for part, pick in (("effect_1", left), ("effect_2", right))}}
            answer = {part: picked for part, picked in answer.items() if picked != ("",)}
            assert scored(apart, document, answer) == score(apart, answer).points


def test_choosing_everything_is_not_below_nothing_in_any_group() -> None:
    item, document = example("grouping"), packages()["examples"].items["grouping"]
    answer = {part.id: tuple(part.by_id) for part in item.parts}
    assert scored(item, document, answer) == score(item, answer).points == 1


def test_no_mapping_gives_less_than_nothing_or_more_than_there_is() -> None:
    for package, item in every():
        mappings = list(package.items[item.id].iter(f"{NS}mapping"))
        assert {one.get("lowerBound") for one in mappings} <= {"0"}
        bounds = sum(float(one.get("upperBound") or -1) for one in mappings)
        gate = 1 if item.effects and len(mappings) > 1 else 0
        assert not mappings or bounds - gate == most(item)


@pytest.mark.parametrize(("typed", "points"), [("0.8", 1), ("0.6", 1), ("0.81", 0), ("0.59", 0)])
def test_a_number_on_the_edge_of_the_tolerance_is_right_whatever_computers_make_of_decimals(
    typed: str, points: int
) -> None:
    item = example("sum")
    assert item.number
    edge = replace(item, number=replace(item.number, answer=0.7, tolerance=0.1))
    document = read(Bundle("Edge", (edge,), {})).items["sum"]
    assert scored(edge, document, {"number": (typed,)}) == score(edge, {"number": (typed,)}).points == points


def test_more_than_may_be_picked_is_refused() -> None:
    for name in ("choice", "select_n", "bow"):
        item, document = example(name), packages()["examples"].items[name]
        with pytest.raises(Refused):
            scored(item, document, {part.id: tuple(part.by_id) for part in item.parts})


def test_a_word_is_placed_once_and_a_gap_holds_one() -> None:
    item, document = example("placing_triad"), packages()["examples"].items["placing_triad"]
    with pytest.raises(Refused):
        scored(item, document, {"effect_1": ("t2",), "effect_2": ("t2",)})
    with pytest.raises(Refused):
        scored(item, document, {"effect_1": ("t2", "t3")})


def test_a_row_holds_one_column() -> None:
    item, document = example("rows"), packages()["examples"].items["rows"]
    with pytest.raises(Refused):
        scored(item, document, {"r1": ("wet", "dry")})


# ---- the report ----


def test_every_item_is_exact() -> None:
    for package in packages().values():
        assert {fit.fidelity for fit in package.report.values()} == {"exact"}


def test_the_report_names_the_interaction() -> None:
    for package, item in every():
        found = {local(one) for one in interactions(package.items[item.id])}
        assert found == {package.report[item.id].target}


def test_the_report_warns_of_rules_that_some_systems_ignore_and_of_nothing_else() -> None:
    for package, item in every():
        processing = package.items[item.id].find(f"{NS}responseProcessing")
        assert processing is not None
        assert bool(len(processing)) != (processing.get("template") or "").startswith(TEMPLATES)
        note = package.report[item.id].note
        assert ("custom response processing" in note) == bool(len(processing))
        assert ("wrong conclusion" in note) == (item.rule == "rationale")


def test_the_package_names_the_types_whose_rules_some_systems_ignore() -> None:
    for package in packages().values():
        described = words(package.documents["imsmanifest.xml"].find(f"{CP}metadata"))
        concerned = {item.kind for item in package.bundle.items if package.report[item.id].note}
        assert all(KINDS[kind].name in described for kind in concerned)
        assert any(item.rule == "rationale" for item in package.bundle.items) == ("rationale" in described)


def test_a_bundle_without_such_rules_has_no_warning() -> None:
    package = read(Bundle("Plain", (example("choice"),), {}))
    assert "custom response processing" not in words(package.documents["imsmanifest.xml"])
