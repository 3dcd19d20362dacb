"""XML in streams, from files that anybody may have written.

A document type may define entities that grow without bound or name files, so it is refused; the
formats of the archives have none. References to surrogates and control characters are repaired.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from wisdom_training.containers.members import Member
from wisdom_training.errors import CorpusError

_PIECE = 1 << 16  # bytes
_DEEPEST = 200  # elements inside each other
_LARGEST = 64 << 20  # bytes of one tag, or of one element that is wanted
_HIGH = rb"&#(5529[6-9]|55[3-9]\d\d|56[0-2]\d\d|563[01]\d|[xX][dD][89abAB][0-9A-Fa-f]{2});"
_LOW = (
    rb"&#(563[2-9]\d|56[4-9]\d\d|57[0-2]\d\d|573[0-3]\d|5734[0-3]|[xX][dD][c-fC-F][0-9A-Fa-f]{2});"
)
_SURROGATES = re.compile(_HIGH + _LOW)
_REFERENCE = re.compile(rb"&#([0-9]{1,7}|[xX][0-9A-Fa-f]{1,6});")
_OPEN_END = re.compile(rb"(?:" + _HIGH + rb")?(?:&(?:#[xX]?[0-9A-Fa-f]{0,7})?)?$")
"""A high surrogate, and a reference that is cut off, at the end of a piece."""
_LONGEST_END = 24  # bytes
_CONTROLS = frozenset(range(0x20)) - {0x9, 0xA, 0xD}


def stream_elements(member: Member, wanted: Callable[[str], bool]) -> Iterator[Element]:
    """The outermost elements whose name ``wanted`` accepts, one at a time, with what is in them.

    Names and attributes are as ElementTree writes them: ``{namespace}name``. Raises CorpusError
    where the file is no XML, ends too early, has a document type, or has an element of more than
    64 MiB.
    """
    found: list[Element] = []
    parser = _Parser(member, wanted, found)
    with member.open() as file:
        rest = b""
        while piece := file.read(_PIECE):
            content = rest + piece
            cut = _find_cut(content)
            rest = content[cut:]
            parser.feed(_repair_references(content[:cut]))
            yield from found
            found.clear()
        parser.feed(_repair_references(rest), ended=True)
        yield from found


class _Parser:
    def __init__(self, member: Member, wanted: Callable[[str], bool], found: list[Element]) -> None:
        self._member, self._wanted, self._found = member, wanted, found
        self._builder: TreeBuilder | None = None
        self._depth = self._began = self._fed = self._began_at = 0
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add
        parser.StartDoctypeDeclHandler = self._refuse
        parser.buffer_text = True
        self._parser = parser

    def feed(self, piece: bytes, *, ended: bool = False) -> None:
        try:
            self._parser.Parse(piece, ended)
        except (expat.ExpatError, LookupError, ValueError) as error:  # two for odd encodings
            raise CorpusError(
                f"{self._member.place} cannot be read as XML ({error}): download the archive again"
            ) from error
        self._fed += len(piece)
        began = self._parser.CurrentByteIndex if self._builder is None else self._began_at
        if self._fed - began > _LARGEST:
            raise CorpusError(
                f"{self._member.place} has an XML element of more than {_LARGEST >> 20} MiB: "
                f"no service writes that"
            )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise CorpusError(
                f"{self._member.place} has more than {_DEEPEST} XML elements inside each other: "
                f"no service writes that"
            )
        if self._builder is None and self._wanted(_qualify(name)):
            self._builder, self._began = TreeBuilder(), self._depth
            self._began_at = self._parser.CurrentByteIndex
        if self._builder is not None:
            named: dict[Any, Any] = {_qualify(key): value for key, value in attributes.items()}
            self._builder.start(_qualify(name), named)

    def _end(self, name: str) -> None:
        if self._builder is not None:
            self._builder.end(_qualify(name))
            if self._depth == self._began:
                self._found.append(self._builder.close())
                self._builder = None
        self._depth -= 1

    def _add(self, text: str) -> None:
        if self._builder is not None:
            self._builder.data(text)

    def _refuse(self, *_: object) -> None:
        raise CorpusError(
            f"{self._member.place} has a document type (<!DOCTYPE …>), which may name other files: "
            f"remove that line if you trust the file"
        )


def _qualify(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _find_cut(content: bytes) -> int:
    """Where a piece can end, so that no pair of references is cut in two."""
    tail = _OPEN_END.search(content, max(0, len(content) - _LONGEST_END))
    return tail.start() if tail else len(content)


def _repair_references(content: bytes) -> bytes:
    """``content`` with references to characters that XML allows.

    Android writes an emoji as references to two surrogates, ``&#55357;&#56832;``, and refers to
    control characters, which are left out here.
    """
    if b"&#" not in content:
        return content
    return _REFERENCE.sub(_repair, _SURROGATES.sub(_join, content))


def _join(found: re.Match[bytes]) -> bytes:
    units = b"".join(_read_number(number).to_bytes(2, "big") for number in found.groups())
    return f"&#{ord(units.decode('utf-16-be'))};".encode()


def _repair(found: re.Match[bytes]) -> bytes:
    number = _read_number(found[1])
    forbidden = number in _CONTROLS or 0xD800 <= number < 0xE000  # noqa: PLR2004 (surrogates)
    return b"" if forbidden else found[0]


def _read_number(digits: bytes) -> int:
    return int(digits[1:], 16) if digits[:1] in b"xX" else int(digits)
