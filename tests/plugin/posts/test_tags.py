import pytest

from mkdocs_wisdom.posts.tags import tag_slug, unify_tags
from sample_posts import make_post


@pytest.mark.parametrize(
    ("tag", "slug"),
    [
        ("sea", "sea"),
        ("White Whale", "white-whale"),
        ("Straße", "straße"),
        ("鲸鱼", "鲸鱼"),
        ("C++", "c-cedb1b"),
        ("C#", "c-951a4d"),
        ("C", "c-2e7d2c"),
        ("🐋", "tag-1ff5fd"),
        ("-", "tag-e3b0c4"),
    ],
)
def test_a_slug_depends_on_the_tag_alone(tag: str, slug: str) -> None:
    assert tag_slug(tag) == slug


@pytest.mark.parametrize(
    "tags", [("Sea", "sea"), ("caf\u00e9", "cafe\u0301"), ("White Whale", "white-whale")]
)
def test_case_unicode_form_and_hyphens_make_no_other_tag(tags: tuple[str, str]) -> None:
    assert tag_slug(tags[0]) == tag_slug(tags[1])


def test_a_long_tag_has_a_name_that_a_file_can_have() -> None:
    assert len(tag_slug("鲸" * 200).encode()) <= 87
    assert tag_slug("鲸" * 200) != tag_slug("鲸" * 201)


def test_a_tag_is_spelled_as_its_oldest_post_spells_it() -> None:
    newer = make_post("2026-11-24", tags=("SEA", "sea", "whale"))
    older = make_post("2026-11-23", tags=("Sea",))
    assert [post.tags for post in unify_tags([newer, older])] == [("Sea", "whale"), ("Sea",)]
