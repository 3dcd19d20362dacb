"""Front matter is split off, with errors that name the line, and written."""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from mkdocs_wisdom.errors import PostError
from mkdocs_wisdom.posts.front_matter import find_line, join_front_matter, split_front_matter

PATH = Path("a.md")
NOON = datetime(2026, 11, 24, 12, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("text", "meta", "body"),
    [
        ("Ishmael: call me that.\n", {}, "Ishmael: call me that."),
        ("---\n---\nText\n", {}, "Text"),
        ("---\ntitle: a\n---\n\nOne\n\n---\n\nTwo\n", {"title": "a"}, "One\n\n---\n\nTwo"),
        ("---\ntitle: a\n---\n\n    code\n", {"title": "a"}, "    code"),
        ("\n\n---\ntitle: a\n...\nText\n", {"title": "a"}, "Text"),
        ("---\rtitle: a\r---\rOne\r\rTwo", {"title": "a"}, "One\n\nTwo"),
        ("\ufeff--- # YAML\ntitle: a\n---\nText", {"title": "a"}, "Text"),
        ("<!-- mine -->\n---\ntitle: a\n---\nText", {"title": "a"}, "Text"),
        ("+++\ntitle = 'a'\n+++\nText\n", {"title": "a"}, "Text"),
        ('{\n"title": "a"\n}\n\nText\n', {"title": "a"}, "Text"),
        ('---json\n{"title": "a"}\n---\nText\n', {"title": "a"}, "Text"),
        (';;;\n"title": "a"\n;;;\nText\n', {"title": "a"}, "Text"),
        ("Title: a\n\nText\n", {"title": "a"}, "Text"),
        ("title: a\ntags:\n- b\n---\nText\n", {"title": "a", "tags": ["b"]}, "Text"),
        ("<!--\n.. title: a\n-->\n\nText\n", {"title": "a"}, "Text"),
        ("{{ a }}\n", {}, "{{ a }}"),
    ],
    ids=[
        *("none", "empty", "with a rule in the text", "before an indent", "after blank lines"),
        *("old Mac", "a byte-order mark", "after a comment", "TOML", "JSON", "named", "semicolons"),
        *("Pelican", "Hexo", "Nikola", "a macro"),
    ],
)
def test_front_matter_is_split_off(text: str, meta: dict[str, Any], body: str) -> None:
    assert split_front_matter(text, PATH) == (meta, body)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (
            "---\ntitle: a\ntags: [b\n---\nText\n",
            "a.md, line 4: front matter is not YAML: did not find expected ',' or ']'",
        ),
        (
            "---\n\n\ntitle: a: b\n---\n",
            (
                "a.md, line 4: front matter is not YAML: mapping values are not allowed in this "
                "context"
            ),
        ),
        (
            "---\ntitle: a\n\nText\n",
            (
                "a.md, line 1: front matter begins with --- and never ends: put another line of "
                "--- below it"
            ),
        ),
        (
            "---\n- a\n---\n",
            "a.md, line 2: front matter is a list, expected lines of key: value",
        ),
        (
            "+++\ntitle = a\n+++\n",
            "a.md, line 2: front matter is not TOML: Invalid value",
        ),
        (
            '{\n"title": a\n}\n',
            "a.md, line 2: front matter is not JSON: Expecting value",
        ),
        (
            "---js\n{}\n---\n",
            "a.md, line 1: front matter is js, expected YAML, TOML or JSON",
        ),
    ],
)
def test_an_error_names_file_and_line(text: str, error: str) -> None:
    with pytest.raises(PostError) as caught:
        split_front_matter(text, PATH)
    assert str(caught.value) == error


def test_the_line_of_a_key_is_found() -> None:
    text = "---\nTitle: a\ndate : b\n---\n"
    assert [find_line(key, text) for key in ("title", "date", "tags")] == [2, 3, 1]
    assert find_line("date", '{\r"title": "a",\r"date": 1}') == 3
    assert find_line("date", "+++\ndate = 1\n+++\n") == 2


def test_it_is_written_in_the_given_order_and_read_again() -> None:
    meta = {"title": "“Call me: Ishmael…”", "date": NOON, "content": "x", "wisdom": {"seed": 7}}
    text = join_front_matter(meta, "Call me.\n\n{Ishmael}")
    assert text == (
        "---\ntitle: '“Call me: Ishmael…”'\ndate: 2026-11-24T12:00:00+01:00\ncontent: x\n"
        "wisdom:\n  seed: 7\n---\n\nCall me.\n\n{Ishmael}\n"
    )
    assert split_front_matter(text, PATH) == (meta, "Call me.\n\n{Ishmael}")
