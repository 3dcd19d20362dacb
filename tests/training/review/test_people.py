from pathlib import Path

import pytest

from wisdom_training.errors import CorpusError
from wisdom_training.review.people import read_people


def test_every_part_of_a_name_counts(tmp_path: Path) -> None:
    (tmp_path / "people.txt").write_text("Ann van der Lee\nÇelik Øst\nDr. Jo-Anne O'Brien 2\n")
    assert read_people(tmp_path) == {"ann", "lee", "celik", "ost", "jo", "anne", "brien"}


def test_there_may_be_no_list(tmp_path: Path) -> None:
    assert read_people(tmp_path) == frozenset()


def test_a_list_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "people.txt").write_bytes(b"\xff")
    with pytest.raises(CorpusError, match=r"people.txt: .* Save it as UTF-8, a name a line"):
        read_people(tmp_path)
