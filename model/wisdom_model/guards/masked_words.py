"""Words that no post may have, known to the voice's file by their hashes alone.

They are names that the author masked before training. The word model never saw them, so only a
word that the character model spells can be one, and only words that the word model does not know
are looked up. Of each name the file has the first 16 bits of a salted SHA-256: of other words, one
in 65,536 has the same for each name. So a harmless text is refused now and then, and anyone who
tries a long list of names finds many that are there by chance.

Scripts without spaces are out of reach: their names consist of ideographs that every text has.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from wisdom_model.text.folding import fold_accents
from wisdom_model.text.words import WORD

_SPLIT = re.compile("['’-]")
_DTYPE = np.dtype("<u2")


@dataclass(frozen=True)
class MaskedWords:
    """A set of hashed words."""

    salt: str
    hashes: frozenset[int]
    """Of 16 bits each."""

    @classmethod
    def of_words(cls, words: Iterable[str], salt: str) -> MaskedWords:
        """The set of ``words``; equal words and salts give equal sets."""
        return cls(salt, frozenset(_hash(fold_accents(word), salt) for word in words))

    @classmethod
    def from_json(cls, value: dict[str, Any] | None) -> MaskedWords | None:
        """The set that a voice's metadata has in ``guards.masked``; None for none."""
        if not value:
            return None
        hashes = np.frombuffer(base64.b64decode(value.get("hashes", "")), _DTYPE)
        return cls(value.get("salt", ""), frozenset(hashes.tolist()))

    def to_json(self) -> dict[str, str]:
        """``salt``, and ``hashes``: base64 of sorted 16-bit numbers, little-endian."""
        hashes = np.array(sorted(self.hashes), _DTYPE)
        return {"salt": self.salt, "hashes": base64.b64encode(hashes.tobytes()).decode()}

    def __contains__(self, word: str) -> bool:
        """Whether ``word``, folded, has the hash of one of the words."""
        return _hash(word, self.salt) in self.hashes


@dataclass(frozen=True)
class MaskedWordFinder:
    """Looks for masked words among those that a word model does not know."""

    masked: MaskedWords
    tokens: Collection[str]
    """Of the word model."""

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(fold_accents(token.strip()) for token in self.tokens)

    def find_masked(self, text: str, start: int = 0) -> bool:
        """Whether ``text`` has a masked word that ends after ``start``."""
        return any(
            word not in self._known and word in self.masked for word in list_parts(text, start)
        )


def list_parts(text: str, start: int = 0) -> Iterator[str]:
    """Folded: the words of ``text`` that end after ``start``, and their parts.

    Parts are apart by apostrophes and hyphens. An ideograph or kana is a word, as in ``WORD``.
    """
    for match in WORD.finditer(text):
        if match.end() > start:
            word = fold_accents(match.group())
            yield word
            parts = _SPLIT.split(word)
            if len(parts) > 1:
                yield from filter(None, parts)


def _hash(word: str, salt: str) -> int:
    digest = hashlib.sha256(f"{salt}\0{word}".encode()).digest()
    return int.from_bytes(digest[:2], "little")
