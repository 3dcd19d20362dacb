from pathlib import Path

import pytest

from mkdocs_wisdom.config.folders import check_folders
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
