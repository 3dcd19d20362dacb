"""The feed in the site's navigation."""

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from mkdocs_wisdom.pages.navigation import is_listed, lift


def make_page(title: str) -> Page:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Sea"})
    config.validate()
    return Page(title, File(f"{title}.md", None, "site", True), config)


@pytest.fixture
def feed() -> Page:
    return make_page("Posts")


def make_navigation(*items: Page | Section) -> Navigation:
    """The navigation with these items, whose parents are set as MkDocs does."""
    pages = []
    waiting = [(item, None) for item in items]
    while waiting:
        item, parent = waiting.pop()
        item.parent = parent
        if isinstance(item, Section):
            waiting += [(child, item) for child in item.children]
        else:
            pages.append(item)
    return Navigation(list(items), pages)


def test_a_page_leaves_sections_that_have_nothing_else(feed: Page) -> None:
    home = make_page("Home")
    navigation = make_navigation(home, Section("Notes", [Section("Wisdom", [feed])]))
    lift(feed, navigation)
    assert navigation.items == [home, feed]
    assert feed.parent is None


def test_a_page_stays_beside_others(feed: Page) -> None:
    notes = Section("Notes", [make_page("A"), Section("Wisdom", [feed])])
    navigation = make_navigation(notes)
    lift(feed, navigation)
    assert [child.title for child in notes.children] == ["A", "Posts"]
    assert feed.parent is notes
    assert navigation.items == [notes]


def test_a_page_without_a_section_stays(feed: Page) -> None:
    navigation = make_navigation(feed)
    lift(feed, navigation)
    assert navigation.items == [feed]


def test_only_a_page_of_the_navigation_is_listed(feed: Page) -> None:
    assert is_listed(feed, make_navigation(feed))
    assert not is_listed(feed, make_navigation(make_page("Posts")))
