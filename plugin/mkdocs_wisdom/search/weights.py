"""The BM25 weight of each term in each document, as lunr computes it.

The constants and the rounding are those of lunr.js 2.3.9 and lunr.py 0.8; lunr.py's ``Builder``,
which makes a whole index, takes several times as long. Source:
S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lunr.idf import idf  # type: ignore[import-untyped]  # lunr ships no types

K1 = 1.2
B = 0.75
SCALE = 1000  # weights are whole thousandths; lunr keeps three decimals


@dataclass(frozen=True)
class Field:
    """One field of all documents."""

    documents: Sequence[Iterable[str]]
    """The words of each document."""
    boost: int = 1
    """The factor of its weights."""


Posting = tuple[list[int], list[int]]
"""The documents that have a term, ascending, and its weight in each, in thousandths."""


def bm25_weights(fields: Mapping[str, Field]) -> dict[str, dict[str, Posting]]:
    """Return for each term and each field that has it the documents and the weights.

    A document's number is its index, the same in all fields.
    """
    frequencies = {name: [Counter(words) for words in f.documents] for name, f in fields.items()}
    counts = {name: _invert(documents) for name, documents in frequencies.items()}
    norms = {name: _norms(documents) for name, documents in frequencies.items()}
    total = max(map(len, frequencies.values()), default=0)
    weights: dict[str, dict[str, Posting]] = {}
    for term in sorted(set().union(*counts.values()), key=utf16):
        found = {name: inverted[term] for name, inverted in counts.items() if term in inverted}
        rarity = idf(
            {name: dict.fromkeys(documents) for name, (documents, _) in found.items()}, total
        )
        weights[term] = {
            name: (
                documents,
                _weigh_term(documents, times, rarity, norms[name], fields[name].boost),
            )
            for name, (documents, times) in found.items()
        }
    return weights


def utf16(term: str) -> bytes:
    """A key that sorts as JavaScript compares strings."""
    return term.encode("utf-16-be", "surrogatepass")


def _invert(documents: Sequence[Mapping[str, int]]) -> dict[str, tuple[list[int], list[int]]]:
    inverted: dict[str, tuple[list[int], list[int]]] = {}
    for number, frequencies in enumerate(documents):
        for term, times in frequencies.items():
            entry = inverted.get(term)
            if entry is None:
                entry = inverted[term] = ([], [])
            entry[0].append(number)
            entry[1].append(times)
    return inverted


def _norms(documents: Sequence[Mapping[str, int]]) -> list[float]:
    """The part of BM25's denominator that grows with a document's length."""
    lengths = [sum(frequencies.values()) for frequencies in documents]
    average = sum(lengths) / len(lengths) if lengths else 0
    if not average:
        return [0.0] * len(lengths)
    return [K1 * (1 - B + B * (length / average)) for length in lengths]


def _weigh_term(
    documents: Sequence[int],
    times: Sequence[int],
    rarity: float,
    norms: Sequence[float],
    boost: int,
) -> list[int]:
    found = [(tf, norms[number]) for number, tf in zip(documents, times, strict=True)]
    weights = {  # many documents of one length have a term equally often
        # Rounded as in lunr.py, to three decimals.
        (tf, norm): round(SCALE * round(rarity * ((K1 + 1) * tf) / (norm + tf) * boost, 3))
        for tf, norm in set(found)
    }
    return [weights[each] for each in found]
