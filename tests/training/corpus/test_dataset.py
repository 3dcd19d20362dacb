"""A corpus counted and encoded in its workspace."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from networks import decode
from training.plans import make_corpus
from wisdom_training.corpus.counting import Counts, count
from wisdom_training.corpus.dataset import Dataset, choose_vocabulary, make_dataset
from wisdom_training.corpus.split import Parts, SplitFractions, split
from wisdom_training.settings import CharSettings, WordSettings

CHAR, WORD = CharSettings(), WordSettings()


def make_parts(folder: Path, text: str) -> Parts:
    return split(make_corpus(folder, text).text, SplitFractions(0.1, 0.1))


def encode(folder: Path, parts: Parts, messages: list[str], word: WordSettings = WORD) -> Dataset:
    return make_dataset(parts, "abc", folder, CHAR, word, log=messages.append)


def test_ids_are_those_of_the_vocabularies(tmp_path: Path) -> None:
    parts = make_parts(tmp_path, "The sea. The whale.\n\n" * 1000)
    dataset = encode(tmp_path, parts, [])
    assert dataset.word_vocabulary.tokens == ("<unk>", ".", "\n\n", " The", " sea", " whale", "The")
    assert dataset.tokens == {"train": 5600, "validation": 700, "test": 700}
    assert dataset.known == 1
    for model, vocabulary in (
        ("char", dataset.char_vocabulary),
        ("word", dataset.word_vocabulary),
    ):
        ids = dataset.ids[model]
        assert decode(vocabulary, ids["train"].open()) == "".join(parts.train.pieces())
        assert decode(vocabulary, ids["test"].open()).lstrip() == parts.test
    assert dataset.notes == ()


def test_a_workspace_is_used_again_for_the_same_settings(tmp_path: Path) -> None:
    parts = make_parts(tmp_path, "The sea. The whale.\n\n" * 1000)
    first = encode(tmp_path, parts, [])
    (tmp_path / "word.train.ids").write_bytes(b"as it was")
    assert encode(tmp_path, parts, []) == first
    assert (tmp_path / "word.train.ids").read_bytes() == b"as it was"
    smaller = encode(tmp_path, parts, [], WordSettings(vocabulary=3))
    assert smaller.word_vocabulary.tokens == ("<unk>", ".", "\n\n")
    assert (tmp_path / "word.train.ids").stat().st_size == 2 * 5600


def test_dropped_tokens_are_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def drop_rare(pieces: Iterable[str]) -> Counts:
        return count(pieces)._replace(dropped=2)

    monkeypatch.setattr("wisdom_training.corpus.dataset.count", drop_rare)
    dataset = encode(tmp_path, make_parts(tmp_path, "The sea. The whale.\n\n" * 1000), [])
    assert dataset.notes == (
        (
            "there are so many distinct tokens that those with a count of 2 or less were dropped "
            "while counting, to save memory"
        ),
    )


@pytest.mark.parametrize(
    ("counts", "repeated", "note"),
    [
        ({"a": 5, "b": 1}, 1000, None),
        (
            {"a": 2, "b": 1},
            1000,
            "--char-min-count is 1 instead of 3: no token is as frequent as that",
        ),
        (
            {"a": 5, "b": 1},
            100,
            "--char-min-count is 1 instead of 3: in so short a text most tokens are rare",
        ),
    ],
)
def test_a_threshold_is_lowered_for_a_small_text(
    tmp_path: Path, counts: dict[str, int], repeated: int, note: str | None
) -> None:
    parts = make_parts(tmp_path, "The sea. The whale.\n\n" * repeated)
    vocabulary, found = choose_vocabulary(counts, CHAR, parts)
    assert found == note
    assert vocabulary.tokens == (("<unk>", "a") if note is None else ("<unk>", "a", "b"))
