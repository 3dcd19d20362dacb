"""The probability of a given text, token by token, by each expert of the mixture.

P_word, P_char and P_cache of every token stay separate, so that any weights can be tried on them:
a gate is fitted to them, and ``wisdom evaluate`` computes bits per character from them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wisdom_model.mixture.cache import Cache, Numbers, cache_features
from wisdom_model.mixture.gate import Gate, gate_features
from wisdom_model.mixture.token_boundaries import REPLACEMENT
from wisdom_model.mixture.token_probability import TokenScorer
from wisdom_model.network.sampling import softmax
from wisdom_model.network.threads import one_blas_thread
from wisdom_model.text.tokenizer import tokenize
from wisdom_model.text.vocabulary import UNKNOWN, find_start
from wisdom_model.voice.file import Voice

UNICODE = 0x110000 - 0x800
"""Number of Unicode scalar values: all code points but the surrogates."""

_LN2 = math.log(2)


@dataclass(frozen=True)
class TextProbabilities:
    """The probabilities of a text of N tokens."""

    characters: int
    tokens: tuple[str, ...]
    word: Numbers
    """P_word(token), (N,); 0 for a token that the word model does not know."""
    unknown: Numbers
    """P_word(<unk>) at each token, (N,)."""
    char: Numbers
    """P_char(token), (N,)."""
    cache: Numbers
    """P_cache(token), (N,); 0 for a token that it does not remember."""
    features: Numbers
    """The gate's inputs, (N, FEATURES and CACHE_FEATURES)."""
    char_nats: float
    """Cost of the text by the character model alone, in nats."""
    unseen_characters: int
    """Number of characters that the character model does not know; each costs log(UNICODE) more."""

    @property
    def expert_probabilities(self) -> Numbers:
        """Each expert's probability of each token, (N, 3), in the order of EXPERTS."""
        return np.stack([self.word + self.unknown * self.char, self.char, self.cache], axis=1)

    @property
    def escape_nats(self) -> float:
        """Cost of naming the unseen characters, in nats: the same for every expert."""
        return self.unseen_characters * math.log(UNICODE)

    def bits(self, probabilities: Numbers) -> float:
        """Bits per character of the text whose tokens have these probabilities, (N,)."""
        nats = -float(np.log(probabilities).sum()) + self.escape_nats
        return nats / self.characters / _LN2

    def mix(self, gate: Gate) -> Numbers:
        """P(token) of the mixture, (N,)."""
        shares = np.stack([gate.weigh(features) for features in self.features])
        return np.asarray((shares * self.expert_probabilities[:, : shares.shape[1]]).sum(axis=1))


@one_blas_thread()
def score_text(
    voice: Voice, text: str, sharpness: float, advance: Callable[[int], None] = lambda _: None
) -> TextProbabilities:
    """Score ``text``, which begins a document, by every expert.

    ``advance`` is called with the number of characters of each token once it is scored.
    """
    spelling = TokenScorer(voice.char)
    known = spelling.replace_unknown(text)
    tokens = tokenize(known)
    vocabulary, network = voice.word
    start = find_start(voice.char.vocabulary, vocabulary)
    spelled = spelling.score(tokens, context=start)
    ids = vocabulary.encode([start, *tokens])
    cache, state = Cache(network.architecture.hidden, sharpness), network.start()
    unknown_id = vocabulary.ids[UNKNOWN]
    rows, features = [], []
    before = start
    for index, token in enumerate(tokens):
        logits, state = network.step(ids[index : index + 1], state)
        probabilities, entropy = softmax(logits[0])
        hidden = state.hidden[-1, 0] / np.float32(network.grid)
        recall = cache.recall(hidden)
        unknown, target = float(probabilities[unknown_id]), ids[index + 1]
        word = 0.0 if target == unknown_id else float(probabilities[target])
        rows.append((word, unknown, cache.probability(token, recall)))
        seen = gate_features(float(entropy), unknown, before)
        features.append(seen + cache_features(recall, cache.size))
        cache.add(token, hidden)
        before = token
        advance(len(token))
    word_column, unknown_column, cache_column = np.array(rows).T
    return TextProbabilities(
        characters=len(text),
        tokens=tuple(tokens),
        word=word_column,
        unknown=unknown_column,
        char=np.exp(spelled.tokens),
        cache=cache_column,
        features=np.array(features),
        char_nats=-float(spelled.characters.sum()),
        unseen_characters=known.count(REPLACEMENT) - text.count(REPLACEMENT),
    )
