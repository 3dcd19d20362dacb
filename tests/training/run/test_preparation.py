"""From a corpus to tasks."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from networks import decode
from training.plans import TEXT, make_corpus, make_plan, make_request
from wisdom_model.network.language_model import Architecture
from wisdom_model.text.tokenizer import DOCUMENT_END
from wisdom_training.corpus.reading import Corpus, read_corpus
from wisdom_training.corpus.split import SplitFractions
from wisdom_training.errors import FlagError
from wisdom_training.run.preparation import (
    PreparedCorpus,
    TrainingPlan,
    make_tasks,
    prepare_corpus,
)
from wisdom_training.settings import CharSettings, WordSettings


@pytest.fixture
def prepared(tmp_path: Path) -> PreparedCorpus:
    return prepare_corpus(make_plan(make_corpus(tmp_path)), tmp_path)


def test_the_corpus_is_cut_and_counted(prepared: PreparedCorpus) -> None:
    train, validation, test = prepared.parts
    assert [train.characters, len(validation), len(test)] == [12150, 675, 675]
    assert prepared.dataset.tokens == {"train": 4050, "validation": 225, "test": 225}
    assert prepared.dataset.characters["l"] == 3 * 450
    assert prepared.dataset.words["n't"] == 450
    known = "the character model knows 16 characters, the word model 8 tokens "
    assert prepared.notes == (
        "13,500 characters, 4,500 tokens in 0 files",
        f"{known}(100.0% of the training part)",
    )


def test_a_token_outside_the_vocabulary_is_unknown(tmp_path: Path) -> None:
    text = TEXT[:-675] + TEXT[-675:].replace("I", "É")
    prepared = prepare_corpus(make_plan(make_corpus(tmp_path, text)), tmp_path)
    char, word = make_tasks(prepared)
    assert int((char.test.open() == 0).sum()) == 50
    assert int((word.test.open() == 0).sum()) == 50
    assert int((char.train.open() == 0).sum()) == 0


def test_tasks_say_all_that_training_needs(prepared: PreparedCorpus) -> None:
    char, word = make_tasks(prepared)
    assert char.architecture.vocabulary == 17
    assert char.architecture.hidden == 5
    assert word.architecture == Architecture(9, 4, 6, 2, projection=2)
    for task, vocabulary, before in (
        (char, prepared.char_vocabulary, "\n"),
        (word, prepared.word_vocabulary, "\n\n"),
    ):
        assert decode(vocabulary, task.train.open()) == TEXT[:12150]
        assert decode(vocabulary, task.validation.open()) == before + prepared.parts.validation
        assert decode(vocabulary, task.test.open()) == before + prepared.parts.test
    assert char.train.path.name == "char.train.ids"
    assert char.train.path.stat().st_size == 2 * 12150
    assert char.checkpoint == Path("out/voice.safetensors.char.checkpoint")
    assert word.checkpoint == Path("out/voice.safetensors.word.checkpoint")


def test_without_a_test_part_the_validation_part_is_measured(tmp_path: Path) -> None:
    plan = make_plan(make_corpus(tmp_path))
    plan = replace(plan, request=make_request(split=SplitFractions(0.1, 0)))
    for task in make_tasks(prepare_corpus(plan, tmp_path)):
        assert task.test == task.validation
    assert len(task.train) == 4050


def test_a_prepared_corpus_is_used_again_unless_the_split_differs(tmp_path: Path) -> None:
    plan = make_plan(make_corpus(tmp_path))
    first = prepare_corpus(plan, tmp_path)
    made = (tmp_path / "char.train.ids").stat().st_mtime_ns
    assert prepare_corpus(plan, tmp_path) == first
    assert (tmp_path / "char.train.ids").stat().st_mtime_ns == made
    other = replace(plan, request=make_request(split=SplitFractions(0.1, 0.1)))
    assert prepare_corpus(other, tmp_path).dataset.tokens["test"] == 450


def test_word_vectors_start_the_embedding(tmp_path: Path) -> None:
    path = tmp_path / "vectors.txt"
    path.write_text("me 1 2\nn't 3 4\n", encoding="utf-8")
    prepared = prepare_corpus(make_plan(make_corpus(tmp_path), vectors=str(path)), tmp_path)
    _, word = make_tasks(prepared)
    assert word.embedding is not None
    ids = prepared.word_vocabulary.ids
    assert word.embedding.weight[[ids[" me"], ids["n't"]], :2].tolist() == [[1, 2], [3, 4]]
    assert prepared.notes[-1] == (
        "vectors.txt has 22.2% of the word model's tokens, 22.2% of the training part"
    )


def test_vectors_wider_than_the_embedding_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "vectors.txt"
    path.write_text("me 1 2 3 4 5\n", encoding="utf-8")
    with pytest.raises(FlagError) as error:
        prepare_corpus(make_plan(make_corpus(tmp_path), vectors=str(path)), tmp_path)
    assert str(error.value) == (
        "--word-embedding is 4, but the vectors of vectors.txt are 5 wide: give 5 or more"
    )


def test_what_decides_a_training_identifies_its_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "vectors.txt"
    path.write_text("me 1 2\n", encoding="utf-8")
    corpus = make_corpus(tmp_path)
    char, word = make_tasks(prepare_corpus(make_plan(corpus), tmp_path))
    other = make_plan(corpus, vectors=str(path), seed=2)
    other_char, other_word = make_tasks(prepare_corpus(other, tmp_path))
    changed = {key for key in char.identity if char.identity[key] != other_char.identity[key]}
    assert changed == {"--seed"}
    changed = {key for key in word.identity if word.identity[key] != other_word.identity[key]}
    assert changed == {"--seed", "the word vectors"}
    assert char.identity["--char-hidden"] == 5
    assert word.identity["--word-weight-drop"] == word.settings.weight_drop


def test_equal_seeds_give_equal_embeddings(tmp_path: Path) -> None:
    path = tmp_path / "vectors.txt"
    path.write_text("me 1 2\n", encoding="utf-8")
    plan = make_plan(make_corpus(tmp_path), vectors=str(path))
    first, second = (prepare_corpus(plan, tmp_path).embedding for _ in range(2))
    assert first is not None
    assert second is not None
    np.testing.assert_array_equal(first.weight, second.weight)


def read(folder: Path, content: bytes, **settings: int) -> tuple[Corpus, PreparedCorpus]:
    """A file that holds ``content``, read and prepared with few and small batches."""
    path = folder / "odd.txt"
    path.write_bytes(content)
    corpus = read_corpus([path], folder)
    char = CharSettings(batch=4, steps=20)
    word = WordSettings(**{"batch": 4, "steps": 10, **settings})
    return corpus, prepare_corpus(TrainingPlan(make_request(), corpus, char, word), folder)


def test_a_kilobyte_is_enough_to_train(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path, TEXT[:1080])
    prepared = prepare_corpus(
        TrainingPlan(make_request(), corpus, CharSettings(), WordSettings()), tmp_path
    )
    assert prepared.notes[2:] == (
        "--char-min-count is 1 instead of 3: in so short a text most tokens are rare",
        "--word-min-count is 1 instead of 3: in so short a text most tokens are rare",
        "--char-batch is 9 instead of 32: the training part has only 972 tokens for the char model",
        "--word-batch is 8 instead of 20: the training part has only 324 tokens for the word model",
    )
    char, word = make_tasks(prepared)
    assert (char.batches, word.batches) == (1, 1)
    assert (char.settings.batch, char.settings.min_count) == (9, 1)


def test_steps_shrink_after_the_batch(tmp_path: Path) -> None:
    plan = TrainingPlan(
        make_request(),
        make_corpus(tmp_path, TEXT[:1080]),
        CharSettings(min_count=1, steps=2000),
        WordSettings(min_count=1),
    )
    prepared = prepare_corpus(plan, tmp_path)
    assert prepared.notes[2:4] == (
        "--char-batch is 1 instead of 32: the training part has only 972 tokens for the char model",
        (
            "--char-steps is 972 instead of 2000: the training part has only 972 tokens for the "
            "char model"
        ),
    )


def test_a_threshold_that_no_token_reaches_is_lowered(tmp_path: Path) -> None:
    plan = make_plan(make_corpus(tmp_path))
    word = WordSettings(min_count=5000, batch=2, steps=5)
    prepared = prepare_corpus(replace(plan, word_settings=word), tmp_path)
    assert len(prepared.word_vocabulary) == 9
    assert prepared.plan.word_settings.min_count == 1
    assert prepared.notes[2] == (
        "--word-min-count is 1 instead of 5000: no token is as frequent as that"
    )


def test_one_endless_line_can_be_learned_from(tmp_path: Path) -> None:
    line = "Call me Ishmael, and never mind how long precisely. " * 20_000
    corpus, prepared = read(tmp_path, line.encode(), min_count=1)
    length = "1,039,999"
    assert corpus.notes == (f"paragraphs: 1, median {length} characters, longest {length}",)
    assert corpus.text.characters == len(line) - 1
    assert prepared.parts.validation.startswith(" ")
    assert prepared.dataset.known == 1
    assert decode(prepared.word_vocabulary, prepared.dataset.ids["word"]["train"].open()[:8]) == (
        "Call me Ishmael, and never mind how"
    )


@pytest.mark.parametrize(
    ("paragraph", "encoding", "line_end", "tokens"),
    [
        ("Call me\nIshmael.", "utf-8", "\r\n", ["Call", " me", "\n", "Ishmael", "."]),
        ("Call me\nIshmael.", "utf-8", "\r", ["Call", " me", "\n", "Ishmael", "."]),
        ("Nennt mich Ismäel.", "utf-8-sig", "\n", ["Nennt", " mich", " Ismäel", "."]),
        ("Appelez-moi Ismaël.", "latin-1", "\n", ["Appelez", "-", "moi", " Ismaël", "."]),
        ("Зовите меня Измаил.", "utf-8", "\n", ["Зовите", " меня", " Измаил", "."]),
        ("Зовите меня Измаил.", "utf-16", "\r\n", ["Зовите", " меня", " Измаил", "."]),
        ("A whale 🐳🐳 👨‍👩‍👧!", "utf-8", "\n", ["A", " whale", " 🐳🐳", " 👨"]),
        ("叫我以实玛利吧。", "utf-8", "\n", [*"叫我以实玛利吧。"]),
        ("俺はイシュメール。", "utf-8", "\n", [*"俺はイシュメール。"]),
    ],
)
def test_odd_files_can_be_learned_from(
    tmp_path: Path, paragraph: str, encoding: str, line_end: str, tokens: list[str]
) -> None:
    content = "\n\n".join([paragraph] * 300).replace("\n", line_end).encode(encoding)
    _, prepared = read(tmp_path, content)
    char, word = make_tasks(prepared)
    train = "".join(prepared.parts.train.pieces())
    assert train.startswith(f"{paragraph}{DOCUMENT_END}{paragraph}{DOCUMENT_END}")
    assert decode(prepared.char_vocabulary, char.train.open()) == train
    assert decode(prepared.word_vocabulary, word.train.open()) == train
    first = [prepared.word_vocabulary.tokens[index] for index in word.train.open()[: len(tokens)]]
    assert first == tokens
    assert char.batches > 0
    assert word.batches > 0
