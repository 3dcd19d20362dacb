"""The pages' scripts: keys, marks, the random post, links, relative dates, sites in a folder."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.conftest import Visit, make_site
from sites import SITE_URL

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

BOX = "#wisdom-query"
POST = "posts/2026-10-28/"
POST_ADDRESS = re.compile(r"/posts/\d{4}-\d\d-\d\d/$")


def test_ctrl_k_and_slash_open_the_search_from_a_post(visit: Visit) -> None:
    page = visit.page
    for key in ("Control+k", "/"):
        page.goto(visit.feed + POST)
        page.wait_for_load_state("load")
        page.keyboard.press(key)
        page.wait_for_selector(f"{BOX}:focus")
        assert "#wisdom-query" in page.url
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_be_hidden()
    page.keyboard.press("Control+k")
    page.wait_for_selector(f"{BOX}:focus")


def test_a_posts_marks_are_those_of_the_search(visit: Visit) -> None:
    page = visit.open()
    visit.search("narwhals lives ")
    page.locator(".wisdom-hit").first.click()
    page.wait_for_selector(".wisdom--post mark")
    marked = page.locator(".wisdom--post mark").all_text_contents()
    assert {"narwhal", "lives"} <= set(marked)
    before = page.locator(".wisdom-text").inner_text()
    page.get_by_role("button", name="Clear marks").click()
    expect(page.locator(".wisdom--post mark, .wisdom-clear")).to_have_count(0)
    assert page.locator(".wisdom-text").inner_text() == before
    assert "#" not in page.url


def test_without_a_search_nothing_is_marked(material: Visit) -> None:
    page = material.page
    page.goto(f"{material.feed}{POST}#marks=")
    page.wait_for_load_state("networkidle")
    expect(page.locator("mark, .wisdom-clear")).to_have_count(0)
    assert not [url for url in material.requests if "/wisdom/search/" in url]


def test_surprise_me_opens_a_random_post(visit: Visit) -> None:
    page = visit.page
    for address in ("", "archive/", "tags/"):
        page.goto(visit.feed + address)
        page.get_by_role("button", name="Surprise me").first.click()
        page.wait_for_url(POST_ADDRESS)
    assert not [url for url in visit.requests if "engine" in url]


def test_r_opens_another_post(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.feed + POST)
    page.wait_for_load_state("load")
    page.keyboard.press("Shift+R")
    page.evaluate("document.body.append(document.createElement('textarea'))")
    page.focus("body > textarea")
    page.keyboard.press("r")
    assert page.input_value("body > textarea") == "r"
    assert page.url == visit.feed + POST
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("r")
    page.wait_for_url(lambda url: url != visit.feed + POST)
    assert POST_ADDRESS.search(page.url)


def test_the_post_that_is_shown_is_no_surprise(visit_site: Callable[..., Visit]) -> None:
    visit = visit_site("mkdocs")
    page = visit.page
    page.add_init_script("let chances = [0, 0, 0.99]; Math.random = () => chances.shift() ?? 0.5;")
    page.goto(f"{visit.feed}posts/2026-10-01/")
    page.wait_for_load_state("load")
    page.keyboard.press("r")
    page.wait_for_url("**/posts/2026-10-30/")


def test_a_link_is_copied(visit_site: Callable[..., Visit]) -> None:
    visit = visit_site("mkdocs", permissions=["clipboard-read", "clipboard-write"])
    page = visit.page
    page.goto(visit.feed + POST)
    copy = page.get_by_role("button", name="Copy link")
    copy.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == visit.feed + POST
    expect(copy).to_be_visible()
    expect(page.get_by_role("button", name="Share")).to_be_hidden()  # nothing to share with here


def test_a_post_is_shared_where_the_browser_can(visit_site: Callable[..., Visit]) -> None:
    visit = visit_site("mkdocs")
    page = visit.page
    page.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    page.goto(visit.feed + POST)
    page.get_by_role("button", name="Share").click()
    assert page.evaluate("shared.url") == visit.feed + POST


def test_escape_and_a_click_elsewhere_close_the_menu_of_feeds(visit: Visit) -> None:
    page = visit.open()
    icon, link = page.locator(".wisdom-feeds summary"), page.locator(".wisdom-feeds a").first
    icon.click()
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(icon).to_be_focused()
    icon.click()
    expect(link).to_be_visible()
    page.locator(".wisdom-text").first.click()
    expect(link).to_be_hidden()


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-10-28T20:00:00", "today"),
        ("2026-10-29T00:10:00", "yesterday"),
        ("2026-10-31T09:00:00", "3 days ago"),
        ("2026-11-04T09:00:00", "28 October"),
        ("2026-10-27T09:00:00", "28 October"),
    ],
)
def test_dates_of_the_last_days_are_in_words(
    visit_site: Callable[..., Visit], now: str, expected: str
) -> None:
    visit = visit_site("mkdocs")
    page = visit.page
    page.clock.set_fixed_time(now)
    page.goto(visit.feed)
    time = page.locator(".wisdom-post time[datetime='2026-10-28T00:00:00+00:00']")
    expect(time).to_have_text(expected)
    if expected != "28 October":
        assert time.get_attribute("title") == "28 October"
    page.goto(visit.feed + POST)
    page.wait_for_selector(".wisdom-actions:not([hidden])")
    expect(page.locator(".wisdom-post time")).to_have_text("28 October 2026")


def test_a_site_opened_from_its_folder(
    browser: "Browser", tmp_path: Path, voice_file: Path
) -> None:
    site = make_site(tmp_path / "source", voice_file, "files", SITE_URL)
    site.build("--site-dir", str(tmp_path / "site"))
    page = browser.new_page()
    problems: list[str] = []
    # The theme's own search fails there.
    page.on("pageerror", lambda error: "/wisdom/" in error.stack and problems.append(error.stack))
    page.goto((tmp_path / "site" / "voice" / "index.html").as_uri())
    page.keyboard.press("/")
    page.fill(BOX, "narwhal")
    expect(page.locator(".wisdom-hit")).to_have_count(1)
    page.locator(".wisdom-hit a").click()
    expect(page.locator(".wisdom--post mark").first).to_have_text("narwhal")
    page.go_back()
    page.get_by_role("button", name="Surprise me").first.click()
    page.wait_for_url(re.compile(r"/posts/\d{4}-\d\d-\d\d\.html$"))
    assert problems == []
    page.close()
