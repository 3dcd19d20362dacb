"""The mixture: before every token both models are asked, and what was said already.

Three experts give each possible next token t a probability, and a gate weighs them:

    P(t) = w_word (P_word(t) + P_word(<unk>) P_char(t)) + w_char P_char(t) + w_cache P_cache(t)

- P_word is the word model's; what it does not know, <unk>, is spelled by the character model;
- P_char(t) is the probability that the character model spells exactly t (``spelling.py``);
- P_cache is a neural cache (E. Grave et al., arXiv:1612.04426): the tokens of the text so far, each
  weighted by how much the word model's state was like its state now, exp(sharpness (cos - 1)).

The weights are a softmax over a few features (R. Jacobs et al., "Adaptive Mixtures of Local
Experts", 1991), fitted on validation text. Each expert's probabilities sum to one, so P's do, too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.errors import ModelFileError
from wisdom_model.exact import Float, exp, log, total

Numbers = NDArray[np.float64]

EXPERTS = ("word", "char", "cache")
FEATURES = (
    "one",
    "word_entropy",
    "char_entropy",
    "unknown",
    "behind_blank",
    "behind_mark",
    "behind_capital",
    "cache_peak",
    "cache_likeness",
    "cache_size",
)
"""What the gate sees, in the order of its weights; each brought to about 0 to 1 in size."""
WINDOW = 10_000
"""Tokens that the cache remembers."""

_EXACT = 2**24  # float32 holds every whole number up to it


class Recall(NamedTuple):
    """What a cache says of the next token."""

    weights: Numbers
    """A share for each remembered token, (N,), sum 1; empty if there is none."""
    peak: float
    """The largest of them."""
    likeness: float
    """The largest cosine of a state then and now; 0 if there is none."""


class Cache:
    """Tokens so far, each with the word model's top hidden state before it, (H,)."""

    def __init__(self, hidden: int, sharpness: float) -> None:
        self.tokens: list[str] = []
        self._numbers: dict[str, int] = {}  # one a distinct token
        self._sharpness = sharpness
        # On such a grid the product of two states is exact.
        self._grid = np.float32(math.isqrt((_EXACT - 1) // hidden))
        self._states = np.zeros((64, hidden), np.float32)
        self._norms = np.zeros(64)
        self._said = np.zeros(64, np.int64)  # numbers of the tokens

    def fork(self) -> Cache:
        """A cache that remembers the same, and then goes its own way."""
        twin = object.__new__(Cache)
        twin.__dict__ |= self.__dict__
        twin.tokens, twin._numbers = self.tokens.copy(), self._numbers.copy()
        twin._states, twin._norms = self._states.copy(), self._norms.copy()
        twin._said = self._said.copy()
        return twin

    def add(self, token: str, hidden: Float) -> None:
        """Remember that ``token`` came behind the state ``hidden``, (H,)."""
        size = len(self.tokens)
        if size == len(self._norms):
            self._states = np.concatenate([self._states, np.zeros_like(self._states)])
            self._norms = np.concatenate([self._norms, np.zeros_like(self._norms)])
            self._said = np.concatenate([self._said, np.zeros_like(self._said)])
        self._said[size] = self._numbers.setdefault(token, len(self._numbers))
        self._states[size], self._norms[size] = self._measure(hidden)
        self.tokens.append(token)

    def recall(self, hidden: Float) -> Recall:
        """Weigh what is remembered by the state now, (H,)."""
        size = len(self.tokens)
        if size == 0:
            return Recall(np.zeros(0), 0.0, 0.0)
        recent = slice(max(0, size - WINDOW), size)
        state, norm = self._measure(hidden)
        likeness = (self._states[recent] @ state).astype(np.float64) / (self._norms[recent] * norm)
        weights = exp(self._sharpness * (likeness - 1))
        weights /= total(weights)
        return Recall(weights, float(weights.max()), float(likeness.max()))

    def share(self, token: str, recall: Recall) -> float:
        """P_cache(token)."""
        size = len(self.tokens)
        said = self._said[max(0, size - WINDOW) : size]
        return float(recall.weights[said == self._numbers.get(token, -1)].sum())

    def _measure(self, hidden: Float) -> tuple[Float, float]:
        state: Float = np.rint(hidden * self._grid)
        return state, math.sqrt(max(float(state @ state), 1.0))


def describe(
    word_entropy: float, char_entropy: float, unknown: float, before: str, recall: Recall, size: int
) -> list[float]:
    """Features of one place in a text, as FEATURES lists them.

    Entropies in nats, of the next token and of the next character; ``unknown`` is P_word(<unk>),
    ``before`` the token that was read last, ``size`` the number of tokens that the cache remembers.
    """
    sizes = np.array([max(unknown, 1e-6), max(recall.peak, 1e-6), min(size, WINDOW) + 1.0])
    unknown, peak, remembered = log(sizes).tolist()
    body = before.strip()
    return [
        1.0,
        word_entropy / 5,
        char_entropy / 2,
        unknown / 5,
        float(not body),
        float(bool(body) and not body[0].isalnum()),
        float(body[:1].isupper()),
        peak / 3,
        recall.likeness,
        remembered / 10,
    ]


@dataclass(frozen=True)
class Gate:
    """Weighs the experts by features."""

    weights: tuple[tuple[float, ...], ...]
    """One row a feature, one column an expert."""
    sharpness: float = 12.0
    """Of the cache: how much the likest states count for more."""

    def shares(self, features: Sequence[float]) -> Numbers:
        """The experts' weights, (3,), sum 1; the same on every machine."""
        logits = total((np.array(features)[:, None] * np.array(self.weights)).T)[:, 0]
        odds = exp(logits - logits.max())
        found: Numbers = odds / total(odds)
        return found

    @classmethod
    def constant(cls, shares: Sequence[float], sharpness: float = 12.0) -> Gate:
        """A gate that sees nothing and always gives the same shares."""
        first = tuple(math.log(max(share, 1e-9)) for share in shares)
        blind = (0.0,) * len(first)
        return cls((first, *[blind] * (len(FEATURES) - 1)), sharpness)

    def to_json(self) -> dict[str, Any]:
        return {
            "experts": list(EXPERTS),
            "features": list(FEATURES),
            "weights": [list(row) for row in self.weights],
            "sharpness": self.sharpness,
        }

    @classmethod
    def of(cls, metadata: Mapping[str, Any]) -> Gate:
        """The gate that a voice's metadata hold under ``mixture``; the usual shares if none.

        Raises ModelFileError where it is not readable.
        """
        described = metadata.get("mixture")
        if described is None:
            return cls.constant(USUAL)
        try:
            known = described["experts"] == list(EXPERTS) and described["features"] == [*FEATURES]
            rows = tuple(tuple(float(weight) for weight in row) for row in described["weights"])
            sharpness = float(described["sharpness"])
        except (KeyError, TypeError, ValueError) as error:
            raise ModelFileError("the description of the mixture is not readable") from error
        numbers = [number for row in rows for number in row] + [sharpness]
        sizes = {len(row) for row in rows}
        fits = len(rows) == len(FEATURES) and sizes == {len(EXPERTS)}
        if not known or not fits or not all(map(math.isfinite, numbers)) or sharpness < 0:
            raise ModelFileError(
                f"the mixture's weights are not {len(FEATURES)} rows of {len(EXPERTS)} finite "
                f"numbers for the features and experts that this program knows"
            )
        return cls(rows, sharpness)


USUAL = (0.57, 0.37, 0.06)
"""Shares of the experts where a voice was trained before there was a gate."""
