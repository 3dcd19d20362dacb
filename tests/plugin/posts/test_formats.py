from dataclasses import replace
from datetime import datetime, timezone

import pytest

from mkdocs_wisdom.markdown_escape import escape_markdown
from mkdocs_wisdom.posts.composer import Draft
from mkdocs_wisdom.posts.formats import FORMATS

DATE = datetime(2026, 11, 24, 8, 30, 15, tzinfo=timezone.utc)
DRAFT = Draft(
    stem="2026-11-24",
    meta={"date": DATE, "title": "Tom <b> & “Jo”", "wisdom": {"seed": 7}},
    body=escape_markdown("Tom <b> & “Jo”\n\n" + "sea " * 40),
)


@pytest.mark.parametrize("name", ["plain", "hugo", "eleventy"])
def test_some_take_the_post_as_it_is(name: str) -> None:
    assert FORMATS[name].adapt(DRAFT) == DRAFT


@pytest.mark.parametrize("name", ["material", "zensical", "pelican"])
def test_a_title_that_is_printed_unescaped_has_no_tags(name: str) -> None:
    adapted = FORMATS[name].adapt(DRAFT)
    assert adapted == replace(DRAFT, meta={**DRAFT.meta, "title": "Tom ‹b› & “Jo”"})


@pytest.mark.parametrize(
    ("stem", "name"), [("2026-11-24", "2026-11-24-1"), ("2026-11-24-2", "2026-11-24-2")]
)
def test_jekyll_wants_a_name_after_the_date(stem: str, name: str) -> None:
    assert FORMATS["jekyll"].adapt(replace(DRAFT, stem=stem)).stem == name


def test_jekyll_wants_a_layout() -> None:
    assert FORMATS["jekyll"].adapt(DRAFT).dump().startswith(
        "---\nlayout: post\ndate: 2026-11-24T08:30:15+00:00\ntitle: Tom"
    )  # fmt: skip


def test_astro_wants_a_description_and_another_key_for_the_date() -> None:
    adapted = FORMATS["astro"].adapt(DRAFT)
    assert dict(adapted.meta) == {
        "pubDate": DATE,
        "title": "Tom <b> & “Jo”",
        "description": f"Tom <b> & “Jo” {'sea ' * 21}".rstrip() + "…",
        "wisdom": {"seed": 7},
    }
    assert adapted.body == DRAFT.body
