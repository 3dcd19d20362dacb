from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_wisdom.config.option_types import Texts
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.config.settings import make_identity, make_post_settings, name_publicly
from mkdocs_wisdom.pages.links import FeedIdentity
from mkdocs_wisdom.posts.composer import PostSettings
from wisdom_model.errors import ModelFileError
from wisdom_model.generation.recipe import Recipe
from wisdom_model.network.sampling import Sampling

ROOT = Path("/site")


def make_options(**values: object) -> WisdomOptions:
    options = WisdomOptions()
    options.load_dict({"model": "own.safetensors"} | values)
    assert options.validate() == ([], [])
    return options


def make_config(**values: Any) -> MkDocsConfig:  # noqa: ANN401 (any option of MkDocs)
    config = MkDocsConfig()
    config.load_dict({"site_name": "Sea"} | values)
    return config


def test_the_defaults_make_a_mixture() -> None:
    assert make_post_settings(make_options(), ROOT) == PostSettings(
        model="own.safetensors",
        path=ROOT / "own.safetensors",
        recipe=Recipe("mixture", char=Sampling(0.6), word=Sampling(0.7)),
        given=(),
        lengths=(),
        prompts=(),
        candidates=8,
        blocklist=(),
        seed=0,
    )


@pytest.mark.parametrize(
    ("model", "public"),
    [
        ("ishmael", "ishmael"),
        ("voices/own.safetensors", "voices/own.safetensors"),
        ("/home/melville/own.safetensors", "own.safetensors"),
    ],
)
def test_folders_of_the_machine_are_not_published(model: str, public: str) -> None:
    assert name_publicly(model) == public


def test_options_reach_the_posts() -> None:
    options = make_options(
        blend="handoff", length=9, word_temperature=0.9, top_k=5, top_p=0.8, unknown="skip",
        prompts=["The sea", "I"], candidates=2, blocklist="squid", seed=3,
    )  # fmt: skip
    assert options.prompts == Texts(("The sea", "I"))
    assert make_post_settings(options, ROOT) == PostSettings(
        model="own.safetensors",
        path=ROOT / "own.safetensors",
        recipe=Recipe(
            "handoff", char=Sampling(0.4, 5, 0.8), word=Sampling(0.9, 5, 0.8), unknown="skip"
        ),
        given=("blend", "word", "unknown"),
        lengths=(9,),
        prompts=("The sea", "I"),
        candidates=2,
        blocklist=("squid",),
        seed=3,
    )


def test_a_voice_that_does_not_ship_is_an_error() -> None:
    with pytest.raises(ModelFileError, match="no voice is called 'ahab'"):
        make_post_settings(make_options(model="ahab"), ROOT)


def test_the_site_names_the_feed_where_the_options_do_not() -> None:
    config = make_config(site_author="Melville", site_description="Whales")
    assert make_identity(make_options(), config) == FeedIdentity(
        "Sea", "Melville", "assets/wisdom/avatar.svg", "Whales", "wisdom/"
    )
    assert make_identity(make_options(title="Log"), make_config()).author == "Log"


def test_the_options_name_the_feed() -> None:
    options = make_options(
        title="Log", author="Ishmael", avatar="me.png", description="All", feed=".", feeds=False
    )
    config = make_config(site_url="https://example.org/sea")
    assert make_identity(options, config) == FeedIdentity(
        "Log", "Ishmael", "me.png", "All", "", False, "https://example.org/sea/me.png"
    )


def test_an_absolute_picture_needs_no_site_url() -> None:
    identity = make_identity(make_options(avatar="https://example.org/a.png"), make_config())
    assert identity.image == "https://example.org/a.png"
