"""Posts as entries of Material's blog."""

from datetime import datetime, timezone
from typing import Any

import yaml

from mkdocs_wisdom.languages.language import open_language
from mkdocs_wisdom.pages.blog import choose_slugs, render_entry
from mkdocs_wisdom.posts.post import Post
from theme import load_theme

ENGLISH = open_language("en")
TEMPLATE = load_theme().get_template("wisdom/partials/provenance.html")
DATE = datetime(2026, 11, 24, 4, 17, tzinfo=timezone.utc)


def read(entry: str) -> tuple[dict[str, Any], str]:
    _, front, body = entry.split("---\n", 2)
    return yaml.safe_load(front), body.strip()


def test_an_entry_says_what_the_blog_understands() -> None:
    meta = {"title": 'A "b": c', "Pin": True, "categories": ["Sea"], "layout": "x", "tags": "a b"}
    post = Post("2026-11-24", DATE, 'A "b": c', "Be *kind*.", meta, None, ("a", "b"))
    assert read(render_entry(post, TEMPLATE, ENGLISH)) == (
        {
            "title": "A &quot;b&quot;: c",
            "date": DATE,
            "pin": True,
            "categories": ["Sea"],
            "tags": ["a", "b"],
        },
        "Be *kind*.",
    )


def test_an_address_is_given_only_where_titles_are_the_same() -> None:
    post = Post("2026-11-24-2", DATE, "Again", "Text", {"slug": "mine"}, None)
    assert read(render_entry(post, TEMPLATE, ENGLISH))[0]["slug"] == "mine"
    assert (
        read(render_entry(post, TEMPLATE, ENGLISH, slug="2026-11-24-2"))[0]["slug"]
        == "2026-11-24-2"
    )


def test_how_it_was_written_follows_the_text() -> None:
    meta = {"wisdom": {"model": "<b>", "seed": 7}}
    _, body = read(
        render_entry(Post("2026-11-24", DATE, "T", "Text.", meta, None), TEMPLATE, ENGLISH)
    )
    text, provenance = body.split("\n\n<!-- more -->\n\n")
    assert text == "Text."
    lines = provenance.splitlines()
    assert lines[:2] == [
        '<details class="wisdom-provenance">',
        "<summary>How this was written</summary>",
    ]
    assert lines[4:6] == ["<dt>Voice</dt>", "<dd>&lt;b&gt;</dd>"]
    assert lines[-2:] == ["</dl>", "</details>"]


def test_texts_are_escaped_for_material() -> None:
    meta = {"title": "<b>", "description": "<i>", "published": "no", "draft": "true"}
    post = Post("2026-11-24", DATE, "<b>", "Text", meta, None, ("<u>",))
    assert read(render_entry(post, TEMPLATE, ENGLISH))[0] == {
        "title": "&lt;b&gt;",
        "date": DATE,
        "description": "&lt;i&gt;",
        "tags": ["&lt;u&gt;"],
        "draft": True,
    }


def test_a_slug_does_not_change_with_later_posts() -> None:
    oldest = Post("2026-11-24", DATE, "Again", "", {}, None)
    later = Post("2026-11-24-2", DATE, "Again", "", {}, None)
    escaped = Post("2026-11-24-3", DATE, "A & B", "", {}, None)
    assert choose_slugs([escaped, later, oldest], str.lower) == {
        "2026-11-24": "",
        "2026-11-24-2": "2026-11-24-2",
        "2026-11-24-3": "a & b",
    }
