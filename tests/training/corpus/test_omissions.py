"""A record of what was left out."""

import re

from wisdom_training.corpus.omissions import Omissions


def test_what_is_left_out_is_counted_by_kind() -> None:
    omissions = Omissions()
    digits = re.compile(r"\d+")
    assert omissions.substitute("numbers", digits, "", "a 12 b 3") == "a  b "
    assert omissions.substitute("numbers", digits, "", "none") == "none"
    omissions.add("licences", 1, 2000)
    assert omissions.notes == [
        "left out numbers: 2 (3 characters)",
        "left out licences: 1 (2,000 characters)",
    ]
