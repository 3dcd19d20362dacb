"""A home page for a site that has none: it leads to the feed.

Without it the site's address shows error 404. The feed itself does not become the home page: its
address would change as soon as somebody writes ``index.md``, and with it that of every post.
"""

from __future__ import annotations

from urllib.parse import urljoin

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mkdocs_wisdom.pages.links import SiteLinks
from mkdocs_wisdom.pages.mkdocs_files import place_texts

HOME = "index.html"


def lacks_home(files: Files, config: MkDocsConfig) -> bool:
    """Whether nothing of the site becomes its home page."""
    made = {file.dest_uri for file in files if not file.inclusion.is_excluded()}
    return HOME not in made | set(config.theme.static_templates)


def place_home(
    links: SiteLinks, files: Files, config: MkDocsConfig, template: jinja2.Template
) -> None:
    """Add a home page that leads to the feed."""
    text = template.render(
        language=links.language,
        title=config.site_name,
        address=links.home.url,
        canonical=urljoin(config.site_url or "", links.home.url),
    )
    place_texts({HOME: text}, files, config)
