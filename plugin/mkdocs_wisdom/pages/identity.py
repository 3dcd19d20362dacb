"""The feed's name, author, picture and look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mkdocs_wisdom.pages.avatar import choose_hue

LOOKS = ("letter", "terminal", "newspaper")
"""Each has a stylesheet of its name in ``theme/assets/wisdom/looks/``."""
DEFAULT_LOOK = "letter"


@dataclass(frozen=True)
class FeedIdentity:
    """The feed's name, author and picture, and its place in the site."""

    title: str
    author: str
    """The name beside each post."""
    avatar: str
    """The picture's URL, relative to the site's root or absolute."""
    description: str = ""
    feed_path: str = ""
    feeds: bool = True
    """Whether RSS, Atom and JSON feeds are written."""
    image: str = ""
    """The picture's absolute URL; empty if the site has no ``site_url``."""
    site: str = ""
    """The site's name, if the title says nothing without it, as "Posts" does."""
    look: str = DEFAULT_LOOK
    """One of ``LOOKS``."""

    @cached_property
    def hue(self) -> int:
        """The hue of the voice's colour, in degrees."""
        return choose_hue(self.author)

    @property
    def full_title(self) -> str:
        """The title for readers who do not see the site."""
        return f"{self.site}: {self.title}" if self.site else self.title
