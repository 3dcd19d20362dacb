"""Documents that say again what an earlier one said, word for word or nearly.

Two texts are nearly the same if they share three quarters of their sequences of three words. That
share, the Jaccard index, is estimated by MinHash (A. Broder, "On the resemblance and containment of
documents", 1997; doi:10.1109/SEQUEN.1997.666900): 32 hash functions each pick a sequence of a text,
and two texts agree on a pick as often as they share sequences. Texts are compared if they agree on
four picks in a row. ``check.duplicates`` finds the same in a whole corpus at once, and exactly;
here texts come one at a time.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from wisdom_model.hashing import GOLDEN_GAMMA, mix_bits
from wisdom_model.text.words import list_ngrams
from wisdom_training.check.duplicates import FEWEST_WORDS, NEAR

_PICKS, _BAND = 32, 4
_SEQUENCE = 3  # words
_ROW_STATES: NDArray[np.uint64] = GOLDEN_GAMMA * np.arange(1, _PICKS // _BAND + 1, dtype=np.uint64)
_GROWTH = 4096  # texts that are placed anew at a time
_WORD = re.compile(r"[^\W_]+")
_RNG = np.random.default_rng(1997)
_FACTORS = _RNG.integers(0, 1 << 64, _PICKS, dtype=np.uint64) | np.uint64(1)


class Repetition(Enum):
    """How a text repeats an earlier one; the value names such texts in the plural."""

    KNOWN = "texts that the corpus has already"
    SAME = "texts that repeat an earlier one"
    NEARLY = "texts that nearly repeat an earlier one"


class Duplicates:
    """The texts seen so far; it needs about 300 bytes for each."""

    def __init__(self) -> None:
        self._known: set[int] = set()
        self._exact: set[int] = set()
        self._signatures = _Signatures()
        self._known_signatures = 0

    def know_all(self) -> None:
        """Call all texts so far known."""
        self._known, self._exact = self._exact, set()
        self._known_signatures = len(self._signatures)

    def find(self, text: str) -> Repetition | None:
        """How ``text`` repeats an earlier one, or None; remembers it."""
        words = fold_words(text)
        whole = _hash(" ".join(words) or text)
        if whole in self._known:
            return Repetition.KNOWN
        if whole in self._exact:
            return Repetition.SAME
        self._exact.add(whole)
        earlier = self._signatures.find(_pick(words)) if len(words) >= FEWEST_WORDS else None
        if earlier is None:
            return None
        return Repetition.KNOWN if earlier < self._known_signatures else Repetition.NEARLY


class _Signatures:
    """The picks of all texts, and a hash table from four picks in a row to the first such text.

    The table has numbers alone: whoever finds one compares all picks. Where two different rows
    share a slot, the later text is not found by that row, but by the other seven.
    """

    def __init__(self) -> None:
        self._picks = np.zeros((1024, _PICKS), np.uint16)
        self._table = np.zeros(1 << 15, np.uint32)  # numbers from 1; 0 is an empty slot
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def find(self, picks: NDArray[np.uint16]) -> int | None:
        """The number of a text with nearly the same picks, or None; then these are added."""
        slots = self._find_slots(picks[None])[0]
        numbers = self._table[slots]
        for number in set(numbers[numbers > 0].tolist()):
            if (self._picks[number - 1] == picks).mean() >= NEAR:
                return int(number) - 1
        self._add(picks, slots[numbers == 0])
        return None

    def _add(self, picks: NDArray[np.uint16], slots: NDArray[np.uint64]) -> None:
        if self._count == len(self._picks):
            self._grow()
            slots = self._find_slots(picks[None])[0]
            slots = slots[self._table[slots] == 0]
        self._picks[self._count] = picks
        self._count += 1
        self._table[slots] = self._count

    def _grow(self) -> None:
        self._picks = np.concatenate([self._picks, np.zeros_like(self._picks)])
        self._table = np.zeros(2 * len(self._table), np.uint32)
        for start in range(0, self._count, _GROWTH):
            block = self._picks[start : min(start + _GROWTH, self._count)]
            for number, slots in enumerate(self._find_slots(block), start + 1):
                self._table[slots[self._table[slots] == 0]] = number

    def _find_slots(self, picks: NDArray[np.uint16]) -> NDArray[np.uint64]:
        """The slots of the rows of each text's picks, (T, _PICKS) to (T, _PICKS / _BAND)."""
        rows = np.ascontiguousarray(picks).view(np.uint64)  # four numbers of 16 bits each
        return mix_bits(rows + _ROW_STATES) & np.uint64(len(self._table) - 1)


def fold_words(text: str) -> list[str]:
    """The words of ``text`` without case, marks and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))


def _pick(words: list[str]) -> NDArray[np.uint16]:
    sequences = {" ".join(ngram) for ngram in list_ngrams(words, _SEQUENCE)}
    hashes = np.array([_hash(sequence) for sequence in sequences], np.uint64)
    mixed = hashes[:, None] * _FACTORS  # modulo 2**64, of which the upper half is well mixed
    least: NDArray[np.uint64] = (mixed >> np.uint64(32)).min(axis=0)
    return mix_bits(least).astype(np.uint16)  # the least numbers have few high bits


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
