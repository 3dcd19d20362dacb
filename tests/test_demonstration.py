"""The posts of the demonstration are what the voice that ships with the package wrote."""

from datetime import timezone
from pathlib import Path

import pytest

from mkdocs_wisdom import __version__
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.posts.post_reader import read_all
from mkdocs_wisdom.posts.replay import replay_post
from wisdom_model.voice.file import bundled_voice, digest

UTC = timezone.utc
POSTS = read_all(Path(__file__).parent.parent / "posts", timezone=UTC)
ISHMAEL = bundled_voice("ishmael")
KNOWN = {"version": __version__, "digest": digest(ISHMAEL)}
WRITTEN = [post for post in POSTS if KNOWN.items() <= post.meta.get("wisdom", {}).items()]


def test_there_are_posts() -> None:
    assert WRITTEN


@pytest.mark.parametrize("post", WRITTEN, ids=lambda post: post.stem)
def test_it_can_be_written_again(post: Post) -> None:
    assert post.path is not None
    replayed = replay_post(post.path, None)
    assert replayed.found == replayed.written
