"""The demonstration: its posts are what the voice that ships with the package wrote; its quiz."""

from datetime import timezone
from pathlib import Path

import pytest

from mkdocs_wisdom import __version__
from mkdocs_wisdom.config.option_types import read_sentence
from mkdocs_wisdom.pages.quiz_pairs import is_suitable, write_alike
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.posts.post_reader import read_all
from mkdocs_wisdom.posts.replay import replay_post
from mkdocs_wisdom.text_file import read_lines
from wisdom_model.voice.file import bundled_voice, digest

UTC = timezone.utc
ROOT = Path(__file__).parent.parent
POSTS = read_all(ROOT / "posts", timezone=UTC)
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


def test_each_sentence_of_the_quiz_is_suitable() -> None:
    sentences = read_lines(ROOT / "quiz" / "melville.txt", read_sentence, "a sentence")
    assert [text for text in sentences if not is_suitable(text) or write_alike(text) != text] == []
