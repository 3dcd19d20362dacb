"""The labels of speakers in a transcript, and what each says until the next label.

A label is what a line begins with: ``ANN SMITH:``, ``Ann Smith:``, ``SENATOR X:``, ``HAMLET.``,
``[SPEAKER_00]:``, ``(speaker 0)``, ``Ann Smith  0:05``. One in capitals may also be glued to the
end of the sentence before it. A label is a speaker as it is: ``M. OBAMA`` and ``OBAMA`` are two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

_TIME = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?"
_STAMP = rf"(?:[\[(]{_TIME}[\])]|{_TIME}(?=\s))"
_TITLE = r"(?:(?:[^\W\d_]|MRS?|MS|DR|ST|REV|SEN|GOV|REP|GEN|LT|COL|CAPT|PROF|HON)\.[ ]?)"
_WORD = r"[^\W\d_][\w'’&/-]*"
_MACHINE = r"speaker[ _]?\w{1,3}"
_LABEL = re.compile(
    rf"^[ \t>]*\**(?:{_STAMP}[ \t]*(?:[-–][ \t]*)?)?(?:"
    rf"\[(?P<square>{_MACHINE})\][ \t]*:?|\((?P<round>{_MACHINE})\)[ \t]*:?"
    rf"|\[(?P<inside>[^\[\]:\n]{{2,40}})\][ \t]*:"
    rf"|(?P<name>{_TITLE}*{_WORD}(?:[ ]{_WORD}|[ ]\d{{1,3}}|[ ]{_TITLE}|\.(?=[ ]?\w)){{0,6}})"
    r"(?:,[^:\n.!?]{1,60})?[ \t]*(?:\([^()\n]{1,60}\))?[ \t]*"
    rf"(?:(?:{_STAMP}[ \t]*)?\**:\**(?=\s|[\"“(\[]|$)|[ \t]{_TIME}[ \t]*$)"
    rf"|(?P<play>{_TITLE}*{_WORD}(?:[ ]{_WORD}){{0,3}})\.(?=\s)"
    r")",
    re.MULTILINE | re.IGNORECASE,
)
_GLUED = re.compile(
    rf"(?<=[.!?…\"”’)\]—-])[ \t]*"
    rf"(?P<name>{_TITLE}*[^\W\d_]{{2,}}(?:[ ]{_TITLE}*[^\W\d_][\w'’-]*){{0,4}}):(?=\s)"
)
_STAMPS = re.compile(rf"^[ \t]*{_STAMP}[ \t]*(?:[-–][ \t]*)?|[\[(]{_TIME}[\])]", re.MULTILINE)
_PARTICLE_WORDS = "al and bin da de del der di dos du el la le of the van von y"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_OTHER_WORDS = (
    "note ps update edit warning subject date time source location however chapter scene act "
    "copyright re tl;dr nb todo summary url http https"
)
_NO_NAMES = frozenset(_OTHER_WORDS.split())
_FEWEST_LABELS = 3
_STRONG_FRACTION = 0.03  # of the lines, that have a label which can be nothing else
_WEAK_FRACTION = 0.3  # of the lines, that have a label such as "Monday:" might be one
_LONGEST_INITIALS = 2  # letters of what may be an abbreviation before a full stop


class Turn(NamedTuple):
    """What one speaker says, without interruption."""

    speaker: str
    text: str


class _Mark(NamedTuple):
    """One label in a text."""

    start: int
    end: int
    speaker: str
    strong: bool
    """Whether it can be nothing else: in capitals, or in a machine's form."""


def has_labels(text: str) -> bool:
    """Whether ``text``, or what begins with it, is a transcript."""
    marks = _find_marks(text)
    counts = Counter(mark.speaker for mark in marks)
    if len(marks) < _FEWEST_LABELS or max(counts.values()) == 1:
        return False
    lines = sum(not line.isspace() for line in text.splitlines(keepends=True))
    strong = sum(mark.strong for mark in marks)
    return strong >= _STRONG_FRACTION * lines + 1 or len(marks) >= _WEAK_FRACTION * lines


def split_turns(text: str) -> tuple[str, Iterator[Turn]]:
    """What comes before the first label, and the turns after it."""
    marks = _find_marks(text)
    first = marks[0].start if marks else len(text)
    return text[:first], _list_turns(text, marks)


def _list_turns(text: str, marks: list[_Mark]) -> Iterator[Turn]:
    ends = [*(mark.start for mark in marks[1:]), len(text)]
    speaker, said = "", ""
    for mark, end in zip(marks, ends, strict=True):
        part = _STAMPS.sub("", text[mark.end : end]).strip()
        if mark.speaker != speaker:
            if said:
                yield Turn(speaker, said)
            speaker, said = mark.speaker, part
        else:
            said = f"{said}\n\n{part}" if said else part
    if said:
        yield Turn(speaker, said)


def _find_marks(text: str) -> list[_Mark]:
    """The labels in order; a name in small letters must come again to be one."""
    marks = [*_find_at_lines(text), *_find_glued(text)]
    counts = Counter(mark.speaker for mark in marks)
    found = [mark for mark in marks if mark.strong or counts[mark.speaker] > 1]
    kept: list[_Mark] = []
    for mark in sorted(found):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _find_at_lines(text: str) -> Iterator[_Mark]:
    for found in _LABEL.finditer(text):
        machine = found["square"] or found["round"] or found["inside"]
        name = machine or found["name"] or found["play"]
        if machine is None and not _is_name(name, play=found["play"] is not None):
            continue
        strong = machine is not None or (found["play"] is None and name.isupper())
        yield _Mark(found.start(), found.end(), " ".join(name.split()), strong)


def _find_glued(text: str) -> Iterator[_Mark]:
    for found in _GLUED.finditer(text):
        name = found["name"]
        if name.isupper() and _is_name(name):
            yield _Mark(found.start(), found.end(), " ".join(name.split()), strong=True)


def _is_name(name: str, *, play: bool = False) -> bool:
    """Whether ``name`` may be one: in capitals before a full stop, else with capitals."""
    words = name.split()
    if name.lower().rstrip(".") in _NO_NAMES or words[0].lower() in _NO_NAMES:
        return False
    if play:
        return name.isupper() and len(name) > _LONGEST_INITIALS
    return all(
        word[:1].isupper() or word.isdigit() or word.lower() in _PARTICLES for word in words
    ) and (words[0][:1].isupper())
