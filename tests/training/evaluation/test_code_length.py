"""Code lengths of held-out text by strategy."""

import math

import numpy as np
import pytest

from training.texts import make_text
from voices import document_voice
from wisdom_model.mixture.gate import Mixture
from wisdom_model.mixture.text_probability import score_text
from wisdom_model.text.words import count_words
from wisdom_model.voice.file import Voice
from wisdom_training.evaluation.code_length import (
    CodeLength,
    fit_constant,
    measure_code_lengths,
    mix_online,
)
from wisdom_training.evaluation.scores import CharacterFrequencies


def measure_alone(
    voice: Voice, text: str, frequencies: CharacterFrequencies
) -> dict[str, CodeLength]:
    """The code lengths of ``text`` where it is also what strategies are fitted to."""
    mixture, found = Mixture.from_metadata(voice.metadata), score_text(voice, text, 12)
    return measure_code_lengths(mixture, found, found, count_words(text), frequencies).strategies


def test_costs_are_those_of_the_experts(keeper: Voice) -> None:
    voice, test = keeper, make_text(2, 4)
    frequencies = CharacterFrequencies({"a": 5}, 3)
    mixture = Mixture.from_metadata(voice.metadata)
    fitted, found = (score_text(voice, text, 12) for text in (make_text(1, 4), test))
    costs = measure_code_lengths(mixture, fitted, found, count_words(test), frequencies)
    bits = {name: cost.bits_per_character for name, cost in costs.strategies.items()}
    assert bits["char"] == pytest.approx(found.char_nats / len(test) / math.log(2))
    assert bits["word, spelled by char"] == pytest.approx(found.bits(found.experts()[:, 0]))
    assert bits["oracle"] == pytest.approx(found.bits(found.experts().max(axis=1)))
    assert bits["oracle"] < min(bits["mixture"], bits["constant mixture"], bits["online mixture"])
    words = count_words(test)
    assert (costs.characters, costs.words) == (len(test), words)
    assert costs.strategies["char"].perplexity == pytest.approx(
        2 ** (bits["char"] * len(test) / words)
    )


def test_a_passage_by_handoff_begins_with_the_character_model(keeper: Voice) -> None:
    voice, test = keeper, "The lamp waits. The fog turns."
    costs = measure_alone(voice, test, CharacterFrequencies({"a": 5}, 3))
    found = score_text(voice, test, 12)
    end = found.tokens.index(".") + 1
    chances = np.concatenate([found.char[:end], found.experts()[end:, 0]])
    assert costs["handoff"].bits_per_character == pytest.approx(found.bits(chances))


def test_every_document_by_handoff_begins_with_the_character_model() -> None:
    voice, test = document_voice(), "The sea\x1eThe whale. The sea.\x1e"
    costs = measure_alone(voice, test, CharacterFrequencies({"a": 5}, 3))
    found = score_text(voice, test, 12)
    first = np.array([1, 1, 1, 1, 1, 1, 0, 0, 0, 0], bool)  # ends: \x1e, and the first full stop
    chances = np.where(first, found.char, found.experts()[:, 0])
    assert costs["handoff"].bits_per_character == pytest.approx(found.bits(chances))


def test_words_unknown_to_the_word_model_are_spelled_by_character_frequencies(
    keeper: Voice,
) -> None:
    voice, test = keeper, "The nightdoor waits."
    frequencies = CharacterFrequencies({"n": 3, "o": 9, "t": 2}, 8)
    lengths = measure_alone(voice, test, frequencies)
    found = score_text(voice, test, 12)
    assert [token for token, known in zip(found.tokens, found.word, strict=True) if not known] == [
        " nightdoor"
    ]
    nats = -np.log(np.where(found.word > 0, found.word, found.unknown)).sum()
    nats += frequencies.cost(" nightdoor")
    assert lengths["word"].bits_per_character == pytest.approx(nats / len(test) / math.log(2))


def test_constant_weights_are_the_best() -> None:
    sure = np.random.default_rng(0).random((4000, 1)) < 0.5
    experts = np.where(sure, [0.5, 0.01], [0.01, 0.4])
    found = fit_constant(experts)
    assert found.sum() == pytest.approx(1)
    tried = {
        weight: np.log(experts @ [weight, 1 - weight]).mean() for weight in np.linspace(0, 1, 101)
    }
    assert np.log(experts @ found).mean() >= max(tried.values()) - 1e-9


def test_an_expert_that_is_never_right_gets_nothing() -> None:
    assert fit_constant(np.array([[0.5, 0.0]] * 9))[1] == pytest.approx(0, abs=1e-6)


def test_online_weights_follow_the_text() -> None:
    experts = np.array([[0.5, 0.01]] * 50 + [[0.01, 0.5]] * 50)
    found = mix_online(experts, np.array([0.5, 0.5]))
    assert found[0] == pytest.approx(0.255)
    assert found[49] > 0.45
    assert found[50] < 0.1
    assert found[99] > 0.45


def test_online_weights_by_hand() -> None:
    found = mix_online(np.array([[0.4, 0.2], [0.1, 0.3]]), np.array([0.5, 0.5]), switch=0.1)
    weight = 0.9 * (0.5 * 0.4 / 0.3) + 0.1 * 0.5
    assert found == pytest.approx([0.3, weight * 0.1 + (1 - weight) * 0.3])
