"""The plugin: MkDocs' events, each of which calls plain functions.

``on_config`` sets the state of a build, ``on_pre_build`` writes the post that is due, ``on_files``
adds the posts' pages. ``on_env`` comes when all pages are rendered: it adds the feeds and the
search, which need their HTML.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_datetime
from mkdocs.utils.templates import TemplateContext

from mkdocs_wisdom.config.environment import read_generate
from mkdocs_wisdom.config.folders import check_folders
from mkdocs_wisdom.config.option_types import join_choices
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.config.settings import make_identity, make_post_settings
from mkdocs_wisdom.errors import plugin_errors
from mkdocs_wisdom.languages.language import LANGUAGES, open_language, primary_code
from mkdocs_wisdom.pages.blog import place_in_blog
from mkdocs_wisdom.pages.context import PageContext
from mkdocs_wisdom.pages.feeds import Site, render_feeds
from mkdocs_wisdom.pages.language import find_language
from mkdocs_wisdom.pages.latest import fill_latest
from mkdocs_wisdom.pages.links import SiteLinks
from mkdocs_wisdom.pages.mkdocs_files import (
    Placement,
    check_avatar,
    escape,
    page_of,
    place_pages,
    place_texts,
)
from mkdocs_wisdom.pages.plan import name_tags, plan_pages, post_uri
from mkdocs_wisdom.pages.scripts import place_scripts
from mkdocs_wisdom.pages.search import make_documents, place_search
from mkdocs_wisdom.posts.composer import Draft, compose
from mkdocs_wisdom.posts.due_post import gather_posts
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.posts.schedule import Schedule, count_turns
from wisdom_model.voice.file import find_voice

log = get_plugin_logger(__name__)
THEME = Path(__file__).parent / "theme"


class WisdomPlugin(BasePlugin[WisdomOptions]):
    """Writes the post that is due and publishes all posts as a feed."""

    command = ""
    """``build``, ``gh-deploy`` or ``serve``; empty where a program builds without a command."""
    dirty = False
    """Whether MkDocs renders only the pages that changed (``--dirty``)."""

    # MkDocs keeps a plugin that has this event from one build of `serve` to the next.
    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.command = "serve" if is_serving() else command
        self.dirty = dirty

    # Before other plugins: mike adds the version that it publishes to the site's address.
    @event_priority(100)
    def _note_own_url(self, config: MkDocsConfig) -> None:
        self.own_url = config.site_url or ""

    @plugin_errors()
    def _set_up(self, config: MkDocsConfig) -> None:
        root = Path(config.config_file_path or "mkdocs.yml").absolute().parent
        folder = root / self.config.posts_dir
        check_folders(folder, docs=Path(config.docs_dir), site=Path(config.site_dir))
        self.root = root
        self.schedule = Schedule(
            folder=folder,
            now=get_build_datetime().astimezone(self.config.timezone),  # read here only
            every=self.config.every,
            generate=read_generate(self.config.generate, os.environ),
        )
        self.identity = make_identity(self.config, config)
        tag = find_language(config, self.config.language)
        self.language = open_language(tag, self.config.strings)
        if self.language.code != primary_code(tag):
            log.info(
                "the site's language is %r, but only %s have files: the words are English, "
                "unless `strings` has them",
                tag,
                join_choices(LANGUAGES),
            )
        config.theme.dirs.append(str(THEME))

    on_config = CombinedEvent(_note_own_url, _set_up)

    # All plugins have accepted the configuration, and MkDocs has not yet emptied the site's folder:
    # an error here leaves yesterday's site as it was.
    @plugin_errors()
    def on_pre_build(self, *, config: MkDocsConfig, **_: object) -> None:
        self.posts = gather_posts(
            self.schedule,
            self.make_composer(),
            command=self.command,
            protects=protects(config) and self.config.into == "feed",
        )

    @plugin_errors()
    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        if self.config.into == "blog":
            template = config.theme.get_env().get_template("wisdom/partials/provenance.html")
            self.entries = place_in_blog(
                self.posts, files, config, self.root, template, language=self.language
            )
            self.placement: Placement = Placement([])
            return
        check_avatar(self.identity.avatar, files)
        plan = plan_pages(
            self.posts,
            feed_path=self.config.feed,
            per_page=self.config.per_page,
            title=self.identity.title,
            language=self.language,
        )
        self.placement = place_pages(plan, files, config, dirty=self.dirty)
        place_scripts(files, config, search=self.config.search)

    # Before other plugins, such as mkdocs-macros: they have to see the post's Markdown, which
    # replaces the text that MkDocs read.
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
            self.links = SiteLinks(self.identity, pages, language=self.language)
        else:
            self.links = self.publish(files, config)
        fill_latest(files, self.posts, self.links, env.get_template("wisdom/partials/latest.html"))
        return env

    def publish(self, files: Files, config: MkDocsConfig) -> SiteLinks:
        """Make feeds and search from the rendered posts; return the links between all pages."""
        self.placement.link_neighbours()
        links = SiteLinks(
            self.identity,
            self.placement.pages(),
            name_tags(self.posts),
            language=self.language,
        )
        if self.config.feeds:
            site = Site(
                config.site_url or "",
                config.site_name,
                self.language.tag,
                id_url=self.config.feed_id or self.own_url,
            )
            place_texts(render_feeds(self.posts, links, site), files, config)
        if self.config.search:
            documents = make_documents(self.posts, links)
            links = replace(links, search=place_search(documents, files, config, self.language.tag))
        return links

    def on_page_context(
        self, context: TemplateContext, *, page: Page, **_: object
    ) -> TemplateContext:
        if planned := self.placement.planned(page.file):
            page_context = PageContext(planned, self.links)
            description = escape(page_context.description)
            page.meta.setdefault("description", description)  # for the theme's <head>
            context["wisdom"] = page_context  # type: ignore[typeddict-unknown-key]  # of MkDocs
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

    def make_composer(self) -> Callable[[str, list[Post]], Draft]:
        """Return a function that writes the post with a given stem, unlike the given posts."""

        def write(stem: str, earlier: list[Post]) -> Draft:
            settings = make_post_settings(self.config, self.root)
            turn = count_turns(stem, self.config.every)
            return compose(settings, stem, self.schedule.now, turn, earlier)

        return write


def protects(config: MkDocsConfig) -> bool:
    """Whether the site has a plugin that asks for a page's password, such as encryptcontent."""
    return any(word in name for name in config.plugins for word in ("encrypt", "protect"))


def is_serving() -> bool:
    """Whether ``mkdocs serve`` is among the callers; ``serve --clean`` calls itself ``build``.

    Forks of MkDocs are recognised if their module is still called ``….commands.serve``.
    """
    frames = (frame for frame, _ in traceback.walk_stack(None))
    return any(str(frame.f_globals.get("__name__")).endswith(".commands.serve") for frame in frames)
