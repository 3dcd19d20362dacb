"""What publishers of electronic texts add."""

import pytest

from wisdom_training.corpus.boilerplate import BoilerplateFilter
from wisdom_training.corpus.omissions import Omissions

HEADER = """The Project Gutenberg eBook of Moby Dick

Title: Moby Dick

*** START OF THE PROJECT GUTENBERG EBOOK MOBY DICK; OR,
THE WHALE ***
"""
FOOTER = """*** END OF THE PROJECT GUTENBERG EBOOK MOBY DICK ***

Updated editions will replace the previous one.
"""
OLD_HEADER = (
    "We are now trying to release all our books.\n*END*THE SMALL PRINT! FOR ETEXTS*Ver.04*END*"
)
TEXT = "\nCall me Ishmael.\n\nSome years ago.\n"


def clean(*pieces: str) -> tuple[str, list[str]]:
    omissions = Omissions()
    boilerplate = BoilerplateFilter(omissions)
    return "".join(boilerplate.clean(piece) for piece in pieces), omissions.notes


@pytest.mark.parametrize("header", [HEADER, OLD_HEADER])
def test_the_frame_of_project_gutenberg_is_cut_off(header: str) -> None:
    text, notes = clean(header + TEXT + FOOTER)
    assert text.strip() == TEXT.strip()
    size = len(header.rstrip()) + len(FOOTER)
    what = "headers, footers and licences of Project Gutenberg"
    assert notes == [f"left out {what}: 2 ({size:,} characters)"]


def test_the_frame_may_come_in_pieces() -> None:
    assert clean(HEADER, TEXT, FOOTER, "more of the licence\n", HEADER, TEXT)[0].split() == (
        TEXT.split() * 2
    )


@pytest.mark.parametrize(
    "end", ["End of Project Gutenberg's Moby Dick, by Melville", "START: FULL LICENSE"]
)
def test_other_ends_are_known(end: str) -> None:
    assert clean(f"{TEXT}\n\n{end}\n\nSection 1.")[0].strip() == TEXT.strip()


@pytest.mark.parametrize(
    "credit",
    [
        "Produced by Daniel Lazarus and\nJonesey",
        "E-text prepared by the Online Distributed Proofreading Team",
        "[Transcriber's Note: Spelling was kept.]",
        "Transcriber’s Notes",
        "Copyright © 2020 Ann",
        "© 2020 Ann. All rights reserved.",
        "This work is licensed under a\nCreative Commons Attribution License.",
        "Digitized by Google",
        "This eBook is for the use of anyone anywhere",
    ],
)
def test_credits_and_licences_are_left_out(credit: str) -> None:
    text, notes = clean(f"{TEXT}\n{credit}\n\n{TEXT}")
    assert text.split() == TEXT.split() * 2
    assert notes == [
        f"left out paragraphs of licences, copyright and credits: 1 ({len(credit)} characters)"
    ]


def test_prose_is_kept() -> None:
    prose = "Oil was produced by whales.\n\nThe rights of man are reserved.\n\n*** \n\nThe end.\n"
    assert clean(prose) == (prose, [])
