"""Files beside posts, such as pictures, that are published with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.posts.post_files import list_folder


def find_attachments(folder: Path, shown: Sequence[Post]) -> list[Path]:
    """The files in ``folder`` to publish with the posts ``shown``. Raises PostError.

    Pictures, sounds, videos and fonts are published wherever they lie; other files, and those in
    folders with ``_``, if a post mentions their name. Files in a folder of drafts, or in that of a
    post that is not shown, are not published.
    """
    content = list_folder(folder)
    with_posts = {post.path.parent for post in shown if post.path}
    hidden = {page.parent for page in content.bundle_pages} - with_posts - {folder}
    text = "\n".join(post.body for post in shown)
    return [
        file.path
        for file in content.beside
        if not hidden.intersection(file.path.parents)
        and (not file.in_drafts or file.path.parent in with_posts)
        and (file.is_media or _mentions(text, file.path.name))
    ]


def _mentions(text: str, name: str) -> bool:
    """Whether ``text`` has a file's name, not as a part of another, perhaps as a URL spells it."""
    return any(
        spelling in text and re.search(rf"(?<![\w.%-]){re.escape(spelling)}(?!\w|[.-]\w)", text)
        for spelling in (name, quote(name))
    )
