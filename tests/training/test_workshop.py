"""From a corpus to tasks."""

from pathlib import Path

import numpy as np
import pytest

from wisdom_model.network import Architecture
from wisdom_training.corpus import Corpus
from wisdom_training.errors import FlagError
from wisdom_training.settings import CharSettings, WordSettings
from wisdom_training.workshop import Plan, build_vocabulary, make_tasks, prepare

TEXT = "Call me Ishmael. I don't.\n\n" * 400
OUTPUT = Path("out/voice.safetensors")


def make_plan(*, vectors: str | None = None, seed: int = 1, embedding: int = 4) -> Plan:
    char = CharSettings(embedding=3, hidden=5, layers=1, batch=2, steps=10)
    word = WordSettings(embedding=embedding, hidden=6, projection=2, batch=2, steps=5)
    return Plan(Corpus(TEXT, (), ()), char, word, vectors, seed, "test")


def test_a_vocabulary_lists_frequent_tokens_first() -> None:
    tokens = [*"abracadabra!", "<unk>"]
    assert build_vocabulary(tokens, CharSettings(min_count=2)).tokens == ("<unk>", *"abr")
    assert build_vocabulary(tokens, CharSettings(min_count=1), 4).tokens == ("<unk>", *"abr")


def test_a_vocabulary_of_nothing_is_an_error() -> None:
    with pytest.raises(FlagError) as error:
        build_vocabulary(["a", "b"], WordSettings(min_count=2))
    assert str(error.value) == (
        "--word-min-count is 2, but the training part has no token as often as that: lower it"
    )


def test_the_corpus_is_cut_and_counted() -> None:
    prepared = prepare(make_plan())
    assert [len(part) for part in prepared.parts] == [9720, 540, 540]
    assert prepared.tokens.test[:10] == [
        "Call", " me", " Ishmael", ".", " I", " do", "n't", ".", "\n\n", "Call",
    ]  # fmt: skip
    known = "the character model knows 16 characters, the word model 8 tokens "
    assert prepared.notes == (
        "10,800 characters, 3,600 tokens in 0 files",
        f"{known}(100.0% of the training part)",
    )


def test_a_token_outside_the_vocabulary_is_unknown() -> None:
    plan = make_plan()
    held_out = TEXT[:-540] + TEXT[-540:].replace("I", "É")
    prepared = prepare(Plan(Corpus(held_out, (), ()), plan.char, plan.word, None, 1, "test"))
    char, word = make_tasks(prepared, OUTPUT)
    assert int((char.test == 0).sum()) == 40
    assert int((word.test == 0).sum()) == 40
    assert int((char.train == 0).sum()) == 0


def test_tasks_say_all_that_training_needs() -> None:
    prepared = prepare(make_plan())
    char, word = make_tasks(prepared, OUTPUT)
    assert char.architecture == Architecture(17, 3, 5, 1)
    assert word.architecture == Architecture(9, 4, 6, 2, projection=2)
    assert prepared.char.decode(char.train) == prepared.parts.train
    assert prepared.word.decode(word.train) == prepared.parts.train
    assert prepared.char.decode(char.test) == "\n" + prepared.parts.test
    assert prepared.word.decode(word.test) == "\n\n" + prepared.parts.test
    assert char.checkpoint == Path("out/voice.safetensors.char.checkpoint")
    assert word.checkpoint == Path("out/voice.safetensors.word.checkpoint")


def test_word_vectors_start_the_embedding(tmp_path: Path) -> None:
    path = tmp_path / "vectors.txt"
    path.write_text("me 1 2\nn't 3 4\n", encoding="utf-8")
    prepared = prepare(make_plan(vectors=str(path)))
    _, word = make_tasks(prepared, OUTPUT)
    assert word.embedding is not None
    ids = prepared.word.ids
    assert word.embedding.weight[[ids[" me"], ids["n't"]], :2].tolist() == [[1, 2], [3, 4]]
    assert prepared.notes[-1] == (
        "vectors.txt has 22.2% of the word model's tokens, 22.2% of the training part"
    )


def test_vectors_wider_than_the_embedding_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "vectors.txt"
    path.write_text("me 1 2 3 4 5\n", encoding="utf-8")
    with pytest.raises(FlagError) as error:
        prepare(make_plan(vectors=str(path)))
    assert str(error.value) == (
        "--word-embedding is 4, but the vectors of vectors.txt are 5 wide: give 5 or more"
    )


def test_what_decides_a_training_identifies_its_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "vectors.txt"
    path.write_text("me 1 2\n", encoding="utf-8")
    char, word = make_tasks(prepare(make_plan()), OUTPUT)
    other_char, other_word = make_tasks(prepare(make_plan(vectors=str(path), seed=2)), OUTPUT)
    changed = {key for key in char.identity if char.identity[key] != other_char.identity[key]}
    assert changed == {"--seed"}
    changed = {key for key in word.identity if word.identity[key] != other_word.identity[key]}
    assert changed == {"--seed", "the word vectors"}
    assert char.identity["--char-hidden"] == 5
    assert word.identity["--word-weight-drop"] == word.settings.weight_drop


def test_equal_seeds_give_equal_embeddings(tmp_path: Path) -> None:
    path = tmp_path / "vectors.txt"
    path.write_text("me 1 2\n", encoding="utf-8")
    first, second = (prepare(make_plan(vectors=str(path))).embedding for _ in range(2))
    assert first is not None
    assert second is not None
    np.testing.assert_array_equal(first.weight, second.weight)
