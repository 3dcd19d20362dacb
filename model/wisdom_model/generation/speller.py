"""The character model as a speller of single tokens; it reads the text only when it is asked."""

from __future__ import annotations

from copy import copy

import numpy as np

from wisdom_model.generation.batching import Writing
from wisdom_model.generation.reader import Reader, find_ids
from wisdom_model.network.sampling import Sampling
from wisdom_model.text.sentences import needs_space
from wisdom_model.text.tokenizer import APOSTROPHES, NEGATED, PARAGRAPH, tokenize
from wisdom_model.voice.file import LanguageModel

LONGEST_WORD = 30
"""Characters after which a word is cut."""

_CONTEXT = 200  # characters that are read before a word, if it is long since the last
_TAIL = 20  # characters before a word that decide where it ends


class Speller:
    """Hears a text and spells the token that comes next; ``copy`` goes its own way."""

    def __init__(self, model: LanguageModel, sampling: Sampling) -> None:
        self._fresh = Reader(model)
        self._reader, self._sampling = copy(self._fresh), sampling
        self._heard = PARAGRAPH  # and not read yet
        self._spelt: tuple[str, Reader] | None = None  # the last word, and who has read it
        tokens = model.vocabulary.tokens
        self._banned = find_ids(tokens, lambda mark: len(mark) != 1 or mark in "\n\r\t")
        self._glued = find_ids(tokens, lambda mark: len(mark) != 1 or mark.isalnum())

    def hear(self, text: str) -> None:
        """Take note of ``text``, which goes on from what was heard before."""
        if self._spelt and not self._heard and text == self._spelt[0]:
            self._reader = self._spelt[1]
        else:
            self._heard += text
        self._spelt = None

    def take_over(self, reader: Reader) -> None:
        """Go on from what ``reader`` has read, instead of what was heard."""
        self._reader, self._heard, self._spelt = copy(reader), "", None

    def spell(self, text: str, rng: np.random.Generator) -> Writing[str]:
        """Spell the next token of ``text``, which was heard; an empty string if none comes up."""
        yield from self._catch_up()
        reader, tail, word = copy(self._reader), text[-_TAIL:], ""
        banned = self._banned
        if needs_space(text):
            banned = np.concatenate([banned, self._glued])
        while len(word) < LONGEST_WORD:
            char = reader.draw(self._sampling, rng, banned)
            if not _is_token(tail, word + char):
                if char in APOSTROPHES and word[:-1].strip().lower() in NEGATED:
                    return word[:-1]  # of don't, do is the token, and the rest another
                break
            word += char
            banned = self._banned
            yield from reader.read(char)
        self._spelt = word, reader
        return word

    def _catch_up(self) -> Writing[None]:
        """Read what was heard; of much, what came last."""
        # A copy, as others may go on from the same reader.
        long_ago = len(self._heard) > 2 * _CONTEXT
        self._reader = copy(self._fresh if long_ago else self._reader)
        if long_ago:
            self._heard = self._heard[-_CONTEXT:]
        fresh, self._heard = self._heard, ""
        known = self._reader.vocabulary
        yield from self._reader.read([c for c in fresh if c in known or known.unknown is not None])


def _is_token(tail: str, word: str) -> bool:
    """Whether ``word`` behind ``tail`` is a token so far, and the tail ends with one.

    Without its last character it is, or it has but one.
    """
    plain = word.isascii() and word.removeprefix(" ").isalpha()
    if plain and len(word) > len("to") and tail[-1:] not in tuple(APOSTROPHES):
        return True  # letters go on as letters
    place = 0
    for token in tokenize(tail + word):
        if place == len(tail):
            return len(token) == len(word)
        place += len(token)
    return False
