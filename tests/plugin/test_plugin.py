"""The plugin's functions; ``tests/site`` runs its events in the real MkDocs."""

import types
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_wisdom.config.option_types import Texts
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.pages.links import FeedIdentity, SiteLinks
from mkdocs_wisdom.plugin import (
    WisdomPlugin,
    find_language,
    is_serving,
    make_documents,
    make_identity,
    make_post_settings,
)
from mkdocs_wisdom.posts.composer import PostSettings
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.search.files import Document
from wisdom_model.errors import ModelFileError
from wisdom_model.generation.recipe import Recipe
from wisdom_model.network.sampling import Sampling

ROOT = Path("/site")
DATE = datetime(2026, 11, 24, tzinfo=timezone.utc)


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
        lengths=(25, 50, 100),
        prompts=(),
        candidates=8,
        blocklist=(),
        seed=0,
    )


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


def test_the_search_has_posts_from_the_oldest_with_titles_that_are_shown() -> None:
    titled = Post("2026-11-24", DATE, "Calm", "", {"title": "Calm"}, None, ("sea",))
    plain = Post("2026-11-23", DATE, "Storm", "", {}, None)
    pages: dict[str, Any] = {
        f"posts/{post.stem}.md": SimpleNamespace(url=f"posts/{post.stem}/", content="<p>Yes.</p>")
        for post in (titled, plain)
    }
    links = SiteLinks(FeedIdentity("Log", "Ishmael", "a.svg"), pages)
    assert make_documents([titled, plain], links) == [
        Document("posts/2026-11-23/", "", DATE, "Yes."),
        Document("posts/2026-11-24/", "Calm", DATE, "Yes.", ("sea",)),
    ]


@pytest.mark.parametrize(
    ("theme", "language"),
    [({"language": "de", "locale": "fr"}, "de"), ({"locale": "pt_BR"}, "pt_BR"), ({}, "en")],
)
def test_the_language_is_the_themes(theme: dict[str, str], language: str) -> None:
    assert find_language(SimpleNamespace(theme=theme)) == language  # type: ignore[arg-type]


def test_a_server_among_the_callers_is_recognised() -> None:
    server = types.ModuleType("fork.commands.serve")
    exec("def call(function): return function()", vars(server))  # noqa: S102 (a frame of that name)
    assert not is_serving()
    assert server.call(is_serving) is True


def test_a_server_that_says_build_is_a_server() -> None:
    server = types.ModuleType("mkdocs.commands.serve")
    exec("def call(function): return function()", vars(server))  # noqa: S102 (as above)
    plugin = WisdomPlugin()
    assert (plugin.command, plugin.dirty) == ("", False)
    plugin.on_startup(command="build", dirty=True)
    assert (plugin.command, plugin.dirty) == ("build", True)
    server.call(lambda: plugin.on_startup(command="build", dirty=False))
    assert (plugin.command, plugin.dirty) == ("serve", False)
