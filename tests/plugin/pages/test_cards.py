"""Which posts have cards, what these show, and what is drawn again."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, PluginCollection
from mkdocs.structure.files import File, Files
from PIL import Image

from fonts import save_font
from mkdocs_wisdom.cards import drawing
from mkdocs_wisdom.cards.card import Card
from mkdocs_wisdom.cards.font_choice import FontChoice
from mkdocs_wisdom.errors import SettingError
from mkdocs_wisdom.languages.language import open_language
from mkdocs_wisdom.pages import cards
from mkdocs_wisdom.pages.cards import has_social_plugin, open_fonts, place_cards
from mkdocs_wisdom.pages.identity import FeedIdentity
from mkdocs_wisdom.pages.links import CardLink, CardLinks, SiteLinks
from mkdocs_wisdom.posts.post import Post
from planned_pages import make_config, make_file
from sample_posts import make_post

FEED = "assets/wisdom/cards/feed.png"


def name_card(stem: str) -> str:
    return f"assets/wisdom/cards/posts/{stem}.png"


class Site:
    """A feed whose posts say ``words``, or each its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = Files([])
        self.told: list[str] = []
        self.fonts = FontChoice(find=lambda *_: None)
        self.drawn: list[Card] = []
        self.language = "en"
        self.numbers: dict[str, int] = {}

    def place(
        self,
        *posts: Post,
        words: Mapping[str, str] | str = "Call me.",
        identity: Mapping[str, str] | None = None,
        config: MkDocsConfig | None = None,
        files: Sequence[File] = (),
    ) -> CardLinks:
        config = config or make_config(self.root)
        config.site_url = config.site_url or "https://sea.example/log"
        described = FeedIdentity(
            **{"title": "At sea", "author": "Ishmael", "avatar": "a.svg", "description": "A voice."}
            | (identity or {})
        )
        pages: dict[str, Any] = {
            f"{described.feed_path}posts/{post.stem}.md": SimpleNamespace(
                url=post.stem,
                content=f"<p>{words if isinstance(words, str) else words[post.stem]}</p>",
            )
            for post in posts
        }
        links = SiteLinks(
            described, pages, language=open_language(self.language), numbers=self.numbers
        )
        self.files = Files(list(files))
        self.told = []
        self.drawn = []
        return place_cards(
            posts, links, self.files, config, fonts=self.fonts,
            tell=lambda message, *values: self.told.append(message % values),
        )  # fmt: skip

    @property
    def placed(self) -> list[str]:
        return sorted(self.files.src_uris)

    @property
    def cached(self) -> list[Path]:
        return sorted((self.root / ".cache/mkdocs-wisdom/cards").glob("*.png"))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site that notes the cards that it draws."""
    site = Site(tmp_path)
    draw = drawing.draw_card

    def note(card: Card, fonts: FontChoice) -> bytes:
        site.drawn.append(card)
        return draw(card, fonts)

    monkeypatch.setattr(drawing, "draw_card", note)
    return site


def describe(all_cards: Sequence[Card]) -> list[tuple[str, str, str]]:
    return [(card.text, card.note, card.author) for card in all_cards]


def test_the_feed_and_each_post_have_a_card(site: Site) -> None:
    links = site.place(make_post("2026-11-24"), make_post("2026-11-23"))
    assert site.placed == [FEED, name_card("2026-11-23"), name_card("2026-11-24")]
    root = "https://sea.example/log/assets/wisdom/cards/"
    assert links.feed == CardLink(f"{root}feed.png", "At sea: A voice.", 1200, 630)
    assert links.posts["2026-11-24"] == CardLink(
        f"{root}posts/2026-11-24.png", "“Call me.” – Ishmael, 24 November 2026", 1200, 630
    )
    for file in site.files:
        assert Image.open(BytesIO(file.content_bytes)).size == (1200, 630)


def test_a_card_shows_the_words_or_the_title_with_the_first_ones(site: Site) -> None:
    generated = make_post("2026-11-24", {"wisdom": {"seed": 1}})
    titled = make_post("2026-11-23", {"title": "Away"}, title="Away")
    guest = Post(**{**vars(make_post("2026-11-22")), "author": "Queequeg"})
    site.place(generated, titled, guest)
    assert describe(site.drawn) == [
        ("At sea", "A voice.", "Ishmael"),
        ("Call me.", "", "Ishmael"),
        ("Away", "Call me.", "Ishmael"),
        ("Call me.", "", "Queequeg"),
    ]
    assert [card.quoted for card in site.drawn] == [False, True, False, True]
    assert [card.initials for card in site.drawn] == ["I", "I", "I", "Q"]
    assert {card.feed for card in site.drawn[1:]} == {"At sea"}


@pytest.mark.parametrize(
    ("language", "number", "date"),
    [
        ("en", "No. 57", "24 November 2026"),
        ("ja", "第57号", "2026年11月24日"),
        ("uk", "№ 57", "24 листопада 2026 р."),
    ],
)
def test_a_card_has_the_number_of_its_post(
    site: Site, language: str, number: str, date: str
) -> None:
    site.language, site.numbers = language, {"2026-11-24": 57}
    links = site.place(make_post())
    assert [(card.number, card.date) for card in site.drawn] == [("", ""), (number, date)]
    assert links.posts["2026-11-24"].alt == f"“Call me.” – Ishmael, {number} · {date}"


def test_a_card_with_another_number_is_drawn_again(site: Site) -> None:
    for number in (57, 57, 58):
        site.numbers = {"2026-11-24": number}
        site.place(make_post())
    assert [card.number for card in site.drawn] == ["No. 58"]


def test_a_feed_called_like_its_author_is_not_named_twice(site: Site) -> None:
    site.place(make_post(), identity={"title": "Ishmael"})
    assert site.drawn[1].feed == ""


def test_posts_that_nothing_may_quote_have_none(site: Site) -> None:
    draft = make_post("2026-11-24", {"draft": True})
    secluded = make_post("2026-11-23", {"search": {"exclude": True}})
    locked = make_post("2026-11-22", {"password": "x"})
    links = site.place(draft, secluded, locked)
    assert (site.placed, links.posts) == ([FEED], {})


def test_older_posts_have_the_feeds_card(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "MOST_POSTS", 1)
    links = site.place(make_post("2026-11-24"), make_post("2026-11-23"))
    assert site.placed == [FEED, name_card("2026-11-24")]
    assert links.posts["2026-11-23"] == links.feed


def test_cards_of_several_feeds_are_apart(site: Site) -> None:
    links = site.place(make_post(), identity={"feed_path": "ahab/"})
    assert site.placed == [
        "assets/wisdom/cards/ahab/feed.png",
        "assets/wisdom/cards/ahab/posts/2026-11-24.png",
    ]
    assert links.feed.url == "https://sea.example/log/assets/wisdom/cards/ahab/feed.png"


def test_names_are_quoted_in_addresses(site: Site) -> None:
    links = site.place(make_post("2026-11-24-鲸 1"))
    assert links.posts["2026-11-24-鲸 1"].url.endswith("/posts/2026-11-24-%E9%B2%B8%201.png")


def test_a_card_that_did_not_change_is_copied(site: Site) -> None:
    posts = make_post("2026-11-24"), make_post("2026-11-23")
    words = {"2026-11-24": "Call me.", "2026-11-23": "Call him."}
    site.place(*posts, words=words)
    first = {file.src_uri: file.content_bytes for file in site.files}
    site.place(*posts, words=words)
    assert site.drawn == []
    assert {file.src_uri: file.content_bytes for file in site.files} == first
    site.place(*posts, words={**words, "2026-11-23": "Call her."})
    assert describe(site.drawn) == [("Call her.", "", "Ishmael")]


def test_the_cache_forgets_what_is_not_shown_any_more(site: Site) -> None:
    site.place(make_post("2026-11-24"), make_post("2026-11-23"))
    other = site.root / ".cache/mkdocs-wisdom/cards/ahab"
    other.mkdir()
    (other / "kept.txt").touch()
    site.place(make_post("2026-11-24", {"search": {"exclude": True}}))
    assert len(site.cached) == 1
    assert (other / "kept.txt").exists()


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n cut off"])
def test_a_damaged_card_is_drawn_again(site: Site, content: bytes) -> None:
    site.place(make_post())
    whole = {path: path.read_bytes() for path in site.cached}
    damaged = site.cached[0]
    damaged.write_bytes(content)
    site.place(make_post())
    assert len(site.drawn) == 1
    assert {path: path.read_bytes() for path in site.cached} == whole


def test_a_project_that_may_only_be_read_has_cards(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise SettingError("cannot write")

    monkeypatch.setattr(cards, "write_copy", refuse)
    site.place(make_post())
    assert site.placed == [FEED, name_card("2026-11-24")]
    assert {file.content_bytes[:4] for file in site.files} == {b"\x89PNG"}


def test_a_post_without_words_shows_the_feeds_title(site: Site) -> None:
    links = site.place(make_post(), words="🐳")
    assert describe(site.drawn[1:]) == [("At sea", "", "Ishmael")]
    assert links.posts["2026-11-24"].alt == "At sea – Ishmael, 24 November 2026"
    assert site.told == []


def test_a_quotation_without_a_font_is_left_out_and_said_once(site: Site) -> None:
    posts = make_post("2026-11-24"), make_post("2026-11-23")
    site.place(*posts, words="鯨 and 海")
    assert describe(site.drawn[1:]) == [("At sea", "", "Ishmael")] * 2
    (message,) = site.told
    assert message == (
        "Cards leave out quotations with 海 鯨: no font here has these letters. On Debian and "
        "Ubuntu, apt-get install fonts-noto-cjk brings one; or name a file in the option card_font"
    )


def test_other_scripts_are_in_another_package(site: Site) -> None:
    site.place(make_post(), words="שלום")
    assert "apt-get install fonts-noto-core brings" in site.told[0]


def test_letters_that_cannot_be_arranged_are_said(site: Site) -> None:
    site.fonts = FontChoice(find=lambda *_: None, shapes=False)
    site.place(make_post(), words="שלום")
    (message,) = site.told
    assert message == (
        "Cards leave out quotations with ו ל ם ש: Pillow finds no FriBiDi, which arranges letters. "
        "On Debian and Ubuntu, apt-get install libfribidi0 brings it"
    )


@pytest.mark.parametrize(
    ("avatar", "content"),
    [("me.png", b"a picture"), ("me.svg", b""), ("other.png", b""), ("https://a.b/me.png", b"")],
)
def test_only_a_picture_in_docs_dir_is_on_a_card(site: Site, avatar: str, content: bytes) -> None:
    config = make_config(site.root)
    files = [make_file(name, config) for name in ("me.png", "me.svg")]
    for file in files:
        Path(file.abs_src_path or "").write_bytes(b"a picture")
    site.place(make_post(), identity={"avatar": avatar}, config=config, files=files)
    assert {card.avatar for card in site.drawn} == {content}


@pytest.mark.parametrize(
    ("name", "found"), [("social", True), ("material/social", True), ("search", False)]
)
def test_the_social_plugin_has_two_names(tmp_path: Path, name: str, found: bool) -> None:
    config = make_config(tmp_path)
    config.plugins = PluginCollection({name: BasePlugin()})
    assert has_social_plugin(config) is found


def test_the_owners_font_is_read(tmp_path: Path) -> None:
    own = save_font(tmp_path / "own.ttf", "鯨")
    assert open_fonts(own).choose("鯨", "en").glyphs[0].face.path == own


def test_the_owners_font_has_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "own.ttf").write_text("no font")
    with pytest.raises(SettingError) as caught:
        open_fonts(tmp_path / "own.ttf")
    assert str(caught.value) == (
        f"card_font: {tmp_path / 'own.ttf'} cannot be used: it is damaged, or no OpenType font. "
        "Give a .ttf, .otf or .ttc file"
    )
    with pytest.raises(SettingError) as caught:
        open_fonts(tmp_path / "none.ttf")
    assert str(caught.value) == (
        f"card_font: cannot read {tmp_path / 'none.ttf'}: No such file or directory"
    )
