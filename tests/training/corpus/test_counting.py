"""Counting, and the vocabularies made of it."""

from collections import Counter

import numpy as np

from wisdom_model.text.vocabulary import Vocabulary
from wisdom_training.corpus.counting import CharacterTable, build_vocabulary, count


def test_characters_and_tokens_are_counted_over_all_pieces() -> None:
    counts = count(["A whale.\n", "A 🐳!"])
    assert counts.characters == Counter("A whale.\nA 🐳!")
    assert counts.words == {"A": 2, " whale": 1, ".": 1, "\n": 1, " 🐳": 1, "!": 1}
    assert (counts.tokens, counts.dropped) == (7, 0)


def test_the_rarest_are_dropped_where_there_are_too_many() -> None:
    counts = count(["a\na\na\nb\nb\nc\nd\n", "c\n"], most=4)
    # Five distinct tokens: those seen once, then those seen twice are left out, until two remain.
    assert counts.words == {"\n": 8, "a": 3, "c": 1}
    assert (counts.tokens, counts.dropped) == (16, 2)


def test_a_vocabulary_lists_frequent_tokens_first() -> None:
    counts = Counter([*"abracadabra!", "<unk>"])
    assert build_vocabulary(counts, 2).tokens == ("<unk>", *"abr")
    assert build_vocabulary(counts, 1, 4).tokens == ("<unk>", *"abr")


def test_a_table_encodes_as_the_vocabulary_does() -> None:
    vocabulary = Vocabulary(("<unk>", "a", "鯨", "🐳"))
    text = "a鯨🐳bé🐋a"
    ids = CharacterTable(vocabulary).encode(text)
    np.testing.assert_array_equal(ids, vocabulary.encode(list(text)))
