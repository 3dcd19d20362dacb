"""The charts of an evaluation on a page of each theme."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

if TYPE_CHECKING:
    from browser.conftest import Visit

pytestmark = pytest.mark.browser

THEMES = ("material", "mkdocs", "readthedocs")
SWITCHES = {
    "material": "document.body.dataset.mdColorScheme = 'slate'",
    "mkdocs": "document.documentElement.dataset.bsTheme = 'dark'",
}
"""What a theme's own switch to the dark scheme does."""


def open_charts(visit: "Visit") -> Page:
    visit.page.goto(f"{visit.home}charts/")
    visit.page.wait_for_load_state("networkidle")
    return visit.page


def switch_to_dark(page: Page, theme: str) -> None:
    page.evaluate(SWITCHES[theme])
    page.evaluate("document.getAnimations().forEach(each => each.finish())")


def read_colours(page: Page) -> list[str]:
    """The colours of a number, of a strong bar and of another."""
    colours: list[str] = page.evaluate(
        """['td', 'tr.wisdom-strong rect + rect', 'tr:not(.wisdom-strong) rect + rect'].map(
            (part, place) => getComputedStyle(document.querySelector(`.wisdom-bars tbody ${part}`))[
                place ? 'fill' : 'color'])"""
    )
    return colours


@pytest.mark.parametrize("theme", THEMES)
def test_charts_fit_a_phone_in_readable_text(
    visit_site: Callable[..., "Visit"], theme: str
) -> None:
    page = open_charts(visit_site(theme, viewport={"width": 390, "height": 800}))
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    cells = ".wisdom-bars :is(th, td, caption)"
    cut, small = page.evaluate(
        f"""(cells => [cells.filter(each => each.scrollWidth > each.clientWidth + 1).length,
            cells.filter(each => parseFloat(getComputedStyle(each).fontSize) < 12).length]
        )([...document.querySelectorAll('{cells}')])"""
    )
    assert (cut, small) == (0, 0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_no_fault(visit_site: Callable[..., "Visit"], theme: str, scheme: str) -> None:
    page = open_charts(visit_site(theme, color_scheme=scheme))
    if scheme == "dark" and theme in SWITCHES:
        switch_to_dark(page, theme)
    found = Axe().run(page, context={"include": [[".wisdom-chart"]]}).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:150]) for fault in found] == []


@pytest.mark.parametrize("theme", list(SWITCHES))
def test_every_colour_follows_the_switch_of_the_page(
    visit_site: Callable[..., "Visit"], theme: str
) -> None:
    page = open_charts(visit_site(theme, color_scheme="light"))
    light = read_colours(page)
    switch_to_dark(page, theme)
    dark = read_colours(page)
    assert [one == other for one, other in zip(light, dark, strict=True)] == [False] * 3
    assert len(set(dark)) == 2  # a bar that is not strong has the colour of the text


def test_bars_have_the_systems_colour_where_it_forces_its_colours(
    visit_site: Callable[..., "Visit"],
) -> None:
    context: dict[str, Any] = {"forced_colors": "active", "color_scheme": "dark"}
    page = open_charts(visit_site("material", **context))
    text, strong, other = read_colours(page)
    assert text == strong == other


def test_a_reader_without_eyes_gets_a_table(visit_site: Callable[..., "Visit"]) -> None:
    page = open_charts(visit_site("material"))
    table = page.get_by_role("table", name="The posts, measured")
    row = table.get_by_role("row", name="three words in a row")
    assert row.get_by_role("cell").all_text_contents() == ["12.5\xa0%", "95.0\xa0%", "12.5\xa0%"]
    assert table.get_by_role("columnheader").all_text_contents() == [
        "measure", "the posts", "Markov chain", "the author",
    ]  # fmt: skip
    assert table.get_by_role("img").count() == 0
