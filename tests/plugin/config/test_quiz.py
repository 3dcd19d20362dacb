"""The option ``quiz``."""

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.config.quiz import check_writers, read_quiz
from mkdocs_wisdom.errors import SettingError
from mkdocs_wisdom.pages.quiz import Quiz
from mkdocs_wisdom.posts.post import Post
from voices import random_voice
from wisdom_model.errors import ModelFileError
from wisdom_model.voice.file import save_voice

SENTENCES = tuple(f"The keeper lit lamp {number} at dusk." for number in range(10))
REMEDY = (
    "the quiz would publish sentences of texts that are private. Remove quiz from the options of "
    "wisdom, or train a voice on texts that may be published, without --private"
)


def read(root: Path, **values: object) -> Quiz | None:
    options = WisdomOptions(config_file_path=str(root / "mkdocs.yml"))
    options.load_dict({"model": "tiny.safetensors", **values})
    assert options.validate() == ([], [])
    return read_quiz(options, root, "Ishmael")


def fail(root: Path, **values: object) -> str:
    with pytest.raises(SettingError) as error:
        read(root, **values)
    return str(error.value)


def write_file(root: Path, name: str, *sentences: str) -> str:
    (root / name).write_text("# By permission\n\n" + "\n".join(sentences), encoding="utf-8")
    return name


def save(root: Path, *, private: bool) -> None:
    voice = random_voice()
    metadata = {**voice.metadata, "private": True} if private else voice.metadata
    save_voice(root / "tiny.safetensors", replace(voice, metadata=metadata))


@pytest.mark.parametrize("value", [None, []])
def test_without_sentences_there_is_no_quiz(tmp_path: Path, value: object) -> None:
    assert read(tmp_path, quiz=value) is None


@pytest.mark.parametrize(
    ("file", "author"),
    [
        ("melville.txt", "Melville"),
        ("jane-austen.txt", "Jane Austen"),
        ("Cormac_McCarthy.txt", "Cormac McCarthy"),
    ],
)
def test_the_file_is_called_like_the_author(tmp_path: Path, file: str, author: str) -> None:
    write_file(tmp_path, file, *SENTENCES)
    assert read(tmp_path, quiz=file) == Quiz(author, SENTENCES)


def test_sentences_of_a_list_are_by_the_feeds_author(tmp_path: Path) -> None:
    assert read(tmp_path, quiz=list(SENTENCES)) == Quiz("Ishmael", SENTENCES)


def test_too_few_suitable_sentences_are_an_error(tmp_path: Path) -> None:
    file = write_file(tmp_path, "melville.txt", *SENTENCES[1:], "Call me Ishmael.")
    assert fail(tmp_path, quiz=file) == (
        f"quiz: found 9 suitable sentences in {tmp_path}/melville.txt, expected 10 or more: write "
        "one sentence a line, of 6 to 40 words, without half a quotation; unlike, for example, "
        "'Call me Ishmael.'"
    )
    assert fail(tmp_path, quiz=[SENTENCES[0]]) == (
        "quiz: found 1 suitable sentence in the list, expected 10 or more: write one sentence a "
        "line, of 6 to 40 words, without half a quotation"
    )


def test_a_private_voice_has_no_quiz(tmp_path: Path) -> None:
    save(tmp_path, private=True)
    assert fail(tmp_path, quiz=list(SENTENCES)) == (
        f"quiz: {tmp_path}/tiny.safetensors is a private voice: {REMEDY}"
    )


def test_a_public_voice_has_one(tmp_path: Path) -> None:
    save(tmp_path, private=False)
    assert read(tmp_path, quiz=list(SENTENCES)) == Quiz("Ishmael", SENTENCES)


def test_a_voice_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "tiny.safetensors").write_bytes(b"version https://git-lfs.github.com/spec/v1")
    with pytest.raises(ModelFileError, match=r"is not a \.safetensors file, or damaged"):
        read(tmp_path, quiz=list(SENTENCES))


def make_post(record: object) -> Post:
    date = datetime(2026, 11, 24, tzinfo=timezone.utc)
    return Post("2026-11-24", date, "T", "", {"wisdom": record}, Path("/site/posts/2026-11-24.md"))


def test_posts_of_a_private_voice_that_is_elsewhere_are_an_error() -> None:
    with pytest.raises(SettingError) as error:
        check_writers([make_post({"model": "mine.safetensors", "private": True})])
    assert str(error.value) == (f"quiz: a private voice wrote /site/posts/2026-11-24.md: {REMEDY}")


@pytest.mark.parametrize("record", [None, "a word", {"model": "ishmael"}])
def test_other_posts_are_no_error(record: object) -> None:
    check_writers([make_post(record)])
