"""Which features a feed has, by its options."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_wisdom.config.cards import read_card_fonts
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.config.quiz import read_quiz
from mkdocs_wisdom.pages.features import Features


def read_features(  # noqa: PLR0913 (each says one thing about the site)
    options: WisdomOptions,
    config: MkDocsConfig,
    root: Path,
    *,
    author: str,
    subfolder: str,
    serves: bool,
    today: date,
) -> Features:
    """What the options say; ``author`` is the feed's, and ``serves`` whether it is a preview.

    ``today`` is the day of the build.

    Raises SettingError, or ModelFileError for a damaged voice.
    """
    return Features(
        subfolder=subfolder,
        search=options.search,
        quiz=read_quiz(options, root, author),
        today=today,
        card_fonts=read_card_fonts(options, config, root, serves=serves),
        figures=None if options.xray is False else root / options.posts_dir,
        blocklist=options.blocklist.items,
    )
