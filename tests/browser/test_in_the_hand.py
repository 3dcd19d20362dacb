"""What readers do besides searching: keys from anywhere, marks, chance, links, dates in words."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.conftest import Visit, make_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

BOX = "#wisdom-query"
POST = "posts/2026-10-28/"


def test_ctrl_k_and_slash_lead_from_a_post_to_the_search(visit: Visit) -> None:
    page = visit.page
    for key in ("Control+k", "/"):
        page.goto(visit.feed + POST)
        page.wait_for_load_state("load")
        page.keyboard.press(key)
        page.wait_for_selector(f"{BOX}:focus")
        assert "#wisdom-query" in page.url
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.wait_for_selector(f"{BOX}:focus")


def test_the_words_that_were_found_are_marked_in_the_post(visit: Visit) -> None:
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


def test_recent_searches_come_back(material: Visit) -> None:
    page = material.open()
    for query in ("narwhal", "hedgehog"):
        page.fill(BOX, query)
        page.keyboard.press("Enter")
        page.wait_for_selector(".wisdom-hit a:focus")
    material.open()
    page.focus(BOX)
    expect(page.locator(".wisdom-again")).to_have_text(["hedgehog", "narwhal"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".wisdom-hit")).to_have_count(1)
    assert page.input_value(BOX) == "narwhal"
    expect(page.locator(".wisdom-recent")).to_be_hidden()
    page.fill(BOX, "")
    page.get_by_role("button", name="Forget “narwhal”").click()
    expect(page.locator(".wisdom-again")).to_have_text(["hedgehog"])
    page.get_by_role("button", name="Forget “hedgehog”").click()
    expect(page.locator(".wisdom-recent")).to_be_hidden()


def test_a_browser_that_keeps_nothing_still_searches(visit_site: Callable[..., Visit]) -> None:
    visit = visit_site("mkdocs")
    visit.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
    )
    page = visit.open()
    page.focus(BOX)
    page.fill(BOX, "narwhal")
    page.keyboard.press("Enter")
    expect(page.locator(".wisdom-hit")).to_have_count(1)


def test_filters_narrow_what_was_found_and_stand_in_the_address(material: Visit) -> None:
    page = material.open()
    material.search("whale ")
    best = material.hits
    page.get_by_label("Order").select_option("Newest first")
    page.wait_for_url("**/?q=whale&order=date")
    expect(page.locator(".wisdom-hit time").first).to_have_text("30 October 2026")
    assert material.hits != best
    assert material.hits == sorted(material.hits, reverse=True)
    expect(page.get_by_label("Year")).to_be_hidden()  # all posts are of one
    page.get_by_label("Tag").select_option("birds")
    page.wait_for_url("**/?q=whale&order=date&tag=birds")
    expect(page.locator(".wisdom-hit")).to_have_count(1)
    page.reload()
    expect(page.locator(".wisdom-hit")).to_have_count(1)
    assert page.get_by_label("Tag").input_value() == "birds"


def test_what_was_found_is_told_once_the_typing_rests(material: Visit) -> None:
    material.page.clock.install(time="2026-11-01T12:00:00")
    page = material.open()
    page.clock.pause_at("2026-11-01T13:00:00")
    page.evaluate(
        """() => {
            window.told = [];
            const live = document.querySelector(".wisdom-search [role=status]");
            new MutationObserver(() => told.push(live.textContent)).observe(
                live, {childList: true, characterData: true, subtree: true});
        }"""
    )
    for text in ("whale", "narwhal"):
        page.fill(BOX, text)
        page.clock.run_for(10)  # ms until the search runs
        expect(page.locator("#wisdom-found")).to_contain_text(f"“{text}”.")
        page.clock.run_for(600)
        assert page.evaluate("told") == []
    page.clock.run_for(100)
    assert page.evaluate("told") == ["1 post matches “narwhal”."]


def test_misspelt_words_say_what_was_searched_instead(material: Visit) -> None:
    material.open()
    material.search("narwahl ")
    assert material.said == "Nothing for “narwahl”. 1 post matches “narwhal”."
    assert material.hits == ["2026-10-28"]


def test_a_post_by_chance(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("button", name="Surprise me").click()
    page.wait_for_url(re.compile(r"/posts/\d{4}-\d\d-\d\d/$"))


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


def test_a_post_is_shared_where_that_can_be(visit_site: Callable[..., Visit]) -> None:
    visit = visit_site("mkdocs")
    page = visit.page
    page.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    page.goto(visit.feed + POST)
    page.get_by_role("button", name="Share").click()
    assert page.evaluate("shared.url") == visit.feed + POST


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-10-28T20:00:00", "today"),
        ("2026-10-29T00:10:00", "yesterday"),
        ("2026-10-31T09:00:00", "3 days ago"),
        ("2026-11-04T09:00:00", "28 October 2026"),
        ("2026-10-27T09:00:00", "28 October 2026"),
    ],
)
def test_the_last_days_are_told_in_words(
    visit_site: Callable[..., Visit], now: str, expected: str
) -> None:
    visit = visit_site("mkdocs")
    page = visit.page
    page.clock.set_fixed_time(now)
    page.goto(visit.feed + POST)
    time = page.locator(".wisdom-post time")
    expect(time).to_have_text(expected)
    assert time.get_attribute("datetime") == "2026-10-28T00:00:00+00:00"
    if expected != "28 October 2026":
        assert time.get_attribute("title") == "28 October 2026"


def test_a_site_opened_from_its_folder(
    browser: "Browser", tmp_path: Path, voice_file: Path
) -> None:
    site = make_site(tmp_path / "source", voice_file, "files", "")
    site.build("--site-dir", str(tmp_path / "site"))
    page = browser.new_page()
    problems: list[str] = []
    # The theme's own search fails there.
    page.on("pageerror", lambda error: "/wisdom/" in error.stack and problems.append(error.stack))
    page.goto((tmp_path / "site" / "voice" / "index.html").as_uri())
    page.fill(BOX, "narwhal")
    expect(page.locator(".wisdom-hit")).to_have_count(1)
    page.locator(".wisdom-hit a").click()
    expect(page.locator(".wisdom--post mark").first).to_have_text("narwhal")
    page.go_back()
    page.get_by_role("button", name="Surprise me").click()
    page.wait_for_url(re.compile(r"/posts/\d{4}-\d\d-\d\d\.html$"))
    assert problems == []
    page.close()


def find_faults(page: Page) -> list[str]:
    """What axe-core finds wrong in our part of a page; the rest is the theme's and the owner's."""
    ours = {"include": [[".wisdom"]], "exclude": [[".wisdom-introduction"]]}
    found = Axe().run(page, context=ours).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:150]} ({node['failureSummary']})"
        for fault in found
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(visit_site: Callable[..., Visit], scheme: str) -> None:
    for name in ("material", "mkdocs", "readthedocs"):
        visit = visit_site(name, color_scheme=scheme, reduced_motion="reduce")
        page = visit.open()
        assert find_faults(page) == [], name
        visit.search("whale")
        page.focus(BOX)
        assert find_faults(page) == [], name
        for address in (POST, f"{POST}#marks=narwhal", "archive/"):
            page.goto(visit.feed + address)
            page.wait_for_load_state("networkidle")
            assert find_faults(page) == [], (name, address)


def test_everything_by_keyboard_alone(material: Visit) -> None:
    """To the search, to a post, its link, and back, with keys only."""
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


def test_right_to_left_the_rail_is_at_the_right(visit: Visit) -> None:
    page = visit.open()
    page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
    card = page.locator(".wisdom-timeline .wisdom-post").first.bounding_box()
    avatar = page.locator(".wisdom-timeline .wisdom-avatar").first.bounding_box()
    assert card
    assert avatar
    assert avatar["x"] >= card["x"] + card["width"]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_on_paper_there_are_words_only(visit: Visit) -> None:
    page = visit.open()
    page.emulate_media(media="print")
    expect(page.locator(".wisdom-timeline")).to_be_visible()
    for part in (".wisdom-search-form", ".wisdom-links", ".wisdom-pagination"):
        expect(page.locator(part)).to_be_hidden()
    page.goto(visit.feed + POST)
    expect(page.locator(".wisdom-text")).to_be_visible()
    for part in (".wisdom-actions", ".wisdom-neighbours"):
        expect(page.locator(part)).to_be_hidden()
