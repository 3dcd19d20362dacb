"""What texts are compared with: the words and the phrases of the author's corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from wisdom_model.text.language_tag import primary_code
from wisdom_model.text.tokenizer import tokenize
from wisdom_model.text.words import fold_word
from wisdom_model.voice.file import Voice
from wisdom_training.evaluation.clauses import list_pairs
from wisdom_training.evaluation.ngrams import NgramIndex

FREQUENT_WORDS = 100
"""Words of the author that are frequent enough to tell which of them never meet."""


@dataclass(frozen=True)
class Author:
    """The corpus of an author, to be searched."""

    index: NgramIndex
    frequent: AbstractSet[str]
    """The FREQUENT_WORDS most frequent words."""
    frequent_pairs: AbstractSet[tuple[str, str]]
    """Those that the author wrote next to each other, with only white space between them."""
    tokens: AbstractSet[str]
    """The folded tokens of the corpus and of the word model's vocabulary, without spaces."""
    english: bool
    """Whether the corpus is known to be in English."""

    @classmethod
    def read(
        cls, pieces: Callable[[], Iterable[str]], tokens: Iterable[str], voice: Voice
    ) -> Author:
        """Read the corpus of ``voice``.

        ``pieces()`` gives its text again and again, cut between words; ``tokens`` are those of the
        corpus.
        """
        index = NgramIndex(pieces())
        frequent = frozenset(index.most_frequent(FREQUENT_WORDS))
        pairs = (pair for piece in pieces() for pair in find_frequent_pairs(piece, frequent))
        known = {_fold_token(token) for token in (*tokens, *voice.word.vocabulary.tokens)}
        return cls(index, frequent, frozenset(pairs), known, is_english(voice.metadata))

    def count_unwritten_pairs(self, text: str) -> int:
        """Count neighbouring frequent words of ``text`` that the author never wrote in this order.

        It finds errors of form in any language: of words so frequent, what never stood side by
        side seldom may. In a small corpus many pairs are missing by chance, from the author's own
        unread text too.
        """
        pairs = find_frequent_pairs(text, self.frequent)
        return sum(pair not in self.frequent_pairs for pair in pairs)

    def count_invented(self, text: str) -> int:
        """Count words of ``text`` that are in neither the corpus nor the word model's vocabulary.

        Of a compound with a hyphen each part is a word.
        """
        return sum(
            token.strip()[:1].isalpha() and _fold_token(token) not in self.tokens
            for token in tokenize(text)
        )


def is_english(metadata: Mapping[str, Any]) -> bool:
    """Whether a voice's ``metadata`` name English as the language of its corpus."""
    language = str(metadata.get("corpus", {}).get("language", ""))
    return primary_code(language) in {"en", "eng", "english"}


def find_frequent_pairs(text: str, frequent: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    """Yield the neighbouring words of ``text``, folded, that are both ``frequent``."""
    for pair in list_pairs(text):
        first, second = map(fold_word, pair)
        if first in frequent and second in frequent:
            yield first, second


def _fold_token(token: str) -> str:
    return fold_word(token.strip(" "))
