"""The feed, its posts and its archive in a browser: links, colours, and a silent console."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from browser.thirty_posts import POSTS
from mkdocs_wisdom.pages.avatar import HUES

if TYPE_CHECKING:
    from browser.conftest import Visit

pytestmark = pytest.mark.browser

# The contrast (WCAG 2) of an element's text with the first painted background below it.
CONTRAST = """element => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const layers = [];
  for (let e = element; e; e = e.parentElement) layers.unshift(getComputedStyle(e).backgroundColor);
  const paint = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((v) => {
      const share = v / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const below = paint(["white", ...layers]);
  const text = paint(["white", ...layers, getComputedStyle(element).color]);
  return (Math.max(below, text) + 0.05) / (Math.min(below, text) + 0.05);
}"""

SCHEMES = [
    ("material", "light"),
    ("material", "dark"),
    ("mkdocs", "light"),
    ("readthedocs", "light"),
]


def contrast(page: Page, selector: str) -> float:
    value = page.locator(selector).first.evaluate(CONTRAST)
    assert isinstance(value, float)
    return value


@pytest.mark.parametrize(("theme", "scheme"), SCHEMES)
def test_text_has_contrast_in_both_colour_schemes(
    visit_site: Callable[..., "Visit"], theme: str, scheme: str
) -> None:
    visit = visit_site(theme, color_scheme=scheme)
    page = visit.open()
    for selector in [".wisdom-text", ".wisdom-heading", ".wisdom-date a", ".wisdom-writer"]:
        assert contrast(page, selector) >= 4.5, selector
    visit.search("whale")
    page.wait_for_selector(".wisdom-hit")
    page.wait_for_timeout(300)  # colours fade in
    for selector in ["#wisdom-query", "#wisdom-found", ".wisdom-hit a", ".wisdom-hit mark"]:
        assert contrast(page, selector) >= 4.5, selector


@pytest.mark.parametrize(("theme", "scheme"), [*SCHEMES, ("mkdocs", "dark")])
def test_every_voice_has_a_colour_to_read(
    visit_site: Callable[..., "Visit"], theme: str, scheme: str
) -> None:
    page = visit_site(theme, color_scheme=scheme).open()
    if theme == "mkdocs":
        page.evaluate(f"document.documentElement.dataset.bsTheme = '{scheme}'")
    page.add_style_tag(content=".wisdom .wisdom-number { color: var(--wisdom-voice) }")
    for hue in HUES:
        page.locator(".wisdom").evaluate(
            "(e, hue) => e.style.setProperty('--wisdom-voice-hue', hue)", hue
        )
        assert contrast(page, ".wisdom-number") >= 4.5, hue


def test_a_sites_own_stylesheet_wins(visit: "Visit") -> None:
    """Themes link it before the plugin's."""
    page = visit.open()
    page.evaluate("""() => {
      const style = document.createElement("style");
      style.textContent = ".wisdom { --wisdom-text-font: monospace; --wisdom-hue: 20 }";
      document.head.prepend(style);
    }""")
    text = page.locator(".wisdom-post:not(.wisdom-post--by-hand) .wisdom-text").first
    assert text.evaluate("e => getComputedStyle(e).fontFamily") == "monospace"
    hue = page.locator(".wisdom").evaluate(
        "e => getComputedStyle(e).getPropertyValue('--wisdom-hue')"
    )
    assert hue == "20"


def test_a_persons_post_has_another_typeface(visit: "Visit") -> None:
    page = visit.open()
    faces = {
        page.locator(f".wisdom-post{kind} .wisdom-text").first.evaluate(
            "e => getComputedStyle(e).fontFamily"
        )
        for kind in (".wisdom-post--by-hand", ":not(.wisdom-post--by-hand)")
    }
    assert len(faces) == 2


def test_the_schemes_differ(visit_site: Callable[..., "Visit"]) -> None:
    papers = []
    for scheme in ("light", "dark"):
        page = visit_site("material", color_scheme=scheme).open("?q=narwhal")
        box = page.locator("#wisdom-query")
        papers.append(box.evaluate("element => getComputedStyle(element).backgroundColor"))
    assert papers[0] == "rgb(255, 255, 255)"
    assert papers[1] != papers[0]


def test_every_permalink_leads_to_its_post(visit: "Visit") -> None:
    page = visit.open()
    links = page.locator(".wisdom-timeline .wisdom-date a")
    addresses = links.evaluate_all("all => all.map(a => a.href)")
    assert [address.strip("/").split("/")[-1] for address in addresses] == sorted(POSTS)[:-11:-1]
    for address in addresses[:3]:
        page.goto(address)
        expect(page.locator(".wisdom-post .wisdom-date a")).to_have_attribute(
            "aria-current", "page"
        )
        date = page.locator(".wisdom-date time").get_attribute("datetime") or ""
        assert date[:10] == address.strip("/").split("/")[-1]


def test_older_and_newer_lead_through_all_posts(visit: "Visit") -> None:
    page = visit.open()
    seen: list[str] = []
    for number in (1, 2, 3):
        expect(page.locator(".wisdom-pagination span")).to_have_text(f"Page {number} of 3")
        dates = page.locator(".wisdom-timeline time").evaluate_all(
            "all => all.map(t => t.dateTime)"
        )
        seen += [date[:10] for date in dates]
        if number < 3:
            page.locator(".wisdom-pagination .wisdom-older").click()
    assert seen == sorted(POSTS, reverse=True)
    page.locator(".wisdom-pagination .wisdom-newer").click()
    expect(page.locator(".wisdom-pagination span")).to_have_text("Page 2 of 3")


def test_the_search_finds_all_posts_from_any_page_of_the_feed(visit: "Visit") -> None:
    page = visit.open()
    page.locator(".wisdom-pagination .wisdom-older").click()
    expect(page.locator(".wisdom-pagination span")).to_have_text("Page 2 of 3")
    page.wait_for_selector(".wisdom-search-open:not([hidden])")
    visit.search("narwhal")
    page.locator(".wisdom-hit a").click()
    page.wait_for_url("**/posts/2026-10-28/#marks=narwhal")


def test_from_post_to_post_and_back_to_the_feed(visit: "Visit") -> None:
    page = visit.open()
    page.locator(".wisdom-timeline .wisdom-date a").nth(1).click()
    page.wait_for_url("**/posts/2026-10-29/")
    # The footer of readthedocs shows the neighbours itself.
    neighbours = page.locator(".wisdom-neighbours, .rst-footer-buttons")
    neighbours.locator(".wisdom-older, .float-left").click()
    page.wait_for_url("**/posts/2026-10-28/")
    neighbours.locator(".wisdom-newer, .float-right").click()
    page.wait_for_url("**/posts/2026-10-29/")
    page.get_by_role("link", name="All posts").click()
    expect(page.locator(".wisdom-timeline .wisdom-post")).to_have_count(10)


def test_generated_looking_text_is_inert(visit: "Visit") -> None:
    page = visit.open()
    page.goto(f"{visit.feed}posts/2026-10-08/")
    text = page.locator(".wisdom-text").text_content() or ""
    assert "<script>alert('whale')</script>" in text
    assert "{{ page.title }}" in text
