"""The plugin: MkDocs' events, each of which calls plain functions.

``on_config`` sets the state of a build, ``on_pre_build`` writes the post that is due, ``on_files``
adds the posts' pages. ``on_env`` comes when all pages are rendered: it adds the feeds and the
search, which need their HTML.

A site may list the plugin several times, for several voices. Each instance has its own posts, feed
and pages; the last one of the list does what concerns them all.
"""

from __future__ import annotations

import gc
import logging
import os
import posixpath
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_datetime
from mkdocs.utils.templates import TemplateContext

from mkdocs_wisdom.config.blog import check_blog_options
from mkdocs_wisdom.config.environment import read_generate, read_model
from mkdocs_wisdom.config.features import read_features
from mkdocs_wisdom.config.folders import check_apart, check_folders, name_folder
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.config.quiz import check_writers
from mkdocs_wisdom.config.settings import make_composer, make_figures_keeper, make_identity
from mkdocs_wisdom.config.site import builds_translation, has_address, is_serving, protects
from mkdocs_wisdom.errors import SettingError, plugin_errors
from mkdocs_wisdom.pages.blog import find_entries, place_in_blog
from mkdocs_wisdom.pages.cards import has_social_plugin
from mkdocs_wisdom.pages.context import PageContext, describe
from mkdocs_wisdom.pages.features import place_features
from mkdocs_wisdom.pages.feeds import Site, render_feeds
from mkdocs_wisdom.pages.git_plugins import exclude_uncommitted
from mkdocs_wisdom.pages.home import lacks_home, place_home
from mkdocs_wisdom.pages.latest import Latest, fill_latest
from mkdocs_wisdom.pages.links import SiteLinks, is_mixed, number_posts
from mkdocs_wisdom.pages.mkdocs_files import (
    announce,
    check_avatar,
    make_copies,
    make_files,
    place_avatar,
    place_copies,
    place_links,
    place_pages,
    place_texts,
    retract,
)
from mkdocs_wisdom.pages.navigation import is_listed, lift
from mkdocs_wisdom.pages.placement import Placement, page_of
from mkdocs_wisdom.pages.plan import name_tags, plan_pages, post_uri
from mkdocs_wisdom.pages.scripts import place_scripts
from mkdocs_wisdom.pages.site_language import open_site_language
from mkdocs_wisdom.pages.site_theme import find_base_theme, has_neighbours_footer
from mkdocs_wisdom.pages.source_links import LINK_LOGGER, share_source_links
from mkdocs_wisdom.pages.theme_text import escape
from mkdocs_wisdom.pages.translated_sitemap import extend_sitemap
from mkdocs_wisdom.posts.attachments import find_attachments
from mkdocs_wisdom.posts.due_post import find_next_day, gather_posts
from mkdocs_wisdom.posts.post_reader import read_all
from mkdocs_wisdom.posts.schedule import Schedule
from mkdocs_wisdom.serve_watch import Watch
from mkdocs_wisdom.text_file import find_root
from wisdom_model.voice.file import find_voice

log = get_plugin_logger(__name__)
THEME = Path(__file__).parent / "theme"


class WisdomPlugin(BasePlugin[WisdomOptions]):
    """Writes the post that is due and publishes all posts as a feed."""

    supports_multiple_instances = True
    command = ""
    """``build``, ``gh-deploy`` or ``serve``; empty where a program builds without a command."""
    told = False
    """Whether the log has said where the feed is: a second build of `serve` does not repeat it."""
    watch: Watch | None = None
    """What ``serve`` watches."""
    own_files: Sequence[File] = ()
    """The pages of the feed; those of the default language while another one is built."""

    # MkDocs keeps a plugin that has this event from one build of `serve` to the next.
    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
        self.command = "serve" if is_serving() else command

    # Before other plugins: mike adds the version that it publishes to the site's address.
    @event_priority(100)
    def _note_own_url(self, config: MkDocsConfig) -> None:
        self.own_url = config.site_url or ""

    @plugin_errors()
    def _set_up(self, config: MkDocsConfig) -> None:
        self.translates = builds_translation(config)
        if self.translates:  # the same site again, whose first build has set everything up
            return
        root = find_root(config.config_file_path)
        check_blog_options(self.config)
        self.config.model = read_model(self.config.model, os.environ)
        folder = root / self.config.posts_dir
        check_folders(folder, docs=Path(config.docs_dir), site=Path(config.site_dir))
        self.root = root
        self.schedule = Schedule(
            folder=folder,
            now=get_build_datetime().astimezone(self.config.timezone),  # read here only
            every=self.config.every,
            generate=read_generate(self.config.generate, os.environ),
        )
        self.source_links = share_source_links(config, root)
        logging.getLogger(LINK_LOGGER).addFilter(self.source_links.names)
        self.language = open_site_language(config, self.config.language, self.config.strings)
        self.feeds = list_feeds(config)
        subfolder = "" if self is self.feeds[0] else self.config.feed or "home/"
        self.identity = make_identity(self.config, config, self.language, subfolder=subfolder)
        self.base_theme = find_base_theme(config.theme)
        self.has_footer = has_neighbours_footer(config.theme)
        if self is self.feeds[0]:
            config.theme.dirs.append(str(THEME))
            check_several(self.feeds, root)
        self.features = read_features(
            self.config,
            config,
            root,
            author=self.identity.author,
            subfolder=subfolder,
            serves=self.command == "serve",
            today=self.schedule.now.date(),
        )

    def tell(self, message: str, *values: object) -> None:
        """Log what concerns the site's owner, in the first build only."""
        if not self.told:
            log.info(message, *values)

    on_config = CombinedEvent(_note_own_url, _set_up)

    # All plugins have accepted the configuration, and MkDocs has not yet emptied the site's folder:
    # an error here leaves yesterday's site as it was.
    @plugin_errors()
    def on_pre_build(self, *, config: MkDocsConfig, **_: object) -> None:
        if self.translates:
            return
        if self is self.feeds[0]:  # an error in a post of any feed stops all writing
            for other in self.feeds[1:]:
                read_all(other.schedule.folder, timezone=other.schedule.timezone)
        self.posts = gather_posts(
            self.schedule,
            make_composer(self.config, self.root, self.schedule.now),
            command=self.command,
            protects=protects(config) and self.config.into == "feed",
            on_written=make_figures_keeper(self.config, self.root),
        )
        if self.features.quiz:
            check_writers(self.posts)
        self.attachments = find_attachments(self.schedule.folder, self.posts)

    # Before most plugins: redirects looks up the pages in this event, and Material's blog (-50)
    # the entries. A page whose address is taken waits: exclude may remove the other file.
    @event_priority(100)
    @plugin_errors()
    def _announce(self, files: Files, *, config: MkDocsConfig) -> None:
        if self.config.into == "blog":
            if self.translates:
                return
            template = config.theme.get_env().get_template("wisdom/partials/provenance.html")
            self.entries = place_in_blog(
                self.posts, files, config, self.root, template, language=self.language
            )
            folder = find_entries(config)
            pages = {stem: file.src_uri for stem, file in self.entries.items()}
            place_copies(self._link_sources(pages, folder), files, config)
            self.placement: Placement = Placement([])
            return
        self.plan = plan_pages(
            self.posts,
            feed_path=self.config.feed,
            per_page=self.config.per_page,
            title=self.identity.title,
            language=self.language,
            quiz_author=self.features.quiz.author if self.features.quiz else "",
        )
        self.made = make_files(self.plan, config)
        announce(self.made, files)

    # Just before mkdocs-static-i18n (-100), which rejects pages from outside docs_dir.
    @event_priority(-99)
    def _hide_from_i18n(self, files: Files, *, config: MkDocsConfig) -> None:
        if "i18n" in config.plugins and self.config.into == "feed":
            retract(self.made, files)

    # After all that replace or remove files or set the navigation: literate-nav and
    # mkdocs-static-i18n (-100). Before encryptcontent (-200), which renames what it finds.
    @event_priority(-150)
    @plugin_errors()
    def _place(self, files: Files, *, config: MkDocsConfig) -> None:
        if self.config.into == "blog":
            return
        path = self.config.feed
        pages = {post.stem: post_uri(path, post.stem) for post in self.posts}
        beside = self._link_sources(pages, posixpath.dirname(post_uri(path, "")))
        if self.translates:
            place_links([*self.made, *make_copies(beside, config)], files)
            self.placement = Placement([])
            return
        if not self.config.avatar:
            place_avatar(self.identity, files, config)
        check_avatar(self.identity.avatar, files)
        self.placement = place_pages(self.plan, self.made, files, config)
        self.own_files = self.placement.own_files
        place_copies(beside, files, config)
        place_scripts(files, config, search=self.config.search, quiz=bool(self.features.quiz))
        exclude_uncommitted(
            [file.src_uri for file in self.own_files],
            self.source_links.sources,
            self.schedule.folder,
            config,
        )

    on_files = CombinedEvent(_announce, _hide_from_i18n, _place)

    def _link_sources(self, pages: Mapping[str, str], folder: str) -> dict[str, Path]:
        """Tell the links which file each page is written in; return the files beside the posts.

        ``pages`` has the ``src_uri`` of posts by stem; other files are in ``folder`` of the site.
        """
        written = {pages[post.stem]: post.path for post in self.posts if post.path}
        beside = {
            posixpath.join(folder, path.relative_to(self.schedule.folder).as_posix()): path
            for path in self.attachments
        }
        self.source_links.add_sources(written | beside)
        return beside

    # After plugins that arrange the navigation, such as awesome-nav.
    @event_priority(-150)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, **_: object) -> Navigation:
        if first := self.placement.first:
            page = page_of(first.file)
            if first.own:
                lift(page, nav)
            if config.nav is not None and not is_listed(page, nav):
                self.tell(
                    'The menu has no link to the feed "%s": to add one, put `- %s` under nav in '
                    "mkdocs.yml",
                    self.identity.title,
                    first.file.src_uri,
                )
        return nav

    # Before other plugins, such as mkdocs-macros: they have to see the post's Markdown, which
    # replaces the text that MkDocs read.
    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        return self.placement.prepare(page, markdown)

    # Before other plugins: some require that a page describes itself.
    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, **_: object) -> str:
        if planned := self.placement.planned(page.file):
            description = describe(planned, page, self.identity, self.language) or planned.title
            page.meta.setdefault("description", escape(description))
        return html

    @plugin_errors()
    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        if self.translates:
            pass  # the pages of the first build have the posts
        elif self.config.into == "blog":
            path = self.config.feed
            pages = {post_uri(path, stem): page_of(file) for stem, file in self.entries.items()}
            self.links = SiteLinks(self.identity, pages, language=self.language)
        else:
            self.links = self.publish(files, config)
            self._say_where(config)
        if self is self.feeds[-1]:
            self._complete_site(env, files, config)
            # What pages are made of stays: the garbage collector need not look through it again.
            gc.freeze()
        self.told = True
        return env

    def _say_where(self, config: MkDocsConfig) -> None:
        home = self.links.home.url.removeprefix("./")
        self.tell(
            'The feed "%s" is at %s', self.identity.title, urljoin(config.site_url or "/", home)
        )
        if self.config.feeds and not has_address(config, serves=self.command == "serve"):
            self.tell(
                "mkdocs.yml has no site_url, the site's address, and feed readers need full "
                "addresses: set site_url, or feeds: false in the options of wisdom"
            )

    def _complete_site(self, env: jinja2.Environment, files: Files, config: MkDocsConfig) -> None:
        """Add what is the same for all feeds, once the last one is published."""
        latest = [Latest(feed.posts, feed.links) for feed in self.feeds]
        fill_latest(files, latest, env.get_template("wisdom/partials/latest.html"))
        with_pages = [feed for feed in self.feeds if feed.placement.first]
        if with_pages and lacks_home(files, config):
            place_home(with_pages[0].links, files, config, env.get_template("wisdom/home.html"))
            self.tell(
                "The site has no home page, so its address leads to the feed. For a home page, "
                "write %s; or set feed: . in the options of wisdom, and the feed is the home page",
                Path(config.docs_dir) / "index.md",
            )

    def publish(self, files: Files, config: MkDocsConfig) -> SiteLinks:
        """Add what is made of the rendered posts; return the links between all pages."""
        self.placement.link_neighbours()
        self.placement.clear_lists()
        # Not by the environment: a site is built without writing once its post is committed.
        writes = self.config.generate != "never"
        next_day = find_next_day(self.posts, self.schedule) if writes else None
        links = SiteLinks(
            self.identity,
            self.placement.pages(),
            name_tags(self.posts),
            language=self.language,
            numbers=number_posts(self.posts),
            current_year=self.posts[0].date.year if self.posts else 0,
            mixed=is_mixed(self.posts),
            next_day=next_day,
            previews=not has_social_plugin(config),
        )
        if self.config.feeds:
            site = Site(
                config.site_url or "",
                config.site_name,
                self.language.tag,
                id_url=self.config.feed_id or self.own_url,
                folder=name_folder(self.schedule.folder, self.root),
            )
            place_texts(render_feeds(self.posts, links, site), files, config)
        return place_features(self.features, self.posts, links, files, config, tell=self.tell)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, **_: object
    ) -> TemplateContext:
        if planned := self.placement.planned(page.file):
            page_context = PageContext(
                planned, self.links, self.base_theme, self.schedule, has_footer=self.has_footer
            )
            context["wisdom"] = page_context  # type: ignore[typeddict-unknown-key]  # of MkDocs
        return context

    def on_template_context(self, context: TemplateContext, **_: object) -> TemplateContext:
        extend_sitemap(context, self.own_files)
        return context

    @plugin_errors()
    def on_serve(self, server: LiveReloadServer, **_: object) -> LiveReloadServer:
        watched = [self.schedule.folder, *filter(None, [self.config.quiz.file])]
        if self.schedule.generate != "never":
            watched.append(find_voice(self.config.model, self.root))
            watched += filter(None, (self.config.prompts.file, self.config.blocklist.file))
        self.watch = Watch(watched)
        self.watch.start(server)
        return server

    def on_post_build(self, **_: object) -> None:
        gc.unfreeze()
        logging.getLogger(LINK_LOGGER).removeFilter(self.source_links.names)

    def on_shutdown(self) -> None:
        if self.watch:
            self.watch.stop()


def list_feeds(config: MkDocsConfig) -> list[WisdomPlugin]:
    """All instances of the plugin, in the order of mkdocs.yml."""
    return [plugin for plugin in config.plugins.values() if isinstance(plugin, WisdomPlugin)]


def check_several(feeds: Sequence[WisdomPlugin], root: Path) -> None:
    """Raise SiteError where the feeds of a site are in each other's way."""
    if sum(feed.config.into == "blog" for feed in feeds) > 1:
        raise SettingError(
            "into: found 'blog' twice: the posts of only one voice can be in the site's blog, so "
            "set into: feed for the others"
        )
    paths = [feed.config.feed if feed.config.into == "feed" else "the blog" for feed in feeds]
    check_apart(paths, [root / feed.config.posts_dir for feed in feeds])
