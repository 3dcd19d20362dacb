"""Tags: which of them are one, and the name of a tag's page.

Tags that differ in case, in Unicode form, or in a space for a hyphen are one tag: Sea and sea,
White Whale and white-whale. The name of a tag's page depends on the tag alone, so that the page and
its feeds keep their addresses whatever tags come later.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from markdown.extensions.toc import slugify_unicode

from mkdocs_wisdom.posts.post import Post

_LONGEST_SLUG = 80  # bytes; a feed's file name has a prefix and a suffix, and 255 at most
_DIGEST_CHARACTERS = 6
_SPACES = re.compile(r"[\s-]+")
_ONE_LETTER = re.compile("[a-z]")  # what is left of C, C++ and C#: it belongs to none of them


def tag_slug(tag: str) -> str:
    """The name of a tag's page, and the tag's identity: tags with the same name are one.

    If the name would not have all that distinguishes the tag, as with ``C++``, it ends with a
    digest.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tag).lower())
    words = _SPACES.sub("-", folded).strip("-")
    slug = slugify_unicode(folded, "-").strip("-")
    kept = bool(slug) and slug == words and not _ONE_LETTER.fullmatch(slug)
    if kept and len(slug.encode()) <= _LONGEST_SLUG:
        return slug
    short = slug.encode()[:_LONGEST_SLUG].decode(errors="ignore") or "tag"
    digest = hashlib.sha256(words.encode()).hexdigest()[:_DIGEST_CHARACTERS]
    return f"{short}-{digest}"


def unify_tags(posts: Sequence[Post]) -> list[Post]:
    """The posts, newest first, with each tag spelled as its oldest post spells it."""
    spellings: dict[str, str] = {}
    for post in reversed(posts):
        for tag in post.tags:
            spellings.setdefault(tag_slug(tag), tag)
    return [_respell(post, spellings) for post in posts]


def _respell(post: Post, spellings: dict[str, str]) -> Post:
    tags = _spell(post.tags, spellings)
    return post if tags == post.tags else replace(post, tags=tags)


def _spell(tags: Iterable[str], spellings: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spellings[tag_slug(tag)] for tag in tags))
