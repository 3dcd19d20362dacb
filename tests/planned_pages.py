"""The pages of a feed with one post or none, as files of a site."""

from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_wisdom.pages.mkdocs_files import make_files, place_pages
from mkdocs_wisdom.pages.placement import Placement
from mkdocs_wisdom.pages.plan import PlannedPage, plan_pages
from mkdocs_wisdom.posts.post import Post


def make_config(root: Path, *, nav: Sequence[str] | None = None, urls: bool = True) -> MkDocsConfig:
    (root / "docs").mkdir(exist_ok=True)
    config = MkDocsConfig(config_file_path=str(root / "mkdocs.yml"))
    config.load_dict({"site_name": "S", "nav": nav and list(nav), "use_directory_urls": urls})
    assert config.validate() == ([], [])
    config.plugins.on_pre_build(config=config)  # generated files belong to an event's plugin
    return config


def make_file(uri: str, config: MkDocsConfig, level: str = "INCLUDED") -> File:
    return File(
        uri, config.docs_dir, config.site_dir, config.use_directory_urls,
        inclusion=InclusionLevel[level],
    )  # fmt: skip


def make_post(path: Path | None, title: str = "T") -> Post:
    date = datetime(2026, 11, 24, tzinfo=timezone.utc)
    return Post("2026-11-24", date, title, "Text", {"title": title, "x": 1}, path)


def plan(feed_path: str, post: Post | None = None) -> list[PlannedPage]:
    posts = [post] if post else []
    return plan_pages(posts, feed_path=feed_path, per_page=10, title="Feed")


def place(planned: Sequence[PlannedPage], files: Files, config: MkDocsConfig) -> Placement:
    return place_pages(planned, make_files(planned, config), files, config)
