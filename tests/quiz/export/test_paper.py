"""The printed test and its key: everything is on them, the letters agree, nothing is given away, and both print."""

import io
import re
import zlib
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from helpers import tables
from helpers.frame import CHECKED, STATUS
from helpers.quiz.export import paper, pdf
from helpers.quiz.export.contract import Bundle
from helpers.quiz.frameworks import INDEPENDENT
from helpers.quiz.items import Item, Part
from helpers.quiz.scoring import RULES, most
from tests.quiz.export.reading import BUNDLES, Node, html, nasty, repeated, tea, whole, words

FILES = ("paper.html", "answer_key.html")


@cache
def page(bundle: str, name: str) -> Node:
    return html(paper.write(BUNDLES[bundle]()).files[name].decode())


def questions(bundle: str) -> list[tuple[Item, Node]]:
    """Items with what stands on the paper for them."""
    return list(zip(BUNDLES[bundle]().items, page(bundle, "paper.html").every("article"), strict=True))


def answer_rows(bundle: str) -> list[tuple[Item, list[Node]]]:
    """Items with their row in the table of right answers."""
    (table,) = page(bundle, "answer_key.html").styled("answers")
    (body,) = table.every("tbody")
    return list(zip(BUNDLES[bundle]().items, [row.every("th", "td") for row in body.every("tr")], strict=True))


# ---- sound pages ----


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("bundle", BUNDLES)
def test_a_page_is_one_sound_file(bundle: str, name: str) -> None:
    content = paper.write(BUNDLES[bundle]()).files[name].decode()
    assert content.startswith('<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>')
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content)
    found = page(bundle, name)
    assert not found.every("script", "link", "img", "iframe", "a", "object", "form", "input")
    (style,) = found.every("style")
    assert not re.search(r"url\(|@import|https?:", style.text())
    assert not [
        one for one in found.every() for key in one.attributes if key.startswith("on") or key in ("src", "href")
    ]
    assert len(found.every("main")) == len(found.every("h1")) == len(found.every("title")) == 1


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("bundle", BUNDLES)
def test_headings_go_down_one_step_at_a_time(bundle: str, name: str) -> None:
    levels = [int(one.tag[1]) for one in page(bundle, name).every("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("bundle", BUNDLES)
def test_tables_have_named_columns_and_rows(bundle: str, name: str) -> None:
    for table in page(bundle, name).every("table"):
        (head,), (body,) = table.every("thead"), table.every("tbody")
        assert all(one.attributes["scope"] == "col" for one in head.every("th")) and head.every("th")
        if "bowtie" not in table.classes:
            for row in body.every("tr"):
                assert [one.attributes["scope"] for one in row.every("th")] == ["row"]
                assert len(row.every("th", "td")) == len(head.every("th", "td"))


@pytest.mark.parametrize("name", FILES)
def test_each_page_says_once_what_it_is_and_is_not(name: str) -> None:
    text = page("whole", name).text()
    assert text.count(INDEPENDENT) == text.count(STATUS) == text.count("All clients are fictional.") == 1
    assert f"{len(whole().items)} questions, {sum(map(most, whole().items))} points in all." in text


# ---- the paper ----


@pytest.mark.parametrize("bundle", BUNDLES)
def test_a_question_has_its_number_points_rule_text_and_answers(bundle: str) -> None:
    for number, (item, node) in enumerate(questions(bundle), 1):
        text = node.text()
        assert f"Question {number} {item.type_name}. {most(item)} point" in text
        assert RULES[item.rule].says in text and words(item.stem) in text
        for part in item.parts:
            assert all(words(option.text) in text for option in part.options)
        for measure in item.trend.measures if item.trend else ():
            assert words(measure.name) in text and all(words(value) in text for value in measure.values)
        if item.number:
            assert words(item.number.rounding) in text and f"_____ {item.number.unit}" in text


@pytest.mark.parametrize("bundle", ["tea", "whole"])
def test_the_paper_gives_nothing_away(bundle: str) -> None:
    text = page(bundle, "paper.html").text()
    for item in BUNDLES[bundle]().items:
        reasons = [option.reason for part in item.parts for option in part.options]
        told = [item.why, *reasons, *(item.number.worked if item.number else ())]
        assert not [one for one in told if len(one) > 25 and words(one) in text], item.id


def test_steps_to_put_in_order_are_not_printed_in_their_order() -> None:
    for item, node in questions("whole"):
        if item.kind == "ordered_response":
            places = [node.text().index(words(option.text)) for option in item.parts[0].options]
            assert places != sorted(places), item.id


def test_boxes_to_mark_are_as_many_as_there_are_answers() -> None:
    for item, node in questions("whole"):
        boxed = item.kind.startswith(("multiple", "matrix"))
        assert len(node.styled("box")) == (sum(len(part.options) for part in item.parts) if boxed else 0)
        bow_ties = node.styled("bowtie")
        assert [len(one.every("td")) for one in bow_ties] == ([5] if item.kind == "bowtie" else [])


def test_a_case_shows_its_client_once_and_each_entry_of_the_chart_once_before_it_is_needed() -> None:
    text = page("whole", "paper.html").text()
    numbers = {item.id: number for number, item in enumerate(whole().items, 1)}
    for case in whole().cases.values():
        assert text.count(words(case.client)) == 1 and text.count(f"Case: {case.title}") == 1
        for entry in case.entries:
            told = words(entry.text) or words(f"{entry.title} {entry.headings[0]}")
            here = text.index(told, text.index(f"Case: {case.title}"))
            assert not entry.text or text.count(told) == 1
            assert text.index(f"Question {numbers[case.items[entry.since - 1].id]} ") > here
            if entry.since > 1:
                before = numbers[case.items[entry.since - 2].id]
                assert text.index(f"New in the chart since question {before} ") < here


def test_a_case_that_is_taken_out_in_part_shows_the_whole_chart_so_far() -> None:
    case = next(iter(whole().cases.values()))
    text = html(paper.paper(Bundle("Part", case.items[3:], {case.id: case})).decode()).text()
    for entry in case.chart(4):
        assert text.index(words(entry.text) or words(entry.title)) < text.index("Question 1 ")
    assert "New in the chart since question 1 " in text


# ---- the key agrees with the paper ----


def printed(item: Item, node: Node) -> list[dict[str, str]]:
    """Letter to text, for each list of answers on the paper; number to text for parts to highlight."""
    if item.kind.startswith("highlight"):
        signs = [one.text().strip("()") for one in node.styled("line")]
        return [dict(zip(signs, [one.text() for one in node.styled("token")], strict=True))]
    found = []
    for listed in node.styled("options"):
        pairs = [one.text().removeprefix("_____ ").split(". ", 1) for one in listed.every("li")]
        found.append({sign: text for sign, text in pairs})
    return found


def signs_in(node: Node) -> list[str]:
    """The letters or numbers in bold in the key."""
    return [match[1] for one in node.every("strong") if (match := re.match(r"([A-Z]+|\d+)\. ", one.text()))]


def keys(part: Part) -> list[str]:
    return [words(option.text) for option in part.options if option.correct]


@pytest.mark.parametrize("bundle", BUNDLES)
def test_the_letters_of_the_key_are_those_of_the_paper(bundle: str) -> None:
    for (item, node), (_, (number, right, worth)) in zip(questions(bundle), answer_rows(bundle), strict=True):
        assert f"Question {number.text()} " in node.text()
        assert int(worth.text()) == most(item)
        if item.number:
            value = re.match(r"-?[\d.]+", right.text())
            assert value and item.number.right(value[0])
        elif item.kind.startswith("matrix"):
            for part in item.parts:
                assert (
                    all(text in right.text() for text in keys(part)) and words(part.label).rstrip(".: ") in right.text()
                )
        elif item.kind == "ordered_response":
            (steps,) = printed(item, node)
            order = re.findall(r"(\d+)\. ([A-Z]+): ", " ".join(one.text() + " " for one in right.every("strong")))
            assert [steps[sign] for _, sign in order] == [words(option.text) for option in item.parts[0].options]
        else:
            agree(item, printed(item, node), signs_in(right), right)


def agree(item: Item, lists: list[dict[str, str]], signs: list[str], right: Node) -> None:
    """Every letter of the key stands for a right answer, and every right answer has its letter."""
    wanted = [text for part in item.parts for text in keys(part)]
    if item.effects and item.effects[0].keys == item.effects[-1].keys and len(item.effects) > 1:
        wanted = [*keys(item.parts[0]), *keys(item.effects[0])]
        assert "in either order" in right.text()
    assert len(signs) == len(wanted)
    told = {f"{sign} {text}" for found in lists for sign, text in found.items()}
    for text in wanted:
        assert any(f"{sign} {text}" in told for sign in signs), (item.id, text)


@pytest.mark.parametrize("bundle", BUNDLES)
def test_the_key_gives_every_reason_and_what_to_take_along(bundle: str) -> None:
    (start,) = [one for one in page(bundle, "answer_key.html").every("main")]
    text = start.text()
    for item in BUNDLES[bundle]().items:
        reasons = [option.reason for part in item.parts for option in part.options]
        slips = [reason for _, reason in item.number.mistakes] if item.number else []
        assert all(words(one) in text for one in [item.why, *reasons, *slips]), item.id
    for case in BUNDLES[bundle]().cases.values():
        assert all(words(said) in text for said in case.debrief)


def test_the_key_lists_every_source_once_with_title_year_and_how_it_was_checked() -> None:
    listed = page("whole", "answer_key.html").every("ul")[-1].every("li")
    sources = tables.cited([one.source_id for one in (*whole().items, *whole().cases.values())])
    assert len(listed) == len(sources)
    for source, node in zip(sources, listed, strict=True):
        text = node.text()
        assert text.startswith(f"{source['source_id']} {words(source['title'])}")
        assert str(source["year"] or "no year") in text
        assert text.endswith(f"Checked: {CHECKED[source['checked']]}.")


# ---- printing ----


@pytest.mark.parametrize("name", FILES)
def test_it_prints_on_letter_and_on_a4_without_cutting_anything(browser: Browser, tmp_path: Path, name: str) -> None:
    shown = browser.new_page(viewport={"width": 657, "height": 900})  # as wide as the text on A4, the narrower one
    errors: list[str] = []
    shown.on("console", lambda said: errors.append(said.text))
    shown.on("request", lambda asked: errors.append(asked.url) if not asked.url.startswith("file:") else None)
    for bundle in (tea(), whole()):
        file = tmp_path / name
        file.write_bytes(paper.write(bundle).files[name])
        shown.goto(file.as_uri())
        shown.emulate_media(media="print")
        assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not errors
    shown.close()


@pytest.mark.parametrize("name", FILES)
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(paper.write(tea()).files[name])
    shown = browser.new_page()
    shown.goto(file.as_uri())
    found = Axe().run(shown)
    assert not found.response["violations"], found.generate_report()
    shown.close()


# ---- the same each time ----


def test_the_same_bundle_gives_the_same_bytes() -> None:
    assert paper.write(whole()).files == paper.write(whole()).files


def test_a_thousand_questions_are_printed() -> None:
    assert len(html(paper.paper(repeated(tea(), 55)).decode()).every("article")) > 1000


# ---- PDF ----

installed = pytest.mark.skipif(find_spec("weasyprint") is None, reason="WeasyPrint is an extra")


def test_without_weasyprint_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(pdf, "import_module", missing)
    with pytest.raises(pdf.MissingError, match="pip install weasyprint"):
        pdf.pdf(b"<p>Tea</p>")


def test_without_its_system_library_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "import_module", broken)
    with pytest.raises(pdf.MissingError, match="print it as a PDF"):
        pdf.pdf(b"<p>Tea</p>")


@installed
@pytest.mark.parametrize("name", FILES)
def test_the_pdf_is_tagged_and_the_same_each_time(name: str) -> None:
    content = paper.write(nasty()).files[name]
    made = pdf.pdf(content)
    assert made == pdf.pdf(content)
    assert made.startswith(b"%PDF-")
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang", b"pdfuaid:part"):
        assert mark in inflated(made), mark


def inflated(made: bytes) -> bytes:
    """The file with its compressed streams opened."""
    out = io.BytesIO()
    out.write(made)
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", made, re.DOTALL):
        try:
            out.write(zlib.decompressobj().decompress(stream))
        except zlib.error:
            out.write(stream)
    return out.getvalue()


@installed
def test_the_pdf_fetches_nothing(tmp_path: Path) -> None:
    style = tmp_path / "style.css"
    style.write_text("@page { size: 100pt 100pt }")
    reaching = f'<html lang="en"><title>Tea</title><link rel="stylesheet" href="{style.as_uri()}"><p>Tea</p>'
    boxes = re.findall(rb"/MediaBox ?\[([^]]+)\]", inflated(pdf.pdf(reaching.encode())))
    assert boxes and all(box.split() == [b"0", b"0", b"612", b"792"] for box in boxes)
