"""The probability of a given text, token by token, by each expert of the mixture.

The probabilities of every token by the word model, the character model, the cache and the phrase
memory stay separate, so that any weights can be tried on them: a gate is fitted to them, and
``wisdom evaluate`` computes bits per character from them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wisdom_model.mixture.cache import Cache, Numbers, cache_features
from wisdom_model.mixture.gate import MEMORY_FEATURES, Gate, gate_features, memory_features
from wisdom_model.mixture.token_boundaries import REPLACEMENT
from wisdom_model.mixture.token_probability import TokenScorer
from wisdom_model.network.exact import exp
from wisdom_model.network.language_model import Ids
from wisdom_model.network.sampling import softmax
from wisdom_model.network.threads import one_blas_thread
from wisdom_model.text.tokenizer import tokenize
from wisdom_model.text.vocabulary import UNKNOWN, find_start
from wisdom_model.voice.file import Voice
from wisdom_model.voice.phrase_memory import PhraseMemory

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
    memory: Numbers
    """P_memory(token) of the phrase memory, whose <unk> P_char spells, (N,); 0 without one."""
    features: Numbers
    """The gate's inputs, (N, FEATURES)."""
    cache_features: Numbers
    """Further inputs with the cache, (N, CACHE_FEATURES)."""
    memory_features: Numbers
    """Further inputs with the memory, (N, MEMORY_FEATURES)."""
    char_nats: float
    """Cost of the text by the character model alone, in nats."""
    unseen_characters: int
    """Number of characters that the character model does not know; each costs log(UNICODE) more."""

    def experts(self, third: str | None = None) -> Numbers:
        """Each expert's probability of each token, in the order of EXPERTS: (N, 2), or (N, 3).

        ``third`` is None, ``cache`` or ``memory``.
        """
        both = [self.word + self.unknown * self.char, self.char]
        return np.stack(both if third is None else [*both, getattr(self, third)], axis=1)

    def inputs(self, third: str | None = None) -> Numbers:
        """The inputs of the gate of these experts, (N, features)."""
        if third is None:
            return self.features
        return np.concatenate([self.features, getattr(self, f"{third}_features")], axis=1)

    @property
    def escape_nats(self) -> float:
        """Cost of naming the unseen characters, in nats: the same for every expert."""
        return self.unseen_characters * math.log(UNICODE)

    def bits(self, probabilities: Numbers) -> float:
        """Bits per character of the text whose tokens have these probabilities, (N,)."""
        nats = -float(np.log(probabilities).sum()) + self.escape_nats
        return nats / self.characters / _LN2

    def mix(self, gate: Gate, third: str | None = None) -> Numbers:
        """P(token) of the mixture with this ``third`` expert, (N,)."""
        shares = np.stack([gate.weigh(features) for features in self.inputs(third).tolist()])
        return np.asarray((shares * self.experts(third)).sum(axis=1))


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
    rows, features, cache_rows = [], [], []
    before = start
    for index, token in enumerate(tokens):
        logits, state = network.step(ids[index : index + 1], state)
        probabilities, entropy = softmax(logits[0])
        hidden = state.hidden[-1, 0] / np.float32(network.grid)
        recall = cache.recall(hidden)
        unknown, target = float(probabilities[unknown_id]), ids[index + 1]
        word = 0.0 if target == unknown_id else float(probabilities[target])
        rows.append((word, unknown, cache.probability(token, recall)))
        features.append(gate_features(float(entropy), unknown, before))
        cache_rows.append(cache_features(recall, cache.size))
        cache.add(token, hidden)
        before = token
        advance(len(token))
    word_column, unknown_column, cache_column = np.array(rows).T
    spelled_chances = np.exp(spelled.tokens)
    memory_chances, memory_rows = _ask_memory(voice.phrase_memory, ids, unknown_id)
    known_to_memory = ids[1:] != unknown_id
    return TextProbabilities(
        characters=len(text),
        tokens=tuple(tokens),
        word=word_column,
        unknown=unknown_column,
        char=spelled_chances,
        cache=cache_column,
        memory=memory_chances[:, 0] * known_to_memory + memory_chances[:, 1] * spelled_chances,
        features=np.array(features),
        cache_features=np.array(cache_rows),
        memory_features=memory_rows,
        char_nats=-float(spelled.characters.sum()),
        unseen_characters=known.count(REPLACEMENT) - text.count(REPLACEMENT),
    )


def _ask_memory(memory: PhraseMemory | None, ids: Ids, unknown: int) -> tuple[Numbers, Numbers]:
    """P(token) and P(<unk>) by the memory of each id after the first, (N, 2), and its features."""
    chances = np.zeros((len(ids) - 1, 2))
    rows = np.zeros((len(ids) - 1, len(MEMORY_FEATURES)))
    if memory is None:
        return chances, rows
    start = int(ids[0])
    before = last = start
    for index, target in enumerate(ids[1:].tolist()):
        logs = memory.log_probabilities(before, last)
        chances[index] = exp(logs[[target, unknown]])
        rows[index] = memory_features(*memory.count_followers(before, last))
        before, last = (start, start) if target == start else (last, target)
    return chances, rows
