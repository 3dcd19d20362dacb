"""The posts as entries of Material's blog, instead of a feed of their own.

Material's plugin reads an entry from a file while MkDocs gathers the site's files, and requires a
date and a title in its front matter. So each post is copied to the project's `.cache`, with the
keys that Material understands, and MkDocs reads the copy. A copy is written only if it changed; the
folder may be deleted at any time.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_wisdom.errors import SettingError
from mkdocs_wisdom.languages.language import Language
from mkdocs_wisdom.pages.cache import CACHE, write_copy
from mkdocs_wisdom.pages.mkdocs_files import place_copies
from mkdocs_wisdom.pages.theme_text import escape
from mkdocs_wisdom.posts.explanation import describe_writing
from mkdocs_wisdom.posts.front_matter import join_front_matter
from mkdocs_wisdom.posts.post import Post

NAMES = ("material/blog", "blog")
_KEPT_KEYS = ("authors", "categories", "links", "pin", "readtime", "search", "tags")


def place_in_blog(  # noqa: PLR0913 (MkDocs' objects, and what the entries need)
    posts: Sequence[Post],
    files: Files,
    config: MkDocsConfig,
    root: Path,
    template: jinja2.Template,
    *,
    language: Language,
) -> dict[str, File]:
    """Add ``posts`` to ``files`` as entries of the site's blog; return the files by stem.

    Raises SettingError if the site has no blog, PlacementError where an entry has a post's name.
    """
    folder = find_entries(config)
    cache = root / CACHE / "blog"
    slugs = choose_slugs(posts, find_slugify(config))
    uris = {post.stem: posixpath.join(folder, f"{post.stem}.md") for post in posts}
    sources = {}
    for post in posts:
        copy = cache / f"{post.stem}.md"
        text = render_entry(post, template, language, slug=slugs[post.stem])
        write_copy(copy, text.encode())
        sources[uris[post.stem]] = copy
    placed = place_copies(sources, files, config)
    return {stem: placed[uri] for stem, uri in uris.items()}


def choose_slugs(posts: Sequence[Post], slugify: Callable[[str], str]) -> dict[str, str]:
    """The slugs to give to ``posts``, newest first, by stem; empty where the blog makes its own.

    Of posts with the same day and title the oldest has the blog's: later ones do not change it. A
    title that is escaped has the slug of the title without escapes.
    """
    slugs = {}
    seen = set()
    for post in reversed(posts):
        own = slugify(post.title) if escape(post.title) != post.title else ""
        slugs[post.stem] = post.stem if (post.date.date(), post.title) in seen else own
        seen.add((post.date.date(), post.title))
    return slugs


def find_slugify(config: MkDocsConfig) -> Callable[[str], str]:
    """How the blog makes a slug of a title."""
    options = _find_options(config)
    separator = options["post_slugify_separator"]
    return lambda title: str(options["post_slugify"](title, separator))


def render_entry(
    post: Post, template: jinja2.Template, language: Language, *, slug: str = ""
) -> str:
    """Return a post as Material's blog reads it.

    ``template`` shows how it was written, below the mark where the blog's own page cuts the post.
    Posts of one day and title need a ``slug``, or their pages would have the same address. Texts
    are escaped, because Material prints them as they are.
    """
    meta = {"title": str(escape(post.title)), "date": post.date}
    given = post.folded_meta
    meta |= {key: given[key] for key in _KEPT_KEYS if key in given}
    if description := given.get("description"):
        meta["description"] = str(escape(str(description)))
    if post.tags:
        meta["tags"] = [str(escape(tag)) for tag in post.tags]
    if post.draft:
        meta["draft"] = True
    if chosen_slug := slug or given.get("slug"):
        meta["slug"] = chosen_slug
    body = post.body
    if facts := describe_writing(post.meta, language):
        html = template.render(facts=facts, say=language.say)
        lines = (line.strip() for line in html.splitlines())
        body += "\n\n<!-- more -->\n\n" + "\n".join(filter(None, lines))
    return join_front_matter(meta, body)


def find_entries(config: MkDocsConfig) -> str:
    """The folder of the blog's entries, relative to ``docs_dir``. Raises SettingError."""
    options = _find_options(config)
    folder: str = options["post_dir"].format(blog=options["blog_dir"])
    return posixpath.normpath(folder)


def _find_options(config: MkDocsConfig) -> Any:  # noqa: ANN401 (Material's plugins have no types)
    """The options of the site's blog. Raises SettingError."""
    for name in NAMES:
        if plugin := config.plugins.get(name):
            return plugin.config
    raise SettingError(
        "into: found 'blog', but the site has no blog: add `- blog`, the plugin of Material for "
        "MkDocs, to `plugins` in mkdocs.yml, or set `into: feed`"
    )
