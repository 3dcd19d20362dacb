"""The language of the site."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from mkdocs_wisdom.languages.language import LANGUAGES, Language, Message, open_language
from wisdom_model.text.language_tag import primary_code

log = get_plugin_logger(__name__)


def open_site_language(
    config: MkDocsConfig, given: str, strings: Mapping[str, Message]
) -> Language:
    """The words of the language ``given``, or of the theme's; the log says if there are none.

    ``strings`` replace single texts.
    """
    tag = given or find_theme_language(config)
    language = open_language(tag, strings)
    if language.code != primary_code(tag):
        log.info(
            "the site's language is %r, but only %s have files: the words are English, unless "
            "`strings` has them",
            tag,
            ", ".join(LANGUAGES),
        )
    return language


def find_theme_language(config: MkDocsConfig) -> str:
    """Material's setting, or other themes' locale, as a tag."""
    return str(config.theme.get("language") or config.theme.get("locale") or "en")
