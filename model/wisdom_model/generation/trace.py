"""How each token of a text was chosen: by whom, how probable it was, and what else could have been.

A generator that has a ``Trace`` notes each proposal at its place in the text. A later proposal for
the same place replaces an earlier one, as where a sentence turned out to be over, so in the end the
trace has what was written. The probabilities are those that the token was drawn by: at the
temperature, among the tokens that may stand there.

Who chose a token depends on the blend:

- ``product``: the word model and the phrase memory both weigh every token. Each of them alone
  would give the token a probability; the one that gives the larger chose it, for without it the
  token would have been the less probable. Where a sentence may be over, the word model is alone.
- ``mixture``: the model that was drawn, by the chance that the gate gave it; the character model
  for each word that it spelled. That the other model may write the same token is not counted.
- ``handoff``, ``char``, ``word``: the model that wrote it; the character model spells what the word
  model does not know.

A spelled word has the probability that a word is spelled at all, times that of each character.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.network.exact import log_scalar
from wisdom_model.text.tokenizer import DOCUMENT_END, tokenize
from wisdom_model.text.vocabulary import UNKNOWN

WORD, MEMORY, CHAR = "word", "memory", "char"
"""Who may choose a token: the word model, the phrase memory, the character model."""
PROMPT = "prompt"
"""The source of the words that were given."""
PROGRAM = "program"
"""The source of what closes an open quotation or bracket at the end."""

MOST_ALTERNATIVES = 12
_LN2 = log_scalar(2.0)


class Alternative(NamedTuple):
    """A token that could have been written instead."""

    token: str
    probability: float


class Choice(NamedTuple):
    """One token, and how it was chosen."""

    token: str
    source: str
    """WORD, MEMORY, CHAR, PROMPT or PROGRAM."""
    bits: float = 0.0
    """Its surprise: minus the binary logarithm of its probability; 0 if nobody drew it."""
    alternatives: tuple[Alternative, ...] = ()
    """The most probable others, at most MOST_ALTERNATIVES; none of characters."""


@dataclass
class Trace:
    """The choices of one text, by their place in it."""

    _choices: dict[int, Choice] = field(default_factory=dict)

    def note(self, text: str, choice: Choice) -> None:
        """Note what was proposed to follow ``text``."""
        self._choices[len(text)] = choice

    def read(self, text: str, prompt: str = "") -> list[Choice]:
        """The choices that made ``text``, which begins with ``prompt``.

        Characters are joined to tokens. White space is as it was chosen, which in ``text`` may have
        been tidied. Raises ValueError if the text is not the one that was traced.
        """
        given = [Choice(token, PROMPT) for token in tokenize(prompt)]
        written = "".join(text[len(prompt) :].split())
        return [*given, *self._follow(len(prompt), written)]

    def _follow(self, place: int, written: str) -> Iterator[Choice]:
        """The choices from ``place`` on, as far as they make ``written``, which has no blanks."""
        run: list[Choice] = []
        while (choice := self._choices.get(place)) and choice.token != DOCUMENT_END:
            bare = "".join(choice.token.split())
            if not written.startswith(bare) or (not written and bare):
                break
            written = written[len(bare) :]
            place += len(choice.token)
            if choice.source == CHAR and not choice.alternatives:
                run.append(choice)
                continue
            yield from _join(run)
            run = []
            yield choice
        yield from _join(run)
        if any(map(str.isalnum, written)):
            raise ValueError(f"another text was traced, without {written!r}")
        yield from (Choice(token, PROGRAM) for token in tokenize(written))


def _join(run: Sequence[Choice]) -> Iterator[Choice]:
    """Characters as the tokens that they make."""
    begin = 0
    for token in tokenize("".join(choice.token for choice in run)):
        end = begin + len(token)
        yield Choice(token, CHAR, sum(choice.bits for choice in run[begin:end]))
        begin = end


def make_choice(
    token: str,
    source: str,
    probability: float,
    rivals: tuple[Sequence[str], NDArray[np.float64]] | None = None,
) -> Choice:
    """A token that was drawn with this probability.

    ``rivals`` are all tokens, (V,), and their probabilities, (V,).
    """
    alternatives = () if rivals is None else tuple(_find_alternatives(token, *rivals))
    bits = max(0.0, -log_scalar(probability) / _LN2)
    return Choice(token, source, bits, alternatives)


def _find_alternatives(
    token: str, tokens: Sequence[str], probabilities: NDArray[np.float64]
) -> Iterator[Alternative]:
    """The most probable tokens that readers can see, but for ``token``."""
    found = 0
    for index in np.argsort(-probabilities, kind="stable").tolist():
        other, probability = tokens[index], float(probabilities[index])
        if probability <= 0 or found == MOST_ALTERNATIVES:
            return
        if other not in (token, UNKNOWN) and other.strip():
            yield Alternative(other, probability)
            found += 1
