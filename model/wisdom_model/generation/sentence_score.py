"""How much a reader would rather have one sentence than another.

The likeliest sentences are the dullest: stock phrases of frequent words. Readers want whole
sentences about something (``docs/guide/how-it-works.md`` has their choices). The score of a
sentence of n tokens is a sum of six parts:

- fluency: an unexpected function word mostly is a mistake of grammar, an unexpected content word an
  idea. So only function words count, and of each only the nats above USUAL_COST.
- concreteness: the share of content words.
- manner: how characteristic its words are of the author.
- thread: how near in meaning the content words are to those before, by the cosines of their vectors
  in the word model.
- repetition: each phrase of PHRASE_WORDS words counts that stood in the text before, and less so in
  other texts.
- length: how many words it has more or fewer than the author's sentences have in the mean.

How much a token is a content word, 0 to 1, follows from its probability without context: the
rarer, the more. How characteristic a word is, 0 to 1, follows from how much more often the author
uses it than its rank in the vocabulary lets expect (by G. Zipf's law, P = 0.1 / rank). The
vocabulary of a voice that began with a base is ranked by the frequencies of many authors. Without a
base it is ranked by the author's own, and no word is characteristic.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
from numpy.typing import NDArray

from wisdom_model.generation.product_generator import WrittenToken
from wisdom_model.network.exact import Quantised, log
from wisdom_model.text.sentences import ENDERS
from wisdom_model.text.vocabulary import Vocabulary
from wisdom_model.text.words import list_ngrams, split_words
from wisdom_model.voice.file import LanguageModel
from wisdom_model.voice.phrase_memory import PhraseMemory

FLUENCY, CONCRETENESS, MANNER, THREAD, REPETITION, LENGTH = 6.0, 2.0, 6.0, 1.0, 2.0, 0.1
"""The weights of the six parts."""
REPETITION_OF_OTHERS = 0.5
"""The weight of a phrase that stood in another text."""
PHRASE_WORDS = 4
USUAL_COST = 4.0
"""Nats that a function word may cost."""

_FUNCTION_LOG, _CONTENT_LOG = -7.0, -10.0  # log-probabilities of function and of content words
_ZIPF = 0.1  # the probability of the most frequent token, by which all others follow
_MOST_MANNER = 5.0  # nats that a word is more frequent than expected, from which on it counts 1
_LEAST_CONTENT = 0.5  # of a word that the thread is made of
_NEAR = 0.6  # cosine above which two words count as near


class SentenceScorer:
    """Scores sentences of one word model, by what its author's phrase memory says of its tokens."""

    def __init__(self, model: LanguageModel, memory: PhraseMemory) -> None:
        words = np.array([token.strip().isalpha() for token in model.vocabulary.tokens])
        rarity = _FUNCTION_LOG - memory.log_unigrams
        self.usual_words = measure_sentences(memory, model.vocabulary)
        """Words of the author's sentences, in the mean."""
        self.content = np.clip(rarity / (_FUNCTION_LOG - _CONTENT_LOG), 0, 1) * words  # (V,)
        """How much each token is a content word, 0 to 1, (V,)."""
        known = np.bincount(memory.triples, minlength=len(words)) > 0
        excess = memory.log_unigrams + log((np.arange(len(words)) + 1) / _ZIPF)
        self.manner = np.clip(excess / _MOST_MANNER, 0, 1) * words * known
        """How characteristic of the author each token is, 0 to 1, (V,)."""
        embedding = model.network.tensors["embedding.weight"]
        assert isinstance(embedding, Quantised)  # noqa: S101 (its shape has two axes)
        self._embedding = embedding
        self._mean = (embedding.integers * embedding.scale[:, None]).mean(axis=0)

    def score(
        self,
        tokens: Sequence[WrittenToken],
        thread: Collection[int] = (),
        phrases: AbstractSet[tuple[str, ...]] = frozenset(),
        said: AbstractSet[tuple[str, ...]] = frozenset(),
    ) -> float:
        """The score of a sentence; higher is better.

        ``thread`` are the ids of the content words before it, ``phrases`` those of the text before
        it, ``said`` those of other texts.
        """
        ids = [token.id for token in tokens]
        costs = np.array([-token.log_probability for token in tokens])
        content = self.content[ids]
        mistakes = float(((1 - content) * np.maximum(costs - USUAL_COST, 0)).mean())
        words, own = sum(_begins_word(token.text) for token in tokens), self.find_phrases(tokens)
        return (
            CONCRETENESS * float(content.mean())
            + MANNER * float(self.manner[ids].mean())
            - FLUENCY * mistakes
            + THREAD * self._measure_thread(self.find_content(tokens), sorted(thread))
            - REPETITION * len(own & phrases)
            - REPETITION_OF_OTHERS * len(own & said)
            - LENGTH * abs(words - self.usual_words)
        )

    def find_content(self, tokens: Sequence[WrittenToken]) -> list[int]:
        """Ids of the content words of a sentence, in order."""
        return [token.id for token in tokens if self.content[token.id] > _LEAST_CONTENT]

    @staticmethod
    def find_phrases(tokens: Sequence[WrittenToken]) -> set[tuple[str, ...]]:
        """All phrases of PHRASE_WORDS words in a row, without case and marks."""
        return cut_phrases(split_words("".join(token.text for token in tokens)))

    def _measure_thread(self, words: Sequence[int], thread: Sequence[int]) -> float:
        """The mean over ``words`` of the cosine to the nearest word of ``thread``; 0 without."""
        if not words or not thread:
            return 0.0
        cosines = self._find_directions(words) @ self._find_directions(thread).T
        return float(np.minimum(cosines.max(axis=1), _NEAR).mean())

    def _find_directions(self, ids: Sequence[int]) -> NDArray[np.float64]:
        """The words' vectors less the mean of all, scaled to length 1: (ids, E)."""
        integers, scale = self._embedding
        rows = np.array(ids)
        vectors = integers[rows] * scale[rows][:, None].astype(np.float64) - self._mean
        return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1)[:, None], 1e-9))


def cut_phrases(words: Sequence[str]) -> set[tuple[str, ...]]:
    """All phrases of PHRASE_WORDS of these ``words`` in a row."""
    return set(list_ngrams(words, PHRASE_WORDS))


def measure_sentences(memory: PhraseMemory, vocabulary: Vocabulary) -> float:
    """The mean number of words in the author's sentences, as the phrase memory has them."""
    counts = np.bincount(memory.triples, memory.counts, len(vocabulary))  # of each token
    words = np.array([_begins_word(token) for token in vocabulary.tokens])
    ends = np.array([token.strip()[:1] in ENDERS for token in vocabulary.tokens])
    return float(counts[words].sum() / max(counts[ends].sum(), 1))


def _begins_word(token: str) -> bool:
    return token.strip()[:1].isalnum()
