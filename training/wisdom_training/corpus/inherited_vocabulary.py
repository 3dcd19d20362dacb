"""The vocabulary of a model that begins with another voice: the other's tokens and its own.

A small corpus has few of the words that its author knows, so all words of the other voice stay,
with three exceptions. Names that only the other voice knows would tell the reader of other people.
Marks that the author never uses, such as curly quotes, would be another author's habit. And words
in capitals are headings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from wisdom_model.text.folding import fold_accents
from wisdom_model.text.tokenizer import DOCUMENT_END
from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary


def inherit_characters(other: Vocabulary, own: Vocabulary) -> Vocabulary:
    """The characters of ``own`` and those of ``other``; of its marks and blanks none."""
    return _extend(own, [char for char in other.tokens if char.isalnum()])


def inherit_words(
    other: Vocabulary,
    counts: Mapping[str, int],
    own: Vocabulary,
    characters: Vocabulary,
    *,
    keep_names: bool = False,
) -> Vocabulary:
    """The tokens of ``own`` and those of ``other``.

    Tokens remain only if the corpus, whose tokens are counted in ``counts``, has them or
    ``characters`` can spell them, and names only if it has them or ``keep_names`` says so. A token
    of the corpus that is too rare for ``own`` is added if ``other`` knows the same word in other
    capitals: an author who SHOUTS says few words twice.
    """
    known = set(characters.tokens)
    learned = {token.casefold() for token in other.tokens}
    said = {token.strip().casefold() for token in counts}

    def belongs(token: str) -> bool:
        own_word = keep_names or token.strip().casefold() in said or not is_name(token, other)
        return token in counts or (known.issuperset(token) and own_word)

    kept = [token for token in other.tokens if belongs(token)]
    words = _extend(own, kept)
    shouted = [
        token
        for token in counts
        if token not in words and token.casefold() in learned and known.issuperset(token)
    ]
    shouted.sort(key=lambda token: (-counts[token], token))
    return Vocabulary((*words.tokens, *shouted))


def without_masked(other: Vocabulary, masked: Collection[str], said: Iterable[str]) -> Vocabulary:
    """``other`` without the words that the author masked, unless the corpus says them all the same.

    ``masked`` are folded by ``fold_accents``; ``said`` are the corpus's tokens. A name such as Rose
    may be masked where it has its capital alone.
    """
    gone = set(masked) - {fold_accents(token.strip()) for token in said}
    return Vocabulary(
        tuple(token for token in other.tokens if fold_accents(token.strip()) not in gone)
    )


def is_name(token: str, vocabulary: Vocabulary) -> bool:
    """Whether ``token`` looks like a name: a capitalised word that is rarer in small letters.

    ``vocabulary`` lists frequent tokens first. A word in capitals counts as a name, too.
    """
    word = token.strip()
    if not word[:1].isupper():
        return False
    if len(word) > 1 and word.isupper():
        return True
    ids = vocabulary.ids
    small = [ids.get(form) for form in (word.lower(), f" {word.lower()}")]
    capital = [ids.get(form) for form in (word, f" {word}")]
    rank = min((each for each in small if each is not None), default=len(ids))
    return rank > min(each for each in capital if each is not None)


def _extend(own: Vocabulary, kept: list[str]) -> Vocabulary:
    """``own`` and the tokens of ``kept``, with <unk> and DOCUMENT_END first, if ``own`` has it."""
    special = (UNKNOWN, DOCUMENT_END)
    first = [token for token in own.tokens if token in special]
    added = [token for token in kept if token not in special]
    known = {*special, *added}
    return Vocabulary((*first, *added, *(token for token in own.tokens if token not in known)))
