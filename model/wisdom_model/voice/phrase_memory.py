"""How often the author said which pair and triple of tokens: a smoothed model of three tokens.

Interpolated Kneser-Ney (R. Kneser and H. Ney, "Improved backing-off for m-gram language modeling",
1995; S. Chen and J. Goodman, "An empirical study of smoothing techniques for language modeling",
1999) with one discount D an order:

    P(c | a b) = (n(a b c) - D) / n(a b) + D N(a b .) / n(a b) P(c | b)
    P(c | b)   = (N(. b c) - D) / N(. b .) + D N(b .) / N(. b .) P(c)
    P(c)       = (N(. c) - D) / N(. .) + what is left, the same for every token

n counts occurrences, N different tokens at the dot. All distributions sum to one. A file keeps the
pairs, the triples and the triples' counts; everything else follows from these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wisdom_model.errors import ModelFileError
from wisdom_model.network.exact import log, log_scalar

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

LARGEST_COUNT = 65_535
"""Of a triple; what the author said more often counts as often."""
_FALLBACK_DISCOUNT = 0.75  # where no pair or triple occurred exactly once or twice


@dataclass(eq=False)
class PhraseMemory:
    """The pairs and triples of an author's tokens, by their ids in the word model's vocabulary."""

    pair_rows: NDArray[np.uint16]
    """(V,): how many different tokens follow each token."""
    pairs: NDArray[np.unsignedinteger]
    """(pairs,): the followers of token 0, ascending, then those of token 1, and so on."""
    triple_rows: NDArray[np.uint16]
    """(pairs,): how many different tokens follow each pair."""
    triples: NDArray[np.unsignedinteger]
    """(triples,): the followers of each pair, ascending, in the order of the pairs."""
    counts: NDArray[np.uint16]
    """(triples,): how often each triple occurs."""

    @classmethod
    def make(cls, documents: Iterable[Integers], start: int, vocabulary: int) -> PhraseMemory:
        """Count the triples of documents, given as ids, (N,) each.

        ``start`` is the id that stands twice before each document and once after it.
        """
        padded = [np.concatenate([[start, start], ids, [start]]) for ids in documents]
        joined = [ids[:-2] * vocabulary + ids[1:-1] for ids in padded]
        contexts = np.concatenate(joined) if joined else np.zeros(0, np.int64)
        followers = np.concatenate([ids[2:] for ids in padded]) if padded else contexts
        keys, counts = np.unique(contexts * vocabulary + followers, return_counts=True)
        contexts, triples = np.divmod(keys, vocabulary)
        # What ends a document follows something too: all pairs, and not only those that go on.
        ends = np.array([ids[-2] * vocabulary + ids[-1] for ids in padded], np.int64)
        pairs, places = np.unique(np.concatenate([contexts, ends]), return_inverse=True)
        rows = np.bincount(places[: len(contexts)], minlength=len(pairs))
        first, second = np.divmod(pairs, vocabulary)
        narrow = np.uint16 if vocabulary <= 1 + np.iinfo(np.uint16).max else np.uint32
        return cls(
            np.bincount(first, minlength=vocabulary).astype(np.uint16),
            second.astype(narrow),
            rows.astype(np.uint16),
            triples.astype(narrow),
            np.minimum(counts, LARGEST_COUNT).astype(np.uint16),
        )

    @classmethod
    def read(cls, tensors: Mapping[str, NDArray[Any]], vocabulary: int) -> PhraseMemory:
        """Make a memory of what ``tensors`` returned, for a vocabulary of this size.

        Raises ModelFileError unless the tensors fit each other and the vocabulary.
        """
        names = [field.name for field in fields(cls)]
        wrong = sorted(tensors.keys() ^ set(names))
        if wrong:
            raise ModelFileError(
                f"the phrase memory's tensors are {', '.join(sorted(tensors))}: expected "
                f"{', '.join(names)}"
            )
        rows, pairs, triple_rows, triples, counts = (tensors[name] for name in names)
        fits = all(
            tensor.ndim == 1 and tensor.dtype in (np.uint16, np.uint32)
            for tensor in tensors.values()
        )
        fits = fits and len(rows) == vocabulary and counts.min(initial=1) > 0
        for ids, lengths in ((pairs, rows), (triples, triple_rows)):
            fits = fits and len(ids) == lengths.sum(dtype=np.int64)
            fits = fits and _ascends(ids, lengths) and ids.max(initial=0) < vocabulary
        fits = fits and len(triple_rows) == len(pairs) and len(counts) == len(triples)
        memory = cls(rows, pairs, triple_rows, triples, counts)
        if not fits or not memory._has_all_pairs():
            raise ModelFileError(
                "the phrase memory's tensors do not fit each other or the word model's vocabulary"
            )
        return memory

    def tensors(self) -> dict[str, NDArray[Any]]:
        """What a file keeps, by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def log_probabilities(self, before: int, last: int) -> Floats:
        """Log P(token | before, last) of every token, (V,), in nats; the same on every machine."""
        log_unigrams, unigrams = self._unigrams
        row = self.find_pairs(last)
        continuations = self._continuations[row]
        mass = int(continuations.sum())
        if mass == 0:
            return log_unigrams
        followers = self.pairs[row]
        share = self._pair_discount * int((continuations > 0).sum()) / mass
        values = np.maximum(continuations - self._pair_discount, 0) / mass
        values += share * unigrams[followers]
        found_triples = self.find_triples(before, last)
        triples, counts = self.triples[found_triples], self.counts[found_triples].astype(np.int64)
        if len(counts):
            occurrences = int(counts.sum())
            kept = self._triple_discount * len(counts) / occurrences
            share *= kept
            values *= kept
            values[np.searchsorted(followers, triples)] += (
                counts - self._triple_discount
            ) / occurrences
        found: Floats = log_unigrams + log_scalar(share)
        found[followers] = log(values)
        return found

    def count_followers(self, before: int, last: int) -> tuple[int, int]:
        """How often ``before last`` was followed by any token, and by how many different ones."""
        counts = self.counts[self.find_triples(before, last)]
        return int(counts.sum(dtype=np.int64)), len(counts)

    def find_pairs(self, last: int) -> slice:
        """The places in ``pairs`` of the tokens that the author wrote after ``last``."""
        return slice(int(self._pair_starts[last]), int(self._pair_starts[last + 1]))

    def find_triples(self, before: int, last: int) -> slice:
        """The places in ``triples`` of the tokens that the author wrote after ``before last``."""
        row = self.find_pairs(before)
        place = row.start + int(np.searchsorted(self.pairs[row], last))
        if place == row.stop or self.pairs[place] != last:
            return slice(0, 0)
        return slice(int(self._triple_starts[place]), int(self._triple_starts[place + 1]))

    def measure_share(self, token: int) -> Floats:
        """Of what followed each pair, the share of ``token``, (pairs,); 0 if nothing followed."""
        places = np.repeat(np.arange(len(self.pairs)), self.triple_rows)
        occurrences = np.bincount(places, self.counts, len(self.pairs))
        shares = np.bincount(places, self.counts * (self.triples == token), len(self.pairs))
        found: Floats = shares / np.maximum(occurrences, 1)
        return found

    @property
    def log_unigrams(self) -> Floats:
        """Log P(token), (V,), in nats, without any context."""
        return self._unigrams[0]

    @cached_property
    def _pair_starts(self) -> Integers:
        return np.concatenate([[0], np.cumsum(self.pair_rows, dtype=np.int64)])

    @cached_property
    def _triple_starts(self) -> Integers:
        return np.concatenate([[0], np.cumsum(self.triple_rows, dtype=np.int64)])

    @cached_property
    def _continuations(self) -> Integers:
        """N(. b c) of every pair b c, (pairs,)."""
        keys, ends = self._pair_keys
        return np.bincount(np.searchsorted(keys, ends), minlength=len(keys))

    @property
    def _pair_keys(self) -> tuple[Integers, Integers]:
        """One number a pair, (pairs,), ascending, and that of each triple's last two tokens."""
        vocabulary = len(self.pair_rows)
        first = np.repeat(np.arange(vocabulary), self.pair_rows)
        second = np.repeat(self.pairs.astype(np.int64), self.triple_rows)
        return first * vocabulary + self.pairs, second * vocabulary + self.triples

    def _has_all_pairs(self) -> bool:
        """Whether the last two tokens of every triple are a pair."""
        keys, ends = self._pair_keys
        places = np.searchsorted(keys, ends)
        return bool((places < len(keys)).all() and (keys[places] == ends).all())

    @cached_property
    def _unigrams(self) -> tuple[Floats, Floats]:
        """Log P(c) and P(c), (V,) each."""
        counts = np.bincount(self.pairs, minlength=len(self.pair_rows))
        discount, mass = find_discount(counts), max(int(counts.sum()), 1)
        values = np.maximum(counts - discount, 0) / mass
        values += (1 - float(np.add.accumulate(values)[-1])) / len(values)
        return log(values), values

    @cached_property
    def _pair_discount(self) -> float:
        return find_discount(self._continuations)

    @cached_property
    def _triple_discount(self) -> float:
        return find_discount(self.counts)


def _ascends(ids: NDArray[Any], lengths: NDArray[Any]) -> bool:
    """Whether the ids of each row are in ascending order."""
    rows = np.repeat(np.arange(len(lengths)), lengths)
    same = rows[1:] == rows[:-1]
    return bool((ids[1:] > ids[:-1])[same].all())


def find_discount(counts: NDArray[np.integer]) -> float:
    """D of Kneser-Ney: n1 / (n1 + 2 n2), where n1 things occurred once and n2 twice."""
    once, twice = int((counts == 1).sum()), int((counts == 2).sum())  # noqa: PLR2004 (twice)
    return once / (once + 2 * twice) if once and twice else _FALLBACK_DISCOUNT
