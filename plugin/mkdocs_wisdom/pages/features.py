"""What a feed has beside its pages and its RSS: search, quiz, cards and X-ray."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mkdocs_wisdom.cards.font_choice import FontChoice
from mkdocs_wisdom.pages.cards import Tell, place_cards
from mkdocs_wisdom.pages.links import SiteLinks
from mkdocs_wisdom.pages.quiz import Quiz, place_quiz
from mkdocs_wisdom.pages.search import place_search
from mkdocs_wisdom.pages.xray import place_xray, read_all_figures
from mkdocs_wisdom.posts.post import Post


@dataclass(frozen=True)
class Features:
    """Which of them a feed has."""

    subfolder: str
    """Of the plugin's files, for all but the site's first feed."""
    search: bool
    quiz: Quiz | None
    card_fonts: FontChoice | None
    """None if no cards are drawn."""
    today: date
    """The day of the build: the quiz has a pair for each day."""
    figures: Path | None
    """The posts folder that has figures of X-ray; None if none are shown."""
    blocklist: tuple[str, ...] = ()
    """What X-ray does not show."""


def place_features(  # noqa: PLR0913 (each says one thing about the site)
    features: Features,
    posts: Sequence[Post],
    links: SiteLinks,
    files: Files,
    config: MkDocsConfig,
    *,
    tell: Tell,
) -> SiteLinks:
    """Add the files of all features to ``files``; return ``links`` with the links to them."""
    subfolder = features.subfolder
    if features.search:
        search = place_search(posts, links, files, config, subfolder=subfolder)
        links = replace(links, search=search)
    if features.quiz:
        quiz_data = place_quiz(features.quiz, posts, links, files, config, today=features.today)
        links = replace(links, quiz_data=quiz_data)
    if features.card_fonts:
        fonts = features.card_fonts
        cards = place_cards(posts, links, files, config, fonts=fonts, tell=tell)
        links = replace(links, cards=cards)
    if features.figures:
        figures = read_all_figures(posts, links, features.figures, features.blocklist)
        xray = place_xray(figures, links, files, config, subfolder=subfolder)
        links = replace(links, xray=xray)
    return links
