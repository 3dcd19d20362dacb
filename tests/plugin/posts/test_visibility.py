from datetime import datetime, timezone
from typing import Any

import pytest

from mkdocs_wisdom.posts.visibility import (
    Hiding,
    find_hiding,
    find_period,
    find_stray_statement,
    is_secluded,
    needs_password,
)

UTC = timezone.utc


@pytest.mark.parametrize(
    "meta",
    [
        *({"draft": value} for value in (True, "true", "yes", "Y", "on", 1, "1", [True])),
        *({key: True} for key in ("Draft", "hidden", "unlisted", "private", "is-private")),
        *({"published": value} for value in (False, "false", "no", 0, "never")),
        *({key: "false"} for key in ("publish", "public", "dg-publish", "visible")),
        *({"status": value} for value in ("draft", "Hidden", "private", "auto-draft", ["wip"])),
        *({"visibility": value} for value in ("private", "unlisted", "members")),
        {"permalink": False},
        {"eleventyExcludeFromCollections": True},
        {"params": {"draft": True}},
        {"build": {"render": "never"}},
        {"layout": "draft"},
        {"workflow_state": "draft"},
        {"post_status": "pending"},
    ],
)
def test_a_draft_in_any_dialect_is_hidden(meta: dict[str, Any]) -> None:
    hiding = find_hiding(meta)
    assert hiding is not None
    assert not hiding.doubt


@pytest.mark.parametrize(
    "meta",
    [
        *({"draft": value} for value in (False, "no", 0, None, "")),
        *({"published": value} for value in (True, "yes", None, "2024-05-01")),
        *({"status": value} for value in ("published", "new", "deprecated", True)),
        {"hide": ["navigation", "toc"]},
        {"permalink": "/a/"},
        {"state": "Texas"},
        {"title": "draft", "slug": "draft"},
        {"tags": ["draft"], "draft": False},
        {"tags": "first draft, sea"},
    ],
)
def test_a_post_that_does_not_say_so_is_not_hidden(meta: dict[str, Any]) -> None:
    assert find_hiding(meta) is None


@pytest.mark.parametrize(
    ("meta", "reason", "key"),
    [
        ({"draft": "maybe"}, "draft: maybe", "draft"),
        ({"Status": "seedling"}, "Status: seedling", "Status"),
        ({"tags": ["sea", "draft"]}, "tags: draft", "tags"),
        ({"tags": "sea, draft"}, "tags: draft", "tags"),
        ({"tags": "sea draft"}, "tags: draft", "tags"),
    ],
)
def test_what_is_unclear_is_hidden_with_a_doubt(
    meta: dict[str, Any], reason: str, key: str
) -> None:
    hiding = find_hiding(meta)
    assert hiding is not None
    assert (hiding.reason, hiding.key, bool(hiding.doubt)) == (reason, key, True)


def test_a_clear_statement_counts_before_an_unclear_one() -> None:
    assert find_hiding({"status": "seedling", "draft": True}) == Hiding("draft: true", "draft")


def test_a_period_is_made_of_the_dates_of_any_dialect() -> None:
    meta = {"publishDate": "2024-05-01", "published": "2024-05-02", "expiryDate": "2025-01-01"}
    assert find_period(meta, UTC) == (
        datetime(2024, 5, 2, tzinfo=UTC),
        datetime(2025, 1, 1, tzinfo=UTC),
    )


def test_an_expiry_date_that_is_no_date_is_an_error() -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 (the caller writes the message)
        find_period({"expires": "soon"}, UTC)
    assert caught.value.args == ("expires", "soon")


@pytest.mark.parametrize(
    ("meta", "secluded"),
    [
        ({"search": {"exclude": True}}, True),
        ({"Search": {"Exclude": "yes"}}, True),
        ({"search": False}, True),
        ({"search_exclude": True}, True),
        ({"robots": "noindex, nofollow"}, True),
        ({"search": {"exclude": False}}, False),
        ({"search": {"boost": 2}}, False),
    ],
)
def test_a_page_may_be_kept_out_of_search(meta: dict[str, Any], secluded: bool) -> None:
    assert is_secluded(meta) is secluded


def test_a_password_asks_for_protection() -> None:
    metas: tuple[dict[str, Any], ...] = (
        {"Password": "x"},
        {"password": False},
        {"encrypted": True},
        {"password": ""},
        {"protected": False},
    )
    assert [needs_password(meta) for meta in metas] == ["Password", "password", "encrypted", "", ""]


@pytest.mark.parametrize(
    ("body", "stray"),
    [
        ("  ---\n  draft: true\n  ---\nText\n", "draft: true"),
        ("#+TITLE: a\n#+DRAFT: true\n", "#+DRAFT: true"),
        ('"published": false,\n', '"published": false,'),
        ("```yaml\ndraft: true\n```\n", None),
        ("Text\n\n    draft: true\n", None),
        ("A draft: truly the last.\n", None),
        ("Text\n" * 20 + "draft: true\n", None),
    ],
)
def test_a_draft_in_front_matter_that_was_not_read_is_noticed(body: str, stray: str | None) -> None:
    assert find_stray_statement(body) == stray
