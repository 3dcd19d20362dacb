"""The templates, in a theme that has nothing but the two blocks that they fill."""

import gzip
import json
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html

from mkdocs_wisdom.languages.language import open_language
from mkdocs_wisdom.pages.context import PageContext
from mkdocs_wisdom.pages.identity import LOOKS, FeedIdentity
from mkdocs_wisdom.pages.links import (
    CardLink,
    CardLinks,
    DailyPair,
    QuizData,
    QuizSentence,
    SearchLinks,
    SiteLinks,
    XrayLinks,
    is_mixed,
    number_posts,
)
from mkdocs_wisdom.pages.plan import name_tags, plan_pages
from mkdocs_wisdom.posts.post import Post
from theme import THEME, load_theme

MAIN = (
    "<head>{% block extrahead %}{% endblock %}</head><body>{% block content %}{% endblock %}</body>"
)
GENERATED = {"wisdom": {"model": "ishmael", "seed": 7}}
DAILY = DailyPair(
    "a1",
    date(2026, 11, 28),
    (
        QuizSentence("It rose to step 7.", "posts/2026-11-23.md", date(2026, 11, 23)),
        QuizSentence("Call me Ishmael."),
    ),
)


def make_post(day: int = 24, meta: Mapping[str, Any] | None = None, **changes: Any) -> Post:  # noqa: ANN401 - any field
    date = datetime(2026, 11, day, 4, 17, tzinfo=timezone.utc)
    fields = {"stem": f"2026-11-{day}", "date": date, "title": f"Day {day}"} | changes
    return Post(**({"body": "", "meta": meta or {}, "path": None} | fields))


def render(  # noqa: PLR0913 (each says one thing about the site)
    src_uri: str,
    *posts: Post,
    introduction: str = "",
    base_theme: str = "",
    author: str = "Ishmael",
    image: str = "",
    language: str = "en",
    next_day: date | None = None,
    look: str = "letter",
    quiz: QuizData | None = None,
    cards: CardLinks | None = None,
    previews: bool = True,
    has_footer: bool = False,
    search: SearchLinks | None = None,
    xray: XrayLinks | None = None,
    text: str = "<p>Call me.</p>",
) -> html.HtmlElement:
    """Render one page of a site whose posts all have the HTML ``text``, ten to a page."""
    env = load_theme(main=MAIN)
    plan = {
        page.src_uri: page
        for page in plan_pages(posts, feed_path="", per_page=10, quiz_author="Melville")
    }
    pages = {
        uri: SimpleNamespace(url=uri, content=text if page.kind == "post" else "")
        for uri, page in plan.items()
    }
    pages["index.md"].content = introduction
    identity = FeedIdentity("At sea", author, "a.svg", "A voice.", image=image, look=look)
    links = SiteLinks(
        identity,
        pages,
        name_tags(posts),
        search,
        xray,
        language=open_language(language),
        numbers=number_posts(posts),
        current_year=2026,
        mixed=is_mixed(posts),
        next_day=next_day,
        quiz_data=quiz,
        cards=cards,
        previews=previews,
    )
    context = PageContext(plan[src_uri], links, base_theme, has_footer=has_footer)
    text = env.get_template(plan[src_uri].template).render(wisdom=context, page=pages[src_uri])
    return html.document_fromstring(text)


def find_all(page: html.HtmlElement, name: str) -> list[str]:
    found = page.find_class(name)
    return [" ".join(element.text_content().split()) for element in found]


def test_a_post_has_date_permalink_and_words() -> None:
    (card,) = render("index.md", make_post()).find_class("h-entry")
    assert card.find_class("dt-published")[0].get("datetime") == "2026-11-24T04:17:00+00:00"
    assert find_all(card, "dt-published") == ["24 November 2026"]
    assert card.find_class("u-url")[0].get("href") == "posts/2026-11-24.md"
    assert find_all(card, "e-content") == ["Call me."]


def test_feeds_are_announced() -> None:
    links = render("index.md").xpath("//head/link[@rel='alternate']")
    assert [(link.get("type"), link.get("href"), link.get("title")) for link in links] == [
        ("application/rss+xml", "rss.xml", "At sea (RSS)"),
        ("application/atom+xml", "atom.xml", "At sea (Atom)"),
        ("application/feed+json", "feed.json", "At sea (JSON Feed)"),
    ]


def test_an_empty_feed_says_what_will_happen() -> None:
    assert find_all(render("index.md"), "wisdom-empty") == [
        "There are no posts yet. The first post appears here as soon as a build writes it."
    ]


def test_an_empty_archive_says_so_too() -> None:
    assert len(render("archive.md").find_class("wisdom-empty")) == 1


def test_where_another_plugin_writes_previews_the_head_has_none() -> None:
    page = render("posts/2026-11-24.md", make_post(), previews=False)
    tags = page.xpath("//meta[starts-with(@property, 'og:') or starts-with(@name, 'twitter:')]")
    assert tags == []
    assert page.xpath("//meta/@property") == ["article:published_time"]


@pytest.mark.parametrize(
    ("introduction", "titles"),
    [
        ("", ["At sea"]),
        ("<p>Hello.</p>", ["At sea"]),
        ("<h1>Mine</h1><p>Hello.</p>", ["Mine"]),
    ],
)
def test_the_feed_has_one_title(introduction: str, titles: list[str]) -> None:
    page = render("index.md", make_post(), introduction=introduction)
    assert [h1.text_content() for h1 in page.iter("h1")] == titles


def test_an_introduction_is_on_the_first_page_only() -> None:
    posts = [make_post(day) for day in range(25, 10, -1)]
    pages = [render(uri, *posts, introduction="<p>Hello.</p>") for uri in ("index.md", "page/2.md")]
    assert [find_all(page, "wisdom-introduction") for page in pages] == [["Hello."], []]


def test_pages_of_the_feed_lead_to_each_other() -> None:
    posts = [make_post(day) for day in range(28, 5, -1)]
    page = render("page/2.md", *posts)
    assert find_all(page, "wisdom-pagination") == ["Newer Page 2 of 3 Older"]
    links = page.find_class("wisdom-pagination")[0].iter("a")
    assert [(link.get("rel"), link.get("href")) for link in links] == [
        ("prev", "index.md"),
        ("next", "page/3.md"),
    ]


def test_one_page_needs_no_pagination() -> None:
    assert render("index.md", make_post()).find_class("wisdom-pagination") == []


@pytest.mark.parametrize("src_uri", ["index.md", "posts/2026-11-24.md"])
def test_a_preview_says_that_it_is_not_saved(src_uri: str) -> None:
    assert find_all(render(src_uri, make_post(preview=True)), "wisdom-preview") == [
        "Preview: not saved. The next build publishes these words."
    ]


def test_a_generated_post_says_how_it_was_written() -> None:
    page = render("posts/2026-11-24.md", make_post(meta=GENERATED))
    facts = page.find_class("wisdom-provenance")[0].iter("dt", "dd")
    words = [" ".join(fact.text_content().split()) for fact in facts]
    assert (words[:2], words[-2:]) == (["Voice", "ishmael"], ["Seed", "7"])


def test_a_persons_post_does_not() -> None:
    assert render("posts/2026-11-24.md", make_post()).find_class("wisdom-provenance") == []


def test_a_post_leads_to_the_older_and_the_newer() -> None:
    posts = [make_post(day) for day in (25, 24, 23)]
    assert find_all(render("posts/2026-11-24.md", *posts), "wisdom-neighbours") == [
        "Older · 23 November 2026 Day 23 Newer · 25 November 2026 Day 25"
    ]


def test_neighbours_are_left_to_a_theme_that_shows_them() -> None:
    posts = [make_post(day) for day in (25, 24, 23)]
    page = render("posts/2026-11-24.md", *posts, has_footer=True)
    assert page.find_class("wisdom-neighbours") == []


def read_links(page: html.HtmlElement) -> list[tuple[str, str]]:
    """The titles and addresses of the line of links, and the name of its button."""
    (line,) = page.find_class("wisdom-links")
    found = line.xpath("./a | .//button")
    return [(" ".join(link.text_content().split()), link.get("href", "")) for link in found]


def test_a_post_ends_with_a_line_of_links() -> None:
    search = SearchLinks("manifest.js", "engine.js", "en")
    quiz = QuizData("quiz.json", "Melville", DAILY)
    page = render("posts/2026-11-24.md", make_post(), search=search, quiz=quiz)
    assert read_links(page) == [
        ("All posts", "index.md"),
        ("Archive", "archive.md"),
        ("Melville or machine?", "quiz.md"),
        ("Surprise me", ""),
    ]
    assert read_links(render("posts/2026-11-24.md", make_post())) == [
        ("All posts", "index.md"),
        ("Archive", "archive.md"),
    ]


def test_the_archive_its_years_and_the_tags_lead_to_the_quiz() -> None:
    start = datetime(2025, 12, 1, tzinfo=timezone.utc)
    dates = [start + timedelta(days=days) for days in range(250)][::-1]
    posts = [make_post(stem=f"{d:%Y-%m-%d}", date=d, tags=("sea",)) for d in dates]
    link = ("Melville or machine?", "quiz.md")
    for uri in ("archive.md", "archive/2026.md", "tags.md"):
        page = render(uri, *posts, quiz=QuizData("quiz.json", "Melville", DAILY))
        assert link in read_links(page), uri
        assert link not in read_links(render(uri, *posts)), uri


def test_the_archive_lists_titles_by_month() -> None:
    page = render("archive.md", make_post(24), make_post(2, stem="2026-11-02"))
    assert [heading.text_content() for heading in page.iter("h1", "h2", "h3")] == [
        "Archive",
        "2026",
        "November",
    ]
    assert [" ".join(item.text_content().split()) for item in page.iter("li")] == [
        "24 Day 24",
        "2 Day 2",
    ]


def test_the_archive_lists_the_tags_of_a_post() -> None:
    page = render("archive.md", make_post(tags=("sea", "favourites")))
    assert find_all(page, "wisdom-month") == ["November 24 Day 24 #sea #favourites"]
    assert page.xpath("//span[@class='wisdom-tags']/a/@href") == [
        "tags/sea/index.md",
        "tags/favourites/index.md",
    ]


def test_the_calendar_links_to_the_posts() -> None:
    posts = [make_post(24), make_post(21, meta=GENERATED), make_post(21)]
    (calendar,) = render("archive.md", *posts).find_class("wisdom-calendar")
    cells = calendar.find_class("wisdom-cells")[0]
    assert [(a.get("title"), a.get("class"), a.get("href")) for a in cells.iter("a")] == [
        (None, "wisdom-row", "#wisdom-2026-11"),
        ("21 November 2026: 2 posts", "size-4 by-both several", "posts/2026-11-21.md"),
        ("24 November 2026: Day 24", "size-1 by-person", "posts/2026-11-24.md"),
    ]
    assert [cell.get("style") for cell in cells.xpath("./a[@tabindex=-1]|./i")] == [
        "grid-column:22",
        *(None, None, None),
    ]


def test_the_archive_counts_the_posts_of_each_year_if_it_shows_several() -> None:
    posts = [make_post(24), make_post(21)]
    page = render("archive.md", *posts)
    assert find_all(page, "wisdom-description") == ["2 posts by Ishmael, newest first."]
    assert find_all(page, "wisdom-rhythm") == ["on 2 of 4 days · longest gap 2 days"]
    earlier = make_post(stem="2025-12-31", date=datetime(2025, 12, 31, tzinfo=timezone.utc))
    assert find_all(render("archive.md", *posts, earlier), "wisdom-rhythm") == [
        "2 posts · on 2 of 328 days · longest gap 324 days",
        "1 post · on 1 of 1 day",
    ]


def test_a_machines_posts_and_a_persons_are_told_apart_where_there_are_both() -> None:
    both = render("archive.md", make_post(24), make_post(23, meta=GENERATED))
    assert find_all(both, "wisdom-legend") == ["written by a machine written by a person"]
    assert find_all(both, "wisdom-month") == ["November 24 Day 24 written by a person 23 Day 23"]
    assert render("archive.md", make_post(24)).find_class("wisdom-legend") == []


def test_the_archive_names_the_most_used_tags() -> None:
    page = render("archive.md", make_post(tags=("sea",)), make_post(23, tags=("sea", "air")))
    assert find_all(page, "wisdom-most-used") == ["#sea 2 #air 1 All tags"]


def test_names_and_titles_cannot_be_markup() -> None:
    post = make_post(title="<i>T</i>", tags=("<i>",), meta={"title": "<i>T</i>"})
    for src_uri in ("index.md", "posts/2026-11-24.md", "archive.md"):
        page = render(src_uri, post, author="<i>A</i>")
        assert list(page.iter("i")) == []


@pytest.mark.parametrize(
    ("base_theme", "classes", "role"),
    [("mkdocs", "wisdom wisdom--feed col-md-12", "main"), ("", "wisdom wisdom--feed", None)],
)
def test_the_landmark_and_the_column_are_added_where_the_block_replaces_them(
    base_theme: str, classes: str, role: str | None
) -> None:
    (frame,) = render("index.md", base_theme=base_theme).find_class("wisdom")
    assert (frame.get("class"), frame.get("role")) == (classes, role)


@pytest.mark.parametrize(("base_theme", "number"), [("mkdocs", 1), ("readthedocs", 1), ("", 0)])
def test_a_post_is_described_where_its_theme_describes_only_the_home_page(
    base_theme: str, number: int
) -> None:
    page = render("posts/2026-11-24.md", make_post(), base_theme=base_theme)
    assert page.xpath("//meta[@name='description']/@content") == ["Call me."] * number


def test_drafts_are_marked() -> None:
    page = render("index.md", make_post(), make_post(23, meta={"draft": True}))
    (draft,) = find_all(page, "wisdom-preview")
    assert draft == "Draft. Only mkdocs serve shows it: draft: true"


def read_headings(page: html.HtmlElement) -> list[tuple[str, str]]:
    found = page.iter("h1", "h2", "h3", "h4", "h5")
    return [(heading.tag, " ".join(heading.text_content().split())) for heading in found]


def test_pinned_posts_have_a_section_of_their_own() -> None:
    titled = {"pin": True, "title": "Whale"}
    posts = [make_post(24), make_post(23), make_post(22, titled, title="Whale"), make_post(21)]
    assert read_headings(render("index.md", *posts, introduction="<h1>Mine</h1>")) == [
        ("h1", "Mine"),
        ("h2", "24 November 2026"),
        ("h2", "Pinned"),
        ("h3", "22 November"),
        ("h4", "Whale"),
        ("h2", "Earlier"),
        ("h3", "23 November"),
        ("h3", "21 November"),
    ]


@pytest.mark.parametrize("pinned", [{}, {"pin": True}])
def test_a_page_without_pinned_posts_below_its_first_has_no_sections(
    pinned: dict[str, bool],
) -> None:
    page = render("index.md", make_post(24, pinned), make_post(23))
    assert read_headings(page)[1:] == [("h2", "24 November 2026"), ("h2", "23 November")]


def test_a_page_of_nothing_but_pinned_posts_has_one_section() -> None:
    page = render("index.md", make_post(24), make_post(23, {"pin": True}))
    assert find_all(page, "wisdom-section") == ["Pinned"]


def test_a_tag_has_no_sections() -> None:
    posts = [make_post(24, tags=("sea",)), make_post(23, {"pin": True}, tags=("sea",))]
    assert find_all(render("tags/sea/index.md", *posts), "wisdom-section") == []


def test_headings_in_a_post_are_below_its_own() -> None:
    posts = [make_post(24), make_post(23, {"pin": True})]
    page = render("index.md", *posts, text="<h2>Call me.</h2>")
    assert read_headings(page)[1:] == [
        ("h2", "24 November 2026"),
        ("h3", "Call me."),
        ("h2", "Pinned"),
        ("h3", "23 November"),
        ("h4", "Call me."),
    ]


def test_a_post_may_have_another_author() -> None:
    page = render("index.md", make_post(author="Queequeg"), make_post(23))
    assert find_all(page, "wisdom-author") == ["Queequeg"]


def test_a_tag_keeps_its_own_direction() -> None:
    post = make_post(tags=("sea",))
    pages = ("index.md", "archive.md", "tags.md", "tags/sea/index.md")
    names = [render(uri, post, language="ar").xpath("//bdi/text()") for uri in pages]
    assert names == [["sea"], ["#sea", "#sea"], ["#sea"], ["#sea", "sea"]]


def test_lists_link_to_a_tag_in_one_way() -> None:
    post = make_post(tags=("R&D",))
    for uri, count in (("archive.md", 2), ("tags.md", 1)):
        page = render(uri, post)
        links = [html.tostring(bdi.getparent(), with_tail=False) for bdi in page.iter("bdi")]
        assert links == [b'<a href="tags/rd-dacc7c/index.md"><bdi>#R&amp;D</bdi></a>'] * count


def test_a_feed_and_a_post_alone_name_their_author() -> None:
    assert render("index.md", make_post()).xpath("//data/@value") == ["Ishmael"]
    page = render("posts/2026-11-24.md", make_post())
    assert find_all(page, "p-author") == ["Ishmael"]
    assert page.xpath("//a[contains(@class, 'p-author')]/@href") == ["index.md"]


def test_tags_lead_to_their_pages() -> None:
    posts = (make_post(tags=("sea", "<b>")), make_post(23, tags=("sea",)))
    links = {
        a.text_content(): a.get("href") for a in render("index.md", *posts).find_class("p-category")
    }
    assert links == {"sea": "tags/sea/index.md", "<b>": "tags/b-507ca5/index.md"}
    assert find_all(render("tags.md", *posts), "wisdom-all-tags") == ["#<b> 1 #sea 2"]
    page = render("tags/b-507ca5/index.md", *posts)
    assert find_all(page, "wisdom-title") == ["#<b>"]
    assert len(page.find_class("h-entry")) == 1


def test_a_long_archive_lists_years_and_months() -> None:
    start = datetime(2025, 12, 1, tzinfo=timezone.utc)
    dates = [start + timedelta(days=days) for days in range(250)][::-1]
    posts = [make_post(stem=f"{d:%Y-%m-%d}", date=d, title=f"{d}") for d in dates]
    page = render("archive.md", *posts)
    (years,) = page.find_class("wisdom-years")
    assert years.xpath(".//a/@href") == ["archive/2026.md", "archive/2025.md"]
    assert find_all(years, "wisdom-rhythm") == [
        "219 posts · on 219 of 219 days",
        "31 posts · on 31 of 31 days",
    ]
    (counts,) = page.find_class("wisdom-counts")
    assert counts.xpath(".//tbody/tr[2]//a/@href") == ["archive/2025.md#wisdom-2025-12"]
    assert counts.xpath(".//tbody/tr[2]//a/@aria-label") == ["December 2025: 31"]
    own = render("archive/2026.md", *posts)
    assert find_all(own, "wisdom-rhythm") == ["219 posts · on 219 of 219 days"]
    assert own.find_class("wisdom-month")[0].get("id") == "wisdom-2026-8"
    assert len(own.xpath("//ol/li")) == 219


def test_pages_have_link_previews_and_linked_data() -> None:
    page = render("posts/2026-11-24.md", make_post(title="</script><b>"))
    (data,) = page.xpath("//script[@type='application/ld+json']")
    assert json.loads(data.text)["headline"] == "</script><b>"
    assert page.xpath("//meta[@property='og:type']/@content") == ["article"]
    assert render("index.md").xpath("//meta[@property='og:type']/@content") == ["website"]
    for image, shown in (("https://x.org/a.png", 1), ("https://x.org/a.svg", 0), ("", 0)):
        page = render("index.md", image=image)
        assert len(page.xpath("//meta[@property='og:image']")) == shown


def read_tags(page: html.HtmlElement) -> dict[str, str]:
    """The tags of link previews that concern pictures."""
    tags = page.xpath("//meta[starts-with(@property, 'og:image') or @name='twitter:card']")
    return {tag.get("property") or tag.get("name"): tag.get("content") for tag in tags}


def test_a_card_is_a_large_picture_with_its_size_and_its_words() -> None:
    feed = CardLink("https://x.org/feed.png", "At sea", 1200, 630)
    own = CardLink("https://x.org/24.png", '“Call "me"”', 1200, 630)
    cards = CardLinks(feed, {"2026-11-24": own})
    posts = make_post(), make_post(23)
    picture = "https://x.org/a.png"
    assert read_tags(render("posts/2026-11-24.md", *posts, cards=cards, image=picture)) == {
        "og:image": "https://x.org/24.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": '“Call "me"”',
        "twitter:card": "summary_large_image",
    }
    for page in ("index.md", "archive.md"):
        tags = read_tags(render(page, *posts, cards=cards))
        assert (tags["og:image"], tags["og:image:alt"]) == ("https://x.org/feed.png", "At sea")
    assert read_tags(render("posts/2026-11-23.md", *posts, cards=cards, image=picture)) == {
        "og:image": "https://x.org/a.png",
        "twitter:card": "summary",
    }


def test_the_stylesheet_is_small() -> None:
    style = (THEME / "assets/wisdom/wisdom.css").read_bytes()
    assert len(gzip.compress(style)) < 4_000


TEMPLATES = sorted((THEME / "wisdom").rglob("*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_words_of_its_own(template: Path) -> None:
    source = re.sub(
        r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", template.read_text("utf-8"), flags=re.DOTALL
    )
    labels = re.findall(r'(?:aria-label|placeholder|alt|title)="([^"]*)"', source)
    text = re.sub(r"<[^>]*>", "", source, flags=re.DOTALL)
    assert re.findall(r"[A-Za-z]{2,}", " ".join([text, *labels])) == []


def test_a_page_is_in_the_sites_language() -> None:
    page = render("archive.md", make_post(24), make_post(23), language="ar")
    assert find_all(page, "wisdom-title") == ["الأرشيف"]
    assert find_all(page, "wisdom-month") == ["نوفمبر 24 Day 24 23 Day 23"]
    (container,) = page.find_class("wisdom")
    assert (container.get("lang"), container.get("dir")) == ("ar", "rtl")


def test_a_page_that_runs_from_left_to_right_leaves_the_direction_to_the_theme() -> None:
    (container,) = render("archive.md", make_post(), language="ja").find_class("wisdom")
    assert container.get("dir") is None


def test_the_newest_post_is_large_and_before_pinned_ones() -> None:
    posts = [make_post(24), make_post(23), make_post(22, meta={"pin": True})]
    page = render("index.md", *posts)
    assert find_all(page, "dt-published") == ["24 November 2026", "22 November", "23 November"]
    assert find_all(page.find_class("wisdom-post--large")[0], "dt-published") == [
        "24 November 2026"
    ]


def test_other_pages_of_the_feed_and_of_tags_have_no_large_post() -> None:
    posts = [make_post(day, tags=("sea",)) for day in range(25, 10, -1)]
    for uri in ("page/2.md", "tags/sea/index.md"):
        assert render(uri, *posts).find_class("wisdom-post--large") == []


def test_the_number_of_a_post_counts_the_published_ones() -> None:
    posts = [make_post(25, meta={"draft": True}), make_post(24), make_post(23)]
    assert find_all(render("posts/2026-11-24.md", *posts), "wisdom-number") == ["No. 2"]
    assert find_all(render("posts/2026-11-25.md", *posts), "wisdom-number") == []


def test_the_feed_says_when_the_next_post_comes() -> None:
    page = render("index.md", make_post(), make_post(23), next_day=date(2026, 11, 25))
    assert find_all(page, "wisdom-next") == ["The next one: 25 November"]
    assert page.xpath("//p/time/@datetime") == ["2026-11-25"]
    assert render("index.md", make_post()).find_class("wisdom-next") == []


def read_switches(page: html.HtmlElement) -> list[str]:
    return [switch.get("data-figures") for switch in page.find_class("wisdom-xray-switch")]


def test_xray_is_below_the_newest_post_and_on_the_pages_of_posts() -> None:
    xray = XrayLinks("xray.js", {"2026-11-24": "24.js", "2026-11-23": "23.js"})
    posts = [make_post(24, tags=("sea",)), make_post(23), make_post(22)]
    found = {
        uri: read_switches(render(uri, *posts, xray=xray))
        for uri in ("index.md", "tags/sea/index.md", "posts/2026-11-23.md", "posts/2026-11-22.md")
    }
    assert found == {
        "index.md": ["24.js"],
        "tags/sea/index.md": [],
        "posts/2026-11-23.md": ["23.js"],
        "posts/2026-11-22.md": [],
    }


def test_a_newest_post_without_figures_or_cut_has_nothing_to_do_in_the_feed() -> None:
    posts = make_post(24), make_post(23)
    xray = XrayLinks("xray.js", {"2026-11-23": "23.js"})
    assert render("index.md", *posts, xray=xray).find_class("wisdom-actions") == []
    xray = XrayLinks("xray.js", {"2026-11-24": "24.js"})
    page = render("index.md", *posts, xray=xray, text="<p>Call me.</p>" * 200)
    assert page.find_class("wisdom-actions") == []


def test_a_post_says_whether_a_machine_wrote_it() -> None:
    page = render("index.md", make_post(24, GENERATED), make_post(23, GENERATED), make_post(22))
    assert find_all(page, "wisdom-writer") == [
        "written by a machine",
        "written by a machine",
        "written by a person",
    ]
    assert page.xpath("//svg[@role='img']/title/text()") == [
        "written by a machine",
        "written by a person",
    ]
    by_hand = page.find_class("wisdom-post--by-hand")
    assert [find_all(post, "dt-published") for post in by_hand] == [["22 November"]]


def test_in_a_feed_of_machines_only_large_posts_say_so() -> None:
    posts = make_post(24, GENERATED), make_post(23, GENERATED)
    for uri in ("index.md", "posts/2026-11-23.md"):
        page = render(uri, *posts)
        assert find_all(page, "wisdom-writer") == ["written by a machine"]
        assert page.xpath("//*[@class='wisdom-writer']/svg") == []


def test_the_size_of_a_short_post_depends_on_its_words() -> None:
    (post,) = render("index.md", make_post()).find_class("wisdom-post")
    assert post.get("style") == "--wisdom-words: 2"


def test_the_feeds_are_behind_one_icon() -> None:
    (menu,) = render("index.md", make_post()).find_class("wisdom-feeds")
    assert menu.xpath("./summary/@aria-label") == ["Ways to follow"]
    assert menu.xpath(".//a/text()") == ["RSS", "Atom", "JSON Feed"]


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_is_a_stylesheet(look: str) -> None:
    page = render("index.md", look=look)
    style = page.xpath("//link[@rel='stylesheet']/@href")[-1]
    assert (THEME / style).is_file()
    assert page.find_class("wisdom")[0].get("data-look") == look


def test_a_voice_has_its_own_hue() -> None:
    (frame,) = render("index.md", author="Ishmael").find_class("wisdom")
    assert frame.get("style") == "--wisdom-voice-hue: 196"


def test_the_stylesheets_of_the_looks_are_small() -> None:
    for look in LOOKS:
        style = (THEME / f"assets/wisdom/looks/{look}.css").read_bytes()
        assert len(gzip.compress(style)) < 1_000


def test_the_quiz_has_what_its_script_needs() -> None:
    page = render("quiz.md", quiz=QuizData("quiz.json", "Melville", DAILY))
    (quiz,) = page.find_class("wisdom-quiz")
    data = dict(quiz.attrib)
    words = json.loads(data.pop("data-words"))
    assert data == {
        "class": "wisdom-quiz",
        "data-pairs": "quiz.json",
        "data-root": ".",
        "data-posts": "index.md",
        "data-author": "Melville",
    }
    assert words == open_language("en").quiz_messages
    assert words["quiz_next"] == "Next"
    assert page.xpath("//script/@src") == ["assets/wisdom/wisdom.js", "assets/wisdom/quiz.js"]
    assert [h1.text_content() for h1 in page.iter("h1")] == ["Melville or machine?"]


def test_a_quiz_without_scripts_leads_to_the_posts() -> None:
    (noscript,) = render("quiz.md", quiz=QuizData("quiz.json", "Melville", DAILY)).iter("noscript")
    assert " ".join(noscript.text_content().split()) == (
        "The quiz needs JavaScript. Read the posts"
    )
    assert noscript.xpath(".//a/@href") == ["index.md"]


def test_a_quiz_with_too_few_posts_says_so() -> None:
    page = render("quiz.md")
    assert page.find_class("wisdom-quiz") == []
    assert find_all(page, "wisdom-description") == [
        "There are too few posts for a game. Come back in a few days. Read the posts"
    ]


def test_only_the_quiz_has_its_style() -> None:
    sheets = "//link[@rel='stylesheet']/@href"
    assert "assets/wisdom/quiz.css" in render("quiz.md").xpath(sheets)
    assert "assets/wisdom/quiz.css" not in render("index.md").xpath(sheets)


QUIZ = QuizData("quiz.json", "Melville", DAILY)


def test_the_feeds_first_page_has_the_pair_of_the_day_below_todays_post() -> None:
    page = render("index.md", make_post(24), make_post(23), quiz=QUIZ)
    (timeline,) = page.find_class("wisdom-timeline")
    assert [element.tag for element in timeline] == ["article", "aside", "article"]
    (pair,) = page.find_class("wisdom-daily")
    data = {name: value for name, value in pair.attrib.items() if name.startswith("data-")}
    assert data == {"data-day": "2026-11-28", "data-pair": "a1", "data-quiz": "quiz.json"}
    assert find_all(pair, "wisdom-quiz-question") == ["Which one did Melville write?"]
    assert find_all(pair, "wisdom-quiz-card--machine") == [
        "It rose to step 7. a machine, post of 23 November 2026"
    ]
    assert find_all(pair, "wisdom-quiz-card--author") == ["Call me Ishmael. Melville"]
    assert pair.xpath(".//a/@href") == ["posts/2026-11-23.md", "quiz.md"]
    assert pair.find_class("wisdom-daily-row")[0].get("data-text") == "Right in a row: {number}"


@pytest.mark.parametrize("src_uri", ["page/2.md", "tags/sea/index.md", "posts/2026-11-24.md"])
def test_other_pages_have_no_pair(src_uri: str) -> None:
    posts = [make_post(day, tags=("sea",)) for day in range(24, 12, -1)]
    assert render(src_uri, *posts, quiz=QUIZ).find_class("wisdom-daily") == []


def test_a_feed_without_a_quiz_has_no_pair() -> None:
    assert render("index.md", make_post()).find_class("wisdom-daily") == []
