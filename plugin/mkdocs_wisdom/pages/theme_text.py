"""Texts for themes, which print titles, descriptions and tags unescaped."""

from __future__ import annotations

import html
from typing import Any

from markupsafe import Markup

from mkdocs_wisdom.posts.metadata import TEXT_KEYS, fold_keys
from mkdocs_wisdom.posts.post import Post


def escape(text: str) -> Markup:
    """Escape a text. The apostrophe stays: no theme needs it escaped, some show the reference."""
    return Markup(html.escape(text, quote=False).replace('"', "&quot;"))  # noqa: S704 (is escaped)


def escape_meta(post: Post, title: str) -> dict[str, Any]:
    """The front matter of a post, in which its title, names, tags and other texts are escaped.

    A key with a capital letter is there in lower case as well, as plugins look for ``password``.
    """
    meta = {
        key: _escape_texts(value) if str(key).lower() in TEXT_KEYS else value
        for key, value in post.meta.items()
    }
    meta = fold_keys(meta) | meta
    if post.tags:
        meta["tags"] = _escape_texts(list(post.tags))
    return meta | {"title": escape(title)}


def _escape_texts(value: object) -> Any:  # noqa: ANN401 (texts, in lists or mappings)
    if isinstance(value, list):
        return [_escape_texts(item) for item in value]
    if isinstance(value, dict):
        return {key: _escape_texts(item) for key, item in value.items()}
    return escape(value) if isinstance(value, str) else value
