"""Posts of any content: read, or one error that names the file. Anyone may send a post."""

import json
import random
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_wisdom.errors import SiteError
from mkdocs_wisdom.languages.language import open_language
from mkdocs_wisdom.posts.composer import find_said
from mkdocs_wisdom.posts.explanation import describe_writing
from mkdocs_wisdom.posts.post_reader import read_post
from mkdocs_wisdom.posts.replay import read_inputs
from mkdocs_wisdom.posts.tags import tag_slug, unify_tags

pytestmark = pytest.mark.slow

ENGLISH = open_language("en")
NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
TRIALS = 1500
BOMB = "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
CORPUS = (
    f"---\na: &a [x, x]\n{BOMB}tags: *i\n---\n",
    f"---\na: &a {{k: v}}\n{BOMB.replace('[', '{<<: [').replace(']', ']}')}---\n",
    "---\na: &a [*a]\ntags: *a\n---\n",
    "---\n&a title: &b [*b]\n---\n",
    f"---\ntitle: {'[' * 1500}{']' * 1500}\n---\n",
    f"+++\ntitle = {'[' * 1500}{']' * 1500}\n+++\n",
    f"{{'title': {'[' * 1500}{']' * 1500}}}\n".replace("'", '"'),
    f";;;\n'title': {'[' * 1500}{']' * 1500}\n;;;\n".replace("'", '"'),
    f"{{'title': {'[' * 1500}".replace("'", '"'),
    f"---\ndate: {'9' * 5000}\n---\n",
    f"---\ndate: 0x{'f' * 9000}\n---\n",
    f"+++\ndate = {'9' * 5000}\n+++\n",
    f"+++\ndate = 0x{'f' * 9000}\n+++\n",
    f"{{'date': {'9' * 5000}}}\n".replace("'", '"'),
    "{'title': '\\ud800', 'date': NaN}\n".replace("'", '"'),
    "---\ntitle: !!timestamp x\ndate: !!timestamp x\n---\n",
    "---\ndate: 0001-01-01T00:00:00+23:59\n---\n",
    "---\ndate: 9999-12-31T23:59:59-23:59\n---\n",
    "---\ndate: 2024-01-01T00:00:00+99:99\n---\n",
    "---\ndate: .inf\nx: !!int ''\n---\n",
    "---\n? [a, b]\n: c\n? {a: b}\n: c\n---\n",
    "---\n!!python/object/apply:os.system ['true']: 1\n---\n",
    f"---\ntags: [{'ä' * 300}, '{'x' * 10_000}', '\u0301', '#']\n---\n",
    "---\nwisdom: {blend: [a], char: {top_p: x}, guards: {[a]: b}}\n---\n",
    "---\nwisdom: {blend: {a: b}, word: {top_p: [1]}, guards: {1: 2}, choices: [x]}\n---\n",
    f"---\nwisdom: [{'1, ' * 20_000}]\n---\n",
    f"Title: {'x' * 100_000}\nTags: {', '.join(map(str, range(20_000)))}\n\n",
)
"""What once ended in a traceback or without an end."""
KEYS = (
    *("title", "date", "tags", "author", "draft", "pin", "published", "expiryDate", "status"),
    *("description", "search", "robots", "password", "level", "authors", "params", "permalink"),
)
RECORD_KEYS = (
    *("version", "model", "digest", "seed", "blend", "prompt", "length", "char", "word"),
    *("unknown", "candidate", "candidates", "choices", "passed", "score", "guards", "temperature"),
    *("top_k", "top_p", "other"),
)


def make_value(rng: random.Random, depth: int = 0) -> Any:  # noqa: ANN401 (YAML)
    kind = rng.random()
    if kind < 0.2 and depth < 4:
        return [make_value(rng, depth + 1) for _ in range(rng.randrange(4))]
    if kind < 0.5 and depth < 4:
        names = rng.sample(RECORD_KEYS, rng.randrange(5))
        return {name: make_value(rng, depth + 1) for name in names}
    return rng.choice((
        *(None, True, False, 0, 1, -1, 2**70, 10**290, 0.5, float("inf"), float("nan"), NOON),
        *("", " ", "a", "No", "true", "draft", "2024-01-01", "99999999999", "1e400", "\x85"),
        *("product", "mixture", "Europe/Paris", "\u202e", "<b>", "x" * 300, "a\nb", NOON.date()),
    ))  # fmt: skip


def make_post(rng: random.Random) -> bytes:
    """A post in one of the dialects with values of any type, or with bytes changed."""
    meta = {name: make_value(rng) for name in rng.sample(KEYS, rng.randrange(6))}
    if rng.random() < 0.5:
        names = rng.sample(RECORD_KEYS, rng.randrange(len(RECORD_KEYS)))
        meta["wisdom"] = {name: make_value(rng) for name in names}
    if rng.random() < 0.7:
        text = f"---\n{yaml.safe_dump(meta, allow_unicode=True)}---\nBody\n"
    else:
        text = f"{json.dumps(meta, default=str)}\n\nBody\n"
    content = bytearray(text.encode())
    if rng.random() < 0.4:
        for _ in range(rng.choice((1, 3, 30))):
            content[rng.randrange(len(content))] = rng.choice(
                b"\0\r\n\t ---:[]{}&*!|>'\"#%@`,?=\xff\xc3"
            )
    return bytes(content)


def try_post(path: Path) -> str:
    """The error of reading a post and using what it says; empty if there is none."""
    try:
        post = read_post(path, timezone=NOON.tzinfo)
        (post,) = unify_tags([post])
        facts = [str(fact) for fact in describe_writing(post.meta, ENGLISH)]
        said = (post.hiding, post.secluded, post.pinned, post.numbered, post.day)
        for text in (post.title, *post.tags, *map(tag_slug, post.tags), *facts, str(said)):
            assert isinstance(text.encode(), bytes)
        assert find_said([post]) is not None
        read_inputs(post.meta)
    except SiteError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("content", CORPUS)
def test_what_once_failed_is_read_or_one_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "2026-11-24.md"
    path.write_text(content, encoding="utf-8")
    error = try_post(path)
    assert error
    assert len(error) < 5000


def test_a_wrong_post_is_read_or_an_error(tmp_path: Path) -> None:
    rng, path = random.Random(24), tmp_path / "2026-11-24.md"  # noqa: S311 (no secret)
    errors = []
    for _ in range(TRIALS):
        path.write_bytes(make_post(rng))
        errors.append(try_post(path))
    assert sum(error.startswith(str(path)) for error in errors) > TRIALS / 4
    assert max(map(len, errors)) < 5000
