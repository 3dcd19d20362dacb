"""New posts as other site generators want them.

All of them read the YAML that the plugin writes. They differ in the folder, the file's name and a
few keys:

===========  ======================  =============================================================
format       folder                  what differs
===========  ======================  =============================================================
``plain``    ``posts_dir``           nothing: the post as a build of MkDocs writes it
``material`` ``docs/blog/posts``     no ``<`` and ``>`` in the title
``zensical`` ``docs/blog/posts``     no ``<`` and ``>`` in the title
``jekyll``   ``_posts``              ``layout: post``; a name after the date: ``2026-11-24-1.md``
``hugo``     ``content/posts``       nothing
``astro``    ``src/content/blog``    ``pubDate`` for ``date``; ``description``, the first words
``eleventy`` ``content/blog``        nothing
``pelican``  ``content``             no ``<`` and ``>`` in the title; ``pelican-yaml-metadata``
                                     reads it
===========  ======================  =============================================================

Sources: squidfunk.github.io/mkdocs-material/plugins/blog, jekyllrb.com/docs/posts,
gohugo.io/content-management/front-matter, docs.astro.build/en/guides/content-collections,
11ty.dev/docs/dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import unescape

from mkdocs_wisdom.posts.beginning import excerpt
from mkdocs_wisdom.posts.composer import Draft
from mkdocs_wisdom.posts.post_files import DAY

DESCRIPTION_WORDS = 25
_ANGLES = str.maketrans("<>", "‹›")


@dataclass(frozen=True)
class Format:
    """How a site generator wants its posts."""

    folder: str | None
    """Where it looks for them, in a site that follows its documentation; None for ``posts_dir``."""
    adapt: Callable[[Draft], Draft]
    """The draft with the front matter and the name that it wants. The text stays."""


def keep(draft: Draft) -> Draft:
    return draft


def adapt_title(draft: Draft) -> Draft:
    """For Material, Zensical and Pelican, which print titles unescaped.

    An escaped title is no way out: Zensical 0.0.73 escapes it once more in the list of posts and in
    its RSS.
    """
    return replace(draft, meta={**draft.meta, "title": replace_angles(draft.meta["title"])})


def replace_angles(title: str) -> str:
    """The title with signs that look like ``<`` and ``>`` and begin no tag."""
    return title.translate(_ANGLES)


def adapt_to_jekyll(draft: Draft) -> Draft:
    """Jekyll takes a file for a post if its name goes on after the date."""
    stem = f"{draft.stem}-1" if re.fullmatch(DAY, draft.stem) else draft.stem
    return replace(draft, stem=stem, meta={"layout": "post", **draft.meta})


def adapt_to_astro(draft: Draft) -> Draft:
    """With the keys that the schema of Astro's blog template requires."""
    rest = dict(draft.meta)
    first = {
        "pubDate": rest.pop("date"),
        "title": rest.pop("title"),
        "description": excerpt(unescape(draft.body), DESCRIPTION_WORDS),
    }
    return replace(draft, meta={**first, **rest})


FORMATS = {
    "plain": Format(None, keep),
    "material": Format("docs/blog/posts", adapt_title),
    "zensical": Format("docs/blog/posts", adapt_title),
    "jekyll": Format("_posts", adapt_to_jekyll),
    "hugo": Format("content/posts", keep),
    "astro": Format("src/content/blog", adapt_to_astro),
    "eleventy": Format("content/blog", keep),
    "pelican": Format("content", adapt_title),
}
