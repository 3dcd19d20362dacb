"""Subtitles."""

from pathlib import Path

import pytest

from wisdom_training.containers.members import open_path
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats.file_text import FileText
from wisdom_training.file_formats.subtitles import join_captions, read_captions, read_text


def write(content: str | bytes, tmp_path: Path, name: str = "talk.srt") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def make_srt(*texts: str) -> str:
    """Captions of a second each, one after the other."""
    return "".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{text}\n\n"
        for n, text in enumerate(texts, 1)
    )


def make_vtt(*texts: str) -> str:
    return "WEBVTT\nKind: captions\n\nNOTE by hand\n\n" + make_srt(*texts).replace(",000", ".000")


def read(content: str | bytes, tmp_path: Path) -> FileText:
    return read_text(open_path(write(content, tmp_path)))


@pytest.mark.parametrize("make", [make_srt, make_vtt])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_captions_in_a_row_are_one_paragraph(
    make: object, line_end: str, mark: str, tmp_path: Path
) -> None:
    text = (mark + make("I went\nto the sea.", "And <i>I</i> slept.")).replace("\n", line_end)  # type: ignore[operator]
    assert read(text, tmp_path) == FileText("I went to the sea. And I slept.", "2 subtitles")


def test_an_old_encoding_is_recognised(tmp_path: Path) -> None:
    text = make_srt("Мы пошли к морю", "и долго стояли там.")
    assert read(text.encode("cp1251"), tmp_path).text == "Мы пошли к морю и долго стояли там."


@pytest.mark.parametrize(
    ("caption", "text"),
    [
        ("Ann &amp; Ben", "Ann & Ben"),
        ("{\\an8}Up here", "Up here"),
        ("<font color='red'>Red</font>", "Red"),
        ("[MUSIC] Hello (laughs) there", "Hello there"),
        ("♪ la la ♪\nHello", "Hello"),
        ("hello<00:00:01.500><c> world</c>", "hello world"),
    ],
)
def test_markup_and_sounds_are_left_out(caption: str, text: str, tmp_path: Path) -> None:
    assert read(make_srt(caption), tmp_path).text == text


def test_rolling_captions_are_joined(tmp_path: Path) -> None:
    text = make_vtt(
        " \nhello<00:00:01.500><c> there</c>",
        "hello there\n ",
        "hello there\nthis<00:00:03.500><c> is it</c>",
        "this is it\n ",
        "this is it\nyes yes",
    )
    assert read(text, tmp_path).text == "hello there this is it yes yes"


def test_what_is_said_twice_stays_twice(tmp_path: Path) -> None:
    text = make_srt("No.", "No.", "I do not.", "He came.", "He went.", "So it was.")
    assert read(text, tmp_path).text == "No. No. I do not. He came. He went. So it was."


def test_speakers_are_named_if_there_are_several(tmp_path: Path) -> None:
    text = make_vtt("<v Ann>Hello,</v>", "<v Ann>Ben.</v>", "<v.loud Ben Çelik>Hello!</v>")
    assert read(text, tmp_path).text == "Ann: Hello, Ben.\n\nBen Çelik: Hello!"


def test_one_speaker_is_not_named(tmp_path: Path) -> None:
    assert read(make_vtt("<v Ann>Hello,</v>", "<v Ann>Ben.</v>"), tmp_path).text == "Hello, Ben."


def test_two_speakers_may_share_a_caption(tmp_path: Path) -> None:
    path = write(make_vtt("<v Ann>Hello.</v>\n<v Ben>Hi."), tmp_path)
    captions = read_captions(open_path(path))
    assert list(join_captions(captions)) == [("Ann", "Hello."), ("Ben", "Hi.")]


@pytest.mark.parametrize("dash", ["- ", "-", "– ", ">> "])
def test_a_dash_begins_a_paragraph(dash: str, tmp_path: Path) -> None:
    text = make_srt(f"{dash}Hello.\n{dash}Hi there,", "old man.")
    assert read(text, tmp_path).text == "Hello.\n\nHi there, old man."


def test_a_pause_begins_a_paragraph(tmp_path: Path) -> None:
    text = (
        make_srt("One.")
        + "2\n00:00:04,500 --> 00:00:05,000\nTwo\n\n3\n00:00:08,000 --> 00:00:09,000\nhalf.\n\n"
        + "4\n00:01:08,000 --> 00:01:09,000\nThree"
    )
    assert read(text, tmp_path).text == "One.\n\nTwo half.\n\nThree"


def test_a_long_paragraph_ends_with_a_sentence(tmp_path: Path) -> None:
    sentence = f"{'So it was ' * 30}so."
    assert read(make_srt(sentence, "And", sentence, "Then."), tmp_path).text == (
        f"{sentence} And {sentence}\n\nThen."
    )


@pytest.mark.parametrize("content", ["", "A ship sails."])
def test_a_file_without_captions_is_refused(content: str, tmp_path: Path) -> None:
    path = write(content, tmp_path)
    with pytest.raises(CorpusError) as error:
        read_text(open_path(path))
    assert str(error.value) == (
        f"{path} cannot be read as subtitles (Invalid format): expected WebVTT or SubRip (SRT); "
        f"convert it"
    )
