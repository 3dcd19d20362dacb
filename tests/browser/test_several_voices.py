"""Two voices on one site, in a browser."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.conftest import KEEPER

if TYPE_CHECKING:
    from browser.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def voices(visit_site: Callable[..., "Visit"]) -> "Visit":
    return visit_site("voices")


def open_keeper(visit: "Visit") -> None:
    """Go from the feed to the other one, by the menu and so without a reload."""
    visit.page.evaluate("window.kept = true")
    visit.page.get_by_role("link", name="The keeper").first.click()
    visit.page.wait_for_url("**/keeper/")
    expect(visit.page.locator(".wisdom-post")).to_have_count(len(KEEPER))
    assert visit.page.evaluate("window.kept") is True


def test_each_search_finds_the_posts_of_its_own_feed(voices: "Visit") -> None:
    voices.open()
    voices.search("whale")
    in_first = voices.page.locator(".wisdom-hit a").first.get_attribute("href") or ""
    assert "/voice/posts/" in in_first
    open_keeper(voices)
    voices.search("whale")
    assert voices.said == "1 post matches “whale”."
    (address,) = voices.page.locator(".wisdom-hit a").evaluate_all("all => all.map(a => a.href)")
    assert address.endswith("/keeper/posts/2026-10-01/#marks=whale")


def test_marks_and_keys_are_those_of_the_feed_that_is_shown(voices: "Visit") -> None:
    voices.open()
    open_keeper(voices)
    voices.search("lamp")
    voices.page.locator(".wisdom-hit a").click()
    expect(voices.page.locator("mark.wisdom-mark")).to_have_text(["lamp"])
    voices.page.keyboard.press("/")
    voices.page.wait_for_url("**/keeper/#wisdom-query")


def test_surprise_me_stays_in_the_feed(voices: "Visit") -> None:
    voices.open()
    open_keeper(voices)
    voices.page.locator(".wisdom-header .wisdom-surprise").click()
    voices.page.wait_for_url("**/keeper/posts/*/")
