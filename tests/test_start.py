"""The explorers of notebook 00: map and glossary."""

import xml.etree.ElementTree as ET

import pytest

from helpers import start, tables
from helpers.explorer import Explorer


@pytest.mark.parametrize("kind", start.ALL, ids=lambda kind: kind.__name__)
def test_every_state_renders(kind: type[Explorer]) -> None:
    explorer = kind(predict=False)
    for state in kind.states():
        for name, value in state.items():
            setattr(explorer, name, value)
        assert explorer.problem == "" and explorer.words_html and explorer.table_html, state
        ET.fromstring(f"<p>{explorer.picture_html}</p>")


class TestSeriesMap:
    def test_every_section_is_a_link_with_its_question(self) -> None:
        picture = start.SeriesMap().picture_html
        for row in tables.records("series"):
            assert f'href="{row["notebook"]}.ipynb#{row["anchor"]}"' in picture
            assert row["question"].replace("'", "&#x27;") in picture

    def test_the_words_count_what_is_there(self) -> None:
        sections = tables.records("series")
        words = start.SeriesMap().words()
        assert (
            f"{len({row['notebook'] for row in sections})} notebooks" in words and f"{len(sections)} sections" in words
        )


class TestGlossary:
    def found(self, **choices: str) -> list[str]:
        return [row["term_id"] for row in start.Glossary(**choices).rows()[0].records]

    def test_all_terms_are_there_at_the_start(self) -> None:
        assert set(self.found()) == set(tables.named("glossary", "term"))

    def test_a_search_looks_in_all_texts_and_puts_the_term_itself_first(self) -> None:
        assert self.found(find="  MBC ")[0] == "metastatic_breast_cancer"
        assert self.found(find="dormancy")[0] == "dormancy"

    def test_topic_and_search_work_together(self) -> None:
        found = self.found(find="node", category="anatomy")
        assert found and all(tables.row("glossary", term)["category"] == "anatomy" for term in found)

    def test_no_match_is_said_kindly(self) -> None:
        glossary = start.Glossary(find="zzzz")
        assert "0 terms that match “zzzz”" in glossary.words() and "Try fewer letters" in glossary.picture()

    def test_what_was_typed_is_shown_as_text(self) -> None:
        assert "<b>" not in start.Glossary(find="<b>").words_html

    def test_plain_words_come_alone_and_clinical_words_with_them(self) -> None:
        term = tables.row("glossary", "metastasis")
        plain, both = start.Glossary(find="metastasis"), start.Glossary(find="metastasis", language="clinical")
        assert term["clinical"] not in plain.picture_html and term["clinical"] in both.picture_html
        assert term["plain"] in plain.picture_html and term["plain"] in both.picture_html
