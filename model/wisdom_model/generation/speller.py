"""The character model as a speller of single tokens; it reads a text only when it has to spell."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from wisdom_model.generation.batching import Generation, Prediction
from wisdom_model.generation.reader import NO_BIAS, EndBias, Reader, find_ids
from wisdom_model.network.language_model import Ids
from wisdom_model.network.sampling import Sampling
from wisdom_model.text.tokenizer import (
    APOSTROPHES,
    CLITICS,
    DOCUMENT_END,
    LINE,
    NEGATED,
    PARAGRAPH,
    tokenize,
)
from wisdom_model.voice.file import LanguageModel
from wisdom_model.voice.habits import DEFAULT_HABITS, Habits

LONGEST_WORD = 30
"""Characters after which a word is cut."""

_CONTEXT = 200  # characters that are read before a word, if it is long since the last
_TAIL = 20  # characters before a word that decide where it ends


class Speller:
    """Follows a text and spells its next token; a shallow copy follows another continuation."""

    def __init__(
        self, model: LanguageModel, sampling: Sampling, habits: Habits = DEFAULT_HABITS
    ) -> None:
        self._reader, self._sampling = Reader(model, habits), sampling
        self._habits = habits
        self._prediction = self._reader.start()
        self._pending = habits.start  # appended since, not read yet
        self._spelled: tuple[str, Prediction] | None = (
            None  # the last word, and the prediction after it
        )
        tokens = model.vocabulary.tokens
        self._unknown = find_ids(tokens, lambda mark: len(mark) != 1)
        self._feeds = find_ids(tokens, lambda mark: mark in ("\n", "\r", "\t"))
        self._no_feeds = find_ids(tokens, lambda mark: mark != "\n")
        self._document_end = find_ids(tokens, DOCUMENT_END.__eq__)
        self._breaks = np.concatenate([self._unknown, self._feeds, self._document_end])
        self._glued = find_ids(tokens, lambda mark: len(mark) != 1 or mark.isalnum())

    def append(self, text: str) -> None:
        """Take note of ``text``, which continues what was appended before."""
        if self._spelled and not self._pending and text == self._spelled[0]:
            self._prediction = self._spelled[1]
        else:
            self._pending += text
        self._spelled = None

    def continue_from(self, prediction: Prediction) -> None:
        """Continue from ``prediction`` of the character model, and forget what was appended."""
        self._prediction, self._pending, self._spelled = prediction, "", None

    def spell(
        self,
        text: str,
        rng: np.random.Generator,
        breaks: Collection[str] = (),
        bias: EndBias = NO_BIAS,
    ) -> Generation[str]:
        """Spell the next token of ``text``, all of which was appended; ``""`` if there is none.

        It may be one of ``breaks``; a ``bias`` of these counts, one of sentences does not.
        """
        yield from self._catch_up()
        prediction, tail, word = self._prediction, text[-_TAIL:], ""
        bias = EndBias(document=bias.document)
        while len(word) < LONGEST_WORD:
            banned = self._find_banned(text, word, breaks)
            char = self._reader.draw(prediction, self._sampling, rng, banned, bias)
            if not _is_token(tail, word + char):
                if _begins_clitic(tail, word + char):
                    return (yield from self._spell_clitic(tail, word + char, prediction, rng))
                if char in APOSTROPHES and word[:-1].strip().lower() in NEGATED:
                    return word[:-1]  # in don't, the token is do, and n't is the next
                break
            word += char
            bias = NO_BIAS
            prediction = yield from self._reader.read(char, prediction)
        self._spelled = word, prediction
        return word

    def find_probability(self, text: str, word: str) -> Generation[float]:
        """The probability of each character of ``word``, which was just spelled, multiplied."""
        prediction, found = self._prediction, 1.0
        for place, char in enumerate(word):
            banned = self._find_banned(text, word[:place], (word,) if word.isspace() else ())
            chances = self._reader.find_probabilities(prediction, self._sampling, banned)
            found *= float(chances[self._reader.vocabulary.ids[char]])
            prediction = yield from self._reader.read(char, prediction)
        return found

    def _spell_clitic(
        self, tail: str, begun: str, prediction: Prediction, rng: np.random.Generator
    ) -> Generation[str]:
        """Spell a clitic to its end that has ``begun`` with an apostrophe and a letter.

        ``prediction`` was made before that letter. If no clitic comes of it, the apostrophe is the
        token.
        """
        word, spelled = begun, None
        prediction = yield from self._reader.read(begun[-1], prediction)
        while _begins_clitic(tail, word):
            if _is_token(tail, word):
                spelled = word, prediction
            char = self._reader.draw(prediction, self._sampling, rng, self._breaks)
            word += char
            prediction = yield from self._reader.read(char, prediction)
        if spelled and word[len(spelled[0])].isalpha():
            spelled = None  # as in O'Reilly, which has no 're
        self._spelled = spelled
        return spelled[0] if spelled else begun[0]

    def _find_banned(self, text: str, word: str, breaks: Collection[str]) -> Ids:
        """Ids of the characters that may not follow ``text`` and the beginning of a token."""
        if word == LINE and PARAGRAPH in breaks:
            return self._unknown if LINE in breaks else self._no_feeds
        if word:
            return self._breaks
        banned = [self._unknown]
        if LINE not in breaks and PARAGRAPH not in breaks:
            banned.append(self._feeds)
        if DOCUMENT_END not in breaks:
            banned.append(self._document_end)
        if self._habits.needs_space(text):
            banned.append(self._glued)
        return np.concatenate(banned)

    def _catch_up(self) -> Generation[None]:
        """Read what was appended; of a long text, only its end."""
        if len(self._pending) > 2 * _CONTEXT:
            self._prediction, self._pending = self._reader.start(), self._pending[-_CONTEXT:]
        pending, self._pending = self._pending, ""
        known = self._reader.vocabulary
        readable = [c for c in pending if c in known or known.unknown is not None]
        self._prediction = yield from self._reader.read(readable, self._prediction)


def _begins_clitic(tail: str, word: str) -> bool:
    """Whether ``word``, after ``tail``, is an apostrophe and the beginning of a clitic."""
    letters = word[1:].lower()
    known = word[0] in APOSTROPHES and any(clitic.startswith(letters) for clitic in CLITICS)
    return bool(letters) and known and tail[-1:].isalpha()


def _is_token(tail: str, word: str) -> bool:
    """Whether the tokenizer cuts ``tail + word`` before ``word`` and nowhere inside it.

    The caller has checked ``word`` without its last character already.
    """
    plain = word.isascii() and word.removeprefix(" ").isalpha()
    if plain and len(word) > len("to") and tail[-1:] not in tuple(APOSTROPHES):
        return True  # letters continue as letters
    place = 0
    for token in tokenize(tail + word):
        if place == len(tail):
            return len(token) == len(word)
        place += len(token)
    return False
