"""Subtitles and captions (WebVTT, SubRip): what is said in them, and by whom."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from webvtt import WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

from wisdom_training.containers.members import Member
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats.encoding import read_decoded
from wisdom_training.file_formats.file_text import FileText, count_of
from wisdom_training.file_formats.stage_directions import drop_stage_directions

_FIRST = re.compile(r"^(?:\d+[ ]*\n)?[ ]*\d+:\d\d:\d\d[,.]\d+[ ]*-->", re.MULTILINE)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]([^>]*)>")
_MACHINE = re.compile(r"(?:\[(speaker[ _]?\w+)\]|\((speaker[ _]?\w+)\))[ ]*:?", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_a-z][\w .'’-]{0,40}:\s")
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")  # of WebVTT, and of SubStation Alpha in SubRip
_DASH = re.compile(r"^(?:[-–—‐]|>>+)\s*", re.MULTILINE)
_ROLLING_FRACTION = 0.3  # of captions that begin as the one before ends
_PAUSE = 2.0  # seconds, after which a new paragraph begins if a sentence has ended
_LONG_PAUSE = 5.0
_LONG_PARAGRAPH = 500  # characters, from which on the end of a sentence is enough
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


@dataclass(frozen=True)
class Caption:
    """What one person says in one caption."""

    lines: tuple[str, ...]
    speaker: str | None
    """As the file names them; None if it does not."""
    start: float
    """In seconds, as is ``end``."""
    end: float
    new_speaker: bool = False
    """Whether a dash or a name at its beginning marks that somebody else speaks."""

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def read_text(member: Member) -> FileText:
    """What is said, in paragraphs; each begins with its speaker's name if there are several."""
    captions = read_captions(member)
    named = len({caption.speaker for caption in captions} - {None}) > 1
    paragraphs = [
        f"{speaker}: {text}" if named and speaker else text
        for speaker, text in join_captions(captions)
    ]
    return FileText("\n\n".join(paragraphs), count_of(len(captions), "subtitle"))


def read_captions(member: Member) -> list[Caption]:
    """The captions in order, without mark-up, sounds and what rolling captions repeat."""
    text, _ = read_decoded(member)
    text = text.lstrip("\ufeff \n")
    try:
        if text.startswith("WEBVTT"):
            found = WebVTT.from_string(text)
        else:
            first = _FIRST.search(text)
            numbered = text[first.start() :].lstrip("\n") if first else text
            found = WebVTT.from_buffer(io.StringIO(numbered), format="srt")
    except (MalformedFileError, MalformedCaptionError) as error:
        raise CorpusError(
            f"{member.place} cannot be read as subtitles ({error}): expected WebVTT or SubRip "
            f"(SRT); convert it"
        ) from error
    captions = [
        caption
        for entry in found.captions
        for caption in _split_caption(entry.raw_text, _seconds(entry.start), _seconds(entry.end))
    ]
    return list(_carry_speakers(_unroll(captions)))


def join_captions(captions: Iterable[Caption]) -> Iterator[tuple[str | None, str]]:
    """The speakers and paragraphs: captions in a row by the same person, without a pause."""
    speaker: str | None = None
    text, end = "", 0.0
    for caption in captions:
        pause = caption.start - end
        may_break = pause >= _PAUSE or len(text) >= _LONG_PARAGRAPH
        breaks = pause >= _LONG_PAUSE or (may_break and _SENTENCE_END.search(text))
        if text and (breaks or caption.new_speaker or caption.speaker != speaker):
            yield speaker, text
            text = ""
        speaker, end = caption.speaker, caption.end
        text = f"{text} {caption.text}" if text else caption.text
    if text:
        yield speaker, text


def _split_caption(raw: str, start: float, end: float) -> Iterator[Caption]:
    """The captions by speaker, and by the dashes and names before their lines."""
    parts = _VOICE.split(raw)  # names at odd places
    speakers = [None, *(html.unescape(name).strip() or None for name in parts[1::2])]
    for voice, part in zip(speakers, parts[::2], strict=True):
        speaker, lines, new_speaker = voice, list[str](), False
        for line in html.unescape(_TAG.sub("", part)).replace("\u200b", "").split("\n"):
            machine, dash = _MACHINE.match(line.strip()), _DASH.match(line.strip())
            mark = machine or dash
            said = line.strip()[mark.end() :] if mark else line.strip()
            if mark or _NAME.match(said):
                if lines:
                    yield Caption(tuple(lines), speaker, start, end, new_speaker)
                lines, new_speaker = [], True
                speaker = machine[1] or machine[2] if machine else voice
            if said := drop_stage_directions(said).strip():
                lines.append(" ".join(said.split()))
        if lines:
            yield Caption(tuple(lines), speaker, start, end, new_speaker)


def _carry_speakers(captions: Iterable[Caption]) -> Iterator[Caption]:
    """The captions, those without a speaker by the one before."""
    speaker: str | None = None
    for caption in captions:
        speaker = caption.speaker or speaker
        yield replace(caption, speaker=speaker)


def _unroll(captions: Sequence[Caption]) -> list[Caption]:
    """The captions without the lines that each repeats from the one before, if most do."""
    overlaps = [_count_overlap(*pair) for pair in pairwise(captions)]
    if sum(map(bool, overlaps)) < _ROLLING_FRACTION * max(len(overlaps), 1):
        return list(captions)
    kept = list(captions[:1])
    for caption, overlap in zip(captions[1:], overlaps, strict=True):
        if lines := caption.lines[overlap:]:
            kept.append(replace(caption, lines=lines))
    return kept


def _count_overlap(before: Caption, after: Caption) -> int:
    """The number of first lines of ``after`` that are the last ones of ``before``."""
    most = min(len(before.lines), len(after.lines))
    return next(
        (n for n in range(most, 0, -1) if before.lines[-n:] == after.lines[:n]),
        0,
    )


def _seconds(time: str) -> float:
    """``01:02:03.500`` in seconds."""
    seconds = 0.0
    for part in time.split(":"):
        seconds = 60 * seconds + float(part)
    return seconds
