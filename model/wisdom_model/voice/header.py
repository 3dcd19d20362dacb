"""The JSON object in a voice's file, read strictly: anyone may have written the file.

What the program relies on is checked here, down to the type of each value, so that a wrong file is
one clear error when it is read and never a failure in the middle of a text. Other keys are free.
"""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from wisdom_model.errors import ModelFileError, quote

DEEPEST = 500
"""Objects and lists inside each other. A voice that began with another has the other's description
in its own, and so on."""
LARGEST_NUMBER = 1e300
"""Of a number in size; a float can hold it."""

_LARGEST_DIGITS = 300

Check = tuple[Callable[[Any], bool], str]
"""Whether a value is right, and the right values in words."""


def _is_number(value: object) -> bool:
    return type(value) in (int, float)


_FLAG: Check = (lambda value: type(value) is bool, "true or false")
_TEXT: Check = (lambda value: isinstance(value, str), "a text")
_COUNT: Check = (lambda value: type(value) is int and value >= 0, "a whole number, 0 or more")
_SOME: Check = (lambda value: type(value) is int and value >= 1, "a whole number, 1 or more")
_LIMIT: Check = (lambda value: value is None or _COUNT[0](value), f"{_COUNT[1]}, or null")
_POSITIVE: Check = (lambda value: _is_number(value) and value >= 0, "a number, 0 or more")
_OBJECT: Check = (lambda value: isinstance(value, dict), "an object")
_TEXTS: Check = (
    lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
    "a list of texts",
)


def _is_hashes(value: object) -> bool:
    try:
        return isinstance(value, str) and len(base64.b64decode(value, validate=True)) % 2 == 0
    except ValueError:
        return False


_HASHES: Check = (_is_hashes, "base64 of 16-bit numbers")


def _rows_of(width: int) -> Check:
    def is_right(value: object) -> bool:
        return isinstance(value, list) and all(
            isinstance(row, list) and len(row) == width and all(map(_is_number, row))
            for row in value
        )

    return is_right, f"rows of {width} numbers"


_GATE = _rows_of(3)
_LOSSES = {"nats_per_token": _POSITIVE}
_STYLE = ("capitals", "whole_sentences", "emoji_ends", "lines")
_KEYS: Mapping[str, Any] = {
    "corpus": {"name": _TEXT, "language": _TEXT, "sources": _TEXTS, "sha256": _TEXT},
    "training": {},
    "evaluation": {"char": _LOSSES, "word": _LOSSES},
    "mixture": {
        "features": _TEXTS,
        "weights": _rows_of(2),
        "cached": (lambda value: value is None or _GATE[0](value), f"{_GATE[1]}, or null"),
        "sharpness": _POSITIVE,
        "memory": {"features": _TEXTS, "weights": _GATE},
    },
    "guards": {"longest_borrowed": _LIMIT, "masked": {"salt": _TEXT, "hashes": _HASHES}}
    | dict.fromkeys(_STYLE, _FLAG),
    "documents": {"words": {"median": _COUNT, "most": _SOME}, "letters": _FLAG},
    "temperatures": dict.fromkeys(("char", "word", "product"), _POSITIVE),
    "unknown": _TEXT,
    "blend": _TEXT,
}
"""The keys whose values the program uses; each may be missing."""
_NULLABLE = ("mixture", "memory")  # objects that may be null


def read_header(text: str) -> dict[str, Any]:
    """Read the JSON object of a voice. Raises ModelFileError, which names the key."""
    try:
        header = json.loads(
            text, parse_constant=_refuse, parse_int=_read_int, parse_float=_read_float
        )
    except (ValueError, RecursionError) as error:
        raise ModelFileError(
            f"its metadata 'wisdom' is not JSON that a voice may have: {error}"
        ) from error
    if not isinstance(header, dict):
        raise ModelFileError(f"its metadata 'wisdom' is {quote(header)}: expected an object")
    _check_values(header)
    _check_keys(header, _KEYS, "")
    return header


def _refuse(number: str) -> NoReturn:
    raise ValueError(f"{number} is no finite number")


def _read_int(digits: str) -> int:
    if len(digits) > _LARGEST_DIGITS:
        raise ValueError(f"a number has {len(digits)} digits, expected at most {_LARGEST_DIGITS}")
    return int(digits)


def _read_float(digits: str) -> float:
    number = float(digits)
    if not abs(number) <= LARGEST_NUMBER:
        raise ValueError(f"{digits[:40]} is too large, expected at most {LARGEST_NUMBER:g}")
    return number


def _check_values(header: dict[str, Any]) -> None:
    """Raise ModelFileError for texts that are not Unicode, and for objects nested too deeply."""
    values: list[tuple[Any, int]] = [(header, 1)]
    while values:
        value, depth = values.pop()
        if depth > DEEPEST:
            raise ModelFileError(
                f"its metadata 'wisdom' has more than {DEEPEST} lists and objects inside each other"
            )
        if isinstance(value, dict):
            values += ((item, depth + 1) for pair in value.items() for item in pair)
        elif isinstance(value, list):
            values += ((item, depth + 1) for item in value)
        elif isinstance(value, str) and not _is_unicode(value):
            raise ModelFileError(
                f"its metadata 'wisdom' has the text {quote(value)}: expected no half of a "
                f"surrogate pair"
            )


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _check_keys(found: Mapping[str, Any], keys: Mapping[str, Any], place: str) -> None:
    for key, expected in keys.items():
        value: Any = found.get(key)
        if key not in found or (value is None and key in _NULLABLE):
            continue
        is_right, right = _OBJECT if isinstance(expected, Mapping) else expected
        if not is_right(value):
            raise ModelFileError(f"{place}{key} is {quote(value)}: expected {right}")
        if isinstance(expected, Mapping):
            _check_keys(value, expected, f"{place}{key}.")


def read_finite(value: object) -> float:
    """A number of the header. Raises ValueError for any other value."""
    if not _is_number(value):
        raise ValueError(f"{quote(value)} is no number")
    number = float(value)  # type: ignore[arg-type]  # an int or a float
    if not math.isfinite(number):
        raise ValueError(f"{number} is no finite number")
    return number
