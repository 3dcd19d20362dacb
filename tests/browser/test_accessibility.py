"""Accessibility: axe-core's rules, the keyboard, right-to-left pages, paper."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from browser.conftest import Visit

pytestmark = pytest.mark.browser

BOX = "#wisdom-query"
POST = "posts/2026-10-28/"


def find_faults(page: Page) -> list[str]:
    """Return axe-core's findings in the plugin's part of a page."""
    ours = {"include": [[".wisdom"]], "exclude": [[".wisdom-introduction"]]}
    found = Axe().run(page, context=ours).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:150]} ({node['failureSummary']})"
        for fault in found
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(visit_site: Callable[..., "Visit"], scheme: str) -> None:
    for name in ("material", "mkdocs", "readthedocs"):
        visit = visit_site(name, color_scheme=scheme, reduced_motion="reduce")
        page = visit.open()
        assert find_faults(page) == [], name
        page.locator(".wisdom-feeds summary").click()
        assert find_faults(page) == [], (name, "feeds")
        visit.show_box()
        assert find_faults(page) == [], name
        visit.search("whale")
        page.focus(BOX)
        assert find_faults(page) == [], name
        for address in (POST, f"{POST}#marks=narwhal", "archive/", "tags/", "tags/birds/"):
            page.goto(visit.feed + address)
            page.wait_for_load_state("networkidle")
            assert find_faults(page) == [], (name, address)


def test_the_keyboard_alone_is_enough(material: "Visit") -> None:
    """To the search, to a post, to its marks and back."""
    page = material.open()
    page.keyboard.press("/")
    page.keyboard.type("whale")
    expect(page.locator(".wisdom-filters")).to_be_visible()
    page.keyboard.press("Tab")  # the box's filters follow the box
    for _ in range(6):
        if page.evaluate("document.activeElement.name") == "order":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**order=date")
    page.keyboard.press("Escape")
    page.wait_for_selector(f"{BOX}:focus")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".wisdom--post mark")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Clear marks":
            break
    page.keyboard.press("Enter")
    expect(page.locator(".wisdom--post mark")).to_have_count(0)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "All posts":
            break
    page.keyboard.press("Enter")
    expect(page.locator(".wisdom-timeline")).to_be_visible()


def test_dates_are_in_the_right_margin_in_right_to_left_pages(material: "Visit") -> None:
    page = material.open()
    page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
    post = page.locator(".wisdom-post:not(.wisdom-post--large)").first
    text, date = post.locator(".wisdom-text").bounding_box(), post.locator("time").bounding_box()
    assert text
    assert date
    assert date["x"] >= text["x"] + text["width"]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("address", ["", POST, "posts/2026-10-08/", "archive/", "tags/birds/"])
def test_nothing_is_wider_than_a_phone(visit: "Visit", address: str) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.page.goto(visit.feed + address)
    assert visit.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_nothing_moves_while_a_page_loads(visit: "Visit") -> None:
    visit.page.add_init_script("""
        window.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shift += entry.value;
        }).observe({type: "layout-shift", buffered: true});
    """)
    for width, height in ((1280, 720), (390, 844)):
        visit.page.set_viewport_size({"width": width, "height": height})
        for address in ("", "?q=xqzw", POST, "archive/"):
            visit.page.goto(visit.feed + address)
            visit.page.wait_for_load_state("networkidle")
            assert visit.page.evaluate("window.shift") < 0.005, (address, width)


@pytest.mark.parametrize("day", ["2026-10-30", "2026-10-31", "2026-11-02"])
def test_dates_in_words_move_nothing_below(visit: "Visit", day: str) -> None:
    page = visit.page
    page.clock.set_fixed_time(f"{day}T09:00:00")
    measure = "[...document.querySelectorAll('.wisdom-body')].map((e) => e.offsetTop)"
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.route(
            "**/wisdom.js*", lambda route: route.fulfill(content_type="text/javascript", body="")
        )
        before = visit.open().evaluate(measure)
        page.unroute("**/wisdom.js*")
        page.goto(visit.feed)
        page.wait_for_selector("time[title]")
        assert page.evaluate(measure) == before, width


def test_the_links_are_one_line_on_a_phone(visit: "Visit") -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(visit.feed)
    page.wait_for_selector(".wisdom-search-open:not([hidden])")
    links = page.locator(".wisdom-links > a, .wisdom-tools > *")
    boxes = [link.bounding_box() for link in links.all()]
    assert {(box["y"], box["height"]) for box in boxes if box} == {(boxes[0]["y"], 44)}
    page.get_by_role("button", name="Search").focus()
    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_nothing_blinks_where_motion_is_reduced(visit_site: Callable[..., "Visit"]) -> None:
    running = "document.getAnimations().filter((a) => a.animationName === 'wisdom-cursor').length"
    for motion, number in (("reduce", 0), ("no-preference", 1)):
        page = visit_site("readthedocs", reduced_motion=motion).open()
        assert page.evaluate(running) == number, motion


def test_printed_dates_are_not_in_words(visit_site: Callable[..., "Visit"]) -> None:
    visit = visit_site("mkdocs")
    page = visit.page
    page.clock.set_fixed_time("2026-10-31T09:00:00")
    page.goto(visit.feed)
    time = page.locator(".wisdom-post time").first
    expect(time).to_have_text("yesterday")
    page.pdf()
    expect(time).to_have_text("30 October 2026")


def test_printed_pages_have_no_controls(visit: "Visit") -> None:
    page = visit.open()
    page.emulate_media(media="print")
    expect(page.locator(".wisdom-timeline")).to_be_visible()
    for part in (".wisdom-search-form", ".wisdom-links", ".wisdom-pagination"):
        expect(page.locator(part)).to_be_hidden()
    page.goto(visit.feed + POST)
    expect(page.locator(".wisdom-text")).to_be_visible()
    for part in (".wisdom-actions", ".wisdom-neighbours", ".wisdom-links"):
        expect(page.locator(part)).to_be_hidden()
