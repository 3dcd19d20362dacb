from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.structure.files import Files, InclusionLevel

from mkdocs_wisdom.errors import PlacementError, SettingError
from mkdocs_wisdom.pages.identity import FeedIdentity
from mkdocs_wisdom.pages.mkdocs_files import (
    announce,
    check_avatar,
    make_files,
    place_avatar,
    place_links,
    place_pages,
    place_texts,
    retract,
)
from planned_pages import make_config, make_file, make_post, place, plan


def test_pages_become_files_outside_the_navigation(tmp_path: Path) -> None:
    config = make_config(tmp_path, nav=["index.md"])
    files = Files([make_file("index.md", config)])
    place(plan("wisdom/", make_post(tmp_path / "2026-11-24.md")), files, config)
    assert {file.src_uri: (file.dest_uri, file.inclusion.name) for file in files} == {
        "index.md": ("index.html", "INCLUDED"),
        "wisdom/index.md": ("wisdom/index.html", "NOT_IN_NAV"),
        "wisdom/archive.md": ("wisdom/archive/index.html", "NOT_IN_NAV"),
        "wisdom/posts/2026-11-24.md": ("wisdom/posts/2026-11-24/index.html", "NOT_IN_NAV"),
    }
    post = files.get_file_from_path("wisdom/posts/2026-11-24.md")
    assert post is not None
    assert post.abs_src_path == str(tmp_path / "2026-11-24.md")


def test_a_site_without_nav_has_the_feed_in_its_navigation(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    files = Files([])
    place(plan("wisdom/"), files, config)
    assert {file.src_uri: file.inclusion.name for file in files} == {
        "wisdom/index.md": "INCLUDED",
        "wisdom/archive.md": "NOT_IN_NAV",
    }


def test_a_preview_has_its_text_in_the_cache(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    files = Files([])
    place(plan("", make_post(None)), files, config)
    post = files.get_file_from_path("posts/2026-11-24.md")
    assert post is not None
    cached = tmp_path / ".cache/mkdocs-wisdom/pages/posts/2026-11-24.md"
    assert (post.abs_src_path, post.content_string) == (str(cached), "Text")
    assert cached.read_text() == "Text"


def test_a_list_of_posts_is_a_file_with_a_heading(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    archive = make_files(plan("wisdom/"), config)[1]
    cached = tmp_path / ".cache/mkdocs-wisdom/pages/wisdom/archive.md"
    assert (archive.abs_src_path, archive.content_string) == (str(cached), "# Feed&#x3a; archive")
    assert cached.read_text() == "# Feed&#x3a; archive"


def test_a_project_that_may_only_be_read_has_lists_in_memory(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    (tmp_path / ".cache").write_text("not a folder")
    archive = make_files(plan("wisdom/"), config)[1]
    assert (archive.abs_src_path, archive.content_string) == (None, "# Feed&#x3a; archive")


def test_an_announced_page_is_placed_once(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    files = Files([])
    planned = plan("wisdom/")
    made = make_files(planned, config)
    announce(made, files)
    assert list(files) == made
    place_pages(planned, made, files, config)
    assert list(files) == made


def test_an_announced_page_leaves_the_navigation_that_a_plugin_sets(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    files = Files([])
    planned = plan("wisdom/")
    made = make_files(planned, config)
    announce(made, files)
    assert made[0].inclusion is InclusionLevel.INCLUDED
    config.nav = ["index.md"]
    place_pages(planned, made, files, config)
    assert made[0].inclusion is InclusionLevel.NOT_IN_NAV


def test_a_page_that_a_plugin_removed_is_placed_again(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    files = Files([])
    planned = plan("wisdom/")
    made = make_files(planned, config)
    announce(made, files)
    files.remove(made[1])
    place_pages(planned, made, files, config)
    assert list(files) == made


def test_an_address_that_is_taken_is_not_announced(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    other = make_file("archive.md", config)
    files = Files([other])
    made = make_files(plan(""), config)
    announce(made, files)
    assert list(files) == [other, made[0]]
    retract(made, files)
    assert list(files) == [other]


def test_a_translation_has_pages_for_links_only(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    own = make_file("index.md", config)
    files = Files([own])
    made = make_files(plan(""), config)
    place_links(made, files)
    assert list(files) == [own, made[1]]
    assert made[1].inclusion is InclusionLevel.EXCLUDED


@pytest.mark.parametrize(
    ("uri", "urls"),
    [("archive.md", True), ("archive/index.md", True), ("archive.html", False)],
)
def test_a_place_that_is_taken_is_an_error(tmp_path: Path, uri: str, urls: bool) -> None:
    config = make_config(tmp_path, urls=urls)
    target = "archive/index.html" if urls else "archive.html"
    with pytest.raises(PlacementError) as caught:
        place(plan(""), Files([make_file(uri, config)]), config)
    assert str(caught.value) == (
        f"archive.md (of the feed) and {Path(config.docs_dir) / uri} would both become {target}: "
        "rename the latter, or set `feed` to another path"
    )


def test_a_post_whose_name_is_a_page_of_the_feed_is_no_danger(tmp_path: Path) -> None:
    config = make_config(tmp_path, urls=False)
    post = replace(make_post(tmp_path / "index.md"), stem="index")
    files = Files([])
    place(plan("", post), files, config)
    assert "posts/index.md" in files.src_uris


def test_an_excluded_page_makes_room(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    files = Files([make_file("archive.md", config, "EXCLUDED")])
    place(plan(""), files, config)
    assert files.src_uris["archive.md"].inclusion is InclusionLevel.NOT_IN_NAV


def test_texts_become_files(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    files = Files([])
    place_texts({"rss.xml": b"<rss/>"}, files, config)
    assert files.src_uris["rss.xml"].content_bytes == b"<rss/>"
    with pytest.raises(PlacementError, match=r"rss\.xml \(of the feed\) and rss\.xml would both"):
        place_texts({"rss.xml": b""}, files, config)


def test_a_voice_without_a_picture_gets_its_initials(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    files = Files([])
    place_avatar(FeedIdentity("At sea", "Captain Ahab", "a.svg"), files, config)
    assert ">CA</text>" in files.src_uris["a.svg"].content_string


def test_a_picture_of_the_site_is_not_drawn_over(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    own = make_file("a.svg", config)
    files = Files([own])
    place_avatar(FeedIdentity("At sea", "Captain Ahab", "a.svg"), files, config)
    assert list(files) == [own]


@pytest.mark.parametrize("avatar", ["img/me.png", "https://example.org/me.png", "/me.png"])
def test_an_avatar_is_a_file_or_a_url(tmp_path: Path, avatar: str) -> None:
    check_avatar(avatar, Files([make_file("img/me.png", make_config(tmp_path))]))


def test_a_missing_avatar_is_an_error() -> None:
    with pytest.raises(SettingError) as caught:
        check_avatar("me.png", Files([]))
    assert str(caught.value) == (
        "avatar: found 'me.png', but docs_dir has no such file: give an image's path relative to "
        "docs_dir, or its URL"
    )
