"""The cards of a feed: pictures of its newest posts and of the feed itself, for link previews.

A card that did not change is copied from ``.cache``. The room ``cards`` draws the others with
Pillow, which is imported only if cards are wanted.
"""

from __future__ import annotations

import os
import posixpath
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mkdocs_wisdom.cards.card import HEIGHT, LONGEST_TEXT, WIDTH, Card, name_picture
from mkdocs_wisdom.cards.font_choice import FontChoice
from mkdocs_wisdom.cards.font_file import FontFace, read_face
from mkdocs_wisdom.cards.system_fonts import SystemFonts, list_font_folders
from mkdocs_wisdom.errors import SettingError
from mkdocs_wisdom.pages.avatar import choose_hue, list_initials
from mkdocs_wisdom.pages.cache import CACHE, write_copy
from mkdocs_wisdom.pages.links import CardLink, CardLinks, SiteLinks
from mkdocs_wisdom.pages.mkdocs_files import place_copies, place_texts
from mkdocs_wisdom.pages.plan import file_url
from mkdocs_wisdom.pages.post_view import SUMMARY_WORDS, PostView
from mkdocs_wisdom.posts.beginning import excerpt
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.text_file import find_root
from wisdom_model.text.language_tag import primary_code

DESTINATION = "assets/wisdom/cards"
MOST_POSTS = 365
"""The newest ones have cards of their own: a build without a cache takes seconds, not minutes."""

_PICTURES = (".png", ".jpg", ".jpeg", ".webp")
_NAME = re.compile(r"[0-9a-f]{32}\.png")
_PNG_END = b"IEND\xaeB`\x82"
_OF_CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")

Tell = Callable[..., None]
"""Logs a message for the site's owner, with its values."""


def has_social_plugin(config: MkDocsConfig) -> bool:
    """Whether Material's plugin draws cards of its own, and writes all tags of link previews."""
    return "material/social" in config.plugins or "social" in config.plugins


def open_fonts(own: Path | None) -> FontChoice:
    """The fonts of cards; ``own`` is a file that the site's owner named. Raises SettingError."""
    from mkdocs_wisdom.cards.typesetting import can_shape  # noqa: PLC0415 (needs an extra)

    faces = [_read_own_font(own)] if own else []
    system = SystemFonts(list_font_folders(sys.platform, os.environ, Path.home()))
    return FontChoice(faces, find=system.find_face, shapes=can_shape())


def place_cards(  # noqa: PLR0913 (each says one thing about the site)
    posts: Sequence[Post],
    links: SiteLinks,
    files: Files,
    config: MkDocsConfig,
    *,
    fonts: FontChoice,
    tell: Tell,
) -> CardLinks:
    """Add the cards of ``posts``, newest first, and of their feed to ``files``.

    Previews, drafts and secluded posts have none; posts older than the newest have the feed's.
    """
    album = _Album(links, fonts, _read_avatar(links.identity.avatar, files))
    path = links.identity.feed_path
    listed = links.find_listed(posts)
    newest = {post.stem: album.make_card(links.view(post, "")) for post in listed[:MOST_POSTS]}
    cards = {_card_uri(path): album.feed}
    cards |= {_card_uri(path, stem): card for stem, card in newest.items()}
    _place_pictures(cards, fonts, files, config, subfolder=path)
    if album.missing:
        tell(*_explain(album.missing, fonts))

    def link(card: Card, stem: str = "") -> CardLink:
        root = (config.site_url or "").rstrip("/") + "/"
        url = urljoin(root, file_url(_card_uri(path, stem)))
        return CardLink(url, _describe(card), WIDTH, HEIGHT)

    feed = link(album.feed)
    own = {stem: link(card, stem) for stem, card in newest.items()}
    return CardLinks(feed, {post.stem: own.get(post.stem, feed) for post in listed})


def _card_uri(feed_path: str, stem: str = "") -> str:
    """The path of a post's card, or of the feed's own."""
    return posixpath.join(DESTINATION, feed_path, f"posts/{stem}.png" if stem else "feed.png")


class _Album:
    """Makes the cards of a feed, and collects the letters that no font has."""

    def __init__(self, links: SiteLinks, fonts: FontChoice, avatar: bytes) -> None:
        identity = links.identity
        self._fonts = fonts
        self._title = identity.full_title
        self._say = links.language.say
        self.missing: set[str] = set()
        self.feed = Card(
            self._title,
            identity.author,
            note=identity.description[:LONGEST_TEXT],
            language=primary_code(links.language.tag),
            direction=links.language.direction,
            hue=choose_hue(identity.author),
            initials=list_initials(identity.author),
            avatar=avatar,
        )

    def make_card(self, view: PostView) -> Card:
        """The card of a post: its words, or its title and its first words."""
        author = view.post.author or self.feed.author
        card = replace(
            self.feed,
            text=(view.heading or view.text)[:LONGEST_TEXT],
            quoted=not view.heading,
            note=view.summary if view.heading else "",
            author=author,
            number=self._say("post_number", number=view.number) if view.number else "",
            date=view.when,
            feed="" if self._title == author else self._title,
        )
        if view.post.author:
            card = replace(card, initials=list_initials(author), avatar=b"")
        chosen = self._fonts.choose(card.text, card.language)
        self.missing |= set(chosen.missing)
        if chosen.missing or not chosen.glyphs:
            return replace(card, text=self._title, quoted=False, note="", feed="")
        return card


def _read_own_font(path: Path) -> FontFace:
    try:
        return read_face(path)
    except OSError as error:
        raise SettingError(f"card_font: cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise SettingError(
            f"card_font: {path} cannot be used: {error}. Give a .ttf, .otf or .ttc file"
        ) from error


def _read_avatar(avatar: str, files: Files) -> bytes:
    """A picture that can be drawn; empty for a drawing (SVG), and for one on another host."""
    file = files.src_uris.get(avatar)
    return file.content_bytes if file and avatar.lower().endswith(_PICTURES) else b""


def _place_pictures(
    cards: Mapping[str, Card],
    fonts: FontChoice,
    files: Files,
    config: MkDocsConfig,
    *,
    subfolder: str,
) -> None:
    """Add the pictures of cards, by their path in the site; draw those that the cache lacks."""
    from mkdocs_wisdom.cards.drawing import draw_card  # noqa: PLC0415 (needs an extra)

    folder = find_root(config.config_file_path) / CACHE / "cards" / subfolder
    pillow = version("pillow")
    copies: dict[str, Path] = {}
    drawn: dict[str, bytes] = {}
    for uri, card in cards.items():
        path = folder / f"{name_picture(card, fonts, pillow)}.png"
        if not _is_whole(path):
            picture = draw_card(card, fonts)
            try:
                write_copy(path, picture)
            except SettingError:  # a project that may only be read
                drawn[uri] = picture
                continue
        copies[uri] = path
    place_copies(copies, files, config)
    place_texts(drawn, files, config)
    _remove_others(folder, copies.values())


def _is_whole(path: Path) -> bool:
    """Whether there is a picture, to its end."""
    try:
        with path.open("rb") as file:
            file.seek(-len(_PNG_END), os.SEEK_END)
            return file.read() == _PNG_END
    except OSError:
        return False


def _remove_others(folder: Path, used: Iterable[Path]) -> None:
    """Remove the pictures of texts that have changed or are not public any more."""
    kept = set(used)
    with suppress(OSError):  # no cache, or one that may only be read
        for path in folder.iterdir():
            if path not in kept and _NAME.fullmatch(path.name):
                path.unlink()


def _describe(card: Card) -> str:
    """What a card shows, for those who do not see it."""
    if not card.date:
        return f"{card.text}: {card.note}" if card.note else card.text
    text = f"“{excerpt(card.text, SUMMARY_WORDS)}”" if card.quoted else card.text
    return f"{text} – {card.author}, {' '.join(card.dateline)}"


def _explain(missing: set[str], fonts: FontChoice) -> tuple[str, str]:
    """A message about letters that cannot be drawn, and its value: some of them."""
    of_cjk = any(unicodedata.name(char, "").startswith(_OF_CJK) for char in missing)
    package = "fonts-noto-cjk" if of_cjk else "fonts-noto-core"
    if fonts.shapes:
        why = (
            f"no font here has these letters. On Debian and Ubuntu, apt-get install {package} "
            "brings one; or name a file in the option card_font"
        )
    else:
        why = (
            "Pillow finds no FriBiDi, which arranges letters. On Debian and Ubuntu, apt-get "
            "install libfribidi0 brings it"
        )
    return f"Cards leave out quotations with %s: {why}", " ".join(sorted(missing)[:10])
