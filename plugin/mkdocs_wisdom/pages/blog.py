"""The posts as entries of Material's blog, instead of a feed of ours.

Material's plugin reads an entry from a file while MkDocs gathers the site's files, and wants a date
and a title in its front matter. So each post is copied, with what Material understands, to the
project's `.cache`, and joins the site from there. The copies are made anew where they differ; the
folder may be deleted at any time.
"""

from __future__ import annotations

import html
import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_wisdom.errors import SettingError
from mkdocs_wisdom.pages.mkdocs_files import place_copies
from mkdocs_wisdom.posts.explanation import describe_writing
from mkdocs_wisdom.posts.post import Post
from wisdom_model.atomic_write import write_whole

NAMES = ("material/blog", "blog")
CACHE = Path(".cache") / "mkdocs-wisdom" / "blog"
_KEPT = ("authors", "categories", "description", "draft", "links", "pin", "readtime", "tags")


def place_in_blog(
    posts: Sequence[Post], files: Files, config: MkDocsConfig, root: Path
) -> dict[str, File]:
    """Add ``posts`` to ``files`` as entries of the site's blog; return them by their stem.

    Raises SettingError if the site has no blog, PlacementError where an entry has a post's name.
    """
    folder = find_entries(config)
    cache = root / CACHE
    cache.mkdir(parents=True, exist_ok=True)
    titles = Counter((post.date.date(), post.title) for post in posts)
    uris = {post.stem: posixpath.join(folder, f"{post.stem}.md") for post in posts}
    sources = {}
    for post in posts:
        alone = titles[post.date.date(), post.title] == 1
        copy = cache / f"{post.stem}.md"
        text = render_entry(post, slug="" if alone else post.stem)
        if not copy.exists() or copy.read_text("utf-8") != text:
            write_whole(copy, text.encode())
        sources[uris[post.stem]] = copy
    placed = place_copies(sources, files, config)
    return {stem: placed[uri] for stem, uri in uris.items()}


def render_entry(post: Post, *, slug: str = "") -> str:
    """Return a post as Material's blog reads it; ``slug`` is needed where titles are the same."""
    meta = {key: post.meta[key] for key in _KEPT if key in post.meta}
    meta |= {"date": post.date, "title": post.title}
    if post.tags:
        meta["tags"] = list(post.tags)
    if given := slug or post.meta.get("slug"):
        meta["slug"] = given
    front = yaml.safe_dump(meta, allow_unicode=True, sort_keys=True)
    ending = "\n".join(_describe(post.meta))
    return f"---\n{front}---\n\n{post.body}\n{ending}"


def _describe(meta: Mapping[str, Any]) -> Iterator[str]:
    """How it was written, below what the blog's own page shows of it."""
    facts = describe_writing(meta)
    if not facts:
        return
    yield "\n<!-- more -->\n"
    yield "<details><summary>How this was written</summary><dl>"
    for fact in facts:
        code = f" <code>{html.escape(fact.code)}</code>" if fact.code else ""
        yield f"<dt>{html.escape(fact.name)}</dt><dd>{html.escape(fact.text)}{code}</dd>"
    yield "</dl></details>\n"


def find_entries(config: MkDocsConfig) -> str:
    """Where in ``docs_dir`` the blog's entries lie."""
    for name in NAMES:
        if plugin := config.plugins.get(name):
            options: Any = plugin.config
            folder: str = options["post_dir"].format(blog=options["blog_dir"])
            return posixpath.normpath(folder)
    raise SettingError(
        "into: found 'blog', but the site has no blog: add `- blog`, the plugin of Material for "
        "MkDocs, to `plugins` in mkdocs.yml, or set `into: feed`"
    )
