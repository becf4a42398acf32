"""The explorers of notebook 00: map, pre-check, glossary."""

import xml.etree.ElementTree as ET

import pytest

from helpers import questions, start, tables
from helpers.explorer import Explorer

PRECHECK = questions.load("precheck")


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


class TestPreCheck:
    def answered(self, *answers: str) -> start.PreCheck:
        check = start.PreCheck()
        for number, answer in enumerate(answers, 1):
            check.received("number", str(number))
            check.received("answer", answer)
        return check

    def right(self, position: int) -> str:
        options = list(PRECHECK.values())[position].options
        return str(next(index for index, option in enumerate(options) if option.correct))

    def test_nothing_is_told_before_an_answer(self) -> None:
        check = start.PreCheck()
        first = next(iter(PRECHECK.values()))
        assert "0 of 10 answered" in check.words_html and first.stem in check.picture_html
        assert first.answer.reason not in check.words_html

    @pytest.mark.parametrize("position", range(10))
    def test_every_option_gets_its_own_reason_and_a_place_to_read_on(self, position: int) -> None:
        question = list(PRECHECK.values())[position]
        for index, option in enumerate(question.options):
            check = start.PreCheck(number=str(position + 1))
            check.received("answer", str(index))
            shown = check.words()
            assert ("✓ Right." in shown) == option.correct
            assert start.section_link(question.section, named=True) in shown
            assert option.reason.split(".")[0].replace("'", "&#x27;") in shown

    def test_the_tally_follows_the_answers(self) -> None:
        all_right = self.answered(*(self.right(position) for position in range(10)))
        assert "10 of 10 answered, 10 right." in all_right.words_html
        wrong = "0" if self.right(0) != "0" else "1"
        assert "1 of 10 answered, 0 right." in self.answered(wrong).words_html

    def test_at_the_end_the_sections_of_the_missed_ones_are_named_once(self) -> None:
        answers = [self.right(position) for position in range(10)]
        assert "you missed" not in self.answered(*answers).words_html
        missed = [position for position in (1, 4) if answers[position] != "0"]
        done = self.answered(*("0" if position in missed else answer for position, answer in enumerate(answers)))
        assert "For the ones you missed, read:" in done.words_html
        for position in missed:
            assert start.section_link(list(PRECHECK.values())[position].section, named=True) in done.words_html

    def test_the_row_of_marks_says_in_words_what_it_shows(self) -> None:
        check = self.answered(self.right(0), "0" if self.right(1) != "0" else "1")
        for said in ("Question 1, right", "Question 2, missed", "Question 3, not answered"):
            assert f'aria-label="{said}"' in check.picture_html

    def test_an_answer_can_be_changed(self) -> None:
        check = self.answered("0")
        check.received("answer", self.right(0))
        assert "1 of 10 answered, 1 right." in check.words_html

    @pytest.mark.parametrize("nonsense", ["9", "-1", "", "x"])
    def test_an_answer_that_is_not_there_is_refused_in_words(self, nonsense: str) -> None:
        check = start.PreCheck()
        check.received("answer", nonsense)
        assert check.problem and "0 of 10 answered" in check.words_html

    def test_the_rows_list_question_answer_and_reason(self) -> None:
        row = self.answered(self.right(0)).rows()[0].records[0]
        assert row["yours"] == row["best"] == next(iter(PRECHECK.values())).answer.text


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
