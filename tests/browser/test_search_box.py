"""The search box of the feed, in a browser and in three themes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Route, expect

from browser.thirty_posts import POSTS

if TYPE_CHECKING:
    from browser.conftest import Visit

pytestmark = pytest.mark.browser

BOX = "#wisdom-query"
OPENER = ".wisdom-search-open"
FOCUSED = "document.activeElement === document.querySelector(%r)"


def test_typing_lists_the_posts_that_match(visit: "Visit") -> None:
    page = visit.open()
    visit.search("broomsticks")
    assert visit.said == "1 post matches “broomsticks”."
    assert visit.hits == ["2026-10-12"]
    hit = page.locator(".wisdom-hit")
    assert hit.locator("time").text_content() == "12 October 2026"
    assert hit.locator(".wisdom-hit-title").text_content() == "Play"
    assert hit.locator("mark").all_text_contents() == ["broomsticks"]


def test_the_hits_replace_the_feed(visit: "Visit") -> None:
    page = visit.open()
    expect(page.locator(".wisdom-timeline")).to_be_visible()
    visit.search("narwhal")
    expect(page.locator(".wisdom-timeline")).to_be_hidden()
    expect(page.locator(".wisdom-pagination")).to_be_hidden()
    page.fill(BOX, "")
    expect(page.locator(".wisdom-timeline")).to_be_visible()
    assert (visit.said, visit.hits) == ("", [])


def test_a_hit_leads_to_its_post(visit: "Visit") -> None:
    page = visit.open()
    visit.search("narwhal")
    page.locator(".wisdom-hit").click()
    page.wait_for_url("**/posts/2026-10-28/#marks=narwhal")
    # Instant navigation gives the new address before it gives the new page.
    expect(page.locator(".wisdom-text")).to_have_count(1)
    expect(page.locator(".wisdom-text")).to_contain_text("there lives a narwhal")


def test_the_query_is_in_the_address(material: "Visit") -> None:
    page = material.open("?keep=1")
    material.search("narwhal & co")
    page.wait_for_url("**/?keep=1&q=narwhal+%26+co")
    page.fill(BOX, "")
    page.wait_for_url("**/?keep=1")


def test_an_address_with_a_query_is_answered(visit: "Visit") -> None:
    page = visit.open("?q=caf%C3%A9")
    expect(page.locator(".wisdom-hit")).to_have_count(1)
    assert page.input_value(BOX) == "café"
    assert visit.hits == ["2026-10-03"]
    page.wait_for_url("**/?q=caf%C3%A9")


def test_the_themes_own_search_stays_closed(visit: "Visit") -> None:
    page = visit.open("?q=whale")
    page.wait_for_load_state("networkidle")
    page.wait_for_url("**/?q=whale")
    expect(page.locator("#mkdocs_search_modal.show, #__search:checked")).to_have_count(0)
    expect(page.locator(".wisdom-hit")).to_have_count(9)


def test_the_back_button_returns_from_a_post_to_the_hits(visit: "Visit") -> None:
    page = visit.open()
    visit.search("narwhal")
    page.locator(".wisdom-hit").click()
    page.wait_for_url("**/posts/2026-10-28/#marks=narwhal")
    page.go_back()
    page.wait_for_url("**/?q=narwhal")
    expect(page.locator(".wisdom-hit")).to_have_count(1)
    assert page.input_value(BOX) == "narwhal"


def test_the_slash_focuses_the_box(visit: "Visit") -> None:
    page = visit.open()
    page.keyboard.press("/")
    assert page.evaluate(FOCUSED % BOX)
    page.keyboard.type("1/2")
    assert page.input_value(BOX) == "1/2"
    expect(page.locator("#__search:checked")).to_have_count(0)


def test_the_slash_is_a_slash_in_other_fields(visit: "Visit") -> None:
    page = visit.open()
    page.evaluate("document.body.append(Object.assign(document.createElement('input'), {id: 'i'}))")
    page.focus("#i")
    page.keyboard.type("a/b")
    assert page.input_value("#i") == "a/b"


def test_the_arrows_move_through_the_hits(material: "Visit") -> None:
    page = material.open()
    material.search("captain")
    assert len(material.hits) == 2
    page.focus(BOX)
    walk = [("ArrowDown", 0), ("ArrowDown", 1), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", -1)]
    for key, expected in walk:
        page.keyboard.press(key)
        links = "[...document.querySelectorAll('.wisdom-hit a')]"
        assert page.evaluate(f"{links}.indexOf(document.activeElement)") == expected
    assert page.evaluate(FOCUSED % BOX)


def test_enter_goes_to_the_first_hit_and_then_opens_it(material: "Visit") -> None:
    page = material.open_search()
    page.focus(BOX)
    page.keyboard.type("narwhal")
    page.keyboard.press("Enter")
    page.wait_for_function(FOCUSED % ".wisdom-hit a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/posts/2026-10-28/#marks=narwhal")


def test_escape_goes_back_to_the_box_empties_it_and_closes_it(material: "Visit") -> None:
    page = material.open()
    material.search("narwhal")
    page.focus(".wisdom-hit a")
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED % BOX)
    page.keyboard.press("Escape")
    expect(page.locator(".wisdom-timeline")).to_be_visible()
    assert page.input_value(BOX) == ""
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_be_hidden()
    assert page.evaluate(FOCUSED % OPENER)


def test_no_match_says_so(material: "Visit") -> None:
    material.open()
    material.search("xylophone")
    assert (material.said, material.hits) == ("No posts match “xylophone”.", [])


def test_some_words_are_better_than_none(material: "Visit") -> None:
    material.open()
    material.search("narwhal xylophone")
    assert material.said == "No post has all of “narwhal xylophone”; 1 post has some of it."
    assert material.hits == ["2026-10-28"]


def test_odd_characters_are_harmless(material: "Visit") -> None:
    material.open()
    for query in ["~1", "^", "+", "*", "title:whale", "wh*le^", "<b>", '"', "\\", "🐋", "{{ x }}"]:
        material.search(query)
        assert "not available" not in material.said


def test_text_that_looks_like_html_is_shown_as_text(material: "Visit") -> None:
    page = material.open()
    material.search("<b>bold</b> alert")
    assert material.hits == ["2026-10-08"]
    hit = page.locator(".wisdom-hit")
    assert hit.locator(".wisdom-hit-title").text_content() == '<b>Bold</b> & "quoted"'
    assert "<script>alert('whale')</script>" in (hit.text_content() or "")
    assert hit.locator("script, b").count() == 0


def test_many_hits_are_shown_in_steps(material: "Visit") -> None:
    page = material.open()
    material.search("the")
    first = len(material.hits)
    assert first == 10
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".wisdom-hit")).to_have_count(20)
    assert page.evaluate(
        "[...document.querySelectorAll('.wisdom-hit a')][10] === document.activeElement"
    )
    while (more := page.get_by_role("button", name="Show more")).count():
        shown = len(material.hits)
        more.click()
        expect(page.locator(".wisdom-hit")).not_to_have_count(shown)
    assert len(material.hits) == int(material.said.split()[0])
    assert sorted(set(material.hits)) == sorted(material.hits)


def test_nothing_is_loaded_before_the_box_is_used(visit: "Visit") -> None:
    page = visit.open()
    page.wait_for_load_state("networkidle")
    ours = [url for url in visit.requests if "/wisdom/search/" in url]
    assert ours == []
    with page.expect_response(lambda response: "manifest.js" in response.url):
        visit.show_box()


def test_there_is_one_global(material: "Visit") -> None:
    page = material.open()
    material.search("narwhal")
    ours = "Object.keys(window).filter(name => /wisdom|lunr/i.test(name))"
    assert page.evaluate(ours) == ["mkdocsWisdom"]
    assert page.evaluate("Object.keys(mkdocsWisdom)") == ["page", "search"]


@pytest.mark.parametrize("name", ["manifest", "engine-*", "*/terms-*", "*/posts-*"])
def test_a_missing_file_is_reported_and_loaded_again(material: "Visit", name: str) -> None:
    material.allowed = ("Failed to load resource", "engine-")
    page = material.open()
    pattern = f"**/assets/wisdom/search/{name}.js"
    page.context.route(pattern, lambda route: route.fulfill(status=404))
    material.search("narwhal")
    assert material.said == "Search is not available right now."
    expect(page.locator(".wisdom-timeline")).to_be_visible()
    page.context.unroute(pattern)
    material.search("narwhals")
    assert material.hits == ["2026-10-28"]


@pytest.mark.parametrize("body", ["", "{", "null", 'wisdomData("x",', "<html></html>"])
def test_a_broken_file_is_reported(visit_site: Callable[..., "Visit"], body: str) -> None:
    visit = visit_site("mkdocs")
    page = visit.open()
    page.context.route("**/terms-*.js", lambda route: route.fulfill(status=200, body=body))
    visit.search("narwhal")
    assert visit.said == "Search is not available right now."


def test_without_workers_the_page_searches(visit_site: Callable[..., "Visit"]) -> None:
    visit = visit_site("material")
    visit.page.add_init_script("delete window.Worker")
    visit.open()
    visit.search("narwhal")
    assert visit.hits == ["2026-10-28"]


def test_where_workers_are_forbidden_the_page_searches(
    visit_site: Callable[..., "Visit"],
) -> None:
    visit = visit_site("mkdocs")
    visit.allowed = ("worker",)
    policy = "<meta http-equiv='Content-Security-Policy' content=\"worker-src 'none'\">"

    def forbid(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("<head>", f"<head>{policy}"))

    visit.page.route("**/mkdocs/", forbid)
    visit.open()
    visit.search("narwhal")
    assert visit.hits == ["2026-10-28"]


def test_only_the_latest_search_is_shown(visit_site: Callable[..., "Visit"]) -> None:
    """The first query's answer waits for the index until a second query has been typed."""
    visit = visit_site("material")
    page = visit.open_search()
    held: list[Route] = []
    holding = True

    def hold(route: Route) -> None:
        if holding:
            held.append(route)
        else:
            route.continue_()

    page.context.route("**/terms-*.js", hold)
    with page.expect_request("**/terms-*.js"):
        page.fill(BOX, "hedgehog")
    page.fill(BOX, "narwhal")
    page.wait_for_timeout(300)  # so that both questions wait; on a slow machine one does
    assert held
    holding = False
    for route in held:
        route.continue_()
    expect(page.locator("#wisdom-found")).to_have_text("1 post matches “narwhal”.")
    page.wait_for_timeout(100)
    assert visit.hits == ["2026-10-28"]


def test_pages_shown_without_a_reload(visit_site: Callable[..., "Visit"]) -> None:
    visit = visit_site("material")
    page = visit.open()
    page.evaluate("window.kept = true")
    page.locator(".md-nav--primary").get_by_role("link", name="Guide").first.evaluate(
        "a => a.click()"
    )
    page.wait_for_url("**/guide/")
    expect(page.locator(BOX)).to_have_count(0)
    page.go_back()
    page.wait_for_selector(".wisdom-search-open:not([hidden])")
    visit.search("narwhal")
    assert visit.hits == ["2026-10-28"]
    assert page.evaluate("window.kept") is True


def test_pages_without_folders(visit_site: Callable[..., "Visit"]) -> None:
    visit = visit_site("files")
    page = visit.open("?q=narwhal")
    expect(page.locator(".wisdom-hit")).to_have_count(1)
    page.locator(".wisdom-hit a").click()
    page.wait_for_url("**/files/voice/posts/2026-10-28.html#marks=narwhal")


def test_without_javascript_the_archive_is_offered(visit_site: Callable[..., "Visit"]) -> None:
    visit = visit_site("mkdocs", java_script_enabled=False)
    page = visit.page
    page.goto(visit.feed)
    expect(page.locator(".wisdom-search-form")).to_be_hidden()
    page.locator(".wisdom-search").get_by_role("link", name="All posts by date").click()
    page.wait_for_url("**/mkdocs/archive/")
    assert page.locator(".wisdom-month li").count() == len(POSTS)


def test_nothing_is_wider_than_the_screen(visit: "Visit") -> None:
    page = visit.page
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        visit.open("?q=donaudampf")
        expect(page.locator(".wisdom-hit")).to_have_count(1)
        inner = page.locator(".wisdom-search").evaluate("e => e.scrollWidth - e.clientWidth")
        whole = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (inner, whole) == (0, 0), width


def test_recent_searches_are_offered_again(material: "Visit") -> None:
    page = material.open_search()
    for query in ("narwhal", "hedgehog"):
        page.fill(BOX, query)
        page.keyboard.press("Enter")
        page.wait_for_selector(".wisdom-hit a:focus")
    material.open_search()
    expect(page.locator(".wisdom-recent .wisdom-again")).to_have_text(["hedgehog", "narwhal"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".wisdom-hit")).to_have_count(1)
    assert page.input_value(BOX) == "narwhal"
    expect(page.locator(".wisdom-recent")).to_be_hidden()
    page.fill(BOX, "")
    page.get_by_role("button", name="Forget “narwhal”").click()
    expect(page.locator(".wisdom-recent .wisdom-again")).to_have_text(["hedgehog"])
    page.get_by_role("button", name="Forget “hedgehog”").click()
    expect(page.locator(".wisdom-recent")).to_be_hidden()
    expect(page.locator(".wisdom-words")).to_be_visible()


def test_without_storage_the_box_searches(visit_site: Callable[..., "Visit"]) -> None:
    visit = visit_site("mkdocs")
    visit.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
    )
    page = visit.open_search()
    page.focus(BOX)
    page.fill(BOX, "narwhal")
    page.keyboard.press("Enter")
    expect(page.locator(".wisdom-hit")).to_have_count(1)


def test_the_box_is_closed_until_it_is_wanted(visit: "Visit") -> None:
    page = visit.open()
    opener = page.locator(OPENER)
    expect(page.locator(BOX)).to_be_hidden()
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.click()
    expect(page.locator(BOX)).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "true")
    controlled = page.locator(f"#{opener.get_attribute('aria-controls')}")
    expect(controlled.locator(BOX)).to_have_count(1)
    visit.search("narwhal")
    opener.click()
    expect(page.locator(BOX)).to_be_hidden()
    expect(page.locator(".wisdom-timeline")).to_be_visible()
    assert (visit.hits, page.input_value(BOX)) == ([], "")
    expect(opener).to_be_focused()


def test_an_empty_box_suggests_words_of_the_posts_the_archive_and_any_post(
    material: "Visit",
) -> None:
    page = material.open()
    offer = page.locator(".wisdom-offer")
    expect(offer).to_be_hidden()
    material.show_box()
    words = offer.locator(".wisdom-again")
    expect(words).to_have_text(["landsman", "somebody", "captain", "weather", "before", "beside"])
    expect(offer.get_by_role("link", name="All posts by date")).to_be_visible()
    expect(offer.get_by_role("button", name="Surprise me")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(words.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#wisdom-found")).to_have_text("2 posts match “landsman”.")
    expect(page.locator(BOX)).to_be_focused()
    expect(offer).to_be_hidden()


def test_where_nothing_is_found_words_are_suggested(material: "Visit") -> None:
    page = material.open()
    material.search("xylophone")
    expect(page.locator(".wisdom-filters")).to_be_hidden()
    page.locator(".wisdom-offer").get_by_role("button", name="captain").click()
    expect(page.locator("#wisdom-found")).to_have_text("2 posts match “captain”.")


def test_few_hits_need_no_filters(material: "Visit") -> None:
    page = material.open()
    material.search("captain")
    expect(page.locator(".wisdom-hit")).to_have_count(2)
    expect(page.locator(".wisdom-filters")).to_be_hidden()


# Adds up the layout shifts that follow no input, as Core Web Vitals do.
WATCH_SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def test_nothing_moves_while_the_page_loads(visit: "Visit") -> None:
    page = visit.page
    page.add_init_script(WATCH_SHIFTS)
    for query, hits in (("", 0), ("?q=narwhal", 1), ("?q=whale", 9)):
        visit.open(query)
        expect(page.locator(".wisdom-hit")).to_have_count(hits)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("shift") < 0.001, query


def test_filters_narrow_the_hits_and_are_in_the_address(material: "Visit") -> None:
    page = material.open()
    material.search("whale ")
    best = material.hits
    page.get_by_label("Order").select_option("Newest first")
    page.wait_for_url("**/?q=whale&order=date")
    expect(page.locator(".wisdom-hit time").first).to_have_text("30 October 2026")
    assert material.hits != best
    assert material.hits == sorted(material.hits, reverse=True)
    expect(page.get_by_label("Year")).to_be_hidden()  # all posts are of one year
    page.get_by_label("Tag").select_option("birds")
    page.wait_for_url("**/?q=whale&order=date&tag=birds")
    expect(page.locator(".wisdom-hit")).to_have_count(1)
    page.reload()
    expect(page.locator(".wisdom-hit")).to_have_count(1)
    assert page.get_by_label("Tag").input_value() == "birds"


def test_a_screen_reader_is_told_once_after_the_typing(material: "Visit") -> None:
    material.page.clock.install(time="2026-11-01T12:00:00")
    page = material.open_search()
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


def test_the_summary_names_the_corrected_words(material: "Visit") -> None:
    material.open()
    material.search("narwahl ")
    assert material.said == "Nothing for “narwahl”. 1 post matches “narwhal”."
    assert material.hits == ["2026-10-28"]
