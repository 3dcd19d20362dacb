"""Repair of mojibake: UTF-8 that an earlier program read in an older encoding, ``Itâ€™s``."""

from __future__ import annotations

import re
from typing import NamedTuple

_CODECS = ("cp1252", "mac_roman", "cp1251")
_FEWEST = 3  # in a file; fewer may be chance
_SUSPECT = re.compile(r"[^\x00-\x7f]{2,}")  # no mistake has a character of ASCII
_MOST_PASSES = 3  # the mistake may have been made again


class _Mistake(NamedTuple):
    """What UTF-8 looks like in one encoding."""

    byte_of: dict[str, int]
    mistaken: re.Pattern[str]
    certain: re.Pattern[str]
    """Three bytes of a quotation mark or dash, which never come together by chance."""


def repair_mojibake(text: str) -> tuple[str, int]:
    """``text`` as it was meant, and how many mistaken characters it had; 0 if that is unsure."""
    repaired = 0
    if text.isascii():
        return text, 0
    for mistake in _MISTAKES:
        for _ in range(_MOST_PASSES):
            text, count = _repair(text, mistake)
            repaired += count
            if not count:
                break
    return text, repaired


def _repair(text: str, mistake: _Mistake) -> tuple[str, int]:
    suspects = "\n".join(_SUSPECT.findall(text))  # searching only these is much faster
    found = len(mistake.mistaken.findall(suspects))
    if found < _FEWEST and not mistake.certain.search(suspects):
        return text, 0
    result = mistake.mistaken.sub(lambda match: _decode(match[0], mistake.byte_of), text)
    return (result, found) if result != text else (text, 0)


def _decode(mistaken: str, byte_of: dict[str, int]) -> str:
    try:
        return bytes(byte_of[char] for char in mistaken).decode()
    except UnicodeDecodeError:
        return mistaken


def _describe(codec: str) -> _Mistake:
    chars = {byte: bytes([byte]).decode(codec, "ignore") for byte in range(0x80, 0x100)}
    byte_of = {char: byte for byte, char in chars.items() if char}
    # Many programs keep a byte that the encoding does not define, as Latin-1 does.
    byte_of |= {chr(byte): byte for byte in range(0x80, 0xA0) if chr(byte) not in byte_of}

    def among(first: int, last: int) -> str:
        listed = (char for char, byte in byte_of.items() if first <= byte <= last)
        return f"[{re.escape(''.join(listed))}]"

    follows = among(0x80, 0xBF)
    sequence = (
        f"(?:{among(0xC2, 0xDF)}{follows}|{among(0xE0, 0xEF)}{follows}{{2}}"
        f"|{among(0xF0, 0xF4)}{follows}{{3}})"
    )
    mark = f"{among(0xE2, 0xE2)}{among(0x80, 0x80)}{follows}"
    # "Spaß“" and "été »" look like one character of UTF-8, too, but not like three in a row. The
    # accented letters of Western and Central Europe begin with 0xC2 to 0xC5, the letters of Greek,
    # Cyrillic, Hebrew and Arabic with 0xCE to 0xD9.
    alone = "" if codec == "cp1251" else f"|{among(0xC2, 0xC5)}{follows}"
    letter = f"{among(0xCE, 0xD9)}{follows}"
    runs = f"{sequence}{{3,}}|{letter}{sequence}|(?<!\\w){letter}(?!\\w)"
    return _Mistake(byte_of, re.compile(f"{runs}|{mark}{alone}"), re.compile(mark))


_MISTAKES = tuple(_describe(codec) for codec in _CODECS)
