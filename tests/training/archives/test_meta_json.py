from datetime import datetime, timezone
from pathlib import Path

import pytest

from training.archives.written_archives import write_folder
from wisdom_training.archives.meta_json import decode_text, read_date, stream_records
from wisdom_training.containers.members import open_archive


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("caf\u00c3\u00a9 \u00f0\u009f\u0098\u0082", "café 😂"),
        ("it\u00e2\u0080\u0099s", "it’s"),
        ("it’s Ã© already", "it’s Ã© already"),  # a character that is no byte
        ("Spaß, été, naïve", "Spaß, été, naïve"),  # good text, which is no UTF-8
        ("caf\u00c3\u00a9 \u00e2\u0080", "café \u00e2\u0080"),  # cut in the middle of a character
        ("\u00ed\u00a0\u0080", "\u00ed\u00a0\u0080"),  # half a pair, which UTF-8 forbids
        ("", ""),
    ],
)
def test_decode(written: str, meant: str) -> None:
    assert decode_text(written) == meant


def test_a_mention_is_the_name_that_it_stands_for() -> None:
    assert decode_text("Thanks @[1234567:2048:Ann Lee]!") == "Thanks Ann Lee!"


@pytest.mark.parametrize("value", [0, -1, True, "1600000000", None, 1e20, float("nan")])
def test_what_is_no_date(value: object) -> None:
    assert read_date(value) is None


def test_date() -> None:
    assert read_date(1600000000) == datetime(2020, 9, 13, 12, 26, 40, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("content", "records"),
    [
        ('[{"a": 1}, {"a": 2}]', [{"a": 1}, {"a": 2}]),
        ('{"comments_v2": [{"a": 1}]}', [{"a": 1}]),
        ('{"group_posts": {"activity_log_data": [{"a": 1}]}}', [{"a": 1}]),
        ('{"timestamp": 1, "data": []}', [{"timestamp": 1, "data": []}]),
        ('{"media": [{"title": "x"}]}', [{"media": [{"title": "x"}]}]),
        ('\ufeff{"comments_v2": []}', []),
        ("[]", []),
    ],
)
def test_records_of_all_roots(content: str, records: list[object], tmp_path: Path) -> None:
    with open_archive([write_folder(tmp_path, {"file.json": content})]) as archive:
        assert list(stream_records(archive.members[0])) == records
