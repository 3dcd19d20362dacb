"""WhatsApp: the text file of an exported chat, ``_chat.txt`` or ``WhatsApp Chat with Ann.txt``.

A message begins with a stamp, ``[12.3.24, 9:05:01 PM] Ann: `` on iPhones and
``12/03/2024, 09:05 - Ann: `` on Android. All else of it follows the phone's region and language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from wisdom_training.archives.chat_markup import drop_chat_markup
from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.archives.whatsapp_phrases import (
    AFTERNOON,
    ATTACHED,
    EDITED,
    MORNING,
    OMITTED,
    POLL,
    WORDLESS,
)
from wisdom_training.containers.lines import head_lines, read_lines
from wisdom_training.containers.members import Member

_HIDDEN = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"  # directions of writing
_HIDDEN_MARKS = re.compile(f"[{_HIDDEN}]+")
_MARKS = ("\u200e", "\u200f")
"""Before what the service writes on an iPhone."""
_STAMP = re.compile(
    rf"""
    [{_HIDDEN}]{{0,4}} (?P<bracket>\[)? [{_HIDDEN}]{{0,4}}
    (?P<first>\d{{1,4}}) [{_HIDDEN}]{{0,4}} (?P<separator>[./-]) [\s{_HIDDEN}]{{0,4}}
    (?P<second>\d{{1,2}}) [{_HIDDEN}]{{0,4}} (?P=separator) [\s{_HIDDEN}]{{0,4}}
    (?P<third>\d{{1,4}}) [{_HIDDEN}]{{0,4}} \.?
    [,،]? [\s{_HIDDEN}]{{1,4}} (?P<before>[^\W\d][^\d\[\]:-]{{0,15}}?)? \s?
    (?P<hour>\d{{1,2}}) [:.] (?P<minute>\d\d) (?: [:.] (?P<second_of_time>\d\d) )?
    [\s{_HIDDEN}]{{0,4}} (?P<after>[^\W\d][^\d\[\]:-]{{0,15}}?)? [\s{_HIDDEN}]{{0,4}}
    (?(bracket) \] | \s [-–] ) [^\S\n]
    """,
    re.VERBOSE,
)
_NAME = re.compile(r"(?P<name>[^\n]{1,80}?) ?:(?: |$)", re.MULTILINE)
_MENTION = re.compile("@\u2068[^\u2068\u2069\n]*\u2069")
_IN_BRACKETS = re.compile(r"<[^<>\n]{3,}>")
_END_BRACKETS = re.compile(r"([\u200e\u200f])?<([^<>\n]{3,})>\s*$")
_END_MARKED = re.compile(r"[\u200e\u200f]([^\u200e\u200f\n]+)$")
_FILE = re.compile(r"\S.*\.(?:[a-z][a-z0-9]{1,3}|[A-Z]{2,4})")
_PLACE = re.compile(r"[^:\n]{2,30}: https?://(?:maps\.google|maps\.app|foursquare)\S*")
_LONGEST_NAME = 60  # characters
_LONGEST_PHRASE = 100  # characters of what the service writes
_MOST_END_MARKS = 4


@dataclass
class _Message:
    line: int
    date: datetime | None
    name: str
    lines: list[str] = field(default_factory=list)


@dataclass
class _Form:
    """How the stamps of one file are written."""

    bracket: bool
    separator: str
    order: str = "dmy"


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [member for member in members if member.suffix == ".txt" and _is_chat(member)]


def _is_chat(member: Member) -> bool:
    lines = [line for line in head_lines(member) if line.strip()]
    stamps = [_STAMP.match(line) for line in lines]
    if not stamps or not stamps[0]:
        return False
    named = any(
        stamp and _find_name(line[stamp.end() :]) for line, stamp in zip(lines, stamps, strict=True)
    )
    return named or member.name == "_chat.txt" or "whatsapp" in member.name


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    for member in members:
        form = _find_form(member, reading)
        chat = _find_chat(member)
        for message in _read_messages(member, form, reading):
            text = _clean(message.lines)
            if text:
                origin = f"{member.place}, line {message.line:,}"
                yield Document(text, message.date, "private", message.name, chat, origin)
            else:
                reading.drop("messages without words")


def _read_messages(member: Member, form: _Form, reading: Reading) -> Iterator[_Message]:
    message: _Message | None = None
    for number, ended_line in enumerate(read_lines(member), 1):
        line = ended_line.rstrip("\n")
        stamp = _match_stamp(line, form)
        if stamp is None:
            if message:
                message.lines.append(line)
            continue
        if message:
            yield message
        rest = line[stamp.end() :]
        name = None if form.bracket and rest.startswith(_MARKS) else _find_name(rest)
        if name is None:
            message = None
            reading.drop("service messages")
            continue
        date = _read_date(stamp, form.order)
        message = _Message(number, date, _clean_name(name["name"]), [rest[name.end() :]])
    if message:
        yield message


def _match_stamp(line: str, form: _Form) -> re.Match[str] | None:
    """The stamp that ``line`` begins with, if it is written as the file's first one is."""
    stamp = _STAMP.match(line)
    if stamp is None or bool(stamp["bracket"]) != form.bracket:
        return None
    return stamp if stamp["separator"] == form.separator else None


def _find_name(rest: str) -> re.Match[str] | None:
    """The speaker of what follows a stamp; None for notices, such as who joined a group."""
    found = _NAME.match(rest)
    if found is None:
        return None
    name = _clean_name(found["name"])
    return found if 0 < len(name) <= _LONGEST_NAME and not re.search('["“”«»]', name) else None


def _clean_name(name: str) -> str:
    """A name without ``~``, which stands before those that are not in the phone's contacts."""
    return " ".join(_HIDDEN_MARKS.sub("", name).lstrip("~ \u202f\u00a0").split())


def _find_form(member: Member, reading: Reading) -> _Form:
    """How the stamps are written, with the order of day, month and year of all of them."""
    form: _Form | None = None
    orders = {"dmy": _Order("dmy"), "mdy": _Order("mdy"), "ymd": _Order("ymd")}
    american = False
    for line in read_lines(member):
        stamp = _match_stamp(line, form) if form else _STAMP.match(line)
        if stamp:
            form = form or _Form(bool(stamp["bracket"]), stamp["separator"])
            american = american or (stamp["separator"] == "/" and stamp["after"] in {"AM", "PM"})
            for order in orders.values():
                order.add(stamp)
    least = min(order.faults for order in orders.values())
    likely = [name for name, order in orders.items() if order.faults == least]
    form = form or _Form(bracket=False, separator="/")
    form.order = "mdy" if american and "mdy" in likely else likely[0]
    if "dmy" in likely and "mdy" in likely:
        reading.warn(
            f"{member.place} does not tell whether its dates are day and month or month and day: "
            f"read as {'month and day' if form.order == 'mdy' else 'day and month'}"
        )
    return form


class _Order:
    """Counts what speaks against one order of day, month and year."""

    _IMPOSSIBLE = 1000  # times as bad as a step back in time: a phone's clock may be set back

    def __init__(self, order: str) -> None:
        self._order = order
        self._last: datetime | None = None
        self.faults = 0

    def add(self, stamp: re.Match[str]) -> None:
        date = _read_date(stamp, self._order)
        if date is None:
            self.faults += self._IMPOSSIBLE
        else:
            self.faults += self._last is not None and date < self._last
            self._last = date


def _read_date(stamp: re.Match[str], order: str) -> datetime | None:
    parts = dict(zip(order, stamp.group("first", "second", "third"), strict=True))
    digits = len(parts["y"])
    if digits not in {2, 4} or (digits == 2 and order == "ymd"):  # noqa: PLR2004
        return None
    year = int(parts["y"])
    hour = int(stamp["hour"])
    half = re.sub(r"[\s.]", "", stamp["after"] or stamp["before"] or "").lower()
    if half in AFTERNOON:
        hour = hour % 12 + 12
    elif half in MORNING:
        hour %= 12
    try:
        return datetime(  # noqa: DTZ001 (a chat does not say where its phone was)
            year if year > 99 else year + 2000,  # noqa: PLR2004 (two digits)
            int(parts["m"]),
            int(parts["d"]),
            hour,
            int(stamp["minute"]),
            int(stamp["second_of_time"] or 0),
        )
    except ValueError:
        return None


def _clean(lines: list[str]) -> str:
    """The words of a message; empty for a picture, a call, a poll or a quotation."""
    first = lines[0]
    is_marked = first.startswith(_MARKS)
    if POLL.fullmatch(_plain(first)) or (
        is_marked and any(line.startswith(_MARKS) for line in lines[1:])
    ):
        return ""
    kept = lines
    if is_marked or _stands_for_file(first.strip()):
        kept = lines[1:]  # a caption
        if kept and _FILE.fullmatch(kept[0].strip()):
            kept = kept[1:]
    text = _drop_end_marks("\n".join(kept))
    text = _HIDDEN_MARKS.sub("", _MENTION.sub("", text)).strip()
    return "" if _is_wordless(text) else drop_chat_markup(text)


def _is_wordless(text: str) -> bool:
    is_place = _PLACE.fullmatch(text) is not None
    return not text or is_place or _plain(text) in WORDLESS or _is_omission(text)


def _is_omission(text: str) -> bool:
    return len(text) <= _LONGEST_PHRASE and OMITTED.fullmatch(_plain(text)) is not None


def _stands_for_file(line: str) -> bool:
    return bool(
        _IN_BRACKETS.fullmatch(line) or ATTACHED.fullmatch(_plain(line)) or " • \u200e" in line
    )


def _drop_end_marks(text: str) -> str:
    """``text`` without ``<This message was edited>`` and ``<attached: …>`` after it."""
    for _ in range(_MOST_END_MARKS):
        brackets, marked = _END_BRACKETS.search(text), _END_MARKED.search(text)
        if brackets and (brackets[1] or _plain(brackets[2]) in EDITED):
            text = text[: brackets.start()]
        elif marked and _is_omission(marked[1]):
            text = text[: marked.start()]
        else:
            break
    return text


def _plain(text: str) -> str:
    return _HIDDEN_MARKS.sub("", text).strip().rstrip(".").lower()


def _find_chat(member: Member) -> str:
    """The name of the chat, as the file or what it is in is called."""
    if member.name != "_chat.txt":
        return PurePosixPath(member.path).stem
    return PurePosixPath(member.path).parent.name or member.container.stem


def _find_people(members: Sequence[Member]) -> Iterable[str]:
    return dict.fromkeys(
        document.speaker
        for document in _read(_recognise(members), Reading())
        if document.speaker is not None
    )


SOURCE = Source(
    name="whatsapp",
    title="WhatsApp",
    files="_chat.txt, or WhatsApp Chat with ….txt",
    recognise=_recognise,
    read=_read,
    find_people=_find_people,
    private=True,
)
