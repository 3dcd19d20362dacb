"""Links between files as they lie on disk, and as GitHub and editors follow them.

A post is a file of ``posts_dir``, but its page is elsewhere: ``posts/2024/2024-01-02-cat.md``
becomes ``wisdom/posts/2024-01-02-cat.md``. MkDocs resolves a link by the page's path. So a Markdown
extension first looks on disk for what each link of a post names: another post, a picture, a page of
``docs_dir``. It does the same for links from ``docs_dir`` to the posts folder. What it does not
find stays as it is: MkDocs resolves it, or warns.
"""

from __future__ import annotations

import html
import logging
import os
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_wisdom.pages.html_tree import move_srcset

LINK_LOGGER = "mkdocs.structure.pages"
"""The logger of MkDocs' warnings about links."""
_BEFORE_MKDOCS = 2  # MkDocs' own processor has priority 0, and 1 in excerpts of Material's blog
_LINKS = {"a": "href", "img": "src"}  # what MkDocs resolves
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_RAW_LINK = re.compile(r"""(\s(href|src|poster|srcset)\s*=\s*)(["'])(.*?)\3""", re.IGNORECASE)
_WARNING = re.compile(r"Doc file '(.+?)' contains (.*)", re.DOTALL)
_TARGET = re.compile(r"(link '(.*?)', but the target) '.*?' is", re.DOTALL)


class SourceLinks(Extension):
    """The Markdown extension; it finds the page that is rendered through MkDocs' own processor.

    All feeds of a site share one, so that their posts may link to each other.
    """

    def __init__(self, root: Path, docs: Path) -> None:
        super().__init__()
        self._root, self._docs = root, docs
        self.sources: dict[str, Path] = {}
        """The files of each ``posts_dir`` by the ``src_uri`` of what they become."""
        self._targets: dict[Path, str] = {}
        self.names = SourceNames(self)

    def add_sources(self, sources: Mapping[str, Path]) -> None:
        """Add the files of a feed; the others stay."""
        added = {uri: normalise(path) for uri, path in sources.items()}
        self.sources |= added
        self._targets |= {path: uri for uri, path in added.items()}
        # a link to a post's folder means the post
        self._targets |= {
            path.parent: uri
            for uri, path in added.items()
            if path.stem.lower() in ("index", "readme")
        }

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        md.treeprocessors.register(_SourceProcessor(md, self), "wisdom-links", _BEFORE_MKDOCS)

    def find(self, url: str, file: File, files: Files) -> str | None:
        """The ``src_uri`` of what a link in ``file`` names on disk; None if MkDocs knows better."""
        source = self.sources.get(file.src_uri)
        target = self.locate(url, file)
        if target is None:
            return None
        if target in self._targets:
            return self._targets[target]
        if source is None or not target.is_relative_to(self._docs):
            return None
        uri = target.relative_to(self._docs).as_posix()
        return uri if files.get_file_from_path(uri) else None

    def locate(self, url: str, file: File) -> Path | None:
        """The place on disk that a link in ``file`` names; None for other links."""
        source = self.sources.get(file.src_uri) or (file.src_dir and file.abs_src_path)
        try:
            parts = urlsplit(url)
        except ValueError:  # not a URL, such as http://[
            return None
        if not source or parts.scheme or parts.netloc or not parts.path or url[0] in "/\\":
            return None
        return normalise(Path(source).parent / unquote(parts.path))

    def name(self, src_uri: str) -> str | None:
        """The file that the author wrote, relative to ``mkdocs.yml``; None for other pages."""
        source = self.sources.get(src_uri)
        return show(source, self._root) if source else None

    def name_target(self, url: str, src_uri: str) -> str:
        """The place that a link names, relative to ``mkdocs.yml``."""
        return show(normalise(self.sources[src_uri].parent / unquote(url)), self._root)


def share_source_links(config: MkDocsConfig, root: Path) -> SourceLinks:
    """The extension of this build; the site's first feed adds it to MkDocs' list."""
    extensions: list[object] = config.markdown_extensions  # type: ignore[assignment]  # MkDocs passes objects on
    for extension in extensions:
        if isinstance(extension, SourceLinks):
            return extension
    links = SourceLinks(root, Path(config.docs_dir))
    extensions.append(links)
    return links


class SourceNames(logging.Filter):
    """Names in MkDocs' warnings about links the file that the author wrote."""

    def __init__(self, links: SourceLinks) -> None:
        super().__init__()
        self._links = links

    def filter(self, record: logging.LogRecord) -> bool:
        found = _WARNING.fullmatch(str(record.msg))
        if found and (name := self._links.name(found[1])):
            rest = _TARGET.sub(
                lambda link: f"{link[1]} '{self._links.name_target(link[2], found[1])}' is",
                found[2],
            )
            record.msg = f"Doc file '{name}' contains {rest}"
        return True


class _SourceProcessor(Treeprocessor):
    def __init__(self, md: Markdown, links: SourceLinks) -> None:
        super().__init__(md)
        self._links = links

    def run(self, root: Element) -> None:
        if "relpath" not in self.md.treeprocessors:  # not a page of MkDocs
            return
        mkdocs: Any = self.md.treeprocessors["relpath"]
        file, files = mkdocs.file, mkdocs.files
        for element in root.iter():
            attribute = _LINKS.get(str(element.tag), "")
            url = element.get(attribute)
            if url and (uri := self._links.find(url, file, files)):
                relative = quote(posixpath.relpath(uri, posixpath.dirname(file.src_uri) or "."))
                element.set(attribute, urlunsplit(urlsplit(url)._replace(path=relative)))
        stash = self.md.htmlStash.rawHtmlBlocks
        stash[:] = [
            self._rewrite_html(block, file, files) if isinstance(block, str) else block
            for block in stash
        ]

    def _rewrite_html(self, block: str, file: File, files: Files) -> str:
        """Rewrite links in HTML, which MkDocs leaves as it is: they need the final URL."""

        def move(url: str) -> str:
            uri = self._links.find(url, file, files)
            target = files.get_file_from_path(uri) if uri else None
            if target is None:
                return url
            return urlunsplit(urlsplit(url)._replace(path=target.url_relative_to(file)))

        def rewrite(link: re.Match[str]) -> str:
            before, name, mark, value = link.groups()
            url = html.unescape(value)
            moved = move_srcset(url, move) if name.lower() == "srcset" else move(url)
            return link[0] if moved == url else f"{before}{mark}{html.escape(moved)}{mark}"

        return _TAG.sub(lambda tag: _RAW_LINK.sub(rewrite, tag[0]), block)


def normalise(path: Path) -> Path:
    """The absolute path without ``..``; symbolic links stay, as in MkDocs."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (`resolve` would follow symbolic links)


def show(path: Path, root: Path) -> str:
    """A path as messages give it: relative to ``mkdocs.yml``, if it is below its folder."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
