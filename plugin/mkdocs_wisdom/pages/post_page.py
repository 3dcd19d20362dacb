"""The page of a post in MkDocs: one of plain paragraphs needs no Markdown parser.

MkDocs makes a parser for each page, which takes longer than anything else of a build with thousands
of posts; and what a machine wrote is nothing but paragraphs.
"""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from mkdocs_wisdom.markdown_escape import render_paragraphs
from mkdocs_wisdom.pages.source_links import SourceLinks

_LEAVE_TEXT_ALONE = frozenset(
    {
        *("admonition", "attr_list", "codehilite", "def_list", "fenced_code", "footnotes"),
        *("legacy_attrs", "legacy_em", "md_in_html", "sane_lists", "tables", "toc", "wikilinks"),
        *("pymdownx.arithmatex", "pymdownx.b64", "pymdownx.betterem", "pymdownx.caret"),
        *("pymdownx.blocks.admonition", "pymdownx.blocks.caption", "pymdownx.blocks.definition"),
        *("pymdownx.blocks.details", "pymdownx.blocks.html", "pymdownx.blocks.tab"),
        *("pymdownx.critic", "pymdownx.details", "pymdownx.emoji", "pymdownx.fancylists"),
        *("pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink"),
        *("pymdownx.mark", "pymdownx.saneheaders", "pymdownx.snippets", "pymdownx.superfences"),
        *("pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde"),
    }
)
"""Extensions of Markdown that have no effect on a paragraph of plain text."""
_ADD_TO_PAGES = frozenset({"auto_append", "marker"})
"""Their settings by which they may have one."""


class PostPage(Page):
    """The page of a post."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the post's Markdown to HTML, as MkDocs does."""
        html = render_paragraphs(self.markdown or "") if leaves_text_alone(config) else None
        if html is None:
            super().render(config, files)
            return
        self.content = html
        self.toc = TableOfContents([])
        self._title_from_render = None
        self.present_anchor_ids, self.links_to_anchors = set(), {}


def leaves_text_alone(config: MkDocsConfig) -> bool:
    """Whether no Markdown extension of the site has an effect on a paragraph of plain text."""
    settings = config.mdx_configs or {}
    return all(
        isinstance(extension, SourceLinks)
        or (
            extension in _LEAVE_TEXT_ALONE
            and _ADD_TO_PAGES.isdisjoint(settings.get(extension) or ())
        )
        for extension in config.markdown_extensions
    )
