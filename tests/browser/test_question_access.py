"""axe-core finds nothing on a question of any type: open, revealed, for a class, and in a case."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from helpers import frame, theme
from helpers.quiz import UnfoldingCase
from helpers.quiz.items import Item
from helpers.quiz.player import Player
from tests.browser.test_access import WCAG
from tests.quiz.examples import examples, half


class Examples(Player):
    """The examples of every type."""

    def items(self) -> tuple[Item, ...]:
        return examples()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page."""
    with browser.new_context() as context:
        yield context.new_page()


def look(page: Page, player: Player, width: int, scheme: str) -> list[str]:
    """What axe finds on a player, shown as it is now."""
    regions, _ = player.view()
    head = {"head": frame.head(player.title, player.question, player.problem)}
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    body = frame.frame(player.file_name(), player.title, {**regions, **head})
    page.set_content(f"<style>{theme.stylesheet()}</style><body class='mbc-page'>{body}")
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    found = Axe().run(page, context=".mbc", options=WCAG).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
@pytest.mark.parametrize("item", examples(), ids=lambda item: item.id)
def test_a_question_of_any_type_is_sound_open_and_revealed(page: Page, item: Item, width: int, scheme: str) -> None:
    player = Examples(number=str(examples().index(item) + 1))
    player.given = {item.id: half(item)}
    assert not look(page, player, width, scheme)
    player.received("check", "yes")
    assert player.revealed and not look(page, player, width, scheme)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_class_and_a_case_are_sound(page: Page, width: int, scheme: str) -> None:
    shown = Examples(mode="class")
    shown.received("reveal", "yes")
    assert not look(page, shown, width, scheme)
    case = UnfoldingCase(case="hypercalcemia")
    for number in range(1, 7):
        case.received("number", str(number))
        case.received("check", "yes")
        assert not look(page, case, width, scheme)
