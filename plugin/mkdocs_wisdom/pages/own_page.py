"""A page of the feed in MkDocs: plain paragraphs and a plain heading need no Markdown parser.

MkDocs makes a parser for each page, which takes longer than anything else of a build with thousands
of posts. But what a machine wrote is nothing but paragraphs, and a list of posts has nothing
but a heading.
"""

from __future__ import annotations

from markdown.extensions.toc import slugify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc

from mkdocs_wisdom.markdown_escape import render_paragraphs
from mkdocs_wisdom.pages.source_links import SourceLinks

_HEADING = "# "
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


class OwnPage(Page):
    """A page of the feed."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the page's Markdown to HTML, as MkDocs does."""
        text = self.markdown or ""
        heading = text.startswith(_HEADING)
        html = render_paragraphs(text.removeprefix(_HEADING)) if leaves_text_alone(config) else None
        if html is None or (heading and not self._render_heading(html, config)):
            super().render(config, files)
            return
        if not heading:
            self.content, self.toc, self._title_from_render = html, TableOfContents([]), None
            self.present_anchor_ids = set()
        self.links_to_anchors = {}

    def _render_heading(self, paragraph: str, config: MkDocsConfig) -> bool:
        """Make a heading of a paragraph's HTML; False where that takes a parser."""
        text = paragraph.removeprefix("<p>").removesuffix("</p>")
        anchor = slugify(text, "-")
        if "&" in text or "\n" in text or not anchor or config.mdx_configs.get("toc"):
            return False
        self.content = f'<h1 id="{anchor}">{text}</h1>'
        self.toc = get_toc([{"level": 1, "id": anchor, "name": text, "children": []}])
        self._title_from_render = text
        self.present_anchor_ids = {anchor}
        return True


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
