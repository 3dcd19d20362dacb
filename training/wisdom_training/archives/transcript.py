"""Transcripts with the names of speakers, and subtitles (SRT, WebVTT)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from wisdom_training.archives.prose import drop_boilerplate, read_sample
from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.archives.speaker_labels import Turn, has_labels, split_turns
from wisdom_training.containers.members import Member
from wisdom_training.corpus.paragraphs import find_layout
from wisdom_training.file_formats.encoding import read_decoded
from wisdom_training.file_formats.registry import SUBTITLES
from wisdom_training.file_formats.stage_directions import drop_stage_directions
from wisdom_training.file_formats.subtitles import join_captions, read_captions

_TEXTS = frozenset({".txt", ".text", ".md", ".markdown"})


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [member for member in members if _is_transcript(member)]


def _is_transcript(member: Member) -> bool:
    if member.suffix in SUBTITLES.suffixes:
        return True
    sample = read_sample(member) if member.suffix in _TEXTS else None
    return sample is not None and has_labels(sample)


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    for member in members:
        is_subtitles = member.suffix in SUBTITLES.suffixes
        turns = _read_subtitles(member) if is_subtitles else _read_text(member, reading)
        for number, (speaker, text) in enumerate(turns, 1):
            if text:
                origin = f"{member.place}, turn {number:,}"
                yield Document(text, speaker=speaker, origin=origin)
            else:
                reading.drop("turns without words")


def _read_text(member: Member, reading: Reading) -> Iterator[Turn]:
    text, note = read_decoded(member)
    if note:
        reading.warn(f"{member.place}: {note}")
    before, found = split_turns(drop_boilerplate(text))
    if before.strip():
        reading.drop("passages before the first speaker")
    turns = [Turn(speaker, drop_stage_directions(said).strip()) for speaker, said in found]
    layout = find_layout("\n\n".join(turn.text for turn in turns))
    for speaker, said in turns:
        yield Turn(speaker, "\n\n".join(layout.read(said)))


def _read_subtitles(member: Member) -> Iterator[tuple[str | None, str]]:
    """The turns; of nobody in particular, that is the owner, where no speaker is named."""
    paragraphs = list(join_captions(read_captions(member)))
    text = "\n\n".join(said for _, said in paragraphs)
    if not any(speaker for speaker, _ in paragraphs) and has_labels(text):
        yield from split_turns(text)[1]
        return
    for speaker, of_speaker in groupby(paragraphs, key=itemgetter(0)):
        yield speaker, "\n\n".join(said for _, said in of_speaker)


SOURCE = Source(
    name="transcript",
    title="transcripts and subtitles",
    files="text with 'NAME:' before what each speaker says, .srt, .vtt",
    recognise=_recognise,
    read=_read,
    generic=True,
)
