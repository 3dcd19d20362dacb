"""Options of any type and size: a value, or one error of one line."""

import os
import random
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_wisdom.config.folders import check_folders
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.config.settings import make_identity, make_post_settings
from mkdocs_wisdom.errors import SiteError
from mkdocs_wisdom.languages.language import ENGLISH, open_language
from mkdocs_wisdom.posts.composer import compose
from mkdocs_wisdom.posts.post_reader import read_all
from wisdom_model.errors import WisdomError

pytestmark = pytest.mark.slow

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
TRIALS = 1000
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 7, 2**63, 10**9, 10**400, -(10**400), 16**5000),
    *(0.5, -0.0, 1e308, float("nan"), float("inf"), "", " ", "auto", "a", "1", "never", "1_000"),
    *("\0", "a\0b", "\ud800", "\x1b[31m", "a\nb", "a" * 300, "ä" * 300, "/" * 300, "a/" * 200),
    *("../..", "/", "/dev/zero", "~", ".", "..", "http://[", "https://x:99999/", "pipe", "huge"),
    *("pipe.txt", "huge.txt", "bytes.txt", "missing.txt", "\0.txt", "a" * 300 + ".txt", "docs"),
    *("pipe.safetensors", "huge.safetensors", "docs.safetensors", "\ud800.safetensors"),
    *([], [None], [[]], [10**400], ["\ud800"], ["a" * 100_000], ["*"], [1] * 10_000, ["\0"]),
    *({}, {"a": 1}, {1: {}}, b"bytes", (1, 2), {1}, object),
)
"""What once ended in a traceback or without an end, and their like."""


@pytest.fixture
def root(tmp_path: Path, voice_file: Path) -> Path:
    """A site with a voice, a pipe, a huge file and one that is no text."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "tiny.safetensors").write_bytes(voice_file.read_bytes())
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe\0")
    for suffix in ("", ".txt", ".safetensors"):
        if hasattr(os, "mkfifo"):
            os.mkfifo(tmp_path / f"pipe{suffix}")
        with (tmp_path / f"huge{suffix}").open("wb") as file:
            file.truncate(3 * 2**30)
    return tmp_path


def try_options(root: Path, given: dict[str, Any]) -> str:
    """The error of options, of what is made of them, or of the post; empty if there is none."""
    options = WisdomOptions(str(root / "mkdocs.yml"))
    options.load_dict({"model": "tiny.safetensors", "length": 2, **given})
    if errors := options.validate()[0]:
        return str(errors[0][1])
    config = MkDocsConfig(str(root / "mkdocs.yml"))
    config.load_dict({"site_name": "Sea"})
    assert not config.validate()[0]
    try:
        folder = root / options.posts_dir
        check_folders(folder, docs=root / "docs", site=root / "site")
        posts = read_all(folder, timezone=options.timezone)
        assert make_identity(options, config, open_language(ENGLISH)).title.encode()
        settings = make_post_settings(options, root)
        assert compose(settings, "2026-11-24", NOON, 1, posts).dump().encode()
    except (SiteError, WisdomError) as error:
        return str(error)
    return ""


def test_wrong_options_are_one_error(root: Path) -> None:
    rng = random.Random(36)  # noqa: S311 (no secret)
    names = [name for name, _ in WisdomOptions._schema]  # noqa: SLF001 (MkDocs has no other list)
    pairs = [(name, value) for name in names for value in VALUES]
    chosen = [dict(rng.sample(pairs, rng.choice((1, 1, 2)))) for _ in range(TRIALS)]
    errors = [try_options(root, given) for given in chosen]
    assert TRIALS / 2 < sum(map(bool, errors)) < TRIALS
    assert max(map(len, errors)) < 2000
    assert [error for error in errors if len(error.splitlines()) > 1] == []
