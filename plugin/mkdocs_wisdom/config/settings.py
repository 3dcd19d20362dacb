"""The options as the rooms below take them: settings of posts, and the feed's identity."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.languages.language import Language
from mkdocs_wisdom.pages.identity import FeedIdentity
from mkdocs_wisdom.pages.scripts import DESTINATION as ASSETS
from mkdocs_wisdom.posts.composer import Draft, PostSettings, compose
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.posts.schedule import count_turns
from mkdocs_wisdom.posts.xray import Tell, keep_figures
from wisdom_model.generation.recipe import Recipe
from wisdom_model.voice.file import VOICES, find_voice

log = get_plugin_logger(__name__)


def make_post_settings(options: WisdomOptions, root: Path) -> PostSettings:
    """The options for posts; ``root`` is the folder of ``mkdocs.yml``.

    Raises ModelFileError where the package has no voice of that name.
    """
    given = {
        "blend": options.blend,
        "char": options.char_temperature,
        "word": options.word_temperature,
        "unknown": options.unknown,
    }
    recipe = Recipe.for_blend(
        options.blend,
        char_temperature=options.char_temperature,
        word_temperature=options.word_temperature,
        top_k=options.top_k,
        top_p=options.top_p,
        unknown=options.unknown,
    )
    return PostSettings(
        model=name_publicly(options.model),
        path=find_voice(options.model, root),
        recipe=recipe,
        given=tuple(name for name, value in given.items() if value is not None),
        lengths=tuple(options.length or ()),
        prompts=options.prompts.items,
        candidates=options.candidates,
        blocklist=options.blocklist.items,
        seed=options.seed,
    )


def name_publicly(model: str) -> str:
    """The voice's name in the front matter: of an absolute path, only the file's name.

    The rest says what the machine's folders and perhaps its owner are called.
    """
    path = Path(model)
    return path.name if path.is_absolute() else model


def make_figures_keeper(
    options: WisdomOptions, root: Path, tell: Tell = log.info
) -> Callable[[Post], object]:
    """A function that keeps the figures of a new post for X-ray, if the site shows them.

    It will ``tell`` why a post gets none.
    """
    if options.xray is False or options.into != "feed":
        return lambda _: None
    path, folder = find_voice(options.model, root), root / options.posts_dir
    if options.xray is None and not is_public(path, root):
        return lambda _: None
    return lambda post: keep_figures(post, path, folder, options.blocklist.items, tell)


def is_public(voice: Path, root: Path) -> bool:
    """Whether a voice's file is as public as the site: it is bundled, or in the site's folder."""
    return any(voice.resolve().is_relative_to(place.resolve()) for place in (VOICES, root))


def make_identity(
    options: WisdomOptions, config: MkDocsConfig, language: Language, *, subfolder: str = ""
) -> FeedIdentity:
    """The feed's identity by the options, and by the site's configuration where they are empty.

    Without a picture, one is drawn in the ``subfolder`` of the plugin's files.

    A feed at the home page is the site and has its name. Another is a part of the site: it has its
    author's name, or is called "Posts".
    """
    author = options.author or config.site_author or ""
    title = options.title or (author if options.feed else config.site_name)
    avatar = options.avatar or posixpath.join(ASSETS, subfolder, "avatar.svg")
    root = config.site_url.rstrip("/") + "/" if config.site_url else ""
    return FeedIdentity(
        title=title or language.say("posts"),
        author=author or title or config.site_name,
        avatar=avatar,
        description=options.description or config.site_description or "",
        feed_path=options.feed,
        feeds=options.feeds,
        look=options.look,
        image=urljoin(root, avatar) if root or urlsplit(avatar).scheme else "",
        site="" if title else config.site_name,
    )


def make_composer(
    options: WisdomOptions, root: Path, now: datetime
) -> Callable[[str, list[Post]], Draft]:
    """A function that writes the post with a given stem, unlike the given posts."""

    def write(stem: str, earlier: list[Post]) -> Draft:
        settings = make_post_settings(options, root)
        return compose(settings, stem, now, count_turns(stem, options.every), earlier)

    return write
