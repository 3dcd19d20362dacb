"""What models write while they are trained."""

import numpy as np
import pytest

from voices import document_voice
from wisdom_model.network.language_model import Architecture
from wisdom_model.text.tokenizer import DOCUMENT_END
from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary
from wisdom_model.voice.file import LanguageModel, Voice, bundled_voice, load_voice
from wisdom_training.progress.samples import LENGTH, count_products, write_sample


@pytest.fixture(scope="module")
def voice() -> Voice:
    return load_voice(bundled_voice("ishmael"))


def write(model: LanguageModel, seed: int) -> str:
    network = model.network
    return write_sample(network.weights, network.architecture, model.vocabulary, seed)


def random_sample(tokens: tuple[str, ...], seed: int = 0) -> str:
    """What a model that has learned nothing writes with these tokens."""
    rng = np.random.default_rng(seed)
    architecture = Architecture(vocabulary=len(tokens), embedding=3, hidden=4, layers=1)
    weights = {name: rng.normal(size=shape) for name, shape in architecture.shapes().items()}
    return write_sample(weights, architecture, Vocabulary(tokens), seed)


@pytest.mark.parametrize("name", ["char", "word"])
def test_a_sample_is_about_as_long_as_wanted(voice: Voice, name: str) -> None:
    assert LENGTH - 10 <= len(write(getattr(voice, name), 1)) <= LENGTH + 30


def test_equal_seeds_give_equal_samples_and_different_seeds_different_ones(voice: Voice) -> None:
    assert write(voice.char, 1) == write(voice.char, 1)
    assert write(voice.char, 1) != write(voice.char, 2)


def test_the_word_model_skips_what_it_does_not_know(voice: Voice) -> None:
    assert all(UNKNOWN not in write(voice.word, seed) for seed in (1, 2))


def test_the_global_generator_is_left_alone(voice: Voice) -> None:
    np.random.seed(1)  # noqa: NPY002 (that is what is tested)
    write(voice.char, 1)
    drawn = np.random.random()  # noqa: NPY002 (as above)
    assert drawn == np.random.RandomState(1).random()


def test_models_of_little_text_write_something(keeper: Voice) -> None:
    assert write(keeper.char, 1)
    assert write(keeper.word, 1)


def test_an_untrained_model_writes_the_characters_it_knows() -> None:
    text = random_sample((UNKNOWN, "а", "Б", "в", " ", "."))
    assert len(text) >= LENGTH - 10
    assert set(text) <= set("аБв .")


@pytest.mark.parametrize("tokens", [(UNKNOWN, "1", "2"), (UNKNOWN, "\n"), (UNKNOWN,)])
def test_a_model_that_knows_no_letter_has_nothing_to_show(tokens: tuple[str, ...]) -> None:
    assert random_sample(tokens) == ""


def test_a_model_whose_words_cannot_follow_each_other_stops_early() -> None:
    assert random_sample((UNKNOWN, "Word", "Words")) in ("Word", "Words")


def test_a_step_reads_one_token_vector_and_every_other_weight() -> None:
    architecture = Architecture(vocabulary=10, embedding=3, hidden=4, layers=1)
    assert count_products(architecture) == 16 * 3 + 16 * 4 + 16 + 16 + 10 * 4 + 10


def test_a_very_large_model_writes_less(voice: Voice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wisdom_training.progress.samples._WORK", 1)
    assert len(write(voice.char, 1)) <= LENGTH // 8 + 2


@pytest.mark.parametrize("name", ["char", "word"])
def test_a_sample_of_documents_ends_with_the_first(name: str) -> None:
    model = getattr(document_voice(end=4), name)
    texts = [write(model, seed) for seed in range(10)]
    assert min(map(len, texts)) < LENGTH / 2
    assert not any(DOCUMENT_END in text for text in texts)
