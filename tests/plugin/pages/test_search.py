from datetime import datetime, timezone
from types import SimpleNamespace
from typing import Any

from mkdocs_wisdom.pages.identity import FeedIdentity
from mkdocs_wisdom.pages.links import SiteLinks
from mkdocs_wisdom.pages.search import make_documents
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.search.files import Document

DATE = datetime(2026, 11, 24, tzinfo=timezone.utc)


def test_the_search_has_posts_from_the_oldest_with_titles_that_are_shown() -> None:
    titled = Post("2026-11-24", DATE, "Calm", "", {"title": "Calm"}, None, ("sea",))
    plain = Post("2026-11-23", DATE, "Storm", "", {}, None)
    pages: dict[str, Any] = {
        f"posts/{post.stem}.md": SimpleNamespace(url=f"posts/{post.stem}/", content="<p>Yes.</p>")
        for post in (titled, plain)
    }
    links = SiteLinks(FeedIdentity("Log", "Ishmael", "a.svg"), pages)
    assert make_documents([titled, plain], links) == [
        Document("posts/2026-11-23/", "", DATE, "Yes."),
        Document("posts/2026-11-24/", "Calm", DATE, "Yes.", ("sea",)),
    ]


def test_secluded_posts_are_not_found() -> None:
    quiet = Post("2026-11-24", DATE, "Calm", "", {"search": {"exclude": True}}, None)
    page = SimpleNamespace(url="posts/2026-11-24/", content="<p>Yes.</p>")
    links = SiteLinks(FeedIdentity("Log", "Ishmael", "a.svg"), {"posts/2026-11-24.md": page})
    assert make_documents([quiet], links) == []
