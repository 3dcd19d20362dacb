"""A post as a page of the site shows it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Protocol

from mkdocs_wisdom.languages.language import ENGLISH, Language, open_language
from mkdocs_wisdom.pages.html import Embedded, demote_headings, embed
from mkdocs_wisdom.pages.list_title import make_list_title
from mkdocs_wisdom.pages.plain_text import plain_text
from mkdocs_wisdom.pages.typography import typeset_html, typeset_text, typeset_title
from mkdocs_wisdom.posts.beginning import count_words, excerpt
from mkdocs_wisdom.posts.explanation import Fact, describe_writing, is_generated
from mkdocs_wisdom.posts.post import Post

SUMMARY_WORDS = 40

_BRIEF_WORDS = 150  # at most as many are set in large type
_LONG_WORDS = 200  # of a longer post, the feed shows the beginning
_WORDS_A_MINUTE = 230
_RICH_TAG = re.compile(r"<(?!/?(?:p|em|strong|a|br)\b)")  # a tag that marks more than words
_TAG = re.compile(r"<[^>]*>")
_LINE_END = re.compile(r"</p>|<br\b")


class RenderedPage(Protocol):
    """A page of MkDocs, rendered."""

    content: str | None

    @property
    def url(self) -> str: ...


def is_secluded(post: Post, page: RenderedPage) -> bool:
    """Whether only the post's own ``page`` has its text.

    It is kept out of the theme's search, or encryptcontent protects it, which marks the pages that
    it encrypts with an attribute of this name.
    """
    return post.secluded or hasattr(page, "encryptcontent")


@dataclass(frozen=True)
class PostView:
    """A post on one page of the site."""

    post: Post
    page: RenderedPage
    """The post's own page."""
    shown_at: str
    """The URL of the page that shows it."""
    language: Language = field(default_factory=lambda: open_language(ENGLISH))
    number: int = 0
    """Its number among the published posts, the oldest is 1; 0 if it is not published."""
    year: int = 0
    """The year that short dates leave out."""
    in_section: bool = False
    """Whether the page shows it below the heading of a section."""

    @property
    def url(self) -> str:
        """The post's own URL, relative to the site's root: use it with the ``url`` filter."""
        return self.page.url

    @property
    def alone(self) -> bool:
        """Whether it is shown on its own page."""
        return self.url == self.shown_at

    @property
    def level(self) -> int:
        """The level of the heading that its date is."""
        return 1 if self.alone else 2 + self.in_section

    @cached_property
    def secluded(self) -> bool:
        """Whether only the post's own page has its text."""
        return is_secluded(self.post, self.page)

    @cached_property
    def generated(self) -> bool:
        """Whether a program wrote it."""
        return is_generated(self.post.meta)

    @property
    def title(self) -> str:
        return typeset_title(self.post, self.language)

    @cached_property
    def list_title(self) -> str:
        """The title in lists: the first sentence of a generated post, as far as it fits a line.

        A title that is not the post's beginning, and that of a secluded post, stay as they are.
        """
        if not self.generated or self.secluded:
            return self.title
        line = plain_text(_LINE_END.split(self.page.content or "", maxsplit=1)[0])
        if not line.startswith(self.post.title.rstrip("…")):
            return self.title
        more = len(self.text) > len(line)
        return make_list_title(typeset_text(line, self.language.quotes), more=more)

    @cached_property
    def content(self) -> str:
        """The HTML of the whole post, for its own page."""
        html = self.page.content or ""
        return typeset_html(html, self.language.quotes) if self.generated else html

    @cached_property
    def html(self) -> str:
        """The post's HTML; links, ids and headings fit the page that shows it."""
        if self.secluded and not self.alone:
            return ""
        if self.alone:
            return demote_headings(self.content, self._top)
        return self._embedded.html

    @property
    def _top(self) -> int:
        """The highest level of a heading in its text."""
        return self.level + 1 + bool(self.heading)

    @property
    def cut(self) -> bool:
        """Whether the page shows only the beginning."""
        return not self.alone and (self.secluded or self._embedded.cut)

    @cached_property
    def _embedded(self) -> Embedded:
        return embed(
            self.content,
            from_url=self.url,
            to_url=self.shown_at,
            prefix=self.post.stem,
            top=self._top,
            words=_LONG_WORDS,
        )

    @cached_property
    def text(self) -> str:
        """The whole post as plain text; nothing of a secluded one."""
        if self.secluded:
            return ""
        text = plain_text(self.page.content or "")
        return typeset_text(text, self.language.quotes) if self.generated else text

    @property
    def minutes(self) -> int:
        """The time it takes to read, in minutes, rounded up."""
        return math.ceil(count_words(self.text) / _WORDS_A_MINUTE)

    @cached_property
    def summary(self) -> str:
        """The first words of the post, as plain text."""
        return excerpt(self.text, SUMMARY_WORDS)

    @cached_property
    def words(self) -> int:
        """The number of words, by which a brief post's size is chosen."""
        return _count_words(self.page.content or "")

    @cached_property
    def brief(self) -> bool:
        """Whether the post is a few words and nothing else, to be set in large type."""
        return not _RICH_TAG.search(self.page.content or "") and self.words <= _BRIEF_WORDS

    @cached_property
    def heading(self) -> str:
        """The title to show above the text, or ``""``.

        The title of a generated post is its first words, and a person's post may begin with its
        title: neither shows it twice.
        """
        if not self.post.folded_meta.get("title") or self.generated:
            return ""
        return "" if self.text.startswith(self.post.title) else self.post.title

    @property
    def when(self) -> str:
        """The date in words, with the time for a second post of one day."""
        write = self.language.date_and_time if self.post.numbered else self.language.date
        return write(self.post.date)

    @property
    def short_date(self) -> str:
        """The date without its year, if that is ``year``."""
        if self.post.date.year != self.year:
            return self.when
        date = self.language.date_in_year(self.post.date)
        if not self.post.numbered:
            return date
        return self.language.say("date_and_time", date=date, time=f"{self.post.date:%H:%M}")

    @cached_property
    def provenance(self) -> list[Fact]:
        """How the post was written; empty if a person wrote it."""
        return describe_writing(self.post.meta, self.language)


@lru_cache(maxsize=1 << 14)  # a post is on its page, in the feed and in the archive
def _count_words(html: str) -> int:
    return count_words(_TAG.sub(" ", html))
