"""Nothing a teacher types into a table can become markup."""

import xml.etree.ElementTree as ET
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from helpers.markup import Safe, el, listing, raw, sentence, text

WRITABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


class Reader(HTMLParser):
    """What a browser would see: the tags, and the text between them."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@given(WRITABLE)
def test_text_arrives_as_text(words: str) -> None:
    seen = Reader(el("p", words))
    assert [tag for tag, _ in seen.tags] == ["p"]
    assert seen.words == words


@given(WRITABLE)
def test_an_attribute_keeps_its_value_and_adds_no_other(words: str) -> None:
    seen = Reader(el("p", title=words))
    assert seen.tags == [("p", {"title": words})]


@given(st.recursive(WRITABLE, lambda inner: st.lists(inner, max_size=3), max_leaves=6))
def test_nested_children_are_escaped_at_every_depth(children: object) -> None:
    assert [tag for tag, _ in Reader(el("div", children)).tags] == ["div"]


def test_a_script_in_a_cell_is_shown_and_not_run() -> None:
    assert el("td", "<script>alert(1)</script>") == "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>"


def test_safe_markup_passes_once_and_only_once() -> None:
    inner = el("b", "a & b")
    assert el("p", inner) == "<p><b>a &amp; b</b></p>"
    assert text(raw("<hr>")) == "<hr>"
    assert isinstance(inner, Safe) and inner.__html__() == inner


def test_nothing_is_written_for_none_and_false() -> None:
    assert el("p", None, False, "", hidden=False, title=None) == "<p></p>"


def test_attribute_names_become_html() -> None:
    assert el("label", class_="a", data_name="b", aria_label="c", checked=True) == (
        '<label class="a" data-name="b" aria-label="c" checked></label>'
    )


def test_svg_keeps_its_capitals_and_short_numbers() -> None:
    drawn = el("svg", el("circle", r=2.0, cx=1.26), viewbox="0 0 1 1")
    assert drawn == '<svg viewBox="0 0 1 1"><circle r="2" cx="1.3"></circle></svg>'
    assert ET.fromstring(drawn) is not None


def test_void_elements_are_not_closed() -> None:
    assert el("input", type="radio") == '<input type="radio">'


def test_sentences_end_once() -> None:
    assert sentence("Act now", "") == "Act now."
    assert sentence("Act now.") == "Act now."
    assert sentence("") == ""


def test_lists_read_like_speech() -> None:
    assert [listing(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert listing(["a", "b"], "or") == "a or b"
