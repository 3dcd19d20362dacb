"""Documents that say again what an earlier one said, word for word or nearly.

Two texts are nearly the same if they share three quarters of their sequences of three words. That
share, the Jaccard index, is estimated by MinHash (A. Broder, "On the resemblance and containment of
documents", 1997; doi:10.1109/SEQUEN.1997.666900): 32 hash functions each pick a sequence of a text, and two texts agree on a pick
as often as they share sequences. Texts are compared if they agree on four picks in a row.
``check.duplicates`` finds the same in a whole corpus at once, and exactly; here texts come singly.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from wisdom_model.text.words import list_ngrams
from wisdom_training.check.duplicates import FEWEST_WORDS, NEAR

_PICKS, _BAND = 32, 4
_SEQUENCE = 3  # words
_WORD = re.compile(r"[^\W_]+")
_RNG = np.random.default_rng(1997)
_FACTORS = _RNG.integers(0, 1 << 64, _PICKS, dtype=np.uint64) | np.uint64(1)


class Repetition(Enum):
    """How a text repeats an earlier one; the value names such texts in the plural."""

    KNOWN = "texts that the corpus has already"
    SAME = "texts that repeat an earlier one"
    NEARLY = "texts that nearly repeat an earlier one"


class Duplicates:
    """The texts seen so far; it needs about 500 bytes for each."""

    def __init__(self) -> None:
        self._known: set[int] = set()
        self._exact: set[int] = set()
        self._bands: dict[int, int] = {}  # the first text with these four picks
        self._picks: list[bytes] = []
        self._known_picks = 0

    def know_all(self) -> None:
        """Call all texts so far known."""
        self._known, self._exact = self._exact, set()
        self._known_picks = len(self._picks)

    def find(self, text: str) -> Repetition | None:
        """How ``text`` repeats an earlier one, or None; remembers it."""
        words = fold_words(text)
        whole = _hash(" ".join(words) or text)
        if whole in self._known:
            return Repetition.KNOWN
        if whole in self._exact:
            return Repetition.SAME
        self._exact.add(whole)
        return self._find_nearly(words) if len(words) >= FEWEST_WORDS else None

    def _find_nearly(self, words: list[str]) -> Repetition | None:
        picks = _pick(words)
        bands = [
            hash((place, picks[place : place + _BAND].tobytes()))
            for place in range(0, _PICKS, _BAND)
        ]
        for earlier in {self._bands[band] for band in bands if band in self._bands}:
            agreed = np.frombuffer(self._picks[earlier], np.uint32) == picks
            if agreed.mean() >= NEAR:
                return Repetition.KNOWN if earlier < self._known_picks else Repetition.NEARLY
        number = len(self._picks)
        self._picks.append(picks.tobytes())
        for band in bands:
            self._bands.setdefault(band, number)
        return None


def fold_words(text: str) -> list[str]:
    """The words of ``text`` without case, marks and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))


def _pick(words: list[str]) -> NDArray[np.uint32]:
    sequences = {" ".join(ngram) for ngram in list_ngrams(words, _SEQUENCE)}
    hashes = np.array([_hash(sequence) for sequence in sequences], np.uint64)
    mixed = hashes[:, None] * _FACTORS  # modulo 2**64, of which the upper half is well mixed
    picks: NDArray[np.uint64] = (mixed >> np.uint64(32)).min(axis=0)
    return picks.astype(np.uint32)


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
