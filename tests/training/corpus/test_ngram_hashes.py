"""Rolling hashes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wisdom_training.corpus.ngram_hashes import hash_ngrams


@given(st.lists(st.integers(-3, 3), max_size=30), st.integers(1, 5))
def test_ngrams_have_the_same_hash_where_they_are_the_same(ids: list[int], n: int) -> None:
    hashes = hash_ngrams(np.array(ids, np.int32), n).tolist()
    ngrams = [tuple(ids[start : start + n]) for start in range(len(ids) - n + 1)]
    assert len(hashes) == len(ngrams)
    assert len(set(hashes)) == len(set(ngrams)) == len(set(zip(hashes, ngrams, strict=True)))
