"""The language of the site."""

from mkdocs.config.defaults import MkDocsConfig


def find_language(config: MkDocsConfig) -> str:
    """The site's language: Material's setting, or the locale that MkDocs' own themes have."""
    return str(config.theme.get("language") or config.theme.get("locale") or "en")
