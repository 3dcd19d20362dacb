"""A Markov chain of order 2: the plainest program that writes like somebody, for comparison.

The next word is one of those that followed the last two words in the corpus, as often as each did
(A. A. Markov, 1913; C. Shannon, "A Mathematical Theory of Communication", 1948, section 3). Words
are what stands between white space, so punctuation stays with its word, and a sentence begins and
ends as sentences of the author do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from wisdom_model.text.tokenizer import DOCUMENT_END, LINE
from wisdom_model.text.words import split_words
from wisdom_training.errors import TrainingError
from wisdom_training.evaluation.ngrams import NgramIndex
from wisdom_training.evaluation.passages import find_sentences, gather_passages

ORDER = 2
ATTEMPTS = 1000
"""Sentences that are refused one after the other before the chain gives up."""
_BOUNDARY = 0  # the id before and after every sentence


class MarkovChain:
    """Writes sentences from pairs of words. It takes twelve bytes for each word of the corpus."""

    def __init__(self, pieces: Iterable[str], most_copied: int | None = None) -> None:
        """Read ``pieces`` of a text, cut between sentences.

        A sentence that has more than ``most_copied`` words in a row from the corpus is refused;
        None refuses no sentence. Raises TrainingError if there is no word.
        """
        ids = {"": _BOUNDARY}
        sequence = [_BOUNDARY] * ORDER
        sentences = []
        for piece in pieces:
            for sentence in _split(piece):
                words = sentence.split()
                sequence += [ids.setdefault(word, len(ids)) for word in words]
                sequence += [_BOUNDARY] * ORDER
                sentences.append(sentence)
        if not sentences:
            raise TrainingError("a Markov chain needs a corpus with words, and this one has none")
        self._words = list(ids)
        self._sequence = np.array(sequence, np.int32)
        pairs = self._key(self._sequence[:-2], self._sequence[1:-1])
        self._order = np.argsort(pairs, kind="stable")
        self._pairs = pairs[self._order]
        self._most_copied = most_copied
        self._index = NgramIndex(sentences) if most_copied is not None else None

    def write_texts(self, lengths: Iterable[int], seed: int) -> list[str]:
        """Texts of about ``lengths`` words, of whole sentences; equal seeds give equal texts."""
        return gather_passages(self._write_sentences(np.random.default_rng(seed)), lengths)

    def write_sentence(self, rng: np.random.Generator) -> str:
        """One sentence; raises TrainingError if ATTEMPTS of them copy too much."""
        for _ in range(ATTEMPTS):
            sentence = self._walk(rng)
            if not self._copies(sentence):
                return sentence
        raise TrainingError(
            f"the Markov chain wrote {ATTEMPTS} sentences, and each has more than "
            f"{self._most_copied} words in a row from the corpus. Allow longer copies"
        )

    def _write_sentences(self, rng: np.random.Generator) -> Iterator[str]:
        while True:
            yield f"{self.write_sentence(rng)} "

    def _walk(self, rng: np.random.Generator) -> str:
        written: list[int] = []
        before, last = _BOUNDARY, _BOUNDARY
        while True:
            before, last = last, self._draw_next(before, last, rng)
            if last == _BOUNDARY:
                return " ".join(self._words[each] for each in written)
            written.append(last)

    def _draw_next(self, before: int, last: int, rng: np.random.Generator) -> int:
        """The id after a place in the corpus where these two stand, each place as likely."""
        key = self._key(np.array(before), np.array(last))
        begin, end = (int(np.searchsorted(self._pairs, key, side)) for side in ("left", "right"))
        return int(self._sequence[self._order[rng.integers(begin, end)] + ORDER])

    def _key(self, before: NDArray[np.int32], last: NDArray[np.int32]) -> NDArray[np.int64]:
        """One number for each pair of ids."""
        return before.astype(np.int64) * len(self._words) + last

    def _copies(self, sentence: str) -> bool:
        if self._index is None or self._most_copied is None:
            return False
        return self._index.has_any(split_words(sentence), self._most_copied + 1)


def _split(text: str) -> Iterator[str]:
    """Sentences, and what is left of each line."""
    for line in text.replace(DOCUMENT_END, LINE).split(LINE):
        begin = 0
        for sentence in find_sentences(line):
            yield sentence
            begin += len(sentence)
        if line[begin:].strip():
            yield line[begin:]
