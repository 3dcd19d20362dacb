from pathlib import Path

import pytest

from mkdocs_wisdom.config.folders import check_apart, check_folders, name_folder
from mkdocs_wisdom.errors import PlacementError


@pytest.mark.parametrize("posts", ["posts", "docs-posts", "../posts"])
def test_posts_lie_beside_the_docs(tmp_path: Path, posts: str) -> None:
    check_folders(tmp_path / posts, docs=tmp_path / "docs", site=tmp_path / "site")


@pytest.mark.parametrize(
    ("posts", "error"),
    [
        ("docs", "which lies inside docs_dir"),
        ("docs/posts", "which lies inside docs_dir"),
        ("site", "MkDocs empties site_dir before a build"),
        ("site/posts", "MkDocs empties site_dir before a build"),
        ("other", "MkDocs empties site_dir before a build"),
        ("a", "which holds docs_dir"),
    ],
)
def test_folders_that_overlap_are_an_error(tmp_path: Path, posts: str, error: str) -> None:
    docs = tmp_path / ("a/docs" if posts == "a" else "docs")
    site = tmp_path / ("other/site" if posts == "other" else "site")
    with pytest.raises(PlacementError, match=error):
        check_folders(tmp_path / posts, docs=docs, site=site)


def test_feeds_with_folders_beside_each_other_are_apart(tmp_path: Path) -> None:
    check_apart(["", "ahab/"], [tmp_path / "posts", tmp_path / "posts-of-ahab"])


@pytest.mark.parametrize(
    ("feed", "folder", "error"),
    [
        ("wisdom/", "other", "feed: found wisdom/ twice"),
        ("ahab/", "posts", "posts of one would be in the other"),
        ("ahab/", "posts/ahab", "posts of one would be in the other"),
        ("ahab/", ".", "posts of one would be in the other"),
    ],
)
def test_feeds_that_share_something_are_an_error(
    tmp_path: Path, feed: str, folder: str, error: str
) -> None:
    with pytest.raises(PlacementError, match=error):
        check_apart(["wisdom/", feed], [tmp_path / "posts", tmp_path / folder])


@pytest.mark.parametrize(
    ("folder", "name"),
    [("posts", ""), ("posts/", ""), ("a/posts", "a/posts"), ("../posts", "../posts")],
)
def test_ids_have_the_name_of_a_folder_that_is_not_the_usual_one(
    tmp_path: Path, folder: str, name: str
) -> None:
    assert name_folder(tmp_path / folder, tmp_path) == name
