"""Which source gets which files."""

from __future__ import annotations

from pathlib import Path

from training.archive_files import write_folder, write_zip
from wisdom_training.archives.registry import SOURCES, recognise
from wisdom_training.archives.source import Columns
from wisdom_training.containers.members import open_archive

REDDIT = "id,permalink,date,ip,subreddit,link,parent,body\n"
FILES = {"comments.csv": REDDIT, "messages.csv": "id,body\n1,private\n"}


def list_recognised(*paths: Path, columns: Columns | None = None) -> dict[str, list[str]]:
    with open_archive(paths) as archive:
        found = recognise(archive.members, columns)
        return {source.name: [member.path for member in members] for source, members in found}


def test_names_are_unique() -> None:
    assert len({source.name for source in SOURCES}) == len(SOURCES)


def test_an_archive_of_several_services(tmp_path: Path) -> None:
    tweets = "window.YTD.tweets.part0 = []"
    path = write_folder(tmp_path, {"x/tweets.js": tweets, "y/comments.csv": REDDIT, "z.png": ""})
    assert list_recognised(path) == {"twitter": ["x/tweets.js"], "reddit": ["y/comments.csv"]}


def test_tables_are_recognised_if_columns_are_named(tmp_path: Path) -> None:
    path = write_folder(tmp_path, {"slack.csv": "body\nOne.\n"})
    assert list_recognised(path) == {}
    assert list_recognised(path, columns=Columns("body")) == {"table": ["slack.csv"]}


def test_other_tables_of_a_known_archive_are_not_read(tmp_path: Path) -> None:
    reddit = write_zip(tmp_path / "reddit.zip", FILES)
    slack = write_zip(tmp_path / "slack.zip", {"messages.csv": "id,body\n1,One.\n"})
    assert list_recognised(reddit, slack, columns=Columns("body")) == {
        "reddit": ["comments.csv"],
        "table": ["messages.csv"],
    }
