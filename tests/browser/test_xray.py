"""X-ray on a post's page, and below the newest post of the feed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Visit, make_site
from browser.test_accessibility import find_faults
from sites import SITE_URL

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

POST = "posts/2026-10-09/"
WORD = ".wisdom-text .wisdom-xray-word"


def switch(page: Page) -> Locator:
    return page.get_by_role("button", name="X-ray: who chose each word?")


def turn_on(page: Page) -> None:
    switch(page).click()
    expect(page.locator(".wisdom-xray-panel")).to_be_visible()


def test_a_word_says_who_chose_it_and_what_else_was_likely(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.feed + POST)
    before = page.locator(".wisdom-text").inner_html()
    turn_on(page)
    expect(switch(page)).to_have_attribute("aria-pressed", "true")
    legend = page.locator(".wisdom-xray-legend li").all_inner_texts()
    assert legend == ["word model 25%", "phrase memory 25%", "spelled 25%", "prompt 25%"]
    word = page.locator(WORD).nth(2)
    assert word.inner_text() == "tell"
    word.click()
    assert page.locator(".wisdom-xray-detail p").all_inner_texts() == [
        "tell Chosen by the phrase memory. Surprise: 2.6 bits, as unlikely as 1 in 6.1.",
        "Instead it could have written: whale 31%, ship 12%",
    ]
    switch(page).click()
    expect(page.locator(".wisdom-xray-panel, .wisdom-xray-word")).to_have_count(0)
    assert page.locator(".wisdom-text").inner_html() == before


def test_in_the_feed_only_the_newest_post_has_a_switch(visit: Visit) -> None:
    page = visit.open()
    newest = page.locator(".wisdom-post").first
    expect(newest.locator(".wisdom-xray-switch")).to_have_count(1)
    before = page.locator(".wisdom-timeline").inner_html()
    turn_on(page)
    assert page.locator(WORD).count() == newest.locator(WORD).count() > 0
    expect(newest.locator(".wisdom-xray-panel")).to_be_visible()
    switch(page).click()
    expect(page.locator(".wisdom-xray-panel")).to_have_count(0)
    assert page.locator(".wisdom-timeline").inner_html() == before


def test_a_search_hides_xray_in_the_feed_until_it_is_left(material: Visit) -> None:
    page = material.open()
    turn_on(page)
    material.search("narwhal")
    expect(page.locator(".wisdom-hit mark").first).to_have_text("narwhal")
    expect(page.locator(".wisdom-xray-panel")).to_be_hidden()
    material.search("")
    expect(page.locator(".wisdom-xray-panel")).to_be_visible()


@pytest.mark.parametrize(("address", "stem"), [(POST, "2026-10-09"), ("", "2026-10-30")])
def test_nothing_is_loaded_before_the_switch_is_pressed(
    material: Visit, address: str, stem: str
) -> None:
    page = material.page
    page.goto(material.feed + address)
    page.wait_for_load_state("networkidle")
    assert [url for url in material.requests if "xray" in url] == []
    turn_on(page)
    names = sorted(url.rsplit("/", 1)[1] for url in material.requests if "xray" in url)
    starts = (f"{stem}-", "xray-", "xray.css")
    assert [name.startswith(start) for name, start in zip(names, starts, strict=True)] == [True] * 3


def test_a_post_without_figures_has_no_switch(material: Visit) -> None:
    material.page.goto(f"{material.feed}posts/2026-10-28/")
    expect(material.page.get_by_role("button", name="Copy link")).to_be_visible()
    expect(switch(material.page)).to_have_count(0)


def test_the_keyboard_moves_from_word_to_word(material: Visit) -> None:
    page = material.page
    page.goto(material.feed + POST)
    turn_on(page)
    assert page.locator(f"{WORD}[tabindex='0']").all_inner_texts() == ["Do"]
    page.locator(WORD).first.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".wisdom-xray-detail strong")).to_have_text("tell")
    assert page.evaluate("document.activeElement.textContent") == "tell"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.textContent") == "."
    page.keyboard.press("Escape")
    expect(page.locator(".wisdom-xray-detail strong")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".wisdom-xray-panel")).to_have_count(0)
    expect(switch(page)).to_be_focused()


def test_a_changed_text_is_left_alone(material: Visit) -> None:
    page = material.page
    page.goto(material.feed + POST)
    page.evaluate("document.querySelector('.wisdom-text p').append(' More.')")
    switch(page).click()
    changed = "Nothing is known of the words: the post was changed"
    expect(page.get_by_role("button", name=changed)).to_be_disabled()
    expect(page.locator(WORD)).to_have_count(0)


def test_the_marks_of_a_search_are_cleared(material: Visit) -> None:
    page = material.page
    page.goto(f"{material.feed}{POST}#marks=sailors")
    page.wait_for_selector(".wisdom-text mark")
    turn_on(page)
    expect(page.locator(".wisdom-text mark")).to_have_count(0)
    expect(page.locator(WORD).nth(5)).to_have_text("sailors")


def test_another_post_without_a_reload_has_its_own_figures(material: Visit) -> None:
    page = material.page
    page.goto(material.feed + POST)
    turn_on(page)
    page.evaluate("window.kept = true")
    page.evaluate(
        "href => Object.assign(document.querySelector('.wisdom-links a'), {href}).click()",
        f"{material.feed}posts/2026-10-18/",
    )
    page.wait_for_url("**/2026-10-18/")
    turn_on(page)
    expect(page.locator(WORD).first).to_have_text("Silence")
    assert page.evaluate("window.kept")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(visit_site: Callable[..., Visit], scheme: str) -> None:
    for name in ("material", "mkdocs", "readthedocs"):
        page = visit_site(name, color_scheme=scheme, reduced_motion="reduce").page
        page.set_viewport_size({"width": 390, "height": 640})
        for address in (POST, ""):
            page.goto(visit_site(name).feed + address)
            turn_on(page)
            assert find_faults(page) == [], name
            page.locator(WORD).nth(3).click()
            assert find_faults(page) == [], name
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_panel_covers_no_chosen_word(material: Visit) -> None:
    page = material.page
    page.set_viewport_size({"width": 390, "height": 480})
    page.goto(material.feed + POST)
    turn_on(page)
    word = page.locator(WORD).last
    word.focus()
    page.keyboard.press("Enter")
    box, panel = word.bounding_box(), page.locator(".wisdom-xray-panel").bounding_box()
    assert box
    assert panel
    assert box["y"] + box["height"] <= panel["y"]
    assert panel["y"] + panel["height"] <= 480


def test_a_site_opened_from_its_folder(
    browser: "Browser", tmp_path: Path, voice_file: Path
) -> None:
    site = make_site(tmp_path / "source", voice_file, "files", SITE_URL)
    site.build("--site-dir", str(tmp_path / "site"))
    page = browser.new_page()
    page.goto((tmp_path / "site" / "voice" / "posts" / "2026-10-09.html").as_uri())
    turn_on(page)
    expect(page.locator(WORD).first).to_have_text("Do")
    page.close()
