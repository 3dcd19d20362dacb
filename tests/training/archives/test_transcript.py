"""Transcripts and subtitles."""

import io
import textwrap
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from training.texts import SENTENCES
from wisdom_training.archives.source import Document, Reading
from wisdom_training.archives.transcript import SOURCE
from wisdom_training.containers.members import open_archive
from wisdom_training.errors import CorpusError

Turns = Sequence[tuple[str | None, str]]


def read(path: Path) -> tuple[list[Document], Reading]:
    reading = Reading()
    with open_archive([path]) as archive:
        known = SOURCE.recognise(archive.members)
        return list(SOURCE.read(known, reading)), reading


def write(text: str, tmp_path: Path, name: str = "debate.txt") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def turns(text: str, tmp_path: Path, name: str = "debate.txt") -> Turns:
    return [(item.speaker, item.text) for item in read(write(text, tmp_path, name))[0]]


def test_a_speaker_speaks_until_the_next_is_named(tmp_path: Path) -> None:
    path = write("The debate\n\nANN: One.\n\nTwo.\n\nBEN: Three.\nANN: Four.\n", tmp_path)
    documents, reading = read(path)
    assert documents == [
        Document("One.\n\nTwo.", speaker="ANN", origin=f"{path}, turn 1"),
        Document("Three.", speaker="BEN", origin=f"{path}, turn 2"),
        Document("Four.", speaker="ANN", origin=f"{path}, turn 3"),
    ]
    assert reading.dropped == {"passages before the first speaker": 1}


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("ANN: ", "ANN"),
        ("SENATOR ÇELIK: ", "SENATOR ÇELIK"),
        ("SEN. ANN O'NEIL (D-OH): ", "SEN. ANN O'NEIL"),
        ("ANN SMITH, HOST: ", "ANN SMITH"),
        ("M. SMITH: ", "M. SMITH"),
        ("HAMLET. ", "HAMLET"),
        ("KING HENRY. ", "KING HENRY"),
        ("Ann Smith: ", "Ann Smith"),
        ("Ann van der Berg: ", "Ann van der Berg"),
        ("Speaker 1: ", "Speaker 1"),
        ("**Ann:** ", "Ann"),
        ("[SPEAKER_00]: ", "SPEAKER_00"),
        ("[SPEAKER_00] ", "SPEAKER_00"),
        ("[Ann Smith]: ", "Ann Smith"),
        ("(speaker 0) ", "speaker 0"),
        ("Ann Smith (00:12): ", "Ann Smith"),
        ("[00:12:03] Ann Smith: ", "Ann Smith"),
        ("00:12 ANN: ", "ANN"),
        ("Ann Smith  0:05\n", "Ann Smith"),
        ("МОРОЗОВ: ", "МОРОЗОВ"),
    ],
)
def test_labels_have_many_forms(label: str, speaker: str, tmp_path: Path) -> None:
    other = "Q: " if label != "HAMLET. " else "OPHELIA. "
    text = f"{label}It was so.\n{other}Why?\n{label}I know.\n{other}Do you?\n{label}Yes.\n" * 2
    found = turns(text, tmp_path)
    assert [name for name, _ in found[:5]] == [speaker, other[:-2], speaker, other[:-2], speaker]
    assert [said for _, said in found[:4]] == ["It was so.", "Why?", "I know.", "Do you?"]


def test_labels_glued_to_the_sentence_before_are_found(tmp_path: Path) -> None:
    text = "ANN: I thank you.BEN: And I. SENATOR CHO: “So do I.”ANN: Good.\nBEN: Good.\n"
    assert turns(text, tmp_path) == [
        ("ANN", "I thank you."),
        ("BEN", "And I."),
        ("SENATOR CHO", "“So do I.”"),
        ("ANN", "Good."),
        ("BEN", "Good."),
    ]


def test_relatives_are_not_mixed(tmp_path: Path) -> None:
    text = "SMITH: One.\nM. SMITH: Two. M. SMITH: Three.\nQ: Why? M. SMITH: Four. SMITH: Five.\n"
    assert turns(text, tmp_path) == [
        ("SMITH", "One."),
        ("M. SMITH", "Two.\n\nThree."),
        ("Q", "Why?"),
        ("M. SMITH", "Four."),
        ("SMITH", "Five."),
    ]


def test_stage_directions_and_times_are_left_out(tmp_path: Path) -> None:
    text = (
        "ANN: (Laughter.) Thank you. (APPLAUSE)\n[00:01:02] More [crosstalk].\n"
        "BEN: [inaudible]\nANN: Yes.\n"
    )
    path = write(text, tmp_path)
    documents, reading = read(path)
    assert [(item.speaker, item.text) for item in documents] == [
        ("ANN", "Thank you.\nMore."),
        ("ANN", "Yes."),
    ]
    assert reading.dropped == {"turns without words": 1}


def test_wrapped_lines_are_joined(tmp_path: Path) -> None:
    said = [" ".join(SENTENCES[n:] + SENTENCES[:n]) for n in range(4)]
    lines = zip(["ANN", "BEN"] * 2, said, strict=True)
    text = "\n\n".join(textwrap.fill(f"{name}: {line}", 40) for name, line in lines)
    assert [line for _, line in turns(text, tmp_path)] == said


@pytest.mark.parametrize(
    "text",
    [
        "It was so.\n\nNOTE: it was not.\n\nBut so it was.\n\nNOTE: it was not.\n" * 5,
        "Monday: rain.\n\nThe sea was cold.\n\nWe slept.\n\nWe ate.\n\n" * 5,
        "One thing is clear: he came.\n\nOne thing is clear: he went.\n\n" * 5,
        "He came at 12:30.\n" * 10,
        "ANN: One.\nBEN: Two.\n",
        "",
    ],
)
def test_prose_is_no_transcript(text: str, tmp_path: Path) -> None:
    with open_archive([write(text, tmp_path)]) as archive:
        assert SOURCE.recognise(archive.members) == []


def test_subtitles_name_speakers_in_their_own_way(tmp_path: Path) -> None:
    cues = ("<v Ann>Hello,", "<v Ann>Ben.", "<v Ben Çelik>Hello!", "<v Ann>Well.")
    text = "WEBVTT\n\n" + "".join(
        f"00:{n:02}.000 --> 00:{n + 1:02}.000\n{cue}\n\n" for n, cue in enumerate(cues)
    )
    assert turns(text, tmp_path, "talk.vtt") == [
        ("Ann", "Hello, Ben."),
        ("Ben Çelik", "Hello!"),
        ("Ann", "Well."),
    ]


def make_srt(*cues: str) -> str:
    return "".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{cue}\n\n"
        for n, cue in enumerate(cues, 1)
    )


@pytest.mark.parametrize(
    ("ann", "ben", "names"),
    [
        ("[SPEAKER_00]: ", "[SPEAKER_01]: ", ("SPEAKER_00", "SPEAKER_01")),
        ("(speaker 0) ", "(speaker 1) ", ("speaker 0", "speaker 1")),
        ("ANN: ", "BEN: ", ("ANN", "BEN")),
    ],
)
def test_subtitles_with_labels(ann: str, ben: str, names: tuple[str, str], tmp_path: Path) -> None:
    cues = (f"{ann}Hello,", "old man.", f"{ben}Hi [laughs]", "there.", f"{ann}So", f"{ben}Yes.")
    assert turns(make_srt(*cues), tmp_path, "talk.srt") == [
        (names[0], "Hello, old man."),
        (names[1], "Hi there."),
        (names[0], "So"),
        (names[1], "Yes."),
    ]


def test_subtitles_without_speakers_are_the_owners(tmp_path: Path) -> None:
    assert turns(make_srt("It was", "so."), tmp_path, "talk.srt") == [(None, "It was so.")]


def test_a_truncated_archive_is_an_error(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("a.txt", "ANN: One.\nBEN: Two.\n" * 99)
    (tmp_path / "a.zip").write_bytes(content.getvalue()[:-60])
    with pytest.raises(CorpusError, match=r"a\.zip is damaged or was not downloaded wholly"):
        read(tmp_path / "a.zip")
