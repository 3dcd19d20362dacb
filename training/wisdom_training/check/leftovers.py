"""What is in a text though its author did not write it: other people's words, and mark-up."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from wisdom_training.corpus.markup import ENTITY, TAG
from wisdom_training.corpus.mojibake import repair_mojibake

LEAST_LABELS = 5
"""Paragraphs that have to begin with a label before it counts as a speaker's name."""

_MOST_LABELS = 20_000  # distinct ones; later ones are not looked at
_EXAMPLE_CHARACTERS = 60

_NAME = r"(?:[^\W\d_a-z]|\d)[^\s:.!?\]]{0,20}"  # without a small letter of ASCII at its start
_PARTICLE = r"(?:of|the|and|de|da|di|del|la|le|van|von|zu|bin|al)"
_COLON_LABEL = rf"\[?(?P<colon>{_NAME}(?: {_PARTICLE}| {_NAME}){{0,3}})\]?:[ \n]+\S"
_CAPITALS_LABEL = r"(?P<capitals>[A-Z][A-Z'’-]{2,}(?: [A-Z'’.-]{1,15}){0,3})\.[ \n]+\S"
_TITLE_LABEL = (
    r"(?P<title>(?:[A-Z][a-z'’-]+|M[rs]{1,2}\.)(?: (?!M[rs]{1,2}\b|Dr\b|St\b)[A-Z][a-z'’-]+){1,3})"
    r"\.[ \n]+[A-Z“\"]"
)
_LABEL = re.compile(rf"^[ \t]*(?:{_COLON_LABEL}|{_CAPITALS_LABEL}|{_TITLE_LABEL})", re.MULTILINE)
"""``ANN: …``, ``[Ann Lee]: …``, ``ANN. …`` and ``The President. …`` at the start of a line."""

_HEADER = (
    r"(?:From|Sent|Date|To|Cc|Subject|Von|Gesendet|Datum|An|Betreff|De|Envoyé|À|Objet|Para|Asunto)"
    r"[ ]?:[ ].*"
)


class _Kind(NamedTuple):
    """A kind of leftover."""

    name: str
    """For people, in the plural."""
    pattern: re.Pattern[str]
    needed: tuple[str, ...] = ()
    """One of these is in every text that has it, so that others are not searched."""


_KINDS = {
    "quotes": _Kind(
        "lines that quote somebody (> …)", re.compile(r"^[ \t]*>+[ ]?\S", re.MULTILINE), (">",)
    ),
    "mail": _Kind(
        "headers of e-mails (From: …, On … wrote:)",
        re.compile(
            rf"^(?:{_HEADER}\n{_HEADER}|-+ ?(?:Original Message|Forwarded message)"
            r"|(?:On|Am|Le|El|Il) \S.{5,80} (?:wrote|schrieb .{1,60}|a écrit|escribió|ha scritto)"
            r"[ ]?:[ ]*$)",
            re.MULTILINE | re.IGNORECASE,
        ),
    ),
    "reposts": _Kind("reposts (RT @…)", re.compile(r"(?<!\w)RT @\w+"), ("RT @",)),
    "handles": _Kind("names of accounts (@…)", re.compile(r"(?<![\w.@/])@\w{2,30}"), ("@",)),
    "tags": _Kind("HTML tags", TAG, ("<",)),
    "entities": _Kind("HTML entities (&amp;)", ENTITY, ("&",)),
    "addresses": _Kind(
        "web addresses", re.compile(r"(?:https?://|\bwww\.)[^\s<>]+"), ("://", "www.")
    ),
    "mail_addresses": _Kind(
        "e-mail addresses", re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"), ("@",)
    ),
    "links": _Kind(
        "links or images in Markdown", re.compile(r"!?\[[^\]\n]{0,300}\]\([^)\s]+\)"), ("](",)
    ),
    "lost": _Kind("lost characters (�)", re.compile("\ufffd+"), ("\ufffd",)),
}
_MOJIBAKE = "mojibake"
_MOJIBAKE_NAME = "garbled letters (â€™ for ’)"
PEOPLE = ("quotes", "mail", "reposts", "handles")
"""Keys of what other people wrote, or what names them."""
MARKUP = ("tags", "entities", "addresses", "mail_addresses", "links", _MOJIBAKE, "lost")
"""Keys of what programs added."""


class Leftover(NamedTuple):
    """What was found of one kind."""

    name: str
    """For people, in the plural."""
    number: int
    example: str
    """The line around the first one, shortened; ``""`` if there is none to show."""


class Leftovers:
    """Counts leftovers in a text that comes in pieces of whole lines."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._examples: dict[str, str] = {}
        self._labels: Counter[str] = Counter()

    def add(self, text: str) -> None:
        for key, kind in _KINDS.items():
            if kind.needed and not any(each in text for each in kind.needed):
                continue
            for match in kind.pattern.finditer(text):
                if key not in self._examples:
                    self._examples[key] = _cut_example(text, *match.span())
                self._counts[key] += 1
        self._counts[_MOJIBAKE] += repair_mojibake(text)[1]
        for match in _LABEL.finditer(text):
            label = match[match.lastgroup or 0]
            if label in self._labels or len(self._labels) < _MOST_LABELS:
                self._labels[label] += 1

    @property
    def labels(self) -> dict[str, int]:
        """How many paragraphs begin with each speaker's name, the most frequent first."""
        return {name: count for name, count in self._labels.most_common() if count >= LEAST_LABELS}

    @property
    def found(self) -> dict[str, Leftover]:
        """What was found of each kind, by its key; nothing of a kind that is not there."""
        names = {key: kind.name for key, kind in _KINDS.items()} | {_MOJIBAKE: _MOJIBAKE_NAME}
        return {
            key: Leftover(names[key], self._counts[key], self._examples.get(key, ""))
            for key in (*PEOPLE, *MARKUP)
            if self._counts[key]
        }


def _cut_example(text: str, start: int, end: int) -> str:
    """The part of a line around a match, on one line, with … where it is cut."""
    begin = max(text.rfind("\n", 0, start) + 1, start - _EXAMPLE_CHARACTERS // 3)
    stop = text.find("\n", end)
    stop = min(len(text) if stop < 0 else stop, begin + _EXAMPLE_CHARACTERS)
    before = "…" if begin > 0 and text[begin - 1] != "\n" else ""
    after = "…" if stop < len(text) and text[stop] != "\n" else ""
    return f"{before}{' '.join(text[begin:stop].split())}{after}"
