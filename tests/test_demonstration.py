"""The posts of the demonstration are what the voice that ships with the package wrote."""

from datetime import timezone
from pathlib import Path

import numpy as np
import pytest

from mkdocs_wisdom import __version__
from mkdocs_wisdom.inert import make_inert
from mkdocs_wisdom.posts import Post, read_all
from wisdom_model.model_file import bundled_voice, digest, load_voice
from wisdom_model.sampler import Sampling
from wisdom_model.writer import Recipe, write

UTC = timezone.utc
POSTS = read_all(Path(__file__).parent.parent / "posts", timezone=UTC)
ISHMAEL = bundled_voice("ishmael")
KNOWN = {"version": __version__, "digest": digest(ISHMAEL)}
WRITTEN = [post for post in POSTS if KNOWN.items() <= post.meta.get("wisdom", {}).items()]


def test_there_are_posts() -> None:
    assert WRITTEN


@pytest.mark.parametrize("post", WRITTEN, ids=lambda post: post.stem)
def test_its_front_matter_writes_the_post_again(post: Post) -> None:
    facts = dict(post.meta["wisdom"])
    for name in ("version", "model", "digest"):
        del facts[name]
    rng = np.random.default_rng(facts.pop("seed"))
    facts |= {name: Sampling(**facts[name]) for name in ("char", "word")}
    text = write(load_voice(ISHMAEL), Recipe(**facts), rng)
    assert make_inert(text) == post.body
