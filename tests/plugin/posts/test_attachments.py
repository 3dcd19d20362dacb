from datetime import datetime, timezone
from pathlib import Path

import pytest

from mkdocs_wisdom.posts.attachments import find_attachments
from mkdocs_wisdom.posts.post import Post


def make_post(path: Path, body: str = "") -> Post:
    return Post(path.stem, datetime(2024, 1, 2, tzinfo=timezone.utc), "T", body, {}, path)


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


def find(folder: Path, *posts: Post) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find_attachments(folder, posts)]


def test_no_folder_has_no_attachments(tmp_path: Path) -> None:
    assert find(tmp_path / "missing") == []


def test_media_are_published_wherever_they_lie(tmp_path: Path) -> None:
    write(tmp_path, "a.png", "2024/b.mp3", "2024/deep/c.mp4", ".hidden.png", "d.woff2")
    assert find(tmp_path) == ["a.png", "d.woff2", "2024/b.mp3", "2024/deep/c.mp4"]


@pytest.mark.parametrize("link", ["[t](my data.csv)", "[t](my%20data.csv)", "See my data.csv."])
def test_other_files_are_published_if_a_post_mentions_them(tmp_path: Path, link: str) -> None:
    write(tmp_path, "my data.csv", "notes.csv", "_files/a.png", "_files/b.png", "2024-01-02.md")
    post = make_post(tmp_path / "2024-01-02.md", f"{link} ![](_files/a.png)")
    assert find(tmp_path, post) == ["my data.csv", "_files/a.png"]


@pytest.mark.parametrize("text", ["a data.csv-1", "my-data.csv", "data.csv.gz", "x%20data.csv"])
def test_the_name_of_another_file_is_no_mention(tmp_path: Path, text: str) -> None:
    write(tmp_path, "data.csv")
    assert find(tmp_path, make_post(tmp_path / "2024-01-02.md", text)) == []


def test_files_of_drafts_are_published_with_drafts_alone(tmp_path: Path) -> None:
    write(tmp_path, "_drafts/a.png", "_drafts/2024-01-02.md")
    assert find(tmp_path) == []
    assert find(tmp_path, make_post(tmp_path / "_drafts/2024-01-02.md")) == ["_drafts/a.png"]


def test_files_of_a_post_that_is_not_shown_are_kept_back(tmp_path: Path) -> None:
    write(tmp_path, "2024-01-02/index.md", "2024-01-02/deep/a.png")
    assert find(tmp_path) == []
    assert find(tmp_path, make_post(tmp_path / "2024-01-02/index.md")) == ["2024-01-02/deep/a.png"]
