"""Values at several places of a JSON file."""

from pathlib import Path
from typing import Any

import pytest

from wisdom_training.containers.json_stream import stream_places
from wisdom_training.containers.members import open_archive
from wisdom_training.errors import CorpusError


def read(path: Path, content: str, *places: str) -> list[tuple[str, Any]]:
    path.write_text(content, encoding="utf-8")
    with open_archive([path]) as archive:
        return list(stream_places(archive.members[0], places))


def test_values_come_in_the_order_of_the_file_with_their_places(tmp_path: Path) -> None:
    content = """{"id": 7, "chats": [
        {"name": "Ann", "messages": [{"a": [1.5, {"b": null}]}, "c"]},
        {"name": null, "messages": [[true]]}
    ]}"""
    assert read(
        tmp_path / "a.json", content, "id", "chats.item.name", "chats.item.messages.item"
    ) == [
        ("id", 7),
        ("chats.item.name", "Ann"),
        ("chats.item.messages.item", {"a": [1.5, {"b": None}]}),
        ("chats.item.messages.item", "c"),
        ("chats.item.name", None),
        ("chats.item.messages.item", [True]),
    ]


def test_a_place_within_another_is_part_of_it(tmp_path: Path) -> None:
    assert read(tmp_path / "a.json", '{"a": {"b": {"c": 1}}}', "a", "a.b", "a.b.c") == [
        ("a", {"b": {"c": 1}})
    ]


def test_a_file_that_ends_too_early_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"a\.json cannot be read as JSON .*download"):
        read(tmp_path / "a.json", '{"a": [{"b": 1}, {"b": ', "a.item")
