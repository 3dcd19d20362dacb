"""The plugin: MkDocs' events, each handed on to plain functions.

``on_config`` sets the state of a build, ``on_pre_build`` writes the post that is due, ``on_files``
adds the posts' pages, and ``on_env``, when all are rendered, what is made of their HTML: feeds and
search.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin, urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_datetime
from mkdocs.utils.templates import TemplateContext

from mkdocs_wisdom.config.environment import read_generate
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.errors import plugin_errors
from mkdocs_wisdom.pages.blog import place_in_blog
from mkdocs_wisdom.pages.context import FeedSettings, Places, PostView, SearchPlace, make_context
from mkdocs_wisdom.pages.feeds import Site, render_feeds
from mkdocs_wisdom.pages.latest import fill_latest
from mkdocs_wisdom.pages.mkdocs_files import (
    Placement,
    escape,
    find_avatar,
    page_of,
    place_pages,
    place_texts,
)
from mkdocs_wisdom.pages.plan import join_neighbours, name_tags, plan_pages, post_uri
from mkdocs_wisdom.pages.scripts import place_scripts
from mkdocs_wisdom.posts.composer import Draft, Style, compose, find_voice
from mkdocs_wisdom.posts.due_post import Schedule, check_folders, gather_posts
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.posts.schedule import count_turns
from mkdocs_wisdom.search.files import Document, build_search
from mkdocs_wisdom.search.scripts import build_engine, find_stemmer
from wisdom_model.generation.recipe import CHAR_TEMPERATURES
from wisdom_model.network.sampling import Sampling

THEME = Path(__file__).parent / "theme"
SEARCH = "assets/wisdom/search"


class WisdomPlugin(BasePlugin[WisdomOptions]):
    """Writes the post that is due and publishes all posts as a feed."""

    command = ""
    """``build``, ``gh-deploy`` or ``serve``; empty where a program builds without a command."""
    dirty = False
    """Whether MkDocs leaves out what did not change."""

    # Having it keeps this object, and so the command, from one build of `serve` to the next.
    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.command = "serve" if is_serving() else command
        self.dirty = dirty

    @plugin_errors()
    def on_config(self, config: MkDocsConfig) -> None:
        root = Path(config.config_file_path or "mkdocs.yml").absolute().parent
        folder = root / self.config.posts_dir
        check_folders(folder, docs=Path(config.docs_dir), site=Path(config.site_dir))
        self.root = root
        self.schedule = Schedule(
            folder=folder,
            now=get_build_datetime().astimezone(self.config.timezone),  # the only look at the clock
            every=self.config.every,
            generate=read_generate(self.config.generate, os.environ),
        )
        self.settings = make_settings(self.config, config)
        config.theme.dirs.append(str(THEME))

    # After every plugin's `config` has passed, and before MkDocs empties the site's folder.
    @plugin_errors()
    def on_pre_build(self, **_: object) -> None:
        self.posts = gather_posts(self.schedule, self.make_composer(), command=self.command)

    @plugin_errors()
    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        if self.config.into == "blog":
            self.entries = place_in_blog(self.posts, files, config, self.root)
            self.placement: Placement = Placement([])
            return
        find_avatar(self.settings.avatar, files)
        self.plan = plan_pages(
            self.posts,
            feed_path=self.config.feed,
            per_page=self.config.per_page,
            title=self.settings.title,
        )
        self.placement = place_pages(self.plan, files, config, dirty=self.dirty)
        place_scripts(files, config, search=self.config.search)

    # Before mkdocs-macros and its like see the page: from here on it is a post.
    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        return self.placement.prepare(page, markdown)

    @plugin_errors()
    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        if self.config.into == "blog":
            path = self.config.feed
            pages = {post_uri(path, stem): page_of(file) for stem, file in self.entries.items()}
            self.places = Places(self.settings, pages)
        else:
            self.places = self.publish(files, config)
        fill_latest(files, self.posts, self.places, env.get_template("wisdom/partials/latest.html"))
        return env

    def publish(self, files: Files, config: MkDocsConfig) -> Places:
        """Make of the rendered posts what is made of them together: feeds and search."""
        pages = self.placement.pages()
        join_neighbours(self.plan, pages)
        tags = name_tags(self.posts)
        if self.config.feeds:
            site = Site(config.site_url or "", config.site_name, find_language(config))
            feeds = render_feeds(
                self.posts, settings=self.settings, pages=pages, tags=tags, site=site
            )
            place_texts(feeds, files, config)
        search = None
        if self.config.search:
            documents = make_documents(self.posts, pages, self.config.feed)
            search = place_search(documents, files, config)
        return Places(self.settings, pages, tags, search)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, **_: object
    ) -> TemplateContext:
        if planned := self.placement.planned(page.file):
            made = make_context(planned, self.places)
            page.meta.setdefault("description", escape(made.description))  # for the theme's head
            context["wisdom"] = made  # type: ignore[typeddict-unknown-key]  # plugins may add to it
        return context

    @plugin_errors()
    def on_serve(self, server: LiveReloadServer, **_: object) -> LiveReloadServer:
        watched = [self.schedule.folder]
        if self.schedule.generate != "never":
            watched.append(find_voice(self.config.model, self.root))
            watched += filter(None, (self.config.prompts.file, self.config.blocklist.file))
        for path in watched:
            if path.exists():
                server.watch(str(path))
        return server

    def make_composer(self) -> Callable[[str], Draft]:
        """Return what writes a post in the site's style."""

        def write(stem: str) -> Draft:
            turn = count_turns(stem, self.config.every)
            return compose(make_style(self.config, self.root), stem, self.schedule.now, turn)

        return write


def is_serving() -> bool:
    """Whether MkDocs' server calls: ``serve --clean`` tells plugins that it is ``build``.

    True also for forks of MkDocs that keep its modules' names behind their own.
    """
    frames = (frame for frame, _ in traceback.walk_stack(None))
    return any(str(frame.f_globals.get("__name__")).endswith(".commands.serve") for frame in frames)


def make_style(options: WisdomOptions, root: Path) -> Style:
    char = options.char_temperature
    if char is None:
        char = CHAR_TEMPERATURES[options.blend]
    return Style(
        model=options.model,
        path=find_voice(options.model, root),
        blend=options.blend,
        lengths=tuple(options.length),
        char=Sampling(char, options.top_k, options.top_p),
        word=Sampling(options.word_temperature, options.top_k, options.top_p),
        unknown=options.unknown,
        prompts=options.prompts.items,
        candidates=options.candidates,
        blocklist=options.blocklist.items,
        seed=options.seed,
    )


def make_settings(options: WisdomOptions, config: MkDocsConfig) -> FeedSettings:
    title = options.title or config.site_name
    avatar = options.avatar or "assets/wisdom/avatar.svg"
    root = config.site_url.rstrip("/") + "/" if config.site_url else ""
    return FeedSettings(
        title=title,
        author=options.author or config.site_author or title,
        avatar=avatar,
        description=options.description or config.site_description or "",
        feed_path=options.feed,
        feeds=options.feeds,
        image=urljoin(root, avatar) if root or urlsplit(avatar).scheme else "",
    )


def make_documents(
    posts: Sequence[Post], pages: Mapping[str, Page], feed_path: str
) -> list[Document]:
    """What the search knows of each post, oldest first; it shows a title where the feed does."""
    documents = []
    for post in reversed(posts):
        page = pages[post_uri(feed_path, post.stem)]
        view = PostView(post, page, page.url)
        documents.append(Document(page.url, view.heading, post.date, view.text, post.tags))
    return documents


def place_search(documents: Sequence[Document], files: Files, config: MkDocsConfig) -> SearchPlace:
    """Add what the search needs to ``files``, and say where its parts lie."""
    language = find_stemmer(find_language(config))
    name, engine = build_engine(language)
    contents = {name: engine} | build_search(documents, language=language)
    place_texts({f"{SEARCH}/{name}": text for name, text in contents.items()}, files, config)
    return SearchPlace(f"{SEARCH}/manifest.js", f"{SEARCH}/{name}", language)


def find_language(config: MkDocsConfig) -> str:
    """The site's language: Material's setting, or the locale that MkDocs' own themes have."""
    return str(config.theme.get("language") or config.theme.get("locale") or "en")
