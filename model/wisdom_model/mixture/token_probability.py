"""How likely a character model is to spell exactly a given token, and to end it there.

The strings that a character model writes, cut into tokens, make a distribution of token sequences.
So the probability of the next token t after a text x that ends with a token is

    P(t | x) = P(characters of t | x) P(end | x t) / P(end | x)

where P(end | …) is the probability that what follows lets a token end there
(``token_boundaries.py``). It sums to one over all tokens. S. Mielke and J. Eisner,
arXiv:1804.08205, spell words by characters and an end symbol; here the end is where the tokenizer
would cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.mixture.token_boundaries import REPLACEMENT, TokenBoundaries
from wisdom_model.network.language_model import State
from wisdom_model.network.sampling import softmax
from wisdom_model.text.tokenizer import APOSTROPHES, PARAGRAPH, tokenize
from wisdom_model.text.vocabulary import UNKNOWN
from wisdom_model.voice.file import LanguageModel

Probabilities = NDArray[np.float64]

_BLOCK = 512  # tokens whose states are kept at once
_LOOK_BACK = 4  # characters before a token that its end depends on
_NEGLIGIBLE = 1e-13  # an exception that is less likely is not looked at


class TokenLogProbabilities(NamedTuple):
    """The log-probabilities of N tokens in a row, by a character model."""

    tokens: Probabilities
    """log P(token | text before), (N,), in nats."""
    characters: Probabilities
    """log P(character | text before) of every character, (C,), in nats."""


class TokenScorer:
    """Gives the probability of whole tokens by a character model."""

    def __init__(self, model: LanguageModel) -> None:
        self._network = model.network
        names = [REPLACEMENT if t == UNKNOWN else t for t in model.vocabulary.tokens]
        self._ids = {char: index for index, char in enumerate(names)}
        self._ends = TokenBoundaries(names)
        self._alike: dict[str, list[int]] = {}  # ids of the characters that an exception may take
        for index, name in enumerate(names):
            key = "'" if name in APOSTROPHES else name.lower()
            self._alike.setdefault(key, []).append(index)

    def replace_unknown(self, text: str) -> str:
        """``text`` with U+FFFD for every character that the model does not know."""
        unknown = {ord(char): REPLACEMENT for char in set(text) if char not in self._ids}
        return text.translate(unknown)

    def score(self, tokens: Sequence[str], context: str = PARAGRAPH) -> TokenLogProbabilities:
        """Score ``tokens`` in a row after ``context``; all their characters are known."""
        state, context = self._network.start(), self.replace_unknown(context)
        for char in context:
            logits, state = self._network.step(np.array([self._ids[char]]), state)
        following, _ = softmax(logits)
        *head, last = tokenize(context)
        ends = self._find_ends([last], ["".join(head)], following, state)
        before, parts = context, []
        for begin in range(0, len(tokens), _BLOCK):
            block = tokens[begin : begin + _BLOCK]
            chars, states, following = self._read(block, following, state)
            state = states.select(slice(-1, None))
            texts = [before]
            for token in block:
                texts.append((texts[-1] + token)[-_LOOK_BACK:])
            before = texts.pop()
            found = self._find_ends(block, texts, following, states)
            ends = np.concatenate([ends[-1:], found])
            spelled = np.add.reduceat(chars, np.cumsum([0, *map(len, block[:-1])]))
            parts.append(
                TokenLogProbabilities(spelled + np.log(ends[1:]) - np.log(ends[:-1]), chars)
            )
            following = following[-1:]
        return TokenLogProbabilities(*(np.concatenate(each) for each in zip(*parts, strict=True)))

    def _read(
        self, block: Sequence[str], following: Probabilities, state: State
    ) -> tuple[Probabilities, State, Probabilities]:
        """Read N tokens of C characters.

        Returns the characters' log-probabilities, (C,), and, after each token, the state and the
        distribution of the next character, (N, V).
        """
        costs, states, after = [], [], []
        for token in block:
            for char in token:
                index = self._ids[char]
                costs.append(following[0, index])
                logits, state = self._network.step(np.array([index]), state)
                following, _ = softmax(logits)
            states.append(state)
            after.append(following[0])
        return np.log(costs), State.concat(states), np.stack(after)

    def _find_ends(
        self, tokens: Sequence[str], before: Sequence[str], following: Probabilities, states: State
    ) -> Probabilities:
        """P(end) after each of N tokens, (N,), from the next character's distribution, (N, V)."""
        continued = np.stack([self._ends.continuations(token) for token in tokens])
        ends: Probabilities = np.where(continued, 0, following).sum(axis=1)
        todo: dict[tuple[int, str], list[int]] = {}
        for row, (token, text) in enumerate(zip(tokens, before, strict=True)):
            for sign, strings in self._ends.corrections(token, text):
                for string in strings:
                    todo.setdefault((sign, string), []).append(row)
        for (sign, string), rows in todo.items():
            ends[rows] += sign * self._follow(string, following[rows], states.select(rows))
        return ends

    def _follow(self, string: str, following: Probabilities, states: State) -> Probabilities:
        """P(string, then no letter) after N texts, in any case and with any apostrophe: (N,)."""
        if not string:
            return np.asarray(np.where(self._ends.letters, 0, following).sum(axis=1))
        found = np.zeros(len(following))
        for index in self._alike.get(string[0], []):
            rows = np.flatnonzero(following[:, index] > _NEGLIGIBLE)
            if len(rows):
                ids = np.full(len(rows), index)
                logits, after = self._network.step(ids, states.select(rows))
                follow, _ = softmax(logits)
                found[rows] += following[rows, index] * self._follow(string[1:], follow, after)
        return found
