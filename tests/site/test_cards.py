"""Cards of whole sites."""

import re
from io import BytesIO

import pytest
from PIL import Image

from sites import SITE_URL, Site

POSTS = {
    "posts/2018-05-01-be-kind.md": "Be *kind*.\n",
    "posts/2018-05-02.md": "---\nsearch: {exclude: true}\n---\nBe quiet.\n",
}


@pytest.fixture
def words(site: Site) -> Site:
    """A site with a post, and one that nothing else may quote."""
    for path, text in POSTS.items():
        site.write(path, text)
    site.write("docs/index.md", "# Home\n")
    return site


def read_picture(site: Site, page: str) -> str | None:
    """The address of the picture that a page's link preview shows."""
    found = re.search(r'<meta property="og:image" content="(.*?)">', site.read(page))
    return found and found[1]


@pytest.mark.every_python
def test_pages_name_the_cards_that_the_site_has(words: Site) -> None:
    words.configure({"generate": "never"})
    words.build()
    cards = {
        "wisdom/index.html": "feed.png",
        "wisdom/archive/index.html": "feed.png",
        "wisdom/posts/2018-05-01-be-kind/index.html": "posts/2018-05-01-be-kind.png",
    }
    for page, card in cards.items():
        path = f"assets/wisdom/cards/wisdom/{card}"
        assert read_picture(words, page) == SITE_URL + path
        picture = (words.root / "site" / path).read_bytes()
        assert Image.open(BytesIO(picture)).size == (1200, 630)
    assert read_picture(words, "wisdom/posts/2018-05-02/index.html") is None
    drawn = {path.name for path in (words.root / "site/assets/wisdom/cards").rglob("*.png")}
    assert drawn == {"feed.png", "2018-05-01-be-kind.png"}


def test_the_home_feed_has_its_cards_too(words: Site) -> None:
    words.configure({"generate": "never", "feed": "."}, site_url=f"{SITE_URL}sub/")
    words.build()
    assert read_picture(words, "index.html") == f"{SITE_URL}sub/assets/wisdom/cards/feed.png"


@pytest.mark.parametrize(
    ("options", "config"), [({"cards": False}, {}), ({}, {"site_url": ""})], ids=["off", "nowhere"]
)
def test_a_site_may_have_no_cards(words: Site, options: dict, config: dict) -> None:
    words.configure({"generate": "never", "feeds": False} | options, **config)
    words.build()
    assert read_picture(words, "wisdom/posts/2018-05-01-be-kind/index.html") is None
    assert not (words.root / "site/assets/wisdom/cards").exists()


def test_a_font_that_is_not_there_is_one_error(words: Site) -> None:
    words.configure({"card_font": "none.ttf"})
    assert words.fail() == "wisdom: card_font: cannot read /none.ttf: No such file or directory"
