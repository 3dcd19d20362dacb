"""Where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator

CLOSERS = "\"'”’»)]」』）"
# Unicode's property Sentence_Terminal (https://www.unicode.org/Public/UCD/latest/ucd/PropList.txt).
_SENTENCE_TERMINAL = (
    "0021 002E 003F 0589 061D-061F 06D4 0700-0702 07F9 0837 0839 083D-083E 0964-0965 104A-104B "
    "1362 1367-1368 166E 1735-1736 17D4-17D5 1803 1809 1944-1945 1AA8-1AAB 1B4E-1B4F 1B5A-1B5B "
    "1B5E-1B5F 1B7D-1B7F 1C3B-1C3C 1C7E-1C7F 2024 203C-203D 2047-2049 2CF9-2CFB 2E2E 2E3C "
    "2E53-2E54 2E60-2E61 3002 A4FF A60E-A60F A6F3 A6F7 A876-A877 A8CE-A8CF A92F A9C8-A9C9 "
    "AA5D-AA5F AAF0-AAF1 ABEB FE12 FE15-FE16 FE52 FE56-FE57 FF01 FF0E FF1F FF61 10A56-10A57 "
    "10F55-10F59 10F86-10F89 11047-11048 110BE-110C1 11141-11143 111C5-111C6 111CD 111DE-111DF "
    "11238-11239 1123B-1123C 112A9 113D4-113D5 1144B-1144C 115C2-115C3 115C9-115D7 11641-11642 "
    "1173C-1173E 11944 11946 11A42-11A43 11A9B-11A9C 11C41-11C42 11EF7-11EF8 11F43-11F44 "
    "16A6E-16A6F 16AF5 16B37-16B38 16B44 16D6E-16D6F 16E98 1BC9F 1DA88"
)


def list_characters(ranges: str) -> list[str]:
    """The characters of code points and ranges of them, such as ``0021 061D-061F``."""
    bounds = [part.split("-") for part in ranges.split()]
    return [chr(code) for each in bounds for code in range(int(each[0], 16), int(each[-1], 16) + 1)]


ENDERS = frozenset(("…", *list_characters(_SENTENCE_TERMINAL)))
"""Marks that end a sentence, in any script."""
_ENDER = f"[{re.escape(''.join(sorted(ENDERS)))}]"
_CLOSERS = f"[{re.escape(CLOSERS)}]*"
_SENTENCE_END = re.compile(rf"{_ENDER}{_CLOSERS}(?=\s|\Z)|[。！？｡]{_CLOSERS}")
_END = re.compile(rf"{_ENDER}{_CLOSERS}$")
# A single capital (except "I") or a title before a full stop is part of a name.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'“‘])(?:[A-HJ-Z]|Mr|Mrs|Ms|Dr|St|Prof|Rev|Capt|Lieut|Sr|Jr|Hon|vs|e\.g|i\.e)\.$"
)
_BEFORE_WORDS = frozenset("([{“„«‘'’-–—/")  # a word follows these without a space
_TAIL = 40  # characters; a whole text would make the check slower with every token


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends with a whole sentence."""
    tail = text[-_TAIL:].rstrip()
    return _END.search(tail) is not None and _ABBREVIATION.search(tail) is None


def find_sentence_ends(text: str) -> Iterator[int]:
    """Yield where the sentences of ``text`` end, after closing quotes and brackets, in order.

    A full stop ends a sentence before white space or the end of ``text``, an ideographic one
    before anything.
    """
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        if ends_sentence(text[max(0, end - _TAIL) : end]):
            yield end


def continues_sentence(token: str) -> bool:
    """Whether ``token``, right after a full stop, still belongs to the same sentence."""
    return token[0] in CLOSERS or token[0] in ENDERS or token[0].isdigit()


def needs_space(text: str) -> bool:
    """Whether a word after ``text`` needs a space before it."""
    last = text[-1:]
    if last == '"':  # an opening one follows white space, a closing one anything else
        return not text[-2:-1].isspace() and len(text) > 1
    return not (last.isspace() or last == "" or last in _BEFORE_WORDS)


def break_off(text: str) -> str:
    """End an unfinished sentence with ``…``."""
    return text.rstrip(" \n\t,;:—–-(“‘") + "…"
