"""The files of the search: their content, and their names, which change with it."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from mkdocs_wisdom.search import files
from mkdocs_wisdom.search.files import Document, build_search

DAY = datetime(2025, 12, 31, 8, tzinfo=timezone.utc)


def document(number: int = 0, text: str = "", **fields: Any) -> Document:  # noqa: ANN401
    return Document(
        f"{number}/", fields.pop("title", ""), DAY + timedelta(days=number), text, **fields
    )


def read(contents: dict[str, str], name: str) -> Any:  # noqa: ANN401  # JSON
    call = contents[f"{name}.js"]
    given, content = json.loads(f"[{call.removeprefix('wisdomData(').removesuffix(')' + chr(10))}]")
    assert given == name
    return content


def test_the_manifest_has_counts_years_and_tags() -> None:
    posts = [document(0, "A whale sang."), document(1, "Zebras.", title="No", tags=("sea", "Air"))]
    contents = build_search(posts, language="en")
    manifest = read(contents, "manifest")
    folder = manifest.pop("folder")
    assert manifest == {
        "version": 2,
        "language": "en",
        "count": 2,
        "ranges": ["a"],
        "chunk": 250,
        "years": [[2025, 0], [2026, 1]],
        "tags": [["Air", 1], ["sea", 1]],
    }
    assert sorted(contents) == [
        *(f"{folder}/{name}.js" for name in ("lexicon", "posts-0", "tags", "terms-0")),
        "manifest.js",
    ]
    assert read(contents, f"{folder}/lexicon") == "a no sang whale zebras"
    assert read(contents, f"{folder}/tags") == {"Air": [1], "sea": [1]}
    assert read(contents, f"{folder}/posts-0")[1] == [
        *("1/", "No", "2026-01-01T08:00:00+00:00", ["sea", "Air"], "Zebras."),
    ]
    terms = read(contents, f"{folder}/terms-0")
    assert (terms["first"], terms["terms"]) == (0, "a no sang whale zebras")
    assert [len(posting) for posting in terms["postings"]] == [2, 4, 2, 2, 2]


def test_numbers_are_differences() -> None:
    posts = [document(number, "whale" if number in (3, 5, 6) else "") for number in range(8)]
    contents = build_search(posts, language="en")
    folder = read(contents, "manifest")["folder"]
    assert read(contents, f"{folder}/terms-0")["postings"][0][0] == [3, 2, 1]


def test_large_indexes_are_cut_into_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "RANGE_CHARACTERS", 60)
    words = ["abc", "abd", "bee", "beetle", "captain", "carpenter", "deck"]
    posts = [document(number, " ".join(words)) for number in range(3)]
    contents = build_search(posts, language="en")
    manifest = read(contents, "manifest")
    ranges = [
        read(contents, f"{manifest['folder']}/terms-{number}")
        for number in range(len(manifest["ranges"]))
    ]
    assert len(ranges) > 2
    listed = [part["terms"].split(" ") for part in ranges]
    assert sum(listed, []) == words  # noqa: RUF017  # short
    assert [part["first"] for part in ranges] == [words.index(part[0]) for part in listed]
    for bound, before, part in zip(manifest["ranges"][1:], listed, listed[1:], strict=False):
        assert before[-1] < bound <= part[0]
        assert part[0].startswith(bound)


def test_long_posts_lie_in_smaller_files() -> None:
    def chunk(text: str) -> int:
        number: int = read(build_search([document(text=text)], language="en"), "manifest")["chunk"]
        return number

    assert (chunk("word " * 100), chunk("word " * 2000)) == (6, 1)


def test_without_posts_there_is_nothing_to_find() -> None:
    contents = build_search([], language="en")
    manifest = read(contents, "manifest")
    assert (manifest["count"], manifest["ranges"], manifest["years"]) == (0, [], [])


def test_any_change_gives_new_names_and_none_the_same() -> None:
    def folder(text: str) -> str:
        name: str = read(build_search([document(text=text)], language="en"), "manifest")["folder"]
        return name

    assert folder("whale") == folder("whale")
    assert folder("whale") != folder("whales")
