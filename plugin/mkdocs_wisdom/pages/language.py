"""The language of the site."""

from mkdocs.config.defaults import MkDocsConfig


def find_language(config: MkDocsConfig, given: str = "") -> str:
    """The site's language as a tag: ``given``, or Material's setting, or other themes' locale."""
    tag = given or config.theme.get("language") or config.theme.get("locale") or "en"
    return str(tag).replace("_", "-")
