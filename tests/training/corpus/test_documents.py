"""What in a file is one document."""

import pytest

from wisdom_training.corpus.documents import find_documents, split_sections
from wisdom_training.corpus.paragraphs import find_layout
from wisdom_training.errors import FlagError

POST = "the late market keeps the snow"
POEM = "Dust on the window\nand a road that goes nowhere\nuntil it rains"
PROSE = (
    "He went down to the sea, and there he stayed, for a long time, until it was dark. " * 9
    + "Yes."
)
SPEECH = "“I went down to the sea,” he said."


def find(text: str, unit: str = "auto") -> tuple[str, list[list[str]]]:
    documents = find_documents(text, find_layout(text), unit)
    return documents.unit, documents.read(text)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([POST] * 40),
        "\n".join([f"{POST}."] * 40),
        "\n\n".join([POST] * 40),
        "\n\n".join([f"{POST} 🌊"] * 40),
        "\n\n".join([f"{POST}."] * 60),
        "\n\n".join([POEM] * 40),
    ],
    ids=["lines", "sentences", "no full stops", "emoji", "short", "poems"],
)
def test_posts_and_poems_are_documents(text: str) -> None:
    unit, documents = find(text)
    assert unit == "paragraph"
    assert len(documents) in (40, 60)
    assert all(len(document) == 1 for document in documents)


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join([PROSE] * 60),
        "\n".join([PROSE] * 60),
        "\n\n".join([SPEECH, f"{POST}."] * 40),
        "\n\n".join(["ROMEO:\nI dreamt a dream tonight."] * 60),
        "\n\n".join(["CHAPTER I", *[PROSE] * 3] * 10),
        "\n\n".join([POST] * 19),
    ],
    ids=["prose", "lines of prose", "story", "play", "chapters", "few"],
)
def test_books_and_plays_are_one_document(text: str) -> None:
    assert find(text)[0] == "file"


@pytest.mark.parametrize("separator", ["---", "***", "* * *", "=====", "⁂", "\n"])
def test_separators_end_sections(separator: str) -> None:
    text = f"\n\n{separator}\n\n".join([f"{PROSE}\n\n{PROSE}"] * 30)
    unit, documents = find(text)
    assert unit == "section"
    assert documents == [[PROSE] * 2] * 30


def test_posts_between_separators_may_be_short() -> None:
    for separator in ("\n%\n", "\n---\n", "\n\n***\n\n"):
        text = separator.join([POST] * 30)
        assert find(text) == ("section", [[POST]] * 30)


def test_a_rule_below_a_heading_is_no_separator() -> None:
    text = "\n\n".join([f"Chapter\n=======\n\n{PROSE}"] * 30)
    assert find(text)[0] == "file"


def test_headings_between_blank_lines_are_no_sections() -> None:
    text = "\n\n\n".join(["CHAPTER I", PROSE] * 30)
    assert find(text)[0] == "file"


def test_the_unit_can_be_given() -> None:
    text = "\n\n".join([PROSE] * 3)
    assert find(text, "paragraph") == ("paragraph", [[PROSE]] * 3)
    assert find(text, "file") == ("file", [[PROSE] * 3])
    with pytest.raises(FlagError, match="--documents is 'page': it must be one of auto, file"):
        find(text, "page")


def test_a_section_ends_only_where_the_next_begins() -> None:
    text = "one\n\n---\n\ntwo\n\n---\n\nthr"
    documents = find_documents(text, find_layout(text), "section")
    assert text[: documents.find_end(text)] == "one\n\n---\n\ntwo\n\n---\n\n"
    assert documents.find_end("one\n\n---\n") == 0
    assert split_sections("\n\n---\n\none\n\n---\n") == ["one"]
