"""The mixture of the two models, and the gate that weighs them before every token.

Each model gives every possible next token t a probability, and a gate weighs them by w, 0 to 1:

    P(t) = w (P_word(t) + P_word(<unk>) P_char(t)) + (1 - w) P_char(t)

The character model spells what the word model does not know, <unk>. P_char(t) is the probability
that it spells exactly t (``token_probability.py``). Both distributions sum to one, and so does P.
The weights are a softmax over a few features of the position (R. Jacobs et al., "Adaptive Mixtures
of Local Experts", 1991), fitted on validation text.

A third expert is added where texts are scored: the author's phrase memory, whose P(<unk>) the
character model spells too, or a cache (``cache.py``). They do not write in the mixture.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wisdom_model.errors import ModelFileError, quote
from wisdom_model.mixture.cache import CACHE_FEATURES
from wisdom_model.network.exact import exp_scalar, log_scalar
from wisdom_model.voice.header import read_finite

EXPERTS = ("word", "char")
"""The experts that write; a text may be scored with a third one."""
FEATURES = ("one", "entropy", "unknown", "behind_blank", "behind_mark", "behind_capital")
"""The gate's inputs, in the order of its weights; each is scaled to about 0 to 1."""
MEMORY_FEATURES = ("memory_count", "memory_variety")
"""The gate's further inputs where the phrase memory is an expert."""
THIRD_FEATURES = {"cache": CACHE_FEATURES, "memory": MEMORY_FEATURES}
"""The further inputs with each third expert."""


def gate_features(entropy: float, unknown: float, before: str) -> list[float]:
    """FEATURES of one position.

    ``entropy`` is that of P_word, in nats, ``unknown`` is P_word(<unk>), ``before`` the last token.
    """
    body = before.strip()
    return [
        1.0,
        entropy / 5,
        log_scalar(max(unknown, 1e-6)) / 5,
        float(not body),
        float(bool(body) and not body[0].isalnum()),
        float(body[:1].isupper()),
    ]


def memory_features(occurrences: int, followers: int) -> list[float]:
    """MEMORY_FEATURES after a pair that occurred so often, with so many different followers."""
    return [log_scalar(1.0 + occurrences) / 5, followers / max(occurrences, 1)]


@dataclass(frozen=True)
class Gate:
    """Weighs the experts by the features of a position."""

    weights: tuple[tuple[float, ...], ...]
    """One row a feature, one column an expert: two, or three with a third one."""

    def weigh(self, features: Sequence[float]) -> list[float]:
        """The experts' weights, two or three, sum 1; the same on every machine."""
        logits = [0.0] * len(self.weights[0])
        for feature, row in zip(features, self.weights, strict=True):
            logits = [logit + feature * weight for logit, weight in zip(logits, row, strict=True)]
        peak, mass = max(logits), 0.0
        odds = [exp_scalar(logit - peak) for logit in logits]
        for each in odds:  # not by sum(), which newer Pythons do more exactly than older ones
            mass += each
        return [each / mass for each in odds]

    @classmethod
    def constant(cls, shares: Sequence[float]) -> Gate:
        """A gate that ignores its inputs and always gives ``shares``, each above 0."""
        blind = (0.0,) * len(shares)
        return cls((tuple(map(math.log, shares)), *[blind] * (len(FEATURES) - 1)))


DEFAULT_GATE = Gate.constant((0.6, 0.4))
"""For voices whose metadata has no gate."""


@dataclass(frozen=True)
class Mixture:
    """The entry ``mixture`` of a voice's metadata."""

    gate: Gate = DEFAULT_GATE
    """Weighs the two models."""
    gate_with_cache: Gate | None = None
    """Weighs them and the cache."""
    gate_with_memory: Gate | None = None
    """Weighs them and the phrase memory."""
    sharpness: float = 12.0
    """The cache's inverse temperature. Between 8 and 16 the choice changes less than 0.001 bits a
    character."""

    def to_json(self) -> dict[str, Any]:
        return {
            "features": [*FEATURES, *CACHE_FEATURES],
            "weights": [list(row) for row in self.gate.weights],
            "cached": self.gate_with_cache and [list(row) for row in self.gate_with_cache.weights],
            "sharpness": self.sharpness,
            "memory": self.gate_with_memory
            and {
                "features": [*FEATURES, *MEMORY_FEATURES],
                "weights": [list(row) for row in self.gate_with_memory.weights],
            },
        }

    @classmethod
    def from_metadata(cls, metadata: Mapping[str, Any]) -> Mixture:
        """Read a voice's metadata; raises ModelFileError where the entry is not readable."""
        described = metadata.get("mixture")
        if described is None:
            return cls()
        try:
            known = described["features"] == [*FEATURES, *CACHE_FEATURES]
            gate = _read_weights(described["weights"], len(FEATURES), 2)
            cached = described["cached"]
            if cached is not None:
                cached = _read_weights(cached, len(FEATURES + CACHE_FEATURES), 3)
            sharpness = read_finite(described["sharpness"])
            remembered = described.get("memory")  # missing in older files
            if remembered is not None:
                known = known and remembered["features"] == [*FEATURES, *MEMORY_FEATURES]
                remembered = _read_weights(
                    remembered["weights"], len(FEATURES + MEMORY_FEATURES), 3
                )
        except (KeyError, TypeError, ValueError) as error:
            raise ModelFileError(
                f"the description of the mixture is not readable: {error}"
            ) from error
        if not known or sharpness < 0:
            raise ModelFileError(
                f"the mixture sees {quote(described['features'])} with sharpness {sharpness}, "
                f"this program knows {[*FEATURES, *CACHE_FEATURES]}: train again"
            )
        return cls(gate, cached, remembered, sharpness)


def _read_weights(rows: Any, height: int, width: int) -> Gate:  # noqa: ANN401 (JSON)
    weights = tuple(tuple(map(read_finite, row)) for row in rows)
    if len(weights) != height or {len(row) for row in weights} != {width}:
        raise ValueError(f"expected {height} rows of {width} finite weights")
    return Gate(weights)
