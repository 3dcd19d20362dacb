from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voices import random_voice
from wisdom_model.errors import ModelFileError
from wisdom_model.voice.file import load_voice, save_voice
from wisdom_model.voice.phrase_memory import LARGEST_COUNT, PhraseMemory, find_discount

START, VOCABULARY = 0, 7
DOCUMENTS = st.lists(st.lists(st.integers(1, VOCABULARY - 1), min_size=1, max_size=9), max_size=6)


def make(documents: list[list[int]], vocabulary: int = VOCABULARY) -> PhraseMemory:
    return PhraseMemory.make([np.array(ids) for ids in documents], START, vocabulary)


def count_triples(documents: list[list[int]]) -> Counter[tuple[int, int, int]]:
    counts: Counter[tuple[int, int, int]] = Counter()
    for ids in documents:
        padded = [START, START, *ids, START]
        counts.update(zip(padded, padded[1:], padded[2:], strict=False))
    return counts


def expect(documents: list[list[int]], before: int, last: int) -> np.ndarray:
    """Interpolated Kneser-Ney by its definition, in plain loops."""
    triples = count_triples(documents)
    second = Counter(triple[1:] for triple in triples)  # N(. b c)
    pairs = {triple[:2] for triple in triples} | set(second)
    unigrams = Counter(pair[1] for pair in pairs)  # N(. c)

    def smooth(counts: dict[int, int], lower: np.ndarray, discount: float) -> np.ndarray:
        mass = sum(counts.values())
        if not mass:
            return lower
        kinds = sum(count > 0 for count in counts.values())
        own = [max(counts.get(token, 0) - discount, 0) / mass for token in range(VOCABULARY)]
        return np.array(own) + discount * kinds / mass * lower

    everything = [unigrams.get(token, 0) for token in range(VOCABULARY)]
    discount = find_discount(np.array(everything))
    single = np.maximum(np.array(everything) - discount, 0) / max(sum(everything), 1)
    single += (1 - single.sum()) / VOCABULARY
    pair_discount = find_discount(np.array([second[pair] for pair in sorted(pairs)] or [0]))
    followers = {c: second[b, c] for b, c in pairs if b == last}
    double = smooth(followers, single, pair_discount)
    triple_discount = find_discount(np.array(list(triples.values()) or [0]))
    ends = {c: n for (a, b, c), n in triples.items() if (a, b) == (before, last)}
    return smooth(ends, double, triple_discount)


@given(DOCUMENTS, st.integers(0, VOCABULARY - 1), st.integers(0, VOCABULARY - 1))
def test_probabilities_are_those_of_kneser_and_ney_and_sum_to_one(
    documents: list[list[int]], before: int, last: int
) -> None:
    found = np.exp(make(documents).log_probabilities(before, last))
    assert found.sum() == pytest.approx(1)
    assert found == pytest.approx(expect(documents, before, last))


@given(DOCUMENTS)
def test_followers_are_what_the_author_wrote(documents: list[list[int]]) -> None:
    memory, triples = make(documents), count_triples(documents)
    for before in range(VOCABULARY):
        for last in range(VOCABULARY):
            pairs = memory.pairs[memory.find_pairs(last)]
            ends = memory.triples[memory.find_triples(before, last)]
            assert ends.tolist() == sorted(c for a, b, c in triples if (a, b) == (before, last))
            assert set(ends) <= set(pairs)


def test_no_triple_crosses_the_end_of_a_document() -> None:
    memory = make([[1, 2], [3, 4]])
    assert memory.triples[memory.find_triples(1, 2)].tolist() == [START]
    assert memory.triples[memory.find_triples(2, 3)].tolist() == []
    assert memory.triples[memory.find_triples(START, START)].tolist() == [1, 3]


def test_a_count_is_cut_where_it_no_longer_fits() -> None:
    assert make([[1] * 70_000]).counts.max() == LARGEST_COUNT


def test_a_large_vocabulary_has_wide_ids() -> None:
    memory = make([[65_536, 70_000]], 70_001)
    assert memory.pairs.dtype == memory.triples.dtype == np.uint32
    assert memory.triples[memory.find_triples(START, 65_536)].tolist() == [70_000]


def test_a_memory_comes_back_from_a_file(tmp_path: Path) -> None:
    voice, path = random_voice(), tmp_path / "voice.safetensors"
    save_voice(path, voice)
    saved, loaded = voice.phrase_memory, load_voice(path).phrase_memory
    assert saved is not None
    assert loaded is not None
    for name, tensor in saved.tensors().items():
        assert loaded.tensors()[name].tolist() == tensor.tolist()
        assert loaded.tensors()[name].dtype == tensor.dtype


def test_a_memory_that_does_not_fit_is_refused() -> None:
    tensors = make([[1, 2, 3], [2, 3, 1]]).tensors()
    wrong = {
        "pairs": tensors["pairs"][:-1],
        "triples": tensors["triples"][::-1].copy(),
        "counts": tensors["counts"] * np.uint16(0),
        "pair_rows": tensors["pair_rows"].astype(np.int64),
        "triple_rows": tensors["triple_rows"] + np.uint16(1),
    }
    for name, tensor in wrong.items():
        with pytest.raises(ModelFileError, match="do not fit each other"):
            PhraseMemory.read({**tensors, name: tensor}, VOCABULARY)
    with pytest.raises(ModelFileError, match="do not fit each other"):
        PhraseMemory.read(tensors, VOCABULARY + 1)
    with pytest.raises(ModelFileError, match="expected pair_rows, pairs"):
        PhraseMemory.read({"pairs": tensors["pairs"]}, VOCABULARY)
    everything = PhraseMemory.read(tensors, VOCABULARY)
    assert everything.log_probabilities(1, 2).argmax() == 3


def test_the_share_of_a_token_among_what_followed_each_pair() -> None:
    memory = make([[1, 2, 3], [1, 2, 3], [1, 2, 4]])
    shares = memory.measure_share(3)
    row = memory.find_pairs(1)
    place = row.start + memory.pairs[row].tolist().index(2)
    assert shares[place] == pytest.approx(2 / 3)
    assert shares.sum() == pytest.approx(2 / 3)


def test_how_often_a_pair_was_followed_and_by_how_many_tokens() -> None:
    memory = make([[1, 2, 3], [1, 2, 3], [1, 2, 4]])
    assert memory.count_followers(1, 2) == (3, 2)
    assert memory.count_followers(5, 5) == (0, 0)
