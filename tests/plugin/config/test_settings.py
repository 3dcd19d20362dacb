from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_wisdom.config.option_types import Texts
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.config.settings import (
    is_public,
    make_identity,
    make_post_settings,
    name_publicly,
)
from mkdocs_wisdom.languages.language import open_language
from mkdocs_wisdom.pages.identity import FeedIdentity
from mkdocs_wisdom.posts.composer import PostSettings
from wisdom_model.errors import ModelFileError
from wisdom_model.generation.recipe import Recipe
from wisdom_model.network.sampling import Sampling
from wisdom_model.voice.file import bundled_voice

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


def identify(options: WisdomOptions, config: MkDocsConfig, language: str = "en") -> FeedIdentity:
    return make_identity(options, config, open_language(language))


def test_a_feed_at_the_home_page_has_the_name_of_the_site() -> None:
    config = make_config(site_author="Melville", site_description="Whales")
    assert identify(make_options(feed="."), config) == FeedIdentity(
        "Sea", "Melville", "assets/wisdom/avatar.svg", "Whales", ""
    )


def test_a_feed_beside_other_pages_is_called_by_its_author() -> None:
    config = make_config(site_author="Melville")
    assert identify(make_options(), config).title == "Melville"
    identity = identify(make_options(author="Ishmael"), config)
    assert (identity.title, identity.full_title) == ("Ishmael", "Ishmael")


def test_a_feed_without_author_is_called_posts_and_elsewhere_by_the_site_too() -> None:
    identity = identify(make_options(), make_config(), "de")
    assert identity.title == "Beiträge"
    assert identity.full_title == "Sea: Beiträge"
    assert identity.author == "Sea"


def test_a_title_names_the_author_too() -> None:
    assert identify(make_options(title="Log"), make_config()).author == "Log"


def test_the_options_name_the_feed() -> None:
    options = make_options(
        title="Log", author="Ishmael", avatar="me.png", description="All", feed=".", feeds=False
    )
    config = make_config(site_url="https://example.org/sea")
    assert identify(options, config) == FeedIdentity(
        "Log", "Ishmael", "me.png", "All", "", False, "https://example.org/sea/me.png"
    )


def test_an_absolute_picture_needs_no_site_url() -> None:
    identity = identify(make_options(avatar="https://example.org/a.png"), make_config())
    assert identity.image == "https://example.org/a.png"


def test_a_voice_in_the_sites_folder_is_as_public_as_the_site() -> None:
    assert is_public(bundled_voice("ishmael"), ROOT)
    assert is_public(ROOT / "voices" / "own.safetensors", ROOT)
    assert not is_public(ROOT / ".." / "own.safetensors", ROOT)
    assert not is_public(Path("/home/melville/own.safetensors"), ROOT)
